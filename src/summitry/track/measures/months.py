"""Months as the ledger writes them (``YYYY-MM``), and the calendar between two of them."""

from datetime import date, timedelta

YEAR = 12
"""Months of a year."""


def month_of(day: date) -> str:
    """Return the month of a day.

    >>> month_of(date(2014, 2, 8))
    '2014-02'
    """
    return day.isoformat()[:7]


def list_months(first: str, last: str) -> tuple[str, ...]:
    """Return every month from one to another, both included; none when the first is the later one.

    >>> list_months("2013-11", "2014-02")
    ('2013-11', '2013-12', '2014-01', '2014-02')
    """
    return tuple(_name(number) for number in range(number_month(first), number_month(last) + 1))


def number_month(month: str) -> int:
    """Return months since the year 0, so that months can be counted and subtracted.

    >>> number_month("2014-02") - number_month("2013-11")
    3
    """
    return int(month[:4]) * YEAR + int(month[5:7]) - 1


def shift_month(month: str, by: int) -> str:
    """Return the month so many later (earlier where ``by`` is negative).

    >>> shift_month("2014-02", -3)
    '2013-11'
    """
    return _name(number_month(month) + by)


def last_whole_month(end: date) -> str:
    """Return the last month that is over on the evening of a day: a month half seen looks like a quiet one.

    >>> last_whole_month(date(2014, 2, 19)), last_whole_month(date(2014, 2, 28))
    ('2014-01', '2014-02')
    """
    whole = (end + timedelta(days=1)).day == 1
    return month_of(end) if whole else shift_month(month_of(end), -1)


def _name(number: int) -> str:
    return f"{number // YEAR:04d}-{number % YEAR + 1:02d}"
