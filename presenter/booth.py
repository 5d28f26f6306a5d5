"""The stage's side of the cockpits: what they are told, and what comes of their commands."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol, assert_never, runtime_checkable

from textual.app import App

from presenter.director import Director
from presenter.link.hub import Hub
from presenter.link.wire import Command, Decide, Do, Jump, Panes, Said, ShowAnswer, Tally
from presenter.screens.stage import Stage
from quiz.question import AnyQuestion
from slides.blocks.live import Quiz
from slides.talk import Event, TalkState

if TYPE_CHECKING:
    from pathlib import Path

    from presenter.audience import Audience

LOOK_SECONDS = 0.5
"""How often the quiz and the panes are looked at while a cockpit is there."""


@runtime_checkable
class Tells(Protocol):
    """A pane that says in a line how it stands."""

    border_title: str | None

    @property
    def state_line(self) -> str:
        """What it does, in a few words."""


class Booth:
    """Sends a stage's talk to its cockpits and does what they ask, by the stage's own means."""

    def __init__(
        self,
        stage: Stage,
        socket: "Path",
        audience: "Audience | None",
        questions: Mapping[str, AnyQuestion],
    ) -> None:
        self._stage = stage
        self._director: Director = stage.director
        self._audience = audience
        self._questions = questions
        keeper = stage.director.keeper
        self._keeper = keeper
        self.hub = Hub(socket, keeper.events, keeper.clock, self.obey)

    async def open(self, app: App[None]) -> None:
        """Let cockpits in. Raises OSError."""
        await self.hub.open()
        self._keeper.listeners.append(self._follow)
        app.set_interval(LOOK_SECONDS, self._look)

    async def close(self) -> None:
        """Tell the cockpits the last of it and let them go."""
        await self.hub.close()

    def _follow(self, _state: TalkState, _event: Event) -> None:
        """Tell the cockpits, once the stage has painted its frame: that one comes first."""
        if self.hub.attached:
            self._stage.call_after_refresh(self.hub.flush)

    def _look(self) -> None:
        if self.hub.attached:
            told = [pane for pane in self._stage.panes if isinstance(pane, Tells)]
            lines = tuple(f"{pane.border_title}: {pane.state_line}" for pane in told)
            self.hub.keep(Panes(lines=lines, quiz=self._tally()))

    # ------------------------------------------------------------------------ commands

    def obey(self, command: Command) -> None:
        """Do what a cockpit asks. What cannot be done is said to the cockpits."""
        if said := self._obey(command):
            self.hub.tell(Said(text=said))

    def _obey(self, command: Command) -> str:
        match command:
            case Do(do=wish):
                return self._do(wish)
            case Jump(number=number):
                return self._stage.jump(number)
            case Decide(slides=slides, accept=accept):
                self._director.decide(slides, accept)
            case ShowAnswer(answer=number):
                self._director.show_answer(number)
            case _:
                assert_never(command)
        return ""

    def _do(self, wish: str) -> str:
        if not wish.endswith("-quiz"):
            return self._stage.perform(wish.replace("-", "_"))
        question, audience = self._question(), self._audience
        if question is None:
            return "There is no quiz on this slide."
        if audience is None or not audience.running:
            return "No audience: start the talk with  podium present --quiz"
        match wish:
            case "open-quiz":
                audience.open(question)
            case "close-quiz":
                audience.close_question()
            case _:
                audience.reveal()
        return ""

    # ------------------------------------------------------------------------ the quiz

    def _question(self) -> AnyQuestion | None:
        """The first question of the slide shown."""
        for block in self._director.slide.walk():
            if isinstance(block, Quiz):
                return self._questions.get(block.id)
        return None

    def _tally(self) -> Tally | None:
        question, audience = self._question(), self._audience
        if question is None:
            return None
        options = tuple(option.text for option in question.choices)
        if audience is None:
            return Tally(ask=question.ask, options=options, trouble="no audience")
        trouble = audience.problem.message if audience.problem else ""
        runs = (run for run in reversed(audience.state.runs) if run.question == question)
        run = next(runs, None)
        people = len(audience.state.present)
        if run is None:
            return Tally(ask=question.ask, options=options, present=people, trouble=trouble)
        return Tally(
            ask=question.ask,
            options=options,
            phase=run.phase,
            counts=tuple(run.tally),
            answered=len(run.answers),
            present=people,
            trouble=trouble,
        )
