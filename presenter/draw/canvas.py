"""What a block is drawn on: which folder its files are in, and what the terminal can show."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from io import StringIO
from pathlib import Path

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.text import Text

from presenter.palette import rich_theme
from presenter.plain import in_ascii
from presenter.themes import Theme, default_theme

LONGEST_MOVED = 16
"""Cells that lines are made shorter at the most, to keep a last word company."""


class Undrawable(Exception):
    """A block that cannot be drawn. Its text says why, and what to do about it."""


@dataclass(frozen=True)
class Canvas:
    """The surroundings of every block of a deck."""

    folder: Path
    """The deck's; file names in blocks are relative to it."""
    unicode: bool = True
    """Whether the terminal shows more than ASCII."""
    theme: Theme = field(default_factory=default_theme)
    sixteen: bool = False
    """Whether the terminal has only the sixteen colours that every terminal has."""
    rows: int | None = None
    """Rows of the place that a block may fill; None where it takes what it needs."""
    tight: bool = False
    """Leave out empty rows where that can be borne: the slide is too long for the terminal."""
    centred: bool = False
    """Lines of text and blocks stand in the middle of the width."""
    fill: bool = False
    """A chart, image or diagram takes all of `rows`."""
    paper: bool = False
    """The lines go on paper: images are left out of them, and put there as they are."""
    least: int = 0
    """Rows that a frame has at the least, so that it is as high as the one beside it."""


@dataclass(frozen=True)
class Drawn:
    """Lines made for a width, none of them wider: what most blocks are drawn as."""

    lines: Callable[[int], Iterable[Text]]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self.lines(options.max_width):
            yield from segments(line, console)
            yield Segment.line()


def segments(line: Text, console: Console) -> Iterable[Segment]:
    """A line as it is, in its styles. (Rich's own `render` forgets the style of a plain text, and
    takes three times as long, since it must reckon with styles that overlap.)"""
    found: list[Segment] = []
    plain, base, at = line.plain, console.get_style(line.style), 0
    for start, end, style in line.spans:
        if start < at:
            return line.render(console)
        if start > at:
            found.append(Segment(plain[at:start], base))
        found.append(Segment(plain[start:end], base + console.get_style(style)))
        at = end
    if at < len(plain):
        found.append(Segment(plain[at:], base))
    return found


class Themed:
    """Draws a renderable in the slide's own styles, whatever console it is drawn on.

    It is drawn once for each size: Textual asks once for the height and once for the lines.
    """

    def __init__(self, inner: RenderableType, canvas: Canvas) -> None:
        self.inner = inner
        self._canvas = canvas
        self._drawn: dict[tuple[int, int | None], list[Segment]] = {}

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        size = options.max_width, options.height
        if size not in self._drawn:
            with console.use_theme(rich_theme(self._canvas.theme, self._canvas.sixteen)):
                found = list(console.render(self.inner, options))
            self._drawn[size] = [_shown(segment, self._canvas.unicode) for segment in found]
        yield from self._drawn[size]

    def height(self, console: Console, options: ConsoleOptions) -> int:
        """Rows it takes at the width and for the height in the options."""
        return sum(segment.text.count("\n") for segment in self.__rich_console__(console, options))


class Guarded:
    """Draws a block; one that fails while it is drawn shows its error in its place."""

    def __init__(self, inner: RenderableType, failed: Callable[[Exception], Text]) -> None:
        self._inner = inner
        self._failed = failed

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        try:
            found = list(console.render(self._inner, options))
        except Exception as error:  # noqa: BLE001 - whatever it is, it must not end the talk
            found = list(console.render(self._failed(error), options))
        yield from found


_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def _shown(segment: Segment, unicode: bool) -> Segment:
    """A segment as the terminal may have it: no control characters, ASCII if it must be."""
    text = segment.text
    if text.isascii() and not _CONTROLS.search(text):
        return segment
    lines = _CONTROLS.sub("", text).split("\n")
    if not unicode:
        lines = [set_cell_size(in_ascii(line), cell_len(line)) for line in lines]
    return Segment("\n".join(lines), segment.style, segment.control)


@cache
def _wrapper() -> Console:
    """Rich asks for a console to wrap text; nothing is written to this one."""
    return Console(file=StringIO(), width=80)


def wrap(text: Text, width: int) -> list[Text]:
    """A text in lines of at most so many cells; words longer than that are folded."""
    if "\n" not in text.plain and "\t" not in text.plain and text.cell_len <= width:
        return [text]
    lines = text.wrap(_wrapper(), max(1, width), justify="default", overflow="fold", tab_size=4)
    for line in lines:
        line.rstrip()
    return list(lines) or [Text("")]


def settled(text: Text, width: int) -> list[Text]:
    """A paragraph in lines of at most so many cells, its last word not alone on a line of its own
    where other breaks take no more lines."""
    lines = wrap(text, width)
    if len(lines) < 2 or " " in lines[-1].plain.strip():
        return lines
    for room in range(width - 1, width - min(width // 3, LONGEST_MOVED), -1):
        other = wrap(text, room)
        if len(other) > len(lines):
            break
        if " " in other[-1].plain.strip():
            return other
    return lines


def shortened(text: str, width: int) -> str:
    """A label in at most so many cells; one that is cut ends in `…`."""
    line = Text(text.replace("\n", " "))
    line.truncate(max(1, width), overflow="ellipsis")
    return line.plain


def padded(line: Text, width: int, align: str = "left") -> Text:
    """A line filled up with spaces to so many cells; the spaces at its end are not styled."""
    spare = max(0, width - line.cell_len)
    before = {"right": spare, "center": spare // 2}.get(align, 0)
    return Text.assemble(" " * before, line, " " * (spare - before))
