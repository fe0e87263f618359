"""The event ontology: PLOVER 2.0 types, modes, contexts and scores, and the CAMEO codes that map to them.

Facts come from ``data/ontology/plover.toml`` and ``data/ontology/cameo.csv``; where the two manuals contradict each
other or themselves, the tables hold the settled reading.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from summitry.errors import TableError
from summitry.knowledge.tables import read_csv, read_toml
from summitry.records import EventType, Quad

PLOVER_TABLE = "ontology/plover.toml"
CAMEO_TABLE = "ontology/cameo.csv"


@dataclass(frozen=True, slots=True)
class Plover:
    """One PLOVER event type.

    Attributes:
        type: its name.
        about: what it covers, in a few words.
        quad: its class.
        score: from -10 (violence) to 10 (material help).
        cameo: the general CAMEO code of the type.
        recipient: whether the manual asks for a recipient.
        modes: score of each mode.
    """

    type: EventType
    about: str
    quad: Quad
    score: float
    cameo: str
    recipient: bool
    modes: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Cameo:
    """One CAMEO code.

    Attributes:
        code: two to four digits.
        name: what it covers.
        goldstein: Goldstein's scale, -10 to 10.
        plover: the PLOVER type, or None for a bare statement (01x), which is no event.
        mode: the PLOVER mode, or None.
        contexts: the PLOVER contexts that the code implies.
    """

    code: str
    name: str
    goldstein: float
    plover: EventType | None
    mode: str | None
    contexts: tuple[str, ...]


@cache
def load_plover() -> Mapping[EventType, Plover]:
    """Return the sixteen event types.

    Raises:
        TableError: a type is missing or malformed.

    >>> load_plover()[EventType.CONSULT].modes["visit"]
    4.0
    """
    table = read_toml(PLOVER_TABLE)["types"]
    try:
        return {
            kind: Plover(
                kind,
                table[kind]["about"],
                Quad(table[kind]["quad"]),
                float(table[kind]["score"]),
                table[kind]["cameo"],
                bool(table[kind]["recipient"]),
                dict(table[kind].get("modes", {})),
            )
            for kind in EventType
        }
    except (KeyError, ValueError) as error:
        message = f"data/{PLOVER_TABLE}: type or field {error} is missing or wrong; every PLOVER type needs all fields"
        raise TableError(message) from error


@cache
def load_contexts() -> tuple[str, ...]:
    """Return the names of PLOVER's contexts."""
    return tuple(read_toml(PLOVER_TABLE)["contexts"])


@cache
def load_cameo() -> Mapping[str, Cameo]:
    """Return the CAMEO codes by their digits.

    Raises:
        TableError: a code maps to an unknown type or has no number as its Goldstein value.

    >>> load_cameo()["057"].plover
    <EventType.SUPPORT: 'SUPPORT'>
    """
    found = {}
    for row in read_csv(CAMEO_TABLE):
        try:
            found[row["code"]] = Cameo(
                row["code"],
                row["name"],
                float(row["goldstein"]),
                EventType(row["plover"]) if row["plover"] else None,
                row["mode"] or None,
                tuple(filter(None, row["contexts"].split(";"))),
            )
        except (KeyError, ValueError) as error:
            message = f"data/{CAMEO_TABLE}: code {row.get('code')!r}: {error}; correct the row"
            raise TableError(message) from error
    return found


def score_event(kind: EventType, mode: str | None) -> float:
    """Return PLOVER's score of a type in a mode; the type's own where the mode has none.

    >>> score_event(EventType.CONSULT, "phone"), score_event(EventType.AGREE, None)
    (1.5, 2.5)
    """
    entry = load_plover()[kind]
    return entry.modes.get(mode, entry.score) if mode is not None else entry.score


def quad_of(kind: EventType) -> Quad:
    """Return PLOVER's class of a type."""
    return load_plover()[kind].quad


def contexts_of(cameo: str) -> tuple[str, ...]:
    """Return the contexts that a CAMEO code implies; those of the shorter code where it has none of its own.

    >>> contexts_of("195")
    ('military',)
    """
    table = load_cameo()
    for size in range(len(cameo), 1, -1):
        entry = table.get(cameo[:size])
        if entry is not None and entry.contexts:
            return entry.contexts
    return ()
