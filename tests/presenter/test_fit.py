"""What is said to fit a terminal fits on the real stage, and what is too long is so by as much."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presenter.draw.canvas import Canvas
from presenter.fit import SIZES, Size, excess, too_long
from presenter.widgets.slide_view import SlideView
from slides.deck import Slide
from slides.loader import load_deck
from slides.steps import step_count
from slides.talk import Moved
from tests.presenter.conftest import MakeStage, OnStage, screen_text
from tests.slides.makers import deck

TALK = Path(__file__).parents[2] / "slides" / "talks" / "beyond-the-hype.yaml"
CANVAS = Canvas(Path())


def slide_of(text: str) -> Slide:
    return deck(f"talk: x\n---\nslide: a\n{text}").slides[0]


def lines(count: int) -> str:
    return "title: T\nbody: |\n" + "".join(f"  - line {n}\n" for n in range(count))


async def on_stage(on: OnStage, size: Size) -> dict[tuple[str, int], int]:
    """Rows that each slide of text can be scrolled on a stage of this size, at every step."""
    found = {}
    async with on.app.run_test(size=size) as pilot:
        await pilot.pause()
        view = on.app.stage.query_one(SlideView)
        for slide in on.deck.slides:
            for step in range(step_count(slide) + 1):
                on.app.stage.director.keeper.submit(moved(on, slide.slide, step))
                await pilot.pause()
                found[slide.slide, step] = view.max_scroll_y
    return found


def moved(on: OnStage, slide: str, step: int) -> Moved:
    return Moved(at=on.clock(), slide=slide, step=step)


SAMPLES = {
    "list": lines(19),
    "longer": lines(20),
    "too-long": lines(40),
    "steps": lines(30) + "reveal: items\n",
    "wrapped": "title: T\nbody: " + "word " * 400,
    "title": "layout: title\ntitle: A title\nbody: " + "word " * 300,
    "full": "layout: full\nbody: |\n" + "".join(f"  - line {n}\n" for n in range(22)),
    "columns": "blocks:\n- columns:\n  - markdown: " + "left " * 150 + "\n  - markdown: x\n",
    "rows": "blocks:\n- rows:\n  - markdown: " + "top " * 150 + "\n  - markdown: " + "low " * 150,
    "code": "title: C\nblocks:\n- code: |\n" + "".join(f"    x = {n}\n" for n in range(30)),
    "table": "blocks:\n- table:\n" + "".join(f"  - [a{n}, b]\n" for n in range(24)),
}
DECK = "talk: x\n" + "".join(f"---\nslide: {name}\n{text}\n" for name, text in SAMPLES.items())


@pytest.mark.parametrize("size", [*SIZES, (60, 20)])
async def test_it_agrees_with_the_stage_row_for_row(stage: MakeStage, size: Size) -> None:
    on = stage(DECK)
    for (name, step), scrolls in (await on_stage(on, size)).items():
        slide = on.deck.slides[on.deck.index(name)]
        assert max(0, excess(slide, step, on.app.canvas, size)) == scrolls, (name, step)


async def test_it_agrees_with_the_stage_on_the_talk_that_ships(stage: MakeStage) -> None:
    on = stage(TALK.read_text(encoding="utf-8"), TALK)
    for (name, step), scrolls in (await on_stage(on, (80, 24))).items():
        slide = on.deck.slides[on.deck.index(name)]
        if not any({"pane", "quiz", "diagram"} & set(type(b).model_fields) for b in slide.walk()):
            assert max(0, excess(slide, step, on.app.canvas, (80, 24))) == scrolls, (name, step)


def test_the_first_step_that_is_too_long_is_named() -> None:
    slide = slide_of(lines(30) + "reveal: items\n")
    found = too_long(slide, CANVAS, (80, 24))
    assert found
    assert excess(slide, found.step, CANVAS, (80, 24)) > 0
    assert excess(slide, found.step - 1, CANVAS, (80, 24)) <= 0
    assert found.rows == excess(slide, step_count(slide), CANVAS, (80, 24))
    assert too_long(slide, CANVAS, (120, 40)) is None


QUIZ = "{question: q, ask: Which?, options: [{text: a}, {text: b}, {text: c}]}"


@pytest.mark.parametrize(
    ("block", "rows"),
    [
        (f"quiz: {QUIZ}", 7),
        ("pane: spam-infer", 10),
        (f"columns: [{{quiz: {QUIZ}}}, {{markdown: x}}]", 7),
        (f"rows: [{{quiz: {QUIZ}}}, {{quiz: {QUIZ.replace(': q', ': r')}}}]", 14),
    ],
)
def test_panes_count_with_the_fewest_rows_they_work_in(block: str, rows: int) -> None:
    for body in (1, 5):
        text = "body: |\n" + "".join(f"  - {n}\n" for n in range(body))
        slide = slide_of(f"{text}blocks: [{block}]")
        assert excess(slide, 0, CANVAS, (80, 24)) == body + 1 + rows - 22


@pytest.mark.parametrize("names", [2, 12])
async def test_a_quiz_that_fits_shows_every_option_on_the_stage(
    stage: MakeStage, names: int
) -> None:
    body = "".join(f"  - {n}\n" for n in range(names))
    on = stage(f"talk: x\n---\nslide: a\nbody: |\n{body}blocks: [{{quiz: {QUIZ}}}]\n")
    fits = excess(on.deck.slides[0], 0, on.app.canvas, (80, 24)) <= 0
    async with on.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        pane = on.app.stage.query_one(SlideView).panes[0]
        assert fits
        assert pane.region.bottom <= 23
        assert pane.size.height >= 5


@given(st.integers(1, 60), st.integers(40, 140), st.integers(12, 50))
@settings(max_examples=40, deadline=None)
def test_a_longer_slide_is_never_less_too_long(count: int, columns: int, rows: int) -> None:
    shorter, longer = slide_of(lines(count)), slide_of(lines(count + 1))
    size = columns, rows
    assert excess(shorter, 0, CANVAS, size) <= max(0, excess(longer, 0, CANVAS, size))


def test_the_talk_that_ships_is_measured_in_a_moment() -> None:
    slides = load_deck(TALK).slides
    assert all(excess(slide, 0, CANVAS, (200, 60)) <= 0 for slide in slides)


@pytest.mark.parametrize("boxes", [3, 6, 9, 14])
@pytest.mark.parametrize("lines", [1, 8, 14])
async def test_a_diagram_that_fits_is_whole_on_the_stage(
    stage: MakeStage, boxes: int, lines: int
) -> None:
    nodes = "".join(f"  - {{node: n{n}, label: Box number {n}}}\n" for n in range(boxes))
    edges = "".join(f"  - n{n} -> n{n + 1}\n" for n in range(boxes - 1))
    body = "".join(f"  - {n}\n" for n in range(lines))
    on = stage(
        f"talk: x\n---\nslide: a\nbody: |\n{body}blocks:\n- diagram: D\n  nodes:\n"
        + "".join(f"  {line}\n" for line in nodes.splitlines())
        + "  edges:\n"
        + "".join(f"  {line}\n" for line in edges.splitlines())
    )
    fits = excess(on.deck.slides[0], 0, on.app.canvas, (80, 24)) <= 0
    async with on.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        seen = screen_text(on.app)
        whole = "Enter shows all of it" not in seen and f"number {boxes - 1}" in seen
        assert whole == fits
