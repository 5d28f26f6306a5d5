"""The default training run on the data there is: seconds, figures, memory, steps per second.

`python -m benchmarks.lab_train [--splits random group] [--seeds 0 1 2] [--format json]`

The floor, in the same run: the same encoder in torch's own layers, in fp32 with torch's AdamW,
batches shuffled and padded to their longest message: what one writes at first.
"""

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
from contextlib import aclosing
from pathlib import Path
from typing import Any

from benchmarks.lab_classify import peak_megabytes
from presenter.work.child import Lab
from presenter.work.models import locate
from presenter.work.protocol import Failed, Method, Split, Step, Train, Trained
from presenter.work.sources import find_source

FLOOR_STEPS = 30
GATES = {"seconds": 65.0, "MB": 1200.0}
FEWER_STEPS = "steps per second / floor"


def cpu_seconds(pid: int | None) -> float:
    """Processor time that a process has used so far: unlike seconds on the clock it depends
    little on what else the machine does."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def run(
    folder: Path,
    split: Split,
    seed: int,
    method: Method = "frozen",
    time_limit: float | None = None,
    base: str = "default",
) -> dict[str, Any]:
    """One whole run, or one planned to fit a time limit in seconds."""
    asked = Train(split=split, seed=seed, method=method, time_limit=time_limit, base=base)
    async with Lab(folder / "lab.log") as lab:
        last: Step | None = None
        async with aclosing(lab.ask(asked)) as replies:
            async for reply in replies:
                last = reply if isinstance(reply, Step) else last
                if isinstance(reply, Failed):
                    sys.exit(f"{reply.message} {reply.hint}")
                if isinstance(reply, Trained):
                    result = reply
        megabytes, processor_seconds = peak_megabytes(lab.pid), cpu_seconds(lab.pid)
    assert last
    after = result.after
    return {
        "split": split,
        "seed": seed,
        "f1": after.f1.value,
        "f1 interval": [after.f1.low, after.f1.high],
        "precision": after.precision.value,
        "recall": after.recall.value,
        "accuracy": after.accuracy.value,
        "test": after.size,
        "test spam": after.spam,
        "seconds": result.seconds,
        "steps": result.plan.steps,
        "steps per second": last.steps / last.seconds,
        "data": result.plan.source,
        "arithmetic": result.plan.precision,
        "MB": megabytes,
        "floor f1": result.floor.metrics.f1.value if result.floor else None,
        "roc auc": result.after.roc_auc.value if result.after.roc_auc else None,
        "processor seconds": processor_seconds,
        "load": os.getloadavg()[0],
    }


FLOOR = """
import sys, time, torch
from tokenizers import Tokenizer
from torch import nn
torch.manual_seed(0)
layer = nn.TransformerEncoderLayer(384, 12, 1536, 0.1, "gelu", batch_first=True)
model = nn.Sequential(nn.Embedding(30522, 384), nn.TransformerEncoder(layer, 6))
head = nn.Linear(384, 2)
adam = torch.optim.AdamW([*model.parameters(), *head.parameters()], 1e-4)
tokenizer = Tokenizer.from_file(sys.argv[1])
tokenizer.enable_padding()
texts, steps = sys.stdin.read().splitlines(), int(sys.argv[2])
for step in range(steps + 1):
    if step == 1:
        begun = time.perf_counter()
    rows = tokenizer.encode_batch(texts[16 * step : 16 * step + 16])
    tokens = torch.tensor([row.ids for row in rows])
    loss = nn.functional.cross_entropy(head(model(tokens).mean(1)), torch.zeros(16, dtype=int))
    adam.zero_grad()
    loss.backward()
    adam.step()
print(steps / (time.perf_counter() - begun))
"""


def floor() -> float:
    """Steps per second of the plain loop, on as many of the same messages as it needs."""
    messages = find_source().messages[: 16 * (FLOOR_STEPS + 1)]
    texts = "\n".join(" ".join(message.text.split()) or "." for message in messages)
    tokenizer = str(locate("default") / "tokenizer.json")
    command = [sys.executable, "-W", "ignore", "-c", FLOOR, tokenizer]
    done = subprocess.run(
        [*command, str(FLOOR_STEPS)], input=texts, text=True, check=True, capture_output=True
    )
    return float(done.stdout)


def main() -> None:
    """Measure and print; exit code 1 when a gate is missed by the median."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--splits", nargs="+", choices=("random", "group"), default=["group"])
    parser.add_argument("--seeds", nargs="+", type=int, default=[0])
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = [
            asyncio.run(run(Path(folder), split, seed))
            for split in args.splits
            for seed in args.seeds
        ]
    figures = {
        name: statistics.median(row[name] for row in rows) for name in ("seconds", "MB", "f1")
    }
    plain = floor()
    ours = statistics.median(row["steps per second"] for row in rows)
    figures |= {"floor, steps per second": plain, FEWER_STEPS: ours / plain}
    missed = sorted(name for name, gate in GATES.items() if figures[name] > gate)
    if args.format == "json":
        print(json.dumps({"runs": rows, "figures": figures, "gates": GATES, "missed": missed}))
    else:
        for row in rows:
            print(", ".join(f"{name} {value}" for name, value in row.items()))
        for name, value in figures.items():
            print(f"{name:<28}{value:>10.3f}{'  MISSED' if name in missed else ''}")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
