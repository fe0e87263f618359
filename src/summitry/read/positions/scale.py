"""Stands of different days made comparable: a key of holder, issue and object, and a scale from rejects to accepts."""

import re
from collections.abc import Iterable

from summitry.knowledge.entries import fold
from summitry.knowledge.world import World
from summitry.read.positions.table import load_table
from summitry.records import Actor, ActorKind, Office, Position, Stance

SCALE = {
    Stance.REJECTS: -2,
    Stance.OPPOSES: -1,
    Stance.RESERVES: 0,
    Stance.OFFERS: 1,
    Stance.SUPPORTS: 1,
    Stance.ACCEPTS: 2,
    Stance.CLAIMS: 2,
    Stance.DEMANDS: 2,
}
"""Where a stance lies toward the object: a side accepts in full what it claims and demands for itself."""
OWN_VOICE = frozenset({Office.PARTY_LEADER, Office.LEGISLATOR})
"""Offices whose holders speak for themselves and not for their state."""
# fmt: off
EMPTY = frozenset({
    "a", "an", "the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your",
    "any", "all", "some", "no", "every", "each", "of", "on", "in", "for", "to", "with", "by", "and", "or",
    "off", "from", "over", "at", "as", "about", "whole", "entire",
})
# fmt: on
"""Words that a normalised object leaves out."""
LONGEST_NAME = 6
"""Words of the longest name of a dispute that is looked for."""


def stance_scale(position: Position) -> int:
    """Return how far a stand goes along with its object, on five steps.

    Args:
        position: the row; a hedge in its words ("would", "in principle", "provided that") softens the outer steps.

    Returns:
        -2 rejects, -1 opposes, 0 reserves its stand or tells none, 1 goes part of the way, 2 accepts or claims.

    >>> from summitry.records import Span
    >>> row = Position("p1", "NOR", "territory", "rejects any talks", (Span(0, 5),), 0.5, "any talks", Stance.REJECTS)
    >>> stance_scale(row)
    -2
    """
    if position.stance is None:
        return 0
    step = SCALE[position.stance]
    if abs(step) > 1 and load_table().hedges.search(position.claim.lower()):
        return step // 2
    return step


def position_key(position: Position, actors: Iterable[Actor] = (), world: World | None = None) -> str:
    """Return what tells that two stands, of different days and texts, are about the same thing.

    Args:
        position: the row.
        actors: the actors of its document; a person in office speaks for the state, a party leader does not.
        world: the tables of disputes; an object that lies in dispute is named as the table names it.

    Returns:
        ``holder/issue/object`` in lower case; the object of a row without one is ``-``.

    >>> from summitry.records import Span
    >>> row = Position("p1", "JPN/shinzo-abe", "territory", "", (Span(0, 5),), 0.5, "the four islands", Stance.CLAIMS)
    >>> position_key(row)
    'jpn/territory/four-island'
    """
    thing = _dispute(position, world) or _normalised(position.object or "") or "-"
    return f"{_holder(position.holder, actors)}/{position.issue}/{thing}".lower()


def _holder(holder: str, actors: Iterable[Actor]) -> str:
    actor = next((actor for actor in actors if actor.id == holder), None)
    own = actor is not None and (actor.kind in {ActorKind.GROUP, ActorKind.ORGANIZATION} or actor.office in OWN_VOICE)
    return holder.replace("/", ":") if own else holder.partition("/")[0]


def _dispute(position: Position, world: World | None) -> str | None:
    if world is None:
        return None
    for text in (position.object or "", position.claim):
        words = re.findall(r"[\w'’-]+", text)
        for size in range(min(LONGEST_NAME, len(words)), 0, -1):
            for first in range(len(words) - size + 1):
                place = world.place(" ".join(words[first : first + size]))
                if place is not None and place.claimants:
                    return "-".join(_words(place.name))
    return None


def _normalised(text: str) -> str:
    return "-".join(_singular(word) for word in _words(text) if word not in EMPTY)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", re.sub(r"['’]s?\b", "", fold(text)))


def _singular(word: str) -> str:
    return (
        word[:-1] if len(word) > len("ties") and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
    )
