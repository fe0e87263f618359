"""What names mean as of a date: states, organisations, office-holders, titles and places, from the packaged tables.

Look-ups are dictionary look-ups on folded text (``entries.fold``): no accents, no capitals. "Not known" is ``None`` or
an empty tuple; a name is never guessed. Office at the date goes before nationality.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache

from summitry.knowledge.entries import Entity, Facts, Location, Meaning, Tenure, Title, as_day, fold, within
from summitry.knowledge.facts import read_facts
from summitry.records import ActorKind, Level, Office

__all__ = ["Entity", "Facts", "Location", "Meaning", "Resolution", "Tenure", "Title", "World", "fold", "open_world"]

_RANK = (
    "name",
    "short",
    "official",
    "abbreviation",
    "residence",
    "capital",
    "adjective",
    "demonym",
    "demonym_plural",
    "former",
    "other",
)
_LABELS = {"adjective": "NORP", "demonym": "NORP", "demonym_plural": "NORP", "residence": "LOC"}
_HONORIFIC = re.compile(
    r"^(?:h\.?\s?e\.?|mr|mrs|ms|miss|dr|sir|lord|lady|shri|smt|the hon|his excellency|her excellency)\.?\s+"
)
_OFFICE_RANK = (
    Office.HEAD_OF_GOVERNMENT,
    Office.HEAD_OF_STATE,
    Office.MONARCH,
    Office.HEAD_OF_ORGANIZATION,
    Office.VICE_PRESIDENT,
    Office.FOREIGN_MINISTER,
    Office.DEFENCE_MINISTER,
)
_PLAIN = frozenset({"the", "of", "for", "un", "u", "n", "united", "nations", "s", "chief", "head", "boss", "leader"})
USUAL = 20
"""A title that so many states have is taken to exist in all."""
ENDING = 3
"""Letters at the end of a family name that tell its language."""
REMEMBERED = 4096
"""So many answers of ``resolve`` are kept."""
MAX_WORDS = 10
"""No phrase of the tables is looked for over more words of a text than this."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who or what a name means on a date; ``reason`` says why in one sentence."""

    id: str
    name: str
    country: str
    office: Office | None
    kind: ActorKind
    level: Level
    title: str | None
    reason: str


class World:
    """The tables as one index; immutable once built. ``open_world`` gives the packaged one."""

    def __init__(self, facts: Facts) -> None:
        self._entities = {entity.id: entity for entity in facts.entities}
        self._phrases: dict[str, list[Meaning]] = defaultdict(list)
        for meaning in facts.meanings:
            self._phrases[_key(meaning.surface)].append(meaning)
        for found in self._phrases.values():
            found.sort(key=lambda m: _RANK.index(m.kind) if m.kind in _RANK else len(_RANK))
        self._titles: dict[str, dict[str | None, Title]] = defaultdict(dict)
        for title in facts.titles:
            self._titles[title.title].setdefault(title.country, title)
        self._people: dict[str, list[Tenure]] = defaultdict(list)
        self._full: dict[str, list[str]] = defaultdict(list)
        self._family: dict[str, list[str]] = defaultdict(list)
        self._holders: dict[tuple[str, Office], list[Tenure]] = defaultdict(list)
        for tenure in sorted(facts.tenures, key=lambda t: t.start):
            self._people[tenure.person].append(tenure)
            self._holders[tenure.country, tenure.office].append(tenure)
            for name in (tenure.name, *tenure.variants):
                for form in _name_forms(name, tenure.family_name):
                    _append(self._full[form], tenure.person)
            for family in (tenure.family_name, tenure.name.split()[-1], *_family_variants(tenure)):
                _append(self._family[fold(family)], tenure.person)
        self._locations: dict[str, Location] = {}
        for location in facts.locations:
            for name in location.names or (location.name,):
                self._locations.setdefault(fold(name), location)
        self._members: dict[str, list[tuple[str, date | None, date | None]]] = defaultdict(list)
        for organisation, member, start, end in facts.memberships:
            self._members[organisation].append((member, start, end))
        self._executive = dict(facts.executives)
        self._remember = lru_cache(maxsize=REMEMBERED)(self._resolve)

    # ------------------------------------------------------------------ look-ups for readers of text
    def meanings(self, phrase: str, on: date | None = None) -> tuple[Meaning, ...]:
        """Return what a phrase without a leading "the" can stand for on a day, the most usual meaning first."""
        found = self._phrases.get(fold(phrase), [])
        return tuple(m for m in found if m.holds(on)) or tuple(found)

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
    def phrase_starts(self) -> frozenset[str]:
        """The first words of all phrases of states, organisations and places, folded."""
        keys = (*self._phrases, *self._locations)
        return frozenset(_first_word(key) for key in keys)

    @cached_property
    def title_starts(self) -> frozenset[str]:
        """The first words of all titles, folded."""
        return frozenset(_first_word(key) for key in self._titles)

    @cached_property
    def given_names(self) -> frozenset[str]:
        """The first words of the names of all people in the tables, folded."""
        return frozenset(_first_word(name) for name in self._full)

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

    # ------------------------------------------------------------------ people
    def people_called(self, name: str) -> tuple[str, ...]:
        """Return the ids of the people with this full name, or one of its variants, in either order of names."""
        return tuple(self._full.get(fold(name), ()) or self._full.get(fold(name).replace("'", ""), ()))

    def people_named(self, family_name: str, on: date | str | None = None) -> tuple[Tenure, ...]:
        """Return the people of a family name who hold an office on a day (on no given day: ever), one spell each."""
        day = as_day(on)
        found: list[Tenure] = []
        family = fold(family_name)
        for person in self._family.get(family) or self._family.get(family.replace("'", "")) or ():
            spells = self._people[person] if day is None else [t for t in self._people[person] if t.holds(day)]
            if spells:
                found.append(min(spells, key=_office_rank))
        return tuple(found)

    def spells(self, person_id: str) -> tuple[Tenure, ...]:
        """Return all spells of a person, the earliest first."""
        return tuple(self._people.get(person_id, ()))

    def office(self, person_id: str, on: date | str | None) -> Tenure | None:
        """Return the office that a person holds on a day, the highest of several; on no given day the latest."""
        spells = self._people.get(person_id, [])
        day = as_day(on)
        if day is None:
            return spells[-1] if spells else None
        return min((t for t in spells if t.holds(day)), key=_office_rank, default=None)

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

    def executive(self, country: str, on: date | str | None) -> Tenure | None:
        """Return who led a state's executive on a day."""
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
    def locate(self, name: str) -> Location | None:
        """Return a place, disputed ones first; a state's name gives the state's own row if the table has none.

        The record of a disputed place carries claimants and administrator instead of one country.
        """
        key = fold(name)
        return self._locations.get(key) or self._locations.get(key.removeprefix("the "))

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

    def _resolve(self, text: str, day: date | None) -> Resolution | None:
        phrase = fold(text).strip(" ,;:")
        found = [m for m in self._phrases.get(_key(phrase), ()) if m.holds(day)]
        phrase = phrase.rstrip(".")
        found = found or [m for m in self._phrases.get(_key(phrase), ()) if m.holds(day)]
        if found:
            return _explain_entity(found[0])
        name = _HONORIFIC.sub("", phrase.removeprefix("the "))
        person = self._resolve_person(name, day)
        return person or self._resolve_titled(name, day) or self._resolve_within(phrase, day)

    def _resolve_within(self, phrase: str, day: date | None) -> Resolution | None:
        """Return the state or body that a longer phrase names first: "four Saudi men", "people in Sydney"."""
        words = re.findall(r"[^\s-]+", phrase)
        for first in range(len(words)):
            for last in range(min(len(words), first + MAX_WORDS), first, -1):
                part = " ".join(words[first:last])
                found = [m for m in self._phrases.get(part, ()) if m.holds(day)]
                place = None if found else self._locations.get(part)
                if found or (place is not None and place.country != "---"):
                    code = found[0].entity.id if found else place.country if place else "---"
                    country = found[0].entity.country if found else code
                    reason = f"No name or title is known, but its words {part!r} name {code}."
                    return Resolution(code, phrase, country, None, ActorKind.GROUP, Level.UNKNOWN, None, reason)
        return None

    def _resolve_person(self, name: str, day: date | None) -> Resolution | None:
        people = self._full.get(name, [])
        how = "full name"
        if not people:
            people = [t.person for t in self.people_named(name, day)]
            how = "family name"
        if len(people) > 1:
            people = [p for p in people if self.office(p, day)] if day else people
        return self._explain_person(people[0], day, how) if len(people) == 1 else None

    def _resolve_titled(self, phrase: str, day: date | None) -> Resolution | None:
        owners = self.title_countries(phrase)
        title = self.title(phrase, owners[0]) if len(owners) == 1 else None
        held = self.holder(owners[0], title.office, day, phrase) if title else None
        if held is not None:
            return self._explain_person(held.person, day, f"{phrase} of {held.country}")
        words = phrase.replace("'s ", " ").split()
        country: str | None = None
        for size in range(min(5, len(words) - 1), 0, -1):
            found = self._phrases.get(" ".join(words[:size]))
            if found:
                country, words = found[0].entity.country, words[size:]
                break
        of = phrase.rpartition(" of ")
        if country is None and of[0]:
            found = self._phrases.get(of[2].removeprefix("the "))
            if found:
                country, words = found[0].entity.country, of[0].split()
        for size in range(len(words), 0, -1):
            title = self.title(" ".join(words[:size]), country)
            if title is None:
                continue
            rest = " ".join(words[size:])
            if rest:
                return self._pick_titled(rest, title, country, day)
            holder = self.holder(country, title.office, day, phrase) if country else None
            return self._explain_person(holder.person, day, f"{title.title} of {country}") if holder else None
        return None

    def _pick_titled(self, name: str, title: Title, country: str | None, day: date | None) -> Resolution | None:
        people = self._full.get(name) or self._family.get(name, [])
        held = [
            p
            for p in people
            if any(
                t.office == title.office and (country is None or t.country == country) and (day is None or t.holds(day))
                for t in self._people[p]
            )
        ]
        return self._explain_person(held[0], day, f"name and title {title.title}") if len(held) == 1 else None

    def _explain_person(self, person: str, day: date | None, how: str) -> Resolution:
        held = self.office(person, day)
        last = held or self._people[person][-1]
        when = f"on {day}" if day else "at the latest known date"
        what = (
            f"{held.title or held.office.value.replace('_', ' ')} ({held.country}) from {held.start}"
            if held
            else "no office"
        )
        reason = f"By {how}: {last.name} held {what} {when}."
        country = held.country if held else self.country_of(person)
        return Resolution(
            person,
            last.name,
            country,
            held.office if held else None,
            ActorKind.PERSON,
            level_of(held.office if held else None),
            held.title if held else None,
            reason,
        )


def _explain_entity(meaning: Meaning) -> Resolution:
    entity = meaning.entity
    words = {
        "capital": "the capital, which stands for the government",
        "residence": "the seat, which stands for the government",
    }
    kind = words.get(meaning.kind, meaning.kind.replace("_", " "))
    return Resolution(
        entity.id,
        entity.name,
        entity.country,
        None,
        entity.kind,
        Level.UNKNOWN,
        None,
        f"{meaning.surface!r} is {kind} of {entity.name}.",
    )


_LEVELS = {
    Office.HEAD_OF_STATE: Level.LEADER,
    Office.HEAD_OF_GOVERNMENT: Level.LEADER,
    Office.MONARCH: Level.LEADER,
    Office.HEAD_OF_ORGANIZATION: Level.LEADER,
    Office.VICE_PRESIDENT: Level.MINISTER,
    Office.FOREIGN_MINISTER: Level.MINISTER,
    Office.DEFENCE_MINISTER: Level.MINISTER,
    Office.MINISTER: Level.MINISTER,
    Office.DEPUTY_MINISTER: Level.DEPUTY_MINISTER,
    Office.AMBASSADOR: Level.OFFICIAL,
    Office.ENVOY: Level.OFFICIAL,
    Office.SPOKESPERSON: Level.OFFICIAL,
    Office.OFFICIAL: Level.OFFICIAL,
    Office.LEGISLATOR: Level.PARLIAMENT,
    Office.MILITARY: Level.MILITARY,
}


def level_of(office: Office | None) -> Level:
    """Return the level at which the holder of an office acts.

    >>> level_of(Office.FOREIGN_MINISTER).value
    'minister'
    """
    return _LEVELS.get(office, Level.UNKNOWN) if office else Level.UNKNOWN


def _office_rank(tenure: Tenure) -> int:
    return _OFFICE_RANK.index(tenure.office) if tenure.office in _OFFICE_RANK else len(_OFFICE_RANK)


def _by_title(spells: Sequence[Tenure], title: str, usual: str | None) -> list[Tenure]:
    """Return the spells whose title holds all telling words of a phrase, else those with the usual title."""
    wanted = {w for w in re.findall(r"[a-z]+", fold(title)) if w not in _PLAIN}
    fitting = [t for t in spells if wanted and wanted <= set(re.findall(r"[a-z]+", fold(t.title)))]
    fitting = [t for t in fitting if usual is not None and usual in fold(t.title)] or fitting
    return fitting or [t for t in spells if usual is not None and usual in fold(t.title)]


def _append(items: list[str], item: str) -> None:
    if item not in items:
        items.append(item)


def _key(phrase: str) -> str:
    return fold(phrase).removeprefix("the ")


def _first_word(key: str) -> str:
    match = re.match(r"[^\s'-]+", key)
    return match[0] if match else key


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
    forms += [form.replace("-", " ") for form in forms if "-" in form]
    forms += [form.replace("-", "") for form in forms if "-" in form]
    forms += [form.replace("'", "") for form in forms if "'" in form]
    return tuple(dict.fromkeys(forms))


@cache
def open_world() -> World:
    """Return the world of the packaged tables, read once.

    Raises:
        TableError: a table is malformed.
    """
    return World(read_facts())
