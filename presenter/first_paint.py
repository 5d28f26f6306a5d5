"""The title frame, drawn with plain escape codes before anything heavy is imported.

Textual takes about 300 ms to its first frame; this one is on screen after about 20, and Textual
paints over it. It imports only what costs next to nothing.
"""

import os
import sys
import termios
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ENTER = "\x1b[?1049h\x1b[?25l"
LEAVE = "\x1b[?1049l\x1b[?25h\x1b[0m"
BACKGROUND = (18, 20, 28)
INK = (232, 234, 242)


def peek_title(path: Path) -> str:
    """The talk's title from the head of a deck, read without a YAML parser; "" when not seen."""
    try:
        with path.open(encoding="utf-8", errors="replace") as deck:
            for line in deck.read(4096).splitlines():
                if line.startswith("talk:"):
                    return line.removeprefix("talk:").strip().strip("\"'")
    except OSError:
        pass
    return ""


def frame(title: str, columns: int, rows: int, colour: bool) -> str:
    """Escape codes for a screen with the title in its middle."""
    lines = _wrap(_printable(title), max(10, columns - 8))[: max(1, rows - 4)]
    top = max(0, (rows - len(lines)) // 2)
    fill = f"\x1b[48;2;{_rgb(BACKGROUND)}m\x1b[38;2;{_rgb(INK)}m" if colour else "\x1b[0m"
    body = "".join(
        f"\x1b[{top + n + 1};{max(0, (columns - _cells(line)) // 2) + 1}H{line}"
        for n, line in enumerate(lines)
    )
    return f"{fill}\x1b[2J\x1b[1m{body}\x1b[22m"


@contextmanager
def title_frame(title: str) -> Iterator[None]:
    """Show the title while the block runs; if it fails, leave the terminal as it was.

    When the block ends well the frame stays, for the stage to be painted over it.
    """
    paint(title)
    try:
        yield
    except BaseException:
        _write(LEAVE)
        raise


@contextmanager
def quiet_keys() -> Iterator[None]:
    """Keys pressed before the stage can take them are kept for it, and not echoed on the title."""
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    quiet = list(before)
    quiet[3] &= ~(termios.ECHO | termios.ICANON)
    termios.tcsetattr(terminal, termios.TCSANOW, quiet)
    try:
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def paint(title: str) -> None:
    """Show the title frame on this terminal, on its alternate screen."""
    size = os.get_terminal_size()
    colour = "NO_COLOR" not in os.environ and os.environ.get("COLORTERM", "") in (
        "truecolor",
        "24bit",
    )
    _write(ENTER + frame(title, size.columns, size.lines, colour))


def _write(codes: str) -> None:
    """On stderr, as Textual does: one stream keeps one order."""
    sys.stderr.write(codes)
    sys.stderr.flush()


def _rgb(colour: tuple[int, int, int]) -> str:
    return ";".join(map(str, colour))


def _printable(text: str) -> str:
    return "".join(c for c in text if c.isprintable())


def _cells(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _wrap(text: str, width: int) -> list[str]:
    lines: list[str] = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if _cells(longer) > width and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
