"""A training run as its pane shows it: a fold over the run's replies."""

from dataclasses import dataclass, replace
from functools import reduce
from typing import Literal

from presenter.work.protocol import (
    Baseline,
    Cancelled,
    Done,
    Failed,
    Floor,
    Machine,
    Metrics,
    Prepared,
    Reply,
    Stage,
    Step,
    Trained,
    Validated,
)

State = Literal["idle", "running", "done", "cancelled", "failed"]


@dataclass(frozen=True)
class TrainView:
    """What is known of a run so far."""

    state: State = "idle"
    doing: str = ""
    """What the lab does now; empty while it trains."""
    plan: Prepared | None = None
    machine: Machine | None = None
    floor: Floor | None = None
    before: Metrics | None = None
    step: Step | None = None
    """The last one."""
    losses: tuple[float, ...] = ()
    """One a step."""
    validations: tuple[Validated, ...] = ()
    """One an epoch."""
    result: Trained | None = None
    trouble: Failed | None = None


STARTED = TrainView(state="running", doing="starting the lab")
"""A run that was asked for and has not answered yet."""


def apply(view: TrainView, reply: Reply) -> TrainView:
    """The view after one more reply."""
    match reply:
        case Stage(name=name):
            return replace(view, state="running", doing=name)
        case Step(loss=loss):
            return replace(view, step=reply, losses=(*view.losses, loss), doing="")
        case Done() | Cancelled() | Failed():
            return _ended(view, reply)
        case _:
            return _told(view, reply)


def _told(view: TrainView, reply: Reply) -> TrainView:
    """A fact of the run."""
    match reply:
        case Prepared():
            return replace(view, plan=reply)
        case Machine():
            return replace(view, machine=reply)
        case Floor():
            return replace(view, floor=reply)
        case Baseline(metrics=metrics):
            return replace(view, before=metrics, doing="")
        case Validated():
            return replace(view, validations=(*view.validations, reply))
        case Trained():
            return replace(view, result=reply)
        case _:
            return view


def _ended(view: TrainView, reply: Done | Cancelled | Failed) -> TrainView:
    match reply:
        case Done():
            return replace(view, state="done", doing="")
        case Cancelled():
            return replace(view, state="cancelled", doing="")
        case Failed():
            return replace(view, state="failed", doing="", trouble=reply)


def fold(replies: tuple[Reply, ...]) -> TrainView:
    """The view after all of a run's replies."""
    return reduce(apply, replies, STARTED)
