"""The values that the world's tables hold: states and bodies, what names mean, titles, spells in office, places."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from summitry.errors import TableError
from summitry.records import ActorKind, Level, Office

_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ø": "o",
        "Ø": "o",
        "ł": "l",
        "Ł": "l",
        "Þ": "th",
        "đ": "d",
        "Đ": "d",
        "ß": "ss",
        "æ": "ae",
        "Æ": "ae",
        "œ": "oe",
        "ð": "d",
        "þ": "th",
        "ə": "a",
        "Ə": "a",
        "’": "'",
        "‘": "'",
        "ʻ": "'",
        "ʼ": "'",
        "`": "'",
        "‑": "-",
        "–": "-",
        "\u00a0": " ",
    }
)


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Return a text as it is looked up: no accents, no capitals, straight apostrophes, single blanks.

    >>> fold("Recep Tayyip  Erdoğan’s")
    "recep tayyip erdogan's"
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())


def slug(name: str) -> str:
    """Return a name as the second part of an id.

    >>> slug("Abdel Fattah al-Sisi")
    'abdel-fattah-al-sisi'
    """
    return "-".join(re.findall(r"[a-z0-9]+", fold(name).replace("'", "")))


@dataclass(frozen=True, slots=True)
class Entity:
    """A state, organisation, bloc, government body or group that the tables know.

    ``alpha2`` is the code that other lists call a state by (ISO 3166-1 alpha-2); a vanished one has none.
    """

    id: str
    name: str
    kind: ActorKind
    country: str
    sector: str | None = None
    alpha2: str = ""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase can stand for: ``kind`` is that of the aliases table (name, short, capital, adjective ...).

    ``origin`` tells of the vanished state that is named, whose successor ``entity`` is.
    """

    surface: str
    kind: str
    entity: Entity
    start: date | None = None
    end: date | None = None
    origin: str = ""

    def holds(self, on: date | None) -> bool:
        """Tell whether the phrase had this meaning on a day; with no day it does."""
        return within(self.start, self.end, on)


@dataclass(frozen=True, slots=True)
class Sense:
    """One of several things that an ambiguous name can mean; ``usual`` marks the one meant unless more is said.

    The target is the id of a state or body, or of a person whose family name others have too.
    """

    name: str
    target: str
    usual: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class Role:
    """A common noun of the user's own for bodies or people of a state, such as "harbour police".

    Attributes:
        noun: singular.
        sector: groups of capitals such as COP.
        country: the state that it goes with even where the text names none; empty where the text must name it.
        start, end: the days on which it holds; None for ever.
    """

    noun: str
    sector: str
    country: str = ""
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Title:
    """A title as it stands in a text, in lower case; ``country`` is None where any country has it."""

    title: str
    country: str | None
    office: Office
    level: Level


@dataclass(frozen=True, slots=True)
class Tenure:
    """One spell of a person in an office; ``end`` is None while it lasts.

    ``leads`` says that the head of a party leads the state with it, as a general secretary does where there is but one.
    """

    person: str
    name: str
    family_name: str
    country: str
    office: Office
    title: str
    start: date
    end: date | None
    variants: tuple[str, ...] = ()
    leads: bool = False

    def holds(self, on: date) -> bool:
        """Tell whether the person was in office on a day."""
        return within(self.start, self.end, on)


@dataclass(frozen=True, slots=True)
class Location:
    """A place; one that is disputed has claimants and an administrator, and ``---`` for its country.

    Coordinates are in decimal degrees (WGS 84), None where the table has none. A dispute has ``start`` and ``end``
    where they are known, ``end`` only once it is over, and the ``members`` that lie in the territory; ``before`` is the
    state that held the place until the dispute began, None where none held it or the table does not tell.
    """

    name: str
    country: str
    kind: str
    latitude: float | None
    longitude: float | None
    claimants: tuple[str, ...] = ()
    administrator: str | None = None
    names: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    members: tuple[str, ...] = ()
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who or what a name means on a date; ``reason`` says why in one or two sentences.

    ``country`` is an ISO 3166-1 alpha-3 code, or that of an organisation with a code of its own (UNO, EUE, NAT, IGO,
    NGO), or ``---``. ``office`` is what a person holds on the date, None for nothing known.
    """

    id: str
    name: str
    country: str
    office: Office | None
    kind: ActorKind
    level: Level
    title: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a phrase can mean, the most likely first; ``settled`` if it means the first."""

    answers: tuple[Resolution, ...] = ()
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What a world is built from; of ``memberships`` each is organisation, member, first and last day.

    ``executives`` are the states whose executive an office leads. ``figures`` are people of note beside the holders of
    high office: generals, governors, heads of agencies, leaders of oppositions; they
    are known by full name only, and read when first asked for, as are the rows of regions and cities in ``gazetteer``.
    """

    entities: tuple[Entity, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    titles: tuple[Title, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    locations: tuple[Location, ...] = ()
    memberships: tuple[tuple[str, str, date | None, date | None], ...] = ()
    executives: tuple[tuple[str, Office], ...] = ()
    senses: tuple[Sense, ...] = ()
    figures: Callable[[], tuple[Tenure, ...]] = tuple
    gazetteer: Callable[[], tuple[Mapping[str, str], ...]] = tuple
    roles: tuple[Role, ...] = ()


def within(start: date | None, end: date | None, on: date | None) -> bool:
    """Tell whether a day lies between two, both included; what is None sets no bound."""
    return on is None or ((start is None or start <= on) and (end is None or on <= end))


def as_day(on: date | str | None) -> date | None:
    """Return a day given as such, or as the first ten characters of an ISO date or date-time.

    Raises:
        TableError: the text is no ISO date.
    """
    if on is None or isinstance(on, date):
        return on
    try:
        return date.fromisoformat(on[:10])
    except ValueError as error:
        message = f"{on!r} is no ISO date; write the day as 2014-02-08"
        raise TableError(message) from error
