"""One row of coded event data as a readout: the text is a line that restates the row's own cells."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from summitry.dates import Precision, When
from summitry.errors import DateError
from summitry.knowledge.ontology import contexts_of, load_cameo, quad_of, score_event
from summitry.knowledge.tables import read_toml
from summitry.knowledge.world import level_of, open_world
from summitry.records import (
    Actor,
    ActorKind,
    Coder,
    Document,
    Event,
    EventType,
    Level,
    Modality,
    Office,
    Place,
    Readout,
    Span,
    make_id,
)
from summitry.track.importing.lines import one_line
from summitry.track.importing.who import Who, find_who

TABLE = "track/importing.toml"
STATEMENT = "a bare statement (CAMEO 01), which is no event"
NO_ACTOR = "nobody acts in it"

_SHOWN = 40
_HOST, _VISIT = "043", "042"
_WORDY = 3


class RowError(ValueError):
    """A row cannot be used; the message is the reason, the same for all rows of its kind."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that is set aside.

    Attributes:
        line: its line in the file, counted from 1.
        reason: why, in words that are the same for all rows of this kind.
        row: the row as it stands, shortened.
    """

    line: int
    reason: str
    row: str


@dataclass(frozen=True, slots=True)
class Party:
    """An actor as a row codes it.

    Attributes:
        name: as the row gives it.
        state: country code of the contract, or empty where the row has none.
        sector: group of three capitals, or empty.
        named: whether the name tells of one person or body; else it is a word of a dictionary.
        office: office of a person that the row itself gives, or None.
    """

    name: str
    state: str = ""
    sector: str = ""
    named: bool = True
    office: Office | None = None


@dataclass(frozen=True, slots=True)
class Coded:
    """A row, as far as all formats have it.

    Attributes:
        coder: whose row it is.
        cells: the cells that make the line of text, empty ones left out.
        when: date of the event.
        published: day on which it became known, or None.
        publisher: outlet, or None.
        url: address of the report, or None.
        kind: PLOVER type.
        actors: those who act.
        recipients: those acted on.
        mode: PLOVER mode, or None.
        contexts: PLOVER contexts.
        cameo: CAMEO code, or None.
        place: where, or None.
        level: level that the row itself tells; else it is made of the offices of both sides.
        occasion: gathering at which it took place, or None.
        title: headline, or None.
    """

    coder: Coder
    cells: tuple[str, ...]
    when: When
    published: date | None
    publisher: str | None
    url: str | None
    kind: EventType
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    place: Place | None = None
    level: Level | None = None
    occasion: str | None = None
    title: str | None = None


def make_readout(coded: Coded) -> Readout:
    """Return a row as a readout of a document of one line.

    Raises:
        RowError: nobody acts in it.
    """
    text = " | ".join(cell for cell in map(one_line, coded.cells) if cell)
    published = coded.published.isoformat() if coded.published else None
    document = Document.from_text(
        text, published=published, title=coded.title, publisher=coded.publisher, language=None
    )
    document = replace(document, url=coded.url)
    day = coded.when.start
    actors = _find(coded.actors, day)
    recipients = _find(coded.recipients, day)
    if not actors:
        raise RowError(NO_ACTOR)
    parties = {who.id: _make_actor(who, name, text) for who, name in (*actors.values(), *recipients.values())}
    span = Span(0, len(text))
    event = Event(
        id=make_id("e", document, coded.kind, coded.cameo, coded.mode),
        event_type=coded.kind,
        modality=Modality.OCCURRED,
        actors=tuple(actors),
        recipients=tuple(actor for actor in recipients if actor not in actors),
        date=coded.when,
        place=coded.place,
        level=coded.level or _find_level((*actors.values(), *recipients.values())),
        issues=(),
        evidence=(span,),
        confidence=1.0,
        mode=coded.mode,
        contexts=coded.contexts,
        cameo=coded.cameo,
        score=score_event(coded.kind, coded.mode),
        quad=quad_of(coded.kind),
        occasion=coded.occasion,
    )
    return Readout(document, tuple(parties.values()), (event,), coder=coded.coder)


def _find(parties: Iterable[Party], day: date) -> dict[str, tuple[Who, str]]:
    found: dict[str, tuple[Who, str]] = {}
    for party in parties:
        who = find_who(one_line(party.name), party.state, party.sector, day, named=party.named)
        if who is not None:
            if party.office is not None and who.id != who.country:
                who = replace(who, kind=ActorKind.PERSON, office=who.office or party.office)
            found.setdefault(who.id, (who, one_line(party.name)))
    return found


def _make_actor(who: Who, name: str, text: str) -> Actor:
    start = text.find(name) if name else -1
    span = Span(start, start + len(name)) if start >= 0 else Span(0, len(text))
    return Actor(who.id, who.name, who.kind, who.country, (span,), who.office, who.title, who.sector, who.family_name)


_ORDER = (Level.LEADER, Level.MINISTER, Level.DEPUTY_MINISTER, Level.OFFICIAL, Level.MILITARY, Level.PARLIAMENT)


def _find_level(parties: Iterable[tuple[Who, str]]) -> Level:
    """Return the highest level at which every side took part; a side is those of one state."""
    sides: dict[str, list[int]] = {}
    for who, _ in parties:
        level = level_of(who.office)
        rank = _ORDER.index(level) if level in _ORDER else len(_ORDER)
        sides.setdefault(who.country, []).append(rank)
    lowest = max(min(ranks) for ranks in sides.values())
    return _ORDER[lowest] if lowest < len(_ORDER) else Level.UNKNOWN


def read_cameo(text: str) -> str:
    """Return a CAMEO code as the codebook writes it; a zero that a program dropped in front is put back.

    >>> read_cameo("36"), read_cameo("0311"), read_cameo("311"), read_cameo("20")
    ('036', '0311', '0311', '020')

    Raises:
        RowError: there is no such code, or it is that of a bare statement.
    """
    code = text.strip()
    table = load_cameo()
    for made in (code, f"0{code}") if len(code) >= _WORDY else (f"0{code}",):
        entry = table.get(made)
        if entry is not None and code.isdecimal():
            if entry.plover is None:
                raise RowError(STATEMENT)
            return made
    message = f"no CAMEO code: {text[:_SHOWN]!r}"
    raise RowError(message)


def arrange(
    cameo: str, source: tuple[Party, ...], target: tuple[Party, ...]
) -> tuple[str, EventType, str | None, tuple[str, ...], tuple[Party, ...], tuple[Party, ...]]:
    """Return what a CAMEO row says in PLOVER's terms.

    A host's row becomes the visitor's; those who do the same together are all actors.

    Returns:
        Code, type, mode, contexts, actors, recipients.
    """
    if cameo == _HOST:
        cameo, source, target = _VISIT, target, source
    entry = load_cameo()[cameo]
    kind = entry.plover or EventType.CONSULT
    contexts = contexts_of(cameo)
    if cameo in read_toml(TABLE)["mutual"]["codes"]:
        return cameo, kind, entry.mode, contexts, (*source, *target), ()
    return cameo, kind, entry.mode, contexts, source, target


def read_day(text: str) -> date | None:
    """Return the day of a cell: ISO, digits alone, or month/day/year; None where there is none.

    >>> [str(read_day(cell)) for cell in ("2014-02-08", "20140208", "20140208103000", "2/8/2014", "soon")]
    ['2014-02-08', '2014-02-08', '2014-02-08', '2014-02-08', 'None']
    """
    cell = text.strip()
    try:
        if "/" in cell:
            month, day, year = cell.split(" ")[0].split("/")
            return date(int(year), int(month), int(day))
        if cell[:8].isdecimal():
            return date(int(cell[:4]), int(cell[4:6]), int(cell[6:8]))
        return date.fromisoformat(cell[:10])
    except ValueError:
        return None


def need_day(text: str) -> date:
    """Return the day of a cell.

    Raises:
        RowError: there is none.
    """
    day = read_day(text)
    if day is None:
        message = f"no day: {text.strip()[:_SHOWN]!r}"
        raise RowError(message)
    return day


def make_when(start: date, end: date | None, precision: Precision = Precision.DAY) -> When:
    """Return a date of one day, or of a stretch.

    Raises:
        RowError: it ends before it starts.
    """
    try:
        return When(start, end or start, precision)
    except DateError as error:
        message = "it ends before it starts"
        raise RowError(message) from error


def make_place(name: str, state: str, latitude: str, longitude: str, on: date) -> Place | None:
    """Return a place; one that is disputed on the day has no country, whatever the row says.

    Args:
        name: its name, or empty for no place.
        state: country code of the contract, or empty.
        latitude: degrees as the row writes them, or empty.
        longitude: likewise.
        on: day of the event.
    """
    name = one_line(name)
    if not name:
        return None
    known = open_world().place(name, on)
    position = _read_position(latitude, longitude)
    country = "---" if known is not None and known.claimants else state or "---"
    return Place(name, country, *position)


_LATITUDE, _LONGITUDE = 90.0, 180.0


def _read_position(latitude: str, longitude: str) -> tuple[float | None, float | None]:
    try:
        north, east = float(latitude), float(longitude)
    except ValueError:
        return None, None
    if abs(north) <= _LATITUDE and abs(east) <= _LONGITUDE and (north, east) != (0.0, 0.0):
        return north, east
    return None, None
