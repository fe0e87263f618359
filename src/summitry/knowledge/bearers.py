"""People of the tables by name: who is meant, what they held on a day, and how sure that is."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from summitry.knowledge.entries import Facts, Found, Resolution, Tenure, fold
from summitry.knowledge.lexicon import name_words
from summitry.knowledge.people import People
from summitry.knowledge.reasons import describe, tell_person
from summitry.records import Office

if TYPE_CHECKING:
    from summitry.knowledge.world import World

__all__ = ["QUOTES", "SHOWN", "Bearers"]

SHOWN = 12
"""So many candidates are given at most."""
QUOTES = ' ,;:"“”„«»()[]'
"""Signs around a name that are no part of it."""


class Bearers:
    """The people of a world: holders of office by any name, figures beside them by full name."""

    def __init__(self, world: "World", facts: Facts) -> None:
        self._world = world
        self._figures = People(facts.figures)
        self._words = name_words()
        self._people = People(lambda: facts.tenures, self._words["by_given_name"])

    def person(self, phrase: str, day: date | None) -> Found | None:
        """Return who is meant by a name, with or without "Mr" or a rank before it."""
        words = phrase.split()
        while words and fold(words[0]).strip(".,") in self._words["honorifics"]:
            words = words[1:]
        rest = " ".join(words)
        people, full = self.called(rest)
        return self.settle(people, day, rest, full=full) if people else None

    def called(self, name: str) -> tuple[tuple[str, ...], bool]:
        """Return the people a name can be of, and whether it is their full name."""
        world, known = self._world, self._people
        name = fold(name).strip(QUOTES)
        if people := world.people_called(name):
            return people, True
        parted = " " in name or "-" in name
        if parted and (people := known.spelled(name) or self._figures.called(name) or self._figures.spelled(name)):
            return people, True
        if people := tuple(t.person for t in world.people_named(name)) or known.of_family(name):
            return tuple(dict.fromkeys(people)), False
        if people := known.of_given_name(name):
            return people, False
        return self._figures.called(name), True

    def spells(self, person: str) -> Sequence[Tenure]:
        """Return all spells of a person, the earliest first."""
        spells, more = self._world.spells(person), self._figures.spells(person)
        return sorted((*spells, *more), key=lambda s: s.start) if spells and more else spells or more

    def held(self, person: str, day: date | None) -> Tenure | None:
        """Return the office held on a day, the highest of several; on no given day the latest."""
        held = self._world.office(person, day)
        if held is not None:
            return held
        if day is not None:
            return self._figures.in_office(person, day)
        spells = self._figures.spells(person)
        return spells[-1] if spells else None

    def tell(self, person: str, day: date | None, said: str, how: str = "") -> Resolution:
        """Return the resolution to a person; ``how`` ends its reason."""
        held = self.held(person, day)
        level = None
        if held is not None and held.title:
            title = self._world.title(held.title, held.country)
            level = title.level if title is not None and title.office is held.office else None
        return tell_person(self.spells(person), (held, level), (day, self.describe), said, how)

    def settle(self, people: Sequence[str], day: date | None, said: str, *, full: bool) -> Found:
        """Settle on the only bearer of a full name, or the only one of several in office on the day."""
        if full and len(people) == 1:
            return Found((self.tell(people[0], day, said),), settled=True)
        serving = [p for p in people if self.held(p, day) is not None] if day is not None else list(people)
        if len(serving) == 1 and not full:
            alone = "" if day is None else f"; nobody else called {said!r} held an office that day"
            return Found((self.tell(serving[0], day, said, alone),), settled=True)
        ordered = sorted(people, key=lambda p: (p not in serving, -self._last_day(p)))[:SHOWN]
        answers = tuple(self.tell(p, day, said) for p in ordered)
        return Found(answers, settled=full and len(serving) == 1)

    def _last_day(self, person: str) -> int:
        return max((s.end or date.max).toordinal() for s in self.spells(person))

    def describe(self, spell: Tenure) -> str:
        """Return an office in words, with the name of its state."""
        entity = self._world.entity(spell.country)
        return describe(spell, entity.name if entity is not None else spell.country)

    def holders(self, country: str, office: Office) -> tuple[Tenure, ...]:
        """Return all spells in an office of a state or organisation, the earliest first."""
        return self._people.holders(country, office)
