"""Codes of the older formats: CAMEO actors, FIPS countries, GDELT's classes and places.

Sources: CAMEO codebook 1.1b3, chapter 2 (actors); GDELT event codebook 2.0.
"""

from dataclasses import dataclass
from functools import cache

from summitry.knowledge.layers import find_layers
from summitry.knowledge.ontology import load_cameo, load_plover
from summitry.knowledge.tables import read_csv
from summitry.knowledge.world import open_world
from summitry.records import ActorKind
from summitry.settings import load_settings
from summitry.show.export.extract import Entry, Role
from summitry.track.dyads import MUTUAL, Dyad
from summitry.track.values import Occurrence, Party

STATES_TABLE = "world/states.csv"
_WORDY = 3
"""Digits of a CAMEO code that all programs know; a root alone gets a zero behind it."""


@dataclass(frozen=True, slots=True)
class ActorCode:
    """A party as CAMEO codes it.

    Attributes:
        code: the parts joined, as ``JPNGOV`` or ``IGOEUREEC``; empty for nobody known.
        country: CAMEO code of the state or region, or empty.
        group: code of a known organisation, or empty.
        sector: code of the role, or empty.
        state: the ledger's own country code.
        name: name as documents give it.
    """

    code: str
    country: str
    group: str
    sector: str
    state: str
    name: str


_BODIES = {
    "EUE": ("IGOEUREEC", "EUR", "EEC", "IGO"),
    "NAT": ("IGOWSTNAT", "WST", "NAT", "IGO"),
    "UNO": ("IGOUNO", "", "UNO", "IGO"),
    "IGO": ("IGO", "", "", "IGO"),
    "NGO": ("NGO", "", "", "NGO"),
}
"""Code, region, known group and role of the bodies that stand for no state."""


@cache
def _load_states() -> dict[str, tuple[str, str]]:
    rows = read_csv(STATES_TABLE, find_layers(load_settings()))
    return {row["id"]: (row["cameo"] or row["id"], row["fips"]) for row in rows}


def cameo_state(state: str) -> str:
    """Return CAMEO's code of a state: ``ROM`` for ROU; the ISO code where CAMEO has none."""
    return _load_states().get(state, (state, ""))[0]


def fips_state(state: str | None) -> str:
    """Return the FIPS 10-4 code of a state, empty for none."""
    return _load_states().get(state or "", ("", ""))[1]


def code_actor(party: Party, role: Role | None) -> ActorCode:
    """Return a party as CAMEO codes it.

    A state itself is its bare code; persons and bodies of it have the code of their sector behind it where the
    document tells one.
    """
    role = role or Role()
    if party.country in _BODIES:
        code, region, group, sector = _BODIES[party.country]
        return ActorCode(code, region, group, sector, party.country, party.name)
    country = "" if party.country == "---" else cameo_state(party.country)
    sector = "" if role.kind == ActorKind.STATE else role.sector or ("GOV" if party.office else "")
    return ActorCode(f"{country}{sector}", country, "", sector, party.country, party.name)


def code_actors(entry: Entry, ids: tuple[str, ...]) -> tuple[ActorCode, ...]:
    """Return the parties of one side, each code once; their names are joined.

    A state named beside its own people adds nothing: ``Japan`` and ``Abe`` are one side, not two.
    """
    found: dict[str, ActorCode] = {}
    names: dict[str, list[str]] = {}
    for actor in ids:
        if actor in entry.occurrence.parties:
            made = code_actor(entry.occurrence.parties[actor], entry.roles.get(actor))
            found.setdefault(made.code, made)
            names.setdefault(made.code, []).append(made.name)
    fuller = {made.country for made in found.values() if made.sector and made.country}
    return tuple(
        ActorCode(made.code, made.country, made.group, made.sector, made.state, "; ".join(dict.fromkeys(names[code])))
        for code, made in found.items()
        if made.sector or made.group or made.country not in fuller
    )


NOBODY = ActorCode("", "", "", "", "", "")


def pair_actors(entry: Entry, dyad: Dyad | None) -> tuple[tuple[ActorCode, ActorCode, bool], ...]:
    """Return who acts toward whom, code by code: source, target, and whether the act is mutual.

    What several sides do together with each other stands once in each direction. An act toward nobody has an empty
    target.

    Args:
        entry: the occurrence.
        dyad: only pairs of these two states; all when None.
    """
    one = entry.occurrence
    actors = code_actors(entry, one.actors)
    recipients = code_actors(entry, one.recipients)
    pairs = [(source, target, False) for source in actors for target in recipients if source.code != target.code]
    if one.event_type in MUTUAL:
        one_state = len({actor.state for actor in (*actors, *recipients)}) == 1
        pairs += [
            (source, target, True)
            for source in actors
            for target in actors
            if source.code != target.code and (source.state != target.state or one_state)
        ]
    if dyad is not None:
        return tuple(pair for pair in pairs if {pair[0].state, pair[1].state} == set(dyad))
    return tuple(pairs) or tuple((actor, NOBODY, False) for actor in actors)


def code_event(one: Occurrence) -> str:
    """Return the CAMEO code of an occurrence: at least three digits, the general code of its type where it has none."""
    code = one.cameo or load_plover()[one.event_type].cameo
    return code if len(code) >= _WORDY else f"{code}0"


def goldstein_of(code: str) -> float | None:
    """Return Goldstein's value of a CAMEO code, that of the shorter code where it has none.

    >>> goldstein_of("036")
    4.0
    """
    table = load_cameo()
    return next((table[code[:size]].goldstein for size in range(len(code), 1, -1) if code[:size] in table), None)


_LAST_ROOTS = (5, 8, 13, 20)


def quad_class(code: str) -> int:
    """Return GDELT's class of a CAMEO code: 1 and 2 verbal and material cooperation, 3 and 4 such conflict.

    >>> [quad_class(code) for code in ("042", "0811", "112", "190")]
    [1, 2, 3, 4]
    """
    root = int(code[:2])
    return next(number for number, last in enumerate(_LAST_ROOTS, 1) if root <= last)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an occurrence took place.

    Attributes:
        name: of the place.
        country: the state that it lies in; None if it is unknown, or if more than one claims it.
        latitude: degrees north, or None.
        longitude: degrees east, or None.
        kind: that of the table of places (``state``, ``city``, ``region`` ...), or empty.
        claimants: the states that claim it, if it is disputed.
        administrator: the state that holds it, if it is disputed.
        names: the names of a disputed place.
    """

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    kind: str
    claimants: tuple[str, ...] = ()
    administrator: str | None = None
    names: tuple[str, ...] = ()

    @property
    def is_disputed(self) -> bool:
        """Whether more than one state claims it."""
        return bool(self.claimants)


def find_spot(entry: Entry) -> Spot | None:
    """Return where an occurrence took place, or None when no report tells.

    A place that is disputed on the day never has one country, whatever a report says.
    """
    one = entry.occurrence
    if one.place is None:
        return None
    told = [report.row.place for report in entry.reports if report.row.place and report.row.place.name == one.place]
    exact = next((place for place in told if place.latitude is not None and place.longitude is not None), None)
    known = open_world().place(one.place, entry.day)
    country = None if one.country in {None, "---"} else one.country
    latitude, longitude = (exact.latitude, exact.longitude) if exact else (None, None)
    if known is None:
        return Spot(one.place, country, latitude, longitude, "")
    if exact is None and (known.claimants or known.country == one.country):
        latitude, longitude = known.latitude, known.longitude
    if known.claimants:
        names = tuple(dict.fromkeys((known.name, *known.names)))
        return Spot(one.place, None, latitude, longitude, known.kind, known.claimants, known.administrator, names)
    return Spot(one.place, country, latitude, longitude, known.kind)
