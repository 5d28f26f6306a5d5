"""Code: highlighted, numbered, some lines brought out; from the deck or from a file beside it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import dedent

from rich.console import RenderableType
from rich.text import Text

from presenter.draw.canvas import Canvas, Drawn, Undrawable
from presenter.draw.files import text_of
from presenter.draw.highlight import highlighted
from slides.blocks.text import Code, CodeFile
from slides.steps import Shown

WHOLE = 400
"""Lines. A longer file is highlighted only where it is shown."""
NARROWEST = 8
"""Cells that code gets in any case."""


@dataclass(frozen=True)
class Listing:
    """Lines of code as they are shown."""

    lines: Sequence[Text]
    numbers: Sequence[int]
    """Of each line: in its file, or from 1."""


@dataclass(frozen=True)
class _Dress:
    """How a file's code is highlighted."""

    theme: str
    language: str
    file: str

    def lines(self, source: str) -> Sequence[Text]:
        return highlighted(source, self.theme, self.language, self.file)


def draw_code(on: Shown, canvas: Canvas) -> RenderableType:
    """The listing; from its first step on, the lines of the step are bright and the rest dim."""
    assert isinstance(on.block, Code)
    block = on.block
    source = block.code
    listing = (
        plain_listing(source, block.language, canvas)
        if isinstance(source, str)
        else _from_file(source, block.language, canvas)
    )
    bright = line_numbers(block.emphasis[on.stage - 1]) if on.stage else None
    return Drawn(lambda width: panel(listing, width, block.numbers, bright))


def plain_listing(source: str, language: str, canvas: Canvas) -> Listing:
    """The lines of a text, without the empty ones around them."""
    text = source.strip("\n")
    lines = highlighted(text, canvas.theme.code, language)
    return Listing(lines, range(1, len(lines) + 1))


def line_numbers(ranges: str) -> list[int]:
    """The lines that `1-2,5` names, in its order; at most up to line 100,000."""
    found: list[int] = []
    for piece in ranges.split(","):
        first, _, last = piece.strip().partition("-")
        found.extend(range(int(first), min(int(last or first), 100_000) + 1))
    return found


# ---------------------------------------------------------------------- from a file


def _from_file(source: CodeFile, language: str, canvas: Canvas) -> Listing:
    lines = text_of(source.file, canvas).splitlines()
    dress = _Dress(canvas.theme.code, language, source.file)
    if source.region:
        begin, end = _region(source, lines)
        listing = _cut(lines, range(begin, end), dress)
        return Listing(listing.lines, range(1, len(listing.lines) + 1))
    if not source.lines:
        return _cut(lines, range(len(lines)), dress)
    wanted = line_numbers(source.lines)
    if beyond := [number for number in wanted if not 0 < number <= len(lines)]:
        raise Undrawable(f"{source.file} has {len(lines)} lines, and no line {beyond[0]}")
    return _cut(lines, [number - 1 for number in wanted], dress)


def _region(source: CodeFile, lines: Sequence[str]) -> tuple[int, int]:
    """Where the region's lines begin and end, from 0, without its marks and the empty lines
    beside them."""
    marks: list[int] = []
    for word in ("begin", "end"):
        mark = re.compile(rf"(?<![\w-]){word}\s+{re.escape(source.region or '')}(?![\w-])")
        after = marks[0] + 1 if marks else 0
        place = next((n for n in range(after, len(lines)) if mark.search(lines[n])), None)
        if place is None:
            raise Undrawable(f"{source.file} has no line with `{word} {source.region}`")
        marks.append(place)
    begin, end = marks[0] + 1, marks[1]
    while begin < end and not lines[begin].strip():
        begin += 1
    while begin < end and not lines[end - 1].strip():
        end -= 1
    return begin, end


def _cut(lines: Sequence[str], places: Sequence[int], dress: _Dress) -> Listing:
    """The lines at these places, as far left as they go."""
    if len(lines) <= WHOLE:
        dressed = dress.lines("\n".join(lines))
        shown = [dressed[place] for place in places]
    else:
        shown = list(dress.lines("\n".join(lines[place] for place in places)))
    plain = [line.plain for line in shown]
    solid = [line for line in plain if line.strip()]
    margin = len(solid[0]) - len(dedent("\n".join(solid)).split("\n")[0]) if solid else 0
    return Listing([line[margin:] for line in shown], [place + 1 for place in places])


# ---------------------------------------------------------------------- drawing


def panel(
    listing: Listing, width: int, numbered: bool = False, bright: Sequence[int] | None = None
) -> list[Text]:
    """A listing on a panel of its own, as wide as given; lines too long for it are wrapped.

    With `bright`, lines of these numbers carry a bar in the margin and the others are dim.
    """
    digits = len(str(max(listing.numbers, default=1))) if numbered else 0
    room = max(NARROWEST, width - 2 - (digits + 2 if digits else 0))
    brought_out = None if bright is None else frozenset(bright)
    drawn: list[Text] = []
    before = None
    for line, number in zip(listing.lines, listing.numbers, strict=True):
        if before is not None and number != before + 1:
            drawn.append(_row(Text("…", "code.number"), " ", "", digits, width))
        before = number
        lit = brought_out is None or number in brought_out
        text = line if lit else Text(line.plain, "code.dim")
        bar = "▌" if brought_out is not None and lit else " "
        for place, piece in enumerate(_pieces(text, room)):
            label = str(number) if place == 0 else "▸"
            drawn.append(_row(piece, bar, label, digits, width, wrapped=place > 0))
    return drawn


def _row(code: Text, bar: str, label: str, digits: int, width: int, wrapped: bool = False) -> Text:
    """One row of the panel: bar, number, code, and the panel's colour up to its edge."""
    row = Text(style="code")
    row.append(bar, "code.bar")
    row.append("▸" if wrapped and not digits else " ", "code.number")
    if digits:
        row.append(label.rjust(digits) + "  ", "code.number")
    row.append_text(code)
    row.append(" " * max(0, width - row.cell_len))
    return row


def _pieces(line: Text, room: int) -> list[Text]:
    """A line in pieces of at most so many cells, the later ones indented beneath the first."""
    if line.cell_len <= room:
        return [line]
    indent = len(line.plain) - len(line.plain.lstrip(" "))
    indent = min(indent + 2, room // 3)
    cuts: list[int] = []
    start, cells, space = 0, 0, 0
    free = room
    for place, character in enumerate(line.plain):
        size = Text(character).cell_len if not character.isascii() else 1
        if cells + size > free:
            cut = space if space > start + free // 2 else place
            cuts.append(cut)
            cells = line[cut:place].cell_len
            start, free = cut, room - indent
        cells += size
        if character == " ":
            space = place + 1
    first, *rest = line.divide(cuts)
    return [first, *(Text.assemble(" " * indent, piece) for piece in rest)]
