"""An attendee's screen: `frame(view, look)`, pure, built with Rich, rendered once for many.

Every text that people or decks wrote is cleaned here again; Rich's markup is never read.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from rich.text import Text

from quiz.ink import ink
from quiz.look import SMALLEST, Look
from quiz.question import LETTERS
from quiz.sheets import counted, marked, over, question, welcome
from quiz.text import cells, clean, cut
from quiz.views import Asking, Countdown, Counted, Lobby, Naming, Over, Screen, View


@dataclass(frozen=True)
class Frame:
    """The lines of a screen, top to bottom, and how many more there are to scroll to."""

    lines: tuple[bytes, ...]
    more: int = 0


def frame(view: View, look: Look) -> Frame:
    """The screen of `view` on a terminal that looks like `look`."""
    if look.too_small:
        return _too_small(look)
    top = [_header(view.name, view.code, view.aside, look), _rule(view.countdown, look)]
    if isinstance(view.screen, Asking):
        foot = _foot(view.note, view.good, look) if view.note else None
    else:
        top += _note(view.note, view.good, look) if view.note else ()
        foot = None
    body, more = _body(view.screen, replace(look, height=look.height - len(top) - 1))
    return Frame((*top, *body, foot or _footer(_hint(view.screen, more), look)), more)


@lru_cache(maxsize=64)
def _too_small(look: Look) -> Frame:
    width, height = SMALLEST
    lines = ("Please make this", f"window {width}x{height}", "or larger.")
    return Frame(tuple(ink(Text(line), look) for line in lines))


# ---------------------------------------------------------------------------- the edges


@lru_cache(maxsize=8192)
def _header(name: str, code: str, aside: str, look: Look) -> bytes:
    """Whose screen it is, what brings them back, and where in the quiz."""
    aside = clean(aside, 20)
    code = f" · {code}" if code else ""
    name = clean(name, look.width - cells(aside) - len(code) - 3)
    gap = look.width - 2 - cells(name) - len(code) - cells(aside)
    return ink(Text.assemble(" ", (name, "bold"), (code + " " * gap + aside, "dim")), look)


@lru_cache(maxsize=4096)
def _rule(countdown: Countdown | None, look: Look) -> bytes:
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


@lru_cache(maxsize=4096)
def _note(note: str, good: bool | None, look: Look) -> tuple[bytes, ...]:
    return tuple(ink(line, look) for line in marked(note, good, look.width))


@lru_cache(maxsize=256)
def _foot(note: str, good: bool | None, look: Look) -> bytes:
    """News on a question stands at the foot, so that the question does not move."""
    return ink(marked(note, good, look.width)[0], look)


@lru_cache(maxsize=512)
def _footer(hint: str, look: Look) -> bytes:
    return ink(Text(" " + cut(hint, look.width - 2), "dim"), look)


def _hint(screen: Screen, more: int) -> str:
    """Which keys do something here."""
    match screen:
        case Naming():
            return "Enter take · Tab other · Ctrl-C leave"
        case Asking(question=asked):
            last = LETTERS[len(asked.choices) - 1]
            return f"↑↓ or A–{last} choose · Enter send"
        case Counted(scroll=scroll) if more:
            return "↓ more" if scroll == 0 else "↑ back" if scroll >= more else "↑↓ more"
        case Counted(revealed=True):
            return "The next question comes by itself"
        case _:
            return "Ctrl-C leave"


# ---------------------------------------------------------------------------- the middle


def _body(screen: Screen, look: Look) -> tuple[tuple[bytes, ...], int]:
    """Exactly `look.height` lines, and how many more there would be."""
    if isinstance(screen, Counted):
        lines = _whole(replace(screen, scroll=0), replace(look, height=0))
        more = max(0, len(lines) - look.height)
        first = min(screen.scroll, more)
        return _filled(lines[first : first + look.height], look.height), more
    return _filled(_whole(screen, look), look.height), 0


def _filled(lines: tuple[bytes, ...], height: int) -> tuple[bytes, ...]:
    return (*lines[:height], *(b"",) * (height - len(lines)))


@lru_cache(maxsize=2048)
def _whole(screen: Screen, look: Look) -> tuple[bytes, ...]:
    """All lines of a screen's middle. This is where a hall shares one rendering."""
    match screen:
        case Naming() | Lobby():
            lines = welcome(screen, look.width, look.height)
        case Asking():
            lines = question(screen, look.width, look.height)
        case Counted():
            lines = counted(screen, look.width)
        case Over():
            lines = over(look.width)
    return tuple(ink(line, look) for line in lines)
