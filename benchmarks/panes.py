"""Panes that read: from a key to its answer on the screen, once the model is loaded.

`python -m benchmarks.panes [--rounds 40] [--format json]`

Each pane runs in a headless Textual app with the real child. A key is pressed, and the clock
stops when the pane has painted the answer to it. Floors, in the same run: the way to the child and
back alone, for a request that has nothing to do; and a key that means nothing, which is what
pressing one costs here.
"""

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import aclosing
from pathlib import Path

from textual.app import App, ComposeResult
from textual.pilot import Pilot

from presenter.panes.attention import AttentionPane
from presenter.panes.embeddings import EmbeddingsPane
from presenter.panes.frame import LivePane
from presenter.panes.tokens import TokensPane
from presenter.work.child import Lab
from presenter.work.protocol import Failed, Pieces
from presenter.work.runs import Run
from slides.blocks.vectors import Attention, Embeddings, Tokens

GATE = 150.0
"""Milliseconds from key to answer, at the 95th percentile."""
LONG = "The application crashed because it could not reach the database that stores the orders."
WORDS = ("king", "queen", "man", "woman", "cat", "dog", "chair", "table")


class Host(App[None]):
    """One pane, alone."""

    def __init__(self, pane: LivePane) -> None:
        super().__init__()
        self.pane = pane

    def compose(self) -> ComposeResult:
        yield self.pane


def panes(lab: Lab) -> dict[str, tuple[LivePane, list[str]]]:
    """Each pane, and keys of which every one asks anew."""
    tokens = Tokens(pane="tokens", texts=(LONG, "Hello world"))
    embeddings = Embeddings(pane="embeddings", words=WORDS)
    attention = Attention(pane="attention", texts=(LONG,))
    return {
        "tokens": (TokensPane(tokens, Run(lab)), ["1", "2"]),
        "embeddings": (EmbeddingsPane(embeddings, Run(lab)), ["1", "2", "3"]),
        "attention": (AttentionPane(attention, Run(lab)), ["up", "+"]),
    }


async def answered(pilot: Pilot[None], pane: LivePane, key: str) -> float:
    """Milliseconds from a key to the picture with its answer."""
    painted = asyncio.Event()
    paint: Callable[[], None] = pane.paint
    before = pane.run.asked

    def noticed() -> None:
        paint()
        if pane.over and not pane.run.going and pane.run.asked is not before:
            painted.set()

    pane.paint = noticed  # type: ignore[method-assign]
    begun = time.perf_counter()
    await pilot.press(key)
    await painted.wait()
    took = (time.perf_counter() - begun) * 1000
    pane.paint = paint  # type: ignore[method-assign]
    if pane.trouble:
        sys.exit(f"{pane.trouble.message} {pane.trouble.hint}")
    return took


async def of_pane(pane: LivePane, keys: list[str], rounds: int, idle: list[float]) -> list[float]:
    """Every round's milliseconds, the first three left out: they load. Into `idle` go those of keys
    that mean nothing."""
    app, found = Host(pane), []
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("tab", "enter")
        await pane.run.wait()
        for number in range(rounds + 3):
            found.append(await answered(pilot, pane, keys[number % len(keys)]))
            await pilot.pause(0.15)
            begun = time.perf_counter()
            await pilot.press("f9")
            idle.append((time.perf_counter() - begun) * 1000)
    return found[3:]


async def floor(lab: Lab, rounds: int) -> list[float]:
    """There and back, for nothing."""
    found = []
    for _ in range(rounds):
        begun = time.perf_counter()
        async with aclosing(lab.ask(Pieces(text=""))) as replies:
            async for reply in replies:
                if isinstance(reply, Failed):
                    sys.exit(f"{reply.message} {reply.hint}")
        found.append((time.perf_counter() - begun) * 1000)
    return found


async def measure(rounds: int) -> dict[str, dict[str, float]]:
    """Percentiles of each pane and of the floor."""
    rows: dict[str, list[float]] = {}
    idle: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        async with Lab(Path(folder) / "lab.log") as lab:
            await floor(lab, 3)
            for name, (pane, keys) in panes(lab).items():
                rows[name] = await of_pane(pane, keys, rounds, idle)
            rows["floor: a key alone"] = idle
            rows["floor: there and back"] = await floor(lab, rounds)
    return {
        name: {"p50": statistics.median(row), "p95": statistics.quantiles(row, n=20)[-1]}
        for name, row in rows.items()
    }


def main() -> None:
    """Measure and print; exit code 1 when a pane is too slow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args()
    found = asyncio.run(measure(args.rounds))
    if args.format == "json":
        print(json.dumps(found))
    else:
        for name, row in found.items():
            gate = "" if name.startswith("floor") else f"   (p95 gate {GATE:.0f})"
            print(f"{name:<24}p50 {row['p50']:>7.1f} ms   p95 {row['p95']:>7.1f} ms{gate}")
    sys.exit(any(row["p95"] > GATE for name, row in found.items() if not name.startswith("floor")))


if __name__ == "__main__":
    main()
