"""The quiz on its slide: what to type, the question, and bars that grow."""

import time
from collections.abc import Callable

from rich.console import Group, RenderableType
from textual.reactive import reactive
from textual.timer import Timer

from presenter.audience import Audience
from presenter.panes.quiz_asked import Asked
from presenter.panes.quiz_door import head, lobby
from presenter.panes.quiz_host import QuizHost
from presenter.panes.quiz_model import Model
from presenter.panes.quiz_ranks import ranks
from presenter.panes.quiz_sheet import pages, sheet
from quiz.question import AnyQuestion, Guess

GROW_SECONDS = 0.6


class QuizPane(QuizHost):
    """One question on stage. It knows the audience only; the stage gives and takes its focus."""

    DEFAULT_CSS = """
    QuizPane {
        height: 1fr;
        padding: 0 1;
        border: round $foreground-muted;
        border-title-style: bold;
        border-subtitle-color: $foreground-muted;
        &:focus { border: round $primary; }
    }
    """
    grown: reactive[float] = reactive(1.0)
    """How far the bars have grown."""

    def __init__(
        self, question: AnyQuestion, audience: Audience | None, model: Model | None = None
    ) -> None:
        super().__init__(question, audience)
        self._model = model
        self._stale = False
        self._counted = False
        self._ticking: Timer | None = None
        self._unsubscribe: Callable[[], None] = lambda: None

    def on_mount(self) -> None:
        """Follow the room as long as the slide is kept."""
        if self.audience:
            self._unsubscribe = self.audience.subscribe(self._room_changed)
        if self._model:
            self._model.follow(self._room_changed)
        self._ticking = self.set_interval(1.0, self.refresh, pause=True)
        self._counted = self._asked(80).counted
        self._show()

    def on_unmount(self) -> None:
        """Follow it no longer."""
        self._unsubscribe()
        if self._model:
            self._model.leave(self._room_changed)

    def _room_changed(self) -> None:
        """Many answers make one repaint."""
        if not self._stale:
            self._stale = True
            self.post_message(self.Changed())

    def on_quiz_host_changed(self) -> None:
        """Show the room as it now is."""
        self._stale = False
        self._show()

    def _show(self) -> None:
        run = self.asking
        counting = bool(run and run.phase == "open" and run.deadline is not None)
        if self._ticking:
            (self._ticking.resume if counting else self._ticking.pause)()
        counted = self._asked(80).counted
        if counted and not self._counted:
            self.set_reactive(QuizPane.grown, 0.0)
            self.animate("grown", 1.0, duration=GROW_SECONDS)
        self._counted = counted
        self.border_title = "Leaderboard" if self.state.ranked else "Your turn"
        self.border_subtitle = self.hint
        self.refresh()

    # ------------------------------------------------------------------------ a guess

    def action_model(self) -> None:
        """Run the model on the question's prompt; what it writes is sent once it is done."""
        run = self.asking
        if self._model and run and self.is_on and isinstance(run.question, Guess):
            if run.phase == "open":
                self.notify("Close the question first.")
                return
            self._model.ask(run.question.prompt)

    def said(self) -> str:
        """What the model wrote."""
        return self._model.text if self._model else ""

    # ------------------------------------------------------------------------ drawing

    def _asked(self, _width: int) -> Asked:
        run = self.asking
        left = None
        if run and run.phase == "open" and run.deadline is not None:
            left = max(0, round(run.deadline - time.time()))
        question = run.question if run else self.question
        people = len(self.state.present)
        return Asked(question, run, left, self.picked, people, self.live, self.grown)

    def pages(self) -> int:
        """As many as the sheet has parts."""
        return pages(self._asked(80), 80)

    def render(self) -> RenderableType:
        """The door, the question and its bars, in as many lines as there are."""
        width, height = self.content_size
        asked = self._asked(width)
        brief = asked.revealed and self.is_on
        top = head(self.audience, width, brief)
        room = height - len(top)
        if self.state.ranked:
            return Group(*top, *ranks(self.state, width, room))
        model = self._model.lines(width) if self._model and not asked.revealed else []
        body = sheet(asked, width, room - len(model))
        if asked.run is None and self.audience and self.audience.listening:
            used = len(body)
            body += lobby(self.audience.listening, width, room - used)
        return Group(*top, *body, *model)
