"""Actors of a user's own in the world: the rows of ``actors.csv`` as a layer above the tables and their layers.

A name stands for the state or organisation that is its target; with a sector, for a body of it. A target that no table
knows is a new state (three capitals) or a new body (``FIN/harbour-authority``), so that invented and historic worlds
can be coded too. Roles are kept as nouns for the reader of bodies.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from summitry.knowledge.entries import Entity, Facts, Meaning, Role, slug
from summitry.knowledge.facts import read_facts
from summitry.knowledge.ontologies import CustomActor, CustomOntology, Fault
from summitry.knowledge.world import World, open_world
from summitry.records import ActorKind

OFFICIAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
"""Sectors of bodies that act for their state."""
OWN = "own"
"""Kind of the meanings that name bodies of the user's own."""
_STATE = re.compile(r"[A-Z]{3}")
_BODY = re.compile(r"(?:[A-Z]{3}|---)/[a-z0-9][a-z0-9-]*")


def open_own_world(layers: Sequence[Path], ontology: CustomOntology | None) -> World:
    """Return the world of the tables, a user's layers and an ontology's actors, those of the ontology first.

    Args:
        layers: as for ``open_world``.
        ontology: whose actors to add; None adds nothing.

    Raises:
        TableError: a table or a layer is malformed.
    """
    world = open_world(layers)  # a fault in a layer is told by its own file and line
    if ontology is None or not (ontology.actors or ontology.replaces_actors):
        return world
    return World(add_actors(read_facts(layers), ontology))


def add_actors(facts: Facts, ontology: CustomOntology) -> Facts:
    """Return facts with an ontology's actors before their own; rows with an unusable target are left out."""
    entities = {entity.id: entity for entity in facts.entities}
    meanings: list[Meaning] = []
    roles: list[Role] = []
    for row in ontology.actors:
        if row.kind == "role":
            roles.append(Role(row.alias, row.sector, row.target, row.valid_from, row.valid_to))
            continue
        target = _target(row, entities)
        if target is None:
            continue
        entity = _body(row, target) if row.sector and row.sector != target.sector else target
        entities.setdefault(target.id, target)
        entities.setdefault(entity.id, entity)
        kind = "name" if entity.kind is ActorKind.STATE else OWN
        meanings.append(Meaning(row.alias, kind, entities[entity.id], row.valid_from, row.valid_to))
    own = {(m.surface.casefold()) for m in meanings}
    kept = () if ontology.replaces_actors else tuple(m for m in facts.meanings if m.surface.casefold() not in own)
    found = replace(facts, entities=tuple(entities.values()), meanings=(*meanings, *kept), roles=tuple(roles))
    return replace(found, tenures=(), figures=tuple) if ontology.replaces_actors else found


def find_actor_faults(ontology: CustomOntology) -> Iterator[Fault]:
    """Yield the rows whose target is neither in the tables nor of a form that can be a new state or body."""
    entities = {entity.id: entity for entity in read_facts().entities}
    for row in ontology.actors:
        if row.kind != "role" and _target(row, entities) is None:
            file, _, line = row.origin.rpartition(":")
            reason = (
                f"target {row.target!r} is no state or organisation of the tables; write the id of one, three capitals "
                "for a state of your own, or COUNTRY/name for a body"
            )
            yield Fault(file, int(line), reason)


def _target(row: CustomActor, entities: dict[str, Entity]) -> Entity | None:
    if row.target in entities:
        return entities[row.target]
    if _STATE.fullmatch(row.target):
        return Entity(row.target, row.alias, ActorKind.STATE, row.target, "GOV")
    if _BODY.fullmatch(row.target):
        return Entity(row.target, row.alias, _kind(row.sector), row.target.partition("/")[0], row.sector or None)
    return None


def _body(row: CustomActor, target: Entity) -> Entity:
    return Entity(f"{target.country}/{slug(row.alias)}", row.alias, _kind(row.sector), target.country, row.sector)


def _kind(sector: str) -> ActorKind:
    return ActorKind.GOVERNMENT if sector[:3] in OFFICIAL else ActorKind.ORGANIZATION
