"""A picture by kitty's graphics protocol, with Unicode placeholders.

The picture is sent once under a number; cells that hold the placeholder, in a colour that spells
the number, then show it wherever they stand. So it moves and is covered like any text.
"""

from base64 import standard_b64encode
from io import BytesIO
from typing import TYPE_CHECKING

from rich.color import Color
from rich.style import Style
from rich.text import Text

if TYPE_CHECKING:
    from PIL.Image import Image

CHUNK = 4096
"""Bytes of base64 in one sequence: the protocol's limit."""
PLACEHOLDER = "\U0010eeee"
_RANGES = (
    "305 30d-30e 310 312 33d-33f 346 34a-34c 350-352 357 35b 363-36f 483-487 592-595 597-599 "
    "59c-5a1 5a8-5a9 5ab-5ac 5af 5c4 610-617 657-65b 65d-65e 6d6-6dc 6df-6e2 6e4 6e7-6e8 6eb-6ec "
    "730 732-733 735-736 73a 73d 73f-741 743 745 747 749-74a 7eb-7f1 7f3 816-819 81b-823 825-827 "
    "829-82d 951 953-954 f82-f83 f86-f87 135d-135f 17dd 193a 1a17 1a75-1a7c 1b6b 1b6d-1b73 "
    "1cd0-1cd2 1cda-1cdb 1ce0 1dc0-1dc1 1dc3-1dc6"
)


def _marks() -> tuple[str, ...]:
    found: list[str] = []
    for span in _RANGES.split():
        first, _, last = span.partition("-")
        found += map(chr, range(int(first, 16), int(last or first, 16) + 1))
    return tuple(found)


MARKS = _marks()
"""The combining marks that spell a row or column of a placeholder, from 0 on."""
MOST = len(MARKS)
"""Rows or columns that can be spelt."""


def transmission(image: "Image", number: int, columns: int, rows: int, tmux: bool) -> str:
    """What sends the picture and makes room for it, so many cells large; the terminal does not
    answer. `number` is from 1 to 2²⁴ − 1."""
    data = BytesIO()
    image.save(data, "PNG", compress_level=3)
    text = standard_b64encode(data.getvalue()).decode()
    chunks = [text[at : at + CHUNK] for at in range(0, len(text), CHUNK)]
    sent: list[str] = []
    for place, chunk in enumerate(chunks):
        keys = f"m={int(place + 1 < len(chunks))},q=2"
        if place == 0:
            keys = f"a=T,U=1,f=100,i={number},c={columns},r={rows},{keys}"
        sent.append(f"\x1b_G{keys};{chunk}\x1b\\")
    return "".join(map(_through_tmux, sent) if tmux else sent)


def placeholders(number: int, columns: int, rows: int) -> list[Text]:
    """The cells that show it."""
    style = Style(color=Color.from_rgb(number >> 16 & 255, number >> 8 & 255, number & 255))
    return [
        Text(
            "".join(PLACEHOLDER + MARKS[row] + MARKS[column] for column in range(columns)),
            style=style,
            no_wrap=True,
            end="",
        )
        for row in range(rows)
    ]


def _through_tmux(sequence: str) -> str:
    doubled = sequence.replace("\x1b", "\x1b\x1b")
    return f"\x1bPtmux;{doubled}\x1b\\"
