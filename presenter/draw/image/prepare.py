"""From a file to what the terminal is given: the work that is done off the stage's event loop."""

from dataclasses import dataclass
from functools import lru_cache

from rich.text import Text

from presenter.draw.image import kitty
from presenter.draw.image.halves import Pixel, halves, marks, on_paper
from presenter.draw.image.means import Means
from presenter.draw.image.picture import Stamp, fit, picture
from presenter.draw.image.sixel import sixels


@dataclass(frozen=True)
class Place:
    """Where a picture is shown, and by which means."""

    columns: int
    rows: int
    """At the most."""
    means: Means
    unicode: bool = True
    paper: Pixel = (0, 0, 0)
    """What shows where the picture is transparent."""
    cell: tuple[int, int] = (0, 0)
    """Pixels of a cell; zeros where the terminal does not say."""
    tmux: bool = False


@dataclass(frozen=True)
class Prepared:
    """A picture made for a place."""

    columns: int
    rows: int
    lines: tuple[Text, ...]
    """Its cells."""
    sent: str = ""
    """For kitty: what the terminal must have been sent before, once."""
    over: str = ""
    """For sixel: what is written over the cells, from their first on."""


@lru_cache(maxsize=24)
def prepare(stamp: Stamp, place: Place) -> Prepared:
    """The picture for a place. Raises Undrawable. Takes up to some hundred milliseconds."""
    image = picture(stamp)
    columns, rows = fit(image, max(1, place.columns), max(1, place.rows))
    if place.means == "kitty" and max(columns, rows) <= kitty.MOST:
        number = picture_number(stamp, columns, rows)
        across, down = place.cell if all(place.cell) else (10, 20)
        small = image.copy()
        small.thumbnail((columns * across, rows * down))
        sent = kitty.transmission(small, number, columns, rows, place.tmux)
        cells = kitty.placeholders(number, columns, rows)
        return Prepared(columns, rows, tuple(cells), sent=sent)
    if place.means == "marks" or not place.unicode:
        return Prepared(columns, rows, tuple(marks(image, columns, rows, place.unicode)))
    over = ""
    if place.means == "sixel" and all(place.cell):
        across, down = place.cell
        over = sixels(on_paper(image, place.paper), columns * across, rows * down)
    return Prepared(columns, rows, tuple(halves(image, columns, rows, place.paper)), over=over)


def picture_number(stamp: Stamp, columns: int, rows: int) -> int:
    """The number under which kitty knows a picture at a size: the same whenever it is asked."""
    from zlib import crc32

    return crc32(repr((stamp, columns, rows)).encode()) % (2**24 - 1) + 1
