"""What the parts of a phrase mean: "early", "the end of", "the first week of", "next", "of last year"."""

from datetime import timedelta
from typing import NamedTuple

from summitry.dates.calendar import (
    cut,
    make_half,
    make_month,
    make_span,
)
from summitry.dates.grammar import Hit
from summitry.dates.setting import Setting
from summitry.dates.when import Precision, When

POINTED = {
    "following": 1,
    "next": 1,
    "previous": -1,
    "preceding": -1,
    "prior": -1,
    "same": 0,
    "that": 0,
    "ensuing": 1,
    "subsequent": 1,
}
DIRECT = {
    "this": 0,
    "current": 0,
    "present": 0,
    "last": -1,
    "next": 1,
    "coming": 1,
    "upcoming": 1,
    "forthcoming": 1,
    "previous": -1,
    "preceding": -1,
}
BACK = frozenset({"ago", "earlier", "before", "previous", "previously", "prior", "preceding"})
CLOCK_UNITS = frozenset({"second", "minute", "hour"})
EDGES = {
    "beginning": "early",
    "start": "early",
    "outset": "early",
    "turn": "early",
    "middle": "mid",
    "end": "late",
    "close": "late",
}


class Meaning(NamedTuple):
    """What a phrase means: its kind, its date if it has one, and the date it is reckoned from (see ``DateSpan``)."""

    kind: str
    when: When | None = None
    base: When | None = None


def take_share(hit: Hit, whole: When | None, setting: Setting) -> Meaning:
    """Cut "early", "the end of", "the first week of" out of a whole."""
    if whole is None:
        return Meaning("date")
    mod, edge = hit.word("MOD"), hit.words("EDGE") or hit.words("END")
    if mod in {"earlier", "later"}:
        anchor = setting.anchor
        if anchor is None or not whole.contains(anchor) or whole.start == whole.end:
            return Meaning("date", whole)
        span = make_span(whole.start, anchor) if mod == "earlier" else make_span(anchor, whole.end)
        return Meaning("date", span, whole)
    if mod:
        return Meaning("date", cut(whole, mod), whole)
    if not edge:
        return Meaning("date", whole)
    if len(edge) == 1:
        return Meaning("date", take_edge(whole, EDGES.get(edge[0], "late")), whole)
    if edge[0] in {"early", "late", "mid"}:
        return Meaning("date", cut(whole, edge[0]), whole)
    return Meaning("date", take_piece(whole, read_nth(hit, "EDGE"), edge[1]), whole)


def take_relative(hit: Hit, whole: When, setting: Setting) -> Meaning:
    """Cut a share out of a whole that counts from another date: "the end of that month"."""
    meaning = take_share(hit, whole, setting)
    return Meaning("relative", meaning.when, meaning.base)


def take_edge(whole: When, share: str) -> When:
    """Return the beginning, middle or end of a whole; those of a year are its first and last month.

    Args:
        whole: the whole.
        share: ``early``, ``mid`` or ``late``.
    """
    if whole.precision is Precision.YEAR and share != "mid":
        month = make_month(whole.start.year, 1 if share == "early" else 12)
        return When(month.start, month.end, Precision.SPAN)
    return cut(whole, share)


def read_nth(hit: Hit, group: str) -> int:
    """Return which one an ordinal names; -1 for the last."""
    value = hit.value(group)
    if isinstance(value, int | float):
        return int(value)
    return {"first": 1, "second": 2, "opening": 1}.get(str(value), -1)


def take_piece(whole: When, number: int, unit: str) -> When | None:
    """Return the first, second ... week, day, half or weekend of a whole, the last for -1; None when there is none."""
    days = (whole.end - whole.start).days + 1
    if unit == "half":
        if whole.precision is Precision.YEAR:
            return make_half(whole.start.year, 1 if number == 1 else 2)
        middle = whole.start + timedelta(15 if whole.precision is Precision.MONTH else days // 2)
        return make_span(whole.start, middle - timedelta(1)) if number == 1 else make_span(middle, whole.end)
    if unit in {"week", "day"}:
        length = 7 if unit == "week" else 1
        start = whole.end - timedelta(length - 1) if number < 0 else whole.start + timedelta(length * (number - 1))
        end = min(start + timedelta(length - 1), whole.end)
        if start > end:
            return None
        return When(start, end, Precision.WEEK) if unit == "week" else When.from_day(start)
    if unit == "weekend":
        if number < 0:
            saturday = whole.end - timedelta((whole.end.weekday() - 5) % 7)
        else:
            saturday = whole.start + timedelta((5 - whole.start.weekday()) % 7 + 7 * (number - 1))
        return make_span(saturday, saturday + timedelta(1))
    return cut(whole, "late" if number < 0 else "early")


def read_year(hit: Hit, setting: Setting) -> int | None:
    """Return the year that a phrase names ("2014", "of last year"), or None."""
    if hit.has("Y"):
        return hit.number("Y")
    return setting.year_of(hit.word("YR")) if hit.has("YR") else None


def read_adjective(hit: Hit) -> str:
    """Return the "last", "this", "next", "that" of a phrase, or an empty string; "past" of "this past spring"."""
    words = hit.words("R")
    return next((word for word in words if word in {"past", "coming", "upcoming"}), words[0] if words else "")
