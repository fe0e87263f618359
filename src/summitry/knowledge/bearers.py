"""People of the tables by name: who is meant, what they held on a day, and how sure that is."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from summitry.knowledge.entries import Facts, Found, Resolution, Tenure, fold
from summitry.knowledge.lexicon import is_everyday, name_words
from summitry.knowledge.people import People, is_one_person
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
        """Return who is meant by a name, with or without "Mr" or a rank before it.

        A bare word of everyday life ("Friday") is not settled to be a name.
        """
        words = phrase.split()
        while words and fold(words[0]).strip(".,") in self._words["honorifics"]:
            words = words[1:]
        rest = " ".join(words)
        people, full = self.called(rest)
        if not people:
            return None
        found = self.settle(people, day, rest, full=full)
        bare = rest == phrase and not full and is_everyday(rest)
        return replace(found, settled=False) if bare else found

    def called(self, name: str) -> tuple[tuple[str, ...], bool]:
        """Return the people a name can be of, and whether it is their full name."""
        world, known = self._world, self._people
        name = fold(name).strip(QUOTES)
        if people := world.people_called(name):
            return people, True
        parted = " " in name or "-" in name
        if parted and (people := known.spelled(name) or self._figures.called(name) or self._figures.spelled(name)):
            return people, True
        if people := world.people_of_family(name) or known.of_family(name):
            return people, False
        if people := known.of_given_name(name):
            return people, False
        if people := self._of_state(name):
            return people, True
        return self._figures.called(name), True

    def _of_state(self, name: str) -> tuple[str, ...]:
        """Return the people of a name such as "Felipe VI of Spain"."""
        own, of, state = name.partition(" of ")
        states = {meaning.entity.id for meaning in self._world.meanings(state.removeprefix("the "))} if of else set()
        return tuple(p for p in self._world.people_called(own) if self._world.country_of(p) in states) if states else ()

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

    def tell(self, person: str, day: date | None, said: str, how: str = "", held: Tenure | None = None) -> Resolution:
        """Return the resolution to a person; ``how`` ends its reason, ``held`` is the office on the day if known."""
        held = held or self.held(person, day)
        level = None
        if held is not None and held.title:
            title = self._world.title(held.title, held.country)
            level = title.level if title is not None and title.office is held.office else None
        return tell_person(self.spells(person), (held, level), (day, self.describe), said, how)

    def settle(self, people: Sequence[str], day: date | None, said: str, *, full: bool) -> Found:
        """Settle on the only bearer of a name, the only one in office on the day, or the best known of several."""
        if full and len(people) == 1:
            return Found((self.tell(people[0], day, said),), settled=True)
        offices = {p: self.held(p, day) for p in people} if day is not None else {}
        serving = [p for p in people if day is None or offices[p] is not None]
        if len(serving) == 1 and not full:
            alone = "" if day is None else f"; nobody else called {said!r} held an office that day"
            return Found((self.tell(serving[0], day, said, alone, offices.get(serving[0])),), settled=True)
        one = self._one_person(serving or (people if full else ()), day)
        usual = one or self._world.usual(said, serving)
        how = {usual: "; the best known of that name"} if usual is not None and one is None else {}
        ordered = sorted(people, key=lambda p: (p != usual, p not in serving, -self._last_day(p)))[:SHOWN]
        answers = tuple(self.tell(p, day, said, how.get(p, "")) for p in ordered)
        return Found(answers, settled=usual is not None)

    def _one_person(self, people: Sequence[str], day: date | None) -> str | None:
        """Return the last id of one person who is listed under a state and under the organisations that he headed."""
        if not people or not is_one_person([self.spells(p) for p in people], self._world.states):
            return None
        known = [p for p in people if day is None or self.spells(p)[0].start <= day] or people
        return max(known, key=self._last_day)

    def _last_day(self, person: str) -> int:
        return max((s.end or date.max).toordinal() for s in self.spells(person))

    def describe(self, spell: Tenure) -> str:
        """Return an office in words, with the name of its state."""
        entity = self._world.entity(spell.country)
        if entity is None and spell.title:
            return spell.title  # of a family of organisations, such as IGO, which is no body itself
        return describe(spell, entity.name if entity is not None else spell.country)

    def holders(self, country: str, office: Office) -> tuple[Tenure, ...]:
        """Return all spells in an office of a state or organisation, the earliest first."""
        return self._people.holders(country, office)
