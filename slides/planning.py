"""From a deck to its plan: words counted, and budgets that were left open filled in."""

from collections.abc import Sequence

from slides.deck import Cut, Deck, Slide
from slides.durations import Span
from slides.plan import Plan, Planned
from slides.words import speaking_seconds, spoken_words

FLOOR = 20.0
"""Seconds given to a slide without a budget and hardly a word."""


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
    """Budgets in seconds. Open ones share what the duration leaves, weighted by their words; the
    appendix has none."""
    pace = (deck.talk.pace.low + deck.talk.pace.high) / 2
    needs = [max(FLOOR, speaking_seconds(count, pace)) for count in words]
    budgets = [
        0.0 if slide.part == "appendix" else need if slide.budget is None else slide.budget
        for slide, need in zip(deck.slides, needs, strict=True)
    ]
    _share(deck, budgets, deck.talk.duration, talk=True)
    _share(deck, budgets, deck.talk.qa, talk=False)
    return budgets


def _share(deck: Deck, budgets: list[float], declared: Span | None, *, talk: bool) -> None:
    """Spread what is left of `declared` over the open budgets of the talk, or of the Q&A."""
    parts = ("talk",) if talk else ("qa", "closing")
    members = [n for n, slide in enumerate(deck.slides) if slide.part in parts]
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
