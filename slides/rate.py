"""The speaker's own rate of speech, learnt from takes. Pure."""

from collections.abc import Sequence
from statistics import quantiles

from pydantic import BaseModel, ConfigDict

from slides.plan import Plan
from slides.take import TakeReport
from slides.takes import FASTEST
from slides.words import speaking_seconds

FEWEST_TAKES = 3
"""Fewer than these tell nothing of a speaker."""
LEAST_SPEECH = 60.0
"""Seconds of speech below which a take tells nothing."""


class OwnRate(BaseModel):
    """How fast a speaker speaks, in words per minute, and on what that rests."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    takes: int
    """Takes that it was learnt from."""
    seconds: float
    """Of speech in them."""
    middle: float
    """The median of the takes."""
    spread: tuple[float, float]
    """Their quartiles: half of the takes lie between them."""


def take_rate(take: TakeReport) -> tuple[float, float] | None:
    """Words per minute in one take, and the seconds of speech it was measured on.

    Counted are slides of the talk with words, without panes and quizzes, that were said to the
    end; None when they come to less than a minute.
    """
    said = [
        row
        for row in take.slides
        if row.part == "talk" and not row.live and row.whole and row.words_per_minute is not None
    ]
    seconds = sum(row.taken for row in said)
    if seconds < LEAST_SPEECH:
        return None
    rate = sum(row.words for row in said) * 60 / seconds
    return (rate, seconds) if rate <= FASTEST else None


def own_rate(takes: Sequence[TakeReport]) -> OwnRate | None:
    """The rate that takes have in common; None when too few of them tell one."""
    measured = [found for found in map(take_rate, takes) if found is not None]
    if len(measured) < FEWEST_TAKES:
        return None
    rates = [rate for rate, _ in measured]
    first, middle, last = quantiles(rates, n=4, method="inclusive")
    return OwnRate(
        takes=len(rates),
        seconds=sum(seconds for _, seconds in measured),
        middle=middle,
        spread=(first, last),
    )


def at_own_rate(plan: Plan, rate: OwnRate) -> Plan:
    """The plan as this speaker will give it: slides of speech alone are expected to take their
    words at the speaker's rate; the others, and the budgets of all, stay."""
    slides = tuple(
        planned
        if planned.live or not planned.words or planned.part in ("qa", "appendix")
        else planned.model_copy(
            update={"expected": speaking_seconds(planned.words, rate.middle)},
        )
        for planned in plan.slides
    )
    low, high = rate.spread
    return plan.with_slides(slides, (round(low), round(high)))
