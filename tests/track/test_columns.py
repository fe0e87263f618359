"""A ledger as columns: files that other tools read, and readouts that go into another ledger."""

import csv
import json
from datetime import date
from pathlib import Path

import duckdb
import pytest
from readouts import meet

from summitry.errors import LedgerError
from summitry.track.columns import list_views, read_readouts, take_view, write_view
from summitry.track.ledger import Ledger, open_ledger

ONE = meet(date(2014, 2, 8), more='He said: "we’ll meet, again"; 100 % sure.\nA second line.')
OTHER = meet(date(2014, 5, 3), place="Cusco")


@pytest.mark.parametrize("name", list_views())
def test_every_view_gives_its_columns_and_rows(ledger: Ledger, name):
    ledger.add(ONE, OTHER)
    columns, rows = take_view(ledger, name)
    assert len(set(columns)) == len(columns)
    assert all(len(row) == len(columns) for row in rows)
    assert bool(rows) is (name != "assessments")


@pytest.mark.parametrize("suffix", [".parquet", ".csv", ".jsonl"])
def test_readouts_go_from_ledger_to_ledger(ledger: Ledger, tmp_path: Path, suffix):
    ledger.add(ONE, OTHER)
    file = tmp_path / f"it's all{suffix}"
    assert write_view(ledger, "readouts", file) == 2
    with open_ledger(":memory:") as copy:
        copy.add_all(read_readouts(file))
        assert copy.fingerprint() == ledger.fingerprint()


def test_parquet_csv_and_lines_say_the_same(ledger: Ledger, tmp_path: Path):
    ledger.add(ONE, OTHER)
    for suffix in (".parquet", ".csv", ".jsonl"):
        write_view(ledger, "events", tmp_path / f"events{suffix}")
    parquet = duckdb.sql(f"SELECT key, event_type, confidence FROM '{tmp_path}/events.parquet'").fetchall()  # noqa: S608
    with (tmp_path / "events.csv").open(newline="", encoding="utf-8") as lines:
        table = [(row["key"], row["event_type"], float(row["confidence"])) for row in csv.DictReader(lines)]
    said = [json.loads(line) for line in (tmp_path / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    assert parquet == table == [(row["key"], row["event_type"], row["confidence"]) for row in said]
    assert [key for key, _, _ in parquet] == [f"{one.document.id[:16]}/e-1" for one in (ONE, OTHER)]


def test_an_empty_view_is_an_empty_table(ledger: Ledger, tmp_path: Path):
    assert write_view(ledger, "assessments", tmp_path / "a.parquet") == 0
    assert duckdb.sql(f"SELECT count(*) FROM '{tmp_path}/a.parquet'").fetchall() == [(0,)]  # noqa: S608


def test_arrow_frames_hold_the_same_rows(ledger: Ledger):
    pytest.importorskip("pyarrow")
    ledger.add(ONE, OTHER)
    assert ledger.to_arrow("occurrences").column("start_day").to_pylist() == ["2014-02-08", "2014-05-03"]


@pytest.mark.parametrize("method", ["to_arrow", "to_pandas", "to_polars"])
def test_a_frame_without_its_library_says_what_to_install(ledger: Ledger, method, monkeypatch: pytest.MonkeyPatch):
    library = {"to_arrow": "pyarrow"}.get(method, method.removeprefix("to_"))
    monkeypatch.setitem(__import__("sys").modules, library, None)
    with pytest.raises(LedgerError, match=f"pip install {library}"):
        getattr(ledger, method)("events")


@pytest.mark.parametrize(
    ("name", "file", "said"),
    [
        pytest.param("opinions", "a.csv", "no view", id="an unknown view"),
        pytest.param("events", "a.xlsx", "ending", id="an unknown ending"),
        pytest.param("events", "nowhere/a.csv", "cannot be written", id="a folder that is missing"),
    ],
)
def test_what_cannot_be_written_is_named(ledger: Ledger, tmp_path: Path, name, file, said):
    with pytest.raises(LedgerError, match=said):
        write_view(ledger, name, tmp_path / file)


def test_a_file_without_readouts_is_named(tmp_path: Path):
    file = tmp_path / "a.csv"
    file.write_text("x,y\n1,2\n", encoding="utf-8")
    with pytest.raises(LedgerError, match="holds no readouts"):
        list(read_readouts(file))
