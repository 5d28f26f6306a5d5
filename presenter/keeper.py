"""The keeper of a talk: the one place that writes its log and holds its state."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from slides.logs import LogError
from slides.talk import Event, Opened, TalkState, apply, opened

Clock = Callable[[], float]
"""Seconds since the epoch."""


class TalkClock:
    """A wall clock that never jumps while the process lives, whatever the network's time says.

    From now on it runs `speed` times as fast as others.
    """

    def __init__(self, speed: float = 1.0) -> None:
        self.speed = speed
        self._shown, self._since = time.time(), time.monotonic()

    def __call__(self) -> float:
        """Seconds since the epoch."""
        return self._shown + (time.monotonic() - self._since) * self.speed

    def run(self, speed: float) -> None:
        """Go on from the time it shows at another speed."""
        self._shown, self._since = self(), time.monotonic()
        self.speed = speed


@dataclass
class Keeper:
    """Takes events one at a time, writes each to the log, then tells every listener.

    `past` is what a log that is taken up again holds after its opening; it is not written anew.
    """

    first: Opened
    clock: Clock
    write: Callable[[Event], None]
    listeners: list[Callable[[TalkState, Event], None]] = field(default_factory=list)
    past: Sequence[Event] | None = None
    state: TalkState = field(init=False)
    events: list[Event] = field(init=False)
    """All that happened so far, the opening first."""
    trouble: str = field(default="", init=False)
    """Why the log is not being written, if it is not; the talk goes on without it."""

    def __post_init__(self) -> None:
        self.state = opened(self.first)
        self.events = [self.first]
        if self.past is None:
            self._log(self.first)
        for event in self.past or ():
            self.state = apply(self.state, event)
            self.events.append(event)

    def submit(self, event: Event) -> None:
        """Log the event, apply it, tell everyone."""
        self._log(event)
        self.state = apply(self.state, event)
        self.events.append(event)
        for listener in self.listeners:
            listener(self.state, event)

    def _log(self, event: Event) -> None:
        try:
            self.write(event)
        except LogError as error:
            self.trouble = str(error)
