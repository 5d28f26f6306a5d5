"""The stage under a speaker's fingers."""

from collections.abc import Sequence

import pytest
from textual.pilot import Pilot

from presenter.draw.canvas import Canvas
from presenter.panes.quiz_tally import QuizPane
from presenter.panes.registry import Backstage, pane_for
from presenter.screens.blackout import Blackout
from presenter.screens.help import Help
from presenter.screens.stage import Stage
from presenter.widgets.live_slide import LiveSlide
from presenter.widgets.slide_view import SlideView
from slides.logs import read_log
from slides.talk import Ended, Moved, Started, replay
from tests.presenter.conftest import MakeStage, OnStage, screen_text


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        (["right"], ("two", 0)),
        (["pagedown", "pagedown"], ("two", 1)),
        (["space"] * 3, ("two", 2)),
        (["right"] * 4, ("three", 0)),
        (["right"] * 9, ("three", 0)),
        (["right", "left"], ("one", 0)),
        (["end", "pageup"], ("two", 2)),
        (["end", "home"], ("one", 0)),
        (["3", "enter"], ("three", 0)),
        (["2", "escape", "enter"], ("two", 0)),
        (["9", "enter"], ("one", 0)),
        (["0", "0", "2", "enter"], ("two", 0)),
        (["G", "g"], ("one", 0)),
    ],
)
async def test_keys_move_the_talk(
    stage: MakeStage, keys: Sequence[str], place: tuple[str, int]
) -> None:
    on = stage()
    async with on.app.run_test() as pilot:
        await press(pilot, *keys)
        assert on.place == place


async def test_a_list_comes_on_item_by_item_and_the_notes_follow(stage: MakeStage) -> None:
    on = stage()
    async with on.app.run_test() as pilot:
        await press(pilot, "right", "n")
        seen = screen_text(on.app)
        assert "Points:" in seen
        assert "alpha" not in seen
        await press(pilot, "right")
        seen = screen_text(on.app)
        assert "alpha" in seen
        assert "Alpha it is." in seen
        assert "beta" not in seen


async def test_cues_are_set_apart_in_the_notes(stage: MakeStage) -> None:
    on = stage()
    async with on.app.run_test() as pilot:
        await press(pilot, "n")
        assert "▸[smile] Good morning." in screen_text(on.app)


async def test_the_footer_says_where_the_talk_stands_in_words_and_sign(stage: MakeStage) -> None:
    on = stage()
    async with on.app.run_test(size=(100, 30)) as pilot:
        assert "s starts the clock" in screen_text(on.app)
        await press(pilot, "s")
        on.clock.at += 90
        await press(pilot, "right")
        foot = screen_text(on.app).splitlines()[-1]
        assert "2/3" in foot
        assert "0:00 of 2:00" in foot
        assert "1:30" in foot
        assert "behind +0:30" in foot
        assert "ends 4:30" in foot


async def test_a_pause_stops_the_slides_clock_but_not_the_wall(stage: MakeStage) -> None:
    on = stage()
    async with on.app.run_test() as pilot:
        await press(pilot, "s", "p")
        on.clock.at += 60
        await press(pilot, "p")
        on.clock.at += 5
        assert on.keeper.state.on_slide("one", on.clock()) == 5
        assert on.keeper.state.elapsed(on.clock()) == 65


async def test_the_clock_starts_with_the_first_step(stage: MakeStage) -> None:
    on = stage()
    async with on.app.run_test() as pilot:
        await press(pilot, "right")
        assert on.keeper.state.started_at == on.clock()


async def test_any_key_ends_the_blackout_and_does_nothing_else(stage: MakeStage) -> None:
    on = stage()
    async with on.app.run_test() as pilot:
        await press(pilot, ".")
        assert isinstance(on.app.screen, Blackout)
        assert not screen_text(on.app).strip()
        await press(pilot, "pagedown")
        assert "The first" in screen_text(on.app)
        assert on.place == ("one", 0)


async def test_help_lists_every_binding_of_the_stage(stage: MakeStage) -> None:
    on = stage()
    async with on.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "?")
        assert [type(screen) for screen in on.app.screen_stack] == [Stage, Help]
        seen = screen_text(on.app)
        await press(pilot, "end")
        seen += screen_text(on.app)
        assert all(binding.description[:30] in seen for binding in on.app.stage.KEYS)
        await press(pilot, "escape")
        assert len(on.app.screen_stack) == 1


@pytest.mark.parametrize("size", [(20, 5), (40, 12), (80, 24), (200, 60)])
async def test_resizing_never_loses_the_place(stage: MakeStage, size: tuple[int, int]) -> None:
    on = stage()
    async with on.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "right", "right")
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert on.place == ("two", 1)
        if size == (20, 5):
            assert "too small" in screen_text(on.app)
            await pilot.resize_terminal(80, 24)
            await pilot.pause()
        assert "alpha" in screen_text(on.app)


async def test_a_slide_too_long_for_the_terminal_scrolls_and_says_so(stage: MakeStage) -> None:
    lines = "\n".join(f"  - item {n}" for n in range(60))
    on = stage(f"talk: Long\n---\nslide: long\ntitle: Long\nbody: |\n{lines}\n")
    async with on.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "▼ more" in screen_text(on.app)
        assert "item 59" not in screen_text(on.app)
        await press(pilot, *["down"] * 30)
        assert "item 59" in screen_text(on.app)
        assert "▼ more" not in screen_text(on.app)


async def test_a_running_talk_ends_only_when_told_twice(stage: MakeStage) -> None:
    on = stage()
    async with on.app.run_test() as pilot:
        await press(pilot, "s", "q")
        assert "once more" in screen_text(on.app)
        assert on.keeper.state.ended_at is None
        await press(pilot, "q")
        assert on.keeper.state.ended_at == on.clock()


async def test_a_talk_not_begun_ends_at_once(stage: MakeStage) -> None:
    on = stage()
    async with on.app.run_test() as pilot:
        await press(pilot, "q")
        assert on.keeper.state.ended_at is not None


async def test_the_log_is_the_talk(stage: MakeStage) -> None:
    on = stage()
    async with on.app.run_test() as pilot:
        await press(pilot, "right", "right", "q", "q")
    events = read_log(on.log).events
    assert [type(e) for e in events[1:]] == [Moved, Started, Moved, Ended]
    assert replay(events) == on.keeper.state


async def test_a_log_that_cannot_be_written_is_said_and_the_talk_goes_on(
    stage: MakeStage,
) -> None:
    on = stage()
    on.keeper.trouble = "the disk is full"
    async with on.app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        assert "not logged: the disk is full" in screen_text(on.app)
        await press(pilot, "right")
        assert on.place == ("two", 0)


async def test_a_pane_that_fails_says_so_in_its_place(stage: MakeStage) -> None:
    asks = "questions:\n- {question: q, ask: Why?, options: [{text: a}, {text: b}]}\n"
    on = stage(f"talk: T\n{asks}---\nslide: one\ntitle: One\nbody: Hi.\nblocks: [{{quiz: q}}]\n")
    failing = Backstage(on.log.with_name("lab.log"), questions={})
    canvas = Canvas(on.log.parent)
    on.app.stage = Stage(on.deck, on.keeper, lambda block: pane_for(block, failing, canvas), canvas)
    async with on.app.run_test() as pilot:
        await pilot.pause()
        seen = screen_text(on.app)
        assert "Hi." in seen
        assert "This Quiz block cannot be shown." in seen
        assert "KeyError" in seen


async def test_columns_stand_side_by_side(stage: MakeStage) -> None:
    on: OnStage = stage(
        "talk: C\n---\nslide: c\nblocks:\n- columns:\n"
        "  - markdown: left side\n  - markdown: right side\n"
    )
    async with on.app.run_test() as pilot:
        await pilot.pause()
        line = next(row for row in screen_text(on.app).splitlines() if "left side" in row)
        assert "right side" in line


async def test_the_next_slide_waits_beside_the_screen_laid_out(stage: MakeStage) -> None:
    quiz = "- quiz: {question: q, ask: Which?, options: [{text: y, right: yes}, {text: n}]}\n"
    on = stage(f"talk: x\n---\nslide: a\nbody: alpha\n---\nslide: b\nblocks:\n{quiz}")
    async with on.app.run_test(size=(80, 24)) as pilot:
        assert not on.app.screen.query(LiveSlide)
        while not any(slide.size.height for slide in on.app.screen.query(LiveSlide)):
            await pilot.pause(0.05)
        ready = on.app.screen.query_one(LiveSlide)
        await press(pilot, "tab")
        assert not on.app.screen.focus_chain
        assert "alpha" in screen_text(on.app)
        assert "Which?" not in screen_text(on.app)
        await pilot.resize_terminal(100, 30)
        await press(pilot, "right")
        assert ready.region == on.app.screen.query_one(SlideView).content_region
        assert "Which?" in screen_text(on.app)
        await press(pilot, "tab")
        assert isinstance(on.app.focused, QuizPane)
        await press(pilot, "escape", "left")
        assert "Which?" not in screen_text(on.app)
        assert not ready.region.overlaps(on.app.screen.region)
