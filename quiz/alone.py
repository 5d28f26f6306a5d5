"""A quiz that one person takes alone: the same events, seat and screens, with nobody else in the
room and no host. Pure; the time is passed in.
"""

from dataclasses import dataclass, field, replace

from quiz.core import (
    EMPTY,
    Answered,
    Closed,
    Ended,
    Joined,
    Opened,
    Revealed,
    Run,
    Scoring,
    State,
    apply,
    fold,
)
from quiz.pressing import press
from quiz.question import AnyQuestion, FixPrompt, Guess
from quiz.scoring import Standing, standings
from quiz.screens import Asking, Counted, Over, View
from quiz.seat import Leave, Seat, at_run
from quiz.views import view
from quiz.wishes import Send

ME = "p1"


@dataclass(frozen=True)
class Alone:
    """One person's quiz as far as it is."""

    questions: tuple[AnyQuestion, ...]
    scoring: Scoring
    state: State
    seat: Seat = field(default_factory=lambda: Seat(attendee=ME))
    left: bool = False
    """Whether they have gone."""

    @property
    def run(self) -> Run | None:
        """The question on screen."""
        return self.state.run


def askable(questions: tuple[AnyQuestion, ...]) -> tuple[AnyQuestion, ...]:
    """What can be taken alone: guesses need the model on the speaker's machine."""
    return tuple(question for question in questions if not isinstance(question, Guess))


def begin(questions: tuple[AnyQuestion, ...], scoring: Scoring, name: str, now: float) -> Alone:
    """The first question, open."""
    joined = Joined(at=now, attendee=ME, name=name, code="")
    return _next(Alone(questions, scoring, apply(EMPTY, joined)), now)


def _next(alone: Alone, now: float) -> Alone:
    """The next question, or the end."""
    number = len(alone.state.runs)
    if number == len(alone.questions):
        return replace(alone, state=apply(alone.state, Ended(at=now)))
    question = alone.questions[number]
    opened = Opened(at=now, run=number + 1, question=question, scoring=alone.scoring)
    return replace(alone, state=apply(alone.state, opened))


def pressed(alone: Alone, key: str, now: float, more: int = 0) -> Alone:
    """After a key. Enter sends, and then goes on to the next question."""
    run = alone.run
    if alone.state.ended:
        done = key in ("enter", "escape", "q", "ctrl-c", "ctrl-d")
        return replace(alone, left=alone.left or done)
    if run and run.phase != "open" and key == "enter":
        return _next(alone, now)
    if run and run.phase != "open" and len(key) == 1 and key != " ":
        return alone
    seat, wish = press(alone.seat, key, alone.state, more)
    alone = replace(alone, seat=_at_the_question(alone.seat, seat))
    match wish:
        case Leave():
            return replace(alone, left=True)
        case Send():
            return _answered(alone, wish, now)
        case _:
            return alone


def _at_the_question(before: Seat, after: Seat) -> Seat:
    """There is nobody to ask or to tell: the side pages stay closed."""
    away = after.page != "quiz" or after.aside
    return replace(before, problem="", aside=False) if away else after


def _answered(alone: Alone, wish: Send, now: float) -> Alone:
    """The answer is in. That is the end of the question, but for a prompt that can still be mended
    while there is time: there the same answer again is."""
    run = alone.run
    assert run
    before = run.answers.get(ME)
    took = max(0.0, round(now - run.opened_at, 3))
    if run.deadline is None or now <= run.deadline:
        answered = Answered(at=now, attendee=ME, run=run.number, answer=wish.answer, took=took)
        alone = replace(alone, state=apply(alone.state, answered))
    again = before is not None and before.answer == wish.answer
    if isinstance(run.question, FixPrompt) and not again:
        return alone
    return _shown(alone, now, "host")


def _shown(alone: Alone, now: float, by: str) -> Alone:
    number = len(alone.state.runs)
    closed = Closed(at=now, run=number, by="time" if by == "time" else "host")
    return replace(alone, state=fold([closed, Revealed(at=now, run=number)], alone.state))


def ticked(alone: Alone, now: float) -> Alone:
    """After some time: a question whose time is up is shown."""
    run = alone.run
    if run and run.phase == "open" and run.deadline is not None and now >= run.deadline:
        return _shown(alone, now, "time")
    return alone


def standing(alone: Alone) -> Standing:
    """How it went so far."""
    return standings(alone.state)[ME]


def seen(alone: Alone, now: float) -> View:
    """The screen, without what belongs to a hall."""
    seat = at_run(alone.seat, alone.state)
    shown = view(alone.state, seat, now, standings(alone.state), "")
    of = f"{len(alone.state.runs)} of {len(alone.questions)}"
    match shown.screen:
        case Asking(question=question):
            mending = isinstance(question, FixPrompt) and shown.answered and not seat.problem
            note = f"{shown.note} Enter again: done" if mending else shown.note
            hint = "Type · Enter send" if shown.entry else ""
            return replace(shown, aside=f"Question {of}", note=note, hint=hint)
        case Counted() as counted:
            last = len(alone.state.runs) == len(alone.questions)
            hint = "Enter shows how it went" if last else "Enter goes on"
            return replace(shown, screen=replace(counted, alone=True), hint=hint)
        case _:
            note = shown.note.partition(": place")[0] + "."
            over = Over(len(alone.state.runs))
            return replace(shown, screen=over, note=note, hint="Enter leaves")
