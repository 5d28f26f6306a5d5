"""The deck at a glance: a grid of slides in small, of which only what is seen is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.screen import ModalScreen
from textual.scroll_view import ScrollView
from textual.strip import Strip

from presenter.draw.canvas import Canvas, shortened
from presenter.draw.still import miniature
from presenter.palette import ACCENT, BACKGROUND, INK, MUTED, rich_theme
from slides.deck import Slide

NARROWEST = 26
"""Columns of a miniature with its frame; as many fit beside each other as the terminal is wide."""
ROWS = 8
"""Rows of a miniature with its frame."""


class Miniatures(ScrollView, can_focus=True):
    """The grid. It posts the place of the slide that is chosen."""

    DEFAULT_CSS = "Miniatures { background: $background; scrollbar-size-vertical: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "go(-1)", "left"),
        Binding("right,l", "go(1)", "right"),
        Binding("up,k", "row(-1)", "up"),
        Binding("down,j", "row(1)", "down"),
        Binding("pageup", "page(-1)", "a page up"),
        Binding("pagedown", "page(1)", "a page down"),
        Binding("home,g", "end(False)", "the first"),
        Binding("end,G", "end(True)", "the last"),
        Binding("enter,space", "choose", "go there"),
    ]

    @dataclass
    class Chosen(Message):
        """A slide was chosen, by its place from 0."""

        place: int

    def __init__(self, slides: Sequence[Slide], place: int, canvas: Canvas) -> None:
        super().__init__()
        self._slides = slides
        self._here = self.at = place
        self._canvas = canvas
        self._drawn: dict[tuple[int, int, bool], list[Strip]] = {}

    @property
    def across(self) -> int:
        """Miniatures beside each other."""
        return max(1, self.scrollable_content_region.width // NARROWEST)

    def on_resize(self) -> None:
        """As many across as fit."""
        self._drawn.clear()
        rows = -(-len(self._slides) // self.across)
        self.virtual_size = Size(self.scrollable_content_region.width, rows * ROWS)
        self.call_after_refresh(self._keep_in_sight)

    def render_line(self, y: int) -> Strip:
        """One line across a row of miniatures; those that are never seen are never drawn."""
        width = self.scrollable_content_region.width
        row, line = divmod(y + self.scroll_offset.y, ROWS)
        first = row * self.across
        places = range(first, min(first + self.across, len(self._slides)))
        strips = [self._miniature(place, width // self.across)[line] for place in places]
        return Strip.join(strips).adjust_cell_length(width, self.rich_style)

    def _miniature(self, place: int, width: int) -> list[Strip]:
        key = place, width, place == self.at
        if key not in self._drawn:
            self._drawn[key] = [Strip(line, width) for line in self._framed(place, width)]
        return self._drawn[key]

    def _framed(self, place: int, width: int) -> list[list[Segment]]:
        """The miniature in a frame with its number; the one chosen has a heavy frame."""
        console, chosen = self.app.console, place == self.at
        with console.use_theme(rich_theme(self._canvas.theme, self._canvas.sixteen)):
            frame = console.get_style(f"bold {ACCENT}" if chosen else MUTED)
            paper = console.get_style(f"{INK} on {BACKGROUND}")
            inside = miniature(self._slides[place], self._canvas, (width - 5, ROWS - 2), console)
        left, right, across, side = ("┏", "┓", "━", "┃") if chosen else ("╭", "╮", "─", "│")
        low, end = ("┗", "┛") if chosen else ("╰", "╯")
        here = "▶ " if place == self._here else ""
        slide = self._slides[place]
        label = shortened(f" {here}{place + 1} {slide.title or slide.slide} ", width - 4)
        top = f"{left}{label}".ljust(width - 2 - _wide(label), across) + right
        rail, gap = Segment(side, paper + frame), Segment(" ", paper)
        lines = [[Segment(top, paper + frame), gap]]
        for line in inside:
            drawn = Segment.apply_style(line, paper)
            lines.append([rail, gap, *drawn, gap, rail, gap])
        lines.append([Segment(f"{low}{across * (width - 3)}{end}", paper + frame), gap])
        return lines

    # ------------------------------------------------------------------ choosing

    def _choose(self, place: int) -> None:
        self.at = max(0, min(place, len(self._slides) - 1))
        self._keep_in_sight()
        self.refresh()

    def _keep_in_sight(self) -> None:
        top = self.at // self.across * ROWS
        self.scroll_to_region(Region(0, top, 1, ROWS), animate=False, force=True)

    def action_go(self, by: int) -> None:
        """To the slide before or after."""
        self._choose(self.at + by)

    def action_row(self, by: int) -> None:
        """To the row above or below."""
        if 0 <= self.at + by * self.across < len(self._slides):
            self._choose(self.at + by * self.across)
        elif by > 0:
            self._choose(len(self._slides) - 1)

    def action_page(self, by: int) -> None:
        """As many rows on as are seen at once."""
        rows = max(1, self.size.height // ROWS)
        self._choose(self.at + by * rows * self.across)

    def action_end(self, last: bool) -> None:
        """To the first or the last slide."""
        self._choose(len(self._slides) - 1 if last else 0)

    def action_choose(self) -> None:
        """Go to the slide chosen."""
        self.post_message(self.Chosen(self.at))

    def on_click(self, event: events.Click) -> None:
        """A click chooses and goes."""
        row, column = event.y + self.scroll_offset.y, event.x
        width = self.scrollable_content_region.width // self.across
        place = row // ROWS * self.across + min(column // width, self.across - 1)
        if place < len(self._slides):
            self.post_message(self.Chosen(place))


def _wide(text: str) -> int:
    """Cells by which a text is wider than its characters."""
    return Segment(text).cell_length - len(text)


class Overview(ModalScreen[int | None]):
    """The grid over the stage; ends with the place chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,o,q", "dismiss(None)", "Close")]

    def __init__(self, slides: Sequence[Slide], place: int, canvas: Canvas) -> None:
        super().__init__()
        self._grid = Miniatures(slides, place, canvas)

    def compose(self) -> ComposeResult:
        """The grid alone."""
        yield self._grid

    def on_miniatures_chosen(self, chosen: Miniatures.Chosen) -> None:
        """Go there."""
        self.dismiss(chosen.place)
