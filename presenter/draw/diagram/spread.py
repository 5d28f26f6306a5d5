"""Where across its layer each item stands: as near to its kin as order and spacing allow."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

ROUNDS = 8


def spread(
    layers: Sequence[Sequence[int]],
    chains: Sequence[Sequence[int]],
    sizes: Mapping[int, int],
    extents: Mapping[int, int],
    nodes: int,
) -> dict[int, int]:
    """The first place of each item. Items keep their order, each with the room of its extent; they
    are centred by their sizes. Lines between waypoints are kept straight before anything else."""
    kin: dict[int, list[tuple[int, float]]] = {}
    above: dict[int, list[tuple[int, float]]] = {}
    for chain in chains:
        for upper, lower in pairwise(chain):
            weight = 1.0 + 3.0 * ((upper >= nodes) + (lower >= nodes))
            above.setdefault(lower, []).append((upper, weight))
            kin.setdefault(lower, []).append((upper, weight))
            kin.setdefault(upper, []).append((lower, weight))
    at: dict[int, float] = {}
    for layer in layers:
        place = 0
        for item in layer:
            at[item] = place
            place += extents[item]
    for turn in range(ROUNDS):
        for layer in layers if turn % 2 == 0 else reversed(layers):
            at |= _settled(layer, at, kin, sizes, extents)
    for layer in layers:
        at |= _settled(layer, at, above, sizes, extents)
        at |= _whole([at[item] for item in layer], layer, extents)
    return {item: round(place) for item, place in at.items()}


def aligned(
    layers: Sequence[Sequence[int]],
    at: Mapping[int, int],
    lines: Mapping[int, Sequence[tuple[int, int]]],
    extents: Mapping[int, int],
) -> dict[int, int]:
    """The places once more, downwards, now that it is known where on a side each line begins and
    ends: `lines` names what each item hangs on, and how far from there it would begin."""
    found: dict[int, float] = dict(at)
    for layer in layers:
        for item in layer:
            if hanging := lines.get(item):
                found[item] = sum(found[upper] + off for upper, off in hanging) / len(hanging)
        found |= _settled(layer, found, {}, extents, extents)
        found |= _whole([found[item] for item in layer], layer, extents)
    return {item: round(place) for item, place in found.items()}


def middle(size: int) -> int:
    """The middle cell of so many."""
    return (size - 1) // 2


def _settled(
    layer: Sequence[int],
    at: Mapping[int, float],
    kin: Mapping[int, Sequence[tuple[int, float]]],
    sizes: Mapping[int, int],
    extents: Mapping[int, int],
) -> dict[int, float]:
    """One layer, each item under the mean of its kin as far as the others let it: least squares
    by pooling adjacent violators."""
    pools: list[tuple[float, float, list[int]]] = []
    offsets: dict[int, float] = {}
    offset = 0.0
    for item in layer:
        offsets[item] = offset
        wish, weight = _wish(item, at, kin.get(item, ()), sizes)
        pools.append((wish - offset, weight, [item]))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            value, heavy, items = pools.pop()
            other, other_heavy, other_items = pools.pop()
            both = heavy + other_heavy
            pools.append(((value * heavy + other * other_heavy) / both, both, other_items + items))
        offset += extents[item]
    return {item: value + offsets[item] for value, _, items in pools for item in items}


def _wish(
    item: int, at: Mapping[int, float], kin: Sequence[tuple[int, float]], sizes: Mapping[int, int]
) -> tuple[float, float]:
    """Where an item would like to begin, and how much."""
    if not kin:
        return at[item], 0.1
    total = sum(weight for _, weight in kin)
    mean = sum((at[other] + middle(sizes[other])) * weight for other, weight in kin) / total
    return mean - middle(sizes[item]), total


def _whole(
    places: Sequence[float], layer: Sequence[int], extents: Mapping[int, int]
) -> dict[int, float]:
    """The same places in whole cells."""
    found: dict[int, float] = {}
    least: float = -(10**6)
    for item, place in zip(layer, places, strict=True):
        found[item] = max(least, round(place))
        least = found[item] + extents[item]
    return found
