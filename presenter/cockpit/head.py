"""The head of the cockpit: the clock and the drift in big digits, and how the talk stands."""

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from presenter.cockpit import figures
from presenter.palette import for_widget
from presenter.widgets.digits import digits
from slides.durations import clock, signed_clock
from slides.pacing import Pace, Verdict
from slides.talk import TalkState

BIG = 120
"""Columns from which on the digits are five rows high."""
NARROW = 70
"""Columns below which everything stands below each other."""


class Quiet(Static):
    """A text that is drawn again only when it changed."""

    _now: Text | None = None

    def show(self, text: Text, *, layout: bool = False) -> None:
        """Draw it, if it is new; with `layout` its size may have changed, too."""
        if self._now is None or text != self._now or text.spans != self._now.spans:
            resized = layout and (self._now is None or _shape(text) != _shape(self._now))
            self._now = text
            self.update(for_widget(text), layout=resized)


def _shape(text: Text) -> list[int]:
    """The lengths of its lines: texts of the same shape take the same room."""
    return [len(line) for line in text.plain.splitlines()]


class Head(Vertical):
    """Three rows, five on a wide terminal; on a narrow one the words stand below the digits."""

    DEFAULT_CSS = """
    Head { height: auto; padding: 0 1; }
    Head > Horizontal { height: 3; }
    Head .clock { width: auto; min-width: 18; }
    Head .standing { width: 1fr; padding: 0 2; }
    Head .drift { width: auto; text-align: right; }
    Head > .below { height: 3; display: none; }
    Head.-wide > Horizontal { height: 5; }
    Head.-narrow .standing { visibility: hidden; }
    Head.-narrow > .below { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._clock, self._drift = Quiet(classes="clock"), Quiet(classes="drift")
        self._standing, self._below = Quiet(classes="standing"), Quiet(classes="below")

    def compose(self) -> ComposeResult:
        """Clock, words, drift."""
        with Horizontal():
            yield from (self._clock, self._standing, self._drift)
        yield self._below

    def show(self, state: TalkState, standing: Pace, word: Verdict, now: float) -> None:
        """How the talk stands at `now`."""
        width = self.app.size.width
        self.set_class(width >= BIG, "-wide")
        self.set_class(width < NARROW, "-narrow")
        scale = 2 if width >= BIG else 1
        time = Text(digits(clock(standing.elapsed), scale), style="bold")
        self._clock.show(time, layout=True)
        drift = signed_clock(standing.drift) if state.started_at is not None else ""
        big = Text(digits(drift, scale) if drift else "", style=figures.COLOURS[word])
        self._drift.show(big, layout=True)
        words = figures.standing_lines(state, standing, word, now)
        self._standing.show(words)
        self._below.show(words)
