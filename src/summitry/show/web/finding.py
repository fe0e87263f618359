"""What pages ask of a ledger beyond what it answers itself: documents, actors and issues, with the rows on them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from summitry.errors import LedgerError
from summitry.track.ledger import Change, Ledger
from summitry.track.occurrences import load_occurrences
from summitry.track.readings import load_readouts
from summitry.track.rows import TABLES
from summitry.track.store import fetch
from summitry.track.telling import load_rows
from summitry.track.values import Occurrence, Told

LEAST_DIGITS = 8
"""Digits of a document's id that name it."""
MOST = 100
"""Rows of a sort on a page of an actor or an issue."""
_SCANNED = 2000
"""Rows looked through for those of one issue; entries of the history looked through for those of one pair."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it is told: its text, and its rows as people corrected them.

    Attributes:
        id: of the document.
        title: headline, or None.
        published: ISO day or time, or None.
        publisher: outlet or office, or None.
        url: where it came from, or None.
        language: ISO 639-1, or None.
        text: as it was read.
        coder: who read it.
        notes: what the reader could not resolve.
        rows: list -> told rows, in the order of their words.
        occurrences: key of an event's row -> id of its occurrence.
        dyads: pairs of states that it tells of.
    """

    id: str
    title: str | None
    published: str | None
    publisher: str | None
    url: str | None
    language: str | None
    text: str
    coder: str
    notes: tuple[str, ...]
    rows: dict[str, tuple[Told[Any], ...]]
    occurrences: dict[str, str]
    dyads: tuple[str, ...]


def find_reading(ledger: Ledger, name: str) -> Reading:
    """Return a document by its id or its first digits (8 at least).

    Raises:
        LedgerError: there is none, or several begin so.
    """
    sql = (
        "SELECT r.key, d.id FROM document d JOIN reading r ON r.document = d.key "
        "WHERE d.id >= :low AND d.id < :high AND r.speaks = 1 ORDER BY d.id LIMIT 2"
    )
    found = ledger.store.query(sql, {"low": name, "high": f"{name}g"}) if len(name) >= LEAST_DIGITS else []
    if len(found) != 1:
        message = f"{'no' if not found else 'more than one'} document {name!r}; give the first digits of one's id"
        raise LedgerError(message)
    key = found[0][0]
    readout = next(load_readouts(ledger.store, [key]))
    rows: dict[str, tuple[Told[Any], ...]] = {}
    occurrences: dict[str, str] = {}
    for name_of_list, table in TABLES.items():
        keys = ledger.store.query(f"SELECT key FROM {table.name} WHERE reading = :key", {"key": key})  # noqa: S608  # our own tables
        told = list(load_rows(ledger.store, name_of_list, [one for (one,) in keys]))
        rows[name_of_list] = tuple(sorted((row for _, row in told), key=lambda row: (row.row.evidence, row.key)))
        if name_of_list == "events":
            by_key = dict(told)
            sql = (
                "SELECT p.event, o.id FROM occurrence_report p JOIN occurrence o ON o.key = p.occurrence "
                "WHERE p.event IN (:keys)"
            )
            occurrences = {by_key[event].key: one for event, one in fetch(ledger.store, sql, by_key) if event in by_key}
    dyads = ledger.store.query("SELECT DISTINCT dyad FROM dyad_row WHERE reading = :key ORDER BY dyad", {"key": key})
    document, coder = readout.document, readout.coder
    return Reading(
        document.id,
        document.title,
        document.published,
        document.publisher,
        document.url,
        document.language,
        document.text,
        f"{coder.name} {coder.version}".strip() if coder else "",
        readout.notes,
        rows,
        occurrences,
        tuple(dyad for (dyad,) in dyads),
    )


@dataclass(frozen=True, slots=True)
class ActorSeen:
    """An actor over all documents.

    Attributes:
        id: of the actor.
        name: the name that most documents give.
        names: all of them, most used first.
        country: country code.
        kind: what sort of actor.
        offices: (office, first day, last day, documents) as documents resolved it, by first day.
        documents: how many name it.
        occurrences: the latest in which it takes part.
        rows: list -> the latest rows in which it speaks, holds or promises.
    """

    id: str
    name: str
    names: tuple[str, ...]
    country: str
    kind: str
    offices: tuple[tuple[str, str, str, int], ...]
    documents: int
    occurrences: tuple[Occurrence, ...]
    rows: dict[str, tuple[Told[Any], ...]]


def find_actor(ledger: Ledger, actor: str) -> ActorSeen:
    """Return an actor.

    Raises:
        LedgerError: no document that speaks names it.
    """
    query = ledger.store.query
    values: dict[str, object] = {"actor": actor, "most": MOST}
    told = "FROM actor a JOIN reading r ON r.key = a.reading AND r.speaks = 1 WHERE a.id = :actor"
    names = query(f"SELECT a.name, a.country, a.kind, count(*) {told} GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1", values)
    if not names:
        message = f"no document names an actor {actor!r}; actors are linked from the pages of relationships"
        raise LedgerError(message)
    sql = (
        f"SELECT a.office, min(r.day), max(r.day), count(*) {told} "
        "AND a.office IS NOT NULL GROUP BY a.office ORDER BY 2, 1"
    )
    offices = tuple((office, first or "", last or "", number) for office, first, last, number in query(sql, values))
    sql = (
        "SELECT DISTINCT o.key, o.day FROM participant p JOIN occurrence_report t ON t.event = p.row "
        "JOIN occurrence o ON o.key = t.occurrence WHERE p.actor = :actor AND p.list = 'events' "
        "ORDER BY o.day DESC, o.key DESC LIMIT :most"
    )
    occurrences = load_listed(ledger, [key for key, _ in query(sql, values)])
    rows = {}
    for name in ("statements", "positions", "commitments"):
        sql = (
            f"SELECT DISTINCT p.row, r.day FROM participant p JOIN {TABLES[name].name} t ON t.key = p.row "  # noqa: S608
            f"JOIN reading r ON r.key = t.reading AND r.speaks = 1 WHERE p.actor = :actor AND p.list = '{name}' "
            f"AND p.role IN ('speaker', 'speakers', 'holder', 'by') ORDER BY r.day DESC, p.row DESC LIMIT :most"
        )
        rows[name] = _load_newest(ledger, name, [key for key, _ in query(sql, values)])
    return ActorSeen(
        actor,
        names[0][0],
        tuple(dict.fromkeys(name for name, *_ in names)),
        names[0][1],
        names[0][2],
        offices,
        sum(number for *_, number in names),
        occurrences,
        rows,
    )


@dataclass(frozen=True, slots=True)
class IssueSeen:
    """An issue over all pairs.

    Attributes:
        issue: issue key.
        dyads: (pair, rows) by how much is told on it.
        occurrences: the latest on it.
        positions: the latest stands on it.
    """

    issue: str
    dyads: tuple[tuple[str, int], ...]
    occurrences: tuple[Occurrence, ...]
    positions: tuple[Told[Any], ...]


def list_issues(ledger: Ledger) -> list[tuple[str, int, int]]:
    """Return (issue, rows, pairs) of every issue that is named, most named first."""
    sql = "SELECT issue, sum(rows), count(DISTINCT dyad) FROM issue_month GROUP BY issue ORDER BY 2 DESC, 1"
    return [(issue, int(rows), int(pairs)) for issue, rows, pairs in ledger.store.query(sql)]


def find_issue(ledger: Ledger, issue: str) -> IssueSeen:
    """Return an issue.

    Raises:
        LedgerError: nothing in the ledger names it.
    """
    values = {"issue": issue, "pattern": f"%{json.dumps(issue, ensure_ascii=False)}%", "most": MOST}
    query = ledger.store.query
    sql = "SELECT dyad, sum(rows) FROM issue_month WHERE issue = :issue GROUP BY dyad ORDER BY 2 DESC, 1"
    dyads = tuple((dyad, int(rows)) for dyad, rows in query(sql, values))
    if not dyads:
        known = ", ".join(name for name, _, _ in list_issues(ledger)[:8]) or "none"
        message = f"nothing in the ledger names the issue {issue!r}; issues named most: {known}"
        raise LedgerError(message)
    sql = "SELECT key FROM occurrence WHERE issues LIKE :pattern ORDER BY day DESC, key DESC LIMIT :most"
    occurrences = load_listed(ledger, [key for (key,) in query(sql, values)])
    sql = (
        "SELECT t.key FROM position t JOIN reading r ON r.key = t.reading AND r.speaks = 1 WHERE t.issue = :issue "
        "ORDER BY r.day DESC, t.key DESC LIMIT :most"
    )
    positions = _load_newest(ledger, "positions", [key for (key,) in query(sql, values)])
    return IssueSeen(issue, dyads, tuple(one for one in occurrences if issue in one.issues), positions)


def find_latest(ledger: Ledger, dyad: str, name: str, most: int, issue: str = "") -> tuple[Told[Any], ...]:
    """Return the rows of a pair told last, newest first; of one issue if it is given."""
    sql = "SELECT row FROM dyad_row WHERE dyad = :dyad AND list = :list ORDER BY day DESC, row DESC LIMIT :most"
    values = {"dyad": dyad, "list": name, "most": _SCANNED if issue else most}
    keys = [key for (key,) in ledger.store.query(sql, values)]
    rows = _load_newest(ledger, name, keys)
    return tuple(told for told in rows if not issue or issue in told.row.issues)[:most]


def find_rows(ledger: Ledger, dyad: str, name: str) -> tuple[Told[Any], ...]:
    """Return the rows of a pair told last, newest first, as many as are looked through."""
    return find_latest(ledger, dyad, name, _SCANNED)


def find_changes(ledger: Ledger, subjects: Iterable[str], since: str = "") -> list[Change]:
    """Return the history of what is named, newest first, since a time (ISO 8601)."""
    named = frozenset(subjects)
    sql = "SELECT at, kind, subject, detail FROM change WHERE at >= :since ORDER BY number DESC LIMIT :most"
    found = (Change(*record) for record in ledger.store.query(sql, {"since": since, "most": _SCANNED}))
    return [one for one in found if any(part in named for part in one.subject.split())]


def load_listed(ledger: Ledger, keys: list[int]) -> tuple[Occurrence, ...]:
    """Return occurrences by key, newest first."""
    found = load_occurrences(ledger.store, keys).values()
    return tuple(sorted(found, key=lambda one: (str(one.start or one.first_known or ""), one.id), reverse=True))


def load_reports(ledger: Ledger, name: str) -> tuple[Told[Any], ...]:
    """Return the reports of an occurrence, in order of publication."""
    sql = (
        "SELECT p.event FROM occurrence o JOIN occurrence_report p ON p.occurrence = o.key WHERE o.id = :id "
        "ORDER BY p.event"
    )
    keys = [key for (key,) in ledger.store.query(sql, {"id": name})]
    rows = [told for _, told in load_rows(ledger.store, "events", keys)]
    return tuple(sorted(rows, key=lambda told: (told.published or date.max, told.key)))


def load_bound(ledger: Ledger, name: str) -> list[tuple[str, str, str, str]]:
    """Return (pair, promise, relation, reason) of the promises on which an occurrence bears."""
    sql = "SELECT dyad, promise, relation, reason FROM commitment_link WHERE target = :id ORDER BY 1, 2, 3"
    return [tuple(record) for record in ledger.store.query(sql, {"id": name})]


def _load_newest(ledger: Ledger, name: str, keys: list[int]) -> tuple[Told[Any], ...]:
    rows = [told for _, told in load_rows(ledger.store, name, keys)]
    return tuple(sorted(rows, key=lambda told: (str(told.published or ""), told.key), reverse=True))
