"""One name or phrase of a text: who or what it means on a day, and what else it could mean.

The ways are tried in order, and the first that knows the phrase answers: a name of the tables, a person, a title with a
state or a name, another language's name of a state, and at last the state or body that a longer phrase names. An
answer is settled if one thing only can be meant, or if the tables say which of several is usual (``senses.csv``).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from summitry.knowledge.bearers import QUOTES, SHOWN, Bearers
from summitry.knowledge.entries import Entity, Facts, Found, Resolution, fold
from summitry.knowledge.lexicon import is_everyday, name_words
from summitry.knowledge.naming import Naming, first_part
from summitry.knowledge.reasons import name_others, of_entity, with_article
from summitry.knowledge.titles import Titles
from summitry.records import ActorKind

if TYPE_CHECKING:
    from summitry.knowledge.world import World

__all__ = ["MAX_WORDS", "Resolver"]

MAX_WORDS = 10
"""No phrase of the tables is looked for over more words of a text than this."""
LONGEST = 300
"""A text of more characters than this is no name."""
_SHORT = 3  # letters of an abbreviation that a word in small letters may be spelled like


class Resolver:
    """Resolves phrases with a world's tables; ``World.resolve`` and ``World.candidates`` are its public face."""

    def __init__(self, world: "World", facts: Facts) -> None:
        self._world = world
        self._naming = Naming(world, facts.senses)
        self._bearers = Bearers(world, facts)
        self._titles = Titles(world, self._naming, self._bearers)
        self._words = name_words()

    def resolve(self, text: str, day: date | None) -> Resolution | None:
        """Return what a phrase means on a day, None if that is not certain; the reason names what else it can mean."""
        found = self.look(text, day)
        if not found.settled:
            return None
        first, *others = found.answers
        different = [o for o in others if o.id != first.id and o.name != first.name]
        return name_others(first, different) if different else first

    def look(self, text: str, day: date | None) -> Found:
        """Return all that a phrase can mean on a day, by the first way that knows it."""
        if len(text) > LONGEST:
            return Found()
        phrase = text.strip(QUOTES)
        name = fold(phrase).removeprefix("the ")
        if name in self._words["plain"] and phrase == name:
            return Found()
        return self._naming.named(name, day) or self._look_further(phrase, name, day)

    def _look_further(self, phrase: str, name: str, day: date | None) -> Found:
        open_ones: list[Resolution] = []
        found = self._naming.named(name.rstrip("."), day) if name.endswith(".") else None
        if found is not None and found.settled:
            return found
        found = self._bearers.person(phrase, day)
        if found is not None and found.settled:
            return found
        open_ones += found.answers if found is not None else ()
        everyday = is_everyday(name)
        ways: tuple[Callable[[], Found | None], ...] = (
            lambda: self._titles.titled(phrase, day),
            lambda: self._titles.apposed(phrase, day),
            lambda: None if open_ones else self._naming.foreign(phrase, name),
            lambda: self._body_of(phrase, day),
            lambda: self._within(phrase, day),
            lambda: self._naming.lapsed(name, day),
            lambda: self._naming.disputed(name, phrase, day),
        )
        for way in ways:
            found = way()
            if found is not None and found.settled:
                if everyday:
                    return Found((*found.answers, *open_ones), settled=True)
                return Found((*open_ones, *found.answers)) if open_ones else found
            open_ones += found.answers if found is not None else ()
        unique = {(a.id, a.name): a for a in open_ones}
        return Found(tuple(unique.values())[:SHOWN])

    def _body_of(self, phrase: str, day: date | None) -> Found | None:
        """Read the name of a body that many states have, with its state: "Peru's Congress", "the Senate of Brazil"."""
        text = fold(phrase).removeprefix("the ")
        for noun in sorted(self._words["arms"], key=len, reverse=True):
            if text.startswith(f"{noun} of "):
                owner = text.removeprefix(f"{noun} of ").removeprefix("the ")
            elif text.endswith(f" {noun}"):
                owner = text.removesuffix(f" {noun}").removesuffix("'s").removesuffix("'")
            else:
                continue
            meaning = self._naming.meaning(owner, day)
            if meaning is None or meaning.kind in {"capital", "residence"}:
                continue  # "the Congress of Vienna"
            state = meaning.entity
            if state.kind is not ActorKind.STATE:
                continue
            names = (noun, *(f"{adjective} {noun}" for adjective in self._world.adjectives(state.id)))
            named = (m.entity for n in names for m in self._world.meanings(n, day))
            own = {e.id: e for e in (*named, *self._naming.sensed(noun)) if _is_body(e, state)}
            if len(own) == 1:
                body = next(iter(own.values()))
                reason = f"{phrase!r} is {with_article(body.name)}, a body of {with_article(state.name)}."
                return Found((of_entity(body, reason),), settled=True)
            return Found((self._told_within(state, phrase, [noun], 0),), settled=True)
        return None

    def _within(self, phrase: str, day: date | None) -> Found | None:
        """Return the state or body that a longer phrase names: "four Saudi men", "people in Sydney"."""
        raw = [w for w in re.split(r"[\s/]+", re.sub(r"(?<=\w)-(?=\w+\b)", " -", phrase)) if w]
        words = [fold(w).lstrip("-").strip(QUOTES).removesuffix("'s").removesuffix("'") for w in raw]
        weak: Resolution | None = None
        first = 0
        while first < len(words):
            size, found = self._part_at(raw, words, first, day)
            if found is None or self._is_sent_to(words[:first]):
                first += 1
                continue
            first += size
            backed = first < len(words) and raw[first].startswith("-") and words[first] in self._words["backing"]
            if not backed:
                return Found((found,), settled=True)
            weak = weak or found
        return Found((weak,), settled=True) if weak is not None else None

    def _is_sent_to(self, before: Sequence[str]) -> bool:
        """Tell whether words such as "the ambassador to the" come before a name, whose bearer is not the sender."""
        before = before[:-1] if before[-1:] == ["the"] else before
        return before[-1:] in (["to"], ["for"], ["in"]) and any(w in self._words["sent"] for w in before)

    def _part_at(
        self, raw: Sequence[str], words: Sequence[str], first: int, day: date | None
    ) -> tuple[int, Resolution | None]:
        known, capital = first_part(words[first]) in self._world.phrase_starts, raw[first][:1].isupper()
        if not known and not capital:
            return 0, None
        for size in range(min(MAX_WORDS, len(words) - first), 0, -1):
            part = " ".join(words[first : first + size])
            hyphened = " ".join(raw[first : first + size]).replace(" -", "-")
            if size == 1 and (part in self._words["plain"] or len(part) <= _SHORT) and raw[first].lstrip("-").islower():
                continue
            said = hyphened.strip(QUOTES).removesuffix("'s").removesuffix("’s")
            entity = self._naming.entity(part, day) if known else None
            entity = entity or (self._naming.entity(fold(said), day) if known and size > 1 else None)
            if entity is not None:
                return size, self._told_within(entity, said, words, first + size)
            place = self._world.locate(part, on=day) if capital else None
            if place is not None:
                state = self._world.entity(place.country)
                if state is not None:
                    whole = size == len(words)
                    reason = f"{said!r} is a place in {with_article(state.name)}"
                    reason += ", not a seat of its government." if whole else "; the phrase is of that state."
                    return size, replace(
                        of_entity(state, reason), kind=ActorKind.GROUP, name=said if whole else state.name
                    )
        return 0, None

    def _told_within(self, entity: Entity, said: str, words: Sequence[str], after: int) -> Resolution:
        tail = " ".join(words[after:])
        arm = next((a for a in self._words["arms"] if re.search(rf"\b{re.escape(a)}\b", tail)), None)
        name = with_article(entity.name)
        whose = f"{said!r} says that it is of {name}"
        if arm is not None and entity.id == entity.country:
            reason = f"{whose}, and {arm!r} that it acts for the state."
            return replace(of_entity(entity, reason), kind=ActorKind.GOVERNMENT)
        return replace(of_entity(entity, f"The phrase as a whole is in no table, but {whose}."), kind=ActorKind.GROUP)


def _is_body(entity: Entity, state: Entity) -> bool:
    return entity.country == state.id and entity.kind is not ActorKind.STATE
