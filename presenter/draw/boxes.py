"""Renderables around renderables: hanging signs, and blocks below and beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol, runtime_checkable

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.text import Text

from presenter.draw.canvas import segments

Line = list[Segment]
LEAST = 8
"""Cells below which nothing is indented any more."""


def lines_of(
    inner: RenderableType, width: int, console: Console, options: ConsoleOptions
) -> list[Line]:
    """A renderable in lines of at most so many cells."""
    fitted = options.update(width=max(1, width)).reset_height()
    return console.render_lines(inner, fitted, pad=False)


def cells(line: Line) -> int:
    """How wide a line is."""
    return Segment.get_line_length(line)


@dataclass(frozen=True)
class Hanging:
    """A sign before the first line of something, another before the rest: items, quotes."""

    inner: RenderableType
    first: Text
    rest: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = options.max_width - self.first.cell_len
        if width < LEAST:
            yield self.inner
            return
        for place, line in enumerate(lines_of(self.inner, width, console, options)):
            yield from segments(self.rest if place else self.first, console)
            yield from line
            yield Segment.line()


@dataclass(frozen=True)
class Centred:
    """Something as wide as it turns out, in the middle of the width it has."""

    inner: RenderableType
    most: int = 1_000
    """Cells it may take."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = options.max_width
        lines = lines_of(self.inner, min(width, self.most), console, options)
        before = (width - max(map(_inked, lines), default=0)) // 2
        for line in lines:
            yield Segment(" " * before)
            yield from line
            yield Segment.line()


def _inked(line: Line) -> int:
    """How wide a line is without the blanks at its end, unless they are coloured."""
    trailing = 0
    for segment in reversed(line):
        if segment.style and segment.style.bgcolor:
            break
        blank = len(segment.text) - len(segment.text.rstrip(" "))
        trailing += blank
        if blank < len(segment.text):
            break
    return cells(line) - trailing


@dataclass(frozen=True)
class Below:
    """Renderables below each other, with so many empty rows after each but the last."""

    inner: Sequence[RenderableType]
    gaps: Sequence[int]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for place, one in enumerate(self.inner):
            yield one
            if place < len(self.inner) - 1:
                yield from [Segment.line()] * self.gaps[place]


@runtime_checkable
class Stretches(Protocol):
    """A renderable that may be drawn higher, to be as high as what stands beside it."""

    def stretched(self, rows: int) -> RenderableType:
        """The same, so many rows high if it can be."""


@dataclass(frozen=True)
class Beside:
    """Renderables side by side, as wide as their weights say; frames among them equally high."""

    inner: Sequence[RenderableType]
    weights: Sequence[int]
    gap: int = 4

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        room = options.max_width - self.gap * (len(self.inner) - 1)
        widths = portions(room, self.weights)
        parts = [
            lines_of(one, width, console, options)
            for one, width in zip(self.inner, widths, strict=True)
        ]
        high = max(map(len, parts))
        for place, (one, width) in enumerate(zip(self.inner, widths, strict=True)):
            if parts[place] and len(parts[place]) < high and isinstance(one, Stretches):
                parts[place] = lines_of(one.stretched(high), width, console, options)
        for row in range(high):
            for place, (lines, width) in enumerate(zip(parts, widths, strict=True)):
                if place:
                    yield Segment(" " * self.gap)
                line = lines[row] if row < len(lines) else []
                yield from Segment.adjust_line_length(line, width)
            yield Segment.line()


def portions(whole: int, weights: Sequence[int]) -> list[int]:
    """A whole shared out by weights, without a remainder."""
    edges = [round(whole * sum(weights[:n]) / sum(weights)) for n in range(len(weights) + 1)]
    return [max(1, after - before) for before, after in pairwise(edges)]
