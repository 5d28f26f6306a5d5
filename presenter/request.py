"""What a command asks of the stage, and the answer no."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Request:
    """What to show and how. `slide` counts from 1."""

    deck: Path
    rehearsal: bool = False
    slide: int = 1
    quiz: str | None = None
    """`ADDRESS:PORT` to serve quizzes on; None serves none."""
    resume: bool = False
    """Go on with the talk that broke off."""
    until: str | None = None
    """The hard end by the clock on the wall, as `14:50`."""
    lasts: float | None = None
    """The hard end in seconds after the start."""
    split: bool = False
    """Slide and notes side by side, for a call in which one window is shown."""
    follow: bool = False
    """Go to the slide that was changed last in the deck's file."""
    own_pace: bool = False
    """Project the finish at the speaker's own rate, learnt from takes."""
    slides: str = ""
    """Only these, as `3-7`; "" is all."""
    section: str = ""
    """Only the slides of this one; "" is all."""
    recorded: bool = False
    """Live panes play their recordings; no model is loaded."""
    speed: float = 1.0
    """How many times as fast as a clock the talk's time runs."""
    lab_memory: str | None = None
    """What the lab's models may take together, as `2GB`; None leaves it to the settings."""
    theme: str | None = None
    """A theme's name or file, before the deck's own and the settings."""


class Refused(Exception):
    """The talk cannot be shown; the text says what, where and the cure."""
