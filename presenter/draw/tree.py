"""Trees: lines indented under each other, with the branches drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import RenderableType
from rich.text import Text

from presenter.draw.canvas import Canvas, Drawn, wrap
from presenter.draw.inline import inline
from slides.blocks.figures import Tree
from slides.steps import Shown, tree_branches

LEAST = 8
"""Cells that a line's words get, however deep it stands."""


@dataclass(frozen=True)
class _Leaf:
    depth: int
    words: Text
    last: bool
    """Whether nothing follows under the same parent."""
    line: int
    """Its line in the deck's text, from 0."""


def draw_tree(on: Shown, canvas: Canvas) -> RenderableType:
    """The tree as far as its branches are on."""
    assert isinstance(on.block, Tree)
    text = on.block.tree.expandtabs(4)
    branches = tree_branches(on.block.tree)
    end = len(text.splitlines())
    if on.block.reveal == "items" and on.stage < len(branches):
        end = branches[on.stage]
    leaves = [leaf for leaf in _leaves(text) if leaf.line < end]
    return Drawn(lambda width: _drawn(leaves, width))


def _leaves(text: str) -> list[_Leaf]:
    """Lines with their depth, which is how many lines less indented they stand under."""
    found: list[tuple[int, int, str]] = []
    open_indents: list[int] = []
    for place, line in enumerate(text.splitlines()):
        if not (words := line.strip()):
            continue
        indent = len(line) - len(line.lstrip())
        while open_indents and open_indents[-1] >= indent:
            open_indents.pop()
        found.append((place, len(open_indents), words))
        open_indents.append(indent)
    depths = [depth for _, depth, _ in found]
    return [
        _Leaf(depth, inline(words, "markdown.text"), _is_last(depths, n), place)
        for n, (place, depth, words) in enumerate(found)
    ]


def _is_last(depths: Sequence[int], place: int) -> bool:
    for depth in depths[place + 1 :]:
        if depth <= depths[place]:
            return depth < depths[place]
    return True


def _drawn(leaves: Sequence[_Leaf], width: int) -> list[Text]:
    drawn: list[Text] = []
    guides: list[str] = []
    for leaf in leaves:
        del guides[max(0, leaf.depth - 1) :]
        trunk = "".join(guides)
        if leaf.depth:
            branch, below = ("╰─ ", "   ") if leaf.last else ("├─ ", "│  ")
            guides.append(below)
        else:
            branch = below = ""
        if len(trunk) + len(branch) > width - LEAST:
            trunk = trunk[-max(0, width - LEAST - len(branch)) :] if width > LEAST + 3 else ""
        words = leaf.words.copy()
        if not leaf.depth:
            words.stylize("markdown.strong")
        room = max(1, width - len(trunk) - len(branch))
        for n, piece in enumerate(wrap(words, room)):
            guide = trunk + (below if n else branch)
            drawn.append(Text.assemble((guide, "tree.guide"), piece))
    return drawn
