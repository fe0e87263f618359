"""Tables in the form of ours (CSV): any of them, with the columns that name a row; further ones may be left out."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from summitry.knowledge.check import Known, find_reference_faults
from summitry.knowledge.forms import FORMS, WITHDRAWN, YES, Form, find_layer_faults
from summitry.knowledge.importers.rows import RawSpell, Refused, pick, read_records
from summitry.knowledge.tables import read_csv
from summitry.records import Office

_ENOUGH: Mapping[str, frozenset[str]] = {
    **{name: frozenset({*form.key, *form.needed}) for name, form in FORMS.items()},
    "tenures": frozenset({"name", "country", "office", "start"}),
    "aliases": frozenset({"alias", "target", "kind"}),
    "membership": frozenset({"organisation", "member"}),
    "titles": frozenset({"title", "office", "level"}),
}
"""Table -> columns by which its rows are known."""


def find_form(header: tuple[str, ...]) -> Form | None:
    """Return the table that a file's columns are those of; of several the one with most columns in common."""
    fitting = [FORMS[name] for name, columns in _ENOUGH.items() if columns <= set(header)]
    return max(fitting, key=lambda form: len(set(columns_of(form)) & set(header)), default=None)


def columns_of(form: Form) -> tuple[str, ...]:
    """Return the columns of a packaged table."""
    return tuple(read_csv(form.relative)[0])


def read_rows(file: Path, form: Form, known: Known, source: str, checked: str) -> Iterator[dict[str, str] | Refused]:
    """Yield the rows of a table for a layer, in the columns that the file has.

    Args:
        file: the table.
        form: its form.
        known: the ids that rows may refer to (``check.list_ids``).
        source: what to write into ``source`` where it is empty.
        checked: ISO day to write into ``checked`` where it is empty.
    """
    columns = columns_of(form)
    for line, row in read_records(file):
        if isinstance(row, str):
            yield Refused(line, "broken row", row)
            continue
        full = {column: row[column] for column in (*columns, WITHDRAWN) if column in row}
        full["source"] = full.get("source") or source
        full["checked"] = full.get("checked") or checked
        fault = next(find_layer_faults(form, full, columns, new=True), None)
        kind = "not of the table's form"
        if fault is None and full.get(WITHDRAWN) != YES:
            fault, kind = next(find_reference_faults(form.name, full, known), None), "refers to nothing"
        yield full if fault is None else Refused(line, kind, fault, row)


def read_spells(file: Path) -> Iterator[RawSpell | Refused]:
    """Yield the spells of a table of tenures whose people have no ids, to be joined to the people of ours."""
    for line, row in read_records(file):
        if isinstance(row, str):
            yield Refused(line, "broken row", row)
            continue
        position = row["office"]
        if position in set(Office):
            position = row.get("title") or position.replace("_", " ")
        end = pick(row, ("end", "to", "until"))
        yield RawSpell(
            line, row["name"], row["country"], position, row["start"], end, note=row.get("note", ""), cells=row
        )
