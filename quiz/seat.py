"""One attendee's own part: what is typed and where the cursor stands. Pure."""

from dataclasses import dataclass, replace
from typing import Literal

from quiz.core import Run, State
from quiz.once import once
from quiz.question import FixPrompt
from quiz.shuffles import order_for
from quiz.wishes import TakeName, Wish

Page = Literal["quiz", "paper", "questions", "ask", "tell", "name"]
"""What of the quiz an attendee looks at: what is on for all, the questions to take at one's own
pace, the audience's questions, or a line to type."""
TYPING: tuple[Page, ...] = ("ask", "tell", "name")


@dataclass(frozen=True)
class Seat:
    """What only this attendee's screen knows."""

    attendee: str | None = None
    """Their id, once they have a name."""
    code: str = ""
    """What brings them back after a dropped line."""
    offered: str = ""
    kept: str = "a day"
    """How long after the end names and answers are kept."""
    typed: str = ""
    """A name, or a question to the speaker."""
    problem: str = ""
    """Why the last thing they did was refused."""
    news: str = ""
    """What came of the last thing they did, if it is not to be seen otherwise."""
    page: Page = "quiz"
    place: int | None = None
    """Which question of the paper they look at, from 0; None is the first not answered."""
    run: int = 0
    """The question that what follows belongs to; of a paper below 0."""
    cursor: int | None = None
    """Where they are among what there is to choose from, as it is on their screen."""
    picked: frozenset[int] = frozenset()
    """Places of the options marked so far."""
    order: tuple[int, ...] = ()
    """Places of the items as they are arranged so far; empty when untouched."""
    held: bool = False
    """Whether the item under the cursor moves with it."""
    draft: str | None = None
    """A text or a number as typed so far; None when untouched."""
    caret: int = 0
    """Characters of the draft before the place where typing goes on."""
    scroll: int = 0
    aside: bool = False
    """Whether the next key opens a side page: where letters are typed, they name nothing."""


@dataclass(frozen=True)
class OfferAnother:
    """Offer another name."""


@dataclass(frozen=True)
class Leave:
    """Close the line."""


@dataclass(frozen=True)
class Redraw:
    """Paint everything again: something else wrote on this terminal."""


Action = TakeName | OfferAnother | Wish | Leave | Redraw


def at_run(seat: Seat, state: State) -> Seat:
    """The seat at the question now on screen: a new question finds nothing typed or chosen yet,
    and takes the screen from whatever else was on it."""
    number = _number(state, seat)
    if seat.run == number:
        return seat
    run = on_screen(state, seat)
    live = number > 0 and run is not None and run.phase == "open"
    page = "quiz" if live and seat.page != "paper" else seat.page
    fresh = replace(
        seat, run=number, page=page, cursor=None, picked=frozenset(), order=(), held=False,
        draft=None, caret=0, scroll=0, aside=False,
    )  # fmt: skip
    given = run.answers.get(seat.attendee or "") if run else None
    if run and given and not seat.run:
        return replace(
            fresh,
            picked=frozenset(given.answer.chosen),
            draft=", ".join(given.answer.texts) or None,
            caret=len(", ".join(given.answer.texts)),
        )
    if run and isinstance(run.question, FixPrompt):
        return replace(fresh, draft=run.question.prompt, caret=len(run.question.prompt))
    return fresh


def on_screen(state: State, seat: Seat) -> Run | None:
    """The question that this attendee is at. What is open for all comes before a paper."""
    live = state.run
    if seat.page != "paper" or state.paper is None or (live and live.phase == "open"):
        return live
    place = paper_place(state, seat)
    if place >= len(state.paper.runs):
        return None
    run = state.paper.runs[place]
    return shown(run) if (seat.attendee or "") in run.answers or not state.paper.open else run


def paper_place(state: State, seat: Seat) -> int:
    """Which question of the paper the attendee looks at, from 0."""
    if seat.place is not None or state.paper is None:
        return seat.place or 0
    return state.paper.place(seat.attendee or "")


def in_paper(state: State, seat: Seat) -> bool:
    """Whether it is a question of the paper that is on the attendee's screen."""
    live = state.run
    return seat.page == "paper" and state.paper is not None and not (live and live.phase == "open")


def _number(state: State, seat: Seat) -> int:
    if seat.page == "paper" and in_paper(state, seat):
        return -1 - paper_place(state, seat)
    return len(state.runs)


@once
def shown(run: Run) -> Run:
    """A question of a paper, as who has answered it sees it."""
    return replace(run, phase="revealed")


def seen_order(run: Run, seat: Seat) -> tuple[int, ...]:
    """The places of options or items as they are on the attendee's screen now."""
    return seat.order or order_for(run.question, seat.attendee or "")
