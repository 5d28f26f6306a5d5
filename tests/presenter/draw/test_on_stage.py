"""Slides of text in the place that the stage gives them."""

from textual.widget import Widget

from presenter.widgets.slide_view import SlideView, TextSlide
from tests.presenter.conftest import MakeStage, screen_text

ASKS = "questions:\n- {question: q, ask: Why?, options: [{text: a}, {text: b}]}\n"


async def test_a_statement_stands_in_the_middle_of_any_terminal(stage: MakeStage) -> None:
    on = stage("talk: T\n---\nslide: s\nlayout: statement\nbody: Middle.\n")
    async with on.app.run_test(size=(80, 24)) as pilot:
        for size in ((80, 24), (120, 36), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            rows = screen_text(on.app).splitlines()
            (place,) = (n for n, row in enumerate(rows) if "Middle." in row)
            assert abs(place - size[1] / 2) <= 1
            assert abs(rows[place].index("Middle.") - (size[0] - 7) / 2) <= 1


async def test_a_slide_a_little_too_long_tightens_and_does_not_scroll(stage: MakeStage) -> None:
    body = "".join(f"  - point {n}\n\n" for n in range(13))
    on = stage(f"talk: T\n---\nslide: s\ntitle: Long\nbody: |\n{body}")
    async with on.app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        view = on.app.screen.query_one(SlideView)
        loose = _row_of(screen_text(on.app), "point 12") - _row_of(screen_text(on.app), "point 0")
        assert (loose, view.more_below) == (24, False)
        await pilot.resize_terminal(80, 20)
        await pilot.pause()
        tight = _row_of(screen_text(on.app), "point 12") - _row_of(screen_text(on.app), "point 0")
        assert (tight, view.more_below) == (12, False)


async def test_a_full_slide_has_the_whole_width(stage: MakeStage) -> None:
    chart = "{chart: line, series: {s: [0, 1, 2]}}"
    on = stage(f"talk: T\n---\nslide: s\nlayout: full\nblocks: [{chart}]\n")
    async with on.app.run_test(size=(140, 40)) as pilot:
        await pilot.pause()
        slide = on.app.screen.query_one(TextSlide)
        assert slide.size.width >= 136
        assert slide.size.height >= 38


async def test_rows_with_a_pane_stand_below_each_other_by_weight(stage: MakeStage) -> None:
    rows = "rows: [{markdown: above}, {quiz: q}]\n  weights: [1, 3]"
    on = stage(f"talk: T\n{ASKS}---\nslide: s\nblocks:\n- {rows}\n")
    async with on.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        first, second = on.app.screen.query("BlockRow > BlockStack").results(Widget)
        assert first.region.bottom == second.region.y
        assert first.region.width == second.region.width
        assert abs(second.region.height - 3 * first.region.height) <= 3


def _row_of(screen: str, said: str) -> int:
    return next(n for n, row in enumerate(screen.splitlines()) if said in f"{row} ")


async def test_the_title_stands_still_from_a_slide_of_text_to_one_with_a_live_block(
    stage: MakeStage,
) -> None:
    slides = (
        "---\nslide: a\ntitle: Here\nbody: x\n---\nslide: b\ntitle: Here\nblocks: [{quiz: q}]\n"
    )
    on = stage(f"talk: T\n{ASKS}{slides}")
    async with on.app.run_test(size=(80, 24)) as pilot:
        for columns in (80, 120, 160):
            await pilot.resize_terminal(columns, 30)
            seen = []
            for slide in ("a", "b"):
                on.app.stage.director.put(slide, 0)
                await pilot.pause()
                rows = screen_text(on.app).splitlines()
                seen.append((rows[1].rstrip(), rows[2].rstrip()))
            assert seen[0] == seen[1]
            assert len(seen[0][1].strip()) == min(columns - 6, 132)
