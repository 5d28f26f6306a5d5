"""A curve in Braille: two by four dots in every cell of the terminal."""

from collections.abc import Sequence
from itertools import pairwise
from math import log10

BLANK = 0x2800
DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
"""Bits of a cell's dots: by column, then from the top."""
FLOOR = 1e-4
"""Smaller values are drawn as this one: the scale is logarithmic."""


def braille_curve(values: Sequence[float], width: int, height: int) -> list[str]:
    """`height` rows of `width` cells, higher values higher, on a logarithmic scale.

    More values than columns of dots are averaged; fewer leave the right side empty only when
    `values` is short of one a column. Empty rows for no values.
    """
    cells = [[BLANK] * width for _ in range(height)]
    heights = _heights(values, 2 * width, 4 * height)
    previous = heights[0] if heights else 0
    for x, y in enumerate(heights):
        low, high = sorted((previous, y))
        for dot in range(low, high + 1):
            row, within = divmod(4 * height - 1 - dot, 4)
            cells[row][x // 2] |= DOTS[x % 2][within]
        previous = y
    return ["".join(map(chr, row)) for row in cells]


def _heights(values: Sequence[float], columns: int, rows: int) -> list[int]:
    """The dot, from the bottom, of each column."""
    if not values or columns < 1 or rows < 1:
        return []
    logs = [log10(max(FLOOR, value)) for value in _averaged(values, columns)]
    low, high = min(logs), max(logs)
    scale = (rows - 1) / (high - low) if high > low else 0
    return [round((value - low) * scale) for value in logs]


def _averaged(values: Sequence[float], columns: int) -> list[float]:
    if len(values) <= columns:
        return list(values)
    edges = [round(i * len(values) / columns) for i in range(columns + 1)]
    return [sum(values[a:b]) / (b - a) for a, b in pairwise(edges)]
