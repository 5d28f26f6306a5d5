"""Questions as GIFT, the text format of Moodle, and what it cannot say of them."""

from collections.abc import Iterable

from quiz.exchange.lines import Missed
from quiz.question import (
    AnyQuestion,
    Choice,
    Estimate,
    FreeText,
    Method,
    Multiple,
    Option,
    Ordering,
    Question,
    TrueFalse,
)

DEFAULT_POINTS = Question.model_fields["points"].default
_SPECIAL = "~=#{}:"


def write_gift(questions: Iterable[AnyQuestion]) -> tuple[str, tuple[Missed, ...]]:
    """The questions as GIFT, and what GIFT cannot say."""
    blocks, missed = [], []
    for question in questions:
        answers = _written(question)
        if answers is None:
            missed.append(Missed(0, f"{question.question}: GIFT has no {question.kind}"))
            continue
        if question.code:
            missed.append(Missed(0, f"{question.question}: GIFT has no code"))
        general = f"\n####{_escaped(question.explanation)}" if question.explanation else ""
        ask = _escaped(question.ask)
        title = _escaped(question.question)
        blocks.append(f"{_remark(question)}::{title}::{ask} {{{answers}{general}\n}}")
    return "\n\n".join(blocks) + "\n" * bool(blocks), tuple(missed)


def _remark(question: Question) -> str:
    """What GIFT has no place for, in a comment as those in which Moodle keeps ids and tags."""
    points = f"[points:{question.points}]" if question.points != DEFAULT_POINTS else ""
    time = f"[time:{question.time:g}s]" if question.time else ""
    told = " ".join(filter(None, (points, time)))
    return f"// {told}\n" if told else ""


def _written(question: AnyQuestion) -> str | None:
    """What stands in braces; None when GIFT has no such kind."""
    match question:
        case TrueFalse(answer=answer):
            return "TRUE" if answer else "FALSE"
        case Multiple():
            share = f"%{100 / len(question.right):.5g}%"
            return "".join(
                _option(f"~{share if one.right else '%-100%'}", one) for one in question.choices
            )
        case Choice() | Method() if question.right:
            return "".join(_option("=" if one.right else "~", one) for one in question.choices)
        case FreeText(accept=accept):
            return "".join(f"\n\t={_escaped(text)}" for text in accept)
        case Estimate(answer=answer, within=within):
            return f"#{answer:.15g}" + (f":{within:.15g}" if within else "")
        case Ordering(items=items):
            return "".join(f"\n\t={n} -> {_escaped(item)}" for n, item in enumerate(items, 1))
        case _:
            return None


def _option(sign: str, option: Option) -> str:
    why = f" #{_escaped(option.why)}" if option.why else ""
    return f"\n\t{sign}{_escaped(option.text)}{why}"


def _escaped(text: str) -> str:
    """A text in one line, with backslashes before what GIFT would obey."""
    text = "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
    text = text.replace("\\", "\\\\")
    text = "".join(f"\\{char}" if char in _SPECIAL else char for char in text)
    return text.replace("\n", "\\n")
