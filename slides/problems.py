"""What is wrong with a deck, where, and the cure: the one shape in which errors are reported."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warning", "note"]
"""An error stops the deck; a warning fails `--strict`; a note only informs."""
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f]")
LONGEST_NAME = 60
"""Characters; what is longer is no misspelt name, and costly to compare."""
WIDEST = 120
"""Characters of a source line that are shown."""


@dataclass(frozen=True)
class Problem:
    """One finding. `line` and `column` count from 1; 0 means the file as a whole."""

    message: str
    path: Path
    line: int = 0
    column: int = 0
    source: str = ""
    severity: Severity = "error"
    code: str = "deck"
    slide: str | None = None

    @property
    def place(self) -> str:
        """`file:line:col`, as editors and CI systems jump to it."""
        return f"{self.path}:{self.line}:{self.column}" if self.line else str(self.path)

    def __str__(self) -> str:
        """The finding with its source line and a caret under the place."""
        head = f"{self.place}: {self.severity}: {self.message}"
        if not self.source:
            return head
        text, pad = self.excerpt()
        return f"{head}\n    {text}\n    {pad}^"

    def excerpt(self) -> tuple[str, str]:
        """The source line, or what of a long one is around the place; and the way to the caret."""
        first = max(0, self.column - WIDEST * 3 // 4)
        source = _CONTROL.sub("\ufffd", self.source)
        text = source[first : first + WIDEST].rstrip()
        before = source[first : self.column - 1]
        return text, "".join("\t" if c == "\t" else " " for c in before)


class DeckErrors(Exception):
    """Every error of a deck at once, in the order of its files."""

    def __init__(self, problems: Iterable[Problem], files: Iterable[Path] = ()) -> None:
        """`files` are those that make up the deck, whether they could be read or not."""
        self.files = tuple(files)
        self.problems = in_order(problems)
        super().__init__("\n".join(map(str, self.problems)))


def in_order(problems: Iterable[Problem], first: Iterable[Path] = ()) -> list[Problem]:
    """File by file, those of `first` and then as they come, and in each from its top to its end."""
    found = list(problems)
    files = list(dict.fromkeys([*first, *(problem.path for problem in found)]))
    return sorted(found, key=lambda p: (files.index(p.path), p.line, p.column, p.message))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """` (did you mean 'budget'?)`, or nothing when no known word is near."""
    if len(word) > LONGEST_NAME:
        return ""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" (did you mean {near[0]!r}?)" if near else ""
