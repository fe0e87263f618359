"""The packaged samples, end to end: what became of the promises of Japan and Russia, and whether the counts are right."""

import datetime as dt
from importlib.resources import files
from pathlib import Path

import pytest

from summitry.track.values import Check, Relation, Status

pytestmark = pytest.mark.model

SAMPLES = Path(str(files("summitry"))) / "data" / "samples"
PAIR = "JPN-RUS"


@pytest.fixture(scope="module")
def ledger(reader):
    from summitry.read.intake import load
    from summitry.track.ledger import open_ledger

    paths = sorted(path for path in SAMPLES.iterdir() if path.suffix != ".csv")
    with open_ledger(":memory:") as opened:
        opened.add_all(reader.read_intakes(load(path) for path in paths))
        yield opened


@pytest.fixture(scope="module")
def shown(ledger):
    from summitry.track.relationship import show_relationship

    known = {}

    def show(day=None):
        if day not in known:
            known[day] = show_relationship(ledger, PAIR, day and dt.date.fromisoformat(day))
        return known[day]

    return show


def find(relationship, action, start):
    """Return the promise of an action that is due from a day."""
    day = dt.date.fromisoformat(start)
    found = [one for one, _ in relationship.promises if one.row.action == action and one.due_from == day]
    assert len(found) == 1, f"{len(found)} promises to {action} from {start}"
    return found[0]


@pytest.mark.parametrize(
    ("on", "statuses"),
    [
        pytest.param("2014-02-20", {Status.OPEN}, id="after Sochi it is open"),
        pytest.param("2014-03-19", {Status.OPEN}, id="after the referendum it is open"),
        pytest.param(
            "2014-08-23", {Status.CANCELLED, Status.LAPSED}, id="after its month it is cancelled or has lapsed"
        ),
        pytest.param("2019-12-23", {Status.CANCELLED, Status.LAPSED}, id="and stays so"),
    ],
)
def test_the_meeting_at_the_summit_of_eight_in_june_2014_does_not_take_place(shown, on, statuses):
    meeting = find(shown(on), "meet", "2014-06-01")
    assert meeting.status in statuses
    assert len(meeting.tellings) >= 2


@pytest.mark.parametrize(
    ("on", "statuses"),
    [
        pytest.param("2014-02-20", {Status.OPEN}, id="promised for autumn: open"),
        pytest.param("2014-10-17", {Status.DUE}, id="in autumn: due"),
        pytest.param("2014-11-11", {Status.SUPERSEDED}, id="put off to 2015: superseded"),
        pytest.param("2016-11-20", {Status.SUPERSEDED}, id="four weeks before it takes place"),
        pytest.param("2019-12-23", {Status.KEPT_LATE}, id="kept late"),
    ],
)
def test_the_visit_of_autumn_2014_slips_and_is_kept_late(shown, on, statuses):
    visit = find(shown(on), "visit", "2014-09-01")
    assert visit.status in statuses


def test_the_visit_of_autumn_2014_is_proved_by_its_links(shown):
    visit = find(shown(), "visit", "2014-09-01")
    links = {link.relation: link for link in visit.links}
    assert links[Relation.POSTPONES].day in {dt.date(2014, 11, 9), dt.date(2014, 11, 11)}
    assert links[Relation.FULFILS].day in {dt.date(2016, 12, 15), dt.date(2016, 12, 16)}
    assert visit.settled == links[Relation.FULFILS].day
    assert visit.made == dt.date(2013, 4, 29)
    assert visit.sources >= 5


@pytest.mark.parametrize(
    ("action", "start", "statuses"),
    [
        pytest.param("meet", "2013-09-01", {Status.KEPT}, id="the meeting in St. Petersburg"),
        pytest.param("meet", "2013-11-01", {Status.KEPT}, id="the first meeting of foreign and defence ministers"),
        pytest.param("meet", "2014-11-01", {Status.KEPT}, id="the meeting in Beijing"),
        pytest.param("visit", "2015-01-01", {Status.KEPT_LATE}, id="the visit put off to 2015"),
        pytest.param("meet", "2015-10-08", {Status.KEPT}, id="the talks of deputies in October 2015"),
        pytest.param("visit", "2016-12-15", {Status.KEPT}, id="the visit to Nagato"),
        pytest.param("visit", "2013-01-01", {Status.KEPT}, id="the visit to Russia in 2013"),
        pytest.param("meet", "2016-09-01", {Status.KEPT, Status.UNKNOWN}, id="the meeting in Vladivostok in 2016"),
    ],
)
def test_what_became_of_the_other_promises(shown, action, start, statuses):
    assert find(shown(), action, start).status in statuses


def test_hardly_a_promise_lapses_for_want_of_news(shown):
    """Two are known to: a visit and a fund that the samples do not tell of; more would be silence taken for breach."""
    lapsed = [one for one, _ in shown().promises if one.status is Status.LAPSED]
    assert len(lapsed) <= 3


def test_the_fifth_meeting_is_confirmed_by_the_ledgers_own_count(shown):
    relationship = shown()
    days = {one.id: one.start for one in relationship.occurrences}
    (fifth,) = [
        one for one in relationship.claims if one.told.row.value == 5 and one.told.published == dt.date(2014, 2, 10)
    ]
    assert fifth.check is Check.CONFIRMED, fifth.reason
    assert [days[name].isoformat() for name in fifth.counted] == [
        "2013-04-29",
        "2013-06-17",
        "2013-09-05",
        "2013-10-07",
        "2014-02-08",
    ]


def test_no_right_count_of_the_samples_is_contradicted(shown):
    """All counts of the samples are facts (``facts.csv``); one may be beyond the ledger, none is wrong."""
    answers = [one.check for one in shown().claims]
    assert Check.CONTRADICTED not in answers
    assert answers.count(Check.CONFIRMED) >= 6
