"""The stage's budgets against the least Textual app: start, key to slide, idle.

`python -m benchmarks.stage [--runs 5] [--training] [--format json]`
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.gates import compiled, told
from benchmarks.terminal import Terminal

SLIDES = 12
NEXT, HOME = b"\x1b[C", b"\x1b[H"
BODY = """\
Some **bold** and *plain* text with `code` in it, long enough to be a line of a real slide.

- a first point that is made
- a second one, which is a little longer than the first
- a third

| method | cost | time |
|---|---|---|
| prompt | free | hours |
| retrieval | some | days |
"""
GATES = {
    "title frame / floor's first frame": 0.4,
    "first slide / floor's first frame": 1.6,
    "key p95 above floor's, ms": 30.0,
    "key p95 while training above floor's, ms": 30.0,
    "idle, share of a core": 0.01,
    "idle, bytes a second": 200.0,
    "bytes a slide": 10_000.0,
}


def write_decks(folder: Path) -> tuple[Path, Path]:
    """The same twelve slides for the stage and for the floor; the stage's ends in a live pane."""
    marks = [f"Mark-{n:02}" for n in range(SLIDES)]
    deck, plain = folder / "deck.yaml", folder / "plain.txt"
    body = "\n".join(f"  {line}" for line in BODY.splitlines())
    slides = [
        f"slide: s{n}\ntitle: {mark}\nbudget: 2m\nbody: |\n{body}" for n, mark in enumerate(marks)
    ]
    live = "slide: live\ntitle: Live\nblocks:\n- pane: spam-train"
    deck.write_text("\n---\n".join(["talk: Measured", *slides, live]) + "\n", encoding="utf-8")
    plain.write_text("\n%%\n".join(f"# {mark}\n\n{BODY}" for mark in marks), encoding="utf-8")
    return deck, plain


def presses(terminal: Terminal, laps: int, home: bytes) -> list[float]:
    """Seconds from key to slide, forth through the deck and back to its first slide."""
    found = []
    for _ in range(laps):
        found += [terminal.press(NEXT, f"Mark-{n:02}") for n in range(1, SLIDES)]
        terminal.press(home, "Mark-00")
    return found


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(values, n=20)[-1]


def measure(runs: int, training: bool) -> dict[str, Any]:
    """All figures, in milliseconds unless named otherwise; runs interleave stage and floor."""
    stage_first, title, floor_first = [], [], []
    stage_keys, floor_keys, train_keys = [], [], []
    idle, written = (0.0, 0.0), 0.0
    with tempfile.TemporaryDirectory() as folder:
        deck, plain = write_decks(Path(folder))
        ours = [sys.executable, "-m", "presenter", "present", str(deck)]
        floor = [sys.executable, "-m", "benchmarks.minimal", str(plain)]
        for run in range(runs):
            terminal = Terminal(floor)
            floor_first.append(terminal.until("Mark-00") - terminal.begun)
            floor_keys += presses(terminal, 2, NEXT)
            terminal.close()
            terminal = Terminal(ours)
            title.append(terminal.until("Measured") - terminal.begun)
            stage_first.append(terminal.until("? help") - terminal.begun)
            stage_keys += presses(terminal, 2, HOME)
            if run == 0:
                written = bytes_a_slide(terminal)
                idle = idle_costs(terminal, 10.0)
            if training and run == 0:
                train_keys = presses_while_training(terminal)
            terminal.close()
    floor_start, floor_p95 = statistics.median(floor_first), p95(floor_keys)
    figures = {
        "floor first frame, ms": floor_start * 1000,
        "title frame, ms": statistics.median(title) * 1000,
        "first slide, ms": statistics.median(stage_first) * 1000,
        "floor key p50, ms": statistics.median(floor_keys) * 1000,
        "floor key p95, ms": floor_p95 * 1000,
        "key p50, ms": statistics.median(stage_keys) * 1000,
        "key p95, ms": p95(stage_keys) * 1000,
        "title frame / floor's first frame": statistics.median(title) / floor_start,
        "first slide / floor's first frame": statistics.median(stage_first) / floor_start,
        "key p95 above floor's, ms": (p95(stage_keys) - floor_p95) * 1000,
        "idle, share of a core": idle[0],
        "idle, bytes a second": idle[1],
        "bytes a slide": written,
    }
    if train_keys:
        figures["key p95 while training, ms"] = p95(train_keys) * 1000
        figures["key p95 while training above floor's, ms"] = (p95(train_keys) - floor_p95) * 1000
    return figures


def idle_costs(terminal: Terminal, seconds: float) -> tuple[float, float]:
    """What a talk with its clock running costs while nothing is pressed: processor time as a
    share of one core, and bytes to the terminal a second."""
    terminal.drain(0.5)
    cpu, written, begun = terminal.cpu(), len(terminal.output), time.perf_counter()
    terminal.listen(seconds)
    passed = time.perf_counter() - begun
    return (terminal.cpu() - cpu) / passed, (len(terminal.output) - written) / passed


def bytes_a_slide(terminal: Terminal) -> float:
    """Bytes to the terminal for one slide, on average over the deck."""
    written = len(terminal.output)
    presses(terminal, 1, HOME)
    terminal.drain()
    return (len(terminal.output) - written) / SLIDES


def presses_while_training(terminal: Terminal) -> list[float]:
    """Start the run in the last slide's pane, leave it going, and walk the deck."""
    terminal.press(b"G", "Live")
    terminal.press(b"\r", "")
    terminal.drain(0.3)
    terminal.press(b"\r", "loss")
    terminal.press(HOME, "Mark-00")
    return presses(terminal, 3, HOME)


def main() -> int:
    """Measure, print, and exit 1 when a gate is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--training", action="store_true", help="also while the pane trains")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args()
    compiled()
    return told(measure(args.runs, args.training), GATES, args.format)


if __name__ == "__main__":
    sys.exit(main())
