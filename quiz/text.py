"""Text that people typed: made safe to show, once at the door and again at the frame. Pure."""

import unicodedata

_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Controls, bidi and zero-width marks, surrogates, private and unassigned characters."""
_MARKS_PER_BASE = 2


def _is_variation_selector(char: str) -> bool:
    return (
        char in "\u180b\u180c\u180d\u180f" or "\ufe00" <= char <= "\ufe0f" or char >= "\U000e0100"
    )


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Me")


def cells(text: str) -> int:
    """Terminal cells that `text` takes, never fewer than a terminal really uses."""
    return len(text) if text.isascii() else sum(map(_cell, text))


def _cell(char: str) -> int:
    if char < "\u0300":
        return 1
    category = unicodedata.category(char)
    if category in ("Mn", "Me"):
        return 0
    wide = unicodedata.east_asian_width(char) in "WF"
    symbol = char >= "\u2600" and category in ("So", "No")
    return 2 if wide or symbol else 1


def cut(text: str, width: int) -> str:
    """The longest beginning of `text` that fits in `width` cells."""
    if text.isascii():
        return text[: max(0, width)]
    used = 0
    for place, char in enumerate(text):
        used += _cell(char)
        if used > width:
            return text[:place]
    return text


def clean(text: str, width: int) -> str:
    """`text` on one line, at most `width` cells, with nothing in it that a terminal obeys.

    Control, format, bidi, private and unassigned characters and variation selectors are dropped,
    every run of white space becomes one space, and a base keeps two combining marks at most.
    Cleaning twice changes nothing.
    """
    begun = text[: 16 * width + 64]
    if begun.isascii() and begun.isprintable():  # most of what people type, at a fiftieth
        return cut(" ".join(begun.split()), width).rstrip()
    kept: list[str] = []
    marks = 0
    for char in unicodedata.normalize("NFC", begun):
        after_space = not kept or kept[-1] == " "
        if char.isspace():
            kept += [] if after_space else [" "]
        elif unicodedata.category(char) not in _DROPPED and not _is_variation_selector(char):
            marks = marks + 1 if _is_mark(char) else 0
            if marks <= (0 if after_space else _MARKS_PER_BASE):
                kept.append(char)
    return cut(unicodedata.normalize("NFC", "".join(kept)), width).rstrip()


def paragraphs(text: str, width: int = 2000) -> tuple[str, ...]:
    """The author's text, line by line, each line cleaned; empty lines at the ends are dropped."""
    lines = [clean(line, width) for line in text.strip().splitlines()]
    return tuple(lines) or ("",)
