"""The level of an act whose actors are states: that of the person who speaks for them, by office or by title."""

import re
from collections.abc import Iterable
from functools import cache

from summitry.knowledge.tables import read_toml
from summitry.read.events.merge import Draft
from summitry.read.events.patterns import lemma_of
from summitry.read.events.roles import Parts, Roles
from summitry.read.parse import Parsed
from summitry.records import EventType, Level

FORCE = frozenset({EventType.ASSAULT, EventType.MOBILIZE})
MILITARY = ("062", "0872", "0873", "0874")
"""First digits of CAMEO codes of what armies do in peace: joint exercises, withdrawal, disarmament."""
TITLES = ("appos", "nmod:desc", "compound", "amod", "flat")
"""Labels of the words of a title beside a name."""


def level_of(roles: Roles, draft: Draft) -> Level:
    """Return the level of an act: of those who do it, else as its words or those who speak of it tell."""
    level = roles.level(draft.parts)
    if level is not Level.UNKNOWN:
        return level
    if draft.level is not None:
        return draft.level
    told = _of_speaker(roles, draft)
    if told is not Level.UNKNOWN:
        return told
    clause = draft.match.clause
    doers = {lemma_of(roles.scene.parsed, i) for i in (clause.agents if clause is not None else ())}
    forces = draft.code.type in FORCE or draft.code.cameo.startswith(MILITARY) or doers & roles.lexicon.lists["forces"]
    if forces:
        return Level.MILITARY
    return Level.OFFICIAL if doers & roles.lexicon.lists["officials"] else Level.UNKNOWN


def _of_speaker(roles: Roles, draft: Draft) -> Level:
    """Return the level of who says that the own state acts: "the minister announced that his country ..."."""
    clause = draft.match.clause
    if clause is None or draft.code.type in FORCE:
        return Level.UNKNOWN
    governor = roles.scene.governing(clause) if clause.relation == "ccomp" else None
    sides = roles.countries(draft.parts.actors)
    for agents in (clause.agents, governor.agents if governor is not None else ()):
        speaking = tuple(a for a in roles.of_nouns(agents) if roles.is_person(a) and roles.country(a) in sides)
        level = roles.level(Parts(speaking, ())) if speaking else Level.UNKNOWN
        if level is Level.UNKNOWN and roles.countries(roles.of_nouns(agents)) & sides:
            level = _of_title(roles.scene.parsed, agents, roles.scene.document.language or "en")
        if level is not Level.UNKNOWN:
            return level
    return Level.UNKNOWN


def _of_title(parsed: Parsed, agents: Iterable[int], language: str) -> Level:
    """Return the level that the title of one person states ("the country's foreign minister")."""
    for agent in agents:
        if parsed.tokens[agent].tag in {"NNS", "NNPS"}:
            continue
        words = sorted({agent, *parsed.dependents(agent, *TITLES)})
        inner = {i for word in words for i in parsed.dependents(word, "compound", "amod")}
        told = " ".join(parsed.tokens[i].text.lower() for i in sorted(inner.union(words)))
        level = next((level for level, cue in _titles(language) if cue.search(told)), Level.UNKNOWN)
        if level is not Level.UNKNOWN:
            return level
    return Level.UNKNOWN


@cache
def _titles(language: str) -> tuple[tuple[Level, re.Pattern[str]], ...]:
    """Return the levels with what matches their titles, in the order in which they count."""
    table = read_toml(f"lang/{language}/events.toml")["titles"]
    return tuple((Level(name), re.compile(rf"\b(?:{'|'.join(cues)})\b")) for name, cues in table.items())
