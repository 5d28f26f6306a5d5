"""A layout as lines of text: glyphs for boxes and arrows, and what of it is on, lit or chosen."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from rich.cells import cell_len
from rich.text import Text

from presenter.draw.diagram.shape import Box, Cell, Drawing, Route

UP, RIGHT, DOWN, LEFT = 1, 2, 4, 8
STEPS = {(0, -1): UP, (1, 0): RIGHT, (0, 1): DOWN, (-1, 0): LEFT}
BACK = {UP: DOWN, RIGHT: LEFT, DOWN: UP, LEFT: RIGHT}
LINES = {
    UP | DOWN: "│", LEFT | RIGHT: "─", UP | RIGHT: "╰", UP | LEFT: "╯", DOWN | RIGHT: "╭",
    DOWN | LEFT: "╮", UP | DOWN | LEFT | RIGHT: "┼",
}  # fmt: skip
PORTS = {UP: "┴", RIGHT: "├", DOWN: "┬", LEFT: "┤"}
HEADS = {UP: "▲", RIGHT: "▶", DOWN: "▼", LEFT: "◀"}
WEIGHTS = {
    "diagram.chosen": str.maketrans("│─╰╯╭╮┼", "┃━┗┛┏┓╋"),
    "diagram.trail": str.maketrans("│─╰╯╭╮┼", "║═╚╝╔╗╬"),
}
"""What is walked, and would be walked next, is told by its lines and not by colour alone."""
ASCII = {**dict.fromkeys("╰╯╭╮┼┴├┬┤╔╗╚╝╬┏┓┗┛╋", "+"), **dict.fromkeys("│║", "|"), "┃": "#"}
ASCII |= {"─": "-", "═": "=", "━": "=", "▲": "^", "▶": ">", "▼": "v", "◀": "<"}
FRAMES = {"plain": "╭╮╰╯─│", "lit": "┏┓┗┛━┃", "current": "╔╗╚╝═║"}
BRACKETS = {"plain": "[]", "lit": "<>", "current": "{}"}


@dataclass(frozen=True)
class Look:
    """What is shown of a diagram now, besides that it is there."""

    stage: float = float("inf")
    """Boxes and arrows of later stages are not drawn yet; their room is kept."""
    lit: frozenset[str] = frozenset()
    """Boxes that a live run is in."""
    current: str | None = None
    """The box where a walk stands."""
    trail: tuple[int, ...] = ()
    """Edges walked, by their places."""
    chosen: int | None = None
    """The edge that the walk would take next."""


@dataclass
class Sheet:
    """Cells being painted: a glyph and a style each."""

    glyphs: dict[Cell, str] = field(default_factory=dict)
    styles: dict[Cell, str] = field(default_factory=dict)

    def put(self, cell: Cell, text: str, style: str) -> None:
        """Write along a row; a wide glyph takes the cells it covers."""
        x, y = cell
        for glyph in text:
            self.glyphs[x, y] = glyph
            self.styles[x, y] = style
            for covered in range(x + 1, x + cell_len(glyph)):
                self.glyphs[covered, y] = ""
            x += max(1, cell_len(glyph))


def paint(drawing: Drawing, look: Look, unicode: bool = True) -> list[Text]:
    """The diagram's rows. Everything that colour says is said by its lines too."""
    sheet = paint_cells(drawing, look)
    plain: Callable[[str], str] = (lambda g: g) if unicode else (lambda g: ASCII.get(g, g))
    return [_row(sheet, row, drawing.width, plain) for row in range(drawing.height)]


def paint_cells(drawing: Drawing, look: Look) -> Sheet:
    """Every cell that is not empty."""
    sheet = Sheet()
    stages = {box.node.node: box.node.stage for box in drawing.boxes}
    for box in drawing.boxes:
        if box.node.stage <= look.stage:
            _box(sheet, box, look)
    on = [
        (place, route)
        for place, route in enumerate(drawing.routes)
        if max(route.edge.stage, stages[route.edge.source], stages[route.edge.target]) <= look.stage
    ]
    arms: dict[Cell, int] = {}
    for place, route in sorted(on, key=lambda pair: _rank(pair[0], look)):
        _arrow(sheet, route, arms, _edge_style(place, look), _framed(drawing, route))
    for place, route in on:
        for cell, text in route.label:
            style = _edge_style(place, look)
            sheet.put(cell, text, "diagram.label" if style == "diagram.edge" else style)
    return sheet


def _framed(drawing: Drawing, route: Route) -> bool:
    return next(box.framed for box in drawing.boxes if box.node.node == route.edge.source)


def _rank(place: int, look: Look) -> int:
    """What is chosen is painted over what is not."""
    return 2 if place == look.chosen else int(place in look.trail)


def _edge_style(place: int, look: Look) -> str:
    if place == look.chosen:
        return "diagram.chosen"
    return "diagram.trail" if place in look.trail else "diagram.edge"


def _box(sheet: Sheet, box: Box, look: Look) -> None:
    name = box.node.node
    state = "current" if name == look.current else "lit" if name in look.lit else "plain"
    inner = box.width - 2
    text_style = "diagram.text" if state == "plain" else f"diagram.{state}"
    frame_style = "diagram.box" if state == "plain" else f"diagram.{state}"
    if box.framed:
        nw, ne, sw, se, flat, upright = tuple(FRAMES[state])
        sheet.put((box.x, box.y), nw + flat * inner + ne, frame_style)
        sheet.put((box.x, box.y + box.height - 1), sw + flat * inner + se, frame_style)
    else:
        upright = ""
    body = range(box.y + box.framed, box.y + box.height - box.framed)
    above = (len(body) - len(box.lines)) // 2
    for row in body:
        turn = row - body.start - above
        line = box.lines[turn] if 0 <= turn < len(box.lines) else ""
        left = (inner - cell_len(line)) // 2
        sheet.put((box.x + 1, row), " " * inner, text_style)
        sheet.put((box.x + 1 + left, row), line, text_style)
        sides = upright * 2 or BRACKETS[state]
        sheet.put((box.x, row), sides[0], frame_style)
        sheet.put((box.x + box.width - 1, row), sides[1], frame_style)


def _arrow(sheet: Sheet, route: Route, arms: dict[Cell, int], style: str, framed: bool) -> None:
    """One arrow: from its port over its cells; where it crosses another, both are seen."""
    way = [route.port, *route.cells]
    going = 0
    for before, cell in pairwise(way):
        going = STEPS[cell[0] - before[0], cell[1] - before[1]]
        arms[before] = arms.get(before, 0) | going
        arms[cell] = arms.get(cell, 0) | BACK[going]
    for cell in route.cells[:-1]:
        glyph = LINES.get(arms[cell], "┼")
        sheet.put(cell, glyph.translate(WEIGHTS.get(style, {})), style)
    sheet.put(route.cells[-1], HEADS[going], style)
    if framed:
        first = route.cells[0][0] - route.port[0], route.cells[0][1] - route.port[1]
        sheet.put(route.port, PORTS[STEPS[first]], sheet.styles.get(route.port, style))


def _row(sheet: Sheet, row: int, width: int, plain: Callable[[str], str]) -> Text:
    cells = [
        (plain(sheet.glyphs.get((x, row), " ")), sheet.styles.get((x, row), ""))
        for x in range(width)
    ]
    text = Text(no_wrap=True, end="")
    for style, run in groupby(cells, key=lambda cell: cell[1]):
        text.append("".join(glyph for glyph, _ in run), style=style)
    return text
