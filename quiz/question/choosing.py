"""Questions that are answered by choosing from what is there."""

from functools import lru_cache
from typing import Literal, Self

from pydantic import Field, model_validator

from quiz.question.parts import MAX_OPTIONS, Option, Question, differing
from quiz.rubric import judge
from quiz.rubric.rules import AnyRule, SimilarTo


class _WithOptions(Question):
    """A question whose options the deck writes."""

    options: tuple[Option, ...] = Field(min_length=2, max_length=MAX_OPTIONS)
    """Two to nine of them."""
    shuffle: bool = False
    """Whether attendees see the options in different orders. Shapes and colours stay."""

    @model_validator(mode="after")
    def _options_differ(self) -> Self:
        differing(self.options)
        return self

    @property
    def choices(self) -> tuple[Option, ...]:
        """The options."""
        return self.options


class Choice(_WithOptions):
    """One option is chosen; any right one will do. Without a right option it is a poll."""

    kind: Literal["choice"] = "choice"


class Multiple(_WithOptions):
    """As many options are chosen as are right."""

    kind: Literal["multiple"] = "multiple"

    @model_validator(mode="after")
    def _some_are_right(self) -> Self:
        if not self.right:
            raise ValueError("no option is right; mark those that are with `right: yes`")
        return self


class Poll(_WithOptions):
    """Options without a right one."""

    kind: Literal["poll"] = "poll"
    most: int = Field(default=1, ge=1, le=MAX_OPTIONS)
    """How many may be chosen."""

    @model_validator(mode="after")
    def _none_is_right(self) -> Self:
        if self.right:
            raise ValueError("a poll has no right option; leave `kind` out for a question")
        return self


_TRUE_IS_RIGHT, _FALSE_IS_RIGHT = (
    tuple(Option.model_construct(text=text, right=text == right) for text in ("True", "False"))
    for right in ("True", "False")
)
"""Made without a check, so that no model is built before one is needed."""


class TrueFalse(Question):
    """A statement that is true or false."""

    kind: Literal["true-false"] = "true-false"
    answer: bool
    """`yes` if it is true."""

    @property
    def choices(self) -> tuple[Option, ...]:
        """True and false."""
        return _TRUE_IS_RIGHT if self.answer else _FALSE_IS_RIGHT


MethodName = Literal["prompting", "rag", "sft", "lora", "tools", "preference"]
METHODS: dict[MethodName, str] = {
    "prompting": "Prompting",
    "rag": "RAG",
    "sft": "SFT",
    "lora": "LoRA",
    "tools": "Tools",
    "preference": "Preference optimisation",
}
"""Ways to change what a model does, by the key that decks write."""


class Method(Question):
    """Choose your training method: a scenario, and why each method does or does not serve."""

    kind: Literal["method"] = "method"
    methods: dict[MethodName, str] = Field(min_length=2)
    """Methods to choose from, and why each is or is not the one."""
    best: MethodName
    """The method that serves."""

    @model_validator(mode="after")
    def _each_says_why(self) -> Self:
        if self.best not in self.methods:
            raise ValueError(f"{self.best!r} is the best, but not among the methods")
        for name, why in self.methods.items():
            if not why.strip():
                raise ValueError(f"say of {name!r} why it is or is not the one")
            if len(why) > 500:
                raise ValueError(f"what is said of {name!r} is longer than 500 characters")
        return self

    @property
    def choices(self) -> tuple[Option, ...]:
        """The methods, as options."""
        return _methods(tuple(self.methods.items()), self.best)

    def __hash__(self) -> int:
        return hash((self.question, self.ask, self.best))


@lru_cache(maxsize=256)
def _methods(whys: tuple[tuple[MethodName, str], ...], best: MethodName) -> tuple[Option, ...]:
    return tuple(
        Option.model_construct(text=METHODS[name], right=name == best, why=why)
        for name, why in whys
    )


class Outcome(Option):
    """Something that a model may do, and how its output is known to have done it."""

    when: tuple[AnyRule, ...] = Field(default=(), max_length=10)
    """Rules that an output meets if it did this; without any the speaker says."""

    @model_validator(mode="after")
    def _can_be_told_at_once(self) -> Self:
        if any(isinstance(rule, SimilarTo) for rule in self.when):
            raise ValueError("`similar_to` decides no guess; name words, or a pattern")
        return self

    def met(self, output: str) -> bool:
        """Whether `output` meets all of its rules."""
        return all(mark.met for mark in judge(self.when, output).marks)


class Guess(Question):
    """Guess what the base model will do: the speaker runs it, and its real output decides."""

    kind: Literal["guess"] = "guess"
    prompt: str = Field(min_length=1, max_length=2000)
    """What the model is given."""
    model: str = Field(default="base", min_length=1, max_length=200)
    """Who is given it: `base` as it is, any other by its chat template."""
    options: tuple[Outcome, ...] = Field(default=(), max_length=MAX_OPTIONS)
    """What it may do; without options attendees write what they think it will say."""
    longest: int = Field(default=200, ge=10, le=600)
    """Characters of a written guess."""
    shuffle: bool = False
    """Whether attendees see the options in different orders. Shapes and colours stay."""

    @model_validator(mode="after")
    def _nothing_is_right_yet(self) -> Self:
        differing(self.options)
        if self.right:
            raise ValueError("the model decides which option is right; leave `right` out")
        if len(self.options) == 1:
            raise ValueError("one option is no choice; write two or more, or none")
        return self

    @property
    def choices(self) -> tuple[Option, ...]:
        """The options, if there are any."""
        return self.options

    @property
    def has_answer(self) -> bool:
        """There will be one."""
        return True

    def told(self, output: str) -> frozenset[int] | None:
        """Places of the options that `output` makes right, by their rules: all whose rules it
        meets, or else those that have none. None where no option has rules: the speaker says."""
        if not any(option.when for option in self.options):
            return None
        met = frozenset(n for n, one in enumerate(self.options) if one.when and one.met(output))
        return met or frozenset(n for n, one in enumerate(self.options) if not one.when)

    @property
    def speed_counts(self) -> bool:
        """Only a chosen guess can be quick."""
        return bool(self.options)
