"""A relationship as the ledger tells it: what ``track show`` prints, as one value."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from summitry.errors import LedgerError
from summitry.records import Commitment, Event
from summitry.track.check import check_claim
from summitry.track.dyads import Dyad
from summitry.track.ledger import Ledger
from summitry.track.measures import Measures, measure
from summitry.track.values import CheckedClaim, Occurrence, Promise, Told


@dataclass(frozen=True, slots=True)
class Source:
    """A document that tells of the pair.

    Attributes:
        id: of the document.
        title: headline, or None.
        published: day of publication, or None.
        publisher: outlet or issuing office, or None.
    """

    id: str
    title: str | None
    published: str | None
    publisher: str | None


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a ledger says of two states as of a day.

    Attributes:
        dyad: the two.
        on: the day; only what was published by then is in it.
        sources: the documents that tell of the two, in order of publication.
        occurrences: what happened between them, in order of day.
        reports: the reports of each occurrence, by key, with the words that prove them.
        promises: what was promised, with its fate and the telling that stands for it.
        claims: counts that documents state, checked.
        measures: contacts, attention, positions, reliability and the others.
    """

    dyad: Dyad
    on: date
    sources: tuple[Source, ...]
    occurrences: tuple[Occurrence, ...]
    reports: Mapping[str, Told[Event]]
    promises: tuple[tuple[Promise, Told[Commitment]], ...]
    claims: tuple[CheckedClaim, ...]
    measures: Measures

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain dictionaries and lists, ready for ``json.dumps``; days are ISO texts."""
        plain: dict[str, Any] = to_plain(self)
        return {"schema": "summitry.relationship/1", **plain, "dyad": str(self.dyad)}


def show_relationship(
    ledger: Ledger, dyad: Dyad | str, as_of: date | None = None, watched: str | None = None
) -> Relationship:
    """Return a relationship as of a day.

    Args:
        ledger: where it is recorded.
        dyad: the two states.
        as_of: answer with what was published by this day; the ledger's last day when None.
        watched: the issue of the crowding-out alarm; None for the one on which the two stand furthest apart.

    Raises:
        LedgerError: the ledger tells nothing of the two by that day.
    """
    pair = Dyad.parse(dyad) if isinstance(dyad, str) else dyad
    if as_of is not None:
        with ledger.as_of(as_of, pair) as past:
            return _show(past, pair, as_of, watched)
    return _show(ledger, pair, ledger.last_day(), watched)


def _show(ledger: Ledger, dyad: Dyad, on: date | None, watched: str | None) -> Relationship:
    sources = _find_sources(ledger, dyad)
    if not sources or on is None:
        known = ", ".join(name for name, _ in ledger.dyads()[:5]) or "none"
        day = f" by {on}" if on is not None else ""
        message = f"the ledger tells nothing of {dyad}{day}; pairs with most occurrences: {known}"
        raise LedgerError(message)
    occurrences = tuple(ledger.occurrences(dyad))
    promises = tuple(ledger.promises(dyad, on))
    coverage = ledger.coverage(dyad)
    claims = tuple(check_claim(told, occurrences, coverage) for told in ledger.rows(dyad, "claims"))
    reports = {told.key: told for told in ledger.reports(dyad)}
    found = measure(ledger.store.query, dyad, start=None, end=on, watched=watched)
    return Relationship(dyad, on, sources, occurrences, reports, promises, claims, found)


def _find_sources(ledger: Ledger, dyad: Dyad) -> tuple[Source, ...]:
    sql = (
        "SELECT DISTINCT d.id, r.title, r.published, r.publisher FROM dyad_row p JOIN reading r ON r.key = p.reading "
        "JOIN document d ON d.key = r.document WHERE p.dyad = :dyad ORDER BY r.published, d.id"
    )
    return tuple(Source(*record) for record in ledger.store.query(sql, {"dyad": str(dyad)}))


def to_plain(value: Any) -> Any:  # noqa: ANN401  # any value of the ledger
    """Return a value as dictionaries, lists, texts and numbers.

    >>> to_plain((Dyad("JPN", "RUS"), date(2014, 2, 8)))
    ['JPN-RUS', '2014-02-08']
    """
    if isinstance(value, Dyad):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if is_dataclass(value):
        # sketches of texts are of no use outside
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value) if field.name != "sketch"}
    if isinstance(value, Mapping):
        return {str(to_plain(key)): to_plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [to_plain(one) for one in value]
    return value
