"""What dates of the calendar mean: "8 February", "late January", "the autumn of 2014", "the 1990s", "Christmas"."""

from collections.abc import Callable
from datetime import date, timedelta

from summitry.dates.calendar import (
    cut,
    easter,
    eastern_easter,
    make_half,
    make_month,
    make_quarter,
    make_season,
    make_week,
    make_weekend,
    make_year,
    make_years,
    nth_weekday,
    shift_day,
)
from summitry.dates.grammar import Hit
from summitry.dates.lexicon import load_lexicon
from summitry.dates.numeric import read_numeric
from summitry.dates.setting import Setting
from summitry.dates.shares import (
    DIRECT,
    Meaning,
    read_adjective,
    read_nth,
    read_year,
    take_share,
)
from summitry.dates.when import Precision, Tense, When

_NEW_YEAR = "New Year"
_MIDYEAR = 6
_CENTURY, _NINETY, _TEN, _LAST_CENTURY, _LAST_DAY = 100, 90, 10, 30, 31


def _iso(hit: Hit, _: Setting) -> Meaning | None:
    text = hit.tokens.text[hit.tokens.starts[hit.match.start()] : hit.tokens.ends[hit.match.start()]]
    return Meaning("date", When.from_day(date.fromisoformat(text)))


def _numeric(hit: Hit, setting: Setting) -> Meaning | None:
    day = read_numeric(str(hit.value("X")), setting.anchor)
    return Meaning("date", When.from_day(day)) if day else None


def _month_day(hit: Hit, setting: Setting) -> Meaning | None:
    month, first = hit.number("M"), hit.number("D")
    last = hit.number("E") or first

    def make(year: int) -> When:
        if last == first:
            return When.from_day(date(year, month, first))
        return When(date(year, month, first), date(year, month, last), Precision.SPAN)

    make(2000)  # 31 June is no date in any year
    year = read_year(hit, setting)
    if year is not None:
        return Meaning("date", make(year))
    if hit.has("W") and setting.anchor and last == first:
        for shift in (0, -1, 1):
            when = setting.choose(_shifted(make, shift), "")
            if when and when.start.weekday() == hit.number("W"):
                return Meaning("date", when)
    return Meaning("date", setting.pick(make))


def _week_of_day(hit: Hit, setting: Setting) -> Meaning | None:
    month, day = hit.number("M") or hit.number("M2"), hit.number("D") or hit.number("D2")
    year, make = read_year(hit, setting), make_weekend if hit.word("U") == "weekend" else make_week
    when = setting.pick(lambda year: make(date(year, month, day))) if year is None else make(date(year, month, day))
    return Meaning("date", when)


def _nth_weekday(hit: Hit, setting: Setting) -> Meaning | None:
    number, month, weekday = read_nth(hit, "O"), hit.number("M"), hit.number("W")
    if number not in {-1, 1, 2, 3, 4}:
        return None
    year = read_year(hit, setting)
    if year is not None:
        return Meaning("date", When.from_day(nth_weekday(year, month, weekday, number)))
    return Meaning("date", setting.pick(lambda year: When.from_day(nth_weekday(year, month, weekday, number))))


def _shifted(make: Callable[[int], When], shift: int) -> Callable[[int], When]:
    return lambda year: make(year + shift)


def _month(hit: Hit, setting: Setting) -> Meaning | None:
    month, year = hit.number("M"), read_year(hit, setting)
    if year is not None:
        whole: When | None = make_month(year, month)
    else:
        whole = setting.choose(lambda year: make_month(year, month), read_adjective(hit))
    return take_share(hit, whole, setting)


def _quarter(hit: Hit, setting: Setting) -> Meaning | None:
    number = read_nth(hit, "O")
    unit = hit.word("Q")
    if number < 0:
        if not (hit.has("Y") or hit.has("YR") or hit.has("RB")):
            return None
        number = 4 if unit == "quarter" else 2
    if number > (4 if unit == "quarter" else 2):
        return None
    make = make_quarter if unit == "quarter" else make_half
    year = hit.number("YB") or hit.number("YB2") or read_year(hit, setting)
    if hit.has("RB"):
        year = setting.year_of(hit.word("RB"))
    if year:
        return Meaning("date", make(year, number))
    if unit == "half" and hit.words_inside()[-1] != "year":  # of a match, a speech, anything
        return None
    return Meaning("date", setting.pick(lambda year: make(year, number)))


def _quarter_short(hit: Hit, _: Setting) -> Meaning | None:
    quarter, number = hit.word("L") == "q", hit.number("N")
    if number > (4 if quarter else 2):
        return None
    return Meaning("date", (make_quarter if quarter else make_half)(hit.number("Y"), number))


def _season(hit: Hit, setting: Setting) -> Meaning | None:
    season, year = str(hit.value("S")), read_year(hit, setting)
    if year is not None:
        whole: When | None = make_season(year, season, setting.hemisphere)
    else:
        whole = setting.choose(lambda year: make_season(year, season, setting.hemisphere), read_adjective(hit))
    return take_share(hit, whole, setting)


def _decade(hit: Hit, setting: Setting) -> Meaning | None:
    value = hit.value("D")
    if isinstance(value, int | float):
        first = 1900 + int(value)
    else:
        digits = "".join(character for character in str(value) if character.isdigit())
        first = int(digits) if len(digits) == len("1990") else 1900 + int(digits)
    whole = make_years(first, 10)
    if hit.has("MOD2"):
        return Meaning("date", cut(whole, hit.word("MOD2")), whole)
    return take_share(hit, whole, setting)


def _century(hit: Hit, _: Setting) -> Meaning | None:
    number = hit.number("O")
    if not 1 <= number <= _LAST_CENTURY:
        return None
    whole = make_years(number * 100 - 99, 100)
    return Meaning("date", cut(whole, hit.word("MOD")), whole) if hit.has("MOD") else Meaning("date", whole)


def _year_period(hit: Hit, setting: Setting) -> Meaning | None:
    return take_share(hit, make_year(hit.number("Y")), setting)


def _year_range(hit: Hit, _: Setting) -> Meaning | None:
    first, last = hit.number("Y"), hit.number("Z")
    if last < _CENTURY:
        last += first // 100 * 100
    return Meaning("range", make_years(first, last - first + 1)) if first < last <= first + 200 else None


def _year_words(hit: Hit, _: Setting) -> Meaning | None:
    century, tens = hit.number("C"), hit.number("Y2")
    if century not in {17, 18, 19, 20} or not _TEN <= tens <= _NINETY:
        return None
    return Meaning("date", make_year(century * 100 + tens + hit.number("Y3")))


def _ordinal(hit: Hit, setting: Setting) -> Meaning | None:
    number, word = hit.number("D"), hit.word("R")
    if not 1 <= number <= _LAST_DAY:
        return None
    if (
        word in {"this", "current"}
        or (not word and setting.last is None)
        or (word in {"last", "next"} and setting.anchor)
    ):
        if setting.anchor is None:
            return Meaning("date")
        month = shift_day(setting.anchor.replace(day=1), "month", DIRECT.get(word, 0))
        if not word and setting.tense is not Tense.FUTURE and number > setting.anchor.day:
            month = shift_day(month, "month", -1)
    elif setting.last:
        month = setting.last.start
    else:
        return Meaning("relative")
    return Meaning("date", When.from_day(month.replace(day=number)))


def _feast(hit: Hit, setting: Setting) -> Meaning | None:
    name = str(hit.value("F"))
    if hit.word_before() in load_lexicon().before["feast"]:  # "Chinese New Year", "Coptic Christmas"
        return None
    if name == _NEW_YEAR and hit.word_before() == "the":
        return new_year(hit, setting)
    kind, rule = load_lexicon().feasts[name]

    def make(year: int) -> When:
        if kind == "fixed":
            return When.from_day(date(year, *rule))
        if kind == "easter":
            return When.from_day(easter(year) + timedelta(rule[0]))
        if kind == "eastern":
            return When.from_day(eastern_easter(year) + timedelta(rule[0]))
        return When.from_day(nth_weekday(year, *rule))

    if hit.has("Y"):
        return Meaning("date", make(hit.number("Y")))
    return Meaning("date", setting.choose(make, hit.word("R")))


def new_year(_: Hit, setting: Setting) -> Meaning:
    """Return the first months of the year that begins nearest to the anchor: "in the new year"."""
    if setting.anchor is None:
        return Meaning("date")
    year = setting.anchor.year + (setting.anchor.month > _MIDYEAR)
    return Meaning("date", cut(make_year(year), "early"), make_year(year))


CALENDAR_MEANINGS: dict[str, Callable[[Hit, Setting], Meaning | None]] = {
    "iso": _iso,
    "numeric": _numeric,
    "month_day": _month_day,
    "day_month": _month_day,
    "week_of_day": _week_of_day,
    "nth_weekday": _nth_weekday,
    "month_period": _month,
    "quarter_short": _quarter_short,
    "quarter": _quarter,
    "feast": _feast,
    "season_period": _season,
    "decade_period": _decade,
    "century_period": _century,
    "year_period": _year_period,
    "year_range": _year_range,
    "year_words": _year_words,
    "new_year": new_year,
    "ordinal_day": _ordinal,
}
