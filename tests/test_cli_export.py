"""`summitry export` as a user calls it."""

import json
import sys
from datetime import date
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parent / "track"))

from readouts import meet

from summitry.cli import export
from summitry.show.export import OUTPUTS
from summitry.track.ledger import open_ledger

app = typer.Typer()
app.command("export")(export.export)


def call(*arguments: object):
    return CliRunner().invoke(app, [str(one) for one in arguments])


@pytest.fixture
def url(tmp_path: Path) -> Path:
    with open_ledger(str(tmp_path / "talks.db")) as ledger:
        ledger.add(meet(date(2014, 2, 8)), meet(date(2014, 5, 3), place="Cusco"))
    return tmp_path / "talks.db"


def test_the_help_names_every_format():
    assert tuple(export.FORMATS.split(", ")) == tuple(OUTPUTS)


@pytest.mark.parametrize("name", OUTPUTS)
def test_every_format_is_written(url: Path, tmp_path: Path, name):
    file = tmp_path / f"out{OUTPUTS[name].ending}"
    found = call(name, "--ledger", url, "-o", file)
    assert found.exit_code == 0, found.stderr
    assert found.stdout.endswith(f"written to {file}\n")
    assert file.stat().st_size


def test_what_is_written_can_go_to_another_program(url: Path):
    found = call("plover", "--ledger", url, "-o", "-")
    assert len(json.loads(found.stdout)) == 2
    assert found.stderr == "2 events written to -\n"


def test_a_pair_a_day_and_a_view_can_be_asked_for(url: Path, tmp_path: Path):
    file = tmp_path / "c.jsonl"
    found = call("jsonl", "--ledger", url, "-o", file, "--dyad", "PER-CHL", "--as-of", "2014-03-01", "--view", "events")
    assert found.stdout.startswith("1 rows"), found.stderr
    assert json.loads(file.read_text(encoding="utf-8"))["place"] == "Arica"


def test_what_a_format_cannot_hold_is_counted(url: Path, tmp_path: Path):
    found = call("ical", "--ledger", url, "-o", tmp_path / "a.ics", "--as-of", "2017-01-01")
    assert found.stdout.startswith("0 events")
    assert "left out: 1 settled" in found.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        pytest.param(("xlsx", "-o", "x"), 1, "no format", id="an unknown format"),
        pytest.param(("csv", "-o", "x", "--dyad", "PER-BOL"), 1, "tells nothing of BOL-PER", id="an unknown pair"),
        pytest.param(("csv", "-o", "no/x"), 1, "cannot be written", id="a folder that is missing"),
        pytest.param(("csv", "-o", "x", "--as-of", "soon"), 2, "no day", id="no day"),
        pytest.param(("csv",), 2, "--output", id="no file"),
    ],
)
def test_what_cannot_be_done_is_said(url: Path, arguments, code, said):
    found = call(*arguments, "--ledger", url)
    assert found.exit_code == code
    assert said in found.stderr
    assert code == 2 or found.stderr.count("\n") == 1
