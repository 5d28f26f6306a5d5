"""The deck: the talk as a whole, and its slides. Loaded from YAML by `slides.loader`."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from quiz.question import AnyQuestion, Identifier, Question
from slides.blocks.block import KINDS, Block, Columns, Rows, parts, walk
from slides.blocks.live import Pane, Quiz, SpamInfer, SpamTrain
from slides.blocks.own import OwnPane
from slides.blocks.part import (
    Duration,
    DurationRange,
    FileName,
    Line,
    Pace,
    Part,
    Reveal,
    Seconds,
    Text,
)
from slides.blocks.text import Markdown
from slides.blocks.vectors import Attention, Embeddings, Rag, Tokens
from slides.blocks.writing import (
    BeforeAfter,
    Hallucination,
    NextToken,
    Prompting,
    ToolQuestion,
    Tools,
)
from slides.durations import Span

__all__ = [
    "KINDS",
    "Answer",
    "Attention",
    "BeforeAfter",
    "Block",
    "Checkpoint",
    "Columns",
    "Cut",
    "Deck",
    "Embeddings",
    "Hallucination",
    "Include",
    "Markdown",
    "NextToken",
    "OwnPane",
    "Pane",
    "Part",
    "Prompting",
    "Quiz",
    "Rag",
    "Rows",
    "Shared",
    "Slide",
    "SpamInfer",
    "SpamTrain",
    "Talk",
    "Tokens",
    "ToolQuestion",
    "Tools",
    "parts",
]

Layout = Literal["content", "title", "section", "two-columns", "quote", "statement", "full"]
"""How a slide is set out: see `docs/deck.md`."""


class Slide(Part):
    """One slide, with what the speaker says over it and how long that should take."""

    slide: Identifier
    title: Line = ""
    budget: Duration | None = None
    part: Literal["talk", "qa", "closing", "appendix"] = "talk"
    """`talk` counts against the header's `duration`; `qa` and `closing` against its `qa`; the
    appendix, which stands at the end, against nothing."""
    section: Line = ""
    """The section that begins with this slide; slides after it belong to it too."""
    layout: Layout = "content"
    hidden: bool = False
    """Left out of the talk; kept in the deck."""
    optional: bool = False
    """May be skipped when time is short."""
    body: Text = ""
    reveal: Reveal = "with"
    """How the body comes on."""
    blocks: tuple[Block, ...] = ()
    notes: Text = ""
    """What the speaker says. `[cues]` are shown, not spoken; `[step]` marks where the next
    step is pressed, and divides the notes into one part a step."""

    @property
    def content(self) -> tuple[Block, ...]:
        """The body, if any, and then the blocks; in two columns if the layout says so.

        The body stands on the left, or without one the first half of the blocks.
        """
        body = (Markdown(markdown=self.body, reveal=self.reveal),) if self.body.strip() else ()
        whole = (*body, *self.blocks)
        if self.layout != "two-columns" or len(whole) < 2:
            return whole
        left = len(body) or (len(whole) + 1) // 2
        return (Columns(columns=(whole[:left], whole[left:])),)

    def walk(self) -> list[Block]:
        """Every block of the slide, those inside others too, in reading order."""
        return list(walk(self.content))


class Checkpoint(Part):
    """A slide the speaker means to reach by a certain time after the start."""

    at: Identifier
    by: Duration


class Cut(Part):
    """A permitted saving: a slide that may be given less time, and how."""

    slide: Identifier
    to: Seconds
    """Seconds left for the slide; `0s` skips it."""
    how: str = ""


class Answer(Part):
    """A question the speaker expects in the Q&A, and the answer in store."""

    ask: str = Field(min_length=1)
    answer: str = Field(min_length=1)


class Shared(Part):
    """What the talk has and an included file may add to."""

    variables: dict[Identifier, Line] = Field(default_factory=dict)
    """Texts that stand for `{{name}}` anywhere in the deck."""
    glossary: dict[Line, Text] = Field(default_factory=dict)
    """What words mean, for the overlay that explains them on any slide."""
    answers: tuple[Answer, ...] = ()
    """The Q&A bank."""
    questions: tuple[AnyQuestion, ...] = ()
    """Quiz questions that slides show by id."""


class Include(Part):
    """A document that pulls in the slides, and what is shared, of another file."""

    include: FileName


def _one_or_many(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Files = Annotated[tuple[FileName, ...], BeforeValidator(_one_or_many)]


class Talk(Shared):
    """The first document of a deck: the talk as a whole."""

    talk: str = Field(min_length=1, max_length=200)
    speaker: str = ""
    event: str = ""
    tone: str = ""
    duration: DurationRange | None = None
    """What the programme gives the talk, without the Q&A."""
    qa: DurationRange | None = None
    pace: Pace = Span(140, 160)
    """Words per minute this speaker aims for."""
    checkpoints: tuple[Checkpoint, ...] = ()
    cut: tuple[Cut, ...] = ()
    tips: tuple[str, ...] = ()
    """Advice on delivery, shown before the start."""
    theme: Line = ""
    """A theme's name, or a theme file beside the deck."""
    bank: Files = ()
    """Files of questions, which slides show by id."""


class Deck(Part):
    """A whole deck: the talk and its slides, in order."""

    talk: Talk
    slides: tuple[Slide, ...] = Field(min_length=1)

    def shown(self) -> "Deck":
        """The deck as it is given: without hidden slides and what the header says of them."""
        slides = tuple(slide for slide in self.slides if not slide.hidden)
        if len(slides) == len(self.slides):
            return self
        names = {slide.slide for slide in slides}
        talk = self.talk.model_copy(
            update={
                "checkpoints": tuple(p for p in self.talk.checkpoints if p.at in names),
                "cut": tuple(cut for cut in self.talk.cut if cut.slide in names),
            }
        )
        return self.model_copy(update={"talk": talk, "slides": slides})

    def index(self, slide: str) -> int:
        """Place of a slide, from 0. Raises KeyError for an unknown id."""
        for place, candidate in enumerate(self.slides):
            if candidate.slide == slide:
                return place
        raise KeyError(slide)

    def questions(self) -> dict[str, AnyQuestion]:
        """Every question of the deck by its id, those of the header first."""
        found: dict[str, AnyQuestion] = {one.question: one for one in self.talk.questions}
        for slide in self.slides:
            for block in slide.walk():
                if isinstance(block, Quiz) and isinstance(block.quiz, Question):
                    found.setdefault(block.quiz.question, block.quiz)
        return found
