"""The analyses of a scenario: packages, ratification and draws, against looking at everything."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.advance import zone
from summitry.advance.game import Rule
from summitry.advance.packages import analyse_packages
from summitry.advance.ratify import _list_sides, _ratify_by_milp, analyse_ratification
from summitry.advance.scenario import (
    Choice,
    Constituency,
    Constraint,
    Issue,
    Judged,
    Party,
    RedLine,
    Scenario,
    Uncertainty,
    build_sheet,
)
from summitry.advance.scenario_file import parse_scenario
from summitry.advance.uncertainty import draw_scenario
from summitry.errors import ScenarioError
from summitry.knowledge.tables import read_text


@pytest.fixture(scope="module")
def demo():
    return parse_scenario(read_text("advance/japan-russia-2014.yaml"))


def judged(values):
    return tuple(Judged(Decimal(str(value))) for value in values)


def spread(parts):
    """Return weights with two decimals that sum to 1."""
    total = sum(parts) or 1
    weights = [Decimal(part * 100 // total) / 100 for part in parts]
    weights[0] += 1 - sum(weights)
    return judged(weights)


@st.composite
def scenarios(draw):
    """Small scenarios with constraints, red lines, ties and constituencies."""
    counts = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    score = st.sampled_from([0, 20, 50, 50, 80, 100])

    def weights():
        return spread(draw(st.lists(st.integers(1, 5), min_size=len(counts), max_size=len(counts))))

    issues = tuple(
        Issue(f"i{n}", "", draw(st.sampled_from(["top", "working"])), tuple(Choice(f"o{o}") for o in range(count)),
              tuple(judged(draw(st.lists(score, min_size=count, max_size=count))) for _ in "AB"), draw(st.sampled_from([0, None])))
        for n, count in enumerate(counts)
    )  # fmt: skip
    parties = []
    for name in "AB":
        voices = tuple(
            Constituency(f"v{n}", Decimal(draw(st.integers(0, 3))), draw(st.booleans()), weights(), judged([draw(st.sampled_from(["0.3", "0.5", "0.7"]))])[0])
            for n in range(draw(st.integers(0, 3)))
        )  # fmt: skip
        if not any(voice.power for voice in voices):
            voices = ()
        lines = ()
        if counts[0] > 1 and draw(st.booleans()):
            lines = (RedLine(0, draw(st.integers(0, counts[0] - 1))),)
        reservation = judged([draw(st.sampled_from(["0", "0.3", "0.5"]))])[0]
        parties.append(
            Party(
                name,
                name,
                weights(),
                reservation,
                lines,
                Decimal(draw(st.sampled_from(["0.4", "0.6", "1"]))) if voices else None,
                voices,
            )
        )
    constraints = ()
    if len(counts) > 1 and draw(st.booleans()):
        constraints = (Constraint(Rule(((0, frozenset({0})), (1, frozenset({0}))))),)
    return Scenario("drawn", "drawn", None, "", "", tuple(parties), issues, constraints)


def worth(scenario, party, weights, options):
    return sum(
        (
            w.known * issue.scores[party][o].score / 100
            for w, issue, o in zip(weights, scenario.issues, options, strict=True)
        ),
        Fraction(0),
    )


def look_at_everything(scenario):
    """Yield options, gains of governments, and by party the gains of its constituencies."""
    red = {(line.issue, line.option) for party in scenario.parties for line in party.red_lines}
    for options in product(*(range(len(issue.options)) for issue in scenario.issues)):
        if any((place, option) in red for place, option in enumerate(options)):
            continue
        if any(all(options[p] in some for p, some in one.rule.when) for one in scenario.constraints):
            continue
        gains = [
            worth(scenario, n, side.weights, options) - side.reservation.known
            for n, side in enumerate(scenario.parties)
        ]
        homes = [
            [worth(scenario, n, one.weights, options) - one.accept_at.known for one in side.constituencies]
            for n, side in enumerate(scenario.parties)
        ]
        yield options, gains, homes


def wins(side, members):
    power = sum((side.constituencies[n].power for n in members), Decimal(0))
    vetoes = all(n in members for n, one in enumerate(side.constituencies) if one.veto)
    return not side.constituencies or (vetoes and power >= side.quota * sum(one.power for one in side.constituencies))


def shortfall(scenario, gains, homes):
    total = sum(max(Fraction(0), -gain) for gain in gains)
    for side, home in zip(scenario.parties, homes, strict=True):
        sets = [m for size in range(len(home) + 1) for m in combinations(range(len(home)), size) if wins(side, m)]
        total += min(sum((max(Fraction(0), -home[n]) for n in m), Fraction(0)) for m in sets)
    return total


@given(scenarios())
@settings(max_examples=120, deadline=None)
def test_ratification_is_that_of_looking_at_everything(scenario):
    everything = list(look_at_everything(scenario))
    if not everything:
        with pytest.raises(ScenarioError, match="leave no option"):
            analyse_ratification(scenario)
        return
    report = analyse_ratification(scenario)

    def accepts(home):
        return [n for n, gain in enumerate(home) if gain >= 0]

    ratified = [
        all(wins(s, accepts(h)) for s, h in zip(scenario.parties, homes, strict=True)) for _, _, homes in everything
    ]
    zone_ = [min(gains) > 0 for _, gains, _ in everything]
    assert report.possible == len(everything)
    assert report.overlap == sum(ratified)
    assert report.agreeable == sum(a and b for a, b in zip(ratified, zone_, strict=True))
    for home in report.homes:
        place = next(n for n, side in enumerate(scenario.parties) if side.id == home.party)
        side = scenario.parties[place]
        assert home.win_set == sum(wins(side, accepts(homes[place])) for _, _, homes in everything)
        for n, voice in enumerate(home.voices):
            assert voice.accepts == sum(homes[place][n] >= 0 for _, _, homes in everything)
            matters = [
                accepts(homes[place])
                for (_, _, homes), inside in zip(everything, zone_, strict=True)
                if inside
                and all(
                    wins(s, accepts(h))
                    for p, (s, h) in enumerate(zip(scenario.parties, homes, strict=True))
                    if p != place
                )
            ]
            pivotal = [a for a in matters if wins(side, {*a, n}) and not wins(side, set(a) - {n})]
            assert (voice.pivotal, voice.blocks) == (len(pivotal), sum(n not in a for a in pivotal))
    least = min(shortfall(scenario, gains, homes) for _, gains, homes in everything)
    assert report.bridges[0].total == pytest.approx(float(least), abs=1e-12)
    assert [bridge.total for bridge in report.bridges] == sorted(bridge.total for bridge in report.bridges)
    best = max(
        (g[0] * g[1] for (_, g, _), r, z in zip(everything, ratified, zone_, strict=True) if r and z), default=None
    )
    assert bool(report.nash) == (best is not None)
    if best is not None:
        assert report.nash[0].gains[0] * report.nash[0].gains[1] == pytest.approx(float(best))


@given(scenarios())
@settings(max_examples=40, deadline=None)
def test_packages_of_a_scenario_are_those_of_looking_at_everything(scenario):
    everything = list(look_at_everything(scenario))
    if not everything:
        return
    report = analyse_packages(scenario)

    assert report.possible == len(everything)
    assert report.zone == sum(min(gains) > 0 for _, gains, _ in everything)
    best = max((g[0] * g[1] for _, g, _ in everything if min(g) > 0), default=None)
    assert bool(report.solutions.nash) == (best is not None)
    for part in report.parts:
        fixed = [n for n in range(len(scenario.issues)) if n not in part.group.issues]
        if any(scenario.issues[n].no_agreement is None for n in fixed):
            assert part.zone_alone is None
            continue
        red = {(line.issue, line.option) for party in scenario.parties for line in party.red_lines}
        lifted = replace(
            scenario,
            parties=tuple(
                replace(p, red_lines=tuple(line for line in p.red_lines if line.issue not in fixed))
                for p in scenario.parties
            ),
        )
        del red
        held = [
            g for o, g, _ in look_at_everything(lifted) if all(o[n] == scenario.issues[n].no_agreement for n in fixed)
        ]
        assert part.zone_alone == sum(min(g) > 0 for g in held)
        if part.nearest is not None:
            assert sum(max(0.0, -g) for g in part.nearest.gains) == pytest.approx(
                float(min(sum(max(Fraction(0), -x) for x in g) for g in held))
            )


@given(scenarios())
@settings(max_examples=12, deadline=None)
def test_milp_says_of_ratification_what_walking_says(scenario):
    pytest.importorskip("highspy")
    try:
        walked = analyse_ratification(scenario)
    except ScenarioError:
        return
    if any(0 < gain < 1e-5 for one in walked.nash for gain in one.gains):
        return
    found = _ratify_by_milp(scenario, build_sheet(scenario, voices=True), _list_sides(scenario))

    assert found.has_agreement == walked.has_agreement
    assert found.bridges[0].total == pytest.approx(walked.bridges[0].total, abs=1e-6)
    if walked.nash:
        one, other = (report.nash[0].gains[0] * report.nash[0].gains[1] for report in (found, walked))
        assert one == pytest.approx(other, rel=1e-5)


def test_the_example_says_what_its_docs_say(demo):
    report = analyse_packages(demo)
    joined = next(part for part in report.parts if part.group.kind == "joined")

    assert joined.group.name == "territory + treaty"
    assert joined.zone_alone == 0
    assert report.zone == 171
    assert report.solutions.nash[0].options[0] == "joint_declaration"
    assert report.left_behind.tempting == ("RUS",)
    home = analyse_ratification(demo)
    assert (home.agreeable, home.common_quota) == (57, 0.8)
    stricter = analyse_ratification(demo, 0.85)
    assert not stricter.has_agreement
    assert [(one.party, one.name) for one in stricter.bridges[0].short] == [("RUS", "the Defence Ministry")]


def test_an_option_scored_zero_on_a_heavy_issue_is_warned_of(demo):
    weights = judged(["0.05", "0.6", "0.05", "0.1", "0.1", "0.1"])
    rus = replace(demo.parties[1], weights=weights, constituencies=(), reservation=judged(["0"])[0])
    jpn = replace(
        demo.parties[0],
        weights=judged(["0.9", "0.02", "0.02", "0.02", "0.02", "0.02"]),
        red_lines=(),
        constituencies=(),
    )
    warned = analyse_packages(
        replace(
            demo,
            parties=(jpn, replace(rus, red_lines=(), weights=judged(["0.35", "0.3", "0.05", "0.1", "0.1", "0.1"]))),
        )
    )

    assert any(
        "gives RUS 'all_four' on territory, which it scores 0 and weighs 0.35" in warning for warning in warned.warnings
    )


def test_too_many_packages_are_solved_without_counting(demo, monkeypatch):
    pytest.importorskip("highspy")
    monkeypatch.setattr("summitry.advance.ratify.MOST_PACKAGES", 10)
    report = analyse_ratification(demo)

    assert report.method == "milp"
    assert report.overlap is None
    assert report.nash == analyse_ratification_walked(demo)
    assert report.common_quota == pytest.approx(0.8)


def analyse_ratification_walked(scenario):
    assert zone.MOST_PACKAGES > 10
    return _walk(scenario).nash


def _walk(scenario):
    from summitry.advance.game import build_game
    from summitry.advance.ratify import _ratify_by_walking

    return _ratify_by_walking(scenario, build_game(build_sheet(scenario, voices=True)), _list_sides(scenario))


def test_a_block_too_large_to_enumerate_is_solved_by_milp(demo, monkeypatch):
    pytest.importorskip("highspy")
    walked = analyse_packages(demo)
    monkeypatch.setattr("summitry.advance.game.MOST_COMBINATIONS", 20)
    report = analyse_packages(demo)

    assert (report.solutions.method, report.zone, report.frontier) == ("milp", None, None)
    assert report.solutions.nash == walked.solutions.nash
    assert [part.gain for part in report.parts] == pytest.approx([part.gain for part in walked.parts], abs=1e-9)


def test_without_the_solver_what_needs_it_says_so(demo, monkeypatch):
    monkeypatch.setattr("summitry.advance.game.MOST_COMBINATIONS", 20)
    monkeypatch.setattr("summitry.advance.milp.find_spec", lambda _: None)
    with pytest.raises(ScenarioError, match=r"install summitry\[advance\]"):
        analyse_packages(demo)


def test_draws_repeat_with_their_seed_and_move_with_another(demo):
    one, same, other = draw_scenario(demo, 200), draw_scenario(demo, 200), draw_scenario(demo, 200, seed=1)

    assert one == same
    assert one.frequencies != other.frequencies
    for issue in demo.issues:
        assert sum(f.share for f in one.frequencies if f.issue == issue.id) == pytest.approx(1)
    assert dict(one.alone)["territory + treaty"] < 0.15
    assert one.agreeable > 0.95


def test_draws_without_width_say_what_the_analysis_says(demo):
    sure = replace(
        demo,
        uncertainty=Uncertainty(concentration=1e12, scores=0.0, reservation=0.0, draws=5),
        parties=tuple(replace(party, reliability=None) for party in demo.parties),
    )
    drawn = draw_scenario(sure)

    assert (drawn.zone, drawn.agreeable) == (1.0, 1.0)
    nash = analyse_ratification(sure).nash[0]
    assert {(f.issue, f.option): f.share for f in drawn.frequencies} == {
        (issue.id, option): 1.0 for issue, option in zip(sure.issues, nash.options, strict=True)
    }
    assert drawn.unknowns == ()


def test_an_unknown_that_decides_is_named_first(demo):
    scores = tuple(Judged(None) if n == 3 else score for n, score in enumerate(demo.issues[0].scores[1]))
    issue = replace(demo.issues[0], scores=(demo.issues[0].scores[0], scores))
    strict = replace(demo, issues=(issue, *demo.issues[1:]), uncertainty=Uncertainty(1e6, 0.0, 0.0, 800, 1))
    rus = replace(
        strict.parties[1],
        constituencies=(),
        red_lines=(*strict.parties[1].red_lines, *(RedLine(0, n) for n in (0, 1, 2, 4, 5, 6))),
    )
    drawn = draw_scenario(replace(strict, parties=(strict.parties[0], rus)))

    assert drawn.unknowns[0].name == "score of territory.joint_declaration for RUS"
    assert drawn.unknowns[0].explains > 0.5
    assert drawn.unknowns[0].if_low < 0.1
    assert drawn.unknowns[0].if_high > 0.9


def test_more_than_can_be_drawn_is_refused(demo):
    with pytest.raises(ScenarioError, match="too many to look at"):
        draw_scenario(demo, 10**6)
