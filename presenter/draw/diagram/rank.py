"""Which layer each box is in, and its order there: the first half of a layered drawing.

After Sugiyama, Tagawa and Toda (1981): arrows that close a loop are set aside, the rest give the
layers, long arrows get a waypoint in every layer they pass, and sweeps of barycentres take out
crossings.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Pair = tuple[int, int]
"""Source and target of an edge, as places of nodes."""
SWEEPS = 12


@dataclass(frozen=True)
class Ranks:
    """Layers of items; items below the number of nodes are nodes, the others waypoints."""

    layer_of: tuple[int, ...]
    """One a node."""
    layers: tuple[tuple[int, ...], ...]
    """Items in order."""
    chains: dict[int, tuple[int, ...]]
    """Of each edge that goes forward: its source, its waypoints, its target."""
    loops: tuple[int, ...]
    """Edges that go back to an earlier layer or to their own box; shortest first."""


def rank(nodes: int, edges: Sequence[Pair]) -> Ranks:
    """Layers for a graph of any shape."""
    closing = closing_edges(nodes, edges)
    forward = [pair for place, pair in enumerate(edges) if place not in closing]
    layer_of = _layer_of(nodes, forward)
    layers: list[list[int]] = [[] for _ in range(max(layer_of) + 1)]
    for node, layer in enumerate(layer_of):
        layers[layer].append(node)
    chains: dict[int, tuple[int, ...]] = {}
    fresh = nodes
    for place, (source, target) in enumerate(edges):
        if place in closing:
            continue
        passed = range(layer_of[source] + 1, layer_of[target])
        waypoints = tuple(range(fresh, fresh + len(passed)))
        fresh += len(passed)
        for layer, waypoint in zip(passed, waypoints, strict=True):
            layers[layer].append(waypoint)
        chains[place] = (source, *waypoints, target)
    loops = sorted(closing, key=lambda e: (layer_of[edges[e][0]] - layer_of[edges[e][1]], e))
    return Ranks(layer_of, _ordered(layers, chains.values()), chains, tuple(loops))


def closing_edges(nodes: int, edges: Sequence[Pair]) -> set[int]:
    """Edges without which there is no loop: those that meet their own trail when the arrows are
    followed from the first node on, in the deck's order."""
    leaving: list[list[int]] = [[] for _ in range(nodes)]
    for place, (source, _) in enumerate(edges):
        leaving[source].append(place)
    found: set[int] = set()
    done: set[int] = set()

    def follow(node: int, trail: frozenset[int]) -> None:
        done.add(node)
        for place in leaving[node]:
            target = edges[place][1]
            if target == node or target in trail:
                found.add(place)
            elif target not in done:
                follow(target, trail | {node})

    for node in range(nodes):
        if node not in done:
            follow(node, frozenset())
    return found


def _layer_of(nodes: int, forward: Sequence[Pair]) -> tuple[int, ...]:
    """Each node one layer after the last of its sources; a node that has none stands just before
    the first of its targets."""
    layer = [0] * nodes
    for _ in range(nodes):
        for source, target in forward:
            layer[target] = max(layer[target], layer[source] + 1)
    entered = {target for _, target in forward}
    for node in range(nodes):
        targets = [layer[target] for source, target in forward if source == node]
        if targets and node not in entered:
            layer[node] = min(targets) - 1
    return tuple(layer)


def _ordered(
    layers: Sequence[Sequence[int]], chains: Iterable[Sequence[int]]
) -> tuple[tuple[int, ...], ...]:
    """The layers in the best order found: fewest crossings, the earliest of equals."""
    above: dict[int, list[int]] = {}
    below: dict[int, list[int]] = {}
    for chain in chains:
        for upper, lower in pairwise(chain):
            above.setdefault(lower, []).append(upper)
            below.setdefault(upper, []).append(lower)
    now = [list(layer) for layer in layers]
    best, fewest = [list(layer) for layer in now], _crossings(now, below)
    for sweep in range(SWEEPS):
        if not fewest:
            break
        down = sweep % 2 == 0
        places = range(1, len(now)) if down else range(len(now) - 2, -1, -1)
        for place in places:
            beside = now[place - 1] if down else now[place + 1]
            now[place] = _by_barycentre(now[place], beside, above if down else below)
        if (count := _crossings(now, below)) < fewest:
            best, fewest = [list(layer) for layer in now], count
    return tuple(map(tuple, best))


def _by_barycentre(
    layer: Sequence[int], beside: Sequence[int], kin: dict[int, list[int]]
) -> list[int]:
    """A layer sorted by where its items' kin stand in the layer beside it; the rest stay."""
    at = {item: place for place, item in enumerate(beside)}
    weight: dict[int, float] = {}
    for place, item in enumerate(layer):
        places = [at[other] for other in kin.get(item, ()) if other in at]
        weight[item] = sum(places) / len(places) if places else place
    return sorted(layer, key=lambda item: weight[item])


def _crossings(layers: Sequence[Sequence[int]], below: dict[int, list[int]]) -> int:
    total = 0
    for upper, lower in pairwise(layers):
        at = {item: place for place, item in enumerate(lower)}
        ends = [(n, at[other]) for n, item in enumerate(upper) for other in below.get(item, ())]
        total += sum(
            (a - c) * (b - d) < 0 for i, (a, b) in enumerate(ends) for c, d in ends[i + 1 :]
        )
    return total
