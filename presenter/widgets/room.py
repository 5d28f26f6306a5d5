"""How much of a slide is left for what has no height of its own: diagrams and images."""

from textual.geometry import Size
from textual.widget import Widget

UNKNOWN = 3
"""Rows reckoned for a neighbour that takes a share."""


def room(
    widget: Widget, container: Size, viewport: Size, width: int
) -> tuple[int, tuple[Widget, ...]]:
    """Rows that the neighbours of a widget leave, an empty one below each part included, and who
    shares them: those, itself among them, whose class says `takes_what_is_left`."""
    beside = tuple(widget.parent.children) if isinstance(widget.parent, Widget) else (widget,)
    peers = tuple(other for other in beside if getattr(other, "takes_what_is_left", False))
    rest = [other for other in beside if other.display and other not in peers]
    taken = sum(_rows(other, container, viewport, width) + 1 for other in rest)
    return container.height + 1 - taken, peers or (widget,)


def _rows(widget: Widget, container: Size, viewport: Size, width: int) -> int:
    height = widget.styles.height
    if height is None or height.is_auto:
        return widget.get_content_height(container, viewport, width)
    return int(height.value) if height.cells is not None else UNKNOWN
