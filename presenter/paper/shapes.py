"""Glyphs that draw rather than write: frames, blocks and Braille dots, as shapes in a cell.

Fonts differ in how they draw these, and leave seams between cells; shapes do neither. A cell is
one wide and one high here, from its upper left corner.
"""

import unicodedata
from functools import cache
from typing import NamedTuple

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""
_SIDES = {
    "LEFT": "l",
    "RIGHT": "r",
    "UP": "u",
    "DOWN": "d",
    "HORIZONTAL": "lr",
    "VERTICAL": "ud",
}
_WEIGHTS = {"LIGHT": 1, "HEAVY": 2, "SINGLE": 1}
_QUARTERS: dict[str, Box] = {
    "UPPER LEFT": (0, 0, 0.5, 0.5),
    "UPPER RIGHT": (0.5, 0, 1, 0.5),
    "LOWER LEFT": (0, 0.5, 0.5, 1),
    "LOWER RIGHT": (0.5, 0.5, 1, 1),
}
_BLOCKS: dict[str, Box] = {
    "▀": (0, 0, 1, 0.5),
    "▔": (0, 0, 1, 0.125),
    "▐": (0.5, 0, 1, 1),
    "▕": (0.875, 0, 1, 1),
    "█": (0, 0, 1, 1),
    **{chr(0x2580 + n): (0, 1 - n / 8, 1, 1) for n in range(1, 8)},
    **{chr(0x2590 - n): (0, 0, n / 8, 1) for n in range(1, 8)},
}
SHADES = {"░": 0.25, "▒": 0.5, "▓": 0.75}
"""How much of a cell's colour is on."""
_DOTS = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))
"""Column and row of each of Braille's eight dots, from the lowest bit on."""
BRAILLE = 0x2800


class Shape(NamedTuple):
    """What a glyph is made of."""

    boxes: tuple[Box, ...] = ()
    arms: tuple[tuple[str, int], ...] = ()
    """Lines from the middle to a side (`l`, `r`, `u`, `d`), each with its weight, 1 or 2."""
    round: bool = False
    """The two arms meet in an arc."""
    dashed: bool = False
    dots: tuple[tuple[float, float], ...] = ()
    """Middles of Braille's dots."""
    shade: float = 1.0


@cache
def shape_of(glyph: str) -> Shape | None:
    """The shape of a glyph that draws; None for what is written in a font."""
    if glyph in _BLOCKS:
        return Shape(boxes=(_BLOCKS[glyph],))
    if glyph in SHADES:
        return Shape(boxes=((0, 0, 1, 1),), shade=SHADES[glyph])
    code = ord(glyph)
    if BRAILLE <= code < BRAILLE + 256:
        on = (dot for bit, dot in enumerate(_DOTS) if code - BRAILLE >> bit & 1)
        return Shape(dots=tuple((0.25 + 0.5 * x, 0.125 + 0.25 * y) for x, y in on))
    name = unicodedata.name(glyph, "")
    if name.startswith("QUADRANT "):
        return Shape(boxes=tuple(box for where, box in _QUARTERS.items() if where in name))
    if name.startswith("BOX DRAWINGS ") and "DOUBLE" not in name and "DIAGONAL" not in name:
        return Shape(arms=_arms(name.split()[2:]), round="ARC" in name, dashed="DASH" in name)
    return None


def _arms(words: list[str]) -> tuple[tuple[str, int], ...]:
    """The arms of a frame's glyph by the words of its name: `HEAVY UP AND RIGHT` and `LIGHT LEFT
    AND HEAVY RIGHT` name the weight first, `UP HEAVY AND RIGHT LIGHT` after the sides."""
    found: dict[str, int] = {}
    if words[0] not in _WEIGHTS:
        words.reverse()
    weight = 0
    for word in words:
        weight = _WEIGHTS.get(word, weight)
        found |= dict.fromkeys(_SIDES.get(word, ""), weight)
    return tuple(found.items())
