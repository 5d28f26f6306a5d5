"""How fast the overview of 200 slides opens, and how fast it moves.

`python -m benchmarks.overview [--slides 200] [--format json]`
"""

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.gates import told
from benchmarks.stage import BODY, p95
from benchmarks.terminal import Terminal

GATES = {"first opening, ms": 300.0, "opening p95, ms": 300.0}
DOWN = b"\x1b[B"


def write_deck(path: Path, slides: int) -> None:
    """So many slides with a table and a list each; every title is found once."""
    body = "\n".join(f"  {line}" for line in BODY.splitlines())
    texts = [f"slide: s{n}\ntitle: Mark-{n:03}\nbody: |\n{body}" for n in range(slides)]
    path.write_text("\n---\n".join(["talk: Measured", *texts]) + "\n", encoding="utf-8")


def measure(slides: int) -> dict[str, float]:
    """Milliseconds from the key to the picture."""
    with tempfile.TemporaryDirectory() as folder:
        deck = Path(folder) / "deck.yaml"
        write_deck(deck, slides)
        terminal = Terminal([sys.executable, "-m", "presenter", "present", str(deck)])
        try:
            terminal.until("? help")
            first = terminal.press(b"o", "16 Mark-015")
            openings, moves = [], []
            for _ in range(20):
                terminal.press(b"\x1b", "? help")
                openings.append(terminal.press(b"o", "16 Mark-015"))
            moves = [terminal.press(DOWN, f"Mark-{4 * n:03}") for n in range(1, slides // 8)]
        finally:
            terminal.close()
    return {
        "first opening, ms": first * 1000,
        "opening p50, ms": statistics.median(openings) * 1000,
        "opening p95, ms": p95(openings) * 1000,
        "a row down p50, ms": statistics.median(moves) * 1000,
        "a row down p95, ms": p95(moves) * 1000,
    }


def main() -> int:
    """Measure, print, and exit 1 when a gate is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--slides", type=int, default=200)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args()
    return told(measure(args.slides), GATES, args.format)


if __name__ == "__main__":
    sys.exit(main())
