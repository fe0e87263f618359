"""What a telling promises, made comparable once: parties, level, place, occasion, window."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from summitry.dates import Precision
from summitry.records import Action, Commitment, EventType, Level, Strength
from summitry.track.dyads import NOBODY
from summitry.track.follow.rules import (
    has_cue,
    kind_of,
    levels_in,
    levels_of_offices,
    occasions_in,
    plain,
    ranks,
    stems_of_contacts,
    town_of,
    types_refrained,
    vague_days,
)
from summitry.track.merge.words import stems
from summitry.track.values import Party, Told

GENERIC = frozenset({"other", "relations"})
"""Issues that say nothing on what is to be done."""

_WIDEST = 1 << 20
FIRST = date.min
"""Stands for the unknown day of a telling where days are sorted."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What one telling, or all tellings of one promise together, undertake.

    Attributes:
        key: of the telling.
        told: the telling.
        action: what is promised.
        made: day on which it became known, or None.
        start: first day of the window, or None where there is neither a date nor a day of publication.
        end: last day of it.
        precision: of the window; None for a promise without a date.
        until: last day of grace after the window, or None.
        width: days of the window; a promise without a date has more than any.
        countries: codes of all parties.
        by: codes of those who promise.
        named: country code to the persons and bodies named of it; empty where a group is to act for those named.
        offices: country code to the offices of those named.
        level: of those who are to act.
        body: whether they are named as a group ("their foreign ministers").
        visitors: codes of those who travel, in a visit.
        host: code of the country to be visited, ``""`` for none.
        town: key of the place, ``""`` for none or a whole state.
        country: code of the place, ``""`` for none.
        occasions: keys of the gatherings named.
        issues: issue keys, those that say nothing left out.
        words: stems of the evidence, those of the parties' names and of contacts left out.
        moved: whether it says of itself that it puts off an earlier promise.
        replaced: whether it takes another's place.
        retold: whether its words tell once more what was promised before.
        repeated: whether it is to be done again and again.
        bound: whether anybody has agreed to it; an invitation or a proposal binds nobody.
        broken_by: types of acts that would break a promise to refrain.
    """

    key: str
    told: Told[Commitment]
    action: Action
    made: date | None
    start: date | None
    end: date | None
    precision: Precision | None
    until: date | None
    width: int
    countries: frozenset[str]
    by: frozenset[str]
    named: Mapping[str, frozenset[str]]
    offices: Mapping[str, frozenset[str]]
    level: Level
    body: bool
    visitors: frozenset[str]
    host: str
    town: str
    country: str
    occasions: frozenset[str]
    issues: frozenset[str]
    words: frozenset[str]
    moved: bool
    replaced: bool
    retold: bool
    repeated: bool
    bound: bool
    broken_by: frozenset[EventType]

    @property
    def vague(self) -> bool:
        """Whether it has no date."""
        return self.precision is None

    @property
    def grace(self) -> int:
        """Days of grace after the window."""
        return 0 if self.until is None or self.end is None else (self.until - self.end).days


def add_days(day: date, days: int) -> date:
    """Return a day so many days later, or earlier for less than nothing; an end of the calendar at most."""
    return date.fromordinal(max(1, min(day.toordinal() + days, date.max.toordinal())))


def read_terms(told: Told[Commitment]) -> Terms:
    """Return what a telling promises.

    Args:
        told: a commitment as one document tells it.

    Returns:
        Its terms; a promise without a date has the year after its telling as its window.
    """
    row = told.row
    text = plain(told.words)
    by, to = _countries(row.by, told.parties), _countries(row.to, told.parties)
    country = row.place.country if row.place and row.place.country != NOBODY else ""
    host, visitors = _find_visit(row.action, by, to, country)
    named, offices = _named((*row.by, *row.to), told.parties)
    travellers = frozenset().union(*(named.get(side, frozenset()) for side in visitors))
    level, body = _find_level(text, offices, visitors, travellers)
    # "a visit by the prime minister" means who holds the office, not the envoy who prepares it
    if body or (level is Level.LEADER and not any(offices.values())):
        named = offices = {}
    start, end = (row.due.start, row.due.end) if row.due else _vague_window(told.published)
    occasions = occasions_in(text) | (occasions_in(plain(row.occasion)) if row.occasion else frozenset())
    names = frozenset().union(*(_stems_of(party.name) for party in told.parties.values()))
    return Terms(
        key=told.key,
        told=told,
        action=row.action,
        made=told.published,
        start=start,
        end=end,
        precision=row.due.precision if row.due else None,
        until=_find_until(row.action, end, row.due.precision if row.due else None),
        width=_WIDEST if row.due is None else (row.due.end - row.due.start).days + 1,
        countries=by | to,
        by=by,
        named=named,
        offices=offices,
        level=level,
        body=body,
        visitors=visitors,
        host=host,
        town=town_of(row.place.name) if row.place else "",
        country=country,
        occasions=occasions,
        issues=frozenset(row.issues) - GENERIC,
        words=frozenset(stems(told.words)) - names - stems_of_contacts(),
        moved=(row.due is not None and has_cue(text, "moved"))
        or (row.changes is not None and row.changes.kind != "advanced"),
        replaced=has_cue(text, "replaced"),
        retold=has_cue(text, "retold"),
        repeated=has_cue(text, "repeated"),
        bound=row.strength not in {Strength.INVITED, Strength.PROPOSED},
        broken_by=types_refrained(text) if row.action is Action.REFRAIN else frozenset(),
    )


def join_terms(tellings: Iterable[Terms]) -> Terms:
    """Return what the tellings of one promise undertake together.

    The most precise telling stands for all (``find_lead``); what it leaves out the others fill in.
    """
    members = list(tellings)
    if len(members) == 1:
        return members[0]
    lead = find_lead(members)
    made = min((t.made for t in members if t.made), default=None)
    if lead.vague:
        start, end = _vague_window(made)
    else:
        start, end = lead.start, lead.end
    level = next((t.level for t in (lead, *members) if t.level is not Level.UNKNOWN), Level.UNKNOWN)
    sited = next((t for t in (lead, *members) if t.town), next((t for t in (lead, *members) if t.country), lead))
    hosted = lead if lead.host else next((t for t in members if t.host), lead)
    body = any(t.body for t in members)
    return replace(
        lead,
        made=made,
        start=start,
        end=end,
        until=_find_until(lead.action, end, lead.precision),
        countries=_common(members, lead),
        named={} if body else _union(t.named for t in members),
        offices={} if body else _union(t.offices for t in members),
        level=level,
        body=body,
        visitors=hosted.visitors,
        host=hosted.host,
        town=sited.town,
        country=sited.country,
        occasions=lead.occasions or frozenset().union(*(t.occasions for t in members)),
        issues=frozenset().union(*(t.issues for t in members)),
        bound=any(t.bound for t in members),
        broken_by=frozenset().union(*(t.broken_by for t in members)),
    )


def find_lead(members: Iterable[Terms]) -> Terms:
    """Return the earliest telling of those that are most precise on what and when."""
    return min(
        members,
        key=lambda t: (
            t.width,
            -bool(t.town),
            -bool(t.occasions),
            -bool(t.named or t.body),
            t.made or FIRST,
            t.key,
        ),
    )


@lru_cache(maxsize=4096)
def _stems_of(name: str) -> frozenset[str]:
    return frozenset(stems(name))


def _find_until(action: Action, end: date | None, precision: Precision | None) -> date | None:
    if end is None:
        return None
    return end if precision is None else add_days(end, kind_of(action).grace[precision])


def _common(members: list[Terms], lead: Terms) -> frozenset[str]:
    """Return the parties that all tellings name, if these are two at least: a third one is often misread."""
    common = frozenset.intersection(*(t.countries for t in members))
    return common if len(common) > 1 else lead.countries


def _union(mappings: Iterable[Mapping[str, frozenset[str]]]) -> dict[str, frozenset[str]]:
    joined: dict[str, frozenset[str]] = {}
    for mapping in mappings:
        for country, values in mapping.items():
            joined[country] = joined.get(country, frozenset()) | values
    return joined


def _countries(ids: Iterable[str], parties: Mapping[str, Party]) -> frozenset[str]:
    return frozenset(parties[i].country for i in ids if i in parties and parties[i].country != NOBODY)


def _named(
    ids: Iterable[str], parties: Mapping[str, Party]
) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return the persons and bodies named of each country, and their offices."""
    named: dict[str, set[str]] = {}
    offices: dict[str, set[str]] = {}
    for actor in ids:
        party = parties.get(actor)
        if party is None or "/" not in actor:
            continue
        named.setdefault(party.country, set()).add(actor)
        if party.office:
            offices.setdefault(party.country, set()).add(party.office)
    return {c: frozenset(v) for c, v in named.items()}, {c: frozenset(v) for c, v in offices.items()}


def _find_visit(action: Action, by: frozenset[str], to: frozenset[str], country: str) -> tuple[str, frozenset[str]]:
    """Return the country to be visited and those who travel there."""
    if action is not Action.VISIT:
        return "", frozenset()
    host = country or (next(iter(to)) if len(to) == 1 and not to & by else "")
    return host, (by - {host}) or ((by | to) - {host})


def _find_level(
    text: str, offices: Mapping[str, frozenset[str]], visitors: frozenset[str], travellers: frozenset[str]
) -> tuple[Level, bool]:
    """Return the level of those who are to act, and whether the words name them as a group.

    Where words name groups of several levels ("the leaders agreed that foreign ministers ..."), the lowest is to act;
    it is the persons themselves where these are of that level. One named visitor travels himself, whatever groups the
    words speak of.
    """
    ladder = ranks()
    bodies = levels_in(text, "bodies")
    travels = len(visitors) == 1 and any(offices.get(country) for country in visitors)
    if len(visitors) == 1 and travellers:
        bodies -= {Level.LEADER}  # "the leaders spoke of a visit by residents"
    levels = levels_of_offices()
    sides = visitors or frozenset(offices)
    known = [
        max((levels[o] for o in offices[side] if o in levels), key=lambda level: ladder.get(level, 0), default=None)
        for side in sorted(sides)
        if side in offices
    ]
    found = [level for level in known if level]
    held = min(found, key=lambda level: (ladder.get(level, 0), level), default=None)
    if bodies and not travels:
        group = min(bodies, key=lambda level: (ladder.get(level, 0), level))
        return group, group is not held
    if held:
        return held, False
    single = levels_in(text, "single")
    return (max(single, key=lambda level: (ladder.get(level, 0), level)) if single else Level.UNKNOWN), False


def _vague_window(made: date | None) -> tuple[date | None, date | None]:
    return (made, add_days(made, vague_days())) if made else (None, None)
