"""From a voiceover script in Markdown to the documents of a deck, telling what is left out."""

import re
from collections.abc import Iterable
from typing import Any

from slides.durations import spell
from slides.script.asides import Aside, read_aside, tip_checkpoint
from slides.script.gathered import NoScript, Read
from slides.script.header import header_field
from slides.script.ids import LONGEST_TITLE, bare_title, ids_of
from slides.script.notes import plain_line
from slides.script.outline import Line, Section, clean, outline
from slides.script.said import take_pairs, take_slides

_ITEM = re.compile(r"\s*(?:\d{1,3}[.)]|[-*•])\s+(.*)")
_NOTE = re.compile(r"\s*(?:\*\*\s*NOTES?\s*:\s*\*\*|NOTES?\s*:)\s*(.*)", re.IGNORECASE)
_GENERIC = re.compile(r"(?:voice-?over|speaker'?s?|talk)?\s*(?:script|notes)", re.IGNORECASE)


def read_script(text: str, title: str = "A talk") -> Read:
    """The deck in a script; `title` is for one that names none. Raises NoScript without slides."""
    first, *rest = outline(clean(text))
    read = Read()
    _header(read, first.lines)
    for section in rest:
        _take(read, section)
    if not read.slides:
        like = "## SLIDE 1: TITLE [30 seconds]"
        raise NoScript(f"it has no slides; a heading such as `{like}` opens one")
    for slide, name in zip(read.slides, ids_of(read.slides), strict=True):
        slide["slide"] = name
    for section in rest:
        if section.kind == "notes":
            for aside in _asides(read, section):
                _use_aside(read, aside)
    _finish(read, title)
    return read


def _header(read: Read, lines: Iterable[Line]) -> None:
    """The header's lines, which stand before any heading or below that of the talk."""
    for number, text, rule in lines:
        if not rule and not header_field(read, text):
            read.miss(number, text)


def _take(read: Read, section: Section) -> None:
    """Put a section into the deck; notes to the speaker wait until all slides are known."""
    match section.kind:
        case "slide" | "qa" | "closing":
            take_slides(read, section)
        case "answers":
            take_pairs(read, section.lines)
        case "tips":
            _tips(read, section.lines)
        case "other":
            _other(read, section)


def _other(read: Read, section: Section) -> None:
    """A heading of no known kind: the talk's own before the first slide, or nothing we know."""
    if read.slides:
        read.miss(section.line, section.heading)
        for number, text, rule in section.lines:
            if not rule:
                read.miss(number, text)
        return
    bare = bare_title(section.heading)
    if not _GENERIC.fullmatch(section.title.strip()):
        if "talk" in read.talk or not bare:
            read.miss(section.line, section.heading)
        else:
            read.talk["talk"] = bare[:LONGEST_TITLE].strip()
    _header(read, section.lines)


def _tips(read: Read, lines: Iterable[Line]) -> None:
    """The items of a list, up to a line across the page."""
    items: list[str] = []
    over = False
    for number, text, rule in lines:
        over = over or rule
        if rule or not text.strip():
            continue
        if not over and (item := _ITEM.fullmatch(text)):
            items.append(item[1])
        elif not over and items:
            items[-1] += f" {text}"
        else:
            read.miss(number, text)
    read.tips += _tip_texts(items)


def _tip_texts(items: Iterable[str]) -> list[str]:
    return [text for item in items if (text := " ".join(plain_line(item).split()))]


def _asides(read: Read, section: Section) -> list[Line]:
    """What the notes to the speaker say, item by item."""
    found: list[Line] = []
    began = bool(section.heading)
    for line in section.lines:
        note = _NOTE.fullmatch(line.text)
        item = _ITEM.fullmatch(line.text)
        if line.rule or not line.text.strip():
            continue
        if note:
            began = True
            found += [Line(line.number, note[1])] if note[1] else []
        elif began and item:
            found.append(Line(line.number, item[1]))
        else:
            read.miss(line.number, line.text)
    return found


def _use_aside(read: Read, line: Line) -> None:
    """A note to the speaker: a cut when it says which slide may be shorter, or else a tip."""
    said = " ".join(plain_line(line.text).split())
    aside = read_aside(said)
    number = _slide_meant(read, aside) if aside else None
    if aside is None or number is None:
        read.tips += [said] if said else []
        return
    cut = {"slide": str(number), "to": spell(aside.to)}
    read.cuts.append(cut | ({"how": aside.how} if aside.how else {}))


def _slide_meant(read: Read, aside: Aside) -> int | None:
    """The place of the slide that a note names by number, id or words."""
    if aside.number is not None or aside.name:
        wanted = [
            place
            for place, slide in enumerate(read.slides)
            if (aside.name and slide["slide"] == aside.name) or slide["number"] == str(aside.number)
        ]
        return wanted[0] if wanted else None
    for key in ("title", "cues", "notes"):
        texts = [_searched(slide, key) for slide in read.slides]
        hits = [n for n, text in enumerate(texts) if all(w in text for w in aside.words)]
        if len(hits) == 1:
            return hits[0]
    return None


def _searched(slide: dict[str, Any], key: str) -> str:
    if key != "cues":
        return str(slide[key]).lower()
    return " ".join(re.findall(r"\[[^\[\]]*\]", slide["notes"])).lower()


def _finish(read: Read, title: str) -> None:
    """Resolve what names slides by number, and put the talk in order."""
    ids = [slide["slide"] for slide in read.slides]
    by_number = {slide["number"]: name for slide, name in zip(read.slides, ids, strict=True)}
    by_number |= {f"#{name}": name for name in ids}
    for slide in read.slides:
        del slide["number"]
    points = read.checkpoints
    if points is None:
        points = [point for tip in read.tips if (point := tip_checkpoint(tip))]
    checkpoints = {by_number[at]: by for at, by in points if at in by_number}
    talk = {"talk": read.talk.pop("talk", "") or title, **read.talk}
    if checkpoints:
        talk["checkpoints"] = [{"at": at, "by": by} for at, by in checkpoints.items()]
    for cut in read.cuts:
        cut["slide"] = ids[int(cut["slide"])]
    lists = {"cut": read.cuts, "tips": read.tips, "answers": read.answers}
    talk |= {key: values for key, values in lists.items() if values}
    order = ("talk", "speaker", "event", "tone", "duration", "qa", "pace")
    read.talk = {key: talk[key] for key in order if key in talk} | talk
    read.unread.sort()
