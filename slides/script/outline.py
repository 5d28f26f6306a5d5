"""A script's outline: its headings with their times, and the lines below each."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from markdown_it import MarkdownIt

from slides.durations import Span
from slides.script.times import TIME, read_time

Kind = Literal["slide", "qa", "closing", "tips", "notes", "answers", "other"]
_BLOCKS = MarkdownIt("commonmark").disable(["lheading", "html_block", "reference", "inline"])
"""Headings, rules and fences; what is underlined with dashes is no heading but speech and a rule.
"""
_UNREADABLE = re.compile(
    "[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_SLIDE = re.compile(
    r"SLIDES?\s+(\d{1,4})(?:\s*[-–—]\s*(\d{1,4})(?=\s*(?:[:\[({]|$)))?(?:\s*[:.–—-](?=\s|$)\s*|\s+|$)",
    re.IGNORECASE,
)
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("qa", re.compile(r"Q\s*&\s*A\b|QUESTIONS?\b", re.IGNORECASE)),
    ("closing", re.compile(r"CLOSING\b", re.IGNORECASE)),
    ("tips", re.compile(r"(?:(?:DELIVERY|SPEAKING|SPEAKER)\s+)?TIPS\b", re.IGNORECASE)),
    ("notes", re.compile(r"NOTES?(?:\s+(?:TO|FOR)\s+THE\s+SPEAKER)?\s*:?$", re.IGNORECASE)),
    ("answers", re.compile(r"ANSWERS$", re.IGNORECASE)),
)
_MARKS = re.compile(r"\{((?:\s*[#.][A-Za-z0-9-]+)+)\s*\}\s*$")
_TIMED = re.compile(rf"[\[(]\s*({TIME})(\s+(?:in\s+)?total|\s+each)?\s*[\])]$", re.IGNORECASE)
_UNTIMED = re.compile(r"\[\s*\]$")
END = re.compile(r"\s*\**\s*END OF SCRIPT\b.*", re.IGNORECASE)
MOST_AT_ONCE = 20
"""Slides that one heading can be for."""


class Line(NamedTuple):
    """A line of the script, without the blanks around it. Numbers count from 1."""

    number: int
    text: str
    rule: bool = False
    """It is a line across the page."""


@dataclass
class Section:
    """A heading and what stands below it; the first section has none."""

    line: int
    heading: str
    kind: Kind
    title: str
    numbers: tuple[int, ...] = ()
    """Of the slides it is for, as the script counts them."""
    time: Span | None = None
    each: bool = False
    """The time is for each of its slides, not for all of them."""
    name: str = ""
    """The slide's id, when the heading gives it."""
    lines: list[Line] = field(default_factory=list)


def clean(text: str) -> str:
    """The text without what a deck cannot hold, with one kind of line end."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    text = re.sub("[\r\x85\u2028\u2029]", "\n", text).replace("\t", "    ")
    return _UNREADABLE.sub("", text)


def outline(text: str) -> list[Section]:
    """The sections of a script that is `clean`; what stands before the first heading is one too,
    and so is what follows its end mark."""
    headings, rules, fenced = _structure(text)
    sections = [Section(0, "", "other", "")]
    for number, line in enumerate(map(str.strip, text.split("\n")), start=1):
        if number in headings:
            sections.append(_section(number, headings[number]))
        elif number not in fenced and END.fullmatch(line):
            sections.append(Section(number, "", "notes", ""))
        else:
            sections[-1].lines.append(Line(number, line, number in rules))
    return sections


def _structure(text: str) -> tuple[dict[int, str], set[int], set[int]]:
    """Headings by their line, the lines of rules, and lines that are code."""
    tokens = _BLOCKS.parse(text)
    headings: dict[int, str] = {}
    rules: set[int] = set()
    fenced: set[int] = set()
    for place, token in enumerate(tokens):
        if token.level or not token.map:
            continue
        first, end = token.map
        if token.type == "heading_open":
            headings[first + 1] = " ".join(tokens[place + 1].content.split())
        elif token.type == "hr":
            rules.add(first + 1)
        elif token.type == "fence":
            fenced.update(range(first + 1, end + 1))
    return headings, rules, fenced


def _section(line: int, heading: str) -> Section:
    """The section that a heading opens: `SLIDE 3: TITLE [2.5 minutes] {#its-id}`."""
    said = _without_symbols(heading)
    classes: list[str] = []
    name = ""
    if marks := _MARKS.search(said):
        given = (
            marks[1].split() if " " in marks[1].strip() else re.findall(r"[#.][^#.\s]+", marks[1])
        )
        classes = [mark[1:] for mark in given if mark.startswith(".")]
        name = next((mark[1:] for mark in given if mark.startswith("#")), "")
        said = said[: marks.start()].rstrip()
    said, time, each = _timed(said)
    kind, title, numbers = kind_of(said)
    if kind == "slide" and classes in (["qa"], ["closing"]):
        kind = "qa" if classes == ["qa"] else "closing"
    return Section(line, heading, kind, title, numbers, time, each, name)


def _without_symbols(text: str) -> str:
    """The heading without pictures in front."""
    place = 0
    while place < len(text) and (
        text[place] == " " or unicodedata.category(text[place]) in ("So", "Sk", "Mn", "Cf")
    ):
        place += 1
    return text[place:]


def _timed(text: str) -> tuple[str, Span | None, bool]:
    if found := _UNTIMED.search(text):
        return text[: found.start()].rstrip(), None, False
    found = _TIMED.search(text)
    span = read_time(found[1]) if found else None
    if found is None or span is None:
        return text, None, False
    return text[: found.start()].rstrip(), span, "each" in (found[2] or "").lower()


def kind_of(heading: str) -> tuple[Kind, str, tuple[int, ...]]:
    """What a heading without its time opens, the title, and the numbers of the slides."""
    if found := _SLIDE.match(heading):
        first = int(found[1])
        last = int(found[2] or first)
        several = range(first, last + 1) if first <= last < first + MOST_AT_ONCE else [first]
        return "slide", heading[found.end() :].strip(), tuple(several)
    for kind, pattern in _KINDS:
        if pattern.match(heading):
            return kind, heading, ()
    return "other", heading, ()
