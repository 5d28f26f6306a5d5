"""Panes that read: from a key to its answer on the screen, once the model is loaded.

`python -m benchmarks.panes [--rounds 40] [--format json]`

Each pane runs in a headless Textual app with the real child. A key is sent as a terminal sends it,
and the clock stops when the screen has been drawn with the answer to it; Textual's own pilot is not
used for that: it waits after every key until the app has been idle for 20 ms. Beside the clock
stands what the app's process computes for a key, which other programs hardly disturb. Floors, in
the same run: a key that changes one line of the least app; and the way to the child and back alone.
"""

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import aclosing
from pathlib import Path

from textual import events
from textual.app import App, ComposeResult
from textual.widget import Widget
from textual.widgets import Static

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


SIZE = (120, 36)
PAUSE = 0.1
"""Seconds between an answer and the next key: whatever else was to be drawn then is."""


class Host(App[None]):
    """One widget, alone."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.widget = widget

    def compose(self) -> ComposeResult:
        yield self.widget


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


class Counter(Static, can_focus=True):
    """One line that every key changes: what a key costs in Textual alone."""

    def __init__(self) -> None:
        super().__init__("0")
        self.count = 0
        self.shown = asyncio.Event()

    def on_key(self) -> None:
        """Count it."""
        self.count += 1
        self.update(str(self.count), layout=False)
        self.call_after_refresh(self.shown.set)


Lap = tuple[float, float]
"""Milliseconds on the clock, and of this process's processor time."""


def press(app: App[None], key: str) -> None:
    """Send a key as a terminal would."""
    names = {"+": "plus"}
    app.post_message(events.Key(names.get(key, key), key if len(key) == 1 else None))


async def timed(app: App[None], key: str, shown: asyncio.Event) -> Lap:
    """From a key to the event that its answer is on the screen."""
    begun, worked = time.perf_counter(), time.process_time()
    press(app, key)
    await shown.wait()
    return (time.perf_counter() - begun) * 1000, (time.process_time() - worked) * 1000


async def answered(app: App[None], pane: LivePane, key: str) -> Lap:
    """From a key to the picture with its answer."""
    shown = asyncio.Event()
    paint: Callable[[], None] = pane.paint
    before = pane.run.asked

    def noticed() -> None:
        paint()
        if pane.over and not pane.run.going and pane.run.asked is not before:
            pane.call_after_refresh(shown.set)

    pane.paint = noticed  # type: ignore[method-assign]
    took = await timed(app, key, shown)
    pane.paint = paint  # type: ignore[method-assign]
    if pane.trouble:
        sys.exit(f"{pane.trouble.message} {pane.trouble.hint}")
    return took


async def of_pane(pane: LivePane, keys: Sequence[str], rounds: int) -> list[Lap]:
    """Every round's, the first three left out: they load."""
    app, found = Host(pane), []
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("tab", "enter")
        await pane.run.wait()
        for number in range(rounds + 3):
            await pilot.pause(PAUSE)
            found.append(await answered(app, pane, keys[number % len(keys)]))
    return found[3:]


async def of_counter(rounds: int) -> list[Lap]:
    """The same of the least app."""
    counter = Counter()
    app, found = Host(counter), []
    async with app.run_test(size=SIZE) as pilot:
        counter.focus()
        for _ in range(rounds):
            await pilot.pause(PAUSE)
            counter.shown.clear()
            found.append(await timed(app, "x", counter.shown))
    return found


async def floor(lab: Lab, rounds: int) -> list[Lap]:
    """There and back, for nothing."""
    found = []
    for _ in range(rounds):
        begun, worked = time.perf_counter(), time.process_time()
        async with aclosing(lab.ask(Pieces(text=""))) as replies:
            async for reply in replies:
                if isinstance(reply, Failed):
                    sys.exit(f"{reply.message} {reply.hint}")
        taken = (time.perf_counter() - begun, time.process_time() - worked)
        found.append((taken[0] * 1000, taken[1] * 1000))
    return found


async def measure(rounds: int) -> dict[str, dict[str, float]]:
    """Percentiles of each pane and of the floors."""
    rows: dict[str, list[Lap]] = {}
    with tempfile.TemporaryDirectory() as folder:
        async with Lab(Path(folder) / "lab.log") as lab:
            await floor(lab, 3)
            for name, (pane, keys) in panes(lab).items():
                rows[name] = await of_pane(pane, keys, rounds)
            rows["floor: there and back"] = await floor(lab, rounds)
    rows["floor: a line in Textual"] = await of_counter(rounds)
    return {name: figures(laps) for name, laps in rows.items()}


def figures(laps: Sequence[Lap]) -> dict[str, float]:
    """Of the clock two percentiles, of the processor the median."""
    clock, work = zip(*laps, strict=True)
    p95 = statistics.quantiles(clock, n=20)[-1]
    return {"p50": statistics.median(clock), "p95": p95, "computed": statistics.median(work)}


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
            shown = "   ".join(f"{key} {value:>6.1f} ms" for key, value in row.items())
            print(f"{name:<26}{shown}{gate}")
    sys.exit(any(row["p95"] > GATE for name, row in found.items() if not name.startswith("floor")))


if __name__ == "__main__":
    main()
