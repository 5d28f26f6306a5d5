"""The talk that ships, slide by slide: from key to slide, against the least app that shows slides.

First the talk is walked through as a speaker would, step by step and never faster than a key in
0.7 seconds: every slide comes on for the first time. Then the heaviest slides are gone to again and
again in haste, so that nothing has had time to be made ready. Before every key that counts one is
pressed in the floor, so that both meet the same machine. A slide has come when its number is in the
footer and nothing more of it follows.

`python -m benchmarks.talk [--times 12] [--deck DECK] [--format json]`
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.gates import compiled, told
from benchmarks.stage import NEXT, SLIDES, write_decks
from benchmarks.terminal import Terminal
from presenter import places
from slides.deck import Deck
from slides.loader import load_deck
from slides.plan import Plan
from slides.planning import plan_of
from slides.steps import step_count

LEFT = b"\x1b[D"
REST, HASTE = 0.7, 0.15
"""Seconds before a key: a speaker's least, and somebody's who goes through slides."""
AFTER = 0.25
"""Seconds in which something may still follow the first frame of a slide."""
A_TICK = 300
"""Bytes: less is the footer's clock."""
HEAVIEST = 5
GATES = {
    "all slides, key p95 above floor's, ms": 20.0,
    "heaviest slide, key p50 above floor's p50, ms": 20.0,
    "heaviest slides in haste, key p95 above floor's, ms": 20.0,
}
Times = list[float]


def p95(values: Times) -> float:
    """The 95th percentile of all there are."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def pressed(terminal: Terminal, key: bytes, expect: str, rest: float) -> float:
    """Seconds from a key to the last byte of what it brings on."""
    terminal.drain(rest, limit=rest)
    since = len(terminal.output)
    begun = terminal.type(key)
    last = terminal.until(expect, since)
    while (left := begun + AFTER - time.perf_counter()) > 0:
        before = len(terminal.output)
        terminal.drain(0.02, limit=min(0.02, left))
        if len(terminal.output) - before > A_TICK:
            last = time.perf_counter() - 0.02
    return last - begun


@dataclass
class Floor:
    """The least app, one key at a time."""

    terminal: Terminal
    place: int = 0
    times: Times = field(default_factory=list)

    def press(self) -> None:
        """To its next slide."""
        self.place = (self.place + 1) % SLIDES
        self.times.append(pressed(self.terminal, NEXT, f"Mark-{self.place:02}", 0.05))


@contextmanager
def shown(deck: Path) -> Iterator[tuple[Floor, Terminal]]:
    """The floor, and the talk with its clock running."""
    with tempfile.TemporaryDirectory() as folder:
        _, plain = write_decks(Path(folder))
        least = Terminal([sys.executable, "-m", "benchmarks.minimal", str(plain)])
        talk = Terminal([sys.executable, "-m", "presenter", "present", str(deck)])
        try:
            least.until("Mark-00")
            talk.until("? help")
            talk.type(b"s")
            talk.listen(6.0)  # what the speaker is told at the start has gone from the footer
            yield Floor(least), talk
        finally:
            least.close()
            talk.close()


def walk(deck: Deck, plan: Plan, floor: Floor, talk: Terminal) -> dict[str, float]:
    """Seconds from key to each slide but the first, as it comes on for the first time."""
    told_of = {point.at for point in deck.talk.checkpoints}
    found: dict[str, float] = {}
    for before, slide in zip(deck.slides, deck.slides[1:], strict=False):
        if slide.part == "appendix":
            break  # nobody walks into it
        for _ in range(step_count(before)):
            talk.drain(REST, limit=REST)
            talk.type(NEXT)
        floor.press()
        took = pressed(talk, NEXT, plan.number(slide.slide), REST)
        if slide.slide in told_of:
            talk.listen(5.0)  # a checkpoint is told in the footer, in place of the number
        else:
            found[slide.slide] = took
    return found


def haste(deck: Deck, plan: Plan, slide: str, times: int, floor: Floor, talk: Terminal) -> Times:
    """Seconds from key to one slide, gone to from the one before it as that has just come."""
    place = deck.index(slide)
    before = plan.number(deck.slides[place - 1].slide)
    found: Times = []
    for _ in range(times):
        talk.press(f"{place + 1}\r".encode(), plan.number(slide))
        talk.press(LEFT, before)
        floor.press()
        found.append(pressed(talk, NEXT, plan.number(slide), HASTE))
    return found


def measure(path: Path, times: int) -> dict[str, float]:
    """The figures in milliseconds."""
    deck = load_deck(path)
    plan = plan_of(deck)
    with shown(path) as (floor, talk):
        first = walk(deck, plan, floor, talk)
        heaviest = sorted(first, key=lambda slide: -first[slide])[:HEAVIEST]
        again = {slide: haste(deck, plan, slide, times, floor, talk) for slide in heaviest}
    least, middle = p95(floor.times), statistics.median(floor.times)
    every, hasty = list(first.values()), [time for one in again.values() for time in one]
    worst = max(again, key=lambda slide: statistics.median(again[slide]))
    worst_p50 = statistics.median(again[worst])
    return {
        "floor key p50, ms": middle * 1000,
        "floor key p95, ms": least * 1000,
        "all slides, key p50, ms": statistics.median(every) * 1000,
        "all slides, key p95, ms": p95(every) * 1000,
        "all slides, key p95 above floor's, ms": (p95(every) - least) * 1000,
        f"heaviest is {worst}, key p50, ms": worst_p50 * 1000,
        "heaviest slide, key p50 above floor's p50, ms": (worst_p50 - middle) * 1000,
        "heaviest slides in haste, key p95, ms": p95(hasty) * 1000,
        "heaviest slides in haste, key p95 above floor's, ms": (p95(hasty) - least) * 1000,
    }


def main() -> int:
    """Measure, print, and exit 1 when a gate is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=12, help="for each of the heaviest slides")
    parser.add_argument("--deck", type=Path, default=places.first_talk())
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args()
    compiled()
    return told(measure(args.deck, args.times), GATES, args.format)


if __name__ == "__main__":
    sys.exit(main())
