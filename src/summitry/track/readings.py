"""Stored readings as readouts again, and the hash of all that a ledger says."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from summitry.records import Document, Readout
from summitry.track.adding import make_coder
from summitry.track.rows import ACTORS, TABLES
from summitry.track.store import Store, fetch

_HEAD = """
SELECT r.key, d.id, r.title, r.published, r.language, d.text, r.publisher, r.url, r.notes,
    u.coder, u.version, u.model, u.tables
FROM reading r JOIN document d ON d.key = r.document JOIN run u ON u.key = r.run
WHERE r.key IN (:keys)
"""

_EDGES = """
WITH named AS (
    SELECT substr(d.id, 1, 16) || '/' || e.id AS name, e.key AS key
    FROM event e JOIN reading r ON r.key = e.reading JOIN document d ON d.key = r.document
)
SELECT CASE WHEN a.name < b.name THEN a.name ELSE b.name END, CASE WHEN a.name < b.name THEN b.name ELSE a.name END,
    g.judgement, g.score, g.reason
FROM edge g JOIN named a ON a.key = g.left_event JOIN named b ON b.key = g.right_event
"""

_READINGS = """
SELECT d.id, u.id, r.digest, r.speaks
FROM reading r JOIN document d ON d.key = r.document JOIN run u ON u.key = r.run
"""

_OCCURRENCES = """
SELECT id, event_type, mode, modality, level, start_day, end_day, place, documents, sources, detail FROM occurrence
"""

_PAIRS = """
SELECT p.dyad, p.day, o.id, p.source, p.target FROM occurrence_dyad p JOIN occurrence o ON o.key = p.occurrence
"""

SAID = (
    "SELECT id, text FROM document",
    _READINGS,
    _EDGES,
    _OCCURRENCES,
    _PAIRS,
    "SELECT dyad, id, status, due_from, due_to, settled, detail FROM promise",
    "SELECT dyad, promise, relation, target, day FROM commitment_link",
    "SELECT dyad, month, source, event_type, level, occurrences, score FROM dyad_month",
    "SELECT dyad, month, issue, list, rows FROM issue_month",
    "SELECT list, row, action, field, new FROM correction WHERE undone IS NULL",
    "SELECT left_row, right_row, judgement FROM ruling WHERE undone IS NULL",
)
"""What a ledger says, without the order in which and the times at which it came to say it."""


def load_readouts(store: Store, keys: list[int]) -> Iterator[Readout]:
    """Yield readings as readouts, in the order of their keys."""
    heads = {record[0]: record[1:] for record in fetch(store, _HEAD, keys)}
    lists: dict[str, dict[int, list[Any]]] = {}
    for name, table in (("actors", ACTORS), *TABLES.items()):
        order = "position" if name == "actors" else "key"
        sql = (
            f"SELECT reading, {order}, {', '.join(table.columns)} FROM {table.name} "  # noqa: S608  # our own tables
            f"WHERE reading IN (:keys) ORDER BY {order}"
        )
        found: dict[int, list[Any]] = {}
        for record in fetch(store, sql, keys):
            found.setdefault(record[0], []).append(table.decode(record[2:]))
        lists[name] = found
    for key in keys:
        *document, notes, coder, version, model, tables = heads[key]
        rows: dict[str, Any] = {name: tuple(found.get(key, ())) for name, found in lists.items()}
        made = make_coder(coder, version, model, tables)
        yield Readout(document=Document(*document), notes=tuple(json.loads(notes)), coder=made, **rows)


def take_fingerprint(store: Store) -> str:
    """Return a hash of all that a ledger says."""
    digest = hashlib.sha256()
    for sql in SAID:
        for line in sorted(json.dumps(record, ensure_ascii=False) for record in store.query(sql)):
            digest.update(line.encode())
    return digest.hexdigest()
