"""The slide on stage: one reusable text for slides of text, a kept tree for slides with panes."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from presenter import render
from slides.deck import Block, Columns, Slide
from slides.steps import shown

MakePane = Callable[[Block], Widget]


class TextBlock(Static):
    """A text block in a slide that also has panes."""

    DEFAULT_CSS = "TextBlock { height: auto; margin-bottom: 1; }"

    def show(self, block: Block) -> None:
        """Draw the block as it now is."""
        self.update(render.body([block]))


class BlockStack(Vertical):
    """Blocks below each other, texts and panes mixed."""

    DEFAULT_CSS = """
    BlockStack { height: 1fr; width: 1fr; }
    BlockRow { height: 1fr; }
    BlockRow > BlockStack { margin-right: 2; }
    BlockRow > BlockStack:last-of-type { margin-right: 0; }
    """

    def __init__(self, blocks: Sequence[Block], make_pane: MakePane) -> None:
        super().__init__()
        self._parts: list[Widget] = [_part(block, make_pane) for block in blocks]

    def compose(self) -> ComposeResult:
        """Every block of the slide; `show` decides which are on."""
        yield from self._parts

    def show(self, blocks: Sequence[Block]) -> None:
        """Bring on the first blocks as given; what comes after them is not on yet."""
        for place, part in enumerate(self._parts):
            part.display = place < len(blocks)
            if part.display and isinstance(part, TextBlock | BlockRow):
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

    def __init__(self, columns: Columns, make_pane: MakePane) -> None:
        super().__init__()
        self._stacks = [BlockStack(column, make_pane) for column in columns.columns]

    def compose(self) -> ComposeResult:
        """One stack a column."""
        yield from self._stacks

    def show(self, block: Block) -> None:
        """Bring on the columns as far as they are on."""
        if isinstance(block, Columns):
            for stack, column in zip(self._stacks, block.columns, strict=True):
                stack.show(column)

    @property
    def panes(self) -> list[Widget]:
        """The live widgets that are on, column by column."""
        return [pane for stack in self._stacks for pane in stack.panes]


def _part(block: Block, make_pane: MakePane) -> Widget:
    if render.is_text(block):
        return TextBlock()
    if isinstance(block, Columns):
        return BlockRow(block, make_pane)
    return make_pane(block)


class LiveSlide(Vertical):
    """A slide with panes. It is kept when the talk moves on, so that a run is found again."""

    DEFAULT_CSS = """
    LiveSlide { height: 100%; }
    LiveSlide > Static { height: auto; }
    """

    def __init__(self, slide: Slide, make_pane: MakePane) -> None:
        super().__init__()
        self._slide = slide
        self.stack = BlockStack(slide.content, make_pane)

    def compose(self) -> ComposeResult:
        """Title, then blocks."""
        if self._slide.title:
            yield Static(render.heading(self._slide))
        yield self.stack


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

    def __init__(self, make_pane: MakePane) -> None:
        super().__init__()
        self._make_pane = make_pane
        self._text = Static("", classes="text")
        self._live: dict[str, LiveSlide] = {}
        self._current: Widget = self._text

    def compose(self) -> ComposeResult:
        """The widget that all text slides share."""
        yield self._text

    def show(self, slide: Slide, step: int) -> None:
        """Put a slide on, as far as it is on at `step`."""
        blocks = shown(slide, step)
        if all(render.is_text(block) for block in slide.content):
            centred = slide.layout in self.CENTRED
            self._text.set_class(centred, "-centred")
            self._text.update(render.page(slide, blocks, centred))
            self._switch_to(self._text)
        else:
            live = self._live.get(slide.slide) or self._mount(slide)
            live.stack.show(blocks)
            self._switch_to(live)

    def _mount(self, slide: Slide) -> LiveSlide:
        live = self._live[slide.slide] = LiveSlide(slide, self._make_pane)
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
