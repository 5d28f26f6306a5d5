"""A picture in sixels: bands of six rows of pixels, colour by colour."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

COLOURS = 255
BAND = 6
_SIGNS = bytes((63 + value) & 127 for value in range(256))
"""The sign of a column's six pixels."""
_RUN = re.compile(r"(.)\1{3,}")
"""More than three columns alike are counted."""


def sixels(image: "Image", width: int, height: int) -> str:
    """The picture scaled to so many pixels, as one device control string."""
    from PIL.Image import Quantize

    scaled = image.convert("RGB").resize((width, height))
    few = scaled.quantize(COLOURS, Quantize.FASTOCTREE)  # median cut takes eighty times as long
    palette = few.getpalette() or []
    pixels = few.tobytes()
    used = sorted(set(pixels))
    registers = "".join(
        f"#{c};2;" + ";".join(str(round(part * 100 / 255)) for part in palette[3 * c : 3 * c + 3])
        for c in used
    )
    bands = (
        _band([pixels[y * width : (y + 1) * width] for y in range(top, min(top + BAND, height))])
        for top in range(0, height, BAND)
    )
    return f'\x1bP0;1q"1;1;{width};{height}{registers}{"-".join(bands)}\x1b\\'


def _band(rows: list[bytes]) -> str:
    """Six rows or fewer: for each colour in them, which of each column's pixels have it.

    A row is taken as one large number with a byte for each column, so that columns are worked on
    all at once.
    """
    parts: list[str] = []
    for colour in sorted(set().union(*rows)):
        mine = bytes(colour) + b"\1" + bytes(255 - colour)
        bits = 0
        for bit, row in enumerate(rows):
            bits |= int.from_bytes(row.translate(mine)) << bit
        columns = bits.to_bytes(len(rows[0])).rstrip(b"\0").translate(_SIGNS).decode("ascii")
        parts.append(f"#{colour}{_RUN.sub(_counted, columns)}")
    return "$".join(parts)


def _counted(run: re.Match[str]) -> str:
    return f"!{run.end() - run.start()}{run[1]}"
