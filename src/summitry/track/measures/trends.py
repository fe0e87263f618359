"""Whether a monthly series rises: a slope that outliers do not bend, and a test by shuffling its months."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations
from operator import mul
from random import Random
from statistics import median

SHUFFLES = 499
"""Shuffled orders that an observed one is compared with: the smallest p is 0.002."""
SEED = 20140208
"""Of the shuffles, so that the same months always give the same p."""

_CLOSE = 1e-9


def find_slope(values: Sequence[float]) -> float:
    """Return the median of the slopes between all pairs of points, a step of the series; 0 for fewer than two.

    Source: Theil 1950 and Sen 1968, Estimates of the Regression Coefficient Based on Kendall's Tau, JASA 63.

    >>> find_slope([1.0, 2.0, 3.0, 40.0])
    7.0
    >>> find_slope([0.5, 0.4, 0.3])
    -0.1
    """
    slopes = [(values[j] - values[i]) / (j - i) for i, j in combinations(range(len(values)), 2)]
    return round(float(median(slopes)), 12) if slopes else 0.0


def judge_rise(values: Sequence[float], *, shuffles: int = SHUFFLES, seed: int = SEED) -> float:
    """Return the one-sided p of a rising trend.

    Formula: T = sum of (t - mean t) y(t); p = (1 + number of shuffles with T at least as large) / (1 + shuffles).

    Args:
        values: one value a month, in order of time.
        shuffles: how many random orders of the months are tried.
        seed: of the shuffles.

    Returns:
        The share of orders (the observed one among them) that rise as much; 1 for a constant series.

    Source: a permutation test of a linear trend; the ones added after Phipson and Smyth 2010.

    >>> judge_rise([0, 1, 0, 1, 1, 2, 1, 2, 3, 2, 3, 3]) < 0.01, judge_rise([2] * 12)
    (True, 1.0)
    """
    times = tuple(index - (len(values) - 1) / 2 for index in range(len(values)))
    observed = sum(map(mul, times, values)) - _CLOSE
    orders = _shuffle_times(len(values), shuffles, seed)
    as_high = sum(1 for order in orders if sum(map(mul, order, values)) >= observed)
    return (1 + as_high) / (1 + shuffles)


@lru_cache(maxsize=32)
def _shuffle_times(length: int, shuffles: int, seed: int) -> tuple[tuple[float, ...], ...]:
    times = [index - (length - 1) / 2 for index in range(length)]
    pick = Random(seed).random  # noqa: S311  # a shuffle of a test, no secret
    return tuple(tuple(sorted(times, key=lambda _: pick())) for _ in range(shuffles))
