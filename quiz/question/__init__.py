"""What a question is, of every kind. Pure, and with `quiz.rubric` all of the quiz that decks know.

`AnyQuestion` is the choice among the kinds, by their `kind`; a question without one is a single
choice. `Question` is what they have in common.
"""

from typing import Annotated

from pydantic import ConfigDict, Discriminator, Tag, TypeAdapter

from quiz.question.choosing import (
    METHODS,
    Choice,
    Guess,
    Method,
    Multiple,
    Outcome,
    Poll,
    TrueFalse,
)
from quiz.question.parts import (
    COLOURS,
    LETTERS,
    LONGEST,
    MAX_OPTIONS,
    SHAPES,
    Identifier,
    Option,
    Question,
    TimeLimit,
)
from quiz.question.telling import Cloud, Estimate, FixPrompt, FreeText, Ordering, Scale

__all__ = [
    "COLOURS", "KINDS", "LETTERS", "LONGEST", "MAX_OPTIONS", "METHODS", "QUESTION", "SHAPES",
    "AnyQuestion", "Choice", "Cloud", "Estimate", "FixPrompt", "FreeText", "Guess", "Identifier",
    "Method", "Multiple", "Option", "Ordering", "Outcome", "Poll", "Question", "Scale",
    "TimeLimit", "TrueFalse",
]  # fmt: skip

KINDS: dict[str, type[Question]] = {
    "choice": Choice,
    "multiple": Multiple,
    "true-false": TrueFalse,
    "ordering": Ordering,
    "estimate": Estimate,
    "poll": Poll,
    "cloud": Cloud,
    "scale": Scale,
    "text": FreeText,
    "method": Method,
    "fix-prompt": FixPrompt,
    "guess": Guess,
}
"""Every kind by the name that decks give it."""


def _kind(value: object) -> str | None:
    """A question's kind; one that does not say is a single choice."""
    given = value.get("kind", "choice") if isinstance(value, dict) else getattr(value, "kind", None)
    return given if isinstance(given, str) else None


AnyQuestion = Annotated[
    Annotated[Choice, Tag("choice")]
    | Annotated[Multiple, Tag("multiple")]
    | Annotated[TrueFalse, Tag("true-false")]
    | Annotated[Ordering, Tag("ordering")]
    | Annotated[Estimate, Tag("estimate")]
    | Annotated[Poll, Tag("poll")]
    | Annotated[Cloud, Tag("cloud")]
    | Annotated[Scale, Tag("scale")]
    | Annotated[FreeText, Tag("text")]
    | Annotated[Method, Tag("method")]
    | Annotated[FixPrompt, Tag("fix-prompt")]
    | Annotated[Guess, Tag("guess")],
    Discriminator(
        _kind,
        custom_error_type="question_kind",
        custom_error_message=f"a question is of one of these kinds: {', '.join(KINDS)}",
    ),
]
QUESTION: TypeAdapter[AnyQuestion] = TypeAdapter(AnyQuestion, config=ConfigDict(defer_build=True))
"""Reads and writes a question of any kind."""
