"""The slow way: every package is looked at, in exact fractions."""

from fractions import Fraction
from itertools import product


def brute_packages(tables, rules=(), forbidden=()):
    """Yield (options, utilities) of every package; rules are functions of the options, forbidden (issue, option)."""
    counts = [len(column) for column in tables[0]]
    for options in product(*map(range, counts)):
        if any(options[issue] == option for issue, option in forbidden) or not all(rule(options) for rule in rules):
            continue
        yield (
            options,
            tuple(sum((Fraction(str(row[i][o])) for i, o in enumerate(options)), Fraction(0)) for row in tables),
        )


def brute_frontier(packages):
    """Return the utilities that nothing dominates, in no order."""
    points = {utilities for _, utilities in packages}
    return {
        one
        for one in points
        if not any(other != one and all(b >= a for a, b in zip(one, other, strict=True)) for other in points)
    }


def brute_best(packages, reservation, measure):
    """Return the options of all packages of the zone whose measure of the gains is highest."""
    zone = [
        (options, tuple(u - r for u, r in zip(utilities, reservation, strict=True))) for options, utilities in packages
    ]
    zone = [(options, gains) for options, gains in zone if min(gains) > 0]
    if not zone:
        return set()
    top = max(measure(gains) for _, gains in zone)
    return {options for options, gains in zone if measure(gains) == top}
