"""What names mean as of a date: states, organisations, office-holders, titles and places, from the packaged tables.

Look-ups are dictionary look-ups on folded text (``entries.fold``): no accents, no capitals. "Not known" is ``None`` or
an empty tuple; a name is never guessed. Office at the date goes before nationality.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from functools import cache, cached_property, lru_cache
from pathlib import Path

from summitry.errors import TableError
from summitry.knowledge.check import PACKAGED, check_world
from summitry.knowledge.entries import Entity, Facts, Location, Meaning, Resolution, Tenure, Title, as_day, fold, within
from summitry.knowledge.facts import read_facts
from summitry.knowledge.forms import ALIAS_KINDS
from summitry.knowledge.layers import Stamp, find_layers, stamp_layers
from summitry.knowledge.people import is_one_person
from summitry.knowledge.places import Places, as_of
from summitry.knowledge.reasons import level_at, level_of
from summitry.knowledge.resolve import MAX_WORDS, Resolver
from summitry.records import ActorKind, Office
from summitry.settings import load_settings

__all__ = [
    "MAX_WORDS",
    "Entity",
    "Facts",
    "Location",
    "Meaning",
    "Resolution",
    "Tenure",
    "Title",
    "World",
    "fold",
    "level_at",
    "level_of",
    "open_world",
]

_LABELS = {"adjective": "NORP", "demonym": "NORP", "demonym_plural": "NORP", "residence": "LOC"}
_OFFICE_RANK = {
    office: rank
    for rank, office in enumerate(
        (
            Office.HEAD_OF_GOVERNMENT,
            Office.HEAD_OF_STATE,
            Office.MONARCH,
            Office.HEAD_OF_ORGANIZATION,
            Office.VICE_PRESIDENT,
            Office.FOREIGN_MINISTER,
            Office.DEFENCE_MINISTER,
        )
    )
}
_PLAIN = frozenset({"the", "of", "for", "un", "u", "n", "united", "nations", "s", "chief", "head", "boss", "leader"})
_REGNAL = re.compile(r"[IVXLC]+", re.ASCII)  # "Frederik X"; Li and Xi are names
USUAL = 20
"""A title that so many states have is taken to exist in all."""
_WITH_MIDDLE = 3  # words of a name with a middle one
ENDING = 3
"""Letters at the end of a family name that tell its language."""
REMEMBERED = 4096
"""So many answers of ``resolve`` are kept."""


class World:
    """The tables as one index; immutable once built. ``open_world`` gives the packaged one."""

    def __init__(self, facts: Facts) -> None:
        self._entities = {entity.id: entity for entity in facts.entities}
        self._phrases: dict[str, list[Meaning]] = defaultdict(list)
        for meaning in facts.meanings:
            self._phrases[_key(meaning.surface)].append(meaning)
        for found in self._phrases.values():
            found.sort(key=lambda m: ALIAS_KINDS.index(m.kind) if m.kind in ALIAS_KINDS else len(ALIAS_KINDS))
        self._titles: dict[str, dict[str | None, Title]] = defaultdict(dict)
        for title in facts.titles:
            self._titles[title.title].setdefault(title.country, title)
        self._people: dict[str, list[Tenure]] = defaultdict(list)
        self._holders: dict[tuple[str, Office], list[Tenure]] = defaultdict(list)
        for tenure in sorted(facts.tenures, key=lambda t: t.start):
            self._people[tenure.person].append(tenure)
            self._holders[tenure.country, tenure.office].append(tenure)
        self._locations: dict[str, Location] = {}
        for location in facts.locations:
            for name in location.names or (location.name,):
                self._locations.setdefault(fold(name), location)
        self._codes = {entity.alpha2: entity for entity in facts.entities if entity.alpha2}
        codes = {alpha2: entity.id for alpha2, entity in self._codes.items()}
        self._places = Places(facts.meanings, facts.locations, read_rows=facts.gazetteer, codes=codes)
        self._members: dict[str, list[tuple[str, date | None, date | None]]] = defaultdict(list)
        for organisation, member, start, end in facts.memberships:
            self._members[organisation].append((member, start, end))
        self._executive = dict(facts.executives)
        self._usual: dict[str, list[str]] = defaultdict(list)
        for sense in facts.senses:
            if sense.usual and sense.target in self._people:
                self._usual[fold(sense.name)].append(sense.target)
        self.roles = {fold(role.noun): role for role in facts.roles}
        self._resolver = Resolver(self, facts)
        self._remember = lru_cache(maxsize=REMEMBERED)(self._resolver.resolve)

    @cached_property
    def _names(self) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        """People by full name, in all its forms, and by family name; built when the first person is looked up."""
        full: dict[str, list[str]] = defaultdict(list)
        families: dict[str, list[str]] = defaultdict(list)
        done: set[tuple[str, str, str]] = set()
        given = {_first_word(fold(spells[0].name)) for spells in self._people.values()}
        for spells in sorted(self._people.values(), key=lambda spells: spells[0].start):
            for tenure in spells:
                for name in (tenure.name, *tenure.variants):
                    if (tenure.person, name, tenure.family_name) not in done:
                        done.add((tenure.person, name, tenure.family_name))
                        for form in _name_forms(name, tenure.family_name):
                            _append(full[form], tenure.person)
                last = tenure.name.split()[-1]
                own = () if _REGNAL.fullmatch(last) else (last,)
                for family in (tenure.family_name, *own, *_with_middle(tenure, given), *_family_variants(tenure)):
                    _append(families[fold(family)], tenure.person)
        return dict(full), dict(families)

    # ------------------------------------------------------------------ look-ups for readers of text
    def meanings(self, phrase: str, on: date | None = None) -> tuple[Meaning, ...]:
        """Return what a phrase without a leading "the" can stand for on a day, the most usual meaning first."""
        found = self._phrases.get(fold(phrase))
        if found is None:
            return ()
        return tuple(found) if on is None else tuple(m for m in found if m.holds(on)) or tuple(found)

    def title(self, phrase: str, country: str | None = None) -> Title | None:
        """Return the entry for a title as it stands in a text, that of the country before the general one."""
        entries = self._titles.get(fold(phrase))
        if not entries:
            return None
        if country in entries:
            return entries[country]
        if None in entries:
            return entries[None]
        return next(iter(entries.values())) if country is None and len(entries) == 1 else None

    def title_countries(self, phrase: str) -> tuple[str, ...]:
        """Return the countries that have a title of this wording of their own; empty if any country may have it."""
        entries = self._titles.get(fold(phrase), {})
        return () if None in entries else tuple(c for c in entries if c is not None)

    def is_title_in(self, phrase: str, country: str) -> bool:
        """Tell whether a state has a title: a rare one, such as chancellor, only where the tables say so."""
        countries = {c for c in self._titles.get(fold(phrase), {}) if c is not None}
        return country in countries or not 0 < len(countries) < USUAL

    @cached_property
    def phrase_starts(self) -> Mapping[str, frozenset[int]]:
        """The first words of all phrases of states, organisations and places, folded, with the lengths of the phrases.

        Lengths are in characters; readers of text need not try what has another.
        """
        return _starts((*self._phrases, *self._locations))

    @cached_property
    def title_starts(self) -> Mapping[str, frozenset[int]]:
        """The first words of all titles, folded, each with the lengths of the titles that begin so."""
        return _starts(self._titles)

    @cached_property
    def title_phrases(self) -> AbstractSet[str]:
        """All titles, folded."""
        return self._titles.keys()

    @cached_property
    def given_names(self) -> Mapping[str, frozenset[int]]:
        """The first words of the names of all people in the tables, folded, each with the lengths of the names."""
        return _starts(self._names[0])

    @cached_property
    def states(self) -> frozenset[str]:
        """The ids of all states."""
        return frozenset(e.id for e in self._entities.values() if e.kind is ActorKind.STATE)

    @cached_property
    def _name_parts(self) -> dict[str, Counter[str]]:
        """For each state how many of its people have a name, and a family name with an ending."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for spells in self._people.values():
            words = fold(spells[0].name).split()
            found[spells[0].country].update({*words, f"-{words[-1][-ENDING:]}"})
        return found

    def likeness(self, name: str, country: str) -> float:
        """Return how many names a name shares with the people of a state, with endings of family names at half.

        Each counts as 1 if anybody there has it; a weak sign, for choosing between two states only.
        """
        known = self._name_parts.get(country, Counter())
        words = fold(name).split()
        return sum(1.0 for word in words if known[word]) + (0.5 if words and known[f"-{words[-1][-ENDING:]}"] else 0.0)

    def entity(self, entity_id: str) -> Entity | None:
        """Return a state, organisation or body by its id."""
        return self._entities.get(entity_id)

    @cached_property
    def _adjectives(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for key, meanings in self._phrases.items():
            for meaning in meanings:
                if meaning.kind == "adjective" and not meaning.origin:
                    found[meaning.entity.id].append(key)
        return dict(found)

    def adjectives(self, state: str) -> tuple[str, ...]:
        """Return the adjectives of a state, folded."""
        return tuple(self._adjectives.get(state, ()))

    def coded(self, alpha2: str) -> Entity | None:
        """Return a state of today by its ISO 3166-1 alpha-2 code."""
        return self._codes.get(alpha2)

    # ------------------------------------------------------------------ people
    def people_called(self, name: str) -> tuple[str, ...]:
        """Return the ids of the people with this full name, or one of its variants, in either order of names."""
        full, key = self._names[0], fold(name)
        return tuple(full.get(key) or full.get(key.replace("'", "")) or ())

    def people_named(self, family_name: str, on: date | str | None = None) -> tuple[Tenure, ...]:
        """Return the people of a family name who hold an office on a day (on no given day: ever), one spell each.

        Of somebody listed under a state and under an organisation it is the id with the later office.
        """
        day = as_day(on)
        found: dict[str, Tenure] = {}
        for person in sorted(self.people_of_family(family_name), key=lambda p: self._people[p][-1].start):
            spells = self._people[person] if day is None else [t for t in self._people[person] if t.holds(day)]
            if spells:
                same = next((p for p in found if self.is_one_person((p, person))), None)
                found.pop(same or "", None)
                found[person] = min(spells, key=self._rank)
        return tuple(sorted(found.values(), key=lambda t: self._people[t.person][0].start))

    def is_one_person(self, people: Sequence[str]) -> bool:
        """Tell whether ids are of one person: the same name under a state and under organisations headed since."""
        return is_one_person([self._people[person] for person in people], self.states)

    def people_of_family(self, family_name: str) -> tuple[str, ...]:
        """Return the ids of the people of a family name, as the tables write it."""
        family, families = fold(family_name), self._names[1]
        return tuple(families.get(family) or families.get(family.replace("'", "")) or ())

    def usual(self, family_name: str, people: Iterable[str]) -> str | None:
        """Return which of the people of a family name is meant unless more is said: the best known, if one is.

        The table of senses marks who that is; of one person with two ids it is the one with the later office.
        """
        marked = self._usual.get(fold(family_name))
        known = set(marked or ()).intersection(people)
        return max(known, key=lambda person: self._people[person][-1].start, default=None)

    def spells(self, person_id: str) -> tuple[Tenure, ...]:
        """Return all spells of a person, the earliest first."""
        return tuple(self._people.get(person_id, ()))

    def office(self, person_id: str, on: date | str | None) -> Tenure | None:
        """Return the office that a person holds on a day, the highest of several; on no given day the latest."""
        spells = self._people.get(person_id, [])
        day = as_day(on)
        if day is None:
            return spells[-1] if spells else None
        held = [spell for spell in spells if within(spell.start, spell.end, day)]
        return held[0] if len(held) == 1 else min(held, key=self._rank, default=None)

    def _rank(self, tenure: Tenure) -> int:
        """Rank a person's offices: the state's own that leads it, the party's that does, then by ``_OFFICE_RANK``."""
        if self._executive.get(tenure.country) is tenure.office:
            return -2
        if tenure.leads:
            return -1
        return _OFFICE_RANK.get(tenure.office, len(_OFFICE_RANK))

    def latest(self, person_id: str, on: date | str | None) -> Tenure:
        """Return the office of a person on a day, else the last one before it, else the first one after it.

        Raises:
            KeyError: the tables do not know the person.
        """
        day = as_day(on)
        spells = self._people.get(person_id)
        if not spells:
            raise KeyError(person_id)
        before = [spell for spell in spells if day is None or spell.start <= day]
        return self.office(person_id, day) or (before[-1] if before else spells[0])

    def holder(self, country: str, office: Office, on: date | str | None, title: str | None = None) -> Tenure | None:
        """Return who held an office of a state or organisation on a day; of two who share it the one who came last.

        The heads of the organisations of one family, such as the United Nations, are told apart by the title; without
        one the secretary-general of the United Nations is meant, and of organisations of no family nobody.
        """
        day = as_day(on)
        if day is None:
            return None
        found = [t for t in self._holders.get((country, office), ()) if t.holds(day)]
        if len(found) > 1 and office is Office.HEAD_OF_ORGANIZATION:
            found = _by_title(found, title or "", "secretary-general" if country == "UNO" else None)
        return found[-1] if found else None

    def holders(self, country: str, office: Office) -> tuple[Tenure, ...]:
        """Return all spells in an office of a state or organisation, the earliest first."""
        return tuple(self._holders.get((country, office), ()))

    def executive(self, country: str, on: date | str | None) -> Tenure | None:
        """Return who led a state's executive on a day, in the highest office of that day.

        Where one party rules that is its general secretary, who may be head of state too.
        """
        day = as_day(on)
        rulers = self._holders.get((country, Office.PARTY_LEADER), ()) if day is not None else ()
        if ruling := [t for t in rulers if t.leads and day is not None and t.holds(day)]:
            return self.office(ruling[-1].person, day)
        first = self._executive.get(country)
        order = (first, Office.HEAD_OF_GOVERNMENT, Office.HEAD_OF_STATE, Office.HEAD_OF_ORGANIZATION, Office.MONARCH)
        return next((t for office in order if office and (t := self.holder(country, office, on))), None)

    def country_of(self, person_id: str) -> str:
        """Return the country under which a person is listed: the first part of the id."""
        return person_id.partition("/")[0]

    # ------------------------------------------------------------------ organisations
    def members(self, organisation: str, on: date | str | None = None) -> tuple[str, ...]:
        """Return the members of an organisation on a day, sorted; on no given day all that ever were."""
        day = as_day(on)
        key = organisation if organisation in self._members else self._organisation_id(organisation)
        return tuple(sorted({m for m, start, end in self._members.get(key, ()) if within(start, end, day)}))

    def _organisation_id(self, name: str) -> str:
        found = self._phrases.get(_key(name), [])
        return found[0].entity.id if found else name

    # ------------------------------------------------------------------ places
    def place(self, name: str, on: date | str | None = None) -> Location | None:
        """Return what the tables of disputes and places list under just this name, disputed places first.

        For readers of text, who try phrase after phrase: no states, no gazetteer, no likelihood; ``locate`` has those,
        and tells what ``on`` does.
        """
        key = fold(name)
        found = self._locations.get(key) or self._locations.get(key.removeprefix("the "))
        return found if found is None or on is None or not found.claimants else as_of(found, as_day(on))

    def locate(self, name: str, near: Iterable[str] = (), on: date | str | None = None) -> Location | None:
        """Return the place that a name means: of several of one name the likeliest.

        States, capitals, regions, venues, seas and large cities are those of the tables; smaller cities are known where
        the extra ``places`` is installed, whose index is built at the first such call. "Portland, Maine" and "Tripoli
        (Lebanon)" say where they lie. An adjective ("Turkish") stands for its state; a
        demonym is no place. A name without any capital letter is
        looked for among disputed places and ``places.csv`` only: "turkey" and "reading" are words.

        Args:
            name: such as "Etorofu", "northern Syria", "Paris, Texas".
            near: states (ISO 3166-1 alpha-3) that the text names; a place there is likelier.
            on: the day as of which to look: a dispute that ended before it no longer bars the country, which is then
                the state that holds the place; nor does one that had yet to begin, where the table tells who held the
                place before. None takes every dispute of the tables as open.

        Returns:
            The place, or None. One that more than one state claims carries claimants and administrator, and ``---``
            for its country; so does what lies in it, as the table of disputes lists.

        Raises:
            TableError: ``on`` is no date.
        """
        found = self.place(name) if name == name.lower() else self._places.locate(name, near)
        return as_of(found, as_day(on))

    # ------------------------------------------------------------------ phrases for the language pipeline
    @cached_property
    def _gazetteer(self) -> tuple[tuple[str, str], ...]:
        found: dict[str, str] = {}
        for meanings in self._phrases.values():
            for meaning in meanings:
                label = _LABELS.get(meaning.kind, "GPE") if meaning.entity.kind is ActorKind.STATE else "ORG"
                if meaning.kind != "other" or meaning.entity.kind is not ActorKind.STATE:
                    found.setdefault(meaning.surface.removeprefix("the "), label)
        for spells in self._people.values():
            for name in (spells[0].name, *spells[0].variants):
                if " " in name:
                    found.setdefault(name, "PER")
        for location in self._locations.values():
            for name in location.names or (location.name,):
                found.setdefault(name, "LOC")
        return tuple(sorted(found.items()))

    def gazetteer(self) -> tuple[tuple[str, str], ...]:
        """Return (phrase, label) pairs for the language pipeline, sorted.

        States and capitals are ``GPE``, adjectives and demonyms ``NORP``, organisations ``ORG``, office-holders in full
        ``PER``, residences and places ``LOC``. Phrases are written as in the tables, without a leading "the".
        """
        return self._gazetteer

    # ------------------------------------------------------------------ one name
    def resolve(self, text: str, on: date | str | None = None) -> Resolution | None:
        """Say who or what a name, a title with a country, or a title with a name means on a day.

        Args:
            text: such as "the Kremlin", "Abe", "Japanese Prime Minister", "Foreign Minister Lavrov".
            on: day as of which to look; None looks at the latest known office.

        Returns:
            The resolution, or None when nothing or more than one thing is meant.

        Raises:
            TableError: ``on`` is no date.
        """
        return self._remember(text, as_day(on))

    def forget(self) -> None:
        """Forget the answers that ``resolve`` keeps."""
        self._remember.cache_clear()

    def candidates(self, name: str, on: date | str | None = None) -> tuple[Resolution, ...]:
        """Return all that a name can mean on a day, the most likely first, each with its reason.

        Args:
            name: as for ``resolve``, which answers with the first of these where it is sure of it.
            on: day as of which to look; None looks at the latest known office.

        Raises:
            TableError: ``on`` is no date.
        """
        return self._resolver.look(name, as_day(on)).answers


def _by_title(spells: Sequence[Tenure], title: str, usual: str | None) -> list[Tenure]:
    """Return the spells whose title holds all telling words of a phrase, else those with the usual title.

    Of several with the usual title those go first that have no telling word beside it: the Secretary-General is meant
    before the one of a conference.
    """
    wanted = _telling(title)
    fitting = [t for t in spells if wanted and wanted <= set(re.findall(r"[a-z]+", fold(t.title)))]
    if usual is None:
        return fitting
    common = [t for t in fitting or spells if usual in fold(t.title)]
    plain = [t for t in common if _telling(t.title) <= set(re.findall(r"[a-z]+", usual)) | wanted]
    return plain or common or fitting


def _telling(title: str) -> set[str]:
    return {word for word in re.findall(r"[a-z]+", fold(title)) if word not in _PLAIN}


def _append(items: list[str], item: str) -> None:
    if item not in items:
        items.append(item)


def _key(phrase: str) -> str:
    return fold(phrase).removeprefix("the ")


def _starts(keys: Iterable[str]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for key in keys:
        found[_first_word(key)].add(len(key))
    return {first: frozenset(lengths) for first, lengths in found.items()}


def _first_word(key: str) -> str:
    match = re.match(r"[^\s'-]+", key)
    return match[0] if match else key


def _with_middle(tenure: Tenure, given: AbstractSet[str]) -> tuple[str, ...]:
    """Return a family name with the word before it where that is nobody's given name: "Fogh Rasmussen"."""
    words = tenure.name.split()
    middle = words[-2] if len(words) >= _WITH_MIDDLE else ""
    known = fold(middle) in given or middle.endswith(".") or words[-1] != tenure.family_name
    return () if known or not middle else (f"{middle} {words[-1]}",)


def _family_variants(tenure: Tenure) -> list[str]:
    """Return the last words of variants of a name, for spellings such as Yatsenyuk and Yatseniuk."""
    first = fold(tenure.name).split()[0]
    return [v.split()[-1] for v in tenure.variants if len(v.split()) > 1 and fold(v).split()[0] == first]


def _name_forms(name: str, family: str) -> tuple[str, ...]:
    """Return a full name and the same with the family name at the other end, folded; hyphens also as blanks."""
    whole = fold(name)
    forms = [whole]
    last = fold(family)
    if last and whole.endswith(f" {last}"):
        forms.append(f"{last} {whole[: -len(last) - 1]}")
    elif last and whole.startswith(f"{last} "):
        forms.append(f"{whole[len(last) + 1 :]} {last}")
    if "-" in whole:
        forms += [form.replace("-", " ") for form in forms if "-" in form]
        forms += [form.replace("-", "") for form in forms if "-" in form]
    if "'" in whole:
        forms += [form.replace("'", "") for form in forms if "'" in form]
    return tuple(dict.fromkeys(forms))


def open_world(layers: Sequence[Path] | None = None) -> World:
    """Return the world of the packaged tables and a user's layers, built once.

    Args:
        layers: folders of layers, the earlier ones first, ``()`` for the packaged tables alone; the world is built anew
            when one of their tables has changed. None takes the installation's own as they are at the first call
            (``layers.find_layers(load_settings())``).

    Raises:
        TableError: a table is malformed.
    """
    return _open_installed() if layers is None else _open_world(tuple(layers), stamp_layers(layers))


@cache
def _open_installed() -> World:
    return open_world(find_layers(load_settings()))


@lru_cache(maxsize=4)
def _open_world(layers: tuple[Path, ...], _: Stamp) -> World:
    try:
        return World(read_facts(layers))
    except TableError as error:
        if str(error).startswith(PACKAGED):  # counted in the rows of all layers together: name the layer's own row
            for problem in check_world(layers, packaged=False, sources=False):
                raise TableError(str(problem)) from error
        raise
