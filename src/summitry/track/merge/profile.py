"""What of a report is compared: one slotted value, made once, so that a pair costs microseconds."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import MINYEAR, date, timedelta
from enum import IntEnum

from summitry.dates import Precision, When
from summitry.records import Event, EventType, Level, Modality, Place
from summitry.track.merge.copies import unpack
from summitry.track.merge.words import find_number, kind_of, meeting_kinds, plain_kinds, split_words, stems
from summitry.track.values import Told

FAMILIES: Mapping[EventType, str] = {
    EventType.CONSULT: "contact",
    EventType.AGREE: "agreement",
    EventType.SUPPORT: "support",
    EventType.CONCEDE: "support",
    EventType.COOPERATE: "support",
    EventType.AID: "support",
    EventType.REQUEST: "words",
    EventType.ACCUSE: "words",
    EventType.REJECT: "words",
    EventType.THREATEN: "words",
    EventType.PROTEST: "protest",
    EventType.SANCTION: "measures",
    EventType.COERCE: "measures",
    EventType.MOBILIZE: "force",
    EventType.ASSAULT: "force",
    EventType.RETREAT: "force",
}
"""Types within which reports of one act are coded differently; reports of two families are two occurrences."""

CONTACT = FAMILIES[EventType.CONSULT]
"""The family of meetings, visits and calls: they are known by who, when and where, other acts also by their words."""

LOOK_BACK = 60
"""Days before publication in which something told without a date most often took place."""

LOOK_AHEAD = 90
"""Days after publication in which something announced without a date is looked for."""

HARD_SPAN = 3
"""Days up to which a window counts as precise: a summit of two days is told by either day."""

GENERIC = "other"
"""The issue key that says nothing."""


class Dating(IntEnum):
    """How firmly a report is dated."""

    NONE = 0
    GUESSED = 1
    VAGUE = 2
    HARD = 3


class State(IntEnum):
    """How real a report says the act is."""

    HAPPENED = 0
    AHEAD = 1
    OFF = 2
    SUPPOSED = 3


STATES: Mapping[Modality, State] = {
    Modality.OCCURRED: State.HAPPENED,
    Modality.ONGOING: State.HAPPENED,
    Modality.PLANNED: State.AHEAD,
    Modality.PROPOSED: State.AHEAD,
    Modality.CANCELLED: State.OFF,
    Modality.DENIED: State.OFF,
    Modality.HYPOTHETICAL: State.SUPPOSED,
}


@dataclass(frozen=True, slots=True)
class Profile:
    """What of a report is compared.

    Attributes:
        key: of the report.
        document: id of the document.
        published: day of publication as a proleptic ordinal, 0 for none.
        family: of types (``FAMILIES``).
        event_type: PLOVER type.
        mode: PLOVER mode, ``""`` for none.
        state: how real it is.
        level: level, ``""`` for unknown.
        low: first day as an ordinal, 0 where neither a date nor a day of publication is known.
        high: last day.
        dating: how firmly it is dated.
        named: country code to ids of those named of it (persons, bodies), states themselves left out.
        countries: country codes.
        sources: codes of those who act; empty for an act of all together.
        place: folded name of the place, ``""`` for none.
        place_country: its country code.
        place_words: words of its name.
        where: latitude and longitude in degrees, or None.
        occasion: stems of the occasion's name.
        issues: issue keys, the one that says nothing left out.
        words: kinds of acts and stems of the evidence, without the names of the parties and what all such acts share.
        number: of a numbered meeting, 0 for none.
        sketch: hashes of the document's sketch.
    """

    key: str
    document: str
    published: int
    family: str
    event_type: EventType
    mode: str
    state: State
    level: str
    low: int
    high: int
    dating: Dating
    named: Mapping[str, frozenset[str]]
    countries: frozenset[str]
    sources: frozenset[str]
    place: str
    place_country: str
    place_words: frozenset[str]
    where: tuple[float, float] | None
    occasion: frozenset[str]
    issues: frozenset[str]
    words: frozenset[str]
    number: int
    sketch: frozenset[int]


def profile(told: Told[Event]) -> Profile:
    """Return what of a report is compared.

    Args:
        told: an event as one document tells it.
    """
    row = told.row
    family, state = FAMILIES[row.event_type], STATES[row.modality]
    contact = family == CONTACT
    dating, low, high = find_window(told)
    if state is State.HAPPENED and told.published is not None and low > told.published.toordinal() + 1:
        state = State.AHEAD  # "was to visit": what lies ahead of its telling is a plan
    named: dict[str, set[str]] = {}
    countries: set[str] = set()
    names: set[str] = set()
    for actor in (*row.actors, *row.recipients):
        party = told.parties.get(actor)
        if party is None:
            continue
        names.update(stems(party.name))
        countries.add(party.country)
        if "/" in actor:
            named.setdefault(party.country, set()).add(actor)
    place, place_country, where = _read_place(row.place)
    return Profile(
        key=told.key,
        document=told.document,
        published=told.published.toordinal() if told.published else 0,
        family=family,
        event_type=row.event_type,
        mode=row.mode or "",
        state=state,
        level="" if row.level is Level.UNKNOWN else row.level.value,
        low=low,
        high=high,
        dating=dating,
        named={country: frozenset(ids) for country, ids in named.items()},
        countries=frozenset(countries),
        sources=_codes(row.actors, told) if row.recipients else frozenset(),
        place=place,
        place_country=place_country,
        place_words=frozenset(map(kind_of, stems(place))),
        where=where,
        occasion=frozenset(stems(row.occasion)) if row.occasion else frozenset(),
        issues=frozenset(issue for issue in row.issues if issue != GENERIC),
        words=frozenset(map(kind_of, stems(told.words))).difference(
            names, meeting_kinds() if contact else plain_kinds()
        ),
        number=find_number(told.words) if contact else 0,
        sketch=unpack(told.sketch),
    )


def find_window(told: Told[Event]) -> tuple[Dating, int, int]:
    """Return how firmly a report is dated, and its first and last day as ordinals (0 for unknown).

    A day that the reader took from the dateline, not from words, stands for the days just before publication, and says
    nothing on a plan. What has happened cannot lie weeks after the day on which it was told: such a date was read into
    the wrong year and is moved back to the last one that fits.
    """
    row, published = told.row, told.published
    state = STATES[row.modality]
    when = row.date
    if when is not None and state is State.HAPPENED and published is not None and when.start > published + _GRACE:
        when = _move_back(when, published)
    if when is None:
        if published is None:
            return Dating.NONE, 0, 0
        day = published.toordinal()
        return (Dating.NONE, day, day + LOOK_AHEAD) if state is State.AHEAD else (Dating.NONE, day - LOOK_BACK, day)
    low, high = when.start.toordinal(), when.end.toordinal()
    if when.precision is Precision.DAY and not when.text and published is not None and when.start == published:
        if state is State.AHEAD:  # the day of the telling, not that of the plan
            return Dating.NONE, low, low + LOOK_AHEAD
        return Dating.GUESSED, low - 2, high
    return (Dating.HARD if high - low < HARD_SPAN else Dating.VAGUE), low, high


_GRACE = timedelta(days=14)
"""By which what is told as done may lie ahead: a plan told as done, or another clock, not another year."""

_BY_YEAR = frozenset({Precision.DAY, Precision.MONTH, Precision.SEASON})


def _move_back(when: When, published: date) -> When | None:
    """Return a date in the last year in which it lies before publication, None where no year can be wrong."""
    if when.precision not in _BY_YEAR or when.start.year - published.year > 1 or published.year == MINYEAR:
        return None
    years = when.start.year - published.year
    for back in (years, years + 1):
        start = _in_year(when.start, when.start.year - back)
        if back and start <= published:
            return When(start, _in_year(when.end, when.end.year - back), when.precision, when.text)
    return None


def _in_year(day: date, year: int) -> date:
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def _codes(actors: Iterable[str], told: Told[Event]) -> frozenset[str]:
    return frozenset(told.parties[actor].country for actor in actors if actor in told.parties)


def _read_place(place: Place | None) -> tuple[str, str, tuple[float, float] | None]:
    if place is None:
        return "", "", None
    where = (place.latitude, place.longitude) if place.latitude is not None and place.longitude is not None else None
    return " ".join(split_words(place.name)), place.country, where


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the kilometres between two places, on a plane that is good enough for a few hundred of them.

    >>> round(distance((55.75, 37.62), (55.75, 37.62)))
    0
    """
    apart = (one[1] - other[1] + 180) % 360 - 180
    east = apart * math.cos(math.radians((one[0] + other[0]) / 2))
    return 111.2 * math.hypot(one[0] - other[0], east)
