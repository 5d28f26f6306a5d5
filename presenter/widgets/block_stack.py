"""The parts of a slide that has panes: texts and panes below and beside each other."""

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from presenter.draw import page
from presenter.draw.canvas import Canvas
from slides.blocks.block import Block, Columns, Rows, parts
from slides.steps import Shown

MakePane = Callable[[Block], Widget]
Same = Callable[[Block, Block], bool]
"""Whether the pane of a block, from before the deck changed, can stay for another."""


@runtime_checkable
class Steps(Protocol):
    """A part of a slide that comes on step by step."""

    def show(self, on: Shown) -> None:
        """Bring it on as far as given."""


@runtime_checkable
class OnCanvas(Protocol):
    """A part of a slide whose looks depend on the canvas."""

    canvas: Canvas


class TextBlock(Static):
    """A text block in a slide that also has panes."""

    DEFAULT_CSS = "TextBlock { height: auto; margin-bottom: 1; }"

    def __init__(self, canvas: Canvas) -> None:
        super().__init__()
        self.canvas = canvas
        self._drawn: tuple[Shown, Canvas] | None = None

    def show(self, on: Shown) -> None:
        """Draw the block as far as it is on."""
        if self._drawn != (on, self.canvas):
            self._drawn = on, self.canvas
            self.update(page.stack([on], self.canvas))


class BlockStack(Vertical):
    """Blocks below each other, texts and panes mixed."""

    DEFAULT_CSS = """
    BlockStack { height: 1fr; width: 1fr; }
    BlockRow { height: 1fr; }
    BlockRow > BlockStack { margin-right: 2; }
    BlockRow > BlockStack:last-of-type { margin-right: 0; }
    """

    def __init__(self, blocks: Sequence[Block], make_pane: MakePane, canvas: Canvas) -> None:
        super().__init__()
        self._blocks = list(blocks)
        self._parts: list[Widget] = [part_for(block, make_pane, canvas) for block in blocks]

    def compose(self) -> ComposeResult:
        """Every block of the slide; `show` decides which are on."""
        yield from self._parts

    def show(self, blocks: Sequence[Shown]) -> None:
        """Bring on the first blocks as given; what comes after them is not on yet."""
        for place, part in enumerate(self._parts):
            part.display = place < len(blocks)
            if part.display and isinstance(part, Steps):
                part.show(blocks[place])

    def renew(self, blocks: Sequence[Block], make: Callable[[Block], Widget], same: Same) -> None:
        """Hold other blocks from now on. What is in both stays, wherever it stood, and with it
        the run in a pane; `make` makes what is new."""
        left = list(zip(self._blocks, self._parts, strict=True))
        self._blocks, self._parts = list(blocks), []
        composed = bool(self.children)
        for block in blocks:
            kept = next((pair for pair in left if _fits(*pair, block, same)), None)
            if kept:
                left.remove(kept)
            part = kept[1] if kept else make(block)
            if isinstance(part, BlockRow):
                part.renew(block, make, same)
            if composed:
                self._put(part, after=self._parts[-1] if self._parts else None)
            self._parts.append(part)
        for _, part in left:
            part.remove()

    def _put(self, part: Widget, after: Widget | None) -> None:
        """Have a part stand after another, or first."""
        first = self.children[0]
        if part.parent is not self:
            self.mount(part, before=None if after else first, after=after)
        elif after:
            self.move_child(part, after=after)
        elif part is not first:
            self.move_child(part, before=first)

    @property
    def panes(self) -> list[Widget]:
        """The live widgets that are on, in reading order."""
        found: list[Widget] = []
        for part in self._parts:
            if not part.display:
                continue
            match part:
                case BlockRow():
                    found.extend(part.panes)
                case TextBlock():
                    pass
                case _:
                    found.append(part)
        return found


class BlockRow(Horizontal):
    """Columns, or rows, of which at least one holds a pane."""

    def __init__(self, block: Columns | Rows, make_pane: MakePane, canvas: Canvas) -> None:
        super().__init__()
        self._stacks = [BlockStack(stack, make_pane, canvas) for stack in parts(block)]
        self._share(block)
        if isinstance(block, Rows):
            self.styles.layout = "vertical"

    def compose(self) -> ComposeResult:
        """One stack a column or row."""
        yield from self._stacks

    def show(self, on: Shown) -> None:
        """Bring on the columns as far as they are on."""
        for stack, blocks in zip(self._stacks, on.parts, strict=True):
            stack.show(blocks)

    def _share(self, block: Columns | Rows) -> None:
        """Give every stack its part of the width, or of the height."""
        for stack, weight in zip(self._stacks, block.weights or [1] * 9, strict=False):
            stack.styles.width = "1fr" if isinstance(block, Rows) else f"{weight}fr"
            stack.styles.height = f"{weight}fr" if isinstance(block, Rows) else "1fr"

    def renew(self, block: Block, make: Callable[[Block], Widget], same: Same) -> None:
        """Hold the blocks of another one with as many columns."""
        if isinstance(block, Columns | Rows):
            self._share(block)
        for stack, blocks in zip(self._stacks, parts(block), strict=True):
            stack.renew(blocks, make, same)

    @property
    def panes(self) -> list[Widget]:
        """The live widgets that are on, column by column."""
        return [pane for stack in self._stacks for pane in stack.panes]


def part_for(block: Block, make_pane: MakePane, canvas: Canvas) -> Widget:
    """A new widget for a block: text, a row of stacks, or a pane."""
    if page.is_text(block):
        return TextBlock(canvas)
    if isinstance(block, Columns | Rows):
        return BlockRow(block, make_pane, canvas)
    return make_pane(block)


def _fits(before: Block, part: Widget, block: Block, same: Same) -> bool:
    """Whether a part that was made for one block can go on with another."""
    if page.is_text(block):
        return isinstance(part, TextBlock)
    if isinstance(part, BlockRow):
        shape, now = parts(before), parts(block)
        return type(before) is type(block) and len(shape) == len(now)
    return same(before, block)
