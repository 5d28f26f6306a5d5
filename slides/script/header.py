"""The fields of a script's header: duration, pace and their kin."""

import re

from slides.durations import Span, spell
from slides.script.asides import read_checkpoint
from slides.script.gathered import Read
from slides.script.times import TIME, read_time

_KEY = r"[A-Za-z][A-Za-z& ]{1,20}?"
_FIELD = re.compile(rf"\s*(?:\*\*\s*({_KEY})\s*:\s*\*\*|({_KEY})\s*:)\s*(.*?)\s*")
_RATE = re.compile(r"[~≈]?\s*(\d{2,3})(?:\s*[-–—]\s*(\d{2,3}))?(?!\d).*")
_QA = re.compile(rf"\+?\s*({TIME})\s*(?:of\s+)?Q\s*&\s*A", re.IGNORECASE)


def header_field(read: Read, text: str) -> bool:
    """Whether a line is one that the header may have; it is put into the talk then."""
    found = _FIELD.fullmatch(text)
    if found is None or not found[3]:
        return False
    key, value = " ".join((found[1] or found[2]).lower().split()), found[3]
    match key:
        case "tone" | "speaker" | "event":
            read.talk[key] = value
        case "duration" | "length":
            return _duration(read, value)
        case "q&a" | "questions":
            return _span_field(read, "qa", value)
        case "pace":
            return _pace(read, value)
        case "checkpoint" | "checkpoints":
            return _checkpoint(read, value)
        case _:
            return False
    return True


def _duration(read: Read, value: str) -> bool:
    if found := _QA.search(value):
        _span_field(read, "qa", found[1])
        value = value[: found.start()]
    return _span_field(read, "duration", value)


def _span_field(read: Read, key: str, value: str) -> bool:
    found = re.match(rf"\W*({TIME})", value, re.IGNORECASE)
    span = read_time(found[1]) if found else None
    if span is None:
        return False
    read.talk[key] = spelt(span)
    return True


def spelt(span: Span) -> str:
    """A time or a range as decks have it."""
    low, high = spell(span.low), spell(span.high)
    return low if low == high else f"{low}-{high}"


def _pace(read: Read, value: str) -> bool:
    found = _RATE.fullmatch(value)
    low, high = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not 0 < low <= high <= 400:
        return False
    read.talk["pace"] = f"{low}" if low == high else f"{low}-{high}"
    return True


def _checkpoint(read: Read, value: str) -> bool:
    point = read_checkpoint(value)
    if point is None and value.lower() != "none":
        return False
    read.checkpoints = [*(read.checkpoints or []), *([point] if point else [])]
    return True
