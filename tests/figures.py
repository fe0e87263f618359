"""What a measurement gives: a figure with its interval, and how intervals are drawn."""

import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

Unit = TypeVar("Unit")

CEILING = "(at most)"
"""Ends the name of a figure that had better be low."""

OUTER = 0.025
"""Share of the resampled values that lies on either side of an interval."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value; the bounds of its 95 % interval where one was drawn; on how many units it was counted."""

    value: float
    low: float | None = None
    high: float | None = None
    units: int | None = None

    def as_row(self) -> dict[str, float | int]:
        """Return the figure for a JSON file, without what it lacks."""
        row = {"value": self.value, "low": self.low, "high": self.high, "units": self.units}
        return {name: round(value, 4) for name, value in row.items() if value is not None}


def as_figures(values: Mapping[str, "Figure | float"]) -> dict[str, Figure]:
    """Return figures for plain values, which have no interval."""
    return {name: value if isinstance(value, Figure) else Figure(float(value)) for name, value in values.items()}


def resample(
    groups: Sequence[Sequence[Unit]], count: Callable[[list[Unit]], float | None], times: int
) -> tuple[float, float]:
    """Return the 95 % percentile interval of a count over groups of units drawn with replacement.

    Args:
        groups: units that belong together, such as those of one text; drawn together.
        count: what is counted; None where the units drawn hold nothing to count.
        times: how often to draw; the seed is fixed.
    """
    draw = random.Random(0)  # noqa: S311  # no secret hangs on it
    values = []
    for _ in range(times):
        value = count([unit for group in draw.choices(groups, k=len(groups)) for unit in group])
        if value is not None:
            values.append(value)
    values.sort()
    if not values:
        return 0.0, 0.0
    return values[int(OUTER * len(values))], values[max(0, int((1 - OUTER) * len(values)) - 1)]


def share(flags: Sequence[float]) -> float | None:
    """Return the mean of what is true or false, None for an empty list."""
    return sum(flags) / len(flags) if flags else None


def f1(hits: float, predicted: float, gold: float) -> float:
    """Return the harmonic mean of precision and recall.

    >>> f1(2, 4, 4)
    0.5
    """
    return 2 * hits / (predicted + gold) if predicted + gold else 0.0


def calibration_error(rated: Sequence[tuple[float, float]], bins: int = 10) -> float:
    """Return the expected calibration error: how far confidence is from the share of right ones, over bins of equal width.

    Args:
        rated: confidence between 0 and 1, and whether it was right.
        bins: how many.

    >>> round(calibration_error([(0.9, 1), (0.9, 0)]), 3)
    0.4
    """
    filled: dict[int, list[tuple[float, float]]] = {}
    for confidence, right in rated:
        filled.setdefault(min(int(confidence * bins), bins - 1), []).append((confidence, right))
    apart = (
        abs(sum(confidence for confidence, _ in each) - sum(right for _, right in each)) for each in filled.values()
    )
    return sum(apart) / len(rated) if rated else 0.0


@cache
def shared_reader() -> Any:
    """Return one reader for all measurements: loading takes seconds."""
    from summitry.read.reader import open_reader

    return open_reader()


def read_lines(path: Any) -> list[dict[str, Any]]:
    """Read a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
