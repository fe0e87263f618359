"""Whether two reports tell of one occurrence: evidence for and against, added up as log odds."""

import math
from typing import NamedTuple

from summitry.records import Event
from summitry.track.merge.copies import COPY, share_of
from summitry.track.merge.profile import CONTACT, Dating, Profile, State, distance, profile
from summitry.track.values import Edge, Judgement, Told

SAME_FROM = 0.65
UNSURE_FROM = 0.35
CANDIDATE_FROM = 0.25
CLOSE = 3
"""Days up to which two dated reports that exclude each other are worth a row that keeps them apart."""

NEIGHBOURS_MOST = 0.6
"""Most that two reports of different days reach, all else being alike: that one is a day off, a person has to say."""

PRIOR = {CONTACT: -1.2}
PRIOR_OTHER = -3.4
"""Log odds of two reports of one block before anything is compared: leaders meet seldom, but agree on much in a day."""

SPOKEN = frozenset({"agreement", "support", "words"})
"""Families of acts of which one meeting brings many: the same people in the same place say little on which it is."""

NO_CHANCE = 2
"""Content words in common from which they are no chance."""

SPEAKING = 4
"""Content words from which silence on the other's words counts against."""

NEAR_KM = 40.0
"""Kilometres up to which two places are one: a palace and its city, an airport and the town."""

FAR_KM = 150.0
"""Kilometres from which two places of one country are two; between the two figures it is open."""


class Found(NamedTuple):
    """One piece of evidence: log odds for one occurrence, and the words that say so (none where it says little)."""

    odds: float
    reason: str = ""


class Weighed(NamedTuple):
    """A pair weighed.

    Attributes:
        score: probability that the two tell of one occurrence.
        reasons: why, the strongest evidence first.
        excluded: whether dates, parties or places exclude it.
        gap: days between the windows, 0 where they touch or one is open.
    """

    score: float
    reasons: tuple[str, ...]
    excluded: bool
    gap: int


_NOTHING = Found(0.0)


def judge(left: Told[Event], right: Told[Event]) -> Edge | None:
    """Judge whether two reports tell of one occurrence.

    Args:
        left: one report.
        right: the other; the order makes no difference.

    Returns:
        The judgement with its probability and reason, or None where it is not worth a row.
    """
    return judge_profiles(profile(left), profile(right))


def judge_profiles(left: Profile, right: Profile) -> Edge | None:
    """Judge two reports by their profiles; as ``judge``, for who keeps the profiles."""
    if left.key == right.key or left.family != right.family:
        return None
    weighed = weigh(left, right)
    if weighed.excluded:
        if weighed.gap > CLOSE or weighed.score < _WORTH_KEEPING_APART:
            return None
        return _edge(left, right, Judgement.DIFFERENT, weighed)
    if weighed.score >= SAME_FROM:
        return _edge(left, right, Judgement.SAME, weighed)
    if weighed.score >= UNSURE_FROM:
        return _edge(left, right, Judgement.UNSURE, weighed)
    return _edge(left, right, Judgement.CANDIDATE, weighed) if weighed.score >= CANDIDATE_FROM else None


_WORTH_KEEPING_APART = 0.03


def weigh(left: Profile, right: Profile) -> Weighed:
    """Return the probability that two reports of one family tell of one occurrence, with its reasons.

    The evidence is added as log odds, as if its pieces were independent.
    """
    when, gap = compare_dates(left, right)
    if gap > CLOSE:
        return Weighed(0.0, (when.reason,), excluded=True, gap=gap)
    who = compare_parties(left, right)
    where = compare_places(left, right)
    if where.odds <= _EXCLUDES and Dating.NONE in {left.dating, right.dating}:
        when = Found(min(when.odds, 0.0))
    found = [
        when,
        who,
        where,
        compare_kinds(left, right),
        compare_levels(left, right),
        compare_words(left, right),
        compare_settings(left, right),
    ]
    total = PRIOR.get(left.family, PRIOR_OTHER) + sum(piece.odds for piece in found)
    reasons = tuple(piece.reason for piece in sorted(found, key=lambda piece: -abs(piece.odds)) if piece.reason)
    score = 1 / (1 + math.exp(-total)) if total > -_STEEP else 0.0
    if gap and left.dating is right.dating is Dating.HARD:
        score = min(score, NEIGHBOURS_MOST)
    firm = gap > 0 and Dating.VAGUE not in {left.dating, right.dating}
    excluded = score < UNSURE_FROM and (firm or who.odds <= _EXCLUDES or where.odds <= _EXCLUDES)
    return Weighed(score, reasons, excluded, gap)


_STEEP = 30.0
_EXCLUDES = -2.0


def compare_dates(left: Profile, right: Profile) -> tuple[Found, int]:
    """Return what the dates say, and the days between them (0 where they touch or one is open)."""
    if left.dating is Dating.NONE or right.dating is Dating.NONE:
        return _compare_open(left, right), 0
    gap = max(left.low, right.low) - min(left.high, right.high)
    firm = left.dating is not Dating.VAGUE and right.dating is not Dating.VAGUE
    if gap <= 0:
        if firm:
            guessed = left.dating is Dating.GUESSED or right.dating is Dating.GUESSED
            return (Found(1.8, "days that fit") if guessed else Found(2.6, "same day")), 0
        width = max(left.high - left.low, right.high - right.low) + 1
        return Found(1.6 - 0.5 * math.log(width / 7) + _remembered(left, right), "dates that fit"), 0
    if gap == 1 and firm:
        return Found(-3.0, "neighbouring days"), 1
    if gap <= CLOSE:
        if firm:
            return Found(-6.0, "days apart"), gap
        # "late November" of a plan for 1 December
        return Found(0.0 if State.AHEAD in {left.state, right.state} else -2.0, "dates nearly fit"), gap
    return Found(-9.0, "dates far apart"), gap


def _remembered(left: Profile, right: Profile) -> float:
    """Weigh that both tell of what lies over a year back: few acts of a pair are remembered so long."""
    return 1.0 if min(left.published - left.high, right.published - right.high) > _LONG_AGO else 0.0


_LONG_AGO = 366


def _compare_open(left: Profile, right: Profile) -> Found:
    """Weigh a report without a date: what has just happened is told without one more often than what lies back."""
    if left.dating is right.dating:
        if not left.published or not right.published:
            return _NOTHING
        lag = abs(left.published - right.published)
        return Found(0.6, "told at one time") if lag <= CLOSE else Found(max(-1.2, -0.3 - lag / 90))
    open_one, other = (left, right) if left.dating is Dating.NONE else (right, left)
    if not open_one.published:
        return _NOTHING
    if open_one.state is State.AHEAD:
        return Found(-1.6 if 0 <= other.low - open_one.published <= _SOON else -2.5)
    lag = open_one.published - other.high
    if other.low > open_one.published:
        return Found(-3.0, "told before the day")
    if open_one.document == other.document:  # what is told beside it without its date lies further back
        return Found(-1.5)
    if lag <= CLOSE and other.dating is not Dating.VAGUE:
        return Found(1.2, "told just after the day")
    if lag <= _FRESH:
        return Found(0.2)
    return Found(-1.2 if lag <= _SOON else -1.8)


_FRESH = 14
_SOON = 92


def compare_parties(left: Profile, right: Profile) -> Found:
    """Return what those who take part say: the same people on both sides, or others of one state."""
    shared = left.countries & right.countries
    odds, matched, clash = 0.0, 0, False
    for country in shared:
        one, other = left.named.get(country), right.named.get(country)
        if not one or not other:
            continue
        both = len(one & other) or _count_namesakes(one, other)
        if not both:
            clash = True
        else:
            matched += 1
            whole = 0.9 if left.family in SPOKEN else 1.3
            odds += whole if both == len(one) == len(other) else _PARTLY[left.document == right.document]
    if not left.named and not right.named and len(left.words & right.words) < NO_CHANCE:
        odds -= 0.6  # officials of two states may meet twice on a day
    strangers = (left.countries ^ right.countries) - {left.place_country, right.place_country}
    odds -= 0.9 * min(len(strangers), 3)
    if len(shared) <= 1 < min(len(left.countries), len(right.countries)):
        odds -= 1.5
    if clash:
        odds -= 3.2 if not matched else 2.6
        return Found(odds, "other people" if not matched else "partly other people")
    if matched > 1:
        return Found(odds, "same people on both sides")
    return Found(odds, "same person" if matched else "")


def _count_namesakes(one: frozenset[str], other: frozenset[str]) -> int:
    """Return how many ids of one state's people name someone that the other names more fully ("aoki", "ken-aoki")."""
    left = [set(actor.partition("/")[2].split("-")) for actor in one]
    right = [set(actor.partition("/")[2].split("-")) for actor in other]
    known = [[mine <= theirs or theirs <= mine for theirs in right] for mine in left]
    return min(sum(map(any, known)), sum(map(any, zip(*known, strict=True))))


_PARTLY = {False: 0.7, True: -0.3}
"""Odds where only some of those named are the same; one document would name all of them in the same meeting."""


def compare_places(left: Profile, right: Profile) -> Found:
    """Return what the places say; one told in the other's words counts too."""
    if not left.place or not right.place:
        told = (left.place_words and left.place_words <= right.words) or (
            right.place_words and right.place_words <= left.words
        )
        return Found(1.0, f"{(left.place or right.place).title()} in both") if told else _NOTHING
    if left.place == right.place:
        return Found(0.4 if left.family in SPOKEN else 1.6, left.place.title())
    if left.where is not None and right.where is not None:
        apart = distance(left.where, right.where)
        if apart <= NEAR_KM:
            return Found(1.3, "places close together")
    elif left.place_country == right.place_country:
        return Found(0.2)
    else:
        apart = FAR_KM
    if left.place_words <= right.words or right.place_words <= left.words:
        return _NOTHING
    if left.place_country != right.place_country:
        return Found(-2.2, "other country")
    return Found(-1.8, "other place") if apart >= FAR_KM else Found(-0.5)


def compare_kinds(left: Profile, right: Profile) -> Found:
    """Return what type, mode, reality and direction say."""
    odds, reason = 0.0, ""
    if left.event_type is not right.event_type:
        odds -= 1.0
    if left.mode and right.mode and left.mode != right.mode:
        distant = {left.mode, right.mode} & _DISTANT
        odds -= 5.0 if distant else 0.2
        reason = "not in the same way" if distant else ""
    states = {left.state, right.state}
    if states == {State.OFF}:
        odds += 1.5  # few acts fall away
    if left.state is not right.state:
        if State.OFF in states:
            odds -= 4.5 if State.HAPPENED in states else 1.0
            reason = reason or "one says it fell away"
        elif State.SUPPOSED in states:
            odds -= 1.5
        else:
            odds += _compare_plan(left, right)
    if left.family != CONTACT and left.sources and right.sources and not left.sources & right.sources:
        odds -= 3.0
        reason = reason or "done by another side"
    return Found(odds, reason)


_DISTANT = frozenset({"phone", "call", "video", "letter"})


def _compare_plan(left: Profile, right: Profile) -> float:
    """Weigh a plan against what took place: a plan must have been told before the day was over."""
    plan, act = (left, right) if left.state is State.AHEAD else (right, left)
    if plan.published and act.dating is not Dating.NONE and plan.published > act.high + 1:
        return -2.5
    return -0.4


def compare_levels(left: Profile, right: Profile) -> Found:
    """Return what the levels say."""
    if not left.level or not right.level:
        return _NOTHING
    if left.level == right.level:
        return Found(0.4)
    return Found(-0.8, "other level") if left.named and right.named else Found(-0.3)


def compare_words(left: Profile, right: Profile) -> Found:
    """Return what the words say: of one act, or of one text."""
    if left.words and left.words == right.words and left.document != right.document:
        copied = share_of(left.sketch, right.sketch) >= COPY
        return Found(3.0 if copied else 1.5, "same words")
    least, shared = min(len(left.words), len(right.words)), len(left.words & right.words)
    overlap = shared / least if least else 0.0
    if left.family == CONTACT:
        return Found(min(1.2, 1.5 * overlap)) if shared >= NO_CHANCE else _NOTHING
    if not least:
        return Found(-0.5)
    if not shared or (least >= SPEAKING and overlap < _UNLIKE):
        return Found(-1.5, "other words")
    cosine = shared / math.sqrt(len(left.words) * len(right.words))  # a long list shares a word with everything
    return Found(min(2.5, 4.0 * cosine) * min(1.0, shared / NO_CHANCE), "like words" if cosine >= _LIKE else "")


_UNLIKE = 0.15
_LIKE = 0.4
"""Shares of the shorter report's words that the other has too: below the first it is a word that all reports have."""


def compare_settings(left: Profile, right: Profile) -> Found:
    """Return what occasion, issues, a number and being told in one document say."""
    odds, reason = 0.0, ""
    if left.occasion and right.occasion:
        odds += 0.9 if left.occasion & right.occasion else -1.0
    if left.issues and right.issues:
        contact = left.family == CONTACT
        odds += (0.3 if contact else 0.7) if left.issues & right.issues else (-0.2 if contact else -0.9)
    if left.number and left.number == right.number:
        odds += 2.0
        reason = f"both number {left.number}"
    if left.document == right.document:
        odds -= 0.6 if left.family == CONTACT else 3.0
    return Found(odds, reason)


def _edge(left: Profile, right: Profile, judgement: Judgement, weighed: Weighed) -> Edge:
    first, second = (left.key, right.key) if left.key < right.key else (right.key, left.key)
    return Edge(first, second, judgement, round(weighed.score, 4), ", ".join(weighed.reasons[:3]))
