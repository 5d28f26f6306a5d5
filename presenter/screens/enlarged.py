"""One part of a slide on the whole screen."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import ScrollableContainer
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from presenter.widgets.enlarge import Large

FAR = 4
"""Columns that an arrow key scrolls; rows are half as many."""


class Enlarged(ModalScreen[None]):
    """Arrow keys scroll or walk; the keys for the next step bring on the next stage, and close it
    after the last."""

    DEFAULT_CSS = """
    Enlarged { background: $background; }
    Enlarged > ScrollableContainer {
        width: 100%; height: 1fr; align: center middle; scrollbar-size: 1 1;
    }
    Enlarged > .keys { height: 1; padding: 0 1; color: $muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "dismiss", "back to the slide"),
        Binding("space,pagedown,l", "turn(1)", "next stage"),
        Binding("backspace,pageup,h", "turn(-1)", "stage before"),
        Binding("up,k", "press('up')", "scroll, or walk"),
        Binding("down,j", "press('down')", "scroll, or walk"),
        Binding("left", "press('left')", "scroll, or walk"),
        Binding("right", "press('right')", "scroll, or walk"),
    ]

    def __init__(self, large: Widget) -> None:
        super().__init__()
        self._large = large

    def compose(self) -> ComposeResult:
        """What is enlarged, and which keys there are."""
        with ScrollableContainer(can_focus=False):
            yield self._large
        keys = self._large.keys if isinstance(self._large, Large) else "arrow keys scroll"
        yield Static(f"Esc back   {keys}", classes="keys")

    def action_turn(self, by: int) -> None:
        """A stage on or back; beyond either end, back to the slide."""
        if not (isinstance(self._large, Large) and self._large.turn(by)):
            self.dismiss()

    def action_press(self, key: str) -> None:
        """Walk, or scroll."""
        if isinstance(self._large, Large) and self._large.press(key):
            return
        across, down = {"left": (-FAR, 0), "right": (FAR, 0), "up": (0, -1), "down": (0, 1)}[key]
        box = self.query_one(ScrollableContainer)
        box.scroll_relative(x=across, y=down * FAR // 2, animate=False)

    def on_click(self) -> None:
        """A click goes back."""
        self.dismiss()
