"""The quiz on its slide: what to type, the question, and bars that grow."""

from rich.console import Group, RenderableType
from rich.text import Text
from textual.reactive import reactive
from textual.timer import Timer

from presenter.palette import MUTED
from presenter.panes.quiz_asked import Asked
from presenter.panes.quiz_bars import quoted
from presenter.panes.quiz_door import head, lobby
from presenter.panes.quiz_lab import QuizLab
from presenter.panes.quiz_prompts import best_prompts
from presenter.panes.quiz_ranks import ranks
from presenter.panes.quiz_sheet import pages, sheet

GROW_SECONDS = 0.6
_A_MOMENT = 0.005
"""Seconds after the turn of a second, so that it is over by then."""


class QuizPane(QuizLab):
    """One question on stage."""

    grown: reactive[float] = reactive(1.0)
    """How far the bars have grown."""
    _counted = True
    _tick: Timer | None = None

    def on_mount(self) -> None:
        """Results that are there already do not grow again."""
        self._counted = self._asked().counted

    def show_room(self) -> None:
        """The room as it now is; results grow when they come."""
        counted = self._asked().counted
        if counted and not self._counted:
            self.set_reactive(QuizPane.grown, 0.0)
            self.animate("grown", 1.0, duration=GROW_SECONDS)
        self._counted = counted
        self.border_title = "Leaderboard" if self.state.ranked else "Your turn"
        self.border_subtitle = self.hint
        self._count_down()
        super().show_room()

    def _count_down(self) -> None:
        """Draw again when the second is over, as long as time runs."""
        if self._tick:
            self._tick.stop()
            self._tick = None
        run = self.asking
        if run and run.phase == "open" and run.deadline is not None and self.audience:
            left = run.deadline - self.audience.clock()
            if left > 0:
                self._tick = self.set_timer(left % 1 + _A_MOMENT, self.show_room)

    # ------------------------------------------------------------------------ drawing

    def _asked(self) -> Asked:
        run = self.asking
        left = None
        if run and run.phase == "open" and self.audience:
            left = run.seconds_left(self.audience.clock())
        question = run.question if run else self.question
        people = len(self.state.present)
        proposed = self.proposed if self.undecided else None
        return Asked(
            question, run, left, self.picked, people, self.live, self.grown, proposed
        )  # fmt: skip

    def pages(self) -> int:
        """As many as the sheet has parts."""
        return pages(self._asked(), 80)

    def render(self) -> RenderableType:
        """The door, the question and its bars, in as many lines as there are."""
        width, height = self.content_size
        asked = self._asked()
        brief = asked.revealed and self.is_on
        top = head(self.audience, width, brief)
        room = height - len(top)
        if self.state.ranked:
            return Group(*top, *ranks(self.state, width, room))
        if self.tried is not None and brief:
            return Group(*top, *self._trial(width)[:room])
        model = self.model.lines(width) if self.model and not asked.revealed else []
        body = sheet(asked, width, room - len(model))
        if asked.run is None and self.audience and self.audience.listening:
            used = len(body)
            body += lobby(self.audience.listening, width, room - used)
        return Group(*top, *body, *model)

    def _trial(self, width: int) -> list[Text]:
        """One of the best prompts, and what the model makes of it."""
        run = self.asking
        if self.model is None or run is None or self.tried is None:
            return []
        score = next((s for text, s in best_prompts(run) if text == self.model.prompt), 0.0)
        said = f"Number {self.tried} of the best, {score:.0%}:"
        told = quoted(said, self.model.prompt, width)
        others = Text("1–5 another of the best · ↑↓ back to all", style=MUTED)
        return [Text(), *told, Text(), *self.model.lines(width), Text(), others]
