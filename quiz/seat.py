"""One attendee's own part: what is typed and where the cursor stands, and what a key does. Pure."""

from dataclasses import dataclass, replace

from quiz.answers import Answer
from quiz.core import Run, State
from quiz.names import LONGEST
from quiz.question import LETTERS
from quiz.text import cells
from quiz.wishes import Send, TakeName, Wish


@dataclass(frozen=True)
class Seat:
    """What only this attendee's screen knows."""

    attendee: str | None = None
    """Their id, once they have a name."""
    code: str = ""
    """What brings them back after a dropped line."""
    offered: str = ""
    typed: str = ""
    problem: str = ""
    """Why the last thing they did was refused."""
    run: int = 0
    """The question that `cursor` and `scroll` belong to."""
    cursor: int | None = None
    scroll: int = 0


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


def at_run(seat: Seat, run: Run | None) -> Seat:
    """The seat at the question now on screen: a new question has no cursor yet."""
    number = run.number if run else 0
    return seat if seat.run == number else replace(seat, run=number, cursor=None, scroll=0)


def press(seat: Seat, key: str, state: State, more: int = 0) -> tuple[Seat, Action | None]:
    """The seat after a key, and what it asks of the room.

    `more` counts the lines of the screen that do not fit.
    """
    if key in ("ctrl-c", "ctrl-d"):
        return seat, Leave()
    if key == "ctrl-l":
        return seat, Redraw()
    if seat.attendee is None:
        return _naming(seat, key)
    seat = replace(at_run(seat, state.run), problem="")
    run = state.run
    if run and run.phase == "open" and not state.ended:
        return _asking(seat, key, len(run.question.choices))
    return replace(seat, scroll=_scrolled(seat.scroll, key, more)), None


def _naming(seat: Seat, key: str) -> tuple[Seat, Action | None]:
    """Keys at the door: a line of text, Enter to take it, Tab for another offer."""
    match key:
        case "enter":
            return seat, TakeName(seat.typed.strip() or seat.offered)
        case "tab":
            return replace(seat, typed="", problem=""), OfferAnother()
        case "backspace":
            return replace(seat, typed=seat.typed[:-1], problem=""), None
        case "ctrl-u" | "escape":
            return replace(seat, typed="", problem=""), None
        case _ if len(key) == 1:
            typed = seat.typed + key
            if cells(typed) > LONGEST or len(typed) > 4 * LONGEST:
                return replace(seat, problem=f"A name has at most {LONGEST} characters."), None
            return replace(seat, typed=typed, problem=""), None
    return seat, None


def _asking(seat: Seat, key: str, options: int) -> tuple[Seat, Action | None]:
    """Keys while a question is open: choose with arrows, digits or letters, send with Enter."""
    cursor = seat.cursor
    match key:
        case "enter" | " ":
            if cursor is None:
                return replace(seat, problem="Choose an answer first."), None
            return seat, Send(Answer(chosen=(cursor,)))
        case "up" | "left" | "backtab":
            cursor = options - 1 if cursor is None else (cursor - 1) % options
        case "down" | "right" | "tab":
            cursor = 0 if cursor is None else (cursor + 1) % options
        case "home":
            cursor = 0
        case "end":
            cursor = options - 1
        case _:
            cursor = _named(key, options, cursor)
    return replace(seat, cursor=cursor), None


def _named(key: str, options: int, cursor: int | None) -> int | None:
    """The option that a digit or a letter names; the old one when it names none."""
    if len(key) != 1:
        return cursor
    named = "123456789".find(key) if key.isdigit() else LETTERS.find(key.upper())
    return named if 0 <= named < options else cursor


def _scrolled(scroll: int, key: str, room: int) -> int:
    step = {"down": 1, "up": -1, "pagedown": 8, " ": 8, "pageup": -8, "home": -9999, "end": 9999}
    return max(0, min(room, scroll + step.get(key, 0)))
