"""What the words of foreign files mean in ours: states by name or code, offices by their titles, family names."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from summitry.knowledge.check import Known, list_ids
from summitry.knowledge.entries import fold
from summitry.knowledge.forms import FORMS, first_day, last_day, person_of
from summitry.knowledge.tables import Row, read_csv
from summitry.knowledge.world import World
from summitry.records import ActorKind, Office

_SHORT_TERM = re.compile(r"^(acting|interim|caretaker|provisional|de facto)\s+", re.IGNORECASE)
_TAIL = re.compile(r"^(.+?)\s+(of|for|to)\s+(?:the\s+)?(.+)$", re.IGNORECASE)
_BESIDES = re.compile(r"^(.+\s(?:of|for)\s.+)(?:,|\sand)\s.+$", re.IGNORECASE)
_NUMERAL = re.compile(r"[IVX]+\.?|[JS]r\.?")
_BROAD = frozenset({Office.MINISTER, Office.DEPUTY_MINISTER})
"""Offices that say nothing about what somebody is minister of, so that it need not be known."""


class Post(NamedTuple):
    """An office as a position names it: the office, its title, and a note such as acting."""

    office: Office
    title: str
    note: str


class Names:
    """The tables, asked for what the words of a foreign file mean."""

    def __init__(self, world: World, layers: Sequence[Path]) -> None:
        self.world = world
        self.layers = tuple(layers)
        self._states = read_csv(FORMS["states"].relative, layers)
        self._codes: dict[str, Mapping[str, list[Row]]] = {}

    def country(self, text: str, scheme: str, start: str) -> str | None:
        """Return the id of a state by a name or a code; of two that had a code, the one of the day of the start."""
        text = text.strip()
        if scheme != "name":
            return self._by_code(scheme, text, start)
        code = text.upper()
        if code in self.world.states:
            return code
        alpha2 = self._by_code("alpha2", code, start) if len(code) == len("JP") else None
        if alpha2 is not None:
            return alpha2
        found = [m.entity for m in self.world.meanings(fold(text).removeprefix("the "))]
        return next((one.id for one in found if one.kind is ActorKind.STATE), None)

    def _by_code(self, scheme: str, code: str, start: str) -> str | None:
        if scheme not in self._codes:
            found: dict[str, list[Row]] = defaultdict(list)
            for row in self._states:
                if row.get(scheme):
                    found[row[scheme].lstrip("0")].append(row)
            self._codes[scheme] = found
        rows = self._codes[scheme].get(code.lstrip("0"), [])
        day = first_day(start)
        held = [r for r in rows if first_day(r["valid_from"]) <= day <= last_day(r["valid_to"])]
        lasting = [r for r in rows if not r["valid_to"]]
        return next((row["id"] for row in (*held, *lasting, *rows)), None)

    def post(self, position: str, country: str) -> Post | None:
        """Return the office of a position; an empty one is the office that leads the state's executive."""
        if not position:
            return self._executives.get(country)
        text = " ".join(position.split())
        short = _SHORT_TERM.match(text)
        note = short[1].lower() if short else ""
        text = text[short.end() :] if short else text
        office = self._office(text, country)
        return Post(office, text[:1].upper() + text[1:], note) if office is not None else None

    def _office(self, text: str, country: str) -> Office | None:
        """Return the office of a title, looked up whole, without its state, without all but its first task."""
        form = text
        while True:
            for one in (form, _spell_other(form)):
                found = self.world.title(one, country)
                if found is not None:
                    return found.office
            tail = _TAIL.match(form)
            if tail is not None and self._is_of(tail[2].lower(), tail[3], country):
                form = tail[1]
                continue
            besides = _BESIDES.match(form)
            if besides is None:
                break
            form = besides[1]
        tail = _TAIL.match(form)
        broad = self.world.title(tail[1], country) if tail is not None else None
        return broad.office if broad is not None and broad.office in _BROAD else None

    def _is_of(self, word: str, tail: str, country: str) -> bool:
        """Tell whether the end of a title names its own state, or to whom an envoy is sent."""
        meant = {meaning.entity.id for meaning in self.world.meanings(tail)}
        return bool(meant) if word == "to" else country in meant

    @cached_property
    def known(self) -> Known:
        """The ids that rows of tables may refer to."""
        spells = read_csv(FORMS["tenures"].relative, self.layers)
        people = map(person_of, spells)
        return list_ids(self._states, read_csv(FORMS["organisations"].relative, self.layers), people)

    @cached_property
    def _executives(self) -> dict[str, Post]:
        rows = read_csv(FORMS["offices"].relative, self.layers)
        return {
            row["country"]: Post(Office(row["office"]), row["title"], "") for row in rows if row["executive"] == "yes"
        }

    @cached_property
    def _family_first(self) -> frozenset[str]:
        """The states most of whose people in the tables are named with the family name first."""
        counts: dict[str, Counter[bool]] = defaultdict(Counter)
        for row in read_csv(FORMS["tenures"].relative, self.layers):
            words = row["name"].split()
            if len(words) > 1:
                counts[row["country"]][fold(words[0]) == fold(row["family_name"])] += 1
        return frozenset(country for country, found in counts.items() if found[True] > found[False])

    def family_name(self, name: str, country: str) -> str:
        """Return the family name in a name, by the order that is usual in the state."""
        words = [word for word in name.split() if not _NUMERAL.fullmatch(word)] or name.split()
        return words[0] if country in self._family_first else words[-1]


def _spell_other(text: str) -> str:
    """Return a title with the other spelling of a word that two sorts of English spell differently."""
    return text.replace("Defense", "Defence") if "Defense" in text else text.replace("Defence", "Defense")
