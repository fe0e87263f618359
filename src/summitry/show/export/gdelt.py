"""Event rows in the columns of GDELT 1.0 (58) and 2.0 (61): for programs that read GDELT's own files.

As in those files there is no line of column names and no quoting. What the ledger does not know is empty: tone,
religion, ethnic group, districts, feature ids.

Source: GDELT event codebook 2.0 and the notes on the 1.0 daily files.
"""

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from summitry.show.export.cells import make_line, one_line
from summitry.show.export.codes import (
    ActorCode,
    Spot,
    code_event,
    find_spot,
    fips_state,
    goldstein_of,
    pair_actors,
    quad_class,
)
from summitry.show.export.extract import Entry, Extract
from summitry.show.export.written import LeftOut, Written, open_text

_ACTOR = (
    *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code"),
    *("Type1Code", "Type2Code", "Type3Code"),
)
_GEO_1 = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")
_GEO_2 = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")


def _columns(geo: tuple[str, ...]) -> tuple[str, ...]:
    return (
        *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
        *(f"Actor{number}{part}" for number in (1, 2) for part in _ACTOR),
        *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
        *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
        *(f"{who}Geo_{part}" for who in ("Actor1", "Actor2", "Action") for part in geo),
        *("DATEADDED", "SOURCEURL"),
    )


COLUMNS_1 = _columns(_GEO_1)
"""The 58 columns of GDELT 1.0's daily files."""
COLUMNS_2 = _columns(_GEO_2)
"""The 61 columns of GDELT 2.0."""

_ID_DIGITS = 15
"""Hexadecimal digits of an event number: it fits a signed number of 64 bits."""
_DAYS_OF_YEAR, _DAYS_OF_MONTH = 365, 30
_BASE = 3


def write_gdelt_1(extract: Extract, file: Path) -> Written:
    """Write the occurrences in the 58 columns of GDELT 1.0; days of adding are YYYYMMDD."""
    return _write(extract, file, COLUMNS_1, "%Y%m%d")


def write_gdelt_2(extract: Extract, file: Path) -> Written:
    """Write the occurrences in the 61 columns of GDELT 2.0; days of adding are YYYYMMDDHHMMSS, at midnight."""
    return _write(extract, file, COLUMNS_2, "%Y%m%d000000")


def _write(extract: Extract, file: Path, columns: tuple[str, ...], added: str) -> Written:
    written = 0
    left = LeftOut()
    with open_text(file) as out:
        for entry in extract.entries():
            if not entry.is_real:
                left.add("not real: planned, proposed, denied, cancelled or only thought of")
            elif entry.day is None:
                left.add("no date, and no day of publication")
            else:
                rows = list(_make_rows(entry, extract, entry.day))
                if not rows:
                    left.add("no pair of coded actors")
                known = (entry.occurrence.first_known or entry.day).strftime(added)
                for row in rows:
                    out.write(make_line(tuple({**row, "DATEADDED": known}.get(column) for column in columns)))
                    written += 1
    return Written(written, "lines", left.reasons())


def _make_rows(entry: Entry, extract: Extract, day: date) -> Iterator[dict[str, object]]:
    one = entry.occurrence
    code, spot, chief = code_event(one), find_spot(entry), entry.chief
    source = entry.sources[chief.document]
    row: dict[str, object] = {
        "SQLDATE": f"{day:%Y%m%d}",
        "MonthYear": f"{day:%Y%m}",
        "Year": f"{day:%Y}",
        "FractionDate": fraction_date(day),
        "IsRootEvent": int(any(_is_root(entry, report.key) for report in entry.reports)),
        "EventCode": code,
        "EventBaseCode": code[:_BASE],
        "EventRootCode": code[:2],
        "QuadClass": quad_class(code),
        "GoldsteinScale": goldstein_of(code),
        "NumMentions": len(one.reports),
        "NumSources": one.sources,
        "NumArticles": one.documents,
        "SOURCEURL": source.url or source.publisher,
        **_place("Action", spot),
        **_place("Actor1", None),
        **_place("Actor2", None),
    }
    for actor, other, _ in pair_actors(entry, extract.dyad):
        yield {
            "GLOBALEVENTID": number_event(one.id, actor.code, other.code),
            **row,
            **_actor(1, actor),
            **_actor(2, other),
        }


def number_event(occurrence: str, source: str, target: str) -> int:
    """Return the number of an event: the same for the same occurrence and parties, whenever it is written.

    >>> number_event("o-427f85fa2947", "JPNGOV", "RUSGOV")
    730988505331782226
    """
    content = f"{occurrence}/{source}/{target}"
    return int(hashlib.sha256(content.encode()).hexdigest()[:_ID_DIGITS], 16)


def fraction_date(day: date) -> str:
    """Return a day as GDELT's fraction of a year: months of 30 days in a year of 365.

    >>> fraction_date(date(2015, 2, 18))
    '2015.1315'
    """
    passed = ((day.month - 1) * _DAYS_OF_MONTH + day.day) / _DAYS_OF_YEAR
    return f"{day.year + min(passed, 0.9999):.4f}"


def _is_root(entry: Entry, key: str) -> bool:
    """Tell whether a report stands in the first paragraph of its document."""
    report = next(one for one in entry.reports if one.key == key)
    return any(span.start < entry.sources[report.document].lead for span in report.row.evidence)


def _actor(number: int, actor: ActorCode) -> dict[str, object]:
    return {
        f"Actor{number}Code": actor.code,
        f"Actor{number}Name": one_line(actor.name).upper(),
        f"Actor{number}CountryCode": actor.country,
        f"Actor{number}KnownGroupCode": actor.group,
        f"Actor{number}Type1Code": actor.sector,
    }


_COUNTRY, _US_STATE, _US_CITY, _CITY, _REGION = 1, 2, 3, 4, 5
_AREAS = frozenset({"region", "island", "sea", "strait", "river", "status", "land border"})
"""Kinds of places of our tables that are larger than a town."""


def _place(who: str, spot: Spot | None) -> dict[str, object]:
    """Return the columns of a place; the country of a disputed one stays empty."""
    if spot is None:
        return {f"{who}Geo_Type": 0}
    inside = spot.country == "USA"
    if spot.kind == "state":
        kind = _COUNTRY
    elif spot.kind in _AREAS:
        kind = _US_STATE if inside else _REGION
    else:
        kind = _US_CITY if inside else _CITY
    return {
        f"{who}Geo_Type": kind,
        f"{who}Geo_FullName": one_line(spot.name),
        f"{who}Geo_CountryCode": fips_state(spot.country),
        f"{who}Geo_Lat": spot.latitude,
        f"{who}Geo_Long": spot.longitude,
    }
