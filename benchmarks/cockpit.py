"""The cockpit's budgets: how soon it shows a move, and what eight of them cost the stage.

Two stages of one deck run side by side on this machine: one with eight cockpits, one without any.
They take turns, slide after slide, within fractions of a second, and a cockpit whose stage is not
in turn stands still (SIGSTOP); so whatever else the machine does falls on both alike. A third
stage, without cockpits too, takes its turn likewise: what it differs from the second one by is
noise, and the floor of this measurement. On a machine that has other things to do, that noise is
many times what is looked for; so the stage's own work for a frame is compared, too.

`python -m benchmarks.cockpit [--rounds 120] [--format json]`
"""

import argparse
import json
import os
import random
import signal
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.stage import HOME, NEXT, SLIDES, p95, write_decks
from benchmarks.terminal import Terminal

COCKPITS = 8
BREATH = 0.3
"""Seconds between one slide and the next key; nobody speaks faster."""
RESAMPLES = 2000
GATES = {
    "cockpit shows a move, p95, ms": 50.0,
    "8 cockpits add to a key, median of pairs, ms": 2.0,
    "8 cockpits add to the stage's work for it, ms": 2.0,
    "8 cockpits add to a key, p95, ms": 2.0,
}


class Stage:
    """A stage, its cockpits, and the slide it is on."""

    def __init__(self, deck: Path, home: Path, cockpits: int) -> None:
        home.mkdir(mode=0o700)  # others are no place for sockets
        os.environ["XDG_RUNTIME_DIR"] = os.environ["XDG_STATE_HOME"] = str(home)
        self.terminal = Terminal([sys.executable, "-m", "presenter", "present", str(deck)])
        self.terminal.until("? help")
        self.terminal.press(b"s", "0:0")
        self.cockpits = [attached() for _ in range(cockpits)]
        self._slide = 0

    def press(self) -> tuple[float, float, list[float]]:
        """On to the next slide: seconds to the stage's frame, of work for it, to each cockpit's."""
        watched = self.cockpits
        self._slide = (self._slide + 1) % SLIDES
        key, mark = (NEXT if self._slide else HOME), f"Mark-{self._slide:02}"
        for terminal in (self.terminal, *watched):
            terminal.listen(BREATH / (1 + len(watched)))
        self.terminal.drain()
        places = [len(one.output) for one in (self.terminal, *watched)]
        before = self.terminal.work()
        begun = self.terminal.type(key)
        shown = self.terminal.until(mark, places[0])
        work = self.terminal.work() - before
        seen = [one.until(mark, at) for one, at in zip(watched, places[1:], strict=True)]
        return shown - begun, work, [at - begun for at in seen]

    def close(self) -> None:
        """End it and its cockpits."""
        for terminal in [*self.cockpits, self.terminal]:
            terminal.close()


def attached() -> Terminal:
    """A cockpit that shows the talk."""
    cockpit = Terminal([sys.executable, "-m", "presenter", "speaker"], columns=80, rows=24)
    cockpit.until("Mark-00")
    return cockpit


@contextmanager
def awake(cockpits: Sequence[Terminal]) -> Iterator[None]:
    """These cockpits run; before and after they stand still."""
    for cockpit in cockpits:
        os.kill(cockpit.pid, signal.SIGCONT)
    try:
        yield
    finally:
        for cockpit in cockpits:
            os.kill(cockpit.pid, signal.SIGSTOP)


def walk(rounds: int, folder: Path) -> dict[str, list[float]]:
    """Milliseconds, one figure a round, of every turn."""
    deck, _ = write_decks(folder)
    stages = {
        name: Stage(deck, folder / name, cockpits)
        for name, cockpits in (("full", COCKPITS), ("with one", 1), ("alone", 0), ("twin", 0))
    }
    found: dict[str, list[float]] = defaultdict(list)
    shuffled = random.Random(1)
    for stage in stages.values():
        with awake(stage.cockpits):
            pass
    for _ in range(rounds):
        for name in shuffled.sample(list(stages), len(stages)):
            stage = stages[name]
            with awake(stage.cockpits):
                shown, work, seen = stage.press()
            found[name].append(shown * 1000)
            found[f"{name}, work"].append(work * 1000)
            if name == "with one":
                found["cockpit"].append(seen[0] * 1000)
    for stage in stages.values():
        stage.close()
    return found


def interval(one: list[float], other: list[float]) -> tuple[float, float]:
    """Where nine of ten differences of p95 lie, were the rounds drawn anew."""
    rounds, draw = range(len(one)), random.Random(1)
    differences = sorted(
        p95([one[n] for n in drawn]) - p95([other[n] for n in drawn])
        for drawn in (draw.choices(rounds, k=len(rounds)) for _ in range(RESAMPLES))
    )
    return differences[RESAMPLES // 20], differences[-RESAMPLES // 20]


def measure(rounds: int) -> dict[str, Any]:
    """All figures, in milliseconds."""
    kept = {name: os.environ.get(name) for name in ("XDG_RUNTIME_DIR", "XDG_STATE_HOME")}
    with tempfile.TemporaryDirectory(prefix="podium-") as folder:
        found = walk(rounds, Path(folder))
    os.environ.update({name: value for name, value in kept.items() if value is not None})
    full, alone, twin = found["full"], found["alone"], found["twin"]
    low, high = interval(full, alone)

    def pairs(name: str, other: str) -> float:
        both = zip(found[name], found[other], strict=True)
        return statistics.median(a - b for a, b in both)

    return {
        "stage key p50, no cockpit, ms": statistics.median(alone),
        "stage key p95, no cockpit, ms": p95(alone),
        "stage key p50, 8 cockpits, ms": statistics.median(full),
        "stage key p95, 8 cockpits, ms": p95(full),
        "8 cockpits add to a key, median of pairs, ms": pairs("full", "alone"),
        "the same of a stage without cockpits (floor), ms": pairs("twin", "alone"),
        "stage's work for a frame, no cockpit, ms": statistics.median(found["alone, work"]),
        "8 cockpits add to the stage's work for it, ms": pairs("full, work", "alone, work"),
        "the same work of a stage without cockpits (floor), ms": pairs("twin, work", "alone, work"),
        "8 cockpits add to a key, p95, ms": p95(full) - p95(alone),
        "nine of ten resamples from, ms": low,
        "nine of ten resamples to, ms": high,
        "the same of a stage without cockpits, p95 (floor), ms": p95(twin) - p95(alone),
        "cockpit shows a move, p50, ms": statistics.median(found["cockpit"]),
        "cockpit shows a move, p95, ms": p95(found["cockpit"]),
        "stage key p95, one cockpit, ms": p95(found["with one"]),
    }


def missed(figures: dict[str, Any]) -> list[str]:
    """The gates that were missed; what cockpits add, only by more than noise explains."""
    noise = {
        "8 cockpits add to a key, median of pairs, ms": abs(
            figures["the same of a stage without cockpits (floor), ms"]
        ),
        "8 cockpits add to a key, p95, ms": max(
            abs(figures["the same of a stage without cockpits, p95 (floor), ms"]),
            figures["8 cockpits add to a key, p95, ms"] - figures["nine of ten resamples from, ms"],
        ),
    }
    return [name for name, gate in GATES.items() if figures[name] > gate + noise.get(name, 0.0)]


def main() -> int:
    """Measure, print, and exit 1 when a gate is missed."""
    parser = argparse.ArgumentParser(description="What cockpits show, how soon, and at what cost.")
    parser.add_argument("--rounds", type=int, default=120, help="of four keys each (default 120)")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args()
    figures = measure(args.rounds)
    late = missed(figures)
    if args.format == "json":
        print(json.dumps({"figures": figures, "gates": GATES, "missed": late}, indent=2))
    else:
        for name, value in figures.items():
            gate = f"  (at most {GATES[name]:g})" if name in GATES else ""
            print(f"{name:55} {value:9.3f}{gate}{'  MISSED' if name in late else ''}")
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
