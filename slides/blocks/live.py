"""Blocks that live: panes, which run models, and quizzes, which the audience answers."""

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from quiz.question import AnyQuestion, Identifier
from slides.blocks.part import Part, Whole


class SpamInfer(Part):
    """Live pane: type or pick a message, see spam or ham, how sure, and how long it took."""

    pane: Literal["spam-infer"]
    base: str = "default"
    messages: tuple[str, ...] = Field(default=(), max_length=9)
    reveal: Whole = "with"


class SpamTrain(Part):
    """Live pane: fine-tunes the base on labelled messages while the audience watches."""

    pane: Literal["spam-train"]
    base: str = "default"
    split: Literal["random", "group"] = "random"
    seed: int = Field(default=0, ge=0, lt=2**31)
    reveal: Whole = "with"


Pane = Annotated[SpamInfer | SpamTrain, Field(discriminator="pane")]


class Quiz(Part):
    """A question put to the audience: by its id in the header's `questions`, or written here."""

    quiz: Annotated[
        Annotated[Identifier, Tag("id")] | Annotated[AnyQuestion, Tag("question")],
        Discriminator(lambda value: "id" if isinstance(value, str) else "question"),
    ]
    reveal: Whole = "with"

    @property
    def id(self) -> str:
        """The question's id."""
        return self.quiz if isinstance(self.quiz, str) else self.quiz.question
