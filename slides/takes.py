"""What a take says: for each slide what was planned and what happened. Pure; times are given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from slides.pacing import pace
from slides.plan import Planned
from slides.take import SectionTake, SlideTake, SlideVerdict, TakeReport, TakeSummary, TakeVerdict
from slides.talk import Event, Opened, TalkState, apply, opened
from slides.words import speaking_seconds

NEAR, NEAR_SHARE = 10.0, 0.1
"""A slide is on budget within so many seconds, or within this share of its budget."""
GLANCE = 1.0
"""Seconds; a slide that was on for less was passed over."""
SHORTEST = 5.0
"""Seconds below which no rate of speech is worked out."""
FASTEST = 400.0
"""Words per minute; in less time the script was not spoken but passed over."""


def report(events: Sequence[Event]) -> TakeReport:
    """The report of one take. Raises ValueError when no talk is opened in it."""
    starts = [place for place, event in enumerate(events) if isinstance(event, Opened)]
    if not starts:
        raise ValueError("no talk is opened in this log")
    first = events[starts[-1]]
    assert isinstance(first, Opened)
    told = _told(first, events[starts[-1] + 1 :])
    state = told.state
    slides = tuple(_slide_take(planned, told) for planned in told.slides.values())
    shown = [take for take in slides if take.over is not None]
    words = sum(take.words for take in shown)
    talk = sum(take.taken for take in slides if take.part == "talk")
    return TakeReport(
        title=state.title,
        deck=first.deck,
        opened_at=first.at,
        rehearsal=state.rehearsal,
        interrupted=state.ended_at is None,
        elapsed=state.elapsed(state.moved_at),
        talk=talk,
        paused=max(0.0, state.elapsed(state.moved_at) - sum(take.taken for take in slides)),
        declared=state.plan.duration,
        budget=sum(take.budget for take in shown),
        words=words,
        planned=_planned(words, state),
        pace=state.plan.pace,
        words_per_minute=_spoken_rate(shown),
        drift=told.left.get(state.slide, 0.0),
        verdict=_verdict(slides, state, talk, first.excerpt),
        sections=_sections(slides, state),
        slides=slides,
    )


def summary_of(take: TakeReport) -> TakeSummary:
    """The take as a whole alone."""
    return TakeSummary(**{name: getattr(take, name) for name in TakeSummary.model_fields})


def _spoken_rate(takes: Iterable[SlideTake]) -> float | None:
    """Words per minute over the slides of the talk on which all of the time is speech."""
    spoken = [take for take in takes if not take.live and take.part == "talk"]
    return _rate(sum(take.words for take in spoken), sum(take.taken for take in spoken))


def _sections(slides: Sequence[SlideTake], state: TalkState) -> tuple[SectionTake, ...]:
    if not any(take.section for take in slides):
        return ()
    names = dict.fromkeys(take.section for take in slides)
    return tuple(
        _section(name, [take for take in slides if take.section == name], state) for name in names
    )


def _section(name: str, members: Sequence[SlideTake], state: TalkState) -> SectionTake:
    shown = [take for take in members if take.over is not None]
    budget, words = sum(take.budget for take in shown), sum(take.words for take in shown)
    taken = sum(take.taken for take in shown)
    over = taken - budget if shown else None
    return SectionTake(
        section=name,
        budget=budget,
        words=words,
        planned=_planned(words, state),
        taken=taken,
        words_per_minute=_spoken_rate(shown),
        over=over,
        verdict=slide_verdict(over, budget),
    )


@dataclass(frozen=True)
class _Told:
    """A take once read through: where it ended, and the drift with which each slide was left."""

    state: TalkState
    slides: dict[str, Planned]
    """Those of the last plan, then those that left the deck during the take."""
    left: dict[str, float]


def _told(first: Opened, events: Sequence[Event]) -> _Told:
    state = opened(first)
    planned = {slide.slide: slide for slide in state.plan.slides}
    left: dict[str, float] = {}
    for event in events:
        before, state = state, apply(state, event)
        running = before.started_at is not None and before.ended_at is None
        if running and (before.slide != state.slide or state.ended_at is not None):
            left[before.slide] = _late(before, event.at)
        if state.plan is not before.plan:
            planned |= {slide.slide: slide for slide in state.plan.slides}
    if state.started_at is not None and state.ended_at is None:
        left[state.slide] = pace(state, state.moved_at).drift
    slides = {slide.slide: slide for slide in state.plan.slides}
    gone = {name: slide for name, slide in planned.items() if name in left and name not in slides}
    return _Told(state, slides | gone, left)


def _late(state: TalkState, at: float) -> float:
    """How late the talk is when its slide is left `at`: what was left of the budget is won."""
    standing = pace(state, at)
    return standing.drift - max(0.0, standing.budget - standing.on_slide)


def _slide_take(planned: Planned, told: _Told) -> SlideTake:
    state = told.state
    taken = state.on_slide(planned.slide, state.moved_at)
    over = taken - planned.budget if taken >= GLANCE else None
    return SlideTake(
        slide=planned.slide,
        title=planned.title,
        section=planned.section,
        part=planned.part,
        live=planned.live,
        budget=planned.budget,
        words=planned.words,
        planned=_planned(planned.words, state),
        taken=taken,
        drift=told.left.get(planned.slide),
        words_per_minute=_rate(planned.words, taken),
        over=over,
        verdict=slide_verdict(over, planned.budget),
        whole=planned.slide != state.slide or _finished(state),
    )


def _finished(state: TalkState) -> bool:
    """Whether the take ended, and on the last slide."""
    return state.ended_at is not None and state.slide == state.plan.slides[-1].slide


def slide_verdict(over: float | None, budget: float) -> SlideVerdict:
    """The verdict on a slide that was so many seconds over a budget of so many."""
    if over is None:
        return "not shown"
    if abs(over) <= max(NEAR, budget * NEAR_SHARE):
        return "on budget"
    return "over" if over > 0 else "under"


def _planned(words: int, state: TalkState) -> tuple[float, float]:
    slow, fast = state.plan.pace
    return speaking_seconds(words, fast), speaking_seconds(words, slow)


def _rate(words: int, seconds: float) -> float | None:
    rate = words * 60 / seconds if words and seconds >= SHORTEST else 0.0
    return rate if 0 < rate <= FASTEST else None


def _verdict(
    slides: Sequence[SlideTake], state: TalkState, talk: float, excerpt: bool
) -> TakeVerdict:
    if state.started_at is None:
        return "not started"
    parts = [take for take in slides if take.part == "talk" and state.plan.has(take.slide)]
    if excerpt or not parts or parts[0].over is None or parts[-1].over is None:
        return "part of the talk"
    budget = sum(take.budget for take in parts)
    low, high = state.plan.duration or (budget * (1 - NEAR_SHARE), budget * (1 + NEAR_SHARE))
    return "too long" if talk > high else "too short" if talk < low else "fits"
