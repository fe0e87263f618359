"""Decimal numbers on a grid of 64-bit integers, so that comparing and adding them is exact.

A utility is a whole number of units; the unit is the same for every party of a game, so gains of different parties can
be compared. Where the numbers of tables have more digits than 64 bits hold, whole numbers of any length take their
place; those of a scenario are then rounded to the finest grid that fits.
Doubles that are no decimals of at most 15 digits, such as products that were rounded, are left as they are and added as
doubles, in the order of the issues: rounding never turns an order round, so the frontier of those sums is found all the
same. The grid says which of the three it is.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from summitry.errors import ScenarioError

Integers: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]
Units: TypeAlias = NDArray[Any]
"""Utilities in units: whole numbers, or doubles where the grid says so."""
Number: TypeAlias = int | float | Decimal | Fraction

LIMIT = 1 << 62
"""No sum over the issues of a game is larger than this, so sums of two of them still fit 64 bits."""
_DIGITS = 15
_SAFE = float(1 << 53)


@dataclass(frozen=True, slots=True)
class Grid:
    """What one unit is worth, and whether every number lies on the grid.

    ``exact`` is False where numbers were rounded, or are doubles (``is_double``) and so carry the rounding of whatever
    made them.
    """

    unit: Fraction
    exact: bool = True
    is_double: bool = False

    def to_units(self, value: Number) -> int:
        """Return a number in units, rounded to the nearest.

        >>> Grid(Fraction(1, 100)).to_units(0.35)
        35
        """
        return round(as_fraction(value) / self.unit)

    def to_floats(self, units: Units) -> Floats:
        """Return units as plain numbers: shape kept, each the double nearest to the exact value where it can be."""
        return np.asarray(units * self.unit.numerator / self.unit.denominator, dtype=np.float64)

    def to_float(self, units: float) -> float:
        """Return units as the double nearest to the exact value."""
        return float(units * self.unit)


def as_fraction(value: Number) -> Fraction:
    """Return the exact value of a number; a float means the shortest decimal that is read as it.

    >>> as_fraction(0.1)
    Fraction(1, 10)

    Raises:
        ScenarioError: it is no finite number.
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, float | np.floating) and math.isfinite(value):
        return Fraction(repr(float(value)))
    try:
        return Fraction(value)
    except (TypeError, ValueError, OverflowError) as error:
        message = f"{value!r} is no finite number; utilities and reservation values are decimals such as 0.35"
        raise ScenarioError(message) from error


def find_grid(rows: Sequence[Sequence[Fraction]], others: Iterable[Fraction], *, rounded: bool = True) -> Grid:
    """Return the grid on which all numbers lie, or the finest that 64 bits hold.

    Args:
        rows: the numbers of each party and issue; a sum takes one of each row at most.
        others: numbers that stand beside those sums, such as reservation values.
        rounded: whether to round where 64 bits are not enough.

    Returns:
        The grid.
    """
    others = tuple(others)
    denominator = math.lcm(
        *(value.denominator for row in rows for value in row), *(value.denominator for value in others)
    )
    largest = sum((max((abs(value) for value in row), default=Fraction(0)) for row in rows), Fraction(0))
    largest = max(largest, *(abs(value) for value in others), Fraction(1, denominator))
    if not rounded or largest * denominator <= LIMIT:
        return Grid(Fraction(1, denominator))
    return (
        Grid(1 / Fraction(int(LIMIT / largest)), exact=False)
        if largest < LIMIT
        else Grid(Fraction(math.ceil(largest / LIMIT)), exact=False)
    )


def scale_floats(tables: Sequence[Floats], reservation: Floats) -> tuple[list[Integers], Integers, Grid] | None:
    """Put plain numbers on a decimal grid, all at once.

    Args:
        tables: arrays of utilities, one an issue.
        reservation: one number a party.

    Returns:
        The tables and the reservation in units, and their grid; None where a number has too many digits for this quick
        way (``find_grid`` is the exact one).
    """
    flat = np.concatenate([*(table.ravel() for table in tables), reservation])
    if not np.isfinite(flat).all():
        return None
    largest = float(np.abs(flat).max(initial=0.0)) * (len(tables) + 1)
    for digits in range(_DIGITS + 1):
        power = 10.0**digits
        if largest * power >= _SAFE:
            return None
        scaled = np.rint(flat * power)
        if np.array_equal(scaled / power, flat):  # the division is rounded correctly, so this is equality of decimals
            units = scaled.astype(np.int64)
            cuts = np.cumsum([table.size for table in tables])
            parts = np.split(units, cuts)
            shaped = [part.reshape(table.shape) for part, table in zip(parts, tables, strict=False)]
            return shaped, parts[-1], Grid(Fraction(1, 10**digits))
    return None
