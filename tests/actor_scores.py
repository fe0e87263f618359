"""Scores of the resolver of names on the shared phrases of actors: shares between 0 and 1."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from summitry.knowledge.entries import fold
from summitry.knowledge.world import Resolution, World, open_world

BODIES = {"IGO", "UNO", "EUR", "EUE", "NAT"}
"""Codes of organisations that the phrases count as one."""


def read_day(text: str | None) -> date | None:
    """Read the day of a phrase, such as "12 April 2022" or an ISO day."""
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return datetime.strptime(text, "%d %B %Y").date()  # noqa: DTZ007  # a day has no zone


def is_right(world: World, found: Resolution | None, country: str) -> bool:
    """Tell whether a resolution has the country wanted; an empty one wants no state."""
    if not country:
        return found is None or found.country not in world.states
    if found is None:
        return False
    return found.country == country or (found.country in BODIES and country in BODIES)


def score_phrases(path: Path) -> dict[str, float]:
    """Score the country of each phrase that has one or has none, phrases that name nobody known, and names."""
    world = open_world(())
    country, nobody, names = [], [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        row: Mapping[str, object] = json.loads(line)
        expected = row["expect"]
        assert isinstance(expected, dict)
        found = world.resolve(str(row["phrase"]), read_day(row["query_date"]))  # type: ignore[arg-type]  # text or None
        if "country" in expected:
            country.append(is_right(world, found, expected["country"]))
        elif not expected:
            nobody.append(found is None)
        elif expected.get("title"):
            title = set(fold(expected["title"]).split(" (")[0].split())
            names.append(found is not None and len(title & set(fold(found.name).split())) * 2 >= len(title))
    return {
        "country": sum(country) / len(country),
        "nobody": sum(nobody) / len(nobody),
        "name": sum(names) / len(names),
        "phrases with a country": float(len(country)),
    }


def actor_figures(shared: Path) -> dict[str, float]:
    """Return the figures for the gate, or an empty dict where the shared material is missing."""
    path = shared / "gold" / "events" / "ngec_actor_tests.jsonl"
    if not path.exists():
        return {}
    figures = score_phrases(path)
    return {f"actor phrases: {name}": figures[name] for name in ("country", "nobody", "name")}
