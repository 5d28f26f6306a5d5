"""Judging messages: requests, and what the lab replies."""

from typing import Literal

from pydantic import Field

from presenter.work.protocol.figures import Part, Probability
from presenter.work.protocol.line import Line

Label = Literal["ham", "spam"]
Device = Literal["auto", "cpu", "cuda", "mps"]
"""`auto` takes the first there is of CUDA, MPS and the processor."""


class Warm(Line):
    """Load a base's classifier, so that the first message is answered at once."""

    job: Literal["warm"] = "warm"
    base: str = "default"


class Classify(Line):
    """Judge messages, in order; one `Classified` for each."""

    job: Literal["classify"] = "classify"
    texts: tuple[str, ...] = Field(max_length=100_000)
    base: str = "default"
    """A name of the registry, or the folder of a classifier that `podium lab train` saved."""
    untouched: bool = False
    """Judge with what the classifier was before it was trained: its base, under a head that
    knows the share of spam."""


class Explain(Line):
    """Which words of a message moved its verdict; answered by one `Explained`."""

    job: Literal["explain"] = "explain"
    text: str
    base: str = "default"


class Ready(Line):
    """A base's classifier is loaded."""

    kind: Literal["ready"] = "ready"
    base: str
    precision: str
    seconds: float
    """What loading took; 0 when it was loaded before."""


class Classified(Line):
    """One message judged."""

    kind: Literal["classified"] = "classified"
    index: int
    label: Label
    probability: Probability
    """Of the label given, so at least one half."""
    milliseconds: float
    """From text to label, without the way to the child and back."""


class Word(Part):
    """A word of a message, in its place."""

    text: str
    """As it stands in the message."""
    weight: float = Field(ge=-1, le=1)
    """How much less likely spam the message is without the word; negative speaks for ham."""


class Explained(Line):
    """What each word did, by leaving it out and judging again (occlusion)."""

    kind: Literal["explained"] = "explained"
    spam: Probability
    """Of the whole message."""
    words: tuple[Word, ...]
    milliseconds: float
