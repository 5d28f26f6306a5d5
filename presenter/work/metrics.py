"""How good a classifier is on labelled messages."""

from collections.abc import Sequence

from presenter.work.intervals import calibration_error, f1_interval, roc_auc, wilson
from presenter.work.protocol import Metrics


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
        f1=f1_interval(caught, false_alarms + missed, len(pairs)),
    )


def measure_chances(
    spam: Sequence[bool], chances: Sequence[float], threshold: float = 0.5
) -> Metrics:
    """The same from probabilities of spam, called so from `threshold` upwards; with what only
    probabilities tell: ROC-AUC and calibration."""
    called = [chance >= threshold for chance in chances]
    more = {
        "roc_auc": roc_auc(spam, chances),
        "calibration_error": calibration_error(spam, chances),
        "threshold": threshold,
    }
    return measure(spam, called).model_copy(update=more)


WORTH_MOVING = 2
"""Errors that another threshold must spare, beyond which it is more than luck."""


def choose_threshold(spam: Sequence[bool], chances: Sequence[float]) -> float:
    """A probability from which to call a message spam, chosen for few errors on validation.

    With a hundred spam messages many thresholds do nearly as well, and the very best is mostly
    luck: it is left at one half unless another spares more than WORTH_MOVING errors, and among
    equally good ones the middle is taken.
    """
    ranked = sorted(zip(chances, spam, strict=True), reverse=True)
    missed, alarms = sum(spam), 0
    errors = []
    for _chance, truth in ranked:
        missed, alarms = missed - truth, alarms + (not truth)
        errors.append(missed + alarms)
    at_half = sum((chance >= 0.5) != truth for chance, truth in ranked)
    fewest = min(errors, default=at_half)
    if at_half - fewest <= WORTH_MOVING:
        return 0.5
    best = [at for at, count in enumerate(errors) if count == fewest]
    chosen = best[len(best) // 2]
    below = ranked[chosen + 1][0] if chosen + 1 < len(ranked) else 0.0
    return (ranked[chosen][0] + below) / 2
