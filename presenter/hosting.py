"""What the host of the room can see and order, whoever asks: the stage's keys or a cockpit."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from presenter.link.hall import hall
from presenter.link.tally import tally
from presenter.link.wire import Room, Tally
from presenter.panes.messages import TakesMessages
from presenter.panes.quiz_host import MORE_TIME
from presenter.screens.stage import Stage
from quiz.question import AnyQuestion
from quiz.text import clean
from quiz.wire import Extend, Lock, Order, Rank, Skip
from slides.blocks.live import Quiz

if TYPE_CHECKING:
    from presenter.audience import Audience
    from quiz.core import Run

NO_AUDIENCE = "No audience: start the talk with  podium present --quiz"
_SAID = 60


@runtime_checkable
class Decides(Protocol):
    """A pane on which a model decides a guess."""

    @property
    def undecided(self) -> "Run | None":
        """The guess that waits for the model's word."""

    def action_advance(self) -> None:
        """Run the model, or let its word count."""


@dataclass
class Hosting:
    """A stage and its audience."""

    stage: Stage
    audience: "Audience | None"
    questions: Mapping[str, AnyQuestion]

    # ------------------------------------------------------------------------ the question

    @property
    def question(self) -> AnyQuestion | None:
        """The first question of the slide shown."""
        for block in self.stage.director.slide.walk():
            if isinstance(block, Quiz):
                return self.questions.get(block.id)
        return None

    def do(self, wish: str) -> str:
        """What a cockpit's key asks for the question of the slide; returns what is to be said."""
        question, audience = self.question, self.audience
        if question is None and wish not in ("rank-quiz", "lock-quiz"):
            return "There is no quiz on this slide."
        if audience is None or not audience.running:
            return NO_AUDIENCE
        match wish:
            case "open-quiz" if question is not None:
                audience.open(question)
            case "close-quiz":
                audience.close_question()
            case "extend-quiz":
                audience.do(Extend(seconds=MORE_TIME))
            case "skip-quiz":
                audience.do(Skip())
            case "rank-quiz":
                audience.do(Rank(on=not audience.state.ranked))
            case "model-quiz":
                return self._run_model()
            case "lock-quiz":
                audience.do(Lock(on=not audience.state.locked))
            case _:
                audience.reveal()
        return ""

    def _run_model(self) -> str:
        """A guess goes on: its model is run, then what it wrote decides."""
        pane = next((one for one in self.stage.panes if isinstance(one, Decides)), None)
        if pane is None or pane.undecided is None:
            return "No closed guess is on this slide."
        pane.action_advance()
        return ""

    def tally(self) -> Tally | None:
        """How the question of the slide stands; None where there is none."""
        question, audience = self.question, self.audience
        if question is None:
            return None
        if audience is None:
            return Tally(ask=question.ask, trouble="no audience")
        trouble = audience.problem.message if audience.problem else ""
        return tally(question, audience.state, audience.clock(), trouble)

    # ------------------------------------------------------------------------ the room

    def room(self) -> Room | None:
        """The room as its host sees it; None without an audience."""
        audience = self.audience
        if audience is None:
            return None
        trouble = audience.problem.message if audience.problem else audience.rejected
        return hall(audience.state, audience.listening, trouble, audience.clock())

    def order(self, order: Order) -> None:
        """Have something done in the room."""
        if self.audience:
            self.audience.do(order)

    def hand_over(self, remark: str) -> str:
        """Give what somebody asked to the first pane of the slide that takes messages."""
        told = self.audience.state.remarks.get(remark) if self.audience else None
        if self.audience is None or told is None:
            return "There is no such message."
        pane = next((one for one in self.stage.panes if isinstance(one, TakesMessages)), None)
        if pane is None:
            return "No pane of this slide takes messages."
        person = self.audience.state.attendees.get(told.attendee)
        hidden = self.audience.state.names_hidden or person is None
        pane.take_message(told.text, "" if hidden or person is None else person.name)
        return f"On the slide: {clean(told.text, _SAID)}"
