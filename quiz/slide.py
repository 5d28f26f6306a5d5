"""What an audience may read of the slide on the stage: plain data, and only what is on it. Pure.

The stage sends this for `ssh watch@host`. There is no place in it for notes, for a deck, or for
anything that runs.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(max_length=4000)]


class Piece(BaseModel):
    """A part of a slide, in reading order."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    style: Literal["text", "heading", "item", "quote", "code", "aside"] = "text"
    """`code` keeps its lines as they are; `aside` says what words cannot show."""
    text: Text
    depth: int = Field(default=0, ge=0, le=8)
    """How deep an item is inside others."""
    mark: str = Field(default="", max_length=8)
    """What stands before an item: `1.`; a dot when left out."""


class Rows(BaseModel):
    """A table; its first row names the columns."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rows: Annotated[
        tuple[Annotated[tuple[Text, ...], Field(max_length=20)], ...], Field(max_length=100)
    ]


class SlideText(BaseModel):
    """The slide on the stage, as far as it is on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    number: int = Field(default=0, ge=0)
    """Its place in the talk, from 1; 0 when there is none to tell."""
    title: str = Field(default="", max_length=400)
    parts: Annotated[tuple[Piece | Rows, ...], Field(max_length=200)] = ()
