"""Where a room's events are kept: an append-only log in SQLite, behind an interface of three."""

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from quiz.core import EVENT, Event


class StoreFailed(Exception):
    """The log could not be read or written. The text says what, and the cure."""


class Store(Protocol):
    """An append-only log of one room."""

    def append(self, events: Sequence[Event]) -> None:
        """Keep all `events` or none. On return they outlive a crash. Raises StoreFailed."""

    def events(self) -> Iterator[Event]:
        """The whole log, in order. Raises StoreFailed."""

    def close(self) -> None:
        """Let go of the file."""


class SqliteStore:
    """The log in one file: WAL, every append one transaction with full sync.

    One thread at a time may use it; which one does not matter.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.touch(mode=0o600)
            self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise StoreFailed(f"Cannot open the room's log {path}: {error}") from error
        try:
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=FULL")
            self._db.execute(
                "CREATE TABLE IF NOT EXISTS events"
                " (place INTEGER PRIMARY KEY, kind TEXT NOT NULL, body TEXT NOT NULL)"
            )
        except sqlite3.Error as error:
            self._db.close()
            raise StoreFailed(f"Cannot open the room's log {path}: {error}") from error

    def append(self, events: Sequence[Event]) -> None:
        """Keep all `events` or none. On return they outlive a crash. Raises StoreFailed."""
        rows = [(event.kind, event.model_dump_json()) for event in events]
        try:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.executemany("INSERT INTO events (kind, body) VALUES (?, ?)", rows)
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise StoreFailed(f"Cannot write the room's log {self.path}: {error}") from error

    def events(self) -> Iterator[Event]:
        """The whole log, in order. Raises StoreFailed."""
        try:
            for (body,) in self._db.execute("SELECT body FROM events ORDER BY place"):
                yield EVENT.validate_json(body)
        except (sqlite3.Error, ValueError) as error:
            raise StoreFailed(f"Cannot read the room's log {self.path}: {error}") from error

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()
