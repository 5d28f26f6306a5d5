"""Attendees' screens as plain lines, for tests that look at them."""

import re

import pytest

from quiz.core import (
    State,
    fold,
)
from quiz.frames import frame
from quiz.look import HEIGHTS, WIDTHS, Look
from quiz.pressing import press
from quiz.question import AnyQuestion
from quiz.scoring import standings
from quiz.seat import Seat, at_run
from quiz.views import view
from tests.quiz.examples import (
    BAD,
    GOOD,
    KINDS,
    asked,
    finished,
    say,
)

BACK = "ssh -p 2222 {code}@talk.example.org"
ME = Seat(attendee="p1", code="k7x2p9")
STYLE = re.compile(r"\x1b\[[0-9;]*m")
LOOKS = [Look(width, height) for width in WIDTHS for height in HEIGHTS[::3]]
QUESTIONS = pytest.mark.parametrize("question", KINDS, ids=lambda one: one.question)


def lines(state: State, seat: Seat = ME, look: Look = Look(), now: float = 12.0) -> list[str]:  # noqa: B008 - a frozen default
    seen = view(state, at_run(seat, state), now, standings(state), BACK)
    return [STYLE.sub("", line.decode()) for line in frame(seen, look).lines]


def drawn(state: State, seat: Seat = ME, look: Look = Look()) -> str:  # noqa: B008 - a frozen default
    return "\n".join(lines(state, seat, look))


def typed(state: State, *keys: str, seat: Seat = ME) -> Seat:
    for key in keys:
        seat, _ = press(seat, key, state)
    return seat


def phases(question: AnyQuestion) -> list[State]:
    """The question open, answered, closed and revealed, to who was right and who was not."""
    good = GOOD[question.question]
    bad = BAD.get(question.question, good)
    states = [fold(asked(question)), fold([*asked(question), say(1, good)])]
    for mine, other in ((good, bad), (bad, good)):
        ends = finished(say(1, mine), say(2, other), question=question)
        states += [fold(ends[:-1]), fold(ends)]
    return [*states, fold(finished(say(2, good), question=question))]
