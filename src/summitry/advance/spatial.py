"""Positions on several scales at once: how far apart actors are, what that is worth to them, and their Nash compromise.

The distance of two actors is the length of their difference with every scale weighted by the first one's salience,
as a share of the length of that salience: ``d = |s (x - y) / 100| / |s|``. A position at distance d is worth ``1 - d``,
or ``(1 - d) (1 + d R)`` to somebody whose attitude to risk is R, from -1 to 1.

Source: the spatial model of KTAB (KAPSARC Toolkit for Behavioral Analysis, MIT licence).
"""

from collections.abc import Callable, Sequence
from itertools import product
from typing import TypeAlias

import numpy as np

from summitry.advance.grid import Floats

Worth: TypeAlias = Callable[[Floats], float]
_FIRST_STEP = 0.25
_LAST_STEP = 1e-7


def find_distance(
    salience: Sequence[float] | Floats,
    one: Sequence[float] | Floats,
    other: Sequence[float] | Floats,
    scale: float = 100.0,
) -> float:
    """Return the distance of two positions as somebody sees it, 0 to 1.

    >>> find_distance([30, 40], [0, 0], [100, 100])
    1.0

    Args:
        salience: how much each scale matters to who looks, (scales,).
        one: a position, (scales,).
        other: another.
        scale: the length of a scale.
    """
    weights = np.asarray(salience, dtype=np.float64)
    difference = weights * (np.asarray(one) - np.asarray(other)) / scale
    return float(np.linalg.norm(difference) / np.linalg.norm(weights))


def rate_position(distance: float, risk: float = 0.0) -> float:
    """Return what a position at a distance is worth; ``risk`` is -1 for who shuns it, 1 for who seeks it.

    >>> rate_position(0.5), rate_position(0.5, 1.0)
    (0.5, 0.75)
    """
    return (1 - distance) * (1 + distance * risk)


def find_middle(one: Worth, other: Worth, size: int, low: float = 0.0, high: float = 1.0) -> tuple[Floats, float]:
    """Return the point that makes the product of two gains highest, and that product.

    A pattern search from the middle and from a point nearer to one end: along each direction, and each pair of
    directions, the step is halved when nothing is better. Exact to about 1e-6 on smooth gains.

    Args:
        one: gain of one side at a point.
        other: gain of the other.
        size: how many numbers a point has.
        low: least value of each.
        high: greatest value of each.
    """

    def measure(point: Floats) -> float:
        gains = one(point), other(point)
        return gains[0] * gains[1] if min(gains) > 0 else min(*gains, 0.0)

    single = np.eye(size)
    pairs = [single[i] + sign * single[j] for i in range(size) for j in range(i) for sign in (1.0, -1.0)]
    directions = [sign * move for move, sign in product([*single, *pairs], (1.0, -1.0))]
    best = (np.full(size, low), -np.inf)
    for start in ((low + high) / 2, low + (high - low) / 4):
        point = np.full(size, start)
        value = measure(point)
        step = _FIRST_STEP * (high - low)
        while step > _LAST_STEP * (high - low):
            moved = False
            for direction in directions:
                trial = np.clip(point + step * direction, low, high)
                found = measure(trial)
                if found > value:
                    point, value, moved = trial, found, True
            if not moved:
                step /= 2
        if value > best[1]:
            best = (point, value)
    return best[0], float(best[1])
