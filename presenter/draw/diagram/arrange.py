"""The choice of a layout that fits."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from presenter.draw.diagram.layered import layered
from presenter.draw.diagram.shape import Drawing, Style, columns, fold
from presenter.draw.diagram.snake import chain_of, rows_of, snake
from slides.blocks.figures import Diagram

WRAPS = (26, 20, 15, 12, 10, 8)
"""Columns of a label's longest line, widest first."""

LARGE = 60
"""Boxes and arrows above which only a few layouts are tried: each takes tens of milliseconds."""


@dataclass(frozen=True)
class _Choice:
    """A layout that may be tried."""

    least: tuple[int, int]
    """Columns and rows that it takes at the least, as far as that is known beforehand."""
    make: Callable[[], Drawing]


@lru_cache(maxsize=128)
def arrange(diagram: Diagram, width: int, height: int) -> Drawing:
    """The first layout that fits, as the deck asks and roomy first; then closer, in rows to and
    fro, the other way round, and at last without frames. When none does, the one that is the
    least too large: it can be scrolled when enlarged."""
    tried: list[Drawing] = []
    hopeless: list[_Choice] = []
    for choice in _choices(diagram, width):
        if choice.least[0] > width or choice.least[1] > height:
            hopeless.append(choice)
            continue
        drawing = choice.make()
        if drawing.width <= width and drawing.height <= height:
            return drawing
        tried.append(drawing)
    if not tried:
        tried = [min(hopeless, key=lambda choice: _excess(choice.least, width, height)).make()]
    return min(tried, key=lambda drawing: _excess((drawing.width, drawing.height), width, height))


def _excess(size: tuple[int, int], width: int, height: int) -> tuple[int, int]:
    wide, high = max(0, size[0] - width), max(0, size[1] - height)
    return wide * 3 + high, wide


def _choices(diagram: Diagram, width: int) -> Iterator[_Choice]:
    down = diagram.direction == "down"
    chain = chain_of(diagram)
    wraps = _wraps(diagram)
    large = len(diagram.nodes) + len(diagram.edges) > LARGE
    for framed, snug in ((True, False), (True, True), (False, True)):
        styles = [Style(wrap, gap, framed, snug) for wrap in wraps for gap in (2, 1)]
        if large:
            styles = [styles[0], styles[-1]] if framed != snug else []
        for way in (down, not down):
            for style in styles:
                least = _row(diagram, way, style) if chain else (0, 0)
                yield _Choice(least, partial(layered, diagram, way, style))
            if chain and way == down:
                for style in styles:
                    yield from _snakes(diagram, chain, width, style)


def _row(diagram: Diagram, down: bool, style: Style) -> tuple[int, int]:
    """What a chain takes in one row or column, but for labels and a way back."""
    texts = [fold(node.label, style.wrap) for node in diagram.nodes]
    wide, high = style.rim
    gaps = len(texts) - 1
    if down:
        return 0, sum(len(lines) + 2 * high for lines in texts) + gaps * style.gap
    return sum(columns(lines) + 2 * wide for lines in texts) + gaps * (style.gap + 1), 0


def _wraps(diagram: Diagram) -> tuple[int, ...]:
    """The widths worth trying: those at which some label folds otherwise than at a wider one, and
    no word is cut unless the narrowest cuts it."""
    found: list[int] = []
    seen: set[tuple[tuple[str, ...], ...]] = set()
    longest = max((columns(node.label.split()) for node in diagram.nodes), default=1)
    for wrap in (max(least, min(longest, WRAPS[0])) for least in WRAPS):
        folded = tuple(fold(node.label, wrap) for node in diagram.nodes)
        if folded not in seen:
            seen.add(folded)
            found.append(wrap)
    return tuple(found)


def _snakes(
    diagram: Diagram, chain: tuple[int, ...], width: int, style: Style
) -> Iterator[_Choice]:
    """The chain in as few rows as the width allows, evenly filled."""
    ring = len(diagram.edges) == len(chain)
    for rows in range(2, len(chain) // 2 + 1):
        per_row = -(-len(chain) // rows)
        if rows_of(len(chain), per_row) != rows or (ring and rows % 2):
            continue
        drawing = snake(diagram, chain, per_row, style)
        if drawing.width <= width:
            yield _Choice((drawing.width, drawing.height), partial(_as_it_is, drawing))
            return


def _as_it_is(drawing: Drawing) -> Drawing:
    return drawing
