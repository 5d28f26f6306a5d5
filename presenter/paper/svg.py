"""A sheet as SVG: text that can be chosen and searched, shapes where glyphs draw.

Runs of one style are gathered, so that a picture in half blocks is a few paths and not thousands.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import groupby

from rich.cells import cell_len
from rich.style import Style

from presenter.draw.image.left_out import left
from presenter.paper.inks import Ink, Inks
from presenter.paper.pictures import as_element
from presenter.paper.shapes import Shape, shape_of
from presenter.paper.sheets import Line, Sheet

WIDE, HIGH = 12, 25
"""Pixels of a cell."""
SIZE, BASELINE = 20, 19
"""Pixels of the font, and from a row's top to its baseline."""
THIN, THICK = 1.5, 4.0
"""Pixels of a light and of a heavy line."""
DOT = 2.1
"""Pixels from the middle of a Braille dot to its edge."""
SIGNS = "\u2010"
"""From here on fonts differ about how wide a glyph is."""
FONTS = "'DejaVu Sans Mono','JetBrains Mono',Menlo,Consolas,'Liberation Mono',monospace"


def as_svg(sheet: Sheet, inks: Inks) -> str:
    """The whole picture, a document by itself."""
    width, height = sheet.columns * WIDE, sheet.rows * HIGH
    drawing = _Drawing(inks)
    for row, line in enumerate(sheet.lines):
        drawing.line(row, line)
    label = escape(f"{sheet.number}. {sheet.title}")
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            f'width="{width}" height="{height}" role="img" font-family="{FONTS}" '
            f'font-size="{SIZE}">',
            f"<title>{label}</title>",
            f'<rect width="{width}" height="{height}" fill="{inks.paper}"/>',
            *drawing.parts(),
            "</svg>\n",
        ]
    )


@dataclass
class _Drawing:
    """What is on the sheet, gathered by how it is drawn."""

    inks: Inks
    papers: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    fills: dict[tuple[str, float], list[str]] = field(default_factory=lambda: defaultdict(list))
    strokes: dict[tuple[str, int, bool], list[str]] = field(
        default_factory=lambda: defaultdict(list)
    )
    dots: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    texts: dict[Ink, list[str]] = field(default_factory=lambda: defaultdict(list))
    pictures: list[str] = field(default_factory=list)

    def parts(self) -> Iterator[str]:
        """The elements, from the lowest to the highest."""
        for colour, paths in self.papers.items():
            yield f'<path fill="{colour}" shape-rendering="crispEdges" d="{"".join(paths)}"/>'
        for (colour, shade), paths in self.fills.items():
            pale = f' fill-opacity="{shade:g}"' if shade < 1 else ""
            yield f'<path fill="{colour}"{pale} shape-rendering="crispEdges" d="{"".join(paths)}"/>'
        for (colour, weight, dashed), paths in self.strokes.items():
            dash = ' stroke-dasharray="2 1"' if dashed else ""
            thick = THICK if weight > 1 else THIN
            style = f'fill="none" stroke="{colour}" stroke-width="{thick}"{dash}'
            yield f'<path {style} d="{"".join(paths)}"/>'
        for colour, paths in self.dots.items():
            yield f'<path fill="{colour}" d="{"".join(paths)}"/>'
        for ink, texts in self.texts.items():
            yield f'<g fill="{ink.colour}"{_dress(ink)}>{"".join(texts)}</g>'
        yield from self.pictures

    def line(self, row: int, line: Line) -> None:
        """Add a row of the sheet."""
        column = 0
        for segment in line:
            ink = self.inks.of(segment.style or Style.null())
            cells = cell_len(segment.text)
            if (picture := left(segment.style)) and picture.row == 0:
                where = column * WIDE, row * HIGH, picture.columns * WIDE, picture.rows * HIGH
                self.pictures.append(as_element(picture, *where))
            if ink.paper != self.inks.paper:
                self.papers[ink.paper].append(_box(column, row, cells, (0, 0, 1, 1)))
            for alike, run in _runs(segment.text):
                wide = cell_len(run)
                if alike:
                    self.shapes(row, column, alike, len(run), ink)
                elif run.strip():
                    self.text(row, column, run, ink)
                column += wide

    def shapes(self, row: int, column: int, shape: Shape, count: int, ink: Ink) -> None:
        """Add a glyph that draws, so many times beside each other."""
        for box in shape.boxes:
            path = self.fills[ink.colour, shape.shade]
            if box[0] == 0 and box[2] == 1:
                path.append(_box(column, row, count, box))
            else:
                path += [_box(column + n, row, 1, box) for n in range(count)]
        for n in range(count):
            self.lines(row, column + n, shape, ink)
            for x, y in shape.dots:
                self.dots[ink.colour].append(_dot((column + n + x) * WIDE, (row + y) * HIGH))

    def lines(self, row: int, column: int, shape: Shape, ink: Ink) -> None:
        """Add the arms of a frame's glyph."""
        x, y = (column + 0.5) * WIDE, (row + 0.5) * HIGH
        ends = {
            "l": f"{x - WIDE / 2:g} {y:g}",
            "r": f"{x + WIDE / 2:g} {y:g}",
            "u": f"{x:g} {y - HIGH / 2:g}",
            "d": f"{x:g} {y + HIGH / 2:g}",
        }
        if shape.round:
            (one, weight), (other, _) = shape.arms
            path = f"M{ends[one]}Q{x:g} {y:g} {ends[other]}"
            self.strokes[ink.colour, weight, False].append(path)
            return
        for side, weight in shape.arms:
            path = f"M{x:g} {y:g}L{ends[side]}"
            self.strokes[ink.colour, weight, shape.dashed].append(path)

    def text(self, row: int, column: int, run: str, ink: Ink) -> None:
        """Add words, stretched to the cells that they take."""
        words = run.strip()
        first = column + cell_len(run[: len(run) - len(run.lstrip())])
        where = f'x="{first * WIDE}" y="{row * HIGH + BASELINE}"'
        stretch = f'textLength="{cell_len(words) * WIDE}" lengthAdjust="spacingAndGlyphs"'
        spaces = ' xml:space="preserve"' if "  " in words else ""
        self.texts[ink].append(f"<text {where} {stretch}{spaces}>{escape(words)}</text>")


def _runs(text: str) -> Iterator[tuple[Shape | None, str]]:
    """A text cut into runs of one glyph that draws, and runs that are written.

    Signs, and glyphs wider than a cell, are written one by one: each stays in its place then.
    """
    for (shape, _), run in groupby(text, _kind):
        yield shape, "".join(run)


def _kind(glyph: str) -> tuple[Shape | None, str]:
    shape = shape_of(glyph)
    wide = cell_len(glyph) > 1 or glyph >= SIGNS
    return shape, glyph if shape or wide else ""


def _box(column: int, row: int, cells: int, box: tuple[float, float, float, float]) -> str:
    left, top = (column + box[0]) * WIDE, (row + box[1]) * HIGH
    right, bottom = (column + cells - 1 + box[2]) * WIDE, (row + box[3]) * HIGH
    return f"M{left:g} {top:g}H{right:g}V{bottom:g}H{left:g}z"


def _dot(x: float, y: float) -> str:
    arc = f"a{DOT} {DOT} 0 1 0 "
    return f"M{x - DOT:g} {y:g}{arc}{2 * DOT:g} 0{arc}{-2 * DOT:g} 0z"


def _dress(ink: Ink) -> str:
    lines = " ".join(["underline"] * ink.underline + ["line-through"] * ink.strike)
    return "".join(
        [
            ' font-weight="bold"' if ink.bold else "",
            ' font-style="italic"' if ink.italic else "",
            f' text-decoration="{lines}"' if lines else "",
            ' fill-opacity="0.6"' if ink.dim else "",
        ]
    )
