"""Themes: readable as they ship, and as plain about errors as decks."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.default_styles import DEFAULT_STYLES

from presenter.palette import NAMES, colours_of, rich_theme, textual_theme
from presenter.themes import (
    Colours,
    Theme,
    built_in,
    contrast,
    contrast_problems,
    load_theme,
    theme_problems,
)
from slides.problems import DeckErrors

COLOUR = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)
OWN = """\
theme: mine
colours:
  background: "#000000"
  surface: "#111111"
  ink: "#ffffff"
  muted: "#dddddd"
  accent: "#88ccff"
  warm: "#ffcc66"
  good: "#88ff88"
  bad: "#ff9999"
"""


def test_the_four_themes_ship_and_the_default_is_first() -> None:
    assert built_in() == ("dark", "high-contrast", "light", "monochrome")


@pytest.mark.parametrize("name", built_in())
def test_text_in_every_theme_that_ships_can_be_read(name: str) -> None:
    theme = load_theme(name, Path())
    assert theme.theme == name
    assert theme.about
    assert not contrast_problems(theme)
    assert not theme_problems(name, Path())


def test_high_contrast_keeps_its_word() -> None:
    colours = load_theme("high-contrast", Path()).colours
    inks = [getattr(colours, name) for name in NAMES[2:]]
    assert min(contrast(ink, p) for ink in inks for p in (colours.background, colours.surface)) >= 7


@given(COLOUR, COLOUR)
def test_contrast_is_symmetric_and_in_its_bounds(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.001
    assert contrast(one, one) == 1


def test_contrast_agrees_with_known_pairs() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_a_file_beside_the_deck_is_a_theme(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(OWN, encoding="utf-8")
    for name in ("mine", "mine.yaml"):
        theme = load_theme(name, tmp_path)
        assert theme.theme == "mine"
        assert theme.is_dark
    assert not theme_problems("mine", tmp_path)


def test_a_pair_too_near_is_told_with_its_place_and_cure(tmp_path: Path) -> None:
    (tmp_path / "grey.yaml").write_text(OWN.replace("#dddddd", "#333333"), encoding="utf-8")
    problem, other = theme_problems("grey", tmp_path)
    assert problem.severity == other.severity == "warning"
    assert problem.place.endswith("grey.yaml:6:10")
    assert "muted on background has a contrast of 1.7 to 1, and text needs 4.5" in problem.message


BAD = {
    "unknown key": (OWN + "fame: round\n", ":11:1: error: unknown key 'fame' (did you mean"),
    "unknown colour": (
        OWN.replace("warm", "wram"),
        ":8:3: error: unknown key 'wram'",
    ),
    "missing colour": (OWN.replace('  bad: "#ff9999"\n', ""), ":3:3: error: 'bad' is missing here"),
    "no colour": (OWN.replace('"#ffffff"', "white"), ":5:8: error: ink: write a colour as"),
    "frame": (OWN + "frame: wavy\n", ":11:8: error: frame: "),
    "code style": (OWN + "code: one-drak\n", "(did you mean 'one-dark'?)"),
    "no YAML": ("theme: [\n", "this is not YAML"),
    "empty": ("", "begin it with `theme: NAME`"),
    "two": (OWN + "---\n" + OWN, "a theme is one document"),
    "list": ("- a\n", "this should be a mapping"),
    "name": (OWN.replace("mine", "My Theme"), "'My Theme' should be small letters"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_with_a_theme_is_said_with_its_place(tmp_path: Path, name: str) -> None:
    text, said = BAD[name]
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DeckErrors) as errors:
        load_theme("mine", tmp_path)
    assert said in str(errors.value)
    assert next(p.severity for p in theme_problems("mine", tmp_path)) == "error"


def test_an_unknown_theme_names_its_neighbour(tmp_path: Path) -> None:
    with pytest.raises(DeckErrors, match="did you mean 'light'") as errors:
        load_theme("ligth", tmp_path)
    assert "high-contrast" in str(errors.value)


def test_binary_is_no_theme(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_bytes(b"\x89PNG\xff\xfe")
    with pytest.raises(DeckErrors, match="cannot be read"):
        load_theme("mine", tmp_path)


@pytest.mark.parametrize("name", built_in())
@pytest.mark.parametrize("sixteen", [False, True])
def test_every_name_of_the_palette_is_a_style_in_every_theme(name: str, sixteen: bool) -> None:
    styles = rich_theme(load_theme(name, Path()), sixteen).styles
    for ink in NAMES:
        assert f"bold {ink}" in styles
        assert all(f"{ink} on {paper}" in styles for paper in NAMES)


def test_sixteen_colours_are_told_apart() -> None:
    for name in ("dark", "light"):
        colours = colours_of(load_theme(name, Path()), sixteen=True)
        signs = {colours[each] for each in ("accent", "warm", "good", "bad", "background")}
        assert len(signs) == 5


def test_monochrome_names_no_colour() -> None:
    theme = load_theme("monochrome", Path())
    styles = rich_theme(theme).styles
    assert all(
        style.color is None or style.color.is_default
        for key, style in styles.items()
        if style != DEFAULT_STYLES.get(key)
    )
    assert textual_theme(theme).ansi


def test_frames_are_ascii_where_the_terminal_is() -> None:
    theme = load_theme("dark", Path())
    assert textual_theme(theme).variables["frame"] == "round"
    assert textual_theme(theme, unicode=False).variables["frame"] == "ascii"


def test_a_theme_of_the_terminals_own_colours_is_trusted() -> None:
    own = Theme(theme="own", colours=Colours(**dict.fromkeys(Colours.model_fields, "default")))
    assert not contrast_problems(own)
