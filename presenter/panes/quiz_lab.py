"""The speaker's keys where a model has a part in a question: it decides a guess, and it follows the
best of the audience's prompts."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from presenter.audience import Audience
from presenter.panes.quiz_host import QuizHost
from presenter.panes.quiz_meanings import Meanings
from presenter.panes.quiz_model import Model
from presenter.panes.quiz_prompts import best_prompts
from quiz.core import Run
from quiz.question import AnyQuestion, FixPrompt, Guess
from quiz.wire import Decide

MOST_TRIED = 5
"""Prompts of the audience that a digit can have tried."""


class QuizLab(QuizHost):
    """A guess is decided by what the model on the slide really writes, once the speaker has
    confirmed it: the rules of the deck's options say which it makes right, or the speaker does."""

    KEYS: ClassVar[list[Binding]] = [
        *QuizHost.KEYS,
        Binding("m", "model", "a guess: run the model, live; fix this prompt: run the best one"),
        Binding("R", "recorded", "a guess: play the model's recorded run"),
        Binding("d", "mark", "a guess: the model did the option picked, or did not"),
        *(
            Binding(str(n), f"try_out({n})", f"fix this prompt: run number {n} of the best, live")
            for n in range(1, MOST_TRIED + 1)
        ),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [*KEYS]

    def __init__(
        self,
        question: AnyQuestion,
        audience: Audience | None,
        model: Model | None = None,
        meanings: Meanings | None = None,
    ) -> None:
        super().__init__(question, audience)
        self.model, self._meanings = model, meanings
        self.tried: int | None = None
        """Which of the best prompts the model was last given, from 1, while that is shown."""
        self._marks: frozenset[int] | None = None
        """What the speaker says that the model did; None while only its output does."""
        self._ran_for = 0
        """The number of the asking for which it was run."""

    def on_mount(self) -> None:
        """Follow the model, too."""
        if self.model:
            self.model.follow(self.room_changed)

    def on_unmount(self) -> None:
        """It may go on; this pane no longer hears of it."""
        if self.model:
            self.model.leave(self.room_changed)

    def show_room(self) -> None:
        """What was written is compared as soon as it is closed."""
        run = self.asking if self.is_on else None
        if self._meanings and run and run.phase in ("closed", "revealed"):
            self._meanings.compare(run)
            if self._meanings.trouble:
                self.notify(f"Meanings are left out: {self._meanings.trouble}", severity="warning")
                self._meanings.trouble = ""
        super().show_room()

    # ------------------------------------------------------------------------ a guess

    @property
    def undecided(self) -> Run | None:
        """The guess that waits for the model's word, if this is one."""
        run = self.asking if self.is_on else None
        waits = run and run.phase == "closed" and isinstance(run.question, Guess)
        return run if waits and run and run.decided is None and not self.state.ranked else None

    @property
    def output(self) -> str | None:
        """The model's word in this asking; None before it is whole."""
        run = self.asking
        there = self.model and run and self._ran_for == run.number
        return self.model.output if there and self.model else None

    @property
    def proposed(self) -> frozenset[int] | None:
        """The options that would be right if the speaker confirmed now; None while nobody says."""
        if self._marks is not None:
            return self._marks
        run, output = self.asking, self.output
        if output is None or run is None or not isinstance(run.question, Guess):
            return None
        return run.question.told(output) if run.question.options else frozenset()

    @property
    def hint(self) -> str:
        """The key that comes next."""
        run = self.undecided
        if run is None:
            return super().hint
        more = " · ↑↓ d marks what it did" if run.question.choices else ""
        if self.model and self.model.going:
            return f"the model is at work …{more}"
        if self.proposed is not None:
            return f"Enter: this decides{more} · m again"
        if self.output is not None:
            return "↑↓ d marks what it did, then Enter · m again"
        if self.model and self.model.failed and isinstance(run.question, Guess):
            recorded = " · R recorded run" if self.model.has_recording(run.question) else ""
            return f"Enter tries again{recorded}{more}"
        return f"Enter runs the model{more} · ? keys"

    def action_advance(self) -> None:
        """The next thing that happens: for a guess also the model's run, and that it counts."""
        run = self.undecided
        if run is None or not (self.audience and self.audience.running):
            super().action_advance()
        elif self.proposed is not None:
            told = Decide(output=self.output or "", right=tuple(sorted(self.proposed)))
            self.audience.do(told)
        elif self.output is not None:
            self.notify("Mark what the model did: ↑↓ and d; d alone for none of them.")
        else:
            self.action_model()

    def action_open(self) -> None:
        """Ask, or ask again from the start."""
        self._marks = self.tried = None
        super().action_open()

    def action_model(self, recorded: bool | None = None) -> None:
        """Run the model on the question's prompt, or on the best that the audience wrote."""
        run = self.asking if self.is_on else None
        if run and isinstance(run.question, FixPrompt):
            self.action_try_out(1)
        elif self.model and run and isinstance(run.question, Guess):
            if run.phase == "open":
                self.notify("Close the question first.")
            elif run.phase == "closed" and not self.model.going:
                self._marks, self._ran_for = None, run.number
                self.model.guess(run.question, recorded)

    def action_recorded(self) -> None:
        """What it wrote when it was recorded; the slide says so."""
        self.action_model(recorded=True)

    def action_mark(self) -> None:
        """The model did the option picked, or did not; with none picked, it did none of them."""
        run = self.asking if self.is_on else None
        if run is None or not isinstance(run.question, Guess) or not run.question.choices:
            return
        picked = frozenset() if self.picked is None else frozenset({self.picked})
        if run.decided is not None and self.audience:
            right = sorted(run.decided ^ picked)
            self.audience.do(Decide(output=run.output, right=tuple(right)))
        elif run.phase == "closed":
            self._marks = (self.proposed or frozenset()) ^ picked if picked else frozenset()
            self.show_room()

    # ------------------------------------------------------------------------ fix this prompt

    def action_try_out(self, number: int) -> None:
        """Have the model follow one of the audience's best prompts, and show what comes of it."""
        run = self.asking if self.is_on else None
        if run is None or run.phase != "revealed" or not self.model or self.model.going:
            return
        best = best_prompts(run)
        if number <= len(best):
            self.tried = number
            self.model.try_out(best[number - 1][0])

    def action_pick(self, step: int) -> None:
        """Go through answers or parts; what a prompt made of the model makes room for them."""
        if self.tried is None:
            super().action_pick(step)
        self.tried = None
        self.show_room()
