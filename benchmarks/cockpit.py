"""The cockpit's budgets: how soon it shows a move, and what eight of them cost the stage.

`python -m benchmarks.cockpit [--runs 3] [--format json]`
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.stage import HOME, NEXT, SLIDES, p95, write_decks
from benchmarks.terminal import Terminal

COCKPITS = 8
LAPS = 3
BREATH = 0.4
"""Seconds between one slide and the next key; nobody speaks faster."""
GATES = {
    "cockpit shows a move, p95, ms": 50.0,
    "stage key p95, 8 cockpits above none, ms": 2.0,
}


@dataclass
class Walk:
    """Seconds, one for each key: to the stage's frame, and to the first cockpit's."""

    stage: list[float] = field(default_factory=list)
    cockpit: list[float] = field(default_factory=list)

    @property
    def behind(self) -> list[float]:
        """How long after the stage's frame the cockpit's came."""
        return [c - s for c, s in zip(self.cockpit, self.stage, strict=True)]


def walk(stage: Terminal, cockpits: list[Terminal], found: Walk) -> None:
    """Go through the deck, timing every key.

    The next key is pressed when every cockpit has shown the last one, as a speaker would.
    """
    for _ in range(LAPS):
        for number in range(1, SLIDES + 1):
            mark = f"Mark-{number % SLIDES:02}"
            key = NEXT if number < SLIDES else HOME
            places = [len(cockpit.output) for cockpit in cockpits]
            taken, begun = press(stage, key, mark)
            found.stage.append(taken)
            for cockpit, since in zip(cockpits, places, strict=True):
                shown = cockpit.until(mark, since)
                if cockpit is cockpits[0]:
                    found.cockpit.append(shown - begun)
            for terminal in (stage, *cockpits):
                terminal.listen(BREATH / (1 + len(cockpits)))


def press(stage: Terminal, key: bytes, mark: str) -> tuple[float, float]:
    """Seconds from a key to its slide, and when the key was pressed."""
    stage.drain()
    since = len(stage.output)
    begun = stage.type(key)
    return stage.until(mark, since) - begun, begun


def measure(runs: int) -> dict[str, Any]:
    """All figures in milliseconds; each run has a stage alone, with one cockpit, and with all."""
    alone, one, crowd = Walk(), Walk(), Walk()
    with tempfile.TemporaryDirectory(prefix="podium-") as folder:
        os.environ["XDG_RUNTIME_DIR"] = os.environ["XDG_STATE_HOME"] = folder
        deck, _ = write_decks(Path(folder))
        for _ in range(runs):
            stage = Terminal([sys.executable, "-m", "presenter", "present", str(deck)])
            stage.until("? help")
            stage.press(b"s", "0:0")
            walk(stage, [], alone)
            cockpits = [attached()]
            walk(stage, cockpits, one)
            cockpits += [attached() for _ in range(COCKPITS - 1)]
            walk(stage, cockpits, crowd)
            for terminal in [*cockpits, stage]:
                terminal.close()
    return {
        "stage key p50, no cockpit, ms": statistics.median(alone.stage) * 1000,
        "stage key p95, no cockpit, ms": p95(alone.stage) * 1000,
        "stage key p50, 8 cockpits, ms": statistics.median(crowd.stage) * 1000,
        "stage key p95, 8 cockpits, ms": p95(crowd.stage) * 1000,
        "stage key p95, 8 cockpits above none, ms": (p95(crowd.stage) - p95(alone.stage)) * 1000,
        "cockpit shows a move, p50, ms": statistics.median(one.cockpit) * 1000,
        "cockpit shows a move, p95, ms": p95(one.cockpit) * 1000,
        "the same, after the stage's frame, p95, ms": p95(one.behind) * 1000,
        "one of 8 cockpits shows a move, p95, ms": p95(crowd.cockpit) * 1000,
    }


def attached() -> Terminal:
    """A cockpit that shows the talk."""
    cockpit = Terminal([sys.executable, "-m", "presenter", "speaker"], columns=80, rows=24)
    cockpit.until("Mark-00")
    return cockpit


def main() -> int:
    """Measure, print, and exit 1 when a gate is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args()
    figures = measure(args.runs)
    missed = [name for name, gate in GATES.items() if figures[name] > gate]
    if args.format == "json":
        print(json.dumps({"figures": figures, "gates": GATES, "missed": missed}, indent=2))
    else:
        for name, value in figures.items():
            gate = f"  (at most {GATES[name]:g})" if name in GATES else ""
            print(f"{name:45} {value:9.3f}{gate}{'  MISSED' if name in missed else ''}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
