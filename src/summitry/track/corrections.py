"""What people decided about single rows, laid over what was read; it outlives a recoding.

A correction names its row by the stable key and by the words that prove it. When the document is read anew and no row
has that key, it goes to the row of the same list whose words overlap most; where there is none it waits, and is never
lost.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter, ValidationError

from summitry.errors import LedgerError
from summitry.records import Row, Span
from summitry.track.rows import TABLES, load_spans, name_actors
from summitry.track.store import Store
from summitry.track.telling import make_party
from summitry.track.values import Told

OVERLAP = 0.5
"""Part of the words of both together that a row must share with a correction to be taken for its row."""


class Action(StrEnum):
    """What a person does with a row."""

    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision on one row.

    Attributes:
        id: hash of its content.
        list: list of the row: ``events``, ``statements`` ...
        row: stable key of the row.
        action: what was decided.
        field: the field edited, or None.
        old: JSON of what was read, or None.
        new: JSON of what it should be, or None.
        note: why, or None.
        evidence: JSON of the row's spans.
        person: who decided.
        at: when, ISO 8601.
        undone: when it was taken back, or None.
    """

    id: str
    list: str
    row: str
    action: Action
    field: str | None
    old: str | None
    new: str | None
    note: str | None
    evidence: str
    person: str
    at: str
    undone: str | None = None


COLUMNS = tuple(field.name for field in fields(Correction))


def load_corrections(store: Store, *, undone: bool = False) -> list[Correction]:
    """Return the corrections that stand, in order of time; with ``undone`` those taken back too."""
    sql = f"SELECT {', '.join(COLUMNS)} FROM correction{'' if undone else ' WHERE undone IS NULL'} ORDER BY at, id"  # noqa: S608
    found = (dict(zip(COLUMNS, record, strict=True)) for record in store.query(sql))
    return [Correction(**{**cells, "action": Action(cells["action"])}) for cells in found]


def load_ruled_reports(store: Store) -> dict[str, dict[str, str]]:
    """Return the reports that people ruled on: by document (sixteen digits), stable name -> JSON of the spans."""
    found: dict[str, dict[str, str]] = {}
    for side in ("left", "right"):
        sql = f"SELECT {side}_row, {side}_evidence FROM ruling WHERE undone IS NULL"  # noqa: S608  # our own columns
        for name, evidence in store.query(sql):
            found.setdefault(name.partition("/")[0], {})[name] = evidence
    return found


def sort_corrections(corrections: Iterable[Correction]) -> dict[str, list[Correction]]:
    """Return corrections by the first sixteen digits of their document's id."""
    found: dict[str, list[Correction]] = {}
    for one in corrections:
        found.setdefault(one.row.partition("/")[0], []).append(one)
    return found


def overlay(
    lists: Mapping[str, Mapping[int, Told[Any]]], corrections: Iterable[Correction]
) -> tuple[dict[str, dict[int, Told[Any]]], tuple[Correction, ...]]:
    """Lay corrections over the rows of one document.

    Args:
        lists: told rows by list and key.
        corrections: those on this document, in order of time; a later one on the same field goes before.

    Returns:
        The rows as corrected, rejected ones left out; and the corrections that found no row.
    """
    rows = {name: dict(found) for name, found in lists.items()}
    waiting = []
    rejected: set[tuple[str, int]] = set()
    for one in corrections:
        key = find_row(lists.get(one.list, {}), one.row, one.evidence)
        if key is None:
            waiting.append(one)
            continue
        told = rows[one.list][key]
        if one.action is Action.REJECT:
            rejected.add((one.list, key))
        else:
            rejected.discard((one.list, key))
            rows[one.list][key] = _apply(told, one)
    for name, key in rejected:
        del rows[name][key]
    return rows, tuple(waiting)


def find_row(rows: Mapping[int, Told[Any]], name: str, evidence: str) -> int | None:
    """Return the key of the row with a stable name, else of the one whose words overlap most with some spans."""
    for key, told in rows.items():
        if told.key == name:
            return key
    spans = load_spans(evidence)
    best = max(rows, key=lambda key: (_overlap(rows[key].row.evidence, spans), rows[key].key), default=None)
    return None if best is None or _overlap(rows[best].row.evidence, spans) < OVERLAP else best


def _overlap(one: tuple[Span, ...], other: tuple[Span, ...]) -> float:
    left = {place for start, end in one for place in range(start, end)}
    right = {place for start, end in other for place in range(start, end)}
    return len(left & right) / max(len(left | right), 1)


def _apply(told: Told[Any], one: Correction) -> Told[Any]:
    row: Row = replace(told.row, confidence=1.0)
    if one.action is Action.EDIT and one.field is not None and one.new is not None:
        row = edit_row(row, one.field, one.new)
    known = dict(told.parties)
    for _, actor in name_actors(row):
        known.setdefault(actor, make_party(actor))
    return replace(told, row=row, parties=known)


def edit_row(row: Row, field: str, new: str) -> Any:  # noqa: ANN401  # a row of the same class
    """Return a row with one field changed.

    Args:
        row: the row as it is.
        field: name of the field.
        new: its new value, as JSON in the form of a readout.

    Raises:
        LedgerError: there is no such field, or the value does not fit it.
    """
    names = [one.name for one in fields(row) if one.name not in {"id", "evidence"}]
    if field not in names:
        message = f"rows of this list have no field {field!r} that can be edited; they have {', '.join(names)}"
        raise LedgerError(message)
    adapter: TypeAdapter[Any] = TypeAdapter(type(row))
    try:
        value = json.loads(new)
        plain = adapter.dump_python(row, mode="json") | {field: value}
        return adapter.validate_python(plain)
    except (json.JSONDecodeError, ValidationError) as error:
        reason = error.errors(include_url=False)[0]["msg"] if isinstance(error, ValidationError) else str(error)
        message = f"{field} cannot be {new}: {reason}; give JSON in the form of a readout (`summitry schema`)"
        raise LedgerError(message) from error


def check_list(name: str) -> str:
    """Return the name of a list of rows.

    Raises:
        LedgerError: there is no such list.
    """
    if name not in TABLES:
        message = f"{name!r} is no list of rows; name one of {', '.join(TABLES)}"
        raise LedgerError(message)
    return name
