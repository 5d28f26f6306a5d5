"""Cells in columns: what Markdown's tables and the table block are drawn with."""

from collections.abc import Sequence

from rich.text import Text

from presenter.draw.canvas import padded, wrap

GAP = 3
"""Cells between columns."""
NARROWEST = 4
"""Cells below which a column cannot be read; the table is written row by row instead."""
Row = Sequence[Text]


def grid(
    header: Row, rows: Sequence[Row], aligns: Sequence[str], width: int, visible: int, airy: bool
) -> list[Text]:
    """A table of at most so many cells; `visible` rows are drawn, and all of them measured,
    so that columns stay where they are while rows come on. If `airy`, rows stand apart where
    some take more than a line."""
    count = max(len(row) for row in (header, *rows))
    head, *body = (_filled(row, count) for row in (header, *rows))
    aligns = [aligns[n] if n < len(aligns) else "left" for n in range(count)]
    natural = [max(_widest(row[n]) for row in (head, *body)) for n in range(count)]
    gap = GAP if sum(natural) + GAP * (count - 1) <= width else 2
    widths = shares(natural, width - gap * (count - 1))
    if count > 1 and any(w < min(n, NARROWEST) for w, n in zip(widths, natural, strict=True)):
        return _row_by_row(head, body[:visible], width)
    for cell in head:
        cell.stylize("markdown.table.header")
    drawn = _lines(head, widths, aligns, gap)
    rule = "─" * min(width, sum(widths) + gap * (count - 1))
    drawn.append(Text(rule, "markdown.table.border"))
    wraps = any(_widest(row[n]) > widths[n] for row in body for n in range(count))
    for place, row in enumerate(body[:visible]):
        drawn += [Text("")] if place and airy and wraps else []
        drawn += _lines(row, widths, aligns, gap)
    return drawn


def shares(natural: Sequence[int], room: int) -> list[int]:
    """Widths of columns that want so much each and have `room` together: what is narrow gets
    what it wants, and the wide ones share the rest evenly."""
    widths = [0] * len(natural)
    left = room
    for done, place in enumerate(sorted(range(len(natural)), key=lambda n: natural[n])):
        widths[place] = max(0, min(natural[place], left // (len(natural) - done)))
        left -= widths[place]
    return widths


def _filled(row: Row, count: int) -> list[Text]:
    return [cell.copy() for cell in row] + [Text("") for _ in range(count - len(row))]


def _widest(cell: Text) -> int:
    return max(1, *(line.cell_len for line in cell.split(allow_blank=True)))


def _lines(cells: Row, widths: Sequence[int], aligns: Sequence[str], gap: int) -> list[Text]:
    """One row of the table, as high as its highest cell."""
    wrapped = [wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    drawn = []
    for n in range(max(map(len, wrapped))):
        pieces = [
            padded(lines[n] if n < len(lines) else Text(""), width, align)
            for lines, width, align in zip(wrapped, widths, aligns, strict=True)
        ]
        line = Text(" " * gap, "markdown.text").join(pieces)
        line.style = "markdown.text"
        line.rstrip()
        drawn.append(line)
    return drawn


def _row_by_row(head: Row, body: Sequence[Row], width: int) -> list[Text]:
    """Too many columns for the width: each row as `name: value`, one below the other."""
    drawn: list[Text] = []
    for row in body:
        drawn += [Text("")] if drawn else []
        for name, value in zip(head, row, strict=True):
            label = Text.assemble((name.plain, "markdown.table.header"), ": ")
            drawn += wrap(Text.assemble(label, value, style="markdown.text"), width)
    return drawn
