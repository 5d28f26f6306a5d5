"""A black screen, to have the audience's eyes on the speaker. Any key brings the slide back."""

from textual import events
from textual.screen import ModalScreen


class Blackout(ModalScreen[None]):
    """Nothing to see; the clock runs on below."""

    DEFAULT_CSS = "Blackout { background: #000000; }"

    def on_key(self, event: events.Key) -> None:
        """Back to the slide; the key does nothing else, so that none is lost on the audience."""
        event.stop()
        self.dismiss()

    def on_click(self) -> None:
        """A click brings it back too."""
        self.dismiss()
