"""The slide on stage: one reusable text for slides of text, a kept tree for slides with panes."""

from collections.abc import Callable, Sequence
from typing import ClassVar, Protocol, runtime_checkable

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from presenter.draw import page
from presenter.draw.canvas import Canvas
from slides.blocks.block import Block, parts
from slides.deck import Slide
from slides.steps import Shown, shown

MakePane = Callable[[Block], Widget]


@runtime_checkable
class Steps(Protocol):
    """A part of a slide that comes on step by step."""

    def show(self, on: Shown) -> None:
        """Bring it on as far as given."""


class TextBlock(Static):
    """A text block in a slide that also has panes."""

    DEFAULT_CSS = "TextBlock { height: auto; margin-bottom: 1; }"

    def __init__(self, canvas: Canvas) -> None:
        super().__init__()
        self.canvas = canvas

    def show(self, on: Shown) -> None:
        """Draw the block as far as it is on."""
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
        self._parts: list[Widget] = [_part(block, make_pane, canvas) for block in blocks]

    def compose(self) -> ComposeResult:
        """Every block of the slide; `show` decides which are on."""
        yield from self._parts

    def show(self, blocks: Sequence[Shown]) -> None:
        """Bring on the first blocks as given; what comes after them is not on yet."""
        for place, part in enumerate(self._parts):
            part.display = place < len(blocks)
            if part.display and isinstance(part, Steps):
                part.show(blocks[place])

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
    """Columns of which at least one holds a pane."""

    def __init__(self, block: Block, make_pane: MakePane, canvas: Canvas) -> None:
        super().__init__()
        self._stacks = [BlockStack(stack, make_pane, canvas) for stack in parts(block)]

    def compose(self) -> ComposeResult:
        """One stack a column."""
        yield from self._stacks

    def show(self, on: Shown) -> None:
        """Bring on the columns as far as they are on."""
        for stack, blocks in zip(self._stacks, on.parts, strict=True):
            stack.show(blocks)

    @property
    def panes(self) -> list[Widget]:
        """The live widgets that are on, column by column."""
        return [pane for stack in self._stacks for pane in stack.panes]


def _part(block: Block, make_pane: MakePane, canvas: Canvas) -> Widget:
    if page.is_text(block):
        return TextBlock(canvas)
    if parts(block):
        return BlockRow(block, make_pane, canvas)
    return make_pane(block)


class LiveSlide(Vertical):
    """A slide with panes. It is kept when the talk moves on, so that a run is found again."""

    DEFAULT_CSS = """
    LiveSlide { height: 100%; }
    LiveSlide > Static { height: auto; }
    """

    def __init__(self, slide: Slide, make_pane: MakePane, canvas: Canvas) -> None:
        super().__init__()
        self._slide = slide
        self._canvas = canvas
        self.stack = BlockStack(slide.content, make_pane, canvas)

    def compose(self) -> ComposeResult:
        """Title, then blocks."""
        if self._slide.title:
            yield Static(page.heading(self._slide, self._canvas), classes="heading")
        yield self.stack

    def redress(self, canvas: Canvas) -> None:
        """Draw the title and the texts on another canvas from now on."""
        self._canvas = canvas
        for heading in self.query(".heading").results(Static):
            heading.update(page.heading(self._slide, canvas))
        for text in self.query(TextBlock):
            text.canvas = canvas


class SlideView(VerticalScroll, can_focus=False):
    """Shows a slide at a step. Text slides share one widget, since updating beats mounting."""

    DEFAULT_CSS = """
    SlideView {
        align-horizontal: center;
        padding: 1 3 0 3;
        scrollbar-size-vertical: 1;
    }
    SlideView > .text { width: 100%; max-width: 108; height: auto; min-height: 100%; }
    SlideView > .text.-centred { content-align: center middle; }
    SlideView > LiveSlide { max-width: 132; }
    """
    CENTRED: ClassVar = ("title", "statement")

    def __init__(self, make_pane: MakePane, canvas: Canvas) -> None:
        super().__init__()
        self._make_pane = make_pane
        self._canvas = canvas
        self._text = Static("", classes="text")
        self._live: dict[str, LiveSlide] = {}
        self._current: Widget = self._text

    def compose(self) -> ComposeResult:
        """The widget that all text slides share."""
        yield self._text

    def show(self, slide: Slide, step: int) -> None:
        """Put a slide on, as far as it is on at `step`."""
        blocks = shown(slide, step)
        if all(page.is_text(block) for block in slide.content):
            self._text.set_class(slide.layout in self.CENTRED, "-centred")
            self._text.update(page.page(slide, blocks, self._canvas))
            self._switch_to(self._text)
        else:
            live = self._live.get(slide.slide) or self._mount(slide)
            live.stack.show(blocks)
            self._switch_to(live)

    def redress(self, canvas: Canvas) -> None:
        """Draw on another canvas from now on; `show` follows."""
        self._canvas = canvas
        for live in self._live.values():
            live.redress(canvas)

    def _mount(self, slide: Slide) -> LiveSlide:
        live = self._live[slide.slide] = LiveSlide(slide, self._make_pane, self._canvas)
        self.mount(live)
        return live

    def _switch_to(self, widget: Widget) -> None:
        if widget is not self._current:
            self._current.display = False
            widget.display = True
            self._current = widget
        self.scroll_home(animate=False)

    @property
    def panes(self) -> list[Widget]:
        """The live widgets on the slide now shown."""
        return self._current.stack.panes if isinstance(self._current, LiveSlide) else []

    @property
    def more_below(self) -> bool:
        """Whether part of the slide is below the edge of this terminal."""
        return self.max_scroll_y > self.scroll_y
