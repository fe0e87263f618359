"""Full dates: one date in any usual form, and the date that a text gives itself in its first lines."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from functools import cache
from typing import NamedTuple

from summitry.dates.grammar import Hit, find_phrases
from summitry.dates.lexicon import Lexicon, load_lexicon
from summitry.dates.meanings import read_meaning
from summitry.dates.setting import Setting
from summitry.dates.tokens import tokenize
from summitry.dates.when import Precision, When

_HEAD = 2500  # characters in which a text names its own date
_FULL_RULES = frozenset({"iso", "numeric", "month_day", "day_month"})
_YEAR = re.compile(r"\d{4}|\d[/.]\d")  # what a full date has somewhere
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_CLOCK = (
    r"(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d)(?::\d\d)?)?\s?(?P<half>[ap]\.?m\b\.?)?"
    r"[\s(]{{0,2}}(?P<zone>(?:{zones})(?:\s?[+-]\d{{1,2}}(?::?\d\d)?)?|[+-]\d\d:?\d\d|Z)?(?!\w)"
)
_ENTRY = re.compile(r"\s*(?:[-–—:|]|--)\s*\S")  # what follows the date of an entry in a chronology
_DATELINE = re.compile(r"\s*(?:\([^)\n]{2,60}\)|/[^/\n]{2,40}/)?\s*(?:[-–—_:]|--)")
_RUNS_ON = frozenset(
    {"from", "to", "until", "till", "covering", "between", "since", "before", "after", "of", "and", "by", "in"}
)
_NOON = 12
_SHORT_LINE = 48  # characters beside the date that a line may hold and still be a date line
_BODY_LINE = 160
_PLACE = 60  # characters that the place of a dateline may take


class _Candidate(NamedTuple):
    day: date
    start: int
    end: int
    hit: Hit


def parse_date(text: str) -> When | None:
    """Read one full date in any form that news uses.

    >>> parse_date("Thursday 17 April 2014").start
    datetime.date(2014, 4, 17)
    >>> parse_date("February 19, 2014 1:00 pm JST").text
    'February 19, 2014'

    Args:
        text: a short text: a dateline, a field of a Markdown head, a command line value. In figures that could be
            either the day stands before the month.

    Returns:
        The first day with a year in it, or None when there is none.
    """
    for candidate in _full_dates(text[:_HEAD], load_lexicon()):
        return When.from_day(candidate.day, text[candidate.start : candidate.end])
    match = _COMPACT.search(text[:_HEAD])
    if match:
        try:
            return When.from_day(date(*map(int, match.groups())), match.group())
        except ValueError:
            return None
    return None


def find_published(text: str) -> tuple[str, int, int] | None:
    """Find the publication date that a text gives itself in its first lines.

    A date line, a byline, a dateline with its year ("MOSCOW, April 29, 2013 (AP) -") or a date behind a word such as
    "Published". Ranges, entries of chronologies and dates told in sentences do not count.

    >>> find_published("February 19, 2014 1:00 pm JST")
    ('2014-02-19T13:00:00+09:00', 0, 29)

    Args:
        text: a document's text.

    Returns:
        ISO date, or date-time with offset where a time with a known zone stands with it, and the offsets of the words;
        None where no full date is found.
    """
    lexicon = load_lexicon()
    best: tuple[int, _Candidate] | None = None
    for candidate in _full_dates(text[:_HEAD], lexicon):
        score = _score(text, candidate)
        if score > 0 and (best is None or score > best[0]):
            best = (score, candidate)
    if best is None:
        return None
    candidate = best[1]
    stamp = _find_time(text, candidate)
    if stamp is None:
        return candidate.day.isoformat(), candidate.start, candidate.end
    moment, start, end = stamp
    return moment.isoformat(), min(start, candidate.start), max(end, candidate.end)


def _full_dates(text: str, lexicon: Lexicon) -> Iterator[_Candidate]:
    if not _YEAR.search(text):
        return
    tokens = tokenize(text, lexicon)
    for hit in find_phrases(tokens):
        if hit.name not in _FULL_RULES or not (hit.has("Y") or hit.name in {"iso", "numeric"}):
            continue
        meaning = read_meaning(hit, Setting(None))
        if meaning and meaning.when and meaning.when.precision is Precision.DAY and not hit.has("E"):
            first, last = hit.match.span()
            yield _Candidate(meaning.when.start, tokens.starts[first], tokens.ends[last - 1], hit)


def _score(text: str, candidate: _Candidate) -> int:
    """Weigh a date: above zero when it may be the text's own."""
    line_start = text.rfind("\n", 0, candidate.start) + 1
    line_end = text.find("\n", candidate.end)
    line_end = len(text) if line_end < 0 else line_end
    before, after = text[line_start : candidate.start], text[candidate.end : line_end]
    beside = len(before.strip()) + len(after.strip())
    score = 0
    if _cue().search(before[-60:] or text[max(line_start - 40, 0) : line_start].rstrip()):
        score += 4
    elif candidate.hit.word_before() in _RUNS_ON:
        score -= 2
    alone = beside <= _SHORT_LINE and not before.strip().endswith(("on", "in"))
    if alone or (_is_place(before) and _DATELINE.match(after)):
        score += 3
    if not before.strip(" •*-–\t") and _ENTRY.match(after) and beside > _SHORT_LINE:
        score -= 4
    if beside > _BODY_LINE:
        score -= 1
    return score


def _is_place(before: str) -> bool:
    """Tell whether a line starts as a dateline does: with a place in capitals."""
    words = before.strip(" ,.-–—").replace(",", " ").split()
    return bool(words) and len(before) <= _PLACE and words[0].isupper() and len(words[0]) > 1


@cache
def _cue() -> re.Pattern[str]:
    cues = sorted(load_lexicon().published, key=len, reverse=True)
    return re.compile(r"(?i)\b(?:" + "|".join(re.escape(cue) for cue in cues) + r")\b[^\n.]{0,40}$")


@cache
def _clock() -> re.Pattern[str]:
    return re.compile(_CLOCK.format(zones="|".join(load_lexicon().zones)), re.IGNORECASE)


def _find_time(text: str, candidate: _Candidate) -> tuple[datetime, int, int] | None:
    """Find a time with a zone on the line of the date, or alone on the next line that is not empty."""
    line_start = text.rfind("\n", 0, candidate.start) + 1
    line_end = text.find("\n", candidate.end)
    line_end = len(text) if line_end < 0 else line_end
    for first, last in ((candidate.end, line_end), (line_start, candidate.start)):
        for match in _clock().finditer(text, first, last):
            moment = _moment(candidate.day, match)
            if moment:
                return moment, match.start(), match.end()
    rest = re.compile(r"\s*").match(text, line_end)
    alone = _clock().match(text, rest.end() if rest else line_end)
    if alone and not text[alone.end() : alone.end() + _SHORT_LINE].split("\n", 1)[0].strip(" .)"):
        moment = _moment(candidate.day, alone)
        if moment:
            return moment, candidate.start, candidate.end
    return None


def _moment(day: date, match: re.Match[str]) -> datetime | None:
    hour, minute, half, zone = int(match["hour"]), int(match["minute"] or 0), match["half"], match["zone"]
    if not zone or not (match["minute"] or half):
        return None
    if half:
        hour = hour % _NOON + (_NOON if half[0] in "pP" else 0)
    offset = _offset(zone)
    try:
        return datetime(day.year, day.month, day.day, hour, minute, tzinfo=timezone(timedelta(minutes=offset)))
    except ValueError:
        return None


def _offset(zone: str) -> int:
    """Return the minutes east of Greenwich of "JST", "GMT+3", "+0900", "Z"."""
    name = re.match(r"[A-Za-z]*", zone)
    minutes = load_lexicon().zones.get(name.group().upper(), 0) if name else 0
    shift = re.search(r"([+-])(\d{1,2}):?(\d\d)?$", zone)
    if shift:
        amount = int(shift[2]) * 60 + int(shift[3] or 0)
        minutes += amount if shift[1] == "+" else -amount
    return minutes
