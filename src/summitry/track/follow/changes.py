"""Promises that a later telling puts off, moves or calls off."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from summitry.records import Action
from summitry.track.follow.group import judge_matter, windows_agree
from summitry.track.follow.rules import kind_of
from summitry.track.follow.terms import Terms
from summitry.track.values import Relation

_CONTACTS = frozenset({Action.MEET, Action.VISIT, Action.NEGOTIATE})


@dataclass(frozen=True, slots=True)
class Pledge:
    """One promise: its tellings in order of publication, and what they undertake together."""

    members: tuple[Terms, ...]
    terms: Terms


@dataclass(frozen=True, slots=True)
class Replacement:
    """That a later telling changes a promise.

    Attributes:
        relation: ``POSTPONES`` (also for what is moved or brought forward) or ``CANCELS``.
        by: index of the promise that takes its place or calls it off.
        telling: key of the telling that says so.
        day: day of that telling.
        score: probability that it does, 0 to 1.
        reason: why, in a few words.
    """

    relation: Relation
    by: int
    telling: str
    day: date
    score: float
    reason: str


def find_replacements(pledges: Sequence[Pledge]) -> dict[int, Replacement]:
    """Return what takes the place of each promise that is changed while it is pending.

    Args:
        pledges: the promises of one pair of states.

    Returns:
        By the index of the promise that is changed: the first later promise that changes it.
    """
    contacts: list[tuple[date, str, int]] = []
    deeds: dict[Action, list[tuple[date, str, int]]] = {}
    for index, pledge in enumerate(pledges):
        made, action = pledge.terms.made, pledge.terms.action
        if made is None:
            continue
        entry = (made, pledge.members[0].key, index)
        if action in _CONTACTS or action is Action.REFRAIN:  # to stay away changes a meeting
            contacts.append(entry)
        if action not in _CONTACTS:
            deeds.setdefault(action, []).append(entry)
    found: dict[int, Replacement] = {}
    for entries in (contacts, *deeds.values()):
        _find_in(pledges, sorted(entries), found)
    return found


def _find_in(pledges: Sequence[Pledge], entries: list[tuple[date, str, int]], found: dict[int, Replacement]) -> None:
    """Add what changes each promise of a sort, given in the order in which they were made."""
    days = [made for made, _, _ in entries]
    for place, (_, _, index) in enumerate(entries):
        old = pledges[index].terms
        if old.until is None or index in found:
            continue
        for made, _, later in entries[place + 1 : bisect_right(days, old.until)]:
            change = _judge(old, pledges[later])
            if change is not None:
                relation, score, reason = change
                telling = pledges[later].members[0].key
                found[index] = Replacement(relation, later, telling, made, score, reason)
                break


def _judge(old: Terms, new: Pledge) -> tuple[Relation, float, str] | None:
    terms = new.terms
    if terms.made == old.made or not old.countries & terms.countries:
        return None
    noun = kind_of(old.action).noun
    if terms.action is Action.REFRAIN:
        return _judge_staying_away(old, terms)
    if terms.action is not old.action and not {terms.action, old.action} <= _CONTACTS:
        return None
    return _judge_told_change(old, new) or _judge_new_window(old, terms, noun) or _judge_instead(old, terms)


def _judge_told_change(old: Terms, new: Pledge) -> tuple[Relation, float, str] | None:
    """Judge a telling that says of itself that it changes an earlier promise."""
    for member in new.members:
        change = member.told.row.changes
        if change is None or not _same_people(old, member):
            continue
        if change.due is None:
            told = not old.vague or windows_agree(old, member)
        else:
            told = (
                old.start is not None
                and old.end is not None
                and change.due.start <= old.end
                and change.due.end >= old.start
            )
        if told:
            words = "brought forward" if change.kind == "advanced" else "put off"
            return Relation.POSTPONES, 0.9 if change.due else 0.75, f"{words}: {change.words}"
    worded = any(member.moved and member.told.row.changes is None for member in new.members)
    if worded and _same_people(old, new.terms) and not old.vague:
        return Relation.POSTPONES, 0.75, "put off, by the words of the telling"
    return None


def _judge_new_window(old: Terms, new: Terms, noun: str) -> tuple[Relation, float, str] | None:
    """Judge a later telling of the same act with another window."""
    if old.vague or new.vague or old.end is None or new.start is None or new.start <= old.end:
        return None
    if old.action is not new.action or not judge_matter(old, new):
        return None
    if old.action is Action.VISIT and old.host:
        return Relation.POSTPONES, 0.7, f"a new date for the {noun} by the same side"
    if old.occasions & new.occasions and _days_between(old, new) < _YEARLY:
        return (
            Relation.POSTPONES,
            0.7,
            f"a new date for the same occasion ({', '.join(sorted(old.occasions & new.occasions))})",
        )
    if old.town and old.town == new.town and not (old.occasions or new.occasions) and _days_between(old, new) < _YEARLY:
        return Relation.POSTPONES, 0.6, f"a new date for the {noun} in {old.town.title()}"
    return None


def _judge_instead(old: Terms, new: Terms) -> tuple[Relation, float, str] | None:
    """Judge "they will meet in Brussels instead": what was promised for another place is off."""
    if not new.replaced or old.vague or not old.town or not new.town or old.town == new.town:
        return None
    if old.action not in _CONTACTS or len(old.countries & new.countries) < 2:  # noqa: PLR2004  # a pair
        return None
    if not new.vague and not windows_agree(old, new):
        return None
    return Relation.CANCELS, 0.6, f"{new.town.title()} instead of {old.town.title()}"


def _judge_staying_away(old: Terms, new: Terms) -> tuple[Relation, float, str] | None:
    """Judge "they will not go to Sochi in June": the gathering there is off for them."""
    if old.action not in _CONTACTS or old.vague:
        return None
    if (old.town and old.town == new.town and windows_agree(old, new)) or (
        old.occasions & new.occasions and (new.vague or windows_agree(old, new))
    ):
        return Relation.CANCELS, 0.7, "they undertook to stay away"
    return None


_YEARLY = 300
"""Days between two windows from which the same occasion or place is that of another year."""


def _days_between(old: Terms, new: Terms) -> int:
    return (new.start - old.end).days if new.start and old.end else 0


def _same_people(old: Terms, new: Terms) -> bool:
    return old.action is new.action and judge_matter(old, new) > 0
