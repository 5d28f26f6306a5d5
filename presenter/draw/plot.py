"""Lines and points on two axes: Braille dots for lines, a sign for every point that has room."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rich.text import Text

from presenter.draw.canvas import Canvas, shortened
from presenter.draw.figures import Figures, colour, sign
from presenter.draw.scale import Scale, scale_of

DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
"""Bits of a Braille cell's dots: by column, then from the top."""
BLANK = 0x2800
ENOUGH = 0.85
"""Share of the finest scale that an axis with more marks must have."""
MOST_POINTS = 400
"""Of a line; of more only the highest and lowest of every stretch are drawn."""


@dataclass
class _Board:
    """The cells between the axes: what is written in each, and of which series."""

    width: int
    height: int
    dots: dict[tuple[int, int], int] = field(default_factory=dict)
    owners: dict[tuple[int, int], int] = field(default_factory=dict)
    signs: dict[tuple[int, int], str] = field(default_factory=dict)

    def dot(self, across: int, up: int, series: int) -> None:
        """A Braille dot, counted from the lower left."""
        down = 4 * self.height - 1 - up
        cell = down >> 2, across >> 1
        self.dots[cell] = self.dots.get(cell, 0) | DOTS[across & 1][down & 3]
        self.owners[cell] = series

    def cell(self, row: int, column: int, blank: str) -> tuple[str, str]:
        """What stands in a cell, and its style."""
        at = row, column
        if at not in self.owners:
            return blank, "chart.axis"
        return self.signs.get(at) or chr(BLANK + self.dots[at]), colour(self.owners[at])


def plot(figures: Figures, canvas: Canvas, width: int, height: int, joined: bool) -> list[Text]:
    """A plot with its axes, so many cells wide and rows high; `joined` draws lines."""
    values = [value for _, series in figures.series for value in series]
    upright, rows = _upright(min(values), max(values), max(2, height - 2))
    marks = {rows - 1 - upright.place(t, rows): upright.label(t) for t in upright.ticks}
    margin = min(max(map(len, marks.values())), width // 3)
    board = _Board(width - margin - 1, rows)
    along = _along(figures, board.width)
    for place, (_, series) in enumerate(figures.series):
        points = list(zip(figures.x, series, strict=True))
        if joined:
            points.sort(key=lambda point: point[0])
            _line(board, points, along, upright, place, canvas)
        _signs(board, points, along, upright, place, canvas, sparse=joined)
    zero = rows - 1 - upright.place(0, rows) if upright.low < 0 < upright.high else -1
    drawn = [_row(board, row, marks.get(row), margin, row == zero) for row in range(rows)]
    return drawn + _foot(figures, along, board.width, margin)


def _upright(low: float, high: float, most: int) -> tuple[Scale, int]:
    """The vertical axis and its rows: marks an even number of rows apart, nearly as many rows in
    use by values as can be, and among such axes the one with the most marks."""

    def rows_of(scale: Scale) -> int:
        spaces = len(scale.ticks) - 1
        return max(2, (most - 1) // spaces * spaces + 1)

    scales = [scale_of(low, high, marks) for marks in range(2, max(2, min(7, most // 2)) + 1)]
    fine = [rows_of(scale) / (scale.high - scale.low) for scale in scales]
    fit = [s for s, rows in zip(scales, fine, strict=True) if rows >= ENOUGH * max(fine)]
    best = max(fit, key=lambda s: (len(s.ticks), rows_of(s) / (s.high - s.low)))
    return best, rows_of(best)


def _along(figures: Figures, width: int) -> Scale:
    """The horizontal axis; names stand at even distances, a little off its ends."""
    if figures.labels:
        low, high = figures.x[0], figures.x[-1]
        return Scale(low - 0.5, high + 0.5, 1.0)
    return scale_of(min(figures.x), max(figures.x), max(2, min(9, width // 10)))


Point = tuple[float, float]


def _line(
    board: _Board,
    points: Sequence[Point],
    along: Scale,
    upright: Scale,
    series: int,
    canvas: Canvas,
) -> None:
    """Joins the points; without Unicode a dot a column."""
    fine = canvas.unicode
    across, up = (2, 4) if fine else (1, 1)
    dots = [
        (along.place(x, board.width, across), upright.place(y, board.height, up)) for x, y in points
    ]
    for (x1, y1), (x2, y2) in pairwise(_thinned(dots)):
        for x, y in _steps(x1, y1, x2, y2):
            if fine:
                board.dot(x, y, series)
            else:
                at = board.height - 1 - y, x
                board.owners[at], board.signs[at] = series, "."


def _thinned(dots: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Many points: of those in one column the first, the lowest, the highest and the last."""
    if len(dots) <= MOST_POINTS:
        return dots
    columns: dict[int, list[int]] = {}
    for x, y in dots:
        columns.setdefault(x, []).append(y)
    return [
        (x, y)
        for x, ys in columns.items()
        for y in dict.fromkeys((ys[0], min(ys), max(ys), ys[-1]))
    ]


def _steps(x1: int, y1: int, x2: int, y2: int) -> Iterator[tuple[int, int]]:
    """The dots of a straight line."""
    count = max(abs(x2 - x1), abs(y2 - y1), 1)
    for n in range(count + 1):
        yield x1 + round((x2 - x1) * n / count), y1 + round((y2 - y1) * n / count)


def _signs(
    board: _Board,
    points: Sequence[Point],
    along: Scale,
    upright: Scale,
    series: int,
    canvas: Canvas,
    sparse: bool,
) -> None:
    """The series' sign on its points; on a line with many only on some, a few cells apart."""
    mark, last = sign(series, canvas), -board.width
    apart = 1 if len(points) * 3 <= board.width else 8
    for x, y in points:
        column = along.place(x, board.width)
        if sparse and column - last < apart:
            continue
        last = column
        at = board.height - 1 - upright.place(y, board.height), column
        board.owners[at], board.signs[at] = series, mark


def _row(board: _Board, row: int, mark: str | None, margin: int, zero: bool) -> Text:
    line = Text(style="chart.axis")
    label = shortened(mark or "", margin)
    line.append(label.rjust(margin) + ("┤" if mark else "│"))
    run, style = "", "chart.axis"
    for column in range(board.width):
        character, its = board.cell(row, column, "┈" if zero else " ")
        if its != style:
            line.append(run, style)
            run, style = "", its
        run += character
    line.append(run, style)
    return line


def _foot(figures: Figures, along: Scale, width: int, margin: int) -> list[Text]:
    """The horizontal axis with its marks, and their names below as far as they have room."""
    named = (
        list(zip(figures.x, figures.labels, strict=True))
        if figures.labels
        else [(tick, along.label(tick)) for tick in along.ticks]
    )
    axis, names = ["─"] * width, ""
    most = max(3, width // len(named) - 1) if figures.labels else width
    for at, name in named:
        column = along.place(at, width)
        axis[column] = "┬"
        label = shortened(name, max(most, 3))
        start = max(0, min(column - Text(label).cell_len // 2, width - Text(label).cell_len))
        used = Text(names).cell_len
        if start >= used + (1 if names else 0):
            names += " " * (start - used) + label
    before = " " * margin
    return [
        Text(f"{before}└{''.join(axis)}", "chart.axis"),
        Text(f"{before} {names}", "chart.label"),
    ]
