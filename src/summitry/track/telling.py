"""Told rows: made of a readout, or loaded from the ledger with corrections laid over them."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from summitry.records import Readout, Row, Span
from summitry.track.rows import TABLES, name_actors
from summitry.track.store import Store, fetch
from summitry.track.values import Party, Told, make_key

BITS = 20
"""A row's key is its reading's, shifted by so many bits, plus its place in its list."""

ROWS_KEPT = 20_000
"""Told events kept in memory between batches."""


def tell(readout: Readout, sketch: bytes = b"") -> dict[str, tuple[Told[Any], ...]]:
    """Return the rows of a readout as told ones, by list."""
    parties = {a.id: Party(a.id, a.name, a.country, a.office and a.office.value) for a in readout.actors}
    document = readout.document
    published = read_day(document.published)
    return {
        name: tuple(
            Told(
                make_key(document.id, row.id),
                row,
                document.id,
                published,
                document.publisher,
                join_words(document.text, row.evidence),
                {actor: parties[actor] for _, actor in name_actors(row)},
                sketch,
            )
            for row in getattr(readout, name)
        )
        for name in TABLES
    }


def join_words(text: str, spans: Sequence[Span]) -> str:
    """Return the words of a text at some spans, with dots between them.

    >>> join_words("Abe met Putin in Sochi.", (Span(0, 3), Span(17, 22)))
    'Abe ... Sochi'
    """
    if len(spans) == 1:
        start, end = spans[0]
        return text[start:end]
    return " ... ".join([text[start:end] for start, end in spans])


def make_party(actor: str) -> Party:
    """Return a party of whom only the id is known, as one that a person put into a row.

    >>> make_party("JPN/shinzo-abe").country
    'JPN'
    """
    country, _, name = actor.partition("/")
    return Party(actor, name or country, country)


def read_day(published: str | None) -> date | None:
    """Return the day of an ISO date or date-time as written, or None when it is none."""
    try:
        return None if published is None else date.fromisoformat(published[:10])
    except ValueError:
        return None


@dataclass(slots=True)
class Memory:
    """Told events by key, the ones used last."""

    kept: OrderedDict[int, Told[Any]] = field(default_factory=OrderedDict)

    def put(self, key: int, told: Told[Any]) -> None:
        """Remember a row."""
        self.kept[key] = told
        if len(self.kept) > ROWS_KEPT:
            self.kept.popitem(last=False)

    def forget(self) -> None:
        """Forget all of them."""
        self.kept.clear()


def load_events(store: Store, keys: Iterable[int], memory: Memory) -> dict[int, Told[Any]]:
    """Return told events by key, from memory where it has them."""
    found: dict[int, Told[Any]] = {}
    missing: list[int] = []
    for key in keys:
        told = memory.kept.get(key)
        if told is None:
            missing.append(key)
        else:
            found[key] = told
    for key, told in load_rows(store, "events", missing):
        found[key] = told
        memory.put(key, told)
    return found


def load_rows(
    store: Store, name: str, keys: Iterable[int], *, rejected: bool = False
) -> Iterator[tuple[int, Told[Any]]]:
    """Yield (key, told row) of a list, as corrected; rows that a person rejected are left out unless asked for."""
    table = TABLES[name]
    keys = list(keys)
    if not keys:
        return
    columns = ", ".join(f"r.{column}" for column in table.columns)
    # names of tables and columns are ours; every value is bound
    sql = f"SELECT r.key, r.reading, {columns} FROM {table.name} r WHERE r.key IN (:keys)"  # noqa: S608
    records = list(fetch(store, sql, keys))
    readings = load_heads(store, {record[1] for record in records})
    corrected = load_corrected(store, name, keys)
    for record in records:
        key, head = record[0], readings[record[1]]
        row = corrected.get(key)
        if key not in corrected or (row is None and rejected):
            row = table.decode(record[2:])
        if row is not None:
            yield key, head.tell(row)


def load_corrected(store: Store, name: str, keys: list[int]) -> dict[int, Any]:
    """Return the rows that people corrected; None for one that they rejected."""
    if not store.query("SELECT 1 FROM corrected LIMIT 1"):
        return {}
    sql = "SELECT row, gone, said FROM corrected WHERE list = :list AND row IN (:keys)"
    adapter: TypeAdapter[Any] = TypeAdapter(TABLES[name].kind)
    return {
        key: None if gone else adapter.validate_json(said)
        for key, gone, said in fetch(store, sql, keys, {"list": name})
    }


@dataclass(frozen=True, slots=True)
class Head:
    """What the rows of a reading share."""

    document: str
    text: str
    published: date | None
    publisher: str | None
    sketch: bytes
    parties: Mapping[str, Party]

    def tell(self, row: Row) -> Told[Any]:
        """Return a row of the reading as told."""
        words = join_words(self.text, row.evidence)
        named = {actor: self.parties.get(actor) or make_party(actor) for _, actor in name_actors(row)}
        key = make_key(self.document, row.id)
        return Told(key, row, self.document, self.published, self.publisher, words, named, self.sketch)


def load_heads(store: Store, readings: Iterable[int]) -> dict[int, Head]:
    """Return what the rows of each reading share."""
    readings = list(readings)
    parties: dict[int, dict[str, Party]] = {reading: {} for reading in readings}
    sql = "SELECT reading, id, name, country, office FROM actor WHERE reading IN (:keys)"
    for reading, actor, name, country, office in fetch(store, sql, readings):
        parties[reading][actor] = Party(actor, name, country, office)
    sql = (
        "SELECT r.key, d.id, d.text, r.day, r.publisher, d.sketch FROM reading r "
        "JOIN document d ON d.key = r.document WHERE r.key IN (:keys)"
    )
    return {
        key: Head(document, text, read_day(day), publisher, bytes.fromhex(sketch), parties[key])
        for key, document, text, day, publisher, sketch in fetch(store, sql, readings)
    }
