"""A ledger for the tests of exports: meetings of two leaders, a disputed place, a plan, names that look like formulas."""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "track"))

from readouts import CHILE, LEADERS, PERU, meet

from summitry.dates import When
from summitry.records import (
    Action,
    Actor,
    ActorKind,
    Coder,
    Commitment,
    Document,
    Event,
    EventType,
    Level,
    Modality,
    Office,
    Place,
    Readout,
    Span,
    Strength,
)
from summitry.track.ledger import Ledger, open_ledger

FORMULA = '=HYPERLINK("http://example.org","click")'
ISLES = "Kunashir, north of the strait, was shelled by nobody."


def code(
    text: str,
    event: Event,
    *actors: Actor,
    url: str | None = None,
    promises: tuple[Commitment, ...] = (),
    **head: str | None,
) -> Readout:
    document = Document.from_text(text, **{"published": "2014-04-02", "publisher": "Harbour Wire", **head})
    span = (Span(0, len(text)),)
    event = replace(event, evidence=span)
    promises = tuple(replace(one, evidence=span) for one in promises)
    return Readout(replace(document, url=url), actors, (event,), commitments=promises, coder=Coder("test", "1"))


def actor(id_: str, name: str, kind: ActorKind, country: str, **more: object) -> Actor:
    return Actor(id_, name, kind, country, (Span(0, 1),), **more)


RUSSIA = actor("RUS", "Russia", ActorKind.STATE, "RUS", sector="GOV")
JAPAN = actor("JPN", "Japan", ActorKind.STATE, "JPN", sector="GOV")
UNION = actor("EUE", "European Union", ActorKind.ORGANIZATION, "EUE", sector="IGO")
ADMIRAL = actor("JPN/kei-mori", "Kei Mori", ActorKind.PERSON, "JPN", sector="MIL", office=Office.MILITARY)
ROMANIA = actor("ROU/minister", FORMULA, ActorKind.PERSON, "ROU", sector="GOV", office=Office.MINISTER)


def event(kind: EventType, actors: tuple[str, ...], recipients: tuple[str, ...] = (), **more: object) -> Event:
    made: dict[str, object] = {
        "modality": Modality.OCCURRED,
        "date": When.from_day(date(2014, 4, 1)),
        "place": None,
        "level": Level.OFFICIAL,
        "issues": (),
        "confidence": 0.8,
        **more,
    }
    return Event(id="e-1", event_type=kind, actors=actors, recipients=recipients, evidence=(Span(0, 1),), **made)


KUNASHIR = Place("Kunashir", "RUS", 44.1, 145.9)  # a coder that takes sides
PROTESTED = code(
    ISLES, event(EventType.ACCUSE, ("JPN", "JPN/kei-mori"), ("RUS",), place=KUNASHIR, cameo="111", score=-2.0),
    JAPAN, ADMIRAL, RUSSIA, url="https://example.org/a?b={1}&c=2%20", title="50% of {readers} & more_text",
)  # fmt: skip
SANCTIONED = code(
    "The Union and Romania closed an account.",
    event(EventType.SANCTION, ("EUE", "ROU/minister"), ("RUS",), place=Place("Brussels", "BEL", 50.85, 4.35), cameo="163"),
    UNION, ROMANIA, RUSSIA, publisher="=cmd|' /C calc'!A0",
)  # fmt: skip
DENIED = code(
    "No talks were held, a spokesman said.", event(EventType.CONSULT, ("JPN", "RUS"), modality=Modality.DENIED, cameo="036"),
    JAPAN, RUSSIA,
)  # fmt: skip
UNDATED = code(
    "At some time the two talked.", event(EventType.CONSULT, ("JPN", "RUS"), date=None, place=Place("Moscow", "RUS", 55.76, 37.62)),
    JAPAN, RUSSIA, published=None, publisher=None,
)  # fmt: skip
PROMISED = code(
    "They agreed to meet on 7 May 2014; a report, long; and dull, comes by the end of 2014.\nA second line.",
    event(EventType.AGREE, ("JPN", "RUS"), cameo="036", date=None),
    JAPAN, RUSSIA,
    promises=(
        Commitment("c-1", ("JPN", "RUS"), (), Action.MEET, When.from_day(date(2014, 5, 7), "on 7 May 2014"), (), 0.9,
                   Strength.AGREED, Place("Nagasaki; harbour", "JPN", 32.75, 129.88)),
        Commitment("c-2", ("JPN",), ("RUS",), Action.OTHER, When(date(2014, 4, 3), date(2014, 12, 31), "year", "by the end of 2014"), (), 0.9),
        Commitment("c-3", ("RUS",), ("JPN",), Action.AID, None, (), 0.9),
    ),
)  # fmt: skip

MEETINGS = (
    meet(date(2014, 2, 8)),
    meet(date(2014, 2, 8), publisher="Andes Daily", published=date(2014, 2, 9)),
    meet(date(2014, 5, 3), place="Cusco", level=Level.MINISTER),
)
READOUTS = (*MEETINGS, PROTESTED, SANCTIONED, DENIED, UNDATED, PROMISED)

__all__ = ["CHILE", "LEADERS", "PERU", "fill"]


def fill(url: str = ":memory:", readouts: tuple[Readout, ...] = READOUTS) -> Ledger:
    ledger = open_ledger(url)
    ledger.add(*readouts)
    return ledger
