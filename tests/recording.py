"""What the documentation shows of real talks: `python -m tests.recording docs` makes it anew.

Of the rehearsal and of the dress run an asciicast and a still as SVG; of the rehearsal the take's
log, too. `--only dress` makes one of them. The dress run trains on what `podium lab train` would.
"""

import argparse
import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyte
from pyte.screens import Char
from rich.segment import Segment
from rich.style import Style

from presenter.paper.inks import Inks
from presenter.paper.sheets import Sheet
from presenter.paper.svg import as_svg
from presenter.themes import default_theme
from slides.deck import Slide
from tests import dress, rehearsal
from tests.stagehand import Stagehand
from tests.tty import understood

SPEEDS = {"rehearsal": 30.0, "dress": 40.0}
FRAMES = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0)
"""Seconds between two frames of a recording: the fewest with which it is small enough."""
LARGEST = 295_000
"""Bytes of a recording."""
PORT, APART = 2222, 0.1
"""Where people knock, and seconds between two who do the same."""
STILL = ("epoch 1/2", "loss 0.")
"""What the dress run's still shows: a model that is being trained."""
SHORT = 6
"""Cells that are written again rather than jumped over."""
BLANKS = re.compile(" {12,}")
Row = tuple[Char, ...]
BLANK = Char(" ")
BY_NAME = {
    "black": "#12141c",
    "red": "#f7768e",
    "green": "#9ece6a",
    "brown": "#e0af68",
    "blue": "#7aa2f7",
    "magenta": "#bb9af7",
    "cyan": "#7dcfff",
    "white": "#e8eaf2",
}
"""The eight colours of a terminal in their order, as pyte names them, and what a still paints."""


def frames(on: Stagehand, every: float) -> Iterator[tuple[float, list[Row]]]:
    """The screen every so many seconds, as rows of cells."""
    screen = pyte.Screen(*on.tty.size)
    stream = pyte.ByteStream(screen)
    due = every
    for at, data in on.tty.heard:
        while at >= due:
            yield due, _rows(screen)
            due += every
        stream.feed(understood(data))
    yield due, _rows(screen)


def _rows(screen: pyte.Screen) -> list[Row]:
    columns = range(screen.columns)
    return [tuple(screen.buffer[y][x] for x in columns) for y in range(screen.lines)]


def asciicast(shown: Sequence[tuple[float, list[Row]]]) -> str:
    """The frames as a recording, version 2: of each only what differs from the one before."""
    begun, first = shown[0]
    lines = [json.dumps({"version": 2, "width": len(first[0]), "height": len(first)})]
    before: list[Row] = [(BLANK,) * len(first[0]) for _ in first]
    for at, rows in shown:
        if changes := _changes(before, rows):
            lines.append(json.dumps([round(at - begun, 1), "o", changes], ensure_ascii=False))
        before = rows
    return "\n".join(lines) + "\n"


def recording(on: Stagehand) -> str:
    """All that was seen, as finely as there is room for."""
    casts = (asciicast(list(frames(on, every))) for every in FRAMES)
    return next(cast for cast in casts if len(cast.encode()) < LARGEST)


def _changes(before: list[Row], rows: list[Row]) -> str:
    found, look = "\x1b[m", BLANK._replace(data="")
    for y, (old, new) in enumerate(zip(before, rows, strict=True), start=1):
        differing = [x for x, cell in enumerate(new) if cell != old[x]]
        for first, last in _stretches(differing):
            found += f"\x1b[{y};{first + 1}H"
            for style, text in _runs(new[first : last + 1]):
                found += "" if style == look else f"\x1b[{_sgr(look, style)}m"
                found += BLANKS.sub(_erased, text)
                look = style
    return found if found != "\x1b[m" else ""


def _erased(blanks: re.Match[str]) -> str:
    """Many blanks as two commands: erase so many cells, and go past them."""
    count = len(blanks[0])
    return f"\x1b[{count}X\x1b[{count}C"


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


def _sgr(before: Char, now: Char) -> str:
    """What turns one look into another, in as few codes as that takes."""
    codes = [
        on if getattr(now, name) else off
        for name, on, off in (("bold", "1", "22"), ("italics", "3", "23"), ("reverse", "7", "27"))
        if getattr(now, name) != getattr(before, name)
    ]
    for place, old, new in (("3", before.fg, now.fg), ("4", before.bg, now.bg)):
        if new == old:
            continue
        if new in BY_NAME:
            codes.append(place + str(list(BY_NAME).index(new)))
        elif new == "default":
            codes.append(place + "9")
        else:
            red, green, blue = bytes.fromhex(new)
            codes.append(f"{place}8;2;{red};{green};{blue}")
    return ";".join(codes)


def still(rows: list[Row], title: str) -> str:
    """A frame as one SVG file: text, and shapes where glyphs draw."""
    lines = tuple([Segment(text, _style(cell)) for cell, text in _runs(row)] for row in rows)
    slide = Slide(slide="still", title=title)
    return as_svg(Sheet(1, slide, 0, lines, len(rows[0]), len(rows)), Inks(default_theme()))


def _style(cell: Char) -> Style:
    fg, bg = (
        None if colour == "default" else BY_NAME.get(colour, f"#{colour}")
        for colour in (cell.fg, cell.bg)
    )
    return Style(color=fg, bgcolor=bg, bold=cell.bold, italic=cell.italics, reverse=cell.reverse)


def first(on: Stagehand, *wanted: str) -> list[Row]:
    """The first frame that shows all of these words."""
    return next(
        rows
        for _, rows in frames(on, FRAMES[0])
        if all(one in "\n".join("".join(c.data for c in row) for row in rows) for one in wanted)
    )


def record_rehearsal(folder: Path, home: Path, speed: float) -> None:
    """Stage and cockpit through the first draft."""
    with rehearsal.side_by_side(home, speed) as on:
        rehearsal.rehearse(on)
        log = on.log.read_text(encoding="utf-8")
    (folder / "rehearsal.cast").write_text(recording(on), encoding="utf-8")
    picture = still(first(on, "y cuts", "10/"), "podium rehearse, podium speaker")
    (folder / "rehearsal.svg").write_text(picture, encoding="utf-8")
    deck = rehearsal.TALK
    known = deck.relative_to(Path.cwd()) if deck.is_relative_to(Path.cwd()) else deck.name
    (folder / "rehearsal.jsonl").write_text(log.replace(str(deck), str(known)), encoding="utf-8")


def record_dress(folder: Path, home: Path, speed: float) -> None:
    """The whole talk before its audience."""
    with dress.dressed(home, speed, PORT, None, APART) as run:
        dress.dress_run(run)
    (folder / "dress.cast").write_text(recording(run.on), encoding="utf-8")
    picture = still(first(run.on, *STILL), "A talk, its speaker and its audience")
    (folder / "dress.svg").write_text(picture, encoding="utf-8")


def main() -> None:
    """Give the talks, and write what the documentation shows of them."""
    parser = argparse.ArgumentParser(description="Record the talks that docs/ shows.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", choices=SPEEDS)
    parser.add_argument("--speed", type=float)
    args = parser.parse_args()
    record = {"rehearsal": record_rehearsal, "dress": record_dress}
    for what in [args.only] if args.only else SPEEDS:
        with tempfile.TemporaryDirectory(prefix="podium-", dir="/tmp") as home:  # it may be seen
            record[what](args.folder, Path(home), args.speed or SPEEDS[what])


if __name__ == "__main__":
    main()
