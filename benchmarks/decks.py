"""Big decks and long takes: what loading, checking, logging and reporting cost.

Loading and checking are given as ratios to a floor of the same run: libyaml reading the same text.
The floor of the command that lists takes is an interpreter that imports pydantic and Rich. A take
of two hours is to be reported in under 200 ms, and 500 takes listed in under 500 ms.

Run as `python -m benchmarks.decks [--slides 1000] [--format json]`.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

from presenter import shelf
from presenter.report.dossier import dossier
from presenter.report.page import as_html
from slides.check import check
from slides.loader import load
from slides.logs import LogWriter, read_log
from slides.planning import plan_of
from slides.problems import DeckErrors
from slides.takes import report
from slides.talk import Ended, Event, Moved, Opened, Started

SLIDE = """\
---
slide: s{n}
title: Slide {n} of many
budget: {budget}
reveal: items
body: |
  Some **text** that belongs to slide {n}.

  - a first point
  - a second one
  - a third
notes: |
  {words}
  [step] One. [step] Two. [step] Three.
"""


def write_deck(path: Path, slides: int, budget: str) -> str:
    """A deck of so many slides of about 150 words each."""
    words = "some words that are said over it " * 20
    text = "talk: A long talk\n" + "".join(
        SLIDE.format(n=n, budget=budget, words=words) for n in range(slides)
    )
    path.write_text(text, encoding="utf-8")
    return text


def median_ms(work: Callable[[], object], runs: int = 5) -> float:
    """Milliseconds of the middle one of so many runs."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def refused(path: Path) -> int:
    """How many errors a deck has."""
    try:
        load(path)
    except DeckErrors as errors:
        return len(errors.problems)
    return 0


def two_hours(deck: Path) -> list[Event]:
    """A take of two hours, with a key pressed every two seconds."""
    plan = plan_of(load(deck).deck)
    events: list[Event] = [
        Opened(at=0, deck=str(deck), title="A long talk", plan=plan, slide="s0"),
        Started(at=0),
    ]
    for press in range(3600):
        slide = plan.slides[press // 4 % len(plan.slides)].slide
        events.append(Moved(at=2 * press, slide=slide, step=press % 4))
    return [*events, Ended(at=7200)]


def write_log(writer: LogWriter, events: Sequence[Event]) -> None:
    """Write a whole log, one event at a time as the stage does."""
    for event in events:
        writer.write(event)
    writer.close()


def measure(slides: int, folder: Path) -> dict[str, float]:
    """Every figure, by name."""
    good, bad, talk = (folder / f"{name}.yaml" for name in ("good", "bad", "talk"))
    text = write_deck(good, slides, "1m")
    write_deck(bad, slides, "1:00")
    write_deck(talk, 24, "5m")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    floor = median_ms(lambda: list(yaml.compose_all(text, Loader=loader)))
    loaded = load(good)
    assert refused(bad) == slides
    figures = {
        "floor: libyaml reads the deck, ms": floor,
        "load, ms": (load_ms := median_ms(lambda: load(good))),
        "load / floor": load_ms / floor,
        "load with an error on every slide / floor": median_ms(lambda: refused(bad)) / floor,
        "check / floor": median_ms(lambda: check(loaded)) / floor,
    }
    return figures | measure_takes(folder, two_hours(talk))


def measure_takes(folder: Path, events: Sequence[Event]) -> dict[str, float]:
    """What a take of two hours costs, and 500 takes of the ordinary kind."""
    writer = LogWriter(folder / "long" / "take.jsonl")
    written = median_ms(lambda: write_log(writer, events), runs=1)
    many = folder / "many"
    for number in range(500):
        short = LogWriter(many / f"{number}.jsonl")
        write_log(short, [*events[:2], *events[2:98:4], events[-1]])
    long = shelf.read_take(writer.path)
    floor = [sys.executable, "-c", "import pydantic, rich.console"]
    command = [sys.executable, "-m", "presenter", "takes", "list", "--dir", str(many)]
    return {
        "log one event, ms": written / len(events),
        "report a take of two hours, ms": median_ms(
            lambda: report(read_log(writer.path).events), runs=3
        ),
        "its page with charts, ms": median_ms(
            lambda: as_html(dossier(long, writer.path.parent)), runs=3
        ),
        "list 500 takes for the first time, ms": median_ms(lambda: shelf.summaries(many), runs=1),
        "list 500 takes again, ms": median_ms(lambda: shelf.summaries(many)),
        "floor: Python imports pydantic and Rich, ms": median_ms(lambda: run(floor)),
        "`podium takes list` of 500 takes, ms": median_ms(lambda: run(command)),
        "`podium takes list` of 500 unseen takes, ms": median_ms(lambda: run_unseen(many, command)),
    }


def run_unseen(folder: Path, command: Sequence[str]) -> None:
    """Run a command that must read every log of a folder, as if it had never done so."""
    (folder / shelf.CACHE).unlink(missing_ok=True)
    run(command)


def run(command: Sequence[str]) -> None:
    """Run a command to its end."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=60)


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description="Big decks and long takes.")
    parser.add_argument("--slides", type=int, default=1000)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(args.slides, Path(folder))
    if args.format == "json":
        print(json.dumps(figures, indent=2))
        return
    for name, figure in figures.items():
        print(f"{name:46}{figure:>10.3f}")


if __name__ == "__main__":
    main()
