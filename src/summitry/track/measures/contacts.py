"""Contacts: how often the two sides meet or talk, at which level; how long they did not; what is due next."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from summitry.records import Action, Level
from summitry.track.dyads import Dyad
from summitry.track.measures.asking import Query, bind_days, load_sql, read_date
from summitry.track.measures.fates import Fate
from summitry.track.measures.months import month_of
from summitry.track.values import Status

EXACT_DAYS = 7
"""A contact told more vaguely than a week ("in March") neither begins nor ends a silence."""
SHORTLY_BEFORE = 31
"""Days before its first document of which a ledger may be taken to tell."""
CONTACT_ACTIONS = frozenset({Action.MEET, Action.VISIT, Action.NEGOTIATE})
"""Promises that a contact keeps."""


@dataclass(frozen=True, slots=True)
class Contact:
    """One meeting, visit, call or round of talks that took place, however many documents tell of it.

    Attributes:
        id: the occurrence.
        day: its first day; of one without a date the day on which the first report was published.
        until: its last day.
        dated: whether a report gives a date.
        level: the highest level at which both sides took part.
        mode: PLOVER mode (``visit``, ``phone`` and the like), or None.
        place: name of the place, or None.
    """

    id: str
    day: date
    until: date
    dated: bool
    level: Level
    mode: str | None = None
    place: str | None = None

    @property
    def exact(self) -> bool:
        """Whether its days are told to the week or better."""
        return self.dated and (self.until - self.day).days < EXACT_DAYS


@dataclass(frozen=True, slots=True)
class Contacts:
    """The contacts of a pair in a stretch of days.

    Source: counted by the level of those who meet, as the data on leaders' travel of Diplometrics (COLT) keep visits
    apart by role; reports of one contact are merged, so that each counts once.

    Attributes:
        dyad: the pair.
        start: first day asked for, or None for all there is.
        end: last day asked for.
        rows: every contact, in order of day.

    >>> rows = (
    ...     Contact("o-1", date(2013, 4, 29), date(2013, 4, 30), True, Level.LEADER),
    ...     Contact("o-2", date(2013, 4, 30), date(2013, 4, 30), True, Level.MINISTER),
    ...     Contact("o-3", date(2013, 9, 5), date(2013, 9, 5), True, Level.LEADER),
    ... )
    >>> found = Contacts(Dyad("JPN", "RUS"), None, date(2013, 12, 31), rows)
    >>> found.find("2013-04", Level.LEADER), found.count(), found.count(level=Level.LEADER)
    (('o-1',), 3, 2)
    """

    dyad: Dyad
    start: date | None
    end: date
    rows: tuple[Contact, ...]

    def find(self, month: str | None = None, level: Level | None = None) -> tuple[str, ...]:
        """Return the occurrences of one cell: of a month (``YYYY-MM``) and a level, of all of them where not given."""
        return tuple(
            row.id
            for row in self.rows
            if (month is None or month_of(row.day) == month) and (level is None or row.level is level)
        )

    def count(self, month: str | None = None, level: Level | None = None) -> int:
        """Return the number of contacts of one cell."""
        return len(self.find(month, level))

    def by_month(self) -> dict[str, dict[Level, tuple[str, ...]]]:
        """Return the table: month -> level -> occurrences; empty cells are left out."""
        table: dict[str, dict[Level, list[str]]] = {}
        for row in self.rows:
            table.setdefault(month_of(row.day), {}).setdefault(row.level, []).append(row.id)
        return {month: {level: tuple(ids) for level, ids in cells.items()} for month, cells in table.items()}


def find_contacts(query: Query, dyad: Dyad, start: date | None, end: date) -> Contacts:
    """Return the contacts of a pair: occurrences of CONSULT that occurred or go on.

    Args:
        query: the store's query function.
        dyad: the pair.
        start: first day, or None for all there is.
        end: last day.
    """
    rows = []
    for name, day, first, last, _, level, mode, place in query(load_sql("contacts"), bind_days(dyad, start, end)):
        begin = read_date(first) or date.fromisoformat(day)
        rows.append(Contact(name, begin, read_date(last) or begin, first is not None, Level(level), mode, place))
    return Contacts(dyad, start, end, tuple(rows))


@dataclass(frozen=True, slots=True)
class Silence:
    """A stretch of days without contact.

    Formula: days = (first day of the next contact) - (last day of the one before) - 1; of a silence that still lasts,
    (last day asked for) - (last day of the latest contact). Only contacts dated to the week or better bound one.

    Attributes:
        level: the level that is looked at, or None for contacts at any level.
        days: calendar days without contact.
        after: the contact that it follows.
        before: the contact that ends it; None while it lasts.
        vague: contacts at that level whose vague dates overlap it, so that it may have been shorter.
        documents: independent documents about the pair published in it: with none the ledger did not look, and the
            silence may be the ledger's own.
    """

    level: Level | None
    days: int
    after: Contact
    before: Contact | None
    vague: tuple[str, ...]
    documents: int


@dataclass(frozen=True, slots=True)
class Silences:
    """Silences by level; a level without two dated contacts has no longest one, without any no current one.

    Attributes:
        longest: the longest between two contacts, at any level and at each that is known.
        current: the one that lasts on the last day asked for, likewise.
    """

    longest: tuple[Silence, ...]
    current: tuple[Silence, ...]

    def longest_at(self, level: Level | None = None) -> Silence | None:
        """Return the longest silence at a level (None: at any level)."""
        return next((silence for silence in self.longest if silence.level is level), None)

    def current_at(self, level: Level | None = None) -> Silence | None:
        """Return the time since the last contact at a level (None: at any level)."""
        return next((silence for silence in self.current if silence.level is level), None)


def find_silences(contacts: Contacts, coverage: Sequence[tuple[date, int]] = ()) -> Silences:
    """Return the longest silence and the current one, at any level and at each.

    Args:
        contacts: the contacts of a pair.
        coverage: (day of publication, independent documents about the pair), from ``find_coverage``. What lay between
            two contacts of a time for which there are no documents is not known: such a pair bounds no silence.

    >>> first = Contact("o-1", date(2013, 4, 28), date(2013, 4, 30), True, Level.LEADER)
    >>> second = Contact("o-2", date(2013, 6, 17), date(2013, 6, 17), True, Level.LEADER)
    >>> found = find_silences(Contacts(Dyad("JPN", "RUS"), None, date(2013, 7, 1), (first, second)))
    >>> found.longest_at().days, found.longest_at().after.id, found.current_at(Level.LEADER).days
    (47, 'o-1', 14)
    """
    groups: dict[Level | None, list[Contact]] = defaultdict(list)
    for row in contacts.rows:
        groups[None].append(row)
        groups[row.level].append(row)
    longest, current = [], []
    opening = coverage[0][0] - timedelta(days=SHORTLY_BEFORE) if coverage else date.min
    for level in (None, *(level for level in Level if level is not Level.UNKNOWN)):
        rows = groups.get(level, [])
        exact = sorted((row for row in rows if row.exact), key=lambda row: (row.day, row.until, row.id))
        vague = [row for row in rows if row.dated and not row.exact]
        best: tuple[int, Contact, Contact] | None = None
        latest: Contact | None = None
        for row in exact:
            if latest is not None and latest.until >= opening:
                days = (row.day - latest.until).days - 1
                if days > 0 and (best is None or days > best[0]):
                    best = days, latest, row
            if latest is None or row.until > latest.until:
                latest = row
        if best is not None:
            longest.append(_silence(level, best, vague, coverage))
        if latest is not None and latest.until <= contacts.end:
            current.append(_silence(level, ((contacts.end - latest.until).days, latest, None), vague, coverage))
    return Silences(tuple(longest), tuple(current))


def _silence(
    level: Level | None,
    found: tuple[int, Contact, Contact | None],
    vague: Iterable[Contact],
    coverage: Sequence[tuple[date, int]],
) -> Silence:
    days, after, before = found
    last = date.max if before is None else before.day
    overlapping = tuple(row.id for row in vague if row.until > after.until and row.day < last)
    documents = sum(number for day, number in coverage if after.until < day < last)
    return Silence(level, days, after, before, overlapping, documents)


def find_coverage(query: Query, dyad: Dyad, start: date | None, end: date) -> tuple[tuple[date, int], ...]:
    """Return the days on which documents about a pair were published, with the number of independent ones."""
    found = query(load_sql("coverage"), bind_days(dyad, start, end))
    return tuple((date.fromisoformat(day), int(documents)) for day, documents in found)


@dataclass(frozen=True, slots=True)
class DueContact:
    """A contact that was promised and has not come yet.

    Attributes:
        promise: id of the promise.
        telling: key of the row whose words stand for it.
        action: meet, visit or negotiate.
        status: open (before or in its window) or due (the window is over, the grace is not).
        due_from: first day of the window, or None.
        due_to: last day of it, or None.
        place: where, or None.
        givers: country codes of those who promised it.
        days: days from the day asked for to the end of the window; negative when it is over; None without one.
    """

    promise: str
    telling: str
    action: Action
    status: Status
    due_from: date | None
    due_to: date | None
    place: str | None
    givers: tuple[str, ...]
    days: int | None


def find_due(fates: Iterable[Fate], end: date) -> tuple[DueContact, ...]:
    """Return the contacts that are due next, the most urgent first; those without a date come last.

    Args:
        fates: the promises of a pair, from ``find_fates``.
        end: the day from which days are counted.
    """
    found = [
        DueContact(
            *(fate.id, fate.telling, fate.action, fate.status, fate.due_from, fate.due_to, fate.place, fate.givers),
            days=None if fate.due_to is None else (fate.due_to - end).days,
        )
        for fate in fates
        if fate.action in CONTACT_ACTIONS and fate.status in {Status.OPEN, Status.DUE}
    ]
    return tuple(sorted(found, key=lambda due: (due.due_to or date.max, due.due_from or date.max, due.promise)))
