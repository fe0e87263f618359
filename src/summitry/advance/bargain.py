"""What bargaining theory picks from a game: Nash, Kalai-Smorodinsky, Kalai and welfare, each with all its maximisers.

The zone of agreement is the set of packages that give every party more than its reservation value. Nash, Kalai-
Smorodinsky and Kalai are taken from the zone and are empty where it is; welfare is taken from what leaves nobody worse
off. All comparisons that decide are made in whole numbers.

Sources: Nash 1950, The bargaining problem, Econometrica 18; Kalai and Smorodinsky 1975, Econometrica 43; Kalai 1977,
Proportional solutions, Econometrica 45; negmas 0.16 for the convention of that name.
"""

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np

from summitry.advance.game import Game, Reservation, Sheet, Tables, TooLargeError, build_game, make_sheet
from summitry.advance.grid import Floats, Integers, Units
from summitry.advance.pareto import Frontier, trace_frontier
from summitry.advance.solution import Convention, Solutions
from summitry.errors import ScenarioError

_NEAR = 1e-11
"""Candidates this near to the best by floating point are compared again in whole numbers."""
Measure: TypeAlias = Callable[[list[int]], Any]


def solutions(
    tables: Tables, reservation: Reservation = None, convention: str | Convention = Convention.SUMMITRY
) -> Solutions:
    """Return the Nash, Kalai-Smorodinsky, Kalai and welfare solutions of additive utilities.

    >>> tables = [[[0, 0.6], [0.4, 0]], [[0.3, 0.1], [0, 0.7]]]
    >>> solutions(tables, [0.3, 0.3]).nash[0].options
    (1, 1)

    Args:
        tables: ``tables[party][issue][option]``, nested sequences or mappings.
        reservation: what no agreement is worth to each party; zero where not given.
        convention: ``summitry`` or ``negmas``, see ``Convention``.

    Returns:
        The solutions; with more parties than the frontier can be listed for, they are found by MILP (extra
        ``advance``).

    Raises:
        ScenarioError: the tables or the convention are malformed, or the MILP solver is needed and not installed.
    """
    return solve_sheet(make_sheet(tables, reservation), read_convention(convention))


def read_convention(convention: str | Convention) -> Convention:
    """Return a convention by its name.

    Raises:
        ScenarioError: there is none of that name.
    """
    try:
        return Convention(convention)
    except ValueError as error:
        message = f"convention {convention!r} is not known; give 'summitry' or 'negmas'"
        raise ScenarioError(message) from error


def solve_sheet(sheet: Sheet, convention: Convention = Convention.SUMMITRY) -> Solutions:
    """Return the solutions of a sheet, from its frontier where that can be listed, else by MILP."""
    try:
        front = trace_frontier(build_game(sheet))
    except TooLargeError:
        if convention is not Convention.SUMMITRY:
            raise
        from summitry.advance.milp import solve_by_milp  # noqa: PLC0415  # highspy is optional

        return solve_by_milp(sheet)
    return solve_frontier(front, convention)


def solve_frontier(front: Frontier, convention: Convention = Convention.SUMMITRY) -> Solutions:
    """Return the solutions from a frontier that has been traced."""
    game = front.game
    floor = game.reservation
    if convention is Convention.NEGMAS:
        floor = np.maximum(floor, _find_least(game))
    gains = front.values - floor
    weak = np.flatnonzero((gains >= 0).all(axis=1))
    zone = np.flatnonzero((gains > 0).all(axis=1)) if convention is Convention.SUMMITRY else weak
    inside, rational = gains[zone], gains[weak]
    with np.errstate(divide="ignore"):  # the logarithm of no gain is minus infinity, as it should be
        nash = zone[find_best(inside, np.log(inside.astype(np.float64)).sum(axis=1), math.prod)]
    top = inside.max(axis=0).tolist() if len(zone) else None
    if convention is Convention.NEGMAS:
        smorodinsky = zone[_find_even(gains, inside)]
    else:
        smorodinsky = zone[_find_leximin(inside, top)] if top else zone
    kalai = zone[find_best(inside, inside.min(axis=1).astype(float), min)] if len(zone) else zone
    welfare = weak[find_best(rational, rational.sum(axis=1).astype(float), sum)]
    return Solutions(
        convention,
        nash=front.list_packages(nash),
        kalai_smorodinsky=front.list_packages(smorodinsky),
        kalai=front.list_packages(kalai),
        welfare=front.list_packages(welfare),
        nash_log=log_product(game, gains[nash[0]]) if len(nash) else None,
        best_gains=None if top is None else tuple(game.grid.to_float(gain) for gain in top),
        frontier_size=len(front),
    )


def log_product(game: Game, gains: Units) -> float | None:
    """Return the sum of the logarithms of gains given in units; None where one is no gain."""
    plain = [game.grid.to_float(gain) for gain in gains.tolist()]
    return math.fsum(math.log(gain) for gain in plain) if min(plain) > 0 else None


def find_best(gains: Units, scores: Floats, measure: Measure) -> Integers:
    """Return the places whose measure is highest.

    Args:
        gains: (points, parties), units.
        scores: (points,), the measure or something that rises with it, in floating point.
        measure: the exact measure of one point's gains.
    """
    if not len(scores):
        return np.zeros(0, dtype=np.int64)
    top = float(scores.max())
    near = np.flatnonzero(scores >= top - _NEAR * max(1.0, abs(top))) if math.isfinite(top) else np.arange(len(scores))
    if len(near) == 1:
        return near
    exact = [measure(gains[place].tolist()) for place in near]
    highest = max(exact)
    return near[[value == highest for value in exact]]


def _find_least(game: Game) -> Units:
    """Return the least utility of each party over all packages."""
    least: Units = np.sum([block.utilities.min(axis=0) for block in game.blocks], axis=0)
    return least


def _find_leximin(gains: Units, top: list[int]) -> Integers:
    least = (gains / np.array(top, dtype=float)).astype(np.float64).min(axis=1)
    return find_best(gains, least, lambda row: sorted(map(_divide, row, top)))


def _find_even(everywhere: Units, gains: Units) -> Integers:
    """Return the points whose normalised gains differ least, the best of each party being over all packages."""
    if not len(gains):
        return np.zeros(0, dtype=np.int64)
    top = [value if value > 0 else 1 for value in everywhere.max(axis=0).tolist()]

    def measure(row: list[int]) -> Fraction:
        shares = [*map(_divide, row, top)]
        return min(shares) - max(shares)

    shares = (gains / np.array(top, dtype=float)).astype(np.float64)
    return find_best(gains, shares.min(axis=1) - shares.max(axis=1), measure)


def _divide(gain: float, top: float) -> Fraction:
    return Fraction(gain) / Fraction(top)
