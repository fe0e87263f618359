"""The ledger's views as CSV, JSON Lines and Parquet."""

import csv
import json
import sys
from datetime import date
from pathlib import Path

import duckdb
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from export_book import fill

from summitry.records import Readout
from summitry.show.export import export_ledger
from summitry.show.export.cells import restore
from summitry.show.export.tables import LISTS
from summitry.track.columns import list_views, take_view
from summitry.track.ledger import open_ledger


def read_csv(file: Path) -> list[dict[str, str]]:
    with file.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("dyad", [None, "JPN-RUS"], ids=["all", "a pair"])
@pytest.mark.parametrize("view", list_views())
def test_csv_lines_and_parquet_say_the_same(tmp_path: Path, view, dyad):
    with fill() as ledger:
        counts = {
            export_ledger(ledger, form, tmp_path / f"t.{form}", view=view, dyad=dyad).rows
            for form in ("csv", "jsonl", "parquet")
        }
        columns, rows = take_view(ledger, view)
    assert len(counts) == 1
    parquet = duckdb.read_parquet(str(tmp_path / "t.parquet"))
    assert tuple(parquet.columns) == columns
    found = parquet.fetchall()
    assert len(found) == counts.pop() == len(read_csv(tmp_path / "t.csv"))
    assert [row for row in rows if row in found] == found
    assert dyad is not None or found == rows
    if view == "readouts":
        return
    for line, cells, row in zip(
        (tmp_path / "t.jsonl").read_text(encoding="utf-8").splitlines(),
        read_csv(tmp_path / "t.csv"),
        found,
        strict=True,
    ):
        said = json.loads(line)
        for column, value in zip(columns, row, strict=True):
            assert said[column] == (json.loads(value) if column in LISTS and value is not None else value)
            assert restore(cells[column]) == ("" if value is None else str(value))


@pytest.mark.parametrize(
    "view", ["events", "statements", "positions", "commitments", "claims", "occurrences", "promises", "documents"]
)
def test_a_pair_has_its_own_rows_alone(tmp_path: Path, view):
    with fill() as ledger:
        export_ledger(ledger, "csv", tmp_path / "t.csv", view=view, dyad="CHL-PER")
    text = (tmp_path / "t.csv").read_text(encoding="utf-8")
    assert text.count("\n") > 1
    assert "RUS" not in text
    assert "Harbour Wire" not in text


def test_readouts_as_lines_can_be_added_again(tmp_path: Path):
    with fill() as ledger, open_ledger(":memory:") as copy:
        export_ledger(ledger, "jsonl", tmp_path / "r.jsonl", view="readouts")
        lines = (tmp_path / "r.jsonl").read_text(encoding="utf-8").splitlines()
        copy.add_all(Readout.from_json(line) for line in lines)
        assert copy.fingerprint() == ledger.fingerprint()


def test_cells_that_are_formulas_are_defused_in_csv_alone(tmp_path: Path):
    with fill() as ledger:
        for form in ("csv", "jsonl"):
            export_ledger(ledger, form, tmp_path / f"e.{form}", view="events")
    publishers = [row["publisher"] for row in read_csv(tmp_path / "e.csv")]
    assert "'=cmd|' /C calc'!A0" in publishers
    assert all(cell[:1] not in set("=+@\t\r") for row in read_csv(tmp_path / "e.csv") for cell in row.values())
    assert "\"=cmd|' /C calc'!A0\"" in (tmp_path / "e.jsonl").read_text(encoding="utf-8")


def test_numbers_below_zero_stay_numbers(tmp_path: Path):
    with fill() as ledger:
        export_ledger(ledger, "csv", tmp_path / "o.csv")
    assert "-2.0" in {row["score"] for row in read_csv(tmp_path / "o.csv")}


def test_promises_stand_as_of_the_day_that_is_asked_for(tmp_path: Path):
    found = {}
    with fill() as ledger:
        for day in (date(2014, 4, 3), date(2016, 1, 1)):
            export_ledger(ledger, "csv", tmp_path / "p.csv", view="promises", as_of=day)
            found[day.year] = {row["status"] for row in read_csv(tmp_path / "p.csv")}
        export_ledger(ledger, "csv", tmp_path / "p.csv", view="promises")
        assert {row["status"] for row in read_csv(tmp_path / "p.csv")} & {"open", "due"}
    assert "open" in found[2014]
    assert not found[2016] & {"open", "due"}
