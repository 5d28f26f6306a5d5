"""The live pane that fine-tunes a base while the audience watches."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from presenter.panes.frame import Hint, LivePane
from presenter.panes.train_look import train_lines
from presenter.work.asks import training
from presenter.work.protocol import Reply, Task
from presenter.work.runs import Run
from presenter.work.train_view import STARTED, TrainView, apply
from slides.deck import SpamTrain


class SpamTrainPane(LivePane, can_focus=True):
    """Shows one run. The run is not the pane's: it goes on while the pane is not seen, and a
    new pane given the same run shows all of it."""

    DEFAULT_CSS = """
    SpamTrainPane > .run { height: 1fr; }
    """

    def __init__(self, spec: SpamTrain, run: Run) -> None:
        super().__init__(run, "Fine-tuning: spam or ham")
        self._spec = spec
        self.view = TrainView()

    def body(self) -> ComposeResult:
        """All of it in one place."""
        yield Static(classes="run")

    def requests(self) -> Sequence[Task]:
        """One training run."""
        return (training(self._spec),)

    def forget(self) -> None:
        """A run that has not answered yet."""
        self.view = STARTED

    def hear(self, reply: Reply) -> None:
        """Fold it in."""
        self.view = apply(self.view, reply)

    def said(self) -> str:
        """The run in a few words."""
        step = self.view.step
        done = f", step {step.step} of {step.steps}" if step else ""
        return f"{self.view.doing or self.view.state}{done}"

    def keys(self) -> Sequence[Hint]:
        """Enter starts it, or starts it again."""
        if self.run.going:
            return ()
        return [("Enter", "trains" if self.view.state == "idle" else "trains again")]

    def paint(self) -> None:
        """The view, cut to the size there is."""
        place = self.query_one(".run", Static)
        width, height = place.size
        place.update(Content("\n").join(train_lines(self.view, self._spec, width, height)))
