"""Stretches of the calendar that words name: a month, a season, late March, the week of a day.

Seasons are counted by whole months: in the north spring is March to May, winter December to February of the next year;
in the south spring is September to November, summer December to February of the next year.
A third of a month ("early", "mid-", "late") is days 1 to 10, 11 to 20, 21 to the end; weeks run from Monday to Sunday.
"""

from calendar import monthrange
from datetime import date, timedelta

from summitry.dates.when import Hemisphere, Precision, When

_SEASON_MONTHS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_SOUTHERN_MONTHS = {"spring": 9, "summer": 12, "autumn": 3, "winter": 6}
_UNIT_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_UNIT_SECONDS = {"second": 1, "minute": 60, "hour": 3600}
_DAY_SECONDS = 86400
_TEN = 10
_MIDYEAR = 6
_DECADE_DAYS = 3652  # at least: two leap days


def make_months(year: int, month: int, count: int, precision: Precision) -> When:
    """Return ``count`` whole months from a month; ``month`` may run over 12 or under 1.

    >>> make_months(2013, 14, 1, Precision.MONTH).start
    datetime.date(2014, 2, 1)
    """
    first = year * 12 + month - 1
    last = first + count - 1
    last_year, last_month = last // 12, last % 12 + 1
    return When(
        date(first // 12, first % 12 + 1, 1),
        date(last_year, last_month, monthrange(last_year, last_month)[1]),
        precision,
    )


def make_month(year: int, month: int) -> When:
    """Return a month; it may run over 12 or under 1."""
    return make_months(year, month, 1, Precision.MONTH)


def make_year(year: int) -> When:
    """Return a year."""
    return make_months(year, 1, 12, Precision.YEAR)


def make_quarter(year: int, number: int) -> When:
    """Return the first to fourth quarter of a year; the number may run over."""
    return make_months(year, 3 * number - 2, 3, Precision.QUARTER)


def make_half(year: int, number: int) -> When:
    """Return the first or second half of a year; the number may run over."""
    return make_months(year, 6 * number - 5, 6, Precision.HALF)


def make_season(year: int, season: str, hemisphere: Hemisphere = Hemisphere.NORTH) -> When:
    """Return the season that begins in a year: the northern winter of 2013 ends in February 2014.

    >>> make_season(2014, "autumn", Hemisphere.SOUTH).start
    datetime.date(2014, 3, 1)
    """
    months = _SOUTHERN_MONTHS if hemisphere is Hemisphere.SOUTH else _SEASON_MONTHS
    return make_months(year, months[season], 3, Precision.SEASON)


def make_years(first: int, count: int) -> When:
    """Return several years, such as a decade."""
    return When(date(first, 1, 1), date(first + count - 1, 12, 31), Precision.SPAN)


def make_week(day: date) -> When:
    """Return the week of a day, Monday to Sunday."""
    monday = day - timedelta(day.weekday())
    return When(monday, monday + timedelta(6), Precision.WEEK)


def make_weekend(day: date) -> When:
    """Return the Saturday and Sunday of the week of a day."""
    monday = day - timedelta(day.weekday())
    return When(monday + timedelta(5), monday + timedelta(6), Precision.SPAN)


def make_span(start: date, end: date) -> When | None:
    """Return the days from one to another, or None when they run backwards."""
    return When(start, end, Precision.SPAN) if start <= end else None


def cut(when: When, share: str) -> When:
    """Return the early, middle or late part of a stretch.

    Thirds of a month as in the module's docstring; of a year January to March, May to August, October to December; of a
    decade the years 0-3, 4-6 and 7-9; of anything else thirds of its days.

    >>> cut(make_month(2014, 1), "late").start
    datetime.date(2014, 1, 21)

    Args:
        when: the whole.
        share: ``early``, ``mid`` or ``late``.
    """
    days = (when.end - when.start).days + 1
    if when.precision is Precision.MONTH:
        bounds = {"early": (0, 9), "mid": (10, 19), "late": (20, days - 1)}[share]
    elif when.precision is Precision.YEAR:
        year = when.start.year
        months = {"early": (1, 3), "mid": (5, 4), "late": (10, 3)}[share]
        part = make_months(year, *months, Precision.SPAN)
        return When(part.start, part.end, Precision.SPAN)
    elif when.precision is Precision.SPAN and when.end.year - when.start.year == _TEN - 1 and days >= _DECADE_DAYS:
        year = when.start.year
        first, count = {"early": (0, 4), "mid": (4, 3), "late": (7, 3)}[share]
        return make_years(year + first, count)
    else:
        third = max(days // 3, 1)
        bounds = {"early": (0, third - 1), "mid": (third, 2 * third - 1), "late": (2 * third, days - 1)}[share]
        bounds = (min(bounds[0], days - 1), min(bounds[1], days - 1))
    return When(when.start + timedelta(bounds[0]), when.start + timedelta(bounds[1]), Precision.SPAN)


def shift_day(day: date, unit: str, count: float) -> date:
    """Return the day some units later (earlier when negative), the last day of a shorter month at most.

    >>> shift_day(date(2014, 1, 31), "month", 1)
    datetime.date(2014, 2, 28)
    """
    if unit in _UNIT_SECONDS:
        return day + timedelta(int(count * _UNIT_SECONDS[unit] // _DAY_SECONDS))
    if unit in _UNIT_DAYS:
        return day + timedelta(round(count * _UNIT_DAYS[unit]))
    if unit == "weekend":
        return day + timedelta(round(count * 7))
    months = day.year * 12 + day.month - 1 + round(count * _UNIT_MONTHS[unit])
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def widen(day: date, unit: str) -> When:
    """Return the stretch named by a unit that holds a day: its week, its month, its year.

    >>> widen(date(2014, 2, 8), "month").end
    datetime.date(2014, 2, 28)
    """
    match unit:
        case "week" | "fortnight":
            return make_week(day)
        case "weekend":
            return make_weekend(day)
        case "month":
            return make_month(day.year, day.month)
        case "quarter":
            return make_quarter(day.year, (day.month + 2) // 3)
        case "half":
            return make_half(day.year, 1 if day.month <= _MIDYEAR else 2)
        case "year":
            return make_year(day.year)
        case "decade":
            return make_years(day.year // 10 * 10, 10)
        case "century":
            return make_years((day.year - 1) // 100 * 100 + 1, 100)
        case _:
            return When.from_day(day)


def easter(year: int) -> date:
    """Return Easter Sunday of the western churches.

    >>> easter(2014)
    datetime.date(2014, 4, 20)

    Source: the anonymous Gregorian computus (Meeus, Astronomical Algorithms, 1991, chapter 8).
    """
    golden, century, rest = year % 19, year // 100, year % 100
    correction = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - correction - rest % 4) % 7
    shift = (golden + 11 * correction + 22 * weekday) // 451
    month, day = divmod(correction + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def eastern_easter(year: int) -> date:
    """Return Easter Sunday of the eastern churches, in the Gregorian calendar.

    >>> eastern_easter(2022)
    datetime.date(2022, 4, 24)

    Source: the computus of the Julian calendar (Meeus, Astronomical Algorithms, 1991, chapter 8), and the days by which
    the two calendars differ, which grow by three in four centuries.
    """
    golden = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - golden + 34) % 7
    month, day = divmod(golden + weekday + 114, 31)
    return date(year, month, day + 1) + timedelta(year // 100 - year // 400 - 2)


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    """Return the first, second ... weekday of a month, the last one for -1.

    >>> nth_weekday(2014, 11, 3, 4)
    datetime.date(2014, 11, 27)
    """
    if number < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta((last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (number - 1))
