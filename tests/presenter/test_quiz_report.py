"""`podium quiz rooms`, `report` and `forget`, on a room that was played."""

import csv
import fcntl
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from presenter import places
from presenter.cli import main
from quiz.answers import Answer
from quiz.core import Event
from quiz.store import SqliteStore
from tests.quiz.examples import TEXT, asked, join, say
from tests.quiz.played import played

NAME = "2026-05-01-140000-7"


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "80")


def keep(events: list[Event], name: str = NAME) -> Path:
    """A room on disk with this log."""
    room = places.rooms() / name
    store = SqliteStore(room / "room.sqlite3")
    store.append(events)
    store.close()
    return room


def told(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    assert main(["quiz", *words]) == 0
    return capsys.readouterr().out


def test_a_room_is_listed_told_and_forgotten(capsys: pytest.CaptureFixture[str]) -> None:
    room = keep(played())
    listed = told(capsys, "rooms")
    number = listed.split()[0]
    assert re.fullmatch(r"\d{4}", number)
    assert "40 attendees   13 questions" in listed
    assert "Retrieval" in told(capsys, "report", number)
    assert f"Room {number} is forgotten." in told(capsys, "forget", number)
    assert not room.exists()
    assert "No rooms are kept." in told(capsys, "rooms")


def test_the_terminal_s_report_fits_and_names_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    keep(played())
    text = told(capsys, "report")
    assert max(map(len, text.splitlines())) <= 80
    assert "P001" in text
    assert "Guest" not in text
    assert "Guest 1" in told(capsys, "report", "--with-names")


def test_a_cell_that_begins_a_formula_is_text(capsys: pytest.CaptureFixture[str]) -> None:
    formulas = ("=1+1", "+1", "-1", "@x", "=HYPERLINK(1)")
    people = [join(n, f"={n} name") for n in range(1, 6)]
    answers = [say(n, Answer(texts=(text,))) for n, text in enumerate(formulas, 1)]
    keep([*asked(TEXT, people=0), *people, *answers])
    rows = list(
        csv.DictReader(io.StringIO(told(capsys, "report", "--format", "csv", "--with-names")))
    )
    assert [row["answer"] for row in rows] == [f"'{text}" for text in formulas]
    assert all(row["attendee"].startswith("'=") for row in rows)


@pytest.mark.parametrize("sheet", ["answers", "questions", "attendees"])
def test_every_sheet_has_a_row_for_each(capsys: pytest.CaptureFixture[str], sheet: str) -> None:
    keep(played())
    rows = list(
        csv.reader(io.StringIO(told(capsys, "report", "--format", "csv", "--sheet", sheet)))
    )
    assert len(rows) == 1 + {"answers": 483, "questions": 13, "attendees": 40}[sheet]
    assert len({len(row) for row in rows}) == 1


class _Tags(HTMLParser):
    """What a browser would make of a page: its tags, and whether they are closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_needs_nothing_and_runs_nothing(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=y>"
    people = [join(1, "<b>Ada</b>"), join(2)]
    keep([*asked(TEXT, people=0), *people, say(1, Answer(texts=(hostile,)))])
    file = tmp_path / "quiz.html"
    assert main(["quiz", "report", "--format", "html", "-o", str(file), "--with-names"]) == 0
    page = _Tags()
    page.feed(file.read_text(encoding="utf-8"))
    assert page.open == []
    assert not {"script", "img"} & page.seen
    assert not {"src", "href", "onerror"} & page.attributes
    assert main(["quiz", "report", "--format", "html", "-o", str(file)]) == 2


def test_json_has_the_documented_keys(capsys: pytest.CaptureFixture[str]) -> None:
    keep(played())
    got = json.loads(told(capsys, "report", "--format", "json"))
    assert {"room", "questions", "attendees", "remarks", "paces"} <= got.keys()
    assert {"difficulty", "discrimination", "slices", "times"} <= got["questions"][0].keys()


def test_a_room_that_is_in_use_is_not_forgotten(capsys: pytest.CaptureFixture[str]) -> None:
    room = keep(played())
    with (room / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        assert main(["quiz", "forget", "last"]) == 1
        assert "is in use" in capsys.readouterr().err
    assert room.exists()


def test_a_wrong_room_is_told_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quiz", "report"]) == 2
    assert "no rooms are kept" in capsys.readouterr().err
    keep(played())
    assert main(["quiz", "report", "0000"]) == 2
    assert NAME in capsys.readouterr().err


def test_all_rooms_are_forgotten_at_once() -> None:
    keep(played(5), "2026-05-01-140000-7")
    keep(played(5), "2026-05-02-140000-7")
    assert main(["quiz", "forget", "all"]) == 0
    assert not list(places.rooms().iterdir())
