"""The tour: every slide is drawn whole, at every step, on a small and on a large terminal."""

from math import inf
from pathlib import Path
from typing import get_args

import pytest

from presenter.draw import page
from presenter.draw.canvas import Canvas
from quiz.question import KINDS as QUESTIONS
from slides.blocks.block import Columns, Rows
from slides.blocks.live import BUILT_IN, LEADERBOARD, Quiz
from slides.check import check
from slides.deck import Layout, Slide
from slides.loader import load
from slides.steps import shown, step_count
from tests.presenter.draw.paper import ERROR, console, widest

PATH = Path(__file__).parents[3] / "slides" / "talks" / "tour.yaml"
LOADED = load(PATH)
TEXTS = [
    slide for slide in LOADED.deck.slides if all(page.is_text(block) for block in slide.content)
]
"""All but slides with live panes."""
PLACES = {"80×24": (74, 22), "120×36": (114, 34)}
"""Columns and rows that the stage leaves for a slide of text."""
WHOLE = {"80×24": (78, 23), "120×36": (118, 35)}
"""The same for the layout `full`."""


def lines_of(slide: Slide, step: float, size: tuple[int, int], unicode: bool) -> list[str]:
    paper = console(size[0])
    options = paper.options.update(width=size[0], height=size[1])
    drawn = page.page(slide, shown(slide, step), Canvas(PATH.parent, unicode=unicode))
    return "".join(segment.text for segment in paper.render(drawn, options)).splitlines()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("slide", TEXTS, ids=lambda slide: slide.slide)
def test_every_slide_fits(slide: Slide, place: str) -> None:
    size = (WHOLE if slide.layout == "full" else PLACES)[place]
    for step in range(step_count(slide) + 1):
        for unicode in (True, False):
            lines = lines_of(slide, step, size, unicode)
            assert not any(ERROR in line for line in lines)
            assert widest(lines) <= size[0]
            assert len(lines) <= size[1] or not unicode  # large letters in ASCII may scroll


def test_nothing_has_to_tighten_on_a_large_terminal() -> None:
    width, rows = PLACES["120×36"]
    for slide in TEXTS:
        paper = console(width)
        drawn = page.page(slide, shown(slide, inf), Canvas(PATH.parent))
        assert drawn.height(paper, paper.options.update(width=width)) <= rows, slide.slide


def test_it_shows_every_layout_every_block_and_every_kind_of_question() -> None:
    slides = LOADED.deck.slides
    assert {slide.layout for slide in slides} == set(get_args(Layout))
    blocks = [block for slide in slides for block in slide.walk()]
    kinds = {type(block) for block in blocks}
    assert {getattr(block, "pane", None) for block in blocks} >= BUILT_IN
    assert {Columns, Rows, Quiz} <= kinds
    asked = LOADED.deck.questions()
    assert {question.kind for question in asked.values()} == set(QUESTIONS)
    shown_ids = {block.id for block in blocks if isinstance(block, Quiz)}
    assert shown_ids == {*asked, LEADERBOARD}
    assert {slide.part for slide in slides} == {"talk", "qa", "closing", "appendix"}
    assert (
        {slide.hidden for slide in slides} == {slide.optional for slide in slides} == {True, False}
    )
    assert {block.reveal for block in blocks} == {"with", "step", "items"}
    assert set(page.DRAWERS) <= kinds | {
        kind for kind in page.DRAWERS if kind.__name__ in ("Diagram", "Image")
    }


def test_podium_check_finds_nothing_wrong_with_it() -> None:
    assert not [found.message for found in check(LOADED).findings if found.severity != "note"]
