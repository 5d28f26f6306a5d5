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

from presenter import places
from presenter.plain import shows_unicode

ENTER = "\x1b[?1049h\x1b[?25l"
LEAVE = "\x1b[?1049l\x1b[?25h\x1b[0m"
Rgb = tuple[int, int, int]
Colours = tuple[Rgb, Rgb]
"""Background and ink."""


def peek_title(path: Path) -> str:
    """The talk's title from the head of a deck; "" when not seen."""
    return peek(path, "talk")


def peek(path: Path, key: str, between: str = ":") -> str:
    """A value at the head of a YAML or TOML file, read without a parser; "" when not seen."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            for line in file.read(4096).splitlines():
                name, found, value = line.partition(between)
                if found and name.strip() == key:
                    return value.strip().strip("\"'")
    except (OSError, ValueError):
        pass
    return ""


def peek_colours(deck: Path, theme: str | None) -> Colours | None:
    """Background and ink of the theme that the stage will have, as far as that is cheaply known.

    None for the terminal's own colours.
    """
    if os.environ.get("NO_COLOR") or os.environ.get("COLORTERM", "") not in ("truecolor", "24bit"):
        return None
    settings = places.config() / "settings.toml"
    asked = theme or os.environ.get("PODIUM_THEME") or peek(settings, "theme", "=")
    name = asked or peek(deck, "theme") or "dark"
    places_to_look = (places.assets() / "themes", deck.parent)
    files = (folder / f"{name}{end}" for folder in places_to_look for end in (".yaml", ""))
    file = next((file for file in files if file.is_file()), None)
    found = tuple(_colour(peek(file, key)) if file else None for key in ("background", "ink"))
    return (found[0], found[1]) if found[0] and found[1] else None


def _colour(text: str) -> Rgb | None:
    digits = text.removeprefix("#")
    if len(digits) != 6 or set(digits.lower()) - set("0123456789abcdef"):
        return None
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def frame(title: str, columns: int, rows: int, colours: Colours | None) -> str:
    """Escape codes for a screen with the title in its middle."""
    lines = _wrap(_printable(title), max(10, columns - 8))[: max(1, rows - 4)]
    top = max(0, (rows - len(lines)) // 2)
    paper, ink = colours or (None, None)
    fill = f"\x1b[48;2;{_rgb(paper)}m\x1b[38;2;{_rgb(ink)}m" if paper and ink else "\x1b[0m"
    body = "".join(
        f"\x1b[{top + n + 1};{max(0, (columns - _cells(line)) // 2) + 1}H{line}"
        for n, line in enumerate(lines)
    )
    return f"{fill}\x1b[2J\x1b[1m{body}\x1b[22m"


@contextmanager
def title_frame(title: str, colours: Colours | None) -> Iterator[None]:
    """Show the title while the block runs; if it fails, leave the terminal as it was.

    When the block ends well the frame stays, for the stage to be painted over it.
    """
    paint(title, colours)
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


def paint(title: str, colours: Colours | None) -> None:
    """Show the title frame on this terminal, on its alternate screen."""
    size = os.get_terminal_size()
    if not shows_unicode(os.environ):
        title = unicodedata.normalize("NFKD", title).encode("ascii", "replace").decode()
    _write(ENTER + frame(title, size.columns, size.lines, colours))


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
