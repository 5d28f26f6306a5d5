"""Words that names and texts may not have: a list that can be replaced or turned off. Pure."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from quiz.names import skeleton

SHIPPED = Path(__file__).parent / "barred.txt"
LONGEST = 100_000
"""Characters of a list that are read."""

_EDGES = "!?.,;:'\"()[]"
"""Signs at the ends of words, which are letters of none."""
Barred = frozenset[str]
"""Words as `skeleton` leaves them; with a `*`, whatever begins so."""


def barred_words(lines: Iterable[str]) -> Barred:
    """The words of a list, one a line; `#` begins a comment, `word*` bars all that begins so."""
    found = set()
    for line in lines:
        word = line.partition("#")[0].strip()
        bones = skeleton(word)
        if bones:
            found.add(bones + "*" * word.endswith("*"))
    return frozenset(found)


def read_barred(name: str) -> Barred:
    """The list in a file; the one that ships for "", none for `none`. Raises OSError."""
    if name == "none":
        return frozenset()
    text = (Path(name) if name else SHIPPED).read_text(encoding="utf-8", errors="replace")
    return barred_words(text[:LONGEST].splitlines())


def offends(text: str, barred: Barred) -> bool:
    """Whether a word of the text is barred, whole words only, however it is spelt; or all of it,
    written with spaces or signs between its letters."""
    if not barred:
        return False
    words = [skeleton(word.strip(_EDGES)) for word in text.split()]
    joined = "".join(words) if all(len(word) <= 2 for word in words) else ""
    return any(_barred(word, barred) for word in (*words, joined) if word)


def _barred(word: str, barred: Barred) -> bool:
    return word in barred or any(word.startswith(start) for start in _starts(barred))


@cache
def _starts(barred: Barred) -> tuple[str, ...]:
    return tuple(word[:-1] for word in barred if word.endswith("*"))
