"""The takes that are kept: finding them, reading them, and their summaries at a glance."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from slides.logs import LogError, logs_in, read_log
from slides.problems import did_you_mean
from slides.take import TakeReport, TakeSummary
from slides.takes import report, summary
from slides.trend import TrendPoint

CACHE = ".summaries.json"
"""Beside the takes; may be deleted at any time."""
EDITION = 1
"""Of what a summary says. Raise it when a report would say something else of the same take."""
MOST = 20
"""As many of the last takes of a talk are looked at: what lies further back is another speaker."""


@dataclass(frozen=True)
class Take:
    """A take, where it is kept, and what is wrong with its log if anything."""

    path: Path
    report: TakeReport
    damage: str = ""


class Summary(BaseModel):
    """A take in a list, and the size and time of the log that it was taken from."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    name: str
    size: int
    changed: int
    """Nanoseconds since the epoch."""
    damage: str = ""
    take: TakeSummary

    @property
    def point(self) -> TrendPoint:
        """The take as a point of a trend."""
        given = {
            name: getattr(self.take, name) for name in TrendPoint.model_fields if name != "name"
        }
        return TrendPoint(name=self.name, **given)


class _Cache(BaseModel):
    edition: int
    takes: tuple[Summary, ...]


def read_take(path: Path) -> Take:
    """The take in a log. Raises LogError."""
    log = read_log(path)
    return Take(path, report(log.events), log.damage)


def summaries(folder: Path) -> tuple[list[Summary], list[str]]:
    """The takes of a folder, oldest first, and what is to be said of files that are none.

    Logs that did not change since the last time are not read again.
    """
    known = {summary.name: summary for summary in _cached(folder)}
    found: list[Summary] = []
    complaints: list[str] = []
    for path in logs_in(folder):
        try:
            found.append(_summary(path, known.get(path.stem)))
        except (LogError, OSError) as error:
            complaints.append(str(error))
    if found != list(known.values()):
        _keep(folder, found)
    return found, complaints


def remember(path: Path) -> None:
    """Note what a take that just ended comes to, so that listing it later reads no log."""
    known = {summary.name: summary for summary in _cached(path.parent)}
    with suppress(LogError, OSError):
        known[path.stem] = _summary(path, None)
        _keep(path.parent, sorted(known.values(), key=lambda summary: summary.name))


def _summary(path: Path, known: Summary | None) -> Summary:
    status = path.stat()
    if known and (known.size, known.changed) == (status.st_size, status.st_mtime_ns):
        return known
    log = read_log(path)
    return Summary(
        name=path.stem,
        size=status.st_size,
        changed=status.st_mtime_ns,
        damage=log.damage,
        take=summary(log.events),
    )


def _cached(folder: Path) -> tuple[Summary, ...]:
    try:
        cache = _Cache.model_validate_json((folder / CACHE).read_bytes())
    except (OSError, ValidationError):
        return ()
    return cache.takes if cache.edition == EDITION else ()


def _keep(folder: Path, takes: list[Summary]) -> None:
    """Write the summaries down for the next time; if that fails, they are worked out again."""
    draft = folder / f"{CACHE}.{os.getpid()}"
    with suppress(OSError):
        draft.write_text(_Cache(edition=EDITION, takes=tuple(takes)).model_dump_json())
        draft.replace(folder / CACHE)


def find(folder: Path, name: str) -> Path | None:
    """The log of the take so named; None when `last` is asked for and there is none.

    `last` is the last one whose clock was started. Raises LogError when no take or more than one
    goes by the name.
    """
    if name == "last":
        return _last(folder)
    if Path(name).is_file():
        return Path(name)
    paths = logs_in(folder)
    exact = [path for path in paths if name in (path.stem, path.name)]
    found = exact or [path for path in paths if name in path.stem]
    if len(found) == 1:
        return found[0]
    if found:
        raise LogError(f"{len(found)} takes go by {name!r}, the last of them {found[-1].stem}")
    near = did_you_mean(name, (path.stem for path in paths))
    raise LogError(f"there is no take {name!r}{near}; `podium takes list` names them")


def _last(folder: Path) -> Path | None:
    kept, _ = summaries(folder)
    begun = [summary for summary in kept if summary.take.verdict != "not started"]
    paths = [path for path in logs_in(folder) if begun and path.stem == begun[-1].name]
    return next(iter(paths or logs_in(folder)[-1:]), None)


def kin(folder: Path, title: str, deck: str) -> list[Summary]:
    """The last takes of one talk whose clock was started, oldest first; no dry runs."""
    same = [
        summary
        for summary in summaries(folder)[0]
        if summary.take.verdict != "not started"
        and summary.take.speed == 1
        and _same_talk(summary.take, title, deck)
    ]
    return same[-MOST:]


def _same_talk(take: TakeSummary, title: str, deck: str) -> bool:
    """A deck may be moved, or its talk renamed; not both at once."""
    return take.title == title or take.deck == deck


def reports(folder: Path, takes: list[Summary]) -> list[TakeReport]:
    """These takes in full; those that have gone since are passed over."""
    found = []
    for kept in takes:
        with suppress(LogError):
            found.append(read_take(folder / f"{kept.name}.jsonl").report)
    return found


def brief(summary: Summary, folder: Path) -> dict[str, Any]:
    """A summary as `podium takes list` gives it to programs."""
    path = str(folder / f"{summary.name}.jsonl")
    take = summary.take.model_dump(mode="json")
    return {"name": summary.name, "path": path, "damage": summary.damage, "take": take}
