"""The gate holds figures against their bounds, and the evaluation page tells all of them."""

import importlib.util
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from events_scores import find_pair, macro, read_day
from figures import Figure, calibration_error, resample, share
from gate import floor_of, holds, print_table, renew
from gate_groups import GROUPS, group_of

ROOT = Path(__file__).resolve().parent.parent
LOW = "events: some set, false alarms (at most)"


def load_tool():
    spec = importlib.util.spec_from_file_location("build_evaluation", ROOT / "tools" / "build_evaluation.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load(name):
    return json.loads((ROOT / "tests" / name).read_text(encoding="utf-8"))


@pytest.fixture
def run():
    figures = {
        name: {"value": 0.5, "low": 0.4, "high": 0.6, "units": 1200}
        for name in load("gate.json") | load("gate_asked.json")
    }
    types = [["AGREE", "16", "9", "7", "0.778", "0.438", "0.560"], ["AID", "3", "2", "1", "0.500", "0.333", "0.400"]]
    return {
        "measured": "2026-03-09",
        "groups": list(GROUPS),
        "resamples": 1000,
        "figures": figures,
        "per_type": {"plover_gsr": types, "plv": types},
        "stages": {"language pipeline": 0.5, "rest": 0.5},
        "notes": ["the machine was busy"],
    }


# --- bounds


@pytest.mark.parametrize(
    ("name", "value", "bound", "good"),
    [
        pytest.param("dates: recall", 0.9, 0.9, True, id="a figure at its floor holds it"),
        pytest.param("dates: recall", 0.89, 0.9, False, id="a figure below its floor does not"),
        pytest.param(LOW, 0.1, 0.15, True, id="a figure below its ceiling holds it"),
        pytest.param(LOW, 0.16, 0.15, False, id="a figure above its ceiling does not"),
        pytest.param("dates: recall", 0.0, None, True, id="without a floor any figure holds"),
    ],
)
def test_bounds(name, value, bound, good):
    assert holds(name, value, bound) is good


@pytest.mark.parametrize(
    ("name", "value", "bound"),
    [
        pytest.param("dates: recall", 0.9, 0.895, id="a floor lies a little below the figure"),
        pytest.param("readouts: events F1", 0.8, 0.78, id="of rows it lies further below"),
        pytest.param(LOW, 0.1, 0.12, id="a ceiling lies above the figure"),
        pytest.param(LOW, 0.999, 1.0, id="a ceiling lies at 1 at most"),
        pytest.param(
            "readouts: pages with nothing diplomatic stay empty", 1.0, 1.0, id="what has no half-way has no margin"
        ),
    ],
)
def test_the_bound_that_a_figure_sets(name, value, bound):
    assert floor_of(name, value) == bound


def test_floors_only_rise_and_ceilings_only_fall():
    floors = {"dates: recall": 0.9, "dates: precision": 0.5, LOW: 0.1}
    figures = {"dates: recall": Figure(0.8), "dates: precision": Figure(0.8), LOW: Figure(0.3)}
    assert renew(floors, figures, regress=False) == {"dates: recall": 0.9, "dates: precision": 0.795, LOW: 0.1}


def test_a_regression_is_written_where_it_is_allowed():
    assert renew({"dates: recall": 0.9, LOW: 0.1}, {"dates: recall": Figure(0.8), LOW: Figure(0.3)}, regress=True) == {
        "dates: recall": 0.795,
        LOW: 0.32,
    }


def test_floors_of_what_was_not_measured_stay():
    assert renew({"dates: recall": 0.9}, {"dates: precision": Figure(0.8)}, regress=True)["dates: recall"] == 0.9


def test_speed_sets_no_floor():
    assert renew({}, {"speed: sentences per second": Figure(100.0)}, regress=False) == {}


def test_a_figure_that_is_gone_breaks_its_floor(capsys):
    assert print_table({}, {"dates: recall": 0.9}, {"dates: recall": 0.8}) == (1, 1)
    assert "gone" in capsys.readouterr().out


def test_short_of_what_is_asked_is_told_apart_from_below_the_floor(capsys):
    assert print_table({"dates: recall": Figure(0.85, 0.8, 0.9)}, {"dates: recall": 0.8}, {"dates: recall": 0.9}) == (
        0,
        1,
    )
    out = capsys.readouterr().out
    assert "SHORT OF WHAT IS ASKED" in out
    assert "BREAKS" not in out
    assert "[0.800, 0.900]" in out


@pytest.mark.parametrize("table", ["gate.json", "gate_asked.json"])
def test_every_bound_belongs_to_a_group(table):
    assert [name for name in load(table) if not group_of(name)] == []


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("events: plover_gsr TYPE F1", "events"),
        ("events: petr_unit EXACT", "petrarch"),
        ("events: expected calibration error (at most)", "readouts"),
        ("claims: expected calibration error (at most)", "readouts"),
        ("commitments of real readouts: detection F1, dev", "commitments"),
        ("own readouts: events F1", "readouts"),
        ("dates of readouts: found", "dates"),
        ("weather: rain", ""),
    ],
)
def test_the_longest_beginning_of_a_name_gives_its_group(name, group):
    assert group_of(name) == group


# --- counting


def test_an_interval_holds_the_figure_and_is_the_same_each_time():
    groups = [[1.0], [0.0], [1.0], [1.0], [0.0], [1.0]]
    low, high = resample(groups, share, 200)
    assert low < share([one for group in groups for one in group]) < high
    assert (low, high) == resample(groups, share, 200)


def test_an_interval_of_what_never_varies_is_a_point():
    assert resample([[1.0], [1.0]], share, 50) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("rated", "error"),
    [
        pytest.param([(1.0, 1), (1.0, 1)], 0.0, id="sure and right"),
        pytest.param([(1.0, 0)], 1.0, id="sure and wrong"),
        pytest.param([(0.75, 1), (0.75, 1), (0.75, 1), (0.75, 0)], 0.0, id="three of four right at three quarters"),
        pytest.param([(0.9, 1), (0.1, 1)], 0.5, id="bins are weighed by what they hold"),
        pytest.param([], 0.0, id="nothing rated"),
    ],
)
def test_calibration_error(rated, error):
    assert calibration_error(rated) == pytest.approx(error)


def test_macro_f1_weighs_types_alike():
    right = {"_types": [("AGREE", True)], "_extra": []}
    wrong = {"_types": [("AID", False)], "_extra": ["AGREE"]}
    assert macro([right, right, wrong]) == pytest.approx((4 / 5 + 0) / 2)


@pytest.mark.parametrize("text", [None, "", "2008", "2008-8-06", 20080806])
def test_a_day_that_is_none_is_left_out(text):
    assert read_day(text) is None


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        pytest.param("The <t>port of Mersin</t> was shut by <s>Turkey</s>.", ("The port of Mersin was shut by Turkey.", "Turkey", "port of Mersin"), id="the recipient may stand first"),
        pytest.param("<s>Envoys of <t>Chad</t> </s>left.", ("Envoys of Chad left.", "Envoys of Chad", "Chad"), id="one mention may lie in the other"),
        pytest.param("<s>Chad</s> left.", ("Chad left.", "Chad", "somebody"), id="a side that is only implied goes by what the set calls it"),
    ],
)  # fmt: skip
def test_marks_of_a_pair(marked, found):
    assert find_pair({"marked": marked, "events": [{"target": [{"text": "somebody"}]}]}) == found


# --- the page


def test_the_page_names_every_figure_of_the_gate():
    page = load_tool().PAGE.read_text(encoding="utf-8")
    missing = [name for name in load("gate.json") | load("gate_asked.json") if f"| {name} |" not in page]
    assert missing == [], "run `make evaluation`"


def test_the_page_is_well_formed():
    check_page(load_tool().PAGE.read_text(encoding="utf-8"))


def test_a_page_is_built_of_a_run(run):
    tool = load_tool()
    page = tool.build(run, load("gate_asked.json"))
    check_page(page)
    assert page == tool.build(run, load("gate_asked.json"))
    assert "9 March 2026" in page
    assert "0.500 [0.400, 0.600] | 1,200 |" in page
    assert "UniversalPetrarch 0.23 to 0.30" in page
    assert "records: AGREE (0.56)." in page
    assert "The machine was busy." in page


def test_what_was_not_measured_is_said(run):
    del run["figures"]["events: plv given pair, micro F1"]
    assert "| events: plv given pair, micro F1 | not measured | 0.780 | **no** |" in load_tool().build(
        run, load("gate_asked.json")
    )


def test_a_ceiling_is_reached_from_below(run):
    name = "events: jo_random false alarms (at most)"
    for value, told in ((0.1, "yes"), (0.2, "**no**")):
        run["figures"][name] = {"value": value}
        assert f"| {name} | {value:.3f} | 0.150 | {told} |" in load_tool().build(run, load("gate_asked.json"))


def test_a_run_of_some_groups_makes_no_page(run):
    tool = load_tool()
    run["groups"] = ["dates"]
    with pytest.raises(tool.EvaluationError, match="the run lacks language, world"):
        tool.build(run, {})


def test_groups_of_the_page_are_those_of_the_gate():
    assert tuple(GROUPS) == load_tool().GROUPS


def check_page(page):
    assert page.startswith("# Evaluation\n")
    assert "generated by tools/build_evaluation.py" in page
    assert "$" not in page
    lines = page.splitlines()
    for before, line in pairwise(lines):
        if before.startswith("|") and line.startswith("|"):
            assert before.count(" | ") == line.count(" | ") or "---" in before + line, line
    titles = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    assert len(titles) == len(set(titles))
    assert page.count("| --- |") >= 5
