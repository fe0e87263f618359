"""What becomes of one promise: kept, late, in part, lapsed, cancelled, superseded, or not known."""

import pytest
from follow_rows import LEADERS, MINISTERS, STATES, act, covered, day, follow_one, tell, trip, visit

from summitry.track.values import Relation, Status

JUNE = covered("2014-06-10")
SOON = covered("2014-06-10", "2014-07-20", "2014-12-01", "2015-02-01")


@pytest.mark.parametrize(
    ("on", "status"),
    [
        pytest.param("2014-02-08", Status.OPEN, id="on the day of the promise it is open"),
        pytest.param("2014-05-31", Status.OPEN, id="before its month it is open"),
        pytest.param("2014-06-01", Status.DUE, id="on the first day of its month it is due"),
        pytest.param("2014-07-14", Status.DUE, id="in the 14 days of grace it is due"),
        pytest.param("2014-07-15", Status.LAPSED, id="after the days of grace it has lapsed"),
    ],
)
def test_a_meeting_that_nobody_reports_lapses_where_the_pair_was_covered(on, status):
    found = follow_one([tell("2014-02-08", due="2014-06")], [], JUNE, on)
    assert found.status is status
    assert found.settled == (day("2014-07-14") if status is Status.LAPSED else None)


@pytest.mark.parametrize(
    "coverage",
    [
        pytest.param(covered(), id="no document at all"),
        pytest.param(covered("2014-02-08", "2014-05-31"), id="documents before the window only"),
        pytest.param(covered("2014-07-15"), id="documents after the days of grace only"),
        pytest.param(covered("2014-06-10", until="2014-06-20"), id="a ledger that ends in the window"),
        pytest.param(covered("2014-06-10", until=None), id="a ledger without a last day"),
    ],
)
def test_silence_is_no_breach(coverage):
    assert follow_one([tell("2014-02-08", due="2014-06")], [], coverage).status is Status.UNKNOWN


def test_the_day_of_the_promise_itself_covers_nothing():
    promise = tell("2014-02-08", "meet")
    assert follow_one([promise], [], covered("2014-02-08")).status is Status.UNKNOWN
    assert follow_one([promise], [], covered("2014-02-08", "2014-02-09")).status is Status.LAPSED


MEETING = tell("2014-02-08", due="2014-06", words="The leaders agreed to meet in June.")


@pytest.mark.parametrize(
    ("acts", "status"),
    [
        pytest.param([act("2014-06-04")], Status.KEPT, id="a meeting in the window keeps it"),
        pytest.param([act("2014-07-10")], Status.KEPT, id="a meeting in grace keeps it"),
        pytest.param([act("2014-05-20")], Status.KEPT, id="a meeting some days early keeps it"),
        pytest.param([act("2014-03-20")], Status.LAPSED, id="a meeting long before the window is another one"),
        pytest.param([act("2014-09-20")], Status.KEPT_LATE, id="a meeting some months later keeps it late"),
        pytest.param([act("2015-06-20")], Status.LAPSED, id="a meeting a year later is another one"),
        pytest.param([act("2014-02-08")], Status.LAPSED, id="the meeting at which it was promised does not keep it"),
        pytest.param([act("2014-06-04", mode="phone")], Status.LAPSED, id="a telephone call is no meeting"),
        pytest.param([act("2014-06-04", modality="planned")], Status.LAPSED, id="a plan keeps nothing"),
        pytest.param(
            [act("2014-06-04", modality="denied")], Status.LAPSED, id="a meeting that is denied keeps nothing"
        ),
        pytest.param([act("2014-06-04", kind="ACCUSE")], Status.LAPSED, id="a quarrel is no meeting"),
        pytest.param(
            [act("2014-06-04", actors=MINISTERS, level="minister")],
            Status.LAPSED,
            id="ministers do not keep the word of leaders",
        ),
        pytest.param([act("2014-06-04", actors=STATES, level="minister")], Status.LAPSED, id="a lower level does not"),
        pytest.param(
            [act("2014-06-04", actors=(LEADERS[0], "BRA"), level="unknown")],
            Status.KEPT,
            id="one leader named is enough",
        ),
        pytest.param(
            [act("2014-06-04", actors=STATES, level="unknown")], Status.UNKNOWN, id="two states at no level: perhaps"
        ),
        pytest.param(
            [act("2014-06-04", actors=(LEADERS[0], "CHE"))], Status.LAPSED, id="a meeting with somebody else does not"
        ),
        pytest.param([act("2014-06-04", confidence=0.4)], Status.UNKNOWN, id="a meeting told unsurely: perhaps"),
        pytest.param(
            [act(None, known="2014-06-20")], Status.KEPT, id="news without a day in the narrow window keeps it"
        ),
        pytest.param(
            [act(None, known="2014-06-20", actors=STATES, level="unknown")],
            Status.LAPSED,
            id="vague news without a day says nothing",
        ),
        pytest.param(
            [act("2014-06-01", end="2014-06-30")], Status.KEPT, id="a meeting in June, told without its day, keeps it"
        ),
        pytest.param(
            [act("2014-01-01", end="2014-12-31", known="2014-06-20")],
            Status.UNKNOWN,
            id="a meeting in that year: perhaps",
        ),
        pytest.param(
            [act("2014-06-04", known="2014-05-01")],
            Status.LAPSED,
            id="what was told before its day did not take place so",
        ),
        pytest.param(
            [act("2014-06-04", known="2014-05-01", documents=2)],
            Status.KEPT,
            id="a plan that a later document tells as done did",
        ),
        pytest.param(
            [act("2014-06-04", actors=(LEADERS[0],), recipients=("BRA",), mode="visit")],
            Status.UNKNOWN,
            id="a visit that names no host: perhaps",
        ),
    ],
)
def test_what_keeps_a_meeting_of_leaders(acts, status):
    found = follow_one([MEETING], acts, SOON)
    assert found.status is status
    fulfilling = {link.target for link in found.links if link.relation is Relation.FULFILS and link.score >= 0.5}
    assert bool(fulfilling) is (status in {Status.KEPT, Status.KEPT_LATE})


@pytest.mark.parametrize(
    ("words", "acts", "status"),
    [
        pytest.param(
            "Their foreign ministers are to meet in June.",
            [act("2014-06-04", actors=MINISTERS, level="minister")],
            Status.KEPT,
            id="the group that the words name is to meet, not those who announce it",
        ),
        pytest.param(
            "Their foreign ministers are to meet in June.",
            [act("2014-06-04")],
            Status.UNKNOWN,
            id="leaders who meet may not be that group",
        ),
        pytest.param(
            "The leaders agreed that vice-ministers would meet in June.",
            [act("2014-06-04", actors=MINISTERS, level="minister")],
            Status.UNKNOWN,
            id="the lowest group named is to meet",
        ),
        pytest.param(
            "The leaders agreed that vice-ministers would meet in June.",
            [act("2014-06-04", actors=STATES, level="deputy_minister")],
            Status.KEPT,
            id="and keeps it",
        ),
    ],
)
def test_a_group_named_in_the_words_is_to_act(words, acts, status):
    assert follow_one([tell("2014-02-08", due="2014-06", words=words)], acts, SOON).status is status


@pytest.mark.parametrize(
    ("place", "occasion", "acts", "status"),
    [
        pytest.param("Lyon", None, [act("2014-06-04", place="Lyon")], Status.KEPT, id="at the place named"),
        pytest.param("Lyon", None, [act("2014-06-04")], Status.KEPT, id="at a place that is not told"),
        pytest.param("France", None, [act("2014-06-04", place="Lyon")], Status.KEPT, id="in the country named"),
        pytest.param(
            "Lyon", None, [act("2014-06-04", place="Geneva")], Status.PARTLY, id="elsewhere in the window: in part"
        ),
        pytest.param("Lyon", None, [act("2014-09-04", place="Geneva")], Status.LAPSED, id="elsewhere and late: not"),
        pytest.param("Lyon", None, [act("2014-09-04", place="Lyon")], Status.KEPT_LATE, id="at the place named, late"),
        pytest.param(
            "Lyon",
            "G20 summit",
            [act("2014-06-04", place="Geneva")],
            Status.LAPSED,
            id="elsewhere than at the gathering named: not",
        ),
        pytest.param(
            "Lyon", "G20 summit", [act("2014-06-04", place="Lyon")], Status.KEPT, id="at the place of the gathering"
        ),
        pytest.param(
            None,
            "G20 summit",
            [act("2014-06-04", occasion="Group of Twenty summit")],
            Status.KEPT,
            id="on the occasion named, by its other name",
        ),
        pytest.param(
            None,
            "G20 summit",
            [act("2014-06-04", actors=(*LEADERS, "IGO/group-of-twenty"))],
            Status.KEPT,
            id="with the body that gathers",
        ),
        pytest.param(
            None,
            "G20 summit",
            [act("2014-06-04", occasion="General Assembly", place="Geneva")],
            Status.LAPSED,
            id="on another occasion: not",
        ),
        pytest.param(None, "G20 summit", [act("2014-09-04")], Status.LAPSED, id="late and on no occasion: not"),
    ],
)
def test_place_and_occasion_of_a_meeting(place, occasion, acts, status):
    assert follow_one([tell("2014-02-08", due="2014-06", place=place, occasion=occasion)], acts, SOON).status is status


@pytest.mark.parametrize(
    ("acts", "status"),
    [
        pytest.param([trip("2014-10-04")], Status.KEPT, id="the visitor comes"),
        pytest.param([trip("2014-10-04", place=None)], Status.KEPT, id="the visitor comes to the host, place not told"),
        pytest.param([act("2014-10-04", place="Recife")], Status.KEPT, id="the two meet in the host's country"),
        pytest.param([act("2014-10-04", place="Geneva")], Status.LAPSED, id="the two meet in a third country"),
        pytest.param(
            [trip("2014-10-04", guest=LEADERS[1], host=LEADERS[0], place="Paris")],
            Status.LAPSED,
            id="the host comes instead",
        ),
        pytest.param(
            [trip("2014-10-04", guest="FRA/luc-petit", level="minister")], Status.LAPSED, id="a minister comes instead"
        ),
        pytest.param(
            [trip("2014-10-04", guest="FRA/eric-roux")],
            Status.LAPSED,
            id="the prime minister comes instead of the president",
        ),
        pytest.param(
            [trip("2014-10-04", guest="FRA")], Status.KEPT, id="the country's leader comes, his name not told"
        ),
        pytest.param([trip("2015-05-04")], Status.KEPT_LATE, id="the visitor comes half a year late"),
        pytest.param(
            [trip("2016-12-15")], Status.LAPSED, id="a visit years later is another one, if nothing joins the two"
        ),
    ],
)
def test_what_keeps_a_visit(acts, status):
    promise = visit("2014-02-08", "2014-09-01/2014-11-30")
    assert follow_one([promise], acts, SOON, "2017-02-01").status is status


def test_a_meeting_in_the_month_of_the_promise_may_have_come_before_it():
    promise = tell("2014-06-05", due="2014-06-20", words="The leaders agreed to meet on 20 June.")
    june = act("2014-06-01", end="2014-06-30", known="2014-07-02")
    assert follow_one([promise], [june], covered("2014-06-22")).status is Status.UNKNOWN
    assert follow_one([promise], [act("2014-05-01", end="2014-05-31")], covered("2014-06-22")).status is Status.LAPSED


def test_a_deed_is_of_the_state_whoever_does_it():
    promise = tell("2014-02-08", "sign", "2014-06", issues=["economy"])
    signed = act("2014-06-04", kind="SUPPORT", cameo="057", actors=MINISTERS, level="minister", issues=["economy"])
    assert follow_one([promise], [signed], SOON).status is Status.KEPT


def test_how_late_is_told():
    found = follow_one([visit("2014-02-08", "2014-10-10")], [trip("2014-12-09")], SOON)
    assert found.status is Status.KEPT_LATE
    assert found.settled == day("2014-12-09")
    assert any("60 days after the window" in link.reason for link in found.links)


def test_an_office_keeps_the_word_of_who_held_it_before():
    promise = tell("2014-02-08", due="2014-06", by=MINISTERS)
    successor = act("2014-06-04", actors=("FRA/luc-petit", "BRA/edu-alves"), level="minister")
    found = follow_one([promise], [successor], SOON)
    assert found.status is Status.KEPT
    assert "another holder of the office" in found.links[0].reason


def test_a_leader_who_receives_a_former_one_has_no_meeting_of_leaders():
    received = act(
        "2014-06-04", actors=("FRA/yves-noel",), recipients=("BRA/ana-lima",), mode="visit", place="Brasilia"
    )
    promise = visit("2014-02-08", "2014-06", by=("FRA",), words="The president of France will visit Brazil in June.")
    assert follow_one([promise], [received], SOON).status is Status.LAPSED


@pytest.mark.parametrize(
    ("issues", "acts", "status"),
    [
        pytest.param(["nuclear"], [act("2014-06-04", issues=["nuclear"])], Status.KEPT, id="talks on the issue"),
        pytest.param(["nuclear"], [act("2014-06-04")], Status.KEPT, id="talks on an issue that is not told"),
        pytest.param(
            ["nuclear"], [act("2014-06-04", issues=["culture_sport"])], Status.LAPSED, id="talks on another issue"
        ),
        pytest.param(
            ["nuclear"],
            [act("2014-06-04", mode="phone", issues=["nuclear"])],
            Status.KEPT,
            id="talks by telephone are talks",
        ),
        pytest.param(
            [],
            [act("2014-06-04", issues=["culture_sport"])],
            Status.KEPT,
            id="talks on whatever, where nothing was named",
        ),
    ],
)
def test_what_keeps_talks(issues, acts, status):
    assert follow_one([tell("2014-02-08", "negotiate", "2014-06", issues=issues)], acts, SOON).status is status


@pytest.mark.parametrize(
    ("action", "to", "acts", "status"),
    [
        pytest.param(
            "sign",
            (),
            [act("2014-06-04", kind="SUPPORT", cameo="057", issues=["economy"])],
            Status.KEPT,
            id="a signing on the issue keeps a signing",
        ),
        pytest.param(
            "sign",
            (),
            [act("2014-04-04", kind="SUPPORT", cameo="057", issues=["economy"])],
            Status.KEPT,
            id="a deed may be done before its window",
        ),
        pytest.param(
            "sign",
            (),
            [act("2014-06-04", kind="SUPPORT", cameo="057")],
            Status.UNKNOWN,
            id="a signing of who knows what: perhaps",
        ),
        pytest.param(
            "sign",
            (),
            [act("2014-06-04", kind="SUPPORT", cameo="057", issues=["energy"])],
            Status.LAPSED,
            id="a signing on another issue does not",
        ),
        pytest.param(
            "sign",
            (),
            [act("2014-06-04", kind="SUPPORT", cameo="051", issues=["economy"])],
            Status.LAPSED,
            id="praise is no signing",
        ),
        pytest.param(
            "sign",
            (),
            [act("2014-06-04", kind="AGREE", issues=["economy"])],
            Status.UNKNOWN,
            id="an agreement may have been the signing: perhaps",
        ),
        pytest.param(
            "aid",
            ("BRA",),
            [act("2014-06-04", kind="AID", actors=("FRA",), recipients=("BRA",))],
            Status.KEPT,
            id="help given keeps help promised",
        ),
        pytest.param(
            "aid",
            ("BRA",),
            [act("2014-06-04", kind="AID", actors=("BRA",), recipients=("FRA",))],
            Status.LAPSED,
            id="help from the other side does not",
        ),
        pytest.param(
            "release",
            ("BRA",),
            [act("2014-06-04", kind="CONCEDE", actors=("FRA",), recipients=("BRA",))],
            Status.KEPT,
            id="a concession keeps a release",
        ),
        pytest.param(
            "withdraw",
            ("BRA",),
            [
                act(
                    "2014-06-04",
                    kind="RETREAT",
                    actors=("FRA",),
                    recipients=("BRA",),
                    mode="withdraw",
                    issues=["economy"],
                )
            ],
            Status.KEPT,
            id="a retreat keeps a withdrawal",
        ),
        pytest.param(
            "withdraw",
            ("BRA",),
            [act("2014-06-04", kind="RETREAT", actors=("FRA",), recipients=("BRA",), mode="release")],
            Status.LAPSED,
            id="a release is no withdrawal",
        ),
        pytest.param(
            "cooperate",
            (),
            [act("2014-06-04", kind="COOPERATE", issues=["economy"])],
            Status.KEPT,
            id="acting together keeps cooperation",
        ),
        pytest.param(
            "other",
            (),
            [act("2014-06-04", kind="COOPERATE", issues=["economy"])],
            Status.UNKNOWN,
            id="a deed of no known kind may have been any kind act on its issue",
        ),
        pytest.param(
            "other",
            (),
            [act("2014-06-04", kind="COOPERATE", issues=["energy"])],
            Status.UNKNOWN,
            id="a deed of no known kind never lapses",
        ),
    ],
)
def test_what_keeps_a_deed(action, to, acts, status):
    by = STATES[:1] if to else STATES
    promise = tell("2014-02-08", action, "2014-06", by=by, to=to, issues=["economy"])
    assert follow_one([promise], acts, SOON).status is status


@pytest.mark.parametrize(
    ("words", "acts", "on", "status"),
    [
        pytest.param(
            "They undertook not to raise tariffs.", [], "2014-06-15", Status.DUE, id="while the window runs it is due"
        ),
        pytest.param(
            "They undertook not to raise tariffs.",
            [],
            "2016-01-01",
            Status.KEPT,
            id="nothing done in a covered window: kept",
        ),
        pytest.param(
            "They undertook not to raise tariffs.",
            [act("2014-06-09", kind="SANCTION", actors=("FRA",), recipients=("BRA",))],
            "2016-01-01",
            Status.LAPSED,
            id="done in the window: broken",
        ),
        pytest.param(
            "They undertook not to raise tariffs.",
            [act("2014-06-09", kind="ASSAULT", actors=("FRA",), recipients=("BRA",))],
            "2016-01-01",
            Status.KEPT,
            id="an act of another kind does not break it",
        ),
        pytest.param(
            "They undertook not to raise tariffs.",
            [act("2014-06-09", kind="SANCTION", actors=("BRA",), recipients=("FRA",))],
            "2016-01-01",
            Status.KEPT,
            id="an act of the other side does not break it",
        ),
        pytest.param(
            "They undertook not to raise tariffs.",
            [act("2014-08-09", kind="SANCTION", actors=("FRA",), recipients=("BRA",))],
            "2016-01-01",
            Status.KEPT,
            id="an act after the window does not break it",
        ),
        pytest.param(
            "They undertook to leave it so.",
            [],
            "2016-01-01",
            Status.UNKNOWN,
            id="what is to be left is of no known kind",
        ),
    ],
)
def test_to_refrain_is_kept_by_doing_nothing(words, acts, on, status):
    promise = tell("2014-02-08", "refrain", "2014-06", by=("FRA",), to=("BRA",), words=words)
    found = follow_one([promise], acts, JUNE, on)
    assert found.status is status
    assert any(link.relation is Relation.CONTRADICTS for link in found.links) is (status is Status.LAPSED)
