"""An image on a slide, and the same one on the whole screen."""

import asyncio
import os
from dataclasses import replace
from functools import cache
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from presenter.draw.canvas import Canvas, Undrawable
from presenter.draw.image.drawer import caption_lines, instead, paper_of
from presenter.draw.image.means import Means, cell_pixels, means_of
from presenter.draw.image.picture import stamp_of
from presenter.draw.image.prepare import Place, Prepared, prepare
from presenter.widgets.enlarge import Enlarge
from presenter.widgets.room import room
from slides.blocks.figures import Image


@cache
def this_terminal() -> Means:
    """How the terminal that this runs in shows pictures."""
    return means_of(os.environ)


class _ImageWidget(Widget):
    """Shows what the image is about until it is ready. It is read, scaled and encoded in a thread,
    again whenever its place changes."""

    def __init__(self, block: Image, canvas: Canvas, means: Means | None) -> None:
        super().__init__()
        self.block = block
        self.made: Prepared | None = None
        self.why = ""
        self._canvas = canvas
        self._means = means
        self._limit = 0
        self._asked: tuple[int, int] | None = None
        self._sent = ""

    @property
    def canvas(self) -> Canvas:
        """What it is drawn on; on another one it is made anew."""
        return self._canvas

    @canvas.setter
    def canvas(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._asked = None
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Rows of the image, or of what stands instead, and its caption."""
        caption = len(caption_lines(self.block, width))
        self._limit = max(1, self._rows(container, viewport, width) - caption)
        if self._asked != (width, self._limit):
            self._asked = width, self._limit
            self.run_worker(self._load(width, self._limit), exclusive=True)
        return len(self._lines(width))

    def _rows(self, container: Size, viewport: Size, width: int) -> int:
        """Rows there are for it, its caption among them."""
        raise NotImplementedError

    async def _load(self, columns: int, rows: int) -> None:
        """Make the image for its place; what is wrong with it is shown instead."""
        try:
            made = await asyncio.to_thread(self._make, columns, rows)
        except Undrawable as error:
            self.made, self.why = None, str(error)
        else:
            self.made, self.why = made, ""
            self._send(made.sent)
        self.refresh(layout=True)

    def _make(self, columns: int, rows: int) -> Prepared:
        colourless = self._canvas.theme.colours.ink == "default"
        means = self._means or ("marks" if colourless else this_terminal())
        stamp = stamp_of(self._canvas.folder, self.block.image)
        place = Place(columns, rows, means, self._canvas.unicode, paper_of(self._canvas.theme))
        if means == "kitty" and self.app.console.color_system != "truecolor":
            place = replace(place, means="halves")  # a placeholder's colour spells its picture
        elif means in ("kitty", "sixel"):
            place = replace(place, cell=cell_pixels(), tmux="TMUX" in os.environ)
        return prepare(stamp, place)

    def _lines(self, width: int) -> list[Text]:
        made = self.made
        caption = caption_lines(self.block, width)
        if made is None or made.columns > width:
            return [*instead(self.block, self.why, width), *caption]
        return [*made.lines, *caption]

    def render(self) -> Text:
        """The image's cells, and its caption."""
        lines = self._lines(max(1, self.size.width))
        return Text("\n", no_wrap=True, overflow="crop").join(lines)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Sixels are written over the cells whenever these have been painted."""
        if self.made and self.made.over:
            self.call_after_refresh(self._write_over)
        return super().render_lines(crop)

    def _write_over(self) -> None:
        if not (self.is_attached and self.made and self.made.over and self.display):
            return
        seen = self.screen.find_widget(self).visible_region
        if self.screen is self.app.screen and seen == self.region and seen.area:
            x, y = self.content_region.offset
            self._send(f"\x1b7\x1b[{y + 1};{x + 1}H{self.made.over}\x1b8", again=True)

    def _send(self, sequence: str, again: bool = False) -> None:
        """Write to the terminal past the screen's cells; the same thing once, unless `again`."""
        driver = self.app._driver  # noqa: SLF001 - Textual has no public way past its cells
        if driver and sequence and (again or sequence != self._sent):
            driver.write(sequence)
            driver.flush()
            self._sent = "" if again else sequence


class ImagePane(_ImageWidget, can_focus=True):
    """An image in its place on a slide. Enter or a click gives it the whole screen."""

    DEFAULT_CSS = """
    ImagePane { height: auto; margin-bottom: 1; }
    ImagePane:focus { background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "enlarge", "show the image on the whole screen", show=False)
    ]
    takes_what_is_left = True

    def __init__(self, block: Image, canvas: Canvas, means: Means | None = None) -> None:
        super().__init__(block, canvas, means)

    def _rows(self, container: Size, viewport: Size, width: int) -> int:
        left, peers = room(self, container, viewport, width)
        mine = left // len(peers) - 1
        caption = len(caption_lines(self.block, width))
        return min(mine, self.block.height + caption) if self.block.height else mine

    def action_enlarge(self) -> None:
        """Ask for the whole screen."""
        self.post_message(Enlarge(ImageSheet(self.block, self._canvas, self._means)))

    def on_click(self, event: events.Click) -> None:
        """A click enlarges it."""
        event.stop()
        self.action_enlarge()


class ImageSheet(_ImageWidget):
    """The image as large as the screen."""

    DEFAULT_CSS = "ImageSheet { width: auto; height: auto; }"

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """All columns until the image is there, then its own."""
        return self.made.columns if self.made else container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As on a slide, but for the whole screen."""
        super().get_content_height(container, viewport, container.width)
        return len(self._lines(max(1, container.width)))

    def _rows(self, container: Size, viewport: Size, width: int) -> int:
        return container.height
