"""What it costs to draw each kind of block, as large as a 120×36 terminal bears.

`python -m benchmarks.blocks [--runs 20] [--format json]`. First is drawn with nothing kept, as
when its slide comes on; again is drawn with what was read, parsed and highlighted before, as when
a step comes on. Both are milliseconds of processor time of a whole slide with that one block.
"""

import argparse
import gc
import json
import statistics
import sys
import time
from collections.abc import Callable
from functools import _lru_cache_wrapper
from io import StringIO
from math import inf, sin
from pathlib import Path

from pydantic import TypeAdapter
from rich.console import Console

from presenter.draw import page
from presenter.draw.canvas import Canvas
from presenter.draw.warm import warm
from slides.blocks.block import Block
from slides.deck import Slide
from slides.steps import shown

WIDTH, ROWS = 108, 34
GATE = 15.0
"""Milliseconds, for a block that comes on first."""
KEPT = (
    ("presenter.draw.highlight", "_highlighted"),
    ("presenter.draw.inline", "_parsed"),
    ("presenter.draw.markdown", "_tree"),
    ("presenter.draw.files", "_read"),
    ("presenter.draw.glyphs", "_glyph"),
)
LINE = "    found = [shown(step, count=3) for step in steps if step.on]  # as far as it is on"
CODE = "\n".join(["def walk(steps):", *[LINE] * 32])
PROSE = "Some **bold** and *plain* text with `code` and a [link](https://example.org) in it. " * 3
BLOCKS: dict[str, dict[str, object]] = {
    "markdown": {"markdown": "\n\n".join([PROSE] * 5) + "\n\n" + "- an *item*\n" * 12},
    "code": {"code": CODE, "language": "python", "numbers": True},
    "code from a file": {"code": {"file": "blocks.py", "lines": "30-62"}, "numbers": True},
    "table": {"table": [[f"**cell** {n} of {m}" for n in range(6)] for m in range(30)]},
    "callout": {"callout": PROSE, "kind": "tip"},
    "quote": {"quote": PROSE, "by": "somebody"},
    "big": {"big": "Beyond the hype", "size": "medium"},
    "bar chart": {
        "chart": "bar",
        "labels": [f"place {n}" for n in range(9)],
        "series": {name: [n * 1.5 for n in range(9)] for name in "abc"},
    },
    "line chart": {
        "chart": "line",
        "series": {name: [sin(n / 9 + ord(name)) for n in range(120)] for name in "abcdef"},
        "height": 30,
    },
    "line of 5,000 points": {
        "chart": "line",
        "series": {"a": [sin(n / 300) for n in range(5_000)]},
        "height": 30,
    },
    "scatter chart": {
        "chart": "scatter",
        "series": {name: [(n * 37 + ord(name)) % 101 for n in range(60)] for name in "abc"},
        "height": 30,
    },
    "tree": {"tree": "root\n" + "\n".join("  " * (n % 5 + 1) + f"**leaf** {n}" for n in range(30))},
    "qr": {"qr": "https://example.org/a-talk/and-its-slides"},
    "columns": {
        "columns": [{"markdown": PROSE}, [{"code": CODE[:600]}, {"callout": PROSE}]],
        "weights": [2, 3],
    },
}


def drawer(keys: dict[str, object]) -> Callable[[], int]:
    """Draws a slide with one block; returns its rows."""
    block = TypeAdapter[Block](Block).validate_python(keys)
    slide = Slide(slide="s", title="Measured", blocks=(block,))
    console = Console(width=WIDTH, file=StringIO(), force_terminal=True)
    options = console.options.update(width=WIDTH, height=ROWS)
    canvas = Canvas(Path(__file__).parent)

    def draw() -> int:
        return page.page(slide, shown(slide, inf), canvas).height(console, options)

    return draw


def forget() -> None:
    """Drop what is kept between two drawings of the same thing."""
    for module, name in KEPT:
        kept = getattr(sys.modules[module], name)
        assert isinstance(kept, _lru_cache_wrapper)
        kept.cache_clear()


def milliseconds(draw: Callable[[], int], runs: int, afresh: bool) -> float:
    """The median of so many runs."""
    taken = []
    for _ in range(runs):
        if afresh:
            forget()
        begun = time.thread_time()
        draw()
        taken.append((time.thread_time() - begun) * 1000)
    return statistics.median(taken)


def main() -> int:
    """Measure, print, and exit 1 when a block takes longer than the gate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args()
    warm(TypeAdapter[Block](Block).validate_python(keys) for keys in BLOCKS.values())
    gc.disable()
    figures: dict[str, dict[str, float]] = {}
    for name, keys in BLOCKS.items():
        draw = drawer(keys)
        rows = draw()
        first, again = (milliseconds(draw, args.runs, afresh) for afresh in (True, False))
        figures[name] = {"first, ms": first, "again, ms": again, "rows": rows}
    missed = [name for name, figure in figures.items() if figure["first, ms"] > GATE]
    if args.format == "json":
        print(json.dumps({"figures": figures, "gate": GATE, "missed": missed}, indent=2))
    else:
        print(f"{'':22} first ms  again ms  rows   (first at most {GATE:g})")
        for name, figure in figures.items():
            mark = "  MISSED" if name in missed else ""
            first, again, high = figure.values()
            print(f"{name:22} {first:8.2f}  {again:8.2f}  {high:4.0f}{mark}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
