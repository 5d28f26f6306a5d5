"""How sure a model was, token by token, under what it wrote."""

from collections.abc import Sequence
from math import exp

from textual.content import Content

from presenter.panes.colours import ACCENT, BAD, GOOD, INK, MUTED, WARM
from presenter.panes.text_look import overlong, safe, visible
from presenter.work.protocol import Token
from presenter.work.text_view import Column, TextView
from quiz.text import cells, clean

LEVELS = "▁▂▃▄▅▆▇█"
SURE, UNSURE = 0.8, 0.4
"""Probabilities from which a token is drawn as sure, and below which as a guess."""
PAST = 4


def sure_lines(
    view: TextView,
    question: str,
    helps: str,
    limit: float | None,
    past: Sequence[tuple[str, Column]],
    width: int,
    height: int,
) -> list[Content]:
    """The question, the answer with a bar under each token, what the bars say, and a line for
    each answer before; at most `height` lines."""
    head = [
        *overlong(question, width),
        Content.assemble(("asked ", MUTED), (helps, f"bold {ACCENT}")),
    ]
    column = view.column(0)
    if view.state == "idle":
        return [*head, Content(""), Content.styled("Enter asks; it cannot know.", ACCENT)]
    foot = [*_verdict(column, limit, width), *(_past(past, width) if len(past) > 1 else [])]
    room = max(2, height - len(head) - len(foot) - 2)
    return [*head, Content(""), *_barred(column, width, room), Content(""), *foot]


def style_of(probability: float | None) -> str:
    """The colour of a token that was this likely."""
    if probability is None:
        return INK
    return GOOD if probability >= SURE else WARM if probability >= UNSURE else BAD


def _barred(column: Column, width: int, height: int) -> list[Content]:
    """Lines of tokens, each with a line of bars below it; the last ones where there are many."""
    rows: list[list[Token]] = [[]]
    used = 0
    for token in column.tokens:
        text = _flat(token)
        if used + cells(text) > width and rows[-1]:
            rows.append([])
            used = 0
        rows[-1].append(token)
        used += cells(text)
    lines = [line for row in rows for line in _pair(row)]
    fit = height - height % 2
    return [line.truncate(width) for line in lines[-fit:]]


def _pair(row: Sequence[Token]) -> tuple[Content, Content]:
    texts, bars = [], []
    for place, token in enumerate(row):
        text = _flat(token) if place else _flat(token).lstrip()
        chance = None if token.logprob is None else exp(token.logprob)
        texts.append((text, style_of(chance)))
        level = " " if chance is None else LEVELS[min(7, int(chance * 8))]
        bars.append((level * cells(text), style_of(chance)))
    return Content.assemble(*texts), Content.assemble(*bars)


def _flat(token: Token) -> str:
    """A token on one line; its space stays in front of it."""
    text = safe(token.text).replace("\n", " ")
    return f" {text}" if token.text.startswith(" ") and not text.startswith(" ") else text


def _verdict(column: Column, limit: float | None, width: int) -> list[Content]:
    """Mean and weakest token; under a threshold, what is said instead of the answer."""
    if (mean := column.confidence) is None:
        return []
    known = [token for token in column.tokens if token.logprob is not None and token.text.strip()]
    lines = [
        Content.assemble(
            ("mean probability ", MUTED), (f"{mean:.0%}", f"bold {style_of(mean)}"), _weakest(known)
        )
    ]
    if limit is not None and column.written:
        if mean < limit:
            told = f"below {limit:.0%}: the pane says “I don't know” instead"
            lines.append(Content.styled(told, f"bold {WARM}"))
        else:
            lines.append(Content.styled(f"above {limit:.0%}: the answer stands", f"bold {GOOD}"))
    return [line.truncate(width, ellipsis=True) for line in lines]


def _weakest(known: Sequence[Token]) -> Content:
    if not known:
        return Content("")
    token = min(known, key=lambda token: token.logprob or 0.0)
    others = [
        f"{visible(a.text)} {exp(a.logprob):.0%}"
        for a in token.alternatives
        if a.text != token.text
    ][:2]
    told = f"   weakest {visible(token.text)} {exp(token.logprob or 0.0):.0%}"
    return Content.styled(
        f"{told}; it could have been {', '.join(others)}" if others else told, MUTED
    )


def _past(past: Sequence[tuple[str, Column]], width: int) -> list[Content]:
    """An earlier answer a line."""
    lines = []
    for name, column in past[-PAST:]:
        mean = column.confidence or 0.0
        line = Content.assemble(
            (f"{mean:4.0%} ", style_of(mean)),
            (f"{name}: ", MUTED),
            (clean(column.text, width), INK),
        )
        lines.append(line.truncate(width, ellipsis=True))
    return lines
