"""What the occurrences say to one promise: the act that keeps it in time, late, in part or perhaps; what breaks it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from summitry.records import Action, EventType, Level, Modality
from summitry.track.follow.acts import LONGEST, Act, Acts
from summitry.track.follow.matching import DOUBTFUL, SURE, Match, is_after, match, match_gathering
from summitry.track.follow.rules import kind_of
from summitry.track.follow.terms import Terms, add_days
from summitry.track.values import Relation

_CLOSE = 0.2
"""A later act is preferred to an earlier one only if its score is higher by more than this."""
_OVERLAPS = 0.15
"""What the score loses where only a part of the act's own window lies in that of the promise."""
_UNDATED = 0.65
"""What an act without a date is worth beside a dated one."""
_NARROW = 31
"""Days of the widest window in which a contact at the level promised, told without a day, is the one promised."""
_CONTACTS = frozenset({Action.MEET, Action.VISIT, Action.NEGOTIATE})


@dataclass(frozen=True, slots=True)
class Evidence:
    """An act that bears on a promise, and how."""

    act: Act
    day: date | None
    relation: Relation
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What bears on one promise; each the first of its sort, or None.

    Attributes:
        kept: in the window or in grace.
        late: after it, within the days that the table allows.
        partly: in part, in the window.
        doubtful: perhaps, in the window: too little is told.
        broken: an act of the kind that was to be left.
        off: the act itself, or its gathering, called off.
    """

    kept: Evidence | None = None
    late: Evidence | None = None
    partly: Evidence | None = None
    doubtful: Evidence | None = None
    broken: Evidence | None = None
    off: Evidence | None = None


def find_evidence(terms: Terms, acts: Acts, on: date) -> Findings:
    """Return what the acts known on a day say to a promise.

    Args:
        terms: what was promised.
        acts: of the same pair of states, as known on the day.
        on: the day.
    """
    if terms.start is None or terms.end is None or terms.until is None:
        return Findings()
    if terms.action is Action.REFRAIN:
        return Findings(broken=_find_breach(terms, acts, on))
    kept = partly = doubtful = None
    found = sorted(_find_timely(terms, acts), key=_by_day)
    sure = [one for one in found if one.score >= SURE]
    full = [one for one in sure if one.relation is Relation.FULFILS]
    if full:
        best = max(one.score for one in full)
        kept = next(one for one in full if one.score >= best - _CLOSE)
    else:
        partly = next((one for one in sure if one.relation is Relation.PARTLY), None)
        doubtful = max((one for one in found if one.score < SURE), key=lambda one: one.score, default=None)
    late = None if kept else _find_late(terms, acts)
    return Findings(kept, late, partly, doubtful, None, _find_off(terms, acts))


def first_keeping(terms: Terms, acts: Acts) -> date | None:
    """Return the last day of the first act that surely keeps a promise in its window, or None."""
    kinds = kind_of(terms.action).types
    if terms.start is None or terms.until is None or terms.made is None:
        return None
    for act in sorted(acts.between(kinds, terms.made, terms.until), key=lambda one: one.first or date.max):
        found = match(terms, act) if is_after(terms, act) else None
        if found and found.relation is Relation.FULFILS and found.score >= SURE:
            return act.last
    return None


def _find_timely(terms: Terms, acts: Acts) -> Iterator[Evidence]:
    kind = kind_of(terms.action)
    start, until = _bounds(terms)
    for act in acts.between(kind.types | kind.partly | kind.perhaps, add_days(start, -LONGEST), until):
        if act.first is None or act.last is None or act.last < start:
            continue
        after = is_after(terms, act)
        if not after and (act.first == act.last or not _may_be_after(terms, act.last)):
            continue
        found = match(terms, act)
        if found is None:
            continue
        score = found.score - (_OVERLAPS if act.last > until or act.first < start else 0)
        score = score if after else min(score, SURE - 0.05)
        if score >= DOUBTFUL:
            yield Evidence(act, act.first, found.relation, round(score, 2), _say(found, act, terms))
    for act in acts.told_between(kind.types, start, until):
        yield from _judge_undated(terms, act, start, until)


def _may_be_after(terms: Terms, last: date) -> bool:
    """Tell whether an act dated loosely ("in June") may have come after a promise made in the same days."""
    return terms.made is not None and last > add_days(terms.made, 1)


def _bounds(terms: Terms) -> tuple[date, date]:
    """Return the days between which an act keeps a promise in time.

    A contact may come as many days early as it may come late; a deed may be done at any time after it was promised.
    """
    start, until = terms.start or date.min, terms.until or date.max
    made = terms.made if terms.made and terms.made <= until else start
    if terms.action not in _CONTACTS:
        return made, until
    return max(made, add_days(start, -terms.grace)), until


def _judge_undated(terms: Terms, act: Act, start: date, until: date) -> Iterator[Evidence]:
    """Yield an act without a date of use that became known in the window, as sure only where it is named closely."""
    known = act.known
    if known is None or terms.made is None or not max(start, terms.made) <= known <= until or known == terms.made:
        return
    if act.first is not None and act.last is not None and not (act.first <= until and act.last >= start):
        return
    found = match(terms, act)
    if found is None:
        return
    close = (
        bool(terms.occasions & act.occasions)
        or bool(terms.town and terms.town == act.town)
        or (terms.width <= _NARROW and terms.level is act.level is not Level.UNKNOWN and act.first is None)
    )
    score = round(min(found.score * _UNDATED, 1.0 if close else SURE - 0.05), 2)
    if score >= DOUBTFUL:
        yield Evidence(act, known, found.relation, score, f"{found.reason}; no date, first told in the window")


def _find_late(terms: Terms, acts: Acts) -> Evidence | None:
    kind = kind_of(terms.action)
    if terms.end is None or terms.until is None:
        return None
    sited = terms.action is not Action.VISIT and bool(terms.town or terms.occasions)
    after, last = add_days(terms.until, 1), add_days(terms.end, kind.late[terms.precision])
    first: Evidence | None = None
    for act in acts.between(kind.types, after, last):
        if first is not None and first.day is not None and act.first is not None and act.first >= first.day:
            continue
        if not is_after(terms, act):
            continue
        if sited and not (terms.occasions & act.occasions or (terms.town and terms.town == act.town)):
            continue
        if any(terms.named.get(side) and not act.named.get(side) for side in terms.visitors or terms.named):
            continue  # long after the day it takes the same persons
        found = match(terms, act)
        if found and found.relation is Relation.FULFILS and found.score >= SURE:
            first = Evidence(act, act.first, found.relation, found.score, _say(found, act, terms))
    return first


def _find_breach(terms: Terms, acts: Acts, on: date) -> Evidence | None:
    """Return the first act of the kind that was to be left, by one who promised, toward the other side."""
    if not terms.broken_by or terms.start is None or terms.end is None:
        return None
    others = terms.countries - terms.by or terms.countries
    for act in sorted(acts.between(terms.broken_by, terms.start, min(terms.end, on)), key=lambda one: one.first or on):
        by, toward = terms.by & act.sources, others & (act.targets or act.countries)
        if is_after(terms, act) and by and toward - by:
            kind = act.kind.value
            return Evidence(
                act, act.first, Relation.CONTRADICTS, 0.7, f"{', '.join(sorted(by))} did what was to be left ({kind})"
            )
    return None


def _find_off(terms: Terms, acts: Acts) -> Evidence | None:
    made, until = terms.made, terms.until
    if made is None or until is None:
        return None
    for act in acts.off:
        # of several documents the first may have told the plan, so that the day of the end is not known
        planned = act.occurrence.documents > 1 and act.known is not None and act.known <= made
        if act.known is None or act.known > until or (act.known <= made and not planned):
            continue
        if act.first is not None and act.last is not None and not (act.first <= until and act.last >= made):
            continue
        found = match_gathering(terms, act) or (match(terms, act, called_off=True) if _names(terms, act) else None)
        if found and found.score >= SURE:
            return Evidence(
                act, None if planned else act.known, Relation.CANCELS, found.score, f"called off; {found.reason}"
            )
    return None


def _names(terms: Terms, act: Act) -> bool:
    """Tell whether what was called off is named closely enough to be what was promised."""
    contact = terms.action in _CONTACTS
    if terms.action in {Action.MEET, Action.NEGOTIATE} and act.occurrence.mode == "visit":
        return bool(terms.action is Action.MEET and terms.town and terms.town == act.town)
    if contact != (act.kind in {EventType.CONSULT, EventType.REJECT}):
        return False
    if not contact and (
        act.occurrence.modality is not Modality.CANCELLED or act.kind not in kind_of(terms.action).types
    ):
        return False
    sides = terms.visitors if terms.action is Action.VISIT else frozenset(terms.named)
    if any(terms.named.get(side, frozenset()) & act.named.get(side, frozenset()) for side in sides):
        return True
    if terms.town and terms.town == act.town:
        return True
    return not contact or (not any(terms.named.get(side) for side in sides) and act.level is terms.level)


def _say(found: Match, act: Act, terms: Terms) -> str:
    """Return the reason with how early or late the act came."""
    if act.first is None or terms.end is None or terms.start is None:
        return found.reason
    late = (act.first - terms.end).days
    early = (terms.start - act.first).days
    if late > 0:
        grace = ", within grace" if terms.until and act.first <= terms.until else ""
        return f"{found.reason}; {_days(late)} after the window{grace}"
    if early > 0 and not terms.vague:
        return f"{found.reason}; {_days(early)} before the window"
    return found.reason


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


def _by_day(evidence: Evidence) -> tuple[date, float, str]:
    return evidence.day or date.max, -evidence.score, evidence.act.occurrence.id
