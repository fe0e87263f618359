"""Occurrences made comparable with promises once, and found by type and day."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from summitry.records import CODES_WITHOUT_STATE, EventType, Level, Modality
from summitry.track.dyads import NOBODY
from summitry.track.follow.rules import countries_of_capitals, levels_of_offices, occasions_in, plain, ranks, town_of
from summitry.track.follow.terms import GENERIC
from summitry.track.values import Occurrence

FIRM = 0.7
"""Confidence from which an occurrence is counted on."""
REAL = frozenset({Modality.OCCURRED, Modality.ONGOING})
LONGEST = 31
"""Days of the widest date by which an act can prove anything: "in May" can, "this autumn" cannot."""


@dataclass(frozen=True, slots=True)
class Act:
    """An occurrence, with what is compared.

    Attributes:
        occurrence: what happened.
        kind: its type.
        first: first day on which it may have taken place, or None.
        last: last such day, the day on which it became known at the latest, or None.
        known: day on which it became known, or None.
        countries: codes of all parties.
        sources: codes of those who act.
        targets: codes of those to whom it is done.
        named: code of a state to the persons and bodies named of it.
        offices: country code to the offices of those named.
        level: level at which both sides took part.
        town: key of the place, ``""`` for none or a whole state.
        country: code of the country where it took place, ``""`` for none.
        occasions: keys of the gatherings named.
        issues: issue keys, those that say nothing left out.
        elsewhere: codes of the countries where other reports say that it took place.
    """

    occurrence: Occurrence
    kind: EventType
    first: date | None
    last: date | None
    known: date | None
    countries: frozenset[str]
    sources: frozenset[str]
    targets: frozenset[str]
    named: Mapping[str, frozenset[str]]
    offices: Mapping[str, frozenset[str]]
    level: Level
    town: str
    country: str
    occasions: frozenset[str]
    issues: frozenset[str]
    elsewhere: frozenset[str]

    @property
    def dated(self) -> bool:
        """Whether its date, as told, can prove anything."""
        start, end = self.occurrence.start, self.occurrence.end or self.occurrence.start
        return start is not None and end is not None and (end - start).days < LONGEST

    @property
    def firm(self) -> bool:
        """Whether it is told surely enough to be counted on."""
        return self.occurrence.confidence >= FIRM

    @property
    def one_sided(self) -> bool:
        """Whether it is a visit of which only one side is named by person: who was met is not told."""
        return self.occurrence.mode == "visit" and len(self.named) == 1


@dataclass(frozen=True, slots=True)
class Acts:
    """Occurrences by type, those of each type in order of their first day.

    Attributes:
        real: what took place with a date that proves something, by type.
        days: first day of each of these, by type.
        undated: what took place without such a date, by type, in order of the day on which it became known.
        told: day on which each of these became known, by type.
        off: what was called off or refused, in the order in which it became known.
    """

    real: Mapping[EventType, tuple[Act, ...]]
    days: Mapping[EventType, tuple[date, ...]]
    undated: Mapping[EventType, tuple[Act, ...]]
    told: Mapping[EventType, tuple[date, ...]]
    off: tuple[Act, ...]

    def between(self, kinds: Iterable[EventType], start: date, end: date) -> Iterator[Act]:
        """Yield the dated acts of some types that began between two days, both included, in order of type and day."""
        for kind in sorted(kinds):
            days = self.days.get(kind, ())
            yield from self.real.get(kind, ())[bisect_left(days, start) : bisect_right(days, end)]

    def told_between(self, kinds: Iterable[EventType], start: date, end: date) -> Iterator[Act]:
        """Yield the undated acts of some types that became known between two days, both included."""
        for kind in sorted(kinds):
            told = self.told.get(kind, ())
            yield from self.undated.get(kind, ())[bisect_left(told, start) : bisect_right(told, end)]


def read_acts(occurrences: Iterable[Occurrence], on: date | None = None) -> Acts:
    """Return what happened, ready to be found.

    Args:
        occurrences: of one pair of states or of many, in any order.
        on: only what was known on this day counts, and only what had begun; None for everything.

    Returns:
        The acts. What was told before its date can have come ("he was to come in autumn", told in August) is left out.
    """
    real: dict[EventType, list[Act]] = {}
    undated: dict[EventType, list[Act]] = {}
    off: list[Act] = []
    for occurrence in sorted(occurrences, key=lambda o: (o.first_known or date.min, o.id)):
        if on is not None and not _is_known(occurrence, on):
            continue
        if occurrence.modality is Modality.CANCELLED or _refuses(occurrence):
            off.append(read_act(occurrence))
        elif occurrence.modality in REAL and not is_ahead(occurrence):
            act = read_act(occurrence)
            (real if act.dated else undated).setdefault(act.kind, []).append(act)
    ordered = {kind: tuple(sorted(acts, key=_in_order)) for kind, acts in real.items()}
    return Acts(
        ordered,
        {kind: tuple(act.first or date.min for act in acts) for kind, acts in ordered.items()},
        {kind: tuple(acts) for kind, acts in undated.items()},
        {kind: tuple(act.known or date.min for act in acts) for kind, acts in undated.items()},
        tuple(off),
    )


def is_ahead(occurrence: Occurrence) -> bool:
    """Tell whether an occurrence was told before its first day: then it cannot have taken place as told.

    What several documents tell may have been told as a plan first.
    """
    start, known = occurrence.start, occurrence.first_known
    # a day is allowed for documents published west of where the act took place
    return occurrence.documents == 1 and start is not None and known is not None and (start - known).days > 1


def read_act(occurrence: Occurrence) -> Act:
    """Return an occurrence with what is compared."""
    parties = occurrence.parties
    sides: tuple[set[str], set[str]] = (set(), set())
    named: dict[str, set[str]] = {}
    offices: dict[str, set[str]] = {}
    for side, ids in zip(sides, (occurrence.actors, occurrence.recipients), strict=True):
        for actor in ids:
            party = parties.get(actor)
            if party is None or party.country == NOBODY:
                continue
            side.add(party.country)
            if "/" in actor and party.country not in CODES_WITHOUT_STATE:
                named.setdefault(party.country, set()).add(actor)
                if party.office:
                    offices.setdefault(party.country, set()).add(party.office)
    sources, targets = sides
    first, last, known = occurrence.start, occurrence.end or occurrence.start, occurrence.first_known
    if first is not None and last is not None and known is not None and known >= first:
        last = min(last, known)
    country = occurrence.country if occurrence.country and occurrence.country != NOBODY else ""
    # merged reports of a visit and of a meeting name a side on both ends: then neither tells the host
    if not country and occurrence.mode == "visit" and len(targets) == 1 and not targets & sources:
        country = next(iter(targets))
    countries = sources | targets
    countries.update(code for code in occurrence.countries if code != NOBODY)
    return Act(
        occurrence=occurrence,
        kind=occurrence.event_type,
        first=first,
        last=last,
        known=known,
        countries=frozenset(countries),
        sources=frozenset(sources),
        targets=frozenset(targets),
        named={side: frozenset(ids) for side, ids in named.items()},
        offices={side: frozenset(held) for side, held in offices.items()},
        level=find_level(occurrence.level, named, offices),
        town=town_of(occurrence.place) if occurrence.place else "",
        country=country,
        occasions=_find_occasions(occurrence)
        if occurrence.occasion or countries & CODES_WITHOUT_STATE
        else frozenset(),
        issues=frozenset(occurrence.issues) - GENERIC,
        elsewhere=_other_countries(occurrence) if occurrence.agreement else frozenset(),
    )


def _find_occasions(occurrence: Occurrence) -> frozenset[str]:
    """Return the gatherings by the name of the occasion and of the bodies that took part."""
    bodies = (party.name for party in occurrence.parties.values() if party.country in CODES_WITHOUT_STATE)
    return occasions_in(plain(" ".join((occurrence.occasion or "", *bodies))))


def find_level(level: Level, named: Mapping[str, Iterable[str]], offices: Mapping[str, Iterable[str]]) -> Level:
    """Return the level of an occurrence, by the offices of those named where its reports leave it open.

    It is the highest at which both sides took part, so it needs an office on two sides. A leader who receives somebody
    without an office, such as a former prime minister, has no meeting of leaders.
    """
    levels, ladder = levels_of_offices(), ranks()
    if level is Level.LEADER:
        leads = [any(levels.get(office) is Level.LEADER for office in offices.get(side, ())) for side in named]
        return Level.OFFICIAL if any(leads) and not all(leads) else level
    if level is not Level.UNKNOWN:
        return level
    sides = [
        max((levels[o] for o in held if o in levels), key=lambda found: ladder.get(found, 0), default=None)
        for _, held in sorted(offices.items())
    ]
    found = [side for side in sides if side is not None]
    return min(found, key=lambda side: ladder.get(side, 0)) if len(found) > 1 else Level.UNKNOWN


def _other_countries(occurrence: Occurrence) -> frozenset[str]:
    """Return where other reports place an occurrence, as far as they name a capital."""
    capitals = countries_of_capitals()
    others = (place for said in occurrence.agreement if said.field == "place" for place, _ in said.others)
    return frozenset(capitals[town] for place in others if (town := town_of(place)) in capitals)


def _is_known(occurrence: Occurrence, on: date) -> bool:
    begun = occurrence.start is None or occurrence.start <= on
    if occurrence.first_known is not None:
        return occurrence.first_known <= on and (begun or occurrence.modality not in REAL)
    return begun


def _refuses(occurrence: Occurrence) -> bool:
    return occurrence.event_type is EventType.REJECT and occurrence.mode == "meet" and occurrence.modality in REAL


def _in_order(act: Act) -> tuple[date, date, str]:
    return act.first or date.min, act.last or date.max, act.occurrence.id
