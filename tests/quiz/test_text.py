"""The one sanitiser: nothing that a terminal obeys passes it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from quiz.text import cells, clean, cut, paragraphs

ANYTHING = st.text(st.characters(), max_size=60)
ESCAPES = ["\x1b]52;c;cm0=\x07", "\x1b[2J", "\x9b31m", "\x00", "\r\n", "\t"]
INVISIBLE = ["\u202e", "\u200b", "\u0301" * 9, "\ufe0f", "\u2028", "\U000e0041"]
WIDE = ["👩‍👩‍👧", "a", " ", "字", "ﷺ", "🇩🇪"]
NASTY = st.lists(st.sampled_from([*ESCAPES, *INVISIBLE, *WIDE]), max_size=20).map("".join)


@given(ANYTHING | NASTY, st.integers(0, 40))
def test_nothing_that_a_terminal_obeys_is_left(text: str, width: int) -> None:
    cleaned = clean(text, width)
    kinds = {unicodedata.category(char) for char in cleaned}
    assert not kinds & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert not any("\ufe00" <= char <= "\ufe0f" for char in cleaned)


@given(ANYTHING | NASTY, st.integers(0, 40))
def test_it_fits_by_every_measure(text: str, width: int) -> None:
    cleaned = clean(text, width)
    assert cells(cleaned) <= width
    assert cell_len(cleaned) <= width


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"])), st.integers(0, 40))
def test_plain_text_is_cleaned_as_any_other(text: str, width: int) -> None:
    assert clean(text, width) == clean(f"\u200b{text}", width)
    assert cells(text) == cells(f"{text}\u00e9") - 1
    assert cut(text, width) == cut(f"{text}\u00e9", width).rstrip("\u00e9")


@given(ANYTHING | NASTY, st.integers(0, 40))
def test_cleaning_twice_changes_nothing(text: str, width: int) -> None:
    once = clean(text, width)
    assert clean(once, width) == once


@given(NASTY)
def test_a_base_keeps_two_marks_at_most(text: str) -> None:
    marks = 0
    for char in clean(text, 100):
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        assert marks <= 2


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ada \t  Lovelace \n", "Ada Lovelace"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("e\u0301", "é"),
        ("Ada\u202e", "Ada"),
        ("字" * 9, "字" * 5),
    ],
)
def test_what_is_kept(typed: str, kept: str) -> None:
    assert clean(typed, 15 if "字" not in typed else 11) == kept


def test_cutting_never_splits_a_wide_character() -> None:
    assert cut("a字b", 2) == "a"


def test_an_authors_lines_stay_lines() -> None:
    assert paragraphs("One\x07\n\n Two ") == ("One", "", "Two")
