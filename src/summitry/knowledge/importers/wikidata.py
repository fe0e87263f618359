"""Answers of Wikidata's query service about who held which office: JSON (both of its forms) or CSV.

The columns may have any of the usual names; docs/world.md has a query that gives them.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from summitry.errors import TableError
from summitry.knowledge.importers.rows import MAX_CELL, MAX_IMPORT, Cells, RawSpell, Refused, pick, read_records
from summitry.knowledge.tables import read_file

PERSON = ("personlabel", "person_label", "holderlabel", "humanlabel", "itemlabel", "name")
POSITION = ("positionlabel", "position_label", "officelabel", "office_label", "postlabel", "position", "office")
COUNTRY = ("countrycode", "iso3", "iso", "countrylabel", "country_label", "statelabel", "country", "state")
START = ("start", "starttime", "start_time", "startdate", "from")
END = ("end", "endtime", "end_time", "enddate", "to", "until")
START_PRECISION = ("startprecision", "start_precision")
END_PRECISION = ("endprecision", "end_precision")
COLUMNS = frozenset({"personlabel", "positionlabel", "holderlabel", "officelabel"})
"""A file with one of these columns comes from Wikidata."""
_ITEM = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d*)", re.ASCII)
_TIME = re.compile(r"\+?(\d{4})-(\d\d)-(\d\d)(?:T[\d:.]+Z?)?", re.ASCII)
_LENGTHS = {"9": 4, "10": 7, "11": 10}
"""Wikidata's precision of a time -> letters of the ISO day that are known: year, month, day."""


def read(file: Path) -> Iterator[RawSpell | Refused]:
    """Yield the spells of an answer.

    Raises:
        TableError: the file is neither JSON nor CSV, or has none of the columns.
    """
    rows = _read_json(file) if file.suffix.lower() == ".json" or is_json(file) else read_records(file)
    for line, row in rows:
        if isinstance(row, str):
            yield Refused(line, "broken row", row)
            continue
        country = pick(row, COUNTRY)
        item = _ITEM.fullmatch(country)
        name = pick(row, PERSON)
        if _ITEM.fullmatch(name):
            yield Refused(line, "person has no label", f"the person is only {name}; ask for labels in English", row)
            continue
        yield RawSpell(
            line,
            name,
            item[1] if item else country,
            pick(row, POSITION),
            _date(pick(row, START), pick(row, START_PRECISION)),
            _date(pick(row, END), pick(row, END_PRECISION)),
            "wikidata" if item else "name",
            cells=row,
        )


def is_json(file: Path) -> bool:
    """Tell whether a file begins as JSON does."""
    with file.open("rb") as opened:
        return opened.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}


def _read_json(file: Path) -> Iterator[tuple[int, Cells | str]]:
    try:
        value = json.loads(read_file(file, MAX_IMPORT))
        if isinstance(value, dict):
            value = value["results"]["bindings"]
        entries = list(value) if isinstance(value, list) else None
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        message = f"{file}: is no answer of Wikidata's query service ({error}); download it there as JSON or CSV"
        raise TableError(message) from error
    if entries is None:
        message = f"{file}: is no list of answers; download it from Wikidata's query service as JSON or CSV"
        raise TableError(message)
    for number, entry in enumerate(entries, start=1):
        yield number, _flatten(entry)


def _flatten(entry: object) -> Cells | str:
    """Return the variables of one answer as text; its two forms are a value, or a mapping with the value in it."""
    if not isinstance(entry, Mapping):
        return f"the entry is {str(entry)[:40]!r}, not a set of named values"
    found: dict[str, str] = {}
    for column, value in entry.items():
        inner = value.get("value", "") if isinstance(value, Mapping) else value
        found[str(column).lower()] = "" if inner is None else str(inner).strip()[:MAX_CELL]
    return found


def _date(text: str, precision: str) -> str:
    """Return an ISO day, month or year; a time that Wikidata holds for unknown is empty.

    >>> _date("2012-01-01T00:00:00Z", "9"), _date("http://www.wikidata.org/.well-known/genid/4f", "")
    ('2012', '')
    """
    match = _TIME.fullmatch(text)
    if match is None:
        return "" if "genid" in text or re.fullmatch(r"t\d+|_:\w+", text) else text
    return "-".join(match.groups())[: _LENGTHS.get(precision, 10)]
