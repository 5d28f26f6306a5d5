"""Texts that a model writes, as panes show them: a fold over the lab's replies."""

from dataclasses import dataclass, replace
from math import exp
from typing import Literal

from presenter.work.protocol import (
    Began,
    Called,
    Cancelled,
    Done,
    Failed,
    Reply,
    Stage,
    Token,
    Written,
)

State = Literal["idle", "running", "done", "cancelled", "failed"]


@dataclass(frozen=True)
class Column:
    """One text: who writes it, its tokens so far, and, once it is whole, its figures."""

    began: Began | None = None
    tokens: tuple[Token, ...] = ()
    written: Written | None = None

    @property
    def text(self) -> str:
        """What is written so far."""
        return "".join(token.text for token in self.tokens)

    @property
    def probabilities(self) -> tuple[float, ...]:
        """How likely each token was where it stands; only of those that say so."""
        return tuple(exp(t.logprob) for t in self.tokens if t.logprob is not None)

    @property
    def confidence(self) -> float | None:
        """Mean probability of its tokens."""
        known = self.probabilities
        return sum(known) / len(known) if known else None


EMPTY = Column()


@dataclass(frozen=True)
class TextView:
    """The texts of a request, by part."""

    state: State = "idle"
    doing: str = ""
    """What the lab does while no text comes."""
    columns: tuple[Column, ...] = ()
    called: Called | None = None
    """What came of a tool's call."""

    def column(self, part: int) -> Column:
        """The text of a part; an empty one before it begins."""
        return self.columns[part] if part < len(self.columns) else EMPTY


ASKED = TextView(state="running", doing="asking the model")
"""A request that has not been answered yet."""


def apply(view: TextView, reply: Reply) -> TextView:
    """The view after one more reply."""
    match reply:
        case Stage(name=name):
            return replace(view, doing=name)
        case Began():
            return _with(view, reply.part, Column(began=reply))
        case Token():
            column = view.column(reply.part)
            return _with(view, reply.part, replace(column, tokens=(*column.tokens, reply)))
        case Written():
            return _with(view, reply.part, replace(view.column(reply.part), written=reply))
        case Called():
            return replace(view, called=reply)
        case Done():
            return replace(view, state="done", doing="")
        case Cancelled():
            return replace(view, state="cancelled", doing="")
        case Failed():
            return replace(view, state="failed", doing="")
        case _:
            return view


def _with(view: TextView, part: int, column: Column) -> TextView:
    room = max(len(view.columns), part + 1)
    columns = [view.column(place) for place in range(room)]
    columns[part] = column
    return replace(view, doing="", columns=tuple(columns))
