"""The log of a talk on disk: one event a line, as JSON, appended as it happens."""

import errno
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from slides.talk import EVENT, Event, Opened

SUFFIX = ".jsonl"
_EVENTS: TypeAdapter[list[Event]] = TypeAdapter(
    list[Annotated[Event, Field(discriminator="kind")]], config=ConfigDict(defer_build=True)
)
LARGEST = 100_000_000
"""Bytes. A talk of a whole day stays far below it."""


class LogError(Exception):
    """A log cannot be written or read; says which one and why."""


def log_path(folder: Path, deck: Path, at: float) -> Path:
    """A new log's path, named by the local time and the deck: `20261121-140500-my-talk.jsonl`."""
    name = re.sub(r"[^a-z0-9]+", "-", deck.stem.lower()).strip("-")[:60] or "talk"
    stem = f"{datetime.fromtimestamp(at):%Y%m%d-%H%M%S}-{name}"
    path, number = folder / f"{stem}{SUFFIX}", 2
    while path.exists():
        path, number = folder / f"{stem}_{number}{SUFFIX}", number + 1
    return path


class LogWriter:
    """Appends events to a file, which the first of them creates, folders included.

    Each event is with the operating system when `write` returns, so that a killed stage loses
    nothing. Nothing half written stays in the file, and a failed `write` may be tried again.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: int | None = None

    def write(self, event: Event) -> None:
        """Append one event. Raises LogError when the folder or the disk will not have it."""
        line = event.model_dump_json().encode() + b"\n"
        try:
            if self._file is None:
                self._file = _opened(self.path)
            size = os.fstat(self._file).st_size
            try:
                if os.write(self._file, line) < len(line):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            except OSError:
                with suppress(OSError):
                    os.ftruncate(self._file, size)
                raise
        except OSError as error:
            raise LogError(_why(f"the log {self.path} cannot be written", error)) from error

    def close(self) -> None:
        """Close the file; a later `write` opens it again."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _opened(path: Path) -> int:
    """The file, open for appending, its end cut back to the last whole line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    if os.fstat(file).st_size and not (written := path.read_bytes()).endswith(b"\n"):
        os.ftruncate(file, written.rfind(b"\n") + 1)
    return file


@dataclass(frozen=True)
class Log:
    """What a log holds, up to where it can be read."""

    path: Path
    events: tuple[Event, ...]
    damage: str = ""
    """What is wrong after the last event, if anything."""


def read_log(path: Path) -> Log:
    """The events of a log, as far as they can be read. Raises LogError for what is no log.

    A last line that was cut off while it was written is passed over; a damaged line before it
    ends the log, and `damage` says so.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise LogError(_why(f"the log {path} cannot be read", error)) from error
    if len(content) > LARGEST:
        raise LogError(f"the log {path} is too large for a talk")
    events, damage = _whole(content) or _line_by_line(content)
    if not events or not isinstance(events[0], Opened):
        raise LogError(f"{path} is no log of a talk")
    return Log(path, tuple(events), damage)


def _whole(content: bytes) -> tuple[list[Event], str] | None:
    """The events of a log in which every line is sound, read at once, which takes half as long."""
    lines = content.rstrip(b"\n")
    try:
        events = _EVENTS.validate_json(b"[" + lines.replace(b"\n", b",") + b"]")
    except ValidationError:
        return None
    return (events, "") if len(events) == lines.count(b"\n") + 1 else None


def _line_by_line(content: bytes) -> tuple[list[Event], str]:
    """The events up to the first line that cannot be read, and what is wrong with that one."""
    lines = content.split(b"\n")
    events: list[Event] = []
    for number, line in enumerate(lines, start=1):
        try:
            events.append(EVENT.validate_json(line))
        except ValidationError:
            last = number == len(lines)
            damage = "" if last else f"line {number} is damaged; what follows it is not counted"
            return events, damage
    return events, ""


def logs_in(folder: Path) -> list[Path]:
    """The logs of a folder, oldest first; none when there is no such folder."""
    return sorted(folder.glob(f"*{SUFFIX}"), key=lambda path: path.stem)


def _why(what: str, error: Exception) -> str:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"{what}: {reason}"
