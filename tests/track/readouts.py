"""Readouts made by hand for tests of the ledger: two states, their leaders and ministers, a few lines of text."""

from dataclasses import replace
from datetime import date

from summitry.dates import Precision, When
from summitry.records import (
    Action,
    Actor,
    ActorKind,
    Claim,
    ClaimAbout,
    ClaimKind,
    Coder,
    Commitment,
    Document,
    Event,
    EventType,
    Level,
    Modality,
    Office,
    Place,
    Position,
    Readout,
    Span,
    Stance,
    Statement,
    StatementKind,
)

PERU, CHILE = "PER", "CHL"
LEADERS = ("PER/rosa-quispe", "CHL/tomas-vidal")
REPORTS = {
    "Pacific Post": "The two spoke for three hours, mostly on the river, and their ministers signed nothing yet.",
    "Andes Daily": "Fishermen on the quay waved flags; a band played while the guest inspected the guard of honour.",
}
TEXT = "Presidents Rosa Quispe and Tomas Vidal met in {place} on {day}. {more}"


def make_actors(*others: str) -> tuple[Actor, ...]:
    people = (("PER/rosa-quispe", "Rosa Quispe"), ("CHL/tomas-vidal", "Tomas Vidal"))
    return (
        *(Actor(code, name, ActorKind.STATE, code, (Span(0, 4),)) for code, name in ((PERU, "Peru"), (CHILE, "Chile"))),
        *(Actor(one, name, ActorKind.PERSON, one[:3], (Span(0, 4),), Office.HEAD_OF_STATE) for one, name in people),
        *(Actor(code, code, ActorKind.STATE, code, (Span(0, 4),)) for code in others),
    )


def meet(  # noqa: PLR0913  # what tests vary
    day: date | None,
    *,
    place: str = "Arica",
    published: date | None = None,
    publisher: str = "Pacific Post",
    more: str = "",
    version: str = "1",
    level: Level = Level.LEADER,
) -> Readout:
    """Return a readout of one meeting of the two leaders, with a statement, a stand, a promise and a count."""
    published = published or day
    text = TEXT.format(place=place, day=day, more=more or REPORTS[publisher])
    document = Document.from_text(
        text, published=None if published is None else published.isoformat(), publisher=publisher
    )
    span = (Span(0, text.index(".") + 1),)
    event = Event(
        "e-1",
        EventType.CONSULT,
        Modality.OCCURRED,
        LEADERS,
        (),
        None if day is None else When.from_day(day),
        Place(place, "CHL"),
        level,
        ("water",),
        span,
        0.9,
        cameo="036",
        score=1.0,
    )
    statement = Statement(
        "s-1", LEADERS[0], StatementKind.INDIRECT, "the river is shared", span, 0.7, issues=("water",)
    )
    position = Position("p-1", PERU, "water", "the river is shared", span, 0.4, "the river", Stance.CLAIMS, (CHILE,))
    due = None
    if published is not None:
        due = When(date(published.year + 1, 3, 1), date(published.year + 1, 3, 31), Precision.MONTH, "next March")
    promise = Commitment("c-1", LEADERS, (), Action.MEET, due, span, 0.8)
    claim = Claim("k-1", ClaimKind.ORDINAL, 2, ClaimAbout.MEETINGS, span, 0.8, LEADERS, Level.LEADER)
    return Readout(
        document, make_actors(), (event,), (statement,), (position,), (promise,), (claim,), coder=Coder("test", version)
    )


def recode(readout: Readout, version: str, **changes: object) -> Readout:
    """Return the same document read by a later coder, its one event changed."""
    event = replace(readout.events[0], **changes)
    return replace(readout, events=(event,), coder=Coder("test", version))
