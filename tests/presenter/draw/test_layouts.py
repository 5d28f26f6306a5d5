"""Layouts: where things stand on a slide, and what gives way when there are too few rows."""

import pytest
from rich.console import Console

from presenter.draw import page
from presenter.draw.canvas import Canvas
from slides.blocks.text import Markdown
from slides.deck import Slide
from slides.steps import shown
from tests.presenter.draw.paper import HERE, block, console, drawn_slide, widest


def slide(layout: str = "content", **keys: object) -> Slide:
    return Slide.model_validate({"slide": "s", "title": "A title", "layout": layout, **keys})


def test_content_has_air_under_its_title() -> None:
    lines = drawn_slide(slide(body="first"), width=20)
    assert lines == ["A title", "─" * 20, "", "first"]
    sides = slide(blocks=(block(columns=[{"markdown": "l"}, {"markdown": "r"}]),))
    assert drawn_slide(sides, width=20)[2:] == ["", "l           r"]


def test_a_slide_without_a_title_begins_at_the_top() -> None:
    assert drawn_slide(slide(title="", body="first")) == ["first"]


def test_a_slide_too_long_tightens_before_it_overflows() -> None:
    long = slide(body="one\n\n- a\n- b\n\n> c", blocks=(block(spacer=5),))
    assert len(drawn_slide(long, rows=None)) == 15
    assert len(drawn_slide(long, rows=15)) == 15
    tight = drawn_slide(long, rows=14)
    assert tight == ["A title", "─" * 74, "one", " • a", " • b", "▌ c", "", ""]
    assert drawn_slide(long, rows=3) == tight


@pytest.mark.parametrize("layout", ["title", "statement", "section"])
def test_a_short_title_is_written_large(layout: str) -> None:
    lines = drawn_slide(slide(layout, title="Short"))
    assert "█" in "".join(lines)
    assert "Short" not in "".join(lines)


@pytest.mark.parametrize("layout", ["title", "statement", "section"])
def test_a_long_title_is_written_whole_and_in_even_lines(layout: str) -> None:
    title = "A title that is so long that it takes two lines at the least wherever it may stand"
    lines = [line.strip() for line in drawn_slide(slide(layout, title=title)) if line.strip()]
    assert " ".join(lines[:2]) == title
    assert abs(len(lines[0]) - len(lines[1])) < 12
    assert lines[2] == "━" * 16


@pytest.mark.parametrize("layout", ["title", "statement"])
def test_these_stand_in_the_middle(layout: str) -> None:
    lines = drawn_slide(slide(layout, body="words\n\nand more"), width=40, rows=20)
    top = next(n for n, line in enumerate(lines) if line)
    assert abs(top - (20 - len(lines))) <= 1
    words = next(line for line in lines if "words" in line)
    assert words.index("words") == (40 - 5) // 2


def test_prose_is_narrower_than_a_wide_slide_and_stands_where_its_layout_wants_it() -> None:
    long = slide(body="word " * 100)
    lines = drawn_slide(long, width=132)
    assert lines[1] == "─" * 132
    assert 100 < max(map(len, lines[3:])) <= 108
    middle = next(row for row in drawn_slide(slide("statement", body="odd"), 132) if "odd" in row)
    assert middle.index("odd") in (64, 65)


def test_what_is_in_the_middle_does_not_jump_while_items_come_on() -> None:
    steps = slide("statement", body="- a\n- b\n- c", reveal="items")
    tops = [next(n for n, x in enumerate(drawn_slide(steps, step=s)) if x) for s in range(4)]
    assert len(set(tops)) == 1


def test_two_columns_deal_the_body_left_and_the_blocks_right() -> None:
    two = slide("two-columns", body="left", blocks=(Markdown(markdown="right"),) * 2)
    assert [line.split() for line in drawn_slide(two)[3:]] == [["left", "right"], [], ["right"]]


def test_two_columns_without_a_body_deal_the_blocks_half_and_half() -> None:
    blocks = tuple(Markdown(markdown=f"b{n}") for n in range(3))
    lines = drawn_slide(slide("two-columns", blocks=blocks))
    assert [line.split() for line in lines[3:]] == [["b0", "b2"], [], ["b1"]]
    assert drawn_slide(slide("two-columns", body="alone"))[3:] == ["alone"]


def test_the_quote_layout_dresses_plain_words_as_a_quote() -> None:
    lines = drawn_slide(slide("quote", body="To be"), rows=9)
    assert [line.strip() for line in lines if line] == ["A title", "▌ To be"]


def test_the_full_layout_leaves_out_the_title_and_fills_the_place() -> None:
    chart = block(chart="line", series={"s": [0, 1, 2]})
    lines = drawn_slide(slide("full", blocks=(chart,)), rows=30)
    assert 26 <= len(lines) <= 30
    assert "A title" not in "".join(lines)


def test_rows_share_the_height_left_by_weight() -> None:
    rows = block(rows=[{"markdown": "above"}, {"markdown": "below"}], weights=[1, 2])
    lines = drawn_slide(slide(blocks=(Markdown(markdown="first"), rows)), rows=24)
    assert lines[3] == "first"
    above, below = lines.index("above"), lines.index("below")
    assert (above, below) == (5, 5 + round((24 - 5 - 1) / 3) + 1)


def test_rows_without_a_height_stand_below_each_other() -> None:
    rows = block(rows=[{"markdown": "above"}, {"markdown": "below"}])
    assert drawn_slide(slide(blocks=(rows,)), rows=None)[3:] == ["above", "", "below"]


def test_a_block_that_fails_leaves_the_others_alone() -> None:
    broken = block(code={"file": "missing.py"})
    lines = drawn_slide(slide(body="before", blocks=(broken, Markdown(markdown="after"))))
    assert lines[3] == "before"
    assert lines[5].startswith("✗ This code block cannot be shown: there is no file missing.py")
    assert lines[-1] == "after"


def test_a_page_is_as_high_as_it_says() -> None:
    long = slide("statement", body="x\n\n" * 30)
    themed = page.page(long, shown(long, 0), Canvas(HERE))
    paper: Console = console(60)
    for rows in (10, 40, 100):
        options = paper.options.update(width=60, height=rows)
        text = "".join(segment.text for segment in paper.render(themed, options))
        assert themed.height(paper, options) == text.count("\n")


@pytest.mark.parametrize("layout", ["content", "title", "section", "statement", "quote", "full"])
def test_every_layout_bears_nothing_and_narrow_places(layout: str) -> None:
    for keys in ({"title": ""}, {}, {"body": "word " * 50}):
        for width in (12, 40):
            assert widest(drawn_slide(slide(layout, **keys), width=width)) <= width
