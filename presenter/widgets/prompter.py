"""The teleprompter: the words to say now stay at eye height, and the script scrolls past them."""

from dataclasses import replace

from rich.text import Text
from textual.widget import Widget

from presenter.palette import INK, MUTED, WARM
from presenter.widgets.script import (
    Motion,
    Word,
    fitting,
    lines,
    position,
    script,
    start_of,
    total,
    word_at,
)
from slides.deck import Slide
from slides.pacing import Pace
from slides.talk import TalkState

EYE = 1 / 3
"""How far down the widget the words to say are."""
STEP = 10.0
"""Words per minute that a key adds or takes."""


class Prompter(Widget, can_focus=False):
    """Scrolls the notes of the slide now shown. `lead` must be called a few times a second."""

    DEFAULT_CSS = "Prompter { height: 1fr; padding: 0 2; }"

    hold_key, speed_keys, fit_key = "h", "+ −", "="
    """What its keys are called where it stands."""

    def __init__(self) -> None:
        super().__init__()
        self._words: tuple[Word, ...] = ()
        self._notes = ""
        self._slide = ""
        self._step = 0
        self._now = -1
        self.motion = Motion(at=0.0)
        self.rate = 0.0
        """Words per minute at which it runs now."""

    @property
    def description(self) -> str:
        """How it runs, in a few words."""
        if self.motion.held:
            return f"held · {self.hold_key} goes on"
        if self.motion.rate is not None:
            return f"{self.motion.rate:.0f} wpm · {self.fit_key} fits the slide"
        keys = f"{self.hold_key} holds · {self.speed_keys} fix"
        return f"{self.rate:.0f} wpm to fit · {keys}"

    def lead(self, slide: Slide, state: TalkState, standing: Pace, now: float) -> None:
        """Be where the script is at `now`."""
        if (slide.slide, slide.notes) != (self._slide, self._notes):
            self._slide, self._notes = slide.slide, slide.notes
            self._words, self._step, self._now = script(slide.notes), 0, -1
            self.motion = replace(self.motion, at=now, position=0.0)
        self.rate = self._rate(state, standing, now)
        end = total(self._words)
        here = position(self.motion, now, self.rate, end)
        if state.step != self._step:
            start = start_of(self._words, state.step)
            here = max(here, start) if state.step > self._step else start
            self._step = state.step
        self.motion = replace(self.motion, at=now, position=here)
        place = word_at(self._words, here)
        if place != self._now:
            self._now = place
            self.refresh()

    def _rate(self, state: TalkState, standing: Pace, now: float) -> float:
        if state.running_since is None:
            return 0.0
        if self.motion.rate is not None:
            return self.motion.rate
        if state.plan.slides[state.plan.index(state.slide)].live:
            return sum(state.plan.pace) / 2
        words = total(self._words) - self.motion.position
        seconds = standing.budget - standing.on_slide + now - self.motion.at
        return fitting(words, seconds, standing.drift, state.plan.pace)

    def hold(self) -> None:
        """Stand still, or go on."""
        self.motion = replace(self.motion, held=not self.motion.held)

    def faster(self, direction: int) -> None:
        """Fix the rate, a step faster or slower than it is."""
        rate = self.motion.rate or self.rate or 150.0
        self.motion = replace(self.motion, rate=max(40.0, min(400.0, rate + direction * STEP)))

    def fit(self) -> None:
        """Let the slide's budget set the rate again."""
        self.motion = replace(self.motion, rate=None)

    def nudge(self, words: int) -> None:
        """Go a few words back or on."""
        here = max(0.0, min(float(total(self._words)), self.motion.position + words))
        self.motion = replace(self.motion, position=here)

    def render(self) -> Text:
        """The lines around the words to say."""
        width, height = self.content_size
        if not total(self._words):
            return Text.assemble(("No notes for this slide.", MUTED))
        now = self._words[max(0, self._now)]
        rows = lines(self._words, max(1, width))
        here = next((n for n, row in enumerate(rows) if now in row), 0)
        top = here - int(height * EYE)
        return Text("\n").join(
            _line(rows[n], now) if 0 <= n < len(rows) else Text() for n in range(top, top + height)
        )


def _line(row: tuple[Word, ...], now: Word) -> Text:
    line = Text()
    for word in row:
        line.append(word.text, style=_style(word, now))
        line.append(" ")
    return line


def _style(word: Word, now: Word) -> str:
    if word.cue:
        return f"bold {WARM}"
    if word.sentence == now.sentence:
        return f"bold {INK}"
    return MUTED if word.sentence < now.sentence else ""
