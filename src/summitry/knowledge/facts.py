"""The world's tables read into values: each row checked, an error names the file and the row."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TypeVar

from summitry.errors import TableError
from summitry.knowledge.entries import Entity, Facts, Location, Meaning, Sense, Tenure, Title, fold
from summitry.knowledge.forms import person_of
from summitry.knowledge.tables import Row, read_csv
from summitry.records import ActorKind, Level, Office

_T = TypeVar("_T")
_PARTS = 3  # year, month, day
_DAY = 10  # letters of 2014-03-24
_KINDS = {
    "organization": ActorKind.ORGANIZATION,
    "bloc": ActorKind.BLOC,
    "government": ActorKind.GOVERNMENT,
    "group": ActorKind.GROUP,
}
_OFFICES: Mapping[str, Office] = {office.value: office for office in Office}
_LEVELS: Mapping[str, Level] = {level.value: level for level in Level}


def read_facts(layers: Sequence[Path] = ()) -> Facts:
    """Read the packaged tables, overlaid by a user's layers.

    Figures and gazetteer are read when first asked for; those of a user at once, so that a fault is told early.

    Args:
        layers: folders of layers, the earlier ones first; see ``tables.read_csv``.

    Raises:
        TableError: a table is missing or malformed.
    """
    with _without_collection():
        return _read_all(layers)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Keep the garbage collector from walking again and again through rows that all stay: a sixth of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _read_all(layers: Sequence[Path]) -> Facts:
    states, organisations = read_csv("world/states.csv", layers), read_csv("world/organisations.csv", layers)
    entities = {entity.id: entity for entity in _read_entities(states, organisations)}
    office_titles, executives, ruling = _read_offices(read_csv("world/offices.csv", layers))
    tenures = read_tenures(read_csv("world/tenures.csv", layers), "world/tenures.csv")
    disputes = read_disputes(read_csv("world/disputes.csv", layers), "world/disputes.csv")
    places = read_places(read_csv("world/places.csv", layers), "world/places.csv")
    return Facts(
        entities=tuple(entities.values()),
        meanings=tuple(_read_meanings(entities, states, organisations, read_csv("world/aliases.csv", layers))),
        titles=(*office_titles, *read_titles(read_csv("world/titles.csv", layers), "world/titles.csv")),
        tenures=tuple(_with_ruling(tenures, ruling)),
        locations=(*disputes, *places),
        memberships=tuple(_read_memberships(read_csv("world/membership.csv", layers), "world/membership.csv")),
        executives=tuple(executives),
        senses=tuple(_read_senses(entities, read_csv("world/senses.csv", layers))),
        figures=_read_late(
            lambda: tuple(read_tenures(_rows("figures", layers), "world/figures.csv")), "figures", layers
        ),
        gazetteer=_read_late(lambda: _rows("gazetteer", layers), "gazetteer", layers),
    )


def _rows(table: str, layers: Sequence[Path]) -> tuple[Row, ...]:
    return read_csv(f"world/{table}.csv", layers)


def _read_late(read: Callable[[], tuple[_T, ...]], table: str, layers: Sequence[Path]) -> Callable[[], tuple[_T, ...]]:
    """Return what reads a table, once: when first asked, at once where a layer has rows of it."""
    late = cache(read)
    if any((layer / f"{table}.csv").is_file() for layer in layers):
        late()
    return late


def _read_memberships(rows: tuple[Row, ...], name: str) -> Iterator[tuple[str, str, date | None, date | None]]:
    for number, row in enumerate(rows, start=2):
        where = f"data/{name}, row {number}"
        start = read_bound(row["valid_from"], where, last=False)
        yield row["organisation"], row["member"], start, read_bound(row["valid_to"], where, last=True)


def _read_entities(states: tuple[Row, ...], organisations: tuple[Row, ...]) -> list[Entity]:
    found = [
        Entity(
            r["id"],
            r["name"],
            ActorKind.STATE,
            r["successor"] or r["id"],
            "GOV",
            "" if r["valid_to"] else r["alpha2"],
        )
        for r in states
    ]
    for number, row in enumerate(organisations, start=2):
        kind = _KINDS.get(row["kind"])
        if kind is None:
            message = (
                f"data/world/organisations.csv, row {number}: kind {row['kind']!r}; use one of {', '.join(_KINDS)}"
            )
            raise TableError(message)
        found.append(
            Entity(row["id"], row["name"], kind, row["country"] or row["id"].partition("/")[0], row["sector"] or None)
        )
    return found


def _read_meanings(
    entities: Mapping[str, Entity], states: tuple[Row, ...], organisations: tuple[Row, ...], aliases: tuple[Row, ...]
) -> list[Meaning]:
    found: list[Meaning] = []
    ended = {row["id"]: row["valid_to"] for row in states if row["successor"]}
    for row in states:
        entity = _current(entities, row["id"])
        origin = _origin(entities, row["id"], ended)
        start = read_bound(row["valid_from"], "data/world/states.csv", last=False) if row["successor"] else None
        found.append(Meaning(row["name"], "name" if not row["successor"] else "former", entity, origin=origin))
        if row["official"]:
            found.append(Meaning(row["official"], "official", entity, start, origin=origin))
    told = {(row["alias"], row["target"]) for row in aliases}
    for row in organisations:
        entity = entities[row["id"]]
        if (row["name"], row["id"]) not in told:
            found.append(Meaning(row["name"], "name", entity))
        if row["abbreviation"]:
            shorts = split_cell(row["abbreviation"])
            found.extend(Meaning(short, "abbreviation", entity) for short in shorts if (short, row["id"]) not in told)
    for number, row in enumerate(aliases, start=2):
        target, start_cell, end_cell = row["target"], row["valid_from"], row["valid_to"]
        if target not in entities:
            message = (
                f"data/world/aliases.csv, row {number}: target {target!r} is in neither states.csv nor "
                "organisations.csv; correct it"
            )
            raise TableError(message)
        where = f"data/world/aliases.csv, row {number}"
        start = read_bound(start_cell, where, last=False) if start_cell else None
        end = read_bound(end_cell, where, last=True) if end_cell else None
        origin = _origin(entities, target, ended) if target in ended else ""
        found.append(Meaning(row["alias"], row["kind"], _current(entities, target), start, end, origin))
    return found


def _current(entities: Mapping[str, Entity], entity_id: str) -> Entity:
    """Return an entity, or the successor of a vanished state."""
    entity = entities[entity_id]
    return entities.get(entity.country, entity) if entity.kind is ActorKind.STATE else entity


def _origin(entities: Mapping[str, Entity], entity_id: str, ended: Mapping[str, str]) -> str:
    """Return a vanished state in words; empty for a living one."""
    last = ended.get(entity_id)
    return f"{entities[entity_id].name}, which ended on {last}" if last else ""


def _read_senses(entities: Mapping[str, Entity], rows: tuple[Row, ...]) -> Iterator[Sense]:
    for number, row in enumerate(rows, start=2):
        if row["target"] not in entities and "/" not in row["target"]:  # a person may have been withdrawn by a layer
            message = (
                f"data/world/senses.csv, row {number}: target {row['target']!r} is in neither states.csv nor "
                "organisations.csv, and no person; correct it"
            )
            raise TableError(message)
        yield Sense(row["name"], row["target"], row["usual"] == "yes", row["meaning"])


def _read_offices(rows: tuple[Row, ...]) -> tuple[list[Title], list[tuple[str, Office]], set[tuple[str, str]]]:
    """Return titles, the offices that lead states, and (state, folded title) of the parties' that do so."""
    titles: list[Title] = []
    executives: list[tuple[str, Office]] = []
    ruling: set[tuple[str, str]] = set()
    for number, row in enumerate(rows, start=2):
        where = f"data/world/offices.csv, row {number}"
        office, level = read_office(row["office"], where), read_level(row["level"], where)
        titles.extend(
            Title(fold(form), row["country"], office, level) for form in (row["title"], *split_cell(row["patterns"]))
        )
        if row.get("executive") == "yes" and office is Office.PARTY_LEADER:
            ruling.update((row["country"], fold(form)) for form in (row["title"], *split_cell(row["patterns"])))
        elif row.get("executive") == "yes":
            executives.append((row["country"], office))
    return titles, executives, ruling


def _with_ruling(tenures: Iterable[Tenure], ruling: set[tuple[str, str]]) -> Iterator[Tenure]:
    """Yield spells, those marked that lead a state at the head of its party."""
    for tenure in tenures:
        leads = tenure.office is Office.PARTY_LEADER and (tenure.country, fold(tenure.title)) in ruling
        yield replace(tenure, leads=True) if leads else tenure


def read_bound(text: str, where: str, *, last: bool) -> date | None:
    """Return the first or last day of an ISO day, month or year; None for an empty cell.

    Raises:
        TableError: the cell is not of such a form.

    >>> read_bound("2014-03", "membership.csv", last=True)
    datetime.date(2014, 3, 31)
    """
    if not text:
        return None
    try:
        if len(text) == _DAY:
            return date.fromisoformat(text)
        parts = text.split("-")
        numbers = [int(part) for part in parts]
        year, month, day = (*numbers, *(1 for _ in range(_PARTS - len(numbers))))
        first = date(year, month, day)
        if not last or len(numbers) == _PARTS:
            return first
        if len(numbers) == 1:
            return date(first.year, 12, 31)
        return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    except (ValueError, IndexError) as error:
        message = f"{where}: {text!r} is no date; write 2014, 2014-03 or 2014-03-24"
        raise TableError(message) from error


def split_cell(text: str) -> tuple[str, ...]:
    """Return the parts of a cell that holds several values, parted by semicolons."""
    if ";" not in text:
        return (text,) if text else ()
    return tuple(part.strip() for part in text.split(";") if part.strip())


def read_number(text: str, where: str) -> float | None:
    """Return a coordinate, or None for an empty cell.

    Raises:
        TableError: the cell is no number.
    """
    if not text:
        return None
    try:
        return float(text)
    except ValueError as error:
        message = f"{where}: {text!r} is no coordinate; write decimal degrees such as 43.58"
        raise TableError(message) from error


def read_office(text: str, where: str) -> Office:
    """Return an office of the contract.

    Raises:
        TableError: it is none.
    """
    office = _OFFICES.get(text)
    if office is None:
        message = f"{where}: {text!r} is no office; use one of {', '.join(Office)}"
        raise TableError(message)
    return office


def read_level(text: str, where: str) -> Level:
    """Return a level of the contract.

    Raises:
        TableError: it is none.
    """
    level = _LEVELS.get(text)
    if level is None:
        message = f"{where}: {text!r} is no level; use one of {', '.join(Level)}"
        raise TableError(message)
    return level


def read_titles(rows: tuple[Row, ...], name: str) -> Iterator[Title]:
    """Yield the generic titles of a table."""
    for number, row in enumerate(rows, start=2):
        where = f"data/{name}, row {number}"
        yield Title(
            fold(row["title"]),
            row["country"] or None,
            read_office(row["office"], where),
            read_level(row["level"], where),
        )


def read_tenures(rows: tuple[Row, ...], name: str) -> Iterator[Tenure]:
    """Yield the spells of a table.

    Raises:
        TableError: a spell has no start, or ends before it starts.
    """
    for number, row in enumerate(rows, start=2):
        where = f"data/{name}, row {number}"
        start, end = read_bound(row["start"], where, last=False), read_bound(row["end"], where, last=True)
        if start is None or (end is not None and end < start):
            spell = f"{row['start']!r} to {row['end']!r}"
            message = f"{where}: {row['name']} has the spell {spell}; it needs a start, and one not after its end"
            raise TableError(message)
        yield Tenure(
            row["person"] if "/" in row["person"] else person_of(row),
            row["name"],
            row["family_name"],
            row["country"],
            read_office(row["office"], where),
            row["title"],
            start,
            end,
            split_cell(row["variants"]),
        )


def read_places(rows: tuple[Row, ...], name: str) -> Iterator[Location]:
    """Yield the places of a table."""
    for number, row in enumerate(rows, start=2):
        where = f"data/{name}, row {number}"
        yield Location(
            row["name"],
            row["country"] or "---",
            row["kind"],
            read_number(row["latitude"], where),
            read_number(row["longitude"], where),
            names=(row["name"], *split_cell(row["aliases"])),
        )


def read_disputes(rows: tuple[Row, ...], name: str) -> Iterator[Location]:
    """Yield the disputed places of a table; one with an ISO code of its own keeps it as country."""
    for number, row in enumerate(rows, start=2):
        where = f"data/{name}, row {number}"
        yield Location(
            row["name"],
            row["iso"] or "---",
            row["kind"] or "disputed",
            read_number(row["latitude"], where),
            read_number(row["longitude"], where),
            split_cell(row["claimants"]),
            row["administrator"] or None,
            (row["name"], *split_cell(row["names"])),
            read_bound(row["start"], where, last=False),
            read_bound(row["end"], where, last=True),
            split_cell(row["members"]),
            row["before"] or None,
        )
