"""What is told of a take, slide by slide, by sections, and as a whole. Times are in seconds."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

# Models here and in what builds on them are built when first used (`defer_build`): a list of takes
# needs one of them, and they cost more to build than the list to print.
SlideVerdict = Literal["on budget", "over", "under", "not shown"]
TakeVerdict = Literal["fits", "too long", "too short", "part of the talk", "not started"]


class SlideTake(BaseModel):
    """One slide of a take. All times are in seconds."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    slide: str
    title: str
    section: str = ""
    """The section it belongs to; "" before the first."""
    part: Literal["talk", "qa", "closing", "appendix"]
    live: bool
    """It has a pane or a quiz, so that not all of its time is speech."""
    budget: float
    words: int
    planned: tuple[float, float]
    """What its words take at the talk's pace, spoken fast and spoken slowly."""
    taken: float
    """Over all visits, pauses left out."""
    drift: float | None
    """How late the talk was when the slide was last left, negative when it was early; None when
    it never was on. An interrupted take is on its last slide still."""
    words_per_minute: float | None
    """None when there are no words, or too little time for anybody to say them."""
    over: float | None
    """Seconds beyond the budget, negative when some were left; None when it was not shown."""
    verdict: SlideVerdict
    whole: bool = True
    """False for the slide on which a take broke off: who knows how much of it was said."""


class SectionTake(BaseModel):
    """The slides of one section of a take, as one. All times are in seconds."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    section: str
    """"" for what stands before the first section."""
    budget: float
    """Of those of its slides that were shown, as everything below."""
    words: int
    planned: tuple[float, float]
    taken: float
    words_per_minute: float | None
    """Over its slides that have neither a pane nor a quiz."""
    over: float | None
    verdict: SlideVerdict


class TakeSummary(BaseModel):
    """A take as a whole. All times are in seconds."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    title: str
    deck: str
    opened_at: float
    """Seconds since the epoch."""
    rehearsal: bool
    interrupted: bool
    """The log has no end: the stage was killed, or is still running."""
    speed: float = 1.0
    """How many times as fast as a clock its time ran: 1 but in a dry run."""
    elapsed: float
    """By the wall clock, from the start to the end."""
    talk: float
    """Taken by the slides of the talk itself: no pauses, no questions, no closing."""
    paused: float
    declared: tuple[float, float] | None
    """What the programme gives the talk itself, from and to."""
    budget: float
    """The budgets of the slides that were shown."""
    words: int
    """On the slides that were shown."""
    planned: tuple[float, float]
    """What these words take at the talk's pace, spoken fast and spoken slowly."""
    pace: tuple[float, float]
    """Words per minute that the speaker aims for, from and to."""
    words_per_minute: float | None
    """Over the slides shown that have neither a pane nor a quiz."""
    drift: float
    """How late the talk was at the end of the take."""
    verdict: TakeVerdict
    """Of the talk itself against its declared duration or, without one, its budgets."""


class TakeReport(TakeSummary):
    """A take as a whole, by sections and slide by slide."""

    sections: tuple[SectionTake, ...] = ()
    """None when the deck names none."""
    slides: tuple[SlideTake, ...]
