"""The frontier and the solutions: equal to looking at everything, whatever the tables."""

import math
from fractions import Fraction

import numpy as np
import pytest
from brute import brute_best, brute_frontier, brute_packages
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry import advance
from summitry.advance import pareto
from summitry.advance.bargain import solve_sheet
from summitry.advance.game import Rule, TooLargeError, build_game, make_game, make_sheet
from summitry.advance.pareto import keep_efficient, trace_frontier
from summitry.advance.zone import MOST_PACKAGES, _count_by_sums, count_zone, pick_all, pick_package, walk_packages
from summitry.errors import ScenarioError

SCORES = st.integers(0, 6)


@st.composite
def games(draw, parties=(2, 3)):
    """Tables of few small whole numbers, so that ties abound, and reservation values."""
    number = draw(st.sampled_from(parties))
    counts = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    tables = [[draw(st.lists(SCORES, min_size=n, max_size=n)) for n in counts] for _ in range(number)]
    return tables, draw(st.lists(st.integers(0, 12), min_size=number, max_size=number))


def points_of(front):
    return {tuple(map(Fraction, package.utilities)) for package in front}


@given(games())
@settings(max_examples=120, deadline=None)
def test_the_frontier_is_that_of_looking_at_everything(game):
    tables, reservation = game
    packages = list(brute_packages(tables))
    front = advance.frontier(tables, reservation)

    assert points_of(front) == brute_frontier(packages)
    assert len(front) == len(points_of(front))
    worth = dict(packages)
    for place, package in enumerate(front):
        assert worth[package.options] == tuple(map(Fraction, package.utilities))
        assert {one.options for one in front.find_packages(place)} == {
            options for options, utilities in packages if utilities == worth[package.options]
        }


@given(games())
@settings(max_examples=120, deadline=None)
def test_the_solutions_are_those_of_looking_at_everything(game):
    tables, reservation = game
    packages = list(brute_packages(tables))
    found = advance.solutions(tables, reservation)
    efficient = brute_frontier(packages)
    zone = [u for _, u in packages if all(a > b for a, b in zip(u, reservation, strict=True))]
    front = [(options, utilities) for options, utilities in packages if utilities in efficient]

    assert {one.options for one in found.nash} == brute_best(packages, reservation, math.prod)
    assert {one.options for one in found.kalai} == brute_best(front, reservation, min)
    if zone:
        top = [max(u[p] for u in zone) - reservation[p] for p in range(len(tables))]
        leximin = brute_best(
            front, reservation, lambda gains: sorted(Fraction(g) / t for g, t in zip(gains, top, strict=True))
        )
        assert {one.options for one in found.ks} == leximin
        assert found.nash_log == pytest.approx(math.log(math.prod(found.nash[0].gains)))
    else:
        assert found.nash == found.ks == found.kalai == ()
        assert found.nash_log is None


@given(games(parties=(2,)), st.integers(1, 9), st.randoms())
@settings(max_examples=60, deadline=None)
def test_scaling_and_relabelling_change_nothing(game, factor, chance):
    tables, reservation = game
    plain = advance.solutions(tables, reservation)
    order = list(range(len(tables[0])))
    chance.shuffle(order)
    shuffled = [[table[issue] for issue in order] for table in tables]
    scaled = [[[value * factor for value in column] for column in table] for table in tables]

    assert points_of(advance.frontier(shuffled, reservation)) == points_of(advance.frontier(tables, reservation))
    larger = advance.solutions(scaled, [value * factor for value in reservation])
    for name in ("nash", "ks", "kalai", "welfare"):
        assert [one.options for one in getattr(larger, name)] == [one.options for one in getattr(plain, name)]
    swapped = advance.frontier(tables[::-1], reservation[::-1])
    assert {tuple(reversed(point)) for point in points_of(swapped)} == points_of(advance.frontier(tables, reservation))


@given(games(parties=(2,)))
@settings(max_examples=60, deadline=None)
def test_a_dominated_option_changes_nothing(game):
    tables, reservation = game
    worse = [[[*table[0], min(table[0]) - 1], *table[1:]] for table in tables]

    assert points_of(advance.frontier(worse, reservation)) == points_of(advance.frontier(tables, reservation))
    assert advance.solutions(worse, reservation) == advance.solutions(tables, reservation)


@st.composite
def sheets(draw):
    tables, reservation = draw(games())
    counts = [len(column) for column in tables[0]]
    rules = []
    for _ in range(draw(st.integers(0, 2))):
        places = draw(st.lists(st.integers(0, len(counts) - 1), min_size=1, max_size=2, unique=True))
        picks = tuple((p, frozenset(draw(st.sets(st.integers(0, counts[p] - 1), min_size=1)))) for p in places)
        then = None
        if draw(st.booleans()):
            place = draw(st.integers(0, len(counts) - 1))
            then = ((place, frozenset(draw(st.sets(st.integers(0, counts[place] - 1), min_size=1)))),)
        rules.append(Rule(picks, then))
    issue = draw(st.integers(0, len(counts) - 1))
    forbidden = [(issue, draw(st.integers(0, counts[issue] - 1)))] if counts[issue] > 1 and draw(st.booleans()) else []
    return tables, reservation, tuple(rules), forbidden


def follows(rule):
    def check(options):
        matched = all(options[issue] in picks for issue, picks in rule.when)
        return not matched or (rule.then is not None and all(options[issue] in picks for issue, picks in rule.then))

    return check


def make_ruled(tables, reservation, rules, forbidden):
    sheet = make_sheet(tables, reservation)
    for issue, option in forbidden:
        sheet.allowed[issue][option] = False
    return type(sheet)(
        sheet.parties, sheet.issues, sheet.options, sheet.tables, sheet.reservation, sheet.grid, sheet.allowed, rules
    )


@given(sheets())
@settings(max_examples=150, deadline=None)
def test_rules_and_red_lines_leave_what_looking_at_everything_leaves(drawn):
    tables, reservation, rules, forbidden = drawn
    packages = list(brute_packages(tables, [follows(rule) for rule in rules], forbidden))
    sheet = make_ruled(*drawn)
    if not packages:
        with pytest.raises(ScenarioError, match="leave no option"):
            build_game(sheet)
        return
    game = build_game(sheet)

    assert game.size == len(packages)
    assert points_of(trace_frontier(game)) == brute_frontier(packages)
    assert {one.options for one in solve_sheet(sheet).nash} == brute_best(packages, reservation, math.prod)
    zone = sum(all(a > b for a, b in zip(u, reservation, strict=True)) for _, u in packages)
    assert count_zone(game) == zone
    assert _count_by_sums(game) == zone
    assert {tuple(picks) for picks in pick_all(game).tolist()} == {options for options, _ in packages}
    worth = dict(packages)
    for first, values in walk_packages(game):
        for number, value in enumerate(values.tolist(), start=first):
            assert tuple(map(Fraction, value)) == worth[tuple(pick_package(game, number).tolist())]


def test_a_zone_beyond_enumeration_is_counted_by_merging_sums():
    tables = [[[0, 1, 2, 3]] * 14, [[3, 2, 1, 0]] * 14]
    game = make_game(tables, [20, 20])

    assert game.size == 4**14 > MOST_PACKAGES
    assert count_zone(game) == _ways(14, 4, range(21, 22))


def _ways(issues, options, sums):
    ways = {0: 1}
    for _ in range(issues):
        more = {}
        for total, count in ways.items():
            for option in range(options):
                more[total + option] = more.get(total + option, 0) + count
        ways = more
    return sum(ways.get(total, 0) for total in sums)


def test_what_is_too_much_is_not_counted_and_not_sampled():
    chance = np.random.default_rng(3)
    game = make_game(chance.integers(0, 10**6, (2, 20, 10)).tolist(), [0, 0])

    assert count_zone(game) is None


@pytest.mark.parametrize(
    ("tables", "reservation", "problem"),
    [
        pytest.param([], [], "no party", id="no party"),
        pytest.param([[]], [0], "no issue", id="no issue"),
        pytest.param([[[1, 2]], [[1]]], [0, 0], "options", id="parties that differ in their options"),
        pytest.param([[[1]], [[1], [2]]], [0, 0], "issues", id="parties that differ in their issues"),
        pytest.param([[[]], [[]]], [0, 0], "at least one", id="an issue without options"),
        pytest.param([[["high"]], [[1]]], [0, 0], "'high' is no finite number", id="a word"),
        pytest.param([[[math.nan]], [[1]]], [0, 0], "no finite number", id="not a number"),
        pytest.param([[[1]], [[1]]], [0], "1 values for 2", id="a reservation value too few"),
        pytest.param({"A": {"i": {"x": 1}}}, {"B": 0}, "names the parties", id="a reservation for somebody else"),
        pytest.param("tables", None, "must be a list or a mapping", id="no tables at all"),
    ],
)
def test_malformed_tables_are_refused_with_their_value(tables, reservation, problem):
    with pytest.raises(ScenarioError, match=problem):
        advance.frontier(tables, reservation)


def test_an_unknown_convention_is_refused():
    with pytest.raises(ScenarioError, match="'genius' is not known"):
        advance.solutions([[[1]]], [0], "genius")


def test_decimals_are_exact_where_floating_point_is_not():
    tables = [[[0.1, 0.3], [0.2, 0.0]], [[0.0, 0.0], [0.0, 0.0]]]  # 0.1 + 0.2 > 0.3 in floating point

    assert advance.frontier([[[0.1, 0.0], [0.2, 0.0]], [[0, 0.3], [0, 0.3]]])[0].utilities == (0.3, 0.0)
    assert len(advance.frontier(tables, [0.3, 0]).find_packages(0)) == 1
    assert advance.solutions([[[0.1], [0.2]], [[0.1], [0.2]]], [0.3, 0.3]).nash == ()


@pytest.mark.parametrize("parties", [2, 3])
def test_numbers_beyond_64_bits_stay_exact(parties):
    hair = Fraction(1, 10**25)
    tables = [[[Fraction(1, 3), Fraction(1, 3) + hair], [0, hair]]] + [[[1, 0], [1, 0]]] * (parties - 1)
    front = advance.frontier(tables, [0] * parties)

    assert front.game.grid.exact
    assert len(front) == 3  # (1, 0) and (0, 1) are one hair better for the first, and equal to each other
    assert {one.options for one in front.find_packages(1)} == {(1, 0), (0, 1)}
    found = advance.solutions(tables, [0] * parties)
    assert found.nash[0].options == (0, 0)
    assert found.ks[0].options in {(0, 0), (1, 0), (0, 1)}


def test_minus_infinity_stands_for_the_least_utility():
    assert advance.frontier([[[2, 5]], [[4, 3]]], [-math.inf, 0])[0].gains == (3.0, 3.0)


def test_a_frontier_too_large_for_many_parties_is_refused_and_solved_otherwise(monkeypatch):
    pytest.importorskip("highspy")
    chance = np.random.default_rng(1)
    tables = chance.integers(0, 10**3, (5, 4, 4)).tolist()
    exact = advance.solutions(tables, [0] * 5)
    monkeypatch.setattr(pareto, "_MOST_POINTS_OF_MANY", 20)
    with pytest.raises(TooLargeError, match="too many to list"):
        advance.frontier(tables, [0] * 5)
    found = advance.solutions(tables, [0] * 5)

    assert (found.method, exact.method) == ("milp", "frontier")
    assert found.nash_log == pytest.approx(exact.nash_log, abs=1e-6)
    assert sum(found.welfare[0].gains) == sum(exact.welfare[0].gains)
    assert min(found.kalai[0].gains) == min(exact.kalai[0].gains)


def test_the_convention_of_negmas_raises_a_low_reservation_to_the_least():
    tables = [[[160, 299, 1000]], [[1000, 299, 160]]]

    assert advance.solutions(tables, [0, 0]).nash[0].options in {(0,), (2,)}
    assert [one.options for one in advance.solutions(tables, [0, 0], "negmas").nash] == [(1,)]


def test_one_party_has_one_best_point():
    assert [one.utilities for one in advance.frontier([[[1, 3, 3]]])] == [(3.0,)]


def test_equal_points_are_kept_once():
    values = np.array([[1, 2, 3], [1, 2, 3], [0, 0, 0], [3, 2, 1]])

    assert sorted(keep_efficient(values).tolist()) in ([0, 3], [1, 3])
