"""The choice among all kinds of blocks, and the two that hold others."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Self, TypeVar

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from slides.blocks.figures import Chart, Diagram, Image, Qr, Tree
from slides.blocks.live import Pane, Quiz
from slides.blocks.part import Part, Whole
from slides.blocks.text import Big, Callout, Code, Markdown, Quote, Spacer, Table

KINDS = (
    *("markdown", "code", "table", "callout", "quote", "big", "spacer"),
    *("image", "chart", "diagram", "tree", "qr"),
    *("pane", "quiz", "columns", "rows"),
)
"""The keys that name a block's kind."""

_Holder = TypeVar("_Holder")
Weights = tuple[Annotated[int, Field(ge=1, le=100)], ...]


class Columns(Part):
    """Blocks side by side; every column is one block or a list of them."""

    columns: tuple["Stack", ...] = Field(min_length=2, max_length=4)
    weights: Weights = ()
    """How the width is shared out, as `[2, 1]`; evenly when left out."""
    reveal: Whole = "with"

    @model_validator(mode="after")
    def _weights_fit(self) -> Self:
        return _checked(self, self.weights, len(self.columns))


class Rows(Part):
    """Blocks below each other that share the height left; every row is one block or a list."""

    rows: tuple["Stack", ...] = Field(min_length=2, max_length=6)
    weights: Weights = ()
    """How the height is shared out, as `[2, 1]`; evenly when left out."""
    reveal: Whole = "with"

    @model_validator(mode="after")
    def _weights_fit(self) -> Self:
        return _checked(self, self.weights, len(self.rows))


def _checked(holder: _Holder, weights: Weights, parts: int) -> _Holder:
    if weights and len(weights) != parts:
        raise ValueError(f"{len(weights)} weights for {parts} parts")
    return holder


def _kind(value: object) -> str | None:
    """Which kind of block a mapping is, by the one key that names it."""
    keys = value if isinstance(value, dict) else getattr(value, "__dict__", {})
    return next((kind for kind in KINDS if kind in keys), None)


Block = Annotated[
    Annotated[Markdown, Tag("markdown")]
    | Annotated[Code, Tag("code")]
    | Annotated[Table, Tag("table")]
    | Annotated[Callout, Tag("callout")]
    | Annotated[Quote, Tag("quote")]
    | Annotated[Big, Tag("big")]
    | Annotated[Spacer, Tag("spacer")]
    | Annotated[Image, Tag("image")]
    | Annotated[Chart, Tag("chart")]
    | Annotated[Diagram, Tag("diagram")]
    | Annotated[Tree, Tag("tree")]
    | Annotated[Qr, Tag("qr")]
    | Annotated[Pane, Tag("pane")]
    | Annotated[Quiz, Tag("quiz")]
    | Annotated[Columns, Tag("columns")]
    | Annotated[Rows, Tag("rows")],
    Discriminator(
        _kind,
        custom_error_type="block_kind",
        custom_error_message=f"a block names its kind: one of {', '.join(KINDS)}",
    ),
]


def _one_block_or_many(value: object) -> object:
    return value if isinstance(value, list | tuple) else (value,)


Stack = Annotated[tuple[Block, ...], BeforeValidator(_one_block_or_many), Field(min_length=1)]
"""Blocks below each other."""


def parts(block: Block) -> tuple[tuple[Block, ...], ...]:
    """The stacks inside a block that holds others; nothing for one that does not."""
    match block:
        case Columns():
            return block.columns
        case Rows():
            return block.rows
        case _:
            return ()


def walk(blocks: Sequence[Block]) -> Iterator[Block]:
    """Every block, those inside others too, in reading order."""
    for block in blocks:
        yield block
        for stack in parts(block):
            yield from walk(stack)
