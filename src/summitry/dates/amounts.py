"""What amounts of time mean: "two years ago", "within 30 days", "the next five years", "in ten years"."""

from collections.abc import Callable
from datetime import date, timedelta

from summitry.dates.calendar import (
    make_month,
    make_span,
    shift_day,
)
from summitry.dates.grammar import Hit
from summitry.dates.lexicon import load_lexicon
from summitry.dates.setting import Setting, count_ahead, count_back, count_to
from summitry.dates.shares import (
    BACK,
    CLOCK_UNITS,
    Meaning,
    read_year,
)
from summitry.dates.when import Tense, When

_COUNTED = 14  # words before "in two weeks" among which "the third meeting" stands
_STORY = 200  # days between two dates of one story
_LONG = frozenset({"year", "decade", "century"})


def count(hit: Hit) -> float | None:
    """Return the number that a count names, None for "a few"."""
    total = 0.0
    for word, value in zip(hit.words("N"), hit.values("N"), strict=True):
        if word in {"few", "several", "many", "numerous", "various", "some"}:
            return None
        if word == "couple":
            return 2.0
        if word == "half":
            return 0.5
        if isinstance(value, int | float):
            total += float(value)
    total = total or 1.0
    return total + (0.5 if hit.has("HALF") or hit.has("HALF2") else 0.0)


def _count_after(hit: Hit, setting: Setting) -> Meaning | None:
    number, unit, words = count(hit), _unit(hit), hit.words("A")
    if number is None:
        return Meaning("vague")
    absolute = words[0] in {"ago", "hence", "from", "ahead", "away"}
    if absolute:
        day = setting.anchor
    elif unit == "day" and setting.last is not None:
        day = setting.last_day if _same_story(setting.last, setting.last_day) else None
    elif setting.last is None:
        day = None if words[0] not in BACK and setting.tense is Tense.PAST else setting.day
    else:
        day = setting.last.start
    kind = "date" if absolute else "relative"
    if day is None:
        return Meaning(kind)
    sign = -1 if words[0] in BACK else 1
    return Meaning(kind, count_to(day, unit, sign * number))


def _same_story(last: When, day: date | None) -> bool:
    """Tell whether the day named last belongs to what is told: after "in April 2012" last Tuesday counts no more."""
    return day is not None and abs((last.start - day).days) <= _STORY


def _unit(hit: Hit) -> str:
    value = str(hit.value("U"))
    return {"days": "day", "hours": "hour", "quarters": "quarter", "weekends": "weekend"}.get(value, value)


def _count_window(hit: Hit, setting: Setting) -> Meaning | None:
    number, unit, word = count(hit), _unit(hit), hit.word("R")
    if word in {"first", "opening", "final"}:
        start = _start_of_window(hit, setting)
        if start is None or number is None or word == "final":
            return Meaning("duration")
        return Meaning("duration", make_span(start, shift_day(start, unit, number) - timedelta(1)))
    if setting.anchor is None or number is None:
        return Meaning("duration")
    ahead = word in {"next", "coming", "upcoming", "forthcoming"}
    return Meaning("duration", (count_ahead if ahead else count_back)(setting.anchor, unit, number))


def _start_of_window(hit: Hit, setting: Setting) -> date | None:
    """Return the first day of what "the first ten days of" counts in."""
    if hit.has("M"):
        month = setting.pick(lambda year: make_month(year, hit.number("M")))
        return month.start if month else None
    year = read_year(hit, setting)
    return date(year, 1, 1) if year else None


def _duration(hit: Hit, setting: Setting) -> Meaning | None:
    number, unit = count(hit) if hit.has("N") else None, _unit(hit)
    before, near = hit.word_before(), setting.near_day or setting.anchor
    if number is None:
        return Meaning("duration")
    if before == "within":
        return Meaning("limit", count_ahead(near, unit, number) if near else None)
    if near is None or unit in CLOCK_UNITS:
        return Meaning("duration")
    gone = setting.tense is Tense.PAST or load_lexicon().counted.intersection(hit.words_before(_COUNTED))
    if before == "in" and not gone and (setting.tense is Tense.FUTURE or unit not in _LONG):
        return Meaning("date", count_to(near, unit, number))
    if before == "in" or (before == "for" and unit not in {"day", "week"}):
        return Meaning("duration", count_back(near, unit, number))
    return Meaning("duration")


AMOUNT_MEANINGS: dict[str, Callable[[Hit, Setting], Meaning | None]] = {
    "count_after": _count_after,
    "count_window": _count_window,
    "duration": _duration,
}
