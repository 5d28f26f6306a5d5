"""The middle of the screens around the questions: door, lobby, leaderboard, remarks, the end."""

from functools import lru_cache

from rich.text import Text

from quiz.ink import ink
from quiz.look import Look
from quiz.rows import Lines, avatar, entry, hung, marked, prose, ranked
from quiz.screens import Board, Entry, Listed, Lobby, Naming, Over, Remarks, Row, Writing
from quiz.text import cells, clean

_TEAM = ("■", "magenta")


def welcome(screen: Naming, look: Look) -> Lines:
    """At the door."""
    typed = clean(screen.typed, 24)
    name = Text(f" {typed}▏" if typed else f" {clean(screen.offered, 24)}", "bold reverse")
    advice = "Enter takes this name." if typed else "Enter takes this name, or type your own."
    air = (b"",) if look.height > 10 else ()
    return (
        *air,
        ink(Text(" Your name here", "bold"), look),
        *air,
        ink(Text(" ").append_text(name).append(" ", "bold reverse"), look),
        *air,
        *(marked(screen.problem, False, look) if screen.problem else prose(advice, look)),
        b"",
        *prose(
            f"Kept for {screen.kept} after the end: this name and your answers. Not your address.",
            look,
            "dim",
        ),
    )


@lru_cache(maxsize=256)
def lobby(screen: Lobby, look: Look) -> Lines:
    """In, and nothing asked yet."""
    people = "You are the first one here." if screen.people <= 1 else f"{screen.people:,} are here."
    lines: list[bytes] = [b"", ink(Text(" You are in.", "bold"), look)]
    which = "first" if screen.first else "next"
    lines += prose(f"The {which} question appears here by itself. There is nothing to do.", look)
    if screen.paper:
        left = screen.paper - screen.done
        count = f"{left} question{'' if left == 1 else 's'}"
        begin = "Go on" if screen.done else "Begin"
        told = f"{begin} with Enter: {count} to take at your own pace." if left else ""
        lines += [b"", *prose(told or "You have answered them all. Enter shows how you did.", look)]
    lines += [b"", *prose(people, look)]
    if screen.team:
        lines += prose(f"Your team: {screen.team}. t takes the next one.", look)
    name = " · n another name" if screen.may_rename else ""
    keys = f"? ask the speaker · q all questions · - too fast · + too slow{name}"
    return (*lines, *((b"", *prose(keys, look, "dim")) if look.height > 8 else ()))


@lru_cache(maxsize=128)
def board(screen: Board, look: Look) -> Lines:
    """The leaderboard; with teams, theirs first."""
    lines: list[bytes] = []
    if screen.teams:
        lines += [_title("Teams", look), *_ranked(screen.teams, look), b""]
    if look.height > len(screen.rows) + len(lines) + 1:
        lines = [b"", *lines]
    lines += [_title("The first ten", look)] if screen.teams else []
    lines += _ranked(screen.rows, look)
    return tuple(lines)


def _title(text: str, look: Look) -> bytes:
    return ink(Text(f" {text}", "bold"), look)


def _ranked(rows: tuple[Row, ...], look: Look) -> list[bytes]:
    return [
        ranked(
            one.place, one.name, one.points, avatar(one.attendee) if one.attendee else _TEAM, look
        )
        for one in rows
    ]


@lru_cache(maxsize=64)
def over(screen: Over, look: Look) -> Lines:
    """The end, of the quiz or of a paper."""
    if screen.paper:
        back = "Your answers are kept. Enter or Esc goes back."
        return (b"", ink(Text(" That was all of it.", "bold"), look), *prose(back, look))
    lines = [b"", ink(Text(" That was the quiz.", "bold"), look)]
    lines += prose("Thank you for playing.", look)
    return (*lines, *((b"", *_ranked(screen.rows, look)) if screen.rows else ()))


def remarks(screen: Remarks, look: Look) -> Lines:
    """The audience's questions, the lit one whole."""
    if not screen.listed:
        return (b"", *prose("No questions yet. Press ? to ask the first.", look))
    rows = [_remark(one, n == screen.cursor, look) for n, one in enumerate(screen.listed)]
    lit = screen.cursor or 0
    first = 0
    while first < lit and sum(map(len, rows[first : lit + 1])) > look.height:
        first += 1
    return tuple(line for row in rows[first:] for line in row)[: look.height]


@lru_cache(maxsize=2048)
def _remark(one: Listed, lit: bool, look: Look) -> Lines:
    """One question and its votes."""
    mark = "✓" if one.voted else "❯" if lit else " "
    head = f"{mark} {one.votes:>4,}  "
    style = "reverse bold" if lit else "bold" if one.voted else ""
    tag = "  (yours)" if one.own else ""
    lines = hung(one.text + tag, look.width - 2 - cells(head), 4 if lit else 2)
    return tuple(
        ink(Text(" ").append((" " * cells(head) if n else head) + line, style), look)
        for n, line in enumerate(lines)
    )


_WRITING = {
    "ask": ("Your question to the speaker", "Others see it too and can vote for it."),
    "tell": ("For the speaker alone", "Nobody else sees it."),
    "name": ("Another name", "You can change it once."),
}


def writing(screen: Writing, typed: Entry, look: Look) -> Lines:
    """A line to type."""
    title, told = _WRITING[screen.what]
    if screen.what == "ask" and screen.moderated:
        told = "Others see it, and can vote for it, once it is let through."
    most = max(1, look.height - 4)
    return (
        b"",
        _title(title, look),
        *entry(typed.text, typed.caret, typed.longest, "", look, min(5, most)),
        *prose(told, look, "dim"),
    )
