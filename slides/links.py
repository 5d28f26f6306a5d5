"""The files beside a deck that its blocks are drawn from."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from slides.blocks.block import Block
from slides.blocks.figures import Chart, Image
from slides.blocks.text import Code, CodeFile, Table, TableFile
from slides.blocks.vectors import Rag
from slides.deck import Deck
from slides.marks import Path as Where
from slides.sheet import placed_blocks

FOLDER = "folder of Markdown files"


@dataclass(frozen=True)
class Link:
    """A file or folder that a deck names, relative to the deck's folder, and where it does."""

    where: Where
    file: str
    what: str
    """What it is there for, in a word or two."""


def links(deck: Deck) -> Iterator[Link]:
    """Every file that a deck is drawn from: pictures, code, tables, numbers, its theme; and the
    folders that its panes look for passages in."""
    if Path(deck.talk.theme).suffix in (".yaml", ".yml"):
        yield Link((0, "theme"), deck.talk.theme, "theme")
    for number, slide in enumerate(deck.slides, start=1):
        for where, block in placed_blocks(slide, number):
            if found := _of_block(block):
                keys, file, what = found
                yield Link((*where, *keys), file, what)


def _of_block(block: Block) -> tuple[Where, str, str] | None:
    match block:
        case Image(image=file):
            return ("image",), file, "image"
        case Chart(data=data) if data is not None:
            return ("data", "file"), data.file, "CSV file"
        case Code(code=CodeFile(file=file)):
            return ("code", "file"), file, "code file"
        case Table(table=TableFile(file=file)):
            return ("table", "file"), file, "CSV file"
        case Rag(knowledge=folder) if folder is not None:
            return ("knowledge",), folder, FOLDER
        case _:
            return None
