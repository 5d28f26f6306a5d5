"""A slide as a still picture, with live blocks named instead of run."""

from collections.abc import Sequence
from dataclasses import replace
from math import inf

from rich.console import Console
from rich.segment import Segment

from presenter.draw import page
from presenter.draw.canvas import Canvas, Themed
from slides.blocks.block import parts
from slides.blocks.live import Quiz
from slides.blocks.text import Markdown
from slides.deck import Slide
from slides.steps import Shown, shown


def still(slide: Slide, canvas: Canvas, step: float = inf) -> Themed:
    """The slide at a step, for any width; the whole of it unless one is given."""
    return page.page(slide, stilled(shown(slide, step)), canvas)


def stilled(blocks: Sequence[Shown]) -> tuple[Shown, ...]:
    """Blocks of which every live one only says what it is."""
    return tuple(map(_named, blocks))


def miniature(
    slide: Slide, canvas: Canvas, size: tuple[int, int], console: Console
) -> list[list[Segment]]:
    """The top of a slide that is drawn on so few columns and rows, each line filled up."""
    columns, rows = size
    options = console.options.update(width=columns, height=None, highlight=False)
    lines = console.render_lines(still(slide, replace(canvas, tight=True)), options, pad=True)
    blank = [Segment(" " * columns)]
    return (lines + [blank] * rows)[:rows]


def _named(on: Shown) -> Shown:
    if parts(on.block):
        return replace(on, parts=tuple(tuple(map(_named, stack)) for stack in on.parts))
    if page.is_drawn(on.block):
        return on
    block = on.block
    kind = "quiz" if isinstance(block, Quiz) else getattr(block, "pane", type(block).__name__)
    return Shown(Markdown(markdown=f"*▣ {kind}*"), 0)
