"""What every piece of a deck has in common, and how its values are written."""

from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)

from slides.durations import Span, parse_duration, parse_span


def _duration(value: object) -> object:
    return parse_duration(value) if isinstance(value, str) else value


def _span(value: object) -> object:
    return parse_span(value) if isinstance(value, str) else value


def _pace(value: object) -> object:
    """`150` or `140-160`, in words per minute."""
    if not isinstance(value, str):
        return value
    low, dash, high = value.replace("–", "-").partition("-")
    try:
        span = Span(float(low), float(high if dash else low))
    except ValueError:
        span = Span(0, 0)
    if not 0 < span.low <= span.high <= 400:
        raise ValueError(f"write the pace in words per minute, as 150 or 140-160, not {value!r}")
    return span


_ONE = r"(?=\d)(\d+h)?(\d+(\.\d+)?m)?(\d+s)?"
_DURATION = WithJsonSchema({"type": "string", "pattern": f"^{_ONE}$", "examples": ["90s", "2m30s"]})
_RANGE = WithJsonSchema(
    {"type": "string", "pattern": f"^{_ONE}([-–]{_ONE})?$", "examples": ["41m", "40m-42m"]}
)
_RATE = WithJsonSchema(
    {
        "anyOf": [
            {"type": "number", "exclusiveMinimum": 0, "maximum": 400},
            {"type": "string", "pattern": r"^\d+(\.\d+)?([-–]\d+(\.\d+)?)?$"},
        ],
        "examples": ["140-160"],
    }
)
Seconds = Annotated[float, BeforeValidator(_duration), _DURATION]
"""A duration; in seconds once read. `0s` is one."""
Duration = Annotated[Seconds, Field(gt=0), _DURATION]
"""A duration above nothing; in seconds once read."""
DurationRange = Annotated[Span, BeforeValidator(_span), _RANGE]
"""Seconds, from and to."""
Pace = Annotated[Span, BeforeValidator(_pace), _RATE]
"""Words per minute, from and to."""
Reveal = Literal["with", "step", "items"]
"""How a block comes on: with what stands before it, as a step of its own, or item by item."""
Whole = Literal["with", "step"]
"""How a block comes on that has no items."""
Text = Annotated[str, Field(max_length=200_000)]
Line = Annotated[str, Field(max_length=200)]
FileName = Annotated[str, Field(min_length=1, max_length=500)]
"""A file, relative to the deck's folder."""


class Part(BaseModel):
    """A piece of a deck. Unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _remember_keys(cls, value: Any, info: ValidationInfo) -> Any:
        """Tell the loader which keys were possible here, for its did-you-mean."""
        if isinstance(info.context, dict) and isinstance(value, dict):
            info.context[id(value)] = tuple(cls.model_fields)
        return value
