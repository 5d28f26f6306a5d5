"""`podium export` as it is run, in its drawn forms; the script's are with the imports."""

import re
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from presenter.cli import main

Run = Callable[..., tuple[int, bytes, str]]
DOCS = Path(__file__).parents[2] / "docs" / "exporting.md"
DECK = """\
talk: A talk
speaker: Ada
---
slide: one
title: One
section: Begin
body: "Words. "
notes: "Hello. [step] There."
---
slide: two
title: Two
body: More.
---
slide: three
hidden: yes
body: never
"""


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    def run(*words: object) -> tuple[int, bytes, str]:
        code = main(["export", *(str(word) for word in words)])
        said = capsysbinary.readouterr()
        return code, said.out, said.err.decode()

    return run


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "deck.yaml"
    path.write_text(DECK, encoding="utf-8")
    return path


def test_notes_are_a_handout(run: Run, deck: Path) -> None:
    code, out, _ = run(deck, "--to", "notes")
    assert code == 0
    assert out.decode() == (
        "# A talk\n\nAda\n\n# Begin\n\n## 1. One\n\n1. Hello.\n\n2. There.\n\n"
        "## 2. Two\n\n*No notes.*\n"
    )


@pytest.mark.parametrize(("form", "begins"), [("svg", b"<svg "), ("png", b"\x89PNG")])
def test_pictures_are_a_file_for_each_slide(
    run: Run, deck: Path, tmp_path: Path, form: str, begins: bytes
) -> None:
    folder = tmp_path / "out"
    assert run(deck, "--to", form, "-o", folder)[0] == 0
    assert sorted(path.name for path in folder.iterdir()) == [f"1-one.{form}", f"2-two.{form}"]
    assert all(path.read_bytes().startswith(begins) for path in folder.iterdir())
    code, _, err = run(deck, "--to", form, "-o", folder)
    assert (code, "--force" in err) == (2, True)
    code, _, err = run(deck, "--to", form)
    assert (code, "name a folder with -o" in err) == (2, True)


def test_a_pdf_and_a_page_go_to_a_pipe(run: Run, deck: Path) -> None:
    assert run(deck, "--to", "pdf")[1].startswith(b"%PDF-")
    assert run(deck, "--to", "html", "--theme", "light")[1].startswith(b"<!doctype html>")


def test_what_is_missing_is_named_with_its_cure(
    run: Run, deck: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    code, _, err = run(deck, "--to", "png", "-o", tmp_path / "out")
    assert code == 2
    assert "pip install 'podium[export]'" in err
    code, _, err = run(deck, "--to", "html", "--theme", "drak")
    assert (code, "did you mean 'dark'?" in err) == (2, True)


def test_the_examples_in_the_docs_do_what_they_say(
    run: Run, deck: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deck.rename(tmp_path / "talk.yaml")
    monkeypatch.chdir(tmp_path)
    examples = re.findall(
        r"^podium export (talk\.yaml.*?)(?:   .*)?$", DOCS.read_text(), re.MULTILINE
    )
    assert len(examples) >= 7
    for example in examples:
        assert run(*shlex.split(example), "--force")[0] == 0, example
    made = {path.name for path in tmp_path.iterdir()}
    assert {"talk.pdf", "talk.html", "pictures", "notes.md", "script.md"} <= made
