"""The tables of following: grace, what keeps a promise of each kind, levels of offices, and the words of promises."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from summitry.dates import Precision
from summitry.errors import TableError
from summitry.knowledge.tables import read_csv, read_toml
from summitry.records import Action, EventType, Level
from summitry.track.merge.words import stems

TABLE = "track/follow.toml"
WORDS = "track/words.toml"
_APART = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Kind:
    """What keeps a promise of one action.

    Attributes:
        noun: what to call the act.
        grace: days of grace by precision of the window.
        types: types of acts that keep it.
        partly: types that keep it in part.
        perhaps: types under which it may have been coded.
        not_modes: modes of these types that never keep it.
        issue: ``any``, ``fits`` or ``needed``.
        both: whether the act must be one of both sides; else the one who promised must act.
        late: days after the window up to which a later act keeps it late, by precision; None for no date.
        testable: whether it can lapse where no date was named.
    """

    noun: str
    grace: Mapping[Precision, int]
    types: frozenset[EventType]
    partly: frozenset[EventType]
    perhaps: frozenset[EventType]
    not_modes: frozenset[str]
    issue: str
    both: bool
    late: Mapping[Precision | None, int]
    testable: bool


@cache
def kind_of(action: Action) -> Kind:
    """Return what keeps a promise of an action.

    >>> kind_of(Action.MEET).grace[Precision.MONTH]
    14

    Raises:
        TableError: the table lacks the action, or a value in it is unknown.
    """
    table = read_toml(TABLE)
    try:
        row = table["actions"][action.value]
        grace = {Precision(key): int(days) for key, days in table["grace"][row["kind"]].items()}
        late = {Precision(key) if key != "vague" else None: days for key, days in table["late"][row["kind"]].items()}
        return Kind(
            row["noun"],
            grace,
            frozenset(map(EventType, row["types"])),
            frozenset(map(EventType, row["partly"])),
            frozenset(map(EventType, row["perhaps"])),
            frozenset(row["not_modes"]),
            row["issue"],
            row["who"] == "both",
            late,
            row["testable"],
        )
    except (KeyError, ValueError) as error:
        message = f"data/{TABLE}: action {action.value!r} has no or a wrong {error}; give every column of the table"
        raise TableError(message) from error


@cache
def codes_of(kind: EventType) -> tuple[str, ...]:
    """Return the CAMEO codes of a type that alone keep promises; empty where all do.

    >>> codes_of(EventType.SUPPORT)
    ('057',)
    """
    return tuple(read_toml(TABLE)["only"].get(kind.value, ()))


@cache
def vague_days() -> int:
    """Return how many days a promise without a date has."""
    return int(read_toml(TABLE)["vague"]["days"])


@cache
def levels_of_offices() -> Mapping[str, Level]:
    """Return the level at which the holder of each office acts."""
    return {office: Level(level) for office, level in read_toml(TABLE)["offices"].items()}


@cache
def ranks() -> Mapping[Level, int]:
    """Return the rungs of the one ladder of levels; parliament and armed forces stand beside it."""
    return {Level(level): rank for level, rank in read_toml(TABLE)["ranks"].items()}


def plain(text: str) -> str:
    """Return a text in small letters, words divided by one blank, with a blank on either side.

    >>> plain("the G-8, in St. Petersburg")
    ' the g 8 in st petersburg '
    """
    return f" {_APART.sub(' ', text.lower()).strip()} "


@cache
def _phrases(section: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Return a pattern of all phrases of a section, the longest first, and the key of each."""
    found = {plain(phrase).strip(): key for key, phrases in read_toml(WORDS)[section].items() for phrase in phrases}
    longest = sorted(found, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf" ({'|'.join(map(re.escape, longest))})(?= )"), found


def levels_in(text: str, section: str) -> frozenset[Level]:
    """Return the levels that a plain text names.

    >>> sorted(levels_in(" their foreign and defence ministers meet ", "bodies"))
    [<Level.MINISTER: 'minister'>]

    Args:
        text: as ``plain`` returns it.
        section: ``bodies`` (groups) or ``single`` (one person's office).
    """
    pattern, keys = _phrases(section)
    return frozenset(Level(key) for match in pattern.finditer(text) if (key := keys[match[1]]) != "none")


@cache
def _occasions() -> tuple[re.Pattern[str], Mapping[str, str]]:
    names = read_toml(WORDS)["occasions"]["names"]
    keys = {plain(name).strip(): group[0] for group in names for name in group}
    longest = sorted(keys, key=lambda name: (-len(name), name))
    return re.compile(rf" ({'|'.join(map(re.escape, longest))})(?= )"), keys


@lru_cache(maxsize=4096)
def occasions_in(text: str) -> frozenset[str]:
    """Return the keys of the gatherings that a plain text names.

    >>> sorted(occasions_in(plain("on the sidelines of the Group of Eight summit")))
    ['g8']
    """
    pattern, keys = _occasions()
    return frozenset(keys[match[1]] for match in pattern.finditer(text))


def has_cue(text: str, cue: str) -> bool:
    """Tell whether a plain text has one of the phrases of a cue of the table."""
    return _cue(cue).search(text) is not None


@cache
def _cue(cue: str) -> re.Pattern[str]:
    phrases = sorted((plain(phrase).strip() for phrase in read_toml(WORDS)["cues"][cue]), key=len, reverse=True)
    return re.compile(rf" ({'|'.join(map(re.escape, phrases))})(?= )")


@cache
def stems_of_contacts() -> frozenset[str]:
    """Return the stems of words that every promise of a contact may have."""
    return frozenset(stems(" ".join(read_toml(WORDS)["contacts"]["words"])))


@cache
def _refrains() -> tuple[tuple[frozenset[str], frozenset[EventType]], ...]:
    rows = read_toml(WORDS)["refrain"]
    return tuple((frozenset(row["words"]), frozenset(map(EventType, row["types"]))) for row in rows)


def types_refrained(text: str) -> frozenset[EventType]:
    """Return the types of acts that would break a promise to keep from what a plain text names.

    >>> sorted(types_refrained(plain("to refrain from missile tests")))
    [<EventType.ASSAULT: 'ASSAULT'>, <EventType.MOBILIZE: 'MOBILIZE'>]
    """
    words = frozenset(text.split())
    return frozenset(kind for names, kinds in _refrains() if names & words for kind in kinds)


@cache
def countries_of_capitals() -> Mapping[str, str]:
    """Return the code of the state of each capital, by the key of the town."""
    return {plain(row["capital"]).strip(): row["id"] for row in read_csv("world/states.csv") if row["capital"]}


@cache
def _place_names() -> tuple[Mapping[str, str], frozenset[str]]:
    towns: Mapping[str, str] = read_toml(WORDS)["places"]
    names = {plain(row[column]).strip() for row in read_csv("world/states.csv") for column in ("name", "official")}
    return {plain(name).strip(): town for name, town in towns.items()}, frozenset(names - {""})


@lru_cache(maxsize=4096)
def town_of(name: str | None) -> str:
    """Return the key of a place: its name in plain letters, the town of a residence; ``""`` for a state or nothing.

    >>> town_of("Kremlin"), town_of("St. Petersburg"), town_of("Japan")
    ('moscow', 'st petersburg', '')
    """
    if not name:
        return ""
    towns, states = _place_names()
    key = plain(name).strip()
    return "" if key in states else towns.get(key, key)
