"""How a model sees text: pieces, vectors, attention and retrieval. Requests, and the replies."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from presenter.work.protocol.line import Line

LONGEST = 2_000
"""Characters of a text that panes send."""
Search = Literal["hybrid", "vector", "lexical"]
"""How passages are found: by meaning, by words, or by both."""


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


# -------------------------------------------------------------------------- requests


class Pieces(Line):
    """Cut a text into tokens, once for each tokenizer; one `Tokenized` for each."""

    job: Literal["pieces"] = "pieces"
    text: str = Field(max_length=LONGEST)
    tokenizers: tuple[str, ...] = Field(default=("default",), min_length=1, max_length=2)
    """Models of the registry, or folders with a `tokenizer.json` or a GGUF file."""


class Embed(Line):
    """Compare texts by meaning; one `Embedded`."""

    job: Literal["embed"] = "embed"
    texts: tuple[str, ...] = Field(min_length=1, max_length=200)
    query: str | None = Field(default=None, max_length=LONGEST)
    """One more text, put beside the others on a map that they alone span."""
    base: str = "default"


class Attend(Line):
    """Which words of a text look at which; one `Attended`."""

    job: Literal["attend"] = "attend"
    text: str = Field(max_length=LONGEST)
    base: str = "default"
    layer: int | None = Field(default=None, ge=0)
    """From 0; None is the mean of all."""
    head: int | None = Field(default=None, ge=0)
    """From 0; None is the mean of all."""
    without: int | None = Field(default=None, ge=0)
    """A word, by its place among those of the reply, to leave out for comparison."""


class Retrieve(Line):
    """The passages of a knowledge base that a question is about: `Indexed`, then `Retrieved`."""

    job: Literal["retrieve"] = "retrieve"
    question: str = Field(default="", max_length=LONGEST)
    """Without one the index is made ready and nothing is looked for."""
    knowledge: str | None = None
    """A folder of Markdown files; None is the one that ships."""
    beside: str = ""
    """The folder of the deck, which `knowledge` is relative to."""
    base: str = "default"
    search: Search = "hybrid"
    most: int = Field(default=3, ge=1, le=20)


class Answer(Line):
    """Answer a question without and with a knowledge base: what `Retrieve` replies, then what
    `Generate` does, first without any passage and then, if enough was found, with those found."""

    job: Literal["answer"] = "answer"
    question: str = Field(min_length=1, max_length=LONGEST)
    knowledge: str | None = None
    beside: str = ""
    base: str = "default"
    search: Search = "hybrid"
    most: int = Field(default=3, ge=1, le=5)
    model: str = "default"
    """The text model."""
    seed: int = Field(default=0, ge=0, lt=2**31)


# --------------------------------------------------------------------------- replies


class Piece(_Value):
    """One token."""

    id: int
    name: str
    """As the vocabulary writes it."""
    text: str
    """What it stands for; empty when that is part of a character only."""
    bytes: str
    """The same as UTF-8, in hexadecimal."""
    start: int
    """Where it begins in the text, in characters."""
    end: int
    """Behind its last character; tokens that share a character share its place."""


class Tokenized(Line):
    """A text as one tokenizer cuts it."""

    kind: Literal["tokenized"] = "tokenized"
    text: str
    index: int
    """Of the tokenizer, among those asked for."""
    tokenizer: str
    """The model's name on screen."""
    vocabulary: int
    """Different tokens that there are."""
    pieces: tuple[Piece, ...]
    milliseconds: float


class Embedded(Line):
    """Texts compared. Row and column i of the matrix, and point i, are text i."""

    kind: Literal["embedded"] = "embedded"
    model: str
    similarities: tuple[tuple[float, ...], ...]
    """Cosines, from -1 to 1."""
    points: tuple[tuple[float, float], ...]
    """On the first two principal components."""
    shares: tuple[float, float]
    """Of all variance, what each of the two shows."""
    query: tuple[float, ...] = ()
    """Cosines of the one more text with each of the others."""
    query_point: tuple[float, float] | None = None
    milliseconds: float


class Attended(Line):
    """Attention among the words of a text, special tokens at both ends included."""

    kind: Literal["attended"] = "attended"
    model: str
    words: tuple[str, ...]
    pieces: tuple[int, ...]
    """Of how many tokens each word is made."""
    layer: int | None
    head: int | None
    layers: int
    heads: int
    weights: tuple[tuple[float, ...], ...]
    """Row i says how word i spreads its attention; it adds up to 1."""
    without: int | None = None
    moved: tuple[float, ...] = ()
    """With `without`: how far each word's last vector turns without that one, as 1 - cosine."""
    similarity: float | None = None
    """With `without`: the cosine of the text's vectors with and without it."""
    milliseconds: float


class Indexed(Line):
    """A knowledge base is ready to be asked."""

    kind: Literal["indexed"] = "indexed"
    files: int
    passages: int
    embedded: int
    """Passages that were new or changed; the vectors of the others were kept on disk."""
    seconds: float


class Found(_Value):
    """A passage that was found."""

    source: str
    """Its file, relative to the knowledge base."""
    heading: str
    text: str
    similarity: float
    """Cosine with the question."""
    lexical: float
    """BM25 score of the question's words."""


class Retrieved(Line):
    """What a knowledge base has to say on a question, best first."""

    kind: Literal["retrieved"] = "retrieved"
    found: tuple[Found, ...]
    best: float
    """The highest similarity of any passage."""
    threshold: float
    """Below it nothing in the base answers the question."""
    milliseconds: float

    @property
    def enough(self) -> bool:
        """Whether the base may answer."""
        return self.best >= self.threshold


VectorTask = Pieces | Embed | Attend | Retrieve | Answer
VectorReply = Tokenized | Embedded | Attended | Indexed | Retrieved
