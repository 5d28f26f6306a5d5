"""A text against a rubric: a score, and for every rule a mark that says why."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import assert_never

from quiz.rubric import phrases
from quiz.rubric.patterns import found
from quiz.rubric.rules import (
    AnyRule,
    Characters,
    Constraints,
    ContainsAll,
    ContainsAny,
    Facts,
    GivesExample,
    MustNot,
    NamesFormat,
    NotVague,
    Regex,
    SimilarTo,
    Words,
)

LONGEST = 4000
"""Characters of a text that are judged; what comes after them is not read."""
Similarity = Callable[[str, str], float]
"""How near two texts are in meaning, from 0 to 1."""
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Mark:
    """What one rule says of a text."""

    rule: AnyRule
    share: float | None
    """From 0, missed, to 1, met; None when nothing was there that could judge it."""
    said: str
    """What was found or missed, in a sentence."""

    @property
    def met(self) -> bool:
        """Whether the rule is met in full."""
        return self.share is not None and self.share >= 1

    @property
    def advice(self) -> str:
        """What to say to who wrote the text: the rule's hint while it is not met."""
        return self.said if self.met or not self.rule.hint else self.rule.hint


@dataclass(frozen=True)
class Verdict:
    """What a whole rubric says of a text."""

    score: float
    """From 0 to 1: the weighted share of what was judged."""
    marks: tuple[Mark, ...]


def judge(rubric: Sequence[AnyRule], text: str, similar: Similarity | None = None) -> Verdict:
    """The verdict on `text`. Takes time in proportion to its length, which is cut at `LONGEST`.

    Rules on meaning are left out of the score without `similar`.
    """
    text = text[:LONGEST]
    folded = phrases.folded(text)
    marks = tuple(_mark(rule, text, folded, similar) for rule in rubric)
    judged = [(mark.rule.weight, mark.share) for mark in marks if mark.share is not None]
    whole = sum(weight for weight, _ in judged)
    score = sum(weight * share for weight, share in judged) / whole if whole else 0.0
    return Verdict(min(1.0, score), marks)


@lru_cache(maxsize=4096)
def verdict(rubric: tuple[AnyRule, ...], text: str) -> Verdict:
    """`judge` without meanings, remembered: a hall's answers are shown more often than given."""
    return judge(rubric, text)


def _mark(rule: AnyRule, text: str, folded: str, similar: Similarity | None) -> Mark:
    match rule:
        case Words(words=count):
            return _counted(rule, len(phrases.words(text)), count, "word")
        case Characters(characters=count):
            return _counted(rule, len(text.strip()), count, "character")
        case Regex(regex=pattern):
            there = found(pattern, text)
            said = "What was looked for is there." if there else "What was looked for is missing."
            return Mark(rule, float(there), said)
        case SimilarTo(similar_to=texts, at_least=least):
            return _near(rule, text, texts, least, similar)
        case _:
            return _phrased(rule, folded)


_OfPhrases = (
    ContainsAny
    | ContainsAll
    | Facts
    | MustNot
    | NotVague
    | NamesFormat
    | GivesExample
    | Constraints
)


def _phrased(rule: _OfPhrases, folded: str) -> Mark:
    """What a rule on words and phrases says of a folded text."""
    match rule:
        case ContainsAny(contains_any=wanted, at_least=least):
            return _some(rule, phrases.which(folded, wanted), least, wanted)
        case ContainsAll(contains_all=wanted):
            missing = [phrase for phrase in wanted if not phrases.has(folded, phrase)]
            return _all(rule, len(wanted), missing, "It says all that it should.")
        case Facts(facts=facts):
            lacking = [f.fact for f in facts if not phrases.which(folded, f.wordings)]
            return _all(rule, len(facts), lacking, "All the facts are there.")
        case MustNot(must_not=banned):
            return _none(rule, phrases.which(folded, banned))
        case NotVague():
            return _none(rule, phrases.which(folded, phrases.VAGUE))
        case NamesFormat():
            return _form(rule, phrases.which(folded, phrases.FORMATS), "It does not say what form")
        case GivesExample():
            return _form(rule, phrases.which(folded, phrases.EXAMPLES), "It gives no example")
        case Constraints(constraints=least):
            bounds = phrases.which(folded, phrases.CONSTRAINTS)
            return _some(rule, [*bounds, *dict.fromkeys(_NUMBER.findall(folded))], least, ())
        case _:
            assert_never(rule)


def _some(rule: AnyRule, there: list[str], least: int, wanted: Sequence[str]) -> Mark:
    """So many of several are enough."""
    share = min(1.0, len(there) / least)
    if share >= 1:
        return Mark(rule, share, f"It says {_named(there)}.")
    if not wanted:
        return Mark(rule, share, f"It bounds the answer {_times(len(there))}, not {_times(least)}.")
    head = f"It says {_named(there)} only" if there else "It says none of what is looked for"
    return Mark(rule, share, f"{head}; {_times(least)} would do.")


def _all(rule: AnyRule, wanted: int, missing: list[str], good: str) -> Mark:
    share = 1 - len(missing) / wanted
    return Mark(rule, share, f"Missing: {_named(missing)}." if missing else good)


def _none(rule: AnyRule, there: list[str]) -> Mark:
    if there:
        return Mark(rule, 0.0, f"It says {_named(there)}.")
    return Mark(rule, 1.0, "It has none of the words to avoid.")


def _form(rule: AnyRule, there: list[str], missed: str) -> Mark:
    if there:
        return Mark(rule, 1.0, f"It says {_named(there[:2])}.")
    tail = " the answer should have" if missed.endswith("form") else ""
    return Mark(rule, 0.0, f"{missed}{tail}.")


def _counted(rule: AnyRule, have: int, count: tuple[int, int | None], what: str) -> Mark:
    """A length against its bounds."""
    low, high = count
    plural = "" if have == 1 else "s"
    said = f"It is {have} {what}{plural} long"
    if have < low:
        return Mark(rule, 0.0, f"{said}; {low} is the least.")
    if high is not None and have > high:
        return Mark(rule, 0.0, f"{said}; {high} is the most.")
    return Mark(rule, 1.0, f"{said}.")


def _near(
    rule: AnyRule, text: str, texts: Sequence[str], least: float, similar: Similarity | None
) -> Mark:
    if similar is None:
        return Mark(rule, None, "What it means was not compared.")
    near = max(similar(text, other) for other in texts) if text.strip() else 0.0
    share = max(0.0, min(1.0, near / least))
    return Mark(rule, share, f"It is {near:.0%} of the way to what is meant.")


def _named(names: Sequence[str]) -> str:
    shown = ", ".join(f"“{name}”" for name in names[:4])
    return f"{shown} and more" if len(names) > 4 else shown


def _times(count: int) -> str:
    return {0: "nowhere", 1: "once", 2: "twice"}.get(count, f"{count} times")
