"""What a deck's slides will be drawn with, imported ahead of them."""

import re
from collections.abc import Iterable
from importlib import import_module

from presenter.draw.highlight import lexer_of
from presenter.draw.page import PLACES
from slides.blocks.block import Block
from slides.blocks.text import Code, Markdown

_FENCE = re.compile(r"^\s*(?:```|~~~)\s*([\w+#-]+)", re.MULTILINE)


def warm(blocks: Iterable[Block]) -> None:
    """Import the drawers and highlighters of blocks, so that the first of a kind comes on as
    quickly as later ones."""
    sources: set[tuple[str, str]] = {("python", "")}
    kinds: set[type] = set()
    for block in blocks:
        kinds.add(type(block))
        match block:
            case Markdown(markdown=text):
                sources.update((language, "") for language in _FENCE.findall(text))
            case Code(code=str(), language=language):
                sources.add((language, ""))
            case Code(code=source, language=language) if not isinstance(source, str):
                sources.add((language, source.file))
    for kind in kinds & PLACES.keys():
        import_module(f"presenter.draw.{PLACES[kind].rpartition('.')[0]}")
    for language, file in sources:
        list(lexer_of(language, file).get_tokens("x = 1"))
