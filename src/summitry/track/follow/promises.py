"""The fate of every promise as of a day."""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from summitry.records import CODES_WITHOUT_STATE, Action, Commitment, Level
from summitry.track.follow.acts import Acts, read_acts
from summitry.track.follow.changes import Pledge, Replacement, find_replacements
from summitry.track.follow.evidence import Evidence, Findings, find_evidence, first_keeping
from summitry.track.follow.group import group_terms, judge
from summitry.track.follow.rules import has_cue, kind_of, plain, ranks
from summitry.track.follow.terms import Terms, join_terms, read_terms
from summitry.track.merge.copies import independent
from summitry.track.values import Coverage, Link, Occurrence, Promise, Relation, Status, Told

_TWO = 2
"""Sides of a promise."""


def follow(
    tellings: Sequence[Told[Commitment]], occurrences: Sequence[Occurrence], coverage: Coverage, on: date
) -> tuple[Promise, ...]:
    """Follow the promises of one pair of states: what became of each, as of a day.

    Only what was known on the day counts: tellings published by then, occurrences of which a report was published by
    then, coverage up to then. So the answer for an earlier day is what a reader of that day could have known.

    A promise is open before its window, due in the window and the days of grace after it, and then kept, kept in part,
    kept late or lapsed. It lapses only where documents on the pair were published in the window: silence is no breach,
    and neither is an act that may have been the one promised but is told too loosely. An act that took place outranks
    that the promise was put off or called off. Days of grace and what keeps what stand in ``data/track/follow.toml``.

    Args:
        tellings: commitments that concern the pair, in any order.
        occurrences: of the pair, in any order.
        coverage: days on which documents about the pair were published.
        on: the day.

    Returns:
        Promises in order of the day on which they became known; each with the links that prove its status.
    """
    known = [read_terms(told) for told in tellings if told.published is None or told.published <= on]
    acts = read_acts(occurrences, on)
    pledges = [
        Pledge(tuple(members), join_terms(members))
        for group in group_terms(known)
        for members in _cut_at_acts(group, acts)
    ]
    pledges.sort(key=lambda pledge: (pledge.terms.made or date.min, pledge.members[0].key))
    replaced = find_replacements(pledges)
    findings = [find_evidence(pledge.terms, acts, on) for pledge in pledges]
    book = _Book(pledges, replaced, findings, _cover(coverage, on), on, {})
    # what takes a promise's place was told later, so the last fates are found first
    for index in reversed(range(len(pledges))):
        book.fates[index] = _find_fate(book, index)
    return tuple(_make_promise(book, index) for index in range(len(pledges)))


@dataclass(frozen=True, slots=True)
class _Fate:
    """A status, the day on which it was settled, and the evidence that settled it."""

    status: Status
    settled: date | None = None
    by: Evidence | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Book:
    """What the fates are read from, and those found so far, by index of the promise."""

    pledges: list[Pledge]
    replaced: dict[int, Replacement]
    findings: list[Findings]
    coverage: Coverage
    on: date
    fates: dict[int, _Fate]


def _cut_at_acts(group: list[Terms], acts: Acts) -> Iterable[list[Terms]]:
    """Cut the tellings of a promise without a date at each act that keeps it: what is said afterwards is a new one."""
    rest = group
    while len(rest) > 1:
        terms = join_terms(rest)
        day = first_keeping(terms, acts) if terms.vague else None
        later = [t for t in rest if day and t.made and t.made > day and not t.retold]
        if not later or len(later) == len(rest):
            break
        yield [t for t in rest if t not in later]
        rest = later
    yield rest


def _cover(coverage: Coverage, on: date) -> Coverage:
    until = coverage.until if coverage.until is None else min(coverage.until, on)
    return Coverage(tuple(sorted(day for day in coverage.days if day <= on)), until)


def _find_fate(book: _Book, index: int) -> _Fate:
    terms, found = book.pledges[index].terms, book.findings[index]
    if found.kept is not None:
        return _Fate(Status.KEPT, found.kept.day, found.kept)
    change = book.replaced.get(index)
    if change is not None:
        return _follow_on(book, index, change)
    if found.late is not None:
        return _Fate(Status.KEPT_LATE, found.late.day, found.late)
    if found.off is not None:
        return _Fate(Status.CANCELLED, found.off.day, found.off)
    if terms.start is None or terms.end is None or terms.until is None:
        return _Fate(Status.UNKNOWN, note="neither the day of the promise nor that of the act is known")
    if found.broken is not None:
        return _Fate(Status.LAPSED, found.broken.day, found.broken)
    if book.on <= terms.until:
        # without a day of its own a promise is never pressing, however long it waits
        return _Fate(Status.OPEN if book.on < terms.start or terms.vague else Status.DUE)
    if found.partly is not None:
        return _Fate(Status.PARTLY, terms.until, found.partly)
    return _find_end(book, terms, found)


def _find_end(book: _Book, terms: Terms, found: Findings) -> _Fate:
    """Return what became of a promise whose window and grace have passed without an act that settles it."""
    if terms.start is None or terms.until is None:
        return _Fate(Status.UNKNOWN)
    if found.doubtful is not None:
        return _Fate(Status.UNKNOWN, by=found.doubtful, note="it may have been kept; too little is told of the act")
    if not _is_covered(book.coverage, terms):
        return _Fate(Status.UNKNOWN, note="no document on the pair in the window")
    excuse = _find_excuse(terms)
    if excuse:
        return _Fate(Status.UNKNOWN, note=excuse)
    return _Fate(Status.KEPT, terms.end) if terms.action is Action.REFRAIN else _Fate(Status.LAPSED, terms.until)


def _find_excuse(terms: Terms) -> str:
    """Return why silence is no breach of a promise even where the pair was covered; empty where it is."""
    kind = kind_of(terms.action)
    if terms.action is Action.REFRAIN:
        return "" if terms.broken_by else "what was to be left is of no known kind"
    low = terms.body and ranks().get(terms.level, 0) <= ranks()[Level.OFFICIAL]
    excuses = (
        (terms.vague and (low or not kind.testable), "without a date it cannot be tested"),
        (not kind.types, "the act is of no kind that the ledger knows"),
        (len(terms.countries - CODES_WITHOUT_STATE) < _TWO, "the other side is not named"),
        (not terms.bound, "nobody had agreed to it"),
        (bool(terms.told.row.condition), "whether its condition was met is not known"),
    )
    return next((reason for holds, reason in excuses if holds), "")


def _follow_on(book: _Book, index: int, change: Replacement) -> _Fate:
    """Return the fate of a promise that was changed: that of the one in its place, if this was kept."""
    terms, found = book.pledges[index].terms, book.findings[index]
    if change.relation is Relation.CANCELS:
        if found.late is not None:
            return _Fate(Status.KEPT_LATE, found.late.day, found.late)
        return _Fate(Status.CANCELLED, change.day)
    outcome = book.fates[change.by]
    if outcome.status in {Status.KEPT, Status.KEPT_LATE} and outcome.by is not None and outcome.settled is not None:
        late = terms.until is not None and outcome.settled > terms.until
        days = (outcome.settled - terms.end).days if terms.end else 0
        note = f"put off, then done {days} days after the first window" if late else "moved, then done"
        by = Evidence(outcome.by.act, outcome.by.day, Relation.FULFILS, outcome.by.score, note)
        return _Fate(Status.KEPT_LATE if late else Status.KEPT, outcome.settled, by)
    if found.late is not None:
        return _Fate(Status.KEPT_LATE, found.late.day, found.late)
    return _Fate(Status.SUPERSEDED)


def _is_covered(coverage: Coverage, terms: Terms) -> bool:
    """Tell whether documents on the pair were published in the window or in grace, and the ledger reaches its end."""
    if terms.start is None or terms.end is None or terms.until is None:
        return False
    start = max(terms.start, terms.made) if terms.made and terms.made <= terms.until else terms.start
    # the day of the promise itself tells nothing of what became of it
    place = bisect_right(coverage.days, start) if start == terms.made else bisect_left(coverage.days, start)
    reaches = coverage.until is not None and coverage.until >= terms.end
    return reaches and place < len(coverage.days) and coverage.days[place] <= terms.until


def _make_promise(book: _Book, index: int) -> Promise:
    pledge = book.pledges[index]
    terms, fate = pledge.terms, book.fates[index]
    name = f"p-{hashlib.sha256(pledge.members[0].key.encode()).hexdigest()[:12]}"
    return Promise(
        id=name,
        tellings=tuple(member.key for member in pledge.members),
        row=terms.told.row,
        key=terms.key,
        made=terms.made,
        due_from=terms.start,
        due_to=terms.end,
        due_basis=_find_basis(terms),
        status=fate.status,
        on=book.on,
        settled=fate.settled,
        rule=_say_rule(terms, fate),
        links=tuple(_make_links(book, index, name, fate)),
        countries=tuple(sorted(terms.countries)),
        sources=count_sources([member.told for member in pledge.members]),
    )


def _find_basis(terms: Terms) -> str:
    if terms.vague:
        return "vague"
    text = terms.told.row.due.text if terms.told.row.due else None
    return "relative" if text and has_cue(plain(text), "relative") else "explicit"


def _say_rule(terms: Terms, fate: _Fate) -> str:
    noun = kind_of(terms.action).noun
    if terms.precision is None:
        rule = f"{noun} without a date: {(terms.end - terms.start).days} days" if terms.end and terms.start else noun
    else:
        rule = f"{noun} due in a {terms.precision.value}: {terms.grace} days of grace"
    return f"{rule}; {fate.note}" if fate.note else rule


def _make_links(book: _Book, index: int, name: str, fate: _Fate) -> list[Link]:
    pledge, found = book.pledges[index], book.findings[index]
    first = pledge.members[0]
    links = [
        Link(
            name,
            Relation.RESTATES,
            member.key,
            member.made,
            round(min(judge(first, member) or 0.5, 1.0), 2),
            "told again",
        )
        for member in pledge.members[1:]
    ]
    off = (
        found.off
        if fate.settled is None or found.off is None or (found.off.day or fate.settled) <= fate.settled
        else None
    )
    evidence = (fate.by, found.kept, found.late, found.partly, found.doubtful, found.broken, off)
    seen: set[str] = set()
    for one in evidence:
        if one is not None and one.act.occurrence.id not in seen:
            seen.add(one.act.occurrence.id)
            links.append(Link(name, one.relation, one.act.occurrence.id, one.day, one.score, one.reason))
    change = book.replaced.get(index)
    if change is not None:
        links.append(Link(name, change.relation, change.telling, change.day, change.score, change.reason))
    return sorted(links, key=lambda link: (link.day or date.min, link.relation.value, link.target))


def count_sources(tellings: Sequence[Told[Commitment]]) -> int:
    """Return how many independent documents tell of a promise; near-copies of one text count once."""
    return len(independent(tellings))
