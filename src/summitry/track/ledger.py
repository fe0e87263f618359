"""The ledger: the record of relationships, filled from readouts. The one deep class of ``track``."""

import gc
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from types import TracebackType
from typing import Any, Self

from summitry.errors import LedgerError
from summitry.records import Coder, Commitment, Event, Readout
from summitry.track import columns
from summitry.track.adding import Batch, Refusal, postpone, settle_speakers, store_readouts, take_unsettled
from summitry.track.dyads import Dyad
from summitry.track.following import (
    find_last_day,
    is_fresh,
    list_stale,
    load_coverage,
    load_pair_occurrences,
    load_pair_rows,
    load_promises,
    mark_stale,
    redraw_dyads,
)
from summitry.track.occurrences import draw_occurrences, load_occurrences, note_changes
from summitry.track.readings import load_readouts, take_fingerprint
from summitry.track.rows import TABLES
from summitry.track.store import Store
from summitry.track.stores import migrate, open_store
from summitry.track.telling import Memory, load_rows
from summitry.track.values import Coverage, Occurrence, Promise, Told

BATCH = 200
"""Readouts added in one transaction."""

DYADS_AT_ONCE = 50
"""Pairs drawn again in one transaction."""


@dataclass(frozen=True, slots=True)
class Added:
    """What adding did.

    Attributes:
        documents: new documents.
        readings: new readings (a document may be read by several coders).
        known: readouts that the ledger had already.
        refused: readouts that it cannot keep, each with its reason.
    """

    documents: int = 0
    readings: int = 0
    known: int = 0
    refused: tuple[Refusal, ...] = ()

    def plus(self, batch: Batch) -> "Added":
        """Return the sum with one more batch."""
        return Added(
            self.documents + batch.documents,
            self.readings + batch.readings,
            self.known + batch.known,
            (*self.refused, *batch.refused),
        )


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the ledger's own history.

    Attributes:
        at: time, ISO 8601.
        kind: ``added``, ``recoded``, ``merged``, ``split``, ``corrected``, ``ruled``, ``undone`` or ``forgotten``.
        subject: id of the document, occurrence or row.
        detail: what it became, in the form that the kind has.
    """

    at: str
    kind: str
    subject: str
    detail: str


class Ledger:
    """A ledger in a store; make one with ``open_ledger``.

    The same readouts in any order, in any batches, once or twice, give the same ledger.
    """

    def __init__(self, store: Store, clock: Callable[[], datetime] | None = None) -> None:
        """Take over an open store and bring it to the newest form.

        Args:
            store: where the ledger lies.
            clock: the time of changes; the machine's when None.

        Raises:
            LedgerError: the ledger was written by a newer Summitry.
        """
        self.store = store
        self._clock = clock or (lambda: datetime.now(UTC))
        self.memory = Memory()
        migrate(store)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the store back."""
        self.store.close()

    def now(self) -> str:
        """Return the present time as changes are dated: ISO 8601, UTC, to the microsecond."""
        return self._clock().astimezone(UTC).isoformat(timespec="microseconds")

    # Filling ---------------------------------------------------------------------------------------------------------

    def add(self, *readouts: Readout) -> Added:
        """Add readouts, merge their reports and follow the promises of every pair that they touch."""
        return self.add_all(readouts)

    def add_all(
        self,
        readouts: Iterable[Readout],
        *,
        batch_size: int = BATCH,
        settle: bool = True,
        on_batch: Callable[[Added], None] | None = None,
    ) -> Added:
        """Add many readouts, one transaction a batch.

        Args:
            readouts: what to add; read lazily.
            batch_size: readouts in a transaction.
            settle: merge reports and follow promises at once; else readouts are only stored, and settled by ``refresh``
                or the first question.
            on_batch: called after each batch with what was done so far.

        Returns:
            What was done. If the process dies, whole batches are kept; adding the same again goes on from there.
        """
        added = Added()
        source = iter(readouts)
        while batch := list(islice(source, batch_size)):
            with _uncollected():
                added = added.plus(self._add_batch(batch, settle=settle))
            if on_batch is not None:
                on_batch(added)
        if settle:
            self.refresh()
        return added

    def _add_batch(self, readouts: list[Readout], *, settle: bool) -> Batch:
        at = self.now()
        try:
            with self.store.writing():
                batch = store_readouts(self.store, readouts, at)
                note_changes(self.store, [(at, kind, document, "") for document, kind in batch.history])
                if settle:
                    self._settle(batch, at)
                else:
                    postpone(self.store, batch)
        except BaseException:
            self.memory.forget()  # keys that were rolled back will be given anew
            raise
        return batch

    def _settle(self, batch: Batch, at: str) -> None:
        settle_speakers(self.store, batch)
        draw_occurrences(self.store, batch, self.memory, at)
        mark_stale(self.store, batch.dyads)

    def settle(self) -> None:
        """Merge what was only stored so far."""
        while self.store.query("SELECT 1 FROM unsettled LIMIT 1"):
            with self.store.writing():
                self._settle(take_unsettled(self.store, BATCH), self.now())

    def refresh(self, dyads: Iterable[str] | None = None, on: date | None = None) -> None:
        """Draw the promises and monthly figures of pairs again.

        Args:
            dyads: which; every pair whose rows changed when None.
            on: the day as of which promises stand; the ledger's last day when None.
        """
        self.settle()
        wanted = iter(list_stale(self.store) if dyads is None else dyads)
        on = on or find_last_day(self.store)
        while part := list(islice(wanted, DYADS_AT_ONCE)):
            with _uncollected(), self.store.writing():
                redraw_dyads(self.store, part, on)

    # Asking ----------------------------------------------------------------------------------------------------------

    def count(self) -> dict[str, int]:
        """Return how many documents, rows of each list and occurrences the ledger holds (readings that speak)."""
        (documents,) = self.store.query("SELECT count(*) FROM document")[0]
        found = {"documents": documents}
        for name, table in TABLES.items():
            sql = f"SELECT count(*) FROM {table.name} t JOIN reading r ON r.key = t.reading WHERE r.speaks = 1"  # noqa: S608
            found[name] = self.store.query(sql)[0][0]
        found["occurrences"] = self.store.query("SELECT count(*) FROM occurrence")[0][0]
        return found

    def documents_of(self, coder: Coder) -> frozenset[str]:
        """Return the ids of the documents that a coder has read."""
        sql = (
            "SELECT d.id FROM run u JOIN reading r ON r.run = u.key JOIN document d ON d.key = r.document "
            "WHERE u.coder = :name AND u.version = :version AND u.model = :model AND u.tables = :tables"
        )
        values = {"name": coder.name, "version": coder.version, "model": coder.model, "tables": coder.tables}
        return frozenset(document for (document,) in self.store.query(sql, values))

    def last_day(self) -> date | None:
        """Return the latest day on which a document was published: the day as of which the ledger speaks."""
        return find_last_day(self.store)

    def dyads(self) -> list[tuple[str, int]]:
        """Return the pairs of the ledger with their number of occurrences, most first."""
        sql = "SELECT dyad, count(*) FROM occurrence_dyad GROUP BY dyad ORDER BY count(*) DESC, dyad"
        return [(dyad, number) for dyad, number in self.store.query(sql)]

    def occurrences(self, dyad: Dyad | str) -> list[Occurrence]:
        """Return what happened between two states, in order of day."""
        self.settle()
        return load_pair_occurrences(self.store, _name(dyad))

    def occurrence(self, name: str) -> Occurrence:
        """Return an occurrence by its id; an id that was merged leads to where its reports are.

        Raises:
            LedgerError: there is none, or its reports were parted.
        """
        keys = self.store.query("SELECT key FROM occurrence WHERE id = :id", {"id": name})
        if keys:
            return load_occurrences(self.store, [keys[0][0]])[keys[0][0]]
        sql = "SELECT new, kind FROM tombstone WHERE old = :id ORDER BY number DESC"
        heirs = self.store.query(sql, {"id": name})
        if heirs and heirs[0][1] == "merged":
            return self.occurrence(heirs[0][0])
        told = (
            f"its reports are now in {', '.join(new for new, _ in heirs if new) or 'none'}" if heirs else "no such id"
        )
        message = f"occurrence {name!r} does not stand: {told}; `summitry track show A-B` lists those that do"
        raise LedgerError(message)

    def rows(self, dyad: Dyad | str, name: str) -> list[Told[Any]]:
        """Return the told rows of a pair: ``events``, ``statements`` and so on, as published."""
        return [told for _, told in load_pair_rows(self.store, _name(dyad), name)]

    def reports(self, dyad: Dyad | str) -> list[Told[Event]]:
        """Return every report of the occurrences of a pair, with the words that prove it."""
        sql = (
            "SELECT r.event FROM occurrence_dyad p JOIN occurrence_report r ON r.occurrence = p.occurrence "
            "WHERE p.dyad = :dyad ORDER BY r.event"
        )
        keys = [key for (key,) in self.store.query(sql, {"dyad": _name(dyad)})]
        return [told for _, told in load_rows(self.store, "events", keys)]

    def promises(self, dyad: Dyad | str, on: date | None = None) -> list[tuple[Promise, Told[Commitment]]]:
        """Return the promises between two states with their fate as of a day.

        Args:
            dyad: the two.
            on: the day; the ledger's last day when None. What was published later counts all the same: for what was
                known then see ``as_of``.
        """
        self.freshen(dyad, on)
        return load_promises(self.store, _name(dyad))

    def coverage(self, dyad: Dyad | str) -> Coverage:
        """Return the days on which documents of the ledger tell of a pair."""
        if not is_fresh(self.store, _name(dyad), None):
            self.refresh([_name(dyad)])
        return load_coverage(self.store, _name(dyad))

    def freshen(self, dyad: Dyad | str, on: date | None = None) -> None:
        """Draw a pair again if its rows changed, or if its promises stand as of another day."""
        self.settle()
        day = on or find_last_day(self.store)
        if not is_fresh(self.store, _name(dyad), day):
            self.refresh([_name(dyad)], day)

    def changes(self, since: str = "") -> list[Change]:
        """Return the ledger's own history since a time (ISO 8601), oldest first."""
        sql = "SELECT at, kind, subject, detail FROM change WHERE at >= :since ORDER BY number"
        return [Change(*record) for record in self.store.query(sql, {"since": since})]

    def readouts(self, dyad: Dyad | str | None = None, until: date | None = None) -> Iterator[Readout]:
        """Yield the readouts that speak, as they were added.

        Args:
            dyad: those with rows of this pair only.
            until: those published on this day or before; documents without a day are then left out.
        """
        sql = "SELECT r.key FROM reading r WHERE r.speaks = 1"
        values: dict[str, object] = {}
        if dyad is not None:
            sql += " AND r.key IN (SELECT reading FROM dyad_row WHERE dyad = :dyad)"
            values["dyad"] = _name(dyad)
        if until is not None:
            sql += " AND r.day <= :until"
            values["until"] = until.isoformat()
        keys = [key for (key,) in self.store.query(sql + " ORDER BY r.key", values)]
        for start in range(0, len(keys), BATCH):
            yield from load_readouts(self.store, keys[start : start + BATCH])

    def as_of(self, day: date, dyad: Dyad | str | None = None) -> "Ledger":
        """Return a ledger in memory that holds what was published by a day, with what people decided.

        Args:
            day: the last day of publication.
            dyad: only documents with rows of this pair.
        """
        past = Ledger(open_store(":memory:"), lambda: datetime(day.year, day.month, day.day, tzinfo=UTC))
        for table in ("correction", "ruling"):
            records = self.store.query(f"SELECT * FROM {table}")  # noqa: S608  # our own tables
            if records:
                marks = ", ".join(f":c{index}" for index in range(len(records[0])))
                for record in records:
                    values = {f"c{index}": value for index, value in enumerate(record)}
                    past.store.execute(f"INSERT INTO {table} VALUES ({marks})", values)  # noqa: S608
        past.add_all(self.readouts(dyad, day))
        return past

    def to_arrow(self, name: str) -> Any:  # noqa: ANN401  # a pyarrow.Table, which is the user's
        """Return a view (``events``, ``occurrences`` ...; see ``columns.VIEWS``) as a ``pyarrow.Table``."""
        return columns.to_arrow(self, name)

    def to_pandas(self, name: str) -> Any:  # noqa: ANN401
        """Return a view as a ``pandas.DataFrame``."""
        return columns.to_pandas(self, name)

    def to_polars(self, name: str) -> Any:  # noqa: ANN401
        """Return a view as a ``polars.DataFrame``."""
        return columns.to_polars(self, name)

    def version(self) -> str:
        """Return a short name of the ledger's present state; it changes with whatever is added, decided or forgotten.

        It is read off the last entry of the ledger's own history, so it costs nothing; ``fingerprint`` compares what
        two ledgers say.
        """
        found = self.store.query("SELECT number, at FROM change ORDER BY number DESC LIMIT 1")
        keys = self.store.query("SELECT max(key) FROM reading")
        state = json.dumps([found, keys], default=list)
        return hashlib.sha256(state.encode()).hexdigest()[:16]

    def fingerprint(self) -> str:
        """Return a hash of all that the ledger says; it does not depend on order, batches or times."""
        return take_fingerprint(self.store)


def open_ledger(url: str, *, create: bool = True) -> Ledger:
    """Open a ledger, or start one.

    >>> with open_ledger(":memory:") as ledger:
    ...     ledger.count()["documents"]
    0

    Args:
        url: a file (``talks.db``), ``:memory:``, or ``postgresql://user@host/database``.
        create: start a ledger where there is none.

    Returns:
        The ledger; close it, or use it in a ``with`` block.

    Raises:
        LedgerError: it cannot be opened, or a newer Summitry wrote it.
    """
    store = open_store(url, create=create)
    try:
        return Ledger(store)
    except BaseException:
        store.close()
        raise


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector from walking through a batch again and again while it is built."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def _name(dyad: Dyad | str) -> str:
    return str(Dyad.parse(dyad)) if isinstance(dyad, str) else str(dyad)
