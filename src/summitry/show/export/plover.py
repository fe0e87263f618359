"""PLOVER JSON: one object an occurrence, with the field names of the manual, draft version 2.0.

What the manual has no field for stands in one object more, ``summitry``, which other programs pass over.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from summitry.knowledge.layers import find_layers
from summitry.knowledge.ontology import quad_of, score_event
from summitry.knowledge.tables import read_csv
from summitry.records import Modality, Quad
from summitry.settings import load_settings
from summitry.show.export.codes import STATES_TABLE, code_actor, find_spot
from summitry.show.export.extract import Entry, Extract, Source
from summitry.show.export.written import Written, open_text
from summitry.track.values import Told

FIELDS = (
    *("id", "date", "actor", "recipient", "event", "mode", "context", "event_loc", "quad_code", "event_scale"),
    *("text_info", "cite_info"),
)
"""The manual's names, in its order."""

QUADS = {
    Quad.VERBAL_COOPERATION: 1,
    Quad.MATERIAL_COOPERATION: 2,
    Quad.VERBAL_CONFLICT: 3,
    Quad.MATERIAL_CONFLICT: 4,
}

AUXILIARY = {
    Modality.PLANNED: "future",
    Modality.PROPOSED: "hypothetical",
    Modality.HYPOTHETICAL: "hypothetical",
    Modality.DENIED: "negated",
    Modality.CANCELLED: "negated",
}
"""The manual's auxiliary modes of what did not take place."""

_BODIES = {"EUE": "EUR", "NAT": "IGO", "---": None}
"""Codes of bodies as the manual names them."""


def write_plover(extract: Extract, file: Path) -> Written:
    """Write an array of events, one object a line."""
    wikidata = {row["id"]: row["wikidata"] for row in read_csv(STATES_TABLE, find_layers(load_settings()))}
    written = 0
    with open_text(file) as out:
        out.write("[")
        for entry in extract.entries():
            out.write(",\n" if written else "\n")
            out.write(json.dumps(make_event(entry, wikidata), ensure_ascii=False))
            written += 1
        out.write("\n]\n")
    return Written(written, "events")


def make_event(entry: Entry, wikidata: Mapping[str, str]) -> dict[str, Any]:
    """Return an occurrence as the manual writes an event.

    Args:
        entry: the occurrence.
        wikidata: Wikidata id of each state.
    """
    one = entry.occurrence
    chief = entry.chief
    auxiliary = AUXILIARY.get(one.modality)
    quad = one.quad or quad_of(one.event_type)
    return {
        "id": one.id,
        "date": one.start and one.start.isoformat(),
        "actor": [_actor(entry, actor, wikidata) for actor in one.actors if actor in one.parties],
        "recipient": [_actor(entry, actor, wikidata) for actor in one.recipients if actor in one.parties],
        "event": one.event_type.value,
        "mode": auxiliary or one.mode,
        "context": list(dict.fromkeys(context for report in entry.reports for context in report.row.contexts)),
        "event_loc": _place(entry),
        "quad_code": QUADS[quad],
        "event_scale": score_event(one.event_type, one.mode) if one.score is None else one.score,
        "text_info": _text(chief, entry.sources[chief.document]),
        "cite_info": _cite(entry.sources[chief.document]),
        "summitry": {
            "end_date": one.end and one.end.isoformat(),
            "precision": one.precision,
            "modality": one.modality.value,
            "mode": one.mode,
            "level": one.level.value,
            "cameo": one.cameo,
            "issues": list(one.issues),
            "occasion": one.occasion,
            "confidence": one.confidence,
            "documents": one.documents,
            "sources": one.sources,
            "reports": [
                {"key": told.key, "text": told.words, **_cite(entry.sources[told.document])} for told in entry.reports
            ],
        },
    }


def _actor(entry: Entry, actor: str, wikidata: Mapping[str, str]) -> dict[str, Any]:
    party, role = entry.occurrence.parties[actor], entry.roles.get(actor)
    country = _BODIES.get(party.country, party.country)
    return {
        "name": party.name,
        "code": code_actor(party, role).code or None,
        "country": country,
        "sector": role.sector if role else None,
        "title": role.title if role else None,
        "office": party.office,
        "entity": wikidata.get(actor) or None,
        "id": actor,
    }


def _place(entry: Entry) -> dict[str, Any] | None:
    spot = find_spot(entry)
    if spot is None:
        return None
    place: dict[str, Any] = {
        "name": spot.name,
        "country": spot.country,
        "latitude": spot.latitude,
        "longitude": spot.longitude,
    }
    if spot.is_disputed:
        place |= {"claimants": list(spot.claimants), "administrator": spot.administrator}
    return place


def _text(told: Told[Any], source: Source) -> dict[str, Any]:
    return {"text": told.words, "language": source.language}


def _cite(source: Source) -> dict[str, Any]:
    return {
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "url": source.url,
        "document": source.id,
    }
