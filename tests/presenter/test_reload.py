"""A deck that is saved while it is shown: what the audience sees, and what is kept."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from presenter import places
from presenter.themes import Theme, load_theme
from presenter.watch import Watch, in_a_line
from presenter.widgets.slide_view import SlideView
from slides.loader import Loaded, load
from slides.problems import DeckErrors
from slides.talk import Broken, Replanned
from tests.presenter.conftest import THREE, MakeStage, OnStage, screen_text
from tests.presenter.test_show import Tty, on_terminal

QUIZZES = """\
talk: Two quizzes
questions:
- {question: one, ask: First?, options: [{text: a}, {text: b}]}
- {question: two, ask: Second?, options: [{text: a}, {text: b}]}
---
slide: live
title: Live
blocks:
- markdown: Before.
- quiz: one
- columns:
  - quiz: two
  - markdown: Beside.
---
slide: end
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    deck = tmp_path / "deck.yaml"
    deck.write_text(THREE)
    return deck


def watched(stage: MakeStage, path: Path) -> OnStage:
    on = stage(read(path), path)
    on.app.deck_watch = Watch(path, load(path))
    return on


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    """Let the app run until something is true."""
    deadline = time.monotonic() + 5
    while not true():
        assert time.monotonic() < deadline, screen_text(pilot.app)  # type: ignore[arg-type]
        await pilot.pause(0.02)


def write(path: Path, text: str) -> None:
    path.write_text(text)


def read(path: Path) -> str:
    return path.read_text()


def save(path: Path, old: str, new: str) -> None:
    text = read(path)
    assert old in text
    write(path, text.replace(old, new))


async def test_a_save_is_seen_and_slide_step_and_clock_stay(stage: MakeStage, path: Path) -> None:
    on = watched(stage, path)
    async with on.app.run_test() as pilot:
        await pilot.press("right", "right")
        on.clock.at += 30
        save(path, "alpha", "omega")
        await until(pilot, lambda: "omega" in screen_text(on.app))
        assert on.place == ("two", 1)
        assert on.keeper.state.on_slide("two", on.clock()) == 30
        assert [type(event) for event in on.keeper.events[-1:]] == [Replanned]
        await pilot.press("left", "left")
        await until(pilot, lambda: on.place == ("one", 0))


async def test_a_slide_that_vanished_gives_way_to_the_nearest(stage: MakeStage, path: Path) -> None:
    on = watched(stage, path)
    async with on.app.run_test() as pilot:
        await pilot.press("right", "right")
        text = read(path)
        write(path, text[: text.index("slide: two")] + text[text.index("slide: three") :])
        await until(pilot, lambda: "Bye." in screen_text(on.app))
        assert on.place == ("three", 0)


async def test_steps_that_are_gone_are_not_gone_back_through(stage: MakeStage, path: Path) -> None:
    on = watched(stage, path)
    async with on.app.run_test() as pilot:
        await pilot.press("right", "right", "right")
        assert on.place == ("two", 2)
        save(path, "reveal: items\n", "")
        await until(pilot, lambda: on.place == ("two", 0))


async def test_a_broken_deck_stays_off_and_only_the_speaker_is_told(
    stage: MakeStage, path: Path
) -> None:
    on = watched(stage, path)
    async with on.app.run_test(size=(100, 24)) as pilot:
        await pilot.press("right")
        save(path, "title: The second", "titel: The second")
        await until(pilot, lambda: bool(on.keeper.state.broken))
        await pilot.pause()
        seen = screen_text(on.app)
        assert "The second" in seen
        assert "deck.yaml:10: unknown key 'titel'" in seen.splitlines()[-1]
        assert on.keeper.state.broken.startswith("deck.yaml:10: ")
        await pilot.press("escape")
        await pilot.pause()
        assert "✗ deck.yaml:10" in screen_text(on.app).splitlines()[-1]
        save(path, "titel: The second", "title: Mended")
        await until(pilot, lambda: "Mended" in screen_text(on.app))
        assert "✗" not in screen_text(on.app)


async def test_with_a_cockpit_the_stage_shows_nothing_of_it(stage: MakeStage, path: Path) -> None:
    on = watched(stage, path)
    async with on.app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        on.app.stage.has_cockpit = lambda: True
        on.keeper.submit(Broken(at=on.clock(), message="deck.yaml:9: no"))
        await pilot.pause()
        assert "deck.yaml" not in screen_text(on.app)


async def test_follow_goes_to_the_slide_that_changed_all_of_it_on(
    stage: MakeStage, path: Path
) -> None:
    on = watched(stage, path)
    on.app.follow = True
    async with on.app.run_test() as pilot:
        await pilot.pause()
        save(path, "beta", "gamma")
        await until(pilot, lambda: "gamma" in screen_text(on.app))
        assert on.place == ("two", 2)


async def test_panes_whose_block_is_unchanged_stay_where_ever_they_move(
    stage: MakeStage, path: Path
) -> None:
    write(path, QUIZZES)
    on = watched(stage, path)
    async with on.app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        view = on.app.stage.query_one(SlideView)
        first, second = view.panes
        save(path, "- markdown: Before.\n- quiz: one\n", "- quiz: one\n- markdown: After.\n")
        save(path, "title: Live", "title: Alive")
        save(path, "  - quiz: two\n", "  - - markdown: Above.\n    - quiz: two\n")
        await until(pilot, lambda: "Alive" in screen_text(on.app))
        await until(pilot, lambda: "Above." in screen_text(on.app))
        seen = screen_text(on.app)
        assert view.panes == [first, second]
        assert seen.index("First?") < seen.index("After.") < seen.index("Above.")
        assert seen.index("Above.") < seen.index("Second?")
        save(path, "ask: Second?", "ask: Third?")
        await until(pilot, lambda: "Third?" in screen_text(on.app))
        assert view.panes[0] is first
        assert view.panes[1] is not second
        save(path, "- quiz: one\n", "")
        await until(pilot, lambda: "First?" not in screen_text(on.app))
        assert len(view.panes) == 1


async def test_a_slide_with_panes_can_become_text_and_come_back(
    stage: MakeStage, path: Path
) -> None:
    write(path, QUIZZES)
    on = watched(stage, path)
    async with on.app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        write(path, "talk: x\n---\nslide: live\nbody: Only text.\n")
        await until(pilot, lambda: "Only text." in screen_text(on.app))
        write(path, QUIZZES)
        await until(pilot, lambda: "Second?" in screen_text(on.app))
        assert "Only text." not in screen_text(on.app)


def test_what_is_wrong_fits_on_one_line(path: Path) -> None:
    write(path, "talk: x\n---\nslide: A\nboby: x\n")
    with pytest.raises(DeckErrors) as caught:
        load(path)
    said = in_a_line(caught.value)
    assert re.fullmatch(r"deck\.yaml:3: .* \(and 1 more\)", said)


def test_a_save_is_on_a_real_terminal_within_300_ms(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name))
    with on_terminal("present", str(path)) as tty:
        tty.until("Hello.")
        taken = [_seconds(tty, path, word) for word in ("Aaaa", "Bbbb", "Cccc", "Dddd", "Eeee")]
        path.write_text(THREE.replace("Hello", "Hello: »"))
        tty.until("deck.yaml:")
        path.write_text(THREE.replace("Hello", "Mended"))
        tty.until("Mended")
        tty.press("q")
        assert tty.ends() == 0
    assert sorted(taken)[2] < 0.3, taken


def _seconds(tty: Tty, path: Path, word: str) -> float:
    """From saving a word to its being on the terminal."""
    write(path, THREE.replace("Hello", word))
    start = time.monotonic()
    tty.until(word)
    return time.monotonic() - start


async def test_an_image_that_changed_is_shown_anew_and_one_that_did_not_stays(
    stage: MakeStage, path: Path
) -> None:
    write(
        path, "talk: x\n---\nslide: a\nblocks: [{image: a.png, alt: A}, {image: b.png, alt: B}]\n"
    )
    on = watched(stage, path)
    async with on.app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        view = on.app.stage.query_one(SlideView)
        first, second = view.panes
        write(path.with_name("b.png"), "no picture")
        await until(pilot, lambda: len(on.keeper.events) > 1)
        await pilot.pause()
        assert view.panes[0] is first
        assert view.panes[1] is not second


MINE = (places.assets() / "themes" / "light.yaml").read_text(encoding="utf-8")


async def test_another_theme_is_put_on_when_it_is_saved(stage: MakeStage, path: Path) -> None:
    write(path.with_name("mine.yaml"), MINE.replace("theme: light", "theme: mine"))
    on = watched(stage, path)
    on.app.deck_watch = Watch(path, load(path), theme_beside(path))
    async with on.app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        assert on.app.canvas.theme.theme == "dark"
        save(path, "talk: Three slides", "talk: Three slides\ntheme: mine")
        await until(pilot, lambda: on.app.canvas.theme.theme == "mine")
        save(path.with_name("mine.yaml"), "theme: mine", "theme: yours")
        await until(pilot, lambda: on.app.canvas.theme.theme == "yours")
        save(path.with_name("mine.yaml"), "theme: yours", "thme: yours")
        await until(pilot, lambda: on.keeper.state.broken.startswith("mine.yaml:"))
        assert on.app.canvas.theme.theme == "yours"
        assert "The first" in screen_text(on.app)


def theme_beside(path: Path) -> Callable[[Loaded], Theme]:
    return lambda loaded: load_theme(loaded.deck.talk.theme or "dark", path.parent)
