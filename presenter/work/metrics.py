"""How good a classifier is, and how sure one can be of that."""

from collections.abc import Sequence
from math import sqrt

from presenter.work.protocol import Figure, Metrics

NORMAL_95 = 1.959963984540054
"""Standard deviations either side of the mean that hold 95 % of a normal distribution."""


def wilson(hits: int, trials: int) -> Figure:
    """A proportion with its 95 % interval by Wilson's score (Wilson 1927).

    Unlike the plain normal interval it stays between 0 and 1 and has width at 0 of n and n of n.
    Of no trials nothing is known: value 0, interval 0 to 1.
    """
    if not trials:
        return Figure(value=0, low=0, high=1)
    share, square = hits / trials, NORMAL_95**2
    centre = share + square / (2 * trials)
    reach = NORMAL_95 * sqrt(share * (1 - share) / trials + square / (4 * trials**2))
    scale = 1 + square / trials
    low, high = (centre - reach) / scale, (centre + reach) / scale
    return Figure(
        value=share,
        low=max(0.0, low) if hits else 0.0,
        high=min(1.0, high) if hits < trials else 1.0,
    )


def f1_interval(caught: int, misses: int) -> Figure:
    """F1 with its 95 % interval; `misses` counts both kinds of error.

    F1 = 2J / (1 + J), where J = caught / (caught + misses) is the share of the messages that are
    spam or called spam which are both. J is a proportion, and F1 grows with it, so Wilson's ends
    for J, carried over, are ends for F1. They keep their meaning at 0 and 1, where resampling
    the test set would give an interval of no width.
    """
    jaccard = wilson(caught, caught + misses)
    value, low, high = (2 * x / (1 + x) for x in (jaccard.value, jaccard.low, jaccard.high))
    return Figure(value=value, low=low, high=high)


def measure(spam: Sequence[bool], called: Sequence[bool]) -> Metrics:
    """Metrics of what was `called` spam against what is `spam`; both in the same order.

    Precision of a classifier that calls nothing spam is 0 by convention, its interval 0 to 1.
    """
    pairs = list(zip(spam, called, strict=True))
    caught = sum(truth and call for truth, call in pairs)
    false_alarms = sum(call and not truth for truth, call in pairs)
    missed = sum(truth and not call for truth, call in pairs)
    return Metrics(
        size=len(pairs),
        spam=caught + missed,
        caught=caught,
        false_alarms=false_alarms,
        accuracy=wilson(len(pairs) - false_alarms - missed, len(pairs)),
        precision=wilson(caught, caught + false_alarms),
        recall=wilson(caught, caught + missed),
        f1=f1_interval(caught, false_alarms + missed),
    )
