"""The messages of a run in one row: a learner names them by their place in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Event

from presenter.work.jobs.learner import Learner, chances
from presenter.work.messages import Message
from presenter.work.splits import Parts


@dataclass(frozen=True)
class Texts:
    """What trains, validates, tests and probes."""

    parts: Parts
    probe: tuple[Message, ...]

    @property
    def all(self) -> list[str]:
        """Every text, in the order of the parts."""
        return [message.text for part in self._parts() for message in part]

    def places(self, messages: Sequence[Message]) -> range:
        """Where one of the parts is in `all`."""
        start = 0
        for part in self._parts():
            if part is messages:
                return range(start, start + len(part))
            start += len(part)
        raise ValueError("these are no part of the run")

    def chances(
        self, learner: Learner, messages: Sequence[Message], cancelled: Event
    ) -> list[float]:
        """How likely each message of a part is spam."""
        return chances(learner, self.places(messages), cancelled)

    def _parts(self) -> tuple[tuple[Message, ...], ...]:
        return (self.parts.train, self.parts.validation, self.parts.test, self.probe)


def truths(messages: Sequence[Message]) -> list[bool]:
    """Which of them are spam."""
    return [message.spam for message in messages]
