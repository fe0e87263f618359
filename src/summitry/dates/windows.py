"""Words before and behind a date that make a window of it: "by Sunday", "since 2012", "the day after the vote"."""

from datetime import date, timedelta

from summitry.dates.calendar import make_span
from summitry.dates.grammar import Hit
from summitry.dates.lexicon import load_lexicon
from summitry.dates.shares import Meaning
from summitry.dates.when import Precision, Tense, When

_LIMITS = {
    "by": "by",
    "before": "before",
    "until": "until",
    "till": "until",
    "til": "until",
    "through": "through",
    "within": "until",
    "since": "since",
}
_AHEAD = frozenset({"by", "before", "until"})
_PHRASES = {("no", "later", "than"), ("not", "later", "than"), ("on", "or", "before")}
_NO_EVENT = frozenset({"and", "but", "or", "at", "in", "on"})
_NAMED_EVENT = frozenset({"that", "this"})
_OCCASION = 9  # words in which "by the congress in Lisbon on" fits


def find_limit(hit: Hit) -> str:
    """Return the word that makes a phrase a limit ("by", "before", "until", "since"), or an empty string."""
    word = hit.word_before()
    if word in {"on", "of"}:
        word = _limit_of_occasion(hit)
    elif hit.words_before(3) in _PHRASES:
        word = "until"
    elif hit.words_before(2) == ("prior", "to"):
        word = "before"
    return _LIMITS.get(word, "")


def _limit_of_occasion(hit: Hit) -> str:
    """Return the "by" of "by the congress in Lisbon on 3 May", or an empty string."""
    words = hit.words_before(_OCCASION)
    for index in range(len(words) - 3, -1, -1):
        if words[index] in _AHEAD and words[index + 1] == "the":
            between = words[index + 2 : -1]
            named = load_lexicon().occasions.intersection(between)
            return words[index] if named and all(word.isalpha() for word in between) else ""
    return ""


def looks_ahead(hit: Hit, limit: str) -> bool:
    """Tell whether the words before a phrase place it ahead of the document: "by Friday", "as soon as Tuesday"."""
    return limit in _AHEAD or hit.words_before(3) == ("as", "soon", "as")


def limit_tense(limit: str, told: Tense | None) -> Tense | None:
    """Return the tense of a limit: "since June" looks back, "by June" ahead; a past clause means the nearer June."""
    if limit == "since":
        return Tense.PAST
    if limit in _AHEAD:
        return None if told is Tense.PAST else Tense.FUTURE
    return told


def make_window(limit: str, hit: Hit, meaning: Meaning, day: date | None) -> Meaning:
    """Turn the date behind a limit into the window that it closes or opens.

    "By" and "until" run to the end of what they name, "before" to the day before it; "by the autumn" ends before the
    autumn begins, "before the end of the year" with the year.

    Args:
        limit: the word from ``find_limit``.
        hit: the phrase.
        meaning: what the phrase means by itself.
        day: the day that the window is seen from.
    """
    when = meaning.when
    if when is None or day is None:
        return Meaning("limit", None, when)
    if limit == "since":
        return Meaning("limit", make_span(when.start, day), when)
    outside = (limit == "before" and not hit.has("EDGE")) or (limit == "by" and when.precision is Precision.SEASON)
    window = make_span(day, when.start - timedelta(1) if outside else when.end)
    if window is None:  # the limit lies in the past: what it names is all that is known
        return Meaning("limit", None if limit == "before" else when, when)
    return Meaning("limit", window, when)


def is_before_event(hit: Hit) -> bool:
    """Tell whether a phrase ends in "before" or "after" and what follows is the event it counts from."""
    if hit.word("A") not in {"before", "after"}:
        return False
    after = hit.word_after()
    return bool(after) and (after[0].isalnum() or after[0] in "\"'“‘`") and after.lower() not in _NO_EVENT


def place_event(hit: Hit, meaning: Meaning, named: When | None) -> Meaning:
    """Leave "the day after the vote" open, unless it explains a day just named: "on Feb. 8, the day after the opening".

    Args:
        hit: the phrase.
        meaning: what it would mean counted from the day named last.
        named: the day named right before it, with nothing but a comma between; else None.
    """
    if not is_before_event(hit) or hit.word_after().lower() in _NAMED_EVENT:
        return meaning
    if named is None or hit.name != "unit_after" or hit.word("U") != "day":
        return Meaning("relative")
    step = -1 if hit.word("A") == "after" else 1
    return Meaning("relative", named, When.from_day(named.start + timedelta(step)))
