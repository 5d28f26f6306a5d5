"""Big text: words in letters several rows high, as large as asked for and as the width allows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

from rich.console import RenderableType
from rich.text import Text

from presenter.draw.canvas import Canvas, Drawn, padded, wrap
from presenter.draw.glyphs import HEIGHT, glyph
from slides.blocks.text import Big
from slides.steps import Shown

STYLE = "slide.big"
QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""By which quarters are inked: 1 upper left, 2 upper right, 4 lower left, 8 lower right."""
HALVES = " ▀▄█"
MOST_LINES = 2
"""Lines that words may fill before a smaller size is taken."""

Bits = tuple[str, ...]
"""Rows of dots, `#` for ink."""


@dataclass(frozen=True)
class _Size:
    across: float
    """Cells for each dot of a letter's width."""
    paint: Callable[[Bits], list[str]]
    gap: int = 1
    """Dots between letters."""


def draw_big(on: Shown, canvas: Canvas) -> RenderableType:
    """The words in glyphs; bold words in their place when even small ones do not fit."""
    assert isinstance(on.block, Big)
    block = on.block
    align = "center" if canvas.centred else block.align
    return Drawn(lambda width: big(block.big, block.size, width, align, canvas.unicode))


def big(words: str, size: str, width: int, align: str, unicode: bool) -> list[Text]:
    """Words at a size or, if they are too wide for it, at the next that fits."""
    for lines, paint in _settings(words, size, width, unicode):
        drawn: list[Text] = []
        for line in lines:
            rows = [row.rstrip() for row in paint(line)]
            wide = max(map(len, rows))
            drawn += [padded(Text(row.ljust(wide), STYLE), width, align) for row in rows]
        return _trimmed(drawn)
    bold = Text(words, STYLE)
    return [padded(line, width, align) for line in wrap(bold, width)]


def fits(words: str, size: str, width: int, unicode: bool) -> bool:
    """Whether words fit on one line at exactly this size."""
    letters = _letters(words)
    sizes = SIZES if unicode else PLAIN_SIZES
    return bool(letters) and _wide(letters or [], sizes[size]) <= width


def _settings(
    words: str, size: str, width: int, unicode: bool
) -> Sequence[tuple[list[Bits], Callable[[Bits], list[str]]]]:
    """The lines of dots and their painter at the largest size that fits; none if none does."""
    sizes = SIZES if unicode else PLAIN_SIZES
    names = list(sizes)
    for name in names[names.index(size) :]:
        lines = _lines(words, sizes[name], width)
        if lines and (len(lines) <= MOST_LINES or name == names[-1]):
            return [([_joined(line, sizes[name].gap) for line in lines], sizes[name].paint)]
    return []


def _lines(words: str, size: _Size, width: int) -> list[list[Bits]] | None:
    """Words in lines of letters; None when a word is too wide or has an unknown letter."""
    lines: list[list[Bits]] = []
    blank = glyph(" ") or ()
    for word in words.split():
        letters = _letters(word)
        if letters is None or _wide(letters, size) > width:
            return None
        longer = [*lines[-1], blank, *letters] if lines else letters
        if lines and _wide(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(letters)
    return lines


def _letters(word: str) -> list[Bits] | None:
    found = [glyph(character) for character in word]
    letters = [letter for letter in found if letter]
    return letters if len(letters) == len(found) else None


def _wide(letters: Sequence[Bits], size: _Size) -> int:
    """Cells that letters take, the space between them counted."""
    dots = sum(len(letter[0]) for letter in letters) + size.gap * (len(letters) - 1)
    return ceil(dots * size.across)


def _joined(letters: Sequence[Bits], gap: int) -> Bits:
    between = "." * gap
    return tuple(between.join(letter[row] for letter in letters) for row in range(HEIGHT))


def _trimmed(rows: list[Text]) -> list[Text]:
    """Without the empty rows at the end, where no letter has a tail."""
    while len(rows) > 1 and not rows[-1].plain.strip():
        rows.pop()
    return rows


# ---------------------------------------------------------------------- painters


def _quarters(bits: Bits) -> list[str]:
    """Two by two dots a cell."""
    painted = []
    for above, below in zip(bits[::2], bits[1::2], strict=True):
        row = ""
        for place in range(0, len(above), 2):
            upper, lower = above[place : place + 2].ljust(2), below[place : place + 2].ljust(2)
            inked = [dot == "#" for dot in upper + lower]
            row += QUADRANTS[sum(1 << n for n, ink in enumerate(inked) if ink)]
        painted.append(row)
    return painted


def _upright(bits: Bits) -> list[str]:
    """A dot across, two down a cell."""
    return [
        "".join(HALVES[(a == "#") + 2 * (b == "#")] for a, b in zip(above, below, strict=True))
        for above, below in zip(bits[::2], bits[1::2], strict=True)
    ]


def _squares(bits: Bits) -> list[str]:
    """Two cells a dot."""
    return ["".join("██" if dot == "#" else "  " for dot in row) for row in bits]


def _plain(bits: Bits) -> list[str]:
    """A `#` a dot."""
    return [row.replace(".", " ") for row in bits]


def _plain_squares(bits: Bits) -> list[str]:
    """Two `#` a dot."""
    return ["".join(dot * 2 for dot in row) for row in _plain(bits)]


SIZES = {
    "large": _Size(2, _squares),
    "medium": _Size(1, _upright),
    "small": _Size(0.5, _quarters, gap=2),
}
PLAIN_SIZES = {
    "large": _Size(2, _plain_squares),
    "medium": _Size(1, _plain),
    "small": _Size(1, _plain),
}
