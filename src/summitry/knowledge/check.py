"""The check of the world's tables, packaged and a user's own: every problem with its file, its line and the way out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import combinations
from pathlib import Path

from summitry.errors import TableError
from summitry.knowledge.entries import fold
from summitry.knowledge.facts import split_cell
from summitry.knowledge.forms import (
    FORMS,
    WITHDRAWN,
    YES,
    Form,
    find_faults,
    find_layer_faults,
    first_day,
    last_day,
    person_of,
)
from summitry.knowledge.layers import IMPORTED, list_layers
from summitry.knowledge.tables import Row, read_file, read_text, scan_csv
from summitry.records import Office

PACKAGED = "data/"
"""So begin the paths of packaged tables."""
HANDOVER = timedelta(days=31)
"""Two lists may differ by so much on when an office changes hands."""
NOWHERE = "---"
"""Stands for the country of what has none."""
SOLE = frozenset(
    {Office.HEAD_OF_STATE, Office.HEAD_OF_GOVERNMENT, Office.MONARCH, Office.FOREIGN_MINISTER, Office.DEFENCE_MINISTER}
)
"""Offices that one person holds at a time, under one title."""
_SHARED = "member "
"""So begin titles that say themselves that several hold them, such as member of the Presidency."""
_CODES = ("alpha2", "m49", "cow", "gw", "fips", "cameo", "wikidata")
_REFERENCES: Mapping[str, Mapping[str, str]] = {
    "states": {"successor": "state"},
    "organisations": {"country": "any"},
    "aliases": {"target": "id"},
    "membership": {"organisation": "organisation", "member": "id"},
    "offices": {"country": "any"},
    "titles": {"country": "any"},
    "tenures": {"country": "any"},
    "figures": {"country": "any"},
    "places": {"country": "any"},
    "gazetteer": {"country": "any"},
    "senses": {"target": "meant"},
    "disputes": {"claimants": "state", "administrator": "state", "before": "state", "iso": "any"},
}
"""Table -> column -> what the ids in it must be."""
Known = Mapping[str, AbstractSet[str]]
"""What an id must be -> the ids that are."""
_SEVERAL = frozenset({"claimants"})
"""Columns that may hold several ids."""
_KNOWN = {
    "state": "states.csv",
    "organisation": "organisations.csv",
    "id": "states.csv or organisations.csv",
    "meant": "states.csv or organisations.csv, nor a person of tenures.csv",
    "any": "states.csv or organisations.csv",
}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in a table.

    Attributes:
        file: path of the file; packaged ones begin with ``data/``.
        line: line on which the row ends, from 1; 0 where the whole file is meant.
        message: what is wrong, the value, and the way out.
    """

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row and where it stands."""

    row: Row
    file: str
    line: int

    def problem(self, message: str) -> Problem:
        return Problem(self.file, self.line, message)


def check_world(layers: Sequence[Path] = (), *, packaged: bool = True, sources: bool = True) -> tuple[Problem, ...]:
    """Check the packaged tables and layers over them.

    Args:
        layers: folders of layers, the earlier ones first; each is checked against what lies below it.
        packaged: whether the packaged tables' own problems are told; they are read in any case.
        sources: whether a row needs a source and the day on which it was checked.

    Returns:
        All problems, in order of file and line; none if all is well.
    """
    problems: list[Problem] = []
    held: dict[str, dict[tuple[str, ...], _Placed]] = {}
    for form in FORMS.values():
        rows, broken = _read_packaged(form.name)
        found = list(broken)
        columns = tuple(rows[0].row) if rows else ()
        if packaged:
            found.extend(_check_packaged(form, rows, sources=sources))
        held[form.name] = {form.key_of(one.row): one for one in rows}
        for layer in layers:
            _add_layer(form, layer / form.file, held[form.name], columns, found, sources=sources)
        problems.extend(found)
    for layer in layers:
        problems.extend(_check_folder(layer))
    problems.extend(_check_whole({name: tuple(rows.values()) for name, rows in held.items()}))
    return tuple(sorted({one for one in problems if packaged or not one.file.startswith(PACKAGED)}))


def check_folder(folder: Path) -> tuple[Problem, ...]:
    """Check a folder of layers, or one layer, over the packaged tables.

    Raises:
        TableError: there is no such folder, or no table in it.
    """
    if not folder.is_dir():
        message = f"{folder}: is no folder; give one with tables in it, or with imported/ or corrections/"
        raise TableError(message)
    layers = list_layers(folder)
    if not layers:
        tables = ", ".join(form.file for form in FORMS.values())
        message = f"{folder}: has no table in it; tables are called {tables}"
        raise TableError(message)
    return check_world(layers)


@cache
def _read_packaged(name: str) -> tuple[tuple[_Placed, ...], tuple[Problem, ...]]:
    """Return the rows of a packaged table, and what stands there for a row but is none."""
    problems: list[Problem] = []
    form = FORMS[name]
    return tuple(_read(read_text(form.relative), f"{PACKAGED}{form.relative}", problems)), tuple(problems)


def _read(text: str, file: str, problems: list[Problem]) -> list[_Placed]:
    rows: list[_Placed] = []
    for line, row in scan_csv(text):
        if isinstance(row, str):
            problems.append(Problem(file, line, row))
        else:
            rows.append(_Placed(row, file, line))
    return rows


def _check_packaged(form: Form, rows: Sequence[_Placed], *, sources: bool) -> Iterator[Problem]:
    for one in rows:
        yield from (one.problem(fault) for fault in find_faults(form, one.row))
    yield from _check_rows(form, rows, sources=sources)


def _check_rows(form: Form, rows: Sequence[_Placed], *, sources: bool) -> Iterator[Problem]:
    """Yield what is wrong with the rows of one file: no source, and keys that stand twice."""
    seen: dict[tuple[str, ...], int] = {}
    for one in rows:
        if sources and one.row.get(WITHDRAWN) != YES:
            yield from (one.problem(fault) for fault in _find_source_faults(one.row))
        key = form.key_of(one.row)
        if key in seen:
            named = ", ".join(f"{column} {cell!r}" for column, cell in zip(form.key, key, strict=True))
            yield one.problem(f"stands also on line {seen[key]} ({named}); take one of the rows out")
        seen.setdefault(key, one.line)


def _find_source_faults(row: Row) -> Iterator[str]:
    if not row.get("source"):
        yield "source is empty; say where the fact is from"
    checked = row.get("checked", "")
    try:
        date.fromisoformat(checked)
    except ValueError:
        yield f"checked {checked!r} is no day; write the day on which the row was last checked, such as 2026-11-25"


def _add_layer(
    form: Form,
    path: Path,
    held: dict[tuple[str, ...], _Placed],
    columns: tuple[str, ...],
    problems: list[Problem],
    *,
    sources: bool,
) -> None:
    if not path.is_file():
        return
    try:
        text = read_file(path)
    except TableError as error:
        problems.append(Problem(str(path), 0, str(error).removeprefix(f"{path}: ")))
        return
    rows = _read(text, str(path), problems)
    problems.extend(_check_rows(form, rows, sources=sources))
    for one in rows:
        key = form.key_of(one.row)
        before = held.get(key)
        faults = list(find_layer_faults(form, one.row, columns, new=before is None))
        problems.extend(one.problem(fault) for fault in faults)
        if one.row.get(WITHDRAWN) == YES:
            if before is None:
                problems.append(one.problem("withdraws a row that is not there; give the same " + ", ".join(form.key)))
            held.pop(key, None)
        elif not faults:
            cells = {column: one.row.get(column, before.row[column] if before else "") for column in columns}
            held[key] = _Placed(cells, one.file, one.line)


def _check_folder(layer: Path) -> Iterator[Problem]:
    """Yield tables of a layer that have no name of a table, so that nobody would read them."""
    files = {form.file for form in FORMS.values()}
    for path in sorted(layer.glob("*.csv")):
        if path.name not in files and not path.name.startswith("quarantine"):
            yield Problem(
                str(path), 0, f"is no table of the world, so it is not read; name it {', '.join(sorted(files))}"
            )


def _check_whole(tables: Mapping[str, Sequence[_Placed]]) -> Iterator[Problem]:
    known = _list_ids(tables)
    yield from _check_references(tables, known)
    yield from _check_codes(tables["states"])
    yield from _check_spells(tables["tenures"])
    yield from _check_names_by(tables["disputes"], known["any"])


def _list_ids(tables: Mapping[str, Sequence[_Placed]]) -> Known:
    people = (person_of(one.row) for one in tables["tenures"])
    return list_ids((one.row for one in tables["states"]), (one.row for one in tables["organisations"]), people)


def list_ids(states: Iterable[Row], organisations: Iterable[Row], people: Iterable[str]) -> Known:
    """Return the ids that rows may refer to, by what they must be.

    Args:
        states: rows of the table of states.
        organisations: rows of the table of organisations.
        people: ids of the people of the table of tenures.

    Returns:
        ``state``, ``organisation``, ``id`` (either of them), ``meant`` (these and people) and ``any`` (states and
        organisations, codes of families of bodies, and ``---``), each with its ids; for ``find_reference_faults``.
    """
    countries, bodies = {row["id"] for row in states}, {row["id"] for row in organisations}
    families = {body.partition("/")[0] for body in bodies}
    either = countries | bodies
    return {
        "state": countries,
        "organisation": bodies,
        "id": either,
        "meant": either | set(people),
        "any": either | families | {NOWHERE},
    }


def find_reference_faults(table: str, row: Row, known: Known) -> Iterator[str]:
    """Yield the ids in a row that are none: which, and the way out."""
    for column, kind in _REFERENCES.get(table, {}).items():
        cell = row.get(column, "")
        for part in split_cell(cell) if column in _SEVERAL else (cell,):
            if part and part not in known[kind]:
                yield f"{column} {part!r} is not an id of {_KNOWN[kind]}; correct it or add its row"


def _check_references(tables: Mapping[str, Sequence[_Placed]], known: Known) -> Iterator[Problem]:
    for table in _REFERENCES:
        for one in tables[table]:
            yield from (one.problem(fault) for fault in find_reference_faults(table, one.row, known))


def _check_codes(states: Sequence[_Placed]) -> Iterator[Problem]:
    """Yield codes that two states have at the same time."""
    for column in _CODES:
        by_code: dict[str, list[_Placed]] = defaultdict(list)
        for one in states:
            if one.row.get(column):
                by_code[one.row[column]].append(one)
        for code, rows in by_code.items():
            for one, other in combinations(rows, 2):
                if _overlap(one.row, other.row, "valid_from", "valid_to"):
                    yield other.problem(f"{column} {code!r} is also that of {one.row['id']}; correct one of them")


def _check_spells(tenures: Sequence[_Placed]) -> Iterator[Problem]:
    """Yield spells of an office that one holds at a time, and of one person in one office, that overlap."""
    sole: dict[tuple[str, str, str], list[_Placed]] = defaultdict(list)
    own: dict[tuple[str, str, str, str], list[_Placed]] = defaultdict(list)
    for one in tenures:
        row = one.row
        own[person_of(row), row["country"], row["office"], row["title"]].append(one)
        if row["office"] in SOLE and not row["note"] and not fold(row["title"]).startswith(_SHARED):
            sole[row["country"], row["office"], row["title"]].append(one)
    for (country, _, title), rows in sole.items():
        rows.sort(key=lambda one: first_day(one.row["start"]))
        for pair in combinations(rows, 2):
            one, other = _blame_last(*pair)
            if person_of(one.row) != person_of(other.row) and _share_time(one, other):
                yield other.problem(
                    f"{other.row['name']} ({_spell(other.row)}) and {one.row['name']} ({_spell(one.row)}, "
                    f"{_where(one)}) are both {title or 'in office'} of {country}; correct a date, or say why in note"
                )
    for rows in own.values():
        for pair in combinations(rows, 2):
            one, other = _blame_last(*pair)
            if _share_time(one, other):
                yield other.problem(
                    f"{other.row['name']} ({_spell(other.row)}) has the same office from {_spell(one.row)} "
                    f"({_where(one)}); make one row of the two"
                )


def _blame_last(one: _Placed, other: _Placed) -> tuple[_Placed, _Placed]:
    """Return two rows, that of the packaged tables before that of a layer: a layer has to fit what lies below it."""
    return (other, one) if other.file.startswith(PACKAGED) and not one.file.startswith(PACKAGED) else (one, other)


def _share_time(one: _Placed, other: _Placed) -> bool:
    """Tell whether two spells overlap; where one is imported by more than lists differ on when an office changes."""
    if not _overlap(one.row, other.row, "start", "end"):
        return False
    if all(IMPORTED not in Path(row.file).parts for row in (one, other)):
        return True
    first, second = sorted((one.row, other.row), key=lambda row: first_day(row["start"]))
    ends = min(first_day(row["end"]) if row["end"] else last_day("") for row in (first, second))
    return date.fromisoformat(ends) - date.fromisoformat(first_day(second["start"])) > HANDOVER


def _check_names_by(disputes: Sequence[_Placed], known: AbstractSet[str]) -> Iterator[Problem]:
    for one in disputes:
        for part in split_cell(one.row["names_by"]):
            code, sign, name = (text.strip() for text in part.partition("="))
            if not sign or not name:
                yield one.problem(f"names_by {part!r} is no CODE=name; write JPN=Etorofu")
            elif code not in known:
                yield one.problem(f"names_by has a name for {code!r}, which is no id of a state or body; correct it")


def _overlap(one: Row, other: Row, start: str, end: str) -> bool:
    """Tell whether two spells share more than the day, month or year of a hand-over."""
    first, second = sorted((one, other), key=lambda row: first_day(row.get(start, "")))
    return not first.get(end) or last_day(second.get(start, "") or "0001") < first_day(first[end])


def _spell(row: Row) -> str:
    return f"{row['start']} to {row['end'] or 'now'}"


def _where(one: _Placed) -> str:
    return f"{one.file}, line {one.line}"
