from itertools import pairwise
from random import Random

import pytest

from presenter.work.intervals import calibration_error, f1_interval, mcnemar, roc_auc, wilson
from presenter.work.metrics import choose_threshold, measure, measure_chances


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
    assert f1_interval(10, 0, 100).value == 1
    assert f1_interval(10, 0, 100).low < 0.9
    blind = measure([True, False], [False, False])
    assert (blind.f1.value, blind.precision.value, blind.recall.value) == (0, 0, 0)


def test_no_messages_at_all() -> None:
    assert measure([], []).size == 0


def test_the_f1_interval_is_that_of_very_many_resamples() -> None:
    """Against the bootstrap done as one does it, message by message."""
    caught, errors, size = 86, 7, 770
    exact = f1_interval(caught, errors, size)
    kinds = ["caught"] * caught + ["error"] * errors + ["rest"] * (size - caught - errors)
    chance, drawn = Random(1), []
    for _ in range(4000):
        again = chance.choices(kinds, k=size)
        hits, wrong = again.count("caught"), again.count("error")
        drawn.append(2 * hits / (2 * hits + wrong))
    drawn.sort()
    assert exact.value == pytest.approx(2 * 86 / (2 * 86 + 7))
    assert exact.low == pytest.approx(drawn[100], abs=0.003)
    assert exact.high == pytest.approx(drawn[3900], abs=0.003)


def test_roc_auc_counts_pairs_and_ties_half() -> None:
    figure = roc_auc([True, True, False, False], [0.9, 0.4, 0.4, 0.1])
    assert figure
    assert figure.value == pytest.approx((2 + 1.5) / 4)
    assert 0 < figure.low < figure.value < figure.high < 1
    perfect = roc_auc([True] * 20 + [False] * 80, [0.9] * 20 + [0.1] * 80)
    assert perfect
    assert (perfect.value, perfect.high) == (1, 1)
    assert perfect.low < 0.9
    assert roc_auc([False, False], [0.1, 0.2]) is None


def test_roc_auc_of_a_coin_is_one_half() -> None:
    chance = Random(0)
    truth = [chance.random() < 0.3 for _ in range(2000)]
    figure = roc_auc(truth, [chance.random() for _ in truth])
    assert figure
    assert figure.low < 0.5 < figure.high
    assert figure.high - figure.low < 0.08


def test_promises_that_are_kept_are_calibrated() -> None:
    chance = Random(0)
    promised = [chance.random() for _ in range(3000)]
    kept = calibration_error([chance.random() < each for each in promised], promised)
    boastful = calibration_error([chance.random() < 0.5 for _ in promised], promised)
    assert kept.value < 0.04
    assert boastful.low > 0.2
    assert boastful.low <= boastful.value <= boastful.high


def test_mcnemar_counts_only_where_they_differ() -> None:
    first = [True] * 90 + [False] * 9 + [True]
    second = [True] * 90 + [True] * 9 + [False]
    comparison = mcnemar(first, second)
    assert (comparison.mended, comparison.spoiled) == (9, 1)
    assert comparison.p_value == pytest.approx(2 * (1 + 10) / 2**10)
    assert mcnemar(first, first).p_value == 1


def test_a_threshold_moves_only_when_it_pays() -> None:
    truth = [True] * 10 + [False] * 90
    sure = [0.9] * 10 + [0.1] * 90
    assert choose_threshold(truth, sure) == 0.5
    timid = [0.3] * 10 + [0.1] * 90
    assert choose_threshold(truth, timid) == pytest.approx(0.2)
    nearly = [0.9] * 8 + [0.3] * 2 + [0.1] * 90
    assert choose_threshold(truth, nearly) == 0.5


def test_probabilities_are_called_spam_from_the_threshold_upwards() -> None:
    metrics = measure_chances([True, True, False], [0.9, 0.3, 0.2], threshold=0.3)
    assert (metrics.caught, metrics.missed, metrics.let_through) == (2, 0, 1)
    assert metrics.threshold == 0.3
    assert metrics.roc_auc
    assert metrics.roc_auc.value == 1
