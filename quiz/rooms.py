"""Which room a server takes up, and how long rooms are kept: folders and times, no contents."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

LOG_FILE = "room.sqlite3"
SOCKET = "host.sock"
_LONGEST_SOCKET = 100
RESUME_WITHIN = 600.0
"""Seconds since a room was last written to within which a new stage takes it up again."""
KEEP = 24 * 3600.0
"""Seconds after its end for which names and answers are kept, unless another time is set."""


def recent_room(rooms: Path, now: float) -> Path:
    """The room of a stage that ended a moment ago, or a new one."""
    found = sorted(rooms.glob(f"*/{LOG_FILE}"), key=lambda log: last_written(log.parent))
    if found and now - last_written(found[-1].parent) < RESUME_WITHIN:
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


@contextmanager
def socket_path(room: Path) -> Iterator[str]:
    """The path of the room's socket, as it may be given to the system: the kernel takes a hundred
    bytes, and a folder deep down has more. Raises OSError."""
    path = str(room / SOCKET)
    if len(os.fsencode(path)) <= _LONGEST_SOCKET or not Path("/proc/self/fd").is_dir():
        yield path
        return
    folder = os.open(room, os.O_RDONLY)
    try:
        yield f"/proc/self/fd/{folder}/{SOCKET}"
    finally:
        os.close(folder)


def delete_old_rooms(rooms: Path, now: float, keep: float = KEEP) -> None:
    """Names and answers are not kept longer than `keep` seconds."""
    for log in rooms.glob(f"*/{LOG_FILE}"):
        if now - last_written(log.parent) > max(keep, RESUME_WITHIN):
            shutil.rmtree(log.parent, ignore_errors=True)


def last_written(room: Path) -> float:
    """When the room's log last grew, in epoch seconds; 0 when there is none."""
    return max((file.stat().st_mtime for file in room.glob(f"{LOG_FILE}*")), default=0.0)


def span_in_words(seconds: float) -> str:
    """`a day`, `3 days`, `2 hours`, `30 minutes`: as it is said to those who join."""
    for size, name, one in ((86400, "days", "a day"), (3600, "hours", "an hour")):
        if seconds >= size:
            count = round(seconds / size)
            return one if count == 1 else f"{count} {name}"
    return f"{max(1, round(seconds / 60))} minutes"
