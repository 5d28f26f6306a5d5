"""What the speaker's keys do to the question of a slide."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from presenter.audience import Audience
from presenter.panes.quiz_prompts import ballot, ballot_id
from presenter.panes.quiz_room import RoomPane
from quiz.core import Run
from quiz.question import AnyQuestion, FixPrompt
from quiz.wire import Extend, Lock, Rank, Skip

MORE_TIME = 10.0
"""Seconds that a key adds."""


class QuizHost(RoomPane):
    """Asks the audience for what the keys say; what comes of it, the room tells."""

    KEYS: ClassVar[list[Binding]] = [
        Binding("enter", "advance", "open the question, close it, reveal what was right"),
        Binding("o", "open", "ask again, from the start"),
        Binding("c", "close", "close"),
        Binding("r", "reveal", "reveal"),
        Binding("plus", "extend", "ten seconds more"),
        Binding("k", "skip", "skip the question: it counts for nothing"),
        Binding("v", "live", "show the bars while answers come in, or hide them"),
        Binding("t", "rank", "the leaderboard, on and off"),
        Binding("V", "vote", "fix this prompt: the audience votes among the best"),
        Binding("L", "lock", "lock the room, or let people in again"),
        Binding("a", "room", "the audience: who is here, what they say"),
        Binding("E", "end", "end the quiz"),
        Binding("up", "pick(-1)", "the answer or part before"),
        Binding("down", "pick(1)", "the answer or part after"),
        Binding("question_mark,f1", "help", "these keys"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [*KEYS]

    class RoomWanted(Message):
        """The speaker wants to see who is here and what they say."""

    class HelpWanted(Message):
        """The speaker wants to see these keys."""

        def __init__(self, keys: list[Binding]) -> None:
            super().__init__()
            self.keys = keys

    def __init__(self, question: AnyQuestion, audience: Audience | None) -> None:
        super().__init__(audience)
        self.question = question
        self.picked: int | None = None
        self.live = False

    # ------------------------------------------------------------------------ the room

    @property
    def asking(self) -> Run | None:
        """The latest asking of this slide's question, or of the vote over its answers."""
        vote = ballot_id(self.question.question)
        for run in reversed(self.state.runs):
            if run.question == self.question or run.question.question == vote:
                return run
        return None

    @property
    def is_on(self) -> bool:
        """Whether this slide's question is the one on the attendees' screens."""
        run = self.asking
        return run is not None and run is self.state.run

    @property
    def hint(self) -> str:
        """The key that comes next."""
        if self.audience is None:
            return ""
        if not self.audience.running:
            return "Enter starts the quiz server" if self.audience.problem else ""
        if self.state.ended:
            return "the quiz has ended"
        if self.state.ranked:
            return "t: back to the question · ? keys"
        run = self.asking if self.is_on else None
        if run and run.phase == "revealed" and isinstance(run.question, FixPrompt):
            return "↑↓ parts · 1–5 runs one of the best · V has them vote · ? keys"
        return {
            None: "Enter opens the question · a audience · ? keys",
            "open": "Enter closes · + ten seconds more · ? keys",
            "closed": "Enter reveals · ? keys",
            "skipped": "o asks again · ? keys",
            "revealed": "↑↓ each answer · t leaderboard · o asks again · E ends the quiz",
        }[run.phase if run else None]

    # ------------------------------------------------------------------------ what keys do

    def action_advance(self) -> None:
        """The next thing that happens to a question: open, close, reveal."""
        if self.audience is None:
            return
        if not self.audience.running:
            self.run_worker(self.audience.start(), exit_on_error=False)
            return
        run = self.asking if self.is_on else None
        if self.state.ranked:
            self.audience.do(Rank(on=False))
        elif run is None:
            self.audience.open(self.question)
        elif run.phase == "open":
            self.audience.close_question()
        elif run.phase == "closed":
            self.audience.reveal()

    def action_open(self) -> None:
        """Ask, or ask again from the start."""
        if self.audience:
            self.picked = None
            self.audience.open(self.question)

    def action_close(self) -> None:
        """Take no more answers."""
        if self.audience and self.is_on:
            self.audience.close_question()

    def action_reveal(self) -> None:
        """Show what was right."""
        if self.audience and self.is_on:
            self.audience.reveal()

    def action_extend(self) -> None:
        """More time."""
        if self.audience and self.is_on:
            self.audience.do(Extend(seconds=MORE_TIME))

    def action_skip(self) -> None:
        """It counts for nothing."""
        if self.audience and self.is_on:
            self.audience.do(Skip())

    def action_rank(self) -> None:
        """The leaderboard, everywhere, on and off."""
        if self.audience:
            self.audience.do(Rank(on=not self.state.ranked))

    def action_lock(self) -> None:
        """Nobody new, or anybody again."""
        if self.audience:
            self.audience.do(Lock(on=not self.state.locked))

    def action_live(self) -> None:
        """The bars while answers come in; hidden at first, since they sway."""
        self.live = not self.live
        self.refresh()

    def action_vote(self) -> None:
        """The audience votes among the best prompts that are not hidden."""
        run = self.asking
        if self.audience and run and (poll := ballot(run)):
            self.picked = None
            self.audience.open(poll, "off")

    def action_room(self) -> None:
        """Who is here, and what they say."""
        if self.audience:
            self.post_message(self.RoomWanted())

    def action_help(self) -> None:
        """The keys of this pane."""
        self.post_message(self.HelpWanted(self.KEYS))

    def action_end(self) -> None:
        """The quiz is over: everybody sees how they did."""
        if self.audience:
            self.audience.end()

    def action_pick(self, step: int) -> None:
        """Go through the answers, or the parts that do not fit at once."""
        count = self.pages()
        if count:
            first = 0 if step > 0 else count - 1
            self.picked = first if self.picked is None else (self.picked + step) % count
            self.refresh()

    def pages(self) -> int:
        """How many there are to go through."""
        return len(self.question.choices)
