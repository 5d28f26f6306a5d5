"""The log on disk."""

import sqlite3
import stat
from pathlib import Path

import pytest

from quiz.core import Joined
from quiz.store import SqliteStore, StoreFailed
from tests.quiz.examples import answer, asked, join


def test_a_log_is_read_back_in_order(tmp_path: Path) -> None:
    events = [*asked(), answer(1, 1), answer(2, 0)]
    store = SqliteStore(tmp_path / "deep" / "room.sqlite3")
    for event in events:
        store.append([event])
    store.close()
    again = SqliteStore(tmp_path / "deep" / "room.sqlite3")
    assert list(again.events()) == events
    again.close()


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "rooms" / "room.sqlite3")
    store.append([join(1)])
    for file in (tmp_path / "rooms").iterdir():
        assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0, file
    store.close()


def test_a_batch_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "room.sqlite3"
    store = SqliteStore(path)
    store.append([join(1)])
    with sqlite3.connect(path, timeout=0) as other:
        other.execute("BEGIN IMMEDIATE")
        store._db.execute("PRAGMA busy_timeout=0")  # noqa: SLF001 - do not wait for the lock
        with pytest.raises(StoreFailed, match="Cannot write"):
            store.append([join(2), join(3)])
        other.rollback()
    other.close()
    store.append([join(2)])
    assert [event.attendee for event in store.events() if isinstance(event, Joined)] == ["p1", "p2"]
    store.close()


def test_what_is_no_log_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "room.sqlite3"
    path.write_bytes(b"this is a letter, not a database" * 100)
    with pytest.raises(StoreFailed, match="Cannot open the room's log"):
        SqliteStore(path)


def test_a_log_of_another_version_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "room.sqlite3"
    store = SqliteStore(path)
    store._db.execute("INSERT INTO events (kind, body) VALUES ('future', '{}')")  # noqa: SLF001
    with pytest.raises(StoreFailed, match="Cannot read the room's log"):
        list(store.events())
    store.close()


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreFailed, match="Cannot open the room's log"):
        SqliteStore(tmp_path / "file" / "room.sqlite3")
