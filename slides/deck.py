"""The deck: what a talk is made of. Loaded from YAML by `slides.loader`; values are parsed here."""

from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    ValidationInfo,
    model_validator,
)

from quiz.question import Identifier, Question
from slides.durations import Span, parse_duration, parse_span


def _duration(value: object) -> object:
    return parse_duration(value) if isinstance(value, str) else value


def _span(value: object) -> object:
    return parse_span(value) if isinstance(value, str) else value


def _pace(value: object) -> object:
    """`150` or `140-160`, in words per minute."""
    if not isinstance(value, str):
        return value
    low, dash, high = value.replace("–", "-").partition("-")
    try:
        span = Span(float(low), float(high if dash else low))
    except ValueError:
        span = Span(0, 0)
    if not 0 < span.low <= span.high <= 400:
        raise ValueError(f"write the pace in words per minute, as 150 or 140-160, not {value!r}")
    return span


Duration = Annotated[float, BeforeValidator(_duration), Field(gt=0)]
"""Seconds."""
DurationRange = Annotated[Span, BeforeValidator(_span)]
"""Seconds, from and to."""
Pace = Annotated[Span, BeforeValidator(_pace)]
"""Words per minute, from and to."""
Reveal = Literal["with", "step", "items"]
"""How a block comes on: with what stands before it, as a step of its own, or item by item."""


class Part(BaseModel):
    """A piece of a deck. Unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _remember_keys(cls, value: Any, info: ValidationInfo) -> Any:
        """Tell the loader which keys were possible here, for its did-you-mean."""
        if isinstance(info.context, dict) and isinstance(value, dict):
            info.context[id(value)] = tuple(cls.model_fields)
        return value


# ---------------------------------------------------------------------------- blocks


class Markdown(Part):
    """Text, lists, tables, quotes and code in CommonMark with GFM tables."""

    markdown: str = Field(max_length=200_000)
    reveal: Reveal = "with"


class Columns(Part):
    """Blocks side by side; every column is one block or a list of them."""

    columns: tuple["Column", ...] = Field(min_length=2, max_length=4)
    reveal: Literal["with", "step"] = "with"


class SpamInfer(Part):
    """Live pane: type or pick a message, see spam or ham, how sure, and how long it took."""

    pane: Literal["spam-infer"]
    base: str = "default"
    messages: tuple[str, ...] = Field(default=(), max_length=9)
    reveal: Literal["with", "step"] = "with"


class SpamTrain(Part):
    """Live pane: fine-tunes the base on labelled messages while the audience watches."""

    pane: Literal["spam-train"]
    base: str = "default"
    split: Literal["random", "group"] = "random"
    seed: int = Field(default=0, ge=0, lt=2**31)
    reveal: Literal["with", "step"] = "with"


Pane = Annotated[SpamInfer | SpamTrain, Field(discriminator="pane")]


class Quiz(Part):
    """A question put to the audience: by its id in the header's `questions`, or written here."""

    quiz: Annotated[
        Annotated[Identifier, Tag("id")] | Annotated[Question, Tag("question")],
        Discriminator(lambda value: "id" if isinstance(value, str) else "question"),
    ]
    reveal: Literal["with", "step"] = "with"

    @property
    def id(self) -> str:
        """The question's id."""
        return self.quiz if isinstance(self.quiz, str) else self.quiz.question


KINDS = ("markdown", "columns", "pane", "quiz")


def _kind(value: object) -> str | None:
    """Which kind of block a mapping is, by the one key that names it."""
    keys = value if isinstance(value, dict) else getattr(value, "__dict__", {})
    return next((kind for kind in KINDS if kind in keys), None)


Block = Annotated[
    Annotated[Markdown, Tag("markdown")]
    | Annotated[Columns, Tag("columns")]
    | Annotated[Pane, Tag("pane")]
    | Annotated[Quiz, Tag("quiz")],
    Discriminator(
        _kind,
        custom_error_type="block_kind",
        custom_error_message=f"a block names its kind: one of {', '.join(KINDS)}",
    ),
]


def _one_block_or_many(value: object) -> object:
    return value if isinstance(value, list | tuple) else (value,)


Column = Annotated[tuple[Block, ...], BeforeValidator(_one_block_or_many), Field(min_length=1)]


# ---------------------------------------------------------------------------- slides


class Slide(Part):
    """One slide, with what the speaker says over it and how long that should take."""

    slide: Identifier
    title: str = Field(default="", max_length=200)
    budget: Duration | None = None
    part: Literal["talk", "qa", "closing"] = "talk"
    """`talk` counts against the header's `duration`; `qa` and `closing` against its `qa`."""
    layout: Literal["content", "title", "statement"] = "content"
    body: str = Field(default="", max_length=200_000)
    reveal: Reveal = "with"
    """How the body comes on."""
    blocks: tuple[Block, ...] = ()
    notes: str = Field(default="", max_length=200_000)
    """What the speaker says. `[cues]` are shown, not spoken; `[step]` marks where the next
    step is pressed, and divides the notes into one part a step."""

    @property
    def content(self) -> tuple[Block, ...]:
        """The body, if any, and then the blocks."""
        body = (Markdown(markdown=self.body, reveal=self.reveal),) if self.body.strip() else ()
        return (*body, *self.blocks)

    def walk(self) -> "list[Block]":
        """Every block of the slide, those inside columns too, in reading order."""
        return list(_walk(self.content))


def _walk(blocks: tuple[Block, ...]) -> "list[Block]":
    found: list[Block] = []
    for block in blocks:
        found.append(block)
        if isinstance(block, Columns):
            for column in block.columns:
                found.extend(_walk(column))
    return found


class Checkpoint(Part):
    """A slide the speaker means to reach by a certain time after the start."""

    at: Identifier
    by: Duration


class Cut(Part):
    """A permitted saving: a slide that may be given less time, and how."""

    slide: Identifier
    to: Annotated[float, BeforeValidator(_duration), Field(ge=0)]
    """Seconds left for the slide; `0s` skips it."""
    how: str = ""


class Answer(Part):
    """A question the speaker expects in the Q&A, and the answer in store."""

    ask: str = Field(min_length=1)
    answer: str = Field(min_length=1)


class Talk(Part):
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
    answers: tuple[Answer, ...] = ()
    """The Q&A bank."""
    questions: tuple[Question, ...] = ()
    """Quiz questions that slides show by id."""


class Deck(Part):
    """A whole deck: the talk and its slides, in order."""

    talk: Talk
    slides: tuple[Slide, ...] = Field(min_length=1)

    def index(self, slide: str) -> int:
        """Place of a slide, from 0. Raises KeyError for an unknown id."""
        for place, candidate in enumerate(self.slides):
            if candidate.slide == slide:
                return place
        raise KeyError(slide)

    def questions(self) -> dict[str, Question]:
        """Every question of the deck by its id, those of the header first."""
        found = {question.question: question for question in self.talk.questions}
        for slide in self.slides:
            for block in slide.walk():
                if isinstance(block, Quiz) and isinstance(block.quiz, Question):
                    found.setdefault(block.quiz.question, block.quiz)
        return found
