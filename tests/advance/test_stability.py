"""Stability: equal to following every legal sequence, on the cases of the literature and on conflicts made by chance."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry import advance
from summitry.advance.conflict import Conflict, DecisionMaker, Move, build_conflict, make_graph
from summitry.advance.conflict_file import load_conflict, parse_conflict
from summitry.advance.equilibria import CONCEPTS, find_change
from summitry.errors import ScenarioError

DILEMMA = {
    "options": ["A holds back", "B holds back"],
    "decision_makers": [
        {"name": "A", "options": ["A holds back"], "preferences": [{"B holds back": "yes"}, {"A holds back": "no"}]},
        {"name": "B", "options": ["B holds back"], "preferences": [{"A holds back": "yes"}, {"B holds back": "no"}]},
    ],
}


def follow(moves, others, start):
    """Return the states that legal sequences of the others reach; nobody moves twice in a row."""
    seen, stack = set(), [(target, other) for other in others for target in moves[other].get(start, ())]
    while stack:
        state, last = stack.pop()
        if (state, last) not in seen:
            seen.add((state, last))
            stack += [(t, other) for other in others if other != last for t in moves[other].get(state, ())]
    return {state for state, _ in seen}


def brute_stability(pays, moves):
    number, count = len(pays), len(pays[0])
    better = [
        {s: [t for t in moves[k].get(s, ()) if pays[k][t] > pays[k][s]] for s in range(count)} for k in range(number)
    ]
    found = {concept: set(range(1, count + 1)) for concept in CONCEPTS}
    for maker in range(number):
        others, pay = [k for k in range(number) if k != maker], pays[maker]
        for state in range(count):
            for improved in better[maker][state]:
                found["nash"].discard(state + 1)
                answers = follow(moves, others, improved)
                if not any(pay[t] <= pay[state] for t in answers):
                    found["gmr"].discard(state + 1)
                if not any(max([pay[t], *(pay[u] for u in moves[maker].get(t, ()))]) <= pay[state] for t in answers):
                    found["smr"].discard(state + 1)
                if not any(pay[t] <= pay[state] for t in follow(better, others, improved)):
                    found["seq"].discard(state + 1)
    return {concept: tuple(sorted(states)) for concept, states in found.items()}


@st.composite
def conflicts(draw):
    number, count = draw(st.integers(1, 4)), draw(st.integers(1, 7))
    states = st.integers(0, count - 1)
    pays = [draw(st.lists(st.integers(0, 4), min_size=count, max_size=count)) for _ in range(number)]
    pairs = [
        draw(st.sets(st.tuples(states, states).filter(lambda p: p[0] != p[1]), max_size=14)) for _ in range(number)
    ]
    return pays, pairs


@given(conflicts())
@settings(max_examples=200, deadline=None)
def test_equilibria_are_those_of_following_every_sequence(drawn):
    pays, pairs = drawn
    count = len(pays[0])
    moves = [{s: [t for a, t in sorted(own) if a == s] for s in range(count)} for own in pairs]
    conflict = Conflict(
        "drawn",
        tuple(f"D{n}" for n in range(len(pays))),
        tuple(map(str, range(count))),
        np.array(pays),
        tuple(make_graph(count, sorted(own)) for own in pairs),
    )

    assert advance.stability(conflict).equilibria == brute_stability(pays, moves)


@pytest.mark.shared
def test_the_cases_of_the_literature_have_their_equilibria(cases):
    for case in json.loads((cases / "gmcr.json").read_text(encoding="utf-8"))["cases"]:
        found = advance.stability(case)
        assert {name: list(found[name]) for name in case["expected"]} == case["expected"], case["name"]


def test_conditions_may_name_options_or_number_them():
    numbered = {
        "options": ["A holds back", "B holds back"],
        "decision_makers": [
            {"name": "A", "options": [0], "preferences": [[[1, "Y"]], [[0, "N"]]]},
            {"name": "B", "options": [1], "preferences": [[[0, "Y"]], [[1, "N"]]]},
        ],
    }

    assert advance.stability(DILEMMA).equilibria == advance.stability(numbered).equilibria
    assert advance.stability(DILEMMA).states == (
        "nothing done",
        "A holds back",
        "B holds back",
        "A holds back, B holds back",
    )


def test_paths_lead_from_the_status_quo_by_improvements():
    found = advance.stability(DILEMMA | {"start": ["A holds back"]})

    assert found.start == 2
    assert [(path.states, path.movers, path.concept) for path in found.paths] == [((2, 1), ("A",), "nash")]


def test_an_option_that_cannot_be_taken_back_makes_no_way_back():
    conflict = build_conflict("strike", [Move("strike")], [DecisionMaker("A", (0,), ((((0, True),),),))])
    forward = parse_conflict(
        {
            "options": [{"name": "strike", "reversible": "fwd"}],
            "decision_makers": [{"name": "A", "options": ["strike"], "preferences": [{"strike": "no"}]}],
        }
    )

    assert advance.stability(conflict).nash == (2,)
    assert advance.stability(forward).nash == (1, 2)


@pytest.mark.parametrize("concept", CONCEPTS)
def test_the_nearest_change_makes_the_wanted_state_an_equilibrium(concept):
    conflict = parse_conflict(DILEMMA)
    already = advance.stability(conflict)[concept]
    for state in range(1, 5):
        change = find_change(conflict, state, concept)
        if state in already:
            assert change == ()
            continue
        assert change
        ranks = {maker: list(pay) for maker, pay in zip(conflict.makers, conflict.payoffs.tolist(), strict=True)}
        for swap in change:
            one, other = ranks[swap.maker][swap.above[0] - 1], ranks[swap.maker][swap.below[0] - 1]
            assert one < other
            for place, value in enumerate(ranks[swap.maker]):
                ranks[swap.maker][place] = {one: other, other: one}.get(value, value)
        changed = Conflict("c", conflict.makers, conflict.states, np.array(list(ranks.values())), conflict.graphs)
        assert state in advance.stability(changed)[concept]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        pytest.param({"options": []}, "options: is empty", id="no option"),
        pytest.param({"decision_makers": []}, "decision_makers: is empty", id="no decision maker"),
        pytest.param(
            {"infeasible": [{"C holds back": "yes"}]},
            "no option 'C holds back'; did you mean",
            id="an option that is not there",
        ),
        pytest.param(
            {"infeasible": [{"A holds back": "perhaps"}]},
            "'perhaps', and must be yes or no",
            id="a word that is neither yes nor no",
        ),
        pytest.param({"start": 9}, "must be between 1 and 4", id="a status quo that is not there"),
        pytest.param(
            {"infeasible": [{"A holds back": "no"}, {"A holds back": "yes"}]}, "has 0 states", id="nothing that can be"
        ),
        pytest.param({"optoins": 1}, "did you mean 'options'", id="a misspelt key"),
        pytest.param(
            {"decision_makers": [{"name": "A", "options": [0], "ranking": [1, 2, 3]}]},
            "leaves out state 4",
            id="a ranking that leaves a state out",
        ),
        pytest.param(
            {"decision_makers": [{"name": "A", "options": [0], "ranking": [1, 1, 2, 3]}]},
            "state 1 twice",
            id="a ranking that has one twice",
        ),
        pytest.param(
            {"decision_makers": [{"name": "A", "options": [0, 1]}, {"name": "B", "options": [0]}]},
            "belongs to 'A' already",
            id="an option of two",
        ),
    ],
)
def test_a_malformed_conflict_is_refused(change, problem):
    with pytest.raises(ScenarioError, match=problem):
        advance.stability(DILEMMA | change)


def test_a_conflict_file_is_read_with_its_line_in_every_error(tmp_path):
    path = tmp_path / "conflict.yaml"
    path.write_text(
        "options: [hold, strike]\ndecision_makers:\n  - {name: A, options: [hold]}\n  - {name: A, options: [strike]}\n"
    )
    with pytest.raises(ScenarioError, match=r"conflict\.yaml:2: decision_makers: has 'A' twice"):
        load_conflict(path)


def test_too_many_moves_in_one_hand_are_refused():
    moves = [Move(f"m{n}") for n in range(14)]
    with pytest.raises(ScenarioError, match="14 options in one hand"):
        build_conflict("large", moves, [DecisionMaker("A", tuple(range(14)), ((((0, True),),),))])
    with pytest.raises(ScenarioError, match="states; it can have from 1 to"):
        build_conflict("larger", [Move(f"m{n}") for n in range(20)], [DecisionMaker("A", (0,), ((((0, True),),),))])


def test_states_may_be_given_outright():
    given_ = {
        "states": ["calm", "tense"],
        "decision_makers": ["A"],
        "moves": {"A": [[1, 2], [2, 1]]},
        "payoffs": {"A": [1, 2]},
    }

    assert advance.stability(given_).nash == (2,)
    with pytest.raises(ScenarioError, match="has 1 payoffs for 2 states"):
        advance.stability(given_ | {"payoffs": {"A": [1]}})
    with pytest.raises(ScenarioError, match="neither payoffs nor a ranking"):
        advance.stability(given_ | {"payoffs": {}})
