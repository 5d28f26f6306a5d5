"""What the panes on tokens, vectors, attention and retrieval ask of the lab."""

from presenter.work.protocol import Answer, Attend, Embed, Pieces, Retrieve, Task, WarmText
from slides.blocks.vectors import Attention, Embeddings, Rag, Tokens, VectorPane


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
            return tuple(answering(block, question) for question in block.questions)


def vector_warming(block: VectorPane) -> tuple[Task, ...]:
    """What loads all that such a block needs."""
    match block:
        case Tokens():
            return (cutting(block, ""),)
        case Embeddings():
            return (comparing(block),)
        case Attention():
            return (attending(block, block.texts[0]),)
        case Rag():
            index = Retrieve(knowledge=block.knowledge, base=block.base)
            return (index, WarmText(model=block.model))


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


def answering(block: Rag, question: str, beside: str = "") -> Answer:
    """A question, without and with the slide's knowledge base; `beside` is the deck's folder."""
    return Answer(
        question=question,
        knowledge=block.knowledge,
        beside=beside,
        base=block.base,
        search=block.search,
        most=block.most,
        model=block.model,
    )
