"""What a solved game gives: the packages of each solution, and by what convention and method they were found."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from summitry.advance.game import Package


class Convention(StrEnum):
    """Whose Kalai-Smorodinsky solution is meant."""

    SUMMITRY = "summitry"
    """The normalised gains whose least is highest, then whose second least is (leximin); each side's gain is divided
    by its best in the zone."""
    NEGMAS = "negmas"
    """The normalised gains that differ least; each side's gain is divided by its best over all packages. A reservation
    value below the least utility is raised to it, for Nash and Kalai too, and packages without gain take part."""


@dataclass(frozen=True, slots=True)
class Solutions:
    """The solutions of a game; each a tuple of packages, empty where there is no zone of agreement.

    ``nash_log``: sum of the logarithms of the gains in the Nash package, None without a zone. ``method``: ``frontier``
    (exact) or ``milp`` (one maximiser each, to the gap that ``gap`` names). ``frontier_size`` is None with ``milp``.
    """

    convention: Convention
    nash: tuple[Package, ...]
    kalai_smorodinsky: tuple[Package, ...]
    kalai: tuple[Package, ...]
    welfare: tuple[Package, ...]
    nash_log: float | None
    best_gains: tuple[float, ...] | None
    frontier_size: int | None
    method: str = "frontier"
    gap: float = 0.0

    @property
    def ks(self) -> tuple[Package, ...]:
        """The Kalai-Smorodinsky solution, by its short name."""
        return self.kalai_smorodinsky

    def __getitem__(self, name: str) -> tuple[Package, ...]:
        named = {"nash": self.nash, "ks": self.ks, "kalai_smorodinsky": self.ks, "kalai": self.kalai}
        return (named | {"welfare": self.welfare})[name]

    def to_dict(self) -> dict[str, Any]:
        """Return the solutions for JSON."""
        return {
            "convention": self.convention.value,
            "method": self.method,
            "gap": self.gap,
            "frontier_size": self.frontier_size,
            "nash_log": self.nash_log,
            "best_gains": None if self.best_gains is None else list(self.best_gains),
            "nash": [package.to_dict() for package in self.nash],
            "kalai_smorodinsky": [package.to_dict() for package in self.kalai_smorodinsky],
            "kalai": [package.to_dict() for package in self.kalai],
            "welfare": [package.to_dict() for package in self.welfare],
        }
