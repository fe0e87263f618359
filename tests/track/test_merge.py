"""Which reports are compared, and whether two tell of one occurrence."""

import pytest
from hypothesis import given, settings
from merge_reports import MINISTERS, on, report, reports

from summitry.dates import Precision
from summitry.records import EventType, Level, Modality
from summitry.track.merge import emits, judge, judge_profiles, profile, seeks
from summitry.track.values import Judgement

SAME, DIFFERENT = Judgement.SAME, Judgement.DIFFERENT
COPY = "The two leaders sat down at a residence by the sea on Saturday and spoke for an hour about the four islands."


def judgement(left, right):
    edge = judge(left, right)
    return edge.judgement if edge else None


def compared(left, right):
    return bool(set(seeks(left)) & set(emits(right)))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param({}, {}, id="same people on the same day"),
        pytest.param({"place": "Sochi"}, {"day": None, "place": "Sochi"}, id="a missing date and the same place"),
        pytest.param({}, {"day": None}, id="a missing date just after the day"),
        pytest.param({"place": "Sochi"}, {"day": "2014-02-01/2014-02-28", "place": "Sochi"}, id="a month and a day in it"),
        pytest.param({"place": "Sochi"}, {"place": "Adler"}, id="a place and its neighbour"),
        pytest.param({"actors": ("JPN", "RUS"), "level": Level.UNKNOWN, "place": "Sochi"}, {"place": "Sochi"}, id="states and their leaders"),
        pytest.param({"modality": Modality.PLANNED, "published": "2014-01-30"}, {}, id="a plan and its fulfilment"),
        pytest.param({"actors": ("JPN/ken-aoki", "RUS/orlov")}, {}, id="a full name and a surname"),
        pytest.param({"day": on("2014-02-10", text=None)}, {}, id="a day taken from the dateline"),
        pytest.param({"day": "2015-02-08", "published": "2014-11-09", "place": "Sochi"}, {"place": "Sochi"}, id="a year that lies after publication"),
        pytest.param({"published": "2019-01-01", "words": "their third meeting", "day": "2014-02-01/2014-02-28"}, {"words": "the third meeting"}, id="the number of the meeting"),
        pytest.param({"actors": ("JPN/aoki",), "recipients": ("RUS/orlov",)}, {"actors": ("RUS/orlov",), "recipients": ("JPN/aoki",)}, id="either of two as the visitor"),
    ],
)  # fmt: skip
def test_reports_of_one_meeting_are_compared_and_joined(left, right):
    one, other = report("a", **left), report("b", **right)

    assert compared(one, other)
    assert judgement(one, other) is SAME


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param({}, {"day": "2014-02-09"}, id="neighbouring days"),
        pytest.param({"place": "Nagato"}, {"day": "2014-02-09", "place": "Tokyo"}, id="neighbouring days in two towns"),
        pytest.param({}, {"actors": MINISTERS, "level": Level.MINISTER}, id="other people on the same day"),
        pytest.param({}, {"modality": Modality.PLANNED, "published": "2014-02-20", "day": "2014-03-05"}, id="a later plan"),
        pytest.param({}, {"event_type": EventType.AGREE}, id="a meeting and an agreement"),
        pytest.param({"mode": "phone"}, {"mode": "visit"}, id="a call and a visit"),
        pytest.param({"modality": Modality.CANCELLED}, {}, id="one that fell away and one that took place"),
        pytest.param({"day": None, "place": "Vladivostok", "published": "2014-06-01"}, {"place": "Sochi"}, id="a missing date and another place"),
        pytest.param({}, {"day": "2014-03-08"}, id="a month apart"),
        pytest.param({"event_type": EventType.ACCUSE, "actors": ("JPN",), "recipients": ("RUS",)}, {"event_type": EventType.ACCUSE, "actors": ("RUS",), "recipients": ("JPN",)}, id="an accusation and its answer"),
        pytest.param({"event_type": EventType.AGREE, "words": "agreed to build a pipeline to the coast", "issues": ("energy",)}, {"event_type": EventType.AGREE, "words": "agreed on visits by former residents", "issues": ("migration",), "document": "doc-a"}, id="two agreements of one day"),
    ],
)  # fmt: skip
def test_reports_of_two_occurrences_are_not_joined(left, right):
    assert judgement(report("a", **left), report("b", **right)) is not SAME


def test_neighbouring_days_leave_a_row_that_keeps_two_meetings_apart():
    edge = judge(report("a", place="Sochi"), report("b", "2014-02-09", place="Tokyo"))

    assert edge.judgement is DIFFERENT
    assert "neighbouring days" in edge.reason


def test_a_day_off_by_one_with_all_else_alike_is_left_to_a_person():
    alike = {"place": "Sochi", "words": "the two spoke over lunch about the four islands"}

    assert judgement(report("a", **alike), report("b", "2014-02-09", **alike)) is Judgement.UNSURE


def test_the_reason_names_day_people_and_place():
    edge = judge(report("a", place="Sochi"), report("b", place="Sochi"))

    assert set(edge.reason.split(", ")) == {"same day", "same people on both sides", "Sochi"}


def test_a_wire_copy_weighs_more_than_like_words():
    copied = {"event_type": EventType.ACCUSE, "actors": ("JPN",), "recipients": ("RUS",), "words": COPY}
    bare = {**copied, "sketch": b""}

    copies = judge(report("a", **copied), report("b", **copied))
    alike = judge(report("a", **bare), report("b", **bare))

    assert copies.score > alike.score


def test_a_report_is_not_judged_with_itself():
    assert judge(report("a"), report("a")) is None


@given(reports("a"), reports("b"))
@settings(max_examples=60, deadline=None)
def test_judging_is_symmetric(left, right):
    assert judge(left, right) == judge(right, left) == judge_profiles(profile(left), profile(right))


@given(reports("a"), reports("b"))
@settings(max_examples=60, deadline=None)
def test_an_edge_has_its_smaller_key_left_and_a_probability(left, right):
    edge = judge(left, right)

    assert edge is None or (edge.left, edge.right, edge.by) == ("a", "b", "machine")
    assert edge is None or 0 <= edge.score <= 1
    assert edge is None or edge.judgement is not SAME or edge.score >= 0.65


@given(reports("a"), reports("b"))
@settings(max_examples=60, deadline=None)
def test_it_makes_no_difference_who_seeks_whom(left, right):
    assert compared(left, right) == compared(right, left)


@given(reports("a"))
@settings(max_examples=60, deadline=None)
def test_keys_are_few_and_single(one):
    for keys in (emits(one), seeks(one)):
        assert len(keys) == len(set(keys))
        assert len(keys) <= 12 * max(1, len({key.split("|")[0] for key in keys}))


@pytest.mark.parametrize("apart", [0, 1, 2, 3], ids="{} days apart".format)
@pytest.mark.parametrize("start", range(3, 10), ids="from day {}".format)
def test_days_up_to_three_apart_are_compared_wherever_the_week_begins(start, apart):
    assert compared(report("a", f"2014-02-{start:02}"), report("b", f"2014-02-{start + apart:02}"))


def test_precise_days_of_one_month_are_not_all_compared():
    assert not compared(report("a", "2014-02-03"), report("b", "2014-02-27"))


def test_a_year_meets_a_day_by_the_place_alone():
    year = on("2014-01-01/2014-12-31", Precision.YEAR)

    assert compared(report("a", year, place="Sochi"), report("b", place="Sochi"))
    assert not compared(report("a", year, place="Sochi"), report("b", place="Tokyo"))


@pytest.mark.parametrize(
    ("actors", "begins"),
    [
        pytest.param(("RUS", "JPN"), "JPN-RUS|", id="two states"),
        pytest.param(("JPN",), "JPN-|", id="one state"),
        pytest.param((), "----|", id="none"),
    ],
)
def test_keys_begin_with_the_states(actors, begins):
    assert all(key.startswith(begins) for key in emits(report("a", actors=actors)))


def test_nothing_known_of_the_time_means_nothing_to_compare():
    assert emits(report("a", None, published=None)) == ()
