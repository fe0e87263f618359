"""Which tellings are of one promise, and which put an earlier one off."""

from itertools import pairwise

import pytest
from follow_rows import LEADERS, MINISTERS, STATES, act, covered, day, tell, trip, visit

from summitry.track.follow import follow, group_promises
from summitry.track.values import Relation, Status

WIDE = covered("2014-06-10", "2014-10-10", "2015-03-01", "2015-10-10", "2016-03-01", "2016-12-20")


def grouped(*tellings):
    """Return the groups as positions of the tellings given."""
    place = {told.key: number for number, told in enumerate(tellings)}
    assert len(place) == len(tellings)
    return sorted(sorted(place[key] for key in group) for group in group_promises(tellings))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(tell("2014-02-08", due="2014-06"), tell("2014-02-10", due="2014-06"), id="the same month"),
        pytest.param(
            tell("2014-02-08", due="2014-06"),
            tell("2014-02-10", due="2014-06-04/2014-06-05"),
            id="days within the month",
        ),
        pytest.param(
            visit("2013-04-29", "2014"), visit("2014-02-08", "2014-09-01/2014-11-30"), id="a season within the year"
        ),
        pytest.param(
            visit("2014-02-08", "2014-06-04"), visit("2014-02-09", "2014-06-05"), id="days that differ by one"
        ),
        pytest.param(
            tell("2014-02-08", due="2014-06", by=LEADERS),
            tell("2014-02-10", due="2014-06", by=LEADERS[::-1]),
            id="parties in another order",
        ),
        pytest.param(
            tell("2014-02-08", due="2014-06", by=LEADERS),
            tell("2014-02-10", due="2014-06", by=STATES),
            id="persons and their states",
        ),
        pytest.param(
            tell("2014-02-08", due="2014-06", by=LEADERS),
            tell("2014-02-10", due="2014-06", by=(*LEADERS, "CHE")),
            id="a third party more",
        ),
        pytest.param(
            tell("2014-02-08", due="2014-06", place="Lyon"),
            tell("2014-02-10", due="2014-06"),
            id="a place that one leaves out",
        ),
        pytest.param(
            tell("2014-02-08", due="2014-06", occasion="G20 summit"),
            tell("2014-02-10", due="2014-06", words="They will meet at the Group of Twenty summit."),
            id="one gathering by two names",
        ),
        pytest.param(
            visit("2014-02-08", "2014-06", place="Brasilia"),
            visit("2014-02-10", "2014-06", place="Recife"),
            id="a visit to two towns of one country",
        ),
        pytest.param(
            visit("2014-02-08", "2014-06"), visit("2014-02-10"), id="a visit told without its date while it is due"
        ),
        pytest.param(
            tell("2014-02-08", "visit", "2014-06", by=("FRA/jean-moreau",), to=("BRA",), place="Brazil"),
            tell("2014-02-09", "visit", "2014-06", by=LEADERS),
            id="guest alone, and guest with host",
        ),
        pytest.param(
            tell("2014-02-08", due="2014-06"),
            tell("2014-02-10", "negotiate", "2014-06"),
            id="to meet and to hold talks in one month",
        ),
        pytest.param(
            tell("2014-02-08", "aid", by=("FRA",), to=("BRA",), words="France pledged pumps and turbines."),
            tell("2014-03-08", "aid", by=("FRA",), to=("BRA",), words="The turbines and pumps that France pledged"),
            id="a deed in much the same words",
        ),
        pytest.param(
            tell("2014-02-08", "negotiate", issues=["nuclear"]),
            tell("2014-03-08", "negotiate", issues=["nuclear"]),
            id="talks on one issue without a date",
        ),
    ],
)
def test_one_promise(one, other):
    assert grouped(one, other) == [[0, 1]]
    assert grouped(other, one) == [[0, 1]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(tell("2014-02-08", due="2014-06"), tell("2014-02-10", due="2014-09"), id="two months"),
        pytest.param(tell("2014-02-08", due="2014-06-04"), tell("2014-02-10", due="2014-06-14"), id="two days"),
        pytest.param(
            tell("2014-02-08", due="2014-06"),
            tell("2014-02-10", due="2014-06", by=MINISTERS),
            id="leaders and ministers",
        ),
        pytest.param(
            tell("2014-02-08", due="2014-06"),
            tell("2014-02-10", due="2014-06", words="Their deputies are to meet in June."),
            id="leaders and their deputies",
        ),
        pytest.param(
            tell("2014-02-08", due="2014-06"),
            tell("2014-02-10", due="2014-06", by=("FRA", "CHE")),
            id="two pairs of states",
        ),
        pytest.param(
            tell("2014-02-08", due="2014-06", place="Lyon"),
            tell("2014-02-10", due="2014-06", place="Geneva"),
            id="two countries",
        ),
        pytest.param(
            tell("2014-02-08", due="2014-06", occasion="G20 summit"),
            tell("2014-02-10", due="2014-06", occasion="General Assembly"),
            id="two gatherings",
        ),
        pytest.param(
            visit("2014-02-08", "2014"),
            visit("2014-02-10", "2014", by=LEADERS[1:], to=("FRA",), place="France"),
            id="a visit and its return",
        ),
        pytest.param(
            visit("2014-02-08", "2014"),
            visit("2014-02-10", "2014", by=("FRA/eric-roux",)),
            id="the president and the prime minister",
        ),
        pytest.param(
            tell("2014-02-08", "sign", "2014-06", issues=["economy"]),
            tell("2014-02-10", "sign", "2014-06", issues=["energy"]),
            id="two issues to sign on",
        ),
        pytest.param(
            tell("2014-02-08", "sign", "2014-06"), tell("2014-02-10", "aid", "2014-06"), id="two sorts of deeds"
        ),
        pytest.param(
            tell("2014-02-08", words="They agreed to meet again."),
            tell("2016-02-10", words="They agreed to meet again."),
            id="promises without a date two years apart",
        ),
        pytest.param(
            visit("2014-02-08", "2014-06"),
            visit("2014-09-10", "2014"),
            id="what still lies ahead when told is not what was over",
        ),
        pytest.param(
            tell("2014-02-08", due="2014-06"),
            tell("2014-02-10", words="They are to meet every year."),
            id="one meeting and yearly ones",
        ),
    ],
)
def test_two_promises(one, other):
    assert grouped(one, other) == [[0], [1]]
    assert grouped(other, one) == [[0], [1]]


def test_a_wide_window_joins_the_narrow_one_that_was_told_first_and_glues_nothing():
    year, june, october = (
        tell("2014-01-08", due="2014"),
        tell("2014-02-08", due="2014-06"),
        tell("2014-03-08", due="2014-10"),
    )
    assert grouped(year, june, october) == [[0, 1], [2]]


def test_tellings_repeated_in_one_document_are_one_promise_of_one_source():
    twice = [tell("2014-02-08", due="2014-06", document="a" * 40, row=row) for row in ("c-1", "c-2")]
    assert len(group_promises(twice)) == 1
    assert follow(twice, [], WIDE, day("2014-03-01"))[0].sources == 1


def test_near_copies_are_one_source():
    from summitry.track.merge.copies import sketch

    text = "The two presidents agreed on Saturday to meet once more in the month of June, their offices said."
    copies = [tell("2014-02-08", due="2014-06", document=name * 40, sketch=sketch(text)) for name in "ab"]
    own = tell("2014-02-09", due="2014-06")
    assert follow([*copies, own], [], WIDE, day("2014-03-01"))[0].sources == 2


def test_the_telling_that_is_most_precise_stands_for_the_promise():
    first, second, third = (
        visit("2013-04-29", "2014"),
        visit("2014-02-08", "2014-09-01/2014-11-30"),
        visit("2014-02-12", "2014-09-01/2014-11-30"),
    )
    promise = follow([first, third, second], [], WIDE, day("2014-03-01"))[0]
    assert promise.key == second.key
    assert promise.made == day("2013-04-29")
    assert promise.tellings == (first.key, second.key, third.key)
    assert (promise.due_from, promise.due_to) == (day("2014-09-01"), day("2014-11-30"))
    assert [link.target for link in promise.links if link.relation is Relation.RESTATES] == [second.key, third.key]


def test_what_is_said_after_an_act_is_a_new_promise():
    first = tell("2014-02-08", "negotiate", words="They agreed to go on with the talks on fish.", issues=["nuclear"])
    second = tell("2014-06-10", "negotiate", words="They agreed to go on with the talks on fish.", issues=["nuclear"])
    talks = act("2014-06-09", issues=["nuclear"])
    assert len(follow([first, second], [], WIDE, day("2014-07-01"))) == 1
    old, new = follow([first, second], [talks], WIDE, day("2014-07-01"))
    assert (old.status, new.status) == (Status.KEPT, Status.OPEN)


AUTUMN = visit("2014-02-08", "2014-09-01/2014-11-30")
NEXT_YEAR = visit("2014-11-09", "2015")
DECEMBER = visit("2016-09-03", "2016-12-15")


def fates(tellings, acts, on):
    return [promise.status for promise in follow(tellings, acts, WIDE, day(on))]


@pytest.mark.parametrize(
    ("on", "statuses"),
    [
        pytest.param("2014-03-01", [Status.OPEN], id="promised for autumn: open"),
        pytest.param("2014-10-01", [Status.DUE], id="in autumn: due"),
        pytest.param("2014-11-09", [Status.SUPERSEDED, Status.OPEN], id="put off to the next year: superseded"),
        pytest.param("2015-07-01", [Status.SUPERSEDED, Status.DUE], id="in that year: due"),
        pytest.param("2016-06-01", [Status.SUPERSEDED, Status.LAPSED], id="that year over: lapsed"),
        pytest.param("2016-10-01", [Status.SUPERSEDED, Status.LAPSED, Status.OPEN], id="promised anew: open"),
        pytest.param(
            "2016-12-16",
            [Status.KEPT_LATE, Status.KEPT_LATE, Status.KEPT],
            id="come at last: kept late, and the newest promise kept",
        ),
    ],
)
def test_a_visit_that_slips_twice_is_kept_late(on, statuses):
    assert fates([AUTUMN, NEXT_YEAR, DECEMBER], [trip("2016-12-15")], on) == statuses


def test_the_links_of_a_visit_that_slipped():
    first = follow([AUTUMN, NEXT_YEAR, DECEMBER], [trip("2016-12-15")], WIDE, day("2017-01-01"))[0]
    relations = {link.relation: link for link in first.links}
    assert relations[Relation.POSTPONES].target == NEXT_YEAR.key
    assert relations[Relation.POSTPONES].day == day("2014-11-09")
    assert relations[Relation.FULFILS].day == day("2016-12-15")
    assert "746 days" in relations[Relation.FULFILS].reason
    assert first.settled == day("2016-12-15")


@pytest.mark.parametrize(
    ("later", "status"),
    [
        pytest.param(visit("2014-06-20", "2014-10-15"), Status.SUPERSEDED, id="a new day for the same guest and host"),
        pytest.param(
            visit("2014-06-20", "2014-10-15", by=("FRA/luc-petit",)), Status.LAPSED, id="a day for another guest"
        ),
        pytest.param(
            visit("2014-06-20", "2014-10-15", by=LEADERS[1:], to=("FRA",), place="France"),
            Status.LAPSED,
            id="a day for the return",
        ),
        pytest.param(
            visit("2015-06-20", "2015-10-15"), Status.LAPSED, id="a day that is named when the first has long lapsed"
        ),
        pytest.param(visit("2014-06-20", put_off=""), Status.SUPERSEDED, id="put off without a new day"),
        pytest.param(
            visit("2014-06-20", "2014-10-15", put_off="2014-06"),
            Status.SUPERSEDED,
            id="put off from its month, as the telling says",
        ),
        pytest.param(
            visit("2014-06-20", "2014-10-15", words="The visit was postponed to 15 October."),
            Status.SUPERSEDED,
            id="put off, by its words",
        ),
    ],
)
def test_what_puts_a_visit_off(later, status):
    found = follow([visit("2014-02-08", "2014-06"), later], [], WIDE, day("2016-01-01"))
    assert found[0].status is status


@pytest.mark.parametrize(
    ("later", "status"),
    [
        pytest.param(
            tell("2014-06-20", due="2014-10-15"), Status.LAPSED, id="another meeting of the two puts nothing off"
        ),
        pytest.param(
            tell("2014-06-20", due="2014-10-15", words="They put off their meeting to October."),
            Status.SUPERSEDED,
            id="unless the words say so",
        ),
        pytest.param(
            tell("2014-06-20", due="2014-10-15", put_off="2014-06"), Status.SUPERSEDED, id="or the reader does"
        ),
        pytest.param(
            tell("2014-06-20", due="2014-10-15", put_off="2013-06"), Status.LAPSED, id="which was due at another time"
        ),
        pytest.param(
            tell("2014-06-20", due="2014-10-15", put_off="2014-06", by=MINISTERS), Status.LAPSED, id="of other people"
        ),
    ],
)
def test_what_puts_a_meeting_off(later, status):
    found = follow([tell("2014-02-08", due="2014-06"), later], [], WIDE, day("2016-01-01"))
    assert found[0].status is status


@pytest.mark.parametrize(
    ("first", "later", "status"),
    [
        pytest.param({"place": "Geneva"}, {"place": "Geneva"}, Status.SUPERSEDED, id="the same town"),
        pytest.param({"place": "Geneva"}, {"place": "Lyon"}, Status.LAPSED, id="another town"),
        pytest.param(
            {"occasion": "G20 summit"}, {"occasion": "G20 summit"}, Status.SUPERSEDED, id="the same gathering"
        ),
        pytest.param({"occasion": "G20 summit"}, {"occasion": "Davos"}, Status.LAPSED, id="another gathering"),
    ],
)
def test_a_new_date_for_the_same_place_or_occasion_puts_a_meeting_off(first, later, status):
    found = follow(
        [tell("2014-02-08", due="2014-06", **first), tell("2014-05-20", due="2014-10-15", **later)],
        [],
        WIDE,
        day("2016-01-01"),
    )
    assert found[0].status is status


def test_what_was_put_off_and_done_in_its_first_window_all_the_same_is_kept():
    assert fates(
        [visit("2014-02-08", "2014-06"), visit("2014-05-20", "2014-10-15")], [trip("2014-06-20")], "2014-07-01"
    ) == [
        Status.KEPT,
        Status.OPEN,
    ]


def test_a_long_chain_of_delays_is_followed_to_its_end():
    months = [f"{year}-{month:02}" for year in range(1990, 2010) for month in range(1, 13)]
    chain = [visit(f"{told}-15", due) for told, due in pairwise(months)]
    found = follow(chain, [trip("2009-12-20")], covered(*(f"{month}-20" for month in months)), day("2010-06-01"))
    assert len(found) == len(chain)
    assert {promise.status for promise in found} == {Status.KEPT_LATE, Status.KEPT}
