"""Tables: rows written in the deck, or a CSV file beside it."""

import re
from collections.abc import Sequence

from rich.console import RenderableType
from rich.text import Text

from presenter.draw.canvas import Canvas, Drawn, padded, wrap
from presenter.draw.files import rows_of
from presenter.draw.grid import grid
from presenter.draw.inline import inline
from slides.blocks.text import Table, TableFile
from slides.steps import Shown

_NUMBER = re.compile(r"[-+−±~<>≤≥≈$€£]*\s*\d[\d,.  ]*\s*(?:%|[a-zA-Zµ°]{1,3})?")


def draw_table(on: Shown, canvas: Canvas) -> RenderableType:
    """The table as far as its rows are on, and its caption."""
    assert isinstance(on.block, Table)
    block = on.block
    by_row = block.reveal == "items" and not isinstance(block.table, TableFile)
    rows = rows_of(block.table.file, canvas) if isinstance(block.table, TableFile) else block.table
    cells = [[inline(cell.strip()) for cell in row] for row in rows]
    aligns = block.align or _numbers_right(rows)
    visible = on.stage if by_row else len(cells)

    def lines(width: int) -> list[Text]:
        drawn = grid(cells[0], cells[1:], aligns, width, visible, not canvas.tight)
        if block.caption:
            whole = grid(cells[0], cells[1:], aligns, width, len(cells), not canvas.tight)
            drawn += [Text("")] * (len(whole) - len(drawn))
            drawn += [] if canvas.tight else [Text("")]
            drawn += caption(block.caption, width, canvas)
        return drawn

    return Drawn(lines)


def caption(said: str, width: int, canvas: Canvas) -> list[Text]:
    """The line under a figure."""
    align = "center" if canvas.centred else "left"
    return [padded(line, width, align) for line in wrap(inline(said, "slide.caption"), width)]


def _numbers_right(rows: Sequence[Sequence[str]]) -> list[str]:
    """How columns are aligned when the deck does not say: those of numbers to the right."""
    columns = range(max(map(len, rows)))
    return ["right" if _is_numeric(rows[1:], n) else "left" for n in columns]


def _is_numeric(rows: Sequence[Sequence[str]], column: int) -> bool:
    cells = [row[column].strip("* ") for row in rows if column < len(row)]
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(_NUMBER.fullmatch(cell) for cell in filled)
