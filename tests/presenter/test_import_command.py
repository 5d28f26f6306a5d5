"""`podium import` and `podium export` as they are run."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from presenter.cli import main
from slides.loader import load_deck

Run = Callable[..., tuple[int, str, str]]
SCRIPT = """\
## "A talk"

**Mood:** sunny

## SLIDE 1: HELLO [30 seconds]

Good morning â€” everyone.
"""


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    def run(*words: object) -> tuple[int, str, str]:
        code = main([str(word) for word in words])
        said = capsysbinary.readouterr()
        return code, said.out.decode(), said.err.decode()

    return run


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "script.md"
    path.write_text(SCRIPT, encoding="utf-8")
    return path


def test_a_deck_is_written_and_the_rest_told(run: Run, script: Path, tmp_path: Path) -> None:
    deck = tmp_path / "talk.yaml"
    code, out, err = run("import", script, "--output", deck)
    assert (code, out) == (0, "")
    assert err.splitlines()[0] == f"{script}:3: not understood: **Mood:** sunny"
    assert f"{deck}: 1 slide" in err
    assert load_deck(deck).slides[0].notes == "Good morning — everyone.\n"
    assert deck.read_text().startswith("# Imported from script.md by `podium import`.\n")


def test_nothing_is_written_over(run: Run, script: Path, tmp_path: Path) -> None:
    deck = tmp_path / "talk.yaml"
    deck.write_text("mine")
    code, _, err = run("import", script, "-o", deck)
    assert (code, deck.read_text()) == (2, "mine")
    assert "add --force" in err
    assert run("import", script, "-o", deck, "--force")[0] == 0
    assert load_deck(deck).talk.talk == "A talk"


def test_a_deck_goes_to_a_pipe_and_back(run: Run, script: Path, tmp_path: Path) -> None:
    code, deck, _ = run("import", script)
    assert code == 0
    path = tmp_path / "piped.yaml"
    path.write_text(deck, encoding="utf-8")
    code, again, err = run("export", path, "--to", "script")
    assert (code, err) == (0, "")
    assert '## "A talk"' in again
    assert "## SLIDE 1: HELLO [30 seconds]" in again
    script.write_text(again, encoding="utf-8")
    assert run("import", script)[1] == deck.replace("A talk\n", "A talk\npace: 140-160\n")


def test_figures_for_programs(run: Run, script: Path, tmp_path: Path) -> None:
    deck = tmp_path / "talk.yaml"
    answer = json.loads(run("import", script, "-o", deck, "--format", "json")[1])
    assert (answer["slides"], answer["budget"], answer["deck"]) == (1, 30, str(deck))
    assert answer["unread"] == [{"line": 3, "text": "**Mood:** sunny"}]
    assert run("import", script, "--format", "json")[0] == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Just words.\n", "it has no slides"),
        (b"", "it is empty"),
        (None, "No such file"),
    ],
)
def test_what_is_no_script_is_refused(
    run: Run, tmp_path: Path, content: bytes | None, said: str
) -> None:
    path, deck = tmp_path / "text.md", tmp_path / "talk.yaml"
    if content is not None:
        path.write_bytes(content)
    code, out, err = run("import", path, "-o", deck)
    assert (code, out) == (2, "")
    assert said in err
    assert not deck.exists()


def test_a_script_in_an_old_encoding_is_read(run: Run, script: Path) -> None:
    script.write_bytes("## SLIDE 1: Café – bar\n".encode("cp1252"))
    assert "title: Café – bar" in run("import", script)[1]


def test_an_export_of_a_deck_that_does_not_load(run: Run, tmp_path: Path) -> None:
    code, out, err = run("export", tmp_path / "none.yaml")
    assert (code, out) == (2, "")
    assert "there is no such file" in err


def test_an_export_is_never_written_over(run: Run, script: Path, tmp_path: Path) -> None:
    deck, text = tmp_path / "talk.yaml", tmp_path / "out.md"
    run("import", script, "-o", deck)
    assert run("export", deck, "-o", text)[0] == 0
    assert run("export", deck, "-o", text)[0] == 2
    assert run("export", deck, "-o", text, "--force")[0] == 0
    assert run("export", deck, "-o", tmp_path)[0] == 2
