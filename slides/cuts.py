"""Cuts: which permitted savings bring a talk that would end too late back to its end. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, inf

from slides.pacing import Pace, pace
from slides.plan import Planned
from slides.talk import CutAccepted, TalkState, apply

TOLERANCE = 5.0
"""Seconds beyond the hard end that no cut is offered for."""


@dataclass(frozen=True)
class Cut:
    """A slide that may be given less time. `to` and `saves` are in seconds."""

    slide: str
    title: str
    to: float
    how: str
    saves: float


@dataclass(frozen=True)
class Offer:
    """What brings the finish back, in the order of the talk. Times are in seconds."""

    cuts: tuple[Cut, ...]
    over: float
    """How far the finish is beyond the hard end."""
    short: float
    """What is still missing when all of these cuts are made; 0 when nothing is."""


def hard_end(state: TalkState) -> float | None:
    """Seconds after the start by which the talk, without its Q&A, must be over.

    What was asked for when the talk was opened comes first, then what the deck declares. None
    when neither says, and once the Q&A is on.
    """
    if state.plan.slides[state.plan.index(state.slide)].part != "talk":
        return None
    if state.until is not None and state.started_at is not None:
        return state.until - state.started_at
    if state.lasts is not None:
        return state.lasts
    return state.plan.duration[1] if state.plan.duration else None


def overrun(state: TalkState, now: float) -> float:
    """Seconds by which the finish passes the hard end; negative when it does not."""
    end = hard_end(state)
    return -inf if end is None else pace(state, now).finish - end


def offer(state: TalkState, now: float) -> Offer | None:
    """The smallest set of cuts that brings the finish back; None when there is no need for any.

    The smallest is the one of the fewest cuts and, among those, of the least time. When all that
    is permitted does not suffice, all of it is offered, and `short` says what it leaves. Nothing
    is offered before the start, during a question, or of what the speaker has just refused.
    """
    running = state.started_at is not None and state.ended_at is None and not state.paused
    over = overrun(state, now)
    if not running or over <= TOLERANCE:
        return None
    cuts = open_cuts(state, now)
    chosen = smallest([int(cut.saves) for cut in cuts], ceil(over))
    made = tuple(cuts) if chosen is None else tuple(cuts[n] for n in chosen)
    saved = sum(cut.saves for cut in made)
    return Offer(made, over, max(0.0, over - saved))


def open_cuts(state: TalkState, now: float) -> list[Cut]:
    """The cuts that would still save time: on this slide or ahead, and not refused."""
    place = state.plan.index(state.slide)
    found = []
    for planned in state.plan.slides[place:]:
        if planned.cut is None or planned.part != "talk" or planned.slide in state.refused:
            continue
        takes, to = planned.takes, min(planned.takes, planned.cut)
        saves = _left(state, now, planned, takes) - _left(state, now, planned, to)
        if saves >= 1:
            found.append(Cut(planned.slide, planned.title, planned.cut, planned.how, saves))
    return found


def _left(state: TalkState, now: float, planned: Planned, budget: float) -> float:
    """What a slide still takes when it is given `budget`; only this one's clock has run."""
    if planned.slide != state.slide:
        return budget
    return max(0.0, budget - state.on_slide(planned.slide, now))


def smallest(savings: Sequence[int], need: int) -> tuple[int, ...] | None:
    """Places of the fewest savings that add up to `need`, the least sum among equals.

    None when all of them together do not. The work is bounded by the number of savings, their
    count and their sum, in whole seconds.
    """
    largest = sorted(savings, reverse=True)
    count = next((n for n in range(len(savings) + 1) if sum(largest[:n]) >= need), None)
    if count is None:
        return None
    reach: list[dict[int, tuple[int, ...]]] = [{} for _ in range(count + 1)]
    reach[0][0] = ()
    for place, saving in enumerate(savings):
        for n in range(count, 0, -1):
            for total, chosen in reach[n - 1].items():
                reach[n].setdefault(total + saving, (*chosen, place))
    return reach[count][min(total for total in reach[count] if total >= need)]


def accept(state: TalkState, slides: Sequence[str], now: float) -> list[CutAccepted]:
    """The events that make these slides' cuts; those that are not permitted are left out.

    A cut makes up for lateness as far as there is any: a speaker who gives up a minute because
    she is a minute late is on pace again, and one who is on pace is not called early.
    """
    made = []
    for cut in open_cuts(state, now):
        if cut.slide in slides:
            bare = CutAccepted(at=now, slide=cut.slide, to=cut.to)
            event = bare.model_copy(
                update={"won": _won(pace(state, now), pace(apply(state, bare), now))}
            )
            state = apply(state, event)
            made.append(event)
    return made


def _won(before: Pace, after: Pace) -> float:
    """The lateness that a cut makes up for, given the pace before it and after it alone."""
    saved = before.finish - after.finish
    aim = max(min(before.drift, 0.0), before.drift - saved)
    return max(0.0, after.drift - aim)
