"""Rows of an invented relationship, made short: what is told, what happened, what is covered."""

import datetime as dt
import hashlib

from summitry.dates import Precision, When
from summitry.records import (
    Action,
    Change,
    Claim,
    ClaimAbout,
    ClaimKind,
    Commitment,
    EventType,
    Level,
    Modality,
    Place,
    Span,
    Strength,
)
from summitry.track.follow import follow
from summitry.track.values import Coverage, Occurrence, Party, Told, make_key

PARTIES = {
    party.id: party
    for party in (
        Party("FRA", "France", "FRA"),
        Party("BRA", "Brazil", "BRA"),
        Party("CHE", "Switzerland", "CHE"),
        Party("FRA/jean-moreau", "Jean Moreau", "FRA", "head_of_state"),
        Party("FRA/eric-roux", "Eric Roux", "FRA", "head_of_government"),
        Party("FRA/luc-petit", "Luc Petit", "FRA", "foreign_minister"),
        Party("FRA/yves-noel", "Yves Noel", "FRA"),
        Party("BRA/ana-lima", "Ana Lima", "BRA", "head_of_state"),
        Party("BRA/rui-costa", "Rui Costa", "BRA", "foreign_minister"),
        Party("BRA/edu-alves", "Edu Alves", "BRA", "foreign_minister"),
        Party("IGO/group-of-twenty", "Group of Twenty", "IGO"),
    )
}
LEADERS = ("FRA/jean-moreau", "BRA/ana-lima")
MINISTERS = ("FRA/luc-petit", "BRA/rui-costa")
STATES = ("FRA", "BRA")
COUNTRIES = {
    "Paris": "FRA",
    "Lyon": "FRA",
    "France": "FRA",
    "Brasilia": "BRA",
    "Recife": "BRA",
    "Brazil": "BRA",
    "Geneva": "CHE",
    "Davos": "CHE",
}


def name_document(*parts):
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def day(text):
    return dt.date.fromisoformat(text)


def when(text):
    """Read ``2014-06-04``, ``2014-06``, ``2014`` or ``2014-06-01/2014-06-20``, with ``~words`` behind it if wished."""
    if text is None:
        return None
    text, _, words = text.partition("~")
    if "/" in text:
        start, end = map(day, text.split("/"))
        precision = Precision.SEASON if (end - start).days > 80 else Precision.SPAN
        return When(start, end, precision, words or None)
    year, *rest = map(int, text.split("-"))
    if not rest:
        return When(dt.date(year, 1, 1), dt.date(year, 12, 31), Precision.YEAR, words or None)
    if len(rest) == 1:
        following = dt.date(year + rest[0] // 12, rest[0] % 12 + 1, 1)
        return When(dt.date(year, rest[0], 1), following - dt.timedelta(days=1), Precision.MONTH, words or None)
    return When.from_day(day(text), words or None)


def place_of(name):
    return None if name is None else Place(name, COUNTRIES[name])


TOLD = {
    "by": LEADERS,
    "to": (),
    "place": None,
    "words": "The two agreed to do so.",
    "document": None,
    "row": "c-1",
    "occasion": None,
    "issues": (),
    "condition": None,
    "put_off": None,
    "sketch": b"",
    "strength": "agreed",
}


def tell(published, action="meet", due=None, **given):
    """Return a commitment as told in a document of its own, or in the one named."""
    assert given.keys() <= TOLD.keys()
    fields = TOLD | given
    document = fields["document"] or name_document(published, action, due, fields)
    changes = None
    if fields["put_off"] is not None:
        kind = "postponed" if due else "suspended"
        changes = Change(kind, "the earlier plan", when(fields["put_off"] or None))
    commitment = Commitment(
        fields["row"],
        tuple(fields["by"]),
        tuple(fields["to"]),
        Action(action),
        when(due),
        (Span(0, 1),),
        0.9,
        strength=fields["strength"] and Strength(fields["strength"]),
        place=place_of(fields["place"]),
        occasion=fields["occasion"],
        issues=tuple(fields["issues"]),
        condition=fields["condition"],
        changes=changes,
    )
    parties = {actor: PARTIES[actor] for actor in (*fields["by"], *fields["to"])}
    key = make_key(document, fields["row"])
    return Told(
        key, commitment, document, published and day(published), None, fields["words"], parties, fields["sketch"]
    )


def visit(published, due=None, *, place="Brazil", **rest):
    """Return a visit of the French president to Brazil, promised."""
    return tell(
        published, "visit", due, by=rest.pop("by", LEADERS[:1]), to=rest.pop("to", ("BRA",)), place=place, **rest
    )


HAPPENED = {
    "known": None,
    "end": None,
    "kind": "CONSULT",
    "actors": LEADERS,
    "recipients": (),
    "mode": None,
    "level": "leader",
    "place": None,
    "modality": "occurred",
    "occasion": None,
    "issues": (),
    "confidence": 0.9,
    "documents": 1,
    "cameo": None,
    "document": None,
    "agreement": (),
}


def act(start, **given):
    """Return an occurrence, known on its last day if nothing else is said."""
    assert given.keys() <= HAPPENED.keys()
    fields = HAPPENED | given
    first = day(start) if start else None
    last = day(fields["end"]) if fields["end"] else first
    actors, recipients = tuple(fields["actors"]), tuple(fields["recipients"])
    parties = {actor: PARTIES[actor] for actor in (*actors, *recipients)}
    name = f"o-{start}{fields['kind']}{fields['place']}{'-'.join(actors)}{fields['modality']}{fields['known']}".lower()
    document = fields["document"] or name_document(name)
    return Occurrence(
        id=name,
        reports=tuple(make_key(document, f"e-{number}") for number in range(fields["documents"])),
        documents=fields["documents"],
        sources=fields["documents"],
        event_type=EventType(fields["kind"]),
        mode=fields["mode"],
        modality=Modality(fields["modality"]),
        level=Level(fields["level"]),
        actors=actors,
        recipients=recipients,
        countries=tuple(sorted({party.country for party in parties.values()})),
        start=first,
        end=last,
        precision=None if first is None else Precision.DAY if first == last else Precision.SPAN,
        place=fields["place"],
        country=COUNTRIES.get(fields["place"]),
        issues=tuple(fields["issues"]),
        cameo=fields["cameo"],
        score=None,
        quad=None,
        occasion=fields["occasion"],
        first_known=day(fields["known"]) if fields["known"] else last,
        confidence=fields["confidence"],
        agreement=tuple(fields["agreement"]),
        parties=parties,
    )


def trip(start, *, place="Brasilia", guest="FRA/jean-moreau", host="BRA/ana-lima", **rest):
    """Return a visit that took place."""
    return act(start, actors=(guest,), recipients=(host,), mode="visit", place=place, **rest)


def covered(*days, until="2030-01-01"):
    return Coverage(tuple(sorted(map(day, days))), until and day(until))


STATED = {
    "about": "meetings",
    "actors": STATES,
    "level": "leader",
    "window": None,
    "words": "It was their meeting.",
    "document": "d" * 40,
}


def claim(published, kind="ordinal", value=1, **given):
    """Return a count or ordinal as a document states it."""
    assert given.keys() <= STATED.keys()
    fields = STATED | given
    row = Claim(
        "k-1",
        ClaimKind(kind),
        value,
        ClaimAbout(fields["about"]),
        (Span(0, 1),),
        0.9,
        tuple(fields["actors"]),
        fields["level"] and Level(fields["level"]),
        when(fields["window"]),
    )
    parties = {actor: PARTIES[actor] for actor in fields["actors"]}
    document = fields["document"]
    return Told(make_key(document, "k-1"), row, document, published and day(published), None, fields["words"], parties)


def follow_one(tellings, acts, coverage, on="2016-01-01"):
    """Return the one promise that tellings make, as of a day."""
    promises = follow(tellings, acts, coverage, day(on))
    assert len(promises) == 1
    return promises[0]
