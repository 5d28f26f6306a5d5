"""The slide on stage: one reusable text for slides of text, a kept tree for slides with panes."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from presenter.draw import page
from presenter.draw.canvas import Canvas, Themed
from presenter.widgets.block_stack import MakePane, Same
from presenter.widgets.live_slide import LiveSlide
from slides.deck import Deck, Slide
from slides.steps import shown, step_count


class TextSlide(Static):
    """A slide of text. It knows how high its place is, so that a layout can make use of it."""

    DEFAULT_CSS = """
    TextSlide { width: 100%; max-width: 132; height: auto; min-height: 100%; }
    """

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as the slide is in the place there is: it may tighten to fit."""
        drawn = self.content
        if not isinstance(drawn, Themed) or not width:
            return super().get_content_height(container, viewport, width)
        options = self.app.console_options.update(width=width, height=container.height)
        return drawn.height(self.app.console, options)


class SlideView(VerticalScroll, can_focus=False):
    """Shows a slide at a step. Text slides share one widget, since updating beats mounting."""

    DEFAULT_CSS = """
    SlideView {
        align-horizontal: center;
        padding: 1 3 0 3;
        scrollbar-size-vertical: 1;
    }
    SlideView > LiveSlide { max-width: 132; }
    SlideView.-full { padding: 0 1; }
    SlideView.-full > * { max-width: 100%; }
    """

    def __init__(self, make_pane: MakePane, canvas: Canvas) -> None:
        super().__init__()
        self._make_pane = make_pane
        self._canvas = canvas
        self._text = TextSlide("")
        self._live: dict[str, LiveSlide] = {}
        self._current: Widget = self._text
        self._slide = ""
        self._laid_out = False

    def compose(self) -> ComposeResult:
        """The widget that all text slides share."""
        yield self._text

    def show(self, slide: Slide, step: int) -> None:
        """Put a slide on, as far as it is on at `step`."""
        again, self._slide = slide.slide == self._slide, slide.slide
        blocks = shown(slide, step)
        self.set_class(slide.layout == "full", "-full")
        if all(page.is_text(block) for block in slide.content):
            self._text.update(page.page(slide, blocks, self._canvas))
            self._switch_to(self._text, again)
        else:
            live = self._live.get(slide.slide) or self._mount(slide)
            live.stack.show(blocks)
            self._switch_to(live, again)

    def prepare(self, following: Slide | None, before: Slide | None) -> None:
        """Have the slides beside this one wait, as they will come on: to make, lay out and draw
        widgets takes as long as ten slides of text. Panes run nothing until they are asked. Others
        are kept, but no longer laid out."""
        waiting = {
            slide.slide: self._live.get(slide.slide) or self._mount(slide)
            for slide in (following, before)
            if slide and not all(map(page.is_text, slide.content))
        }
        for name, live in self._live.items():
            if live is not self._current:
                live.wait_aside()
                live.display = name in waiting
        if following and following.slide in waiting:
            waiting[following.slide].stack.show(shown(following, 0))
        if before and before.slide in waiting:
            waiting[before.slide].stack.show(shown(before, step_count(before)))
        for live in waiting.values():
            self.call_after_refresh(live.draw_ahead)

    def renew(self, deck: Deck, same: Same) -> None:
        """Take over a changed deck; `show` follows. Panes that stay keep their runs."""
        slides = {slide.slide: slide for slide in deck.slides}
        for name, live in list(self._live.items()):
            slide = slides.get(name)
            if slide is None or all(page.is_text(block) for block in slide.content):
                self._live.pop(name).remove()
            else:
                live.renew(slide, self._make_pane, same)

    def redress(self, canvas: Canvas) -> None:
        """Draw on another canvas from now on; `show` follows."""
        self._canvas = canvas
        for live in self._live.values():
            live.redress(canvas)

    def _mount(self, slide: Slide) -> LiveSlide:
        live = self._live[slide.slide] = LiveSlide(slide, self._make_pane, self._canvas)
        self.mount(live)
        return live

    def _switch_to(self, widget: Widget, again: bool) -> None:
        if widget is not self._current:
            if isinstance(self._current, LiveSlide):
                self._current.wait_aside()
            else:
                self._current.display = False
            widget.display = True
            if isinstance(widget, LiveSlide):
                widget.come_on()
            self._current = widget
        if not again:
            self.scroll_home(animate=False)
        self._laid_out = False
        self.call_after_refresh(self._settle, self.max_scroll_y if again else None)

    def _settle(self, before: int | None) -> None:
        """The slide is laid out; what a step brought on below the edge comes into sight."""
        self._laid_out = True
        if before is not None and self.max_scroll_y > before:
            self.scroll_end(animate=False)

    def scroll_on(self) -> bool:
        """Show more of a slide that is longer than the terminal; False when there is no more.

        False too until the slide is laid out, so that no key is lost on one just left.
        """
        if not (self._laid_out and self.more_below):
            return False
        self.scroll_page_down(animate=False)
        return True

    @property
    def panes(self) -> list[Widget]:
        """The live widgets on the slide now shown."""
        return self._current.stack.panes if isinstance(self._current, LiveSlide) else []

    @property
    def more_below(self) -> bool:
        """Whether part of the slide is below the edge of this terminal."""
        return self.max_scroll_y > self.scroll_y
