"""What is known on a day depends on neither order nor the future."""

import datetime as dt

import pytest
from follow_rows import LEADERS, MINISTERS, STATES, act, claim, day, tell, trip, visit
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.track.check import check_claim
from summitry.track.follow import follow, group_promises
from summitry.track.follow.rules import kind_of
from summitry.track.values import Coverage, Status

DAYS = st.dates(dt.date(2014, 1, 1), dt.date(2016, 12, 31))
DUES = st.sampled_from(
    [None, "2014", "2014-06", "2014-06-04", "2014-09-01/2014-11-30", "2015", "2015-06", "2015-10-15", "2016-03"]
)
PLACES = st.sampled_from([None, "Paris", "Brasilia", "Brazil", "Geneva"])


@st.composite
def promises(draw):
    published = draw(DAYS).isoformat()
    action = draw(st.sampled_from(["meet", "visit", "negotiate", "sign", "refrain", "cooperate"]))
    rest = {
        "issues": draw(st.sampled_from([(), ("economy",), ("nuclear",)])),
        "words": draw(
            st.sampled_from(["They agreed to do so.", "They put it off.", "Their ministers will sign it instead."])
        ),
        "put_off": draw(st.sampled_from([None, None, None, "", "2014-06"])),
        "document": f"{draw(st.integers(0, 9999)):016}",
    }
    place = draw(PLACES)
    if action == "visit":
        return visit(published, draw(DUES), place=place, **rest)
    return tell(
        published, action, draw(DUES), by=draw(st.sampled_from([LEADERS, MINISTERS, STATES])), place=place, **rest
    )


@st.composite
def occurrences(draw):
    start = draw(DAYS)
    known = (start + dt.timedelta(days=draw(st.integers(-40, 400)))).isoformat()
    modality = draw(st.sampled_from(["occurred", "occurred", "cancelled", "planned"]))
    if draw(st.booleans()):
        return trip(start.isoformat(), known=known, modality=modality, place=draw(PLACES))
    kind = draw(st.sampled_from(["CONSULT", "SUPPORT", "SANCTION", "REJECT", "COOPERATE"]))
    begun = draw(st.sampled_from([start.isoformat(), start.isoformat(), None]))
    actors = draw(st.sampled_from([LEADERS, MINISTERS, STATES]))
    level = draw(st.sampled_from(["leader", "minister", "unknown"]))
    return act(begun, known=known, kind=kind, actors=actors, level=level, modality=modality, place=draw(PLACES))


def distinct(rows, key):
    return list({key(row): row for row in rows}.values())


TELLINGS = st.lists(promises(), max_size=14).map(lambda rows: distinct(rows, lambda told: told.key))
ACTS = st.lists(occurrences(), max_size=14).map(lambda rows: distinct(rows, lambda one: one.id))
COVERAGE = st.lists(DAYS, max_size=12).map(lambda days: Coverage(tuple(sorted(days)), dt.date(2017, 1, 1)))


@given(TELLINGS, st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_groups_do_not_depend_on_the_order_of_the_tellings(tellings, random):
    mixed = list(tellings)
    random.shuffle(mixed)
    groups = group_promises(tellings)
    assert group_promises(mixed) == groups
    assert sorted(key for group in groups for key in group) == sorted(told.key for told in tellings)


@given(TELLINGS, ACTS, COVERAGE, DAYS, st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_fates_do_not_depend_on_the_order_of_rows(tellings, acts, coverage, on, random):
    mixed, shuffled = list(tellings), list(acts)
    random.shuffle(mixed)
    random.shuffle(shuffled)
    assert follow(mixed, shuffled, coverage, on) == follow(tellings, acts, coverage, on)


@given(TELLINGS, ACTS, COVERAGE, DAYS)
@settings(max_examples=150, deadline=None)
def test_the_fate_on_a_day_uses_only_what_was_known_then(tellings, acts, coverage, on):
    known = [told for told in tellings if told.published <= on]
    happened = [one for one in acts if one.first_known <= on]
    until = Coverage(tuple(d for d in coverage.days if d <= on), min(coverage.until, on))
    assert follow(tellings, acts, coverage, on) == follow(known, happened, until, on)


@given(TELLINGS, ACTS, COVERAGE, DAYS)
@settings(max_examples=150, deadline=None)
def test_every_fate_is_one_that_its_dates_allow(tellings, acts, coverage, on):
    found = follow(tellings, acts, coverage, on)
    assert sorted(key for promise in found for key in promise.tellings) == sorted(
        told.key for told in tellings if told.published <= on
    )
    assert len({promise.id for promise in found}) == len(found)
    for promise in found:
        assert promise.made <= on
        assert promise.settled is None or promise.settled <= on
        assert all(0 <= link.score <= 1 and link.promise == promise.id for link in promise.links)
        assert all(link.day is None or link.day <= on for link in promise.links)
        if promise.status is Status.OPEN:
            assert on < promise.due_from or promise.due_basis == "vague"
        if promise.status is Status.DUE:
            assert promise.due_from <= on
        if promise.status in {Status.OPEN, Status.DUE, Status.SUPERSEDED, Status.UNKNOWN}:
            assert promise.settled is None
        if promise.status in {Status.KEPT, Status.KEPT_LATE} and promise.row.action != "refrain":
            fulfilled = [link.day for link in promise.links if link.relation == "fulfils"]
            assert promise.settled in fulfilled


@pytest.mark.parametrize("first", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("second", ["0001-01-01", "9999-12-31", "2014-06-04"])
def test_the_ends_of_the_calendar_break_nothing(first, second):
    tellings = [
        tell(first, due=second, document="a" * 16),
        visit(second, None, document="b" * 16),
        visit(first, second, document="c" * 16),
    ]
    acts = [act(first, known=second), act(second), trip(first), act(first, end="9999-12-31", known=first)]
    coverage = Coverage((day("0001-01-01"), day("9999-12-31")), day("9999-12-31"))
    for on in (first, second):
        follow(tellings, acts, coverage, day(on))
        stated = claim(on, value=1, window="0001-01-01/9999-12-31")
        assert check_claim(stated, acts, coverage).reason


@pytest.mark.parametrize(
    "action", ["meet", "visit", "negotiate", "sign", "cooperate", "aid", "withdraw", "release", "refrain", "other"]
)
def test_every_action_has_its_rules(action):
    from summitry.dates import Precision
    from summitry.records import Action

    kind = kind_of(Action(action))
    assert set(kind.grace) == set(Precision)
    assert set(kind.late) == {*Precision, None}
    assert kind.issue in {"any", "fits", "close", "needed"}
    assert kind.types or kind.perhaps or action == "refrain"


def test_many_promises_are_followed_in_time():
    """The floor is loose for slow machines; the figure of a quiet core is printed by the benchmark."""
    import time

    starts = [day("2005-01-01") + dt.timedelta(days=12 * number) for number in range(300)]
    tellings = [
        tell(start.isoformat(), due=(start + dt.timedelta(days=60)).isoformat(), document=f"{number:016}")
        for number, start in enumerate(starts)
    ]
    acts = [
        act(
            (day("2005-01-01") + dt.timedelta(days=7 * number)).isoformat(),
            place="Geneva",
            level="minister",
            actors=MINISTERS,
        )
        for number in range(500)
    ]
    coverage = Coverage(tuple(starts), day("2016-01-01"))
    begun = time.process_time()
    assert len(follow(tellings, acts, coverage, day("2016-01-01"))) == 300
    assert time.process_time() - begun < 1.0
