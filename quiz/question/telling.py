"""Questions that are answered by arranging, estimating, rating or writing."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from quiz.question.parts import MAX_OPTIONS, Option, Question, differing
from quiz.rubric import Rubric

Figure = Annotated[float, Field(allow_inf_nan=False, ge=-1e15, le=1e15)]


class Ordering(Question):
    """Items to bring into order."""

    kind: Literal["ordering"] = "ordering"
    items: tuple[Annotated[str, Field(min_length=1, max_length=200)], ...] = Field(
        min_length=2, max_length=MAX_OPTIONS
    )
    """In the right order; attendees see them in another."""

    @model_validator(mode="after")
    def _items_differ(self) -> Self:
        differing([Option(text=item) for item in self.items])
        return self

    @property
    def has_answer(self) -> bool:
        """Always: the order in which they are written."""
        return True


class Estimate(Question):
    """A number to come near to."""

    kind: Literal["estimate"] = "estimate"
    answer: Figure
    unit: str = Field(default="", max_length=20)
    """Behind the number."""
    within: float = Field(default=0, ge=0, allow_inf_nan=False)
    """How far off is still right in full."""
    worthless: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    """How far off earns nothing; as far as the answer is from 0 when left out."""

    @model_validator(mode="after")
    def _bounds_are_in_order(self) -> Self:
        if self.within >= self.reach:
            raise ValueError("`within` should be less than what is worthless")
        return self

    @property
    def reach(self) -> float:
        """How far off earns nothing."""
        return self.worthless if self.worthless is not None else abs(self.answer) or 1.0

    @property
    def has_answer(self) -> bool:
        """Always."""
        return True

    @property
    def speed_counts(self) -> bool:
        """Estimates are thought over."""
        return False


class Cloud(Question):
    """Words that come to mind; the room's make a cloud."""

    kind: Literal["cloud"] = "cloud"
    words: int = Field(default=3, ge=1, le=5)
    """How many each attendee may give."""


class Scale(Question):
    """A rating from low to high."""

    kind: Literal["scale"] = "scale"
    low: int = Field(default=1, ge=0, le=1)
    high: int = Field(default=5, ge=2, le=10)
    low_means: str = Field(default="", max_length=60)
    high_means: str = Field(default="", max_length=60)

    @property
    def steps(self) -> range:
        """The ratings there are."""
        return range(self.low, self.high + 1)


class FreeText(Question):
    """An answer in the attendee's own words; right if it is one of those accepted, if any are."""

    kind: Literal["text"] = "text"
    longest: int = Field(default=200, ge=1, le=600)
    """Characters."""
    accept: tuple[Annotated[str, Field(min_length=1, max_length=200)], ...] = Field(
        default=(), max_length=50
    )
    """Right answers; capitals and spacing make no difference."""

    @property
    def has_answer(self) -> bool:
        """Whether any answer is the right one."""
        return bool(self.accept)


class FixPrompt(Question):
    """Fix this prompt: a bad prompt to rewrite, judged at once by a rubric."""

    kind: Literal["fix-prompt"] = "fix-prompt"
    prompt: str = Field(min_length=1, max_length=1000)
    """The bad one."""
    longest: int = Field(default=400, ge=20, le=600)
    """Characters of the rewritten one."""
    rubric: Rubric
    """What a good one has and lacks."""
    example: str = Field(default="", max_length=1000)
    """A good one, shown with the result."""

    @property
    def has_answer(self) -> bool:
        """The rubric scores every answer."""
        return True

    @property
    def speed_counts(self) -> bool:
        """Good prompts are thought over."""
        return False
