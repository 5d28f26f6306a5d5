"""What is wrong with a deck, where, and the cure: the one shape in which errors are reported."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warning"]


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
        text = self.source[:120].rstrip()
        pad = "".join("\t" if c == "\t" else " " for c in text[: self.column - 1])
        return f"{head}\n    {text}\n    {pad}^"


class DeckErrors(Exception):
    """Every error of a deck at once, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems, key=lambda p: (p.line, p.column, p.message))
        super().__init__("\n".join(map(str, self.problems)))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """` (did you mean 'budget'?)`, or nothing when no known word is near."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" (did you mean {near[0]!r}?)" if near else ""
