"""Live panes in which a model writes: what comes next, and what each method makes of it."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from quiz.rubric.rules import AnyRule
from slides.blocks.part import Line, Part, Whole

Prompt = Annotated[str, Field(min_length=1, max_length=4_000)]
Prompts = Annotated[tuple[Prompt, ...], Field(min_length=1, max_length=9)]
"""To pick from by number."""
Length = Annotated[int, Field(ge=10, le=600)]
"""Tokens of an answer, at most."""
Seed = Annotated[int, Field(ge=0, lt=2**31)]


class NextToken(Part):
    """Live pane: the likeliest next tokens of a prompt as bars; pick one, and go on from there."""

    pane: Literal["next-token"]
    model: str = "default"
    prompts: Prompts
    source: str = Field(default="", max_length=4_000)
    """A text that one key pastes in front of the prompt."""
    temperature: float = Field(default=1, ge=0.1, le=3)
    top_p: float = Field(default=1, gt=0, le=1)
    seed: Seed = 0
    reveal: Whole = "with"


class BeforeAfter(Part):
    """Live pane: one question to a model before and after post-training, side by side."""

    pane: Literal["before-after"]
    before: str = "base"
    """`base` is the checkpoint before tuning where it is on this machine; elsewhere the tuned
    model without its chat template stands for it, and the pane says so."""
    after: str = "default"
    questions: Prompts
    length: Length = 90
    seed: Seed = 0
    reveal: Whole = "with"


class NamedPrompt(Part):
    """A way of asking, under a name. `{text}` stands for the text in question."""

    name: Line
    prompt: Prompt


class Prompting(Part):
    """Live pane: the same model under two prompts, side by side, each held against a rubric."""

    pane: Literal["prompting"]
    model: str = "default"
    prompts: tuple[NamedPrompt, ...] = Field(min_length=2, max_length=9)
    """The first stands on the left; one of the others, picked by number, on the right."""
    text: str = Field(default="", max_length=2_000)
    """What `{text}` stands for until somebody types or sends another."""
    rubric: tuple[AnyRule, ...] = Field(default=(), max_length=20)
    """Rules that an answer is held against."""
    length: Length = 120
    temperature: float = Field(default=0, ge=0, le=2)
    seed: Seed = 0
    reveal: Whole = "with"


ToolName = Literal["emi", "calculator", "date", "unit"]


class ToolQuestion(Part):
    """A question, and the call that answers it: what the model's call is held against."""

    question: Prompt
    tool: ToolName = "emi"
    right: dict[str, str | float] = Field(default_factory=dict)
    """The arguments of the right call; unknown when left out."""


def _question(value: Any) -> Any:
    return {"question": value} if isinstance(value, str) else value


class Tools(Part):
    """Live pane: a question that needs arithmetic, answered by the model alone and with a tool."""

    pane: Literal["tools"]
    model: str = "default"
    questions: Annotated[
        tuple[Annotated[ToolQuestion, BeforeValidator(_question)], ...],
        Field(min_length=1, max_length=9),
    ]
    reveal: Whole = "with"


class Hallucination(Part):
    """Live pane: a question that the model cannot know, how sure of each token it is, and what
    helps."""

    pane: Literal["hallucination"]
    model: str = "default"
    questions: Prompts
    source: str = Field(default="", max_length=4_000)
    """A text that has the answer."""
    threshold: float = Field(default=0.5, gt=0, lt=1)
    """Mean probability of an answer's tokens below which the pane says that nobody knows."""
    length: Length = 60
    reveal: Whole = "with"


WritingPane = NextToken | BeforeAfter | Prompting | Tools | Hallucination
