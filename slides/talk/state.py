"""Where a talk stands: a pure fold over its events."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, assert_never

from slides.plan import Plan
from slides.talk.events import (
    AnswerHidden,
    AnswerShown,
    Blanked,
    Broken,
    CheckpointTold,
    CutAccepted,
    CutRefused,
    Ended,
    Event,
    Moved,
    Opened,
    Paused,
    Replanned,
    Resumed,
    Sped,
    Started,
)


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
    stood_on: str = ""
    """While a slide of the appendix is shown, the one it was called from; else ""."""
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
    speed: float = 1.0
    """How many times as fast as a clock the talk's time runs."""

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
        speed=event.speed,
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
            return _moved(_banked(state, at), slide, step)
        case Paused(at=at):
            return _changed(_banked(state, at), running_since=None, paused=True)
        case Resumed(at=at):
            return _resumed(state, at)
        case Ended(at=at):
            return _changed(_banked(state, at), running_since=None, ended_at=at)
        case _:
            return _directed(state, event)


Direction = (
    Broken | Blanked | CutAccepted | CutRefused | CheckpointTold | AnswerShown | AnswerHidden | Sped
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
        case Sped(speed=speed):
            return _changed(state, speed=speed)
        case _:
            assert_never(event)


def _moved(state: TalkState, slide: str, step: int) -> TalkState:
    """The state on another slide or step. An excursion into the appendix keeps the talk's place."""
    stood_on = ""
    if state.plan.is_appendix(slide):
        stood_on = state.stood_on or ("" if state.plan.is_appendix(state.slide) else state.slide)
    return _changed(state, slide=slide, step=step, stood_on=stood_on, answer=None)


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
        stood_on=kept(state.stood_on) if state.stood_on else "",
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
