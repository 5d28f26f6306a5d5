"""Live panes that show how a model sees text: tokens, vectors, attention and retrieval."""

from typing import Annotated, Literal

from pydantic import Field

from slides.blocks.part import FileName, Line, Part, Whole

Examples = Annotated[tuple[Line, ...], Field(max_length=9)]
"""Texts to pick from by number."""


class Tokens(Part):
    """Live pane: type a text and see the tokens it falls into, with their ids and their bytes."""

    pane: Literal["tokens"]
    texts: Examples = ()
    tokenizers: Annotated[tuple[Line, ...], Field(min_length=1, max_length=2)] = ("default",)
    reveal: Whole = "with"


class Embeddings(Part):
    """Live pane: words or sentences compared by meaning, as a matrix, a map and neighbours."""

    pane: Literal["embeddings"]
    base: str = "default"
    words: Annotated[tuple[Line, ...], Field(min_length=2, max_length=24)]
    show: Literal["matrix", "map"] = "matrix"
    reveal: Whole = "with"


class Attention(Part):
    """Live pane: which words of a text look at which, layer by layer and head by head."""

    pane: Literal["attention"]
    base: str = "default"
    texts: Annotated[tuple[Line, ...], Field(min_length=1, max_length=9)]
    word: Line = ""
    """The word that is looked at first; the last one when left out."""
    reveal: Whole = "with"


class Rag(Part):
    """Live pane: a question answered without and with the passages that are found for it."""

    pane: Literal["rag"]
    base: str = "default"
    """The encoder that finds passages."""
    model: str = "default"
    """The model that writes the answer."""
    questions: Examples = ()
    knowledge: FileName | None = None
    """A folder of Markdown files beside the deck; left out, the one that ships."""
    search: Literal["hybrid", "vector", "lexical"] = "hybrid"
    most: int = Field(default=3, ge=1, le=5)
    """Passages that are quoted."""
    reveal: Whole = "with"


VectorPane = Tokens | Embeddings | Attention | Rag
