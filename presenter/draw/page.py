"""A whole slide, and the choice of who draws which block."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from rich.console import Group, RenderableType
from rich.text import Text

from presenter.draw.big import draw_big
from presenter.draw.boxes import Beside, Centred
from presenter.draw.callout import draw_callout
from presenter.draw.canvas import Canvas, Guarded, Themed
from presenter.draw.chart import draw_chart
from presenter.draw.code import draw_code
from presenter.draw.layouts import FRAMED, Page, Shelf, Stack, title_of
from presenter.draw.markdown import draw_markdown
from presenter.draw.qr import draw_qr
from presenter.draw.quote import draw_quote
from presenter.draw.spacer import draw_spacer
from presenter.draw.table import draw_table
from presenter.draw.tree import draw_tree
from slides.blocks.block import Block, Columns, Rows, parts
from slides.blocks.figures import Chart, Diagram, Image, Qr, Tree
from slides.blocks.text import Big, Callout, Code, Markdown, Quote, Spacer, Table
from slides.deck import Slide
from slides.steps import Shown

Draw = Callable[[Shown, Canvas], RenderableType]


def draw_diagram(on: Shown, canvas: Canvas) -> RenderableType:
    """A diagram; what lays it out is imported when one is drawn."""
    from presenter.draw.diagram.drawer import draw_diagram as draw_it

    return draw_it(on, canvas)


def draw_image(on: Shown, canvas: Canvas) -> RenderableType:
    """An image; what reads it is imported when one is drawn."""
    from presenter.draw.image.drawer import draw_image as draw_it

    return draw_it(on, canvas)


DRAWERS: dict[type, Draw] = {
    Markdown: draw_markdown,
    Code: draw_code,
    Table: draw_table,
    Callout: draw_callout,
    Quote: draw_quote,
    Big: draw_big,
    Spacer: draw_spacer,
    Chart: draw_chart,
    Tree: draw_tree,
    Qr: draw_qr,
    Diagram: draw_diagram,
    Image: draw_image,
}
"""Who draws which kind of block. Kinds that are not here are widgets: see `panes.registry`."""
TOUCHED = (Diagram, Image)
"""Kinds drawn so in miniatures and on paper; on the stage, where they can be touched, widgets."""
WIDE = (Markdown, Quote, Big, Spacer, Chart, Qr)
"""Kinds that know themselves where the middle is."""


def page(slide: Slide, shown: Sequence[Shown], canvas: Canvas) -> Themed:
    """A whole slide of text: title, then the blocks that are on, as its layout sets them out.

    Drawn with `height` in its options it makes use of that height; see `layouts.Page`.
    """
    return Themed(Page(slide, shown, canvas, draw), canvas)


def heading(slide: Slide, canvas: Canvas) -> RenderableType:
    """The slide's title in its dress, and an empty row; nothing for a slide without a title."""
    if not slide.title:
        return Text("")
    air = [Text("")] if slide.layout in FRAMED else []
    return Themed(Group(title_of(slide, canvas), *air), canvas)


def stack(shown: Sequence[Shown], canvas: Canvas) -> RenderableType:
    """Text blocks below each other, a row apart."""
    return Themed(Stack(shown, canvas, draw), canvas)


def draw(on: Shown, canvas: Canvas) -> RenderableType:
    """One block. A block that cannot be drawn shows its error in its place."""

    def failed(error: Exception) -> Text:
        kind = type(on.block).__name__.lower()
        return Text(f"✗ This {kind} block cannot be shown: {error}", style="slide.error")

    try:
        return Guarded(_drawn(on, canvas), failed)
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not end the talk
        return failed(error)


def _drawn(on: Shown, canvas: Canvas) -> RenderableType:
    block = on.block
    if isinstance(block, Columns | Rows):
        inner = replace(canvas, centred=False)
        stacks = [Stack(part, inner, draw) for part in on.parts]
        weights = block.weights or (1,) * len(stacks)
        if isinstance(block, Columns):
            return Beside(stacks, weights)
        return Shelf(stacks, weights, inner)
    drawn = DRAWERS[type(block)](on, canvas)
    return drawn if isinstance(block, WIDE) or not canvas.centred else Centred(drawn)


def is_text(block: Block) -> bool:
    """Whether a block can be drawn as text, with no live widget in it."""
    if stacks := parts(block):
        return all(is_text(inner) for column in stacks for inner in column)
    return type(block) in DRAWERS and not isinstance(block, TOUCHED)


def is_drawn(block: Block) -> bool:
    """Whether a block has a drawer, so that it can stand in a still picture of its slide."""
    return type(block) in DRAWERS
