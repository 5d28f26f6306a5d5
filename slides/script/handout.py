"""The notes of a talk as a handout in Markdown: what the speaker says, slide by slide, to read."""

from slides.deck import Deck, Slide
from slides.words import by_step


def write_notes(deck: Deck) -> str:
    """The notes of a deck as it is given: a heading a slide, a number a step, cues in italics.

    There are no times in it, nor what stands on the slides; `write_script` has the times.
    """
    deck = deck.shown()
    lines = [f"# {deck.talk.talk}"]
    if deck.talk.speaker:
        lines += ["", deck.talk.speaker]
    for number, slide in enumerate(deck.slides, start=1):
        lines += [*_section(slide), "", f"## {number}. {slide.title or slide.slide}"]
        lines += _said(slide)
    return "\n".join(lines) + "\n"


def _section(slide: Slide) -> list[str]:
    return ["", f"# {slide.section}"] if slide.section else []


def _said(slide: Slide) -> list[str]:
    """The notes, numbered where they are said step by step."""
    parts = by_step(slide.notes)
    if len(parts) == 1:
        return ["", parts[0]] if parts[0] else ["", "*No notes.*"]
    found: list[str] = []
    for number, part in enumerate(parts):
        indented = "\n".join(f"   {line}".rstrip() for line in part.splitlines()).strip()
        found += ["", f"{number + 1}. {indented}"]
    return found
