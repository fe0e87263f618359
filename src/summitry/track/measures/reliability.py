"""How far each side keeps what it promises: a rate with its interval and its number, never one bare figure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from summitry.track.dyads import Dyad
from summitry.track.measures.fates import Fate
from summitry.track.values import Status

NORMAL_95 = 1.959963984540054
"""The 97.5 % point of the normal distribution."""
WORTH: Mapping[Status, float] = {Status.KEPT: 1.0, Status.KEPT_LATE: 1.0, Status.PARTLY: 0.5, Status.LAPSED: 0.0}
"""What a decided promise counts; every other status is not decided and counts nothing, nor does it count against."""


def wilson_interval(successes: float, trials: int, z: float = NORMAL_95) -> tuple[float, float]:
    """Return the interval for a rate: (0, 1) without trials.

    Formula: (p + z^2/2n -+ z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n), p = successes / n. Half successes are allowed;
    they vary less than whole ones, so the interval is then wider than it need be.

    Source: Wilson 1927, Probable Inference, the Law of Succession, and Statistical Inference, JASA 22, 209-212.

    >>> [round(bound, 3) for bound in wilson_interval(8, 10)]
    [0.49, 0.943]
    """
    if not trials:
        return 0.0, 1.0
    rate = successes / trials
    centre = rate + z * z / (2 * trials)
    spread = z * sqrt(rate * (1 - rate) / trials + z * z / (4 * trials * trials))
    scale = 1 + z * z / trials
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


@dataclass(frozen=True, slots=True)
class SideReliability:
    """How one side kept its promises.

    Formula: rate = (kept + kept late + half of partly) / decided, decided = kept + kept late + partly + lapsed.
    Promises that are open, due, cancelled, superseded or unknown (the ledger did not look) are shown and not counted.

    Source: the three-step scoring of commitments follows the G7 and G20 Research Groups' compliance reports.

    Attributes:
        side: country code.
        promises: status -> ids of the promises that this side gave, alone or with the other.
    """

    side: str
    promises: Mapping[Status, tuple[str, ...]]

    @property
    def decided(self) -> int:
        """The n of the rate."""
        return sum(len(self.promises.get(status, ())) for status in WORTH)

    @property
    def kept(self) -> float:
        """Kept ones, late ones among them, and half of those kept in part."""
        return sum(worth * len(self.promises.get(status, ())) for status, worth in WORTH.items())

    @property
    def rate(self) -> float | None:
        """The rate, from 0 to 1; None while nothing is decided. Show it with ``interval`` and ``decided``."""
        return self.kept / self.decided if self.decided else None

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % Wilson interval of the rate; (0, 1) while nothing is decided."""
        return wilson_interval(self.kept, self.decided)

    def __str__(self) -> str:
        """Return the rate in words, with its interval and n.

        >>> told = {Status.KEPT: ("p-1", "p-2"), Status.PARTLY: ("p-3",), Status.LAPSED: ("p-4",)}
        >>> print(SideReliability("RUS", told | {Status.OPEN: ("p-5",)}))
        RUS: 62 % of 4 decided promises kept (95 % interval 22 to 91 %); 1 open
        >>> print(SideReliability("JPN", {}))
        JPN: no promise decided
        """
        rest = ", ".join(
            f"{len(ids)} {status.value.replace('_', ' ')}"
            for status, ids in sorted(self.promises.items())
            if status not in WORTH and ids
        )
        tail = f"; {rest}" if rest else ""
        if self.rate is None:
            return f"{self.side}: no promise decided{tail}"
        low, high = self.interval
        noun = "promise" if self.decided == 1 else "promises"
        return (
            f"{self.side}: {self.rate:.0%} of {self.decided} decided {noun} kept "
            f"(95 % interval {100 * low:.0f} to {100 * high:.0f} %){tail}"
        ).replace("%", " %", 1)


@dataclass(frozen=True, slots=True)
class Reliability:
    """How each side of a pair kept its promises; ``left`` is that of the dyad's first state."""

    left: SideReliability
    right: SideReliability

    def of(self, side: str) -> SideReliability:
        """Return that of one side.

        Raises:
            KeyError: the pair has no such side.
        """
        for one in (self.left, self.right):
            if one.side == side:
                return one
        raise KeyError(side)


def find_reliability(dyad: Dyad, fates: Iterable[Fate]) -> Reliability:
    """Return how each side kept its promises; one that both gave counts for both.

    Args:
        dyad: the pair.
        fates: its promises, from ``find_fates``.
    """
    rows = list(fates)
    return Reliability(_side(dyad.left, rows), _side(dyad.right, rows))


def _side(side: str, fates: Iterable[Fate]) -> SideReliability:
    promises: dict[Status, list[str]] = {}
    for fate in fates:
        if side in fate.givers:
            promises.setdefault(fate.status, []).append(fate.id)
    return SideReliability(side, {status: tuple(ids) for status, ids in sorted(promises.items())})
