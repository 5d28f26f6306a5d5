"""Markdown and short texts as plain pieces of a slide, for those who read it elsewhere. Pure."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from markdown_it.tree import SyntaxTreeNode

from presenter.draw.inline import PARSER, inline, inline_tokens
from quiz.slide import Piece, Rows

Part = Piece | Rows
LONGEST, MOST_ROWS, MOST_CELLS = 4000, 100, 20
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


@lru_cache(maxsize=64)
def markdown_pieces(text: str) -> tuple[Part, ...]:
    """Any Markdown, block by block."""
    return tuple(_nodes(SyntaxTreeNode(PARSER.parse(text)).children, 0))


def _nodes(nodes: Iterable[SyntaxTreeNode], depth: int) -> Iterator[Part]:
    for node in nodes:
        match node.type:
            case "heading":
                yield piece("heading", _inside(node))
            case "bullet_list" | "ordered_list":
                yield from _items(node, depth)
            case "blockquote":
                yield piece("quote", "\n".join(_words(node)))
            case "fence" | "code_block":
                yield piece("code", node.content.rstrip("\n"))
            case "table":
                found = [row.children for section in node.children for row in section.children]
                yield rows([_inside(cell) for cell in row] for row in found)
            case "hr":
                continue
            case "html_block":
                if said := _COMMENT.sub("", node.content).strip():
                    yield piece("aside", said)
            case _:
                yield piece("text", _inside(node))


def _items(node: SyntaxTreeNode, depth: int) -> Iterator[Part]:
    first = int(node.attrs.get("start", 1))
    for place, item in enumerate(node.children):
        mark = f"{first + place}." if node.type == "ordered_list" else ""
        inside = list(item.children)
        if inside and inside[0].type == "paragraph":
            text = _inside(inside.pop(0))[:LONGEST]
            yield Piece(style="item", text=text, depth=min(depth, 8), mark=mark[:8])
        yield from _nodes(inside, depth + 1)


def _words(node: SyntaxTreeNode) -> Iterator[str]:
    for one in node.walk():
        if one.type in ("paragraph", "heading"):
            yield _inside(one)


def _inside(node: SyntaxTreeNode) -> str:
    lines = [inner for inner in node.children if inner.type == "inline"]
    tokens = lines[0].to_tokens()[0].children if lines else None
    return inline_tokens(tokens or ()).plain


def line(text: str) -> str:
    """One line of Markdown without its marks."""
    return inline(text).plain


def piece(style: str, text: str) -> Piece:
    """A piece in one of its styles, cut to what is sent."""
    return Piece.model_validate({"style": style, "text": text[:LONGEST]})


def rows(cells: Iterable[Iterable[str]]) -> Rows:
    """A table, cut to what is sent."""
    cut = (tuple(cell[:LONGEST] for cell in list(row)[:MOST_CELLS]) for row in cells)
    return Rows(rows=tuple(cut)[:MOST_ROWS])
