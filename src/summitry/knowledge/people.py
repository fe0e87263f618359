"""People by spelling: who is meant by a name that the tables write otherwise, in whole or by family or given name.

The indexes are built at their first use: a name spelled as in the tables never needs them.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from functools import cached_property

from summitry.knowledge.entries import Tenure, fold
from summitry.knowledge.spelling import key_parts, same_name
from summitry.records import Office

__all__ = ["People", "is_one_person"]

_Spelled = tuple[tuple[str, ...], tuple[str, ...], str]
"""The keys of a name's parts, those of its family name, and the person."""


_TELLING = 5
"""A key of fewer letters fits too many family names to tell one by another spelling."""
_SURNAMES = 2
"""Of two surnames, as in Spanish, the first may stand alone."""


def is_one_person(spells: Collection[Sequence[Tenure]], states: Collection[str]) -> bool:
    """Tell whether some ids are of one person, who is listed under a state and under organisations headed since.

    Args:
        spells: those of each id; none is empty.
        states: the ids of all states.
    """
    names = {fold(own[0].name) for own in spells}
    homes = {own[0].country for own in spells} & set(states)
    return len(names) == 1 and len(homes) <= 1


class People:
    """The people of some spells in office, found by spellings of their names; ``read`` gives the spells, once.

    ``by_given_name`` are the states whose people are called by their given name.
    """

    def __init__(self, read: Callable[[], Sequence[Tenure]], by_given_name: Collection[str] = ()) -> None:
        self._read = read
        self._by_given_name = by_given_name

    @cached_property
    def _tenures(self) -> Sequence[Tenure]:
        return self._read()

    @cached_property
    def _spells(self) -> dict[str, tuple[Tenure, ...]]:
        found: dict[str, list[Tenure]] = defaultdict(list)
        for tenure in sorted(self._tenures, key=lambda t: t.start):
            found[tenure.person].append(tenure)
        return {person: tuple(spells) for person, spells in found.items()}

    @cached_property
    def _holders(self) -> dict[tuple[str, Office], tuple[Tenure, ...]]:
        found: dict[tuple[str, Office], list[Tenure]] = defaultdict(list)
        for tenure in sorted(self._tenures, key=lambda t: t.start):
            found[tenure.country, tenure.office].append(tenure)
        return {key: tuple(spells) for key, spells in found.items()}

    @cached_property
    def _full(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for tenure in self._tenures:
            for name in (tenure.name, *tenure.variants):
                if tenure.person not in found[fold(name)]:
                    found[fold(name)].append(tenure.person)
        return {name: tuple(people) for name, people in found.items()}

    @cached_property
    def _spelled(self) -> dict[str, tuple[_Spelled, ...]]:
        """Names by the last key of their family name."""
        found: dict[str, dict[_Spelled, None]] = defaultdict(dict)
        for tenure in self._tenures:
            family = key_parts(tenure.family_name)
            for name in (tenure.name, *tenure.variants):
                parts = key_parts(name)
                # a variant that writes the family name otherwise carries it at the same end
                own = family if family and set(family) <= set(parts) else parts[-1:]
                if len(parts) > 1 and own:
                    found[own[-1]][parts, own, tenure.person] = None
                if len(own) == _SURNAMES and len(parts) > _SURNAMES:
                    found[own[0]][parts, own[:1], tenure.person] = None
        return {last: tuple(names) for last, names in found.items()}

    @cached_property
    def _families(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        found: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
        for tenure in self._tenures:
            family = key_parts(tenure.family_name)
            for keys in {family, family[-1:]}:
                found[keys][tenure.person] = None
        return {keys: tuple(people) for keys, people in found.items()}

    @cached_property
    def _given(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for tenure in self._tenures:
            if tenure.country in self._by_given_name:
                found[key_parts(tenure.name)[0]][tenure.person] = None
        return {name: tuple(people) for name, people in found.items()}

    def spells(self, person: str) -> tuple[Tenure, ...]:
        """Return all spells of a person, the earliest first."""
        return self._spells.get(person, ())

    def holders(self, country: str, office: Office) -> tuple[Tenure, ...]:
        """Return all spells in an office of a state or organisation, the earliest first."""
        return self._holders.get((country, office), ())

    def called(self, name: str) -> tuple[str, ...]:
        """Return the people with this full name or a variant of it, as the tables write it."""
        return self._full.get(fold(name), ())

    def spelled(self, name: str) -> tuple[str, ...]:
        """Return the people whose full name this can be by another spelling, order of parts or number of parts."""
        parts = key_parts(name)
        if len(parts) == 1 and "-" not in name and " " not in name:
            return ()
        return tuple(dict.fromkeys(self._match(parts)))

    def _match(self, parts: tuple[str, ...]) -> Iterator[str]:
        for part in dict.fromkeys(parts):
            for known, family, person in self._spelled.get(part, ()):
                if same_name(parts, known, family):
                    yield person

    def of_family(self, name: str) -> tuple[str, ...]:
        """Return the people whose family name this can be by another spelling."""
        parts = key_parts(name)
        return self._families.get(parts, ()) if sum(map(len, parts)) >= _TELLING else ()

    def of_given_name(self, name: str) -> tuple[str, ...]:
        """Return the people of this given name in the states where people are called by it."""
        parts = key_parts(name)
        return self._given.get(parts[0], ()) if len(parts) == 1 else ()

    def in_office(self, person: str, day: date) -> Tenure | None:
        """Return the first of a person's spells that covers a day."""
        return next((spell for spell in self.spells(person) if spell.holds(day)), None)
