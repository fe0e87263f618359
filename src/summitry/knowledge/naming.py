"""Names of states, bodies and places: what they stand for on a day, the usual one of several things."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from summitry.knowledge.entries import Entity, Found, Meaning, Sense, fold
from summitry.knowledge.languages import could_be_foreign, foreign_names
from summitry.knowledge.reasons import of_entity, tell_meaning, with_article
from summitry.records import ActorKind

if TYPE_CHECKING:
    from summitry.knowledge.world import World

__all__ = ["Naming", "first_part"]

_LASTING = frozenset(
    {"name", "short", "official", "abbreviation", "former", "adjective", "demonym", "demonym_plural", "other"}
)
"""Kinds of names by which things are still called when they have another name."""


class Naming:
    """Names of the tables, ``senses`` telling ambiguous ones apart."""

    def __init__(self, world: "World", senses: Sequence[Sense]) -> None:
        self._world = world
        self._senses: dict[str, list[Sense]] = {}
        for sense in senses:
            if world.entity(sense.target) is None:
                continue  # the best known bearer of a family name: ``World.usual``
            self._senses.setdefault(fold(sense.name).removeprefix("the "), []).append(sense)

    def _meanings(self, name: str, day: date | None) -> list[Meaning]:
        """Return one meaning for each thing that a name stands for on a day; a name that has ended, for what had it."""
        every = self._world.meanings(name)
        holding = [m for m in every if m.holds(day)]
        if not holding and day is not None:
            ended = [m for m in every if m.kind in _LASTING and m.end is not None and m.end < day]
            holding = sorted(ended, key=_end, reverse=True)
        if len(holding) <= 1:
            return holding
        unique: dict[str, Meaning] = {}
        for meaning in holding:
            unique.setdefault(meaning.entity.id, meaning)
        return list(unique.values())

    def named(self, name: str, day: date | None) -> Found | None:
        """Return what a folded name means on a day, as the tables and ``senses.csv`` tell it; None if they do not."""
        meanings = self._meanings(name, day)
        senses = self._senses.get(name)
        if senses is None:
            return Found(tuple(tell_meaning(m, day) for m in meanings), len(meanings) == 1) if meanings else None
        answers = {m.entity.id: tell_meaning(m, day) for m in meanings}
        held = {m.entity.id for m in self._world.meanings(name)} - set(answers)
        for sense in senses:
            entity = self._world.entity(sense.target)
            if entity is not None and sense.target not in held:
                told = f"{sense.name!r} can mean {sense.meaning}."
                known = answers.get(sense.target)
                if known is None:
                    answers[sense.target] = replace(of_entity(entity, told), name=sense.meaning)
                elif len(senses) > 1 and not sense.usual:
                    answers[sense.target] = replace(known, reason=f"{known.reason} {told}")
        usual = next((s.target for s in senses if s.usual and s.target in answers), None)
        ordered = sorted(answers.values(), key=lambda a: a.id != usual)
        return Found(tuple(ordered), usual is not None or len(ordered) == 1)

    def sensed(self, name: str) -> tuple[Entity, ...]:
        """Return the states and bodies that ``senses.csv`` tells of under a folded name."""
        found = (self._world.entity(sense.target) for sense in self._senses.get(name, ()))
        return tuple(entity for entity in found if entity is not None)

    def entity(self, name: str, day: date | None) -> Entity | None:
        """Return the one state or body that a name stands for, the usual one of several."""
        meaning = self.meaning(name, day)
        return meaning.entity if meaning is not None else None

    def meaning(self, name: str, day: date | None) -> Meaning | None:
        """Return the one meaning of a name that is certain, the usual one of several."""
        meanings = self._meanings(name, day)
        if len(meanings) == 1:
            return meanings[0]
        usual = next((s.target for s in self._senses.get(name, ()) if s.usual), None)
        return next((m for m in meanings if m.entity.id == usual), None)

    def lapsed(self, name: str, day: date | None) -> Found | None:
        """Return what a name meant before a day that it no longer means; a capital that was is a place still."""
        if day is None:
            return None
        ended = [m for m in self._world.meanings(name) if m.end is not None and m.end < day]
        if not ended:
            return None
        told = tuple(tell_meaning(m, day) for m in ended)
        if len(told) == 1 and ended[0].kind == "capital":
            return Found((replace(told[0], kind=ActorKind.GROUP),), settled=True)
        return Found(told)

    def foreign(self, phrase: str, name: str) -> Found | None:
        """Return the state that a name means in another language."""
        if not could_be_foreign(phrase):
            return None
        answers = []
        for code, language in foreign_names().get(name, ()):
            entity = self._world.coded(code)
            if entity is not None:
                answers.append(
                    of_entity(entity, f"{phrase!r} is the {language} name of {with_article(entity.name)} (CLDR).")
                )
        return Found(tuple(answers), len(answers) == 1) if answers else None

    def disputed(self, name: str, phrase: str, day: date | None) -> Found | None:
        """Return the claimants of a place in dispute on a day: it stands for none of them."""
        place = self._world.locate(name, on=day)
        if place is None or not place.claimants:
            return None
        states = [e for code in place.claimants if (e := self._world.entity(code)) is not None]
        told = "{place!r} is claimed by {state}{rest}; it is a place in dispute and stands for no state."
        answers = tuple(
            of_entity(
                state,
                told.format(
                    place=phrase,
                    state=with_article(state.name),
                    rest=", which administers it" if place.administrator == state.id else "",
                ),
            )
            for state in states
        )
        return Found(answers) if answers else None


def _end(meaning: Meaning) -> date:
    return meaning.end or date.max


def first_part(word: str) -> str:
    """Return the part of a folded word by which phrases are told apart at their start."""
    return re.split(r"['-]", word, maxsplit=1)[0] or word
