"""Where a text is typed. While it is empty, keys that no text begins with do something else."""

from textual import events
from textual.message import Message

from presenter.panes.spam_infer import MessageLine

SIGNS = frozenset("+-0")


class TextLine(MessageLine):
    """A line to type on; empty, it lets ← → + - 0 and Delete go to its pane as `Pressed`."""

    class Pressed(Message):
        """One of these keys, by Textual's name or as the character it is."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def on_key(self, event: events.Key) -> None:
        """Signs go to the pane; what digits do, Textual asks the base class by itself."""
        if not self.value and event.character and event.character in SIGNS:
            event.stop()
            event.prevent_default()
            self.post_message(self.Pressed(event.character))

    def action_cursor_left(self, select: bool = False) -> None:
        """To the left in the text, or the pane's ←."""
        if self.value:
            super().action_cursor_left(select)
        else:
            self.post_message(self.Pressed("left"))

    def action_cursor_right(self, select: bool = False) -> None:
        """To the right in the text, or the pane's →."""
        if self.value:
            super().action_cursor_right(select)
        else:
            self.post_message(self.Pressed("right"))

    def action_delete_right(self) -> None:
        """Delete in the text, or the pane's Delete."""
        if self.value:
            super().action_delete_right()
        else:
            self.post_message(self.Pressed("delete"))
