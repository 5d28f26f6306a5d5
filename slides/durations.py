"""Durations as speakers write them: `90s`, `2m`, `2m30s`, `1h5m`, and ranges such as `40m-42m`."""

import re
from dataclasses import dataclass

_DURATION = re.compile(r"(?:(\d+)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+)s)?")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
LONGEST = 24 * 3600.0
"""Seconds. A longer duration is a slip of the pen, not a talk."""


@dataclass(frozen=True)
class Span:
    """From `low` to `high` seconds; equal when one duration was given."""

    low: float
    high: float


def parse_duration(text: str) -> float:
    """Seconds in `text`. Raises ValueError with the cure when it is written any other way."""
    text = text.strip()
    if clock := _CLOCK.fullmatch(text):
        first, second, third = clock.groups()
        units = f"{first}h{second}m{third}s" if third else f"{first}m{second}s"
        raise ValueError(f"write it with units, as {re.sub(r'(?<![0-9])0(?=[0-9])', '', units)}")
    match = _DURATION.fullmatch(text)
    if not match or not any(match.groups()):
        raise ValueError(f"write a duration as 90s, 2m or 2m30s, not {_clipped(text)}")
    hours, minutes, seconds = (float(part or 0) for part in match.groups())
    total = hours * 3600 + minutes * 60 + seconds
    if total > LONGEST:
        raise ValueError(f"{_clipped(text)} is longer than a day")
    return total


def _clipped(text: str) -> str:
    """The text in quotes, cut to what an error message can bear."""
    return repr(text if len(text) <= 40 else text[:39] + "…")


def parse_span(text: str) -> Span:
    """A duration or a range of two: `41m` or `40m-42m`."""
    low, dash, high = text.replace("–", "-").partition("-")
    span = Span(parse_duration(low), parse_duration(high if dash else low))
    if span.low > span.high:
        raise ValueError(f"the range {_clipped(text)} runs backwards")
    return span


def spell(seconds: float) -> str:
    """Seconds as a speaker writes them: 150 is `2m30s`, 45 is `45s`."""
    whole = round(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    parts = [(hours, "h"), (minutes, "m"), (rest, "s")]
    return "".join(f"{n}{unit}" for n, unit in parts if n) or "0s"


def clock(seconds: float) -> str:
    """Seconds as a clock shows them: `2:30`, `1:05:00`. Rounded down; never negative."""
    whole = max(0, int(seconds))
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def signed_clock(seconds: float) -> str:
    """A drift with its sign: `+1:05` is late, `−0:20` early, `±0:00` neither."""
    whole = round(seconds)
    sign = "+" if whole > 0 else "−" if whole < 0 else "±"
    return f"{sign}{clock(abs(whole))}"
