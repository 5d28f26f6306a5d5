"""The plan of a talk: its slides with their budgets and words. Written into every take."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from slides.deck import Deck, Slide
from slides.words import speaking_seconds, spoken_words

FLOOR = 20.0
"""Seconds given to a slide without a budget and hardly a word."""


class Planned(BaseModel):
    """One slide of the plan. `budget` is in seconds."""

    model_config = ConfigDict(frozen=True)

    slide: str
    title: str
    budget: float
    words: int
    part: Literal["talk", "qa", "closing"] = "talk"


class Plan(BaseModel):
    """What the speaker set out to do; `pace` in words per minute, times in seconds."""

    model_config = ConfigDict(frozen=True)

    slides: tuple[Planned, ...]
    pace: tuple[float, float] = (140.0, 160.0)
    duration: tuple[float, float] | None = None
    checkpoints: tuple[tuple[str, float], ...] = ()

    def starts(self) -> tuple[float, ...]:
        """Seconds after the start at which each slide is due."""
        total, found = 0.0, []
        for planned in self.slides:
            found.append(total)
            total += planned.budget
        return tuple(found)

    def index(self, slide: str) -> int:
        """Place of a slide, from 0. Raises KeyError when the plan has no such slide."""
        for place, planned in enumerate(self.slides):
            if planned.slide == slide:
                return place
        raise KeyError(slide)


def plan_of(deck: Deck) -> Plan:
    """The plan a deck sets out; budgets that it leaves open are filled in."""
    words = [spoken_words(slide.notes) for slide in deck.slides]
    budgets = _filled(deck, words)
    talk = deck.talk
    return Plan(
        slides=tuple(
            Planned(
                slide=slide.slide, title=slide.title, budget=budget, words=count, part=slide.part
            )
            for slide, budget, count in zip(deck.slides, budgets, words, strict=True)
        ),
        pace=(talk.pace.low, talk.pace.high),
        duration=(talk.duration.low, talk.duration.high) if talk.duration else None,
        checkpoints=tuple((point.at, point.by) for point in talk.checkpoints),
    )


def _filled(deck: Deck, words: list[int]) -> list[float]:
    """Budgets in seconds. Open ones share what the duration leaves, weighted by their words."""
    pace = (deck.talk.pace.low + deck.talk.pace.high) / 2
    needs = [max(FLOOR, speaking_seconds(count, pace)) for count in words]
    is_open = [_shares(slide) for slide in deck.slides]
    wanted = sum(need for need, shares in zip(needs, is_open, strict=True) if shares)
    scale = 1.0
    if deck.talk.duration and wanted:
        given = sum(slide.budget or 0 for slide in deck.slides if slide.part == "talk")
        scale = max(0.0, deck.talk.duration.high - given) / wanted or 1.0
    return [
        slide.budget or (max(FLOOR, need * scale) if shares else need)
        for slide, need, shares in zip(deck.slides, needs, is_open, strict=True)
    ]


def _shares(slide: Slide) -> bool:
    return slide.budget is None and slide.part == "talk"
