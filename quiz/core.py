"""What happens in a room, as events, and what they make of it: `state = apply(state, event)`.

Pure. The time is inside the event (epoch seconds), so the same log gives the same room for ever:
on the server, on the stage's slide, after a crash and in the report.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Literal, assert_never

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from quiz.question import Question

GRACE = 1.0
"""Seconds after the deadline in which an answer still counts, as given at the deadline."""

Scoring = Literal["speed", "flat", "off"]
"""How right answers are paid: by speed, all the same, or not at all."""
Phase = Literal["open", "closed", "revealed"]
AttendeeId = Annotated[str, Field(pattern=r"^p[1-9]\d{0,5}$")]


class Refused(Exception):
    """The event cannot happen now. The text says why, for the one who asked."""


# ---------------------------------------------------------------------------- events


class Fact(BaseModel):
    """Something that happened at a time."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    at: float


class Started(Fact):
    """The server began, for the first time or again: whoever was connected no longer is."""

    kind: Literal["started"] = "started"


class Joined(Fact):
    """Somebody new took a name. `code` is a hash of the code that brings them back."""

    kind: Literal["joined"] = "joined"
    attendee: AttendeeId
    name: str = Field(min_length=1, max_length=64)
    code: str = Field(max_length=64)


class Returned(Fact):
    """An attendee came back after a dropped line, or from another device."""

    kind: Literal["returned"] = "returned"
    attendee: AttendeeId


class Left(Fact):
    """An attendee's line ended. Their answers stay."""

    kind: Literal["left"] = "left"
    attendee: AttendeeId


class Opened(Fact):
    """A question was put to the room: the `run`th, counted from 1."""

    kind: Literal["opened"] = "opened"
    run: int = Field(ge=1)
    question: Question
    scoring: Scoring = "speed"


class Answered(Fact):
    """An attendee chose. `took` is the server's count of seconds since they saw the question."""

    kind: Literal["answered"] = "answered"
    attendee: AttendeeId
    run: int = Field(ge=1)
    chosen: tuple[int, ...] = Field(min_length=1, max_length=9)
    took: float = Field(ge=0)


class Closed(Fact):
    """No more answers: the host said so, or time was up."""

    kind: Literal["closed"] = "closed"
    run: int = Field(ge=1)
    by: Literal["host", "time"]


class Revealed(Fact):
    """The right answer was shown, with the reasons."""

    kind: Literal["revealed"] = "revealed"
    run: int = Field(ge=1)


class Ended(Fact):
    """The quiz is over."""

    kind: Literal["ended"] = "ended"


Event = (
    Started | Joined | Returned | Left | Opened | Answered | Closed | Revealed | Ended
)  # fmt: skip
EVENT: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Field(discriminator="kind")])
"""Reads and writes events as JSON: the log and the wire use nothing else."""


# ---------------------------------------------------------------------------- state


@dataclass(frozen=True)
class Attendee:
    """One person, as the room knows them."""

    name: str
    code: str
    joined_at: float


@dataclass(frozen=True)
class Given:
    """The answer of one attendee that counts: their last."""

    chosen: tuple[int, ...]
    took: float
    at: float


@dataclass(frozen=True)
class Run:
    """One asking of one question."""

    number: int
    question: Question
    scoring: Scoring
    opened_at: float
    phase: Phase = "open"
    answers: Mapping[str, Given] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def deadline(self) -> float | None:
        """When time is up, or None for a question without a limit."""
        return None if self.question.time is None else self.opened_at + self.question.time

    @cached_property
    def tally(self) -> tuple[int, ...]:
        """How many chose each option."""
        counts = [0] * len(self.question.options)
        for given in self.answers.values():
            for option in given.chosen:
                counts[option] += 1
        return tuple(counts)


@dataclass(frozen=True)
class State:
    """A room: who is in it, what was asked, what they said."""

    attendees: Mapping[str, Attendee] = field(default_factory=lambda: MappingProxyType({}))
    present: frozenset[str] = frozenset()
    runs: tuple[Run, ...] = ()
    ended: bool = False

    @property
    def run(self) -> Run | None:
        """The latest question, whatever has become of it."""
        return self.runs[-1] if self.runs else None


EMPTY = State()


def apply(state: State, event: Event) -> State:
    """The room after `event`. Raises Refused when the event cannot happen in this room."""
    if state.ended and not isinstance(event, Started | Left | Returned):
        raise Refused("This quiz has ended.")
    match event:
        case Started():
            return replace(state, present=frozenset())
        case Joined() | Returned() | Left():
            return _people(state, event)
        case Answered():
            return _answered(state, event)
        case Opened() | Closed() | Revealed():
            return _asked(state, event)
        case Ended():
            return replace(state, ended=True)
        case _:
            assert_never(event)


def fold(events: Iterable[Event], state: State = EMPTY) -> State:
    """The room after all `events`, in order."""
    for event in events:
        state = apply(state, event)
    return state


def _people(state: State, event: Joined | Returned | Left) -> State:
    """The room after somebody came or went."""
    known = event.attendee in state.attendees
    match event:
        case Joined(attendee=attendee, name=name, code=code, at=at):
            if known:
                raise Refused("This attendee is already here.")
            attendees = {**state.attendees, attendee: Attendee(name, code, at)}
            return replace(state, attendees=attendees, present=state.present | {attendee})
        case Returned(attendee=attendee):
            if not known:
                raise Refused("Nobody of that name was here before.")
            return replace(state, present=state.present | {attendee})
        case Left(attendee=attendee):
            return replace(state, present=state.present - {attendee})
        case _:
            assert_never(event)


def _asked(state: State, event: Opened | Closed | Revealed) -> State:
    """The room after the host or the clock moved a question on."""
    run = state.run
    if isinstance(event, Opened):
        if run and run.phase == "open":
            raise Refused("Close the open question first.")
        if event.run != len(state.runs) + 1:
            raise Refused(f"This is question {len(state.runs) + 1}, not {event.run}.")
        asked = Run(event.run, event.question, event.scoring, event.at)
        return replace(state, runs=(*state.runs, asked))
    if not run or run.number != event.run:
        raise Refused("That question is not the one on screen.")
    if isinstance(event, Closed):
        if run.phase != "open":
            raise Refused("This question is already closed.")
        return _with_run(state, replace(run, phase="closed"))
    if run.phase != "closed":
        raise Refused(
            "Close the question before the reveal."
            if run.phase == "open"
            else "The answer is already shown."
        )
    return _with_run(state, replace(run, phase="revealed"))


def _answered(state: State, event: Answered) -> State:
    """The room after an answer. While a question is open it may be changed; the last one counts."""
    run = state.run
    if event.attendee not in state.attendees:
        raise Refused("Take a name first.")
    if not run or run.number != event.run or run.phase != "open":
        raise Refused("This question is closed.")
    if run.deadline is not None and event.at > run.deadline + GRACE:
        raise Refused("Time is up.")
    options = range(len(run.question.options))
    if len(event.chosen) != 1 or event.chosen[0] not in options:
        raise Refused("Choose one of the options.")
    took = min(event.took, run.question.time or event.took)
    answers = {**run.answers, event.attendee: Given(event.chosen, took, event.at)}
    return _with_run(state, replace(run, answers=answers))


def _with_run(state: State, run: Run) -> State:
    return replace(state, runs=(*state.runs[:-1], run))
