"""Scores of locating places on the shared measuring material: shares between 0 and 1."""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from summitry.knowledge.entries import Location
from summitry.knowledge.facts import read_facts
from summitry.knowledge.gazetteers import open_cities
from summitry.knowledge.places import Places
from summitry.knowledge.world import World
from summitry.records import ActorKind

Locate = Callable[[str, tuple[str, ...]], Location | None]


class Toponym(NamedTuple):
    """A toponym of the gold: its words, where they stand, and the state it lies in (an English name)."""

    phrase: str
    start: int
    end: int
    country: str


class Article(NamedTuple):
    """A text with its toponyms, those with coordinates and a state only."""

    text: str
    toponyms: tuple[Toponym, ...]


def read_articles(path: Path) -> Iterator[Article]:
    """Yield the articles of a file of toponyms marked in news (form of TR-News and LGL)."""
    for article in ET.parse(path).getroot():  # noqa: S314  # our own measuring material
        marks = []
        for mark in article.iter("toponym"):
            tag = mark.find("gaztag")
            country = tag.findtext("country") if tag is not None else None
            if tag is not None and tag.findtext("lat") and country:
                marks.append(
                    Toponym(
                        mark.findtext("phrase", ""),
                        int(mark.findtext("start", "0")),
                        int(mark.findtext("end", "0")),
                        country,
                    )
                )
        yield Article(article.findtext("text", ""), tuple(marks))


def states_named(world: World, article: Article) -> tuple[str, ...]:
    """Return the states that the toponyms of an article name by their names, adjectives and demonyms."""
    found = [state for t in article.toponyms if (state := state_of(world, t.phrase))]
    return tuple(dict.fromkeys(found))


def state_of(world: World, phrase: str) -> str | None:
    """Return the state that a name, adjective or demonym means."""
    meanings = [m for m in world.meanings(phrase) if m.entity.kind is ActorKind.STATE]
    return meanings[0].entity.country if meanings and phrase[:1].isupper() else None


def with_holder(article: Article, number: int) -> str:
    """Return a toponym with the one that follows it after a comma: "Portland, Maine"."""
    one = article.toponyms[number]
    for other in article.toponyms[number + 1 : number + 2]:
        if article.text[one.end : other.start].strip() == "," and other.start - one.end <= 2:
            return f"{one.phrase}, {other.phrase}"
    return one.phrase


def score(world: World, articles: tuple[Article, ...], locate: Locate, *, bare: bool = False) -> tuple[float, float]:
    """Return the share of toponyms found, and of those the share in the right state.

    Args:
        world: the tables.
        articles: the gold.
        locate: gives the place of a name near some states.
        bare: whether the name alone is looked up, without the states that the text names and without what follows.
    """
    total = found = right = 0
    for article in articles:
        near = () if bare else states_named(world, article)
        for number, toponym in enumerate(article.toponyms):
            total += 1
            place = locate(toponym.phrase if bare else with_holder(article, number), near)
            if place is not None:
                answers = place.claimants or (place.country,)
            else:
                named = None if bare else state_of(world, toponym.phrase)
                answers = (named,) if named else ()
            found += bool(answers)
            right += state_of(world, toponym.country) in answers
    return found / total, right / found


def places_figures(shared: Path) -> dict[str, float]:
    """Return the figures for the gate, or an empty dict where the shared material is missing."""
    path = shared / "gold/places/TR-News.xml"
    if not path.exists():
        return {}
    articles = tuple(read_articles(path))
    facts = read_facts()
    world = World(facts)
    figures = {}
    for label, cities in (("own tables", None), ("with the extra", open_cities())):
        if label != "own tables" and cities is None:
            continue
        places = Places(facts.meanings, facts.locations, lambda found=cities: found)
        for how, bare in (("", False), (", name alone", True)):
            found, right = score(world, articles, places.locate, bare=bare)
            figures[f"places: found, {label}{how}"] = found
            figures[f"places: right of found, {label}{how}"] = right
    return figures
