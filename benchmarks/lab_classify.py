"""Classifying: first prediction from a standing start, one message, many messages.

`python -m benchmarks.lab_classify [--runs 3] [--format json]`

Floors, in the same run: a bare Python that imports torch and multiplies two matrices; and the
same encoder built from torch's own layers in fp32, which gives the same verdicts.
"""

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import aclosing
from pathlib import Path
from typing import Any

from presenter.work.child import Lab
from presenter.work.models import locate
from presenter.work.practice import practice_messages
from presenter.work.protocol import Classified, Classify, Failed

ONE = "Congratulations! You've won a one thousand dollar gift card!"
SINGLES, MANY = 200, 1024
GATES = {
    "first prediction, s": 2.0,
    "first prediction / bare torch": 1.5,
    "one message p50, ms": 5.0,
    "one message p50 / torch's layers": 1.0,
}


def peak_megabytes(pid: int | None) -> float:
    """The most memory that a process has had so far."""
    status = Path(f"/proc/{pid}/status").read_text()
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(peak.split()[1]) / 1024


async def ask(lab: Lab, texts: Sequence[str]) -> list[Classified]:
    """Verdicts; ends the benchmark when there are none."""
    found = []
    async with aclosing(lab.ask(Classify(texts=tuple(texts)))) as replies:
        async for reply in replies:
            if isinstance(reply, Failed):
                sys.exit(f"{reply.message} {reply.hint}")
            if isinstance(reply, Classified):
                found.append(reply)
    return found


async def first(folder: Path) -> float:
    """Seconds from starting the child to its first verdict."""
    begun = time.perf_counter()
    async with Lab(folder / "lab.log") as lab:
        await ask(lab, [ONE])
        return time.perf_counter() - begun


async def warm(folder: Path) -> dict[str, float]:
    """One message at a time and many at once, in a warm child; and what it weighs."""
    texts = [message.text for message in practice_messages()[:MANY]]
    async with Lab(folder / "lab.log") as lab:
        await ask(lab, texts)
        inside, outside = [], []
        for text in texts[:SINGLES]:
            begun = time.perf_counter()
            (verdict,) = await ask(lab, [text])
            outside.append((time.perf_counter() - begun) * 1000)
            inside.append(verdict.milliseconds)
        begun = time.perf_counter()
        await ask(lab, texts)
        seconds = time.perf_counter() - begun
        megabytes = peak_megabytes(lab.pid)
    return {
        "one message p50, ms": statistics.median(inside),
        "one message p99, ms": statistics.quantiles(inside, n=100)[-1],
        "there and back p50, ms": statistics.median(outside),
        "messages per second": MANY / seconds,
        "child, MB": megabytes,
    }


def bare_torch() -> float:
    """Seconds of the floor for the first prediction."""
    code = "import torch; a = torch.ones(384, 384); print((a @ a).sum())"
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    return time.perf_counter() - begun


FLOOR = """
import statistics, sys, time, torch
from tokenizers import Tokenizer
from torch import nn
layer = nn.TransformerEncoderLayer(384, 12, 1536, 0.0, "gelu", batch_first=True)
model = nn.TransformerEncoder(layer, 6).eval()
words = nn.Embedding(30522, 384)
tokenizer = Tokenizer.from_file(sys.argv[1])
tokenizer.no_padding()
took = []
with torch.inference_mode():
    for text in sys.stdin.read().splitlines():
        begun = time.perf_counter()
        model(words(torch.tensor([tokenizer.encode(text).ids]))).mean(1)
        took.append((time.perf_counter() - begun) * 1000)
print(statistics.median(took))
"""


def torchs_layers() -> float:
    """Milliseconds for one message, p50, in torch's own layers with weights of no meaning."""
    texts = [message.text for message in practice_messages()[:SINGLES]]
    tokenizer = str(locate("default") / "tokenizer.json")
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", FLOOR, tokenizer],
        input="\n".join(texts),
        text=True,
        check=True,
        capture_output=True,
    )
    return float(done.stdout)


def measure(runs: int) -> dict[str, Any]:
    """Medians over the runs, floors interleaved."""
    with tempfile.TemporaryDirectory() as folder:
        starts, bare, rows, layers = [], [], [], []
        for _ in range(runs):
            bare.append(bare_torch())
            starts.append(asyncio.run(first(Path(folder))))
            layers.append(torchs_layers())
            rows.append(asyncio.run(warm(Path(folder))))
    figures = {name: statistics.median(row[name] for row in rows) for name in rows[0]}
    figures["first prediction, s"] = statistics.median(starts)
    figures["floor: bare torch, s"] = statistics.median(bare)
    figures["floor: torch's layers p50, ms"] = statistics.median(layers)
    figures["first prediction / bare torch"] = statistics.median(starts) / statistics.median(bare)
    figures["one message p50 / torch's layers"] = figures[
        "one message p50, ms"
    ] / statistics.median(layers)
    return figures


def main() -> None:
    """Measure and print; exit code 1 when a gate is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args()
    figures = measure(args.runs)
    missed = {name: gate for name, gate in GATES.items() if figures[name] > gate}
    if args.format == "json":
        print(json.dumps({"figures": figures, "gates": GATES, "missed": sorted(missed)}))
    else:
        for name, value in figures.items():
            gate = f"   (gate {GATES[name]})" if name in GATES else ""
            print(f"{name:<36}{value:>10.2f}{gate}{'  MISSED' if name in missed else ''}")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
