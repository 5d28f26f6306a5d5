"""Quotes: somebody's words behind a bar, and whose they are below."""

from dataclasses import replace

from rich.console import Group, RenderableType
from rich.text import Text

from presenter.draw.boxes import Centred, Hanging
from presenter.draw.canvas import Canvas
from presenter.draw.inline import inline
from presenter.draw.markdown import slide_markdown
from slides.blocks.text import Quote
from slides.steps import Shown

WIDEST = 72
"""Cells of a line that the eye still follows to its end and back."""


def draw_quote(on: Shown, canvas: Canvas) -> RenderableType:
    """The words, and `— whose` under them."""
    assert isinstance(on.block, Quote)
    return quoted(on.block.quote, on.block.by, canvas)


def quoted(words: str, by: str, canvas: Canvas) -> RenderableType:
    """Words in Markdown behind a bar."""
    bar = Text("▌ ", "quote.bar")
    inside = slide_markdown(words, replace(canvas, centred=False), "quote")
    if by:
        name = inline(f"— {by}", "quote.by")
        inside = Group(inside, *([] if canvas.tight else [Text("")]), name)
    whole = Hanging(inside, bar, bar)
    return Centred(whole, WIDEST) if canvas.centred else whole
