"""What all questions have in common, and how their values are written."""

import re
from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

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


def _kind_is_written(schema: dict[str, Any], model: type[BaseModel]) -> None:
    """Only a single choice may leave its kind out: editors tell the kinds apart by it."""
    kind = model.model_fields.get("kind")
    if kind is not None and kind.default != "choice":
        schema["required"] = sorted({*schema.get("required", []), "kind"})


class Question(BaseModel):
    """What questions of every kind have. Unknown keys are errors."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, defer_build=True, json_schema_extra=_kind_is_written
    )

    question: Identifier
    """Its id."""
    ask: str = Field(min_length=1, max_length=1000)
    """The question itself."""
    code: str = Field(default="", max_length=4000)
    """Code that the question is about, shown below it as it stands."""
    explanation: str = Field(default="", max_length=1000)
    """Shown with the right answer."""
    time: TimeLimit | None = None
    """A time limit; none when left out."""
    points: int = Field(default=1000, ge=0, le=10_000)
    """For the right answer, at once."""

    @property
    def choices(self) -> tuple[Option, ...]:
        """What there is to choose from; nothing for questions that are answered otherwise."""
        return ()

    @property
    def right(self) -> frozenset[int]:
        """Places of the right choices, from 0; empty when none is right, or none to choose."""
        return frozenset(i for i, option in enumerate(self.choices) if option.right)

    @property
    def has_answer(self) -> bool:
        """Whether there is a right answer, so that points can be won."""
        return bool(self.right)

    @property
    def speed_counts(self) -> bool:
        """Whether who answers sooner may earn more."""
        return True


def differing(options: Sequence[Option]) -> None:
    """Raise ValueError when two options say the same."""
    texts = [" ".join(option.text.casefold().split()) for option in options]
    if len(set(texts)) < len(texts):
        raise ValueError("two options of this question are the same")
