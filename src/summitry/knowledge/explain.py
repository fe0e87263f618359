"""Why a name means what it means: the answer of the world with the rows of the tables that bear it out.

The rows are looked for when they are asked for, by reading the tables again, so that ordinary loading keeps nothing of
them.
"""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from summitry.knowledge.describe import describe_row
from summitry.knowledge.entries import Location, Resolution, as_day, fold
from summitry.knowledge.facts import read_disputes, read_places, split_cell
from summitry.knowledge.forms import FORMS, first_day, last_day, person_of
from summitry.knowledge.layers import Traced, name_layer, trace_rows
from summitry.knowledge.places import as_of
from summitry.knowledge.tables import Row
from summitry.knowledge.world import World, open_world
from summitry.records import ActorKind

FORMAT = "summitry.world/1"
"""The form of ``Answer.to_dict``."""
CLOSE = 0.75
"""Spellings at least so alike (``difflib``'s ratio) are proposed for a name that is not known."""
PROPOSED = 5
LONGEST = 100
"""For a longer name no near spellings are looked for."""
_PEOPLE = ("tenures", "figures")
_SLACK = 3
"""A near spelling is at most so many letters longer or shorter."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A row of a table that bears an answer out.

    Attributes:
        table: name of the table.
        file: path of its file.
        line: line of the file, from 1.
        layer: ``built-in``, ``imported/NAME`` or ``corrections``.
        replaced: layers whose row of this key it takes the place of.
        words: the row in words.
        source: where the row says it has its facts from.
        checked: ISO day on which the row was last checked.
        cells: the cells that are not empty.
    """

    table: str
    file: str
    line: int
    layer: str
    replaced: tuple[str, ...]
    words: str
    source: str
    checked: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a name; one that is disputed has claimants, and what each of them calls it.

    Attributes:
        location: the place as ``World.locate`` gives it.
        names_by: (claimant, its names) for a disputed place.
        start: ISO day, month or year in which a dispute began, which may be over by the day; empty if not known, or
            where there is none.
        end: ISO day, month or year in which it ended; empty while it lasts.
    """

    location: Location
    names_by: tuple[tuple[str, tuple[str, ...]], ...] = ()
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a name means on a day, and why.

    Attributes:
        name: what was asked.
        on: the day; None for the latest known.
        resolution: the one thing meant; None if there is none, or more than one.
        candidates: what may be meant besides, or instead where it is not clear.
        spots: places of that name, disputed ones first.
        evidence: the rows that bear it out.
        suggestions: known names with nearly the same spelling, where nothing is known.
        labels: id of a state or body -> its name.
    """

    name: str
    on: date | None
    resolution: Resolution | None
    candidates: tuple[Resolution, ...] = ()
    spots: tuple[Spot, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    suggestions: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def known(self) -> bool:
        """Whether the tables know anything of that name."""
        return bool(self.resolution or self.candidates or self.spots)

    def to_dict(self) -> dict[str, object]:
        """Return the answer as JSON can hold it; the form is described in the documentation and stays as it is."""
        return {
            "format": FORMAT,
            "name": self.name,
            "on": self.on.isoformat() if self.on else None,
            "answer": _meaning_dict(self.resolution) if self.resolution else None,
            "candidates": [_meaning_dict(one) for one in self.candidates],
            "places": [_spot_dict(one) for one in self.spots],
            "evidence": [
                {
                    "table": one.table,
                    "row": one.line,
                    "layer": one.layer,
                    "replaces": list(one.replaced),
                    "file": one.file,
                    "words": one.words,
                    "source": one.source,
                    "checked": one.checked,
                    "cells": dict(one.cells),
                }
                for one in self.evidence
            ],
            "suggestions": list(self.suggestions),
        }


def _meaning_dict(found: Resolution) -> dict[str, object]:
    return {
        "id": found.id,
        "name": found.name,
        "kind": found.kind.value,
        "country": found.country,
        "office": found.office.value if found.office else None,
        "level": found.level.value,
        "title": found.title,
        "reason": found.reason,
    }


def _spot_dict(spot: Spot) -> dict[str, object]:
    place = spot.location
    return {
        "name": place.name,
        "kind": place.kind,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "names": list(place.names),
        "claimants": list(place.claimants),
        "administrator": place.administrator,
        "names_by": {code: list(names) for code, names in spot.names_by},
        "start": spot.start or None,
        "end": spot.end or None,
    }


def explain(name: str, on: date | str | None = None, layers: Sequence[Path] = ()) -> Answer:
    """Say what a name means on a day, with the rows that bear it out.

    >>> [row.table for row in explain("the Kremlin", "2014-02-08").evidence if row.table != "places"]
    ['aliases', 'states']

    Args:
        name: a name, a title with a country, or a title with a name.
        on: the day, as ``date`` or ISO text; None looks at the latest known office.
        layers: folders of the user's layers, the earlier ones first.

    Returns:
        The answer; ``known`` is False where the tables have nothing of that name.

    Raises:
        TableError: ``on`` is no date, or a table is malformed.
    """
    day = as_day(on)
    return _Search(name, day, open_world(layers), tuple(layers)).answer()


class _Search:
    """One look-up: the tables are read once for it."""

    def __init__(self, name: str, day: date | None, world: World, layers: tuple[Path, ...]) -> None:
        self.name = name
        self.day = day
        self.world = world
        self.layers = layers
        self.phrase = _key(name)
        self._read: dict[str, tuple[Traced, ...]] = {}
        self.labels = {
            one.row["id"]: one.row["name"] for table in ("states", "organisations") for one in self.rows(table)
        }

    def rows(self, table: str) -> tuple[Traced, ...]:
        if table not in self._read:
            self._read[table] = tuple(trace_rows(FORMS[table], self.layers))
        return self._read[table]

    def answer(self) -> Answer:
        resolution = self.world.resolve(self.name, self.day)
        taken = resolution.id if resolution else None
        candidates = tuple(one for one in self.world.candidates(self.name, self.day) if one.id != taken)
        spots, found = self._find_spots()
        borne = [row for one in (resolution, *candidates) if one is not None for row in self._bear_out(one)]
        disputed = any(spot.location.claimants for spot in spots)
        evidence: dict[tuple[str, int], Evidence] = {}
        for table, traced in (*found, *borne) if disputed else (*borne, *found):
            evidence.setdefault((traced.file, traced.line), self._make_evidence(table, traced))
        known = resolution is not None or candidates or spots
        return Answer(
            self.name,
            self.day,
            resolution,
            candidates,
            spots,
            tuple(evidence.values()),
            () if known else self._suggest(),
            self.labels,
        )

    # ------------------------------------------------------------------ rows that bear an answer out
    def _bear_out(self, resolution: Resolution) -> Iterator[tuple[str, Traced]]:
        if resolution.kind is ActorKind.PERSON:
            yield from self._bear_out_person(resolution)
            return
        for traced in self.rows("aliases"):
            row = traced.row
            if _key(row["alias"]) == self.phrase and self._leads_to(row["target"], resolution):
                yield "aliases", traced
        for traced in self.rows("senses"):
            if _key(traced.row["name"]) == self.phrase:
                yield "senses", traced
        if resolution.kind is ActorKind.GROUP:
            words = self.phrase.split()
            for traced in self.rows("aliases"):
                alias = _key(traced.row["alias"])
                if _is_part(alias.split(), words) and self._leads_to(traced.row["target"], resolution):
                    yield "aliases", traced
        for table in ("states", "organisations"):
            for traced in self.rows(table):
                named = traced.row["id"] != resolution.id and self.phrase == _key(traced.row["name"])
                if traced.row["id"] == resolution.id or (named and self._leads_to(traced.row["id"], resolution)):
                    yield table, traced

    def _leads_to(self, target: str, resolution: Resolution) -> bool:
        entity = self.world.entity(target)
        return target == resolution.id or (entity is not None and entity.country == resolution.id)

    def _bear_out_person(self, resolution: Resolution) -> Iterator[tuple[str, Traced]]:
        found = [(t, one) for t in _PEOPLE for one in self.rows(t) if person_of(one.row) == resolution.id]
        found.sort(key=lambda pair: (not self._holds(pair[1].row), pair[1].row["start"]))
        yield from found
        several = len(self.world.people_named(self.phrase, self.day)) > 1
        for traced in self.rows("senses") if several else ():
            if traced.row["target"] == resolution.id and _key(traced.row["name"]) == self.phrase:
                yield "senses", traced
        spells = [one for _, one in found]
        words = self.phrase.replace("'s ", " ").split()
        names = {fold(word) for one in spells for text in _person_names(one.row) for word in fold(text).split()}
        if set(words) <= names or resolution.office is None:
            return
        for traced in self.rows("aliases"):
            row = traced.row
            if row["target"] == resolution.country and _is_part(_key(row["alias"]).split(), words):
                yield "aliases", traced
        for table in ("offices", "titles"):
            for traced in self.rows(table):
                row = traced.row
                if row["office"] != resolution.office or row["country"] not in {"", resolution.country}:
                    continue
                forms = (row["title"], *split_cell(row.get("patterns", "")))
                if any(_is_part(fold(form).split(), words) for form in forms):
                    yield table, traced

    def _holds(self, row: Row) -> bool:
        if self.day is None:
            return not row["end"]
        return first_day(row["start"]) <= self.day.isoformat() <= last_day(row["end"])

    def _make_evidence(self, table: str, traced: Traced) -> Evidence:
        row = traced.row
        return Evidence(
            table,
            traced.file,
            traced.line,
            name_layer(traced.layer),
            traced.replaced,
            describe_row(table, row, self.labels),
            row["source"],
            row["checked"],
            {column: cell for column, cell in row.items() if cell},
        )

    # ------------------------------------------------------------------ places
    def _find_spots(self) -> tuple[tuple[Spot, ...], list[tuple[str, Traced]]]:
        spots: list[Spot] = []
        found: list[tuple[str, Traced]] = []
        settled: set[str] = set()
        for table in ("disputes", "places"):
            for traced in self.rows(table):
                if self.phrase in map(_key, _place_names(table, traced.row)):
                    found.append((table, traced))
                    spot = _read_spot(table, traced)
                    location = as_of(spot.location, self.day)
                    if location is not None and location != spot.location:
                        settled.add(fold(location.name))
                        spot = replace(spot, location=location)
                    spots.append(spot)
        located = self.world.locate(self.name, on=self.day)
        if located is not None and fold(located.name) not in {fold(spot.location.name) for spot in spots}:
            spots.append(Spot(located))
            found.extend(
                ("gazetteer", traced)
                for traced in self.rows("gazetteer")
                if (traced.row["name"], traced.row["country"], traced.row["kind"])
                == (located.name, located.country, located.kind)
            )
        disputed = {fold(spot.location.name) for spot in spots if spot.location.claimants}
        plain = [s for s in spots if not s.location.claimants and fold(s.location.name) not in disputed]
        plain = [s for s in plain if s.end or fold(s.location.name) not in settled]
        return (*(spot for spot in spots if spot.location.claimants), *plain), found

    # ------------------------------------------------------------------ near spellings
    def _suggest(self) -> tuple[str, ...]:
        if not 1 < len(self.phrase) <= LONGEST:
            return ()
        known: dict[str, str] = {}
        for text in self._all_names():
            key = _key(text)
            if abs(len(key) - len(self.phrase)) <= _SLACK:
                known.setdefault(key, text)
        close = difflib.get_close_matches(self.phrase, known, PROPOSED, CLOSE)
        return tuple(known[key] for key in close)

    def _all_names(self) -> Iterator[str]:
        for traced in self.rows("aliases"):
            yield traced.row["alias"]
        for table in ("states", "organisations"):
            for traced in self.rows(table):
                yield traced.row["name"]
                yield from split_cell(traced.row.get("abbreviation", ""))
        for table in _PEOPLE:
            for traced in self.rows(table):
                yield from _person_names(traced.row)
        for table in ("disputes", "places"):
            for traced in self.rows(table):
                yield from _place_names(table, traced.row)


def _key(text: str) -> str:
    return fold(text).strip(" ,;:.").removeprefix("the ")


def _is_part(part: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether words stand in a phrase, in a row."""
    size = len(part)
    return size > 0 and any(list(words[first : first + size]) == list(part) for first in range(len(words) - size + 1))


def _person_names(row: Row) -> tuple[str, ...]:
    return (row["name"], row["family_name"], *split_cell(row["variants"]))


def _place_names(table: str, row: Row) -> tuple[str, ...]:
    if table == "places":
        return (row["name"], *split_cell(row["aliases"]))
    named = [name for _, names in _names_by(row) for name in names]
    return (row["name"], *split_cell(row["names"]), *named)


def _names_by(row: Row) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what each claimant calls a disputed place, several names of one claimant together."""
    found: dict[str, list[str]] = {}
    for part in split_cell(row.get("names_by", "")):
        code, sign, names = part.partition("=")
        if sign:
            found.setdefault(code.strip(), []).extend(name for name in map(str.strip, re.split(r"[|/]", names)) if name)
    return tuple((code, tuple(names)) for code, names in found.items())


def _read_spot(table: str, traced: Traced) -> Spot:
    row = traced.row
    if table == "places":
        return Spot(next(iter(read_places((row,), traced.file))))
    return Spot(next(iter(read_disputes((row,), traced.file))), _names_by(row), row["start"], row["end"])
