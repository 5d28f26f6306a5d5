"""How reports come onto a terminal, a pipe or a file: tables, plain words, and no control codes."""

import sys
from collections.abc import Sequence
from textwrap import fill
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

GAP = "  "
NARROWEST = 8
"""Cells that a column keeps, however narrow the terminal."""


def console(stream: TextIO | None = None) -> Console:
    """A console on stdout. What its encoding lacks is shown as `?` instead of failing."""
    stream = sys.stdout if stream is None else stream
    if reconfigure := getattr(stream, "reconfigure", None):
        reconfigure(errors="replace")
    return Console(file=stream, highlight=False, markup=False, emoji=False)


def grid(headings: Sequence[str], rows: Sequence[Sequence[str | Text]], width: int) -> Text:
    """A table as text, cut to fit `width` cells.

    Each heading begins with `<` or `>`, as its column is aligned. The first column with `<` gives
    way when the table is too wide.
    """
    cells = [tuple(map(_text, row)) for row in rows]
    widths = [
        max([cell_len(heading) - 1, *(row[place].cell_len for row in cells)])
        for place, heading in enumerate(headings)
    ]
    elastic = next(place for place, heading in enumerate(headings) if heading.startswith("<"))
    rest = sum(widths) - widths[elastic] + len(GAP) * (len(widths) - 1)
    widths[elastic] = min(widths[elastic], max(NARROWEST, width - rest))
    sides = [heading[0] for heading in headings]
    head = _line([Text(heading[1:], style="bold") for heading in headings], widths, sides)
    rule = Text("─" * (sum(widths) + len(GAP) * (len(widths) - 1)), style="dim")
    return Text("\n").join([head, rule, *(_line(row, widths, sides) for row in cells)])


def _text(cell: str | Text) -> Text:
    return cell.copy() if isinstance(cell, Text) else Text(cell)


def _line(cells: Sequence[Text], widths: Sequence[int], sides: Sequence[str]) -> Text:
    for cell, width, side in zip(cells, widths, sides, strict=True):
        cell.truncate(width, overflow="ellipsis")
        pad = cell.pad_left if side == ">" else cell.pad_right
        pad(width - cell.cell_len)
    line = Text(GAP).join(cells)
    line.rstrip()
    return line


def say(out: Console, text: str, indent: str = "") -> None:
    """A sentence, wrapped to the console's width without trailing blanks."""
    out.print(Text(fill(text, max(20, out.width), initial_indent=indent, subsequent_indent=indent)))
