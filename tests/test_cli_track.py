"""`summitry track`, `review` and `forget` as a user calls them."""

import io
import json
import sys
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parent / "track"))

from readouts import meet

from summitry.cli import app
from summitry.track.ledger import open_ledger

ONE = meet(date(2014, 2, 8))
OTHER = meet(date(2014, 2, 8), publisher="Andes Daily", published=date(2014, 2, 9))
APART = meet(date(2014, 5, 3), place="Cusco")


def call(*arguments: object, stdin: str = ""):
    return CliRunner().invoke(app, [str(one) for one in arguments], input=stdin)


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    file = tmp_path / "readouts.jsonl"
    file.write_text("".join(f"{one.to_json()}\n" for one in (ONE, OTHER, APART)), encoding="utf-8")
    return file


@pytest.fixture
def url(tmp_path: Path, lines: Path) -> Path:
    assert call("track", lines, "--ledger", tmp_path / "talks.db").exit_code == 0
    return tmp_path / "talks.db"


def test_readouts_go_in_once(tmp_path: Path, lines: Path):
    first = call("track", lines, "--ledger", tmp_path / "talks.db")
    again = call("track", lines, "--ledger", tmp_path / "talks.db")
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert first.stdout.startswith("3 documents added, 0 known already; the ledger holds 3: 3 reports of 2 occurrences")
    assert again.stdout.startswith("0 documents added, 3 known already")


def test_options_may_come_before_files(tmp_path: Path, lines: Path):
    assert call("track", "--ledger", tmp_path / "talks.db", lines).exit_code == 0


@pytest.mark.parametrize("form", ["object", "array", "lines", "folder", "parquet"])
def test_every_form_that_read_writes_is_taken(tmp_path: Path, form):
    folder = tmp_path / "in"
    folder.mkdir()
    told = [ONE] if form == "object" else [ONE, APART]
    if form == "parquet":
        with open_ledger(":memory:") as ledger:
            from summitry.track.columns import write_view

            ledger.add(*told)
            write_view(ledger, "readouts", folder / "in.parquet")
    elif form == "folder":
        (folder / "index.json").write_text("[]", encoding="utf-8")
        for number, one in enumerate(told):
            (folder / f"{number}.json").write_text(json.dumps(one.to_dict(), indent=2), encoding="utf-8")
    else:
        text = {
            "object": json.dumps(ONE.to_dict(), indent=2),
            "array": json.dumps([one.to_dict() for one in told], indent=2),
            "lines": "\n".join(one.to_json() for one in told),
        }[form]
        (folder / ("in.jsonl" if form == "lines" else "in.json")).write_text(text, encoding="utf-8")
    found = call("track", folder, "--ledger", tmp_path / "talks.db")
    assert found.stdout.startswith(f"{len(told)} documents added"), found.stderr


def test_standard_input_is_a_file_too(tmp_path: Path):
    found = call("track", "-", "--ledger", tmp_path / "talks.db", stdin=f"{ONE.to_json()}\n{APART.to_json()}\n")
    assert found.stdout.startswith("2 documents added"), found.stderr


def test_a_line_that_is_no_readout_does_not_stop_the_others(tmp_path: Path):
    file = tmp_path / "in.jsonl"
    file.write_text(f"{ONE.to_json()}\nnonsense\n{{}}\n{APART.to_json()}\n", encoding="utf-8")
    found = call("track", file, tmp_path / "none.jsonl", "--ledger", tmp_path / "talks.db")
    assert found.exit_code == 1
    assert found.stdout.startswith("2 documents added")
    assert "line 2" in found.stderr
    assert "line 3" in found.stderr
    assert "none.jsonl: no such file" in found.stderr


def test_the_relationship_names_what_it_rests_on(url: Path):
    shown = call("track", "show", "CHL-PER", "--ledger", url).stdout
    for said in (
        "Chile – Peru",
        "3 documents by 2 publishers",
        "2 documents",
        "Rosa Quispe",
        "Promises",
        "> Presidents Rosa",
    ):
        assert said in shown


def test_the_relationship_as_json(url: Path):
    said = json.loads(call("track", "show", "PER-CHL", "--ledger", url, "--json").stdout)
    assert (said["schema"], said["dyad"], said["on"]) == ("summitry.relationship/1", "CHL-PER", "2014-05-03")
    assert [len(one["reports"]) for one in said["occurrences"]] == [2, 1]
    assert all(key in said["reports"] for one in said["occurrences"] for key in one["reports"])
    assert {row["check"] for row in said["claims"]} <= {"confirmed", "contradicted", "not_checkable"}


def test_as_of_a_day_nothing_later_is_known(url: Path):
    said = json.loads(call("track", "show", "PER-CHL", "--ledger", url, "--as-of", "2014-02-08", "--json").stdout)
    assert [source["publisher"] for source in said["sources"]] == ["Pacific Post"]
    assert call("track", "show", "PER-CHL", "--ledger", url, "--as-of", "2013-01-01").exit_code == 1
    assert call("track", "show", "PER-CHL", "--ledger", url, "--as-of", "soon").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("track", "show", "PER-BOL"), "tells nothing of BOL-PER", id="a pair that is not in it"),
        pytest.param(("track", "show", "PERU"), "no pair of states", id="no pair at all"),
        pytest.param(("review", "undo", "nothing"), "no decision 'nothing'", id="an unknown decision"),
        pytest.param(("forget", "Nobody", "--yes"), "no source 'Nobody'", id="an unknown source"),
        pytest.param(("export", "csv", "--view", "opinions", "-o", "x.csv"), "no view", id="an unknown view"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(url: Path, arguments, said):
    found = call(*arguments, "--ledger", url)
    assert found.exit_code == 1
    assert said in found.stderr
    assert found.stderr.count("\n") == 1


def test_a_ledger_that_is_missing_is_named(tmp_path: Path):
    found = call("track", "show", "PER-CHL", "--ledger", tmp_path / "none.db")
    assert (found.exit_code, "does not exist" in found.stderr) == (1, True)


def test_the_ledger_of_the_settings_is_used(url: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SUMMITRY_LEDGER", str(url))
    assert call("track", "dyads").stdout == "CHL-PER  2\n"


def test_changes_and_exports(url: Path, tmp_path: Path):
    assert call("track", "changes", "--ledger", url).stdout.count("added") == 3
    assert json.loads(call("track", "changes", "--since", "2999-01-01", "--json", "--ledger", url).stdout) == []
    assert call("export", "csv", "--view", "events", "-o", tmp_path / "e.csv", "--ledger", url).stdout.startswith(
        "3 rows"
    )
    assert (tmp_path / "e.csv").read_text(encoding="utf-8").count("CONSULT") == 3


def test_a_review_decides_by_single_keys_and_takes_back(url: Path, tmp_path: Path):
    keys = "a\nu\nr\nn\nn\n"
    found = call("review", "--ledger", url, "--person", "ana", stdin=keys)
    assert "1 decisions kept" in found.stdout
    assert "the last decision is taken back" in found.stdout
    log = call("review", "log", "--ledger", url).stdout
    assert "ana: reject positions" in log
    assert log.count("\n") == 1
    assert call("review", "export", tmp_path / "d.jsonl", "--ledger", url).stdout.startswith("2 decisions")
    assert "0 decisions taken over, 2 known" in call("review", "import", tmp_path / "d.jsonl", "--ledger", url).stdout
    assert json.loads(call("review", "agreement", "ana", "ben", "--json", "--ledger", url).stdout)["items"] == 0
    assert call("review", "undo", log.split()[0], "--ledger", url).exit_code == 0
    assert call("review", "log", "--ledger", url).stdout == ""


def test_an_edit_is_asked_for_and_checked(url: Path):
    keys = 'e\nstance\n"king"\ne\nstance\n"rejects"\nq\n'
    found = call("review", "--ledger", url, "--person", "ana", stdin=keys)
    assert "error: stance cannot be" in found.stdout
    with open_ledger(str(url)) as ledger:
        assert "rejects" in {told.row.stance for told in ledger.rows("PER-CHL", "positions")}


def test_a_forgotten_source_is_gone(url: Path):
    assert call("forget", "Andes Daily", "--yes", "--ledger", url).stdout.startswith("1 document of 'Andes Daily'")
    assert b"Andes Daily" not in url.read_bytes()


def test_a_terminal_that_lacks_a_letter_is_no_reason_to_stop(url: Path, monkeypatch: pytest.MonkeyPatch):
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "argv", ["summitry"])
    with pytest.raises(SystemExit) as done:
        app(["track", "show", "CHL-PER", "--ledger", str(url)])
    assert done.value.code == 0


@pytest.mark.model
def test_reading_passes_over_what_the_ledger_has(tmp_path: Path):
    for name, text in (
        ("a", "Rosa Quispe of Peru met Tomas Vidal of Chile in Arica."),
        ("b", "Chile accused Peru of spying."),
    ):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    arguments = ("--format", "jsonl", "--published", "2014-02-08", "--new-to", tmp_path / "talks.db")
    first = call("read", tmp_path / "a.txt", *arguments)
    assert "nothing is passed over" in first.stderr
    assert call("track", "--ledger", tmp_path / "talks.db", stdin=first.stdout).exit_code == 2
    assert call("track", "-", "--ledger", tmp_path / "talks.db", stdin=first.stdout).exit_code == 0
    second = call("read", tmp_path / "a.txt", tmp_path / "b.txt", *arguments)
    assert [json.loads(line)["document"]["text"][:5] for line in second.stdout.splitlines()] == ["Chile"]
