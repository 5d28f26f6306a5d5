"""Blocks that are pictures: images, charts, diagrams, trees and QR codes."""

import re
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from quiz.question import Identifier
from slides.blocks.part import FileName, Line, Part, Reveal, Text, Whole

_ARROW = re.compile(r"\s*([a-z][a-z0-9-]*)\s*(?:--\s*(.+?)\s*)?->\s*([a-z][a-z0-9-]*)\s*")


class Image(Part):
    """A picture from a file beside the deck."""

    image: FileName
    alt: Line = ""
    """What it shows, for those who cannot see it."""
    caption: Line = ""
    height: int | None = Field(default=None, ge=2, le=100)
    """Rows at the most; as many as fit when left out."""
    reveal: Whole = "with"


class ChartFile(Part):
    """Columns of a CSV file beside the deck; its first row names them."""

    file: FileName
    x: Line
    """The column with labels or places."""
    y: tuple[Line, ...] = Field(min_length=1, max_length=6)
    """The columns with values, one series each."""


Number = Annotated[float, Field(allow_inf_nan=False)]


class Chart(Part):
    """A line, bar or scatter chart, from numbers here or in a CSV file."""

    chart: Literal["line", "bar", "scatter"]
    title: Line = ""
    data: ChartFile | None = None
    labels: tuple[Line, ...] = ()
    """Names of bars or places along the axis."""
    x: tuple[Number, ...] = ()
    """Places along the axis, for lines and scatter; 1, 2, 3 … when left out."""
    series: dict[Line, tuple[Number, ...]] = Field(default_factory=dict, max_length=6)
    unit: Line = ""
    height: int = Field(default=12, ge=4, le=60)
    """Rows, title and legend among them; bars take as many as they need."""
    reveal: Whole = "with"

    @model_validator(mode="after")
    def _has_numbers(self) -> Self:
        if (self.data is None) == (not self.series):
            raise ValueError("a chart has either `series` with numbers or `data` with a file")
        lengths = {len(values) for values in self.series.values()}
        along = self.labels or self.x
        if len(lengths) > 1 or (along and lengths and lengths != {len(along)}):
            raise ValueError("every series needs as many numbers as there are labels")
        return self


class Node(Part):
    """A box of a diagram."""

    node: Identifier
    label: Line
    stage: int = Field(default=0, ge=0, le=30)
    """The step at which it comes on; 0 is from the beginning."""
    during: tuple[Line, ...] = ()
    """Stages of a live run during which this box is lit, as its pane names them."""


class Edge(Part):
    """An arrow between two boxes; written in short as `a -> b` or `a -- label -> b`."""

    source: Identifier
    target: Identifier
    label: Line = ""
    stage: int = Field(default=0, ge=0, le=30)


def _edge(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if not (arrow := _ARROW.fullmatch(value)):
        raise ValueError(f"write an arrow as a -> b or a -- label -> b, not {value!r}")
    source, label, target = arrow.groups()
    return {"source": source, "target": target, "label": label or ""}


class Diagram(Part):
    """Boxes and arrows, laid out and drawn in box characters; Enter shows it full screen."""

    diagram: Line
    """What it shows; its title."""
    direction: Literal["down", "right"] = "down"
    nodes: tuple[Node, ...] = Field(min_length=1, max_length=60)
    edges: tuple[Annotated[Edge, BeforeValidator(_edge)], ...] = Field(default=(), max_length=120)
    walk: bool = False
    """A decision tree: arrow keys walk from box to box along the arrows."""
    reveal: Reveal = "with"
    """`items` brings it on stage by stage."""

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        names = [node.node for node in self.nodes]
        if repeated := {name for name in names if names.count(name) > 1}:
            raise ValueError(f"two boxes are called {min(repeated)!r}")
        for edge in self.edges:
            for end in (edge.source, edge.target):
                if end not in names:
                    raise ValueError(f"an arrow names {end!r}, and there is no such box")
        return self


class Tree(Part):
    """Lines indented under each other, drawn as a tree."""

    tree: Text
    reveal: Reveal = "with"
    """`items` brings it on branch by branch."""


class Qr(Part):
    """A QR code of a text or an address, with the text below it."""

    qr: str = Field(min_length=1, max_length=500)
    caption: Line = ""
    reveal: Whole = "with"
