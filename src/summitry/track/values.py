"""The values of the ledger: rows with the document that tells them, and what is made of many of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from summitry.dates import Precision
from summitry.records import Assessment, Claim, Commitment, Event, EventType, Level, Modality, Position, Quad, Statement

R = TypeVar("R", Event, Statement, Position, Commitment, Claim, Assessment)


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes part in a row, as the document resolved it.

    Attributes:
        id: actor id of the readout, as ``JPN/shinzo-abe`` or ``JPN``.
        name: name as the document first gives it.
        country: country code of the contract (``---`` for none).
        office: office held at the document's date, or None.
    """

    id: str
    name: str
    country: str
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Told(Generic[R]):
    """One row as one document tells it.

    Attributes:
        key: stable name of the row over all documents: first 16 digits of the document's id, ``/``, the row's id.
        row: the row of the readout.
        document: id of the document.
        published: day of publication, or None when nothing tells.
        publisher: outlet or issuing office, or None.
        words: the words of the document that prove the row (evidence joined by " ... ").
        parties: every actor that the row names, by actor id.
        sketch: sketch of the whole document's text by which near-copies are known (``merge.copies.sketch``), or b"".
    """

    key: str
    row: R
    document: str
    published: date | None
    publisher: str | None
    words: str
    parties: Mapping[str, Party]
    sketch: bytes = b""


def make_key(document: str, row: str) -> str:
    """Return the stable name of a row.

    >>> make_key("e46dffabc0ffee0123456789", "e-aafd19edfc")
    'e46dffabc0ffee01/e-aafd19edfc'
    """
    return f"{document[:16]}/{row}"


class Judgement(StrEnum):
    """Whether two reports tell of one occurrence."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    CANDIDATE = "candidate"


@dataclass(frozen=True, slots=True)
class Edge:
    """A judgement on two reports; the smaller key is always left.

    Attributes:
        left: key of one report.
        right: key of the other, greater than ``left``.
        judgement: what was judged.
        score: probability that the two are one occurrence, 0 to 1.
        reason: why, in a few words.
        by: ``machine``, or the name of the person who judged; a person outranks the machine.
    """

    left: str
    right: str
    judgement: Judgement
    score: float
    reason: str
    by: str = "machine"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the reports of an occurrence agree on one field ("3 of 5 reports say 8 February").

    Attributes:
        field: ``date``, ``place``, ``level``, ``event_type``, ``mode`` or ``modality``.
        value: what most reports say, as text.
        said: how many independent sources say so.
        of: how many independent sources say anything on it.
        others: (value, sources) of the other answers, most first.
    """

    field: str
    value: str
    said: int
    of: int
    others: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One thing that happened, as all its reports together tell it.

    Attributes:
        id: ``o-`` and 12 digits, made from the key of the earliest published report.
        reports: keys of the reports, in order of publication.
        documents: number of different documents.
        sources: number of independent ones: near-copies of one text count once.
        event_type: PLOVER type.
        mode: PLOVER mode, or None.
        modality: how real it is (an act that occurred is not made less real by an earlier plan).
        level: highest level at which both sides took part, as most sources say.
        actors: actor ids, most named first.
        recipients: likewise.
        countries: country codes of all parties, sorted.
        start: first day, or None.
        end: last day, or None.
        precision: of the date, or None.
        place: name of the place, or None.
        country: country code of the place, or None.
        issues: issue keys, most told first.
        cameo: CAMEO code, or None.
        score: PLOVER score, or None.
        quad: PLOVER class, or None.
        occasion: occasion on whose margin it took place, or None.
        first_known: day on which the first report was published, or None.
        confidence: probability that it took place as told.
        agreement: agreement and disagreement field by field.
        parties: every party by actor id.
    """

    id: str
    reports: tuple[str, ...]
    documents: int
    sources: int
    event_type: EventType
    mode: str | None
    modality: Modality
    level: Level
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    countries: tuple[str, ...]
    start: date | None
    end: date | None
    precision: Precision | None
    place: str | None
    country: str | None
    issues: tuple[str, ...]
    cameo: str | None
    score: float | None
    quad: Quad | None
    occasion: str | None
    first_known: date | None
    confidence: float
    agreement: tuple[Agreement, ...]
    parties: Mapping[str, Party]


class Status(StrEnum):
    """What became of a promise, as of a day."""

    OPEN = "open"
    DUE = "due"
    KEPT = "kept"
    KEPT_LATE = "kept_late"
    PARTLY = "partly"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"
    UNKNOWN = "unknown"


class Relation(StrEnum):
    """How one row bears on a promise."""

    FULFILS = "fulfils"
    PARTLY = "partly"
    RESTATES = "restates"
    POSTPONES = "postpones"
    CANCELS = "cancels"
    CONTRADICTS = "contradicts"


@dataclass(frozen=True, slots=True)
class Link:
    """What bears on a promise.

    Attributes:
        promise: id of the promise.
        relation: how it bears on it.
        target: occurrence id, or key of the commitment row that restates, postpones or cancels.
        day: day of the act or of the telling, or None.
        score: probability that the link is right, 0 to 1.
        reason: why, in a few words.
        by: ``machine`` or a person.
    """

    promise: str
    relation: Relation
    target: str
    day: date | None
    score: float
    reason: str
    by: str = "machine"


@dataclass(frozen=True, slots=True)
class Promise:
    """One commitment over all documents that tell of it, with its fate as of a day.

    Attributes:
        id: ``p-`` and 12 digits, made from the key of the earliest telling.
        tellings: keys of the commitment rows, in order of publication.
        row: the earliest telling that is most precise on what and when: its words stand for the promise.
        key: key of that telling.
        made: day on which it became known, or None.
        due_from: first day of the window in which it is due, or None.
        due_to: last day of it, or None.
        due_basis: ``explicit``, ``relative`` or ``vague`` (no date: one year is allowed).
        status: its fate as of ``on``.
        on: the day as of which the status holds.
        settled: day on which it was kept, cancelled or lapsed, or None.
        rule: the grace rule that was used, in words.
        links: the links that prove the status.
        countries: country codes of those who promise and those to whom, sorted.
        sources: independent sources that tell of it.
    """

    id: str
    tellings: tuple[str, ...]
    row: Commitment
    key: str
    made: date | None
    due_from: date | None
    due_to: date | None
    due_basis: str
    status: Status
    on: date
    settled: date | None
    rule: str
    links: tuple[Link, ...]
    countries: tuple[str, ...]
    sources: int


class Check(StrEnum):
    """What the ledger says to a claim."""

    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    NOT_CHECKABLE = "not_checkable"


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A count or ordinal that a document states, beside the ledger's own count.

    Attributes:
        told: the claim as told.
        check: the answer.
        counted: ids of the occurrences counted, in order of date.
        found: the ledger's own number, or None when it cannot be checked.
        reason: the window, level and rule used, or why it cannot be checked.
    """

    told: Told[Claim]
    check: Check
    counted: tuple[str, ...]
    found: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How well the ledger covers a pair of states: days on which documents about the pair were published.

    Attributes:
        days: publication days of documents that tell of both states, sorted; one entry for each independent document.
        until: last day that the ledger speaks of (the latest publication day of any document), or None.
    """

    days: tuple[date, ...]
    until: date | None
