"""Callouts: a remark in a frame that says, in sign and word, what kind of remark it is."""

from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.text import Text

from presenter.draw.boxes import lines_of
from presenter.draw.canvas import Canvas, segments
from presenter.draw.inline import inline
from presenter.draw.markdown import slide_markdown
from slides.blocks.text import Callout
from slides.steps import Shown

SIGNS = {"note": "ℹ", "tip": "★", "warning": "▲", "danger": "✖"}
PLAIN_SIGNS = {"note": "i", "tip": "*", "warning": "!", "danger": "X"}


def draw_callout(on: Shown, canvas: Canvas) -> RenderableType:
    """The remark in its frame; the frame's top names its kind."""
    assert isinstance(on.block, Callout)
    block = on.block
    sign = (SIGNS if canvas.unicode else PLAIN_SIGNS)[block.kind]
    inside = slide_markdown(block.callout, canvas)
    if block.title:
        inside = Group(inline(block.title, "markdown.strong"), inside)
    name = f"{sign} {block.kind.capitalize()}"
    return _Frame(inside, name, f"callout.{block.kind}", canvas.least - 2)


@dataclass(frozen=True)
class _Frame:
    inner: RenderableType
    name: str
    style: str
    rows: int
    """Inside it, at the least."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = options.max_width
        room = max(1, width - 4)
        top = Text.assemble("╭─ ", (self.name, "bold"), " ", style=self.style)
        top.append("─" * max(0, width - top.cell_len - 1) + "╮")
        top.truncate(width)
        left, right = Text("│ ", self.style), Text(" │", self.style)
        yield from segments(top, console)
        yield Segment.line()
        lines = lines_of(self.inner, room, console, options)
        for line in [*lines, *([[]] * (self.rows - len(lines)))]:
            yield from segments(left, console)
            yield from Segment.adjust_line_length(line, room)
            yield from segments(right, console)
            yield Segment.line()
        yield from segments(Text("╰" + "─" * (width - 2) + "╯", self.style), console)
        yield Segment.line()
