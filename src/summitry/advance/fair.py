"""Adjusted Winner: two sides divide items so that both get the same points, splitting at most one item.

Each side spreads the same number of points. An item goes to who gave it more; then items go over from who is ahead, the
one with the lowest ratio of points first, until both hold as much. All fractions are exact.

Source: Brams and Taylor 1996, Fair Division, ch. 4.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from summitry.advance.grid import Number, as_fraction
from summitry.advance.positions import read_decimal, read_table
from summitry.advance.scenario import Scenario, weigh
from summitry.advance.spots import read_file
from summitry.errors import ScenarioError

CAUTIONS = (
    "Points can be gamed: a side that knows the other's may gain by giving false ones.",
    "One item is split; sovereignty over a place may not be divisible, and then this division cannot be had.",
)


@dataclass(frozen=True, slots=True)
class Share:
    """An item: the points that each side gave it, and the first side's share of it."""

    item: str
    points: tuple[Fraction, Fraction]
    first: Fraction


@dataclass(frozen=True, slots=True)
class Division:
    """A division of items between two sides.

    ``totals``: points that each side gets by its own count. ``is_envy_free``: nobody would rather have the other's
    part. ``is_equitable``: both get the same points. ``is_efficient``: no exchange serves both.
    """

    parties: tuple[str, str]
    shares: tuple[Share, ...]
    totals: tuple[Fraction, Fraction]
    split: str | None
    is_envy_free: bool
    is_equitable: bool
    is_efficient: bool

    def to_dict(self) -> dict[str, Any]:
        """Return the division for JSON; fractions as text."""
        return {
            "parties": list(self.parties),
            "items": [
                {
                    "item": one.item,
                    "points": [str(point) for point in one.points],
                    "shares": [str(one.first), str(1 - one.first)],
                }
                for one in self.shares
            ],
            "totals": [str(total) for total in self.totals],
            "split": self.split,
            "envy_free": self.is_envy_free,
            "equitable": self.is_equitable,
            "efficient": self.is_efficient,
        }


def divide(
    items: Sequence[str], first: Sequence[Number], second: Sequence[Number], parties: tuple[str, str] = ("A", "B")
) -> Division:
    """Return the Adjusted Winner division.

    >>> found = divide(["harbour", "fishery"], [70, 30], [50, 50])
    >>> [str(share.first) for share in found.shares], [str(total) for total in found.totals]
    (['5/6', '0'], ['175/3', '175/3'])

    Args:
        items: what is divided.
        first: points of the first side, one an item.
        second: points of the second side; they sum to the same.
        parties: what to call the sides.

    Raises:
        ScenarioError: the points are negative, of different sums, or not one an item.
    """
    points = [(as_fraction(a), as_fraction(b)) for a, b in zip(first, second, strict=False)]
    _check(items, first, second, points)
    won = [Fraction(a > b) for a, b in points]
    totals = [sum((a for a, b in points if a > b), Fraction(0)), sum((b for a, b in points if b > a), Fraction(0))]
    for place, (a, b) in enumerate(points):
        if a == b:  # to who is behind
            won[place] = Fraction(totals[0] < totals[1])
            totals[0 if won[place] else 1] += a
    _level(points, won, totals)
    return _judge(parties, tuple(items), points, won)


def _check(
    items: Sequence[str], first: Sequence[Number], second: Sequence[Number], points: list[tuple[Fraction, Fraction]]
) -> None:
    if not items or len(first) != len(items) or len(second) != len(items):
        message = f"{len(items)} items with {len(first)} and {len(second)} points; give both sides one number an item"
        raise ScenarioError(message)
    if len(set(items)) != len(items):
        message = "an item is there twice; names must differ"
        raise ScenarioError(message)
    if any(min(pair) < 0 for pair in points):
        message = "points must not be negative; a side gives 0 to what it does not want"
        raise ScenarioError(message)
    sums = [sum((pair[side] for pair in points), Fraction(0)) for side in (0, 1)]
    if sums[0] != sums[1] or not sums[0]:
        message = f"the sides spread {sums[0]} and {sums[1]} points; both must spread the same, usually 100"
        raise ScenarioError(message)


def _level(points: list[tuple[Fraction, Fraction]], won: list[Fraction], totals: list[Fraction]) -> None:
    """Hand items over from who is ahead until both hold the same; changes ``won``."""
    ahead = 0 if totals[0] >= totals[1] else 1
    behind = 1 - ahead
    held = [place for place, share in enumerate(won) if share == 1 - ahead]

    def ratio(place: int) -> tuple[bool, Fraction, int]:
        own, other = points[place][ahead], points[place][behind]
        return (other == 0, own / other if other else Fraction(0), place)

    for place in sorted(held, key=ratio):
        gap = totals[ahead] - totals[behind]
        if gap <= 0:
            return
        own, other = points[place][ahead], points[place][behind]
        part = min(Fraction(1), gap / (own + other)) if own + other else Fraction(0)
        totals[ahead] -= part * own
        totals[behind] += part * other
        won[place] += part if ahead else -part


def _judge(
    parties: tuple[str, str], items: tuple[str, ...], points: list[tuple[Fraction, Fraction]], won: list[Fraction]
) -> Division:
    totals = (
        sum((share * a for share, (a, _) in zip(won, points, strict=True)), Fraction(0)),
        sum(((1 - share) * b for share, (_, b) in zip(won, points, strict=True)), Fraction(0)),
    )
    whole = sum((a for a, _ in points), Fraction(0))
    return Division(
        parties,
        tuple(Share(item, pair, share) for item, pair, share in zip(items, points, won, strict=True)),
        totals,
        next((item for item, share in zip(items, won, strict=True) if 0 < share < 1), None),
        is_envy_free=min(totals) * 2 >= whole,
        is_equitable=totals[0] == totals[1],
        is_efficient=_is_efficient(points, won),
    )


def _is_efficient(points: list[tuple[Fraction, Fraction]], won: list[Fraction]) -> bool:
    """Tell whether no part of an item of the first side and one of the second could be exchanged to serve both."""
    mine = [pair for pair, share in zip(points, won, strict=True) if share > 0]
    theirs = [pair for pair, share in zip(points, won, strict=True) if share < 1]
    return not any(b * c > a * d or (a == 0 and b > 0) or (d == 0 and c > 0) for a, b in mine for c, d in theirs)


def divide_scenario(scenario: Scenario) -> Division:
    """Divide the issues of a scenario of two sides, each issue's weight taken as points of 100.

    Raises:
        ScenarioError: there are not two sides.
    """
    if len(scenario.parties) != 2:  # noqa: PLR2004  # the method is for two
        message = f"Adjusted Winner divides between two sides; {scenario.id!r} has {len(scenario.parties)}"
        raise ScenarioError(message)
    one, other = scenario.parties
    sums = [sum(weigh(side.weights), Fraction(0)) for side in (one, other)]
    points = [
        [100 * weight / total for weight in weigh(side.weights)] for side, total in zip((one, other), sums, strict=True)
    ]
    return divide([issue.id for issue in scenario.issues], points[0], points[1], (one.id, other.id))


def read_points(path: Path) -> Division:
    """Divide the items of a CSV file: ``item`` and one column of points for each of two sides.

    Raises:
        ScenarioError: the file does not have that form; the message names the line and the column.
    """
    items: list[str] = []
    points: Mapping[str, list[Any]] = {}
    for line, row in read_table(read_file(path), path.name, ()):
        names = list(row)
        if len(names) != 3 or names[0].lower() != "item":  # noqa: PLR2004  # item and two sides
            message = f"{path.name}:1: has the columns {names}; the first line is item and the names of two sides"
            raise ScenarioError(message)
        points = points or {name: [] for name in names[1:]}
        items.append(row[names[0]])
        for name in names[1:]:
            points[name].append(read_decimal(path.name, line, name, row[name]))
    if not items:
        message = f"{path.name}: has no item; give one a line: item,points of one side,points of the other"
        raise ScenarioError(message)
    (one, first), (other, second) = points.items()
    return divide(items, first, second, (one, other))
