"""Dates in figures: 2014-02-19, 19.02.2014, 20/07/2012, 2022/10/6."""

import re
from datetime import date

_PARTS = re.compile(r"\d+")
_YEAR_DIGITS = 4
_CENTURY_TURN = 50  # 49 is 2049, 50 is 1950


def read_numeric(text: str, anchor: date | None = None) -> date | None:
    """Read a date in figures.

    A year of four digits may stand first. Otherwise it is last; the day stands before the month, except that of two
    readings of a date with slashes the one nearer to the anchor counts.

    >>> read_numeric("20/07/2012")
    datetime.date(2012, 7, 20)

    Args:
        text: three numbers with a stop, slash or hyphen between them.
        anchor: the day of the document.

    Returns:
        The day, or None when it is none.
    """
    parts = _PARTS.findall(text)
    if len(parts) != len(("year", "month", "day")):
        return None
    if len(parts[0]) == _YEAR_DIGITS:
        return _make(parts[0], parts[1], parts[2])
    day_first, month_first = _make(parts[2], parts[1], parts[0]), _make(parts[2], parts[0], parts[1])
    if day_first and month_first and anchor and "/" in text:
        return min(day_first, month_first, key=lambda day: abs(day - anchor))
    return day_first or month_first


def _make(year: str, month: str, day: str) -> date | None:
    number = int(year)
    if len(year) < _YEAR_DIGITS:
        number += 2000 if number < _CENTURY_TURN else 1900
    try:
        return date(number, int(month), int(day))
    except ValueError:
        return None
