"""The numbers of a chart, wherever they come from."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from presenter.draw.canvas import Canvas, Undrawable
from presenter.draw.files import rows_of
from slides.blocks.figures import Chart, ChartFile

UNICODE_SIGNS = "●▲■◆○△"
PLAIN_SIGNS = "*ox+#@"
UNICODE_FILLS = "█▓▒░▚◆"
PLAIN_FILLS = "#=+-:."


@dataclass(frozen=True)
class Figures:
    """Series of values over the same places."""

    labels: tuple[str, ...]
    """Names of the places; empty when `x` has their numbers."""
    x: tuple[float, ...]
    series: tuple[tuple[str, tuple[float, ...]], ...]
    """Each with its name."""


def figures_of(block: Chart, canvas: Canvas) -> Figures:
    """The numbers of a chart. Raises Undrawable for a file that has others or none."""
    if block.data:
        return _from_file(block.data, canvas, named=block.chart == "bar")
    series = tuple(block.series.items())
    count = len(series[0][1])
    if not count:
        raise Undrawable("its series have no numbers")
    places = tuple(map(float, range(1, count + 1)))
    return Figures(block.labels, places if block.labels else block.x or places, series)


def fill(place: int, canvas: Canvas) -> str:
    """What the bars of one series are made of."""
    fills = UNICODE_FILLS if canvas.unicode else PLAIN_FILLS
    return fills[place % len(fills)]


def sign(place: int, canvas: Canvas) -> str:
    """The sign that tells one series from the others."""
    signs = UNICODE_SIGNS if canvas.unicode else PLAIN_SIGNS
    return signs[place % len(signs)]


def colour(place: int) -> str:
    """The style of one series."""
    return f"chart.{place % 6 + 1}"


def _from_file(data: ChartFile, canvas: Canvas, named: bool) -> Figures:
    header, *rows = rows_of(data.file, canvas)
    names = [name.strip() for name in header]
    for wanted in (data.x, *data.y):
        if wanted not in names:
            raise Undrawable(f"{data.file} has no column {wanted!r}; it has {', '.join(names)}")
    if not rows:
        raise Undrawable(f"{data.file} has no rows below its header")
    along = [_cell(row, names.index(data.x)) for row in rows]
    series = tuple((name, _numbers(data.file, rows, names, name)) for name in data.y)
    numeric = not named and all(_is_number(cell) for cell in along)
    if numeric:
        return Figures((), tuple(map(float, along)), series)
    return Figures(tuple(along), tuple(map(float, range(1, len(rows) + 1))), series)


def _numbers(
    file: str, rows: Sequence[Sequence[str]], names: Sequence[str], name: str
) -> tuple[float, ...]:
    found = []
    for place, row in enumerate(rows, start=2):
        cell = _cell(row, names.index(name))
        if not _is_number(cell):
            raise Undrawable(f"{file}, row {place}, column {name}: {cell!r} is no number")
        found.append(float(cell))
    return tuple(found)


def _cell(row: Sequence[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def _is_number(cell: str) -> bool:
    try:
        return isfinite(float(cell))
    except ValueError:
        return False
