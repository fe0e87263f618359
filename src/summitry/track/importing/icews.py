"""Tab files of ICEWS coded event data: CAMEO codes, actors by name, sector and country."""

from collections.abc import Iterator

from summitry.dates import When
from summitry.records import Coder, Readout
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
)
from summitry.track.importing.lines import one_line
from summitry.track.importing.tabbed import Row, read_table
from summitry.track.importing.who import find_sector, find_state

NEEDED = ("Event Date", "Source Name", "CAMEO Code", "Target Name")
CODER = Coder("icews")

_SHOWN = 200


def read(lines: Iterator[tuple[int, str | None]]) -> Iterator[Readout | Refused]:
    """Yield the rows of a file as readouts."""
    for found in read_table(lines, NEEDED, "ICEWS"):
        if isinstance(found, Refused):
            yield found
            continue
        number, line, row = found
        try:
            yield make_readout(_make(row))
        except RowError as error:
            yield Refused(number, str(error), line[:_SHOWN])


def _make(row: Row) -> Coded:
    day = need_day(row["event date"])
    sides = tuple(tuple(_party(row, side)) for side in ("source", "target"))
    cameo, kind, mode, contexts, actors, recipients = arrange(read_cameo(row["cameo code"]), *sides)
    city, province, country = (_cell(row, name) for name in ("city", "province", "country"))
    cells = (
        *("ICEWS", _cell(row, "event id"), day.isoformat()),
        *(_cell(row, name) for name in ("source name", "source country", "event text", "cameo code")),
        *(_cell(row, name) for name in ("target name", "target country")),
        *(city, province, country),
    )
    exact = bool(city or province)  # else the middle of a state
    position = (_cell(row, "latitude"), _cell(row, "longitude")) if exact else ("", "")
    return Coded(
        coder=CODER,
        cells=cells,
        when=When.from_day(day),
        published=day,
        publisher=one_line(_cell(row, "publisher")) or None,
        url=None,
        kind=kind,
        actors=actors,
        recipients=recipients,
        mode=mode,
        contexts=contexts,
        cameo=cameo,
        place=make_place(city or province or country, find_state(country), *position, day),
    )


def _party(row: Row, side: str) -> Iterator[Party]:
    name, country = _cell(row, f"{side} name"), _cell(row, f"{side} country")
    if name or country:
        yield Party(name or country, find_state(country), find_sector(_cell(row, f"{side} sectors")))


def _cell(row: Row, name: str) -> str:
    cell = row.get(name, "").strip()
    return "" if cell.upper() in {"NULL", "NA", "NONE"} else cell
