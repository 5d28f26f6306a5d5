"""The plan of a talk: its slides with their budgets and words. Written into every take."""

from collections.abc import Mapping
from functools import cached_property
from itertools import accumulate
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Rate = Annotated[float, Field(gt=0)]
"""Words per minute."""


class Planned(BaseModel):
    """One slide of the plan. `budget` is in seconds."""

    model_config = ConfigDict(frozen=True, allow_inf_nan=False, defer_build=True)

    slide: str
    title: str
    budget: float = Field(ge=0)
    words: int = Field(ge=0)
    part: Literal["talk", "qa", "closing", "appendix"] = "talk"
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

    @cached_property
    def starts(self) -> tuple[float, ...]:
        """Seconds after the start at which each slide is due."""
        return tuple(accumulate((slide.budget for slide in self.slides[:-1]), initial=0.0))

    @cached_property
    def rests(self) -> tuple[float, ...]:
        """Seconds that the slides after each one take: to the end of the talk, or, for a slide
        outside of the talk itself, to the end of everything."""
        found, talk, everything = [], 0.0, 0.0
        for planned in reversed(self.slides):
            found.append(talk if planned.part == "talk" else everything)
            everything += planned.takes
            talk += planned.takes if planned.part == "talk" else 0.0
        return tuple(reversed(found))

    @cached_property
    def length(self) -> int:
        """How many slides there are without the appendix."""
        return sum(planned.part != "appendix" for planned in self.slides)

    def is_appendix(self, slide: str) -> bool:
        """Whether a slide stands in the appendix."""
        return self.slides[self.index(slide)].part == "appendix"

    def beside(
        self, slide: str, direction: Literal[1, -1], away: Mapping[str, float]
    ) -> str | None:
        """The next slide, or with -1 the one before, past those that `away` cuts to nothing; None
        at the end. The appendix is apart from the rest."""
        here = self.index(slide)
        row = self.slides[here + 1 :] if direction > 0 else self.slides[:here][::-1]
        kept = next((planned for planned in row if away.get(planned.slide) != 0), None)
        if kept is None or self.is_appendix(kept.slide) is not self.is_appendix(slide):
            return None
        return kept.slide

    def number(self, slide: str) -> str:
        """A slide's place as people read it: `14/24`, or `A3/16` in the appendix."""
        place = self.index(slide) + 1
        if place <= self.length:
            return f"{place}/{self.length}"
        return f"A{place - self.length}/{len(self.slides) - self.length}"

    @cached_property
    def _places(self) -> dict[str, int]:
        places = reversed(range(len(self.slides)))  # of slides of one name, the first counts
        return {self.slides[place].slide: place for place in places}

    def has(self, slide: str) -> bool:
        """Whether the plan has such a slide."""
        return slide in self._places

    def index(self, slide: str) -> int:
        """Place of a slide, from 0. Raises KeyError when the plan has no such slide."""
        return self._places[slide]

    def with_slides(self, slides: tuple[Planned, ...], pace: tuple[float, float]) -> "Plan":
        """The plan with other slides and another pace. A copy would keep what was worked out."""
        return Plan(slides=slides, pace=pace, duration=self.duration, checkpoints=self.checkpoints)

    def cut_to(self, budgets: Mapping[str, float]) -> "Plan":
        """The plan with some slides' budgets cut to so many seconds; none grows by it."""
        slides = tuple(
            planned.cut_to(budgets[planned.slide]) if planned.slide in budgets else planned
            for planned in self.slides
        )
        return self.with_slides(slides, self.pace)
