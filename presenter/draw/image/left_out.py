"""A picture that is left to whoever puts the lines on paper: empty cells which say what belongs
there, and how large."""

from typing import NamedTuple

from rich.style import Style
from rich.text import Text

from presenter.draw.image.picture import Stamp, fit, picture

_KEY = "picture"
_EMPTY = "\u2800"
"""Braille without a dot: it draws nothing, and is no blank that may be trimmed."""


class Left(NamedTuple):
    """The room that a picture has; its first cell is where it begins."""

    stamp: Stamp
    alt: str
    columns: int
    rows: int
    row: int
    """Of the rows of the picture, from 0."""


def leave_room(stamp: Stamp, alt: str, columns: int, rows: int) -> list[Text]:
    """Lines of empty cells for a picture within so many. Raises Undrawable for one that cannot
    be shown."""
    across, down = fit(picture(stamp), max(1, columns), max(1, rows))
    return [
        Text(_EMPTY * across, Style(meta={_KEY: Left(stamp, alt, across, down, row)}), end="")
        for row in range(down)
    ]


def left(style: Style | None) -> Left | None:
    """The picture that cells in a style belong to; None for other cells."""
    found = style.meta.get(_KEY) if style and style.meta else None
    return found if isinstance(found, Left) else None
