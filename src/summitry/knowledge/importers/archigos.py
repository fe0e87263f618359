"""Archigos, the data set of political leaders: as the Stata file that it is published as, or a text table made of it.

Source: Goemans, Gleditsch and Chiozza 2009, Introducing Archigos; version 4.1. Codes of states are Gleditsch-Ward's.
"""

from collections.abc import Iterator
from pathlib import Path

from summitry.knowledge.importers.rows import RawSpell, Refused, read_records
from summitry.knowledge.importers.stata import is_stata, read_stata

COLUMNS = frozenset({"leadid", "leader", "startdate"})
"""A file with these columns is Archigos."""


def read(file: Path) -> Iterator[RawSpell | Refused]:
    """Yield the spells of the data set; one that lasts until the data end has no end."""
    rows = [*(read_stata(file) if is_stata(file) else read_records(file))]
    closing = max((row.get("enddate", "") for _, row in rows if not isinstance(row, str)), default="")
    for line, row in rows:
        if isinstance(row, str):
            yield Refused(line, "broken row", row)
            continue
        end = row.get("enddate", "")
        name, _, given = row.get("leader", "").partition(", ")
        whole = f"{given} {name}".strip()
        start = row.get("startdate", "")
        end = "" if end == closing else end
        yield RawSpell(line, whole, row.get("ccode", ""), "", start, end, "gw", horizon=closing, cells=row)
