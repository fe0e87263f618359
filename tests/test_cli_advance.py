"""The command line of negotiation analysis: what is printed, in every format, and how it fails."""

import csv
import io
import json

import pytest
from typer.testing import CliRunner

from summitry.cli.advance import EXAMPLE_FILES, app
from summitry.knowledge.tables import read_text

RUN = CliRunner()
ANALYSES = {
    "packages": "japan-russia-2014.yaml",
    "ratify": "japan-russia-2014.yaml",
    "draws": "japan-russia-2014.yaml",
    "stability": "islands-conflict.yaml",
    "settle": "catch-quota.csv",
    "fair": "harbour-points.csv",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("examples")
    result = RUN.invoke(app, ["demo", "--save", str(path)])
    assert result.exit_code == 0
    return path


def test_the_examples_are_written_once_and_never_over(folder):
    assert sorted(path.name for path in folder.iterdir()) == sorted(EXAMPLE_FILES)
    (folder / "harbour-points.csv").write_text(read_text("advance/harbour-points.csv") + "\n")
    again = RUN.invoke(app, ["demo", "--save", str(folder)])

    assert again.exit_code == 0
    assert "is there already" in again.output
    assert (folder / "harbour-points.csv").read_text().endswith("\n\n")


@pytest.mark.parametrize(("analysis", "name"), ANALYSES.items())
def test_json_names_the_analysis_the_hash_and_the_disclaimer(folder, analysis, name):
    result = RUN.invoke(app, [analysis, str(folder / name), "--json"])
    found = json.loads(result.stdout)

    assert result.exit_code == 0
    assert found["analysis"] == analysis
    assert len(found["scenario"]["hash"]) == 12
    assert found["scenario"]["disclaimer"]
    assert RUN.invoke(app, [analysis, str(folder / name), "--format", "json"]).stdout == result.stdout


@pytest.mark.parametrize("form", ["text", "markdown", "csv"])
@pytest.mark.parametrize(("analysis", "name"), ANALYSES.items())
def test_every_format_carries_the_small_print(folder, analysis, name, form):
    result = RUN.invoke(app, [analysis, str(folder / name), "--format", form], env={"COLUMNS": "400"})
    found = json.loads(RUN.invoke(app, [analysis, str(folder / name), "--json"]).stdout)

    assert result.exit_code == 0, result.output
    assert found["scenario"]["hash"] in result.stdout
    assert found["scenario"]["disclaimer"] in result.stdout
    assert "hangs on" in result.stdout


def test_csv_has_as_many_cells_as_its_head(folder):
    text = RUN.invoke(app, ["packages", str(folder / "japan-russia-2014.yaml"), "--format", "csv"]).stdout
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    width = 0
    for row in csv.reader(io.StringIO("\n".join(lines))):
        width = len(row) if row[0] == "table" else width
        assert len(row) == width


def test_the_demo_explains_the_example_in_one_screen():
    result = RUN.invoke(app, ["demo"], env={"COLUMNS": "110"})

    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) <= 40
    for words in (
        "Territory + treaty settled alone: no zone of agreement",
        "171 of 918 packages serve every side",
        "57 of them can be ratified",
        "conservatives of the governing party (JPN) 88",
        "the Defence Ministry by 0.076",
        "All weights and scores are judgements",
    ):
        assert words in " ".join(result.stdout.split())


def test_the_demo_says_the_same_in_json():
    found = json.loads(RUN.invoke(app, ["demo", "--json"]).stdout)

    assert (found["packages"]["zone"], found["ratify"]["agreeable"]) == (171, 57)
    assert found["ratify_stricter"]["bridges"][0]["short"][0]["constituency"] == "the Defence Ministry"


def test_the_nearest_change_of_preference_is_told(folder):
    result = RUN.invoke(
        app, ["stability", str(folder / "islands-conflict.yaml"), "--wanted", "5", "--concept", "nash", "--json"]
    )
    wanted = json.loads(result.stdout)["wanted"]

    assert (wanted["state"], wanted["concept"]) == (5, "nash")
    assert wanted["swaps"]


def test_a_genius_folder_is_imported(tmp_path):
    (tmp_path / "d.xml").write_text(
        '<negotiation_template><issue name="i" index="1" vtype="discrete"><item value="x"/><item value="y"/></issue></negotiation_template>'
    )
    for name, (x, y) in {"a": (1, 0), "b": (0, 1)}.items():
        (tmp_path / f"{name}.xml").write_text(
            f'<utility_space><issue name="i" index="1"><item value="x" evaluation="{x}"/><item value="y" evaluation="{y}"/></issue><weight index="1" value="1"/></utility_space>'
        )
    result = RUN.invoke(app, ["packages", str(tmp_path), "--json"])

    assert [one["options"] for one in json.loads(result.stdout)["frontier"]] == [["x"], ["y"]]
    assert RUN.invoke(app, ["packages", str(tmp_path)]).exit_code == 0


def test_plain_tables_are_analysed(tmp_path):
    path = tmp_path / "tables.json"
    path.write_text(json.dumps({"tables": [[[0, 0.6], [0.4, 0]], [[0.3, 0.1], [0, 0.7]]], "reservation": [0.3, 0.3]}))
    found = json.loads(RUN.invoke(app, ["packages", str(path), "--json"]).stdout)

    assert [one["utilities"] for one in found["frontier"]] == [[1.0, 0.1], [0.6, 0.8], [0.0, 1.0]]
    assert found["solutions"]["nash"][0]["options"] == ["1", "1"]
    path.write_text(json.dumps({"tables": [[[0, "high"]]]}))
    result = RUN.invoke(app, ["packages", str(path)])
    assert (result.exit_code, "tables.1.1.2: 'high' is no number" in result.stderr) == (1, True)


def test_items_may_stand_in_a_yaml_file(tmp_path):
    path = tmp_path / "points.yaml"
    path.write_text("items: [harbour, fishery]\npoints: {North: [70, 30], South: [50, 50]}\n")
    found = json.loads(RUN.invoke(app, ["fair", str(path), "--json"]).stdout)

    assert (found["parties"], found["totals"]) == (["North", "South"], ["175/3", "175/3"])
    path.write_text("items: [harbour]\npoints: {North: [100]}\n")
    assert "has points of 1 sides" in RUN.invoke(app, ["fair", str(path)]).stderr


@pytest.mark.parametrize("analysis", ANALYSES)
def test_a_file_that_is_not_there_is_one_line_and_exit_code_1(tmp_path, analysis):
    result = RUN.invoke(app, [analysis, str(tmp_path / "nothing.yaml")])

    assert result.exit_code == 1
    assert result.stderr.startswith("error: ")
    assert len(result.stderr.splitlines()) == 1
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        pytest.param(
            ["packages", "harbour-points.csv"], "error: harbour-points.csv:", id="a table where a scenario is due"
        ),
        pytest.param(
            ["stability", "islands-conflict.yaml", "--wanted", "99"],
            "there are 9 states",
            id="a state that is not there",
        ),
        pytest.param(["settle", "catch-quota.csv", "--low", "9", "--high", "1"], "error: ", id="a scale upside down"),
        pytest.param(["fair", "catch-quota.csv"], "has the columns", id="positions where points are due"),
    ],
)
def test_what_cannot_be_done_is_told_with_exit_code_1(folder, arguments, problem):
    result = RUN.invoke(app, [arguments[0], str(folder / arguments[1]), *arguments[2:]])

    assert result.exit_code == 1
    assert problem in result.stderr


def test_a_quota_beyond_one_is_a_matter_of_usage(folder):
    assert RUN.invoke(app, ["ratify", str(folder / "japan-russia-2014.yaml"), "--quota", "1.5"]).exit_code == 2


@pytest.mark.shared
def test_the_shared_sketch_of_a_scenario_is_analysed(shared):
    path = shared / "cases" / "advance" / "scenario_jp_ru_2014.yaml"
    if not path.is_file():
        pytest.skip("THE SHARED CASES OF NEGOTIATION ARE MISSING: cases/advance")
    found = json.loads(RUN.invoke(app, ["ratify", str(path), "--json"]).stdout)

    assert [side["win_set"] for side in found["sides"]] == [410, 382]
    assert len(found["frontier"]) == 8
    assert found["nash"][0]["utilities"] == [0.55, 0.6972]
