"""A whole slide, and the choice of who draws which block."""

from collections.abc import Callable, Sequence

from rich.align import Align
from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from presenter.draw.canvas import Canvas, Themed
from presenter.draw.markdown import draw_markdown
from slides.blocks.block import Block, Columns, parts
from slides.blocks.text import Markdown
from slides.deck import Slide
from slides.steps import Shown

Draw = Callable[[Shown, Canvas], RenderableType]

DRAWERS: dict[type, Draw] = {
    Markdown: draw_markdown,
}
"""Who draws which kind of block. Kinds that are not here are widgets: see `panes.registry`."""


def page(slide: Slide, shown: Sequence[Shown], canvas: Canvas) -> RenderableType:
    """A whole slide of text: title, then the blocks that are on."""
    top = [heading(slide, canvas)] if slide.title else []
    return Group(*top, stack(shown, canvas, centred=slide.layout in ("title", "statement")))


def heading(slide: Slide, canvas: Canvas) -> RenderableType:
    """The slide's title and the line under it; nothing for a slide without a title."""
    if not slide.title:
        return Text("")
    if slide.layout != "content":
        return Themed(Text(slide.title, style="slide.title", justify="center"), canvas)
    return Themed(Group(Text(slide.title, style="slide.title"), Rule(style="slide.rule")), canvas)


def stack(shown: Sequence[Shown], canvas: Canvas, centred: bool = False) -> RenderableType:
    """Text blocks below each other, a row apart."""
    drawn: list[RenderableType] = []
    for place, on in enumerate(shown):
        if place:
            drawn.append(Text(""))
        drawn.append(draw(on, canvas))
    whole = Group(*drawn)
    return Themed(Align.center(whole) if centred else whole, canvas)


def draw(on: Shown, canvas: Canvas) -> RenderableType:
    """One block. A block that cannot be drawn shows its error in its place."""
    try:
        if isinstance(on.block, Columns):
            return _columns(on.block, on, canvas)
        return DRAWERS[type(on.block)](on, canvas)
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not end the talk
        said = f"This {type(on.block).__name__.lower()} block cannot be shown: {error}"
        return Text(said, style="slide.error")


def is_text(block: Block) -> bool:
    """Whether a block can be drawn as text, with no live widget in it."""
    if stacks := parts(block):
        return all(is_text(inner) for column in stacks for inner in column)
    return type(block) in DRAWERS


def _columns(columns: Columns, on: Shown, canvas: Canvas) -> RenderableType:
    grid = Table.grid(expand=True, padding=(0, 2))
    for place in range(len(on.parts)):
        grid.add_column(ratio=columns.weights[place] if columns.weights else 1)
    grid.add_row(*(stack(part, canvas) for part in on.parts))
    return grid
