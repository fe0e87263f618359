"""The merged record: value by value what most independent sources say, with how far they agree."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple

from summitry.dates import Precision
from summitry.errors import LedgerError
from summitry.records import Event, EventType, Level, Modality
from summitry.track.dyads import NOBODY
from summitry.track.merge.copies import independent, published_order
from summitry.track.merge.profile import Dating, find_window
from summitry.track.values import Agreement, Occurrence, Party, Told

REALITY = (
    Modality.OCCURRED,
    Modality.ONGOING,
    Modality.CANCELLED,
    Modality.DENIED,
    Modality.PLANNED,
    Modality.PROPOSED,
    Modality.HYPOTHETICAL,
)
"""What outranks what: an act that took place is not made less real by an earlier plan, a plan is by its end."""

SECOND_HAND = 0.5
"""Weight of what further sources add to the confidence of the surest: they copy each other's mistakes at times."""

_LENGTH = 12

Group = tuple[Told[Event], ...]


class _Dated(NamedTuple):
    """The date that was settled on."""

    start: date
    end: date
    precision: Precision


def settle(reports: Sequence[Told[Event]]) -> Occurrence:
    """Return the record of one occurrence from all reports of it.

    Every independent source has one vote on each field (near-copies of a text have one together); among values with
    equal votes the one told first counts. A day outvotes vaguer dates that contain it. The order of the reports makes
    no difference.

    Args:
        reports: at least one report.

    Raises:
        LedgerError: there are no reports.
    """
    if not reports:
        message = "an occurrence needs at least one report; there are none"
        raise LedgerError(message)
    if len(reports) == 1:
        return _settle_one(reports[0])
    groups = independent(reports)
    ordered = sorted(reports, key=published_order)
    modality = min((row.row.modality for row in ordered), key=REALITY.index)
    dated, date_agreement = _settle_date(groups, modality)
    voted = {field: _vote(groups, reader) for field, reader in _VOTED.items()}
    place = voted["place"].winner.row.place if voted["place"].winner else None
    event_type = EventType(voted["event_type"].value)
    coded = voted["event_type"].winner or ordered[0]
    detail = next((row.row for row in ordered if row.row.event_type is event_type and row.row.cameo), coded.row)
    found = [vote.agreement(field) for field, vote in voted.items() if vote.of > 1]
    return Occurrence(
        id=make_occurrence_id(ordered[0].key),
        reports=tuple(row.key for row in ordered),
        documents=len({row.document for row in reports}),
        sources=len(groups),
        event_type=event_type,
        mode=voted["mode"].value or None,
        modality=modality,
        level=Level(voted["level"].value) if voted["level"].value else Level.UNKNOWN,
        actors=(actors := _rank(groups, lambda row: row.row.actors)),
        recipients=tuple(actor for actor in _rank(groups, lambda row: row.row.recipients) if actor not in actors),
        countries=_countries(chain.from_iterable(row.parties.values() for row in ordered)),
        start=dated.start if dated else None,
        end=dated.end if dated else None,
        precision=dated.precision if dated else None,
        place=place.name if place else None,
        country=place.country if place else None,
        issues=_rank(groups, lambda row: row.row.issues),
        cameo=detail.cameo,
        score=detail.score,
        quad=detail.quad,
        occasion=voted["occasion"].value or None,
        first_known=ordered[0].published,
        confidence=_confidence(groups),
        agreement=tuple(
            ([date_agreement] if date_agreement else []) + [each for each in found if each.field != "occasion"]
        ),
        parties=_parties(ordered),
    )


def make_occurrence_id(key: str) -> str:
    """Return the id of the occurrence whose earliest published report has this key.

    >>> make_occurrence_id("e46dffabc0ffee01/e-aafd19edfc")
    'o-a0d277dd5f66'
    """
    return f"o-{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:_LENGTH]}"


def _settle_one(told: Told[Event]) -> Occurrence:
    """Return what one report says: the usual case, without votes."""
    row = told.row
    when, place = row.date, row.place
    return Occurrence(
        id=make_occurrence_id(told.key),
        reports=(told.key,),
        documents=1,
        sources=1,
        event_type=row.event_type,
        mode=row.mode,
        modality=row.modality,
        level=row.level,
        actors=row.actors,
        recipients=row.recipients,
        countries=_countries(told.parties.values()),
        start=when.start if when else None,
        end=when.end if when else None,
        precision=when.precision if when else None,
        place=place.name if place else None,
        country=place.country if place else None,
        issues=row.issues,
        cameo=row.cameo,
        score=row.score,
        quad=row.quad,
        occasion=row.occasion,
        first_known=told.published,
        confidence=row.confidence,
        agreement=(),
        parties=told.parties,
    )


class _Vote(NamedTuple):
    """The outcome of a vote: the value, who said it first, its votes and those of the others."""

    value: str
    winner: Told[Event] | None
    said: int
    of: int
    others: tuple[tuple[str, int], ...]

    def agreement(self, field: str) -> Agreement:
        return Agreement(field, self.value, self.said, self.of, self.others)


_VOTED: dict[str, Callable[[Told[Event]], str]] = {
    "place": lambda row: row.row.place.name if row.row.place else "",
    "level": lambda row: "" if row.row.level is Level.UNKNOWN else row.row.level.value,
    "event_type": lambda row: row.row.event_type.value,
    "mode": lambda row: row.row.mode or "",
    "modality": lambda row: row.row.modality.value,
    "occasion": lambda row: row.row.occasion or "",
}


def _vote(groups: Sequence[Group], read: Callable[[Told[Event]], str]) -> _Vote:
    """Let each group say what its earliest row that says anything says."""
    votes: Counter[str] = Counter()
    first: dict[str, Told[Event]] = {}
    for group in groups:
        for row in group:
            if value := read(row):
                votes[value] += 1
                first.setdefault(value, row)
                break
    # groups come in order of publication, so that the value told first stands first among equals
    ranked = sorted(votes.items(), key=lambda item: -item[1])
    if not ranked:
        return _Vote("", None, 0, 0, ())
    (value, said), *others = ranked
    return _Vote(value, first[value], said, sum(votes.values()), tuple(others))


def _settle_date(groups: Sequence[Group], modality: Modality) -> tuple[_Dated | None, Agreement | None]:
    """Return the most precise date with most support, and how many say so; vaguer dates that contain it support it."""
    said = [chosen for group in groups if (chosen := _date_of(group, modality))]
    if not said:
        return None, None
    counts = Counter(said)
    narrowest = min(_length(when) for when in counts)
    order = {when: index for index, when in reversed(list(enumerate(said)))}

    def rank(when: _Dated) -> tuple[int, int, int, int]:
        support = sum(count for other, count in counts.items() if _within(when, other))
        precise = _length(when) <= max(narrowest, 1)
        return (-int(precise), -support, _length(when), order[when])

    best, *others = sorted(counts, key=rank)
    agreed = sum(count for other, count in counts.items() if _within(best, other))
    against = tuple(
        (_show(when), counts[when])
        for when in sorted(others, key=lambda each: (-counts[each], order[each]))
        if not _within(best, when)
    )
    agreement = Agreement("date", _show(best), agreed, len(said), against) if len(said) > 1 else None
    return best, agreement


def _date_of(group: Group, modality: Modality) -> _Dated | None:
    """Return the most precise date of one source; of an act that occurred, one that is told of the act itself."""
    dated = []
    for row in group:
        dating, low, high = find_window(row)
        if row.row.date is not None and dating is not Dating.NONE:
            guessed = dating is Dating.GUESSED
            start, end = (
                (row.row.date.start, row.row.date.end) if guessed else (date.fromordinal(low), date.fromordinal(high))
            )
            lesser = modality is Modality.OCCURRED and row.row.modality is not Modality.OCCURRED
            dated.append((guessed, lesser, high - low, _Dated(start, end, row.row.date.precision)))
    # min keeps the earliest published of equals
    return min(dated, key=lambda item: item[:3])[3] if dated else None


def _length(when: _Dated) -> int:
    return (when.end - when.start).days + 1


def _within(inner: _Dated, outer: _Dated) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _show(when: _Dated) -> str:
    return when.start.isoformat() if when.start == when.end else f"{when.start.isoformat()}/{when.end.isoformat()}"


def _rank(groups: Sequence[Group], read: Callable[[Told[Event]], Iterable[str]]) -> tuple[str, ...]:
    """Return what is named, by how many sources name it, then in the order of telling."""
    votes: Counter[str] = Counter()
    for group in groups:
        votes.update(dict.fromkeys((value for row in group for value in read(row)), 1))
    return tuple(sorted(votes, key=lambda value: -votes[value]))


def _countries(parties: Iterable[Party]) -> tuple[str, ...]:
    return tuple(sorted({party.country for party in parties} - {NOBODY}))


def _parties(ordered: Sequence[Told[Event]]) -> dict[str, Party]:
    parties: dict[str, Party] = {}
    for row in ordered:
        for actor, party in row.parties.items():
            parties.setdefault(actor, party)
    return parties


def _confidence(groups: Sequence[Group]) -> float:
    """Return the probability that it took place: that of the surest source, raised by what the others add."""
    best = sorted((max(row.row.confidence for row in group) for group in groups), reverse=True)
    doubt = 1 - best[0]
    for each in best[1:]:
        doubt *= 1 - SECOND_HAND * each
    return round(1 - doubt, 4)
