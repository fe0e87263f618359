"""Promises as the measures need them: who gave them, at which level, and what became of them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from summitry.knowledge.reasons import level_of
from summitry.records import Action, Level, Office
from summitry.track.dyads import NOBODY, Dyad
from summitry.track.measures.asking import Query, bind_days, load_sql, read_date
from summitry.track.rows import load_list
from summitry.track.values import Status

LADDER = (Level.LEADER, Level.MINISTER, Level.DEPUTY_MINISTER, Level.OFFICIAL)
"""Levels of the executive, highest first."""
RANKS = {**{level: rank for rank, level in enumerate(LADDER, 1)}, Level.MILITARY: 5, Level.PARLIAMENT: 6}
"""Where a level stands, 1 the highest."""
_BY_RANK = {rank: level for level, rank in RANKS.items()}


@dataclass(frozen=True, slots=True)
class Fate:
    """One promise over all documents that tell of it.

    Attributes:
        id: id of the promise.
        telling: key of the row whose words stand for it.
        status: what became of it.
        made: day on which it became known, or None.
        due_from: first day of the window, or None.
        due_to: last day of it, or None.
        settled: day on which it was kept, cancelled or lapsed, or None.
        action: what is promised.
        issues: issue keys.
        place: where, or None.
        givers: country codes of those who gave it, sorted.
        level: level at which it was given: that of the givers' offices (of two sides the one that both reach), else the
            highest contact of the pair that the same document tells of.
        by_office: whether the level was taken from offices.
    """

    id: str
    telling: str
    status: Status
    made: date | None
    due_from: date | None
    due_to: date | None
    settled: date | None
    action: Action
    issues: tuple[str, ...]
    place: str | None
    givers: tuple[str, ...]
    level: Level
    by_office: bool


def find_fates(query: Query, dyad: Dyad, start: date | None, end: date) -> tuple[Fate, ...]:
    """Return the promises of a pair that were made in a stretch of days, sorted by id.

    Args:
        query: the store's query function.
        dyad: the pair.
        start: first day; a promise whose making has no day is left out when it is given.
        end: last day.
    """
    rows = query(load_sql("promises"), bind_days(dyad, start, end))
    fates = (_read(list(group)) for _, group in groupby(rows, key=itemgetter(0)))
    return tuple(fate for fate in fates if start is None or (fate.made is not None and fate.made >= start))


def _read(group: Sequence[tuple[Any, ...]]) -> Fate:
    name, telling, status, made, due_from, due_to, settled, action, issues, _, place = group[0][:11]
    issues = load_list(issues)
    if group[0][15]:  # a person corrected the row
        said = json.loads(group[0][15])
        action, issues, place = said["action"], tuple(said["issues"]), (said["place"] or {}).get("name")
    level, by_office = _find_level([(row[12], row[13]) for row in group], (row[14] for row in group))
    return Fate(
        *(name, telling, Status(status), read_date(made), read_date(due_from), read_date(due_to), read_date(settled)),
        action=Action(action),
        issues=issues,
        place=place,
        givers=tuple(sorted({row[12] for row in group if row[12] and row[12] != NOBODY})),
        level=level,
        by_office=by_office,
    )


def _find_level(givers: Sequence[tuple[str | None, str | None]], met: Iterable[int | None]) -> tuple[Level, bool]:
    """Return the level of a promise, and whether offices tell it; ``givers`` are (country, office)."""
    best: dict[str | None, int] = {}
    for country, office in givers:
        rank = RANKS.get(level_of(Office(office))) if office else None
        if rank is not None:
            best[country] = min(rank, best.get(country, rank))
    if best:
        return _BY_RANK[max(best.values())], True
    ranks = [rank for rank in met if rank is not None]
    return (_BY_RANK[min(ranks)], False) if ranks else (Level.UNKNOWN, False)
