"""A deck's text with the places of its parts: what turns a finding into file:line:col."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from slides.deck import Block, Columns, Slide
from slides.marks import Marked, Place
from slides.marks import Path as Where
from slides.problems import Problem, Severity

LONGEST_MESSAGE = 300
"""Characters. A message that quotes a whole body helps nobody."""


@dataclass(frozen=True)
class Sheet:
    """The lines of a deck's file and where each of its parts stands in it."""

    path: Path
    lines: tuple[str, ...]
    marked: Marked

    def place(self, where: Where, key: bool = False) -> Place:
        """The place of the deepest part of `where` that stands in the file.

        `where` begins with the document's number, 0 for the talk and then one a slide. With `key`
        it is the place of the key rather than of its value.
        """
        while where:
            if key and where in self.marked.keys:
                return self.marked.keys[where]
            if where in self.marked.places:
                return self.marked.places[where]
            where = where[:-1]
        return 1, 1

    def problem(
        self,
        place: Place,
        message: str,
        *,
        severity: Severity = "error",
        code: str = "deck",
        slide: str | None = None,
    ) -> Problem:
        """A finding at a place, which is moved into the file should it lie behind its end."""
        line, column = place
        if line > len(self.lines):
            line = max(1, len(self.lines))
            column = len(self.lines[-1]) + 1 if self.lines else 1
        source = self.lines[line - 1] if self.lines else ""
        column = min(column, len(source) + 1)
        if len(message) > LONGEST_MESSAGE:
            message = message[: LONGEST_MESSAGE - 1] + "…"
        return Problem(message, self.path, line, column, source, severity, code, slide)


def placed_blocks(slide: Slide, document: int) -> Iterator[tuple[Where, Block]]:
    """Every block under a slide's `blocks`, those inside columns too, and where it stands."""
    return _inside(slide.blocks, (document, "blocks"))


def _inside(blocks: tuple[Block, ...], where: Where) -> Iterator[tuple[Where, Block]]:
    for number, block in enumerate(blocks):
        here = (*where, number)
        yield here, block
        if isinstance(block, Columns):
            for place, column in enumerate(block.columns):
                yield from _inside(column, (*here, "columns", place))
