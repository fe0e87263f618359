"""Counts and ordinals that documents state, beside the ledger's own."""

import pytest
from follow_rows import LEADERS, MINISTERS, STATES, act, claim, covered, day, trip

from summitry.track.check import check_claim
from summitry.track.values import Check

FIVE = [
    act("2013-04-29", place="Paris"),
    act("2013-06-17", place="Geneva"),
    act("2013-09-05", place="Brasilia"),
    act("2013-10-07", place="Davos"),
    act("2014-02-08", place="Lyon"),
]
WINDOW = "2013-01-01/2014-02-10~since they took office"
DENSE = covered(
    *(f"{year}-{month:02}-{start:02}" for year in (2013, 2014) for month in range(1, 13) for start in (5, 25))
)
THIN = covered("2013-02-01", "2013-09-06", "2014-02-09")
LATE = covered("2013-09-06", "2014-02-09")


def test_a_right_ordinal_is_confirmed_with_the_meetings_that_it_counts():
    found = check_claim(claim("2014-02-10", value=5, window=WINDOW), FIVE[::-1], THIN)
    assert (found.check, found.found) == (Check.CONFIRMED, 5)
    assert found.counted == tuple(one.id for one in FIVE)
    assert "leader" in found.reason
    assert "2013-01-01" in found.reason


@pytest.mark.parametrize(
    ("value", "coverage", "check"),
    [
        pytest.param(5, THIN, Check.CONFIRMED, id="as many, most of the window covered"),
        pytest.param(5, LATE, Check.NOT_CHECKABLE, id="as many, but the ledger does not reach back"),
        pytest.param(5, covered(), Check.NOT_CHECKABLE, id="as many in a ledger that covers no day"),
        pytest.param(4, LATE, Check.CONTRADICTED, id="more than claimed, whatever is covered"),
        pytest.param(6, THIN, Check.NOT_CHECKABLE, id="fewer than claimed, the ledger has gaps"),
        pytest.param(6, DENSE, Check.CONTRADICTED, id="fewer than claimed, the ledger has no gap"),
    ],
)
def test_the_ledgers_count_is_a_lower_bound(value, coverage, check):
    assert check_claim(claim("2014-02-10", value=value, window=WINDOW), FIVE, coverage).check is check


@pytest.mark.parametrize(
    ("more", "counts"),
    [
        pytest.param(act("2013-11-02", actors=MINISTERS, level="minister"), False, id="a meeting of ministers"),
        pytest.param(act("2013-11-02", mode="phone"), False, id="a telephone call"),
        pytest.param(act("2013-11-02", cameo="041"), False, id="a call by its code"),
        pytest.param(act("2013-11-02", modality="planned"), False, id="a plan"),
        pytest.param(act("2013-11-02", modality="cancelled"), False, id="a meeting called off"),
        pytest.param(act("2013-11-02", kind="AGREE"), False, id="an agreement"),
        pytest.param(act("2012-11-02"), False, id="a meeting before the window"),
        pytest.param(act("2014-03-02"), False, id="a meeting after the document"),
        pytest.param(act(None, known="2013-11-02"), False, id="a meeting without a day"),
        pytest.param(act("2013-01-01", end="2013-12-31"), False, id="a meeting in that year"),
        pytest.param(act("2013-10-01", end="2013-10-31"), False, id="a meeting in a month that has one counted"),
        pytest.param(act("2013-11-02", actors=(LEADERS[0], "CHE")), False, id="a meeting with somebody else"),
        pytest.param(trip("2013-11-02", guest="FRA/yves-noel"), False, id="a former prime minister received"),
        pytest.param(act("2013-11-02", known="2013-10-01"), False, id="what was told before its day"),
        pytest.param(act("2013-11-02", confidence=0.4), False, id="a meeting told unsurely"),
        pytest.param(trip("2013-11-02", host="BRA"), False, id="a visit that names no host"),
        pytest.param(trip("2013-10-08", place="Davos"), False, id="the next day of a meeting, in the same place"),
        pytest.param(
            act("2013-04-29", actors=(*LEADERS, "CHE"), confidence=0.8),
            False,
            id="the same day told as another occurrence",
        ),
        pytest.param(act("2013-11-02"), True, id="a meeting of leaders"),
        pytest.param(act("2013-11-02", known="2015-01-01"), True, id="a meeting that became known later"),
        pytest.param(act("2013-11-01", end="2013-11-30"), True, id="a meeting in a month of its own"),
        pytest.param(
            act("2013-11-02", actors=(LEADERS[0], "BRA"), level="unknown"),
            True,
            id="a meeting of which one leader is named",
        ),
        pytest.param(act("2013-11-02", actors=STATES), True, id="a meeting of leaders without names"),
        pytest.param(act("2013-10-08", place="Brasilia"), True, id="a meeting the next day in another country"),
    ],
)
def test_what_counts_as_a_meeting_of_leaders(more, counts):
    stated = claim("2014-02-10", value=5, window=WINDOW)
    found = check_claim(stated, [*FIVE, more], THIN)
    assert (more.id in found.counted) is counts
    assert found.check is (Check.CONTRADICTED if counts else Check.CONFIRMED)


def test_unsure_meetings_may_make_up_the_number():
    unsure = act("2013-11-02", confidence=0.4)
    stated = claim("2014-02-10", value=6, window=WINDOW)
    assert check_claim(stated, FIVE, THIN).check is Check.NOT_CHECKABLE
    assert check_claim(stated, [*FIVE, unsure], THIN).check is Check.CONFIRMED


def test_between_sure_and_unsure_ones_nothing_can_be_said():
    unsure = [act(f"2013-{month}-20", confidence=0.4) for month in (11, 12)]
    assert (
        check_claim(claim("2014-02-10", value=6, window=WINDOW), [*FIVE, *unsure], DENSE).check is Check.NOT_CHECKABLE
    )


@pytest.mark.parametrize(
    ("stated", "why"),
    [
        pytest.param(claim("2014-02-10", value=5), "since when", id="no window"),
        pytest.param(
            claim("2014-02-10", value=5, window=WINDOW, actors=("FRA", "IGO/group-of-twenty")[:1]),
            "two sides",
            id="one side",
        ),
        pytest.param(
            claim("2014-02-10", value=5, window=WINDOW, about="other"), "no contact", id="documents, not contacts"
        ),
        pytest.param(
            claim("2014-02-10", value=5, window=WINDOW, level=None), "level", id="no level, and no meeting of its own"
        ),
    ],
)
def test_what_cannot_be_counted_is_not_checkable(stated, why):
    found = check_claim(stated, FIVE, DENSE)
    assert (found.check, found.found, found.counted) == (Check.NOT_CHECKABLE, None, ())
    assert why in found.reason


def test_the_level_is_that_of_the_meeting_which_the_document_reports():
    own = act("2014-02-08", place="Lyon", document="d" * 40)
    found = check_claim(claim("2014-02-10", value=5, window=WINDOW, level=None), [*FIVE[:4], own], THIN)
    assert (found.check, found.found) == (Check.CONFIRMED, 5)


def test_an_ordinal_counts_up_to_the_meeting_that_it_speaks_of():
    own = act("2014-02-08", place="Lyon", document="d" * 40)
    after = act("2014-02-10", place="Brasilia")
    found = check_claim(claim("2014-02-11", value=5, window="2013-01-01/2014-02-11"), [*FIVE[:4], own, after], THIN)
    assert (found.check, found.counted[-1]) == (Check.CONFIRMED, own.id)


@pytest.mark.parametrize(
    ("stated", "check"),
    [
        pytest.param(
            claim("2014-02-10", "first", window="2013-11-01/2014-02-10"),
            Check.CONFIRMED,
            id="no earlier one in a covered window",
        ),
        pytest.param(
            claim("2014-02-10", "first", window="2013-09-01/2014-02-10"),
            Check.CONTRADICTED,
            id="an earlier one in the window",
        ),
        pytest.param(
            claim("2014-02-10", "first", window="2003-02-10/2014-02-10"),
            Check.CONTRADICTED,
            id="an earlier one in a window that is not covered",
        ),
        pytest.param(
            claim("2013-04-30", "first", window="2003-04-30/2013-04-30"),
            Check.NOT_CHECKABLE,
            id="none known in a window that is not covered",
        ),
        pytest.param(
            claim("2014-01-10", "last", window="2013-10"), Check.CONFIRMED, id="the last one was in that month"
        ),
        pytest.param(claim("2014-01-10", "last", window="2013-09"), Check.CONTRADICTED, id="a later one is known"),
        pytest.param(
            claim("2014-01-10", "last", window="2013-12"), Check.NOT_CHECKABLE, id="the one meant is not known"
        ),
    ],
)
def test_first_and_last(stated, check):
    assert check_claim(stated, FIVE, DENSE).check is check


def test_the_meeting_just_held_is_not_the_last_one_before_it():
    own = act("2014-02-08", place="Lyon", document="d" * 40)
    assert check_claim(claim("2014-02-10", "last", window="2013-10"), [*FIVE[:4], own], DENSE).check is Check.CONFIRMED


VISITS = [
    trip("2013-04-29"),
    trip("2013-09-05", place="Recife"),
    trip("2013-10-07", guest=LEADERS[1], host=LEADERS[0], place="Paris"),
]


@pytest.mark.parametrize(
    ("actors", "words", "value"),
    [
        pytest.param(STATES, "The French president has been to Brazil twice.", 2, id="guest and host"),
        pytest.param(STATES[::-1], "Brazil has hosted the French president twice.", 2, id="a host and guests"),
        pytest.param(STATES[::-1], "The Brazilian president has been to France once.", 1, id="the other way"),
    ],
)
def test_visits_are_counted_by_their_host(actors, words, value):
    stated = claim("2014-02-10", "count", value, about="visits", actors=actors, words=words, window=WINDOW)
    found = check_claim(stated, VISITS, THIN)
    assert (found.check, found.found) == (Check.CONFIRMED, value)


def test_calls_are_counted_apart_from_meetings():
    calls = [act("2013-05-01", mode="phone"), act("2013-12-01", mode="phone")]
    found = check_claim(claim("2014-02-10", "count", 2, about="calls", window=WINDOW), [*FIVE, *calls], THIN)
    assert (found.check, found.found) == (Check.CONFIRMED, 2)


def test_a_person_named_in_the_words_is_the_one_who_counts():
    other = trip("2013-11-02", guest="FRA/eric-roux")
    words = "It was the second visit of President Moreau."
    stated = claim("2014-02-10", "count", 2, about="visits", words=words, window=WINDOW)
    assert other.id not in check_claim(stated, [*VISITS, other], THIN).counted


def test_the_order_of_the_occurrences_makes_no_difference():
    stated = claim("2014-02-10", value=5, window=WINDOW)
    assert check_claim(stated, FIVE, THIN) == check_claim(stated, FIVE[::-1], THIN)


@pytest.mark.parametrize(
    ("words", "value", "check"),
    [
        pytest.param("in nine months", 5, Check.NOT_CHECKABLE, id="nine months hold four meetings"),
        pytest.param("in a little over nine months", 5, Check.CONFIRMED, id="a little over nine months hold five"),
        pytest.param("in a little over nine months", 4, Check.CONFIRMED, id="and four, if no more are claimed"),
        pytest.param("in a little over nine months", 6, Check.NOT_CHECKABLE, id="but not six"),
    ],
)
def test_a_window_that_is_told_loosely_may_begin_somewhat_earlier(words, value, check):
    stated = claim("2014-02-10", value=value, window=f"2013-05-10/2014-02-10~{words}")
    assert check_claim(stated, FIVE, THIN).check is check


def test_a_document_without_a_day_counts_up_to_the_end_of_the_ledger():
    found = check_claim(claim(None, value=5, window=WINDOW), FIVE, THIN)
    assert found.check is Check.CONFIRMED
    assert check_claim(claim(None, value=5, window=WINDOW), FIVE, covered("2013-02-01", until=None)).found is None


def test_a_window_that_lies_ahead_holds_nothing():
    found = check_claim(claim("2014-02-10", value=1, window="2015"), FIVE, DENSE)
    assert found.check is Check.NOT_CHECKABLE
    assert day("2015-01-01").isoformat() in found.reason
