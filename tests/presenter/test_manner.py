"""Whose theme and keys a talk has: the speaker's before the deck's, and errors with their place."""

import re
from pathlib import Path

import pytest

from presenter import first_paint
from presenter.manner import Manner, manner_of
from slides.loader import parse
from slides.problems import DeckErrors
from tests.presenter.conftest import THREE, MakeStage, screen_text
from tests.tty import on_terminal


@pytest.fixture
def settings(home: Path) -> Path:
    path = home / "XDG_CONFIG_HOME" / "podium" / "settings.toml"
    path.parent.mkdir(parents=True)
    return path


def manner(folder: Path, text: str = THREE, theme: str | None = None, **environ: str) -> Manner:
    return manner_of(parse(text, folder / "t.yaml"), folder, environ, theme)


def test_the_deck_chooses_the_speaker_overrides_and_no_color_wins(settings: Path) -> None:
    themed = THREE.replace("talk: Three slides", "talk: T\ntheme: light")
    folder = settings.parent
    assert manner(folder).canvas.theme.theme == "dark"
    assert manner(folder, themed).canvas.theme.theme == "light"
    settings.write_text('theme = "high-contrast"\n', encoding="utf-8")
    assert manner(folder, themed).canvas.theme.theme == "high-contrast"
    assert manner(folder, themed, PODIUM_THEME="dark").canvas.theme.theme == "dark"
    asked = manner(folder, themed, "light", PODIUM_THEME="dark")
    assert asked.canvas.theme.theme == "light"
    assert manner(folder, themed, "light", NO_COLOR="1").canvas.theme.theme == "monochrome"


def test_a_theme_that_is_not_there_is_told_where_it_was_asked_for(settings: Path) -> None:
    themed = THREE.replace("talk: Three slides", "talk: T\ntheme: ligth")
    with pytest.raises(DeckErrors, match=r"t.yaml:2:8: error: there is no theme 'ligth' \(did you"):
        manner(settings.parent, themed)
    settings.write_text('\ntheme = "drak"\n', encoding="utf-8")
    with pytest.raises(DeckErrors, match=r"settings.toml:2:1: error: there is no theme 'drak'"):
        manner(settings.parent, themed)


def with_own_keys(settings: Path) -> Manner:
    own = 'notes = true\n[keys]\nnext = "z"\nhelp = "ctrl+g"\n'
    settings.write_text(own, encoding="utf-8")
    return manner(settings.parent)


async def test_keys_of_the_settings_are_those_of_the_stage_and_its_help(
    settings: Path, stage: MakeStage
) -> None:
    on = stage()
    with_own_keys(settings).put_on(on.app)
    async with on.app.run_test(size=(80, 24)) as pilot:
        assert "Good morning." in screen_text(on.app)
        assert "Ctrl+G help" in screen_text(on.app)
        await pilot.press("right")
        assert on.place == ("one", 0)
        await pilot.press("z")
        await pilot.pause()
        assert on.place == ("two", 0)
        await pilot.press("ctrl+g")
        await pilot.pause()
        assert re.search(r"│ +z +next step or slide", screen_text(on.app))


def test_bad_settings_open_nothing_and_say_all_that_is_wrong(
    home: Path, deck: Path, settings: Path
) -> None:
    settings.write_text('[keys]\nnext = "o"\nnxt = "z"\n', encoding="utf-8")
    with on_terminal("present", str(deck)) as tty:
        assert tty.ends() == 2
        assert b"settings.toml:2:1: error: next: o is a key of 'overview' too" in tty.output
        assert b"settings.toml:3:1: error: there is no action 'nxt'" in tty.output
        assert tty.is_sane


def test_the_title_frame_has_the_colours_of_the_theme(
    home: Path, deck: Path, settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dark, light = (18, 20, 28), (250, 248, 243)
    assert (first_paint.peek_colours(deck, None) or ())[:1] == (dark,)
    assert (first_paint.peek_colours(deck, "light") or ())[:1] == (light,)
    assert first_paint.peek_colours(deck, "monochrome") is None
    assert first_paint.peek_colours(deck, "none-such") is None
    settings.write_text('theme = "light"\n', encoding="utf-8")
    assert (first_paint.peek_colours(deck, None) or ())[:1] == (light,)
    monkeypatch.setenv("PODIUM_THEME", "dark")
    assert (first_paint.peek_colours(deck, None) or ())[:1] == (dark,)
    monkeypatch.setenv("NO_COLOR", "1")
    assert first_paint.peek_colours(deck, None) is None


def test_no_color_writes_no_colour(home: Path, deck: Path) -> None:
    with on_terminal("present", str(deck), NO_COLOR="1") as tty:
        tty.until("The first")
        tty.press("o")
        tty.until("2 The second")
        tty.press("\x03")
        assert tty.ends() == 0
    codes = {
        int(code)
        for style in re.findall(rb"\x1b\[([\d;]*)m", tty.output)
        for code in style.split(b";")
        if code
    }
    assert 1 in codes, "bold is no colour"
    assert not codes & {*range(30, 39), *range(40, 49), *range(90, 98), *range(100, 108)}


def test_a_terminal_without_unicode_is_sent_ascii(home: Path, deck: Path) -> None:
    with on_terminal("present", str(deck), "--theme", "light", LC_ALL="C") as tty:
        tty.until("The first")
        tty.press("n")
        tty.until("Good morning")
        tty.press("?")
        tty.until("Keys")
        tty.press("\x03")
        assert tty.ends() == 0
    assert tty.output.isascii()
