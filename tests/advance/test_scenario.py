"""Scenario files: what is read, and that every error names the line and the key."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from summitry.advance.game import build_game
from summitry.advance.packages import analyse_packages
from summitry.advance.scenario import Basis, build_sheet, discount, weigh
from summitry.advance.scenario_file import load_scenario, parse_scenario
from summitry.errors import ScenarioError

TEXT = """\
summitry_scenario: 1
id: fish
as_of: 2020-03-01
parties: {NOR: Norway, ISL: {name: Iceland, top: a minister}}
issues:
  quota:
    question: How much may be caught?
    track: top
    options: {none: as now, half: half of it, all: {label: all of it, now, source: a law}}
    scores:
      NOR: {none: 0, half: 60, all: 100}
      ISL: {none: 100, half: 50, all: 0}
  price:
    track: working
    options: {low: low, high: high}
    scores: {NOR: {low: 0, high: 100}, ISL: {low: {value: 80, basis: "evidence[doc1, doc2]", why: said so}, high: unknown}}
weights:
  NOR: {quota: 0.6, price: 0.4}
  ISL: {quota: 0.5, price: 0.5}
constraints:
  - {forbid: {quota: all, price: [high]}, why: nobody pays twice}
  - {require: {if: {quota: half}, then: {price: high}}}
no_agreement: {quota: none, price: low}
reservation: {NOR: 0.1}
red_lines:
  ISL: {quota: {all: {why: law}}}
constituencies:
  NOR: {quota: 0.5, members: [{name: ports, power: 1, veto: no, accept_at: 0.2, weights: {quota: 1, price: 0}}]}
uncertainty: {draws: 50, seed: 3}
evidence:
  - {ledger: "position:1", says: they want it all, issue: quota, party: NOR}
"""


def test_a_scenario_is_read_whole():
    scenario = parse_scenario(TEXT, "fish.yaml")

    assert (scenario.id, scenario.as_of, len(scenario.digest)) == ("fish", date(2020, 3, 1), 12)
    assert [party.name for party in scenario.parties] == ["Norway", "Iceland"]
    assert scenario.parties[1].people == (("top", "a minister"),)
    assert scenario.issues[0].options[2].label == "all of it, now"
    low, high = scenario.issues[1].scores[1]
    assert (low.value, low.basis, low.evidence, low.why) == (Decimal(80), Basis.EVIDENCE, ("doc1", "doc2"), "said so")
    assert high.value is None
    assert scenario.count_bases() == {"analyst": 16, "evidence": 1, "rule": 0, "unknown": 1}
    assert list(scenario.find_unknowns()) == ["score of price.high for ISL"]
    assert scenario.constraints[0].why == "nobody pays twice"
    assert scenario.evidence[0].id == "position:1"
    assert not scenario.parties[0].constituencies[0].veto


def test_reservation_values_are_those_of_no_agreement_where_none_is_given():
    sheet = build_sheet(parse_scenario(TEXT))

    assert sheet.grid.to_floats(sheet.reservation).tolist() == [0.1, 0.9]


def test_rules_and_red_lines_delete_packages_and_lifting_brings_them_back():
    scenario = parse_scenario(TEXT)

    assert build_game(build_sheet(scenario)).size == 3
    assert build_game(build_sheet(scenario, lift=True)).size == 4
    assert build_sheet(scenario, voices=True).parties == ("NOR", "ISL", "NOR: ports")


def test_unknown_scores_stand_at_the_middle_and_are_told_of():
    report = analyse_packages(parse_scenario(TEXT))

    assert report.solutions.nash == ()
    assert report.warnings[0].startswith(
        "1 numbers are not known and stand at the middle of their range: score of price.high"
    )


def test_unknown_weights_share_what_the_others_leave():
    scenario = parse_scenario(TEXT.replace("{quota: 0.6, price: 0.4}", "{quota: 0.6, price: unknown}"))

    assert weigh(scenario.parties[0].weights) == (Fraction(3, 5), Fraction(2, 5))


def test_what_is_delivered_later_is_discounted_down_to_no_agreement():
    text = TEXT.replace("half: half of it", "half: {label: half, delivered_by: ISL}")
    text += "reliability: {ISL: {kept: 2, lapsed: 0}}\n"
    scenario = parse_scenario(text)

    assert scenario.scores_of(0, 0) == (0, 45, 100)  # 60 times (2 + 1) / (2 + 0 + 2)
    assert scenario.scores_of(1, 0) == (100, 50, 0)  # who delivers is sure of it
    assert discount(Fraction(10), Fraction(20), Fraction(1, 2)) == 10  # no gain, so nothing to discount


def test_the_words_no_and_yes_are_words():
    text = TEXT.replace("none: as now", "no: as now").replace("none:", "no:").replace("quota: none", "quota: no")
    text = text.replace("{no: as now, half: half", "{no: as now, half: half")

    assert parse_scenario(text).issues[0].options[0].id == "no"


ERRORS = [
    pytest.param(
        "weights:", "wieghts:", r"fish.yaml:17: wieghts: no such key; did you mean 'weights'", id="a misspelt key"
    ),
    pytest.param(
        "quota: 0.6",
        "quota: 0.7",
        r":18: weights.NOR: sum to 1.1, and must sum to 1",
        id="weights that do not sum to 1",
    ),
    pytest.param(
        "half: 60",
        "half: 160",
        r":11: issues.quota.scores.NOR.half: is 160, and must be between 0 and 100",
        id="a score above 100",
    ),
    pytest.param(
        "half: 60",
        "half: many",
        r":11: issues.quota.scores.NOR.half: 'many' is no number",
        id="a score that is no number",
    ),
    pytest.param("half: 60", "half: .nan", r":11: .*no (finite )?number", id="a score that is not a number"),
    pytest.param("half: 60", "half: 1e999999999", r":11: .*finite number", id="a score beyond all bounds"),
    pytest.param(
        "{none: 0, half: 60, all: 100}",
        "{none: 0, half: 60}",
        r":11: .*has no score for 'all'",
        id="an option without a score",
    ),
    pytest.param(
        "quota: all, price: [high]",
        "quota: everything, price: [high]",
        r":21: .*no option 'everything'; there are",
        id="a rule on an option that is not there",
    ),
    pytest.param(
        "quota: all, price: [high]",
        "qouta: all",
        r":21: .*no issue 'qouta'; did you mean 'quota'",
        id="a rule on an issue that is not there",
    ),
    pytest.param(
        "as_of: 2020-03-01", "as_of: March 2020", r":3: as_of: 'March 2020' is no day", id="a day that is none"
    ),
    pytest.param("summitry_scenario: 1", "summitry_scenario: 2", r":1: .*reads scenarios of form 1", id="another form"),
    pytest.param("id: fish", "id: fish\nid: cod", r":3: id: stands here twice", id="a doubled key"),
    pytest.param("id: fish", "id: &a fish", r":2: anchors", id="an anchor"),
    pytest.param("id: fish", "id: [fish]", r":2: id: must be a word or a text, not a list", id="a list for a word"),
    pytest.param("id: fish", "id: 'fish", r"fish.yaml:\d+: no YAML", id="no YAML"),
    pytest.param(
        "id: fish",
        "id: !!python/object/apply:os.system [ls]",
        r":2: id: must be a word",
        id="a tag that would run something",
    ),
    pytest.param("power: 1", "power: 0", r":28: .*have no power at all", id="constituencies without power"),
    pytest.param("power: 1", "power: -1", r":28: .*must be at least 0", id="less than no power"),
    pytest.param("accept_at: 0.2", "accept_at: unknown", r":28: .*must be a number from 0 to 1", id="an unknown level"),
    pytest.param("veto: no", "veto: maybe", r":28: .*'maybe', and must be true or false", id="a veto that is neither"),
    pytest.param(
        'basis: "evidence[doc1, doc2]"',
        "basis: hearsay",
        r":16: .*'hearsay', and must be analyst, rule or evidence",
        id="a basis that is none",
    ),
    pytest.param(
        'basis: "evidence[doc1, doc2]"',
        "basis: evidence",
        r":16: .*leans on evidence and names none",
        id="evidence without a name",
    ),
    pytest.param("draws: 50", "draws: 0", r":29: uncertainty.draws: is 0", id="no draws"),
    pytest.param(
        "{forbid: {quota: all",
        "{forbid: {}, require: {quota: all",
        r":21: .*either forbids or requires",
        id="a rule of both kinds",
    ),
    pytest.param(
        "  ISL: {quota: 0.5, price: 0.5}\n", "", r":17: weights: has no weights for 'ISL'", id="a party without weights"
    ),
]


@pytest.mark.parametrize(("old", "new", "problem"), ERRORS)
def test_every_error_names_the_line_and_the_key(old, new, problem):
    assert old in TEXT
    with pytest.raises(ScenarioError, match=problem):
        parse_scenario(TEXT.replace(old, new, 1), "fish.yaml")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param(b"", "empty", id="nothing"),
        pytest.param(b"\xff\xfe\x00", "not UTF-8 at byte 0", id="no text"),
        pytest.param(b"- a\n- b\n", "must be a mapping", id="a list"),
        pytest.param(b"a: 1\n---\nb: 2\n", "no YAML", id="two documents"),
        pytest.param(b"[" * 5000, "no YAML|nested", id="deep nesting"),
        pytest.param(b"a: " + b"x" * (5 << 20), "larger than", id="a huge file"),
    ],
)
def test_what_is_no_scenario_is_refused(tmp_path, content, problem):
    path = tmp_path / "bad.yaml"
    path.write_bytes(content)
    with pytest.raises(ScenarioError, match=problem):
        load_scenario(path)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ScenarioError, match=r"missing\.yaml: cannot be read"):
        load_scenario(tmp_path / "missing.yaml")
