"""How a training run looks while it goes: a pure function of its view and the pane's size."""

from itertools import chain

from textual.content import Content

from presenter.panes.colours import ACCENT, GOOD, INK, MUTED, WARM
from presenter.panes.curve import braille_curve
from presenter.panes.lines import Lines, bar, spread, wrapped
from presenter.panes.train_result import figures_table, practice_warning
from presenter.work.protocol import Prepared, Step, Validated
from presenter.work.train_view import TrainView
from slides.deck import SpamTrain

MEMORY = 0.95
"""Share of the running loss that a step leaves as it was."""
CURVE_ROWS = 8
"""Most rows of the loss curve."""
SPLITS = {
    "random": "random split: any message may have a near-twin in training, which flatters",
    "group": "group split: no near-twin of a test message trains, the honest count",
}


def idle_lines(spec: SpamTrain, split: str, width: int, height: int) -> Lines:
    """What a start would do."""
    base = Content.assemble(("base  ", MUTED), spec.base)
    seed = Content.assemble(("seed  ", MUTED), f"{spec.seed}, for the same run again")
    untouched = "Untouched, the base has seen no label: it calls everything ham."
    why = wrapped(f"{SPLITS[split]}.", width, MUTED)
    return spread([[base, seed], wrapped(untouched, width, INK), why], height)


def running_lines(view: TrainView, width: int, height: int) -> Lines:
    """The training view, at most `height` lines: the loss curve takes what the facts leave it."""
    facts = [*_plan(view.plan, width), *_before(view, width)]
    if not view.step:
        return facts[:height]
    share = view.step.step / view.step.steps
    head = [bar("", share, f" {share:4.0%}", width, GOOD)]
    epochs, rates = _epochs(view.validations, width), _rates(view.step, width)
    curve = _curve(view, width, height - 1 - len(epochs) - len(rates) - min(3, len(facts)))
    return spread([head, curve, [*epochs, *rates], facts], height)


def _curve(view: TrainView, width: int, room: int) -> Lines:
    """The loss so far over the whole run, in `room` lines with its name."""
    step, losses = view.step, smooth(view.losses)
    if step is None or room < 2:
        return []
    columns = max(1, round(width * step.step / step.steps))
    dots = braille_curve(losses, columns, min(CURVE_ROWS, room - 1))
    label = Content.styled(f"loss {losses[-1]:.3f}", WARM)
    return [label, *(Content.styled(row, WARM) for row in dots)]


def calm_lines(view: TrainView, width: int, height: int) -> Lines:
    """The run without the training view: the table as far as it is known, and how long yet."""
    lines = figures_table(view.before, view.floor, None, width)
    told = "The last row comes when the run is over."
    return [*lines, Content(""), *wrapped(told, width, MUTED)][:height]


def state_of(view: TrainView, width: int) -> str:
    """The run in one line."""
    step = view.step
    if view.state == "idle":
        return "ready to train"
    if view.state == "done" and view.result:
        told = f"{view.result.after.size} unseen messages, {view.result.seconds:.0f} s"
        long = f"trained, then tested on {told} in all"
        return long if len(long) <= width else told
    if view.state == "cancelled":
        return f"stopped at step {step.step} of {step.steps}" if step else "stopped"
    if view.doing or not step:
        return f"{view.doing or 'training'} ..."
    left = f"{step.seconds_left:.0f} s left"
    told = f"epoch {step.epoch}/{step.epochs}, step {step.step}/{step.steps}, about {left}"
    return told if len(told) <= width else f"epoch {step.epoch}/{step.epochs}, {left}"


def smooth(losses: tuple[float, ...]) -> list[float]:
    """A running mean that forgets: single steps, of a few messages each, leap about."""
    found, mean = [], 0.0
    for step, loss in enumerate(losses, 1):
        mean = MEMORY * mean + (1 - MEMORY) * loss
        found.append(mean / (1 - MEMORY**step))
    return found


def _epochs(validations: tuple[Validated, ...], width: int) -> Lines:
    """F1 on the validation messages, a line each, the last three."""
    shown = [(each.epoch, each.metrics.f1.value) for each in validations[-3:]]
    return [bar(f"epoch {n} F1 ", f1, f" {f1:6.1%}", width, GOOD) for n, f1 in shown]


def _rates(step: Step, width: int) -> Lines:
    """Steps, tokens and memory, as far as the lab tells them and the width holds them."""
    told = [f"{step.step / max(step.seconds, 1e-9):.1f} steps/s"]
    if step.steps_per_second:
        told = [f"{step.steps_per_second:.1f} steps/s"]
    if step.tokens_per_second:
        told.append(f"{step.tokens_per_second:,.0f} tokens/s")
    if step.memory_mb:
        told.append(f"{step.memory_mb:,} MB")
    while len(told) > 1 and len(", ".join(told)) > width:
        told.pop()
    return [Content.styled(", ".join(told), MUTED)]


def _plan(plan: Prepared | None, width: int) -> Lines:
    """The data and its split; that messages are not real comes first."""
    if plan is None:
        return []
    sizes = f"{plan.train.size:,} to train on, {plan.test.size} to test"
    told = [f"{plan.source}, {plan.split} split", f"{sizes}; {plan.precision}"]
    if plan.budget and plan.budget.steps < plan.budget.wanted_steps:
        told.append(f"{plan.budget.steps} steps planned to fit {plan.budget.limit:.0f} s")
    return [*practice_warning(plan), *chain(*(wrapped(each, width, MUTED) for each in told))]


def _before(view: TrainView, width: int) -> Lines:
    lines = []
    if view.machine:
        lines += wrapped(machine_of(view), width, MUTED)
    if view.before:
        accuracy, f1 = view.before.accuracy.value, view.before.f1.value
        lines += wrapped(f"untouched base: accuracy {accuracy:.1%}, F1 {f1:.0%}", width, ACCENT)
    if view.floor:
        f1 = view.floor.metrics.f1.value
        lines += wrapped(f"{view.floor.name}: F1 {f1:.1%}, the floor", width, ACCENT)
    return lines


def machine_of(view: TrainView) -> str:
    """What the run has to work with."""
    machine = view.machine or (view.result.machine if view.result else None)
    if machine is None:
        return ""
    cores = f"{machine.cores} core{'' if machine.cores == 1 else 's'}"
    return f"{machine.processor}, {cores}, {machine.memory_mb / 1000:.0f} GB, {machine.device}"
