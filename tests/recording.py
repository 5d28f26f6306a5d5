"""The rehearsal for the documentation: `python -m tests.recording docs` makes it anew.

Written are the recording as an asciicast, a still of it as SVG, and the take's log.
"""

import argparse
import io
import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyte
from pyte.screens import Char
from rich.console import Console
from rich.style import Style
from rich.text import Text

from tests.rehearsal import COLUMNS, ROWS, TALK, rehearse, side_by_side
from tests.tty import understood

SPEED = 30.0
FRAME = 1.0
"""Seconds between two frames of the recording."""
SHORT = 6
"""Cells that are written again rather than jumped over."""
Row = tuple[Char, ...]
BLANK = Char(" ")


def frames(heard: Sequence[tuple[float, bytes]]) -> Iterator[tuple[float, list[Row]]]:
    """The screen every so many seconds, as rows of cells."""
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.ByteStream(screen)
    due = FRAME
    for at, data in heard:
        while at >= due:
            yield due, _rows(screen)
            due += FRAME
        stream.feed(understood(data))
    yield due, _rows(screen)


def _rows(screen: pyte.Screen) -> list[Row]:
    return [tuple(screen.buffer[y][x] for x in range(COLUMNS)) for y in range(ROWS)]


def asciicast(shown: Iterable[tuple[float, list[Row]]]) -> str:
    """The frames as a recording, version 2: of each only what differs from the one before."""
    lines = [json.dumps({"version": 2, "width": COLUMNS, "height": ROWS})]
    before: list[Row] = [(BLANK,) * COLUMNS for _ in range(ROWS)]
    for at, rows in shown:
        if changes := _changes(before, rows):
            lines.append(json.dumps([round(at - FRAME, 1), "o", changes], ensure_ascii=False))
        before = rows
    return "\n".join(lines) + "\n"


def _changes(before: list[Row], rows: list[Row]) -> str:
    found, look = "", None
    for y, (old, new) in enumerate(zip(before, rows, strict=True), start=1):
        differing = [x for x, cell in enumerate(new) if cell != old[x]]
        for first, last in _stretches(differing):
            found += f"\x1b[{y};{first + 1}H"
            for style, text in _runs(new[first : last + 1]):
                found += text if style == look else f"\x1b[{_sgr(style)}m{text}"
                look = style
    return found


def _stretches(places: list[int]) -> Iterator[tuple[int, int]]:
    """First and last of what lies together; a short gap costs less than a jump over it."""
    begun = 0
    for n, place in enumerate(places):
        if n + 1 == len(places) or places[n + 1] - place > SHORT:
            yield places[begun], place
            begun = n + 1


def _runs(cells: Iterable[Char]) -> Iterator[tuple[Char, str]]:
    """Neighbours of one look, together."""
    style, text = None, ""
    for cell in cells:
        bare = cell._replace(data="")
        if style is not None and bare != style:
            yield style, text
            text = ""
        style, text = bare, text + cell.data
    if style is not None:
        yield style, text


def _sgr(cell: Char) -> str:
    codes = ["0", *(["1"] if cell.bold else []), *(["3"] if cell.italics else [])]
    codes += ["7"] if cell.reverse else []
    for place, colour in (("38", cell.fg), ("48", cell.bg)):
        if len(colour) == 6 and colour != "default":
            red, green, blue = bytes.fromhex(colour)
            codes.append(f"{place};2;{red};{green};{blue}")
    return ";".join(codes)


def still(rows: list[Row], title: str) -> str:
    """A frame as one SVG file that asks no network for anything."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO())
    for row in rows:
        line = Text()
        for cell, text in _runs(row):
            line.append(text, _style(cell))
        console.print(line, no_wrap=True, crop=True)
    drawn = console.export_svg(title=title)
    return re.sub(r'(local\("[\w-]+"\)),\s*url\([^;]*;', r"\1;", drawn) + "\n"


def _style(cell: Char) -> Style:
    fg, bg = (f"#{c}" if len(c) == 6 and c != "default" else None for c in (cell.fg, cell.bg))
    return Style(color=fg, bgcolor=bg, bold=cell.bold, italic=cell.italics, reverse=cell.reverse)


def main() -> None:
    """Rehearse, and write what the documentation shows of it."""
    parser = argparse.ArgumentParser(description="Record the rehearsal that docs/ shows.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--speed", type=float, default=SPEED)
    args = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="podium-") as home,
        side_by_side(Path(home), args.speed) as on,
    ):
        rehearse(on)
        log = on.log.read_text(encoding="utf-8")
    shown = list(frames(on.tty.heard))
    (args.folder / "rehearsal.cast").write_text(asciicast(shown), encoding="utf-8")
    offered = next(
        rows
        for _, rows in shown
        if "y cuts" in (text := "".join(cell.data for row in rows for cell in row))
        and "10/" in text
    )
    (args.folder / "rehearsal.svg").write_text(still(offered, "podium rehearse, podium speaker"))
    deck = TALK.relative_to(Path.cwd()) if TALK.is_relative_to(Path.cwd()) else TALK.name
    (args.folder / "rehearsal.jsonl").write_text(log.replace(str(TALK), str(deck)))


if __name__ == "__main__":
    main()
