"""The talk that ships, slide by slide: from key to slide on the heaviest, against the least app.

Every slide is walked to from the one before it, whole, so that only the slide itself is brought on:
on the first lap for the first time, with its widgets still to be made, and then again.

`python -m benchmarks.talk [--laps 4] [--deck DECK] [--format json]`
"""

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.gates import compiled, told
from benchmarks.stage import NEXT, SLIDES, p95, write_decks
from benchmarks.terminal import Terminal
from presenter import places
from slides.loader import load_deck
from slides.planning import plan_of

LEFT = b"\x1b[D"
GATES = {
    "heaviest slide, key p95 above floor's, ms": 20.0,
    "all slides, key p95 above floor's, ms": 20.0,
}


def floor_keys(laps: int) -> list[float]:
    """Seconds from key to slide of the least Textual app."""
    with tempfile.TemporaryDirectory() as folder:
        _, plain = write_decks(Path(folder))
        terminal = Terminal([sys.executable, "-m", "benchmarks.minimal", str(plain)])
        try:
            terminal.until("Mark-00")
            found = []
            for _ in range(laps * 2):
                found += [terminal.press(NEXT, f"Mark-{n:02}") for n in range(1, SLIDES)]
                terminal.press(NEXT, "Mark-00")
            return found
        finally:
            terminal.close()


def slide_keys(deck: Path, laps: int) -> dict[str, list[float]]:
    """Seconds from key to each slide but the first, by its id: the first one after the start, and
    those of further laps."""
    loaded = load_deck(deck)
    slides, plan = loaded.slides, plan_of(loaded)
    terminal = Terminal([sys.executable, "-m", "presenter", "present", str(deck)])
    found: dict[str, list[float]] = {}
    try:
        terminal.until("? help")
        terminal.type(b"s")
        terminal.listen(6.0)  # what the speaker is told at the start has gone from the footer
        for _ in range(laps):
            for place, slide in enumerate(slides[1:], start=1):
                here, before = plan.number(slide.slide), plan.number(slides[place - 1].slide)
                if slide.part == "appendix" and plan.slides[place - 1].part != "appendix":
                    continue  # nobody walks into it
                terminal.press(f"{place + 1}\r".encode(), here)
                terminal.press(LEFT, before)
                terminal.drain(0.15)
                found.setdefault(slide.slide, []).append(terminal.press(NEXT, here))
    finally:
        terminal.close()
    return found


def measure(deck: Path, laps: int) -> dict[str, float]:
    """The figures, floor and talk one after the other."""
    floor, keys = p95(floor_keys(laps)), slide_keys(deck, laps)
    middles = {slide: statistics.median(times) for slide, times in keys.items()}
    heaviest = max(middles, key=lambda slide: middles[slide])
    every = [time for times in keys.values() for time in times]
    return {
        "floor key p95, ms": floor * 1000,
        "all slides, key p50, ms": statistics.median(every) * 1000,
        "all slides, key p95, ms": p95(every) * 1000,
        f"heaviest is {heaviest}, key p50, ms": middles[heaviest] * 1000,
        "heaviest slide, key p95, ms": p95(keys[heaviest]) * 1000,
        "heaviest slide, key p95 above floor's, ms": (p95(keys[heaviest]) - floor) * 1000,
        "all slides, key p95 above floor's, ms": (p95(every) - floor) * 1000,
    }


def main() -> int:
    """Measure, print, and exit 1 when a gate is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--laps", type=int, default=4)
    parser.add_argument("--deck", type=Path, default=places.first_talk())
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args()
    compiled()
    return told(measure(args.deck, args.laps), GATES, args.format)


if __name__ == "__main__":
    sys.exit(main())
