"""The live pane that fine-tunes a base while the audience watches."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget

from presenter.panes.train_look import train_lines
from presenter.work.child import Lab
from presenter.work.protocol import Reply, Train
from presenter.work.runs import Run
from presenter.work.train_view import STARTED, TrainView, apply, fold
from slides.deck import SpamTrain

REPAINT_SECONDS = 0.1
ROWS = 14
"""Rows of the pane, its frame among them, where the slide has the room."""


class SpamTrainPane(Widget, can_focus=True):
    """Shows one run. The run is not the pane's: it goes on while the pane is not seen, and a
    new pane given the same run shows all of it."""

    DEFAULT_CSS = f"""
    SpamTrainPane {{
        width: 1fr;
        height: {ROWS};
        min-height: 10;
        padding: 0 1;
        border: round $foreground-muted;
        border-title-style: bold;
        border-subtitle-color: $success;
        &:focus {{ border: round $primary; }}
        &.-failed {{ border: round $error; }}
    }}
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "start training", show=False),
        Binding("c", "cancel", "cancel the run", show=False),
    ]

    def __init__(self, spec: SpamTrain, lab: Lab, run: Run | None = None) -> None:
        super().__init__()
        self._spec = spec
        self._run = run or Run(lab)
        self.view = fold(self._run.replies) if self._run.log or self._run.going else TrainView()
        self._painting: Timer | None = None
        self.border_title = "Fine-tuning: spam or ham"
        self.border_subtitle = "live"

    def on_mount(self) -> None:
        """Follow the run."""
        self._run.listeners.append(self._follow)
        self._painting = self.set_interval(REPAINT_SECONDS, self._paint, pause=True)
        self._paint()

    def on_unmount(self) -> None:
        """The run goes on; this pane no longer hears of it."""
        self._run.listeners.remove(self._follow)

    def _follow(self, reply: Reply) -> None:
        self.view = apply(self.view, reply)
        if self._painting:
            self._painting.resume()

    def _paint(self) -> None:
        """Repaint once; the timer rests until the next reply."""
        if self._painting:
            self._painting.pause()
        self.set_class(self.view.state == "failed", "-failed")
        self.refresh()

    def render(self) -> Content:
        """The view, cut to the size there is."""
        return Content("\n").join(train_lines(self.view, self._spec, *self.content_size))

    @property
    def state_line(self) -> str:
        """The run in a few words, for the speaker's eyes."""
        step = self.view.step
        done = f", step {step.step} of {step.steps}" if step else ""
        return f"{self.view.doing or self.view.state}{done}"

    def action_start(self) -> None:
        """Start, or start again; while it runs, nothing."""
        if self._run.going:
            return
        self.view = STARTED
        spec = self._spec
        self._run.start(Train(base=spec.base, split=spec.split, seed=spec.seed))
        self._paint()

    async def action_cancel(self) -> None:
        """Stop the run at its next step."""
        await self._run.cancel()
