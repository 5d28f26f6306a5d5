"""What a take says: for each slide what was planned and what happened. Pure; times are given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

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
    told = _told(events)
    slides = tuple(_slide_take(row, told) for row in told.rows)
    return TakeReport(**_whole(told), sections=_sections(told), slides=slides)


def summary(events: Sequence[Event]) -> TakeSummary:
    """The take as a whole alone. Raises ValueError when no talk is opened in it."""
    return TakeSummary(**_whole(_told(events)))


class _Row(NamedTuple):
    """A slide, and the seconds spent on it."""

    slide: Planned
    taken: float

    @property
    def over(self) -> float | None:
        """Seconds beyond the budget; None when the slide was passed over."""
        return self.taken - self.slide.budget if self.taken >= GLANCE else None


def _whole(told: "_Told") -> dict[str, Any]:
    """What is told of a take as a whole: the fields of its summary."""
    state, rows = told.state, told.rows
    shown = [row for row in rows if row.over is not None]
    words = sum(row.slide.words for row in shown)
    talk = sum(row.taken for row in rows if row.slide.part == "talk")
    return {
        "title": state.title,
        "deck": told.first.deck,
        "opened_at": told.first.at,
        "rehearsal": state.rehearsal,
        "interrupted": state.ended_at is None,
        "speed": told.first.speed,
        "elapsed": state.elapsed(state.moved_at),
        "talk": talk,
        "paused": max(0.0, state.elapsed(state.moved_at) - sum(row.taken for row in rows)),
        "declared": state.plan.duration,
        "budget": sum(row.slide.budget for row in shown),
        "words": words,
        "planned": _planned(words, state),
        "pace": state.plan.pace,
        "words_per_minute": _spoken_rate(shown),
        "drift": told.drift(state.slide) or 0.0,
        "verdict": _verdict(rows, state, talk, told.first.excerpt),
    }


def _spoken_rate(rows: Iterable[_Row]) -> float | None:
    """Words per minute over the slides of the talk on which all of the time is speech."""
    spoken = [row for row in rows if not row.slide.live and row.slide.part == "talk"]
    return _rate(sum(row.slide.words for row in spoken), sum(row.taken for row in spoken))


def _sections(told: "_Told") -> tuple[SectionTake, ...]:
    rows = told.rows
    if not any(row.slide.section for row in rows):
        return ()
    names = dict.fromkeys(row.slide.section for row in rows)
    return tuple(
        _section(name, [row for row in rows if row.slide.section == name], told.state)
        for name in names
    )


def _section(name: str, members: Sequence[_Row], state: TalkState) -> SectionTake:
    shown = [row for row in members if row.over is not None]
    budget, words = sum(row.slide.budget for row in shown), sum(row.slide.words for row in shown)
    taken = sum(row.taken for row in shown)
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
    """A take once read through: how it began, where it ended, and how each slide was left."""

    first: Opened
    state: TalkState
    rows: tuple[_Row, ...]
    """The slides of the last plan, then those that left the deck during the take."""
    left: dict[str, tuple[TalkState, float]]
    """The state when a slide was last left, and when that was; of a take that was cut off also
    the slide that was on."""

    def drift(self, slide: str) -> float | None:
        """How late the talk was when the slide was left; None when it never was on."""
        if slide not in self.left:
            return None
        before, at = self.left[slide]
        cut_off = before is self.state
        return pace(before, at).drift if cut_off else _late(before, at)


def _told(events: Sequence[Event]) -> _Told:
    starts = [place for place, event in enumerate(events) if isinstance(event, Opened)]
    if not starts:
        raise ValueError("no talk is opened in this log")
    first = events[starts[-1]]
    assert isinstance(first, Opened)
    state = opened(first)
    planned = {slide.slide: slide for slide in state.plan.slides}
    left: dict[str, tuple[TalkState, float]] = {}
    for event in events[starts[-1] + 1 :]:
        before, state = state, apply(state, event)
        running = before.started_at is not None and before.ended_at is None
        if running and (before.slide != state.slide or state.ended_at is not None):
            left[before.slide] = (before, event.at)
        if state.plan is not before.plan:
            planned |= {slide.slide: slide for slide in state.plan.slides}
    if state.started_at is not None and state.ended_at is None:
        left[state.slide] = (state, state.moved_at)
    slides = {slide.slide: slide for slide in state.plan.slides}
    slides |= {name: planned[name] for name in planned if name in left and name not in slides}
    rows = tuple(
        _Row(each, state.on_slide(each.slide, state.moved_at))
        for each in slides.values()
        if each.part != "appendix"
    )
    return _Told(first, state, rows, left)


def _late(state: TalkState, at: float) -> float:
    """How late the talk is when its slide is left `at`: what was left of the budget is won."""
    standing = pace(state, at)
    return standing.drift - max(0.0, standing.budget - standing.on_slide)


def _slide_take(row: _Row, told: _Told) -> SlideTake:
    (planned, taken), over, state = row, row.over, told.state
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
        drift=told.drift(planned.slide),
        words_per_minute=_rate(planned.words, taken),
        over=over,
        verdict=slide_verdict(over, planned.budget),
        whole=planned.slide != state.slide or _finished(state),
    )


def _finished(state: TalkState) -> bool:
    """Whether the take ended, and on the last slide or after it."""
    return state.ended_at is not None and state.plan.index(state.slide) >= state.plan.length - 1


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


def _verdict(rows: Sequence[_Row], state: TalkState, talk: float, excerpt: bool) -> TakeVerdict:
    if state.started_at is None:
        return "not started"
    parts = [row for row in rows if row.slide.part == "talk" and state.plan.has(row.slide.slide)]
    if excerpt or not parts or parts[0].over is None or parts[-1].over is None:
        return "part of the talk"
    budget = sum(row.slide.budget for row in parts)
    low, high = state.plan.duration or (budget * (1 - NEAR_SHARE), budget * (1 + NEAR_SHARE))
    return "too long" if talk > high else "too short" if talk < low else "fits"
