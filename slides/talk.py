"""A talk as it happens: events in, state out. The log of these events is the take."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Annotated, Any, Literal, Self, assert_never

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from slides.plan import Plan

LATEST = 253_402_300_799.0
"""The last second of the year 9999, since the epoch."""


class Happening(BaseModel):
    """Something that happened, and when: `at` is in seconds since the epoch."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)

    at: float = Field(ge=0, le=LATEST)


class Opened(Happening):
    """A deck was put on the stage; its clock stands."""

    kind: Literal["opened"] = "opened"
    deck: str
    title: str
    plan: Plan
    rehearsal: bool = False
    excerpt: bool = False
    """Only a part of the talk is given: the plan has not all of its slides."""
    slide: str
    """The slide shown first."""
    until: float | None = Field(default=None, ge=0, le=LATEST)
    """The hard end by the wall clock, since the epoch: the talk must be over by then."""
    lasts: float | None = Field(default=None, gt=0)
    """The hard end in seconds after the start."""

    @model_validator(mode="after")
    def _slide_is_planned(self) -> Self:
        if not self.plan.has(self.slide):
            raise ValueError(f"the plan has no slide {self.slide!r}")
        return self


class Replanned(Happening):
    """The deck was changed while it was shown."""

    kind: Literal["replanned"] = "replanned"
    plan: Plan


class Broken(Happening):
    """The deck was changed into one that does not load; the last good one stays on."""

    kind: Literal["broken"] = "broken"
    message: str
    """What is wrong and where, on one line; "" when it is mended."""


class Started(Happening):
    """The talk's clock runs from here, on the slide now shown."""

    kind: Literal["started"] = "started"


class Moved(Happening):
    """A slide or a step of it came on; step 0 is the slide as it first appears."""

    kind: Literal["moved"] = "moved"
    slide: str
    step: int = Field(default=0, ge=0)


class Paused(Happening):
    """The slide's clock stands, for a question say; the wall clock runs on."""

    kind: Literal["paused"] = "paused"


class Resumed(Happening):
    """The slide's clock runs again."""

    kind: Literal["resumed"] = "resumed"


class Ended(Happening):
    """The speaker closed the talk."""

    kind: Literal["ended"] = "ended"


class Blanked(Happening):
    """The stage was blacked out, or shown again."""

    kind: Literal["blanked"] = "blanked"
    on: bool


class CutAccepted(Happening):
    """The speaker gives a slide less time from here on."""

    kind: Literal["cut-accepted"] = "cut-accepted"
    slide: str
    to: float = Field(ge=0)
    """Seconds left for the slide; 0 skips it."""
    won: float = Field(default=0.0, ge=0)
    """Seconds of lateness that it makes up for."""


class CutRefused(Happening):
    """The speaker keeps a slide whole; its cut is offered no more until the next question."""

    kind: Literal["cut-refused"] = "cut-refused"
    slide: str


class CheckpointTold(Happening):
    """The speaker was told of a checkpoint: that it was reached, or that it will be missed."""

    kind: Literal["checkpoint-told"] = "checkpoint-told"
    slide: str
    news: Literal["reached", "at risk"]


class AnswerShown(Happening):
    """An answer from the Q&A bank was put over the slide."""

    kind: Literal["answer-shown"] = "answer-shown"
    ask: str
    answer: str


class AnswerHidden(Happening):
    """The answer was taken off again; a move takes it off too."""

    kind: Literal["answer-hidden"] = "answer-hidden"


Event = (
    Opened | Replanned | Broken | Started | Moved | Paused | Resumed | Ended | Blanked
    | CutAccepted | CutRefused | CheckpointTold | AnswerShown | AnswerHidden
)  # fmt: skip
EVENT: TypeAdapter[Event] = TypeAdapter(
    Annotated[Event, Field(discriminator="kind")], config=ConfigDict(defer_build=True)
)
"""Reads and writes events as JSON: the log and the wire use nothing else."""


@dataclass(frozen=True)
class TalkState:
    """Where a talk stands. All times are in seconds, `…_at` since the epoch."""

    plan: Plan
    title: str
    slide: str
    step: int = 0
    rehearsal: bool = False
    opened_at: float = 0.0
    started_at: float | None = None
    begun_on: str = ""
    """The slide on which the clock was started; what lies before it is not due."""
    running_since: float | None = None
    """When the current slide's clock began to run; None while it stands."""
    paused: bool = False
    ended_at: float | None = None
    spent: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    """Seconds spent on each slide, up to `running_since`."""
    moved_at: float = 0.0
    """When the last event came."""
    until: float | None = None
    lasts: float | None = None
    """The hard end, as `Opened` has it."""
    blank: bool = False
    answer: AnswerShown | None = None
    """What lies over the slide."""
    cuts: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    """Slides that were cut, and the seconds left for each."""
    refused: frozenset[str] = frozenset()
    """Slides whose cut is not to be offered now."""
    won: float = 0.0
    """Seconds of lateness that cuts have made up for."""
    told: frozenset[tuple[str, str]] = frozenset()
    """Checkpoints and what was told of them."""
    broken: str = ""
    """What is wrong with the deck's file as it is now; for the speaker's eyes."""

    def elapsed(self, now: float) -> float:
        """Seconds since the start, by the wall clock; 0 before it."""
        if self.started_at is None:
            return 0.0
        return max(0.0, (now if self.ended_at is None else self.ended_at) - self.started_at)

    def on_slide(self, slide: str, now: float) -> float:
        """Seconds spent on a slide over all visits, pauses left out."""
        running = slide == self.slide and self.running_since is not None
        so_far = self.spent.get(slide, 0.0)
        return so_far + max(0.0, now - (self.running_since or 0.0)) if running else so_far


def opened(event: Opened) -> TalkState:
    """The state a talk begins in."""
    return TalkState(
        plan=event.plan,
        title=event.title,
        slide=event.slide,
        rehearsal=event.rehearsal,
        opened_at=event.at,
        moved_at=event.at,
        until=event.until,
        lasts=event.lasts,
    )


def _changed(state: TalkState, **changes: Any) -> TalkState:
    """The state with some fields changed; a fifth of the cost of `dataclasses.replace`, which
    counts when a take of two hours is read."""
    new = object.__new__(TalkState)
    new.__dict__.update(state.__dict__, **changes)
    return new


def apply(state: TalkState, event: Event) -> TalkState:
    """The state after `event`.

    Events that say what is already so change nothing, nor does a move to a slide that the plan
    does not have. The clocks of an ended talk stand for good.
    """
    state = _changed(state, moved_at=event.at)
    if state.ended_at is not None and isinstance(event, Started | Paused | Resumed | Ended):
        return state
    match event:
        case Opened():
            return opened(event)
        case Replanned(at=at, plan=plan):
            return _replanned(_banked(state, at), plan)
        case Started(at=at):
            return state if state.started_at is not None else _started(state, at)
        case Moved(at=at, slide=slide, step=step):
            if not state.plan.has(slide):
                return state
            return _changed(_banked(state, at), slide=slide, step=step, answer=None)
        case Paused(at=at):
            return _changed(_banked(state, at), running_since=None, paused=True)
        case Resumed(at=at):
            return _resumed(state, at)
        case Ended(at=at):
            return _changed(_banked(state, at), running_since=None, ended_at=at)
        case _:
            return _directed(state, event)


Direction = (
    Broken | Blanked | CutAccepted | CutRefused | CheckpointTold | AnswerShown | AnswerHidden
)


def _directed(state: TalkState, event: Direction) -> TalkState:
    """The state after an event that moves no clock."""
    match event:
        case Broken(message=message):
            return _changed(state, broken=message)
        case Blanked(on=on):
            return _changed(state, blank=on)
        case CutAccepted(slide=slide, to=to, won=won):
            cuts = MappingProxyType({**state.cuts, slide: to})
            plan = state.plan.cut_to(cuts)
            return _changed(state, plan=plan, cuts=cuts, won=state.won + won)
        case CutRefused(slide=slide):
            return _changed(state, refused=state.refused | {slide})
        case CheckpointTold(slide=slide, news=news):
            return _changed(state, told=state.told | {(slide, news)})
        case AnswerShown():
            return _changed(state, answer=event)
        case AnswerHidden():
            return _changed(state, answer=None)
        case _:
            assert_never(event)


def _resumed(state: TalkState, at: float) -> TalkState:
    """The slide's clock runs again; cuts refused before the question may be offered again."""
    runs = state.paused and state.started_at is not None
    since = at if runs else state.running_since
    return _changed(state, running_since=since, paused=False, refused=frozenset())


def _started(state: TalkState, at: float) -> TalkState:
    return _changed(state, started_at=at, running_since=at, begun_on=state.slide, paused=False)


def _banked(state: TalkState, at: float) -> TalkState:
    """The state with the running slide's time put to its account."""
    if state.running_since is None:
        return state
    spent = {**state.spent, state.slide: state.on_slide(state.slide, at)}
    return _changed(state, spent=MappingProxyType(spent), running_since=at)


def _replanned(state: TalkState, plan: Plan) -> TalkState:
    """The state under another plan; a slide that is gone gives way to the one in its place."""

    def kept(slide: str) -> str:
        if plan.has(slide):
            return slide
        return plan.slides[min(state.plan.index(slide), len(plan.slides) - 1)].slide

    slide = kept(state.slide)
    return _changed(
        state,
        plan=plan.cut_to(state.cuts),
        slide=slide,
        step=state.step if slide == state.slide else 0,
        begun_on=kept(state.begun_on) if state.begun_on else "",
        broken="",
    )


def replay(events: Iterable[Event]) -> TalkState | None:
    """The state after all events; None when there are none. The first one is `Opened`."""
    state: TalkState | None = None
    for event in events:
        if isinstance(event, Opened):
            state = opened(event)
        elif state is not None:
            state = apply(state, event)
    return state
