"""An attendee's screen: `frame(view, look)`, pure, built with Rich, rendered once for many."""

from dataclasses import dataclass, replace
from functools import lru_cache

from rich.text import Text

from quiz.asking_sheet import asking, rows_over
from quiz.drafting import several, typing
from quiz.ink import ink, painted
from quiz.look import SMALLEST, Look
from quiz.question import LETTERS, AnyQuestion, Ordering, Scale
from quiz.result_sheet import counted
from quiz.rows import Lines, avatar, marked
from quiz.screens import (
    Asking,
    Board,
    Countdown,
    Counted,
    Entry,
    Lobby,
    Naming,
    Over,
    Remarks,
    Screen,
    View,
    Writing,
)
from quiz.sheets import board, lobby, over, remarks, welcome, writing
from quiz.text import cells, clean, cut


@dataclass(frozen=True)
class Frame:
    """The lines of a screen, top to bottom, and how many more there are to scroll to."""

    lines: tuple[bytes, ...]
    more: int = 0


def frame(view: View, look: Look) -> Frame:
    """The screen of `view` on a terminal that looks like `look`."""
    if look.too_small:
        return _too_small(look)
    top = [
        _header(view.name, view.code, view.aside, view.attendee, look),
        rule(view.countdown, look),
    ]
    foot = None
    if view.note and isinstance(view.screen, Asking | Remarks | Writing):
        foot = marked(view.note, view.good, look, 1)[0]
    elif view.note:
        top += marked(view.note, view.good, look)
    body, more = _body(view, middle(look, look.height - len(top) - 1))
    return Frame((*top, *body, foot or _footer(_keys(view, more, look), look)), more)


@lru_cache(maxsize=512)
def middle(look: Look, height: int) -> Look:
    """The same terminal with so many rows."""
    return replace(look, height=height)


@lru_cache(maxsize=64)
def _too_small(look: Look) -> Frame:
    width, height = SMALLEST
    lines = ("Please make this", f"window {width}x{height}", "or larger.")
    return Frame(tuple(ink(Text(line), look) for line in lines))


# ---------------------------------------------------------------------------- the edges


@lru_cache(maxsize=8192)
def _header(name: str, code: str, aside: str, attendee: str, look: Look) -> bytes:
    """Whose screen it is, what brings them back, and where in the quiz."""
    aside = clean(aside, 20)
    code = f" · {code}" if code else ""
    shape, colour = avatar(attendee)
    sign = f"{shape} " if attendee and look.unicode else ""
    room = look.width - 2 - cells(sign)
    name = clean(name, room - 1 - cells(aside) - len(code))
    gap = room - cells(name) - len(code) - cells(aside)
    parts = (" ", ""), (sign, colour), (name, "bold"), (code + " " * gap + aside, "dim")
    return painted(look, *parts)


RULE = 2
"""The row of a frame, counted from 1, on which time runs."""


@lru_cache(maxsize=4096)
def rule(countdown: Countdown | None, look: Look) -> bytes:
    """A line across; while time runs, what is left of it, as a length and in seconds."""
    if countdown is None:
        return ink(Text(" " + "─" * (look.width - 2), "dim"), look)
    left = countdown.left
    clock = (
        " time!" if not left else f" {left} s" if left < 100 else f" {left // 60}:{left % 60:02}"
    )
    room = look.width - 2 - len(clock)
    share = left / countdown.limit
    full = min(room, round(room * share))
    colour = "green" if share > 0.5 else "yellow" if share > 0.2 else "red"
    line = Text.assemble(
        " ", ("━" * full, colour), ("─" * (room - full), "dim"), (clock, f"bold {colour}")
    )
    return ink(line, look)


@lru_cache(maxsize=512)
def _footer(hint: str, look: Look) -> bytes:
    return ink(Text(" " + cut(hint, look.width - 2), "dim"), look)


def _keys(view: View, more: int, look: Look) -> str:
    """What the screen says of keys, or what its view does; both when there is more to see."""
    if view.hint and (not more or isinstance(view.screen, Asking)):
        return view.hint
    hint = _hint(view, more, look.width < 80)
    return f"{hint} · {view.hint}" if view.hint else hint


def _hint(view: View, more: int, narrow: bool) -> str:
    """Which keys do something here."""
    match view.screen:
        case Naming():
            return "Enter take · Tab other · Ctrl-C leave"
        case Asking() as screen:
            return _how_to_answer(screen) + (" · PgDn more" if more else "")
        case Counted(scroll=scroll) if more:
            return "↓ more" if scroll == 0 else "↑ back" if scroll >= more else "↑↓ more"
        case Counted(revealed=True) | Board():
            keys = "? ask · q questions · -/+ pace"
            return keys if narrow else f"The next one comes by itself · {keys}"
        case Remarks(listed=listed):
            return "Enter votes · ? ask · Esc back" if listed else "? ask · Esc back"
        case Writing(what="name"):
            return "Enter takes it · Esc back"
        case Writing():
            return "Enter sends · Tab to whom · Esc back"
        case Over(paper=True):
            return "Enter back"
        case _:
            return "Ctrl-C leave"


def _how_to_answer(screen: Asking) -> str:
    question = screen.question
    if typing(question):
        return "Type · Enter send · Tab ask, pace"
    match question:
        case Ordering():
            return "Space lift ↑↓ move · Enter send"
        case Scale(low=low, high=high):
            return f"↑↓ or {low}–{high} choose · Enter send"
        case _:
            last = LETTERS[len(question.choices) - 1]
            if several(question):
                return f"A–{last} or Space mark · Enter send"
            return f"↑↓ or A–{last} choose · Enter send"


# ---------------------------------------------------------------------------- the middle

EDGES = 3
"""Rows of a screen that are not its middle while a question takes answers."""


def too_long(question: AnyQuestion, width: int = 80, height: int = 24) -> int:
    """By how many rows a question does not fit on an attendee's screen; 0 when it does."""
    return rows_over(question, Look(width, height - EDGES))


def _body(view: View, look: Look) -> tuple[Lines, int]:
    """Exactly `look.height` lines, and how many more there would be."""
    if isinstance(view.screen, Counted):
        return _scrolled(view, view.screen, look)
    if isinstance(view.screen, Asking):
        lines, more = asking(view.screen, view.entry, view.points, look)
        return _filled(lines, look.height), more
    return _filled(_whole(view.screen, view.entry, look), look.height), 0


def _scrolled(view: View, screen: Counted, look: Look) -> tuple[Lines, int]:
    """A result, from the line on that the attendee has scrolled to."""
    lines = counted(screen, view.points, middle(look, 0))
    more = max(0, len(lines) - look.height)
    first = min(screen.scroll, more)
    return _filled(lines[first : first + look.height], look.height), more


def _filled(lines: Lines, height: int) -> Lines:
    return (*lines[:height], *(b"",) * (height - len(lines)))


def _whole(screen: Screen, typed: Entry | None, look: Look) -> Lines:
    """All lines of a screen's middle."""
    match screen:
        case Naming():
            return welcome(screen, look)
        case Lobby():
            return lobby(screen, look)
        case Board():
            return board(screen, look)
        case Remarks():
            return remarks(screen, look)
        case Writing():
            return writing(screen, typed or Entry("", 0, 0), look)
        case Over():
            return over(screen, look)
        case _:
            raise AssertionError(screen)
