"""`podium takes` as it is run: its tables, its JSON, its words when there is nothing to show."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from presenter.cli import main
from presenter.commands.printing import grid
from presenter.report.words import plain
from slides.logs import LogWriter
from slides.plan import Plan, Planned
from slides.talk import Ended, Event, Moved, Opened, Started

TITLES = ("Why this talk begins with a title that no terminal of eighty columns could hold", "二")
PLAN = Plan(
    slides=(
        Planned(slide="one", title=TITLES[0], budget=60, words=120),
        Planned(slide="two", title=TITLES[1], budget=60, words=120),
    ),
    duration=(100.0, 120.0),
)
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("COLUMNS", "80")

    def run(*words: str) -> tuple[int, str, str]:
        code = main(["takes", *words, "--dir", str(tmp_path)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def keep(folder: Path, name: str, *events: Event, title: str = "A talk") -> Path:
    path = folder / f"{name}.jsonl"
    writer = LogWriter(path)
    first = Opened(at=1e9, deck="talk.yaml", title=title, plan=PLAN, rehearsal=True, slide="one")
    for event in (first, *events):
        writer.write(event)
    writer.close()
    return path


def whole(seconds: float = 110) -> tuple[Event, ...]:
    return (
        Started(at=1e9),
        Moved(at=1e9 + 60, slide="two"),
        Ended(at=1e9 + seconds),
    )


def test_without_takes_one_line_tells_how_to_get_one(run: Run) -> None:
    for words in ((), ("list",), ("show",)):
        code, out, err = run(*words)
        assert (code, err) == (0, "")
        assert out == "No takes yet: `podium rehearse` shows your talk and keeps one.\n"


def test_the_last_take_is_shown_slide_by_slide(run: Run, tmp_path: Path) -> None:
    keep(tmp_path, "20260101-100000-talk", *whole(200))
    keep(tmp_path, "20260102-100000-talk", *whole(145))
    code, out, err = run()
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "A talk"
    assert lines[1].startswith("Take 20260102-100000-talk, ")
    assert all(len(line) <= 80 for line in lines)
    assert " ".join(lines[3].split()) == "# Slide Budget Words Script Took Drift wpm Verdict"
    assert lines[5].split()[-8:] == [
        "1:00",
        "120",
        "0:45–0:51",
        "1:00",
        "±0:00",
        "120",
        "on",
        "budget",
    ]
    assert lines[6].split()[-7:] == ["120", "0:45–0:51", "1:25", "+0:25", "85", "over", "0:25"]
    assert "The talk took 2:25 against the 1:40–2:00 declared: 0:25 too long." in lines


def test_json_has_every_figure(run: Run, tmp_path: Path) -> None:
    path = keep(tmp_path, "20260101-100000-talk", *whole())
    code, out, _ = run("show", "--format", "json")
    answer = json.loads(out)
    assert code == 0
    assert (answer["name"], answer["path"]) == (path.stem, str(path))
    assert answer["take"]["verdict"] == "fits"
    assert [slide["taken"] for slide in answer["take"]["slides"]] == [60, 50]
    listed = json.loads(run("list", "--format", "json")[1])
    assert [take["name"] for take in listed["takes"]] == [path.stem]


def test_json_without_takes(run: Run) -> None:
    assert json.loads(run("--format", "json")[1])["take"] is None
    assert json.loads(run("list", "--format", "json")[1]) == {"takes": []}


def test_a_take_goes_by_any_part_of_its_name_that_tells_it(run: Run, tmp_path: Path) -> None:
    keep(tmp_path, "20260101-100000-talk", *whole())
    keep(tmp_path, "20260102-100000-talk", *whole())
    assert "Take 20260101-100000-talk" in run("show", "0101-10")[1]
    assert (
        "Take 20260101-100000-talk" in run("show", str(tmp_path / "20260101-100000-talk.jsonl"))[1]
    )
    code, _, err = run("show", "2026")
    assert (code, err) == (
        2,
        "podium takes: 2 takes go by '2026', the last of them 20260102-100000-talk\n",
    )
    code, _, err = run("show", "20260103-100000-talk")
    assert code == 2
    assert "there is no take" in err
    assert "did you mean '2026010" in err


def test_a_take_never_started_is_not_the_last_one(run: Run, tmp_path: Path) -> None:
    keep(tmp_path, "20260101-100000-talk", *whole())
    keep(tmp_path, "20260102-100000-talk")
    assert "Take 20260101-100000-talk" in run()[1]
    assert "never started" in run("show", "20260102")[1]


def test_an_interrupted_and_damaged_take_says_so(run: Run, tmp_path: Path) -> None:
    path = keep(tmp_path, "20260101-100000-talk", *whole()[:2])
    with path.open("ab") as file:
        file.write(b"rubbish\nrubbish\n")
    _, out, _ = run()
    assert "interrupted" in out
    assert "line 4 is damaged" in out


def test_a_file_that_is_no_take_does_not_hide_the_others(run: Run, tmp_path: Path) -> None:
    keep(tmp_path, "20260101-100000-talk", *whole())
    (tmp_path / "20260102-100000-talk.jsonl").write_text("rubbish\n")
    code, out, err = run("list")
    assert code == 0
    assert "20260101-100000-talk" in out
    assert "20260102-100000-talk.jsonl is no log of a talk" in err
    assert "Take 20260101" in run()[1]


def test_nothing_in_a_log_can_command_the_terminal(run: Run, tmp_path: Path) -> None:
    keep(
        tmp_path, "20260101-100000-talk", *whole(), title="A\x1b]0;gotcha\x07 [red]talk[/]\n\u202e"
    )
    out = run()[1]
    assert out.splitlines()[0] == "A ]0;gotcha  [red]talk[/]"
    assert plain("\x9b31m\x00x") == "31m x"


def test_a_grid_gives_way_in_its_first_text_column() -> None:
    rows = [("1", "short", "9"), ("20", "x" * 50, "100")]
    lines = grid((">#", "<Name", ">Number"), rows, 30).plain.splitlines()
    assert [len(line) for line in lines] == [30] * 4
    assert lines[3].startswith("20  xxxx")
    assert "…" in lines[3]
    assert grid((">#", "<Name"), [], 30).plain.splitlines() == ["#  Name", "───────"]
