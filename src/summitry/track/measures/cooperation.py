"""Cooperation and conflict: what the two sides did to each other, by month and direction, and smoothed over time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter

from summitry.track.dyads import Dyad
from summitry.track.measures.asking import Query, bind_days, load_sql
from summitry.track.measures.months import list_months, month_of

HALF_LIFE = 3.0
"""Months after which an act weighs half."""
ALL = "all"
"""The direction that holds both sides' acts and those of both together."""


@dataclass(frozen=True, slots=True)
class ToneCell:
    """What was done in one month in one direction.

    Attributes:
        month: ``YYYY-MM``.
        direction: ``JPN>RUS`` (the first acts toward the second), or ``JPN+RUS`` for acts of both together.
        cooperation: sum of the PLOVER scores above 0 (each occurrence once, from 0 to 10).
        conflict: sum of the scores below 0, without their sign.
        goldstein: sum of the Goldstein values.
        occurrences: the occurrences that are counted, in order of day.
        unscored: those among them without a PLOVER score.
    """

    month: str
    direction: str
    cooperation: float
    conflict: float
    goldstein: float
    occurrences: tuple[str, ...]
    unscored: tuple[str, ...] = ()

    @property
    def net(self) -> float:
        """Cooperation less conflict."""
        return self.cooperation - self.conflict


@dataclass(frozen=True, slots=True)
class Smoothed:
    """The state of a relation at the end of a month: weighted means of the months up to it.

    Attributes:
        month: ``YYYY-MM``.
        cooperation: PLOVER points a month.
        conflict: likewise.
        goldstein: Goldstein points a month.
    """

    month: str
    cooperation: float
    conflict: float
    goldstein: float

    @property
    def net(self) -> float:
        """Cooperation less conflict, points a month."""
        return self.cooperation - self.conflict


@dataclass(frozen=True, slots=True)
class Cooperation:
    """Cooperation and conflict of a pair.

    Source: scores of the PLOVER 2.0 manual; Goldstein 1992, A Conflict-Cooperation Scale for WEIS Events Data, Journal
    of Conflict Resolution 36, 369-385, whose sums by month and directed pair these are.

    Attributes:
        dyad: the pair.
        cells: month and direction with anything in it, in order.
        half_life: months after which an act weighs half in ``smoothed``.
        smoothed: direction (``all`` for everything) -> the smoothed months, without a gap.
    """

    dyad: Dyad
    cells: tuple[ToneCell, ...]
    half_life: float
    smoothed: Mapping[str, tuple[Smoothed, ...]]

    def cell(self, month: str, direction: str = ALL) -> ToneCell:
        """Return one month of one direction; of ``all`` the directions together; zeros where nothing was done."""
        picked = [c for c in self.cells if c.month == month and direction in {ALL, c.direction}]
        return ToneCell(
            month,
            direction,
            *(sum(c.cooperation for c in picked), sum(c.conflict for c in picked), sum(c.goldstein for c in picked)),
            occurrences=tuple(name for c in picked for name in c.occurrences),
            unscored=tuple(name for c in picked for name in c.unscored),
        )


def smooth(values: Iterable[float], half_life: float) -> tuple[float, ...]:
    """Return the exponentially weighted means of a series.

    Formula: s(t) = sum over k >= 0 of w^k y(t - k), divided by the sum of w^k, with w = 2^(-1 / half_life); k runs to
    the start of the series, so the first values are means of few and not drawn towards 0.

    Args:
        values: one value a month, without gaps; 0 where nothing was done.
        half_life: months after which a value weighs half, above 0.

    Source: Brown 1959, Statistical Forecasting for Inventory Control; the weights are divided by their sum.

    >>> smooth([8.0, 0.0, 2.0], 1.0)  # (8) / 1, (0 + 8/2) / 1.5, (2 + 0/2 + 8/4) / 1.75
    (8.0, 2.6666666666666665, 2.2857142857142856)
    """
    weight = 2.0 ** (-1.0 / half_life)
    sums = weights = 0.0
    found = []
    for value in values:
        sums = value + weight * sums
        weights = 1.0 + weight * weights
        found.append(sums / weights)
    return tuple(found)


def find_cooperation(
    query: Query,
    dyad: Dyad,
    start: date | None,
    end: date,
    *,
    half_life: float = HALF_LIFE,
    since: date | None = None,
) -> Cooperation:
    """Return cooperation and conflict of a pair by month and direction.

    Args:
        query: the store's query function.
        dyad: the pair.
        start: first day, or None for all there is.
        end: last day; the smoothed series run to its month.
        half_life: months after which an act weighs half.
        since: day on which the ledger began to look at the pair: the smoothed series start in its month, so that a
            treaty of long ago that a document recalls opens no decades of nothing. The first act's month when None.
    """
    cells: dict[tuple[str, str], _Sums] = {}
    together = f"{dyad.left}+{dyad.right}"
    for name, day, source, target, _, score, goldstein in query(load_sql("cooperation"), bind_days(dyad, start, end)):
        place = (day[:7], f"{source}>{target}" if target else together)
        sums = cells.get(place)
        if sums is None:
            sums = cells[place] = _Sums()
        sums.names.append(name)
        sums.goldstein += goldstein or 0.0
        if score is None:
            sums.unscored.append(name)
        elif score > 0:
            sums.cooperation += score
        else:
            sums.conflict -= score
    found = tuple(
        ToneCell(*place, s.cooperation, s.conflict, s.goldstein, tuple(s.names), tuple(s.unscored))
        for place, s in sorted(cells.items(), key=itemgetter(0))
    )
    return Cooperation(dyad, found, half_life, _smooth_cells(found, start or since, end, half_life))


@dataclass(slots=True)
class _Sums:
    """A cell while its rows are read."""

    cooperation: float = 0.0
    conflict: float = 0.0
    goldstein: float = 0.0
    names: list[str] = field(default_factory=list)
    unscored: list[str] = field(default_factory=list)


def _smooth_cells(
    cells: Sequence[ToneCell], start: date | None, end: date, half_life: float
) -> dict[str, tuple[Smoothed, ...]]:
    months = list_months(month_of(start) if start else cells[0].month, month_of(end)) if cells else ()
    place = {month: index for index, month in enumerate(months)}
    cells = [cell for cell in cells if cell.month in place]
    directions = (ALL, *sorted({cell.direction for cell in cells}))
    sums = {direction: [[0.0] * len(months) for _ in range(3)] for direction in directions}
    for cell in cells:
        at = place[cell.month]
        for series in (sums[ALL], sums[cell.direction]):
            series[0][at] += cell.cooperation
            series[1][at] += cell.conflict
            series[2][at] += cell.goldstein
    return {
        direction: tuple(
            Smoothed(*point) for point in zip(months, *(smooth(line, half_life) for line in series), strict=True)
        )
        for direction, series in sums.items()
    }
