"""A slide with panes: its widgets, on the stage or waiting beside it."""

from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from presenter.draw import page
from presenter.draw.canvas import Canvas
from presenter.widgets.block_stack import BlockStack, MakePane, OnCanvas, Same, part_for
from slides.deck import Slide

BESIDE_THE_SCREEN: Final = ("100vw", 0)


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
        heading = Static(page.heading(self._slide, self._canvas), classes="heading")
        heading.display = bool(self._slide.title)
        yield heading
        yield self.stack

    def wait_aside(self) -> None:
        """Stand beside the screen, laid out and drawn, out of sight and of reach of the keys: to
        come on is then to be moved, with nothing left to lay out or draw."""
        self.styles.position = "absolute"
        self.styles.offset = BESIDE_THE_SCREEN
        self.can_focus_children = False

    def come_on(self) -> None:
        """Stand in the slide's place."""
        self.styles.position = "relative"
        self.styles.offset = None
        self.can_focus_children = True

    def draw_ahead(self) -> None:
        """Have the lines of all its parts drawn before they are wanted."""
        for part in self.walk_children(Widget):
            if part.is_attached and part.size.area:
                part.render_lines(part.outer_size.region)

    def renew(self, slide: Slide, make_pane: MakePane, same: Same) -> None:
        """Be another slide from now on, with the panes that are in both."""
        self._slide = slide
        self.stack.renew(slide.content, lambda b: part_for(b, make_pane, self._canvas), same)
        for heading in self.query(".heading").results(Static):
            heading.update(page.heading(slide, self._canvas))
            heading.display = bool(slide.title)

    def redress(self, canvas: Canvas) -> None:
        """Draw on another canvas from now on."""
        self._canvas = canvas
        for heading in self.query(".heading").results(Static):
            heading.update(page.heading(self._slide, canvas))
        for part in self.query(Widget):
            if isinstance(part, OnCanvas):
                part.canvas = canvas
