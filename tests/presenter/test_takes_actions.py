"""`podium takes compare, trend, export and fit` as they are run."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from presenter.cli import main
from presenter.commands.takes_trend import bar, spark
from slides.loader import load
from slides.planning import plan_of
from tests.presenter.takes_kept import keep_take

Run = Callable[..., tuple[int, str, str]]
DECK = """\
talk: A talk
duration: 3m-4m
---
slide: one       # first
title: The one that has quite a long title, longer than eighty columns could ever hold
budget: 1m       # kept
notes: Some words are said here.
---
slide: two
section: End
budget: "2m"
notes: More of them.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "takes"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("COLUMNS", "80")

    def run(*words: str) -> tuple[int, str, str]:
        code = main(["takes", "--dir", str(folder), *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def deck(tmp_path: Path, folder: Path) -> Path:
    path = tmp_path / "talk.yaml"
    path.write_text(DECK)
    plan = plan_of(load(path).deck)
    for number, seconds in enumerate([(70, 140), (90, 120), (81, 133)]):
        keep_take(folder, f"2026010{number}-talk", seconds, plan=plan, deck=str(path))
    return path


def test_the_last_take_stands_among_the_others(run: Run, deck: Path) -> None:
    out = run()[1]
    lines = out.splitlines()
    assert "Among the last 3 takes of this talk" in lines
    rows = [line.split() for line in lines]
    assert ["1:00", "1:21", "1:10", "1:21", "1:10–1:30", "3"] in [row[-6:] for row in rows]
    assert ["Section", "Budget", "Script", "Took", "wpm", "Verdict"] in rows
    assert max(map(len, lines)) <= 80


def test_compare_says_what_got_better_and_what_worse(run: Run, deck: Path) -> None:
    code, out, err = run("compare", "20260101", "last")
    assert (code, err) == (0, "")
    assert "1 slide came nearer to its budget, The one that has" in " ".join(out.split())
    assert "1 slide came further from its budget, two (+0:13)." in " ".join(out.split())
    assert "The talk took 3:34 instead of 3:30 (+0:04): fits, as before." in out
    assert max(map(len, out.splitlines())) <= 80
    answer = json.loads(run("compare", "20260101", "--format", "json")[1])
    assert answer["before"] == "20260101-talk"
    assert answer["comparison"]["better"] == ["one"]


def test_compare_of_takes_that_are_not_there(run: Run, deck: Path) -> None:
    code, out, err = run("compare", "1999", "last")
    assert (code, out) == (2, "")
    assert "there is no take '1999'" in err


def test_takes_of_two_talks_are_compared_with_a_word(run: Run, deck: Path, folder: Path) -> None:
    keep_take(folder, "20260109-other", (60, 60), title="Another", deck="other.yaml")
    code, _, err = run("compare", "20260101", "20260109")
    assert (code, err) == (0, "podium takes: these are takes of two different talks\n")


def test_trend_shows_sparks_bars_and_the_course(run: Run, deck: Path) -> None:
    code, out, _ = run("trend")
    assert code == 0
    assert "3 takes, 3 of them from beginning to end" in out
    assert "Talk  ▁▁█  3:30 → 3:34, between 3:30 and 3:34" in out
    assert "│ marks the end of the 3:00–4:00 declared" in out
    assert "The talk gets longer by 0:02 a take." in out
    assert max(map(len, out.splitlines())) <= 80
    answer = json.loads(run("trend", "--format", "json")[1])
    assert [take["talk"] for take in answer["takes"]] == [210, 210, 214]
    assert answer["talk"]["course"] == "rising"


def test_a_trend_without_takes(run: Run) -> None:
    assert "No takes yet" in run("trend")[1]
    assert json.loads(run("trend", "--format", "json")[1])["takes"] == []


def test_sparks_and_bars() -> None:
    assert spark([1, 2, 3]) == "▁▅█"
    assert spark([5, 5]) == "▁▁"
    assert bar(5, 8, 10, 10) == "█████   │ "
    assert bar(10, 10, 10, 10) == "█████████│"
    assert bar(0, None, 10, 4) == "    "


def test_an_export_is_a_file_that_is_never_written_over(
    run: Run, deck: Path, tmp_path: Path
) -> None:
    page = tmp_path / "take.html"
    assert run("export", "html", "--output", str(page))[0] == 0
    written = page.read_text()
    assert written.startswith("<!doctype html>")
    code, _, err = run("export", "html", "-o", str(page))
    assert code == 2
    assert "is there already; name another file, or add --force" in err
    page.write_text("old")
    assert run("export", "html", "-o", str(page), "--force")[0] == 0
    assert page.read_text() == written


def test_exports_go_to_a_pipe(run: Run, deck: Path) -> None:
    assert json.loads(run("export", "json", "20260100")[1])["name"] == "20260100-talk"
    assert run("export", "csv", "20260100")[1].startswith("number,slide,title,")
    assert run("export", "md", "20260100")[1].startswith("# A talk\n")


def test_an_export_without_takes(run: Run) -> None:
    code, out, err = run("export", "csv")
    assert (code, out) == (2, "")
    assert "there are no takes yet" in err


def test_fit_writes_medians_and_nothing_else(run: Run, deck: Path) -> None:
    code, out, err = run("fit", str(deck))
    assert (code, err) == (0, "")
    assert deck.read_text() == DECK.replace("1m       #", "1m20s       #").replace(
        '"2m"', '"2m15s"'
    )
    assert "2 budgets written to" in " ".join(out.split())
    assert "The budgets of the talk then add up to 3:35, against 3:00–4:00 declared." in " ".join(
        out.split()
    )
    assert run("fit", str(deck))[1].startswith("Every budget agrees")


def test_a_dry_run_is_a_diff(run: Run, deck: Path) -> None:
    code, out, err = run("fit", str(deck), "--dry-run")
    assert code == 0
    assert deck.read_text() == DECK
    assert "-budget: 1m       # kept\n+budget: 1m20s       # kept\n" in out
    assert "2 budgets would change" in err


def test_fit_for_programs(run: Run, deck: Path) -> None:
    answer = json.loads(run("fit", str(deck), "--dry-run", "--format", "json", "--takes", "1")[1])
    assert [(p["slide"], p["after"]) for p in answer["proposals"]] == [("one", 80), ("two", 135)]
    assert answer["written"] == []
    assert json.loads(run("fit", str(deck), "--format", "json")[1])["written"] == [str(deck)]


def test_fit_refuses_a_deck_with_other_slides(run: Run, deck: Path) -> None:
    deck.write_text(DECK.replace("slide: two", "slide: second"))
    code, out, err = run("fit", str(deck))
    assert (code, out) == (2, "")
    assert "the last take has slides that the deck does not: two" in err
    deck.write_text("talk: A talk\n---\nslide: [")
    assert run("fit", str(deck))[0] == 2
