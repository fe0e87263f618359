"""Rows of a readout as rows of tables, and back."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import date
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter
from typing import Any, get_type_hints

from pydantic import TypeAdapter

from summitry.dates import Precision, When
from summitry.records import (
    Action,
    Actor,
    ActorKind,
    Assessment,
    AssessmentAbout,
    Claim,
    ClaimAbout,
    ClaimKind,
    Commitment,
    Event,
    EventType,
    Level,
    Modality,
    Office,
    Place,
    Position,
    Quad,
    Readout,
    Row,
    Span,
    Stance,
    Statement,
    StatementKind,
    Strength,
    Verdict,
)

Cells = tuple[Any, ...]

_WHEN = ("start", "end", "precision", "text")
_PLACE = ("name", "country", "latitude", "longitude")


@dataclass(frozen=True, slots=True)
class Table:
    """How a class of rows lies in its table.

    Attributes:
        name: the table.
        kind: the class.
        columns: columns after ``key`` and ``reading``.
        encode: cells of a row, in the order of ``columns``.
        decode: the row of cells in that order.
    """

    name: str
    kind: type
    columns: tuple[str, ...]
    encode: Callable[[Any], Cells]
    decode: Callable[[Sequence[Any]], Any]


@dataclass(frozen=True, slots=True)
class _Field:
    """How a field lies in columns; ``encode`` is None where the value is the cell."""

    name: str
    columns: tuple[str, ...]
    encode: Callable[[Any], Cells] | None
    decode: Callable[[Sequence[Any]], Any]


@lru_cache(maxsize=1 << 16)
def dump_list(values: tuple[str, ...]) -> str:
    """Return a tuple of texts as JSON.

    >>> dump_list(("JPN", "RUS"))
    '["JPN","RUS"]'
    """
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=1 << 16)
def load_list(text: str) -> tuple[str, ...]:
    """Read what ``dump_list`` wrote."""
    return tuple(json.loads(text))


def dump_spans(spans: Sequence[Span]) -> str:
    """Return character ranges as JSON: ``[[12,80],[95,120]]``."""
    return "[" + ",".join(f"[{start},{end}]" for start, end in spans) + "]"


def load_spans(text: str) -> tuple[Span, ...]:
    """Read what ``dump_spans`` wrote."""
    return tuple(Span(start, end) for start, end in json.loads(text))


def load_when(cells: Sequence[Any]) -> When | None:
    """Return the date of four columns (start, end, precision, text), or None."""
    start, end, precision, text = cells
    if start is None:
        return None
    return When(_day(start), _day(end), Precision(precision), text)


@lru_cache(maxsize=1 << 14)
def _day(text: str) -> date:
    return date.fromisoformat(text)


def _dump_when(when: When | None) -> Cells:
    if when is None:
        return (None, None, None, None)
    return (_iso(when.start), _iso(when.end), str.__str__(when.precision), when.text)


@lru_cache(maxsize=1 << 14)
def _iso(day: date) -> str:
    return day.isoformat()


def _dump_place(place: Place | None) -> Cells:
    return (None,) * 4 if place is None else (place.name, place.country, place.latitude, place.longitude)


def _load_place(cells: Sequence[Any]) -> Place | None:
    return None if cells[0] is None else Place(*cells)


def _plain(name: str, column: str = "") -> _Field:
    return _Field(name, (column or name,), None, lambda cells: cells[0])


def _word(name: str, kind: type[StrEnum], column: str = "") -> _Field:
    members = {member.value: member for member in kind}
    return _Field(
        name,
        (column or name,),
        lambda value: (None,) if value is None else (str.__str__(value),),
        lambda cells: None if cells[0] is None else members[cells[0]],
    )


def _texts(name: str, column: str = "") -> _Field:
    return _Field(name, (column or name,), lambda value: (dump_list(value),), lambda cells: load_list(cells[0]))


def _spans(name: str) -> _Field:
    return _Field(name, (name,), lambda value: (dump_spans(value),), lambda cells: load_spans(cells[0]))


def _when(name: str) -> _Field:
    return _Field(name, tuple(f"{name}_{part}" for part in _WHEN), _dump_when, load_when)


_PLACES = _Field("place", tuple(f"place_{part}" for part in _PLACE), _dump_place, _load_place)
_ID, _EVIDENCE, _CONFIDENCE = _plain("id"), _spans("evidence"), _plain("confidence")
_ISSUES, _OCCASION = _texts("issues"), _plain("occasion")


def _lay_out(name: str, kind: type, parts: tuple[_Field, ...], *, more: bool = True) -> Table:
    """Return the table of a class; fields without a column of their own go into ``more``, as JSON."""
    listed = {part.name for part in parts}
    rest = tuple(field for field in fields(kind) if field.name not in listed) if more else ()
    defaults = {field.name: None if field.default is MISSING else field.default for field in rest}
    hints = get_type_hints(kind)
    adapters: dict[str, TypeAdapter[Any]] = {field.name: TypeAdapter(hints[field.name]) for field in rest}
    columns = tuple(column for part in parts for column in part.columns) + (("more",) if more else ())
    spots: list[tuple[str, slice, Callable[[Sequence[Any]], Any]]] = []
    start = 0
    for part in parts:
        spots.append((part.name, slice(start, start + len(part.columns)), part.decode))
        start += len(part.columns)
    read = attrgetter(*(part.name for part in parts))
    steps = tuple(part.encode for part in parts)
    usual = tuple(defaults.values())

    def encode(row: Any) -> Cells:  # noqa: ANN401  # a row of the table's class
        cells: list[Any] = []
        for value, step in zip(read(row), steps, strict=True):
            if step is None:
                cells.append(value)
            else:
                cells.extend(step(value))
        if more:
            values = tuple([getattr(row, name) for name in defaults])
            if values == usual:
                cells.append("{}")
            else:
                told = {f: v for f, v in zip(defaults, values, strict=True) if v != defaults[f]}
                said = {f: adapters[f].dump_python(v, mode="json") for f, v in told.items()}
                cells.append(json.dumps(said, ensure_ascii=False, sort_keys=True))
        return tuple(cells)

    def decode(cells: Sequence[Any]) -> Any:  # noqa: ANN401
        values = {field: load(cells[spot]) for field, spot, load in spots}
        if more and cells[-1] != "{}":
            said = json.loads(cells[-1])
            values.update({f: adapters[f].validate_python(v) for f, v in said.items() if f in adapters})
        return kind(**values)

    return Table(name, kind, columns, encode, decode)


TABLES: Mapping[str, Table] = {
    "events": _lay_out(
        "event",
        Event,
        (
            _ID,
            _word("event_type", EventType),
            _word("modality", Modality),
            _texts("actors"),
            _texts("recipients"),
            _when("date"),
            _PLACES,
            _word("level", Level),
            _ISSUES,
            _EVIDENCE,
            _CONFIDENCE,
            _plain("mode"),
            _texts("contexts"),
            _plain("cameo"),
            _plain("score"),
            _word("quad", Quad),
            _OCCASION,
        ),
    ),
    "statements": _lay_out(
        "statement",
        Statement,
        (
            _ID,
            _plain("speaker"),
            _word("kind", StatementKind),
            _plain("text"),
            _EVIDENCE,
            _CONFIDENCE,
            _plain("cue"),
            _when("date"),
            _PLACES,
            _OCCASION,
            _ISSUES,
            _texts("speakers"),
        ),
    ),
    "positions": _lay_out(
        "position",
        Position,
        (
            _ID,
            _plain("holder"),
            _plain("issue"),
            _plain("claim"),
            _EVIDENCE,
            _CONFIDENCE,
            _plain("object"),
            _word("stance", Stance),
            _texts("toward"),
        ),
    ),
    "commitments": _lay_out(
        "commitment",
        Commitment,
        (
            _ID,
            _texts("by", "by_actors"),
            _texts("to", "to_actors"),
            _word("action", Action),
            _when("due"),
            _EVIDENCE,
            _CONFIDENCE,
            _word("strength", Strength),
            _PLACES,
            _OCCASION,
            _ISSUES,
            _plain("condition"),
        ),
    ),
    "claims": _lay_out(
        "claim",
        Claim,
        (
            _ID,
            _word("kind", ClaimKind),
            _plain("value"),
            _word("about", ClaimAbout),
            _EVIDENCE,
            _CONFIDENCE,
            _texts("actors"),
            _word("level", Level),
            _when("window"),
        ),
    ),
    "assessments": _lay_out(
        "assessment",
        Assessment,
        (
            _ID,
            _word("about", AssessmentAbout),
            _word("verdict", Verdict),
            _EVIDENCE,
            _CONFIDENCE,
            _plain("issue"),
            _texts("actors"),
        ),
    ),
}
"""The tables of the readout's lists, by the list's name."""

ACTORS = _lay_out(
    "actor",
    Actor,
    (
        _ID,
        _plain("name"),
        _word("kind", ActorKind),
        _plain("country"),
        _spans("mentions"),
        _word("office", Office),
        _plain("title"),
        _plain("sector"),
        _plain("family_name"),
    ),
    more=False,
)
"""The table of actors; its columns follow ``reading`` and ``position``."""


@dataclass(frozen=True, slots=True)
class Flat:
    """A readout as cells.

    Attributes:
        actors: cells of each actor.
        lists: cells of each row, by list.
        digest: sha256 over everything that the readout says (metadata, actors, rows, notes), hexadecimal.
    """

    actors: tuple[Cells, ...]
    lists: Mapping[str, tuple[Cells, ...]]
    digest: str


def flatten(readout: Readout) -> Flat:
    """Return a readout as cells of tables; the same readout always gives the same digest."""
    actors = tuple(map(ACTORS.encode, readout.actors))
    lists = {name: tuple(map(table.encode, getattr(readout, name))) for name, table in TABLES.items()}
    document = readout.document
    head = (document.id, document.title, document.published, document.publisher, document.url, document.language)
    content = repr((head, actors, tuple(lists.items()), readout.notes))
    return Flat(actors, lists, hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest())


def name_actors(row: Row) -> tuple[tuple[str, str], ...]:
    """Return (role, actor id) of everybody whom a row names, each once."""
    many, single = _ROLES[type(row)]
    found = {(role, actor): None for role in many for actor in getattr(row, role)}
    for role in single:
        if actor := getattr(row, role):
            found[role, actor] = None
    return tuple(found)


_ROLES: Mapping[type, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Event: (("actors", "recipients"), ()),
    Statement: (("speakers", "addressees"), ("speaker",)),
    Position: (("toward",), ("holder",)),
    Commitment: (("by", "to"), ()),
    Claim: (("actors",), ()),
    Assessment: (("actors",), ()),
}
"""Fields of each class of rows that name several actors, and those that name one."""
