"""``summitry world``: the look-up and its two commands as somebody types them."""

import json
import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from summitry.cli import app

LIST = "country,position,person,start,end\nnorway,Minister of Fisheries,Ann Vik,2016,2017\natlantis,King,Bo,2016,\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("SUMMITRY_WORLD", str(tmp_path / "world"))
    monkeypatch.setenv("COLUMNS", "80")
    return lambda *arguments: CliRunner().invoke(app, ["world", *map(str, arguments)], prog_name="summitry")


def test_a_name_on_a_day(run):
    result = run("Abe", "--on", "2014-02-08")

    assert (result.exit_code, result.stderr) == (0, "")
    assert "Prime Minister of Japan (head of government, leader level)" in result.stdout
    assert "person · JPN/shinzo-abe" in result.stdout
    assert "source: " in result.stdout
    assert "tenures, " in result.stdout


def test_a_disputed_place(run):
    result = run("Etorofu")

    assert result.exit_code == 0
    for words in (
        "claimed by Japan and Russia",
        "administered by Russia",
        "Russia calls it Iturup",
        "Japan calls it Etorofu",
    ):
        assert words in result.stdout


def test_somebody_of_note_without_a_state(run):
    result = run("Abu Bakr al-Baghdadi")

    assert "Leader of the Islamic State\n" in result.stdout
    assert "figures, " in result.stdout


def test_options_may_come_first_and_names_need_no_quotes(run):
    first, second = (
        run("--on", "2014-02-08", "Sergei", "Lavrov", "--json"),
        run("Sergei Lavrov", "--json", "--on", "2014-02-08"),
    )

    assert first.exit_code == 0
    assert first.stdout == second.stdout
    assert json.loads(first.stdout)["answer"]["id"] == "RUS/sergei-lavrov"


def test_json_is_utf8_and_has_its_form(run):
    result = run("Etorofu", "--json")

    answer = json.loads(result.stdout_bytes.decode("utf-8"))
    assert answer["format"] == "summitry.world/1"
    assert answer["places"][0]["names_by"] == {"RUS": ["Iturup"], "JPN": ["Etorofu"]}


def test_a_name_that_is_not_known(run):
    result = run("Lavrv")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("error: the tables know nothing called 'Lavrv'; near spellings: ")
    assert "Lavrov" in result.stderr


def test_a_name_that_is_not_known_as_json(run):
    result = run("Lavrv", "--json")

    assert result.exit_code == 1
    answer = json.loads(result.stdout)
    assert (answer["answer"], answer["candidates"], answer["places"]) == (None, [], [])
    assert "Lavrov" in answer["suggestions"]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        pytest.param(("Abe", "--on", "soon"), "'soon' is no ISO date; write the day as 2014-02-08", id="a date that is none"),
        pytest.param(("--on",), "--on", id="a date is missing"),
        pytest.param(("--json",), "NAME", id="a name is missing"),
        pytest.param(("Abe", "--colour"), "--colour", id="an unknown option"),
        pytest.param(("import",), "FILE", id="a file is missing"),
        pytest.param(("import", "x.csv", "--format", "xml"), "xml", id="an unknown format"),
    ],
)  # fmt: skip
def test_usage(run, arguments, reason):
    result = run(*arguments)

    assert result.exit_code == 2
    assert reason in result.stderr


def test_the_names_of_commands_can_be_looked_up(run):
    result = run("--", "check")

    assert result.exit_code == 1
    assert "nothing called 'check'" in result.stderr


def test_the_help_tells_both_uses(run):
    result = run("--help")

    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "Usage: summitry world NAME [--on DATE] [--json]"
    assert lines[1] == "       summitry world COMMAND [ARGS]..."
    assert max(map(len, lines)) <= 80
    for words in ("--on DATE", "--json", "check ", "import "):
        assert words in result.stdout


@pytest.mark.parametrize("command", ["check", "import"])
def test_every_help_shows_an_example(run, command):
    assert f"summitry world {command} " in run(command, "--help").stdout.partition("Example")[2]


def test_check_without_layers(run):
    result = run("check")

    assert (result.exit_code, result.stdout, result.stderr) == (0, "The packaged tables are in order.\n", "")


def test_import_then_look_up_then_check(run, tmp_path):
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")

    done = run("import", tmp_path / "list.csv", "--name", "mine")

    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("2 rows read from list.csv (everypolitician) into ")
    assert "       1  added\n" in done.stdout
    assert "             1  unknown state\n" in done.stdout
    found = run("Ann Vik", "--on", "2016-05-01")
    assert "Minister of Fisheries of Norway" in found.stdout
    assert "imported/mine" in found.stdout
    assert run("check").stdout == "The packaged tables and 1 layer (imported/mine) are in order.\n"


def test_check_tells_every_problem_and_fails(run, tmp_path):
    folder = tmp_path / "world" / "corrections"
    folder.mkdir(parents=True)
    (folder / "aliases.csv").write_text(
        "alias,target,kind,source,checked\nX,ZZZ,name,us,2026-01-02\nY,NOR,nick,us,\n", encoding="utf-8"
    )

    result = run("check")

    assert result.exit_code == 1
    assert [line.partition(": ")[0] for line in result.stdout.splitlines()] == [
        f"{folder / 'aliases.csv'}, line 2",
        f"{folder / 'aliases.csv'}, line 3",
        f"{folder / 'aliases.csv'}, line 3",
    ]
    assert result.stderr == "error: 3 problems in the packaged tables and 1 layer (corrections)\n"
    assert run("check", folder).exit_code == 1


def test_a_broken_layer_stops_the_look_up_with_its_line(run, tmp_path):
    folder = tmp_path / "world" / "corrections"
    folder.mkdir(parents=True)
    (folder / "aliases.csv").write_text("alias,target,kind\nX,ZZZ,name\n", encoding="utf-8")

    result = run("Abe")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"error: {folder / 'aliases.csv'}, line 2: target 'ZZZ' is not an id")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        pytest.param(("check", "none"), "none: is no folder", id="no folder to check"),
        pytest.param(("import", "none.csv"), "none.csv: there is no such file", id="no file to import"),
    ],
)
def test_what_is_not_there(run, arguments, reason):
    result = run(*arguments)

    assert (result.exit_code, result.stdout) == (1, "")
    assert reason in result.stderr


def test_without_a_folder_nothing_is_imported(tmp_path, monkeypatch):
    for name in ("HOME", "XDG_DATA_HOME", "SUMMITRY_WORLD"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")

    result = CliRunner().invoke(app, ["world", "import", str(tmp_path / "list.csv")])

    assert (result.exit_code, result.stderr) == (1, "error: there is no folder for layers; set SUMMITRY_WORLD to one\n")


@pytest.mark.parametrize("width", [40, 80, 120])
def test_what_is_printed_keeps_to_the_width(run, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))

    lines = run("Etorofu").stdout.splitlines()

    assert max(map(len, lines)) <= max(width, 41)
    assert [line for line in lines if line != line.rstrip()] == []


def test_the_help_loads_no_tables():
    code = (
        "import sys; from typer.testing import CliRunner; from summitry.cli import app; "
        "CliRunner().invoke(app, ['world', '--help']); CliRunner().invoke(app, ['world', 'import', '--help']); "
        "print([m for m in ('spacy', 'numpy', 'summitry.knowledge.world', 'summitry.knowledge.explain') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)

    assert done.stdout == "[]\n"


def test_letters_that_the_terminal_lacks_do_not_stop_it(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "summitry", "world", "Recep Tayyip Erdoğan"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "SUMMITRY_WORLD": str(tmp_path)},
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "TUR" in done.stdout


def test_sources_of_the_command_are_the_importers():
    from summitry.cli.world import Source
    from summitry.knowledge.importers import Format

    assert [one.value for one in Source] == [one.value for one in Format]
