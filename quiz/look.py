"""What a terminal can show, and the sizes that frames are drawn for. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

WIDTHS = (40, 60, 80, 100)
HEIGHTS = (12, 16, 20, 24, 30, 36, 48)
"""Frames are drawn for these only, so that a hall of terminals needs few of them."""
_MONOCHROME = ("vt100", "vt102", "vt220")
SMALLEST = (WIDTHS[0], HEIGHTS[0])


@dataclass(frozen=True)
class Look:
    """Columns and rows to draw for, and whether colour and Unicode arrive."""

    width: int = 80
    height: int = 24
    colour: bool = True
    unicode: bool = True
    too_small: bool = False


def look_for(size: tuple[int, int], term: str, env: Mapping[str, str]) -> Look:
    """The look of a terminal of `size` columns and rows.

    A client that sends no locale is taken to know Unicode; a size of nothing is 80 by 24.
    """
    width, height = size if all(size) else (80, 24)
    locale = env.get("LC_ALL") or env.get("LC_CTYPE") or env.get("LANG") or "UTF-8"
    return Look(
        max((step for step in WIDTHS if step <= width), default=WIDTHS[0]),
        max((step for step in HEIGHTS if step <= height), default=HEIGHTS[0]),
        colour=not env.get("NO_COLOR")
        and not term.endswith("-m")
        and term not in ("vt100", "vt220"),
        unicode="utf" in locale.lower(),
        too_small=width < SMALLEST[0] or height < SMALLEST[1],
    )


def can_draw(term: str) -> bool:
    """Whether the terminal can put text where it is told to."""
    return term not in ("", "dumb", "unknown")
