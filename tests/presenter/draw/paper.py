"""Blocks and slides drawn to lines of text, as a terminal would show them."""

from io import StringIO
from math import inf
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter
from rich.cells import cell_len
from rich.console import Console

from presenter.draw import page
from presenter.draw.canvas import Canvas
from slides.blocks.block import Block
from slides.deck import Slide
from slides.steps import Shown, shown

BLOCK: TypeAdapter[Block] = TypeAdapter(Block)
HERE = Path(__file__).parent
ERROR = "cannot be shown"


def console(width: int, colour: bool = False) -> Console:
    """A console that keeps what is printed."""
    system: Literal["truecolor"] | None = "truecolor" if colour else None
    return Console(width=width, file=StringIO(), force_terminal=colour, color_system=system)


def block(**keys: object) -> Block:
    """A block from its keys, as in a deck."""
    return BLOCK.validate_python(keys)


def drawn(
    what: Block,
    width: int = 60,
    stage: int | None = None,
    canvas: Canvas | None = None,
    colour: bool = False,
) -> list[str]:
    """A block in lines, all of it on unless a stage is given; blanks at line ends are dropped."""
    on = shown(Slide(slide="s", blocks=(what,)), inf)[0]
    if stage is not None:
        on = Shown(what, stage, on.parts)
    paper = console(width, colour)
    paper.print(page.stack([on], canvas or Canvas(HERE)), end="", crop=False, soft_wrap=False)
    return [line.rstrip() for line in _lines(paper)]


def drawn_slide(
    slide: Slide, width: int = 74, rows: int | None = 22, step: float = inf, unicode: bool = True
) -> list[str]:
    """A whole slide in lines, for a place of so many rows; blanks at line ends are dropped."""
    paper = console(width)
    options = paper.options.update(width=width, height=rows)
    canvas = Canvas(HERE, unicode=unicode)
    themed = page.page(slide, shown(slide, step), canvas)
    text = "".join(segment.text for segment in paper.render(themed, options))
    return [line.rstrip() for line in text.splitlines()]


def widest(lines: list[str]) -> int:
    """Cells of the longest line."""
    return max(map(cell_len, lines), default=0)


def _lines(paper: Console) -> list[str]:
    assert isinstance(paper.file, StringIO)
    return paper.file.getvalue().splitlines()
