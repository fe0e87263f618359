"""Tab files of POLECAT: PLOVER types and modes, actors by name and country, several in a cell parted by semicolons."""

from collections.abc import Iterator
from itertools import zip_longest

from summitry.dates import When
from summitry.knowledge.ontology import load_contexts, load_plover
from summitry.records import Coder, EventType, Readout
from summitry.track.importing.coded import (
    Coded,
    Party,
    Refused,
    RowError,
    make_place,
    make_readout,
    need_day,
    read_day,
)
from summitry.track.importing.lines import one_line
from summitry.track.importing.tabbed import Row, read_table
from summitry.track.importing.who import find_sector, find_state

NEEDED = ("Event Date", "Event Type", "Actor Name", "Recipient Name")
_NOTHING = frozenset({"NONE", "NA", "NULL", "NAN", "UNK"})
_SHOWN = 200
_VISIT = "visit"


def read(lines: Iterator[tuple[int, str | None]]) -> Iterator[Readout | Refused]:
    """Yield the rows of a file as readouts."""
    for found in read_table(lines, NEEDED, "POLECAT"):
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
    kind = _kind(row["event type"])
    said = _cell(row, "event mode").lower()
    mode = said if said in load_plover()[kind].modes else None
    actors, recipients = (tuple(_parties(row, side)) for side in ("actor", "recipient"))
    if kind is EventType.CONSULT and mode != _VISIT:  # who meets without a host does the same as the other
        actors, recipients = (*actors, *recipients), ()
    city, province, country = (_cell(row, name) for name in ("city", "province", "country"))
    place = _cell(row, "placename") or city or province or country
    exact = bool(city or province)
    position = (_cell(row, "latitude"), _cell(row, "longitude")) if exact else ("", "")
    cells = (
        *("POLECAT", _cell(row, "event id"), day.isoformat(), kind.value, _cell(row, "event mode")),
        *(_cell(row, f"{side} {part}") for side in ("actor", "recipient") for part in ("name", "country")),
        *(place, country),
    )
    return Coded(
        coder=Coder("polecat", _cell(row, "version")),
        cells=cells,
        when=When.from_day(day),
        published=read_day(_cell(row, "publication date")) or day,
        publisher=one_line(_cell(row, "source")) or None,
        url=None,
        kind=kind,
        actors=actors,
        recipients=recipients,
        mode=mode,
        contexts=tuple(_contexts(_cell(row, "contexts"))),
        place=make_place(place, find_state(country), *position, day),
    )


def _kind(text: str) -> EventType:
    try:
        return EventType(text.strip().upper())
    except ValueError as error:
        message = f"no PLOVER type: {text.strip()[:40]!r}"
        raise RowError(message) from error


def _contexts(text: str) -> Iterator[str]:
    known = load_contexts()
    for part in text.replace(",", ";").split(";"):
        name = part.strip().lower().replace("-", "_").replace(" ", "_")
        if name in known:
            yield name


def _parties(row: Row, side: str) -> Iterator[Party]:
    names, countries, sectors = (
        [part.strip() for part in _cell(row, name).split(";")]
        for name in (f"{side} name", f"{side} country", f"primary {side} sector")
    )
    for name, country, sector in zip_longest(names, countries, sectors, fillvalue=""):
        told = name if name.upper() not in _NOTHING else ""
        if told or country:
            yield Party(told or country, find_state(country), find_sector(sector))


def _cell(row: Row, name: str) -> str:
    cell = row.get(name, "").strip()
    return "" if cell.upper() in _NOTHING else cell
