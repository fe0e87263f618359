"""Every-politician's lists of office-holders (CSV): one file for many states, or the file of one state.

A file of one state has no column for it; it is named after the state, such as ``japan.csv``.
"""

from collections.abc import Iterator
from pathlib import Path

from summitry.knowledge.importers.rows import RawSpell, Refused, pick, read_records

COLUMNS = frozenset({"position", "person", "start"})
"""A file with these columns is such a list."""
POSITION = ("position", "title", "office", "role", "post")
PERSON = ("person", "name", "personlabel")
COUNTRY = ("country", "state", "jurisdiction")
START = ("start", "startdate", "start_date", "from")
END = ("end", "enddate", "end_date", "to", "until")


def read(file: Path) -> Iterator[RawSpell | Refused]:
    """Yield the spells of a list."""
    named = file.stem.replace("-", " ").replace("_", " ")
    for line, row in read_records(file):
        if isinstance(row, str):
            yield Refused(line, "broken row", row)
            continue
        country = pick(row, COUNTRY) or ("" if set(COUNTRY) & set(row) else named)
        yield RawSpell(
            line,
            pick(row, PERSON),
            country.replace("-", " ").replace("_", " "),
            pick(row, POSITION),
            pick(row, START)[:10],
            pick(row, END)[:10],
            horizon=row.get("snapshot", "")[:10],
            cells=row,
        )
