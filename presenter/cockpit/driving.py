"""The keys of the cockpit that drive the talk: each asks the stage for what its own keys do."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from presenter.cockpit.known import Known
from presenter.link.wire import Command, Decide, Do, HandOver, Host, Jump, Room, RoomOrder
from presenter.screens.help import Help
from presenter.screens.room_panel import RoomPanel
from slides.cuts import offer

MESSAGE_SECONDS = 4.0


class Driving(Screen[None]):
    """Passes the speaker's keys on, and says what came of it."""

    KEYS: ClassVar[list[Binding]] = [
        Binding("right,space,pagedown,l", "ask('next')", "next step or slide"),
        Binding("left,backspace,pageup", "ask('previous')", "back a step or slide"),
        Binding("home,g", "ask('first')", "first slide"),
        Binding("end,G", "ask('last')", "last slide"),
        Binding("enter", "jump", "digits and Enter: to that slide"),
        Binding("down,j", "scroll(1)", "scroll the notes"),
        Binding("up,k", "scroll(-1)", "scroll them back"),
        Binding("s,f5", "ask('start')", "start the clock"),
        Binding("p", "ask('pause')", "pause for a question, and go on"),
        Binding("y", "decide(True)", "make the cuts offered"),
        Binding("x", "decide(False)", "keep the slides whole"),
        Binding("b,full_stop", "ask('black')", "black out the stage, or show it"),
        Binding("o", "ask('open-quiz')", "open the slide's quiz question"),
        Binding("c", "ask('close-quiz')", "close it"),
        Binding("r", "ask('reveal-quiz')", "reveal what was right"),
        Binding("m", "ask('model-quiz')", "a guess: run the model, then let it decide"),
        Binding("e", "ask('extend-quiz')", "ten seconds more to answer"),
        Binding("S", "ask('skip-quiz')", "skip the question"),
        Binding("B", "ask('rank-quiz')", "the leaderboard, on and off"),
        Binding("L", "ask('lock-quiz')", "lock the room, or let people in again"),
        Binding("A", "audience", "the audience: who is here, what they say"),
        Binding("a", "answers", "questions and answers"),
        Binding("t", "prompt", "teleprompter, and back"),
        Binding("h", "hold", "teleprompter: hold, and go on"),
        Binding("plus", "speed(1)", "teleprompter: faster"),
        Binding("minus", "speed(-1)", "teleprompter: slower"),
        Binding("equals_sign", "fit", "teleprompter: fit the slide's budget"),
        Binding("question_mark,f1", "help", "these keys"),
        Binding("escape", "escape", "forget the digits typed; take an answer off"),
        Binding("q", "leave", "leave the cockpit; the talk goes on"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [*KEYS]
    AUTO_FOCUS = ""

    @dataclass
    class Ask(Message):
        """The stage is to do something."""

        command: Command

    def __init__(self, known: Known) -> None:
        super().__init__()
        self.known = known
        self.typed = ""
        """Digits of a slide's number."""
        self.message = ""

    @abstractmethod
    def show(self) -> None:
        """Show what is known now."""

    def say(self, message: str) -> None:
        """A line to the speaker for a few seconds."""
        self.message = message
        self.show()
        self.set_timer(MESSAGE_SECONDS, lambda: self._unsay(message))

    def _unsay(self, message: str) -> None:
        if self.message == message:
            self.message = ""
            self.show()

    def ask(self, command: Command) -> None:
        """Ask the stage for something."""
        self.post_message(self.Ask(command))

    def action_ask(self, wish: str) -> None:
        """Ask the stage for what one of its own keys does."""
        self.ask(Do.model_validate({"do": wish}))

    # ------------------------------------------------------------------ the audience

    def room(self) -> Room | None:
        """The audience as the stage has told it."""
        return self.known.seen.room

    def order(self, order: RoomOrder) -> None:
        """Have something done in the room."""
        self.ask(Host(order=order))

    def hand_over(self, remark: str) -> str:
        """Give an attendee's message to the pane on the slide; the stage says what came of it."""
        self.ask(HandOver(remark=remark))
        return "Given to the stage."

    def action_audience(self) -> None:
        """The room panel, as on the stage."""
        if self.room() is None:
            self.say("No audience: start the talk with  podium present --quiz")
        else:
            self.app.push_screen(RoomPanel(self))

    def action_decide(self, accept: bool) -> None:
        """Make the cuts that are offered, or keep the slides whole."""
        state = self.known.seen.state
        offered = state and offer(state, self.known.now)
        if offered and offered.cuts:
            slides = tuple(cut.slide for cut in offered.cuts)
            self.ask(Decide(slides=slides, accept=accept))

    def on_key(self, event: events.Key) -> None:
        """Digits gather a slide's number; Enter goes there."""
        if event.character and event.character in "0123456789":
            event.stop()
            self.typed = (self.typed + event.character)[-4:]
            self.show()

    def action_jump(self) -> None:
        """To the slide typed; else on, as on the stage."""
        number, self.typed = int(self.typed or 0), ""
        self.ask(Jump(number=number) if number else Do(do="next"))
        self.show()

    def action_help(self) -> None:
        """The keys."""
        self.app.push_screen(Help(self.KEYS))

    def action_escape(self) -> None:
        """Forget what was typed; else take an answer off the stage."""
        state = self.known.seen.state
        if not self.typed and state and state.answer:
            self.ask(Do(do="hide-answer"))
        self.typed = self.message = ""
        self.show()

    def action_leave(self) -> None:
        """Leave; the talk goes on."""
        self.app.exit()
