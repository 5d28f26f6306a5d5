"""Classifying many messages beside transformers' `pipeline()`, with the verdicts of its model.

`python -m benchmarks.lab_pipeline [--messages 800] [--format json]`

The classifier that ships is merged into a plain BERT, which transformers loads. Its hidden states
under the same head must give the same verdicts. `pipeline()` gets the same weights, batches of 64
and the same texts in the same order; its own head computes as much as ours. Both run in turn, each
in a process of its own with the threads that torch chooses.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from presenter.work.sources import find_source
from presenter.work.splits import split_messages

GATE = 2.0
"""Times the throughput of `pipeline()`."""
OURS = """
import json, sys, time
from presenter.work.jobs.bert import save_bert
from presenter import places
from presenter.work.jobs.judging import SHIPPED, load_classifier, read_trained
from presenter.work.models import locate
import shutil, dataclasses
from safetensors.torch import save_file
asked = json.load(sys.stdin)
merged = read_trained(places.assets() / SHIPPED)
save_bert(merged.bert, __import__("pathlib").Path(asked["folder"]))
for file in ("config.json", "tokenizer.json"):
    shutil.copy(locate("default") / file, asked["folder"])
save_file(dataclasses.asdict(merged.head), asked["folder"] + "/head.st")
del merged
classifier = load_classifier("default")
classifier.quicken()
texts = asked["texts"]
classifier.spam_probabilities(texts[:64])
best = 1e9
for _ in range(3):
    began = time.perf_counter()
    found = classifier.spam_probabilities(texts)
    best = min(best, time.perf_counter() - began)
print(json.dumps({"per second": len(texts) / best, "spam": [c >= 0.5 for c in found]}))
"""
THEIRS = """
import json, sys, time
from presenter.work.jobs import whole_torch
whole_torch()
import torch
from safetensors.torch import load_file
from transformers import AutoModel, AutoModelForSequenceClassification, AutoTokenizer, pipeline
asked = json.load(sys.stdin)
texts, folder = asked["texts"], asked["folder"]
tokenizer = AutoTokenizer.from_pretrained(folder)
head = load_file(folder + "/head.st")
encoder = AutoModel.from_pretrained(folder).eval()
spam = []
with torch.inference_mode():
    for text in texts:
        row = tokenizer(text, truncation=True, max_length=128, return_tensors="pt")
        mean = encoder(**row).last_hidden_state.mean(1)
        ham, bad = (mean @ head["weight"].T + head["bias"])[0].tolist()
        spam.append(bad >= ham)
model = AutoModelForSequenceClassification.from_pretrained(folder, num_labels=2).eval()
judge = pipeline("text-classification", model=model, tokenizer=tokenizer, batch_size=64,
    truncation=True, max_length=128)
judge(texts[:64])
best = 1e9
for _ in range(3):
    began = time.perf_counter()
    judge(texts)
    best = min(best, time.perf_counter() - began)
print(json.dumps({"per second": len(texts) / best, "spam": spam}))
"""


def ask(code: str, asked: dict[str, Any]) -> dict[str, Any]:
    """What a process of its own answers."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        input=json.dumps(asked),
        text=True,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stderr[-2000:])
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Measure and print; exit code 1 when a gate is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=800)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args()
    test = split_messages(find_source().messages, "random", 0).test
    texts = [message.text for message in test[: args.messages]]
    with tempfile.TemporaryDirectory() as folder:
        asked = {"texts": texts, "folder": str(Path(folder))}
        ours, theirs = ask(OURS, asked), ask(THEIRS, asked)
    figures = {
        "messages": len(texts),
        "ours, per second": ours["per second"],
        "pipeline(), per second": theirs["per second"],
        "times as many": ours["per second"] / theirs["per second"],
        "other verdicts": sum(a != b for a, b in zip(ours["spam"], theirs["spam"], strict=True)),
    }
    missed = figures["times as many"] < GATE or bool(figures["other verdicts"])
    if args.format == "json":
        print(json.dumps({"figures": figures, "gate": GATE, "missed": missed}))
    else:
        for name, value in figures.items():
            print(f"{name:<28}{value:>10.2f}")
        print(f"gate: {GATE} times as many, no other verdict{'  MISSED' if missed else ''}")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
