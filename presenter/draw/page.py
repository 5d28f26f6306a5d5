"""A whole slide, and the choice of who draws which block."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module

from rich.console import Group, RenderableType
from rich.text import Text

from presenter.draw.boxes import Beside, Centred
from presenter.draw.canvas import Canvas, Guarded, Themed
from presenter.draw.layouts import FRAMED, Page, Shelf, Stack, title_of
from slides.blocks.block import Block, Columns, Rows, parts
from slides.blocks.figures import Chart, Diagram, Image, Qr, Tree
from slides.blocks.text import Big, Callout, Code, Markdown, Quote, Spacer, Table
from slides.deck import Slide
from slides.steps import Shown

Draw = Callable[[Shown, Canvas], RenderableType]


PLACES: dict[type, str] = {
    Markdown: "markdown.draw_markdown",
    Code: "code.draw_code",
    Table: "table.draw_table",
    Callout: "callout.draw_callout",
    Quote: "quote.draw_quote",
    Big: "big.draw_big",
    Spacer: "spacer.draw_spacer",
    Chart: "chart.draw_chart",
    Tree: "tree.draw_tree",
    Qr: "qr.draw_qr",
    Diagram: "diagram.drawer.draw_diagram",
    Image: "image.drawer.draw_image",
}
"""Where in this package the drawers are. Each is imported when it first draws: the first slide is
not to wait for the others."""


def _drawer(place: str) -> Draw:
    module, _, name = place.rpartition(".")

    def draw(on: Shown, canvas: Canvas) -> RenderableType:
        found: Draw = getattr(import_module(f"presenter.draw.{module}"), name)
        return found(on, canvas)

    return draw


DRAWERS: dict[type, Draw] = {kind: _drawer(place) for kind, place in PLACES.items()}
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
        inner = replace(canvas, centred=False, least=0)
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
