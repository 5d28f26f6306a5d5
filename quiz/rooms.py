"""Which room a server takes up, and how long rooms are kept: folders and times, no contents."""

import os
import shutil
import time
from hashlib import sha256
from pathlib import Path

LOG_FILE = "room.sqlite3"
SOCKET = "host.sock"
RESUME_WITHIN = 600.0
"""Seconds since a room was last written to within which a new stage takes it up again."""
KEEP = 24 * 3600.0
"""Seconds after which a room's names and answers are deleted."""


def recent_room(rooms: Path, now: float) -> Path:
    """The room of a stage that ended a moment ago, or a new one."""
    found = sorted(rooms.glob(f"*/{LOG_FILE}"), key=lambda log: _last_written(log.parent))
    if found and now - _last_written(found[-1].parent) < RESUME_WITHIN:
        return found[-1].parent
    return new_room(rooms, now)


def new_room(rooms: Path, now: float) -> Path:
    """A folder for a room that nobody has used."""
    name = time.strftime("%Y-%m-%d-%H%M%S", time.localtime(now))
    taken = sum(1 for _ in rooms.glob(f"{name}-{os.getpid()}*"))
    return rooms / f"{name}-{os.getpid()}{f'-{taken}' if taken else ''}"


def room_number(name: str) -> str:
    """The four digits of the room whose folder has this name: always the same ones."""
    return str(1000 + int(sha256(name.encode()).hexdigest(), 16) % 9000)


def delete_old_rooms(rooms: Path, now: float) -> None:
    """Names and answers are not kept longer than `KEEP`."""
    for log in rooms.glob(f"*/{LOG_FILE}"):
        if now - _last_written(log.parent) > KEEP:
            shutil.rmtree(log.parent, ignore_errors=True)


def _last_written(room: Path) -> float:
    return max((file.stat().st_mtime for file in room.glob(f"{LOG_FILE}*")), default=0.0)
