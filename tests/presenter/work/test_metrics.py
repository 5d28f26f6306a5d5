from itertools import pairwise

import pytest

from presenter.work.metrics import f1_interval, measure, wilson


def test_wilson_agrees_with_the_published_example() -> None:
    """Fifteen of sixteen: what a recall of 93.8 % on sixteen spam messages is worth."""
    figure = wilson(15, 16)
    assert figure.value == pytest.approx(0.9375)
    assert (figure.low, figure.high) == pytest.approx((0.7167, 0.9889), abs=1e-4)


def test_wilson_has_width_at_the_ends() -> None:
    assert wilson(0, 10).low == 0
    assert wilson(0, 10).high > 0.2
    assert wilson(10, 10).high == 1
    assert wilson(10, 10).low < 0.8


def test_of_nothing_nothing_is_known() -> None:
    figure = wilson(0, 0)
    assert (figure.value, figure.low, figure.high) == (0, 0, 1)


def test_the_interval_holds_the_value_and_narrows_with_more_trials() -> None:
    figures = [wilson(9 * n, 10 * n) for n in (1, 4, 16, 64)]
    assert all(figure.low < figure.value < figure.high for figure in figures)
    widths = [figure.high - figure.low for figure in figures]
    assert all(wide > narrow for wide, narrow in pairwise(widths))


def test_f1_is_that_of_precision_and_recall() -> None:
    truth = [True] * 20 + [False] * 80
    called = [True] * 18 + [False] * 2 + [True] * 3 + [False] * 77
    metrics = measure(truth, called)
    precision, recall = 18 / 21, 18 / 20
    assert metrics.precision.value == pytest.approx(precision)
    assert metrics.recall.value == pytest.approx(recall)
    assert metrics.f1.value == pytest.approx(2 * precision * recall / (precision + recall))
    assert metrics.accuracy.value == pytest.approx(0.95)
    assert (metrics.size, metrics.spam, metrics.caught, metrics.false_alarms) == (100, 20, 18, 3)


def test_f1_of_a_perfect_and_of_a_blind_classifier() -> None:
    assert f1_interval(10, 0).value == 1
    assert f1_interval(10, 0).low < 0.9
    blind = measure([True, False], [False, False])
    assert (blind.f1.value, blind.precision.value, blind.recall.value) == (0, 0, 0)


def test_no_messages_at_all() -> None:
    assert measure([], []).size == 0
