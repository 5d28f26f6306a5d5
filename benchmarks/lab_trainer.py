"""Training steps per second and F1 beside the Hugging Face Trainer: same base, data, split, batch.

`python -m benchmarks.lab_trainer [--steps 40] [--whole] [--split group] [--seed 0] [--format json]`

The Trainer gets what its documentation recommends: dynamic padding, two epochs, learning rate
5e-5, and bf16 where a short measurement finds it faster on this processor. `--whole` lets it train
to the end, for its F1; otherwise it takes so many steps. Ours is the whole default run, and one
that trains every weight as the Trainer does. They take turns, never at the same time.
"""

import argparse
import asyncio
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.lab_pipeline import ask
from benchmarks.lab_train import run
from presenter.work.messages import Message
from presenter.work.models import locate
from presenter.work.sources import find_source
from presenter.work.splits import split_messages

GATES = {"steps per second / Trainer": 2.5, "F1 - Trainer's": -0.01}
WARM = 3
"""Steps of the Trainer that are not timed."""
TRAINER = """
import json, sys, time
from presenter.work.jobs import whole_torch
from presenter.work.jobs.precision import precision
whole_torch()
import torch
from transformers import AutoModelForSequenceClassification, AutoTokenizer
from transformers import DataCollatorWithPadding, Trainer, TrainerCallback, TrainingArguments
asked = json.load(sys.stdin)
tokenizer = AutoTokenizer.from_pretrained(asked["base"])
model = AutoModelForSequenceClassification.from_pretrained(asked["base"], num_labels=2)
def rows(messages):
    cut = [tokenizer(text, truncation=True, max_length=128) for text, _ in messages]
    return [{**row, "labels": int(spam)} for row, (_, spam) in zip(cut, messages)]
times = []
class Clock(TrainerCallback):
    def on_step_end(self, *_, **__):
        times.append(time.perf_counter())
arguments = TrainingArguments(
    asked["folder"], per_device_train_batch_size=16, num_train_epochs=2,
    per_device_eval_batch_size=64, max_steps=asked["steps"], seed=asked["seed"],
    bf16=precision() == torch.bfloat16, use_cpu=True, report_to=[], save_strategy="no",
    logging_strategy="no", disable_tqdm=True, dataloader_num_workers=0)
trainer = Trainer(model=model, args=arguments, train_dataset=rows(asked["train"]),
    data_collator=DataCollatorWithPadding(tokenizer), callbacks=[Clock()])
began = time.perf_counter()
trainer.train()
test = rows(asked["test"])
called = trainer.predict(test).predictions.argmax(-1) if asked["whole"] else []
truth = [row["labels"] for row in test]
hits = sum(int(c and t) for c, t in zip(called, truth))
f1 = 2 * hits / max(1, sum(map(int, called)) + sum(truth)) if asked["whole"] else None
warm = asked["warm"]
print(json.dumps({"steps per second": (len(times) - 1 - warm) / (times[-1] - times[warm]),
    "f1": f1, "seconds": time.perf_counter() - began, "steps": len(times),
    "arithmetic": "bf16" if arguments.bf16 else "fp32"}))
"""


def _pairs(messages: tuple[Message, ...]) -> list[tuple[str, bool]]:
    return [(message.text, message.spam) for message in messages]


def trainer(split: str, seed: int, steps: int, *, whole: bool) -> dict[str, Any]:
    """The Trainer's run, in a process of its own."""
    parts = split_messages(find_source().messages, "group" if split == "group" else "random", seed)
    with tempfile.TemporaryDirectory() as folder:
        asked = {
            "base": str(locate("default")),
            "train": _pairs(parts.train),
            "test": _pairs(parts.test),
            "folder": folder,
            "seed": seed,
            "steps": -1 if whole else steps + WARM,
            "whole": whole,
            "warm": WARM,
        }
        return ask(TRAINER, asked)


def main() -> None:
    """Measure and print; exit code 1 when a gate is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=40)
    parser.add_argument("--whole", action="store_true", help="let the Trainer finish, for its F1")
    parser.add_argument("--split", choices=("random", "group"), default="group")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ours = asyncio.run(run(Path(folder), args.split, args.seed))
        full = asyncio.run(run(Path(folder), args.split, args.seed, "full", 60.0))
    theirs = trainer(args.split, args.seed, args.steps, whole=args.whole)
    figures = {"steps per second / Trainer": ours["steps per second"] / theirs["steps per second"]}
    if args.whole:
        figures["F1 - Trainer's"] = ours["f1"] - theirs["f1"]
    figures["all weights: steps per second / Trainer"] = (
        full["steps per second"] / theirs["steps per second"]
    )
    missed = [name for name, gate in GATES.items() if name in figures and figures[name] < gate]
    rows = {"ours": ours, "ours, all weights, cut after a minute": full, "Trainer": theirs}
    if args.format == "json":
        print(json.dumps({"runs": rows, "figures": figures, "gates": GATES, "missed": missed}))
    else:
        for name, row in rows.items():
            print(f"{name}: " + ", ".join(f"{key} {value}" for key, value in row.items()))
        for name, value in figures.items():
            gate = f"   (gate {GATES[name]})" if name in GATES else ""
            print(f"{name:<44}{value:>8.2f}{gate}{'  MISSED' if name in missed else ''}")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
