"""How a talk changes from take to take. Pure."""

from collections.abc import Sequence
from itertools import combinations
from statistics import median
from typing import Literal

from pydantic import BaseModel, ConfigDict

from slides.take import TakeVerdict

FEWEST = 3
"""Takes below which a trend is chance."""
STEADY = 2.0
"""Seconds, or words per minute, a take: a smaller change is none."""
STEADY_SHARE = 0.005
"""The same as a share of the values."""

Course = Literal["rising", "falling", "steady", "too few takes"]


class TrendPoint(BaseModel):
    """One take in a line of them. Times are in seconds."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    name: str
    opened_at: float
    """Seconds since the epoch."""
    talk: float
    drift: float
    words_per_minute: float | None
    verdict: TakeVerdict
    interrupted: bool


class Trend(BaseModel):
    """What became of a figure over the takes."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    course: Course
    per_take: float
    """The median change from one take to the next."""


def trend(values: Sequence[float]) -> Trend:
    """Which way values go: the median of the slopes between any two (Theil and Sen), which one
    odd take does not turn around."""
    if len(values) < FEWEST:
        return Trend(course="too few takes", per_take=0.0)
    pairs = combinations(enumerate(values), 2)
    slope = median((late - early) / (n - m) for (m, early), (n, late) in pairs)
    if abs(slope) < max(STEADY, STEADY_SHARE * median(map(abs, values))):
        return Trend(course="steady", per_take=slope)
    return Trend(course="rising" if slope > 0 else "falling", per_take=slope)
