"""How a slide is set out: where title and blocks stand for each layout, and what gives way when
the terminal is too small for them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import inf

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.rule import Rule
from rich.segment import Segment
from rich.text import Text

from presenter.draw.boxes import Line, lines_of, portions
from presenter.draw.canvas import Canvas, Drawn, padded, wrap
from presenter.draw.quote import WIDEST, quoted
from slides.blocks.block import Block, Columns, Rows
from slides.blocks.figures import Chart, Diagram, Image
from slides.blocks.text import Callout, Markdown
from slides.deck import Slide
from slides.steps import Shown, shown

MIDDLE = ("title", "section", "statement", "quote", "full")
"""Layouts that stand in the middle of the height."""
CENTRED = ("title", "statement", "quote", "full")
"""Layouts whose blocks stand in the middle of the width."""
UNDERLINE = 16
"""Cells of the short line under a centred title."""
FRAMED = ("content", "two-columns")
PROSE = 108
"""Cells of a line of text at the most; figures and columns may be wider."""

DrawBlock = Callable[[Shown, Canvas], RenderableType]


def title_of(slide: Slide, canvas: Canvas) -> RenderableType:
    """The slide's title in its layout's dress; nothing for a slide without one."""
    if not slide.title or slide.layout == "full":
        return Group()
    if slide.layout in FRAMED:
        return Group(Text(slide.title, style="slide.title"), Rule(style="slide.rule"))
    if slide.layout == "quote":
        return Text(slide.title, style="slide.muted", justify="center")
    align = "center" if slide.layout in CENTRED else "left"
    return Drawn(lambda width: _display(slide.title, align, width, canvas))


def _display(title: str, align: str, width: int, canvas: Canvas) -> list[Text]:
    """A title that is the slide: in large letters if it is short, and a short line under it."""
    from presenter.draw.big import big, fits

    size = next((s for s in ("medium", "small") if fits(title, s, width, canvas.unicode)), None)
    if size and not canvas.tight:
        lines = big(title, size, width, align, canvas.unicode)
    else:
        lines = [padded(line, width, align) for line in _balanced(title, min(width, WIDEST))]
    rule = padded(Text("━" * min(UNDERLINE, width), "slide.rule"), width, align)
    return [*lines, rule] if canvas.tight else [*lines, Text(""), rule]


def _balanced(title: str, width: int) -> list[Text]:
    """A title in as few lines as it needs, none of them much shorter than the others."""
    text = Text(title, "slide.title")
    count = len(wrap(text, width))
    even = max(-(-text.cell_len // count), 1)
    return next(lines for room in range(even, width + 1) if len(lines := wrap(text, room)) <= count)


@dataclass(frozen=True)
class Stack:
    """Blocks below each other; those that fill a place share the rows that the others leave."""

    shown: Sequence[Shown]
    canvas: Canvas
    draw: DrawBlock

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self.lines(console, options):
            yield from line
            yield Segment.line()

    def stretched(self, rows: int) -> "Stack":
        """The same so many rows high, if it is a frame and nothing else."""
        alone = len(self.shown) == 1 and isinstance(self.shown[0].block, Callout)
        return replace(self, canvas=replace(self.canvas, least=rows)) if alone else self

    def lines(self, console: Console, options: ConsoleOptions) -> list[Line]:
        """The blocks in lines, an empty one between two blocks."""
        fixed = replace(self.canvas, rows=None)
        drawn: list[list[Line] | None] = [
            None if self._fills(on.block) else self._drawn(on, fixed, console, options)
            for on in self.shown
        ]
        if fillers := drawn.count(None):
            taken = sum(len(lines) for lines in drawn if lines is not None) + len(drawn) - 1
            left = max(4, ((self.canvas.rows or 0) - taken) // fillers)
            place = replace(self.canvas, rows=left)
        found: list[Line] = []
        for n, (on, lines) in enumerate(zip(self.shown, drawn, strict=True)):
            found += [[]] if n else []
            found += lines if lines is not None else self._drawn(on, place, console, options)
        return found

    def _drawn(
        self, on: Shown, canvas: Canvas, console: Console, options: ConsoleOptions
    ) -> list[Line]:
        width = options.max_width
        spare = width - PROSE if isinstance(on.block, Markdown) else 0
        if spare <= 0:
            return lines_of(self.draw(on, canvas), width, console, options)
        lines = lines_of(self.draw(on, canvas), PROSE, console, options)
        if not canvas.centred:
            return lines
        return [[Segment(" " * (spare // 2)), *line] for line in lines]

    def _fills(self, block: Block) -> bool:
        """Whether a block takes the rows there are, when it is known how many."""
        if self.canvas.rows is None:
            return False
        if isinstance(block, Chart | Image | Diagram):
            return self.canvas.fill
        return isinstance(block, Rows | Columns)


@dataclass(frozen=True)
class Shelf:
    """Stacks below each other that share the height by their weights."""

    stacks: Sequence[Stack]
    weights: Sequence[int]
    canvas: Canvas

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        gap = 1
        rows = self.canvas.rows
        room = rows - gap * (len(self.stacks) - 1) if rows else 0
        heights = portions(room, self.weights) if room > len(self.stacks) else []
        for place, stack in enumerate(self.stacks):
            own = heights[place] if heights else None
            part = replace(stack, canvas=replace(stack.canvas, rows=own))
            lines = part.lines(console, options)
            last = place == len(self.stacks) - 1
            spare = 0 if last else max(0, (own or 0) - len(lines)) + gap
            for line in [*lines, *([[]] * spare)]:
                yield from line
                yield Segment.line()


@dataclass(frozen=True)
class Page:
    """A whole slide of text. It is as high as it needs to be; given a height that is more, its
    layout makes use of it; given one that is less, it first tightens, and then it is too long."""

    slide: Slide
    shown: Sequence[Shown]
    canvas: Canvas
    draw: DrawBlock

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self.lines(console, options, options.height):
            yield from line
            yield Segment.line()

    def lines(self, console: Console, options: ConsoleOptions, rows: int | None) -> list[Line]:
        """The slide in lines for a place of so many rows; more lines if they are too few."""
        whole = self._set(self.shown, self.canvas, rows, console, options)
        tight = rows is not None and len(whole) > rows
        canvas = replace(self.canvas, tight=True) if tight else self.canvas
        if tight:
            whole = self._set(self.shown, canvas, rows, console, options)
        if rows is None or self.slide.layout not in MIDDLE:
            return whole
        final = shown(self.slide, inf)
        high = len(whole)
        if tuple(self.shown) != final:
            high = len(self._set(final, canvas, rows, console, options))
        return [*([[]] * max(0, (rows - high) // 2)), *whole]

    def _set(
        self,
        blocks: Sequence[Shown],
        canvas: Canvas,
        rows: int | None,
        console: Console,
        options: ConsoleOptions,
    ) -> list[Line]:
        """Title and blocks, from the top."""
        layout = self.slide.layout
        width = options.max_width
        head = lines_of(title_of(self.slide, canvas), width, console, options)
        if head and blocks and not (canvas.tight and layout in FRAMED):
            head.append([])
        inner = replace(
            canvas,
            centred=layout in CENTRED,
            fill=layout == "full",
            rows=max(1, rows - len(head)) if rows else None,
        )
        body = Stack(blocks, inner, self._quoting if layout == "quote" else self.draw)
        return head + body.lines(console, options)

    def _quoting(self, on: Shown, canvas: Canvas) -> RenderableType:
        """In the quote layout plain Markdown is somebody's words."""
        if isinstance(on.block, Markdown) and on.block.reveal != "items":
            return quoted(on.block.markdown, "", canvas)
        return self.draw(on, canvas)
