"""`podium check` as it is run: three formats, three exit codes, every kind of bad input."""

import json
import re
from pathlib import Path

import pytest

from presenter.cli import main

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "slides" / "talks" / "beyond-the-hype.yaml"
DRAFT = ROOT / "docs" / "first-draft.yaml"
FINE = "talk: Fine\nduration: 1m\n---\nslide: a\nbudget: 1m\nnotes: " + "word " * 100
PADDED = FINE.replace("word " * 100, "word " * 10)
BROKEN = FINE.replace("budget: 1m", "budget: 1:00").replace("slide: a", "slide: a\nbudy: x")


@pytest.fixture(autouse=True)
def _eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    return tmp_path / "talk.yaml"


def test_a_talk_that_does_not_fit_is_reported_in_eighty_columns(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", str(DRAFT)]) == 0
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert err == ""
    assert "Budgets  52:30 against 40:00–42:00 declared: 10:30 too long" in lines
    assert "18 of 23 slides ask for fewer than 60 words a minute" in out
    assert any(re.fullmatch(rf"{DRAFT}:\d+:11  warning duration", line) for line in lines)
    assert [line for line in lines if len(line) > 80 and str(DRAFT) not in line] == []
    assert [line for line in lines if line != line.rstrip()] == []
    assert "\x1b" not in out


def test_without_a_deck_it_is_the_talk_that_ships(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(SHIPPED)]) == 0
    out = capsys.readouterr().out
    assert main(["check"]) == 0
    assert capsys.readouterr().out == out


@pytest.mark.parametrize(
    ("text", "normal", "strict"), [(FINE, 0, 0), (PADDED, 0, 1), (BROKEN, 2, 2)]
)
def test_exit_codes(deck: Path, text: str, normal: int, strict: int) -> None:
    deck.write_text(text)
    for form in ("text", "json", "github"):
        assert main(["check", str(deck), "--format", form]) == normal
        assert main(["check", str(deck), "--format", form, "--strict"]) == strict


def test_notes_never_fail(deck: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deck.write_text(FINE.replace("duration: 1m\n", ""))
    assert main(["check", str(deck), "--strict"]) == 0
    assert capsys.readouterr().out.endswith("\n1 note.\n")


def test_nothing_to_say(deck: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deck.write_text(FINE)
    assert main(["check", str(deck)]) == 0
    assert capsys.readouterr().out.endswith("Nothing to complain about.\n")


def test_load_errors_show_line_and_caret(deck: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deck.write_text(BROKEN)
    assert main(["check", str(deck)]) == 2
    assert capsys.readouterr().out.splitlines() == [
        f"{deck}:5:1  error deck",
        "    unknown key 'budy' (did you mean 'body'?)",
        "    budy: x",
        "    ^",
        "",
        f"{deck}:6:9  error deck",
        "    budget: write it with units, as 1m0s",
        "    budget: 1:00",
        "            ^",
        "",
        "2 errors.",
    ]


def test_json_has_stable_keys(deck: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deck.write_text(PADDED)
    assert main(["check", str(deck), "--format", "json"]) == 0
    [answer] = json.loads(capsys.readouterr().out)["decks"]
    assert answer["file"] == str(deck)
    assert set(answer["figures"]) == {
        *("title", "pace", "words", "spoken", "fills", "budget", "declared", "over", "savings"),
        *("verdict", "qa_budget", "qa_declared", "qa_over", "qa_verdict", "checkpoints", "slides"),
        "sections",
    }
    assert set(answer["figures"]["slides"][0]) == {
        *("slide", "title", "part", "live", "steps", "budget", "open", "words", "spoken"),
        *("fills", "words_per_minute"),
    }
    [finding] = answer["findings"]
    assert finding == {
        "file": str(deck),
        "line": 5,
        "column": 9,
        "severity": "warning",
        "code": "few-words",
        "slide": "a",
        "message": "its 10 words fill 1m at 10 words a minute; at your pace they take 4s: "
        "say more, or give it less time",
    }


def test_several_decks_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [tmp_path / name for name in ("fine.yaml", "broken.yaml", "missing.yaml")]
    paths[0].write_text(FINE)
    paths[1].write_text(BROKEN)
    assert main(["check", *map(str, paths), "--format", "json"]) == 2
    answers = json.loads(capsys.readouterr().out)["decks"]
    assert [answer["file"] for answer in answers] == [str(path) for path in paths]
    assert [len(answer["findings"]) for answer in answers] == [0, 2, 1]
    assert [answer["figures"] is None for answer in answers] == [False, True, True]


def test_github_annotations(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deck = tmp_path / "100%, fine: a talk.yaml"
    deck.write_text(BROKEN.replace("budy", "100%"))
    main(["check", str(deck), "--format", "github"])
    lines = capsys.readouterr().out.splitlines()
    place = f"file={tmp_path}/100%25%2C fine%3A a talk.yaml,line=5,col=1,title=deck"
    assert lines[0] == f"::error {place}::unknown key '100%25'"
    deck.write_text(PADDED.replace("duration: 1m\n", ""))
    main(["check", str(deck), "--format", "github"])
    kinds = [line.split(" ")[0] for line in capsys.readouterr().out.splitlines()]
    assert kinds == ["::notice", "::warning"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "there is no such file"),
        (b"", "this deck is empty"),
        (b"\x00\x01\x02\xff", "no UTF-8 text"),
        (b"talk: [", "this is not YAML"),
        (b"talk: \x1b[31m", "U+001B"),
        (b"talk: x", "has no slides"),
        (b"talk: x\n---\nslide: " + b"a" * 6_000_000, "too large"),
    ],
    ids=["missing", "empty", "binary", "syntax", "escape codes", "no slides", "6 MB"],
)
def test_bad_files_get_one_clear_finding(
    deck: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, said: str
) -> None:
    if content is not None:
        deck.write_bytes(content)
    assert main(["check", str(deck)]) == 2
    out, err = capsys.readouterr()
    assert err == ""
    assert said in out
    assert out.endswith("1 error.\n")
    assert "\x1b" not in out


def test_a_folder_is_no_deck(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path)]) == 2
    assert "this is a folder" in capsys.readouterr().out


LONG = FINE.replace("slide: a", "slide: a\nbody: |\n" + "".join(f"  - {n}\n" for n in range(30)))


def test_slides_that_are_too_long_are_said_for_every_size(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deck.write_text(LONG)
    assert main(["check", str(deck), "--strict"]) == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "it is 8 rows too long at 80×24, 2 rows too long at 100×30: shorten it" in said
    assert main(["check", str(deck), "--format", "json", "--size", "60x20"]) == 0
    [answer] = json.loads(capsys.readouterr().out)["decks"]
    found = [(long["slide"], long["columns"], long["excess"]) for long in answer["too_long"]]
    assert found == [("a", 80, 8), ("a", 100, 2), ("a", 60, 12)]
    assert set(answer["too_long"][0]) == {"slide", "columns", "rows", "excess", "step"}


@pytest.mark.parametrize("size", ["80", "80x", "ax24", "10x10", "80x9999", "-80x24"])
def test_sizes_that_are_none_are_refused(
    deck: Path, size: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["check", str(deck), f"--size={size}"])
    assert caught.value.code == 2
    assert "--size" in capsys.readouterr().err


def test_sections_are_summed(deck: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deck.write_text(FINE.replace("slide: a", "slide: a\nsection: Basics"))
    main(["check", str(deck)])
    assert "Section  1:00 Basics, 1 slide" in capsys.readouterr().out


def test_findings_of_included_files_name_them(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deck.write_text(FINE + "\n---\ninclude: more.yaml\n")
    deck.with_name("more.yaml").write_text("slide: b\nbudget: 1:00")
    assert main(["check", str(deck), "--format", "github"]) == 2
    assert f"file={deck.with_name('more.yaml')},line=2,col=9" in capsys.readouterr().out


BESIDE = """\
- image: pix.png
  alt: A picture
- code: {file: there.py, region: nowhere}
- table: {file: gone.csv}
- columns: [{chart: line, data: {file: there.csv, x: a, y: [zz]}}, {code: {file: there.py}}]
- {pane: rag, knowledge: nowhere}
"""


def test_files_that_are_missing_or_cannot_be_shown_are_said_where_they_are_named(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deck.write_text(FINE.replace("slide: a", f"theme: darc\n---\nslide: a\nblocks:\n{BESIDE}", 1))
    text = deck.read_text().replace("---\ntheme: darc\n---", "theme: darc\n---")
    deck.write_text(text)
    for name, content in {"there.py": "x = 1", "there.csv": "a,b\n1,2\n", "pics.png": ""}.items():
        deck.with_name(name).write_text(content)
    assert main(["check", str(deck), "--format", "json"]) == 2
    [answer] = json.loads(capsys.readouterr().out)["decks"]
    found = {(f["line"], f["code"]): f["message"] for f in answer["findings"]}
    assert "there is no theme 'darc' (did you mean 'dark'?)" in found[3, "theme"]
    assert "no image 'pix.png' beside the deck (did you mean 'pics.png'?)" in found[7, "dead-link"]
    assert "no CSV file 'gone.csv'" in found[10, "dead-link"]
    assert "no folder of Markdown files 'nowhere'" in found[12, "dead-link"]
    assert "'nowhere'" in found[9, "undrawable"] or "nowhere" in found[9, "undrawable"]
    assert "zz" in found[11, "undrawable"]
    assert sum(code != "overflow" for _, code in found) == 6


def test_a_theme_that_is_hard_to_read_is_warned_of_in_its_own_file(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dark = Path(__file__).parents[2] / "assets" / "themes" / "dark.yaml"
    lines = dark.read_text(encoding="utf-8").splitlines()
    [ink] = [line for line in lines if line.strip().startswith("ink:")]
    [paper] = [line for line in lines if line.strip().startswith("background:")]
    faint = "\n".join(lines).replace(ink, paper.replace("background", "ink"))
    deck.with_name("faint.yaml").write_text(faint)
    deck.write_text(FINE.replace("talk: Fine", "talk: Fine\ntheme: faint.yaml"))
    assert main(["check", str(deck), "--strict"]) == 1
    out = " ".join(capsys.readouterr().out.split())
    assert f"{deck.with_name('faint.yaml')}:" in out
    assert "ink on background has a contrast of 1.0 to 1" in out
