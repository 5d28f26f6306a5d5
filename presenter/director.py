"""What can be done in a talk, whoever asks: a key of the stage or a cockpit. No widgets here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from presenter.keeper import Keeper
from slides.cuts import accept
from slides.deck import Deck, Slide
from slides.plan import Plan
from slides.planning import plan_of
from slides.steps import step_count
from slides.talk import (
    AnswerHidden,
    AnswerShown,
    Blanked,
    CutRefused,
    Moved,
    Paused,
    Replanned,
    Resumed,
    Started,
)


@dataclass
class Director:
    """Turns wishes into events. What cannot be done is returned as a line for the speaker."""

    deck: Deck
    keeper: Keeper
    planner: Callable[[Deck], Plan] = plan_of
    """Makes the plan of a deck that was changed."""

    @property
    def place(self) -> int:
        """The place of the slide shown, from 0."""
        return self.deck.index(self.keeper.state.slide)

    @property
    def slide(self) -> Slide:
        """The slide shown."""
        return self.deck.slides[self.place]

    def next(self) -> str:
        """One step on, past slides that were cut away; the first one starts the clock."""
        said = ""
        following = self._beside(1)
        if self.keeper.state.step < step_count(self.slide):
            self._move(self.place, self.keeper.state.step + 1)
        elif following is not None:
            self._move(following, 0)
        else:
            said = "This is the last slide."
        self.start()
        return said

    def previous(self) -> str:
        """One step back; a slide gone back to is shown whole."""
        before = self._beside(-1)
        if self.keeper.state.step > 0:
            self._move(self.place, self.keeper.state.step - 1)
        elif before is not None:
            self._move(before, step_count(self.deck.slides[before]))
        else:
            return "This is the first slide."
        return ""

    def first(self) -> None:
        """To the first slide."""
        self._move(0, 0)

    def last(self) -> None:
        """To the last slide; the appendix comes after it."""
        self._move(max(0, self.keeper.state.plan.length - 1), 0)

    def jump(self, number: int) -> str:
        """To a slide, counted from 1."""
        if not 1 <= number <= len(self.deck.slides):
            return f"There is no slide {number}; the last is {len(self.deck.slides)}."
        self._move(number - 1, 0)
        return ""

    def put(self, slide: str, step: int) -> None:
        """To a slide and step by name."""
        self._move(self.deck.index(slide), step)

    def start(self) -> None:
        """Start the talk's clock on this slide."""
        if self.keeper.state.started_at is None:
            self.keeper.submit(Started(at=self.keeper.clock()))

    def pause(self) -> str:
        """The slide's clock stands for a question, or runs again."""
        if self.keeper.state.started_at is None:
            return "The clock has not started: s starts it."
        at = self.keeper.clock()
        self.keeper.submit(Resumed(at=at) if self.keeper.state.paused else Paused(at=at))
        return ""

    def black(self) -> None:
        """Black the stage out, or show it again."""
        self.keeper.submit(Blanked(at=self.keeper.clock(), on=not self.keeper.state.blank))

    def decide(self, slides: Sequence[str], accepted: bool) -> None:
        """Make the cuts of these slides, or keep the slides whole."""
        at = self.keeper.clock()
        if accepted:
            for event in accept(self.keeper.state, slides, at):
                self.keeper.submit(event)
        else:
            for slide in slides:
                if self.keeper.state.plan.has(slide):
                    self.keeper.submit(CutRefused(at=at, slide=slide))

    def show_answer(self, number: int) -> None:
        """Put an answer of the deck's bank, counted from 0, over the slide."""
        if number < len(self.deck.talk.answers):
            kept = self.deck.talk.answers[number]
            at = self.keeper.clock()
            self.keeper.submit(AnswerShown(at=at, ask=kept.ask, answer=kept.answer))

    def hide_answer(self) -> None:
        """Take the answer off the slide."""
        if self.keeper.state.answer:
            self.keeper.submit(AnswerHidden(at=self.keeper.clock()))

    def renew(self, deck: Deck, to: str | None = None) -> None:
        """Go on with a changed deck on the same slide and step, or on slide `to`, all of it on."""
        self.deck = deck
        self.keeper.submit(Replanned(at=self.keeper.clock(), plan=self.planner(deck)))
        place = self.place if to is None else deck.index(to)
        last = step_count(deck.slides[place])
        if to is not None or self.keeper.state.step > last:
            self._move(place, last)

    def beside(self) -> tuple[Slide | None, Slide | None]:
        """The slides that the keys lead to: the one after this, and the one before."""
        found = (self._beside(1), self._beside(-1))
        following, before = (None if n is None else self.deck.slides[n] for n in found)
        return following, before

    def _move(self, place: int, step: int) -> None:
        at = self.keeper.clock()
        self.keeper.submit(Moved(at=at, slide=self.deck.slides[place].slide, step=step))

    def _beside(self, direction: Literal[1, -1]) -> int | None:
        """The nearest slide before or after this one that was not cut away; None at the end, and
        where the appendix begins."""
        state = self.keeper.state
        beside = state.plan.beside(state.slide, direction, state.cuts)
        return None if beside is None else self.deck.index(beside)
