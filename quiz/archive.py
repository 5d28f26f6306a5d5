"""Rooms kept on disk: which there are, what happened in them, and how they are forgotten."""

import fcntl
import shutil
from dataclasses import dataclass
from pathlib import Path

from quiz.core import Event
from quiz.rooms import LOG_FILE, last_written, room_number
from quiz.store import SqliteStore

LAST = "last"


@dataclass(frozen=True)
class KeptRoom:
    """A room's folder. `written` is when its log last grew, in epoch seconds."""

    path: Path
    written: float

    @property
    def number(self) -> str:
        """Its four digits, as attendees see them."""
        return room_number(self.path.name)

    @property
    def in_use(self) -> bool:
        """Whether a server has it."""
        try:
            with (self.path / "lock").open("a") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
        return False

    def events(self) -> list[Event]:
        """Its log. Raises StoreFailed."""
        store = SqliteStore(self.path / LOG_FILE)
        try:
            return list(store.events())
        finally:
            store.close()

    def forget(self) -> None:
        """Delete names, answers and all. Raises OSError."""
        shutil.rmtree(self.path)


def kept_rooms(rooms: Path) -> list[KeptRoom]:
    """All that are kept, oldest first."""
    found = [KeptRoom(log.parent, last_written(log.parent)) for log in rooms.glob(f"*/{LOG_FILE}")]
    return sorted(found, key=lambda room: room.written)


def find_room(rooms: Path, wanted: str = LAST) -> KeptRoom:
    """The room with this number, this folder's name or its beginning; or the last one.

    Raises LookupError, which says what there is.
    """
    kept = kept_rooms(rooms)
    if not kept:
        raise LookupError("no rooms are kept; `podium quiz serve` opens one")
    if wanted == LAST:
        return kept[-1]
    hits = [room for room in kept if wanted in (room.number, room.path.name)]
    hits = hits or [room for room in kept if wanted and room.path.name.startswith(wanted)]
    if len(hits) != 1:
        which = "several rooms are" if hits else "there is no room"
        listed = ", ".join(f"{room.number} ({room.path.name})" for room in (hits or kept)[-5:])
        raise LookupError(f"{which} {wanted!r}; kept: {listed}")
    return hits[0]
