"""Checkpoints: where the talk means to be by when. Each is told of quietly, and once. Pure."""

from dataclasses import dataclass

from slides.durations import clock, signed_clock
from slides.pacing import pace
from slides.talk import CheckpointTold, TalkState

WARNING = 120.0
"""Seconds before a checkpoint from which on it is told that it will be missed."""


@dataclass(frozen=True)
class Ahead:
    """The next checkpoint. Times are in seconds after the start."""

    slide: str
    title: str
    number: int
    """The slide's, from 1."""
    by: float
    arrival: float
    """When the slide comes on if every budget until then is kept."""


def ahead(state: TalkState, now: float) -> Ahead | None:
    """The next checkpoint that is not reached; None when there is none, or the talk is over."""
    if state.ended_at is not None:
        return None
    place = state.plan.index(state.slide)
    points = [(state.plan.index(slide), by) for slide, by in _points(state)]
    coming = [(at, by) for at, by in points if at > place]
    if not coming:
        return None
    at, by = min(coming)
    slide = state.plan.slides[at]
    return Ahead(slide.slide, slide.title, at + 1, by, _arrival(state, now, at))


def to_tell(state: TalkState, now: float) -> list[CheckpointTold]:
    """What the speaker is to be told now: a checkpoint reached, or one about to be missed."""
    if state.started_at is None or state.ended_at is not None:
        return []
    told = []
    if any(slide == state.slide != state.begun_on for slide, _ in _points(state)):
        told.append(CheckpointTold(at=now, slide=state.slide, news="reached"))
    point = ahead(state, now)
    if point and state.elapsed(now) >= point.by - WARNING and point.arrival >= point.by + 1:
        told.append(CheckpointTold(at=now, slide=point.slide, news="at risk"))
    return [event for event in told if (event.slide, event.news) not in state.told]


def due_by(state: TalkState, slide: str) -> float | None:
    """Seconds after the start by which a slide is meant to be on; None for no checkpoint."""
    return next((by for at, by in _points(state) if at == slide), None)


def in_words(state: TalkState, told: CheckpointTold) -> str:
    """What the speaker is told, in a line."""
    by = due_by(state, told.slide) or 0.0
    known = state.plan.has(told.slide)
    title = state.plan.slides[state.plan.index(told.slide)].title if known else ""
    if told.news == "at risk":
        return f"◆ {title or told.slide} is due at {clock(by)} and will be missed at this pace."
    return f"◆ Checkpoint {title or told.slide}: {signed_clock(state.elapsed(told.at) - by)}."


def _points(state: TalkState) -> list[tuple[str, float]]:
    """The checkpoints whose slide the plan has."""
    return [(slide, by) for slide, by in state.plan.checkpoints if state.plan.has(slide)]


def _arrival(state: TalkState, now: float, at: int) -> float:
    standing = pace(state, now)
    between = state.plan.slides[state.plan.index(state.slide) + 1 : at]
    left = max(0.0, standing.budget - standing.on_slide)
    return standing.elapsed + left + sum(slide.budget for slide in between)
