"""The model card of a saved classifier: what it is, what it learned from, how good it is."""

import platform
import shlex
from collections.abc import Mapping
from pathlib import Path

from presenter.work.protocol import Figure, Metrics, Prepared, Train, Trained

CREDIT = (
    "SMS Spam Collection v.1: Almeida, T. and Hidalgo, J. (2011), UCI Machine Learning Repository, "
    "doi 10.24432/C5CC84, licence CC BY 4.0. No message of it is in these files."
)


def command(request: Train) -> str:
    """The command line that asks for the same run; of folders and files only the names."""
    words = [
        "podium",
        "lab",
        "train",
        "--base",
        Path(request.base).name,
        "--method",
        request.method,
    ]
    words += ["--split", request.split, "--seed", str(request.seed)]
    words += ["--epochs", str(request.epochs)] if request.epochs else []
    words += ["--data", Path(request.data).name] if request.data else []
    words += ["--save", Path(request.save).name] if request.save else []
    return shlex.join(words)


def model_card(request: Train, result: Trained, versions: Mapping[str, str]) -> str:
    """The card in Markdown. `versions` are those of the libraries that took part."""
    rows = "\n".join(
        f"| {name} | {_figure(before)} | {_figure(after)} |"
        for name, before, after in _figures(result)
    )
    plan = result.plan
    credit = f"\n{CREDIT}\n" if "SMS Spam Collection" in plan.source else ""
    return f"""# Spam or ham

A classifier of short English messages over the base `{plan.base}`, saved by `podium lab train`.
`head.safetensors` is a linear layer over the mean of the last layer's tokens; {_weights(plan)}

## Test

{_counts(result.after)}

| | untouched base | trained |
|---|---|---|
{rows}

In brackets 95 % intervals (Wilson; F1 through the Jaccard index). The untouched base knows the
share of spam and nothing else, so it calls everything ham. Split: {_split(plan)}

## Training

- Data: {plan.source}. {plan.train.size} messages to train on ({plan.train.spam} spam), \
{plan.validation.size} to validate, {plan.test.size} to test ({plan.test.spam} spam).
- Method: {plan.method}, {plan.epochs} epochs, {plan.steps} steps, {plan.precision}, \
seed {plan.seed}, last weights.
- Time: {result.seconds:.0f} s on {platform.system()} {platform.machine()}; \
{", ".join(f"{name} {version}" for name, version in versions.items())}.
- Command: `{command(request)}`
{credit}
## Limits

Messages in English as people wrote them around 2005 to 2011, and tricks of that time. New kinds of
fraud look different: do not guard anything with this.
"""


def _figures(result: Trained) -> list[tuple[str, Figure, Figure]]:
    names = ("accuracy", "precision", "recall", "f1")
    return [(name, getattr(result.before, name), getattr(result.after, name)) for name in names]


def _figure(figure: Figure) -> str:
    return f"{figure.value:.3f} ({figure.low:.3f}-{figure.high:.3f})"


def _weights(plan: Prepared) -> str:
    if plan.method == "lora":
        return "the adapter is low-rank additions in PEFT's format, to be put on the base."
    return "`model.safetensors` is the whole encoder."


def _counts(metrics: Metrics) -> str:
    return (
        f"On {metrics.size} messages that took no part in training, {metrics.spam} of them spam: "
        f"{metrics.caught} caught, {metrics.spam - metrics.caught} missed, "
        f"{metrics.false_alarms} false alarms."
    )


def _split(plan: Prepared) -> str:
    if plan.split == "group":
        return "near-duplicates of a test message never train (group)."
    return "random; near-duplicates of a test message may train, which flatters the figures."
