"""GeoJSON: occurrences on a map, each a point with what happened there.

Source: RFC 7946; positions are longitude, latitude in WGS 84.
"""

import json
from pathlib import Path
from typing import Any

from summitry.show.export.codes import Spot, find_spot
from summitry.show.export.extract import Entry, Extract
from summitry.show.export.written import LeftOut, Written, open_text


def write_geojson(extract: Extract, file: Path) -> Written:
    """Write a collection of points; occurrences without coordinates are left out."""
    written = 0
    left = LeftOut()
    with open_text(file) as out:
        out.write('{"type": "FeatureCollection", "features": [')
        for entry in extract.entries():
            spot = find_spot(entry)
            if spot is None:
                left.add("no place")
            elif spot.latitude is None or spot.longitude is None:
                left.add("a place without coordinates, such as a whole state")
            else:
                out.write(",\n" if written else "\n")
                out.write(json.dumps(_make_feature(entry, spot), ensure_ascii=False))
                written += 1
        out.write("\n]}\n")
    return Written(written, "points", left.reasons())


def _make_feature(entry: Entry, spot: Spot) -> dict[str, Any]:
    one = entry.occurrence
    return {
        "type": "Feature",
        "id": one.id,
        "geometry": {"type": "Point", "coordinates": [spot.longitude, spot.latitude]},
        "properties": {
            "start": one.start and one.start.isoformat(),
            "end": one.end and one.end.isoformat(),
            "event_type": one.event_type.value,
            "mode": one.mode,
            "modality": one.modality.value,
            "level": one.level.value,
            "actors": _name(entry, one.actors),
            "recipients": _name(entry, one.recipients),
            "countries": list(one.countries),
            "dyads": [str(direction.dyad) for direction in entry.directions],
            "issues": list(one.issues),
            "place": spot.name,
            "country": spot.country,
            "disputed": spot.is_disputed,
            "claimants": list(spot.claimants),
            "administrator": spot.administrator,
            "names": list(spot.names),
            "documents": one.documents,
            "sources": one.sources,
            "text": entry.chief.words,
        },
    }


def _name(entry: Entry, ids: tuple[str, ...]) -> list[str]:
    return [entry.occurrence.parties[actor].name for actor in ids if actor in entry.occurrence.parties]
