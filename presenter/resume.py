"""Taking up a talk that broke off: the newest log of its deck that has no end."""

from dataclasses import dataclass
from pathlib import Path

from presenter.link.find import answers, socket_of
from slides.logs import Log, LogError, LogWriter, log_path, logs_in, read_log
from slides.talk import Ended, Event, Opened

LATEST = 12 * 3600.0
"""Seconds after its last event in which a talk can be taken up again."""


@dataclass(frozen=True)
class BrokenOff:
    """A talk to go on with. `log` is where it is written from now on."""

    first: Opened
    past: tuple[Event, ...]
    log: Path


def broken_off(folder: Path, deck: Path, now: float) -> BrokenOff | None:
    """The newest talk of a deck that did not end, was not long ago and is on no stage now.

    A dry run is not taken up: its clock has run ahead of every other.

    A log that was cut off in the middle of a line is gone on with. One with a damaged line is
    left as it is: what can be read of it is copied, and the copy gone on with. Raises LogError
    when the copy cannot be written.
    """
    for path in reversed(logs_in(folder)):
        try:
            log = read_log(path)
        except LogError:
            continue
        first, last = log.events[0], log.events[-1]
        if not isinstance(first, Opened) or first.deck != str(deck.absolute()) or first.speed != 1:
            continue
        if not isinstance(last, Ended) and now - last.at <= LATEST and not answers(socket_of(path)):
            kept = _copied(log, log_path(folder, deck, now)) if log.damage else path
            return BrokenOff(first, log.events[1:], kept)
    return None


def _copied(log: Log, path: Path) -> Path:
    writer = LogWriter(path)
    for event in log.events:
        writer.write(event)
    writer.close()
    return path
