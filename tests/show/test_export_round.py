"""What is written in GDELT's columns is read back by the importer of GDELT."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from export_book import fill

from summitry.knowledge.ontology import load_cameo
from summitry.records import Readout
from summitry.show.export import export_ledger
from summitry.show.export.codes import code_event
from summitry.show.export.extract import Extract
from summitry.track.importing import gdelt, read_rows
from summitry.track.ledger import open_ledger


def test_the_two_agree_on_the_columns():
    from summitry.show.export.gdelt import COLUMNS_1, COLUMNS_2

    assert (gdelt.COLUMNS[58], gdelt.COLUMNS[61]) == (COLUMNS_1, COLUMNS_2)


@pytest.mark.parametrize("name", ["gdelt1", "gdelt2"])
def test_occurrences_come_back(tmp_path: Path, name):
    with fill() as ledger:
        export_ledger(ledger, name, tmp_path / "rows")
        entries = [entry for entry in Extract(ledger).entries() if entry.is_real and entry.day is not None]
        told = {
            (entry.day, str(direction.dyad), load_cameo()[code_event(entry.occurrence)].plover, entry.occurrence.place)
            for entry in entries
            for direction in entry.directions
        }
    rows = list(read_rows("gdelt", tmp_path / "rows"))
    assert all(isinstance(row, Readout) for row in rows)
    with open_ledger(":memory:") as copy:
        copy.add(*rows)
        found = {
            (entry.day, str(direction.dyad), entry.occurrence.event_type, entry.occurrence.place)
            for entry in Extract(copy).entries()
            for direction in entry.directions
        }
    assert found == told
