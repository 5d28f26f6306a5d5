"""Times as scripts have them: `2.5 minutes`, `30 seconds`, `40-42 minutes`, `2m30s`."""

import re

from slides.durations import LONGEST, Span, spell

_UNITS = {"h": 3600.0, "m": 60.0, "s": 1.0}
_UNIT = r"(?:h(?:ours?|rs?)?|m(?:in(?:ute)?s?)?|s(?:ec(?:ond)?s?)?)(?![A-Za-z])"
_NUMBER = r"\d{1,5}(?:\.\d{1,4})?"
_PIECE = rf"{_NUMBER}\s*(?:{_UNIT}|[hm](?=\d))"
TIME = rf"[~≈]?\s*{_NUMBER}\s*[-–—]\s*{_PIECE}|[~≈]?\s*{_PIECE}(?:\s*{_PIECE})*"
"""A time or a range of two, as a part of other expressions."""
_RANGE = re.compile(rf"({_NUMBER})\s*[-–—]\s*({_NUMBER})\s*([hms])", re.IGNORECASE)
_PIECES = re.compile(rf"({_NUMBER})\s*([hms])", re.IGNORECASE)


def read_time(text: str) -> Span | None:
    """Seconds, from and to, of a text that is a `TIME`; None when they come to nothing, to more
    than a day, or run backwards."""
    if found := _RANGE.search(text):
        unit = _UNITS[found[3].lower()]
        span = Span(float(found[1]) * unit, float(found[2]) * unit)
    else:
        pieces = _PIECES.findall(text)
        total = sum(float(number) * _UNITS[unit.lower()] for number, unit in pieces)
        span = Span(total, total)
    return span if 0 < span.low <= span.high <= LONGEST else None


def write_time(seconds: float) -> str:
    """Whole seconds as people write them: `30 seconds`, `1 minute`, `2.5 minutes`, `2m35s`."""
    whole = round(seconds)
    if whole < 60:
        return _counted(f"{whole}", "second")
    return _counted(f"{whole / 60:g}", "minute") if whole % 30 == 0 else spell(whole)


def write_span(span: Span) -> str:
    """A range as people write it: `40-42 minutes`; or the one time that it is."""
    low, high = round(span.low), round(span.high)
    if low == high:
        return write_time(low)
    if low % 30 == high % 30 == 0:
        return f"{low / 60:g}-{high / 60:g} minutes"
    return f"{low}-{high} seconds"


def _counted(number: str, unit: str) -> str:
    return f"{number} {unit}" if number == "1" else f"{number} {unit}s"
