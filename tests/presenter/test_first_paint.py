"""The title frame: seen first, fits any terminal, and leaves it sane."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presenter import first_paint


def deck(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "talk.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ('talk: "Beyond the Hype: really"', "Beyond the Hype: really"),
        ("talk: plain", "plain"),
        ("talk: 'it'", "it"),
        ("speaker: nobody", ""),
    ],
)
def test_the_title_is_read_from_the_head_of_the_deck(tmp_path: Path, line: str, title: str) -> None:
    assert first_paint.peek_title(deck(tmp_path, f"# a comment\n{line}\n---\n")) == title


def test_a_missing_deck_has_no_title(tmp_path: Path) -> None:
    assert first_paint.peek_title(tmp_path / "none.yaml") == ""


@given(st.text(max_size=300), st.integers(20, 250), st.integers(5, 100))
def test_any_title_gives_a_frame_without_control_characters_of_its_own(
    title: str, columns: int, rows: int
) -> None:
    codes = first_paint.frame(title, columns, rows, colours=None)
    shown = codes.replace("\x1b", "")
    assert all(c.isprintable() for c in shown)
    assert codes.count("H") >= 1


def test_a_long_title_is_wrapped_into_the_middle() -> None:
    codes = first_paint.frame("word " * 30, 40, 12, colours=None)
    assert codes.count("H") == 5
    assert "\x1b[48;2" not in codes
