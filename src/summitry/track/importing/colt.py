"""Leaders' travel of Diplometrics COLT: one row a visit, as CSV with a line of names.

The traveller is the actor, the state visited the recipient. Whether the visit was a contact of leaders is told by the
column on the host: it has their level where the host's leader was met or the table does not tell, and none where the
host's leader was not met.
"""

import csv
from collections.abc import Iterator, Mapping
from datetime import date

from summitry.dates import Precision, When
from summitry.errors import IntakeError
from summitry.knowledge.ontology import contexts_of
from summitry.knowledge.tables import read_toml
from summitry.records import Coder, EventType, Level, Office, Readout
from summitry.track.importing.coded import (
    TABLE,
    Coded,
    Party,
    Refused,
    RowError,
    make_place,
    make_readout,
    make_when,
    need_day,
)
from summitry.track.importing.lines import TOO_LONG, one_line
from summitry.track.importing.tabbed import MOST_PARTS
from summitry.track.importing.who import find_state

CODER = Coder("colt")
PUBLISHER = "Diplometrics COLT"
VISIT = "042"

_NEEDED = ("leader", "state", "host", "year")
_YES = frozenset({"1", "y", "yes", "true"})
_NO = frozenset({"0", "n", "no", "false"})
_NOTHING = frozenset({"tbd", "na", "n/a", "none", "null", ".", "-"})
_OPEN = "a quotation mark that is not closed"
_SHOWN = 200
_FIRST, _LAST = 1900, 2100


def read(lines: Iterator[tuple[int, str | None]]) -> Iterator[Readout | Refused]:
    """Yield the rows of a file as readouts."""
    first = next(lines, (0, ""))[1] or ""
    delimiter = max(("\t", ";", ","), key=first.count)
    columns = _find_columns(next(csv.reader([first], delimiter=delimiter), []))
    aside: list[int] = []
    table = csv.reader(_feed(lines, aside), delimiter=delimiter)
    while True:
        number = table.line_num + 2
        try:
            cells = next(table, None)
        except csv.Error as error:
            yield Refused(number, f"no row of CSV ({error})", "")
            continue
        yield from (Refused(line, TOO_LONG, "") for line in aside)
        aside.clear()
        if cells is None:
            return
        if not any(cell.strip() for cell in cells):
            continue
        if sum(cell.count("\n") for cell in cells) > MOST_PARTS:
            yield Refused(number, _OPEN, delimiter.join(cells)[:_SHOWN])
            continue
        try:
            yield make_readout(_make({what: _cell(cells, place) for what, place in columns.items()}))
        except RowError as error:
            yield Refused(number, str(error), delimiter.join(cells)[:_SHOWN])


def _feed(lines: Iterator[tuple[int, str | None]], aside: list[int]) -> Iterator[str]:
    """Yield lines for the reader of CSV; one that is too long is noted and stands as an empty one."""
    for number, line in lines:
        if line is None:
            aside.append(number)
        yield f"{line or ''}\n"


def _find_columns(names: list[str]) -> dict[str, int]:
    wanted: Mapping[str, list[str]] = read_toml(TABLE)["colt"]
    places = {_fold(name): place for place, name in reversed(list(enumerate(names)))}
    found = {}
    for what, known in wanted.items():
        place = next((places[_fold(name)] for name in known if _fold(name) in places), None)
        if place is not None:
            found[what] = place
    missing = next((what for what in _NEEDED if what not in found and (what != "year" or "start" not in found)), None)
    if missing is not None:
        names_of = ", ".join(wanted[missing])
        message = f"no table of COLT: its first line has no column for the {missing}; name it one of {names_of}"
        raise IntakeError(message)
    return found


def _fold(name: str) -> str:
    return "".join(sign for sign in name.lower() if sign.isalnum())


def _cell(cells: list[str], place: int) -> str:
    cell = one_line(cells[place]) if place < len(cells) else ""
    return "" if cell.lower() in _NOTHING else cell


def _make(row: Mapping[str, str]) -> Coded:
    state, host = find_state(row["state"]), find_state(row["host"])
    if not row["leader"]:
        message = "no traveller"
        raise RowError(message)
    if not host:
        message = f"no state visited: {row['host'][:40]!r}"
        raise RowError(message)
    if host == state:
        message = "a journey within the traveller's own state"
        raise RowError(message)
    when = _when(row)
    role = read_toml(TABLE)["roles"].get(row.get("role", "").lower())
    level = Level(role["level"]) if role else Level.UNKNOWN
    met = row.get("met", "").lower()
    kept = ("leader", "state", "role", "host", "city", "start", "end", "year", "gathering_name", "id")
    gathering = row.get("gathering_name", "")
    if not gathering and row.get("gathering", "").lower() not in {"", *_YES, *_NO}:
        gathering = row["gathering"]  # some editions name the event in the column that tells of one
    return Coded(
        coder=CODER,
        cells=("COLT", *(row.get(what, "") for what in kept)),
        when=when,
        published=when.end if when.precision is Precision.DAY else None,
        publisher=PUBLISHER,
        url=None,
        kind=EventType.CONSULT,
        actors=(Party(row["leader"], state, "GOV", office=Office(role["office"]) if role else Office.OTHER),),
        recipients=(Party(row.get("host_name") or row["host"], host, "GOV", named=False),),
        mode="visit",
        contexts=contexts_of(VISIT),
        cameo=VISIT,
        place=make_place(row.get("city") or row.get("host_name") or row["host"], host, "", "", when.start),
        level=Level.UNKNOWN if met in _NO else level,
        occasion=gathering or None,
    )


def _when(row: Mapping[str, str]) -> When:
    start, end = (need_day(row[name]) if row.get(name) else None for name in ("start", "end"))
    if start is not None:
        duration = row.get("duration", "")
        if end is None and duration.isdecimal() and 1 <= int(duration) <= 366:  # noqa: PLR2004  # a year at most
            end = date.fromordinal(start.toordinal() + int(duration) - 1)
        return make_when(start, end)
    year = row.get("year", "").partition(".")[0]
    if year.isdecimal() and _FIRST <= int(year) <= _LAST:
        return make_when(date(int(year), 1, 1), date(int(year), 12, 31), Precision.YEAR)
    message = f"no day and no year: {year[:40]!r}"
    raise RowError(message)
