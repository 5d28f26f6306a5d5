"""A slide of its own for the leaderboard, where the deck says so."""

from typing import ClassVar

from rich.console import Group, RenderableType
from textual.binding import Binding, BindingType

from presenter.panes.quiz_door import head
from presenter.panes.quiz_ranks import ranks
from presenter.panes.quiz_room import RoomPane
from quiz.wire import Rank


class LeaderboardPane(RoomPane):
    """The first ten as they now stand; a key puts it on the attendees' screens too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,t", "rank", "on the attendees' screens, and off")
    ]

    def show_room(self) -> None:
        """The places, and what the key does now."""
        self.border_title = "Leaderboard"
        on = self.state.ranked
        told = "Enter takes it off their screens" if on else "Enter: on everybody's screen too"
        self.border_subtitle = told if self.audience else ""
        self.refresh()

    def action_rank(self) -> None:
        """On the attendees' screens, and off."""
        if self.audience:
            self.audience.do(Rank(on=not self.state.ranked))

    def render(self) -> RenderableType:
        """The door and the places, in as many lines as there are."""
        width, height = self.content_size
        top = head(self.audience, width, brief=True)
        return Group(*top, *ranks(self.state, width, height - len(top)))
