"""Steps: how often `next` is pressed on a slide, and what is on it after each press."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf

from markdown_it import MarkdownIt

from slides.blocks.block import Block, parts
from slides.blocks.figures import Diagram, Tree
from slides.blocks.text import Code, Markdown, Table
from slides.deck import Slide

_MARKDOWN = MarkdownIt("commonmark").enable("table").disable("inline")
"""Finds blocks only: where a list's items begin does not hang on what is bold in them."""


@dataclass(frozen=True)
class Shown:
    """A block that is on, and how far."""

    block: Block
    stage: int
    """How many of the block's own steps are on: items, table rows, emphases, diagram stages."""
    parts: tuple[tuple["Shown", ...], ...] = ()
    """What is on in each stack of a block that holds others; empty stacks keep their place."""


def step_count(slide: Slide) -> int:
    """How many presses it takes to bring the whole slide on; 0 when it comes on at once."""
    walk = _Walk(limit=inf)
    _on(slide.content, walk)
    return walk.count


def shown(slide: Slide, step: float) -> tuple[Shown, ...]:
    """The blocks that are on at `step`, each as far as it is on; 0 is the slide as it comes on.

    In every stack they are the first ones of its blocks: nothing comes on above what is there.
    """
    return _on(slide.content, _Walk(limit=step))


@dataclass
class _Walk:
    """Counts the steps of a slide in reading order; what follows step `limit` is not on yet."""

    limit: float
    count: int = 0

    @property
    def on(self) -> bool:
        return self.count <= self.limit

    def take(self, steps: int) -> int:
        """Count so many steps; returns how many of them are on."""
        before = self.count
        self.count += steps
        return int(max(0, min(steps, self.limit - before)))


def _on(blocks: Sequence[Block], walk: _Walk) -> tuple[Shown, ...]:
    found: list[Shown] = []
    for block in blocks:
        walk.count += block.reveal == "step"
        on = walk.on
        stage = walk.take(own_steps(block))
        inside = tuple(_on(stack, walk) for stack in parts(block))
        if on:
            found.append(Shown(block, stage, inside))
    return tuple(found)


def own_steps(block: Block) -> int:
    """The steps inside one block, not counting those of blocks that it holds."""
    match block:
        case Code(emphasis=emphasis):
            return len(emphasis)
        case Markdown(markdown=text, reveal="items"):
            return len(_item_lines(text))
        case Table(table=tuple(rows), reveal="items"):
            return len(rows) - 1
        case Tree(tree=text, reveal="items"):
            return len(tree_branches(text))
        case Diagram(nodes=nodes, edges=edges, reveal="items"):
            return max([node.stage for node in nodes] + [edge.stage for edge in edges])
        case _:
            return 0


def visible_markdown(block: Markdown, stage: int) -> str:
    """The text of a Markdown block of which so many items are on."""
    if block.reveal != "items":
        return block.markdown
    starts = _item_lines(block.markdown)
    return "\n".join(block.markdown.splitlines()[: starts[stage] if stage < len(starts) else None])


def tree_branches(text: str) -> tuple[int, ...]:
    """Lines, from 0, on which the branches below a tree's root begin."""
    lines = text.splitlines()
    depths = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    first = sorted(set(depths))[1:2]
    return tuple(
        n
        for n, line in enumerate(lines)
        if line.strip() and [len(line) - len(line.lstrip())] == first
    )


@lru_cache(maxsize=256)
def _item_lines(text: str) -> tuple[int, ...]:
    """Lines, from 0, on which the items of top-level lists begin."""
    tokens = _MARKDOWN.parse(text)
    starts = (token.map for token in tokens if token.type == "list_item_open" and token.level == 1)
    return tuple(span[0] for span in starts if span)
