"""From judgements to occurrences, and what their reports say together."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from merge_reports import on, report, report_lists

from summitry.dates import Precision
from summitry.errors import LedgerError
from summitry.records import Level, Modality
from summitry.track.merge import cluster, judge, settle
from summitry.track.values import Agreement, Edge, Judgement

SAME, DIFFERENT, UNSURE = Judgement.SAME, Judgement.DIFFERENT, Judgement.UNSURE
WIRE = "The leaders of the two countries met by the sea on Saturday and spoke for an hour about fishing and trade."


def edge(left, right, judgement=SAME, score=0.9, by="machine"):
    return Edge(left, right, judgement, score, "", by)


def keys(*names, **other):
    return [report(name, **other) for name in names]


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        pytest.param([], (("a",), ("b",), ("c",)), id="nothing judged, nothing joined"),
        pytest.param([edge("a", "b"), edge("b", "c")], (("a", "b", "c"),), id="sameness carries over"),
        pytest.param([edge("a", "b"), edge("b", "c", UNSURE, 0.5)], (("a", "b"), ("c",)), id="an unsure judgement joins nothing"),
        pytest.param([edge("a", "b", score=0.9), edge("b", "c", score=0.7), edge("a", "c", DIFFERENT, 0.02)], (("a", "b"), ("c",)), id="the weaker link is cut"),
        pytest.param([edge("a", "b", score=0.97), edge("b", "c", score=0.98), edge("a", "c", DIFFERENT, 0.3)], (("a", "b", "c"),), id="sure sameness outweighs a weak difference"),
        pytest.param([edge("a", "b", score=0.99), edge("a", "b", DIFFERENT, 1.0, "ann")], (("a",), ("b",), ("c",)), id="a person parts what the machine joined"),
        pytest.param([edge("a", "b", DIFFERENT, 0.0), edge("a", "b", SAME, 1.0, "ann")], (("a", "b"), ("c",)), id="a person joins what the machine parted"),
        pytest.param([edge("a", "b"), edge("b", "c"), edge("a", "c", DIFFERENT, 1.0, "ann")], (("a", "b"), ("c",)), id="a person's parting is kept over a third report"),
        pytest.param([edge("a", "b", SAME, 1.0, "ann"), edge("b", "c", SAME, 1.0, "ben"), edge("a", "c", DIFFERENT, 0.0)], (("a", "b", "c"),), id="persons' joins stay together"),
        pytest.param([edge("a", "b"), edge("a", "b", UNSURE, 0.5, "ann")], (("a",), ("b",), ("c",)), id="a person's doubt takes the place of the machine's join"),
        pytest.param([edge("a", "x"), edge("x", "b")], (("a",), ("b",), ("c",)), id="reports that are not given join nothing"),
    ],
)  # fmt: skip
def test_clusters(edges, expected):
    assert cluster(keys("a", "b", "c"), edges) == expected


@pytest.mark.parametrize("day", ["2014-02-04", "2014-02-24"])
def test_a_report_without_a_day_does_not_draw_two_meetings_together(day):
    rows = [report("a", "2014-02-03"), report("b", day), report("m", "2014-02-01/2014-02-28")]

    found = cluster(rows, [edge("a", "m", score=0.9), edge("b", "m", score=0.8)])

    assert found == (("a", "m"), ("b",))


@given(report_lists(), st.randoms(use_true_random=False), st.data())
@settings(max_examples=60, deadline=None)
def test_the_order_of_reports_and_edges_makes_no_difference(rows, chance, data):
    names = [row.key for row in rows]
    edges = [
        edge(*sorted((one, other)), data.draw(st.sampled_from((SAME, DIFFERENT, UNSURE))), data.draw(st.sampled_from((0.1, 0.5, 0.9))), data.draw(st.sampled_from(("machine", "machine", "ann"))))
        for one in names for other in names if one < other
    ]  # fmt: skip
    found = cluster(rows, edges)
    chance.shuffle(rows)
    chance.shuffle(edges)

    assert cluster(rows, edges) == found
    assert sorted(key for group in found for key in group) == sorted(names)


@given(report_lists(5))
@settings(max_examples=60, deadline=None)
def test_merging_by_machine_is_independent_of_order(rows):
    def merge(ordered):
        pairs = [(one, other) for index, one in enumerate(ordered) for other in ordered[index + 1 :]]
        return cluster(ordered, [found for one, other in pairs if (found := judge(one, other))])

    assert merge(rows) == merge(rows[::-1])


@given(report_lists(), st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_settling_is_independent_of_order(rows, chance):
    settled = settle(rows)
    chance.shuffle(rows)

    assert settle(rows) == settled


@given(report_lists())
@settings(max_examples=50, deadline=None)
def test_settling_keeps_every_report_and_party(rows):
    settled = settle(rows)

    assert sorted(settled.reports) == sorted(row.key for row in rows)
    assert set(settled.parties) == {actor for row in rows for actor in row.parties}
    assert set(settled.actors).isdisjoint(settled.recipients) or len(rows) == 1
    assert 0 <= settled.confidence <= 1
    assert settled.sources <= settled.documents


def test_one_report_is_settled_as_it_stands():
    settled = settle([report("a", place="Sochi", issues=("territory",))])

    assert (settled.start.isoformat(), settled.place, settled.issues, settled.sources) == (
        "2014-02-08",
        "Sochi",
        ("territory",),
        1,
    )
    assert settled.agreement == ()


def test_most_sources_decide_and_the_others_are_shown():
    rows = [*keys("a", "b", "c"), *keys("d", "e", day="2014-02-09")]

    settled = settle(rows)

    assert settled.start.isoformat() == "2014-02-08"
    assert Agreement("date", "2014-02-08", 3, 5, (("2014-02-09", 2),)) in settled.agreement


def test_a_day_is_preferred_to_the_month_that_holds_it():
    rows = [*keys("a", "b", day="2014-02-01/2014-02-28"), report("c")]

    settled = settle(rows)

    assert (settled.start, settled.end, settled.precision) == (
        on("2014-02-08").start,
        on("2014-02-08").end,
        Precision.DAY,
    )
    assert Agreement("date", "2014-02-08", 3, 3) in settled.agreement


def test_a_wire_copy_has_no_vote_of_its_own():
    rows = [*keys("a", "b", "c", day="2014-02-09", words=WIRE), *keys("d", "e")]

    settled = settle(rows)

    assert (settled.documents, settled.sources, settled.start.isoformat()) == (5, 3, "2014-02-08")


def test_what_took_place_is_not_made_less_real_by_its_plan():
    rows = [report("a", modality=Modality.PLANNED, published="2014-01-20"), report("b")]

    settled = settle(rows)

    assert settled.modality is Modality.OCCURRED
    assert settled.first_known.isoformat() == "2014-01-20"


def test_an_unknown_level_has_no_vote():
    rows = [*keys("a", "b", level=Level.UNKNOWN), report("c")]

    assert settle(rows).level is Level.LEADER


def test_more_sources_make_it_surer_than_the_surest_of_them():
    assert settle(keys("a", "b")).confidence > settle(keys("a")).confidence


def test_the_id_is_that_of_the_earliest_published_report():
    early, late = report("z", published="2014-02-08"), report("a", published="2014-02-12")

    assert settle([late, early]).id == settle([early]).id != settle([late]).id


def test_no_reports_are_an_error():
    with pytest.raises(LedgerError, match="at least one report"):
        settle([])
