"""What each side holds: the latest stand of every holder on every issue and object, with its history."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from summitry.records import ActorKind, Office, Stance
from summitry.track.dyads import NOBODY, Dyad
from summitry.track.measures.asking import Query, bind_days, load_sql

STEPS: Mapping[Stance, int] = {
    Stance.REJECTS: -2,
    Stance.OPPOSES: -1,
    Stance.RESERVES: 0,
    Stance.OFFERS: 1,
    Stance.SUPPORTS: 1,
    Stance.ACCEPTS: 2,
    Stance.CLAIMS: 2,
    Stance.DEMANDS: 2,
}
"""How far a stance goes along with its object, where the row itself does not say."""
OWN_VOICE = frozenset({Office.PARTY_LEADER, Office.LEGISLATOR})
"""Offices whose holders speak for themselves and not for their state."""
OWN_KINDS = frozenset({ActorKind.GROUP, ActorKind.ORGANIZATION})
"""Kinds of actors that speak for themselves."""
NO_OBJECT = "-"
"""The object of a stand that tells none."""

_LEADING = re.compile(r"^(?:(?:the|an?|any|all|its|their|his|her|our|this|that|these|those)\s+)+")

_PARTS = ("holder", "issue", "object", "stance", "claim")


@dataclass(frozen=True, slots=True)
class Stand:
    """One side's position, as one document tells it.

    Attributes:
        key: key of the row.
        day: day of the document.
        holder: actor id.
        side: the country that it speaks for, or the holder's id where it speaks for itself alone.
        issue: issue key.
        object: what it is about, normalised; ``-`` for nothing named.
        stance: what the holder does with it, or None.
        step: -2 rejects, -1 opposes, 0 reserves its stand, 1 goes part of the way, 2 accepts, claims or demands.
        claim: the words.
    """

    key: str
    day: date
    holder: str
    side: str
    issue: str
    object: str
    stance: Stance | None
    step: int
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Trail:
    """What one side held on one object of an issue, over time.

    Attributes:
        side: as in ``Stand``.
        issue: issue key.
        object: as in ``Stand``.
        stands: every stand, oldest first.
    """

    side: str
    issue: str
    object: str
    stands: tuple[Stand, ...]

    @property
    def latest(self) -> Stand:
        """The stand that holds now: that of the last day; of one day's stands the step that most rows tell."""
        return latest_of(self.stands)

    @property
    def turns(self) -> tuple[Stand, ...]:
        """The stands that differ in their step from the one before, the first among them."""
        return tuple(
            stand for index, stand in enumerate(self.stands) if not index or stand.step != self.stands[index - 1].step
        )


def latest_of(stands: Iterable[Stand]) -> Stand:
    """Return the stand of the last day; of that day's stands the step that most rows tell, of equals the outer one.

    Raises:
        ValueError: there are none.
    """
    rows = list(stands)
    if len(rows) == 1:  # by far the most frequent case
        return rows[0]
    last = max(stand.day for stand in rows)
    rows = [stand for stand in rows if stand.day == last]
    told = [stand.step for stand in rows]
    return max(rows, key=lambda stand: (told.count(stand.step), abs(stand.step), stand.step, stand.key))


def find_stands(query: Query, dyad: Dyad, start: date | None, end: date) -> tuple[Stand, ...]:
    """Return the positions of a pair in a stretch of days, oldest first.

    A row's own ``key`` (holder/issue/object) and ``scale`` go before the table ``STEPS`` and a plain normalising of the
    object's words.
    """
    return tuple(_read(row) for row in query(load_sql("positions"), bind_days(dyad, start, end)))


def _read(cells: tuple[Any, ...]) -> Stand:
    key, day, holder, country, kind, office, issue, thing, stance, claim, more, corrected = cells
    said: dict[str, Any] = {} if more == "{}" else json.loads(more)
    if corrected:
        said = json.loads(corrected)
        if said["holder"] != holder:
            country = kind = office = None  # those of the one whom the reader took for the holder
        holder, issue, thing, stance, claim = (said.get(part) for part in _PARTS)
    named = str(said.get("key") or "")
    state = country if country and country != NOBODY else holder.partition("/")[0]
    own = kind in OWN_KINDS or office in OWN_VOICE
    if named:
        own = named.partition("/")[0] != state.lower()
    meant = Stance(stance) if stance else None
    scale = said.get("scale")
    step = int(scale) if isinstance(scale, int | float) else STEPS[meant] if meant else 0
    return Stand(
        *(key, date.fromisoformat(day), holder, holder if own else state, issue),
        object=named.split("/", 2)[-1] if named.count("/") > 1 else normalise(thing or ""),
        stance=meant,
        step=step,
        claim=claim,
    )


@lru_cache(maxsize=1 << 12)
def normalise(thing: str) -> str:
    """Return an object's words in small letters without what leads them in.

    >>> normalise("the  Four Islands"), normalise("")
    ('four-islands', '-')
    """
    return "-".join(re.findall(r"\w+", _LEADING.sub("", thing.strip().lower()))) or NO_OBJECT


def make_trails(stands: Iterable[Stand]) -> tuple[Trail, ...]:
    """Return the stands by issue, object and side, each group oldest first."""
    groups: dict[tuple[str, str, str], list[Stand]] = {}
    for stand in stands:
        groups.setdefault((stand.issue, stand.object, stand.side), []).append(stand)
    return tuple(
        Trail(side, issue, thing, tuple(sorted(rows, key=lambda stand: (stand.day, stand.key))))
        for (issue, thing, side), rows in sorted(groups.items())
    )
