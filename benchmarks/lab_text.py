"""Writing text: tokens a second, first token, next-token weighing, and the stage meanwhile.

`python -m benchmarks.lab_text [--runs 3] [--laps 6] [--format json]`

Floors, in the same run: the same model asked through the bindings directly, in this process, with
no lab child between; and the stage's keys while nothing is written.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from contextlib import aclosing
from pathlib import Path
from threading import Event

from benchmarks.gates import compiled, told
from benchmarks.stage import BODY, HOME, SLIDES, presses
from benchmarks.terminal import Terminal
from presenter.work.child import Lab
from presenter.work.jobs.llama import Llama
from presenter.work.protocol import (
    Backend,
    Continuations,
    Failed,
    Generate,
    Next,
    Reply,
    Task,
    WarmText,
    Written,
)
from presenter.work.text_models import find_text_model

STORY = "Tell a long story about a lighthouse."
TOKENS = 128
START = "The keeper of the lighthouse was"
STEPS = 20
"""Tokens appended one by one while next tokens are weighed."""
GATES = {
    "first token, ms": 500.0,
    "key to next-token answer p95, ms": 150.0,
    "seconds a token / 90 a second": 1.0,
    "seconds a token, reference / 15 a second": 1.0,
    "seconds a token / bindings alone": 1.25,
    "stage key p99 while writing above calm, ms": 20.0,
}


def story(backend: Backend) -> Generate:
    """A text of TOKENS tokens, whatever it says."""
    return Generate(prompt=STORY, backend=backend, max_tokens=TOKENS, ignore_end=True)


async def ask(lab: Lab, request: Task) -> Reply:
    """The last reply; ends the benchmark when it failed."""
    last: Reply | None = None
    async with aclosing(lab.ask(request)) as replies:
        async for reply in replies:
            if isinstance(reply, Failed):
                sys.exit(f"{reply.message} {reply.hint}")
            last = reply
    assert last
    return last


async def written(lab: Lab, backend: Backend, runs: int) -> tuple[float, float]:
    """Median tokens a second, and the median of milliseconds to the first token."""
    texts = [await ask(lab, story(backend)) for _ in range(runs)]
    known = [text for text in texts if isinstance(text, Written)]
    return (
        statistics.median(text.tokens_per_second for text in known),
        statistics.median(text.first_ms for text in known),
    )


async def weighed(lab: Lab, runs: int) -> list[float]:
    """Seconds from asking to the answer, token after token as on stage."""
    found = []
    for run in range(runs):
        prompt = f"{START} {run}"
        for _ in range(STEPS):
            begun = time.perf_counter()
            reply = await ask(lab, Next(prompt=prompt))
            found.append(time.perf_counter() - begun)
            assert isinstance(reply, Continuations)
            prompt += reply.texts[0]
    return found


async def in_the_lab(folder: Path, runs: int) -> dict[str, float]:
    """What the lab child gives."""
    async with Lab(folder / "lab.log") as lab:
        await ask(lab, WarmText())
        fast, first = await written(lab, "llama.cpp", runs)
        answers = await weighed(lab, runs)
        await ask(lab, WarmText(backend="transformers"))
        slow, slow_first = await written(lab, "transformers", max(1, runs - 1))
    return {
        "tokens a second": fast,
        "first token, ms": first,
        "key to next-token answer p50, ms": statistics.median(answers) * 1000,
        "key to next-token answer p95, ms": statistics.quantiles(answers, n=20)[-1] * 1000,
        "tokens a second, reference": slow,
        "first token, reference, ms": slow_first,
    }


def bindings_alone(runs: int) -> float:
    """Median tokens a second of the bindings in this process."""
    gguf = find_text_model("default").gguf
    assert gguf
    llama, rates = Llama(gguf), []
    for _ in range(runs):
        times = [time.perf_counter() for _ in llama.write(story("llama.cpp"), Event())]
        rates.append((len(times) - 2) / (times[-2] - times[0]))
    return statistics.median(rates)


def keys(folder: Path, laps: int) -> tuple[list[float], list[float]]:
    """Seconds from key to slide while nothing is written, and while two texts are."""
    deck = folder / "deck.yaml"
    body = "\n".join(f"  {line}" for line in BODY.splitlines())
    slides = [f"slide: s{n}\ntitle: Mark-{n:02}\nbody: |\n{body}" for n in range(SLIDES)]
    live = f"slide: live\ntitle: Live\nblocks:\n- pane: before-after\n  questions: [{STORY}]"
    live += "\n  length: 600"
    deck.write_text("\n---\n".join(["talk: Measured", *slides, live]) + "\n", encoding="utf-8")
    terminal = Terminal([sys.executable, "-m", "presenter", "present", str(deck)])
    terminal.until("? help")
    terminal.press(b"G", "Live")
    terminal.press(b"\r", "")
    terminal.drain(0.3)
    terminal.press(b"\r", "after: it answers")
    terminal.drain(3.0)  # both have begun
    terminal.press(HOME, "Mark-00")
    busy = presses(terminal, laps, HOME)
    terminal.press(b"G", "Live")
    terminal.until("600 tokens")
    terminal.press(HOME, "Mark-00")
    calm = presses(terminal, laps, HOME)
    terminal.close()
    return calm, busy


def p99(values: list[float]) -> float:
    """The 99th percentile."""
    return statistics.quantiles(values, n=100)[-1]


def measure(runs: int, laps: int) -> dict[str, float]:
    """All figures beside their floors."""
    floor = bindings_alone(runs)
    with tempfile.TemporaryDirectory() as folder:
        figures = {"bindings alone, tokens a second": floor}
        figures |= asyncio.run(in_the_lab(Path(folder), runs))
        calm, busy = keys(Path(folder), laps)
    figures |= {
        "seconds a token / 90 a second": 90 / figures["tokens a second"],
        "seconds a token, reference / 15 a second": 15 / figures["tokens a second, reference"],
        "seconds a token / bindings alone": floor / figures["tokens a second"],
        "stage key p50, ms": statistics.median(calm) * 1000,
        "stage key p99, ms": p99(calm) * 1000,
        "stage key p50 while writing, ms": statistics.median(busy) * 1000,
        "stage key p99 while writing, ms": p99(busy) * 1000,
        "stage key p99 while writing above calm, ms": (p99(busy) - p99(calm)) * 1000,
    }
    return figures


def main() -> int:
    """Measure, print, and exit 1 when a gate is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--laps", type=int, default=6)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args()
    compiled()
    return told(measure(args.runs, args.laps), GATES, args.format)


if __name__ == "__main__":
    sys.exit(main())
