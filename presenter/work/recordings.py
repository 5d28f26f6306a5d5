"""Recorded runs: what the lab replied to a request, and when, kept for the day it cannot.

A file holds one recording or several, one after another, as JSON lines. Each begins with a header
(format, date, machine, versions, request); the replies follow, each with its time in seconds from
the request:

    {"recording": 1, "date": "2026-11-25", "machine": "…", "versions": {…}, "request": {"job": …}}
    {"at": 0.412, "reply": {"kind": "stage", "name": "loading the base"}}
    {"at": 0.913, "reply": {"kind": "done"}}

A recording is found by what its request asks, so a pane that asks what its deck gives needs no
code of its own to be recorded. No recording carries messages that people sent.
"""

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from presenter import places
from presenter.work.protocol import REPLY, Reply, Request, Task, Trained
from presenter.work.trouble import Trouble

SUFFIX = ".recordings"
"""Of the folder beside a deck."""
DIGITS = 5
"""Significant digits of a recorded number: more than any pane shows."""
_MARK = b'{"recording"'
_NOT_ASKED = {"id", "save", "resume", "beside"}
"""Fields of requests that change no reply but those that name them."""


@dataclass(frozen=True)
class Timed:
    """A reply and when it came, in seconds from the start of its run."""

    at: float
    reply: Reply


class Header(BaseModel):
    """The first line of a recording."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    recording: Literal[1] = 1
    """The format."""
    date: datetime.date
    machine: str
    versions: Mapping[str, str] = Field(default_factory=dict)
    request: Annotated[Request, Field(discriminator="job")]


@dataclass(frozen=True)
class Recording:
    """Where a recording lies, and its header."""

    path: Path
    place: int
    """Of its header in the file, in bytes."""
    header: Header

    def replies(self) -> tuple[Timed, ...]:
        """All of it, the last reply final. Raises Trouble that names file and line."""
        with self.path.open("rb") as file:
            number = file.read(self.place).count(b"\n") + 1
            file.readline()
            found = []
            for line in file:
                number += 1
                if line.startswith(_MARK):
                    break
                found.append(_timed(line, self.path, number))
        return tuple(found)


def _timed(line: bytes, path: Path, number: int) -> Timed:
    try:
        read = json.loads(line)
        return Timed(float(read["at"]), REPLY.validate_python(read["reply"]))
    except (ValueError, KeyError, TypeError) as error:
        raise _broken(path, number, error) from None


def _broken(path: Path, number: int, error: Exception) -> Trouble:
    first = str(error).splitlines()[0]
    return Trouble(f"{path}:{number} is no part of a recording: {first}.", "Record it again.")


def folders_of(deck: Path) -> tuple[Path, ...]:
    """Where a deck's recordings are looked for: beside it, then among those that ship."""
    return deck.with_suffix(SUFFIX), places.assets() / "recordings"


def key(request: Task) -> str:
    """What a request asks: the same for requests that are answered alike."""
    asked = request.model_dump(mode="json", exclude=_NOT_ASKED, exclude_defaults=True)
    return json.dumps({"job": request.job, **asked}, sort_keys=True, ensure_ascii=False)


class Recordings:
    """Every recording in some folders, by what was asked. Folders named first come first; they
    are read at the first question, and again after `forget`."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._folders = tuple(folders)
        self._by_key: dict[str, Recording] | None = None
        self.troubles: list[Trouble] = []
        """What could not be read."""

    def find(self, request: Task) -> Recording | None:
        """The recording that answers a request, if there is one."""
        return self.read().get(key(request))

    def read(self) -> Mapping[str, Recording]:
        """All of them by `key`."""
        if self._by_key is None:
            found: dict[str, Recording] = {}
            for folder in self._folders:
                for path in sorted(folder.rglob("*.jsonl")):
                    for recording in self._headers(path):
                        found.setdefault(key(recording.header.request), recording)  # type: ignore[arg-type]
            self._by_key = found
        return self._by_key

    def forget(self) -> None:
        """Look into the folders again when next asked."""
        self._by_key = None
        self.troubles.clear()

    def _headers(self, path: Path) -> Iterator[Recording]:
        place = 0
        try:
            with path.open("rb") as file:
                for number, line in enumerate(file, 1):
                    if line.startswith(_MARK):
                        try:
                            yield Recording(path, place, Header.model_validate_json(line))
                        except ValidationError as error:
                            self.troubles.append(_broken(path, number, error))
                    place += len(line)
        except OSError as error:
            self.troubles.append(Trouble(f"{path}: {error.strerror}."))


def write(path: Path, recordings: Iterable[tuple[Header, Sequence[Timed]]]) -> int:
    """Write a file of recordings, whole or not at all; returns its bytes."""
    lines = [line for header, replies in recordings for line in _lines(header, replies)]
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(path.name + ".new")
    new.write_text("\n".join(lines) + "\n", encoding="utf-8")
    new.replace(path)
    return path.stat().st_size


def _lines(header: Header, replies: Sequence[Timed]) -> Iterator[str]:
    asked = header.request.model_dump(mode="json", exclude=_NOT_ASKED, exclude_defaults=True)
    told = header.model_dump(mode="json", exclude={"request"})
    yield _json({**told, "request": {"job": header.request.job, **asked}})
    for timed in replies:
        reply = _without_messages(timed.reply)
        said = reply.model_dump(mode="json", exclude_defaults=True)
        yield _json({"at": round(timed.at, 3), "reply": {"kind": reply.kind, **_rounded(said)}})


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _without_messages(reply: Reply) -> Reply:
    """The same without what people once sent to each other; figures stay."""
    if isinstance(reply, Trained) and not reply.plan.practice:
        return reply.model_copy(update={"id": 0, "mistakes": (), "saved": None})
    return reply.model_copy(update={"id": 0})


def _rounded(value: Any) -> Any:
    """Numbers with `DIGITS` significant digits, in whatever holds them."""
    match value:
        case float():
            return float(f"{value:.{DIGITS}g}")
        case dict():
            return {name: _rounded(one) for name, one in value.items()}
        case list() | tuple():
            return [_rounded(one) for one in value]
        case _:
            return value
