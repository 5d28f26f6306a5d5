"""What a question is. Pure, and the only part of the quiz that decks know."""

from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]


def _seconds(value: object) -> object:
    """`30s` or `1m30s`, as decks write it; a number is taken as seconds."""
    if not isinstance(value, str):
        return value
    minutes, _, seconds = value.removesuffix("s").rpartition("m")
    if not value.endswith(("s", "m")):
        raise ValueError(f"write a time limit as 30s or 1m30s, not {value!r}")
    return float(minutes or 0) * 60 + float(seconds or 0)


TimeLimit = Annotated[float, BeforeValidator(_seconds), Field(gt=0, le=3600)]


class Option(BaseModel):
    """One answer that can be chosen, and why it is or is not the right one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str = Field(min_length=1, max_length=200)
    right: bool = False
    why: str = Field(default="", max_length=500)


class Question(BaseModel):
    """A single-choice question; without a right option it is a poll."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: Identifier
    ask: str = Field(min_length=1, max_length=1000)
    options: tuple[Option, ...] = Field(min_length=2, max_length=9)
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
