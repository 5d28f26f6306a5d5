"""The plan of a talk: its slides with their budgets and words. Written into every take."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from slides.deck import Cut, Deck, Slide
from slides.durations import Span
from slides.words import speaking_seconds, spoken_words

FLOOR = 20.0
"""Seconds given to a slide without a budget and hardly a word."""


Rate = Annotated[float, Field(gt=0)]
"""Words per minute."""


class Planned(BaseModel):
    """One slide of the plan. `budget` is in seconds."""

    model_config = ConfigDict(frozen=True, allow_inf_nan=False, defer_build=True)

    slide: str
    title: str
    budget: float = Field(ge=0)
    words: int = Field(ge=0)
    part: Literal["talk", "qa", "closing"] = "talk"
    section: str = ""
    """The section it belongs to; "" before the first."""
    live: bool = False
    """It has a pane or a quiz, so that not all of its time is speech."""
    cut: float | None = Field(default=None, ge=0)
    """Seconds that the slide may be cut to; 0 when it may be skipped; None keeps it whole."""
    how: str = ""
    """How its cut is made, in the speaker's own words."""
    expected: float | None = Field(default=None, ge=0)
    """Seconds that its words take at the speaker's own rate, where that is known and asked for."""

    @property
    def takes(self) -> float:
        """The seconds it is likely to take: as expected, or else its budget."""
        return self.budget if self.expected is None else self.expected

    def cut_to(self, seconds: float) -> "Planned":
        """The slide with no more than so many seconds."""
        expected = None if self.expected is None else min(self.expected, seconds)
        changes = {"budget": min(self.budget, seconds), "expected": expected}
        return self.model_copy(update=changes)


class Plan(BaseModel):
    """What the speaker set out to do; `pace` in words per minute, times in seconds."""

    model_config = ConfigDict(frozen=True, allow_inf_nan=False, defer_build=True)

    slides: tuple[Planned, ...] = Field(min_length=1)
    pace: tuple[Rate, Rate] = (140.0, 160.0)
    duration: tuple[float, float] | None = None
    checkpoints: tuple[tuple[str, float], ...] = ()

    def starts(self) -> tuple[float, ...]:
        """Seconds after the start at which each slide is due."""
        total, found = 0.0, []
        for planned in self.slides:
            found.append(total)
            total += planned.budget
        return tuple(found)

    def has(self, slide: str) -> bool:
        """Whether the plan has such a slide."""
        return any(planned.slide == slide for planned in self.slides)

    def index(self, slide: str) -> int:
        """Place of a slide, from 0. Raises KeyError when the plan has no such slide."""
        for place, planned in enumerate(self.slides):
            if planned.slide == slide:
                return place
        raise KeyError(slide)

    def cut_to(self, budgets: Mapping[str, float]) -> "Plan":
        """The plan with some slides' budgets cut to so many seconds; none grows by it."""
        slides = tuple(
            planned.cut_to(budgets[planned.slide]) if planned.slide in budgets else planned
            for planned in self.slides
        )
        return self.model_copy(update={"slides": slides})


def plan_of(deck: Deck) -> Plan:
    """The plan a deck sets out, without its hidden slides; budgets left open are filled in."""
    deck = deck.shown()
    words = [spoken_words(slide.notes) for slide in deck.slides]
    cuts = {slide.slide: Cut(slide=slide.slide, to=0.0) for slide in deck.slides if slide.optional}
    cuts |= {cut.slide: cut for cut in deck.talk.cut}
    budgets = _filled(deck, words)
    talk = deck.talk
    return Plan(
        slides=tuple(
            Planned(
                slide=slide.slide,
                title=slide.title,
                budget=budget,
                words=count,
                part=slide.part,
                section=section,
                live=is_live(slide),
                cut=cuts[slide.slide].to if slide.slide in cuts else None,
                how=cuts[slide.slide].how if slide.slide in cuts else "",
            )
            for slide, budget, count, section in zip(
                deck.slides, budgets, words, section_names(deck.slides), strict=True
            )
        ),
        pace=(talk.pace.low, talk.pace.high),
        duration=(talk.duration.low, talk.duration.high) if talk.duration else None,
        checkpoints=tuple((point.at, point.by) for point in talk.checkpoints),
    )


def section_names(slides: Sequence[Slide]) -> list[str]:
    """The section of each slide: it begins where `section` names it and goes on to the next."""
    found: list[str] = []
    for slide in slides:
        found.append(slide.section or (found[-1] if found else ""))
    return found


def is_live(slide: Slide) -> bool:
    """Whether panes or quizzes take some of the slide's time."""
    return any({"pane", "quiz"} & set(type(block).model_fields) for block in slide.walk())


def _filled(deck: Deck, words: list[int]) -> list[float]:
    """Budgets in seconds. Open ones share what the duration leaves, weighted by their words."""
    pace = (deck.talk.pace.low + deck.talk.pace.high) / 2
    needs = [max(FLOOR, speaking_seconds(count, pace)) for count in words]
    budgets = [
        need if slide.budget is None else slide.budget
        for slide, need in zip(deck.slides, needs, strict=True)
    ]
    _share(deck, budgets, deck.talk.duration, talk=True)
    _share(deck, budgets, deck.talk.qa, talk=False)
    return budgets


def _share(deck: Deck, budgets: list[float], declared: Span | None, *, talk: bool) -> None:
    """Spread what is left of `declared` over the open budgets of the talk, or of the Q&A."""
    members = [n for n, slide in enumerate(deck.slides) if (slide.part == "talk") is talk]
    still_open = [n for n in members if deck.slides[n].budget is None]
    left = (declared.high if declared else 0.0) - sum(
        budgets[n] for n in members if n not in still_open
    )
    if left <= 0:
        return
    while still_open:
        scale = max(0.0, left) / sum(budgets[n] for n in still_open)
        short = [n for n in still_open if budgets[n] * scale < FLOOR]
        for n in short or still_open:
            budgets[n] = FLOOR if short else budgets[n] * scale
        if not short:
            return
        left -= FLOOR * len(short)
        still_open = [n for n in still_open if n not in short]
