"""Where a name lies: of several places of one name the likeliest, by the states that a text names and by size.

Own tables go first: disputed places, states, places in the news and venues, then first-level regions and large cities;
then the gazetteer of the extra ``places`` where it is installed. A place that more than one state claims has no country
(``---``), but claimants and an administrator; so have the places that the table of disputes lists as lying in it.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from summitry.errors import TableError
from summitry.knowledge.entries import Location, Meaning, fold
from summitry.knowledge.facts import read_number, split_cell
from summitry.knowledge.gazetteers import Cities, City, open_cities
from summitry.knowledge.place_names import place_key, split_name, without_affixes, without_part
from summitry.knowledge.tables import Row, read_csv
from summitry.records import ActorKind

NOWHERE = "---"
LONGEST = 200
"""Characters of the longest name that is looked up."""
REMEMBERED = 4096
"""So many answers are kept."""
NAMES = frozenset({"name", "short", "official", "abbreviation", "former", "capital", "residence", "adjective"})
"""The kinds of phrases for a state that say where ("Turkish soil"); demonyms name people."""
_CONTAINERS = frozenset({"state", "region"})
_FIXED = 20.0
"""The weight of a disputed place: no bias makes it another place, or one state's."""
_WEIGHTS = {"state": 9.0, "residence": 8.0, "capital": 7.5, "seat": 7.0, "region": 6.3}
"""How well known a kind of place is, on the scale of the decimal logarithm of a city's people."""
_LISTED = 6.4
"""The same for what else the tables list: a city of the news before the region that is called after it."""
_FORMER_CAPITAL = 6.0
"""The same for what is called a capital without being listed as one: mostly its former name."""
_SMALLEST = 4.0
"""The same for a city whose people nobody counted."""
_BIAS = 1.7
"""What a place gains when the text names its state: as if it had fifty times as many people."""
_BIAS_REGION = 2.8
"""The same for a region, so that Georgia is the American one where the text names America and not the other Georgia."""
_CAPITAL = 1.6
"""What a capital gains over another city with as many people."""
_OTHER_NAME = 1.0
"""What a city loses that has the name only as one of its other names."""
LARGE = 5.0
"""A part of a city ("north London") is looked for only where the city has so many people, as a logarithm."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name can mean; ``codes`` are the GeoNames codes of the first-level region it is, or lies in."""

    location: Location
    weight: float
    codes: frozenset[str] = frozenset()

    @property
    def countries(self) -> tuple[str, ...]:
        """The state it lies in, or those that claim it."""
        return self.location.claimants or (self.location.country,)


class Places:
    """The places of the tables and of the gazetteer as one index, built when first asked."""

    def __init__(
        self,
        meanings: Iterable[Meaning],
        locations: Iterable[Location],
        open_gazetteer: Callable[[], Cities | None] = open_cities,
        read_rows: Callable[[], Sequence[Row]] = lambda: read_csv("world/gazetteer.csv"),
        codes: Mapping[str, str] | None = None,
    ) -> None:
        """Keep what the index is made of.

        Args:
            meanings: names of states, capitals and seats of government.
            locations: places and disputes.
            open_gazetteer: opens the index of cities of the extra ``places``; None where there is none.
            read_rows: gives the rows of the table of regions and cities, layers included.
            codes: ISO 3166-1 alpha-2 code -> id of the state; None takes those of the states that have names.
        """
        self._meanings = tuple(meanings)
        self._locations = tuple(locations)
        self._open_gazetteer = open_gazetteer
        self._read_rows = read_rows
        named = (meaning.entity for meaning in self._meanings)
        self._codes = {entity.alpha2: entity.id for entity in named if entity.alpha2} if codes is None else codes
        self._remember = lru_cache(maxsize=REMEMBERED)(self._locate)

    @cached_property
    def _cities(self) -> Cities | None:
        """The gazetteer, opened when first asked: its index may have to be built."""
        return self._open_gazetteer()

    def locate(self, name: str, near: Iterable[str] = ()) -> Location | None:
        """Return the place that a name means; see ``World.locate``. What is longer than ``LONGEST`` is no name."""
        return self._remember(name, frozenset(near)) if len(name) <= LONGEST else None

    def _locate(self, name: str, near: frozenset[str]) -> Location | None:
        first, within = split_name(name)
        if not within:
            return _best(self._called(first), near)
        return _best(self._exactly(name), near) or self._locate_within(first, within, near)

    def _locate_within(self, name: str, within: Sequence[str], near: frozenset[str]) -> Location | None:
        """Return a place told to lie in another: "Portland, Maine"; one that no table has lies where it is told to."""
        found = list(self._called(name))
        told = next((held for part in within if (held := list(self._holders(part)))), None)
        if told is None:
            return _best(found, near)
        for holder in sorted(told, key=lambda c: _score(c, near), reverse=True):
            inside = [c for c in found if _lies_in(c, holder)]
            if inside:
                return _best(inside, near)
        holder = max(told, key=lambda c: _score(c, near))
        if found and (holder.location.kind not in _CONTAINERS or found[0].location.kind == "state"):
            return _best(found, near)
        here = holder.location
        spot = Location(name, here.country, "place", None, None, names=(name,))
        return _part_of(here, spot) if here.claimants else spot

    def _holders(self, name: str) -> Iterator[Candidate]:
        """Yield the states, regions and cities of a name, among them the postal codes of American states."""
        if len(name) == len("ME") and name[0].isupper():
            yield from self._coded.get(f"US.{name.upper()}", ())
        yield from self._called(name)

    def _called(self, name: str) -> Iterator[Candidate]:
        """Yield what a name can mean; without its affixes if nothing has it with them."""
        found = list(self._exactly(name))
        if not found:
            found = [c for rest in without_affixes(name) for c in self._exactly(rest, known=True)]
        if not found and (rest := without_part(name)):
            found = [c for c in self._exactly(rest, known=True) if c.weight >= LARGE]
        yield from found

    def _exactly(self, name: str, *, known: bool = False) -> Iterator[Candidate]:
        """Yield what has just this name; ``known`` says that it was cut from one with a capital letter."""
        key = place_key(name)
        if not key:
            return
        lower = not known and name == name.casefold()
        cities = list(self._of_cities(name)) if not lower and self._cities else []
        for candidate, listed in self._own.get(key, ()):
            if listed or not lower:
                yield _weighed(candidate, cities)
        yield from cities

    def _of_cities(self, name: str) -> Iterator[Candidate]:
        for city in self._cities.find(name) if self._cities else ():
            if city.country in self._codes:
                yield self._of_city(replace(city, country=self._codes[city.country]))

    def _of_city(self, city: City) -> Candidate:
        weight = max(_SMALLEST, math.log10(max(1, city.population))) - (0.0 if city.main else _OTHER_NAME)
        location = Location(city.name, city.country, city.kind, city.latitude, city.longitude, names=(city.name,))
        territory = self._disputed_codes.get(city.region) or self._disputed_codes.get(city.country)
        if territory is not None:
            location = _part_of(territory, location)
        return Candidate(location, weight, frozenset({city.region}))

    # ------------------------------------------------------------------ the index of the own tables
    @cached_property
    def _own(self) -> dict[str, tuple[tuple[Candidate, bool], ...]]:
        """By key what can be meant, and whether the tables of places and disputes list it."""
        found: dict[str, list[tuple[Candidate, bool]]] = defaultdict(list)
        for candidate, names, listed in (
            *self._of_disputes(),
            *self._of_places(),
            *self._of_states(),
            *self._of_rows(),
        ):
            for key in dict.fromkeys(place_key(name) for name in names):
                if all(candidate != other for other, _ in found[key]):
                    found[key].append((candidate, listed))
        return {key: tuple(candidates) for key, candidates in found.items()}

    @cached_property
    def _rows(self) -> tuple[Row, ...]:
        return tuple(self._read_rows())

    @cached_property
    def _coded(self) -> dict[str, tuple[Candidate, ...]]:
        """The regions of the table by their GeoNames codes."""
        found: dict[str, list[Candidate]] = defaultdict(list)
        for candidate, _, _ in self._of_rows():
            if candidate.location.kind == "region":
                for code in candidate.codes:
                    found[code].append(candidate)
        return {code: tuple(candidates) for code, candidates in found.items()}

    @cached_property
    def _disputed_codes(self) -> dict[str, Location]:
        """The disputed territories by the codes of what they make up: regions (GeoNames) or countries (ISO)."""
        by_name = {fold(location.name): location for location in self._disputes}
        rows = [row for row in self._rows if row["country"] == NOWHERE]
        return {
            code: by_name[fold(r["name"])] for r in rows if fold(r["name"]) in by_name for code in split_cell(r["code"])
        }

    @cached_property
    def _disputes(self) -> tuple[Location, ...]:
        """The disputed places, without the codes of their territories."""
        return tuple(replace(o, country=NOWHERE) for o in self._locations if o.claimants and not _is_settled(o))

    def _of_disputes(self) -> Iterator[tuple[Candidate, tuple[str, ...], bool]]:
        """Yield what lies in disputed territories before the territories, so that a town is found by its own record."""
        territories = {location.name: location for location in self._disputes}
        spots = _by_name(self._disputes) | _by_name(o for o in self._locations if not o.claimants)
        for territory, name in ((t, member) for t in territories.values() for member in t.members):
            if fold(name) == fold(territory.name):
                continue
            spot = spots.get(fold(name))
            if spot is None or spot == territory:
                spot = Location(name, NOWHERE, territory.kind, None, None, names=(name,))
            here = spot if spot.claimants else _part_of(territory, spot)
            yield Candidate(here, _FIXED), (name,), True
        for location in self._disputes:
            yield Candidate(location, _FIXED), location.names or (location.name,), True

    def _of_places(self) -> Iterator[tuple[Candidate, tuple[str, ...], bool]]:
        codes = {(fold(r["name"]), r["country"]): split_cell(r["code"]) for r in self._rows if r["kind"] == "region"}
        for location in self._locations:
            if _is_settled(location) and location.kind != "name":
                yield Candidate(replace(location, claimants=(), administrator=None), _LISTED), location.names, True
            elif not location.claimants:
                weight = _WEIGHTS.get(location.kind, _LISTED)
                code = codes.get((fold(location.name), location.country), ()) if location.kind == "region" else ()
                yield Candidate(location, weight, frozenset(code)), location.names or (location.name,), True

    def _of_states(self) -> Iterator[tuple[Candidate, tuple[str, ...], bool]]:
        spots = {row["country"]: row for row in self._rows if row["kind"] == "state"}
        capitals = {place.country: place for place in self._locations if place.kind in {"capital", "seat"}}
        for meaning in self._meanings:
            entity = meaning.entity
            if entity.kind is not ActorKind.STATE or meaning.kind not in NAMES:
                continue
            kind = meaning.kind if meaning.kind in {"capital", "residence"} else "state"
            row, capital = spots.get(entity.country), capitals.get(entity.country)
            latitude = longitude = None
            if kind == "state" and row is not None:
                latitude, longitude = _position(row)
            elif kind != "state" and capital is not None:
                latitude, longitude = capital.latitude, capital.longitude
            name = entity.name if kind == "state" else meaning.surface
            weight = _FORMER_CAPITAL if kind == "capital" else _WEIGHTS[kind]
            yield (
                Candidate(Location(name, entity.country, kind, latitude, longitude), weight),
                (meaning.surface,),
                False,
            )

    def _of_rows(self) -> Iterator[tuple[Candidate, tuple[str, ...], bool]]:
        for row in self._rows:
            if row["kind"] == "state" or row["country"] == NOWHERE:
                continue
            names = (row["name"], *split_cell(row["aliases"]))
            weight = max(LARGE, math.log10(max(1, _people(row)))) if row["kind"] == "city" else _WEIGHTS["region"]
            location = Location(row["name"], row["country"], row["kind"], *_position(row), names=names)
            yield Candidate(location, weight, frozenset(split_cell(row["code"]))), names, False


def _weighed(candidate: Candidate, cities: Iterable[Candidate]) -> Candidate:
    """Return a capital with the weight of its people, where they are known: that of Seychelles is a small town."""
    if candidate.location.kind != "capital":
        return candidate
    weights = [c.weight for c in cities if c.countries == candidate.countries and c.weight < _FIXED]
    return replace(candidate, weight=max(weights) + _CAPITAL) if weights else candidate


def _position(row: Row) -> tuple[float | None, float | None]:
    where = f"data/world/gazetteer.csv, {row['name']}"
    return read_number(row["latitude"], where), read_number(row["longitude"], where)


def _people(row: Row) -> int:
    try:
        return int(row["population"] or 0)
    except ValueError as error:
        message = f"data/world/gazetteer.csv, {row['name']}: population {row['population']!r}; write a whole number"
        raise TableError(message) from error


def _by_name(locations: Iterable[Location]) -> dict[str, Location]:
    """Return places by their folded names; of several the one listed last."""
    return {fold(name): location for location in locations for name in location.names}


def _is_settled(location: Location) -> bool:
    """Tell whether states quarrel about a name, or the water at a dam, while nobody doubts whose land it is."""
    return bool(location.claimants) and location.kind in {"name", "river"} and location.country != NOWHERE


def _part_of(territory: Location, place: Location) -> Location:
    """Return a place in a disputed territory: claimed and administered as that is."""
    return replace(
        place,
        country=NOWHERE,
        claimants=territory.claimants,
        administrator=territory.administrator,
        start=territory.start,
        end=territory.end,
        before=territory.before,
    )


def as_of(place: Location | None, day: date | None) -> Location | None:
    """Return a place as it is on a day: where its dispute is over, or has yet to begin, it lies in one state.

    That is the one that administers it since, or the one that held it before. What was divided, and a boundary at sea,
    has no single holder and stays as it is; so does what the table names no earlier holder of.
    """
    if place is None or day is None:
        return place
    holder = None
    if place.end is not None and place.end < day:
        holder = place.administrator
    elif place.start is not None and day < place.start:
        holder = place.before
    return place if holder is None else replace(place, country=holder, claimants=(), administrator=None)


def _lies_in(candidate: Candidate, holder: Candidate) -> bool:
    """Tell whether a place lies in another: in one of its states and, where both have codes, in its region."""
    if candidate == holder:
        return False
    if not set(candidate.countries) & set(holder.countries):
        return False
    return not (candidate.codes and holder.codes) or bool(candidate.codes & holder.codes)


def _score(candidate: Candidate, near: frozenset[str]) -> float:
    if not near.intersection(candidate.countries):
        return candidate.weight
    return candidate.weight + (_BIAS_REGION if candidate.location.kind == "region" else _BIAS)


def _best(found: Iterable[Candidate], near: frozenset[str]) -> Location | None:
    """Return the likeliest place; the own tables, which come first, speak for the same place of the gazetteer."""
    candidates = list(found)
    if not candidates:
        return None
    best = max(candidates, key=lambda c: _score(c, near))
    same = [c for c in candidates if c.countries == best.countries and _is_beside(c, best)]
    return (same or [best])[0].location


def _is_beside(one: Candidate, other: Candidate) -> bool:
    """Tell whether two records of one name are of the same spot, within about a hundred kilometres."""
    a, b = one.location, other.location
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return one == other
    held = {a.kind, b.kind} & _CONTAINERS
    return not held and abs(a.latitude - b.latitude) < 1 and abs(a.longitude - b.longitude) < 1
