"""Inline Markdown: emphasis, code, links and the like on one line of text."""

import re
from collections.abc import Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from rich.text import Text

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_SPECIAL = re.compile(r"[\\`*_\[\]<>&!~\n]")
_STYLES = {"em": "markdown.em", "strong": "markdown.strong", "s": "markdown.s"}
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_DRESS = re.compile(r"(?i)</?(?:a|[biu]|em|kbd|mark|small|span|strong|su[bp])(?:\s[^>]*)?>")


def inline(text: str, style: str = "") -> Text:
    """One line of Markdown as text in a style; a text with nothing special in it is not parsed."""
    if not _SPECIAL.search(text):
        return Text(text, style=style)
    found = _parsed(text).copy()
    found.style = style
    return found


@lru_cache(maxsize=2048)
def _parsed(text: str) -> Text:
    (whole,) = PARSER.parseInline(text)
    return inline_tokens(whole.children or ())


def inline_tokens(tokens: Sequence[Token]) -> Text:
    """What the parser found inside a paragraph, heading or cell, as text."""
    text = Text()
    styles: list[str] = []
    links: list[tuple[str, int]] = []
    for token in tokens:
        match token.type:
            case "em_open" | "strong_open" | "s_open":
                styles.append(_STYLES[token.tag])
            case "em_close" | "strong_close" | "s_close":
                styles.pop()
            case "link_open":
                links.append((str(token.attrs.get("href", "")), len(text)))
            case "link_close":
                _close_link(text, *links.pop())
            case _:
                _append(text, _said(token), styles, token.type)
    return text


def _append(text: Text, said: str, styles: Sequence[str], kind: str) -> None:
    start = len(text)
    text.append(said)
    for style in (*styles, *(("markdown.code",) if kind == "code_inline" else ())):
        text.stylize(style, start)


def _said(token: Token) -> str:
    """What a token without an inside says."""
    match token.type:
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "image":
            alt = token.content or str(token.attrs.get("src", ""))
            return f"[{alt}]"
        case "html_inline" if _BREAK.fullmatch(token.content):
            return "\n"
        case "html_inline" if token.content.startswith("<!--") or _DRESS.fullmatch(token.content):
            return ""
        case _:
            return token.content


def _close_link(text: Text, address: str, start: int) -> None:
    """Mark a link, and say where it leads unless its words do."""
    text.stylize("markdown.link", start)
    if address.startswith("#"):
        return
    bare = address.removeprefix("mailto:").removeprefix("https://").removeprefix("http://")
    words = text.plain[start:].strip().rstrip("/")
    if bare.strip("/") and words not in {address.rstrip("/"), bare.rstrip("/")}:
        text.append(" (")
        text.append(address.removeprefix("mailto:"), "markdown.link_url")
        text.append(")")
