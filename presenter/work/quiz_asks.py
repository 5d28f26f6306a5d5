"""What a quiz's slide asks of the lab: what a model does with a prompt, and what texts mean."""

from collections.abc import Sequence

from presenter.work.protocol import Embed, Generate, Task, Turn, WarmText
from presenter.work.wordings import RAW
from quiz.question import AnyQuestion, FixPrompt, Guess
from quiz.rubric.rules import SimilarTo

GUESSED_TOKENS, TRIED_TOKENS = 60, 120
MOST_TEXTS = 200
"""Texts that are compared at once, those that are looked for among them."""


def guessing(question: Guess) -> Generate:
    """Have the model go on from the prompt: a base raw, as the panes have it go on, since without
    chance it repeats itself or ends at once; any other as the next turn of a chat."""
    model = question.model
    if model == "base":
        prompt = question.prompt
        return Generate(
            model=model, prompt=prompt, max_tokens=GUESSED_TOKENS, ignore_end=True, **RAW
        )
    turns = (Turn(text=question.prompt),)
    return Generate(model=model, messages=turns, max_tokens=GUESSED_TOKENS)


def trying(prompt: str) -> Generate:
    """Have the model follow a prompt that an attendee wrote, without chance."""
    return Generate(messages=(Turn(text=prompt),), max_tokens=TRIED_TOKENS)


def looked_for(question: FixPrompt) -> tuple[str, ...]:
    """The texts whose meaning a rubric looks for."""
    rules = (rule for rule in question.rubric if isinstance(rule, SimilarTo))
    return tuple(dict.fromkeys(text for rule in rules for text in rule.similar_to))


def comparing(question: FixPrompt, texts: Sequence[str]) -> Embed:
    """Compare texts with those that are looked for, which come first."""
    wanted = looked_for(question)
    return Embed(texts=(*wanted, *texts)[:MOST_TEXTS])


def quiz_asks(question: AnyQuestion | None) -> tuple[Task, ...]:
    """The requests of a question that are known before the audience is there."""
    return (guessing(question),) if isinstance(question, Guess) else ()


def quiz_warming(question: AnyQuestion | None) -> tuple[Task, ...]:
    """What loads all that a question needs."""
    match question:
        case Guess(model=model):
            return (WarmText(model=model),)
        case FixPrompt():
            found = looked_for(question)
            return (WarmText(), *((Embed(texts=found),) if found else ()))
        case _:
            return ()
