"""Tellings of one promise joined: each pair judged, and groups in which every telling fits every other one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from summitry.dates import Precision
from summitry.records import Action, Commitment, Level
from summitry.track.follow.terms import FIRST, Terms, read_terms
from summitry.track.values import Told

FITS = 0.5
"""Score from which two tellings are of one promise."""
SHOWN = 8
"""Members of a group with which a further telling is compared; more of them say the same."""
_CONTACTS = frozenset({Action.MEET, Action.VISIT, Action.NEGOTIATE})
_SHARE = 0.5
"""Share of the narrower window that two windows must have in common."""
_WORDS_CONTACT = 0.25
_WORDS_DEED = 0.35
_WIDE = 31
"""Days up to which a window is narrow enough that "meet" and "hold talks" in it are one contact."""


@dataclass(slots=True)
class _Group:
    """A promise in the making."""

    number: int
    members: list[Terms] = field(default_factory=list)


def group_promises(tellings: Sequence[Told[Commitment]]) -> tuple[tuple[str, ...], ...]:
    """Join the tellings of one promise, in one document or in many.

    Two tellings are of one promise if no party, person, level, place, occasion or issue that both name differs and
    their windows agree: one lies within the other, or they share half of the narrower. A telling with another window
    for the same occasion is no restatement but puts the promise off; it is a promise of its own.

    Args:
        tellings: commitments of one pair of states, in any order.

    Returns:
        The keys of each promise's tellings in order of publication; promises in order of their first telling. The same
        for every order of the input.
    """
    return tuple(tuple(terms.key for terms in group) for group in group_terms([read_terms(told) for told in tellings]))


def group_terms(tellings: Iterable[Terms]) -> list[list[Terms]]:
    """Join what ``read_terms`` made of tellings; see ``group_promises``.

    The narrowest windows come first, so that "in 2014" joins "this autumn" and never the other way round; each telling
    joins the group all of whose members it fits, and fits best, or begins one. Groups are found by the months that
    their windows touch.
    """
    groups: list[_Group] = []
    by_month: dict[tuple[str, int], dict[int, _Group]] = {}
    for terms in sorted(tellings, key=_in_order):
        months = [(_bucket(terms), month) for month in _months(terms)]
        near = {number: group for month in months for number, group in by_month.get(month, {}).items()}
        fitting = [(fit, group) for group in near.values() if (fit := _fit(terms, group.members)) >= FITS]
        if fitting:
            group = max(fitting, key=lambda pair: (pair[0], -pair[1].number))[1]
        else:
            group = _Group(len(groups))
            groups.append(group)
        group.members.append(terms)
        for month in months:
            by_month.setdefault(month, {})[group.number] = group
    joined = [sorted(group.members, key=_by_publication) for group in groups]
    return sorted(joined, key=lambda members: _by_publication(members[0]))


def judge(one: Terms, other: Terms) -> float:
    """Return how well two tellings fit one promise, 0 (they do not) to 1; the order of the two does not matter."""
    if not _windows_agree(one, other):
        return 0.0
    score = judge_matter(one, other)
    where = _judge_place(one, other, visit=one.action is other.action is Action.VISIT) if score else None
    return 0.0 if where is None else max(0.0, score + where + _judge_content(one, other))


def judge_matter(one: Terms, other: Terms) -> float:
    """Return how likely two promises are of one act of the same people, whenever and wherever; 0 if they are not."""
    same = _judge_action(one, other)
    shared = one.countries & other.countries
    if not same or not shared or len(shared) < min(2, len(one.countries), len(other.countries)):
        return 0.0
    visit = one.action is other.action is Action.VISIT
    if visit and (not one.visitors & other.visitors or (one.host and other.host and one.host != other.host)):
        return 0.0
    if Level.UNKNOWN not in {one.level, other.level} and one.level is not other.level:
        return 0.0
    score = same
    for side in shared:
        mine, theirs = one.named.get(side), other.named.get(side)
        if mine and theirs and not mine & theirs and not (visit and side not in one.visitors):
            if not one.offices.get(side, frozenset()) & other.offices.get(side, frozenset()):
                return 0.0
            score -= 0.1
    return score


def windows_agree(one: Terms, other: Terms) -> bool:
    """Tell whether one of two dated windows lies within the other, or they share half of the narrower."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    days = (min(one.end, other.end) - max(one.start, other.start)).days + 1
    if one.precision is Precision.DAY and other.precision is Precision.DAY:
        return days >= 0  # two reports of one plan may differ by a day
    return days >= _SHARE * min(one.width, other.width)


def _judge_action(one: Terms, other: Terms) -> float:
    if one.action is other.action:
        return 0.8
    if not {one.action, other.action} <= _CONTACTS or one.vague or other.vague or max(one.width, other.width) > _WIDE:
        return 0.0
    if Action.VISIT not in {one.action, other.action}:
        return 0.65
    # "meet in Sochi in June" and "visit Sochi in June" are one trip
    return 0.6 if one.town and one.town == other.town else 0.0


def _judge_place(one: Terms, other: Terms, *, visit: bool) -> float | None:
    if one.occasions and other.occasions:
        return 0.1 if one.occasions & other.occasions else None
    if one.town and other.town and one.town != other.town:
        return -0.05 if visit and one.country == other.country else None
    if one.country and other.country and one.country != other.country:
        return None
    return 0.1 if one.town and one.town == other.town else 0.0


def _judge_content(one: Terms, other: Terms) -> float:
    """Return what issues and words say; less than nothing where they speak of two matters."""
    issues = bool(one.issues & other.issues)
    apart = bool(one.issues and other.issues) and not issues
    dated = not one.vague and not other.vague
    if one.action is Action.VISIT or (one.action is Action.MEET and dated and not apart):
        return 0.05 if issues else 0.0
    words = share_of_words(one, other)
    if one.action in _CONTACTS:
        if dated:
            return -0.1 if apart else 0.0
        sited = bool(one.town and one.town == other.town) or bool(one.occasions & other.occasions)
        level = one.level is other.level is not Level.UNKNOWN and (one.body or other.body)
        likely = issues or words >= _WORDS_CONTACT or level
        if one.vague is not other.vague and one.action is Action.MEET:
            likely = sited
        return 0.0 if (likely and not apart) or sited else -1.0
    if apart and words < _WORDS_DEED:
        return -1.0
    return 0.0 if words >= _WORDS_DEED or (issues and words >= _WORDS_CONTACT) else -1.0


def share_of_words(one: Terms, other: Terms) -> float:
    """Return the share of the words of the shorter telling that both have."""
    common = len(one.words & other.words)
    return common / min(len(one.words), len(other.words)) if common > 1 else 0.0


def _windows_agree(one: Terms, other: Terms) -> bool:
    if one.vague and other.vague:
        return not (one.moved or other.moved) and _apart(one.made, other.made) <= _days(one)
    if one.vague or other.vague:
        loose, dated = (one, other) if one.vague else (other, one)
        if loose.moved or loose.repeated or dated.start is None or dated.until is None:
            return False
        if loose.made is None or loose.end is None:
            return True
        return loose.made <= dated.until and dated.start <= loose.end
    if not windows_agree(one, other):
        return False
    # what still lies ahead when it is told is not what was over by then
    return all(
        first.end is None
        or later.made is None
        or later.end is None
        or later.made <= first.end
        or later.end < later.made
        for first, later in ((one, other), (other, one))
    )


def _days(terms: Terms) -> int:
    return (terms.end - terms.start).days if terms.start and terms.end else 0


def _apart(one: date | None, other: date | None) -> int:
    return abs((one - other).days) if one and other else 0


def _fit(terms: Terms, members: list[Terms]) -> float:
    """Return the mean fit of a telling with the members of a group; 0 if it does not fit one of them."""
    total = 0.0
    shown = members[:SHOWN]
    for member in shown:
        score = judge(terms, member)
        if score < FITS:
            return 0.0
        total += score
    return total / len(shown)


def _bucket(terms: Terms) -> str:
    return "contact" if terms.action in _CONTACTS else terms.action.value


def _months(terms: Terms) -> range:
    """Return the months, counted from year 0, that the window of a telling touches; a vague one waits a year."""
    if terms.start is None or terms.end is None:
        return range(1)
    start, end = terms.start - timedelta(days=1) if terms.start > FIRST else terms.start, terms.end
    if terms.vague and terms.made:
        # it may tell once more what was due some while ago
        start = date.fromordinal(max(1, terms.made.toordinal() - _days(terms)))
    last = end.year * 12 + end.month
    return range(max(start.year * 12 + start.month, last - _MONTHS), last + 1)


_MONTHS = 36
"""Months of a window that are looked at, from its end: wider ones bind nobody to a day."""


def _in_order(terms: Terms) -> tuple[int, date, date, str]:
    return terms.width, terms.start or FIRST, terms.made or FIRST, terms.key


def _by_publication(terms: Terms) -> tuple[date, str]:
    return terms.made or FIRST, terms.key
