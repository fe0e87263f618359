"""Settle: where many actors on one scale are likely to end, never without how far off that may be.

The compromise is the mean of the positions weighted by power times salience, which approximates the Nash solution when
failing to agree is very bad for everybody; beside it stands the weighted median. The band around it holds 80 % of what
came out in the European Union's decisions: half its width is ``BAND`` times the weighted standard deviation of the
positions, counted as 5 points at least.

Sources: Achen 2006 and Thomson et al. 2006, The European Union Decides; Arregui and Perarnaud 2022, DEU III data,
doi:10.34810/data53, on which ``BAND`` was calibrated (353 issues, compromise weighted by GDP times salience).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from summitry.advance.grid import Floats
from summitry.advance.positions import Standpoint
from summitry.errors import ScenarioError

BAND = 0.979
"""80 % of the errors in DEU III are smaller than this times the spread: ``calibrate_band`` on its 353 issues."""
COVERAGE = 0.8
LEAST_SPREAD = 5.0
"""Spread of positions, in points of a scale of 100, below which errors get no smaller."""
CAUTION = (
    "The band comes from decisions of the European Union on legislation; bargaining over territory or peace may go "
    "further astray."
)


@dataclass(frozen=True, slots=True)
class Settlement:
    """Where the actors may settle on one scale.

    ``compromise`` with its band ``low`` to ``high``, ``median``, and ``spread`` (weighted standard deviation), in the
    scale's own units. ``absent``: actors without a position, or without power or salience, who do not count.
    """

    dimension: str
    compromise: float
    low: float
    high: float
    median: float
    spread: float
    actors: tuple[Standpoint, ...]
    absent: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the settlement for JSON."""
        return {
            "dimension": self.dimension,
            "compromise": self.compromise,
            "band": [self.low, self.high],
            "coverage": COVERAGE,
            "median": self.median,
            "spread": self.spread,
            "actors": [
                {"actor": one.actor, "power": one.power, "position": one.position, "salience": one.salience}
                for one in self.actors
            ],
            "absent": list(self.absent),
        }


def settle_scales(rows: Sequence[Standpoint], scale: tuple[float, float] = (0.0, 100.0)) -> tuple[Settlement, ...]:
    """Return the settlement on each scale, in order of the rows."""
    dimensions = dict.fromkeys(row.dimension for row in rows)
    return tuple(settle_issue([row for row in rows if row.dimension == name], scale) for name in dimensions)


def settle_issue(rows: Sequence[Standpoint], scale: tuple[float, float] = (0.0, 100.0)) -> Settlement:
    """Return where the actors may settle on one scale.

    >>> rows = [Standpoint("A", 2, 0, 50), Standpoint("B", 1, 90, 50), Standpoint("C", 9, None, 50)]
    >>> found = settle_issue(rows)
    >>> round(found.compromise, 1), found.median, found.absent
    (30.0, 0, ('C',))

    Args:
        rows: one an actor.
        scale: the ends of the scale.

    Raises:
        ScenarioError: nobody has a position, power and salience, or the scale has no length.
    """
    low, high = scale
    if not low < high:
        message = f"the scale from {low} to {high} has no length; give its lower end first"
        raise ScenarioError(message)
    present = [row for row in rows if row.position is not None and row.power * row.salience > 0]
    if not present:
        message = "no actor has a position, a power and a salience above 0; nothing can be settled"
        raise ScenarioError(message)
    positions = [row.position for row in present if row.position is not None]
    weights = [row.power * row.salience for row in present]
    compromise = find_compromise(positions, weights)
    spread = find_spread(positions, weights)
    half = BAND * max(spread, LEAST_SPREAD * (high - low) / 100)
    return Settlement(
        present[0].dimension,
        compromise,
        max(low, compromise - half),
        min(high, compromise + half),
        find_median(positions, weights),
        spread,
        tuple(present),
        tuple(row.actor for row in rows if row not in present),
    )


def find_compromise(positions: Sequence[float], weights: Sequence[float]) -> float:
    """Return the weighted mean of positions."""
    return math.fsum(w * x for w, x in zip(weights, positions, strict=True)) / math.fsum(weights)


def find_spread(positions: Sequence[float], weights: Sequence[float]) -> float:
    """Return the weighted standard deviation of positions."""
    mean = find_compromise(positions, weights)
    square = math.fsum(w * (x - mean) ** 2 for w, x in zip(weights, positions, strict=True))
    return math.sqrt(square / math.fsum(weights))


def find_median(positions: Sequence[float], weights: Sequence[float]) -> float:
    """Return the lowest position at which half of the weight is reached.

    >>> find_median([10, 60, 90], [1, 1, 2])
    60
    """
    half = math.fsum(weights) / 2
    reached = 0.0
    ordered = sorted(zip(positions, weights, strict=True))
    for position, weight in ordered:
        reached += weight
        if reached >= half * (1 - 1e-12):
            return position
    return ordered[-1][0]


def calibrate_band(errors: Floats, spreads: Floats, coverage: float = COVERAGE) -> float:
    """Return how many spreads wide the half of a band must be to hold a share of the outcomes.

    Args:
        errors: how far compromises were off, (issues,), points of a scale of 100.
        spreads: weighted standard deviations of the positions, (issues,), the same points.
        coverage: the share.
    """
    return float(np.quantile(np.abs(errors) / np.maximum(spreads, LEAST_SPREAD), coverage))
