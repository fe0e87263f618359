"""Event rows of GDELT 1.0 (57 or 58 columns) and 2.0 (61 columns): tab-separated, usually without a line of names."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from summitry.dates import When
from summitry.errors import IntakeError
from summitry.records import Coder, Place, Readout
from summitry.track.importing.coded import (
    Coded,
    Party,
    Refused,
    RowError,
    arrange,
    make_place,
    make_readout,
    need_day,
    read_cameo,
    read_day,
)
from summitry.track.importing.lines import TOO_LONG, one_line
from summitry.track.importing.who import find_body, find_fips, find_state

_ACTOR = (
    *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code"),
    *("Type1Code", "Type2Code", "Type3Code"),
)
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")
_GEO_2 = (*_GEO[:4], "ADM2Code", *_GEO[4:])


def _columns(geo: tuple[str, ...]) -> tuple[str, ...]:
    return (
        *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
        *(f"Actor{number}{part}" for number in (1, 2) for part in _ACTOR),
        *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
        *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
        *(f"{who}Geo_{part}" for who in ("Actor1", "Actor2", "Action") for part in geo),
        *("DATEADDED", "SOURCEURL"),
    )


COLUMNS = {58: _columns(_GEO), 57: _columns(_GEO)[:-1], 61: _columns(_GEO_2)}
"""Names of the columns by how many there are; the backfile of 1.0 has no addresses."""

NEEDED = ("SQLDATE", "Actor1Code", "Actor1CountryCode", "Actor2Code", "Actor2CountryCode", "EventCode")
"""Columns that a file with a line of names must have."""

_WHOLE_STATE = "1"
_SHOWN = 200


def read(lines: Iterator[tuple[int, str | None]]) -> Iterator[Readout | Refused]:
    """Yield the rows of a file as readouts.

    Raises:
        IntakeError: the file has a line of names that lacks a column.
    """
    names: tuple[str, ...] | None = None
    for number, line in lines:
        if line is None:
            yield Refused(number, TOO_LONG, "")
            continue
        cells = line.split("\t")
        if "sqldate" in (said := tuple(cell.strip().lower() for cell in cells)):
            names = _read_names(said)
        elif line.strip():
            try:
                yield make_readout(_make(_name(cells, names), _find_coder(names or len(cells))))
            except RowError as error:
                yield Refused(number, str(error), line[:_SHOWN])


def _read_names(said: tuple[str, ...]) -> tuple[str, ...]:
    missing = next((name for name in NEEDED if name.lower() not in said), None)
    if missing is not None:
        message = f"no table of GDELT: its first line has no column {missing!r}; give the file as it was published"
        raise IntakeError(message)
    known = {name.lower(): name for name in COLUMNS[61]}
    return tuple(known.get(name, name) for name in said)


def _name(cells: list[str], names: tuple[str, ...] | None) -> Mapping[str, str]:
    """Return the cells by column; those of a file without names by how many there are."""
    columns = COLUMNS.get(len(cells)) if names is None else names
    if columns is None or len(columns) != len(cells):
        wanted = "GDELT has 58 or 61" if names is None else f"the first line names {len(names)}"
        message = f"{len(cells)} columns, where {wanted}"
        raise RowError(message)
    return defaultdict(str, zip(columns, cells, strict=True))


def _find_coder(columns: tuple[str, ...] | int) -> Coder:
    newer = "ActionGeo_ADM2Code" in columns if isinstance(columns, tuple) else columns == len(COLUMNS[61])
    return Coder("gdelt", "2.0" if newer else "1.0")


def _make(row: Mapping[str, str], coder: Coder) -> Coded:
    day = need_day(row["SQLDATE"])
    sides = tuple(tuple(_party(row, number)) for number in (1, 2))
    cameo, kind, mode, contexts, actors, recipients = arrange(read_cameo(row["EventCode"]), *sides)
    url = row["SOURCEURL"].strip()
    host = find_host(url)
    cells = (
        *("GDELT", row["GLOBALEVENTID"], day.isoformat()),
        *(row[f"Actor{number}{part}"] for number in (1, 2) for part in ("Code", "Name")),
        *(row["EventCode"], row["ActionGeo_FullName"], row["ActionGeo_CountryCode"]),
    )
    return Coded(
        coder=coder,
        cells=cells,
        when=When.from_day(day),
        published=read_day(row["DATEADDED"]) or day,
        publisher=host or (one_line(url) or None),
        url=url if host else None,
        kind=kind,
        actors=actors,
        recipients=recipients,
        mode=mode,
        contexts=contexts,
        cameo=cameo,
        place=_place(row),
    )


def _party(row: Mapping[str, str], number: int) -> Iterator[Party]:
    code, name = row[f"Actor{number}Code"].strip(), row[f"Actor{number}Name"].strip()
    sector = row[f"Actor{number}Type1Code"].strip()
    state = find_state(row[f"Actor{number}CountryCode"].strip()) or find_body(
        row[f"Actor{number}KnownGroupCode"].strip()
    )
    if code or name or state:
        for one in name.split("; "):  # GDELT names one; our own export several of one side
            yield Party(one, state, sector, named=False)


def _place(row: Mapping[str, str]) -> Place | None:
    name = row["ActionGeo_FullName"].partition(",")[0]
    state = find_fips(row["ActionGeo_CountryCode"])
    whole = row["ActionGeo_Type"].strip() == _WHOLE_STATE  # the middle of a state is where nothing happened
    position = ("", "") if whole else (row["ActionGeo_Lat"], row["ActionGeo_Long"])
    return make_place(name, state, *position, need_day(row["SQLDATE"]))


def find_host(url: str) -> str:
    """Return the host of an address without ``www.``, or empty for a text that is none.

    >>> find_host("https://www.example.org/a?b"), find_host("BBC Monitoring")
    ('example.org', '')
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return (parts.hostname or "").removeprefix("www.") if parts.scheme in {"http", "https"} else ""
