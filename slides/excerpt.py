"""A part of a deck for a rehearsal: some slides by number, or one section."""

import re
from dataclasses import replace

from slides.deck import Deck, Slide
from slides.loader import Loaded
from slides.planning import plan_of, section_names
from slides.problems import did_you_mean

_NUMBERS = re.compile(r"(\d{1,5})(?:\s*[-–]\s*(\d{1,5}))?")


def excerpt(loaded: Loaded, numbers: str = "", section: str = "") -> Loaded:
    """The deck with only these slides shown: numbers such as `3-7` or `2,5-6`, or a section's name.

    Budgets are those that the slides have in the whole talk; its duration and its checkpoints are
    for all of it, and so are left out. Raises ValueError, with the cure, when nothing is meant.
    """
    deck = loaded.deck.shown()
    places = _by_number(deck, numbers) if numbers else _by_section(deck, section)
    budgets = {planned.slide: planned.budget for planned in plan_of(deck).slides}
    wanted = {deck.slides[place].slide for place in places}

    def kept(slide: Slide) -> Slide:
        if slide.slide not in wanted:
            return slide.model_copy(update={"hidden": True})
        return slide.model_copy(update={"budget": budgets[slide.slide]})

    talk = loaded.deck.talk.model_copy(update={"duration": None, "qa": None, "checkpoints": ()})
    slides = tuple(kept(slide) for slide in loaded.deck.slides)
    return replace(loaded, deck=loaded.deck.model_copy(update={"talk": talk, "slides": slides}))


def _by_number(deck: Deck, numbers: str) -> set[int]:
    places: set[int] = set()
    for part in numbers.split(","):
        found = _NUMBERS.fullmatch(part.strip())
        if found is None:
            raise ValueError(f"write slides as 3, 3-7 or 2,5-6, not {numbers!r}")
        first, last = int(found[1]), int(found[2] or found[1])
        if not 1 <= first <= last <= len(deck.slides):
            raise ValueError(f"there are no slides {part.strip()}; the last is {len(deck.slides)}")
        places |= set(range(first - 1, last))
    return places


def _by_section(deck: Deck, section: str) -> set[int]:
    names = section_names(deck.slides)
    known = list(dict.fromkeys(filter(None, names)))
    wanted = " ".join(section.casefold().split())
    like = {name: " ".join(name.casefold().split()) for name in known}
    hits = [name for name in known if like[name] == wanted]
    hits = hits or [name for name in known if wanted and wanted in like[name]]
    if not known:
        raise ValueError("this deck has no sections; `section: NAME` on a slide begins one")
    if len(hits) != 1:
        which = "several sections are" if hits else "there is no section"
        near = did_you_mean(section, known)
        listed = ", ".join(known)
        raise ValueError(f"{which} called {section!r}{near}; the sections are: {listed}")
    return {place for place, name in enumerate(names) if name == hits[0]}
