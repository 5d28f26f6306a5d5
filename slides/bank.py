"""Questions in a file: those of a deck, or of a bank, which has `questions` and no talk."""

import json
from pathlib import Path

from quiz.question import AnyQuestion
from slides.loader import Loaded, load, parse
from slides.problems import DeckErrors

ABOUT = "a deck, or a file whose only document has `questions:`"


def load_questions(path: Path) -> dict[str, AnyQuestion]:
    """The questions of a deck or a bank, by id, in their order. Raises DeckErrors."""
    return load_bank(path).deck.questions()


def load_bank(path: Path) -> Loaded:
    """A deck as it is, or a bank as the deck that shows all of it. Raises DeckErrors."""
    if is_bank(path):
        name = json.dumps(path.name)
        return parse(f"talk: {name}\nbank: {name}\n---\nslide: all\n", path.parent / "a-bank")
    return load(path)


def is_bank(path: Path) -> bool:
    """Whether the file has questions and no talk. A file that cannot be read is none."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            keys = {line.partition(":")[0] for line in file if line[:1].isalpha()}
    except (OSError, ValueError):
        return False
    return "questions" in keys and "talk" not in keys


__all__ = ["ABOUT", "DeckErrors", "is_bank", "load_bank", "load_questions"]
