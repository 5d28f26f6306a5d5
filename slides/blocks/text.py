"""Blocks of words: Markdown, code, tables, callouts, quotes, big text, and the space between."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Discriminator, Field, Tag

from slides.blocks.part import FileName, Line, Part, Reveal, Text, Whole

_RANGES = re.compile(r"\d+(?:-\d+)?(?:,\s*\d+(?:-\d+)?)*")


def _ranges(value: str) -> str:
    if not _RANGES.fullmatch(value):
        raise ValueError(f"write lines as 3, 1-4 or 1-2,5, not {value!r}")
    return value


LineRanges = Annotated[str, AfterValidator(_ranges)]
"""Lines of a text, counted from 1: `3`, `1-4`, `1-2,5`."""


def _is_text(value: object) -> str:
    return "text" if isinstance(value, str) else "file"


class Markdown(Part):
    """Text, lists, tables, quotes and code in CommonMark with GFM tables."""

    markdown: Text
    reveal: Reveal = "with"


class CodeFile(Part):
    """Code read from a file beside the deck: all of it, some lines, or a marked region."""

    file: FileName
    lines: LineRanges | None = None
    region: Line | None = None
    """The lines between one that contains `begin NAME` and one that contains `end NAME`."""


class Code(Part):
    """Highlighted code, with line numbers and lines brought out step by step if wanted."""

    code: Annotated[
        Annotated[Text, Tag("text")] | Annotated[CodeFile, Tag("file")], Discriminator(_is_text)
    ]
    language: Line = ""
    """A highlighter's name, as `python`; of a file it is known by its ending."""
    numbers: bool = False
    emphasis: tuple[LineRanges, ...] = ()
    """Lines brought out, one entry a step; before the first step all lines are alike. They are
    counted as `numbers` shows them: in a file as it counts them, else from 1."""
    reveal: Whole = "with"


class TableFile(Part):
    """A table read from a CSV file beside the deck; its first row is the header."""

    file: FileName


class Table(Part):
    """Rows of cells; the first is the header. Cells are Markdown on one line."""

    table: Annotated[
        Annotated[tuple[tuple[str, ...], ...], Field(min_length=1, max_length=200), Tag("text")]
        | Annotated[TableFile, Tag("file")],
        Discriminator(lambda value: "text" if isinstance(value, list | tuple) else "file"),
    ]
    align: tuple[Literal["left", "right", "center"], ...] = ()
    caption: Line = ""
    reveal: Reveal = "with"
    """`items` brings it on row by row, unless the rows are in a file."""


class Callout(Part):
    """Markdown in a frame that says what kind of remark it is."""

    callout: Text
    kind: Literal["note", "tip", "warning", "danger"] = "note"
    title: Line = ""
    reveal: Whole = "with"


class Quote(Part):
    """Somebody's words, and whose."""

    quote: Text
    by: Line = ""
    reveal: Whole = "with"


class Big(Part):
    """A few words in letters several rows high, drawn with block glyphs."""

    big: Line
    size: Literal["small", "medium", "large"] = "medium"
    align: Literal["left", "center"] = "left"
    reveal: Whole = "with"


class Spacer(Part):
    """Empty rows."""

    spacer: int = Field(ge=1, le=30)
    reveal: Whole = "with"
