"""Looking around: overview, lists, the way back, themes; under a speaker's fingers."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from presenter.draw.canvas import Canvas
from presenter.screens.glossary import Glossary, Meaning
from presenter.screens.overview import Miniatures, Overview
from presenter.themes import load_theme
from presenter.widgets.notes_panel import NotesPanel, flowing
from tests.presenter.conftest import MakeStage, OnStage, screen_text

WORDS = """\
talk: Words
glossary:
  token: A piece of a word.
  zebra: An animal with stripes.
  LoRA: Small matrices beside frozen weights.
---
slide: one
title: Good morning
body: Nothing to see.
notes: |
  This is said, and it was
  wrapped by hand.
---
slide: two
title: Of zebras
body: |
  A zebra has stripes.
  Not every animal has.
---
slide: three
title: The end
body: Bye.
notes: Remember the stripes.
"""


def many(count: int) -> str:
    slides = [f"slide: s{n}\ntitle: Slide number {n}\nbody: Text {n}." for n in range(count)]
    return "\n---\n".join(["talk: Many", *slides]) + "\n"


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


async def test_the_overview_shows_slides_and_goes_where_it_is_told(stage: MakeStage) -> None:
    on = stage(many(40))
    async with on.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "o")
        seen = screen_text(on.app)
        assert "Text 0." in seen
        assert "Text 8." in seen
        assert "Text 9." not in seen
        await press(pilot, "down", "right", "enter")
        assert on.place == ("s4", 0)
        assert len(on.app.screen_stack) == 1


async def test_only_what_is_seen_of_the_overview_is_drawn(stage: MakeStage) -> None:
    on = stage(many(200))
    async with on.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "o")
        grid = on.app.screen.query_one(Miniatures)
        assert 9 <= len(grid._drawn) <= 15  # noqa: SLF001 - what was drawn is not on the screen
        await press(pilot, "end")
        assert "Text 199." in screen_text(on.app)
        assert len(grid._drawn) <= 30  # noqa: SLF001
        await press(pilot, "escape")
        assert on.place == ("s0", 0)


async def test_a_click_in_the_overview_goes_there(stage: MakeStage) -> None:
    on = stage(many(40))
    async with on.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "o")
        await pilot.click(Miniatures, offset=(30, 10))
        await pilot.pause()
        assert on.place == ("s4", 0)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (121, 40)])
async def test_the_overview_is_as_wide_as_the_terminal(
    stage: MakeStage, size: tuple[int, int]
) -> None:
    on = stage(many(7))
    async with on.app.run_test(size=size) as pilot:
        await press(pilot, "G", "o")
        assert "▶ 7 " in screen_text(on.app)
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert isinstance(on.app.screen, Overview)
        assert "▶ 7 " in screen_text(on.app)


async def test_letters_of_a_title_find_its_slide_and_the_way_leads_back(stage: MakeStage) -> None:
    on = stage(WORDS)
    async with on.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "slash", *"zeb", "enter")
        assert on.place == ("two", 0)
        await press(pilot, "G", "ctrl+o")
        assert on.place == ("two", 0)
        await press(pilot, "ctrl+o")
        assert on.place == ("one", 0)
        await press(pilot, "ctrl+o")
        assert "no jump to take back" in screen_text(on.app)


async def test_the_way_back_leads_to_the_step(stage: MakeStage) -> None:
    on = stage()
    async with on.app.run_test() as pilot:
        await press(pilot, "right", "right", "1", "enter")
        assert on.place == ("one", 0)
        await press(pilot, "ctrl+o")
        assert on.place == ("two", 1)


async def test_search_finds_slides_and_notes_and_says_which(stage: MakeStage) -> None:
    on = stage(WORDS)
    async with on.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "ctrl+f", *"stripes")
        seen = screen_text(on.app)
        assert "2 Of zebras  slide" in seen
        assert "Not every animal has." in seen
        assert "3 The end  notes" in seen
        await press(pilot, "down", "enter")
        assert on.place == ("three", 0)


async def test_a_search_for_nothing_says_so_and_chooses_nothing(stage: MakeStage) -> None:
    on = stage(WORDS)
    async with on.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "ctrl+f", *"qqq", "enter")
        assert "No line has all these words." in screen_text(on.app)
        await press(pilot, "escape")
        assert on.place == ("one", 0)


async def test_the_glossary_begins_with_the_slides_words_and_shows_one_large(
    stage: MakeStage,
) -> None:
    on = stage(WORDS)
    async with on.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "right", "w")
        rows = [row for row in screen_text(on.app).splitlines() if "│" in row][2:5]
        assert ["zebra" in rows[0], "on this slide" in rows[0]] == [True, True]
        assert ["LoRA" in rows[1], "token" in rows[2]] == [True, True]
        await press(pilot, *"tok", "enter")
        assert isinstance(on.app.screen, Meaning)
        assert "A piece of a word." in screen_text(on.app)
        await press(pilot, "escape")
        assert isinstance(on.app.screen, Glossary)


async def test_a_deck_without_a_glossary_says_so(stage: MakeStage) -> None:
    on = stage()
    async with on.app.run_test() as pilot:
        await press(pilot, "w")
        assert "This deck has no glossary" in screen_text(on.app)


async def test_the_palette_does_what_keys_do(stage: MakeStage) -> None:
    on = stage()
    async with on.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "ctrl+p", *"startclock", "enter")
        assert on.keeper.state.started_at == on.clock()
        await press(pilot, "ctrl+p", *"overv", "enter")
        assert isinstance(on.app.screen, Overview)


def paper(on: OnStage) -> str:
    return str(on.app.stage.styles.background.hex)


async def test_t_wears_every_theme_and_comes_back(stage: MakeStage) -> None:
    on = stage()
    async with on.app.run_test() as pilot:
        worn = [on.app.canvas.theme.theme]
        for _ in range(4):
            await press(pilot, "t")
            worn.append(on.app.canvas.theme.theme)
        assert worn == ["dark", "high-contrast", "light", "monochrome", "dark"]


async def test_a_theme_changes_all_that_is_on_the_stage_and_loses_no_place(
    stage: MakeStage,
) -> None:
    on = stage()
    async with on.app.run_test() as pilot:
        await press(pilot, "right", "right", "n")
        on.app.wear(load_theme("light", Path()))
        await pilot.pause()
        assert paper(on) == "#FAF8F3"
        assert on.place == ("two", 1)
        colours = {
            segment.style.color.name
            for strip in on.app.screen._compositor.render_strips()  # noqa: SLF001
            for segment in strip
            if segment.style and segment.style.color and segment.text.strip()
        }
        assert "#23262f" in colours
        assert not colours & {"#e8eaf2", "#7aa2f7", "#e0af68", "#8c93a6"}


async def test_where_only_ascii_is_shown_everything_is_ascii(stage: MakeStage) -> None:
    on = stage(WORDS)
    on.app.canvas = Canvas(Path(), unicode=False)
    async with on.app.run_test(size=(80, 24)) as pilot:
        for keys in (["n"], ["question_mark"], ["escape", "o"], ["escape", "w"], ["escape", "2"]):
            await press(pilot, *keys)
            assert screen_text(on.app).isascii()


async def test_next_shows_the_rest_of_a_long_slide_before_it_moves_on(stage: MakeStage) -> None:
    lines = "\n".join(f"  - item {n}" for n in range(30))
    on = stage(f"talk: L\n---\nslide: long\nbody: |\n{lines}\n---\nslide: after\nbody: Then.\n")
    async with on.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "right")
        assert on.place == ("long", 0)
        assert "item 29" in screen_text(on.app)
        assert on.keeper.state.started_at == on.clock()
        await press(pilot, "right")
        assert on.place == ("after", 0)


async def test_a_step_below_the_edge_comes_into_sight(stage: MakeStage) -> None:
    lines = "\n".join(f"  - item {n}" for n in range(30))
    on = stage(f"talk: L\n---\nslide: long\nreveal: items\nbody: |\n{lines}\n")
    async with on.app.run_test(size=(80, 24)) as pilot:
        for n in range(30):
            await press(pilot, "right")
            assert f"item {n}" in screen_text(on.app)


def test_notes_flow_however_they_were_wrapped() -> None:
    notes = "One line\nand its end.\n\n- an item\n  goes on\n- another\n\n\n[cue\nover lines] Last."
    assert flowing(notes) == (
        "One line and its end.\n\n- an item goes on\n- another\n\n[cue over lines] Last."
    )


async def test_notes_fill_their_panel_and_say_when_there_is_more(stage: MakeStage) -> None:
    long = "\n".join("  Many words that go on and on over the whole width." for _ in range(40))
    on = stage(WORDS + f"---\nslide: four\nnotes: |\n{long}\n")
    async with on.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "n")
        assert "This is said, and it was wrapped by hand." in screen_text(on.app)
        await press(pilot, "G")
        await pilot.pause()
        assert "Notes · ▼ more" in screen_text(on.app)
        await press(pilot, *["J"] * 30)
        await pilot.pause()
        assert "more" not in str(on.app.stage.query_one(NotesPanel).border_title)
