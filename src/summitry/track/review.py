"""People correct the ledger: a queue of what is doubtful, decisions that can be undone, exchanged and replayed.

A decision is a row of its own, with who made it and when; what the machine coded is never changed. After each one
everything that is drawn from the row is drawn again.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from summitry.errors import LedgerError
from summitry.records import Event
from summitry.track.adding import Batch, place_rulings, raise_again
from summitry.track.corrections import (
    COLUMNS,
    Action,
    Correction,
    check_list,
    edit_row,
    load_corrections,
)
from summitry.track.following import mark_stale
from summitry.track.ledger import Ledger
from summitry.track.occurrences import draw_occurrences, note_changes, redraw
from summitry.track.rows import TABLES, dump_spans, load_spans
from summitry.track.store import Store, fetch
from summitry.track.telling import load_events, load_rows
from summitry.track.values import Judgement, Told

DOUBTFUL = 0.5
"""Rows less probable than this are put before a person."""

_RULING = (
    "id",
    "left_row",
    "right_row",
    "judgement",
    "note",
    "left_evidence",
    "right_evidence",
    "person",
    "at",
    "undone",
)
_REPLAY = (Judgement.SAME, Judgement.DIFFERENT, Judgement.UNSURE)


@dataclass(frozen=True, slots=True)
class Ruling:
    """One decision on whether two reports tell of one occurrence.

    Attributes:
        id: hash of its content.
        left_row: stable key of one report, the smaller.
        right_row: stable key of the other.
        judgement: ``same``, ``different`` or ``unsure``.
        note: why, or None.
        left_evidence: JSON of the spans of one report.
        right_evidence: JSON of the spans of the other.
        person: who decided.
        at: when, ISO 8601.
        undone: when it was taken back, or None.
    """

    id: str
    left_row: str
    right_row: str
    judgement: Judgement
    note: str | None
    left_evidence: str
    right_evidence: str
    person: str
    at: str
    undone: str | None = None


@dataclass(frozen=True, slots=True)
class DoubtfulPair:
    """Two reports that may tell of one occurrence."""

    left: Told[Event]
    right: Told[Event]
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class DoubtfulRow:
    """A row that the reader was not sure of."""

    list: str
    told: Told[Any]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two people agree: Cohen's kappa over what both decided.

    Attributes:
        items: rows and pairs that both decided.
        agreed: those on which they decided the same.
        kappa: agreement beyond chance, -1 to 1; None for no items, or where both gave one and the same answer to all.
    """

    items: int
    agreed: int
    kappa: float | None


def list_pairs(ledger: Ledger, dyad: str | None = None, most: int = 100) -> list[DoubtfulPair]:
    """Return pairs of reports that nobody has ruled on yet, the most open first.

    Args:
        ledger: where to look.
        dyad: of this pair of states only.
        most: how many at most.
    """
    ruled = {(one.left_row, one.right_row) for one in load_rulings(ledger.store)}
    inside = " AND left_event IN (SELECT row FROM dyad_row WHERE dyad = :dyad AND list = 'events')" if dyad else ""
    sql = (
        "SELECT left_event, right_event, score, reason FROM edge "  # noqa: S608  # our own text
        f"WHERE judgement IN ('unsure', 'candidate'){inside} ORDER BY abs(score - 0.5), left_event, right_event"
    )
    found: list[DoubtfulPair] = []
    for left, right, score, reason in ledger.store.query(sql, {"dyad": dyad} if dyad else {}):
        told = load_events(ledger.store, (left, right), ledger.memory)
        if len(told) == 2 and tuple(sorted(one.key for one in told.values())) not in ruled:  # noqa: PLR2004  # a pair
            found.append(DoubtfulPair(told[left], told[right], score, reason))
        if len(found) >= most:
            break
    return found


def list_rows(ledger: Ledger, dyad: str | None = None, most: int = 100) -> list[DoubtfulRow]:
    """Return rows of which the reader was not sure and on which nobody has decided yet, the least sure first."""
    decided = {(one.list, one.row) for one in load_corrections(ledger.store)}
    keys: list[tuple[float, str, int]] = []
    for name, table in TABLES.items():
        inside = " AND t.key IN (SELECT row FROM dyad_row WHERE dyad = :dyad AND list = :list)" if dyad else ""
        sql = (
            f"SELECT t.confidence, t.key FROM {table.name} t JOIN reading r ON r.key = t.reading "  # noqa: S608
            f"WHERE r.speaks = 1 AND t.confidence < :least{inside} ORDER BY t.confidence LIMIT :most"
        )
        values = {"least": DOUBTFUL, "most": most + len(decided), **({"dyad": dyad, "list": name} if dyad else {})}
        keys.extend((confidence, name, key) for confidence, key in ledger.store.query(sql, values))
    found = []
    for _, name, key in sorted(keys):
        for _, told in load_rows(ledger.store, name, [key]):
            if (name, told.key) not in decided:
                found.append(DoubtfulRow(name, told))
        if len(found) >= most:
            break
    return found


def correct(  # noqa: PLR0913  # a decision has these parts
    ledger: Ledger,
    name: str,
    row: str,
    action: Action,
    *,
    person: str,
    field: str | None = None,
    new: str | None = None,
    note: str | None = None,
) -> Correction:
    """Decide on one row.

    Args:
        ledger: where the row is.
        name: its list.
        row: its stable key.
        action: accept, reject or edit.
        person: who decides.
        field: the field to edit.
        new: its new value, JSON in the form of a readout.
        note: why.

    Returns:
        The decision as it was stored.

    Raises:
        LedgerError: there is no such row or field, or the value does not fit.
    """
    told = _find_row(ledger.store, check_list(name), row)
    old = None
    if action is Action.EDIT:
        if field is None or new is None:
            message = f"an edit of {row!r} needs a field and a new value; name both"
            raise LedgerError(message)
        edit_row(told.row, field, new)
        old = json.dumps(TypeAdapter(type(told.row)).dump_python(told.row, mode="json")[field], ensure_ascii=False)
    else:
        field = new = None
    spans = dump_spans(told.row.evidence)
    at = ledger.now()
    made = Correction(
        _hash("correction", name, row, action, field, new, person, at),
        name,
        row,
        action,
        field,
        old,
        new,
        note,
        spans,
        person,
        at,
    )
    _keep(ledger, [made], [])
    return made


def rule(ledger: Ledger, one: str, other: str, judgement: Judgement, *, person: str, note: str | None = None) -> Ruling:
    """Decide whether two reports tell of one occurrence; a person's word outranks the machine's.

    Args:
        ledger: where the reports are.
        one: stable key of a report.
        other: stable key of another.
        judgement: ``same``, ``different`` or ``unsure``.
        person: who decides.
        note: why.

    Returns:
        The decision as it was stored.

    Raises:
        LedgerError: a report is missing, the two are one, or the judgement is none that a person gives.
    """
    if one == other or judgement not in _REPLAY:
        message = f"{one!r} and {other!r} cannot be ruled {judgement}; name two reports and same, different or unsure"
        raise LedgerError(message)
    left, right = (_find_row(ledger.store, "events", name) for name in sorted((one, other)))
    at = ledger.now()
    name = _hash("ruling", left.key, right.key, judgement, person, at)
    spans = (dump_spans(left.row.evidence), dump_spans(right.row.evidence))
    made = Ruling(name, left.key, right.key, judgement, note, *spans, person, at)
    _keep(ledger, [], [made])
    return made


def split(
    ledger: Ledger, occurrence: str, reports: Iterable[str], *, person: str, note: str | None = None
) -> list[Ruling]:
    """Part some reports of an occurrence from the others.

    Returns:
        One ruling for each pair that is parted.
    """
    out = set(reports)
    rest = [name for name in ledger.occurrence(occurrence).reports if name not in out]
    return [
        rule(ledger, one, other, Judgement.DIFFERENT, person=person, note=note) for one in sorted(out) for other in rest
    ]


def merge(ledger: Ledger, one: str, other: str, *, person: str, note: str | None = None) -> Ruling:
    """Join two occurrences: their first reports are ruled to be the same."""
    left, right = ledger.occurrence(one), ledger.occurrence(other)
    return rule(ledger, left.reports[0], right.reports[0], Judgement.SAME, person=person, note=note)


def undo(ledger: Ledger, name: str) -> None:
    """Take back a decision.

    Args:
        ledger: where it is.
        name: id of the correction or ruling.

    Raises:
        LedgerError: no decision with this id stands.
    """
    at = ledger.now()
    with ledger.store.writing():
        corrections = [one for one in load_corrections(ledger.store) if one.id == name]
        rulings = [one for one in load_rulings(ledger.store) if one.id == name]
        if not corrections and not rulings:
            message = f"no decision {name!r} stands; `summitry review log` lists those that do"
            raise LedgerError(message)
        table = "correction" if corrections else "ruling"
        sql = f"UPDATE {table} SET undone = :at WHERE id = :id"  # noqa: S608  # our own tables
        ledger.store.execute(sql, {"at": at, "id": name})
        note_changes(ledger.store, [(at, "undone", name, "")])
        _apply(ledger, corrections, rulings, at)
    ledger.refresh()


def load_rulings(store: Store, *, undone: bool = False) -> list[Ruling]:
    """Return the rulings that stand, in order of time; with ``undone`` those taken back too."""
    sql = f"SELECT {', '.join(_RULING)} FROM ruling{'' if undone else ' WHERE undone IS NULL'} ORDER BY at, id"  # noqa: S608
    found = (dict(zip(_RULING, record, strict=True)) for record in store.query(sql))
    return [Ruling(**{**cells, "judgement": Judgement(cells["judgement"])}) for cells in found]


def export_decisions(ledger: Ledger) -> list[str]:
    """Return every decision, those taken back too, as lines of JSON."""
    kept: list[tuple[str, Correction | Ruling]] = [
        *(("correction", one) for one in load_corrections(ledger.store, undone=True)),
        *(("ruling", one) for one in load_rulings(ledger.store, undone=True)),
    ]
    return [json.dumps({"kind": kind, **asdict(one)}, ensure_ascii=False) for kind, one in kept]


def import_decisions(ledger: Ledger, lines: Iterable[str]) -> tuple[int, int]:
    """Take decisions over from another ledger; those known already change nothing.

    Args:
        ledger: where they go; a decision whose document is not there yet waits for it.
        lines: lines of JSON as ``export_decisions`` gives them.

    Returns:
        How many were new, and how many were known.

    Raises:
        LedgerError: a line is no decision; none is taken over then.
    """
    known = {one.id for one in load_corrections(ledger.store, undone=True)}
    known |= {one.id for one in load_rulings(ledger.store, undone=True)}
    corrections: dict[str, Correction] = {}
    rulings: dict[str, Ruling] = {}
    count = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        one = _parse(line, number)
        if one.id in known:
            count += 1
        elif isinstance(one, Correction):
            corrections[one.id] = one
        else:
            rulings[one.id] = one
    _keep(ledger, list(corrections.values()), list(rulings.values()))
    return len(corrections) + len(rulings), count


def _parse(line: str, number: int) -> Correction | Ruling:
    try:
        said = json.loads(line)
        kind = {"correction": Correction, "ruling": Ruling}[said.pop("kind")]
        one: Correction | Ruling = TypeAdapter(kind).validate_python(said)
        if isinstance(one, Correction):
            check_list(one.list)
            load_spans(one.evidence)
        else:
            load_spans(one.left_evidence)
            load_spans(one.right_evidence)
    except (json.JSONDecodeError, ValidationError, KeyError, TypeError, ValueError, AttributeError) as error:
        message = (
            f"line {number} is no decision ({type(error).__name__}): {line[:80]!r}; give what `review export` wrote"
        )
        raise LedgerError(message) from error
    return one


def measure_agreement(ledger: Ledger, one: str, other: str) -> Agreement:
    """Return how far two people agree on what both decided.

    Source: Cohen 1960, A coefficient of agreement for nominal scales.
    """
    answers: dict[str, dict[tuple[str, ...], str]] = {one: {}, other: {}}
    for correction in load_corrections(ledger.store):
        if correction.person in answers:
            said = "|".join((correction.action.value, correction.field or "", correction.new or ""))
            answers[correction.person][correction.list, correction.row] = said
    for ruling in load_rulings(ledger.store):
        if ruling.person in answers:
            answers[ruling.person][ruling.left_row, ruling.right_row] = ruling.judgement.value
    both = sorted(answers[one].keys() & answers[other].keys())
    return cohen([(answers[one][item], answers[other][item]) for item in both])


def cohen(answers: list[tuple[str, str]]) -> Agreement:
    """Return the agreement of paired answers.

    >>> round(cohen([("yes", "yes"), ("yes", "no"), ("no", "no"), ("no", "no")]).kappa, 2)
    0.5

    Args:
        answers: (one's answer, the other's) for each item.
    """
    total = len(answers)
    agreed = sum(left == right for left, right in answers)
    if not total:
        return Agreement(0, 0, None)
    values = {value for pair in answers for value in pair}
    chance = sum(
        sum(left == value for left, _ in answers) * sum(right == value for _, right in answers) for value in values
    ) / (total * total)
    return Agreement(total, agreed, None if chance == 1 else (agreed / total - chance) / (1 - chance))


def _keep(ledger: Ledger, corrections: list[Correction], rulings: list[Ruling]) -> None:
    """Store decisions and draw anew what they touch."""
    at = ledger.now()
    with ledger.store.writing():
        ledger.store.insert(
            "correction", COLUMNS, [tuple({**asdict(one), "action": one.action.value}.values()) for one in corrections]
        )
        ledger.store.insert(
            "ruling", _RULING, [tuple({**asdict(one), "judgement": one.judgement.value}.values()) for one in rulings]
        )
        changes = [(at, "corrected", one.row, one.id) for one in corrections]
        changes.extend((at, "ruled", f"{one.left_row} {one.right_row}", one.id) for one in rulings)
        note_changes(ledger.store, changes)
        _apply(ledger, corrections, rulings, at)
    ledger.refresh()


def _apply(ledger: Ledger, corrections: list[Correction], rulings: list[Ruling], at: str) -> None:
    batch = Batch()
    ledger.memory.forget()
    if corrections:
        raise_again(ledger.store, {one.row.partition("/")[0] for one in corrections}, batch)
        draw_occurrences(ledger.store, batch, ledger.memory, at)
    if rulings:
        events = place_rulings(ledger.store, {name for one in rulings for name in (one.left_row, one.right_row)})
        sql = (
            "SELECT b.event FROM occurrence_report a JOIN occurrence_report b ON b.occurrence = a.occurrence "
            "WHERE a.event IN (:keys)"
        )
        events |= {event for (event,) in fetch(ledger.store, sql, events)}
        redraw(ledger.store, events, batch, ledger.memory, at)
    mark_stale(ledger.store, batch.dyads)


def _find_row(store: Store, name: str, row: str) -> Told[Any]:
    document, _, local = row.partition("/")
    sql = (
        f"SELECT t.key FROM document d JOIN reading r ON r.document = d.key AND r.speaks = 1 "  # noqa: S608
        f"JOIN {TABLES[name].name} t ON t.reading = r.key WHERE d.id >= :low AND d.id < :high AND t.id = :row"
    )
    keys = [key for (key,) in store.query(sql, {"low": document, "high": f"{document}g", "row": local})]
    for _, told in load_rows(store, name, keys, rejected=True):
        return told
    message = f"{name} hold no row {row!r}; `summitry track show A-B --json` prints the keys of rows"
    raise LedgerError(message)


def _hash(*parts: object) -> str:
    return hashlib.sha256(json.dumps([str(part) for part in parts]).encode()).hexdigest()[:12]
