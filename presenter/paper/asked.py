"""A question on paper: what is asked, and what it is about. Paper has no tally, and no answer."""

import re

from quiz.question import AnyQuestion, Estimate, FixPrompt, Guess, Ordering, Scale
from quiz.shuffles import order_for
from quiz.text import paragraphs
from slides.blocks.text import Markdown

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_FENCE = re.compile(r"`{3,}")


def asked(question: AnyQuestion) -> Markdown:
    """The question as Markdown; what people wrote in it stands as it is."""
    parts = ["\n\n".join(f"**{_plain(line)}**" for line in paragraphs(question.ask) if line)]
    if question.code:
        fence = "`" * max([3, *(len(found) + 1 for found in _FENCE.findall(question.code))])
        parts.append(f"{fence}\n{question.code.rstrip()}\n{fence}")
    match question:
        case FixPrompt() | Guess():
            given = "The prompt:" if isinstance(question, FixPrompt) else "The model is given:"
            quoted = "\n>\n".join(f"> {_plain(line)}" for line in paragraphs(question.prompt))
            parts += [given, quoted]
        case Ordering():
            items = (question.items[place] for place in order_for(question, "p0"))
            parts.append("\n".join(f"- {_plain(item)}" for item in items))
        case Estimate(unit=unit) if unit:
            parts.append(f"a number in {_plain(unit)}")
        case Scale():
            ends = f"{question.low} {question.low_means} … {question.high} {question.high_means}"
            parts.append(_plain(ends))
        case _:
            pass
    options = enumerate(question.choices, 1)
    parts.append("\n".join(f"{number}. {_plain(option.text)}" for number, option in options))
    return Markdown(markdown="\n\n".join(part for part in parts if part))


def _plain(text: str) -> str:
    """Text in which nothing is Markdown."""
    return _PUNCTUATION.sub(r"\\\1", " ".join(text.split()))
