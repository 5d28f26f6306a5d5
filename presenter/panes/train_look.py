"""How a training run looks, line by line: a pure function of its view and the pane's size."""

from rich.text import Text

from presenter.palette import ACCENT, BAD, GOOD, MUTED, WARM
from presenter.panes.curve import braille_curve
from presenter.work.protocol import Figure, Prepared, Step, Trained, Validated
from presenter.work.train_view import TrainView
from slides.deck import SpamTrain

FIGURES = ("accuracy", "precision", "recall", "f1")
CURVE_ROWS = 4
"""Most rows of the loss curve."""


def train_lines(view: TrainView, spec: SpamTrain, width: int, height: int) -> list[Text]:
    """At most `height` lines of at most `width` columns."""
    match view.state:
        case "idle":
            lines = _idle(spec)
        case "failed":
            lines = _failed(view)
        case "done" if view.result:
            lines = _result(view.result, width)
        case _:
            lines = _progress(view, width, height)
    for line in lines:
        line.truncate(width, overflow="ellipsis")
    return lines[:height]


def _idle(spec: SpamTrain) -> list[Text]:
    return [
        Text("Enter starts training, live", style=f"bold {ACCENT}"),
        Text(f"base: {spec.base}", style=MUTED),
        Text(f"{spec.split} split, seed {spec.seed}", style=MUTED),
        Text("Untouched, it has seen no label:", style=MUTED),
        Text("every message is ham to it.", style=MUTED),
    ]


def _failed(view: TrainView) -> list[Text]:
    assert view.trouble
    return [
        Text(f"! {view.trouble.message}", style=f"bold {BAD}"),
        Text(view.trouble.hint, style=MUTED),
        Text("Enter tries again", style=f"bold {ACCENT}"),
    ]


def _progress(view: TrainView, width: int, height: int) -> list[Text]:
    head = [_data(view.plan), _doing(view)] if view.plan else [_doing(view)]
    foot = [_validations(view.validations)] if view.validations else []
    if view.state == "cancelled":
        foot.append(Text("cancelled; Enter starts again", style=f"bold {WARM}"))
    else:
        foot.append(Text("c cancels; leaving does not", style=MUTED))
    if not view.step:
        return head + foot
    middle = [_bar(view.step, width), _steps(view.step)]
    rows = min(CURVE_ROWS, height - len(head) - len(middle) - len(foot))
    curve = [Text(row, style=WARM) for row in braille_curve(view.losses, width, max(0, rows))]
    return head + middle + curve + foot


def _data(plan: Prepared) -> Text:
    if plan.practice:
        return Text("! practice messages, not real", style=f"bold {WARM}")
    return Text(f"{plan.source}, {plan.split} split", style=MUTED)


def _doing(view: TrainView) -> Text:
    if view.doing:
        return Text(f"{view.doing} ...", style=ACCENT)
    if view.before and not view.step:
        return Text(f"untouched base: F1 {view.before.f1.value:.1%}", style=ACCENT)
    if view.step:
        step = view.step
        return Text(f"epoch {step.epoch}/{step.epochs}  loss {_loss(view.losses)}", style=ACCENT)
    return Text("")


def _loss(losses: tuple[float, ...]) -> str:
    recent = losses[-10:]
    return f"{sum(recent) / len(recent):.3f}"


def _steps(step: Step) -> Text:
    return Text(f"step {step.step}/{step.steps}, about {step.seconds_left:.0f} s left")


def _bar(step: Step, width: int) -> Text:
    full = round(width * step.step / step.steps)
    return Text.assemble(("━" * full, GOOD), ("─" * (width - full), MUTED))


def _validations(validations: tuple[Validated, ...]) -> Text:
    scores = ", ".join(f"{each.metrics.f1.value:.1%}" for each in validations[-3:])
    return Text(f"validation F1: {scores}")


def _result(result: Trained, width: int) -> list[Text]:
    gap = " " * max(1, min(3, (width - 29) // 3))
    heading = "95 % interval" if width > 40 else "interval"
    lines = [_row(gap, "", "before", "after", heading, style=MUTED)]
    for name in FIGURES:
        before: Figure = getattr(result.before, name)
        after: Figure = getattr(result.after, name)
        interval = f"{_percent(after.low)}-{_percent(after.high)}"
        label = "F1" if name == "f1" else name
        line = _row(gap, label, f"{before.value:.1%}", f"{after.value:.1%}", interval)
        line.stylize(f"bold {GOOD}", 15 + len(gap), 21 + len(gap))
        lines.append(line)
    metrics, plural = result.after, "" if result.after.false_alarms == 1 else "s"
    return [
        *lines,
        Text(f"{metrics.size} unseen messages, {metrics.spam} spam:"),
        Text(
            f"{metrics.spam - metrics.caught} missed, {metrics.false_alarms} false alarm{plural}; "
            f"{result.seconds:.0f} s"
        ),
        _data(result.plan),
        Text("Enter trains again", style=MUTED),
    ]


def _row(gap: str, label: str, before: str, after: str, interval: str, style: str = "") -> Text:
    return Text(f"{label:<9}{before:>6}{gap}{after:>6}{gap}{interval}", style=style)


def _percent(share: float) -> str:
    return "100" if share == 1 else f"{share * 100:.1f}"
