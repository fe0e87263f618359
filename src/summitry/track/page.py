"""A pair's page: the headline figures and latest rows of a relationship, quick however much the ledger holds."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from summitry.records import Commitment
from summitry.track.dyads import Dyad
from summitry.track.following import load_promises
from summitry.track.ledger import Ledger
from summitry.track.occurrences import load_occurrences
from summitry.track.telling import load_rows
from summitry.track.values import Occurrence, Promise, Told

LATEST = 25
"""Rows of each sort on a page."""


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a pair: what took place in it."""

    month: str
    occurrences: int
    contacts: int
    score: float
    goldstein: float


@dataclass(frozen=True, slots=True)
class Page:
    """What a pair's page shows at first sight.

    Attributes:
        dyad: the pair.
        on: the ledger's last day.
        months: every month in which something took place.
        attention: (month, issue, rows) of what was done, said and held.
        occurrences: the latest ones, newest first.
        pending: promises that are open or due, the most urgent first.
        settled: the promises settled last, newest first.
        positions: the stands told last, newest first.
        statements: the quotations told last, newest first.
    """

    dyad: Dyad
    on: date | None
    months: tuple[Month, ...]
    attention: tuple[tuple[str, str, int], ...]
    occurrences: tuple[Occurrence, ...]
    pending: tuple[tuple[Promise, Told[Commitment]], ...]
    settled: tuple[tuple[Promise, Told[Commitment]], ...]
    positions: tuple[Told[Any], ...]
    statements: tuple[Told[Any], ...]


def make_page(ledger: Ledger, dyad: Dyad | str, latest: int = LATEST) -> Page:
    """Return what a pair's page shows.

    Args:
        ledger: where it is recorded.
        dyad: the pair.
        latest: rows of each sort at most.
    """
    pair = Dyad.parse(dyad) if isinstance(dyad, str) else dyad
    ledger.freshen(pair)
    query, values = ledger.store.query, {"dyad": str(pair), "most": latest}
    months = query(
        "SELECT month, occurrences, contacts, score, goldstein FROM pair_month WHERE dyad = :dyad ORDER BY month",
        values,
    )
    attention = query(
        "SELECT month, issue, sum(rows) FROM issue_month WHERE dyad = :dyad GROUP BY month, issue ORDER BY 1, 2", values
    )
    keys = query(
        "SELECT occurrence FROM occurrence_dyad WHERE dyad = :dyad ORDER BY day DESC, occurrence DESC LIMIT :most",
        values,
    )
    found = load_occurrences(ledger.store, [key for (key,) in keys])
    occurrences = sorted(
        found.values(), key=lambda one: (str(one.start or one.first_known or ""), one.id), reverse=True
    )
    pending = "status IN ('open', 'due') ORDER BY coalesce(due_to, '9999'), id"
    settled = "status NOT IN ('open', 'due') ORDER BY coalesce(settled, due_to, made, '') DESC, id"
    return Page(
        dyad=pair,
        on=ledger.last_day(),
        months=tuple(Month(*record) for record in months),
        attention=tuple((month, issue, int(rows)) for month, issue, rows in attention),
        occurrences=tuple(occurrences),
        pending=tuple(load_promises(ledger.store, str(pair), f"{pending} LIMIT {int(latest)}")),
        settled=tuple(load_promises(ledger.store, str(pair), f"{settled} LIMIT {int(latest)}")),
        positions=_latest_rows(ledger, "positions", values),
        statements=_latest_rows(ledger, "statements", values),
    )


def _latest_rows(ledger: Ledger, name: str, values: dict[str, object]) -> tuple[Told[Any], ...]:
    sql = "SELECT row FROM dyad_row WHERE dyad = :dyad AND list = :list ORDER BY day DESC, row DESC LIMIT :most"
    keys = [key for (key,) in ledger.store.query(sql, {**values, "list": name})]
    rows = [told for _, told in load_rows(ledger.store, name, keys)]
    return tuple(sorted(rows, key=lambda told: (str(told.published or ""), told.key), reverse=True))
