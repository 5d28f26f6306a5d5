"""What every request and reply has, and those that any job may send."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

LINE_LIMIT = 10_000_000
"""Bytes of the longest reply that is read."""


class Line(BaseModel):
    """One line of the wire."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    id: int = 0


class Cancel(Line):
    """Stop another request, which answers with `Cancelled` unless it was over already."""

    job: Literal["cancel"] = "cancel"
    target: int


class Stage(Line):
    """What the child does now, in a few words."""

    kind: Literal["stage"] = "stage"
    name: str


class Done(Line):
    """The request is answered in full."""

    kind: Literal["done"] = "done"


class Cancelled(Line):
    """The request was stopped as asked."""

    kind: Literal["cancelled"] = "cancelled"


class Failed(Line):
    """The request cannot be answered: why, and what to do about it."""

    kind: Literal["failed"] = "failed"
    message: str
    hint: str = ""


FINAL = (Done, Cancelled, Failed)
"""A request has exactly one of these, as its last reply."""
