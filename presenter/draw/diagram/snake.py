"""A chain of boxes in rows that go to and fro, for pipelines too long for one row.

A chain that closes on itself becomes a ring.
"""

from collections.abc import Sequence
from math import ceil

from rich.cells import cell_len

from presenter.draw.diagram.shape import (
    Box,
    Cell,
    Drawing,
    Route,
    Style,
    columns,
    drawing,
    fold,
    path,
)
from slides.blocks.figures import Diagram, Edge


def chain_of(diagram: Diagram) -> tuple[int, ...] | None:
    """The places of the nodes in the order of the one chain that holds them all, if the diagram
    is that and no more but for one arrow from its end back to its beginning."""
    after = {edge.source: edge.target for edge in diagram.edges}
    count = len(diagram.nodes)
    if count < 3 or len(after) != len(diagram.edges) or len(after) < count - 1:
        return None
    places = {node.node: place for place, node in enumerate(diagram.nodes)}
    entered = set(after.values())
    starts = [node.node for node in diagram.nodes if node.node not in entered]
    name: str | None = starts[0] if starts else diagram.nodes[0].node
    found: list[int] = []
    while name is not None and places[name] not in found:
        found.append(places[name])
        name = after.get(name)
    if len(found) < count or (name is not None and places[name] != found[0]):
        return None
    return tuple(found)


def snake(diagram: Diagram, chain: Sequence[int], per_row: int, style: Style) -> Drawing:
    """The chain with so many boxes to a row; every other row goes from right to left. A ring
    needs an even number of rows."""
    return _Snake(diagram, chain, per_row, style).drawing()


def rows_of(count: int, per_row: int) -> int:
    """Rows that a chain takes."""
    return ceil(count / per_row)


class _Snake:
    """The grid that a chain is laid on."""

    def __init__(self, diagram: Diagram, chain: Sequence[int], per_row: int, style: Style) -> None:
        self._diagram, self._chain, self._style = diagram, chain, style
        self._cells = [_cell(turn, per_row) for turn in range(len(chain))]
        self._texts = [fold(diagram.nodes[place].label, style.wrap) for place in chain]
        wide, high = style.rim
        self._width = max(map(columns, self._texts)) + 2 * wide
        rows = range(rows_of(len(chain), per_row))
        self._heights = [
            max(len(t) for t, c in zip(self._texts, self._cells, strict=True) if c[1] == row)
            + 2 * high
            for row in rows
        ]
        after = {edge.source: edge for edge in diagram.edges}
        beside, below = [0], [0]
        for turn, place in enumerate(chain):
            edge = after.get(diagram.nodes[place].node)
            if edge and self._along(turn):
                beside.append(cell_len(edge.label))
            elif edge:
                below.append(len(self._folded(edge)))
        self._across = max(style.gap + 1, *(label + 3 for label in beside if label), 2)
        self._down = max(style.gap, max(below) + 1)
        self._boxes = [self._box(turn) for turn in range(len(chain))]

    def drawing(self) -> Drawing:
        """Boxes and arrows."""
        edges = {edge.source: edge for edge in self._diagram.edges}
        nodes = self._diagram.nodes
        routes: dict[str, Route] = {}
        for turn, place in enumerate(self._chain):
            if edge := edges.get(nodes[place].node):
                last = turn == len(self._chain) - 1
                routes[edge.source] = self._closing(edge) if last else self._step(edge, turn)
        by_name = {box.node.node: box for box in self._boxes}
        return drawing(
            [by_name[node.node] for node in nodes],
            [routes[edge.source] for edge in self._diagram.edges],
        )

    def _along(self, turn: int) -> bool:
        """Whether the arrow from a box goes along its row."""
        cells = self._cells
        return turn + 1 < len(cells) and cells[turn][1] == cells[turn + 1][1]

    def _folded(self, edge: Edge) -> tuple[str, ...]:
        """The lines of a label that stands beside a line between two rows."""
        return fold(edge.label, max(4, min(14, self._width))) if edge.label else ()

    def _box(self, turn: int) -> Box:
        column, row = self._cells[turn]
        x = column * (self._width + self._across)
        y = sum(self._heights[:row]) + row * self._down
        node = self._diagram.nodes[self._chain[turn]]
        lines = self._texts[turn]
        return Box(node, x, y, self._width, self._heights[row], lines, self._style.framed)

    def _step(self, edge: Edge, turn: int) -> Route:
        """To the next box: right, left, or down at a row's end."""
        box, then = self._boxes[turn], self._boxes[turn + 1]
        if box.y != then.y:
            x = box.x + (box.width - 1) // 2
            first = (x, box.y + box.height)
            lines = tuple(
                ((x + 2, first[1] + row), text) for row, text in enumerate(self._folded(edge))
            )
            return Route(edge, (x, first[1] - 1), path([first, (x, then.y - 1)]), lines)
        y = box.y + (box.height - 1) // 2
        on = then.x > box.x
        first = (box.x + box.width if on else box.x - 1, y)
        last = (then.x - 1 if on else then.x + then.width, y)
        start = min(first[0], last[0]) + (1 if on else 2)
        lines = (((start, y), edge.label),) if edge.label else ()
        return Route(edge, (first[0] - 1 if on else first[0] + 1, y), path([first, last]), lines)

    def _closing(self, edge: Edge) -> Route:
        """From the last box back to the first, up along the left."""
        first, last = self._boxes[0], self._boxes[-1]
        x, y = first.x + (first.width - 1) // 2, last.y + (last.height - 1) // 2
        two_rows = len(self._heights) == 2
        if two_rows and last.x == first.x:
            corners = [(x, last.y - 1), (x, first.y + first.height)]
            port = (x, last.y)
        elif two_rows:
            corners = [(last.x - 1, y), (x, y), (x, first.y + first.height)]
            port = (last.x, y)
        else:
            side = first.y + (first.height - 1) // 2
            corners = [(last.x - 1, y), (-3, y), (-3, side), (first.x - 1, side)]
            port = (last.x, y)
        return Route(edge, port, path(corners), self._beside(self._folded(edge), corners, two_rows))

    def _beside(
        self, label: Sequence[str], corners: Sequence[Cell], two_rows: bool
    ) -> tuple[tuple[Cell, str], ...]:
        """The closing arrow's label: right of its way up, in the gap between two rows."""
        if not label:
            return ()
        row = self._heights[0] if two_rows else sum(self._heights[:-1])
        if not two_rows:
            row += (len(self._heights) - 2) * self._down
        x = corners[-1][0] if two_rows else -3
        return tuple(((x + 2, row + place), text) for place, text in enumerate(label))


def _cell(turn: int, per_row: int) -> tuple[int, int]:
    """Column and row of a box of the chain."""
    row, place = divmod(turn, per_row)
    return (place if row % 2 == 0 else per_row - 1 - place), row
