"""A slide of its own for the leaderboard, where the deck says so."""

from collections.abc import Callable
from typing import ClassVar

from rich.console import Group, RenderableType
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget

from presenter.audience import Audience
from presenter.panes.quiz_door import head
from presenter.panes.quiz_ranks import ranks
from quiz.core import State
from quiz.wire import Rank


class LeaderboardPane(Widget, can_focus=True):
    """The first ten as they now stand; a key puts it on the attendees' screens too."""

    DEFAULT_CSS = """
    LeaderboardPane {
        height: 1fr;
        padding: 0 1;
        border: round $foreground-muted;
        border-title-style: bold;
        border-subtitle-color: $foreground-muted;
        &:focus { border: round $primary; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,t", "rank", "on the attendees' screens, and off")
    ]

    class Changed(Message):
        """The room is not what it was."""

    def __init__(self, audience: Audience | None) -> None:
        super().__init__()
        self._audience = audience
        self._stale = False
        self._unsubscribe: Callable[[], None] = lambda: None

    def on_mount(self) -> None:
        """Follow the room as long as the slide is kept."""
        if self._audience:
            self._unsubscribe = self._audience.subscribe(self._room_changed)
        self._show()

    def on_unmount(self) -> None:
        """Follow it no longer."""
        self._unsubscribe()

    def _room_changed(self) -> None:
        """Many changes make one repaint."""
        if not self._stale:
            self._stale = True
            self.post_message(self.Changed())

    def on_leaderboard_pane_changed(self) -> None:
        """Show the room as it now is."""
        self._stale = False
        self._show()

    @property
    def _state(self) -> State:
        return self._audience.state if self._audience else State()

    def _show(self) -> None:
        self.border_title = "Leaderboard"
        on = self._state.ranked
        told = "Enter takes it off their screens" if on else "Enter: on everybody's screen too"
        self.border_subtitle = told if self._audience else ""
        self.refresh()

    def action_rank(self) -> None:
        """On the attendees' screens, and off."""
        if self._audience:
            self._audience.do(Rank(on=not self._state.ranked))

    def render(self) -> RenderableType:
        """The door and the places, in as many lines as there are."""
        width, height = self.content_size
        top = head(self._audience, width, brief=True)
        return Group(*top, *ranks(self._state, width, height - len(top)))
