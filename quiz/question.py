"""What a question is. Pure, and the only part of the quiz that decks know."""

import re
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
MAX_OPTIONS = 9
"""As many as there are digits to choose them by."""
LETTERS = "ABCDEFGHI"
SHAPES = "▲◆●■★♥♣♠✚"
COLOURS = ("red", "blue", "yellow", "green", "magenta", "cyan", "red", "blue", "yellow")
"""How options are told apart, on the slide and on attendees' screens: never by colour alone."""
LONGEST = 3600.0
"""Seconds: the longest time limit."""

_LIMIT = re.compile(r"(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s)?")


def _seconds(value: object) -> object:
    """`30s`, `2m` or `1m30s`, as decks write it; a number is taken as seconds."""
    if not isinstance(value, str):
        return value
    match = _LIMIT.fullmatch(value.strip())
    if not match or not any(match.groups()):
        raise ValueError(f"write a time limit as 30s, 2m or 1m30s, not {value!r}")
    minutes, seconds = (float(part or 0) for part in match.groups())
    total = minutes * 60 + seconds
    if total <= 0:
        raise ValueError("a time limit is longer than nothing; leave `time` out for no limit")
    if total > LONGEST:
        raise ValueError(f"{value!r} is longer than an hour")
    return total


TimeLimit = Annotated[
    float,
    BeforeValidator(_seconds),
    Field(gt=0, le=LONGEST),
    WithJsonSchema({"type": "string", "pattern": r"^(?=\d)(\d+m)?(\d+(\.\d+)?s)?$"}),
]
"""Seconds."""


class Option(BaseModel):
    """One answer that can be chosen, and why it is or is not the right one."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    text: str = Field(min_length=1, max_length=200)
    right: bool = False
    why: str = Field(default="", max_length=500)


class Question(BaseModel):
    """A single-choice question; without a right option it is a poll."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    question: Identifier
    ask: str = Field(min_length=1, max_length=1000)
    options: tuple[Option, ...] = Field(min_length=2, max_length=MAX_OPTIONS)
    explanation: str = Field(default="", max_length=1000)
    time: TimeLimit | None = None
    points: int = Field(default=1000, ge=0, le=10_000)

    @model_validator(mode="after")
    def _options_differ(self) -> Self:
        texts = [option.text.casefold() for option in self.options]
        if len(set(texts)) < len(texts):
            raise ValueError("two options of this question are the same")
        return self

    @property
    def right(self) -> frozenset[int]:
        """Places of the right options, from 0; empty for a poll."""
        return frozenset(i for i, option in enumerate(self.options) if option.right)
