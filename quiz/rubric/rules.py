"""The rules of a rubric, as decks write them: each has one key that says what it asks."""

import re
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    WithJsonSchema,
)

from quiz.rubric.patterns import LONGEST, compiled

Phrase = Annotated[str, Field(min_length=1, max_length=200)]
Phrases = Annotated[tuple[Phrase, ...], Field(min_length=1, max_length=100)]
On = Annotated[Literal[True], BeforeValidator(lambda value: str(value).lower() in ("yes", "true"))]
"""`yes`: a rule that is there to be applied."""


def _range(value: object) -> object:
    """`20-120`, `20-` or `-120`, or a number for at most that many."""
    if not isinstance(value, str | int):
        return value
    match = re.fullmatch(r"\s*(\d{0,6})\s*(?:([-–])\s*(\d{0,6}))?\s*", str(value))
    if not match or not (match[1] or match[3]):
        raise ValueError(f"write how many as 20-120, 20- or -120, not {value!r}")
    low, dash, high = match.groups()
    bounds = (int(low or 0), int(high) if high else None) if dash else (0, int(low))
    if bounds[1] is not None and bounds[0] > bounds[1]:
        raise ValueError(f"the range {value!r} runs backwards")
    return bounds


Count = Annotated[
    tuple[int, int | None],
    BeforeValidator(_range),
    WithJsonSchema({"type": ["string", "integer"], "examples": ["20-120", "-400"]}),
]
"""From how many to how many, None for no end."""


def _can_run(pattern: str) -> str:
    compiled(pattern)
    return pattern


class Rule(BaseModel):
    """What all rules have. Unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    weight: float = Field(default=1, gt=0, le=100)
    """How much the rule counts against the others."""
    hint: str = Field(default="", max_length=300)
    """What to try, for who did not meet it; without one the rule says what it misses."""
    explanation: str = Field(default="", max_length=500)
    """Why the rule is there; shown with the result."""


class ContainsAny(Rule):
    """Has one of these words or phrases, or `at_least` so many of them."""

    contains_any: Phrases
    at_least: int = Field(default=1, ge=1, le=100)


class ContainsAll(Rule):
    """Has all of these words or phrases."""

    contains_all: Phrases


class Regex(Rule):
    """Has what this regular expression (RE2) describes."""

    regex: Annotated[str, Field(min_length=1, max_length=LONGEST), AfterValidator(_can_run)]


class MustNot(Rule):
    """Has none of these words or phrases."""

    must_not: Phrases


class NotVague(Rule):
    """Has none of the words that say how a result should feel and not what it is."""

    not_vague: On


class Words(Rule):
    """Is so many words long."""

    words: Count


class Characters(Rule):
    """Is so many characters long."""

    characters: Count


class NamesFormat(Rule):
    """Says what form the answer should have: a table, JSON, three sentences."""

    names_format: On


class GivesExample(Rule):
    """Shows what is meant by an example."""

    gives_example: On


class Constraints(Rule):
    """Bounds the answer in at least so many ways: `at most`, `only`, `do not`, numbers."""

    constraints: int = Field(ge=1, le=10)


class Fact(BaseModel):
    """A fact that has to be there, in any of several wordings."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    fact: str = Field(min_length=1, max_length=200)
    """What it is, for people."""
    any: tuple[Phrase, ...] = Field(default=(), max_length=30)
    """Its wordings; the fact itself when left out."""

    @property
    def wordings(self) -> tuple[str, ...]:
        """What shows that the fact is there."""
        return self.any or (self.fact,)


def _fact(value: object) -> object:
    return {"fact": value} if isinstance(value, str) else value


class Facts(Rule):
    """Gives the facts that the model cannot know."""

    facts: tuple[Annotated[Fact, BeforeValidator(_fact)], ...] = Field(min_length=1, max_length=30)


class SimilarTo(Rule):
    """Means much the same as one of these texts; judged only where meanings can be compared."""

    similar_to: Phrases
    at_least: float = Field(default=0.6, gt=0, le=1)
    """How near, from 0 to 1."""


RULES = (
    *("contains_any", "contains_all", "regex", "must_not", "not_vague", "words", "characters"),
    *("names_format", "gives_example", "constraints", "facts", "similar_to"),
)
"""The keys that name a rule."""


def _key(value: object) -> str | None:
    """Which rule a mapping is, by the one key that names it."""
    keys = value if isinstance(value, dict) else getattr(value, "__dict__", {})
    return next((rule for rule in RULES if rule in keys), None)


AnyRule = Annotated[
    Annotated[ContainsAny, Tag("contains_any")]
    | Annotated[ContainsAll, Tag("contains_all")]
    | Annotated[Regex, Tag("regex")]
    | Annotated[MustNot, Tag("must_not")]
    | Annotated[NotVague, Tag("not_vague")]
    | Annotated[Words, Tag("words")]
    | Annotated[Characters, Tag("characters")]
    | Annotated[NamesFormat, Tag("names_format")]
    | Annotated[GivesExample, Tag("gives_example")]
    | Annotated[Constraints, Tag("constraints")]
    | Annotated[Facts, Tag("facts")]
    | Annotated[SimilarTo, Tag("similar_to")],
    Discriminator(
        _key,
        custom_error_type="rule_kind",
        custom_error_message=f"a rule names what it asks: one of {', '.join(RULES)}",
    ),
]
Rubric = Annotated[tuple[AnyRule, ...], Field(min_length=1, max_length=20)]
"""Rules in the order in which their marks are shown."""

RULE_MODELS: tuple[type[Any], ...] = (
    *(ContainsAny, ContainsAll, Regex, MustNot, NotVague, Words, Characters),
    *(NamesFormat, GivesExample, Constraints, Facts, SimilarTo),
)
