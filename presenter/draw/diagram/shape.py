"""What a layout is made of: boxes, and the path of cells that each arrow takes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap

from rich.cells import cell_len, chop_cells

from slides.blocks.figures import Edge, Node

Cell = tuple[int, int]
"""Column and row, from 0."""


@dataclass(frozen=True)
class Style:
    """How generously a layout uses its room."""

    wrap: int
    """Columns of a label's longest line."""
    gap: int
    """Rows, or columns divided by three, that an arrow has at the least."""
    framed: bool = True
    """Boxes have frames; else they are lines of text in brackets."""
    snug: bool = False
    """Frames have no air at the sides."""

    @property
    def rim(self) -> tuple[int, int]:
        """Columns and rows of a box on each side of its label."""
        return (2 - self.snug, 1) if self.framed else (1, 0)


@dataclass(frozen=True)
class Box:
    """A node in its place."""

    node: Node
    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]
    framed: bool = True

    def holds(self, cell: Cell) -> bool:
        """Whether a cell belongs to the box."""
        return self.x <= cell[0] < self.x + self.width and self.y <= cell[1] < self.y + self.height


@dataclass(frozen=True)
class Route:
    """An arrow in its place."""

    edge: Edge
    port: Cell
    """Where on its source's border it begins."""
    cells: tuple[Cell, ...]
    """From the first cell outside its source to the arrowhead beside its target."""
    label: tuple[tuple[Cell, str], ...] = ()
    """Lines of its label and where each begins."""


@dataclass(frozen=True)
class Drawing:
    """A diagram laid out; everything in it lies within `width` × `height`."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    """One a node, in the diagram's order."""
    routes: tuple[Route, ...]
    """One an edge, in the diagram's order."""
    down: bool = False
    """Whether arrows go down from layer to layer; else they go along rows."""


def fold(label: str, width: int) -> tuple[str, ...]:
    """A label in lines of at most `width` columns. Its own line breaks are kept; words that are
    longer are cut."""
    lines: list[str] = []
    for given in label.splitlines() or [""]:
        for line in wrap(given, width, break_long_words=False) or [""]:
            lines += chop_cells(line, width) if cell_len(line) > width else [line]
    return tuple(lines)


def columns(lines: Iterable[str]) -> int:
    """Columns of the longest line."""
    return max(map(cell_len, lines), default=0)


def path(corners: Sequence[Cell]) -> tuple[Cell, ...]:
    """Every cell on the way along straight lines from corner to corner."""
    cells = [corners[0]]
    for x, y in corners[1:]:
        while cells[-1] != (x, y):
            at_x, at_y = cells[-1]
            cells.append((at_x + (x > at_x) - (x < at_x), at_y + (y > at_y) - (y < at_y)))
    return tuple(cells)


def drawing(boxes: Sequence[Box], routes: Sequence[Route], down: bool = False) -> Drawing:
    """Boxes and arrows moved to the corner, so that no row or column is left empty there."""
    spans = [(box.x, box.y, box.x + box.width, box.y + box.height) for box in boxes]
    for route in routes:
        spans += [(x, y, x + 1, y + 1) for x, y in route.cells]
        spans += [(x, y, x + cell_len(text), y + 1) for (x, y), text in route.label]
    left, top = min(span[0] for span in spans), min(span[1] for span in spans)
    right, bottom = max(span[2] for span in spans), max(span[3] for span in spans)

    def moved(cell: Cell) -> Cell:
        return cell[0] - left, cell[1] - top

    return Drawing(
        right - left,
        bottom - top,
        tuple(Box(b.node, *moved((b.x, b.y)), b.width, b.height, b.lines, b.framed) for b in boxes),
        tuple(
            Route(
                route.edge,
                moved(route.port),
                tuple(map(moved, route.cells)),
                tuple((moved(cell), text) for cell, text in route.label),
            )
            for route in routes
        ),
        down,
    )
