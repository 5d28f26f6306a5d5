"""The lines that attendees' screens are put together from, each drawn once for all who share it.

Every text that people or decks wrote is cleaned here again; Rich's markup is never read.
"""

from functools import lru_cache

from rich.text import Text

from quiz.ink import ink, painted, wrap
from quiz.look import Look
from quiz.question import COLOURS, LETTERS, SHAPES
from quiz.text import cells, clean, cut, paragraphs

Lines = tuple[bytes, ...]
INDENT = 8
"""Cells before an option's text: cursor, shape, letter."""
WHOLE = 99
"""As many lines as it takes."""
_LONGEST_CODE = 100
"""Lines of code that are drawn."""


@lru_cache(maxsize=1024)
def prose(text: str, look: Look, style: str = "", indent: int = 1) -> Lines:
    """What an author wrote, paragraph by paragraph, wrapped."""
    lines = (line for part in paragraphs(text) for line in wrapped(part, look.width - indent - 1))
    return tuple(ink(Text(" " * indent + line, style), look) for line in lines)


@lru_cache(maxsize=256)
def code(text: str, look: Look) -> Lines:
    """Code, line by line as it stands, cut at the edge; "" is no line."""
    if not text.strip():
        return ()
    drawn = [ink(Text(""), look)]
    for line in text.strip("\n").splitlines()[:_LONGEST_CODE]:
        bare = line.expandtabs(4)
        margin = len(bare) - len(bare.lstrip(" "))
        shown = " " * min(margin, 60) + clean(bare, 2000)
        room = look.width - 5
        over = cells(shown) > room
        shown = cut(shown, room - over) + "…" * over
        drawn.append(ink(Text.assemble("  ", ("│ ", "dim"), (shown, "cyan")), look))
    return tuple(drawn)


@lru_cache(maxsize=1024)
def quoted(label: str, text: str, look: Look) -> Lines:
    """A text of somebody else's, under a label: a prompt, a model's output."""
    lines = [ink(Text(f" {label}", "dim"), look)]
    parts = [line for part in paragraphs(text) for line in wrapped(part, look.width - 5)]
    lines += [ink(Text.assemble("  ", ("│ ", "dim"), line), look) for line in parts]
    return tuple(lines)


@lru_cache(maxsize=8192)
def option(
    text: str, place: int, letter: int, mark: str, style: str, fill: bool, look: Look, most: int
) -> Lines:
    """One option in at most `most` lines: its mark, shape, letter and words. `fill` lights it
    across; the shape and colour are those of its place in the deck, the letter the screen's."""
    width = look.width
    lines = hung(text, width - INDENT - 1, most)
    colour = COLOURS[place]
    painted = f"{style} {colour}".strip() if fill else style
    drawn = []
    for number, line in enumerate(lines):
        head = f"{mark} {SHAPES[place]} {LETTERS[letter]}  " if number == 0 else " " * (INDENT - 1)
        row = Text(" ")
        row.append(head, painted if fill or style == "dim" else f"bold {colour}")
        rest = " " * (width - 1 - cells(head) - cells(line)) if fill else ""
        drawn.append(row.append(line + rest, painted))
    return tuple(ink(row, look) for row in drawn)


@lru_cache(maxsize=4096)
def item(
    number: int, letter: int, text: str, lit: bool, held: bool, sent: bool, look: Look, most: int
) -> Lines:
    """One item of an order, at its place."""
    width = look.width
    mark = "↕" if held else "❯" if lit else "✓" if sent else " "
    lines = hung(text, width - INDENT - 2, most)
    style = "reverse bold" if held else "bold" if lit or sent else ""
    drawn = []
    for count, line in enumerate(lines):
        head = f"{mark} {number}. {LETTERS[letter]}  " if count == 0 else " " * INDENT
        rest = " " * (width - 1 - cells(head) - cells(line)) if held else ""
        row = Text(" ").append(head, style or f"bold {COLOURS[letter]}")
        drawn.append(row.append(line + rest, style))
    return tuple(ink(row, look) for row in drawn)


@lru_cache(maxsize=2048)
def rating(step: int, position: int, mark: str, style: str, look: Look) -> Lines:
    """One rating of a scale, as a length, so that more looks like more."""
    words = f"{mark} {step:>2}  {'█' * (position + 1)} "
    return (ink(Text(" ").append(words, style or "cyan"), look),)


@lru_cache(maxsize=4096)
def bar(label: str, count: int, whole: int, sign: str, colour: str, tag: str, look: Look) -> Lines:
    """A label, and below it how many of `whole`."""
    width = look.width
    spare = width - 2 - len(sign) - len(tag)
    head = Text(" ").append(sign, f"bold {colour}")
    head.append(hung(label, spare, 1)[0], "bold" if tag else "")
    head.append(tag, "bold green" if "right" in tag else "bold")
    share = count / whole if whole else 0.0
    figure = f" {share:4.0%} {count:>5,}"
    room = width - INDENT - 1 - len(figure)
    full = max(round(room * share), 1 if count else 0)
    line = Text(" " * INDENT).append("█" * full, colour).append("·" * (room - full), "dim")
    return ink(head, look), ink(line.append(figure), look)


@lru_cache(maxsize=4096)
def short_bar(
    label: str, count: int, most: int, labels: int, mark: str, colour: str, look: Look
) -> bytes:
    """A label and its bar on one line."""
    width = look.width
    figure = f" {count:>5,}"
    words = hung(label, labels, 1)[0]
    room = width - 5 - labels - len(figure)
    full = max(round(room * count / max(1, most)), 1 if count else 0)
    row = Text(" ").append(f"{mark} ", "bold")
    row.append(words + " " * (labels - cells(words)), "bold" if mark.strip() else "")
    row.append(" ").append("█" * full, colour).append("·" * (room - full), "dim")
    return ink(row.append(figure), look)


@lru_cache(maxsize=2048)
def ranked(place: int, name: str, points: int, avatar: tuple[str, str], look: Look) -> bytes:
    """One line of a leaderboard."""
    shape, colour = avatar
    tail = f"{points:,}"
    room = look.width - 10 - len(tail)
    words = clean(name, room)
    gap = " " * (room - cells(words) + 1)
    style = "bold" if place <= 3 else ""
    return ink(
        Text.assemble(f" {place:>3}. ", (f"{shape} ", colour), (words, style), gap, (tail, "bold")),
        look,
    )


@lru_cache(maxsize=2048)
def marked(text: str, good: bool | None, look: Look, most: int = 3, indent: int = 1) -> Lines:
    """News in at most `most` lines, good or bad by sign as well as by colour."""
    sign, style = {None: ("", ""), True: ("✓ ", "bold green"), False: ("✗ ", "bold red")}[good]
    lines = hung(text, look.width - 1 - indent - len(sign), most)
    margin = " " * indent
    return tuple(
        painted(look, (margin + (" " * len(sign) if number else sign) + line, style))
        for number, line in enumerate(lines)
    )


@lru_cache(maxsize=4096)
def point(sign: str, said: str, why: str, look: Look) -> Lines:
    """What one rule of a rubric says, and why it is there."""
    colour = {"✓": "green", "✗": "red"}.get(sign, "yellow")
    lines = wrapped(said, look.width - 5)
    drawn = [
        Text.assemble(" ", (sign if not number else " ", f"bold {colour}"), f" {line}")
        for number, line in enumerate(lines)
    ]
    drawn += [Text(f"   {line}", "dim") for line in wrapped(why, look.width - 5) if why]
    return tuple(ink(line, look) for line in drawn)


def entry(text: str, caret: int, longest: int, unit: str, look: Look, most: int) -> Lines:
    """A line that is being typed, in as many lines as it takes, `most` at most: those about the
    caret. It is one person's, drawn with every key, so it is put together without Rich."""
    room = look.width - 4
    before, after = _typed(text[:caret], longest), _typed(text[caret:], longest)
    mark = "▏" if look.unicode else "_"
    shown = before + mark + after + (f" {clean(unit, 20)}" if unit else "")
    lines, at = _broken(shown, room, len(before))
    first = max(0, min(at - most + 1, len(lines) - most))
    on, off = (
        (b"\x1b[1;7m", b"\x1b[0m") if look.colour or look.unicode else (b"\x1b[7m", b"\x1b[0m")
    )
    return tuple(
        b"  " + on + b" " + _plain(line, look) + b" " * (room - 1 - cells(line)) + off
        for line in lines[first : first + most]
    )


def _typed(text: str, longest: int) -> str:
    """What was typed, safe to show, with the spaces at its ends, which `clean` would drop."""
    head = " " * text.startswith(" ") if text.strip() else ""
    tail = " " * text.endswith(" ") if text else ""
    return head + clean(text, 4 * longest + 8) + tail


def _broken(text: str, width: int, caret: int) -> tuple[list[str], int]:
    """`text` in lines of fewer than `width` cells, broken after spaces where there are any, and on
    which of them the caret stands."""
    starts, used, space = [0], 0, 0
    for place, char in enumerate(text):
        size = cells(char)
        if used + size > width - 1:
            starts.append(space if space > starts[-1] else place)
            used = cells(text[starts[-1] : place])
        used += size
        if char == " ":
            space = place + 1
    lines = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    return lines, sum(start <= caret for start in starts) - 1


def _plain(line: str, look: Look) -> bytes:
    return line.encode() if look.unicode else ink(Text(line), look)


# ---------------------------------------------------------------------------- words


def wrapped(text: str, width: int) -> list[str]:
    """One paragraph, cleaned, in lines of at most `width` cells."""
    plain = clean(text, 2000)
    if cells(plain) <= width:
        return [plain.rstrip()]
    return [line.plain.rstrip() for line in wrap(Text(plain), width)] or [""]


def hung(text: str, width: int, most: int) -> list[str]:
    """At most `most` lines of at most `width` cells; `…` where something is missing."""
    lines = wrapped(text, width)
    if len(lines) > most:
        lines = [*lines[: most - 1], cut(lines[most - 1], width - 1).rstrip() + "…"]
    return lines


def avatar(attendee: str) -> tuple[str, str]:
    """A shape and a colour that are somebody's."""
    digits = attendee.lstrip("p")
    number = int(digits) if digits.isdecimal() else 0
    return SHAPES[number % len(SHAPES)], COLOURS[number // len(SHAPES) % 6]
