"""The live pane that fine-tunes a base while the audience watches."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from presenter.panes.frame import LivePane
from presenter.panes.frame_lines import Hint
from presenter.panes.pane_text import PaneText
from presenter.panes.train_look import calm_lines, idle_lines, running_lines, state_of
from presenter.panes.train_result import Page, next_page, result_lines
from presenter.work.asks import OTHER_SPLIT, training
from presenter.work.protocol import Prepared, Reply, Split, Task, Train, Trained
from presenter.work.runs import Run
from presenter.work.train_view import STARTED, TrainView, apply
from slides.deck import SpamTrain


class SpamTrainPane(LivePane, can_focus=True):
    """Shows one run. The run is not the pane's: it goes on while the pane is not seen, and a
    new pane given the same run shows all of it."""

    DEFAULT_CSS = """
    SpamTrainPane > .run { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "calm", "skip the training view, or see it again", show=False),
        Binding("o", "results_only", "results only: a recorded run's, at once", show=False),
        Binding("m", "page", "matrix, mistakes, table", show=False),
        Binding("x", "other_split", "train on the other split", show=False),
    ]

    def __init__(self, spec: SpamTrain, run: Run, save: Path | None = None) -> None:
        """`save` says where a live run keeps its classifier; None keeps it nowhere."""
        super().__init__(run, "Fine-tuning: spam or ham")
        self._spec = spec
        self._save = save
        self.view = TrainView()
        self.page: Page = "table"
        self._calm = False
        self._split: Split = spec.split
        self._results: dict[tuple[bool, Split], Trained] = {}
        """Of this talk, by whether they were recorded, and by split."""

    def body(self) -> ComposeResult:
        """All of it in one place."""
        yield PaneText("run")

    def requests(self) -> Sequence[Task]:
        """One training run."""
        asked = training(self._spec, self._split)
        return (asked.model_copy(update={"save": str(self._save)}) if self._save else asked,)

    def forget(self) -> None:
        """A run that has not answered yet."""
        self.view = replace(STARTED, doing="starting") if self.run.playing else STARTED
        if self.run.asked and isinstance(asked := self.run.asked[0], Train):
            self._split = asked.split

    def hear(self, reply: Reply) -> None:
        """Fold it in."""
        self.view = apply(self.view, reply)
        if isinstance(reply, Prepared):
            self._split = reply.split
        if isinstance(reply, Trained):
            self._results[self.run.playing, reply.plan.split] = reply

    def said(self) -> str:
        """The run in a few words."""
        return state_of(self.view, self.content_size.width)

    def keys(self) -> Sequence[Hint]:
        """What can be done with the run as it stands."""
        if self.run.going:
            return [("v", "training view" if self._calm else "skips the view")]
        if self.view.state == "done":
            after = {"table": "matrix", "matrix": "mistakes", "mistakes": "table"}[self.page]
            other = OTHER_SPLIT[self._split]
            return [("m", after), ("Enter", "again"), ("x", f"{other} split")]
        starts = "trains" if self.view.state == "idle" else "trains again"
        only = [("o", "results only")] if self.run.recording_of(self.requests()) else []
        return [("Enter", starts), *only, ("x", f"{OTHER_SPLIT[self._split]} split")]

    def paint(self) -> None:
        """The view, cut to the size there is."""
        place = self.query_one(".run", PaneText)
        width, height = place.size
        lines = [line.truncate(width, ellipsis=True) for line in self._lines(width, height)]
        place.show(Content("\n").join(lines))

    def _lines(self, width: int, height: int) -> list[Content]:
        view = self.view
        if view.state == "done" and view.result:
            other = OTHER_SPLIT[view.result.plan.split]
            twin = self._results.get((self.run.playing, other))
            return result_lines(view.result, self.page, twin, width, height)
        if view.state == "idle":
            return idle_lines(self._spec, self._split, width, height)
        look = calm_lines if self._calm else running_lines
        return look(view, width, height)

    def action_calm(self) -> None:
        """The talk's first cut: the run goes on, and the table waits for it."""
        self._calm = not self._calm
        self._paint()

    async def action_results_only(self) -> None:
        """The talk's second cut: the table of the recorded run, at once."""
        if self.view.state == "done":
            self.page = "table"
            self._paint()
            return
        await self.action_recorded()
        self.action_hurry()

    def action_page(self) -> None:
        """The next page of the results."""
        self.page = next_page(self.page)
        self._paint()

    def action_other_split(self) -> None:
        """Train on the other split; once both are there, each result names the other."""
        if not self.run.going:
            self._split = OTHER_SPLIT[self._split]
            self.ask(*self.requests())
