"""What is found in a deck: titles by a few letters, words in bodies and notes, terms. Pure.

Nothing here reads the notes but `lines_with`, whose findings say that they are from the notes.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from slides.deck import Deck, Slide

_MARKUP = frozenset({"reveal", "slide", "layout", "section", "budget", "part", "notes", "weights"})
"""Keys of a slide whose values nobody sees on it."""


def fuzzy(wanted: str, text: str) -> float | None:
    """How well a few letters fit a text, more is better; None when they are not all in it.

    Letters count in order. Those that begin a word or follow each other count more, and a text
    that holds the letters as they stand comes first.
    """
    wanted, text = wanted.casefold().replace(" ", ""), text.casefold()
    score, place = 0.0, -1
    for number, letter in enumerate(wanted):
        found = text.find(letter, place + 1)
        if found < 0:
            return None
        starts = _word_start(text, letter, place + 1)
        if starts is not None and found > place + 1 and _holds(text, wanted[number:], starts):
            found = starts
        begins = found == 0 or not text[found - 1].isalnum()
        score += 3 if found == place + 1 else 2 * begins
        score -= (found - place - 1) * 0.02
        place = found
    whole = bool(wanted) and wanted in text.replace(" ", "")
    return score + 20 * whole - len(text) * 0.001


def _holds(text: str, letters: str, start: int) -> bool:
    """Whether the letters stand in the text in this order, from a place on."""
    rest = iter(text[start:])
    return all(letter in rest for letter in letters)


def _word_start(text: str, letter: str, after: int) -> int | None:
    found = re.compile(rf"(?<![^\W_]){re.escape(letter)}").search(text, after)
    return found.start() if found else None


@dataclass(frozen=True)
class Hit:
    """Lines of a slide that hold what is looked for."""

    place: int
    """Of the slide, from 0."""
    where: Literal["title", "slide", "notes"]
    lines: tuple[str, ...]
    """The line found, between the line before and the line after if there are any."""
    found: int
    """Which of the lines it is."""


def lines_with(deck: Deck, wanted: str) -> Iterator[Hit]:
    """Every line with all the words wanted, of titles, slides and notes, in the deck's order."""
    words = wanted.casefold().split()
    if not words:
        return
    for place, slide in enumerate(deck.slides):
        for where, text in _texts(slide):
            lines = [line.strip() for line in text.splitlines() if line.strip()]
            for number, line in enumerate(lines):
                low = line.casefold()
                if all(word in low for word in words):
                    around = lines[max(0, number - 1) : number + 2]
                    yield Hit(place, where, tuple(around), min(number, 1))


def _texts(slide: Slide) -> Iterator[tuple[Literal["title", "slide", "notes"], str]]:
    yield "title", slide.title
    yield "slide", slide_text(slide)
    yield "notes", slide.notes


def slide_text(slide: Slide) -> str:
    """All the text that stands on a slide but its title, a line or more for each piece."""
    return "\n".join(_strings(slide.model_dump(exclude={"title"})))


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Mapping():
            for key, inner in value.items():
                if key not in _MARKUP:
                    yield from _strings(inner)
        case list() | tuple():
            for inner in value:
                yield from _strings(inner)


def terms_on(deck: Deck, slide: Slide) -> list[str]:
    """The glossary's terms that stand on a slide, as the glossary writes them."""
    text = f"{slide.title}\n{slide_text(slide)}"
    return [
        term
        for term in deck.talk.glossary
        if re.search(rf"(?<!\w){re.escape(term)}(?:s|es)?(?!\w)", text, re.IGNORECASE)
    ]
