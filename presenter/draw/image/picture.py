"""A picture read from its file: safely, once, and no larger than a screen shows."""

import warnings
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from presenter.draw.canvas import Undrawable

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST_FILE = 20_000_000
"""Bytes."""
MOST_PIXELS = 40_000_000
"""Of a file, unpacked: more is taken for a decompression bomb."""
KEPT = (1600, 1200)
"""Pixels, across and down, of what is kept in memory."""
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "PPM")

Stamp = tuple[Path, int, int]
"""A file, when it was changed, in nanoseconds, and its bytes: what a cache knows it by."""


def stamp_of(folder: Path, name: str) -> Stamp:
    """The file as it is now. Raises Undrawable for one that cannot be a picture."""
    path = folder / name
    try:
        facts = path.stat()
    except FileNotFoundError:
        raise Undrawable(f"there is no file {name} beside the deck") from None
    except (OSError, ValueError) as error:
        raise Undrawable(f"{name} cannot be read: {_reason(error)}") from None
    if path.is_dir():
        raise Undrawable(f"{name} is a folder; name a picture in it")
    if facts.st_size > LARGEST_FILE:
        raise Undrawable(f"{name} is too large: over {LARGEST_FILE // 1_000_000} MB")
    return path, facts.st_mtime_ns, facts.st_size


@lru_cache(maxsize=8)
def picture(stamp: Stamp) -> "Image":
    """The picture in RGBA, upright, its first frame. Raises Undrawable for one that is broken,
    unknown or too large."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    path, _, _ = stamp
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path, formats=FORMATS) as file:
                if file.width * file.height > MOST_PIXELS:
                    size = f"{file.width}×{file.height}"
                    raise Undrawable(f"{path.name} is too large: {size} pixels")
                file.draft("RGB", KEPT)
                image = ImageOps.exif_transpose(file).convert("RGBA")
                image.thumbnail(KEPT)
                return image
    except Undrawable:
        raise
    except UnidentifiedImageError:
        raise Undrawable(
            f"{path.name} is no picture that can be shown; PNG, JPEG, GIF and WebP can"
        ) from None
    except Exception as error:  # noqa: BLE001 - a decoder may raise anything on a broken file
        raise Undrawable(f"{path.name} is broken: {_reason(error)}") from None


def fit(image: "Image", columns: int, rows: int) -> tuple[int, int]:
    """Columns and rows that a picture takes within so many; it is never made larger than a pixel
    to half a cell. A cell is taken to be twice as high as wide."""
    scale = min(1.0, columns / image.width, 2 * rows / image.height)
    across = min(columns, max(1, round(image.width * scale)))
    return across, min(rows, max(1, round(image.height * scale / 2)))


def _reason(error: Exception) -> str:
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return said or type(error).__name__
