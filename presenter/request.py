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


class Refused(Exception):
    """The talk cannot be shown; the text says what, where and the cure."""
