"""The bytes between one frame and the next: only the lines that changed. Pure."""

BEGIN = b"\x1b[?2026h"
END = b"\x1b[?2026l"
"""Synchronized output: terminals that know it show the patch at once, others ignore the marks."""
ENTER = b"\x1b[?1049h\x1b[?25l\x1b[0m\x1b[2J"
"""The alternate screen, without a cursor; nothing else is asked of a terminal that may vanish."""
LEAVE = b"\x1b[0m\x1b[?25h\x1b[?1049l"


def patch(old: tuple[bytes, ...] | None, new: tuple[bytes, ...]) -> bytes:
    """What turns a screen that shows `old` into one that shows `new`; `old` None is not known."""
    if old is None or len(old) != len(new):
        body = b"".join(_line(row, line) for row, line in enumerate(new, 1))
        return BEGIN + b"\x1b[0m\x1b[2J" + body + END
    changed = [
        _line(row, line)
        for row, (before, line) in enumerate(zip(old, new, strict=True), 1)
        if before is not line and before != line
    ]
    return BEGIN + b"".join(changed) + END if changed else b""


def _line(row: int, line: bytes) -> bytes:
    return b"\x1b[%d;1H%b\x1b[0m\x1b[K" % (row, line)
