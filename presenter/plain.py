"""Terminals that show ASCII only: how to know one, and how to write for it.

It imports next to nothing, since the title frame needs it before anything else is loaded.
"""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

OLD_TERMINALS = ("linux", "vt100", "vt102", "vt220", "ansi")
"""Values of TERM whose fonts lack most of what slides are drawn with."""
_C_LOCALES = ("C", "POSIX")
_LIKE = {
    "-": "─━═┄┅┈┉╌╍╴╶╸╺╼╾▔▁–—−‐‑",
    "|": "│┃║┆┇┊┋▌▎▏▐▍▋‖╷╹╻",
    "+": "┌┐└┘├┤┬┴┼╭╮╰╯╞╡╪╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋✚",
    "*": "•●★✱◆✦∙",
    "o": "◦○◎◯",
    '"': "“”„«»",
    "'": "‘’‚‹›´",
    ">": "→▸▶❯⇒≥",
    "<": "←◂◀❮⇐≤⌫",
    "^": "↑▲△▴",
    "v": "↓▼▽▾✓✔",
    "x": "×✗✘✖☒",
    "=": "≡▄▀",
    "~": "≈",
    "!": "≠⚠",
    "#": "█▓■▪▇▆▅▃▂",
    ".": "…·⋯░⋅",
    ":": "▒",
    "\\": "↪",
    "i": "ℹ",
}
_ONE = {ord(unlike): like for like, many in _LIKE.items() for unlike in many}


def shows_unicode(environ: Mapping[str, str]) -> bool:
    """Whether the locale and the terminal's name promise more than ASCII.

    No locale at all promises it too: terminals have been UTF-8 for long, and a container or an SSH
    session often has none set. `LC_CTYPE=C.UTF-8` beside `LANG=C` is Python's own doing and is
    passed over.
    """
    if environ.get("TERM", "") in OLD_TERMINALS:
        return False
    own = (environ.get("LC_ALL"), environ.get("LC_CTYPE"), environ.get("LANG"))
    if not own[0] and own[1] == "C.UTF-8" and own[2] in _C_LOCALES:
        own = (None, None, own[2])
    locale = next(filter(None, own), "")
    name, _, codeset = locale.partition(".")
    if locale in _C_LOCALES:
        return False
    return not codeset or "utf" in codeset.lower() or name.lower() == "utf-8"


def in_ascii(text: str) -> str:
    """The text in ASCII, as many cells wide as it was; what has no likeness becomes `?`."""
    if text.isascii():
        return text
    text = text.translate(_ONE)
    return text if text.isascii() else "".join(map(_character, text))


@lru_cache(maxsize=4096)
def _character(character: str) -> str:
    if character.isascii():
        return character
    if "\u2800" <= character <= "\u28ff":
        return " " if character == "\u2800" else ":"
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return ""
    cells = 2 if unicodedata.east_asian_width(character) in "WF" else 1
    bare = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return bare if len(bare) == cells else "?" * cells
