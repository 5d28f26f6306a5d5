"""How a training run looks, line by line: a pure function of its view and the pane's size."""

from textual.content import Content

from presenter.panes.colours import ACCENT, BAD, GOOD, MUTED, WARM
from presenter.panes.curve import braille_curve
from presenter.work.protocol import Figure, Prepared, Step, Trained, Validated
from presenter.work.train_view import TrainView
from slides.deck import SpamTrain

FIGURES = ("accuracy", "precision", "recall", "f1")
MEMORY = 0.95
"""Share of the running loss that a step leaves as it was."""
CURVE_ROWS = 4
"""Most rows of the loss curve."""


def train_lines(view: TrainView, spec: SpamTrain, width: int, height: int) -> list[Content]:
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
    return [line.truncate(width, ellipsis=True) for line in lines[:height]]


def _idle(spec: SpamTrain) -> list[Content]:
    return [
        Content.styled("Enter starts training, live", f"bold {ACCENT}"),
        Content.styled(f"base: {spec.base}", MUTED),
        Content.styled(f"{spec.split} split, seed {spec.seed}", MUTED),
        Content.styled("Untouched, it has seen no label:", MUTED),
        Content.styled("every message is ham to it.", MUTED),
    ]


def _failed(view: TrainView) -> list[Content]:
    assert view.trouble
    return [
        Content.styled(f"! {view.trouble.message}", f"bold {BAD}"),
        Content.styled(view.trouble.hint, MUTED),
        Content.styled("Enter tries again", f"bold {ACCENT}"),
    ]


def _progress(view: TrainView, width: int, height: int) -> list[Content]:
    head = [_data(view.plan), _doing(view)] if view.plan else [_doing(view)]
    foot = [_validations(view.validations)] if view.validations else []
    if view.state == "cancelled":
        foot.append(Content.styled("cancelled; Enter starts again", f"bold {WARM}"))
    else:
        foot.append(Content.styled("c cancels; leaving does not", MUTED))
    if not view.step:
        return head + foot
    middle = [_bar(view.step, width), _steps(view.step)]
    rows = min(CURVE_ROWS, height - len(head) - len(middle) - len(foot))
    dots = braille_curve(_smooth(view.losses), width, max(0, rows))
    curve = [Content.styled(row, WARM) for row in dots]
    return head + middle + curve + foot


def _data(plan: Prepared) -> Content:
    if plan.practice:
        warning = f"! practice messages, not real, {plan.split} split"
        return Content.styled(warning, f"bold {WARM}")
    return Content.styled(f"{plan.source}, {plan.split} split", MUTED)


def _doing(view: TrainView) -> Content:
    if view.doing:
        return Content.styled(f"{view.doing} ...", ACCENT)
    if view.before and not view.step:
        return Content.styled(f"untouched base: F1 {view.before.f1.value:.1%}", ACCENT)
    if view.step:
        step = view.step
        return Content.styled(
            f"epoch {step.epoch}/{step.epochs}  loss {_loss(view.losses)}", ACCENT
        )
    return Content("")


def _loss(losses: tuple[float, ...]) -> str:
    return f"{_smooth(losses)[-1]:.3f}"


def _smooth(losses: tuple[float, ...]) -> list[float]:
    """A running mean that forgets: single steps, of a few messages each, leap about."""
    smooth, mean = [], 0.0
    for step, loss in enumerate(losses, 1):
        mean = MEMORY * mean + (1 - MEMORY) * loss
        smooth.append(mean / (1 - MEMORY**step))
    return smooth


def _steps(step: Step) -> Content:
    return Content(f"step {step.step}/{step.steps}, about {step.seconds_left:.0f} s left")


def _bar(step: Step, width: int) -> Content:
    full = round(width * step.step / step.steps)
    return Content.assemble(("━" * full, GOOD), ("─" * (width - full), MUTED))


def _validations(validations: tuple[Validated, ...]) -> Content:
    scores = ", ".join(f"{each.metrics.f1.value:.1%}" for each in validations[-3:])
    return Content(f"validation F1: {scores}")


def _result(result: Trained, width: int) -> list[Content]:
    gap = " " * max(1, min(3, (width - 29) // 3))
    heading = "95 % interval" if width > 40 else "interval"
    lines = [_row(gap, "", "before", "after", heading, style=MUTED)]
    for name in FIGURES:
        before: Figure = getattr(result.before, name)
        after: Figure = getattr(result.after, name)
        interval = f"{_percent(after.low)}-{_percent(after.high)}"
        label = "F1" if name == "f1" else name
        line = _row(gap, label, f"{before.value:.1%}", f"{after.value:.1%}", interval)
        lines.append(line.stylize(f"bold {GOOD}", 15 + len(gap), 21 + len(gap)))
    metrics, plural = result.after, "" if result.after.false_alarms == 1 else "s"
    return [
        *lines,
        Content(f"{metrics.size} unseen messages, {metrics.spam} spam:"),
        Content(
            f"{metrics.spam - metrics.caught} missed, {metrics.false_alarms} false alarm{plural}; "
            f"{result.seconds:.0f} s"
        ),
        _data(result.plan),
        Content.styled("Enter trains again", MUTED),
    ]


def _row(gap: str, label: str, before: str, after: str, interval: str, style: str = "") -> Content:
    return Content.styled(f"{label:<9}{before:>6}{gap}{after:>6}{gap}{interval}", style)


def _percent(share: float) -> str:
    return "100" if share == 1 else f"{share * 100:.1f}"
