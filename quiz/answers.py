"""What an attendee can answer, and what of it a question takes. Pure."""

from typing import Annotated, assert_never

from pydantic import BaseModel, ConfigDict, Field

from quiz.question import (
    AnyQuestion,
    Choice,
    Cloud,
    Estimate,
    FixPrompt,
    FreeText,
    Guess,
    Method,
    Multiple,
    Ordering,
    Poll,
    Scale,
    TrueFalse,
)

LONGEST_TEXT = 600
"""Characters of one text."""
LONGEST_WORD = 24
"""Characters of one entry of a word cloud."""


class Answer(BaseModel):
    """One answer. Which part of it is used depends on the question's kind."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    chosen: tuple[Annotated[int, Field(ge=0, le=8)], ...] = Field(default=(), max_length=9)
    """Places of what was chosen, as the deck counts them; for an ordering, all places in order."""
    number: float | None = Field(default=None, allow_inf_nan=False, ge=-1e15, le=1e15)
    """An estimate or a rating."""
    texts: tuple[Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)], ...] = Field(
        default=(), max_length=5
    )
    """Words for a cloud, or one text."""


def objection(question: AnyQuestion, answer: Answer) -> str:
    """Why the question does not take the answer, for the one who gave it; "" when it does."""
    match question:
        case Choice() | TrueFalse() | Method():
            return _chosen(answer, len(question.choices), 1)
        case Multiple():
            return _chosen(answer, len(question.choices), len(question.choices))
        case Poll(most=most):
            return _chosen(answer, len(question.choices), most)
        case Guess() if question.choices:
            return _chosen(answer, len(question.choices), 1)
        case Ordering(items=items):
            whole = sorted(answer.chosen) == list(range(len(items)))
            return "" if whole and _only(answer, "chosen") else "Put every item in its place."
        case Estimate():
            given = answer.number is not None and _only(answer, "number")
            return "" if given else "Type a number."
        case Scale(steps=steps):
            rated = answer.number is not None and answer.number in steps
            return "" if rated and _only(answer, "number") else "Choose one of the ratings."
        case Cloud(words=most):
            return _words(answer, most)
        case FreeText(longest=longest) | FixPrompt(longest=longest) | Guess(longest=longest):
            return _text(answer, longest)
        case _:
            assert_never(question)


def _only(answer: Answer, part: str) -> bool:
    """Whether nothing but this part is used."""
    used = {"chosen": answer.chosen, "number": answer.number is not None, "texts": answer.texts}
    return not any(value for name, value in used.items() if name != part)


def _chosen(answer: Answer, options: int, most: int) -> str:
    places = answer.chosen
    fine = 0 < len(places) <= most and len(set(places)) == len(places) and max(places) < options
    if fine and _only(answer, "chosen"):
        return ""
    return "Choose one of the options." if most == 1 else f"Choose one to {most} of the options."


def _words(answer: Answer, most: int) -> str:
    if not 0 < len(answer.texts) <= most or not _only(answer, "texts"):
        return "Type a word." if most == 1 else f"Type one to {most} words."
    if any(len(word) > LONGEST_WORD for word in answer.texts):
        return f"A word has at most {LONGEST_WORD} letters."
    return ""


def _text(answer: Answer, longest: int) -> str:
    if len(answer.texts) != 1 or not answer.texts[0].strip() or not _only(answer, "texts"):
        return "Type your answer first."
    return "" if len(answer.texts[0]) <= longest else f"At most {longest} characters."
