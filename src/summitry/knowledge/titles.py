"""Titles with a state, a body or a name: "the Japanese prime minister", "former Foreign Minister X", "Russia's X".

Office at the date goes before all else. A person whom no table lists is told by title and state, and the reason says
so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from summitry.knowledge.bearers import QUOTES, SHOWN, Bearers
from summitry.knowledge.entries import Entity, Found, Resolution, Tenure, Title, fold, slug
from summitry.knowledge.lexicon import name_words
from summitry.knowledge.naming import Naming, first_part
from summitry.knowledge.reasons import with_article
from summitry.records import ActorKind, Level, Office

if TYPE_CHECKING:
    from summitry.knowledge.world import World

__all__ = ["Titles"]

SOON = timedelta(days=400)
"""The future holder of an office takes it within this time."""
_SINGLE = frozenset(
    {
        *(Office.HEAD_OF_STATE, Office.HEAD_OF_GOVERNMENT, Office.MONARCH, Office.HEAD_OF_ORGANIZATION),
        *(Office.VICE_PRESIDENT, Office.FOREIGN_MINISTER, Office.DEFENCE_MINISTER),
    }
)
"""Offices that one person holds at a time."""
_SENT = frozenset({Office.AMBASSADOR, Office.ENVOY})
_COMPLEMENTS = 2  # "ambassador of Chad to Japan"
_MAX_NAME = 6  # parts of a person's name
_MAX_TITLE = 9  # words
_MAX_OWNER = 6  # words of a name of a state or body before a title


@dataclass(frozen=True, slots=True)
class _Owner:
    """Whose a title is: a state or body, or a place in a state."""

    country: str
    name: str
    entity: Entity | None = None
    is_adjective: bool = False

    @property
    def is_body(self) -> bool:
        return self.entity is not None and self.entity.id != self.entity.country

    @property
    def is_place(self) -> bool:
        return self.entity is None


@dataclass(frozen=True, slots=True)
class _Titled:
    """A phrase taken apart: when the office is held, whose it is, the title, and the words of the name."""

    moment: str
    owner: _Owner | None
    title: Title | None
    name: str
    wording: str


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of a phrase as they stand, and folded without a possessive ending."""

    raw: tuple[str, ...]
    words: tuple[str, ...]


class Titles:
    """Reads titles with a world's tables."""

    def __init__(self, world: "World", naming: Naming, bearers: Bearers) -> None:
        self._world = world
        self._naming = naming
        self._bearers = bearers
        self._words = name_words()

    def apposed(self, phrase: str, day: date | None) -> Found | None:
        """Read "Abe, prime minister of Japan" as "prime minister of Japan Abe"."""
        name, comma, rest = phrase.partition(",")
        if not comma or not rest.strip() or not self._looks_like_name(name.split()):
            return None
        found = self.titled(f"{rest.strip().partition(',')[0]} {name}", day)
        return found or self._bearers.person(name, day)

    def titled(self, phrase: str, day: date | None) -> Found | None:
        """Return who is meant by a title with a state, a name, or both."""
        parts = self._take_apart(phrase, day)
        if parts is None:
            return None
        if parts.title is None:
            return self._of_owner(parts, day)
        if parts.name:
            return self._pick(parts, parts.title, day)
        return self._holder(parts, parts.title, day)

    def _take_apart(self, phrase: str, day: date | None) -> _Titled | None:
        said = _split(phrase)
        words, last = said.words, len(said.words)
        moment, owner, title, start, i = "now", None, None, 0, 0
        while i < last:
            when = next((m for m in ("former", "then", "future") if words[i] in self._words[m]), None)
            if when is not None or words[i] in self._words["determiners"] or words[i] in self._words["now"]:
                moment, i = when or moment, i + 1
                continue
            size, title = self._title_at(words, i, owner)
            if title is not None:
                start, i = i, i + size
                break
            size, found = self._owner_at(said, i, day) if owner is None else (0, None)
            if found is None:
                break
            owner, i = found, i + size
        wording = ""
        if title is not None:
            if owner is None and title.country is not None:
                entity = self._world.entity(title.country)
                owner = _Owner(title.country, entity.name if entity else title.country, entity)
            title_end = i
            if i < last and words[i] in self._words["future"]:
                moment, i = "future", i + 1
            link = i
            for _ in range(_COMPLEMENTS):
                i, owner = self._complement(said, i, (owner, title), day)
            wording = " ".join((*said.raw[start:title_end], *said.raw[link:i]))
        elif owner is None:
            return None
        while i < last and words[i].strip(".") in self._words["honorifics"]:
            i += 1
        return _Titled(moment, owner, title, " ".join(said.raw[i:]).strip(QUOTES), wording)

    def _title_at(self, words: Sequence[str], first: int, owner: _Owner | None) -> tuple[int, Title | None]:
        country = owner.country if owner is not None else None
        if first_part(words[first]) not in self._world.title_starts:
            return 0, None
        for size in range(min(_MAX_TITLE, len(words) - first), 0, -1):
            phrase = " ".join(words[first : first + size])
            title = self._world.title(phrase, country)
            if title is None and owner is None:
                countries = self._world.title_countries(phrase)
                title = self._world.title(phrase, countries[0]) if len(countries) == 1 else None
            if title is not None:
                return size, title
        return 0, None

    def _owner_at(self, said: _Said, first: int, day: date | None) -> tuple[int, _Owner | None]:
        """Return the longest name of a state, body or place at a word, and how many words it has."""
        known = first_part(said.words[first]) in self._world.phrase_starts
        for size in range(min(_MAX_OWNER, len(said.words) - first), 0, -1):
            name = " ".join(said.words[first : first + size]).removeprefix("the ")
            if name in self._words["plain"] and said.raw[first].islower():
                continue
            meaning = self._naming.meaning(name, day) if known else None
            if meaning is not None:
                entity = meaning.entity
                return size, _Owner(entity.country, entity.name, entity, meaning.kind == "adjective")
            place = self._world.locate(name, on=day) if said.raw[first][:1].isupper() else None
            if place is not None and self._world.entity(place.country) is not None:
                return size, _Owner(place.country, place.name)
        return 0, None

    def _complement(
        self, said: _Said, i: int, so_far: tuple[_Owner | None, Title], day: date | None
    ) -> tuple[int, _Owner | None]:
        """Read "of Japan" after a title; what an envoy is sent to is no owner."""
        owner, title = so_far
        words = said.words
        if i + 1 >= len(words) or words[i] not in self._words["links"] | {"to"}:
            return i, owner
        first = i + 2 if words[i + 1] == "the" else i + 1
        size, found = self._owner_at(said, first, day)
        if found is None or (found.is_adjective and first + size < len(words)):
            return i, owner  # "of the Chadian league": the title is not the state's
        sent = words[i] == "to" or (words[i] in {"for", "in", "at"} and title.office in _SENT)
        kept = sent or (owner is not None and not found.is_body)
        return first + size, owner if kept else found

    def _of_owner(self, parts: _Titled, day: date | None) -> Found | None:
        """Read "Russia's Putin" and "the Japanese leader"."""
        owner = parts.owner
        if owner is None or not self._looks_like_name(parts.name.split()):
            return None
        people, full = self._bearers.called(parts.name)
        fitting = [p for p in people if any(s.country == owner.country for s in self._bearers.spells(p))]
        return self._bearers.settle(fitting, day, parts.name, full=full) if fitting else None

    def _pick(self, parts: _Titled, title: Title, day: date | None) -> Found | None:
        """Return whom a title with a name means: who of that name held it at the time, else somebody not listed."""
        people, full = self._bearers.called(parts.name)
        country = parts.owner.country if parts.owner is not None else None
        people = tuple(
            p for p in people if country is None or any(s.country == country for s in self._bearers.spells(p))
        )
        spells = {
            p: [s for s in self._bearers.spells(p) if country in {None, s.country} and self._fits(s, title)]
            for p in people
        }
        fitting = [p for p in people if any(_at(s, parts.moment, day) for s in spells[p])]
        if len(fitting) == 1:
            person = fitting[0]
            spell = next(s for s in reversed(spells[person]) if _at(s, parts.moment, day))
            return Found((self._bearers.tell(person, day, parts.name, self._why(parts, spell, day)),), settled=True)
        if len(fitting) > 1:
            return Found(tuple(self._bearers.tell(p, day, parts.name) for p in fitting))
        if full and people:
            found = self._bearers.settle(people, day, parts.name, full=True)
            return replace(found, answers=tuple(self._as_said(a, parts, title) for a in found.answers))
        if not self._looks_like_name(parts.name.split()):
            return None
        if parts.owner is None:
            return Found(tuple(self._bearers.tell(p, day, parts.name) for p in people)) if people else None
        return Found((self._unlisted(parts, title, parts.owner, day),), settled=True)

    def _fits(self, spell: Tenure, title: Title) -> bool:
        """Tell whether an office is the one of a title, which may mean another office in another state."""
        own = self._world.title(title.title, spell.country) or title
        if own.office is spell.office:
            return True
        return own.office not in _SINGLE and set(title.title.split()) <= set(fold(spell.title).split())

    def _as_said(self, known: Resolution, parts: _Titled, title: Title) -> Resolution:
        """Return a known person with the office that the words tell of, where the tables have none on the day."""
        if known.office is not None or parts.moment != "now" or parts.owner is None:
            note = f" The tables do not have the title {parts.wording!r} for that name then."
            return replace(known, reason=known.reason + note)
        office, level = self._office_in(title, parts.owner)
        note = f" The office is taken from the words {parts.wording!r}."
        return replace(
            known,
            country=parts.owner.country,
            office=office,
            level=level,
            title=parts.wording,
            reason=known.reason + note,
        )

    def _why(self, parts: _Titled, spell: Tenure, day: date | None) -> str:
        """Say which office the words tell of, where it is not the one held on the day."""
        if day is not None and self._bearers.held(spell.person, day) == spell:
            return ""
        if parts.moment == "now":
            return f", also {self._bearers.describe(spell)}" if day is not None else ""
        until = f"to {spell.end}" if spell.end else "on"
        return f"; {parts.moment} office: {self._bearers.describe(spell)} from {spell.start} {until}"

    def _unlisted(self, parts: _Titled, title: Title, owner: _Owner, day: date | None) -> Resolution:
        """Return somebody whom no table lists, by title and state."""
        now = parts.moment in {"now", "then"}
        office, level = self._office_in(title, owner)
        known = self._holder_of(owner, title, day, parts.wording) if parts.moment == "now" else None
        told = f" The tables have {known.name} in that office." if known is not None else ""
        when = {"former": "a former ", "future": "a future "}.get(parts.moment, "")
        holder = f"{when}{parts.wording}, {with_article(owner.name)}"
        return Resolution(
            f"{owner.country}/{slug(parts.name)}",
            parts.name,
            owner.country,
            office if now else None,
            ActorKind.PERSON,
            level if now else Level.UNKNOWN,
            parts.wording if now else None,
            f"{parts.name!r} is in no table; the words around it say: {holder}.{told}",
        )

    def _office_in(self, title: Title, owner: _Owner) -> tuple[Office, Level]:
        """Return an office as it counts: a president of a body or a place is no head of state."""
        if not (owner.is_body or owner.is_place) or title.country is not None or title.office not in _SINGLE:
            return title.office, title.level
        sector = owner.entity.sector if owner.entity is not None else None
        if sector == "LEG":
            return Office.LEGISLATOR, Level.PARLIAMENT
        if owner.entity is not None and owner.country not in self._world.states:
            return Office.HEAD_OF_ORGANIZATION, Level.LEADER
        return Office.OFFICIAL, Level.OFFICIAL

    def _holder_of(self, owner: _Owner, title: Title, day: date | None, wording: str) -> Tenure | None:
        """Return who held an office on a day; on no given day, who holds it."""
        then = day or date.max
        if owner.is_place:
            return None
        if title.title in self._words["executive"] and not owner.is_body:
            return self._world.executive(owner.country, then)
        if owner.is_body and title.country is None:
            held = self._world.holder(owner.country, Office.HEAD_OF_ORGANIZATION, then, f"{wording} {owner.name}")
            return held if held is not None and fold(owner.name) in fold(held.title) else None
        if title.office in _SINGLE:
            return self._world.holder(owner.country, title.office, then, wording)
        same = [
            t
            for t in self._bearers.holders(owner.country, title.office)
            if t.holds(then) and fold(t.title) == title.title
        ]
        return same[0] if len(same) == 1 else None

    def _holder(self, parts: _Titled, title: Title, day: date | None) -> Found | None:
        """Return whom a title with a state means: its holder at the time, or somebody the tables do not list."""
        owner = parts.owner
        if owner is None:
            return None
        if parts.moment == "now":
            held = self._holder_of(owner, title, day, parts.wording)
            if held is not None:
                also = self._why(parts, held, day)
                return Found((self._bearers.tell(held.person, day, parts.wording, also),), settled=True)
            told = f"The tables have no holder of {parts.wording!r}"
            return Found((self._somebody(parts, title, owner, told),), settled=True)
        if owner.is_body or owner.is_place or title.office not in _SINGLE:
            return None
        every = self._bearers.holders(owner.country, title.office)
        people = list(dict.fromkeys(s.person for s in reversed(every) if _at(s, parts.moment, day)))
        if parts.moment == "future":
            people = people[-1:]
        answers = tuple(self._bearers.tell(p, day, parts.wording) for p in people[:SHOWN])
        if len(answers) == 1:
            return Found(answers, settled=True)
        told = f"More than one person can be meant by {parts.moment} {parts.wording!r}"
        return Found((self._somebody(parts, title, owner, told), *answers), settled=True)

    def _somebody(self, parts: _Titled, title: Title, owner: _Owner, told: str) -> Resolution:
        """Return a person of whom only the office and its state are known."""
        entity = owner.entity if owner.entity is not None and owner.is_body else self._world.entity(owner.country)
        office, level = self._office_in(title, owner)
        now = parts.moment in {"now", "then"}
        return Resolution(
            entity.id if entity is not None else owner.country,
            parts.wording,
            owner.country,
            office if now else None,
            ActorKind.PERSON,
            level if now else Level.UNKNOWN,
            parts.wording if now else None,
            f"{told}; the office is one of {with_article(owner.name)}.",
        )

    def _looks_like_name(self, words: Sequence[str]) -> bool:
        capitals = [w for w in words if w[:1].isupper()]
        small = [w for w in words if not w[:1].isupper()]
        plain = all(fold(w).split("-")[0] in self._words["particles"] for w in small)
        return 0 < len(words) <= _MAX_NAME and bool(capitals) and plain and not re.search(r"\d", " ".join(words))


def _at(spell: Tenure, moment: str, day: date | None) -> bool:
    """Tell whether an office is held now, was held before, at the time told of, or will soon be."""
    if day is None:
        return moment != "former" or spell.end is not None
    if moment == "former":
        return spell.start < day and spell.end is not None and spell.end <= day
    if moment == "then":
        return spell.start <= day
    if moment == "future":
        return day < spell.start <= day + SOON
    return spell.holds(day)


def _split(phrase: str) -> _Said:
    """Return the words of a phrase, with "ex-president" and "president-elect" in two words each."""
    raw = re.sub(r"(?i)\b(ex|then)-(?=\w)", r"\1 ", phrase)
    raw = re.sub(r"(?i)(?<=\w)-(elect|designate)\b", r" \1", raw)
    words = tuple(w for part in raw.split() if (w := part.strip(QUOTES)))
    return _Said(words, tuple(fold(w).removesuffix("'s").removesuffix("'") for w in words))
