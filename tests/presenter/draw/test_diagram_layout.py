"""Whatever a diagram looks like: its boxes never overlap and every arrow can be followed."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from presenter.draw.diagram.arrange import arrange
from presenter.draw.diagram.layered import layered
from presenter.draw.diagram.paint import ASCII, FRAMES, HEADS, LINES, STEPS, Look, paint
from presenter.draw.diagram.shape import Box, Cell, Drawing, Style
from presenter.draw.diagram.snake import chain_of, snake
from slides.blocks.figures import Diagram, Edge, Node

WORDS = st.sampled_from(
    ["data", "a", "tokenize it", "loss: how far off?", "漢字 kanji", "naïve", ""]
)
STYLES = st.builds(
    Style,
    wrap=st.sampled_from([4, 9, 20]),
    gap=st.sampled_from([1, 2]),
    framed=st.booleans(),
    snug=st.booleans(),
)


@st.composite
def diagrams(draw: st.DrawFn, most: int = 9) -> Diagram:
    """Boxes and arrows at random: loops, parallels, islands and all."""
    count = draw(st.integers(1, most))
    nodes = tuple(Node(node=f"n{place}", label=draw(WORDS)) for place in range(count))
    names = st.sampled_from([node.node for node in nodes])
    edge = st.builds(
        Edge,
        source=names,
        target=names,
        label=st.sampled_from(["", "", "yes", "so far so good, says the gate"]),
    )
    edges = tuple(draw(st.lists(edge, max_size=2 * count)))
    return Diagram(diagram="any", nodes=nodes, edges=edges)


@st.composite
def chains(draw: st.DrawFn) -> Diagram:
    """A pipeline of boxes, or a ring."""
    count = draw(st.integers(3, 12))
    nodes = tuple(Node(node=f"n{place}", label=draw(WORDS)) for place in range(count))
    order = draw(st.permutations(range(count)))
    steps = [*pairwise(order)] + ([(order[-1], order[0])] if draw(st.booleans()) else [])
    label = st.sampled_from(["", "", "yes", "next batch please"])
    edges = tuple(Edge(source=f"n{a}", target=f"n{b}", label=draw(label)) for a, b in steps)
    return Diagram(diagram="chain", nodes=nodes, edges=edges)


def cells_of(box: Box) -> set[Cell]:
    return {
        (x, y) for x in range(box.x, box.x + box.width) for y in range(box.y, box.y + box.height)
    }


def beside(one: Cell, other: Cell) -> bool:
    return abs(one[0] - other[0]) + abs(one[1] - other[1]) == 1


def check(diagram: Diagram, drawing: Drawing) -> None:
    """Everything of the diagram is there, inside the canvas, and told apart."""
    assert [box.node for box in drawing.boxes] == list(diagram.nodes)
    assert [route.edge for route in drawing.routes] == list(diagram.edges)
    boxes = {box.node.node: cells_of(box) for box in drawing.boxes}
    for one, other in combinations(boxes.values(), 2):
        assert not one & other
    everything = set().union(*boxes.values())
    for route in drawing.routes:
        assert route.port in boxes[route.edge.source]
        assert all(beside(*pair) for pair in pairwise((route.port, *route.cells)))
        assert any(beside(route.cells[-1], cell) for cell in boxes[route.edge.target])
        assert len(set(route.cells)) == len(route.cells)
        assert not everything & set(route.cells)
        everything_here = everything | set(route.cells)
        assert all(0 <= x < drawing.width and 0 <= y < drawing.height for x, y in everything_here)
    check_crossings(drawing)
    check_labels(diagram, drawing, everything)
    check_paint(drawing)


def check_crossings(drawing: Drawing) -> None:
    """Two arrows share a cell only where each goes straight on, one down and one across."""
    for one, other in combinations(drawing.routes, 2):
        for cell in set(one.cells) & set(other.cells):
            ways = []
            for route in (one, other):
                way = (route.port, *route.cells)
                place = way.index(cell)
                assert place + 1 < len(way), "an arrowhead is nobody else's"
                (a, b), (c, d) = way[place - 1], way[place + 1]
                ways.append((c - a, d - b))
            assert sorted((abs(x), abs(y)) for x, y in ways) == [(0, 2), (2, 0)]


def check_labels(diagram: Diagram, drawing: Drawing, boxes: set[Cell]) -> None:
    taken: set[Cell] = set(boxes)
    for route in drawing.routes:
        said = " ".join(text for _, text in route.label)
        assert "".join(said.split()) == "".join(route.edge.label.split())
        others = {cell for other in drawing.routes if other is not route for cell in other.cells}
        for (x, y), text in route.label:
            here = {(x + n, y) for n in range(cell_len(text))}
            assert not here & taken
            assert not here & others
            assert route.cells[-1] not in here
            assert 0 <= x <= drawing.width - cell_len(text)
            taken |= here


def check_paint(drawing: Drawing) -> None:
    """Reading the painted rows finds every label, and a line along every arrow."""
    rows = [row.plain for row in paint(drawing, Look())]
    assert {cell_len(row) for row in rows} == {drawing.width}
    glyphs: dict[Cell, str] = {}
    for y, row in enumerate(rows):
        x = 0
        for glyph in row:
            glyphs[x, y] = glyph
            x += cell_len(glyph)
    arms = {glyph: bits for bits, glyph in LINES.items()}
    for box in drawing.boxes:
        inside = [rows[y] for y in range(box.y, box.y + box.height)]
        assert all(any(line in row for row in inside) for line in box.lines)
        if box.framed:
            assert glyphs[box.x, box.y] == FRAMES["plain"][0]
    for route in drawing.routes:
        on_label = {(x + n, y) for (x, y), text in route.label for n in range(cell_len(text))}
        way = (route.port, *route.cells)
        for before, cell, after in zip(way, way[1:], way[2:], strict=False):
            needed = STEPS[before[0] - cell[0], before[1] - cell[1]]
            needed |= STEPS[after[0] - cell[0], after[1] - cell[1]]
            if cell not in on_label:
                assert arms[glyphs[cell]] & needed == needed
        going = STEPS[way[-1][0] - way[-2][0], way[-1][1] - way[-2][1]]
        assert glyphs[way[-1]] == HEADS[going]


@given(diagrams(), st.booleans(), STYLES)
@settings(max_examples=300, deadline=None)
def test_layers(diagram: Diagram, down: bool, style: Style) -> None:
    check(diagram, layered(diagram, down, style))


@given(chains(), st.integers(2, 5), STYLES)
@settings(max_examples=200, deadline=None)
def test_rows_to_and_fro(diagram: Diagram, per_row: int, style: Style) -> None:
    chain = chain_of(diagram)
    assert chain is not None
    rows = -(-len(chain) // per_row)
    ring = len(diagram.edges) == len(chain)
    if rows > 1 and not (ring and rows % 2):
        check(diagram, snake(diagram, chain, per_row, style))


@given(diagrams(6), st.integers(8, 90), st.integers(3, 40))
@settings(max_examples=40, deadline=None)
def test_whatever_room_there_is(diagram: Diagram, width: int, height: int) -> None:
    drawing = arrange(diagram, width, height)
    check(diagram, drawing)
    arrange.cache_clear()
    assert arrange(diagram, width, height) == drawing


@given(diagrams(5))
@settings(max_examples=30, deadline=None)
def test_ascii_terminals_get_ascii(diagram: Diagram) -> None:
    rows = paint(arrange(diagram, 60, 20), Look(), unicode=False)
    letters = set("".join(node.label for node in diagram.nodes))
    assert all(glyph.isascii() or glyph in letters for row in rows for glyph in row.plain)
    assert set("".join(FRAMES.values())) <= set(ASCII)


WORK = "collect clean split tokenize load baseline tune validate test use"


def pipeline(direction: str) -> Diagram:
    return Diagram.model_validate(
        {
            "diagram": "Pipeline",
            "direction": direction,
            "nodes": [{"node": f"s{n}", "label": label} for n, label in enumerate(WORK.split())],
            "edges": [f"s{n} -> s{n + 1}" for n in range(9)],
        }
    )


@pytest.mark.parametrize("direction", ["down", "right"])
@pytest.mark.parametrize(("width", "height"), [(74, 9), (36, 17), (108, 30), (30, 60)])
def test_ten_steps_fit(direction: str, width: int, height: int) -> None:
    drawing = arrange(pipeline(direction), width, height)
    assert drawing.width <= width
    assert drawing.height <= height
    assert all(box.framed for box in drawing.boxes)


LOOP = """\
    ╭───────╮
    ▼       │
╭───────╮   │
│ batch │   │
╰───┬───╯   │
    ▼       │
 ╭──────╮   │
 │ loss │   │
 ╰──┬───╯   │
    ▼       │
 ╭──────╮   │
 │ step │   │
 ╰──┬───╯   │
    │ again │
    ╰───────╯"""


def test_a_loop_is_drawn_around() -> None:
    diagram = Diagram.model_validate(
        {
            "diagram": "One epoch",
            "nodes": [{"node": name, "label": name} for name in ("batch", "loss", "step")],
            "edges": ["batch -> loss", "loss -> step", "step -- again -> batch"],
        }
    )
    rows = paint(layered(diagram, True, Style(20, 1)), Look())
    assert "\n".join(row.plain.rstrip() for row in rows) == LOOP
