"""Lanes between two layers: a lane for each arrow that has to change its place there.

This is channel routing (left-edge algorithm with doglegs). A *bend* comes from one or two places
on the near side (`ups`) or the far side (`downs`), runs along its lane, and leaves likewise. Each
place on a side belongs to one arrow only, so two bends can only cross, never share a line.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Bend:
    """One run of an arrow along a lane, between two places across the channel."""

    edge: int
    start: int
    end: int
    ups: frozenset[int]
    """Places, of the two, from which a line goes back to the near side."""
    downs: frozenset[int]
    """Places from which a line goes on to the far side."""
    part: int = 0
    """Second part of a bend that had to be broken in two."""

    @property
    def span(self) -> tuple[int, int]:
        """The places it covers, from and to."""
        return min(self.start, self.end), max(self.start, self.end)


@dataclass(frozen=True)
class Channel:
    """The bends of one channel with their lanes."""

    lanes: int
    of_edge: dict[int, tuple[tuple[int, Bend], ...]]
    """Lane, from 0 at the near side, and bend; the parts of an edge in their order."""


def assign(bends: Sequence[Bend], straight: frozenset[int]) -> Channel:
    """A lane for every bend. `straight` are places where an arrow passes without one."""
    waiting = list(bends)
    lane_of: list[tuple[int, Bend]] = []
    least: dict[tuple[int, int], int] = {}
    while waiting:
        free = [bend for bend in waiting if not _held_up(bend, waiting)]
        if not free:
            waiting = _broken(waiting, lane_of, straight)
            continue
        bend = min(free, key=_turn)
        waiting.remove(bend)
        lane = _first_lane(bend, lane_of, least.get((bend.edge, bend.part), 0))
        lane_of.append((lane, bend))
        if bend.part == 0:
            least[(bend.edge, 1)] = lane + 1
    of_edge: dict[int, tuple[tuple[int, Bend], ...]] = {}
    for lane, bend in sorted(lane_of, key=lambda pair: (pair[1].edge, pair[1].part)):
        of_edge[bend.edge] = (*of_edge.get(bend.edge, ()), (lane, bend))
    return Channel(max((lane + 1 for lane, _ in lane_of), default=0), of_edge)


def _turn(bend: Bend) -> tuple[bool, int, int]:
    """Outer bends of a fan before inner ones, so that its arrows do not cross each other."""
    leftward = bend.end < bend.start
    return (not leftward, bend.start if leftward else -bend.start, bend.edge)


def _held_up(bend: Bend, waiting: Sequence[Bend]) -> bool:
    """Whether a bend still waiting must have a nearer lane than this one."""
    return any(
        other is not bend
        and (bool(other.ups & bend.downs) or (other.edge == bend.edge and other.part < bend.part))
        for other in waiting
    )


def _first_lane(bend: Bend, lane_of: Sequence[tuple[int, Bend]], least: int) -> int:
    """The nearest lane where nothing is in the way and that is behind all that must precede."""
    before = [lane for lane, other in lane_of if other.ups & bend.downs]
    lane = max([least, *(lane + 1 for lane in before)])
    low, high = bend.span
    while any(
        taken == lane and other.span[0] <= high + 1 and low <= other.span[1] + 1
        for taken, other in lane_of
    ):
        lane += 1
    return lane


def _broken(
    waiting: Sequence[Bend], lane_of: Sequence[tuple[int, Bend]], straight: frozenset[int]
) -> list[Bend]:
    """Break a ring of bends that wait for each other: the first goes by a place nobody uses."""
    bends = [*waiting, *(bend for _, bend in lane_of)]
    used = straight.union(*((bend.start, bend.end) for bend in bends))
    first = waiting[0]
    away = 1
    while (first.start + away) in used or not used.isdisjoint(
        {first.start + away - 1, first.start + away + 1} - {first.start, first.end}
    ):
        away += 1
    place = first.start + away
    one = replace(first, end=place, downs=frozenset())
    two = replace(first, start=place, ups=frozenset(), part=1)
    return [one, two, *waiting[1:]]
