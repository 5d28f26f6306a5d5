"""What is said: the slides of a script with their notes, and the questions with their answers."""

import re
from collections.abc import Iterable, Sequence

from slides.durations import spell
from slides.script.gathered import Read
from slides.script.header import spelt
from slides.script.ids import LONGEST_TITLE, bare_title
from slides.script.notes import notes_of, plain_line
from slides.script.outline import Line, Section

NEXT = re.compile(r"\s*\**\s*\[\s*NEXT SLIDE\s*\]\s*\**\s*", re.IGNORECASE)
_ASKED = re.compile(
    r"\s*(?:\*\*\s*Q\s*:\s*\*\*(.*)|\*\*\s*Q\s*:(.*)\*\*|Q\s*:(.*))\s*", re.IGNORECASE
)
_ANSWERED = re.compile(r"\s*(?:\*\*\s*A\s*:\s*\*\*|A\s*:)(.*)", re.IGNORECASE)


def take_slides(read: Read, section: Section) -> None:
    """The slide, or the slides, that a section is for."""
    lines, pairs = section.lines, list[Line]()
    if section.kind == "qa":
        asked = (n for n, line in enumerate(lines) if _ASKED.fullmatch(line.text))
        first = next(asked, len(lines))
        lines, pairs = lines[:first], lines[first:]
    count = max(1, len(section.numbers))
    parts = _parts([line for line in lines if not line.rule], count)
    budgets = _budgets(read, section, count)
    for place in range(count):
        title = section.title if count == 1 else f"{section.title} ({place + 1})".strip()
        number = section.numbers[place] if section.numbers else None
        if len(title) > LONGEST_TITLE:
            read.miss(section.line, f"the end of a title: {title[LONGEST_TITLE:]}")
            title = title[:LONGEST_TITLE].rstrip()
        slide = {"slide": section.name if count == 1 else "", "title": title}
        slide["number"] = str(number or "")
        if budgets[place]:
            slide["budget"] = budgets[place]
        if section.kind != "slide":
            slide["part"] = section.kind
        slide["notes"] = notes_of([line.text for line in parts[place]])
        read.slides.append(slide)
    take_pairs(read, pairs)


def _parts(lines: Sequence[Line], count: int) -> list[list[Line]]:
    """The lines of each of so many slides, which `[NEXT SLIDE]` divides."""
    parts: list[list[Line]] = [[]]
    for line in lines:
        if len(parts) < count and NEXT.fullmatch(line.text):
            parts.append([])
        else:
            parts[-1].append(line)
    return parts + [[] for _ in range(count - len(parts))]


def _budgets(read: Read, section: Section, count: int) -> list[str]:
    """What each of a section's slides is given; a range is for questions as a whole."""
    span = section.time
    if span is None:
        return [""] * count
    if section.kind == "qa" and span.low < span.high:
        read.talk.setdefault("qa", spelt(span))
        return [""]
    middle = round((span.low + span.high) / 2)
    if section.each or count == 1:
        return [spell(max(1, middle))] * count
    share = max(1, middle // count)
    return [spell(share)] * (count - 1) + [spell(max(1, middle - share * (count - 1)))]


def take_pairs(read: Read, lines: Iterable[Line]) -> None:
    """Questions and their answers; what is asked again, or not answered, is not understood."""
    known = {_same(pair["ask"]) for pair in read.answers}
    for asked, said in _by_question(read, lines):
        found = _ASKED.fullmatch(asked.text)
        question = next(filter(None, found.groups()), "") if found else ""
        ask, answer = bare_title(plain_line(question)), _answer(said)
        if not ask or not answer or _same(ask) in known:
            for line in (asked, *said):
                read.miss(line.number, line.text)
        else:
            known.add(_same(ask))
            read.answers.append({"ask": ask, "answer": answer})


def _by_question(read: Read, lines: Iterable[Line]) -> list[tuple[Line, list[Line]]]:
    """Each question with the lines below it."""
    found: list[tuple[Line, list[Line]]] = []
    for line in lines:
        if line.rule:
            continue
        if _ASKED.fullmatch(line.text):
            found.append((line, []))
        elif found:
            found[-1][1].append(line)
        else:
            read.miss(line.number, line.text)
    return found


def _answer(lines: Sequence[Line]) -> str:
    """The answer in the lines below a question; "" when none begins with `A:`."""
    texts = [line.text for line in lines]
    while texts and not texts[0].strip():
        texts.pop(0)
    first = _ANSWERED.fullmatch(texts[0]) if texts else None
    return _paragraphs(map(plain_line, [first[1], *texts[1:]])) if first else ""


def _same(ask: str) -> str:
    return " ".join(ask.casefold().split())


def _paragraphs(lines: Iterable[str]) -> str:
    joined = "\n".join(lines)
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n{2,}", joined)).strip()
