"""What the panes on tokens, vectors, attention and retrieval ask of the lab."""

from presenter.work.protocol import Attend, Embed, Pieces, Task
from slides.blocks.vectors import Attention, Embeddings, Rag, Tokens, VectorPane

MOST_LAYERS = 12
"""Of a model whose layers are recorded one by one."""


def vector_asks(block: VectorPane) -> tuple[Task, ...]:
    """The requests of such a block whose answers can be recorded."""
    match block:
        case Tokens():
            return tuple(cutting(block, text) for text in block.texts)
        case Embeddings():
            return (comparing(block),)
        case Attention():
            return tuple(attending(block, text) for text in block.texts)
        case Rag():
            return ()


def cutting(block: Tokens, text: str) -> Pieces:
    """A text, by the tokenizers of the slide."""
    return Pieces(text=text, tokenizers=block.tokenizers)


def comparing(block: Embeddings, query: str | None = None) -> Embed:
    """The slide's words, and one more."""
    return Embed(texts=block.words, query=query, base=block.base)


def attending(
    block: Attention,
    text: str,
    layer: int | None = None,
    head: int | None = None,
    without: int | None = None,
) -> Attend:
    """A text, by a layer and a head."""
    return Attend(text=text, base=block.base, layer=layer, head=head, without=without)
