"""The model card of a saved classifier: what it is, what it learned from, how good it is."""

import platform
import shlex
from collections.abc import Mapping
from pathlib import Path

from presenter.work.protocol import Figure, Metrics, Prepared, Train, Trained

FIGURES = ("accuracy", "precision", "recall", "f1", "roc_auc", "calibration_error")
CREDIT = (
    "SMS Spam Collection v.1: Almeida, T. and Hidalgo, J. (2011), UCI Machine Learning Repository, "
    "doi 10.24432/C5CC84, licence CC BY 4.0. No message of it is in these files."
)


def command(request: Train) -> str:
    """The command line that asks for the same run; of folders and files only the names."""
    words = ["podium", "lab", "train"]
    asked = request.model_dump(exclude={"id", "job", "resume"})
    always = ("base", "method", "split", "seed")
    for name, field in type(request).model_fields.items():
        value = asked.get(name)
        if name in asked and (name in always or value != field.default):
            shown = Path(str(value)).name if name in ("base", "data", "save") else value
            shown = f"{value:.0f}s" if name == "time_limit" else shown
            words += [f"--{name.replace('_', '-')}", str(shown)]
    return shlex.join(words)


def model_card(request: Train, result: Trained, versions: Mapping[str, str]) -> str:
    """The card in Markdown. `versions` are those of the libraries that took part."""
    rows = "\n".join(_row(name, result) for name in FIGURES)
    plan = result.plan
    credit = f"\n{CREDIT}\n" if "SMS Spam Collection" in plan.source else ""
    return f"""# Spam or ham

A classifier of short English messages over the base `{plan.base}`, saved by `podium lab train`.
{_weights(plan)}

## Test

{_counts(result.after)}

| | untouched base | {_floor_name(result)} | trained |
|---|---|---|---|
{rows}

In brackets 95 % intervals: Wilson's; for F1 and the calibration error (ECE, ten bins) by bootstrap,
for ROC-AUC by DeLong. The untouched base knows the share of spam and nothing else, so it calls
everything ham. A message is called spam from a probability of {result.after.threshold:.3g}.

Split: {_split(plan)}
{_compared(result)}

## Training

- Data: {plan.source}. {plan.train.size} messages to train on ({plan.train.spam} spam), \
{plan.validation.size} to validate, {plan.test.size} to test ({plan.test.spam} spam).
- Method: {plan.method}, {plan.epochs} epochs, {plan.steps} steps, {plan.precision}, \
batches of {plan.batch}, seed {plan.seed}, {_kept(result)}.
- Weights: {plan.trained_weights:,} of {plan.weights:,} moved.
- Time: {result.seconds:.0f} s on {_machine(result)}; \
{", ".join(f"{name} {version}" for name, version in versions.items())}.
- Command: `{command(request)}`
{credit}
## Limits

Messages in English as people wrote them around 2005 to 2011, and tricks of that time. New kinds of
fraud look different: do not guard anything with this.
"""


def _row(name: str, result: Trained) -> str:
    floor = result.floor.metrics if result.floor else None
    cells = [_figure(getattr(each, name, None)) for each in (result.before, floor, result.after)]
    return f"| {' | '.join([name.replace('_', ' '), *cells])} |"


def _figure(figure: Figure | None) -> str:
    return f"{figure.value:.3f} ({figure.low:.3f}-{figure.high:.3f})" if figure else ""


def _floor_name(result: Trained) -> str:
    return result.floor.name if result.floor else "floor (not fitted)"


def _compared(result: Trained) -> str:
    said = [
        f"Against {name} it judges {each.mended} messages rightly that it had wrong, and "
        f"{each.spoiled} the other way round (McNemar, exact: p = {each.p_value:.2g})."
        for name, each in (
            ("the untouched base", result.against_before),
            ("the floor", result.against_floor),
        )
        if each
    ]
    return "\n".join(said)


def _weights(plan: Prepared) -> str:
    head = "`head.safetensors` is a linear layer over mean, maximum and first of the last tokens"
    if plan.method == "lora":
        return f"Low-rank additions to the base, in PEFT's format, and a head: {head}."
    return f"`model.safetensors` is the whole model. Over a BERT {head}."


def _counts(metrics: Metrics) -> str:
    return (
        f"On {metrics.size} messages that took no part in training, {metrics.spam} of them spam: "
        f"{metrics.caught} caught, {metrics.spam - metrics.caught} missed, "
        f"{metrics.false_alarms} false alarms."
    )


def _kept(result: Trained) -> str:
    early = ", stopped early" if result.stopped_early else ""
    return f"weights of step {result.kept_step} ({result.plan.keep}{early})"


def _machine(result: Trained) -> str:
    where = f"{platform.system()} {platform.machine()}"
    if not (machine := result.machine):
        return where
    return (
        f"{where}, {machine.processor}, {machine.cores} cores, {machine.threads} threads, "
        f"{machine.memory_mb / 1000:.0f} GB, device {machine.device}"
    )


def _split(plan: Prepared) -> str:
    if plan.split == "group":
        return "near-duplicates of a test message never train (group)."
    return "random; near-duplicates of a test message may train, which flatters the figures."
