"""How far apart the two sides stand on an issue, and how that changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from summitry.records import Stance
from summitry.track.dyads import Dyad
from summitry.track.measures.stands import NO_OBJECT, Stand, latest_of

WIDEST = 4
"""Steps from one end of the scale to the other."""

_ASKS = frozenset({Stance.CLAIMS, Stance.DEMANDS})


class Basis(StrEnum):
    """What a gap rests on."""

    OBJECT = "object"
    """Both sides have a stand on the same object."""
    ISSUE = "issue"
    """They speak of different things within the issue: a rough figure."""


@dataclass(frozen=True, slots=True)
class GapPair:
    """The latest stands of both sides on one thing.

    Attributes:
        left: the stand of the dyad's first state.
        right: that of the second.
        distance: steps between them, 0 to 4.
    """

    left: Stand
    right: Stand
    distance: int


@dataclass(frozen=True, slots=True)
class GapPoint:
    """The gap from a day on.

    Attributes:
        day: day of the stand that changed it.
        distance: mean steps, 0 to 4.
        basis: what it rests on.
        pairs: the pairs of stands that are compared, the furthest apart first.
    """

    day: date
    distance: float
    basis: Basis
    pairs: tuple[GapPair, ...]


@dataclass(frozen=True, slots=True)
class PositionGap:
    """How far apart the two sides stand on one issue.

    Formula: the mean, over the objects on which both sides have a dated stand, of the distance of their latest stands
    on the five steps -2 (rejects) to 2 (accepts, claims, demands). Two sides that claim one object, or of which one
    claims what the other demands, are 4 apart although both stand at 2. Without a common object their latest stands on
    the issue are compared: two that ask, or two that refuse, different things are as far apart as their steps are from
    0 together.

    Source: distances of scaled positions issue by issue as in Thomson, Stokman, Achen and Koenig (eds) 2006, The
    European Union Decides; the five steps are ours.

    Attributes:
        issue: issue key.
        history: the gap each time it changed, oldest first; empty when one side only has spoken.
        stands: keys of all rows that were looked at.
    """

    issue: str
    history: tuple[GapPoint, ...]
    stands: tuple[str, ...] = ()

    @property
    def latest(self) -> GapPoint | None:
        """The gap as it stands, or None when it cannot be told."""
        return self.history[-1] if self.history else None


def measure_distance(left: Stand, right: Stand) -> int:
    """Return the steps between two stands, 0 to 4.

    >>> from datetime import date
    >>> day = date(2014, 2, 8)
    >>> one = Stand("k1", day, "NOR", "NOR", "territory", "reef", Stance.CLAIMS, 2)
    >>> two = Stand("k2", day, "SWE", "SWE", "territory", "reef", Stance.REJECTS, -2)
    >>> measure_distance(one, two), measure_distance(one, one)
    (4, 4)
    """
    same = left.object == right.object != NO_OBJECT
    asking = left.stance in _ASKS and right.stance in _ASKS
    if same:
        rivals = asking and Stance.CLAIMS in {left.stance, right.stance}
    else:
        rivals = asking or (left.step < 0 and right.step < 0)
    return min(WIDEST, abs(left.step) + abs(right.step) if rivals else abs(left.step - right.step))


def find_gaps(dyad: Dyad, stands: Iterable[Stand]) -> tuple[PositionGap, ...]:
    """Return the gap of every issue on which the two states hold something, the widest first.

    Of equals the one on which more is told comes first.

    Args:
        dyad: the pair.
        stands: their stands, from ``find_stands``; those of holders who speak for themselves alone do not count.
    """
    issues: dict[str, list[Stand]] = {}
    for stand in stands:
        if stand.side in dyad and stand.stance is not None:
            issues.setdefault(stand.issue, []).append(stand)
    gaps = [
        PositionGap(issue, _trace(dyad, rows), tuple(stand.key for stand in rows))
        for issue, rows in sorted(issues.items())
    ]
    return tuple(sorted(gaps, key=lambda gap: (-gap.latest.distance if gap.latest else 1.0, -len(gap.stands))))


def _trace(dyad: Dyad, stands: Sequence[Stand]) -> tuple[GapPoint, ...]:
    history: list[GapPoint] = []
    days: dict[date, list[Stand]] = {}
    for stand in stands:
        days.setdefault(stand.day, []).append(stand)
    by_object: dict[tuple[str, str], Stand] = {}
    by_issue: dict[str, Stand] = {}
    for day, rows in sorted(days.items()):
        for stand in rows:
            by_object[stand.object, stand.side] = _pick(rows, stand, same_object=True)
            by_issue[stand.side] = _pick(rows, stand, same_object=False)
        point = _compare(dyad, day, by_object, by_issue)
        if point is not None and (not history or _differs(history[-1], point)):
            history.append(point)
    return tuple(history)


def _pick(rows: Sequence[Stand], like: Stand, *, same_object: bool) -> Stand:
    """Return the stand that counts on a day for the side of one (on its object, or on the whole issue)."""
    if len(rows) == 1:
        return like
    return latest_of(row for row in rows if row.side == like.side and (not same_object or row.object == like.object))


def _compare(
    dyad: Dyad, day: date, by_object: dict[tuple[str, str], Stand], by_issue: dict[str, Stand]
) -> GapPoint | None:
    if not (dyad.left in by_issue and dyad.right in by_issue):
        return None
    common = [thing for thing, side in by_object if side == dyad.left and thing != NO_OBJECT]
    pairs = [
        (by_object[(thing, dyad.left)], by_object[(thing, dyad.right)])
        for thing in common
        if (thing, dyad.right) in by_object
    ]
    basis = Basis.OBJECT if pairs else Basis.ISSUE
    found = [
        GapPair(left, right, measure_distance(left, right))
        for left, right in pairs or [(by_issue[dyad.left], by_issue[dyad.right])]
    ]
    found.sort(key=lambda pair: (-pair.distance, pair.left.object))
    return GapPoint(day, sum(pair.distance for pair in found) / len(found), basis, tuple(found))


def _differs(one: GapPoint, other: GapPoint) -> bool:
    return one.distance != other.distance or one.basis is not other.basis
