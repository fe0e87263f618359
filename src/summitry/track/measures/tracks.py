"""Tracks side by side: leaders, ministers, deputies, officials; how often each met, and which one moved what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from summitry.records import EventType, Level
from summitry.track.dyads import Dyad
from summitry.track.measures.asking import Query, bind_days, load_sql
from summitry.track.measures.contacts import Contacts
from summitry.track.measures.fates import LADDER, Fate
from summitry.track.rows import load_list
from summitry.track.values import Status

NO_ISSUE = "-"
"""The issue of what names none."""
KEPT = frozenset({Status.KEPT, Status.KEPT_LATE})


@dataclass(frozen=True, slots=True)
class Move:
    """One act of agreeing, supporting or conceding that took place.

    Attributes:
        id: the occurrence.
        day: its day.
        event_type: AGREE, SUPPORT or CONCEDE.
        level: the track it belongs to.
        issues: issue keys; ``-`` alone for none.
    """

    id: str
    day: date
    event_type: EventType
    level: Level
    issues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrackIssue:
    """What one track moved on one issue; of what names several issues each counts it.

    Attributes:
        issue: issue key; ``-`` for what names none.
        moves: occurrences of agreeing, supporting and conceding.
        made: promises made at this level.
        kept: those among them that were kept, late ones among them.
        partly: those kept in part.
        lapsed: those that lapsed.
    """

    issue: str
    moves: tuple[str, ...] = ()
    made: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    partly: tuple[str, ...] = ()
    lapsed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Track:
    """One level of dealings.

    Attributes:
        level: the level.
        contacts: its contacts.
        issues: what it moved, the most moved issue first.
    """

    level: Level
    contacts: tuple[str, ...]
    issues: tuple[TrackIssue, ...]

    def moved(self, issue: str) -> TrackIssue:
        """Return what it moved on an issue; empty where nothing."""
        return next((row for row in self.issues if row.issue == issue), TrackIssue(issue))


@dataclass(frozen=True, slots=True)
class Tracks:
    """The tracks of a pair: the four of the executive always, others where there is anything, in order of rank.

    An act belongs to the level that its occurrence has, a promise to the level at which it was given (``Fate.level``).
    That a track moved an issue is a count of acts told of it, not a proof of cause.
    """

    rows: tuple[Track, ...]

    def at(self, level: Level) -> Track:
        """Return the track of a level; empty where nothing is told of it."""
        return next((track for track in self.rows if track.level is level), Track(level, (), ()))


def find_moves(query: Query, dyad: Dyad, start: date | None, end: date) -> tuple[Move, ...]:
    """Return the acts of agreeing, supporting and conceding of a pair that took place, in order of day."""
    return tuple(
        Move(name, date.fromisoformat(day), EventType(kind), Level(level), load_list(issues) or (NO_ISSUE,))
        for name, day, kind, level, issues in query(load_sql("moves"), bind_days(dyad, start, end))
    )


def find_tracks(contacts: Contacts, moves: Iterable[Move], fates: Iterable[Fate]) -> Tracks:
    """Return the tracks side by side.

    Args:
        contacts: the pair's contacts.
        moves: from ``find_moves``.
        fates: its promises, from ``find_fates``.
    """
    met: dict[Level, list[str]] = {}
    for row in contacts.rows:
        met.setdefault(row.level, []).append(row.id)
    table: dict[Level, dict[str, dict[str, list[str]]]] = {}
    for move in moves:
        for issue in move.issues:
            _put(table, move.level, issue, "moves", move.id)
    for fate in fates:
        for issue in fate.issues or (NO_ISSUE,):
            _put(table, fate.level, issue, "made", fate.id)
            if fate.status in KEPT:
                _put(table, fate.level, issue, "kept", fate.id)
            elif fate.status in {Status.PARTLY, Status.LAPSED}:
                _put(table, fate.level, issue, fate.status.value, fate.id)
    levels = (level for level in Level if level in LADDER or level in met or level in table)
    return Tracks(tuple(_track(level, met.get(level, []), table.get(level, {})) for level in levels))


def _put(table: dict[Level, dict[str, dict[str, list[str]]]], level: Level, issue: str, what: str, name: str) -> None:
    table.setdefault(level, {}).setdefault(issue, {}).setdefault(what, []).append(name)


def _track(level: Level, met: list[str], issues: dict[str, dict[str, list[str]]]) -> Track:
    rows = [
        TrackIssue(issue, **{what: tuple(dict.fromkeys(names)) for what, names in cells.items()})
        for issue, cells in issues.items()
    ]
    rows.sort(key=lambda row: (-len(row.moves) - len(row.kept), -len(row.made), row.issue))
    return Track(level, tuple(met), tuple(rows))
