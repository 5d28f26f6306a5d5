"""Blocks that live: panes, which run models, and quizzes, which the audience answers."""

from typing import Annotated, Any, Literal, get_args

from pydantic import Discriminator, Field, PlainValidator, SerializeAsAny, Tag, ValidationInfo
from pydantic.json_schema import WithJsonSchema

from quiz.question import AnyQuestion, Identifier
from slides.blocks.own import NoSuchPane, OwnPane, installed, kind_of
from slides.blocks.part import Part, Whole
from slides.blocks.vectors import VectorPane
from slides.blocks.writing import WritingPane


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


BuiltIn = SpamInfer | SpamTrain | VectorPane | WritingPane
BUILT_IN = frozenset(
    str(get_args(pane.model_fields["pane"].annotation)[0]) for pane in get_args(BuiltIn)
)
"""The names of the panes that Podium has itself."""
PANE_TAGS = ("built-in", "plug-in")


def _origin(value: Any) -> str:
    """Which of the tags a pane has; one that nobody knows is said to be none of the built-in."""
    name = value.get("pane") if isinstance(value, dict) else getattr(value, "pane", None)
    known = not isinstance(name, str) or name in BUILT_IN
    return PANE_TAGS[not known and name in installed()]


def _own(value: Any, info: ValidationInfo) -> OwnPane:
    """A plug-in's pane, by its own spec."""
    if isinstance(value, OwnPane):
        return value
    try:
        spec = kind_of(value["pane"]).spec
    except NoSuchPane as error:
        raise ValueError(str(error)) from None
    return spec.model_validate(value, context=info.context)


NEVER: dict[str, Any] = {"not": {}}
"""Of plug-ins the schema knows those that are installed where it is made, and no others."""
_Own = Annotated[SerializeAsAny[OwnPane], PlainValidator(_own), WithJsonSchema(NEVER)]
Pane = Annotated[
    Annotated[Annotated[BuiltIn, Field(discriminator="pane")], Tag("built-in")]
    | Annotated[_Own, Tag("plug-in")],
    Discriminator(_origin),
]


LEADERBOARD = "leaderboard"
"""Instead of a question's id: the first ten. A question of that name is shown all the same."""


class Quiz(Part):
    """A question put to the audience: by its id in the header's `questions`, or written here; or
    the `leaderboard`."""

    quiz: Annotated[
        Annotated[Identifier, Tag("id")] | Annotated[AnyQuestion, Tag("question")],
        Discriminator(lambda value: "id" if isinstance(value, str) else "question"),
    ]
    reveal: Whole = "with"

    @property
    def id(self) -> str:
        """The question's id."""
        return self.quiz if isinstance(self.quiz, str) else self.quiz.question
