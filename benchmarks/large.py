"""A deck of 1,000 slides on the stage: its first slide, its memory, and how soon a save is seen.

The floor is the same stage with a deck of 20 slides, in the same run.

`python -m benchmarks.large [--slides 1000] [--runs 5] [--format json]`
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.decks import write_deck
from benchmarks.gates import compiled, told
from benchmarks.stage import p95
from benchmarks.terminal import Terminal

FEW = 20
SAVES = 15
GATES = {
    "first slide / that of 20 slides": 2.0,
    "memory, MB": 150.0,
    "save to seen p95, ms": 300.0,
}


def first_slide(deck: Path) -> tuple[float, float]:
    """Seconds from the command to the first slide, and megabytes held a moment later."""
    terminal = Terminal([sys.executable, "-m", "presenter", "present", str(deck)])
    try:
        taken = terminal.until("? help") - terminal.begun
        terminal.drain(1.0)
        return taken, terminal.memory()
    finally:
        terminal.close()


def saves(deck: Path, text: str) -> list[float]:
    """Seconds from saving a change of the slide shown to the change on the terminal."""
    terminal = Terminal([sys.executable, "-m", "presenter", "present", str(deck)])
    found = []
    try:
        terminal.until("? help")
        for number in range(SAVES):
            terminal.drain(0.3 + number % 5 * 0.03)  # not in step with the stage's own looking
            since, word = len(terminal.output), f"Saved-{number:02}"
            begun = save(deck, text.replace("Slide 0 of many", word))
            found.append(terminal.until(word, since) - begun)
    finally:
        terminal.close()
    return found


def save(deck: Path, text: str) -> float:
    """Save as an editor does; the moment at which the new text was there, on the clock."""
    draft = deck.with_suffix(".draft")
    draft.write_text(text, encoding="utf-8")
    draft.replace(deck)
    return time.perf_counter()


def measure(slides: int, runs: int) -> dict[str, float]:
    """Every figure; runs interleave the large deck and the small one."""
    few, many, memory = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "small.yaml", Path(folder) / "large.yaml"
        write_deck(small, FEW, "1m")
        text = write_deck(large, slides, "1m")
        for _ in range(runs):
            few.append(first_slide(small)[0])
            taken, held = first_slide(large)
            many.append(taken)
            memory.append(held)
        seen = saves(large, text)
    floor, first = statistics.median(few), statistics.median(many)
    return {
        "floor: first of 20 slides, ms": floor * 1000,
        "first slide, ms": first * 1000,
        "first slide / that of 20 slides": first / floor,
        "memory, MB": max(memory),
        "save to seen p50, ms": statistics.median(seen) * 1000,
        "save to seen p95, ms": p95(seen) * 1000,
    }


def main() -> int:
    """Measure, print, and exit 1 when a gate is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--slides", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args()
    compiled()
    return told(measure(args.slides, args.runs), GATES, args.format)


if __name__ == "__main__":
    sys.exit(main())
