"""What a visitor asks of a relationship's page: the state in its address."""

from dataclasses import dataclass
from datetime import date

from fastapi import HTTPException

from summitry.records import EventType, Level, Modality
from summitry.show.web.addresses import add_query, to_dyad
from summitry.track.values import Occurrence

ROWS = 40
"""Occurrences on one page."""
REAL = frozenset({Modality.OCCURRED, Modality.ONGOING})
_BAD = 400


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for; empty is everything.

    Attributes:
        issue: of occurrences, promises, positions and quotations.
        level: of occurrences.
        type: PLOVER type of occurrences.
        start: first day of occurrences.
        end: last day of occurrences.
        every: also what was planned, proposed, denied or called off.
        as_of: the day as of which the ledger speaks: what was published later does not count.
        watch: the issue of the crowding-out alarm.
        since: the time from which changes are listed.
        page: which page of occurrences, from 1.
    """

    issue: str = ""
    level: str = ""
    type: str = ""
    start: date | None = None
    end: date | None = None
    every: bool = False
    as_of: date | None = None
    watch: str = ""
    since: str = ""
    page: int = 1

    def values(self, **changes: object) -> dict[str, object]:
        """Return them as they stand in an address, the usual ones left out."""
        found: dict[str, object] = {
            "issue": self.issue,
            "level": self.level,
            "type": self.type,
            "start": self.start or "",
            "end": self.end or "",
            "every": "1" if self.every else "",
            "as_of": self.as_of or "",
            "watch": self.watch,
            "since": self.since,
            "page": self.page if self.page > 1 else "",
        }
        return {**found, **changes}

    def address(self, dyad: object, **changes: object) -> str:
        """Return the address of a pair's page with these filters, some of them changed."""
        return add_query(to_dyad(str(dyad)), **self.values(**changes))

    def file(self, dyad: object, name: str) -> str:
        """Return the address of a table or picture of what these filters leave: ``occurrences.csv``."""
        return add_query(f"{to_dyad(str(dyad))}/{name}", **self.values(page="", since=""))

    def keeps(self, one: Occurrence) -> bool:
        """Tell whether an occurrence is asked for."""
        return (
            (self.every or one.modality in REAL)
            and (not self.issue or self.issue in one.issues)
            and (not self.level or one.level.value == self.level)
            and (not self.type or one.event_type.value == self.type)
            and self._spans(one)
        )

    def _spans(self, one: Occurrence) -> bool:
        if self.start is None and self.end is None:
            return True
        first, last = one.start or one.first_known, one.end or one.first_known
        return (
            first is not None
            and last is not None
            and (self.start is None or last >= self.start)
            and (self.end is None or first <= self.end)
        )

    @property
    def narrowed(self) -> bool:
        """Whether occurrences are left out."""
        return bool(self.issue or self.level or self.type or self.start or self.end)


def read_filters(  # noqa: PLR0913  # a query has these parts
    *,
    issue: str = "",
    level: str = "",
    type: str = "",  # noqa: A002  # the word in the address
    start: str = "",
    end: str = "",
    every: str = "",
    as_of: str = "",
    watch: str = "",
    since: str = "",
    page: str = "",
) -> Filters:
    """Read the filters of a query.

    Raises:
        HTTPException: one has a value that it cannot have.
    """
    if level and level not in set(Level):
        raise HTTPException(_BAD, f"{level!r} is no level; take one of {', '.join(Level)}")
    if type and type not in set(EventType):
        raise HTTPException(_BAD, f"{type!r} is no type; take one of {', '.join(EventType)}")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < len(str(10**7)) else 1
    if page and page != str(number):
        raise HTTPException(_BAD, f"{page!r} is no page; write a number from 1")
    days = (_read_day(start), _read_day(end))
    return Filters(issue, level, type, *days, bool(every), _read_day(as_of), watch, since, max(number, 1))


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise HTTPException(_BAD, f"{text!r} is no day; write it as 2014-02-19") from error
