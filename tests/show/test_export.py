"""A ledger written out: what holds for every format."""

import re
import sys
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from export_book import READOUTS, fill

from summitry.errors import LedgerError
from summitry.show.export import OUTPUTS, export_ledger
from summitry.show.export.cells import defuse, make_line, restore
from summitry.show.export.extract import BATCH, Extract, find_lead
from summitry.track.importing import FORMATS
from summitry.track.ledger import open_ledger

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize("name", OUTPUTS)
def test_the_same_ledger_gives_the_same_bytes_in_whatever_order_it_was_filled(tmp_path: Path, name):
    made = []
    for number, readouts in enumerate((READOUTS, READOUTS, READOUTS[::-1], READOUTS[3:] + READOUTS[:3])):
        with open_ledger(":memory:") as ledger:
            ledger.add_all(readouts, batch_size=1 if number else len(readouts))
            assert export_ledger(ledger, name, tmp_path / str(number)).rows
        made.append((tmp_path / str(number)).read_bytes())
    assert len(set(made)) == 1


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_pair_alone_is_less_than_the_whole(tmp_path: Path, name):
    with fill() as ledger:
        whole = export_ledger(ledger, name, tmp_path / "whole").rows
        part = export_ledger(ledger, name, tmp_path / "part", dyad="rus-jpn").rows
    assert 0 < part < whole


@pytest.mark.parametrize("name", [name for name in OUTPUTS if name not in {"parquet", "ical"}])
def test_as_of_a_day_nothing_later_is_written(tmp_path: Path, name):
    with fill() as ledger:
        export_ledger(ledger, name, tmp_path / "past", as_of=date(2014, 2, 8))
    said = (tmp_path / "past").read_text(encoding="utf-8")
    assert not re.search(r"Andes Daily|Cusco|Kunashir|2014-0[345]|20140[345]", said)


@pytest.mark.parametrize("name", OUTPUTS)
def test_an_empty_ledger_gives_an_empty_file(tmp_path: Path, name):
    with open_ledger(":memory:") as ledger:
        assert export_ledger(ledger, name, tmp_path / "none").rows == 0
    assert (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        pytest.param("xlsx", {}, "no format; take one of plover", id="an unknown format"),
        pytest.param("csv", {"view": "opinions"}, "no view", id="an unknown view"),
        pytest.param("parquet", {"view": "opinions"}, "no view", id="an unknown view of columns"),
        pytest.param("ical", {"view": "events"}, "has no views", id="a view of a format that has none"),
        pytest.param("csv", {"dyad": "JPN-BOL"}, "tells nothing of BOL-JPN", id="a pair that is not in it"),
        pytest.param("csv", {"dyad": "Japan"}, "no pair of states", id="no pair at all"),
        pytest.param(
            "csv", {"dyad": "JPN-RUS", "as_of": date(2013, 1, 1)}, "by 2013-01-01", id="a pair not yet told of"
        ),
    ],
)
def test_what_cannot_be_written_is_said(tmp_path: Path, name, options, said):
    with fill() as ledger, pytest.raises(LedgerError, match=said):
        export_ledger(ledger, name, tmp_path / "out", **options)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_folder_that_is_missing_is_named(tmp_path: Path, name):
    with fill() as ledger, pytest.raises(LedgerError, match="cannot be written"):
        export_ledger(ledger, name, tmp_path / "no" / "out")


def test_a_writer_that_fails_leaves_the_older_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = tmp_path / "a.bib"
    file.write_text("older", encoding="utf-8")

    def stop(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("summitry.show.export.bibtex.make_entry", stop)
    with fill() as ledger, pytest.raises(LedgerError, match="No space left"):
        export_ledger(ledger, "bibtex", file)
    assert [one.name for one in tmp_path.iterdir()] == ["a.bib"]
    assert file.read_text(encoding="utf-8") == "older"


@pytest.mark.parametrize("size", [1, 2, BATCH])
def test_batches_change_nothing(monkeypatch: pytest.MonkeyPatch, size):
    with fill() as ledger:
        whole = list(Extract(ledger).entries())
        monkeypatch.setattr("summitry.show.export.extract.BATCH", size)
        assert list(Extract(ledger).entries()) == whole


@pytest.mark.parametrize(
    "start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'=1", "''", "＝1", "-", "'"]
)
def test_a_cell_that_a_spreadsheet_runs_is_defused_and_comes_back(start):
    assert defuse(start) == f"'{start}"
    assert restore(defuse(start)) == start


@pytest.mark.parametrize("text", ["", "Japan", "a=b", "1-2", " =1", "é", "x'y"])
def test_every_other_cell_stays(text):
    assert defuse(text) == restore(defuse(text)) == text


def test_a_line_has_as_many_cells_as_it_was_given():
    line = make_line(("a\tb\r\nc", "\u2028=x", -1, -0.5, None, "-5"))
    assert line == "a b c\t =x\t-1\t-0.5\t\t'-5\n"


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        pytest.param("One. Two.\n\nThree.", "One. Two.", id="the first paragraph"),
        pytest.param("TITLE\n\nBy us\n\nOne.\n\nTwo.", "TITLE\n\nBy us\n\nOne.", id="a headline is no paragraph"),
        pytest.param("no stop at all", "no stop at all", id="a text without a full stop"),
        pytest.param("", "", id="an empty text"),
    ],
)
def test_the_lead_of_a_document(text, lead):
    assert text[: find_lead(text)] == lead


@pytest.mark.parametrize("name", OUTPUTS)
def test_every_format_is_documented(name):
    page = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")
    assert f"| `{name}` | `{OUTPUTS[name].ending}` |" in page


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_that_is_taken_in_is_documented(name):
    assert f"| `{name}` | " in (ROOT / "docs" / "export.md").read_text(encoding="utf-8")
