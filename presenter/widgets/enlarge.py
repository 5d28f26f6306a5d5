"""A part of a slide that asks for the whole screen."""

from typing import Protocol, runtime_checkable

from textual.message import Message
from textual.widget import Widget


@runtime_checkable
class Large(Protocol):
    """What the whole screen is given to: a widget as large as it needs to be."""

    @property
    def keys(self) -> str:
        """What keys do to it, in a few words for its footer."""

    def turn(self, by: int) -> bool:
        """One stage on (1) or back (-1); False when there is none."""

    def press(self, key: str) -> bool:
        """An arrow key; False when it means nothing to it, and scrolls."""


class Enlarge(Message):
    """Show this widget, made for it, on the whole screen until the speaker leaves it."""

    def __init__(self, large: Widget) -> None:
        super().__init__()
        self.large = large
