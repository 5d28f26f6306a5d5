"""A pane that shows the audience's room, and follows it as long as its slide is kept."""

import asyncio
from collections.abc import Callable

from textual.message import Message
from textual.widget import Widget

from presenter.audience import Audience
from quiz.core import State

SHOWN_EVERY = 0.1
"""Seconds between repaints while a hall answers: the stage has its own keys to serve."""


class RoomPane(Widget, can_focus=True):
    """Shows a room that changes all the time; many changes make one repaint. A subclass says in
    `show_room` what it shows. It knows the audience only; the stage gives and takes its focus."""

    DEFAULT_CSS = """
    RoomPane {
        height: 1fr;
        padding: 0 1;
        border: round $foreground-muted;
        border-title-style: bold;
        border-subtitle-color: $foreground-muted;
        &:focus { border: round $primary; }
    }
    """

    class Changed(Message):
        """The room is not what it was."""

    def __init__(self, audience: Audience | None) -> None:
        super().__init__()
        self.audience = audience
        self._stale = False
        self._shown_at = 0.0
        self._leave_room: Callable[[], None] = lambda: None

    @property
    def state(self) -> State:
        """The room as the server has it."""
        return self.audience.state if self.audience else State()

    def show_room(self) -> None:
        """Show the room as it now is."""
        self.refresh()

    def on_mount(self) -> None:
        """Follow it."""
        if self.audience:
            self._leave_room = self.audience.subscribe(self.room_changed)
        self.show_room()

    def on_unmount(self) -> None:
        """Follow it no longer."""
        self._leave_room()

    def room_changed(self) -> None:
        """There is something new to show: the first of it at once, a stream of it in turns."""
        if self._stale:
            return
        self._stale = True
        loop = asyncio.get_running_loop()
        wait = self._shown_at + SHOWN_EVERY - loop.time()
        if wait > 0:
            loop.call_later(wait, self.post_message, self.Changed())
        else:
            self.post_message(self.Changed())

    def on_room_pane_changed(self) -> None:
        """Show what is new."""
        self._stale = False
        self._shown_at = asyncio.get_running_loop().time()
        self.show_room()
