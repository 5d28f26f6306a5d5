"""The way into the quiz, on its slide: command, fingerprint, QR code; and what is wrong. Pure."""

from functools import lru_cache

from rich.console import RenderableType
from rich.text import Text

from presenter.audience import Audience
from presenter.palette import BAD, GOOD, MUTED, WARM
from presenter.panes.quiz_bars import lines
from quiz.wire import Listening

START = "No audience yet: start the talk with  podium present --quiz"
_LIGHT = "#ffffff on #ffffff"
_CODE = "#ffffff on #000000"
_QUIET = 2
"""Light modules around the code: fewer than its standard asks, enough for telephones."""


def head(audience: Audience | None, width: int, brief: bool) -> list[Text]:
    """How to get in, how many have, and what is wrong; `brief` where results need the lines."""
    if audience is None:
        return lines(START, width, MUTED)
    if audience.listening is None or audience.problem:
        return _trouble(audience, width)
    people = len(audience.state.present)
    locked = "  locked" if audience.state.locked else ""
    count = Text(f"{people:,} here{locked}", style=f"bold {GOOD}" if people else MUTED)
    command = Text(audience.listening.command, style=f"bold {WARM}")
    gap = width - command.cell_len - count.cell_len
    first = [command, count] if gap < 2 else [Text.assemble(command, " " * gap, count)]
    rejected = lines(audience.rejected, width, BAD) if audience.rejected else []
    if brief:
        return [*first, *rejected]
    trust = f"answer “yes” to {audience.listening.fingerprint}"
    if len(trust) > width:
        trust = f"answer “yes” to {audience.listening.fingerprint[:20]}…"
    return [*first, Text(trust, style=MUTED), *rejected]


def _trouble(audience: Audience, width: int) -> list[Text]:
    """What is wrong, and the cure; a line that is being tried again says so."""
    if audience.problem is None:
        return [Text("The quiz server is starting …", style=MUTED)]
    told = audience.problem.message
    if audience.trying:
        told += " Trying again …"
    if people := len(audience.state.present):
        told += f" {people:,} were here; their answers are kept."
    return [*lines(told, width, f"bold {BAD}"), *lines(audience.problem.hint, width, MUTED)]


def lobby(listening: Listening, width: int, room: int) -> list[RenderableType]:
    """The QR code of the door with what to do, centred; nothing where it has no room."""
    for text in (door_text(listening), address(listening)):
        rows = _rows(text)
        if len(rows) + 2 <= room and len(rows[0]) <= width:
            break
    else:
        return []
    wide = len(rows[0])
    left = " " * ((width - wide) // 2)
    drawn: list[RenderableType] = [Text()]
    for row in rows:
        line = Text(left)
        line.append(row, _LIGHT if set(row) == {"█"} else _CODE)
        drawn.append(line)
    said = "scan, or type the line above · no account, nothing to install"
    drawn.append(Text(said[:width].center(width).rstrip(), style=MUTED))
    return drawn


def door_text(listening: Listening) -> str:
    """What the QR code holds: the address, the command, and the fingerprint."""
    return f"{address(listening)}\n{listening.command}\n{listening.fingerprint}"


def address(listening: Listening) -> str:
    """What telephones with an SSH client open, and all that a small code holds.

    `ssh -p 2222 talk.example.org` becomes `ssh://talk.example.org:2222`.
    """
    *_, host = listening.command.split()
    name = f"[{host}]" if ":" in host else host
    return f"ssh://{name}:{listening.port}"


@lru_cache(maxsize=8)
def _rows(text: str) -> tuple[str, ...]:
    """Two rows of modules in each row of cells, the light ones inked, with a quiet zone."""
    import segno

    code = [list(row) for row in segno.make_qr(text, error="l").matrix_iter(border=_QUIET)]
    if len(code) % 2:
        code.append([0] * len(code[0]))
    halves = {(0, 0): "█", (0, 1): "▀", (1, 0): "▄", (1, 1): " "}
    return tuple(
        "".join(halves[bool(above), bool(below)] for above, below in zip(up, down, strict=True))
        for up, down in zip(code[::2], code[1::2], strict=True)
    )
