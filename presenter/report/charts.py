"""Charts of takes as inline SVG. Colours come from the page's style, so that dark mode is one."""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil

from presenter.report.dossier import Dossier
from presenter.report.svg import WIDTH, clipped, line, rect, svg, text
from presenter.report.words import shown
from slides.durations import signed_clock
from slides.trend import TrendPoint

_LABEL, _RIGHT, _ROW = 260, 110, 26
_TOP, _BOTTOM, _HEIGHT = 16, 30, 220
_STEPS = (5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200)
"""Seconds between two lines of a scale."""


def slide_bars(told: Dossier) -> str:
    """A bar a slide: this take, with its budget as a line and the spread of the takes below it."""
    rows = [row for row in told.take.slides if row.over is not None]
    ends = [told.slides[row.slide].spread[1] for row in rows if row.slide in told.slides]
    longest = max([1.0, *(max(row.taken, row.budget) for row in rows), *ends])
    reach = WIDTH - _LABEL - _RIGHT
    parts = []
    for place, row in enumerate(rows):
        top = place * _ROW

        def at(seconds: float) -> float:
            return _LABEL + seconds / longest * reach

        kind = row.verdict.replace(" ", "-")
        title = text(clipped(row.title or row.slide))
        parts.append(f'<text class="name" x="{_LABEL - 10}" y="{top + 16}">{title}</text>')
        parts.append(rect(f"bar {kind}", _LABEL, top + 4, at(row.taken) - _LABEL, 11))
        if (among := told.slides.get(row.slide)) and among.takes > 1:
            low, high = map(at, among.spread)
            parts.append(line("spread", low, top + 19, high, top + 19))
            parts.append(
                f'<circle class="median" cx="{at(among.median):.1f}" cy="{top + 19}" r="3"/>'
            )
        parts.append(line("budget", at(row.budget), top + 1, at(row.budget), top + 18))
        times = f"{shown(row.taken)} of {shown(row.budget)}"
        parts.append(f'<text class="name" x="{WIDTH}" y="{top + 14}">{times}</text>')
    said = "Time taken on each slide against its budget"
    return svg(said, len(rows) * _ROW + 4, parts)


def drift_line(told: Dossier) -> str:
    """How late the talk was when each slide was left, slide by slide."""
    drifts = [row.drift for row in told.take.slides if row.drift is not None]
    numbers = [n for n, row in enumerate(told.take.slides, 1) if row.drift is not None]
    return _curve("Drift at the end of each slide", drifts, list(map(str, numbers)), zero=True)


def length_line(points: Sequence[TrendPoint], declared: tuple[float, float] | None) -> str:
    """How long the talk took in each take, from beginning to end, with what is declared."""
    whole = [point for point in points if point.verdict != "part of the talk"]
    names = [str(number) for number in range(1, len(whole) + 1)]
    return _curve("Length of the talk, take by take", [p.talk for p in whole], names, band=declared)


def _curve(
    said: str,
    values: Sequence[float],
    names: Sequence[str],
    *,
    band: tuple[float, float] | None = None,
    zero: bool = False,
) -> str:
    """Values in seconds as a line of dots, one for each name."""
    if not values:
        return ""
    low = min([*values, *(band or ()), *([-20.0] if zero else [])])
    high = max([*values, *(band or ()), *([20.0] if zero else [])])
    step = next((step for step in _STEPS if (high - low) / step <= 6), _STEPS[-1])
    low = float(low // step * step)
    high = float(max(ceil(high / step) * step, low + step))
    left, right = 70, WIDTH - 20

    def y(value: float) -> float:
        return _TOP + (high - value) / (high - low) * (_HEIGHT - _TOP - _BOTTOM)

    def x(place: int) -> float:
        return left + (right - left) * (place + 0.5) / len(values)

    parts = []
    if band:
        parts.append(
            rect("band", left, y(band[1]), right - left, max(1.0, y(band[0]) - y(band[1])))
        )
    for rung in range(round((high - low) / step) + 1):
        value = low + rung * step
        parts.append(
            line("zero" if zero and value == 0 else "grid", left, y(value), right, y(value))
        )
        label = signed_clock(value) if zero else shown(value)
        parts.append(f'<text class="name" x="{left - 8}" y="{y(value) + 4:.1f}">{label}</text>')
    spots = [(x(place), y(value)) for place, value in enumerate(values)]
    parts += [line("curve", *start, *end) for start, end in pairwise(spots)]
    every = ceil(len(values) / 30)
    for place, (spot, value) in enumerate(zip(spots, values, strict=True)):
        label = signed_clock(value) if zero else shown(value)
        parts.append(
            f'<circle class="dot" cx="{spot[0]:.1f}" cy="{spot[1]:.1f}" r="4">'
            f"<title>{names[place]}: {label}</title></circle>"
        )
        if place % every == 0:
            under = f'x="{spot[0]:.1f}" y="{_HEIGHT - 8}"'
            parts.append(f'<text class="under" {under}>{names[place]}</text>')
    return svg(said, _HEIGHT, parts)
