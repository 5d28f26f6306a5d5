"""What a cockpit has in hand: the talk as it was heard, its deck, and how it is to look."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from presenter.cockpit.seen import Seen
from presenter.draw.canvas import Canvas
from slides.deck import Slide, Talk
from slides.loader import load_deck
from slides.problems import DeckErrors


@dataclass
class Known:
    """Written by what follows the talk, read by what shows it."""

    canvas: Canvas
    """What the next step is drawn on; its folder is the deck's, once that is known."""
    wanted: str = ""
    """A part of the name of the talk that is waited for; "" is any."""
    monotonic: Callable[[], float] = time.monotonic
    """Seconds on a clock of our own."""
    seen: Seen = field(default_factory=Seen)
    talk: Talk | None = None
    """The deck's header."""
    slides: dict[str, Slide] = field(default_factory=dict)
    trouble: str = ""
    """What stands between the speaker and the talk, if anything."""

    @property
    def now(self) -> float:
        """The stage's clock, in seconds since the epoch."""
        return self.seen.stage_clock(self.monotonic())

    @property
    def waiting_for(self) -> str:
        """What is said while there is no talk."""
        named = f" whose name has “{self.wanted}”" if self.wanted else ""
        return (
            f"Waiting for a talk{named} on this machine.\n\n"
            "Start one in another terminal:  podium present\n\n"
            "q leaves"
        )

    def answer_on_stage(self) -> int | None:
        """The place in the deck's bank of the answer that is over the slide, if one is."""
        shown = self.seen.state and self.seen.state.answer
        if not shown or not self.talk:
            return None
        asked = [answer.ask for answer in self.talk.answers]
        return asked.index(shown.ask) if shown.ask in asked else None

    def load(self) -> None:
        """Read the talk's deck for its notes; the cockpit does without them if it must."""
        path = Path(self.seen.deck)
        self.trouble = ""
        self.canvas = replace(self.canvas, folder=path.parent)
        try:
            deck = load_deck(path)
        except DeckErrors as errors:
            self.trouble = f"The deck cannot be read, so there are no notes here: {errors}"
        else:
            self.talk, self.slides = deck.talk, {slide.slide: slide for slide in deck.slides}
