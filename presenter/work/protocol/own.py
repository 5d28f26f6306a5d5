"""Panes that others write: one request and one reply that carry whatever such a pane agrees on."""

from typing import Literal

from pydantic import Field, JsonValue

from presenter.work.protocol.line import Line


class Own(Line):
    """Ask the job of a pane that a plug-in brings; any number of `Told`."""

    job: Literal["own"] = "own"
    pane: str = Field(max_length=100)
    """The name under which the plug-in is installed."""
    ask: dict[str, JsonValue] = Field(default_factory=dict)
    """What the job is to do, in its own words."""


class Told(Line):
    """Something that such a job says, in its own words."""

    kind: Literal["told"] = "told"
    data: dict[str, JsonValue]
