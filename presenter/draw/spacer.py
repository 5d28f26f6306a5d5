"""Empty rows."""

from rich.console import RenderableType
from rich.segment import Segment, Segments

from presenter.draw.canvas import Canvas
from slides.blocks.text import Spacer
from slides.steps import Shown


def draw_spacer(on: Shown, canvas: Canvas) -> RenderableType:
    """As many empty rows as wanted; one where space is short."""
    assert isinstance(on.block, Spacer)
    return Segments([Segment.line()] * (1 if canvas.tight else on.block.spacer))
