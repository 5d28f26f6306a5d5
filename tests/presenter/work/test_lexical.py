"""Search by words."""

import math

import pytest

from presenter.work.lexical import K1, B, Lexicon, words


def test_case_and_plural_make_no_difference() -> None:
    assert words("Refunds, refund! REFUND") == ["refund"] * 3
    assert words("policies glass bus") == ["policy", "glass", "bus"]


def test_scores_are_those_of_the_formula() -> None:
    lexicon = Lexicon(["tea tea pen", "pen", "ink ink"])
    rarity = math.log(1 + (3 - 1 + 0.5) / (1 + 0.5))
    weight = 2 * (K1 + 1) / (2 + K1 * (1 - B + B * 3 / 2))
    assert lexicon.scores("Tea?") == [pytest.approx(rarity * weight), 0.0, 0.0]


def test_a_rare_word_counts_more_and_a_longer_text_less() -> None:
    lexicon = Lexicon(["pen ink", "pen tea", "pen ink paper paper paper", "pen"])
    ink = lexicon.scores("ink")
    assert ink[0] > ink[2] > 0
    assert max(lexicon.scores("tea")) > max(lexicon.scores("pen"))


def test_nothing_known_scores_nothing() -> None:
    assert Lexicon(["a b"]).scores("c, d?") == [0.0]
    assert Lexicon([]).scores("c") == []
