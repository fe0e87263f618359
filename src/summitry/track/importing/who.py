"""Who is meant by the name and codes of a row: the same persons, states and bodies that readers of text name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from summitry.knowledge.entries import Entity, Tenure, slug
from summitry.knowledge.layers import find_layers
from summitry.knowledge.tables import read_csv, read_toml
from summitry.knowledge.world import World, fold, open_world
from summitry.records import ActorKind, Office
from summitry.settings import load_settings

TABLE = "track/importing.toml"
NOBODY = "---"
_SINGLE = frozenset(
    {
        Office.HEAD_OF_STATE,
        Office.HEAD_OF_GOVERNMENT,
        Office.MONARCH,
        Office.VICE_PRESIDENT,
        Office.FOREIGN_MINISTER,
        Office.DEFENCE_MINISTER,
    }
)
"""Offices that one person holds at a time: the title alone tells who is meant."""
_BODIES = frozenset({"EUE", "NAT", "UNO", "IGO"})
_CODE = 3
REMEMBERED = 1 << 16
"""So many actors of rows are kept."""


@dataclass(frozen=True, slots=True)
class Who:
    """An actor without its place in the text; fields as in ``records.Actor``."""

    id: str
    name: str
    kind: ActorKind
    country: str
    office: Office | None = None
    title: str | None = None
    sector: str | None = None
    family_name: str | None = None


@lru_cache(maxsize=REMEMBERED)
def find_who(name: str, state: str, sector: str, on: date | None, *, named: bool) -> Who | None:
    """Return who a row means.

    Office-holders are found by name, or by title and state, as of the day. A name that the tables do not know is a body
    of its state.

    Args:
        name: as the row gives it, in one line.
        state: country code of the contract, or empty.
        sector: group of three capitals, or empty.
        on: day of the event.
        named: whether the name tells of one person or body; else a name that is not known stands for its state.

    Returns:
        The actor; None where the row tells nothing of one.
    """
    world = open_world()
    base, state = _split_name(name, state)
    if state in world.states:
        return _find_in_state(world, base, state, sector, on, named=named)
    if not base and not state and not sector:
        return None
    found = world.resolve(base, on) if base else None
    if found is not None and state in {"", NOBODY, found.country}:
        kind = found.kind
        return Who(found.id, found.name, kind, found.country, found.office, found.title, sector or _usual(kind))
    entity = world.entity(state) if state else None
    if entity is not None and (not base or fold(base) == fold(entity.name)):
        return _of_entity(entity, sector)
    country = state or (sector if sector in {"IGO", "NGO"} else NOBODY)
    shown = base or (entity.name if entity else sector)
    kind = ActorKind.ORGANIZATION if country != NOBODY else ActorKind.GROUP
    return Who(f"{country}/{slug(shown) or sector.lower()}", _capitals(shown), kind, country, sector=sector or None)


def _find_in_state(world: World, base: str, state: str, sector: str, on: date | None, *, named: bool) -> Who:
    entity = world.entity(state)
    whole = Who(state, entity.name if entity else state, ActorKind.STATE, state, sector="GOV")
    if not base or state in {meaning.entity.id for meaning in world.meanings(base, on)}:
        return whole if sector in {"", "GOV"} else _body(sector, state, sector)
    title = world.title(base, state)
    if title is not None:
        holder = world.holder(state, title.office, on, base) if title.office in _SINGLE else None
        unknown = Who(f"{state}/{slug(base)}", _capitals(base), ActorKind.PERSON, state, title.office, base, "GOV")
        return unknown if holder is None else _of_tenure(holder)
    found = world.resolve(base, on)
    if found is not None and found.country in _BODIES and found.office is not None:
        # office goes before nationality: who speaks for the Union does not speak for the state of the passport
        return Who(found.id, found.name, found.kind, found.country, found.office, found.title, "IGO")
    if found is not None and found.country == state and found.kind is ActorKind.PERSON:
        known = world.latest(found.id, on) if found.office else None
        family = known.family_name if known else None
        usual = "GOV" if found.office else None
        return Who(found.id, found.name, found.kind, state, found.office, found.title, sector or usual, family)
    if found is not None and found.country == state and found.id != state:
        return Who(found.id, found.name, found.kind, state, sector=sector or None)
    if sector in {"", "GOV"} and not named:
        return whole
    return _body(base, state, sector)


def _body(name: str, state: str, sector: str) -> Who:
    official = sector in read_toml(TABLE)["official"]["sectors"]
    kind = ActorKind.GOVERNMENT if official else ActorKind.GROUP
    return Who(f"{state}/{slug(name) or 'body'}", _capitals(name), kind, state, sector=sector or None)


def _of_tenure(tenure: Tenure) -> Who:
    office, title = tenure.office, tenure.title
    return Who(tenure.person, tenure.name, ActorKind.PERSON, tenure.country, office, title, "GOV", tenure.family_name)


def _of_entity(entity: Entity, sector: str) -> Who:
    return Who(entity.id, entity.name, entity.kind, entity.country, sector=sector or entity.sector)


def _usual(kind: ActorKind) -> str | None:
    return "GOV" if kind in {ActorKind.STATE, ActorKind.PERSON} else None


def _split_name(name: str, state: str) -> tuple[str, str]:
    """Return the name without the state in brackets behind it, and the state."""
    base, bracket, behind = name.rpartition(" (")
    if bracket and behind.endswith(")"):
        meant = find_state(behind[:-1])
        if meant and state in {"", meant}:
            return base, meant
    return name, state


def _capitals(name: str) -> str:
    """Return a name that is all capitals with small letters: ``FOREIGN MINISTRY`` is no way to print one."""
    return name.title() if name.isupper() and len(name) > _CODE else name


@lru_cache(maxsize=4096)
def find_state(text: str) -> str:
    """Return the country code of the contract that a code or name means; empty where it means none.

    >>> find_state("JPN"), find_state("Russian Federation"), find_state("ROM"), find_state("nowhere")
    ('JPN', 'RUS', 'ROU', '')
    """
    cell = text.strip()
    world = open_world()
    if len(cell) == _CODE and cell.isupper():
        found = _codes()["cameo"].get(cell)
        if found:
            return found
    own: str | None = read_toml(TABLE)["names"].get(fold(cell))
    if own is not None:
        return own
    meanings = world.meanings(cell)
    return next((meaning.entity.id for meaning in meanings if meaning.entity.kind is ActorKind.STATE), "")


def find_fips(code: str) -> str:
    """Return the state of a FIPS 10-4 code, or empty.

    >>> find_fips("JA"), find_fips("RS"), find_fips("")
    ('JPN', 'RUS', '')
    """
    return _codes()["fips"].get(code.strip().upper(), "")


def find_body(code: str) -> str:
    """Return the code of the contract that a known group of GDELT has, or empty.

    >>> find_body("EEC"), find_body("UNO"), find_body("XYZ")
    ('EUE', 'UNO', '')
    """
    groups: dict[str, str] = read_toml(TABLE)["groups"]
    return groups.get(code, "")


def find_sector(text: str) -> str:
    """Return the sector that ICEWS or POLECAT words mean, or empty.

    >>> find_sector("Executive,Government,Foreign Ministry"), find_sector("MIL"), find_sector("Police,Government")
    ('GOV', 'MIL', 'COP')
    """
    table: dict[str, list[str]] = read_toml(TABLE)["sectors"]
    for part in text.split(","):
        cell = part.strip()
        if cell in table or (len(cell) == _CODE and cell.isupper() and cell.isalpha()):
            return cell
    folded = fold(text)
    return next((sector for sector, words in table.items() if any(word in folded for word in words)), "")


@cache
def _codes() -> dict[str, dict[str, str]]:
    """Return states by CAMEO and by FIPS codes; a state of today goes before one that has gone."""
    more: Mapping[str, Any] = read_toml(TABLE)
    rows = sorted(read_csv("world/states.csv", find_layers(load_settings())), key=lambda row: row["valid_to"] or "9999")
    cameo = {row["cameo"]: row["id"] for row in rows if row["cameo"]} | {row["id"]: row["id"] for row in rows}
    fips = {row["fips"]: row["id"] for row in rows if row["fips"]}
    return {"cameo": {**more["states"], **cameo}, "fips": {**more["fips"], **fips}}
