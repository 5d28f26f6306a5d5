"""Pace rules compared: one talk replayed second by second under each rule that is in use.

The rules of the others are written from how they behave:

- pdfpc takes the speaker to be in the middle of the slide, gives every slide the same time, and
  allows 60 seconds either way;
- prezo gives every slide the same time, and allows 10 % either way of the time at its end;
- reveal.js calls a speaker behind once the time up to the end of the slide is used up, and ahead
  while none of the slide's own time is; `totalTime` gives every slide the same, `data-timing`
  gives each its budget.

Run as `python -m benchmarks.pace [--format json] [--decks N]`.
"""

import argparse
import json
import random
import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from slides.pacing import Verdict, pace, verdict
from slides.plan import Plan, Planned
from slides.talk import Moved, Opened, Started, TalkState, apply, opened

TALK = (20.0, 40.0, 60.0, 75.0, 240.0, 90.0, 165.0, 45.0, 180.0, 75.0, 150.0, 60.0)
"""Budgets of a talk of twenty minutes, in seconds. The fifth slide is its demo."""
DEMO = 4
SLOW = 1.15
OVERRUN = 120.0


class Moment(NamedTuple):
    """A second of the talk and the place of the slide then shown, from 0."""

    at: int
    place: int


Words = list[Verdict]
Rule = Callable[[Sequence[float], Sequence[Moment]], Words]
"""From the budgets and what happened to the word shown at each second."""


def moments(took: Sequence[float]) -> list[Moment]:
    """Every second of a talk whose slides took so long."""
    ends = list(accumulate(took))
    place, found = 0, []
    for at in range(int(ends[-1])):
        while at >= ends[place]:
            place += 1
        found.append(Moment(at, place))
    return found


# ------------------------------------------------------------------------- the rules


def pdfpc(budgets: Sequence[float], talk: Sequence[Moment]) -> Words:
    """Time ÷ slides, a minute either way."""
    each = sum(budgets) / len(budgets)
    return [_word(at - (place + 0.5) * each, 60, 60) for at, place in talk]


def prezo(budgets: Sequence[float], talk: Sequence[Moment]) -> Words:
    """Time ÷ slides, ten per cent either way."""
    ends = [(place + 1) * sum(budgets) / len(budgets) for place in range(len(budgets))]
    return [_word(at - ends[place], 0.1 * ends[place], 0.1 * ends[place]) for at, place in talk]


def reveal_total(budgets: Sequence[float], talk: Sequence[Moment]) -> Words:
    """reveal.js with `totalTime`."""
    return reveal([sum(budgets) / len(budgets)] * len(budgets), talk)


def reveal(budgets: Sequence[float], talk: Sequence[Moment]) -> Words:
    """reveal.js with `data-timing` on every slide."""
    ends = list(accumulate(budgets))
    found: Words = []
    for at, place in talk:
        left = ends[place] - at
        found.append("behind" if left < 0 else "on pace" if left < budgets[place] else "ahead")
    return found


def podium(budgets: Sequence[float], talk: Sequence[Moment]) -> Words:
    """The pace that the stage shows."""
    state = _opened(budgets)
    word: Verdict = "on pace"
    found: Words = []
    shown = 0
    for at, place in talk:
        if place != shown:
            state, shown = apply(state, Moved(at=at, slide=f"s{place}")), place
        word = verdict(word, pace(state, at).drift)
        found.append(word)
    return found


def _word(late: float, behind: float, ahead: float) -> Verdict:
    return "behind" if late > behind else "ahead" if -late > ahead else "on pace"


def _opened(budgets: Sequence[float]) -> TalkState:
    slides = tuple(
        Planned(slide=f"s{place}", title="", budget=budget, words=0)
        for place, budget in enumerate(budgets)
    )
    first = Opened(at=0, deck="", title="", plan=Plan(slides=slides), slide="s0")
    return apply(opened(first), Started(at=0))


RULES: dict[str, Rule] = {
    "pdfpc: time ÷ slides": pdfpc,
    "prezo: uniform ±10 %": prezo,
    "reveal.js totalTime": reveal_total,
    "reveal.js data-timing": reveal,
    "podium": podium,
}


# ------------------------------------------------------------------------- what they come to


@dataclass(frozen=True)
class Row:
    """How one rule judges three speakers. Shares are of 1, times in seconds."""

    rule: str
    exact_told_off: float
    """Share of the talk in which a speaker exactly on script is not called on pace."""
    exact_flips: int
    """How often the word changes for that speaker."""
    slow_first: int | None
    """When a speaker who is 15 % slow throughout is first called behind."""
    slow_stays: float
    """Share of the time after that in which the word is still `behind`."""
    demo_first: int | None
    """When a speaker whose demo takes two minutes more is first called behind."""


def judged(name: str, budgets: Sequence[float] = TALK) -> Row:
    """One rule's row."""
    rule = RULES[name]
    exact = rule(budgets, moments(budgets))
    slow = rule(budgets, moments([budget * SLOW for budget in budgets]))
    overrun = [b + OVERRUN * (place == DEMO) for place, b in enumerate(budgets)]
    slow_first = _first(slow)
    after = slow[slow_first:] if slow_first is not None else []
    return Row(
        rule=name,
        exact_told_off=_told_off(exact),
        exact_flips=_flips(exact),
        slow_first=slow_first,
        slow_stays=after.count("behind") / len(after) if after else 0.0,
        demo_first=_first(rule(budgets, moments(overrun))),
    )


@dataclass(frozen=True)
class Noisy:
    """One rule over many uneven decks, whose speaker is on plan but for ±15 % a slide."""

    rule: str
    told_off: float
    flips: float
    """Changes of the word in a talk, the median."""


def judged_over(name: str, decks: int) -> Noisy:
    """One rule over so many random decks, the same ones for every rule."""
    chance = random.Random(20)
    told_off, flips = [], []
    for _ in range(decks):
        weights = [chance.uniform(0.2, 2.0) for _ in range(12)]
        budgets = [1200 * weight / sum(weights) for weight in weights]
        took = [budget * chance.uniform(0.85, 1.15) for budget in budgets]
        words = RULES[name](budgets, moments(took))
        told_off.append(_told_off(words))
        flips.append(_flips(words))
    return Noisy(name, statistics.mean(told_off), statistics.median(flips))


def _told_off(words: Words) -> float:
    return sum(word != "on pace" for word in words) / len(words)


def _flips(words: Words) -> int:
    return sum(before != after for before, after in pairwise(words))


def _first(words: Words) -> int | None:
    return words.index("behind") if "behind" in words else None


def main() -> None:
    """Print the tables, or everything as JSON."""
    parser = argparse.ArgumentParser(description="Pace rules compared.")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--decks", type=int, default=100, help="random decks (default 100)")
    args = parser.parse_args()
    rows = [judged(name) for name in RULES]
    noisy = [judged_over(name, args.decks) for name in RULES] if args.decks > 0 else []
    if args.format == "json":
        tables = {"talk": [asdict(row) for row in rows], "noisy": [asdict(row) for row in noisy]}
        print(json.dumps(tables, indent=2))
        return
    print(f"{'':24}{'on script':>18}{'15 % slow':>20}{'demo +2m':>10}")
    print(f"{'rule':24}{'told off':>11}{'flips':>7}{'behind at':>12}{'stays':>8}{'behind at':>10}")
    for row in rows:
        print(
            f"{row.rule:24}{row.exact_told_off:>11.1%}{row.exact_flips:>7}"
            f"{f'{row.slow_first} s':>12}{row.slow_stays:>8.0%}{f'{row.demo_first} s':>10}"
        )
    if noisy:
        print(f"\n{args.decks} uneven decks, each slide ±15 %\n")
        print(f"{'rule':24}{'off pace':>11}{'flips':>7}")
        for each in noisy:
            print(f"{each.rule:24}{each.told_off:>11.1%}{each.flips:>7g}")


if __name__ == "__main__":
    main()
