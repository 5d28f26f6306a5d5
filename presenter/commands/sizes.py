"""Terminal sizes as they are written on a command line."""

import argparse

from presenter.show import COLUMNS, ROWS

WIDEST, HIGHEST = 1000, 500


def terminal_size(text: str) -> tuple[int, int]:
    """A terminal's columns and rows, checked."""
    columns, _, rows = text.lower().replace("×", "x").partition("x")
    if not (columns.isdecimal() and rows.isdecimal()):
        raise argparse.ArgumentTypeError(f"write a size as 100x30, not {text!r}")
    size = int(columns), int(rows)
    if not (COLUMNS <= size[0] <= WIDEST and ROWS <= size[1] <= HIGHEST):
        raise argparse.ArgumentTypeError(f"{text} is no terminal for slides ({COLUMNS}x{ROWS} up)")
    return size
