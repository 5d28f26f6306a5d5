"""What is gathered from a script while it is read."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple


class NoScript(Exception):
    """The text is no voiceover script; says what is missing."""


class Unread(NamedTuple):
    """A line, counted from 1, that was not understood."""

    line: int
    text: str


@dataclass
class Read:
    """The documents of a deck as plain values, the talk first, and what is not in them."""

    talk: dict[str, Any] = field(default_factory=dict)
    slides: list[dict[str, Any]] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    numbers: dict[int, str] = field(default_factory=dict)
    """The slide's id for each number that the script gives one."""
    tips: list[str] = field(default_factory=list)
    answers: list[dict[str, str]] = field(default_factory=list)
    cuts: list[dict[str, str]] = field(default_factory=list)
    checkpoints: list[tuple[str, str]] | None = None
    """Slides as the header names them, and times; None when it names none."""

    def miss(self, line: int, text: str) -> None:
        """Note a line that was not understood, if there is anything on it."""
        if text.strip():
            self.unread.append(Unread(line, " ".join(text.split())))
