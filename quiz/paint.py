"""The bytes between one frame and the next: only the lines that changed. Pure."""

from functools import lru_cache

BEGIN = b"\x1b[?2026h"
END = b"\x1b[?2026l"
"""Synchronized output: terminals that know it show the patch at once, others ignore the marks."""
ENTER = b"\x1b[?1049h\x1b[?25l\x1b[0m\x1b[2J"
"""The alternate screen, without a cursor; nothing else is asked of a terminal that may vanish."""
LEAVE = b"\x1b[0m\x1b[?25h\x1b[?1049l"


_SHARED = 1024
"""Patches that are kept: all who see the same get the same bytes, but for their own first line."""


def patch(old: tuple[bytes, ...] | None, new: tuple[bytes, ...]) -> bytes:
    """What turns a screen that shows `old` into one that shows `new`; `old` None is not known."""
    if old is None or len(old) != len(new):
        return BEGIN + b"\x1b[0m\x1b[2J" + line_at(1, new[0]) + _all(new[1:]) + END
    first = line_at(1, new[0]) if old[0] != new[0] else b""
    body = first + _changed(old[1:], new[1:])
    return BEGIN + body + END if body else b""


@lru_cache(maxsize=_SHARED)
def _all(lines: tuple[bytes, ...]) -> bytes:
    """The lines from the second on."""
    return b"".join(line_at(row, line) for row, line in enumerate(lines, 2))


@lru_cache(maxsize=_SHARED)
def _changed(old: tuple[bytes, ...], new: tuple[bytes, ...]) -> bytes:
    """Those lines from the second on that are not as they were."""
    pairs = enumerate(zip(old, new, strict=True), 2)
    return b"".join(line_at(row, line) for row, (before, line) in pairs if before != line)


@lru_cache(maxsize=_SHARED)
def line_patch(row: int, line: bytes) -> bytes:
    """A patch of one line."""
    return BEGIN + line_at(row, line) + END


def line_at(row: int, line: bytes) -> bytes:
    """What draws a line in its row, counted from 1."""
    return b"\x1b[%d;1H%b\x1b[0m\x1b[K" % (row, line)
