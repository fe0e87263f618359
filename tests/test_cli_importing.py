"""`summitry track import` as a user calls it."""

import json
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parent / "track"))

from coded_rows import ROWS, gdelt, write

from summitry.cli import importing
from summitry.track.importing import FORMATS
from summitry.track.ledger import open_ledger

app = typer.Typer()
app.command("import")(importing.import_rows)


def call(*arguments: object):
    return CliRunner().invoke(app, [str(one) for one in arguments])


def test_the_help_names_every_format():
    assert tuple(importing.FORMATS.split(", ")) == tuple(FORMATS)


@pytest.mark.parametrize("form", FORMATS)
def test_rows_go_in_once(tmp_path: Path, form):
    file = write(tmp_path / "rows", form, ROWS[form]())
    first = call(form, file, "--ledger", tmp_path / "t.db")
    again = call(form, file, "--ledger", tmp_path / "t.db")
    assert (first.exit_code, again.exit_code) == (0, 0), first.stderr
    assert (
        first.stdout == "1 rows: 1 added, 0 known already, 0 put aside; the ledger holds 1 reports of 1 occurrences\n"
    )
    assert again.stdout.startswith("1 rows: 0 added, 1 known already, 0 put aside")


def test_what_is_set_aside_is_told_counted_and_written_down(tmp_path: Path):
    bad = [gdelt(EventCode="010", GLOBALEVENTID=number) for number in range(9)]
    file = write(tmp_path / "rows", "gdelt", gdelt(), *bad, "x")
    found = call("gdelt", file, "--ledger", tmp_path / "t.db", "--quarantine", tmp_path / "q.jsonl")
    assert found.exit_code == 0
    assert found.stdout.startswith("11 rows: 1 added, 0 known already, 10 put aside")
    assert "put aside: 9 rows: a bare statement" in found.stderr
    assert found.stderr.count("put aside: line") == 5
    kept = [json.loads(line) for line in (tmp_path / "q.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["line"] for row in kept] == list(range(2, 12))
    assert kept[0]["row"].startswith("0\t20140208")


def test_a_file_of_no_use_at_all_fails(tmp_path: Path):
    file = write(tmp_path / "rows", "gdelt", "x", "y")
    assert call("gdelt", file, "--ledger", tmp_path / "t.db").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("tkg", "rows"), "no format", id="an unknown format"),
        pytest.param(("gdelt", "none"), "cannot be read", id="a file that is missing"),
        pytest.param(("icews", "rows"), "no table of ICEWS", id="a table of another kind"),
        pytest.param(("gdelt", "rows", "--quarantine", "no/q"), "cannot be written", id="a folder that is missing"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments, said):
    write(tmp_path / "rows", "gdelt", gdelt())
    monkeypatch.chdir(tmp_path)
    found = call(*arguments, "--ledger", tmp_path / "t.db")
    assert found.exit_code == 1
    assert said in found.stderr
    assert found.stderr.count("\n") == 1


def test_a_coded_row_stands_beside_machine_readings(tmp_path: Path):
    file = write(tmp_path / "rows", "gdelt", gdelt())
    call("gdelt", file, "--ledger", tmp_path / "t.db")
    with open_ledger(str(tmp_path / "t.db")) as ledger:
        (told,) = ledger.rows("JPN-RUS", "events")
        assert (told.publisher, told.words) == ("example.org", next(ledger.readouts()).document.text)
