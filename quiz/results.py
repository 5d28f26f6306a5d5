"""What a room answered, as bars with labels: one form for every kind of question. Pure.

Attendees' screens, the slide and the reports all draw these.
"""

from collections import Counter
from dataclasses import dataclass
from math import ceil, floor, log10
from statistics import fmean, median
from typing import assert_never

from quiz.core import Run
from quiz.credit import credits_of, folded
from quiz.once import once
from quiz.question import (
    Choice,
    Cloud,
    Estimate,
    FixPrompt,
    FreeText,
    Guess,
    Method,
    Multiple,
    Ordering,
    Poll,
    Scale,
    TrueFalse,
)

MOST_WORDS, MOST_TEXTS = 40, 20
"""Entries that a cloud or a list of texts keeps, the most frequent ones."""
BINS = 8
_BANDS = ("0–19 %", "20–39 %", "40–59 %", "60–79 %", "80–100 %")


@dataclass(frozen=True)
class Bar:
    """One entry and how many it has."""

    label: str
    count: int
    right: bool = False
    place: int | None = None
    """Of the option it stands for, as the deck counts, which says its shape and colour."""


@dataclass(frozen=True)
class Results:
    """The bars of one question."""

    bars: tuple[Bar, ...]
    answers: int
    """How many answered."""
    said: str = ""
    """The middle of it in a sentence, where there is one."""
    own_words: bool = False
    """Whether the labels are what attendees wrote."""


@once
def results(run: Run) -> Results:
    """What the room answered so far. Hidden texts are left out."""
    question, answers = run.question, len(run.answers)
    match question:
        case Choice() | Multiple() | TrueFalse() | Poll() | Method():
            return Results(_options(run), answers)
        case Guess():
            return Results(_options(run) if question.choices else _bands(run), answers)
        case Ordering():
            return _ordered(run, question)
        case Estimate():
            return _estimated(run, question)
        case Scale():
            return _rated(run, question)
        case Cloud():
            return Results(_cloud(run), answers, own_words=True)
        case FreeText():
            return _texts(run, question)
        case FixPrompt():
            shares = credits_of(run).values()
            said = f"{fmean(shares):.0%} on average" if shares else ""
            return Results(_bands(run), answers, said)
        case _:
            assert_never(question)


def _options(run: Run) -> tuple[Bar, ...]:
    return tuple(
        Bar(option.text, run.tally[place], place in run.right, place)
        for place, option in enumerate(run.question.choices)
    )


def _ordered(run: Run, question: Ordering) -> Results:
    """The items in the right order, and how many put each in its place."""
    given = [one.answer.chosen for one in run.answers.values()]
    bars = tuple(
        Bar(item, sum(order[place] == place for order in given), place=place)
        for place, item in enumerate(question.items)
    )
    whole = sum(share >= 1 for share in credits_of(run).values())
    return Results(bars, len(given), f"{whole:,} have all of it in order" if given else "")


def figure(number: float) -> str:
    """A number as people write it."""
    return f"{number:,.0f}" if number == round(number) else f"{number:,.4g}"


def _estimated(run: Run, question: Estimate) -> Results:
    """The estimates in at most `BINS` bins of a round width, the right one marked."""
    numbers = sorted(one.answer.number or 0.0 for one in run.answers.values())
    if not numbers:
        return Results((), 0)
    inner = numbers[len(numbers) // 20 : len(numbers) - len(numbers) // 20] or numbers
    low, high = min(inner[0], question.answer), max(inner[-1], question.answer)
    step = _round_step((high - low) / (BINS - 1) or abs(high) / 10 or 1.0)
    first = floor(low / step)
    places = range(first, max(ceil(high / step), first + 1) + 1)[:BINS]
    counts = Counter(max(places[0], min(places[-1], floor(number / step))) for number in numbers)
    bars = tuple(
        Bar(
            f"{figure(place * step)} – {figure((place + 1) * step)}",
            counts[place],
            place == max(places[0], min(places[-1], floor(question.answer / step))),
        )
        for place in places
    )
    unit = f" {question.unit}" if question.unit else ""
    return Results(bars, len(numbers), f"half of you are below {figure(median(numbers))}{unit}")


def _round_step(least: float) -> float:
    """The smallest of 1, 2, 2.5, 5 times a power of ten that is not below `least`."""
    power: float = 10.0 ** floor(log10(least))
    return next(power * n for n in (1, 2, 2.5, 5, 10) if power * n >= least * 0.9999)


def _rated(run: Run, question: Scale) -> Results:
    numbers = [one.answer.number or 0.0 for one in run.answers.values()]
    counts = Counter(numbers)
    ends = {question.low: question.low_means, question.high: question.high_means}
    bars = tuple(
        Bar(f"{step} {ends.get(step, '')}".strip(), counts[step]) for step in question.steps
    )
    return Results(bars, len(numbers), f"{fmean(numbers):.1f} on average" if numbers else "")


def _cloud(run: Run) -> tuple[Bar, ...]:
    """Words, the most frequent first, each as it was first written."""
    counts: Counter[str] = Counter()
    written: dict[str, str] = {}
    for attendee, given in run.answers.items():
        if attendee not in run.hidden:
            for key, word in {folded(word): word for word in given.answer.texts}.items():
                counts[key] += 1
                written.setdefault(key, word)
    common = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_WORDS]
    return tuple(Bar(written[key], count) for key, count in common if key)


def _texts(run: Run, question: FreeText) -> Results:
    """Texts, the same ones together, those that are right first."""
    right = {folded(text) for text in question.accept}
    counts: Counter[str] = Counter()
    written: dict[str, str] = {}
    for attendee, given in run.answers.items():
        if attendee not in run.hidden:
            key = folded(given.answer.texts[0])
            counts[key] += 1
            written.setdefault(key, given.answer.texts[0])
    common = sorted(counts.items(), key=lambda item: (item[0] not in right, -item[1], item[0]))
    bars = tuple(Bar(written[key], n, key in right) for key, n in common[:MOST_TEXTS])
    hits = sum(n for key, n in counts.items() if key in right)
    said = f"{hits:,} of {len(run.answers):,} right" if right and run.answers else ""
    return Results(bars, len(run.answers), said, own_words=True)


def _bands(run: Run) -> tuple[Bar, ...]:
    """How many scored how much, best first."""
    counts = Counter(min(4, int(share * 5 + 1e-9)) for share in credits_of(run).values())
    return tuple(Bar(_BANDS[band], counts[band]) for band in range(4, -1, -1))
