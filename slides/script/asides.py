"""Remarks in scripts that plan the time: what may be shortened, and where to look at the clock."""

import re
from dataclasses import dataclass

from slides.durations import spell
from slides.script.times import TIME, read_time

_SHORTER = re.compile(
    rf"(?:the\s+)?(?P<what>.+?)\s+(?:can|may|could)\s+be\s+(?:shortened|cut|reduced)\s+to\s+"
    rf"(?P<to>{TIME})(?P<how>.*)",
    re.IGNORECASE,
)
_SKIPPED = re.compile(
    r"(?:the\s+)?(?P<what>.+?)\s+(?:can|may|could)\s+be\s+(?:skipped|left\s+out)(?P<how>.*)",
    re.IGNORECASE,
)
_BY_NUMBER = re.compile(r"slide\s+(\d{1,4})", re.IGNORECASE)
_BY_NAME = re.compile(r"#([a-z][a-z0-9-]{0,59})")
_HOW = re.compile(r"\s*:\s*|\s*,\s*|\s+by\s+|\s+", re.IGNORECASE)
_POINT = re.compile(
    rf"(?:slide\s+(?P<number>\d+)|#(?P<name>[a-z][a-z0-9-]*))\s+by\s+(?P<by>{TIME})",
    re.IGNORECASE,
)
_HINT = re.compile(
    rf"\b(?:time|clock)\b.*?\bslide\s+(\d{{1,4}})\b(?:\D|\d(?!\d*\s*[hms]))*?({TIME})",
    re.IGNORECASE,
)
LONGEST_HINT = 300
"""Characters of a tip that are looked at for a time."""
_SMALL = frozenset({"a", "an", "and", "of", "on", "part", "section", "slide", "the", "with"})


@dataclass(frozen=True)
class Aside:
    """A slide that may be given less time: which, how much, and how."""

    words: tuple[str, ...]
    """What it is called, in small letters; none when it goes by its number or its id."""
    number: int | None
    name: str
    to: float
    """Seconds; 0 skips it."""
    how: str


def read_aside(text: str) -> Aside | None:
    """The cut that a note to the speaker permits; None when it speaks of something else.

    Of a range such as `2-3 minutes` it is the middle.
    """
    found = _SHORTER.fullmatch(text) or _SKIPPED.fullmatch(text)
    if found is None:
        return None
    span = read_time(found["to"]) if "to" in found.groupdict() else None
    if span is None and "to" in found.groupdict():
        return None
    what = found["what"].strip()
    number, name = _BY_NUMBER.fullmatch(what), _BY_NAME.fullmatch(what)
    named = bool(number or name)
    words = () if named else tuple(w for w in re.findall(r"\w+", what.lower()) if w not in _SMALL)
    if not named and not words:
        return None
    separator = _HOW.match(found["how"])
    return Aside(
        words=words,
        number=int(number[1]) if number else None,
        name=name[1] if name else "",
        to=float(round((span.low + span.high) / 2)) if span else 0.0,
        how=found["how"][separator.end() if separator else 0 :].strip(),
    )


def read_checkpoint(text: str) -> tuple[str, str] | None:
    """`SLIDE 10 by 20 minutes`: the number, or the id after a `#`, and the time."""
    found = _POINT.fullmatch(text.strip())
    span = read_time(found["by"]) if found else None
    if found is None or span is None:
        return None
    return found["number"] or f"#{found['name']}", spell(span.high)


def tip_checkpoint(tip: str) -> tuple[str, str] | None:
    """The checkpoint in a tip such as `Check time at slide 10 (should be ~20 min mark)`."""
    found = _HINT.search(tip[:LONGEST_HINT])
    span = read_time(found[2]) if found else None
    return (found[1], spell(span.high)) if found and span else None
