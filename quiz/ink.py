"""Rich text into the bytes of terminal lines."""

import unicodedata
from functools import lru_cache
from io import StringIO

from rich.color import ColorSystem
from rich.console import Console
from rich.text import Text

from quiz.look import Look
from quiz.question import SHAPES

_CONSOLE = Console(
    file=StringIO(), width=80, color_system="standard", force_terminal=True, legacy_windows=False,
    markup=False, emoji=False, highlight=False, _environ={},
)  # fmt: skip
_PLAIN = str.maketrans("━─│█❯✓✗·…–—’‘“”±−×▏↕", "=-|#>*x..--''\"\"+-x_|") | str.maketrans(
    {"↑": "up ", "↓": "down"} | dict.fromkeys(SHAPES, " ")
)
"""What stands in where only ASCII arrives; option letters stand for their shapes."""


def wrap(text: Text, width: int) -> list[Text]:
    """`text` in lines of at most `width` cells."""
    return list(text.wrap(_CONSOLE, width))


def ink(line: Text, look: Look) -> bytes:
    """One line as the bytes that draw it."""
    system = ColorSystem.STANDARD if look.colour else None
    parts: list[str] = []
    base = _CONSOLE.get_style(line.style)
    for segment in line.render(_CONSOLE):
        style = segment.style or base
        if style and not look.colour:
            style = style.without_color
        # a style without a colour system draws nothing: attributes alone still need one
        drawn = ColorSystem.STANDARD if system is None and style else system
        parts.append(style.render(segment.text, color_system=drawn) if style else segment.text)
    drawn_line = "".join(parts)
    return drawn_line.encode() if look.unicode else _ascii(drawn_line)


def painted(look: Look, *parts: tuple[str, str]) -> bytes:
    """Texts and their styles, in one line: what `ink` makes of them, at a twentieth of the price.
    For lines that are one attendee's own, of which a hall needs as many as it has people."""
    line = ""
    for text, style in parts:
        before, after = _codes(style, look.colour) if text else ("", "")
        line += f"{before}{text}{after}"
    return line.encode() if look.unicode else _ascii(line)


@lru_cache(maxsize=256)
def _codes(style: str, colour: bool) -> tuple[str, str]:
    """What stands before and after a text of this style."""
    found = _CONSOLE.get_style(style)
    found = found if colour else found.without_color
    before, _, after = found.render("\0", color_system=ColorSystem.STANDARD).partition("\0")
    return before, after


def _ascii(line: str) -> bytes:
    plain = unicodedata.normalize("NFKD", line.translate(_PLAIN))
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    return kept.encode("ascii", "replace")
