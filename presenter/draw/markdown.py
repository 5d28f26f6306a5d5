"""Markdown, dressed for a slide: CommonMark with GFM's tables, task lists and strikethrough."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markdown_it.tree import SyntaxTreeNode
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.rule import Rule
from rich.segment import Segment
from rich.text import Text

from presenter.draw.boxes import Below, Centred, Hanging
from presenter.draw.canvas import Canvas, Drawn, padded, segments, settled
from presenter.draw.code import panel, plain_listing
from presenter.draw.grid import grid
from presenter.draw.inline import PARSER, inline_tokens
from slides.blocks.text import Markdown
from slides.steps import Shown, visible_markdown

BULLETS = "•◦▪"
"""Of a list, of a list inside it, and of one inside that."""
_TASK = re.compile(r"\[([ xX])\] ")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


@dataclass(frozen=True)
class Paragraph:
    """A text whose last word is not left alone on a line."""

    text: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = options.max_width
        for line in settled(self.text, width):
            centred = self.text.justify == "center"
            yield from segments(padded(line, width, "center") if centred else line, console)
            yield Segment.line()


def draw_markdown(on: Shown, canvas: Canvas) -> RenderableType:
    """The text as far as its items are on."""
    assert isinstance(on.block, Markdown)
    return slide_markdown(visible_markdown(on.block, on.stage), canvas)


def slide_markdown(text: str, canvas: Canvas, style: str = "markdown.text") -> RenderableType:
    """Any Markdown in the slide's dress; paragraphs are written in `style`."""
    return _Writer(canvas, style).blocks(_tree(text).children)


@lru_cache(maxsize=128)
def _tree(text: str) -> SyntaxTreeNode:
    return SyntaxTreeNode(PARSER.parse(text))


class _Writer:
    """Turns the parser's tree into renderables; knows how deep in lists it is."""

    def __init__(self, canvas: Canvas, style: str) -> None:
        self._canvas = canvas
        self._style = style
        self._depth = 0

    def blocks(self, nodes: Iterable[SyntaxTreeNode]) -> RenderableType:
        """Blocks below each other, an empty row between them where one is wanted."""
        drawn, gaps = [], []
        visible = [node for node in nodes if not _is_comment(node)]
        for place, node in enumerate(visible):
            drawn.append(self._block(node))
            follower = visible[place + 1] if place + 1 < len(visible) else node
            gaps.append(self._gap(node, follower))
        return drawn[0] if len(drawn) == 1 else Below(drawn, gaps)

    def _gap(self, node: SyntaxTreeNode, follower: SyntaxTreeNode) -> int:
        """Empty rows between two blocks; where space is short only paragraphs keep apart."""
        if _is_hidden(node) or _is_hidden(follower):
            return 0
        return int(not self._canvas.tight or node.type == follower.type == "paragraph")

    def _block(self, node: SyntaxTreeNode) -> RenderableType:
        match node.type:
            case "heading":
                return self._line(node, f"markdown.{node.tag}")
            case "bullet_list" | "ordered_list":
                return self._list(node)
            case "blockquote":
                bar = Text("▌ ", "quote.bar")
                inside = _Writer(self._canvas, "markdown.block_quote").blocks(node.children)
                return self._whole(Hanging(inside, bar, bar))
            case "fence" | "code_block":
                return self._whole(self._code(node))
            case "table":
                return self._whole(_table(node, not self._canvas.tight))
            case "hr":
                return Rule(style="markdown.hr")
            case "html_block":
                return Text(_COMMENT.sub("", node.content).strip(), "slide.muted")
            case _:
                return Paragraph(self._line(node, self._style))

    def _line(self, node: SyntaxTreeNode, style: str) -> Text:
        text = _inside(node)
        text.style = style
        text.overflow = "fold"
        text.justify = "center" if self._canvas.centred and not self._depth else "left"
        return text

    def _whole(self, inner: RenderableType) -> RenderableType:
        return Centred(inner) if self._canvas.centred and not self._depth else inner

    def _code(self, node: SyntaxTreeNode) -> Drawn:
        listing = plain_listing(node.content, (node.info or " ").split(" ")[0], self._canvas)
        return Drawn(lambda width: panel(listing, width))

    def _list(self, node: SyntaxTreeNode) -> RenderableType:
        items = node.children
        loose = any(not _is_hidden(inner) for item in items for inner in item.children[:1])
        signs = self._signs(node)
        self._depth += 1
        drawn = [self._item(item, sign) for item, sign in zip(items, signs, strict=True)]
        self._depth -= 1
        gap = int(loose and not self._canvas.tight)
        return self._whole(Below(drawn, [gap] * len(drawn)))

    def _signs(self, node: SyntaxTreeNode) -> list[Text]:
        if node.type == "bullet_list":
            bullet = BULLETS[min(self._depth, len(BULLETS) - 1)]
            return [Text(f" {bullet} ", "markdown.item.bullet")] * len(node.children)
        first = int(node.attrs.get("start", 1))
        numbers = [str(first + place) for place in range(len(node.children))]
        widest = max(map(len, numbers))
        return [Text(f" {number.rjust(widest)}. ", "markdown.item.number") for number in numbers]

    def _item(self, item: SyntaxTreeNode, sign: Text) -> RenderableType:
        children = list(item.children)
        lead = children[0] if children and children[0].type == "paragraph" else None
        task = _TASK.match(_inside(lead).plain) if lead else None
        blank = Text(" " * sign.cell_len)
        if not (lead and task):
            return Hanging(self.blocks(children), sign, blank)
        done = task[1] != " "
        box = ("☑" if done else "☐") if self._canvas.unicode else task[0].strip()
        text = self._line(lead, "slide.muted" if done else self._style)
        under = [self.blocks(children[1:])] if children[1:] else []
        mark = Text(f" {box} ", "markdown.item.bullet")
        return Hanging(Group(text[task.end() :], *under), mark, Text(" " * mark.cell_len))


def _inside(node: SyntaxTreeNode) -> Text:
    """The text of a paragraph, a heading or a cell."""
    lines = [inner for inner in node.children if inner.type == "inline"]
    tokens = lines[0].to_tokens()[0].children if lines else None
    return inline_tokens(tokens or ())


def _is_hidden(node: SyntaxTreeNode) -> bool:
    """Whether it is the paragraph of an item in a tight list."""
    return node.type == "paragraph" and node.hidden


def _is_comment(node: SyntaxTreeNode) -> bool:
    return node.type == "html_block" and not _COMMENT.sub("", node.content).strip()


def _table(node: SyntaxTreeNode, airy: bool) -> Drawn:
    rows = [row.children for section in node.children for row in section.children]
    aligns = [str(cell.attrs.get("style", "left")).removeprefix("text-align:") for cell in rows[0]]
    cells: Sequence[list[Text]] = [[_inside(cell) for cell in row] for row in rows]
    return Drawn(lambda width: grid(cells[0], cells[1:], aligns, width, len(cells), airy))
