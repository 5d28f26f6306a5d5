"""What `podium lab` asks of the lab child, and how its replies are printed."""

import json
import sys
from collections.abc import Iterator
from contextlib import aclosing
from itertools import islice
from pathlib import Path

from presenter.work.child import Lab
from presenter.work.launch import launched
from presenter.work.protocol import (
    Classified,
    Classify,
    Done,
    Failed,
    Figure,
    Prepared,
    Reply,
    Stage,
    Step,
    Train,
    Trained,
    Validated,
)
from presenter.work.trouble import Trouble

AT_ONCE = 256
"""Lines that go to the child in one request."""
RETURN = "\r"
LONGEST = 20_000
"""Characters of a line that are sent; the classifier reads fewer."""
FIGURES = ("accuracy", "precision", "recall", "f1")


def _raise(failed: Failed) -> None:
    raise Trouble(failed.message, failed.hint)


async def classify(log: Path, base: str, *, as_json: bool) -> int:
    """Judge the lines of stdin, one result a line and in order. Raises Trouble."""
    async with Lab(log) as lab:
        for lines in _chunks():
            texts = tuple(line[:LONGEST] for line in lines)
            async with aclosing(lab.ask(Classify(texts=texts, base=base))) as replies:
                async for reply in replies:
                    if isinstance(reply, Failed):
                        _raise(reply)
                    if isinstance(reply, Classified):
                        print(_judged(lines[reply.index], reply, as_json=as_json), flush=True)
    return 0


def _chunks() -> Iterator[list[str]]:
    """Lines as they come: one by one from a person, many at a time from a pipe."""
    lines = (raw.decode("utf-8", "replace").rstrip("\r\n") for raw in sys.stdin.buffer)
    size = 1 if sys.stdin.isatty() else AT_ONCE
    while chunk := list(islice(lines, size)):
        yield chunk


def _judged(text: str, reply: Classified, *, as_json: bool) -> str:
    if not as_json:
        return f"{reply.label.upper():<4} {reply.probability:7.2%}  {text}"
    facts = {
        "text": text,
        "label": reply.label,
        "probability": round(reply.probability, 6),
        "milliseconds": round(reply.milliseconds, 3),
    }
    return json.dumps(facts, ensure_ascii=False)


async def train(log: Path, request: Train, launcher: str | None, *, as_json: bool) -> int:
    """Train and print the result; progress goes to stderr. `launcher` starts the processes of a
    data-parallel run. Raises Trouble."""
    last: Reply | None = None
    async with Lab(log) as lab:
        asked = launched(log, launcher, request) if launcher else lab.ask(request)
        async with aclosing(asked) as replies:
            async for reply in replies:
                last = last if isinstance(reply, Done) else reply
                _show_progress(reply)
    if isinstance(last, Failed):
        _raise(last)
    if not isinstance(last, Trained):
        raise Trouble("The run was stopped.")
    print(json.dumps(_facts(last)) if as_json else _table(last))
    return 0


def _show_progress(reply: Reply) -> None:
    live = sys.stderr.isatty()
    match reply:
        case Stage(name=name):
            print(f"{name} ...", file=sys.stderr)
        case Prepared() as plan:
            print(
                f"{plan.source}: {plan.train.size} to train on, {plan.validation.size} to validate,"
                f" {plan.test.size} to test ({plan.split} split); {plan.steps} steps"
                + _planned(plan),
                file=sys.stderr,
            )
        case Step() as step if live or step.step % 50 == 0:
            print(
                f"{RETURN if live else ''}step {step.step}/{step.steps}  loss {step.loss:.4f}  "
                f"{step.seconds_left:.0f} s left   ",
                end="" if live and not step.ends_epoch else "\n",
                file=sys.stderr,
                flush=True,
            )
        case Validated(epoch=epoch, metrics=metrics):
            print(f"epoch {epoch}: F1 {metrics.f1.value:.3f} on validation", file=sys.stderr)
        case _:
            pass


def _planned(plan: Prepared) -> str:
    """What a time limit made of the steps, and where an earlier run ended."""
    said = f", going on after step {plan.resumed_at}" if plan.resumed_at else ""
    if not (budget := plan.budget):
        return said
    fit = "all" if budget.steps == budget.wanted_steps else f"{budget.steps}"
    return (
        f" ({fit} of {budget.wanted_steps} fit the limit of {budget.limit:.0f} s; "
        f"{budget.expected:.0f} s expected){said}"
    )


def _facts(result: Trained) -> dict[str, object]:
    plan = result.plan
    after = {name: round(getattr(result.after, name).value, 6) for name in FIGURES}
    ends = {name: getattr(result.after, name) for name in FIGURES}
    intervals = {name: [round(end.low, 6), round(end.high, 6)] for name, end in ends.items()}
    before = {name: round(getattr(result.before, name).value, 6) for name in FIGURES}
    return {
        **after,
        "intervals": intervals,
        "before": before,
        "test_size": result.after.size,
        "test_spam": result.after.spam,
        "train_size": plan.train.size,
        "seconds": round(result.seconds, 2),
        "steps": plan.steps,
        "epochs": plan.epochs,
        "base": plan.base,
        "method": plan.method,
        "arithmetic": plan.precision,
        "split": plan.split,
        "seed": plan.seed,
        "data": plan.source,
        "practice": plan.practice,
        "saved": result.saved,
        "confusion": {
            "caught": result.after.caught,
            "missed": result.after.missed,
            "false_alarms": result.after.false_alarms,
            "let_through": result.after.let_through,
        },
        "roc_auc": _plain(result.after.roc_auc),
        "calibration_error": _plain(result.after.calibration_error),
        "threshold": result.after.threshold,
        "floor": result.floor and {**_plain(result.floor.metrics.f1), "name": result.floor.name},
        "against_before": result.against_before and result.against_before.model_dump(),
        "against_floor": result.against_floor and result.against_floor.model_dump(),
        "kept_step": result.kept_step,
        "stopped_early": result.stopped_early,
        "budget": plan.budget and plan.budget.model_dump(),
        "machine": result.machine and result.machine.model_dump(exclude={"id", "kind"}),
        "mistakes": [mistake.model_dump() for mistake in result.mistakes],
        "probe": [{**each.model_dump(), "right": each.right} for each in result.probe],
    }


def _plain(figure: Figure | None) -> dict[str, float]:
    return figure.model_dump() if figure else {}


def _table(result: Trained) -> str:
    plan = result.plan
    rows = [
        f"{name:<10} {getattr(result.before, name).value:>7.1%}   "
        f"{_with_interval(getattr(result.after, name))}"
        for name in FIGURES
    ]
    return "\n".join(
        [
            f"{plan.source}, {plan.split} split, seed {plan.seed}: "
            f"{result.after.size} test messages, {result.after.spam} of them spam",
            f"{'':<10} {'before':>7}   after (95 % interval)",
            *rows,
            *_floor_lines(result),
            f"probe: {sum(each.right for each in result.probe)} of {len(result.probe)} messages "
            "written for Podium judged as a person would",
            f"{result.kept_step} steps, {result.seconds:.0f} s"
            + (f"; saved in {result.saved}" if result.saved else ""),
        ]
    )


def _floor_lines(result: Trained) -> list[str]:
    if not (floor := result.floor):
        return []
    line = f"floor: {floor.name}, F1 {_with_interval(floor.metrics.f1)}, {floor.seconds:.1f} s"
    against = result.against_floor
    if not against:
        return [line]
    apart = f"{against.mended} messages better, {against.spoiled} worse than the floor"
    return [line, f"{'':<7}{apart} (McNemar p = {against.p_value:.2g})"]


def _with_interval(figure: Figure) -> str:
    return f"{figure.value:.1%} ({figure.low:.1%} to {figure.high:.1%})"
