"""What was read of a foreign file, and what was not, line by line; and ids for what had none."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from quiz.question import QUESTION, AnyQuestion

LARGEST = 2_000_000
"""Characters of a file that are read."""


@dataclass(frozen=True)
class Missed:
    """Something that was not understood, or cannot be written, and why. Lines count from 1; 0 is
    none in particular."""

    line: int
    said: str


@dataclass(frozen=True)
class Read:
    """What came of a file."""

    questions: tuple[AnyQuestion, ...]
    missed: tuple[Missed, ...]


def identifier(text: str, taken: Mapping[str, Any], number: int) -> str:
    """An id like the text, that no other question has."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")
    if not slug[:1].isalpha():
        slug = f"q-{slug}".strip("-") if slug else f"question-{number}"
    name, count = slug, 2
    while name in taken:
        name, count = f"{slug}-{count}", count + 1
    return name


def made(values: Mapping[str, Any]) -> AnyQuestion:
    """A question of these values. Raises ValueError that says in one sentence what is wrong."""
    try:
        return QUESTION.validate_python(dict(values))
    except ValidationError as failed:
        first = failed.errors(include_url=False)[0]
        where = " ".join(str(part) for part in first["loc"][1:])
        said = first["msg"].removeprefix("Value error, ")
        raise ValueError(f"{where}: {said}".removeprefix(": ")) from None
