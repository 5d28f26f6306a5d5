"""Sheets as PNG, and as the pages of a PDF whose text can be searched.

resvg and ReportLab come with the extra `export`; both are imported only here, and only then.
"""

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from io import BytesIO
from typing import Any

from rich.cells import cell_len

from presenter.paper.inks import Inks
from presenter.paper.sheets import Sheet
from presenter.paper.svg import BASELINE, FONTS, HIGH, WIDE, as_svg
from slides.deck import Deck

SCALE = 2
"""Pixels of a PNG for each of the SVG's."""
POINTS = 0.75
"""Points of a PDF for each of the SVG's pixels."""
SPELT = 256
"""Characters that the PDF's own font can spell; the hidden text has spaces for the others."""


class Unpainted(Exception):
    """Why there can be no picture here, and what to do about it."""


def as_png(sheet: Sheet, inks: Inks) -> bytes:
    """The sheet as a picture. Raises Unpainted."""
    resvg = _library("resvg_py")
    if not _writes():
        raise Unpainted(
            "no monospaced font is installed here, so there is nothing to write with; "
            "Debian: apt install fonts-dejavu-core, macOS and Windows have one"
        )
    return bytes(resvg.svg_to_bytes(svg_string=as_svg(sheet, inks), zoom=SCALE))


def as_pdf(deck: Deck, sheets: Iterable[Sheet], inks: Inks) -> bytes:
    """A page a sheet: its picture, and its words where they stand, to search and to copy.
    Raises Unpainted."""
    image = _library("reportlab.lib.utils").ImageReader
    found = BytesIO()
    pdf = _library("reportlab.pdfgen.canvas").Canvas(found, pageCompression=1, invariant=1)
    pdf.setTitle(deck.talk.talk)
    pdf.setAuthor(deck.talk.speaker)
    pdf.setCreator("Podium")
    for sheet in sheets:
        size = sheet.columns * WIDE * POINTS, sheet.rows * HIGH * POINTS
        pdf.setPageSize(size)
        _words(pdf, sheet)
        pdf.drawImage(image(BytesIO(as_png(sheet, inks))), 0, 0, *size)
        pdf.bookmarkPage(name := f"{sheet.slide.slide}-{sheet.step}")
        pdf.addOutlineEntry(f"{sheet.number} {sheet.title}", name)
        pdf.showPage()
    pdf.save()
    return found.getvalue()


def _words(pdf: Any, sheet: Sheet) -> None:
    """The sheet's text, under its picture and unseen."""
    for row, line in enumerate(sheet.lines):
        text = "".join(map(_spelt, "".join(segment.text for segment in line)))
        words = text.strip()
        if not words:
            continue
        first = cell_len(text[: len(text) - len(text.lstrip())])
        written = pdf.beginText(
            first * WIDE * POINTS, (sheet.rows * HIGH - row * HIGH - BASELINE) * POINTS
        )
        written.setFont("Courier", WIDE * POINTS / 0.6)  # its glyphs are 0.6 of its size wide
        written.setTextRenderMode(3)
        written.textLine(words)
        pdf.drawText(written)


def _spelt(glyph: str) -> str:
    return glyph if ord(glyph) < SPELT else " " * cell_len(glyph)


@cache
def _writes() -> bool:
    """Whether resvg finds a font here: a letter that it draws leaves a mark."""
    resvg = _library("resvg_py")
    text = f'<text y="20" font-size="20" font-family="{FONTS}">M</text>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">{text}</svg>'
    empty = svg.replace("M</text>", "</text>")
    return bytes(resvg.svg_to_bytes(svg_string=svg)) != bytes(resvg.svg_to_bytes(svg_string=empty))


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        package = name.partition(".")[0]
        raise Unpainted(
            f"this needs {package}, which is not installed: pip install 'podium[export]'; "
            "--to svg and --to html need nothing more"
        ) from None
