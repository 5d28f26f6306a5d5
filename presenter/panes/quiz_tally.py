"""The quiz on its slide: what to type, the question, and bars that grow as answers arrive."""

import time
from collections.abc import Callable
from typing import ClassVar

from rich.console import Group, RenderableType
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from presenter.audience import Audience
from presenter.palette import BAD, GOOD, MUTED, WARM
from presenter.panes.quiz_sheet import Asked, lines, sheet
from quiz.core import Run, State
from quiz.question import AnyQuestion

_START = "No audience yet: start the talk with  podium present --quiz"


class QuizPane(Widget, can_focus=True):
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
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "advance", "open, close, reveal"),
        Binding("o", "open", "ask again"),
        Binding("c", "close", "close"),
        Binding("r", "reveal", "reveal"),
        Binding("E", "end", "end the quiz"),
        Binding("up", "pick(-1)", show=False),
        Binding("down", "pick(1)", show=False),
    ]

    class Changed(Message):
        """The room is not what it was."""

    def __init__(self, question: AnyQuestion, audience: Audience | None) -> None:
        super().__init__()
        self._question = question
        self._audience = audience
        self._picked: int | None = None
        self._stale = False
        self._ticking: Timer | None = None
        self._unsubscribe: Callable[[], None] = lambda: None

    def on_mount(self) -> None:
        """Follow the room as long as the slide is kept."""
        if self._audience:
            self._unsubscribe = self._audience.subscribe(self._room_changed)
        self._ticking = self.set_interval(1.0, self.refresh, pause=True)
        self._show()

    def on_unmount(self) -> None:
        """Follow it no longer."""
        self._unsubscribe()

    def _room_changed(self) -> None:
        """Many answers make one repaint."""
        if not self._stale:
            self._stale = True
            self.post_message(self.Changed())

    def on_quiz_pane_changed(self) -> None:
        """Show the room as it now is."""
        self._stale = False
        self._show()

    def _show(self) -> None:
        run = self._run
        counting = bool(run and run.phase == "open" and run.deadline is not None)
        if self._ticking:
            (self._ticking.resume if counting else self._ticking.pause)()
        self.border_title = "Your turn"
        self.border_subtitle = self._hint()
        self.refresh()

    # ------------------------------------------------------------------------ the room

    @property
    def _state(self) -> State:
        return self._audience.state if self._audience else State()

    @property
    def _run(self) -> Run | None:
        """The latest asking of this slide's question."""
        runs = (run for run in reversed(self._state.runs) if run.question == self._question)
        return next(runs, None)

    @property
    def _is_on(self) -> bool:
        """Whether this slide's question is the one on the attendees' screens."""
        run = self._run
        return run is not None and run is self._state.run

    def _hint(self) -> str:
        if self._audience is None:
            return ""
        if not self._audience.running:
            return "Enter starts the quiz server" if self._audience.problem else ""
        if self._state.ended:
            return "the quiz has ended"
        phase = self._run.phase if self._run and self._is_on else None
        return {
            None: "Enter opens the question",
            "open": "Enter closes",
            "closed": "Enter reveals",
            "revealed": "↑↓ each answer · o asks again · E ends the quiz",
        }[phase]

    def action_advance(self) -> None:
        """The next thing that happens to a question: open, close, reveal."""
        if self._audience is None:
            return
        if not self._audience.running:
            self.run_worker(self._audience.start(), exit_on_error=False)
            return
        run = self._run if self._is_on else None
        if run is None:
            self._audience.open(self._question)
        elif run.phase == "open":
            self._audience.close_question()
        elif run.phase == "closed":
            self._audience.reveal()

    def action_open(self) -> None:
        """Ask, or ask again from the start."""
        if self._audience:
            self._picked = None
            self._audience.open(self._question)

    def action_close(self) -> None:
        """Take no more answers."""
        if self._audience and self._is_on:
            self._audience.close_question()

    def action_reveal(self) -> None:
        """Show what was right."""
        if self._audience and self._is_on:
            self._audience.reveal()

    def action_end(self) -> None:
        """The quiz is over: everybody sees how they did."""
        if self._audience:
            self._audience.end()

    def action_pick(self, step: int) -> None:
        """Go through the answers; their reasons are shown one by one where all do not fit."""
        options = len(self._question.choices)
        if not options:
            return
        first = 0 if step > 0 else options - 1
        self._picked = first if self._picked is None else (self._picked + step) % options
        self.refresh()

    # ------------------------------------------------------------------------ drawing

    def render(self) -> RenderableType:
        """The door, the question and its bars, in as many lines as there are."""
        width, height = self.content_size
        run = self._run
        left = None
        if run and run.phase == "open" and run.deadline is not None:
            left = max(0, round(run.deadline - time.time()))
        asked = Asked(self._question, run, left, self._picked)
        head = self._head(width)
        return Group(*head, *sheet(asked, width, height - len(head)))

    def _head(self, width: int) -> list[Text]:
        """How to get in, and how many have."""
        audience = self._audience
        if audience is None:
            return lines(_START, width, MUTED)
        if audience.listening is None or audience.problem:
            if audience.problem is None:
                return [Text("The quiz server is starting …", style=MUTED)]
            trouble = lines(audience.problem.message, width, f"bold {BAD}")
            return trouble + lines(audience.problem.hint, width, MUTED)
        people = len(audience.state.present)
        count = Text(f"{people:,} here", style=f"bold {GOOD}" if people else MUTED)
        command = Text(audience.listening.command, style=f"bold {WARM}")
        gap = width - command.cell_len - count.cell_len
        first = [command, count] if gap < 2 else [Text.assemble(command, " " * gap, count)]
        trust = f"answer “yes” to {audience.listening.fingerprint}"
        if len(trust) > width:
            trust = f"answer “yes” to {audience.listening.fingerprint[:20]}…"
        rejected = lines(audience.rejected, width, BAD) if audience.rejected else []
        if self._run and self._is_on and self._run.phase == "revealed":
            return [*first, *rejected]
        return [*first, Text(trust, style=MUTED), *rejected]
