"""A black screen, to have the audience's eyes on the speaker. Any key brings the slide back."""

from collections.abc import Callable

from textual import events
from textual.screen import ModalScreen


class Blackout(ModalScreen[None]):
    """Nothing to see; the clock runs on below. Any key or click asks for the slide again, and
    does nothing else, so that none is lost on the audience."""

    DEFAULT_CSS = "Blackout, Blackout:ansi { background: #000000; }"

    def __init__(self, lift: Callable[[], None]) -> None:
        super().__init__()
        self._lift = lift

    def on_key(self, event: events.Key) -> None:
        """Back to the slide."""
        event.stop()
        self._lift()

    def on_click(self) -> None:
        """A click brings it back too."""
        self._lift()
