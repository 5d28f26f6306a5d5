"""Fix this prompt on its slide: the bad one, which rules were met, the best without names. Pure."""

from dataclasses import dataclass
from statistics import fmean

from rich.console import RenderableType
from rich.text import Text

from presenter.palette import ACCENT, BAD, GOOD, MUTED, WARM
from presenter.panes.quiz_asked import Asked
from presenter.panes.quiz_bars import bar_row, label_width, lines, quoted
from quiz.core import Run
from quiz.credit import credits_of, folded, judged
from quiz.once import once
from quiz.question import FixPrompt, Option, Poll
from quiz.results import results
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
    SimilarTo,
    Words,
)
from quiz.text import clean

BALLOT = 5
"""Prompts that the audience votes among."""
_SHOWN = 3
_OPTION = 200


@dataclass(frozen=True)
class _Judged:
    """What the rubric says of all that was written."""

    rules: tuple[tuple[AnyRule, float | None], ...]
    """Each with the share of answers that meet it, the least met last; None for a meaning that
    nothing has compared."""
    best: tuple[tuple[str, float], ...]
    """The best distinct texts that are not hidden, with their scores."""


def _mean(shares: list[float | None]) -> float | None:
    known = [share for share in shares if share is not None]
    return fmean(known) if known else None if shares else 0.0


@once
def _judged(run: Run) -> _Judged:
    assert isinstance(run.question, FixPrompt)
    rubric = run.question.rubric
    verdicts = [
        judged(rubric, one.answer.texts[0], run.nearness.get(who)).marks
        for who, one in run.answers.items()
    ]
    shares = [
        (rule, _mean([marks[n].share for marks in verdicts])) for n, rule in enumerate(rubric)
    ]
    scores, seen = credits_of(run), dict[str, tuple[str, float]]()
    for who, score in sorted(scores.items(), key=lambda one: -one[1]):
        text = run.answers[who].answer.texts[0]
        if who not in run.hidden:
            seen.setdefault(folded(text), (text, score))
    return _Judged(
        tuple(sorted(shares, key=lambda one: -(one[1] or 0.0))), tuple(list(seen.values())[:BALLOT])
    )


def best_prompts(run: Run) -> tuple[tuple[str, float], ...]:
    """The best distinct prompts that are not hidden, with their scores; none for other kinds."""
    return _judged(run).best if isinstance(run.question, FixPrompt) else ()


def prompt_parts(
    asked: Asked, question: FixPrompt, run: Run | None, width: int
) -> list[list[RenderableType]]:
    """The bad prompt; once closed the scores; once revealed rules, the best, and the example."""
    bad: list[RenderableType] = [*quoted("The prompt:", question.prompt, width, BAD)]
    if run is None:
        asks = f"rewrite it in up to {question.longest} characters"
        return [[*bad, Text(), *lines(asks, width, MUTED)]]
    if not asked.revealed:
        return [[*bad], _bands(asked, run, width)]
    found, room = results(run), _judged(run)
    said = lines(f"{found.said}." if found.said else "", width, MUTED)
    shown: list[list[RenderableType]] = [[*_rules(asked, room, width), *said]]
    if room.best:
        shown.append(_best(room, width))
    if question.example:
        shown.append([*quoted("A good one:", question.example, width, GOOD)])
    return [*shown, bad]


def _rules(asked: Asked, room: _Judged, width: int) -> list[RenderableType]:
    names = [rule_name(rule) for rule, _ in room.rules]
    words = label_width(names, width)
    return [
        _rule(name, share, words, asked.grown, width)
        for name, (_, share) in zip(names, room.rules, strict=True)
    ]


def _rule(name: str, share: float | None, words: int, grown: float, width: int) -> RenderableType:
    label = Text(clean(name, words))
    if share is None:
        return bar_row(Text("  ·  "), label, words, 0.0, "–", MUTED, width)
    sign, colour = ("  ✓  ", GOOD) if share >= 0.5 else ("  ✗  ", BAD)
    head = Text(sign, style=f"bold {colour}")
    return bar_row(head, label, words, share * grown, f"{share:.0%}", colour, width)


def _best(room: _Judged, width: int) -> list[RenderableType]:
    rows: list[RenderableType] = [*lines("The best of yours:", width, MUTED)]
    for number, (text, score) in enumerate(room.best[:_SHOWN], 1):
        head = Text.assemble((f"{number} {score:>4.0%} ", f"bold {WARM}"))
        wrapped = lines(text, width - 7, "")
        rows += [(head if n == 0 else Text(" " * 7)) + line for n, line in enumerate(wrapped[:2])]
    return rows


def _bands(asked: Asked, run: Run, width: int) -> list[RenderableType]:
    bars = results(run).bars
    most = max((bar.count for bar in bars), default=0)
    words = label_width([bar.label for bar in bars], width)
    return [
        bar_row(
            Text("     "), Text(bar.label), words, asked.grown * bar.count / max(1, most),
            f"{bar.count:,}", ACCENT, width,
        )
        for bar in bars
    ]  # fmt: skip


def ballot(run: Run) -> Poll | None:
    """A vote among the best prompts that are not hidden; None with fewer than two."""
    if not isinstance(run.question, FixPrompt):
        return None
    best = [clean(text, _OPTION) for text, _ in _judged(run).best]
    distinct = list({" ".join(text.casefold().split()): text for text in best if text}.values())
    if len(distinct) < 2:
        return None
    options = tuple(Option(text=text) for text in distinct)
    return Poll(
        question=ballot_id(run.question.question), ask="Which of these is the best?",
        options=options, time=45,
    )  # fmt: skip


def ballot_id(question: str) -> str:
    """What the vote over a question's answers is called."""
    return f"{question[:55]}-vote"


def rule_name(rule: AnyRule) -> str:
    """A rule in a few words."""
    match rule:
        case Words(words=count) | Characters(characters=count):
            low, high = count
            what = "words" if isinstance(rule, Words) else "characters"
            return f"{low} {what} or more" if high is None else f"{low or 'up to'}–{high} {what}"
        case Facts(facts=facts):
            return "facts: " + ", ".join(fact.fact for fact in facts)
        case ContainsAny(contains_any=wanted) | ContainsAll(contains_all=wanted):
            return "says " + ", ".join(wanted)
        case MustNot(must_not=banned):
            return "without " + ", ".join(banned)
        case NotVague():
            return "nothing vague"
        case NamesFormat():
            return "names a format"
        case GivesExample():
            return "gives an example"
        case Constraints():
            return "sets bounds"
        case SimilarTo():
            return "means what is meant"
        case _:
            return rule.hint or "has what is looked for"
