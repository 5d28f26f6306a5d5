"""What a room is at a moment: people, questions and their answers, remarks. Frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil
from types import MappingProxyType
from typing import Any, Literal

from quiz.answers import Answer
from quiz.core.events import Pace, Scoring, Verdict
from quiz.question import AnyQuestion

GRACE = 1.0
"""Seconds after the deadline in which an answer still counts, as given at the deadline."""

Phase = Literal["open", "closed", "revealed", "skipped"]


class Refused(Exception):
    """The event cannot happen now. The text says why, for the one who asked."""


def _nothing() -> Mapping[Any, Any]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Attendee:
    """One person, as the room knows them."""

    name: str
    code: str
    joined_at: float
    team: str = ""
    renamed: bool = False
    """Whether they have changed their name already."""
    muted: bool = False
    kicked: bool = False


@dataclass(frozen=True)
class Given:
    """The answer of one attendee that counts: their last."""

    answer: Answer
    took: float
    at: float


@dataclass(frozen=True)
class Run:
    """One asking of one question."""

    number: int
    question: AnyQuestion
    scoring: Scoring
    opened_at: float
    phase: Phase = "open"
    answers: Mapping[str, Given] = field(default_factory=_nothing)
    more_time: float = 0.0
    """Seconds beyond the question's own limit."""
    output: str = ""
    """What the model really said, once it was run."""
    decided: frozenset[int] | None = None
    """The options that it made right, once it was run."""
    nearness: Mapping[str, float] = field(default_factory=_nothing)
    """How near the meaning of each attendee's text is to what is looked for, once compared."""
    hidden: frozenset[str] = frozenset()
    """Whose texts are not shown."""

    @property
    def limit(self) -> float | None:
        """Seconds to answer in, or None for a question without a limit."""
        return None if self.question.time is None else self.question.time + self.more_time

    @property
    def deadline(self) -> float | None:
        """When time is up, or None for a question without a limit."""
        return None if self.limit is None else self.opened_at + self.limit

    def seconds_left(self, now: float) -> int | None:
        """Whole seconds to answer in at `now`, the one that runs included; None without a limit."""
        if self.limit is None:
            return None
        return max(0, min(ceil(self.limit), ceil(self.opened_at + self.limit - now)))

    @property
    def right(self) -> frozenset[int]:
        """Places of the right choices: as the question says, or as the model decided."""
        return self.question.right if self.decided is None else self.decided

    @cached_property
    def tally(self) -> tuple[int, ...]:
        """How many chose each option; empty for what is not chosen."""
        counts = [0] * len(self.question.choices)
        if counts:
            for given in self.answers.values():
                for option in given.answer.chosen:
                    counts[option] += 1
        return tuple(counts)


@dataclass(frozen=True)
class Remark:
    """A question or message from the audience."""

    attendee: str
    text: str
    to: Literal["room", "speaker"]
    at: float
    votes: frozenset[str] = frozenset()
    verdict: Verdict | Literal["waiting"] = "waiting"

    @property
    def seen_by_all(self) -> bool:
        """Whether the room sees it and may vote for it."""
        return self.to == "room" and self.verdict == "approved"


@dataclass(frozen=True)
class Paced:
    """What somebody last thought of the pace, and when."""

    pace: Pace
    at: float


@dataclass(frozen=True)
class Paper:
    """Questions taken at everybody's own pace. Each is a run that is never on screen for all."""

    runs: tuple[Run, ...]
    open: bool = True

    def place(self, attendee: str) -> int:
        """Place of the first question that the attendee has not answered, from 0; past the last
        when all are."""
        answered = (attendee in run.answers for run in self.runs)
        return next((n for n, done in enumerate(answered) if not done), len(self.runs))


@dataclass(frozen=True)
class State:
    """A room: who is in it, what was asked, what they said."""

    attendees: Mapping[str, Attendee] = field(default_factory=_nothing)
    present: frozenset[str] = frozenset()
    runs: tuple[Run, ...] = ()
    ended: bool = False
    locked: bool = False
    ranked: bool = False
    """Whether the leaderboard is on screen."""
    teams: tuple[str, ...] = ()
    moderated: bool = True
    streaks: bool = True
    names_hidden: bool = False
    remarks: Mapping[str, Remark] = field(default_factory=_nothing)
    paces: Mapping[str, Paced] = field(default_factory=_nothing)
    paper: Paper | None = None

    @property
    def run(self) -> Run | None:
        """The latest question, whatever has become of it."""
        return self.runs[-1] if self.runs else None


EMPTY = State()
