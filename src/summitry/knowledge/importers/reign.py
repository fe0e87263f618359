"""REIGN's list of leaders (CSV): who led each state, with a day of entry and a month of leaving.

Source: Bell, Rulers, Elections, and Irregular Governance; codes of states are those of Correlates of War.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from summitry.knowledge.importers.rows import RawSpell, Refused, read_records

_REMARK = re.compile(r"\s*\(.*$")
"""What the list says after a name: (f), (2nd time)."""
COLUMNS = frozenset({"ccode", "leader", "syear"})
"""A file with these columns is such a list."""


def read(file: Path) -> Iterator[RawSpell | Refused]:
    """Yield the spells of the list."""
    rows = [*read_records(file)]
    years = [
        year for _, row in rows if not isinstance(row, str) for year in (row.get("syear", ""), row.get("eyear", ""))
    ]
    horizon = max((year for year in years if year.isdecimal()), default="")
    for line, row in rows:
        if isinstance(row, str):
            yield Refused(line, "broken row", row)
            continue
        start = _date(row.get("syear", ""), row.get("smonth", ""), row.get("sdate", ""))
        end = _date(row.get("eyear", ""), row.get("emonth", ""), row.get("edate", ""))
        family, _, given = _REMARK.sub("", row.get("leader", "")).partition(", ")
        yield RawSpell(
            line, f"{given} {family}".strip(), row.get("ccode", ""), "", start, end, "cow", horizon=horizon, cells=row
        )


def _date(year: str, month: str, day: str) -> str:
    """Return an ISO day, month or year out of numbers that may be missing.

    >>> _date("1953", "1", "")
    '1953-01'
    """
    parts = [year.zfill(4)] if year else []
    if parts and month:
        parts.append(month.zfill(2))
        if day:
            parts.append(day.zfill(2))
    return "-".join(parts)
