"""Files that blocks are drawn from: text and tables beside the deck."""

import io
from functools import lru_cache
from pathlib import Path

from presenter.draw.canvas import Canvas, Undrawable

LARGEST = 2_000_000
"""Bytes. What is shown on a slide is far smaller."""


def text_of(name: str, canvas: Canvas) -> str:
    """The text of a file beside the deck. Raises Undrawable for one that cannot be shown."""
    path = canvas.folder / name
    try:
        if path.is_dir():
            raise Undrawable(f"{name} is a folder; name a file in it")
        facts = path.stat()
        if facts.st_size > LARGEST:
            raise Undrawable(f"{name} is too large for a slide (over {LARGEST // 1_000_000} MB)")
        return _read(path, facts.st_mtime_ns)
    except FileNotFoundError:
        raise Undrawable(f"there is no file {name} beside the deck") from None
    except UnicodeDecodeError:
        raise Undrawable(f"{name} is no UTF-8 text") from None
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Undrawable(f"{name} cannot be read: {why}") from None


def rows_of(name: str, canvas: Canvas) -> list[list[str]]:
    """The rows of a CSV file beside the deck, empty ones left out; the first is the header."""
    import csv

    try:
        rows = csv.reader(io.StringIO(text_of(name, canvas), newline=""), strict=True)
        found = [row for row in rows if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise Undrawable(f"{name} is no CSV file: {error}") from None
    if not found:
        raise Undrawable(f"{name} has no rows")
    return found


@lru_cache(maxsize=32)
def _read(path: Path, changed: int) -> str:
    """The file's text as of a time of change."""
    return path.read_text(encoding="utf-8-sig")
