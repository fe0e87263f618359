"""Adding readouts: one transaction a batch, each readout once, whatever the order.

What documents say is stored first; then it is settled which reading speaks for each document, and what is drawn from
the rows (participants, pairs, blocks for merging) is kept for the readings that speak alone.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter

from summitry.records import Coder, Event, Readout
from summitry.track.corrections import find_row, load_corrections, load_ruled_reports, overlay, sort_corrections
from summitry.track.dyads import NO_SIDE, Direction, find_directions
from summitry.track.merge import find_keys, sketch
from summitry.track.merge.blocking import Keys
from summitry.track.rows import ACTORS, TABLES, Flat, flatten, name_actors
from summitry.track.store import Store, change, fetch
from summitry.track.telling import BITS, load_rows, read_day, tell
from summitry.track.values import Told

NOBODY = Coder("unknown")
"""Coder of a readout that does not tell who coded it."""

LARGEST = 1 << BITS
"""Rows that one list of a reading can have."""

_READING = (
    "key",
    "document",
    "run",
    "digest",
    "title",
    "published",
    "day",
    "publisher",
    "url",
    "language",
    "notes",
    "speaks",
)
_RUN = ("key", "id", "coder", "version", "model", "tables", "precedence")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A readout that was not added, and why."""

    document: str
    reason: str


@dataclass(slots=True)
class Batch:
    """What adding a batch has done so far.

    Attributes:
        documents: new documents.
        readings: new readings.
        known: readouts that the ledger had already.
        refused: readouts that cannot be stored.
        raised: events of readings that now speak, as told, by key.
        sought: blocking keys of those events.
        lowered: keys of events that no longer speak.
        dyads: pairs whose rows changed.
        history: (document id, ``added`` or ``recoded``) of each new reading.
        written: the readouts just stored, by key of the reading.
        unsettled: keys of the documents of which it has to be settled which reading speaks.
        sketches: sketches of new documents' texts, by id.
    """

    documents: int = 0
    readings: int = 0
    known: int = 0
    refused: list[Refusal] = field(default_factory=list)
    raised: dict[int, Told[Event]] = field(default_factory=dict)
    sought: dict[int, Keys] = field(default_factory=dict)
    lowered: set[int] = field(default_factory=set)
    dyads: set[str] = field(default_factory=set)
    history: list[tuple[str, str]] = field(default_factory=list)
    written: dict[int, tuple[Readout, Flat]] = field(default_factory=dict)
    unsettled: set[int] = field(default_factory=set)
    sketches: dict[str, bytes] = field(default_factory=dict)


def store_readouts(store: Store, readouts: Sequence[Readout], at: str) -> Batch:
    """Store a batch of readouts; call it inside ``store.writing()``.

    Args:
        store: the ledger's store.
        readouts: what to add; those that are known already change nothing.
        at: time of adding, ISO 8601.

    Returns:
        What was done; merging and following go on from it.
    """
    batch = Batch()
    sound = [readout for readout in readouts if _is_sound(readout, batch)]
    documents = _find_documents(store, sound, batch, at)
    new = set(documents.values()) - {key for key, _, _ in _find_known(store, documents.values())}
    runs = _find_runs(store, sound)
    known = _find_known(store, documents.values())
    (last,) = store.query("SELECT coalesce(max(key), 0) FROM reading")[0]
    written: dict[int, tuple[Readout, Flat]] = {}
    records = []
    for readout in sound:
        flat = flatten(readout)
        document, run = documents[readout.document.id], runs[_run_id(readout.coder or NOBODY)]
        if (document, run, flat.digest) in known:
            batch.known += 1
            continue
        known.add((document, run, flat.digest))
        last += 1
        written[last] = (readout, flat)
        batch.history.append((readout.document.id, "added" if document in new else "recoded"))
        new.discard(document)
        head = readout.document
        day = read_day(head.published)
        notes = json.dumps(readout.notes, ensure_ascii=False)
        records.append(
            (
                *(last, document, run, flat.digest, head.title, head.published, day and day.isoformat()),
                *(head.publisher, head.url, head.language, notes, 0),
            )
        )
    batch.readings = len(written)
    store.insert("reading", _READING, records)
    _write_rows(store, written)
    batch.written = written
    batch.unsettled = {documents[readout.document.id] for readout, _ in written.values()}
    return batch


def postpone(store: Store, batch: Batch) -> None:
    """Note that what a batch stored has still to be settled."""
    known = set(fetch(store, "SELECT document FROM unsettled WHERE document IN (:keys)", batch.unsettled))
    store.insert("unsettled", ("document",), [(key,) for key in sorted(batch.unsettled) if (key,) not in known])


def take_unsettled(store: Store, most: int) -> Batch:
    """Return a batch of documents whose settling was postponed; empty when there is none."""
    batch = Batch()
    sql = "SELECT document FROM unsettled ORDER BY document LIMIT :most"
    batch.unsettled = {key for (key,) in store.query(sql, {"most": most})}
    change(store, "DELETE FROM unsettled WHERE document IN (:keys)", batch.unsettled)
    return batch


def _is_sound(readout: Readout, batch: Batch) -> bool:
    document = readout.document
    reason = ""
    if not document.text.strip():
        reason = readout.notes[0] if readout.notes else "the document is empty"
    elif "\x00" in document.text:
        reason = "the text holds NUL characters, which a database cannot keep; read the source again"
    elif any(len(getattr(readout, name)) >= LARGEST for name in TABLES):
        reason = f"a list has {LARGEST} rows or more; split the document"
    else:
        try:
            document.text.encode()
        except UnicodeEncodeError as error:
            reason = f"the text holds half a character at {error.start}; read the source again"
    if reason:
        batch.refused.append(Refusal(document.id, reason))
    return not reason


def _find_documents(store: Store, readouts: Sequence[Readout], batch: Batch, at: str) -> dict[str, int]:
    """Return the keys of the documents, new ones written."""
    ids = list(dict.fromkeys(readout.document.id for readout in readouts))
    found: dict[str, int] = dict(fetch(store, "SELECT id, key FROM document WHERE id IN (:keys)", ids))
    (last,) = store.query("SELECT coalesce(max(key), 0) FROM document")[0]
    new = []
    for readout in readouts:
        document = readout.document
        if document.id not in found:
            last += 1
            found[document.id] = last
            made = batch.sketches[document.id] = sketch(document.text)
            new.append((last, document.id, document.text, made.hex(), None, at))
    store.insert("document", ("key", "id", "text", "sketch", "supersedes", "recorded"), new)
    batch.documents = len(new)
    return found


def _find_runs(store: Store, readouts: Sequence[Readout]) -> dict[str, int]:
    found: dict[str, int] = dict(store.query("SELECT id, key FROM run"))
    last = max(found.values(), default=0)
    for coder in dict.fromkeys(readout.coder or NOBODY for readout in readouts):
        run = _run_id(coder)
        if run not in found:
            last += 1
            found[run] = last
            row = (last, run, coder.name, coder.version, coder.model, coder.tables, _precede(coder))
            store.insert("run", _RUN, [row])
    return found


def make_coder(name: str, version: str, model: str, tables: str) -> Coder | None:
    """Return the coder of a stored run; None for a run whose readouts did not tell."""
    coder = Coder(name, version, model, tables)
    return None if coder == NOBODY else coder


def _run_id(coder: Coder) -> str:
    content = f"{coder.name}\n{coder.version}\n{coder.model}\n{coder.tables}"
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _precede(coder: Coder) -> str:
    """Return a text that sorts later coders after earlier ones: numbers of versions count as numbers."""

    def widen(version: str) -> str:
        return re.sub(r"\d+", lambda number: number.group().zfill(8), version)

    known = "0" if coder == NOBODY else "1"
    return "|".join((known, widen(coder.version), widen(coder.model), coder.name, coder.tables))


def _find_known(store: Store, documents: Iterable[int]) -> set[tuple[int, int, str]]:
    sql = "SELECT document, run, digest FROM reading WHERE document IN (:keys)"
    return {(document, run, digest) for document, run, digest in fetch(store, sql, documents)}


def _write_rows(store: Store, written: dict[int, tuple[Readout, Flat]]) -> None:
    store.insert(
        "actor",
        ("reading", "position", *ACTORS.columns),
        ((key, place, *cells) for key, (_, flat) in written.items() for place, cells in enumerate(flat.actors)),
    )
    for name, table in TABLES.items():
        store.insert(
            table.name,
            ("key", "reading", *table.columns),
            (
                ((key << BITS) + place, key, *cells)
                for key, (_, flat) in written.items()
                for place, cells in enumerate(flat.lists[name])
            ),
        )


def settle_speakers(store: Store, batch: Batch) -> None:
    """Let the reading of the latest coder speak for each document; among equals the earliest dated, then by digest."""
    sql = (
        "SELECT r.document, r.key, r.speaks, u.precedence, coalesce(r.day, '9999'), r.digest FROM reading r "
        "JOIN run u ON u.key = r.run WHERE r.document IN (:keys)"
    )
    best: dict[int, tuple[Any, ...]] = {}
    speaking: dict[int, int] = {}
    for document, key, speaks, precedence, day, digest in fetch(store, sql, batch.unsettled):
        if speaks:
            speaking[document] = key
        rank = (precedence, _Reversed((day, digest)), key)
        if document not in best or rank > best[document]:
            best[document] = rank
    changed = [(document, rank[-1]) for document, rank in best.items() if speaking.get(document) != rank[-1]]
    lower(store, [speaking[document] for document, _ in changed if document in speaking], batch)
    change(store, "UPDATE reading SET speaks = 1 WHERE key IN (:keys)", [key for _, key in changed])
    told: dict[int, dict[str, dict[int, Told[Any]]]] = {}
    for _, key in changed:
        if key in batch.written:
            readout, _ = batch.written[key]
            rows = tell(readout, batch.sketches.get(readout.document.id) or sketch(readout.document.text))
            told[key] = {n: {(key << BITS) + i: t for i, t in enumerate(rows[n])} for n in rows}
        else:
            told[key] = _load_reading(store, key)
    raise_rows(store, _correct(store, told), batch)


def _correct(
    store: Store, told: dict[int, dict[str, dict[int, Told[Any]]]]
) -> dict[int, dict[str, dict[int, Told[Any]]]]:
    """Lay what people decided over the rows of readings, and note what it changed."""
    corrections, rulings = sort_corrections(load_corrections(store)), load_ruled_reports(store)
    if not corrections and not rulings:
        return told
    found: dict[int, dict[str, dict[int, Told[Any]]]] = {}
    noted, ruled = [], []
    for reading, lists in told.items():
        document = next((one.document[:16] for rows in lists.values() for one in rows.values()), "")
        found[reading], _ = overlay(lists, corrections.get(document, ()))
        for name, rows in lists.items():
            adapter: TypeAdapter[Any] = TypeAdapter(TABLES[name].kind)
            for key, one in rows.items():
                now = found[reading][name].get(key)
                if now is not one:
                    said = "" if now is None else adapter.dump_json(now.row).decode()
                    noted.append((name, key, int(now is None), said))
        for name, evidence in sorted(rulings.get(document, {}).items()):
            event = find_row(found[reading].get("events", {}), name, evidence)
            if event is not None:
                ruled.append((name, event))
    store.insert("corrected", ("list", "row", "gone", "said"), noted)
    store.insert("ruled", ("name", "event"), ruled)
    return found


def place_rulings(store: Store, names: Iterable[str]) -> set[int]:
    """Find the events that rulings are about now, and note them.

    Args:
        store: the ledger's store, being written.
        names: stable names of reports that people ruled on, or did so until now.

    Returns:
        Keys of those of the events that speak.
    """
    names = set(names)
    placed = {event for (event,) in fetch(store, "SELECT event FROM ruled WHERE name IN (:keys)", names)}
    change(store, "DELETE FROM ruled WHERE name IN (:keys)", names)
    rulings = load_ruled_reports(store)
    ruled = []
    for document in sorted({name.partition("/")[0] for name in names}):
        sql = (
            "SELECT e.key FROM document d JOIN reading r ON r.document = d.key AND r.speaks = 1 "
            "JOIN event e ON e.reading = r.key WHERE d.id >= :low AND d.id < :high"
        )
        keys = [key for (key,) in store.query(sql, {"low": document, "high": f"{document}g"})]
        rows = dict(load_rows(store, "events", keys))
        for name, evidence in sorted(rulings.get(document, {}).items()):
            event = find_row(rows, name, evidence) if name in names else None
            if event is not None:
                ruled.append((name, event))
    store.insert("ruled", ("name", "event"), ruled)
    return placed | {event for _, event in ruled}


def raise_again(store: Store, documents: Iterable[str], batch: Batch) -> None:
    """Let the readings that speak for some documents fall silent and speak again, as corrected now.

    Args:
        store: the ledger's store, being written.
        documents: first sixteen digits (or more) of the documents' ids.
        batch: what is done is added to it.
    """
    sql = (
        "SELECT r.key FROM document d JOIN reading r ON r.document = d.key "
        "WHERE d.id >= :low AND d.id < :high AND r.speaks = 1"
    )
    readings = [
        key for name in sorted(set(documents)) for (key,) in store.query(sql, {"low": name, "high": f"{name}g"})
    ]
    lower(store, readings, batch)
    change(store, "UPDATE reading SET speaks = 1 WHERE key IN (:keys)", readings)
    raise_rows(store, _correct(store, {key: _load_reading(store, key) for key in readings}), batch)


@dataclass(frozen=True, slots=True)
class _Reversed:
    """A value that sorts the other way round."""

    value: tuple[str, ...]

    def __lt__(self, other: "_Reversed") -> bool:
        return other.value < self.value


def _load_reading(store: Store, reading: int) -> dict[str, dict[int, Told[Any]]]:
    """Return the rows of one reading as told, by list and key."""
    found = {}
    for name, table in TABLES.items():
        sql = f"SELECT key FROM {table.name} WHERE reading = :reading"  # noqa: S608  # our own table's name
        keys = [key for (key,) in store.query(sql, {"reading": reading})]
        found[name] = dict(load_rows(store, name, keys))
    return found


def raise_rows(store: Store, told: dict[int, dict[str, dict[int, Told[Any]]]], batch: Batch) -> None:
    """Let rows speak: draw their participants, pairs and blocks; ``told`` is by reading, list and key."""
    participants: list[tuple[object, ...]] = []
    pairs: list[tuple[object, ...]] = []
    blocks: list[tuple[object, ...]] = []
    for reading, lists in told.items():
        paired = _pair_rows(lists)
        for name, rows in lists.items():
            for key, one in rows.items():
                for role, actor in name_actors(one.row):
                    country = one.parties[actor].country if actor in one.parties else "---"
                    participants.append((name, key, role, actor, country))
                day = find_day(one)
                for dyad, source, target in paired[key, name]:
                    pairs.append((str(dyad), name, day, key, reading, source, target))
                    batch.dyads.add(str(dyad))
                if name == "events":
                    batch.raised[key] = one
                    keys = batch.sought[key] = find_keys(one, paired[key, name])
                    blocks.extend((bucket, key) for bucket in keys.emits)
    store.insert("participant", ("list", "row", "role", "actor", "country"), participants)
    store.insert("dyad_row", ("dyad", "list", "day", "row", "reading", "source", "target"), pairs)
    store.insert("block", ("bucket", "event"), blocks)


_SHARE = 0.5
"""One-sided rows are filed under the pairs of a document that have at least this part of its chief pair's rows."""


def _pair_rows(lists: Mapping[str, Mapping[int, Told[Any]]]) -> dict[tuple[int, str], tuple[Direction, ...]]:
    """Return the pairs of each row of a document, by key and list.

    What one side says, holds or announces toward nobody in particular is filed under the pairs of that side which the
    document tells of most: a leader's words after a summit belong to the pair that met.
    """
    found = {
        (key, name): find_directions(one.row, one.parties) for name, rows in lists.items() for key, one in rows.items()
    }
    weights = Counter(direction.dyad for directions in found.values() for direction in directions)
    for name, rows in lists.items():
        if name == "events":
            continue
        for key, one in rows.items():
            countries = {party.country for party in one.parties.values()} - NO_SIDE
            if found[key, name] or not countries:
                continue
            own = {dyad: weight for dyad, weight in weights.items() if countries & set(dyad)}
            least = max(own.values(), default=0) * _SHARE
            found[key, name] = tuple(
                Direction(dyad, next(iter(sorted(countries & set(dyad)))), "")
                for dyad in sorted(own)
                if own[dyad] >= least
            )
    return found


def lower(store: Store, readings: Sequence[int], batch: Batch) -> None:
    """Let readings fall silent: take away what was drawn from them."""
    for reading in readings:
        values = {"reading": reading, "low": reading << BITS, "high": (reading + 1) << BITS}
        dyads = store.query("SELECT DISTINCT dyad FROM dyad_row WHERE reading = :reading", values)
        batch.dyads.update(dyad for (dyad,) in dyads)
        events = {key for (key,) in store.query("SELECT key FROM event WHERE reading = :reading", values)}
        batch.lowered |= events
        store.execute("UPDATE reading SET speaks = 0 WHERE key = :reading", values)
        store.execute("DELETE FROM dyad_row WHERE reading = :reading", values)
        for name in TABLES:
            sql = "DELETE FROM corrected WHERE list = :list AND row >= :low AND row < :high"
            store.execute(sql, {**values, "list": name})
            sql = "DELETE FROM participant WHERE list = :list AND row >= :low AND row < :high"
            store.execute(sql, {**values, "list": name})
        for table in ("block", "ruled"):
            store.execute(f"DELETE FROM {table} WHERE event >= :low AND event < :high", values)  # noqa: S608


def find_day(told: Told[Any]) -> str:
    """Return the day under which a row is filed: its own first day, else that of publication, else nothing."""
    when = getattr(told.row, "date", None)
    day = when.start if when is not None else told.published
    return "" if day is None else day.isoformat()
