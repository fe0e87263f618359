"""Find the expressions of time in a running text and resolve them."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from summitry.dates.calendar import make_span
from summitry.dates.doubt import is_date
from summitry.dates.grammar import Hit, find_phrases
from summitry.dates.lexicon import load_lexicon
from summitry.dates.meanings import read_meaning
from summitry.dates.setting import Setting
from summitry.dates.shares import Meaning
from summitry.dates.tense import read_tense
from summitry.dates.tokens import tokenize
from summitry.dates.when import DateSpan, Hemisphere, Precision, Tense, When
from summitry.dates.windows import find_limit, is_before_event, limit_tense, looks_ahead, make_window, place_event
from summitry.errors import DateError

_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\s*[-–•*])")
_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})(?<!\b[A-Z][a-z]{3})"  # no initial, no "Mr", "Gen", "Sept"
    r"[.!?]['\"”’)]{0,3}\s+(?=['\"“‘(\[]?[A-Z0-9])|" + _PARAGRAPH.pattern
)
_PLAIN = frozenset({"date", "relative", "time"})
_TOLD = frozenset({*_PLAIN, "range", "limit"})
_CALENDAR = frozenset(
    {"month_day", "day_month", "month_period", "year_period", "season_period", "quarter", "iso", "numeric", "weekday"}
)
_FULL = frozenset({"month_day", "day_month", "month_period"})
_YEARLESS = frozenset({"month_day", "day_month", "month_period", "season_period"})
_JOINS = frozenset({"to", "until", "till", "through", "and", "or", ",", "-", "–", "—", "/"})
_ENTRY = re.compile(r"\s*[:–—|-]")
_HEAD = 12  # characters into a paragraph at which the date of an entry may stand
_MEMORY = 40  # phrases back that are looked at, so that a page without paragraphs takes no longer
_MOVED = 9  # words before a date in which "was moved from" stands
_SHORT = 2  # nights of a meeting that is one point of reckoning: "on 29 and 30 July ... two days later"
_LONGEST = 300  # characters; what is longer is no expression of time
_REACH = 2  # sentences back in which "two days later" finds its date


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a phrase stands: the numbers of its sentence and paragraph, and whether it heads the paragraph."""

    sentence: int
    paragraph: int
    heads: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """A phrase with its meaning, while the text is gone through."""

    hit: Hit
    start: int
    end: int
    meaning: Meaning
    place: _Place
    limit: str = ""
    tense: Tense | None = None
    full: bool = False  # a day or a month of the calendar
    dated: bool = False  # that names its year


def find_dates(
    text: str,
    anchor: date | str | None,
    *,
    tense: Callable[[int, int], Tense | None] | None = None,
    hemisphere: Hemisphere = Hemisphere.NORTH,
    entry_at: Callable[[int], When | None] | None = None,
) -> tuple[DateSpan, ...]:
    """Find the expressions of time in a text and resolve them.

    >>> found = find_dates("They agreed to meet again in June.", "2014-02-19")
    >>> [str(span.when.start) for span in found if span.when]
    ['2014-06-01']

    Args:
        text: any text.
        anchor: the day of the document (a date, or an ISO date or date-time), which "yesterday" counts from; None when
            unknown: then only full dates, and what counts from them, resolve.
        tense: offsets of a phrase -> the tense of its clause, from a parse; without it, or where it answers None, words
            decide.
        hemisphere: whose seasons the text means.
        entry_at: offset of a phrase -> the date of the entry of a chronology that it stands in, from which it counts
            instead of the day of the document; None where it stands in no entry.

    Returns:
        The expressions in the order of the text, none overlapping another.

    Raises:
        DateError: the anchor is no ISO date.
    """
    return _find(text, Setting(_read_anchor(anchor), hemisphere=hemisphere), tense, entry_at)


def _find(
    text: str,
    whole: Setting,
    tense: Callable[[int, int], Tense | None] | None,
    entry_at: Callable[[int], When | None] | None = None,
) -> tuple[DateSpan, ...]:
    tokens = tokenize(text, load_lexicon())
    sentences = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text) + 1]
    paragraphs = [0, *(match.end() for match in _PARAGRAPH.finditer(text))]
    found: list[_Found] = []
    for hit in find_phrases(tokens):
        if not is_date(hit):
            continue
        start, end = hit.span()
        known = _enter(whole, entry_at(start)) if entry_at else whole
        sentence, paragraph = bisect_right(sentences, start) - 1, bisect_right(paragraphs, start) - 1
        place = _Place(sentence, paragraph, start - paragraphs[paragraph] <= _HEAD)
        limit = find_limit(hit)
        told = tense(start, end) if tense else None
        if told is None and looks_ahead(hit, limit):
            told = Tense.FUTURE
        elif limit in {"", "through"}:
            told = read_tense(text, (start, end), (sentences[sentence], sentences[sentence + 1]), told)
        tense_of = limit_tense(limit, told)
        setting = _look_around(known, tense_of, limit, found, place)
        meaning = read_meaning(hit, setting)
        if meaning is None:
            continue
        if meaning.kind == "relative":
            meaning = place_event(hit, meaning, _named_before(text, start, found))
        if limit and meaning.kind in _PLAIN:
            meaning = make_window(limit, hit, meaning, _entry_day(text, found, place) or known.anchor)
        if meaning.when is None and is_before_event(hit) and hit.name in {"count_after", "vague_after"}:
            end = hit.end_of_word(-2)  # "two days before the vote" names two days
        full = hit.name in _FULL
        found.append(_Found(hit, start, end, meaning, place, limit, tense_of, full, full and hit.has("Y")))
    return tuple(_make_span(text, item) for item in _join_ranges(text, found))


def _enter(whole: Setting, entry: When | None) -> Setting:
    """Return the setting inside the entry of a chronology: its last day is the anchor, its year that of its dates."""
    if entry is None:
        return whole
    return replace(whole, anchor=entry.end, entry=entry.start.year if entry.precision is Precision.YEAR else None)


def resolve_text(text: str, anchor: date | str | None, tense: Tense | None, hemisphere: Hemisphere) -> When | None:
    """Return what one expression means: ``When.resolve``, which documents it."""
    known = Setting(_read_anchor(anchor), hemisphere=hemisphere, sure=tense is not None)
    if len(text) > _LONGEST:
        return None
    for lead in ("", "in ", "on "):  # "May" and "the 26th" are dates behind their preposition only
        words = lead + text
        spans = _find(words, known, None if tense is None else lambda _start, _end: tense)
        if spans:
            return _whole(words, spans)
    return None


def _whole(text: str, spans: Sequence[DateSpan]) -> When | None:
    """Return what all expressions of a phrase mean together: "in March and April 2015" is two months."""
    if any(span.when is None and span.kind != "time" for span in spans):
        return None
    told = [span for span in spans if span.when is not None]
    for first, last in pairwise(told):
        if text[first.end : last.start].strip().lower() not in {*_JOINS, ", and", "", "on", ", on"}:
            return None
    days = [span.when for span in told if span.when is not None]
    if not days:
        return None
    if len(days) == 1 or len({(when.start, when.end) for when in days}) == 1:
        return days[0]
    whole = make_span(min(when.start for when in days), max(when.end for when in days))
    return whole and replace(whole, text=" ".join(text.split()))


def _read_anchor(anchor: date | str | None) -> date | None:
    if not isinstance(anchor, str):
        return anchor
    try:
        return date.fromisoformat(anchor[: len("2014-02-19")])
    except ValueError as error:
        message = f"anchor {anchor!r} is no ISO date; give one such as '2014-02-19', or None when it is unknown"
        raise DateError(message) from error


def _look_around(known: Setting, tense: Tense | None, limit: str, found: Sequence[_Found], place: _Place) -> Setting:
    """Add what the phrases before tell to what is known of a setting."""
    last: When | None = None
    last_day: date | None = None
    near_day: date | None = None
    told: When | None = None
    other: When | None = None  # the calendar date named last: a story that has gone on to another year stays there
    for item in reversed(found[-_MEMORY:]):
        meaning, beside = item.meaning, item.place.paragraph == place.paragraph
        if item.place.sentence < place.sentence - _REACH and not beside:
            break
        when = meaning.base if meaning.kind == "limit" else meaning.when
        if when is None or meaning.kind not in _TOLD:
            continue
        last = last or when
        if (when.end - when.start).days <= _SHORT and meaning.kind != "limit":
            last_day = last_day or when.end
            if item.place.sentence == place.sentence or (item.place.heads and beside):
                near_day = near_day or when.end
        if beside and item.full:
            if told is None and item.dated and (other is None or other.start.year == when.start.year):
                told = when
            other = other or when
    return Setting(
        known.anchor,
        tense,
        last,
        last_day,
        near_day,
        told,
        over=limit == "since",
        open=limit in {"by", "before", "until"},
        hemisphere=known.hemisphere,
        sure=known.sure,
        entry=known.entry,
    )


def _named_before(text: str, start: int, found: Sequence[_Found]) -> When | None:
    """Return the day that an apposition explains: "on Feb. 8, the day after"."""
    if not found or text[found[-1].end : start].strip() != ",":
        return None
    when = found[-1].meaning.when
    return when if when and when.precision is Precision.DAY else None


def _entry_day(text: str, found: Sequence[_Found], place: _Place) -> date | None:
    """Return the day of the entry of a chronology or diary, from which its promises run."""
    for item in reversed(found[-_MEMORY:]):
        if item.place.paragraph != place.paragraph:
            return None
        if item.place.heads and item.meaning.when and _ENTRY.match(text, item.end):
            when = item.meaning.when
            return when.start if when.precision is Precision.DAY else None
    return None


def _join_ranges(text: str, found: Sequence[_Found]) -> list[_Found]:
    """Make one stretch of "from June to August", "between 2010 and 2013", "28 April - 2 May"."""
    joined: list[_Found] = []
    for item in found:
        if not joined or not joined[-1].meaning.when or not item.meaning.when:
            joined.append(item)
            continue
        between = text[joined[-1].end : item.start].strip().lower()
        first, last = _share_year(joined[-1], item, between)
        if span := _read_range(first, last, between):
            joined[-1] = replace(first, hit=last.hit, end=last.end, meaning=Meaning("range", span), limit="")
        else:
            joined[-1:] = [first, last]
    return joined


def _share_year(first: _Found, last: _Found, between: str) -> tuple[_Found, _Found]:
    """Give both parts of "in March and April 2015", "from November to January 2014" the year that one of them names."""
    start, end = first.meaning.when, last.meaning.when
    names = {first.hit.name, last.hit.name}
    if start is None or end is None or between not in _JOINS or not names <= _YEARLESS:
        return first, last
    if _has_year(last) and not _has_year(first):
        start = _move(start, end.start.year - (start.start.month > end.start.month))
    elif _has_year(first) and not _has_year(last) and between not in {"and", ",", "or"}:
        end = _move(end, start.start.year + (end.start.month < start.start.month))
    return _with_date(first, start), _with_date(last, end)


def _has_year(item: _Found) -> bool:
    return item.hit.has("Y") or item.hit.has("YR")


def _with_date(item: _Found, when: When) -> _Found:
    if item.limit or item.meaning.when == when:
        return item
    base = item.meaning.base
    return replace(item, meaning=Meaning(item.meaning.kind, when, base and _move(base, when.start.year)))


def _read_range(first: _Found, last: _Found, between: str) -> When | None:
    start, end = first.meaning.when, last.meaning.when
    if last.limit:
        end = last.meaning.base or end
    if start and end and first.hit.name == last.hit.name == "weekday":
        start, end = _in_one_week(start, end, first.tense)
    if not start or not end or first.hit.name not in _CALENDAR or last.hit.name not in _CALENDAR:
        return None
    opened, moved = first.hit.word_before(), load_lexicon().moved
    joins = (
        between == "through"
        or (
            between in {"to", "until", "till"}
            and (opened == "from" or {first.hit.name, last.hit.name} <= _FULL)
            and not moved.intersection(first.hit.words_before(_MOVED))
        )
        or (between in {"and", "to"} and opened == "between")
        or (between in {"-", "–", "—", "/"} and first.meaning.kind == last.meaning.kind == "date")
    )
    return make_span(start.start, end.end) if joins else None


def _in_one_week(start: When, end: When, tense: Tense | None) -> tuple[When, When]:
    """Put "from Tuesday to Thursday" in order: back a week if it is told as past, else ahead."""
    if start.start <= end.start:
        return start, end
    if tense is Tense.PAST:
        return When.from_day(start.start - timedelta(7)), end
    return start, When.from_day(end.start + timedelta(7))


def _move(when: When, year: int) -> When:
    """Return the same days of another year."""
    shift = year - when.start.year
    try:
        return replace(when, start=when.start.replace(year=year), end=when.end.replace(year=when.end.year + shift))
    except ValueError:  # 29 February
        return when


def _make_span(text: str, item: _Found) -> DateSpan:
    when = item.meaning.when
    if when:
        words = (
            f"{item.limit} {text[item.start : item.end]}"
            if item.meaning.kind == "limit"
            else text[item.start : item.end]
        )
        when = replace(when, text=" ".join(words.split()))
    return DateSpan(item.start, item.end, when, item.meaning.kind, item.meaning.base)
