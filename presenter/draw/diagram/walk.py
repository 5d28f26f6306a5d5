"""A walk through a diagram, box by box along its arrows: how a decision tree is used on stage."""

from dataclasses import dataclass, replace
from typing import Literal

from presenter.draw.diagram.shape import Drawing
from slides.blocks.figures import Diagram

Arrow = Literal["up", "down", "left", "right"]


@dataclass(frozen=True)
class Walk:
    """Where a walk stands, how it came there, and where it would go next."""

    at: str
    trail: tuple[int, ...] = ()
    """Edges walked, in order, by their places."""
    chosen: int | None = None
    """The edge it would take; None at a box that none leaves."""


def begin(diagram: Diagram, drawing: Drawing) -> Walk:
    """At the first box that no arrow enters, else at the first."""
    entered = {edge.target for edge in diagram.edges}
    names = [node.node for node in diagram.nodes]
    return _at(diagram, drawing, next((name for name in names if name not in entered), names[0]))


def press(walk: Walk, key: Arrow, diagram: Diagram, drawing: Drawing) -> Walk:
    """The walk after an arrow key: along the drawing's direction it follows the chosen arrow,
    against it it goes back, across it it chooses."""
    on, back, before, after = (
        ("down", "up", "left", "right") if drawing.down else ("right", "left", "up", "down")
    )
    if key == on and walk.chosen is not None:
        target = diagram.edges[walk.chosen].target
        return _at(diagram, drawing, target, (*walk.trail, walk.chosen))
    if key == back and walk.trail:
        *earlier, last = walk.trail
        return Walk(diagram.edges[last].source, tuple(earlier), last)
    if key in (before, after) and walk.chosen is not None:
        ways = _ways(diagram, drawing, walk.at)
        turn = ways.index(walk.chosen) + (1 if key == after else -1)
        return replace(walk, chosen=ways[turn % len(ways)])
    return walk


def _at(diagram: Diagram, drawing: Drawing, name: str, trail: tuple[int, ...] = ()) -> Walk:
    ways = _ways(diagram, drawing, name)
    return Walk(name, trail, ways[0] if ways else None)


def _ways(diagram: Diagram, drawing: Drawing, name: str) -> list[int]:
    """The edges that leave a box, in the order in which they leave it on screen."""
    leaving = [place for place, edge in enumerate(diagram.edges) if edge.source == name]
    return sorted(leaving, key=lambda place: drawing.routes[place].port)
