"""A deck's files with the places of its parts: what turns a finding into file:line:col."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from quiz.question import AnyQuestion
from slides.deck import Block, Columns, Deck, Quiz, Rows, Slide, parts
from slides.marks import Marked, Place
from slides.marks import Path as Where
from slides.problems import Problem, Severity

LONGEST_MESSAGE = 300
"""Characters. A message that quotes a whole body helps nobody."""


@dataclass(frozen=True)
class Source:
    """One file of a deck: its lines and where each of its parts stands in it."""

    path: Path
    lines: tuple[str, ...]
    marked: Marked

    def place(self, where: Where, key: bool = False) -> Place:
        """The place of the deepest part of `where` that stands in the file.

        A list of one may stand in it as that one alone, so a 0 that is not there is passed over.
        """
        place: Place = (1, 1)
        path: Where = ()
        for part in where:
            if found := self.marked.place((*path, part)):
                path, place = (*path, part), found
            elif part != 0:
                return place
        return (self.marked.key(path) or place) if key else place


class Spot(NamedTuple):
    """A place and the file it is in. Lines and columns count from 1."""

    line: int
    column: int
    source: Source


@dataclass(frozen=True)
class Sheet:
    """The documents of a deck, those of included files in their place, and where each stood."""

    sources: tuple[Source, ...]
    """Every file that was read; the first is the deck itself."""
    documents: tuple[Any, ...]
    """The talk as plain values and then the slides, as they are shown to the model."""
    origins: Mapping[Where, tuple[Source, Where]]
    """Where documents, and entries of the talk that an included file gave, really stand."""
    whole: bool
    """False when something could not be read: what is missing may stand there."""
    missing: tuple[Path, ...] = ()
    """Included files that could not be read."""

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file that makes up the deck, or should."""
        return (*(source.path for source in self.sources), *self.missing)

    def place(self, where: Where, key: bool = False) -> Spot:
        """The place of the deepest part of `where` that stands in a file.

        `where` begins with the document's number, 0 for the talk and then one a slide. With `key`
        it is the place of the key rather than of its value.
        """
        where = self._written(where)
        for depth in range(len(where), 0, -1):
            if where[:depth] in self.origins:
                source, start = self.origins[where[:depth]]
                return Spot(*source.place((*start, *where[depth:]), key), source)
        return Spot(1, 1, self.sources[0])

    def _written(self, where: Where) -> Where:
        """`where` without the places in lists of one block that the file may leave out."""
        value: Any = self.documents
        kept: list[str | int] = []
        for item in where:
            if isinstance(value, dict) and isinstance(item, int):
                continue
            kept.append(item)
            inside = isinstance(value, dict) and item in value
            inside |= isinstance(value, list | tuple) and item in range(len(value))
            value = value[item] if inside else None
        return tuple(kept)

    def find(self, where: Where, text: str) -> Spot:
        """The place of `text` in the value at `where`; the value's own when it cannot be seen."""
        spot = self.place(where)
        first = spot.column - 1
        for number, line in enumerate(spot.source.lines[spot.line - 1 :], start=spot.line):
            if (column := line.find(text, first)) >= 0:
                return Spot(number, column + 1, spot.source)
            first = 0
        return spot

    def problem(
        self,
        spot: Spot,
        message: str,
        *,
        severity: Severity = "error",
        code: str = "deck",
        slide: str | None = None,
    ) -> Problem:
        """A finding at a place, which is moved into the file should it lie behind its end."""
        line, column, source = spot
        lines = source.lines
        if line > len(lines):
            line = max(1, len(lines))
            column = len(lines[-1]) + 1 if lines else 1
        text = lines[line - 1] if lines else ""
        column = min(column, len(text) + 1)
        if len(message) > LONGEST_MESSAGE:
            message = message[: LONGEST_MESSAGE - 1] + "…"
        return Problem(message, source.path, line, column, text, severity, code, slide)


def placed_blocks(slide: Slide, document: int) -> Iterator[tuple[Where, Block]]:
    """Every block under a slide's `blocks`, those inside others too, and where it stands."""
    return _inside(slide.blocks, (document, "blocks"))


def placed_questions(deck: Deck) -> Iterator[tuple[Where, AnyQuestion]]:
    """Every question of a deck, and where it stands."""
    for number, question in enumerate(deck.talk.questions):
        yield (0, "questions", number), question
    for document, slide in enumerate(deck.slides, start=1):
        for where, block in placed_blocks(slide, document):
            if isinstance(block, Quiz) and not isinstance(block.quiz, str):
                yield (*where, "quiz"), block.quiz


def _inside(blocks: tuple[Block, ...], where: Where) -> Iterator[tuple[Where, Block]]:
    for number, block in enumerate(blocks):
        here = (*where, number)
        yield here, block
        if isinstance(block, Columns | Rows):
            key = "columns" if isinstance(block, Columns) else "rows"
            for place, stack in enumerate(parts(block)):
                yield from _inside(stack, (*here, key, place))
