"""What dates mean that count from the day of the document or the story: "on Monday", "last week", "the day after"."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from summitry.dates.calendar import (
    cut,
    make_months,
    make_span,
    make_week,
    make_year,
    shift_day,
    widen,
)
from summitry.dates.grammar import Hit
from summitry.dates.setting import Setting, count_back, count_to
from summitry.dates.shares import (
    BACK,
    CLOCK_UNITS,
    DIRECT,
    EDGES,
    POINTED,
    Meaning,
    read_adjective,
    take_edge,
    take_relative,
    take_share,
)
from summitry.dates.when import Precision, Tense, When

_SUNDAY = 6
_POSSESSIVE = frozenset({"'s", "’s"})


def _weekday(hit: Hit, setting: Setting) -> Meaning | None:
    weekday = hit.number("W")
    if hit.has("WR"):
        if setting.anchor is None:
            return Meaning("date")
        week = make_week(shift_day(setting.anchor, "week", DIRECT.get(hit.word("WR"), 0)))
        return Meaning("date", When.from_day(week.start + timedelta(weekday)))
    if hit.word_before() in {"a", "any"} and not hit.has("R"):  # "on Feb. 8, a Saturday"
        told = setting.last_day
        return Meaning("date", When.from_day(told)) if told and told.weekday() == weekday else Meaning("vague")
    if setting.tense is Tense.PRESENT and hit.word_after() in _POSSESSIVE:
        setting = replace(setting, tense=None)  # "Monday's talks are a first"
    day = setting.find_weekday(weekday, read_adjective(hit))
    return Meaning("time" if hit.has("P") else "date", When.from_day(day) if day else None)


def _dayword(hit: Hit, setting: Setting) -> Meaning | None:
    if setting.anchor is None:
        return Meaning("date")
    word = hit.word("T")
    if word == "overnight":
        return Meaning("time", make_span(setting.anchor - timedelta(1), setting.anchor))
    return Meaning("time" if hit.has("P") else "date", When.from_day(setting.anchor + timedelta(hit.number("T"))))


def _dayword_near(hit: Hit, setting: Setting) -> Meaning | None:
    if setting.anchor is None:
        return Meaning("date")
    sign = 1 if hit.word("A") == "after" else -1
    return Meaning("date", When.from_day(setting.anchor + timedelta(hit.number("T") + sign)))


def _part_relative(hit: Hit, setting: Setting) -> Meaning | None:
    word = hit.word("R")
    pointed = word in {"that", "same", "following", "previous", "next", "preceding"}
    day = setting.day if pointed else setting.anchor
    if day is None:
        return Meaning("time")
    steps = POINTED[word] if pointed else {"last": -1}.get(word, 0)
    return Meaning("time", When.from_day(day + timedelta(steps)))


def _part_alone(_: Hit, setting: Setting) -> Meaning | None:
    return Meaning("time", When.from_day(setting.day) if setting.day else None)


def _clock(hit: Hit, setting: Setting) -> Meaning | None:
    group = "D" if hit.has("D") else "E"
    if not hit.has(group):
        return Meaning("time")
    if not hit.word(group).endswith("day") or hit.word(group) in {"today", "yesterday"}:
        day = setting.anchor + timedelta(hit.number(group)) if setting.anchor else None
    else:
        day = setting.find_weekday(hit.number(group))
    return Meaning("time", When.from_day(day) if day else None)


def _weekend(_: Hit, setting: Setting) -> Meaning | None:
    saturday = setting.find_weekday(5)
    if saturday is None:
        return Meaning("date")
    if setting.anchor and setting.anchor.weekday() == _SUNDAY:
        saturday = setting.anchor - timedelta(1)
    return Meaning("date", make_span(saturday, saturday + timedelta(1)))


def _unit_relative(hit: Hit, setting: Setting) -> Meaning | None:
    word, unit = read_adjective(hit), str(hit.value("U"))
    if unit in CLOCK_UNITS or unit == "half":
        return None
    the = hit.tokens.text[hit.tokens.starts[hit.match.start()] :][:3].lower() == "the"
    if word == "past":
        when = count_back(setting.anchor, unit, 1) if setting.anchor else None
        return Meaning("duration", when)
    if word in POINTED and (word != "next" or the) and not (word == "next" and setting.tense is Tense.FUTURE):
        from_day = setting.day if unit == "day" else setting.last.start if setting.last else setting.anchor
        if from_day is None:
            return Meaning("relative")
        return take_relative(hit, widen(shift_day(from_day, unit, POINTED[word]), unit), setting)
    if word == "latest" and unit == "quarter" and setting.anchor:
        return Meaning("date", widen(shift_day(setting.anchor, unit, -1), unit))
    if word not in DIRECT:
        return Meaning("vague")
    if unit == "day":
        if word in {"last", "past"} or hit.word_before() == "to":  # "to this day"
            return Meaning("vague")
        return Meaning("date", When.from_day(setting.anchor + timedelta(DIRECT[word])) if setting.anchor else None)
    if setting.anchor is None:
        return Meaning("date")
    return take_share(hit, widen(shift_day(setting.anchor, unit, DIRECT[word]), unit), setting)


def _unit_after(hit: Hit, setting: Setting) -> Meaning | None:
    unit = str(hit.value("U"))
    sign = -1 if hit.word("A") in BACK else 1
    last = setting.last
    if unit == "year" and last and last.precision in {Precision.QUARTER, Precision.HALF, Precision.SEASON}:
        months = 3 if last.precision is not Precision.HALF else 6
        return Meaning("relative", make_months(last.start.year + sign, last.start.month, months, last.precision))
    day = setting.day if unit == "day" else last.start if last else setting.anchor
    return Meaning("relative", count_to(day, unit, sign)) if day else Meaning("relative")


def _unit_share(hit: Hit, setting: Setting) -> Meaning | None:
    unit = str(hit.value("U"))
    day = setting.day if unit == "day" else setting.anchor
    if unit in CLOCK_UNITS or unit in {"half", "century"}:
        return None
    if day is None:
        return Meaning("relative")
    whole = widen(day, unit)
    return Meaning("relative", whole) if unit == "day" else take_share(hit, whole, setting)


def _unit_alone(hit: Hit, setting: Setting) -> Meaning | None:
    if setting.anchor is None:
        return Meaning("date")
    unit = str(hit.value("U"))
    if unit == "quarter" and setting.tense is not Tense.FUTURE:  # reports tell of the quarter that is over
        return Meaning("date", widen(shift_day(setting.anchor, unit, -1), unit))
    return Meaning("date", widen(setting.anchor, unit))


def _year_end(hit: Hit, setting: Setting) -> Meaning | None:
    if not hit.has("J") and hit.word("EDGE") != "end":  # "the week beginning"
        return None
    if setting.anchor is None:
        return Meaning("date")
    whole = make_year(hit.number("Y")) if hit.has("Y") else widen(setting.anchor, str(hit.value("U")))
    return Meaning("date", take_edge(whole, EDGES.get(hit.word("EDGE"), "late")), whole)


def _mid_unit(hit: Hit, setting: Setting) -> Meaning | None:
    if setting.anchor is None:
        return Meaning("date")
    whole = widen(setting.anchor, str(hit.value("U")))
    return Meaning("date", cut(whole, "mid"), whole)


def _weekday_week(hit: Hit, setting: Setting) -> Meaning | None:
    """Read "a week from Tuesday", "Friday week": seven days after the next one."""
    if setting.anchor is None:
        return Meaning("date")
    weekday = hit.number("W") if hit.has("W") else hit.number("V")
    ahead = (weekday - setting.anchor.weekday()) % 7 or 7
    return Meaning("date", When.from_day(setting.anchor + timedelta(ahead + 7)))


def _morrow(_: Hit, setting: Setting) -> Meaning | None:
    return Meaning("relative", When.from_day(setting.day + timedelta(1)) if setting.day else None)


TOLD_MEANINGS: dict[str, Callable[[Hit, Setting], Meaning | None]] = {
    "unit_out": _unit_alone,
    "unit_relative": _unit_relative,
    "unit_after": _unit_after,
    "unit_share": _unit_share,
    "weekend": _weekend,
    "unit_alone": _unit_alone,
    "year_end": _year_end,
    "mid_unit": _mid_unit,
    "weekday_week": _weekday_week,
    "dayword_near": _dayword_near,
    "dayword": _dayword,
    "weekday": _weekday,
    "part_relative": _part_relative,
    "part_alone": _part_alone,
    "clock": _clock,
    "morrow": _morrow,
}
