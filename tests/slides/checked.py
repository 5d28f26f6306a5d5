"""Small decks of which something is to be said, and what is said of them."""

from collections.abc import Sequence

from slides.check import check
from slides.problems import Problem
from tests.slides.makers import loaded


def findings(text: str) -> Sequence[Problem]:
    """All that `podium check` says of the deck in `text`."""
    return check(loaded(text)).findings


def found(text: str, code: str) -> Problem:
    """The one finding of a kind."""
    [problem] = [problem for problem in findings(text) if problem.code == code]
    return problem


def words(count: int) -> str:
    """Notes of so many words."""
    return "word " * count


def slide(name: str, *lines: str, count: int = 100) -> str:
    """A slide with some keys and so many words of notes."""
    return "\n".join(["---", f"slide: {name}", *lines, f"notes: {words(count)}", ""])


GOOD = f"talk: x\nduration: 2m\n{slide('a', 'budget: 1m')}{slide('b', 'budget: 1m')}"
"""Nothing is to be said of it."""
