"""How sure one can be of a figure: 95 % intervals, and whether two classifiers differ at all."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from math import comb, exp, lgamma, log, sqrt
from random import Random

from presenter.work.protocol import Comparison, Figure

NORMAL_95 = 1.959963984540054
"""Standard deviations either side of the mean that hold 95 % of a normal distribution."""
TAIL = 0.025
RARE = 1e-12
"""Outcomes less likely than this move no quantile."""
BINS = 10
"""Of equal width, for the calibration error."""
RESAMPLES = 300


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


def f1_interval(caught: int, misses: int, size: int) -> Figure:
    """F1 with its 95 % percentile bootstrap interval (Efron 1979); `misses` counts both kinds of
    error, `size` all messages.

    No resampling is needed: a resample draws `size` messages with replacement, so its counts of
    caught and missed follow a multinomial distribution, and the quantiles of F1 come from adding
    up its outcomes. The result is that of infinitely many resamples, and the same every time.
    Where nothing was caught or nothing missed every resample agrees and the bootstrap has no
    width; then the ends are Wilson's for the share caught / (caught + misses), carried over to
    F1, which is a function of it.
    """
    if not caught or not misses:
        share = wilson(caught, caught + misses)
        value, low, high = (2 * x / (1 + x) for x in (share.value, share.low, share.high))
        return Figure(value=value, low=low, high=high)
    outcomes: dict[float, float] = {}
    for hits, chance in _binomial(size, caught / size):
        for errors, more in _binomial(size - hits, misses / (size - caught)):
            f1 = 2 * hits / (2 * hits + errors) if hits else 0.0
            outcomes[f1] = outcomes.get(f1, 0.0) + chance * more
    low, high = _quantiles(sorted(outcomes.items()))
    return Figure(value=2 * caught / (2 * caught + misses), low=low, high=high)


def _binomial(trials: int, share: float) -> Iterable[tuple[int, float]]:
    """Counts of `trials` and their chances, those too rare to matter left out."""
    if share >= 1 or not trials:
        yield (trials, 1.0)
        return
    reach = 8 * sqrt(trials * share * (1 - share)) + 8
    for count in range(max(0, int(trials * share - reach)), trials + 1):
        ways = lgamma(trials + 1) - lgamma(count + 1) - lgamma(trials - count + 1)
        chance = exp(ways + count * log(share) + (trials - count) * log(1 - share))
        if chance > RARE:
            yield count, chance
        elif count > trials * share:
            return


def _quantiles(outcomes: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The values below and above which TAIL of the chances lie; `outcomes` in rising order."""
    total = sum(chance for _, chance in outcomes)
    low = high = outcomes[-1][0]
    below = 0.0
    for value, chance in outcomes:
        if below <= TAIL * total < below + chance:
            low = value
        if below < (1 - TAIL) * total <= below + chance:
            high = value
        below += chance
    return low, high


def roc_auc(spam: Sequence[bool], chances: Sequence[float]) -> Figure | None:
    """The share of pairs of a spam and a ham message in which the spam scores higher (ties count
    half), with its 95 % interval by DeLong et al. (1988) on the logit scale, which keeps it between
    0 and 1. At 0 and 1, where their variance is nothing, Wilson's ends for the rarer label.
    None when a label is missing.
    """
    high = sorted(chance for chance, truth in zip(chances, spam, strict=True) if truth)
    low = sorted(chance for chance, truth in zip(chances, spam, strict=True) if not truth)
    if not high or not low:
        return None
    of_spam = [_share_below(low, chance) for chance in high]
    of_ham = [1 - _share_below(high, chance) for chance in low]
    value = sum(of_spam) / len(of_spam)
    variance = _variance(of_spam) / len(high) + _variance(of_ham) / len(low)
    if not variance or not 0 < value < 1:
        rarer = min(len(high), len(low))
        return wilson(round(value * rarer), rarer).model_copy(update={"value": value})
    centre, reach = log(value / (1 - value)), NORMAL_95 * sqrt(variance) / (value * (1 - value))
    ends = (1 / (1 + exp(-max(-700.0, end))) for end in (centre - reach, centre + reach))
    return Figure(value=value, low=next(ends), high=next(ends))


def _share_below(rising: Sequence[float], value: float) -> float:
    return (bisect_left(rising, value) + bisect_right(rising, value)) / (2 * len(rising))


def _variance(values: Sequence[float]) -> float:
    mean = sum(values) / len(values)
    return sum((value - mean) ** 2 for value in values) / max(1, len(values) - 1)


def calibration_error(spam: Sequence[bool], chances: Sequence[float]) -> Figure:
    """Mean distance between the promised share of spam and the share found, over BINS of equal
    width (expected calibration error; Naeini et al. 2015).

    The interval is a reversed percentile bootstrap of RESAMPLES, always the same ones: a
    resample's error is larger than the sample's, and reversing takes that back.
    """
    bins = [min(BINS - 1, int(chance * BINS)) for chance in chances]
    gaps = [chance - truth for chance, truth in zip(chances, spam, strict=True)]
    pairs = list(zip(bins, gaps, strict=True))
    value = _distance(pairs)
    chance = Random(0)
    found = sorted(_distance(chance.choices(pairs, k=len(pairs))) for _ in range(RESAMPLES))
    edge = int(TAIL * RESAMPLES)
    low, high = 2 * value - found[-1 - edge], 2 * value - found[edge]
    return Figure(value=value, low=max(0.0, min(low, value)), high=min(1.0, max(high, value)))


def _distance(pairs: Sequence[tuple[int, float]]) -> float:
    sums = [0.0] * BINS
    for place, gap in pairs:
        sums[place] += gap
    return min(1.0, sum(map(abs, sums)) / max(1, len(pairs)))


def mcnemar(first: Sequence[bool], second: Sequence[bool]) -> Comparison:
    """Compare two classifiers by which messages each judged rightly, in the same order.

    Only messages on which they differ tell; the exact test asks how likely a fair coin is to
    divide these so unevenly (McNemar 1947).
    """
    mended = sum(new and not old for old, new in zip(first, second, strict=True))
    spoiled = sum(old and not new for old, new in zip(first, second, strict=True))
    differ = mended + spoiled
    ways = sum(comb(differ, count) for count in range(min(mended, spoiled) + 1))
    return Comparison(mended=mended, spoiled=spoiled, p_value=min(1.0, 2 * ways / 2**differ))
