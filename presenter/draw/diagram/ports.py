"""Where on its box's sides each arrow begins and ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from presenter.draw.diagram.rank import Pair, Ranks
from presenter.draw.diagram.spread import middle


@dataclass(frozen=True)
class Ports:
    """Places across the drawing; before `placed` only the sizes are known."""

    ranks: Ranks
    pairs: Sequence[Pair]
    reach: Sequence[int]
    """Of each edge: cells beyond its line that its label takes on the way out."""
    sizes: Mapping[int, int]
    """Of each item: cells across."""
    extents: Mapping[int, int]
    """The same with room for labels that stand out."""
    pitch: int
    rim: int
    """Cells at each end of a side where no arrow may be."""
    at: Mapping[int, int] = field(default_factory=dict)
    outs: dict[int, int] = field(default_factory=dict)
    ins: dict[int, int] = field(default_factory=dict)

    def out_of(self, edge: int, item: int) -> int:
        """Where an edge leaves an item on its way."""
        return self.at[item] if item >= len(self.ranks.layer_of) else self.outs[edge]

    def into(self, edge: int, item: int) -> int:
        """Where an edge arrives at an item on its way."""
        return self.at[item] if item >= len(self.ranks.layer_of) else self.ins[edge]

    def loop_places(self) -> dict[int, int]:
        """Where each loop passes outside everything in the layers that it spans."""
        layers = self.ranks.layers
        end = [max(self.at[item] + self.extents[item] for item in layer) for layer in layers]
        found: dict[int, int] = {}
        for edge in self.ranks.loops:
            source, target = self.pairs[edge]
            span = range(self.ranks.layer_of[target], self.ranks.layer_of[source] + 1)
            found[edge] = max(end[layer] for layer in span) + self.pitch - 1
            for layer in span:
                end[layer] = found[edge] + 1
        return found

    def placed(self, at: Mapping[int, int]) -> "Ports":
        """Every arrow's ends, now that the boxes have their places."""
        return replace(self, at=at, outs={}, ins={}).settled()

    def lines(self) -> dict[int, list[tuple[int, int]]]:
        """Of each item: what it hangs on, and how far from there it would begin for the line
        between them to be straight."""
        found: dict[int, list[tuple[int, int]]] = {}
        for edge, chain in self.ranks.chains.items():
            for upper, lower in pairwise(chain):
                out = self.out_of(edge, upper) - self.at[upper]
                into = self.into(edge, lower) - self.at[lower]
                found.setdefault(lower, []).append((upper, out - into))
        return found

    def settled(self) -> "Ports":
        """With the ends reckoned from where the items stand."""
        for node in range(len(self.ranks.layer_of)):
            leaving, arriving = self._sorted(node, 0), self._sorted(node, 1)
            pitches = [self.pitch + self.reach[edge] for edge in leaving]
            self.outs.update(zip(leaving, self._along(node, pitches), strict=True))
            pitches = [self.pitch] * len(arriving)
            self.ins.update(zip(arriving, self._along(node, pitches), strict=True))
        self._straighten()
        return self

    def _sorted(self, node: int, end: int) -> list[int]:
        """The edges at one end of a node, in the order of where they go; loops last, the inner
        ones outermost, so that they nest."""
        found: list[tuple[int, int]] = []
        for edge, chain in self.ranks.chains.items():
            if self.pairs[edge][end] == node:
                kin = chain[1] if end == 0 else chain[-2]
                found.append((self.at[kin] + middle(self.sizes[kin]), edge))
        loops = [edge for edge in reversed(self.ranks.loops) if self.pairs[edge][end] == node]
        return [edge for _, edge in sorted(found)] + loops

    def _along(self, node: int, pitches: Sequence[int]) -> list[int]:
        """Places along a node's side, the room left shared out evenly between them."""
        if not pitches:
            return []
        slack = self.sizes[node] - 2 * self.rim - _needed(pitches, self.pitch)
        found, place = [], self.at[node] + self.rim
        for turn, pitch in enumerate(pitches, start=1):
            found.append(place + slack * turn // (len(pitches) + 1))
            place += pitch
        return found

    def _straighten(self) -> None:
        """Move the only arrow of a side to where its other end is, if that is before the side."""
        for edge, chain in self.ranks.chains.items():
            source, target = chain[0], chain[-1]
            goal = self.into(edge, chain[1])
            if self._alone(source, 0) and self._faces(source, goal, self.reach[edge]):
                self.outs[edge] = goal
            goal = self.out_of(edge, chain[-2])
            if self._alone(target, 1) and self._faces(target, goal, 0):
                self.ins[edge] = goal

    def _alone(self, node: int, end: int) -> bool:
        return sum(pair[end] == node for pair in self.pairs) == 1

    def _faces(self, node: int, place: int, reach: int) -> bool:
        first, size = self.at[node], self.sizes[node]
        inside = first + self.rim <= place < first + size - self.rim
        return inside and place + reach <= first + self.extents[node]


def ports(
    ranks: Ranks,
    pairs: Sequence[Pair],
    reach: Sequence[int],
    least: Sequence[int],
    pitch: int,
    rim: int,
) -> Ports:
    """The sizes of all items: boxes are `least` at the least, and have room for their arrows."""
    sizes: dict[int, int] = {}
    extents: dict[int, int] = {}
    for node, size in enumerate(least):
        leaving = [edge for edge, pair in enumerate(pairs) if pair[0] == node]
        arriving = [edge for edge, pair in enumerate(pairs) if pair[1] == node]
        needed = max(
            _needed([pitch + reach[edge] for edge in leaving], pitch),
            _needed([pitch] * len(arriving), pitch),
        )
        needed += 2 * rim
        sizes[node] = max(size, needed)
        alone = len(leaving) == 1
        stands_out = middle(sizes[node]) + reach[leaving[0]] - sizes[node] if alone else 0
        extents[node] = sizes[node] + max(0, stands_out)
    for chain in ranks.chains.values():
        for waypoint in chain[1:-1]:
            sizes[waypoint] = extents[waypoint] = 1
    return Ports(ranks, pairs, reach, sizes, extents, pitch, rim)


def _needed(pitches: Sequence[int], pitch: int) -> int:
    """Cells of a side that so many arrows take; the label of a single one may stand out."""
    return sum(pitches) - pitch + 1 if len(pitches) > 1 else len(pitches)
