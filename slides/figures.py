"""A deck in figures: what its budgets add up to and how much of them its words fill."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from slides.deck import Deck
from slides.plan import Planned
from slides.planning import plan_of
from slides.sections import SectionSum, section_sums
from slides.steps import step_count
from slides.words import speaking_seconds

Verdict = Literal["fits", "too long", "too short", "not declared"]


class SlideFigures(BaseModel):
    """One slide. Times are in seconds; pairs are from and to, fast pace first."""

    model_config = ConfigDict(frozen=True)

    slide: str
    title: str
    part: Literal["talk", "qa", "closing", "appendix"]
    live: bool
    """It has a pane or a quiz, so that not all of its time is speech."""
    steps: int
    budget: float
    open: bool
    """The deck gives no budget; this one is the slide's share of the duration by its words."""
    words: int
    spoken: tuple[float, float]
    """What the words take at the talk's pace."""
    fills: tuple[float, float]
    """Which share of the budget that is; 1 is all of it."""
    words_per_minute: float
    """The rate at which the words fill the budget exactly."""


class CheckpointFigures(BaseModel):
    """A checkpoint: when its slide is to begin, and when it does by the budgets; in seconds."""

    model_config = ConfigDict(frozen=True)

    slide: str
    by: float
    begins: float


class DeckFigures(BaseModel):
    """A whole deck. Times are in seconds; `qa` stands for the questions and the closing."""

    model_config = ConfigDict(frozen=True)

    title: str
    pace: tuple[float, float]
    """Words per minute that the speaker aims for, from and to."""
    words: int
    """Of the talk itself, as everything below but for `qa…`."""
    spoken: tuple[float, float]
    fills: tuple[float, float]
    budget: float
    declared: tuple[float, float] | None
    over: float
    """Seconds beyond what is declared, negative when some are missing, 0 when it fits."""
    savings: float
    """Seconds that the permitted cuts win back."""
    verdict: Verdict
    qa_budget: float
    qa_declared: tuple[float, float] | None
    qa_over: float
    qa_verdict: Verdict
    checkpoints: tuple[CheckpointFigures, ...]
    sections: tuple[SectionSum, ...]
    slides: tuple[SlideFigures, ...]


def figures_of(deck: Deck) -> DeckFigures:
    """The figures of a deck, at its own pace."""
    plan = plan_of(deck)
    talk = [planned for planned in plan.slides if planned.part == "talk"]
    rest = [planned for planned in plan.slides if planned.part != "talk"]
    words = sum(planned.words for planned in talk)
    budget = sum(planned.budget for planned in talk)
    qa_budget = sum(planned.budget for planned in rest)
    qa = deck.talk.qa
    qa_declared = (qa.low, qa.high) if qa else None
    return DeckFigures(
        title=deck.talk.talk,
        pace=plan.pace,
        words=words,
        spoken=_spoken(words, plan.pace),
        fills=_fills(words, budget, plan.pace),
        budget=budget,
        declared=plan.duration,
        over=_over(budget, plan.duration),
        savings=sum(savings(deck, plan.slides).values()),
        verdict=_verdict(budget, plan.duration),
        qa_budget=qa_budget,
        qa_declared=qa_declared,
        qa_over=_over(qa_budget, qa_declared),
        qa_verdict=_verdict(qa_budget, qa_declared),
        checkpoints=tuple(
            CheckpointFigures(slide=slide, by=by, begins=plan.starts[plan.index(slide)])
            for slide, by in plan.checkpoints
        ),
        sections=section_sums(plan),
        slides=tuple(
            SlideFigures(
                slide=slide.slide,
                title=slide.title,
                part=slide.part,
                live=planned.live,
                steps=step_count(slide),
                budget=planned.budget,
                open=slide.budget is None,
                words=planned.words,
                spoken=_spoken(planned.words, plan.pace),
                fills=_fills(planned.words, planned.budget, plan.pace),
                words_per_minute=planned.words * 60 / planned.budget if planned.budget else 0.0,
            )
            for slide, planned in zip(deck.slides, plan.slides, strict=True)
        ),
    )


def savings(deck: Deck, planned: tuple[Planned, ...]) -> dict[str, float]:
    """Seconds that the permitted cuts win back, by slide; the deepest cut of a slide counts."""
    budgets = {slide.slide: slide.budget for slide in planned}
    found: dict[str, float] = {}
    for cut in deck.talk.cut:
        found[cut.slide] = max(found.get(cut.slide, 0.0), budgets[cut.slide] - cut.to)
    return found


def _spoken(words: int, pace: tuple[float, float]) -> tuple[float, float]:
    slow, fast = pace
    return speaking_seconds(words, fast), speaking_seconds(words, slow)


def _fills(words: int, budget: float, pace: tuple[float, float]) -> tuple[float, float]:
    fast, slow = _spoken(words, pace)
    return (fast / budget, slow / budget) if budget else (0.0, 0.0)


def _over(budget: float, declared: tuple[float, float] | None) -> float:
    low, high = declared or (budget, budget)
    return budget - high if budget > high else min(0.0, budget - low)


def _verdict(budget: float, declared: tuple[float, float] | None) -> Verdict:
    over = _over(budget, declared)
    if declared is None:
        return "not declared"
    return "too long" if over > 0 else "too short" if over < 0 else "fits"
