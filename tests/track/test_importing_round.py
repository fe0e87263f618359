"""Event data out of a ledger and into another; rows of nonsense; files that are big."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from coded_rows import HEADS, ROWS, gdelt, write

from summitry.records import Readout, check_readout
from summitry.show.export import OUTPUTS, export_ledger
from summitry.track.importing import FORMATS, Refused, read_rows
from summitry.track.importing.gdelt import read
from summitry.track.ledger import Ledger, open_ledger

CELLS = st.lists(st.text(st.characters(codec="utf-8"), max_size=12), max_size=70).map("\t".join)


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_row_stops_the_others(form, data):
    good = ROWS[form]()
    place = data.draw(st.integers(0, len(good)))
    bad = data.draw(CELLS) if data.draw(st.booleans()) else good[:place] + data.draw(st.text(max_size=5)) + good[place:]
    lines = [*HEADS[form], *bad.split("\n"), good]
    found = list(FORMATS[form].read(iter(enumerate(lines, 1))))
    for row in found:
        if isinstance(row, Readout):
            check_readout(row)
        else:
            assert row.reason
    assert found


def test_rows_are_read_one_by_one_however_many_there_are():
    taken = 0

    def lines() -> Iterator[tuple[int, str]]:
        nonlocal taken
        while True:
            taken += 1
            yield taken, gdelt(GLOBALEVENTID=taken)

    rows = read(lines())
    first = [next(rows) for _ in range(3)]
    assert taken == 3
    assert len({row.document.id for row in first}) == 3


def test_every_store_takes_the_rows_and_gives_the_same_files(ledger: Ledger, tmp_path: Path):
    rows = [row for form in FORMATS for row in read_rows(form, write(tmp_path / form, form, ROWS[form]()))]
    with open_ledger(":memory:") as other:
        for book in (ledger, other):
            book.add(*rows)
        assert book.fingerprint() == ledger.fingerprint()
        for name in OUTPUTS:
            for place, book in (("one", ledger), ("other", other)):
                export_ledger(book, name, tmp_path / place)
            assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes(), name


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_file_has_no_rows(tmp_path: Path, form):
    file = tmp_path / "rows"
    file.write_text("".join(f"{line}\n" for line in HEADS[form]), encoding="utf-8")
    assert list(read_rows(form, file)) == []


def test_columns_in_which_nothing_is_known_are_no_reason_to_stop():
    bare = dict.fromkeys(("FractionDate", "AvgTone", "NumMentions", "DATEADDED", "ActionGeo_FullName", "SOURCEURL"), "")
    (found,) = read(iter([(1, gdelt(**bare))]))
    assert not isinstance(found, Refused)
    assert found.document.published == "2014-02-08"
