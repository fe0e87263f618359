"""How a promise ends without its act: called off, lapsed, or not known; and what its window rests on."""

import pytest
from follow_rows import LEADERS, MINISTERS, STATES, act, covered, day, follow_one, tell, trip, visit

from summitry.track.follow import follow
from summitry.track.values import Status

SOON = covered("2014-06-10", "2014-07-20", "2014-12-01", "2015-02-01")
MEETING = tell("2014-02-08", due="2014-06", words="The leaders agreed to meet in June.")


@pytest.mark.parametrize(
    ("acts", "status"),
    [
        pytest.param(
            [act("2014-06-10", known="2014-05-20", modality="cancelled")],
            Status.CANCELLED,
            id="the meeting is called off",
        ),
        pytest.param(
            [act(None, known="2014-05-20", modality="cancelled")],
            Status.CANCELLED,
            id="the meeting is called off, no day told",
        ),
        pytest.param(
            [act("2014-06-10", known="2014-05-20", modality="cancelled", actors=MINISTERS, level="minister")],
            Status.LAPSED,
            id="another meeting is called off",
        ),
        pytest.param(
            [act("2013-06-10", known="2014-05-20", modality="cancelled")],
            Status.LAPSED,
            id="one of the year before was called off",
        ),
        pytest.param(
            [act("2014-06-10", known="2014-01-20", modality="cancelled")],
            Status.LAPSED,
            id="what was called off before the promise does not touch it",
        ),
        pytest.param(
            [act("2014-05-20", kind="REJECT", mode="meet", actors=(LEADERS[0],), recipients=(LEADERS[1],))],
            Status.CANCELLED,
            id="one side refuses to meet",
        ),
        pytest.param(
            [act("2014-05-20", kind="REJECT", actors=(LEADERS[0],), recipients=(LEADERS[1],))],
            Status.LAPSED,
            id="a refusal of something else",
        ),
        pytest.param(
            [act("2014-06-10", known="2014-05-20", modality="cancelled"), act("2014-06-12")],
            Status.KEPT,
            id="called off and held all the same",
        ),
        pytest.param(
            [act("2014-06-10", known="2014-05-20", modality="cancelled"), act("2014-09-12")],
            Status.KEPT_LATE,
            id="called off and made up for later",
        ),
    ],
)
def test_what_is_called_off_is_cancelled(acts, status):
    found = follow_one([MEETING], acts, SOON)
    assert found.status is status
    if status is Status.CANCELLED:
        assert found.settled == day("2014-05-20")


def test_a_gathering_that_its_host_calls_off_takes_the_meeting_with_it():
    promise = tell("2014-02-08", due="2014-06", occasion="G20 summit", place="Geneva")
    off = act("2014-05-20", modality="cancelled", actors=("CHE",), occasion="Group of Twenty summit", level="unknown")
    assert follow_one([promise], [off], SOON).status is Status.CANCELLED


def test_another_place_instead_calls_a_meeting_off():
    promise = tell("2014-02-08", due="2014-06", occasion="G20 summit", place="Lyon")
    instead = tell("2014-03-25", place="Geneva", by=STATES, words="They will meet in Geneva instead.")
    first, second = follow([promise, instead], [], SOON, day("2016-01-01"))
    assert (first.status, first.settled) == (Status.CANCELLED, day("2014-03-25"))
    assert second.row.place.name == "Geneva"


def test_who_undertakes_to_stay_away_calls_a_meeting_off():
    promise = tell("2014-02-08", due="2014-06", place="Lyon")
    away = tell(
        "2014-03-25",
        "refrain",
        "2014-06",
        place="Lyon",
        by=("BRA",),
        to=("FRA",),
        words="Brazil will not go to Lyon in June.",
    )
    found = follow([promise, away], [], SOON, day("2016-01-01"))
    assert found[0].status is Status.CANCELLED


def test_a_condition_that_nobody_tells_of_makes_silence_no_breach():
    promise = tell("2014-02-08", due="2014-06", condition="if the truce holds")
    assert follow_one([promise], [], SOON).status is Status.UNKNOWN


@pytest.mark.parametrize(
    ("strengths", "status"),
    [
        pytest.param(["proposed"], Status.UNKNOWN, id="a proposal binds nobody"),
        pytest.param(["invited"], Status.UNKNOWN, id="an invitation binds nobody"),
        pytest.param(["invited", "agreed"], Status.LAPSED, id="an invitation that was accepted binds"),
        pytest.param(["planned"], Status.LAPSED, id="an announced plan binds"),
        pytest.param([None], Status.LAPSED, id="what is told without its strength binds"),
    ],
)
def test_only_what_was_agreed_to_can_lapse(strengths, status):
    tellings = [visit(f"2014-02-0{number}", "2014-06", strength=one) for number, one in enumerate(strengths, 1)]
    assert follow_one(tellings, [], SOON).status is status
    assert follow_one(tellings, [trip("2014-06-04")], SOON).status is Status.KEPT


def test_without_a_date_one_year_is_allowed():
    promise = tell("2014-02-08", words="The two presidents agreed to meet again.")
    found = follow_one([promise], [], SOON, "2015-02-08")
    assert (found.status, found.due_from, found.due_to) == (Status.OPEN, day("2014-02-08"), day("2015-02-08"))
    assert found.due_basis == "vague"
    assert "365 days" in found.rule
    assert follow_one([promise], [], SOON, "2015-02-09").status is Status.LAPSED
    assert follow_one([promise], [act("2014-08-01")], SOON).status is Status.KEPT
    assert follow_one([promise], [act("2014-02-09")], SOON).status is Status.LAPSED, (
        "the report of a day later is of the same meeting"
    )


def test_cooperation_without_a_date_cannot_be_tested():
    assert follow_one([tell("2014-02-08", "cooperate", issues=["economy"])], [], SOON).status is Status.UNKNOWN


@pytest.mark.parametrize(
    ("due", "basis"),
    [
        ("2014-06~in June 2014", "explicit"),
        ("2014-06-04~on 4 June", "explicit"),
        ("2014-06~next month", "relative"),
        ("2014-09-01/2014-11-30~this autumn", "relative"),
        (None, "vague"),
    ],
)
def test_what_the_date_rests_on(due, basis):
    assert follow_one([tell("2014-05-08", due=due)], [], SOON).due_basis == basis


@pytest.mark.parametrize(
    ("due", "grace"),
    [("2014-06-04", 14), ("2014-06", 14), ("2014-09-01/2014-11-30", 30), ("2014", 60)],
)
def test_the_wider_the_window_the_longer_the_grace(due, grace):
    found = follow_one([tell("2013-12-08", due=due)], [], covered("2014-06-10", "2014-10-01"))
    assert f"{grace} days of grace" in found.rule
    assert (found.settled - found.due_to).days == grace


def test_a_promise_told_only_after_its_window_may_have_been_kept_in_it():
    promise = tell("2014-12-08", due="2014-06", words="They had agreed to meet in June.")
    assert follow_one([promise], [act("2014-06-04")], SOON).status is Status.KEPT


def test_nothing_is_known_of_a_promise_without_any_day():
    found = follow_one([tell(None)], [act("2014-06-04")], SOON)
    assert found.status is Status.UNKNOWN
    assert found.made is None


def test_no_tellings_no_promises():
    assert follow([], [act("2014-06-04")], SOON, day("2016-01-01")) == ()
