"""Resolutions told in English: what a name means and why, in a sentence that a reader can check against the tables."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from summitry.knowledge.entries import Entity, Meaning, Resolution, Tenure, fold
from summitry.knowledge.tables import read_toml
from summitry.records import ActorKind, Level, Office

__all__ = [
    "describe",
    "level_at",
    "level_of",
    "name_others",
    "of_entity",
    "tell_meaning",
    "tell_person",
    "with_article",
]

_LEVELS = {
    Office.HEAD_OF_STATE: Level.LEADER,
    Office.HEAD_OF_GOVERNMENT: Level.LEADER,
    Office.MONARCH: Level.LEADER,
    Office.HEAD_OF_ORGANIZATION: Level.LEADER,
    Office.VICE_PRESIDENT: Level.MINISTER,
    Office.FOREIGN_MINISTER: Level.MINISTER,
    Office.DEFENCE_MINISTER: Level.MINISTER,
    Office.MINISTER: Level.MINISTER,
    Office.DEPUTY_MINISTER: Level.DEPUTY_MINISTER,
    Office.AMBASSADOR: Level.OFFICIAL,
    Office.ENVOY: Level.OFFICIAL,
    Office.SPOKESPERSON: Level.OFFICIAL,
    Office.OFFICIAL: Level.OFFICIAL,
    Office.LEGISLATOR: Level.PARLIAMENT,
    Office.MILITARY: Level.MILITARY,
}
_STATE_REASONS = {
    "name": "{phrase} names {entity}.",
    "short": "{phrase} is short for {entity}.",
    "official": "{phrase} is the official name of {entity}.",
    "abbreviation": "{phrase} is an abbreviation for {entity}.",
    "capital": "{phrase} is the capital of {entity} and stands for its government.",
    "residence": "{phrase} is a seat of the government of {entity} and stands for it.",
    "adjective": "{phrase} is the adjective of {entity}.",
    "demonym": "{phrase} is what a person from {entity} is called.",
    "demonym_plural": "{phrase} is what the people of {entity} are called.",
    "former": "{phrase} is a former name of {entity}.",
    "other": "{phrase} is counted under {entity}.",
}
_BODY_REASONS = {
    "capital": "{phrase} is a seat of {entity} and stands for it.",
    "residence": "{phrase} is a seat of {entity} and stands for it.",
    "adjective": "{phrase} is the adjective of {entity}.",
    "demonym": "{phrase} is what a member of {entity} is called.",
    "demonym_plural": "{phrase} is what the members of {entity} are called.",
    "former": "{phrase} is a former name of {entity}.",
    "abbreviation": "{phrase} is an abbreviation for {entity}.",
    "other": "{phrase} is counted under {entity}.",
}
_NO_STATES = frozenset({"UNO", "EUE", "NAT", "IGO", "NGO", "---"})
_ENDED = {
    "residence": "{phrase} was a seat of the government of {entity} {until}.",
    "capital": "{phrase} was the capital of {entity} {until}.",
    "other": "{phrase} was counted under {entity} {until}.",
}


def level_of(office: Office | None) -> Level:
    """Return the level at which the holder of an office acts.

    >>> level_of(Office.FOREIGN_MINISTER).value
    'minister'
    """
    return _LEVELS.get(office, Level.UNKNOWN) if office else Level.UNKNOWN


def level_at(tenure: Tenure) -> Level:
    """Return the level at which a person acts in a spell; the head of a party that leads the state is a leader."""
    return Level.LEADER if tenure.leads else level_of(tenure.office)


@cache
def _words() -> Any:  # noqa: ANN401  (a decoded TOML document)
    return read_toml("lang/en/names.toml")


@cache
def with_article(name: str) -> str:
    """Return the name of a state or body as it stands inside a sentence.

    >>> with_article("United States"), with_article("Japan")
    ('the United States', 'Japan')
    """
    folded = fold(name)
    words = _words()
    head = folded.partition(",")[0]
    takes = (
        folded.startswith("united ")
        or folded in words["article"]
        or any(head == end or head.endswith(f" {end}") for end in words["article_ends"])
        or " of " in folded
    )
    return f"the {name}" if takes and not folded.startswith("the ") else name


def of_entity(entity: Entity, reason: str) -> Resolution:
    """Return the resolution to a state or body."""
    return Resolution(entity.id, entity.name, entity.country, None, entity.kind, Level.UNKNOWN, None, reason)


def tell_meaning(meaning: Meaning, day: date | None) -> Resolution:
    """Return the resolution to what a phrase of the tables means, also where that meaning has ended by the day."""
    entity = meaning.entity
    phrase, name = repr(meaning.surface), with_article(entity.name)
    if day is not None and meaning.end is not None and meaning.end < day:
        pattern = _ENDED.get(meaning.kind, "{phrase} was a name of {entity} {until}.")
        return of_entity(entity, pattern.format(phrase=phrase, entity=name, until=f"until {meaning.end}"))
    if meaning.origin:
        of = {"adjective": "is the adjective of", "capital": "was the capital of"}.get(meaning.kind, "names")
        return of_entity(entity, f"{phrase} {of} {with_article(meaning.origin)}; {name} is its successor.")
    if fold(meaning.surface) == fold(entity.name):
        what = "a state" if entity.kind is ActorKind.STATE else _sort_of(entity)
        return of_entity(entity, f"{phrase} is the name of {what}.")
    reasons = _STATE_REASONS if entity.kind is ActorKind.STATE else _BODY_REASONS
    return of_entity(entity, reasons.get(meaning.kind, "{phrase} names {entity}.").format(phrase=phrase, entity=name))


def _sort_of(entity: Entity) -> str:
    sorts = {
        ActorKind.ORGANIZATION: "an organisation",
        ActorKind.BLOC: "a group of states",
        ActorKind.GOVERNMENT: "a body of government",
        ActorKind.GROUP: "a group",
    }
    return sorts.get(entity.kind, "an actor")


def name_others(first: Resolution, others: Sequence[Resolution]) -> Resolution:
    """Return a resolution whose reason names the other things that the name can mean."""
    names = list(dict.fromkeys(with_article(o.name) if o.name[:1].isupper() else o.name for o in others))
    return replace(first, reason=f"{first.reason} It can also mean {_join(names)}.") if names else first


def _join(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def tell_person(
    spells: Sequence[Tenure],
    office: tuple[Tenure | None, Level | None],
    asked: tuple[date | None, Callable[[Tenure], str]],
    said: str,
    how: str,
) -> Resolution:
    """Return the resolution to a person of the tables.

    Args:
        spells: all spells of the person, the earliest first.
        office: the office on the day and the level of its title, None where there is none.
        asked: the day asked for, and what says an office in words.
        said: the words that named the person.
        how: what tells that this person is meant, as the end of a sentence; may be empty.
    """
    held, level = office
    day, words = asked
    last = held or spells[-1]
    same = said == last.name or fold(said) == fold(last.name)
    subject = last.name if same else f"{said!r} is {last.name}"
    link = " was" if same else ","
    if held is not None:
        until = f"to {held.end}" if held.end else "on"
        what = f"{subject}{link} {words(held)} from {held.start} {until}"
    else:
        told = last if day is None else max((s for s in spells if s.start <= day), key=_start, default=spells[0])
        when = f"from {told.start}" if day and told.start > day else f"until {told.end}" if told.end else "on"
        link = ", who held" if link == "," else " held"
        what = f"{subject}{link} no office known to the tables on {day}; {words(told)} {when}"
    if held is None:
        reason = f"{what}{how}."
        return Resolution(last.person, last.name, _home(spells), None, ActorKind.PERSON, Level.UNKNOWN, None, reason)
    return Resolution(
        last.person,
        last.name,
        held.country,
        held.office,
        ActorKind.PERSON,
        level or level_at(held),
        held.title or None,
        f"{what}{how}.",
    )


def describe(tenure: Tenure, name: str) -> str:
    """Return an office in words: its title, with the name of the state or body where the title does not say it."""
    return _office_words(tenure.title or tenure.office.value.replace("_", " "), name)


@cache
def _office_words(title: str, name: str) -> str:
    if re.search(r" (?:of|to|for) ", title):
        return title if name in title else f"{title} ({name})"
    return f"{title} of {with_article(name)}"


def _start(tenure: Tenure) -> date:
    return tenure.start


def _home(spells: Sequence[Tenure]) -> str:
    """Return the state that a person out of office belongs to: that of the latest office of a state."""
    states = [s.country for s in reversed(spells) if s.country not in _NO_STATES]
    return states[0] if states else spells[0].person.partition("/")[0]
