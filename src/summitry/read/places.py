"""Places in a text: the longest name that the tables list, and what the text puts a place word before.

A person's name and an acting state are no places. A name that the tables do not list as a place in the news is located
among regions and cities, near the states that the text names; what a text tells beside it ("Ohrid, North Macedonia")
goes before. A place in dispute on the day of the text has the country ``---``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from summitry.knowledge.world import Location, World
from summitry.read.actors.mentions import Cast, MentionKind
from summitry.read.actors.states import head_of, is_mere_place, words_of
from summitry.read.actors.wording import Wording
from summitry.read.parse import Parsed, base
from summitry.records import ActorKind, Place

HOLDER = 5
"""The name of a state or region after a comma has at most so many words."""


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words ``first`` to ``last`` (exclusive) with head word ``head`` that name a place."""

    first: int
    last: int
    head: int
    place: Place


@dataclass(frozen=True, slots=True)
class _Setting:
    """Where names of places are looked up: the tables, the states that the text names, and its day."""

    world: World
    near: frozenset[str]
    on: date | None

    def locate(self, written: str) -> Location | None:
        return self.world.locate(written, self.near, self.on)


def find_places(parsed: Parsed, world: World, cast: Cast, wording: Wording | None = None) -> tuple[PlaceMention, ...]:
    """Find the places that a text names, in order; none overlaps another.

    Args:
        parsed: the text; the day of its document tells which disputes last.
        world: the tables.
        cast: who is named; names of persons and states that act are no places.
        wording: the text's words, folded, where they are at hand.

    Returns:
        The places.
    """
    wording = Wording(parsed) if wording is None else wording
    published = parsed.document.published
    on = date.fromisoformat(published[:10]) if published else None
    barred = frozenset(_person_words(cast))
    found: list[PlaceMention] = []
    i = 0
    while i < len(parsed.tokens):
        mention = _place_at(wording, world, i, on) if i not in barred else None
        if mention is None or any(k in barred for k in range(mention.first, mention.last)):
            i += 1
            continue
        if _is_where(wording, mention, cast):
            found.append(mention)
        i = mention.last
    known = {k for place in found for k in range(place.first, place.last)} | barred
    near = frozenset(actor.country for actor in cast.actors if actor.country in world.states)
    setting = _Setting(world, near, on)
    found.extend(_unlisted(wording, setting, cast, known))
    return tuple(_with_countries(wording, setting, sorted(found, key=lambda p: p.first)))


def _person_words(cast: Cast) -> Iterator[int]:
    for mention in cast.mentions:
        if mention.kind is not MentionKind.NAME:
            continue
        actors = [cast.get(actor) for actor in mention.actors]
        if any(actor is not None and actor.kind is not ActorKind.STATE for actor in actors):
            yield from range(mention.first, mention.last)


def _place_at(wording: Wording, world: World, i: int, on: date | None) -> PlaceMention | None:
    if not wording.is_capital(i) and not wording.words[i][:1].isdigit():
        return None
    if not wording.may_name(i, world):
        return None
    lengths = wording.lengths(i, world.phrase_starts)
    found = wording.longest(i, lambda phrase: _locate(world, phrase, on), lengths=lengths)
    if found is None:
        return None
    last, location = found
    return PlaceMention(i, last, head_of(wording, i, last), as_place(location, wording.surface(i, last)))


def _locate(world: World, phrase: str, on: date | None) -> Location | None:
    location = world.place(phrase, on)
    if location is not None:
        return location
    for meaning in world.meanings(phrase):
        if meaning.entity.kind is ActorKind.STATE and meaning.kind in {
            "name",
            "short",
            "official",
            "abbreviation",
            "residence",
        }:
            return Location(meaning.entity.name, meaning.entity.country, "state", None, None)
    return None


def as_place(location: Location, written: str) -> Place:
    """Return the record of a place under the name that the text uses."""
    return Place(written, location.country, location.latitude, location.longitude)


def _is_where(wording: Wording, mention: PlaceMention, cast: Cast) -> bool:
    """Tell whether a name says where: after "in", "at", "to" with a verb of motion, or before "talks" and the like."""
    if mention.first > 0 and wording.words[mention.first - 1] in {"since", "after", "before"}:
        return False  # "twice since Madrid" says when
    named = cast.mention_at(mention.head)
    state = (
        named is not None
        and named.actors
        and any((a := cast.get(x)) is not None and a.kind is ActorKind.STATE for x in named.actors)
    )
    if named is not None and named.kind is MentionKind.ADJECTIVE:
        return False
    if not state:
        return True
    tokens = wording.parsed.tokens
    if base(tokens[mention.head].dep) in {"compound", "nmod", "amod"} and tokens[mention.head].head > mention.head:
        return tokens[tokens[mention.head].head].lemma.casefold() in words_of("places", "occasions")
    return is_mere_place(wording, mention.head, "capital")


def _unlisted(wording: Wording, setting: _Setting, cast: Cast, known: set[int]) -> Iterator[PlaceMention]:
    """Yield names that the tables do not list and that the text puts a place word before, located where possible."""
    for name in wording.parsed.names:
        if name.label not in {"LOC", "GPE"} or known.intersection(range(name.first, name.last)):
            continue
        first = name.first
        head = head_of(wording, first, name.last)
        before = wording.words[first - 1] if first else ""
        before = wording.words[first - 2] if before == "the" and first > 1 else before
        inside = before in words_of("places", "inside") or is_mere_place(wording, head, "capital")
        if inside and cast.mention_at(head) is None and wording.is_capital(name.last - 1):
            written = wording.surface(first, name.last)
            location = setting.locate(written)
            place = as_place(location, written) if location is not None else Place(written, "---")
            yield PlaceMention(first, name.last, head, place)


def _with_countries(wording: Wording, setting: _Setting, places: list[PlaceMention]) -> Iterator[PlaceMention]:
    """Give places the country that the text names beside them: "Ohrid, North Macedonia", "the Russian city"."""
    for place in places:
        told = None
        if place.place.country != "---" or place.place.latitude is None:
            told = _holder_after(wording, setting, place)
        if told is not None:
            spot = _told(setting, place.place, told)
        elif place.place.country == "---" and place.place.latitude is None:
            spot = Place(place.place.name, _country_before(wording, setting.world, place) or "---")
        else:
            spot = place.place
        yield PlaceMention(place.first, place.last, place.head, spot)


def _told(setting: _Setting, place: Place, holder: Location) -> Place:
    """Return a place that lies in the state or region that the text names after it."""
    if holder.kind == "state" and holder.country == place.country:
        return place
    location = setting.locate(f"{place.name}, {holder.name}")
    if location is not None and location.country == holder.country:
        return as_place(location, place.name)
    return Place(place.name, holder.country)


def _holder_after(wording: Wording, setting: _Setting, place: PlaceMention) -> Location | None:
    words = wording.words
    stop = wording.end_of(place.first)
    if place.last + 1 < stop and words[place.last] == "," and wording.is_capital(place.last + 1):
        first = place.last + 1
        for last in range(min(first + HOLDER, stop), first, -1):
            ended = last >= stop or words[last] in {",", ".", ";", ")", "on", "in"}
            found = _holder(setting, wording.surface(first, last)) if ended else None
            if found is not None:
                return found
    return None


def _holder(setting: _Setting, written: str) -> Location | None:
    """Return the state or region that words after a comma name."""
    state = next(
        (
            m.entity
            for m in setting.world.meanings(written)
            if m.kind in {"name", "short"} and m.entity.kind is ActorKind.STATE
        ),
        None,
    )
    if state is not None:
        return Location(state.name, state.country, "state", None, None)
    region = setting.world.locate(written, on=setting.on)
    return region if region is not None and region.kind == "region" and region.country != "---" else None


def _country_before(wording: Wording, world: World, place: PlaceMention) -> str | None:
    i = place.first - 1
    low = max(wording.parsed.sentences[wording.parsed.sentence_of[place.first]].first, place.first - 5)
    while i >= low:
        for meaning in world.meanings(wording.words[i]):
            if meaning.kind == "adjective" and wording.is_capital(i):
                return meaning.entity.country
        i -= 1
    return None
