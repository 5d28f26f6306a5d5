"""Whether slides fit a terminal: by how many rows each is too long, and from which step on.

What is text is drawn as the stage draws it, in the place that the stage gives it. Live panes make
do with what there is, so they count with the fewest rows they can work in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

from rich.console import Console, RenderableType

from presenter.draw import page
from presenter.draw.canvas import Canvas
from presenter.draw.diagram.arrange import arrange
from slides.blocks.block import Block, Columns, Rows
from slides.blocks.figures import Diagram, Image
from slides.blocks.live import Quiz
from slides.deck import Slide
from slides.steps import Shown, shown, step_count

Size = tuple[int, int]
"""Columns and rows of a terminal."""
SIZES: tuple[Size, ...] = ((80, 24), (100, 30), (120, 40))
"""The terminals that a talk meets: the smallest, a projector's, and a laptop's."""
SIDES, FULL_SIDES, ABOVE, FOOTER = 6, 2, 1, 1
"""Columns beside a slide, and rows above and below it."""
WIDEST = 132
"""Columns of a slide; its prose is narrower."""
GAP, BESIDE = 1, 2
"""Rows between blocks of a slide with panes, columns between its columns."""
LEAST = 10
"""Rows that a pane with a model in it works in."""
IMAGE = 6
"""Rows in which a picture can be made out."""
QUIZ_FRAME = 3
"""Rows of a quiz beyond its question and options: its frame, and how many have answered."""


@dataclass(frozen=True)
class TooLong:
    """A slide that is longer than a terminal."""

    size: Size
    rows: int
    """How many rows there are too few."""
    step: int
    """The first step at which it is too long."""


def too_long(slide: Slide, canvas: Canvas, size: Size) -> TooLong | None:
    """By how much a slide is too long for a terminal; None when it fits."""
    last = step_count(slide)
    if (rows := excess(slide, last, canvas, size)) <= 0:
        return None
    step = next(step for step in range(last + 1) if excess(slide, step, canvas, size) > 0)
    return TooLong(size, rows, step)


def excess(slide: Slide, step: int, canvas: Canvas, size: Size) -> int:
    """Rows that a slide at a step has beyond those of the terminal; not above 0 when it fits."""
    columns, rows = size
    full = slide.layout == "full"
    place = rows - FOOTER - (0 if full else ABOVE)
    width = columns - (FULL_SIDES if full else SIDES)
    blocks = shown(slide, step)
    if not all(page.is_text(block) for block in slide.content):
        return _live_rows(slide, blocks, canvas, width, place) - place
    drawn = page.page(slide, blocks, canvas)
    widest = width if full else WIDEST
    if (height := _rows(drawn, min(width, widest), place)) <= place:
        return height - place
    return _rows(drawn, min(width - 1, widest), place) - place  # the scroll bar takes a column


def _live_rows(
    slide: Slide, blocks: Sequence[Shown], canvas: Canvas, width: int, place: int
) -> int:
    width = width if slide.layout == "full" else min(width, WIDEST)
    above = _rows(page.heading(slide, canvas), width, None) if slide.title else 0
    return above + _stack_rows(blocks, canvas, width)


def _stack_rows(blocks: Sequence[Shown], canvas: Canvas, width: int) -> int:
    """Rows that blocks below each other need at the least; nothing is left below the last."""
    return sum(_block_rows(on, canvas, width) + GAP for on in blocks) - GAP * bool(blocks)


def _block_rows(on: Shown, canvas: Canvas, width: int) -> int:
    block = on.block
    if page.is_text(block):
        return _rows(page.stack([on], canvas), width, None)
    if isinstance(block, Rows):
        return sum(_stack_rows(stack, canvas, width) for stack in on.parts)
    if isinstance(block, Columns):
        weights = block.weights or (1,) * len(on.parts)
        room = width - BESIDE * (len(on.parts) - 1)
        shares = [max(1, room * weight // sum(weights)) for weight in weights]
        return max(_stack_rows(s, canvas, w) for s, w in zip(on.parts, shares, strict=True))
    return least_rows(block, width)


def least_rows(block: Block, width: int) -> int:
    """The fewest rows in which a live block shows what matters."""
    match block:
        case Quiz(quiz=str()):
            return QUIZ_FRAME + 3
        case Quiz(quiz=question) if not isinstance(question, str):
            asked = -(-len(question.ask) // max(8, width - 4))
            return QUIZ_FRAME + asked + len(question.choices)
        case Diagram():
            return arrange(block, max(1, width), 3).height + bool(block.diagram)
        case Image():
            return min(block.height or IMAGE, IMAGE) + bool(block.caption)
        case _:
            return LEAST


def _rows(drawn: RenderableType, width: int, place: int | None) -> int:
    console = Console(file=StringIO(), width=max(1, width), color_system="truecolor")
    options = console.options.update(width=max(1, width), height=place)
    return sum(segment.text.count("\n") for segment in console.render(drawn, options))
