"""All pairs of states by month, in one line each: from the roll-up, so that millions of events take seconds."""

from dataclasses import dataclass
from datetime import date

from summitry.track.dyads import Dyad
from summitry.track.measures.asking import BEFORE_ALL, Query, load_sql
from summitry.track.measures.months import month_of


@dataclass(frozen=True, slots=True)
class PairMonth:
    """One pair in one month. ``find_cooperation`` and ``find_contacts`` of the pair give its rows.

    Attributes:
        dyad: the pair.
        month: ``YYYY-MM``.
        occurrences: those that took place or go on.
        contacts: those among them that are consultations.
        summits: contacts of leaders among these.
        score: sum of the PLOVER scores.
        goldstein: sum of the Goldstein values.
    """

    dyad: Dyad
    month: str
    occurrences: int
    contacts: int
    summits: int
    score: float
    goldstein: float


def find_overview(query: Query, start: date | None, end: date) -> tuple[PairMonth, ...]:
    """Return every pair and month in which anything took place, in order.

    Args:
        query: the store's query function.
        start: first day, or None for all there is; its month counts whole.
        end: last day; its month counts whole.
    """
    values = {"start": month_of(start) if start else BEFORE_ALL, "end": month_of(end)}
    names: dict[str, Dyad] = {}
    found = []
    for name, month, occurrences, contacts, summits, score, goldstein in query(load_sql("overview"), values):
        dyad = names.get(name) or names.setdefault(name, Dyad.parse(name))
        found.append(PairMonth(dyad, month, int(occurrences), int(contacts), int(summits), score, goldstein))
    return tuple(found)
