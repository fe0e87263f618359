"""What is exported: the occurrences, promises and sources of a ledger, or of one pair of states in it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from summitry.errors import LedgerError
from summitry.records import Commitment, Event, EventType, Modality
from summitry.track.dyads import MUTUAL, Direction, Dyad, pair_up
from summitry.track.ledger import Ledger
from summitry.track.occurrences import load_occurrences
from summitry.track.store import fetch
from summitry.track.telling import load_rows
from summitry.track.values import Occurrence, Promise, Told

BATCH = 500
"""Occurrences that are taken out of the ledger at once."""

_LEAD = 2000
"""Characters in which the end of a document's first paragraph is looked for."""

REAL = frozenset({Modality.OCCURRED, Modality.ONGOING})
"""What the older formats mean by an event: it took place, or goes on."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document of the ledger.

    Attributes:
        id: of the document.
        title: headline, or None.
        published: ISO date or date-time, or None.
        publisher: outlet or issuing office, or None.
        url: where it came from, or None.
        language: ISO 639-1 code, or None.
        opening: its first line.
        lead: where its first paragraph of running text ends, in characters.
    """

    id: str
    title: str | None
    published: str | None
    publisher: str | None
    url: str | None
    language: str | None
    opening: str
    lead: int


@dataclass(frozen=True, slots=True)
class Role:
    """What a document knows of an actor beside its name and state: kind, sector and title, each possibly None."""

    kind: str | None = None
    sector: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An occurrence with everything that is told of it.

    Attributes:
        occurrence: the merged record.
        reports: its reports, in order of publication.
        sources: the documents of the reports, by id.
        roles: what is known of each party, by actor id.
    """

    occurrence: Occurrence
    reports: tuple[Told[Event], ...]
    sources: Mapping[str, Source]
    roles: Mapping[str, Role]

    @property
    def is_real(self) -> bool:
        """Whether it took place or goes on."""
        return self.occurrence.modality in REAL

    @property
    def day(self) -> date | None:
        """The first day, else that of the first report."""
        return self.occurrence.start or self.occurrence.first_known

    @property
    def directions(self) -> tuple[Direction, ...]:
        """Who acts toward whom, pair by pair."""
        one = self.occurrence
        return pair_up(one.actors, one.recipients, one.parties, mutual=one.event_type in MUTUAL)

    @property
    def chief(self) -> Told[Event]:
        """The report that stands for all: the earliest that tells the type and place of the merged record."""
        one = self.occurrence

        def misses(told: Told[Event]) -> int:
            place = told.row.place.name if told.row.place else None
            return int(told.row.event_type is not EventType(one.event_type)) + int(place != one.place)

        return min(self.reports, key=misses)  # the first of equals


@dataclass(frozen=True, slots=True)
class Due:
    """A promise with the pairs under which the ledger follows it.

    Attributes:
        promise: as one of its pairs tells it, one for which it is still ahead if there is one.
        told: the telling that stands for it.
        dyads: its pairs, sorted.
    """

    promise: Promise
    told: Told[Commitment]
    dyads: tuple[str, ...]


class Extract:
    """A ledger, or one pair of states in it, to be written out.

    Nothing in it depends on the time of writing or on the order in which the ledger was filled.
    """

    def __init__(
        self, ledger: Ledger, dyad: Dyad | None = None, on: date | None = None, view: str = "occurrences"
    ) -> None:
        """Take a ledger.

        Args:
            ledger: what was published by the day in question (``Ledger.as_of`` gives it).
            dyad: only what concerns these two; everything when None.
            on: day as of which promises stand; the ledger's last day when None.
            view: which of the ledger's views a table is made of (``columns.list_views``).

        Raises:
            LedgerError: the ledger tells nothing of the pair.
        """
        self.ledger = ledger
        self.dyad = dyad
        self.on = on
        self.view = view
        ledger.settle()
        if dyad is not None and not self._ask("SELECT 1 FROM dyad_row WHERE dyad = :dyad LIMIT 1"):
            known = ", ".join(name for name, _ in ledger.dyads()[:5]) or "none"
            by = f" by {on}" if on is not None else ""
            message = f"the ledger tells nothing of {dyad}{by}; pairs with most occurrences: {known}"
            raise LedgerError(message)

    def _ask(self, sql: str) -> list[tuple[object, ...]]:
        values = {"dyad": str(self.dyad)} if self.dyad is not None else {}
        return [tuple(record) for record in self.ledger.store.query(sql, values)]

    def count(self) -> int:
        """Return how many occurrences there are."""
        return len(self._keys())

    def entries(self) -> Iterator[Entry]:
        """Yield the occurrences in order of day and id, a batch at a time."""
        keys = self._keys()
        for start in range(0, len(keys), BATCH):
            yield from self._load(keys[start : start + BATCH])

    def _keys(self) -> list[int]:
        if self.dyad is None:
            found = self._ask("SELECT key, day, id FROM occurrence")
        else:
            found = self._ask(
                "SELECT o.key, o.day, o.id FROM occurrence_dyad p JOIN occurrence o ON o.key = p.occurrence "
                "WHERE p.dyad = :dyad"
            )
        # sorted here: databases sort texts by different rules
        return [key for _, _, key in sorted((str(day), str(name), int(str(key))) for key, day, name in found)]

    def _load(self, keys: list[int]) -> Iterator[Entry]:
        store = self.ledger.store
        occurrences = load_occurrences(store, keys)
        sql = "SELECT event FROM occurrence_report WHERE occurrence IN (:keys)"
        events = sorted(event for (event,) in fetch(store, sql, keys))
        told = {one.key: one for _, one in load_rows(store, "events", events)}
        documents = sorted({one.document for one in told.values()})
        sources = {source.id: source for source in self._load_sources(documents)}
        roles = self._load_roles(documents)
        for key in keys:
            one = occurrences[key]
            reports = tuple(told[name] for name in one.reports if name in told)
            known: dict[str, Role] = {}
            for report in reports:
                for actor in report.parties:
                    found = roles.get((report.document, actor))
                    if found is not None and (actor not in known or not known[actor].sector):
                        known[actor] = found
            used = {report.document: sources[report.document] for report in reports}
            yield Entry(one, reports, used, known)

    def _load_roles(self, documents: Iterable[str]) -> dict[tuple[str, str], Role]:
        sql = (
            "SELECT d.id, a.id, a.kind, a.sector, a.title FROM document d "
            "JOIN reading r ON r.document = d.key AND r.speaks = 1 JOIN actor a ON a.reading = r.key "
            "WHERE d.id IN (:keys)"
        )
        found = fetch(self.ledger.store, sql, documents)
        return {(document, actor): Role(kind, sector, title) for document, actor, kind, sector, title in found}

    def _load_sources(self, documents: Iterable[str]) -> Iterator[Source]:
        sql = (
            "SELECT d.id, r.title, r.published, r.publisher, r.url, r.language, "  # noqa: S608  # a number of ours
            f"substr(d.text, 1, {_LEAD}) FROM document d "
            "JOIN reading r ON r.document = d.key AND r.speaks = 1 WHERE d.id IN (:keys)"
        )
        for document, title, published, publisher, url, language, text in fetch(self.ledger.store, sql, documents):
            opening = text.strip().partition("\n")[0].strip()
            yield Source(document, title, published, publisher, url, language, opening, find_lead(text))

    def sources(self) -> list[Source]:
        """Return the documents that tell of something, in order of publication, undated ones last."""
        if self.dyad is None:
            found = self._ask("SELECT d.id FROM document d JOIN reading r ON r.document = d.key AND r.speaks = 1")
        else:
            found = self._ask(
                "SELECT DISTINCT d.id FROM dyad_row p JOIN reading r ON r.key = p.reading "
                "JOIN document d ON d.key = r.document WHERE p.dyad = :dyad"
            )
        sources = self._load_sources(sorted(str(document) for (document,) in found))
        return sorted(sources, key=lambda one: (one.published is None, one.published or "", one.id))

    def promises(self) -> list[Due]:
        """Return the promises with their fate, each once, in order of what is due first."""
        dyads = [str(self.dyad)] if self.dyad is not None else self._pairs_of_promises()
        found: dict[str, list[tuple[Promise, Told[Commitment], str]]] = {}
        for dyad in dyads:
            for promise, told in self.ledger.promises(dyad, self.on):
                found.setdefault(promise.id, []).append((promise, told, dyad))
        dues = []
        for tellings in found.values():
            ahead = [one for one in tellings if one[0].status.value in {"open", "due"}]
            promise, told, _ = (ahead or tellings)[0]
            dues.append(Due(promise, told, tuple(sorted(dyad for _, _, dyad in tellings))))
        return sorted(dues, key=lambda due: (due.promise.due_from or date.max, due.promise.id))

    def _pairs_of_promises(self) -> list[str]:
        return sorted(
            str(dyad) for (dyad,) in self._ask("SELECT DISTINCT dyad FROM dyad_row WHERE list = 'commitments'")
        )


def find_lead(text: str) -> int:
    r"""Return where the first paragraph of running text ends: that which holds the first full stop after a word.

    >>> text = "TOKYO TALKS\n\nAbe met Putin. They spoke.\n\nLater more."
    >>> text[: find_lead(text)].endswith("They spoke.")
    True
    """
    start = 0
    for part in text.split("\n\n"):
        start += len(part)
        if part.rstrip().endswith((".", "!", "?", "”", '"', "…")):
            return start
        start += 2
    return min(start, len(text))
