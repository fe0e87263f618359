"""Settlements on a scale, fair division, positions on several scales."""

import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.advance.fair import divide, divide_scenario, read_points
from summitry.advance.positions import Standpoint, parse_positions, read_positions
from summitry.advance.scenario_file import parse_scenario
from summitry.advance.settle import BAND, find_median, settle_issue, settle_scales
from summitry.advance.spatial import find_distance, find_middle, rate_position
from summitry.errors import ScenarioError
from summitry.knowledge.tables import read_text


def test_a_missing_position_is_absent_and_not_zero():
    rows = parse_positions("actor,power,position,salience\nA,1,80,50\nB,9,,50\n", "p.csv")
    found = settle_issue(rows)

    assert (found.compromise, found.absent) == (80, ("B",))


def test_the_band_is_never_narrower_than_five_points_of_spread_and_stays_on_the_scale():
    one = settle_issue([Standpoint("A", 1, 50, 1)])
    edge = settle_issue([Standpoint("A", 1, 0, 1), Standpoint("B", 1, 100, 1)])

    assert one.high - one.low == pytest.approx(2 * BAND * 5)
    assert (edge.low, edge.high) == (50 - BAND * 50, 50 + BAND * 50)
    assert settle_issue([Standpoint("A", 1, 2, 1)]).low == 0


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(1, 9)), min_size=1, max_size=9), st.integers(1, 50))
def test_power_counts_by_its_share_only(rows, factor):
    plain = settle_issue([Standpoint(str(n), w, x, 10) for n, (x, w) in enumerate(rows)])
    scaled = settle_issue([Standpoint(str(n), w * factor, x, 10) for n, (x, w) in enumerate(rows)])

    assert scaled.compromise == pytest.approx(plain.compromise)
    assert (scaled.median, plain.low <= plain.compromise <= plain.high) == (plain.median, True)


def test_another_scale_gives_the_same_answer_in_its_units():
    plain = settle_issue([Standpoint("A", 1, 20, 1), Standpoint("B", 3, 60, 1)])
    years = settle_issue([Standpoint("A", 1, 12, 1), Standpoint("B", 3, 16, 1)], (10, 20))

    assert years.compromise == pytest.approx(10 + plain.compromise / 10)
    assert years.low == pytest.approx(10 + plain.low / 10)


def test_the_median_needs_half_of_the_weight():
    assert find_median([0, 50, 100], [1, 1, 1]) == 50
    assert find_median([0, 100], [1, 1]) == 0
    assert find_median([0, 50, 100], [1, 1, 3]) == 100


def test_each_scale_is_settled_by_itself():
    text = "actor;power;position;salience;dim\nA;1;0;1;first\nA;1;90;1;second\n"

    assert [(one.dimension, one.compromise) for one in settle_scales(parse_positions(text, "p.csv"))] == [
        ("first", 0),
        ("second", 90),
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("actor,power,salience\nA,1,1\n", r"p.csv:1: no column 'position'", id="a missing column"),
        pytest.param("actor,power,position,salience\nA,1,101,1\n", r"p.csv:2: position: is 101, and must be between 0 and 100", id="a position off the scale"),
        pytest.param("actor,power,position,salience\nA,big,1,1\n", r"p.csv:2: power: 'big' is no number", id="a power that is no number"),
        pytest.param("actor,power,position,salience\nA,nan,1,1\n", r"p.csv:2: power: 'nan' is no number", id="a power that is not a number"),
        pytest.param("actor,power,position,salience\nA,1,1\n", r"p.csv:2: has 3 cells for 4 columns", id="a cell too few"),
        pytest.param("actor,power,position,salience\nA,1,1,1\nA,1,2,1\n", r"p.csv:3: actor: 'A' stands on line 2", id="an actor twice"),
        pytest.param("actor,power,position,salience\n,1,1,1\n", r"p.csv:2: actor: is empty", id="nobody"),
        pytest.param("actor,power,position,salience\n", r"p.csv: has no row", id="no row"),
        pytest.param("actor,power,position,salience\nA,-1,1,1\n", r"p.csv:2: power: is -1, and must be at least 0", id="less than no power"),
    ],
)  # fmt: skip
def test_malformed_positions_are_refused_with_line_and_column(text, problem):
    with pytest.raises(ScenarioError, match=problem):
        parse_positions(text, "p.csv")


def test_nothing_can_be_settled_without_positions():
    with pytest.raises(ScenarioError, match="no actor has a position"):
        settle_issue([Standpoint("A", 1, None, 1)])
    with pytest.raises(ScenarioError, match="has no length"):
        settle_issue([Standpoint("A", 1, 1, 1)], (5, 5))


POINTS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=7)


@given(POINTS)
def test_adjusted_winner_is_envy_free_equitable_and_efficient(pairs):
    first, second = [Fraction(a) for a, _ in pairs], [Fraction(b) for _, b in pairs]
    if not sum(first) or not sum(second):
        return
    first, second = [100 * a / sum(first) for a in first], [100 * b / sum(second) for b in second]
    found = divide([str(n) for n in range(len(pairs))], first, second)

    assert found.is_equitable
    assert found.is_envy_free
    assert found.is_efficient
    assert sum(0 < share.first < 1 for share in found.shares) <= 1


def test_equal_points_are_split_in_halves():
    found = divide(["a"], [100], [100])

    assert (found.shares[0].first, found.split) == (Fraction(1, 2), "a")


@pytest.mark.parametrize(
    ("first", "second", "problem"),
    [
        pytest.param([60, 40], [50, 40], "spread 100 and 90", id="different sums"),
        pytest.param([110, -10], [50, 50], "must not be negative", id="less than no points"),
        pytest.param([100], [50, 50], "2 items with 1 and 2", id="a number too few"),
        pytest.param([0, 0], [0, 0], "spread 0 and 0", id="no points at all"),
    ],
)
def test_points_that_cannot_be_are_refused(first, second, problem):
    with pytest.raises(ScenarioError, match=problem):
        divide(["a", "b"], first, second)


def test_points_are_read_from_a_file_and_from_a_scenario(tmp_path):
    path = tmp_path / "points.csv"
    path.write_text(read_text("advance/harbour-points.csv"))

    assert read_points(path).parties == ("North", "South")
    assert divide_scenario(parse_scenario(read_text("advance/japan-russia-2014.yaml"))).split == "territory"
    path.write_text("item,North\nHarbour,100\n")
    with pytest.raises(ScenarioError, match=r"points.csv:1: has the columns"):
        read_points(path)
    path.write_text("item,North,South\nHarbour,all,100\n")
    with pytest.raises(ScenarioError, match=r"points.csv:2: North: 'all' is no number"):
        read_points(path)


def test_the_middle_of_two_equal_sides_is_half_way():
    ends = np.zeros(2), np.ones(2)
    gains = [lambda x, end=end: rate_position(find_distance([1, 1], x, end, 1.0)) for end in ends]
    point, value = find_middle(gains[0], gains[1], 2)

    assert point == pytest.approx([0.5, 0.5], abs=1e-4)
    assert value == pytest.approx(0.25)


@pytest.mark.shared
def test_published_divisions_are_met_in_exact_fractions(cases):
    for case in json.loads((cases / "adjusted_winner.json").read_text(encoding="utf-8"))["cases"]:
        found = divide(case["items"], case["a"], case["b"])
        assert [str(total) for total in found.totals] == [case["expected_points"]] * 2, case["name"]
        assert [str(share.first) for share in found.shares] == case["share_a"], case["name"]


def test_the_example_of_positions_can_be_read(tmp_path):
    path = Path(tmp_path / "quota.csv")
    path.write_text(read_text("advance/catch-quota.csv"))

    assert settle_scales(read_positions(path))[0].absent == ("Scientists",)
