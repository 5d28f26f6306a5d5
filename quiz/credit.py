"""How right an answer is, from 0 to 1, for every kind of question. Pure."""

from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from types import MappingProxyType

from quiz.answers import Answer
from quiz.core import Given, Run
from quiz.once import once
from quiz.question import Choice, Estimate, FixPrompt, FreeText, Guess, Multiple, Ordering
from quiz.rubric import Rubric, Verdict, judge, verdict

HALF_IS_RIGHT = 0.5
"""From this credit on, an answer counts as right where hardly anybody gets everything."""
_FEWEST_WORDS = 3


def credit(run: Run, given: Given, nearness: float | None = None) -> float:
    """The share of the points that the answer earns before speed; 0 where nothing is right.

    `nearness` is how near its meaning is to what a rubric looks for, if that was compared.
    """
    question, answer = run.question, given.answer
    if isinstance(question, Choice):
        return float(not run.right.isdisjoint(answer.chosen))
    match question:
        case Multiple():
            hits = len(run.right & set(answer.chosen))
            misses = len(answer.chosen) - hits
            return max(0.0, (hits - misses) / len(run.right))
        case Ordering():
            pairs = list(combinations(answer.chosen, 2))
            return sum(a < b for a, b in pairs) / len(pairs)
        case Estimate(within=within, reach=reach):
            off = abs((answer.number or 0.0) - question.answer)
            return max(0.0, min(1.0, (reach - off) / (reach - within)))
        case FreeText(accept=accept):
            return float(folded(answer.texts[0]) in {folded(text) for text in accept})
        case FixPrompt(rubric=rubric):
            return judged(rubric, answer.texts[0], nearness).score
        case Guess() if not question.choices:
            return _overlap(answer, run.output) if run.decided is not None else 0.0
        case _:
            return float(bool(run.right) and set(answer.chosen) <= run.right)


def judged(rubric: Rubric, text: str, nearness: float | None = None) -> Verdict:
    """What a rubric says of a text whose meaning is so near to what is looked for, if known."""
    return verdict(rubric, text) if nearness is None else judge(rubric, text, lambda *_: nearness)


def is_right(run: Run, share: float) -> bool:
    """Whether an answer that earns this share counts as right."""
    part = isinstance(run.question, Estimate | FixPrompt)
    part |= isinstance(run.question, Guess) and not run.question.choices
    return share >= (HALF_IS_RIGHT if part else 1.0)


@once
def credits_of(run: Run) -> Mapping[str, float]:
    """The credit of everybody who answered."""
    near = run.nearness
    return MappingProxyType(
        {who: credit(run, given, near.get(who)) for who, given in run.answers.items()}
    )


def folded(text: str) -> str:
    """A text as it is compared: without capitals, spacing, and signs at its ends."""
    return " ".join(text.casefold().split()).strip(" .,;:!?\"'")


def _overlap(answer: Answer, output: str) -> float:
    """The share of words that a guess and the beginning of the output have in common (F1): as
    many words of the output are looked at as the guess has, but three at least."""
    guess = _words(answer.texts[0])
    real = _words(output)[: max(_FEWEST_WORDS, len(guess))]
    if not guess or not real:
        return 0.0
    shared = sum((Counter(guess) & Counter(real)).values())
    return 2 * shared / (len(guess) + len(real))


def _words(text: str) -> list[str]:
    plain = "".join(char if char.isalnum() else " " for char in text.casefold())
    return plain.split()
