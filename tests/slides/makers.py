"""Small decks and plans for tests."""

from collections.abc import Sequence
from pathlib import Path

from slides.deck import Deck
from slides.loader import Loaded, parse
from slides.plan import Plan, Planned
from slides.problems import DeckErrors, Problem
from slides.talk import Opened

HERE = Path("talk.yaml")


def loaded(text: str) -> Loaded:
    """The deck in `text` with its places."""
    return parse(text, HERE)


def deck(text: str) -> Deck:
    """The deck in `text`."""
    return parse(text, HERE).deck


def problems_of(text: str) -> list[Problem]:
    """What is wrong with the deck in `text`; none when it loads."""
    try:
        parse(text, HERE)
    except DeckErrors as errors:
        return errors.problems
    return []


def plan(budgets: Sequence[float], words: int = 100) -> Plan:
    """A plan of slides `s1`, `s2` … with these budgets in seconds."""
    return Plan(
        slides=tuple(
            Planned(slide=f"s{number}", title=f"Slide {number}", budget=budget, words=words)
            for number, budget in enumerate(budgets, start=1)
        )
    )


def opened(talk: Plan, at: float = 0.0, slide: str = "s1") -> Opened:
    """The opening of a talk on one of its slides."""
    return Opened(at=at, deck="talk.yaml", title="A talk", plan=talk, rehearsal=True, slide=slide)
