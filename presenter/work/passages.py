"""A folder of Markdown files as passages: a heading and what stands below it, short enough."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from presenter.work.trouble import Trouble

WORDS = 120
"""Of a passage; longer parts are divided between paragraphs, or failing that between words."""
LARGEST = 2_000_000
"""Bytes of a file."""


@dataclass(frozen=True)
class Passage:
    """A piece of a knowledge base."""

    source: str
    """Its file, relative to the folder."""
    heading: str
    """The headings above it, outermost first."""
    text: str

    @property
    def said(self) -> str:
        """What is searched: the headings tell what the text leaves unsaid."""
        return f"{self.heading}. {self.text}" if self.heading else self.text

    @property
    def digest(self) -> str:
        """Known by its words alone: moving it to another file changes nothing."""
        return sha256(self.said.encode()).hexdigest()


def read_passages(folder: Path) -> tuple[Passage, ...]:
    """Every passage of a folder's Markdown files, those in folders below it too, in the order of
    their names. Raises Trouble when there is no folder, or nothing in it."""
    if not folder.is_dir():
        raise Trouble(f"There is no folder {folder}.", "Name a folder of Markdown files.")
    files = sorted(folder.rglob("*.md"))
    found = tuple(
        passage
        for file in files
        for passage in passages(_text(file), file.relative_to(folder).as_posix())
    )
    if not found:
        raise Trouble(f"There is no text in {folder}.", "It needs Markdown files, as refunds.md.")
    return found


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > LARGEST:
            raise Trouble(f"{file} is too large (over {LARGEST // 1_000_000} MB).", "Divide it.")
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Trouble(f"{file} cannot be read: {error}.") from None


def passages(text: str, source: str) -> Iterator[Passage]:
    """Passages of one file. Parts without any text but a heading make none."""
    headings: dict[int, str] = {}
    for level, title, blocks in _parts(text):
        if level:
            headings = {at: each for at, each in headings.items() if at < level} | {level: title}
        heading = " › ".join(headings.values())
        for packed in _packed(blocks):
            yield Passage(source, heading, packed)


def _parts(text: str) -> Iterator[tuple[int, str, list[str]]]:
    """Level and text of every heading and the blocks up to the next; what stands before the first
    heading has level 0."""
    lines = text.splitlines()
    tokens = MarkdownIt().parse(text)
    level, title, blocks = 0, "", list[str]()
    for place, token in enumerate(tokens):
        if token.level or token.map is None:
            continue
        if token.type == "heading_open":
            yield level, title, blocks
            level, title, blocks = int(token.tag[1:]), tokens[place + 1].content, []
        else:
            blocks.append(_flowing(lines, token))
    yield level, title, blocks


def _flowing(lines: Sequence[str], token: Token) -> str:
    """A block as one line; code and lists keep their lines."""
    assert token.map
    kept = lines[token.map[0] : token.map[1]]
    joint = " " if token.type == "paragraph_open" else "\n"
    return joint.join(line.strip() if joint == " " else line.rstrip() for line in kept).strip()


def _packed(blocks: Sequence[str]) -> Iterator[str]:
    """Blocks put together as far as WORDS allows; a longer one is cut."""
    held: list[str] = []
    size = 0
    for block in blocks:
        for piece in _cut(block):
            words = len(piece.split())
            if held and size + words > WORDS:
                yield "\n".join(held)
                held, size = [], 0
            held.append(piece)
            size += words
    if any(held):
        yield "\n".join(held)


def _cut(block: str) -> Iterator[str]:
    words = block.split(" ")
    if len(words) <= WORDS:
        yield block
        return
    for start in range(0, len(words), WORDS):
        yield " ".join(words[start : start + WORDS])
