"""A picture in sixels: bands of six rows of pixels, colour by colour."""

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

COLOURS = 128
BAND = 6


def sixels(image: "Image", width: int, height: int) -> str:
    """The picture scaled to so many pixels, as one device control string."""
    few = image.convert("RGB").resize((width, height)).quantize(COLOURS)
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
    """Six rows or fewer: for each colour in them, which of each column's pixels have it."""
    columns: dict[int, bytearray] = {}
    for bit, row in enumerate(rows):
        for x, colour in enumerate(row):
            if colour not in columns:
                columns[colour] = bytearray(len(row))
            columns[colour][x] |= 1 << bit
    return "$".join(f"#{colour}{_runs(bits)}" for colour, bits in sorted(columns.items()))


def _runs(bits: bytearray) -> str:
    """Columns as sixel characters; more than three alike are counted, empty ones at the end left
    out."""
    parts: list[str] = []
    for value, run in groupby(bits.rstrip(b"\0")):
        count = len(list(run))
        sign = chr(63 + value)
        parts.append(f"!{count}{sign}" if count > 3 else sign * count)
    return "".join(parts)
