"""Finding: the best title first, every line with the words, the terms on a slide."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presenter.finding import fuzzy, lines_with, slide_text, terms_on
from slides.loader import parse_deck

DECK = parse_deck(
    """\
talk: T
glossary:
  token: A piece of a word.
  LoRA: Small matrices.
---
slide: one
title: Tokens are not words
body: |
  First line.
  Second line about cost.
  Third line.
notes: |
  [smile] Say that cost matters.
---
slide: two
blocks:
- columns:
  - markdown: A flora of LoRA.
  - quote: Nothing is cheaper.
    by: Nobody
""",
    Path("t.yaml"),
)


@pytest.mark.parametrize(
    ("wanted", "best", "other"),
    [
        ("fin", "Final wisdom", "Five in the field"),
        ("dt", "Decision tree", "The order"),
        ("myth2", "Myth 2: more data", "Myth 1: facts, 2 of them"),
        ("tree", "A tree", "The really empty"),
    ],
)
def test_the_better_fit_comes_first(wanted: str, best: str, other: str) -> None:
    first, second = fuzzy(wanted, best), fuzzy(wanted, other)
    assert first is not None
    assert second is None or first > second


def test_letters_that_are_not_there_do_not_fit() -> None:
    assert fuzzy("xyz", "Final wisdom") is None
    assert fuzzy("niF", "Final") is None


@given(st.text(max_size=20), st.data())
def test_any_letters_of_a_text_in_their_order_fit_it(text: str, data: st.DataObject) -> None:
    folded = text.casefold()
    picked = data.draw(st.lists(st.sampled_from(range(len(folded))), unique=True)) if folded else []
    assert fuzzy("".join(folded[n] for n in sorted(picked)), text) is not None


def test_a_line_is_found_with_its_neighbours_in_slide_and_notes() -> None:
    slide, notes = lines_with(DECK, "cost")
    assert (slide.place, slide.where, slide.found) == (0, "slide", 1)
    assert slide.lines == ("First line.", "Second line about cost.", "Third line.")
    assert (notes.where, notes.lines) == ("notes", ("[smile] Say that cost matters.",))


def test_all_words_must_stand_in_the_line() -> None:
    assert [hit.where for hit in lines_with(DECK, "COST second")] == ["slide"]
    assert not list(lines_with(DECK, "cost nowhere"))
    assert not list(lines_with(DECK, "  "))


def test_text_inside_columns_is_text_of_the_slide() -> None:
    text = slide_text(DECK.slides[1])
    assert "A flora of LoRA." in text
    assert "Nobody" in text
    assert "step" not in text


def test_terms_are_words_of_the_slide_not_parts_of_words() -> None:
    assert terms_on(DECK, DECK.slides[0]) == ["token"]
    assert terms_on(DECK, DECK.slides[1]) == ["LoRA"]
