"""What one attendee sees, as plain values: pure, comparable, and the same for all who see the same.

A `View` is two halves. The personal one (name, result) is a line or two; the screen is shared, and
its value is the key under which its lines are rendered once for a whole hall.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import ceil

from quiz.core import Run, State
from quiz.credit import credit, is_right
from quiz.question import LETTERS, AnyQuestion
from quiz.scoring import Standing, points, scored
from quiz.seat import Seat


@dataclass(frozen=True)
class Naming:
    """At the door: take the name offered, or type one."""

    offered: str
    typed: str
    problem: str


@dataclass(frozen=True)
class Lobby:
    """In, and nothing asked yet."""

    people: int


@dataclass(frozen=True)
class Asking:
    """A question that takes answers."""

    run: int
    question: AnyQuestion = field(hash=False)
    cursor: int | None
    sent: int | None


@dataclass(frozen=True)
class Counted:
    """A question that is closed: how the room chose; once `revealed`, what was right and why."""

    run: int
    question: AnyQuestion = field(hash=False)
    tally: tuple[int, ...]
    sent: int | None
    revealed: bool
    scroll: int


@dataclass(frozen=True)
class Over:
    """The end."""

    questions: int


Screen = Naming | Lobby | Asking | Counted | Over


@dataclass(frozen=True)
class Countdown:
    """Whole seconds left, of how many."""

    left: int
    limit: float


@dataclass(frozen=True)
class View:
    """All that an attendee's frame depends on, but for the terminal."""

    screen: Screen
    name: str = ""
    aside: str = ""
    """Right of the name."""
    note: str = ""
    """One line of the attendee's own: a result, a refusal, the way back."""
    good: bool | None = None
    """Whether `note` is good news."""
    countdown: Countdown | None = None
    code: str = ""
    """What brings the attendee back, shown beside the name."""


def view(
    state: State, seat: Seat, now: float, board: Mapping[str, Standing], way_back: str
) -> View:
    """What the attendee in `seat` sees at `now`.

    `board` holds the standings of `state`; `way_back` is the `ssh` line with a place for the code.
    """
    if seat.attendee is None:
        return View(Naming(seat.offered, seat.typed, seat.problem), aside="Podium quiz")
    name = state.attendees[seat.attendee].name
    standing = board.get(seat.attendee)
    if state.ended:
        note = _final(standing, len(board), scored(state))
        return View(Over(len(state.runs)), name, "The end", note)
    run = state.run
    if run is None:
        back = f"Line dropped? {way_back.format(code=seat.code)}" if seat.code else ""
        return View(Lobby(len(state.present)), name, "Podium quiz", back)
    return replace(_at_question(run, seat, name, now, standing), code=seat.code)


def _at_question(run: Run, seat: Seat, name: str, now: float, standing: Standing | None) -> View:
    given = run.answers.get(seat.attendee or "")
    sent = given.answer.chosen[0] if given and given.answer.chosen else None
    aside = f"Question {run.number}"
    if run.phase == "open":
        cursor = seat.cursor if seat.run == run.number else None
        countdown = None
        if run.deadline is not None and run.limit is not None:
            left = max(0, ceil(run.deadline - now))
            countdown = Countdown(min(left, ceil(run.limit)), run.limit)
        note = seat.problem
        good: bool | None = False if note else None
        if sent is not None and not note:
            note, good = f"{LETTERS[sent]} is in. Enter another to change it", True
        return View(
            Asking(run.number, run.question, cursor, sent), name, aside, note, good, countdown
        )
    revealed = run.phase == "revealed"
    scroll = seat.scroll if seat.run == run.number else 0
    screen = Counted(run.number, run.question, run.tally, sent, revealed, scroll)
    if not revealed:
        waiting = "The answer comes in a moment." if run.question.has_answer else "Thank you."
        return View(screen, name, aside, f"Closed. {waiting}")
    if standing and run.right and run.scoring != "off":
        aside = f"{standing.points:,} points"
    note, good = _result(run, seat.attendee or "")
    return View(screen, name, aside, note, good)


def _result(run: Run, attendee: str) -> tuple[str, bool | None]:
    """How this attendee did in one question, and whether that is good news."""
    given = run.answers.get(attendee)
    if not run.right:
        return ("Thank you for your answer." if given else "You did not answer this one."), None
    if given is None:
        return "You did not answer this one.", None
    if not is_right(run, credit(run, given)):
        right = " or ".join(LETTERS[place] for place in sorted(run.right))
        return f"Not this time: {right} is right.", False
    earned = points(run, given)
    return ("Right!" if run.scoring == "off" else f"Right! +{earned:,} points"), True


def _final(standing: Standing | None, people: int, questions: int) -> str:
    if standing is None or not questions:
        return "Thank you for taking part."
    return (
        f"{standing.right} of {questions} right, {standing.points:,} points:"
        f" place {standing.place} of {people}"
    )
