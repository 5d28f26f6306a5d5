"""A training run as its pane shows it: a fold over the run's replies."""

from dataclasses import dataclass, replace
from functools import reduce
from typing import Literal

from presenter.work.protocol import (
    Baseline,
    Cancelled,
    Done,
    Failed,
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
        case Prepared():
            return replace(view, plan=reply)
        case Baseline(metrics=metrics):
            return replace(view, before=metrics, doing="")
        case Step(loss=loss):
            return replace(view, step=reply, losses=(*view.losses, loss), doing="")
        case Validated():
            return replace(view, validations=(*view.validations, reply))
        case Trained():
            return replace(view, result=reply)
        case Done():
            return replace(view, state="done", doing="")
        case Cancelled():
            return replace(view, state="cancelled", doing="")
        case Failed():
            return replace(view, state="failed", doing="", trouble=reply)
        case _:
            return view


def fold(replies: tuple[Reply, ...]) -> TrainView:
    """The view after all of a run's replies."""
    return reduce(apply, replies, STARTED)
