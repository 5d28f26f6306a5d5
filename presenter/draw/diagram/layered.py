"""A layered drawing: boxes in layers, an own lane for every arrow, loops led around outside.

Everything is reckoned along (from layer to layer) and across; only `_Flow.cell` knows which of
them is a column and which a row.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from presenter.draw.diagram.lanes import Bend, Channel, assign
from presenter.draw.diagram.ports import Ports, ports
from presenter.draw.diagram.rank import Ranks, rank
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
from presenter.draw.diagram.spread import aligned, spread
from slides.blocks.figures import Diagram

EDGE_LABEL = 18
"""Columns of an arrow's label beside a line that goes down."""


@dataclass(frozen=True)
class _Flow:
    """Which way a drawing goes, and what that asks of its spacing."""

    down: bool
    spacing: int
    """Cells between neighbours of a layer."""
    least: int
    """Cells between two layers."""

    def cell(self, along: int, across: int) -> Cell:
        return (across, along) if self.down else (along, across)

    def label_room(self, lines: tuple[str, ...]) -> int:
        """Cells along an arrow that its label takes."""
        if not lines:
            return 0
        return len(lines) if self.down else columns(lines) + 2


def layered(diagram: Diagram, down: bool, style: Style) -> Drawing:
    """Any diagram, in layers from top to bottom or from left to right."""
    names = {node.node: place for place, node in enumerate(diagram.nodes)}
    pairs = [(names[edge.source], names[edge.target]) for edge in diagram.edges]
    ranks = rank(len(names), pairs)
    flow = _Flow(down, 3 if down else 1, style.gap if down else style.gap + 1)
    texts = [fold(node.label, style.wrap) for node in diagram.nodes]
    across, along = _sizes(texts, down, style)
    labels = [
        fold(edge.label, EDGE_LABEL if down else 99) if edge.label else () for edge in diagram.edges
    ]
    reach = [columns(lines) + 2 if down and lines else 0 for lines in labels]
    made = ports(ranks, pairs, reach, across, 2 if down else 1, int(style.framed))
    rooms = {item: extent + flow.spacing for item, extent in made.extents.items()}
    at = spread(ranks.layers, list(ranks.chains.values()), made.sizes, rooms, len(names))
    made = made.placed(at)
    made = made.placed(aligned(ranks.layers, at, made.lines(), rooms))
    thick = [
        max(size for size, layer in zip(along, ranks.layer_of, strict=True) if layer == place)
        for place in range(len(ranks.layers))
    ]
    grid = _Grid(flow, ranks, pairs, made, thick, labels)
    boxes: list[Box] = []
    for node, lines in enumerate(texts):
        layer = ranks.layer_of[node]
        x, y = flow.cell(grid.layer_from[layer], made.at[node])
        width, height = flow.cell(thick[layer], made.sizes[node])
        boxes.append(Box(diagram.nodes[node], x, y, width, height, lines, style.framed))
    routes = [
        Route(edge, *grid.route(place), grid.label(place))
        for place, edge in enumerate(diagram.edges)
    ]
    return drawing(boxes, routes, down)


def _sizes(texts: list[tuple[str, ...]], down: bool, style: Style) -> tuple[list[int], list[int]]:
    """Cells across and along the drawing that boxes need for their labels."""
    wide, high = style.rim
    widths = [columns(lines) + 2 * wide for lines in texts]
    heights = [len(lines) + 2 * high for lines in texts]
    return (widths, heights) if down else (heights, widths)


class _Grid:
    """Layers and channels along the drawing, with the lanes of each channel."""

    def __init__(
        self,
        flow: _Flow,
        ranks: Ranks,
        pairs: list[tuple[int, int]],
        made: Ports,
        thick: list[int],
        labels: list[tuple[str, ...]],
    ) -> None:
        self._flow, self._ranks, self._pairs, self._ports = flow, ranks, pairs, made
        self._labels = labels
        self._thick = thick
        self._loop_at = made.loop_places()
        self._channels = [self._channel(place) for place in range(len(thick) + 1)]
        self._rooms = [
            max(
                [
                    flow.label_room(labels[edge])
                    for edge in self._leaving(place)
                    if self._label_layer(edge) is None
                ],
                default=0,
            )
            for place in range(len(thick) + 1)
        ]
        self.layer_from: list[int] = []
        self._channel_from: list[int] = []
        along = 0
        for place, size in enumerate([*thick, 0]):
            self._channel_from.append(along)
            inner = self._rooms[place] + self._channels[place].lanes
            if any(self._arriving(place)):
                inner = max(inner + 1, flow.least)
            along += inner
            self.layer_from.append(along)
            along += size

    def _leaving(self, channel: int) -> Iterator[int]:
        """Edges whose source is in the layer before a channel."""
        layers = self._ranks.layer_of
        return (e for e, (source, _) in enumerate(self._pairs) if layers[source] + 1 == channel)

    def _arriving(self, channel: int) -> Iterator[bool]:
        layers = self._ranks.layer_of
        return (layers[target] == channel for _, target in self._pairs)

    def _channel(self, channel: int) -> Channel:
        bends: list[Bend] = []
        straight: set[int] = set()
        for edge, near, far in self._passages(channel):
            if near == far:
                straight.add(near)
            else:
                bends.append(Bend(edge, near, far, frozenset([near]), frozenset([far])))
        layers = self._ranks.layer_of
        for edge in self._ranks.loops:
            source, target = self._pairs[edge]
            out, outside, into = self._loop(edge)
            if channel == layers[source] + 1:
                both = frozenset([out, outside])
                bends.append(Bend(edge, out, outside, both, frozenset()))
            elif channel == layers[target]:
                both = frozenset([into, outside])
                bends.append(Bend(edge, outside, into, frozenset(), both))
            elif layers[target] < channel <= layers[source]:
                straight.add(outside)
        return assign(bends, frozenset(straight))

    def _passages(self, channel: int) -> Iterator[tuple[int, int, int]]:
        """Forward edges that pass a channel, with their places on its near and far side."""
        for edge, chain in self._ranks.chains.items():
            step = channel - self._ranks.layer_of[chain[0]] - 1
            if 0 <= step < len(chain) - 1:
                yield (
                    edge,
                    self._ports.out_of(edge, chain[step]),
                    self._ports.into(edge, chain[step + 1]),
                )

    def _loop(self, edge: int) -> tuple[int, int, int]:
        source, target = self._pairs[edge]
        out, into = self._ports.out_of(edge, source), self._ports.into(edge, target)
        return out, self._loop_at[edge], into

    def _bends(self, channel: int, edge: int) -> list[Cell]:
        start = self._channel_from[channel] + self._rooms[channel]
        return [
            self._flow.cell(start + lane, across)
            for lane, bend in self._channels[channel].of_edge.get(edge, ())
            for across in (bend.start, bend.end)
        ]

    def route(self, edge: int) -> tuple[Cell, tuple[Cell, ...]]:
        """Where an edge begins on its source's border, and its cells."""
        source, target = self._pairs[edge]
        layers, cell = self._ranks.layer_of, self._flow.cell
        out, into = self._ports.out_of(edge, source), self._ports.into(edge, target)
        first = self._channel_from[layers[source] + 1]
        last = self.layer_from[layers[target]] - 1
        between = (
            range(layers[source] + 1, layers[target] + 1)
            if edge in self._ranks.chains
            else (layers[source] + 1, layers[target])
        )
        corners = [cell(first, out)]
        for channel in between:
            corners += self._bends(channel, edge)
        corners.append(cell(last, into))
        return cell(first - 1, out), path(corners)

    def _label_layer(self, edge: int) -> int | None:
        """The layer under which a loop's label has room on its way back, where the drawing goes
        to the right: nothing crosses it there."""
        if self._flow.down or edge in self._ranks.chains or not self._labels[edge]:
            return None
        source, target = self._pairs[edge]
        layers = self._ranks.layer_of
        span = range(layers[target], layers[source] + 1)
        best = max(span, key=lambda layer: (self._thick[layer], -layer))
        return best if columns(self._labels[edge]) <= self._thick[best] else None

    def label(self, edge: int) -> tuple[tuple[Cell, str], ...]:
        """The lines of an edge's label, beside or on its first cells."""
        source, _ = self._pairs[edge]
        start = self._channel_from[self._ranks.layer_of[source] + 1]
        x, y = self._flow.cell(start, self._ports.out_of(edge, source))
        lines = self._labels[edge]
        if (under := self._label_layer(edge)) is not None:
            x = self.layer_from[under] + (self._thick[under] - columns(lines)) // 2
            return (((x, self._loop_at[edge]), lines[0]),)
        if self._flow.down:
            return tuple(((x + 2, y + row), text) for row, text in enumerate(lines))
        return tuple(((x + 1, y), text) for text in lines)
