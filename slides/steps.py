"""Steps: how often `next` is pressed on a slide, and what is on it after each press."""

from dataclasses import dataclass
from functools import lru_cache
from math import inf

from markdown_it import MarkdownIt

from slides.deck import Block, Columns, Markdown, Slide


def step_count(slide: Slide) -> int:
    """How many presses it takes to bring the whole slide on; 0 when it comes on at once."""
    walk = _Walk(limit=inf)
    _visible(slide.content, walk)
    return walk.count


def shown(slide: Slide, step: float) -> tuple[Block, ...]:
    """The blocks of a slide, each as far as it is on at `step`; 0 is the slide as it comes on.

    Columns keep their number, so that nothing on the slide jumps as it fills.
    """
    return _visible(slide.content, _Walk(limit=step))


@dataclass
class _Walk:
    """Counts the steps of a slide in reading order; what follows step `limit` is not on yet."""

    limit: float
    count: int = 0

    @property
    def on(self) -> bool:
        return self.count <= self.limit


def _visible(blocks: tuple[Block, ...], walk: _Walk) -> tuple[Block, ...]:
    found: list[Block] = []
    for block in blocks:
        walk.count += block.reveal == "step"
        on = walk.on
        visible: Block = block
        match block:
            case Markdown(markdown=text, reveal="items"):
                visible = Markdown(markdown=_visible_items(text, walk))
            case Columns(columns=columns):
                inside = tuple(_visible(column, walk) for column in columns)
                visible = block.model_copy(update={"columns": inside})
            case _:
                pass
        if on:
            found.append(visible)
    return tuple(found)


def _visible_items(text: str, walk: _Walk) -> str:
    """The text up to the first list item that is not on yet."""
    cut: int | None = None
    for line in _item_lines(text):
        walk.count += 1
        if cut is None and not walk.on:
            cut = line
    return "\n".join(text.splitlines()[:cut])


@lru_cache(maxsize=256)
def _item_lines(text: str) -> tuple[int, ...]:
    """Lines, from 0, on which the items of top-level lists begin."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    starts = (token.map for token in tokens if token.type == "list_item_open" and token.level == 1)
    return tuple(span[0] for span in starts if span)
