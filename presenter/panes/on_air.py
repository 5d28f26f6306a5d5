"""What the talk's live runs are doing now, for panes on other slides that show it."""

from collections.abc import Callable
from pathlib import Path

from presenter.work.protocol import (
    Baseline,
    Cancelled,
    Done,
    Failed,
    Reply,
    Stage,
    Step,
    Trained,
    Validated,
)
from presenter.work.runs import Run

TRAINING, VALIDATING, DONE = "training", "validating", "done"
"""Stages of a training run that are told by its replies; the others it names itself."""


def stage_after(stage: str, reply: Reply) -> str:
    """The stage that a run is in after a reply, as boxes of a diagram name it in `during`; empty
    for one that was stopped or failed."""
    match reply:
        case Stage(name=name):
            return name
        case Step(ends_epoch=True):
            return VALIDATING
        case Baseline() | Step() | Validated():
            return TRAINING
        case Trained():
            return DONE
        case Done():
            return stage
        case Cancelled() | Failed():
            return ""
        case _:
            return stage


class OnAir:
    """Runs and the stage that each is in. `listeners` are called when any of them changes."""

    def __init__(self) -> None:
        self.listeners: list[Callable[[], None]] = []
        self.trained: Path | None = None
        """Where the last live run of this talk keeps its classifier."""
        self._stages: dict[int, str] = {}
        self._runs: list[Run] = []

    @property
    def doing(self) -> frozenset[str]:
        """The stages that runs are in now."""
        return frozenset(stage for stage in self._stages.values() if stage)

    def follow(self, run: Run) -> None:
        """Put a run on air for as long as the talk lasts."""
        place = len(self._runs)
        self._runs.append(run)

        def heard(reply: Reply) -> None:
            if isinstance(reply, Trained) and reply.saved and not run.playing:
                self.trained = Path(reply.saved)
            before = self._stages.get(place, "")
            now = stage_after(before, reply)
            if now != before:
                self._stages[place] = now
                for listener in tuple(self.listeners):
                    listener()

        run.listeners.append(heard)
