"""Axes of charts: round steps, where values lie on them, and how numbers are written."""

from dataclasses import dataclass
from math import ceil, floor, isfinite, log10

from presenter.draw.canvas import Undrawable

STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Scale:
    """An axis from `low` to `high` with a mark at every `step`."""

    low: float
    high: float
    step: float

    @property
    def ticks(self) -> list[float]:
        """The places of the marks, from low to high."""
        return [
            self.low + n * self.step for n in range(round((self.high - self.low) / self.step) + 1)
        ]

    def place(self, value: float, size: int, dots: int = 1) -> int:
        """Where a value lies on an axis of so many cells, from 0, or of so many dots in each cell.
        A cell is measured from its middle: the dot of a value is in the cell of its mark."""
        share = (value - self.low) / (self.high - self.low)
        at = floor(dots * share * (size - 1) + dots / 2)
        return min(dots * size - 1, max(0, at))

    def label(self, value: float) -> str:
        """How a mark of this axis is written."""
        if abs(value) < self.step / 1000:
            value = 0.0
        exponent = floor(log10(self.step) + 1e-9)
        decimals = max(0, -exponent)
        if round(self.step, decimals) != self.step and decimals < 6:
            decimals += 1
        if decimals > 4 or max(abs(self.low), abs(self.high)) >= 1e7:
            return f"{value:.4g}"
        return f"{value:,.{decimals}f}"


def scale_of(low: float, high: float, marks: int) -> Scale:
    """A scale with about so many marks from at or below `low` to at or above `high`.

    Raises Undrawable for values too far apart to be told from each other.
    """
    if not isfinite(high - low) or max(abs(low), abs(high)) > 1e300:
        raise Undrawable("its numbers are too far apart for one axis")
    if high - low <= max(abs(low), abs(high)) * 1e-9 or high - low < 1e-290:
        room = abs(low) / 10 or 1.0
        if room < 1e-290:
            low, high, room = 0.0, 0.0, 1.0
        low, high = low - room * (low != 0), high + room
    rough = (high - low) / max(1, marks - 1)
    power = 10.0 ** floor(log10(rough))
    step = next(step * power for step in STEPS if step * power >= rough * 0.999)
    return Scale(floor(low / step + 1e-9) * step, ceil(high / step - 1e-9) * step, step)


def number(value: float) -> str:
    """A value as it is written beside a bar: four digits that matter at most, as a rule."""
    if value == 0:
        return "0"
    if abs(value) >= 1e7 or abs(value) < 1e-4:
        return f"{value:.3g}"
    if value == round(value):
        return f"{value:,.0f}"
    return f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.1f}"
