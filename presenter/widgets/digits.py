"""Digits of block glyphs, for what must be read from two metres away."""

_GLYPHS = {
    "0": "### #.# #.# #.# ###",
    "1": ".#. ##. .#. .#. ###",
    "2": "### ..# ### #.. ###",
    "3": "### ..# ### ..# ###",
    "4": "#.# #.# ### ..# ..#",
    "5": "### #.. ### ..# ###",
    "6": "### #.. ### #.# ###",
    "7": "### ..# .#. .#. .#.",
    "8": "### #.# ### #.# ###",
    "9": "### #.# ### ..# ###",
    ":": ". # . # .",
    "+": "... .#. ### .#. ...",
    "−": "... ... ### ... ...",
    "±": ".#. ### .#. ... ###",
    " ": ". . . . .",
}
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def digits(text: str, scale: int = 1) -> str:
    """Text of `0–9:+−±` and spaces in big glyphs: 3 rows high, or 5 at scale 2.

    Other characters are left out. All rows are equally long; nothing comes of nothing.
    """
    glyphs = [_GLYPHS[char].split() for char in text if char in _GLYPHS]
    if not glyphs:
        return ""
    dots = _dots(glyphs, scale)
    rows = zip(dots[::2], dots[1::2], strict=True)
    return "\n".join(
        "".join(_HALVES[dot] for dot in zip(upper, lower, strict=True)) for upper, lower in rows
    )


def _dots(glyphs: list[list[str]], scale: int) -> list[list[bool]]:
    """Rows of dots, an even number of them, the glyphs a dot apart."""
    rows = []
    for row in range(5):
        line = ".".join(glyph[row] for glyph in glyphs)
        dots = [dot == "#" for dot in line for _ in range(scale)]
        rows += [dots] * scale
    return [*rows, [False] * len(rows[0])] if len(rows) % 2 else rows
