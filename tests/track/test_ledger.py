"""The ledger on every store: what goes in comes out, twice is once, readings of later coders speak."""

from datetime import date

import pytest
from readouts import meet, recode

from summitry.errors import LedgerError
from summitry.records import Document, Level, Readout
from summitry.track.ledger import Ledger, open_ledger
from summitry.track.page import make_page
from summitry.track.stores import list_migrations, open_store

DAY = date(2014, 2, 8)


def test_what_goes_in_comes_out(ledger: Ledger):
    told = [meet(DAY), meet(date(2014, 5, 3), place="Cusco")]
    ledger.add_all(told)
    assert list(ledger.readouts()) == told


def test_the_same_readout_twice_is_one(ledger: Ledger):
    assert ledger.add(meet(DAY)).documents == 1
    before = ledger.fingerprint()
    again = ledger.add(meet(DAY), meet(DAY))
    assert (again.documents, again.readings, again.known) == (0, 0, 2)
    assert ledger.fingerprint() == before


def test_reports_of_one_meeting_become_one_occurrence_with_all_their_evidence(ledger: Ledger):
    one, other = meet(DAY), meet(DAY, publisher="Andes Daily", published=date(2014, 2, 9))
    ledger.add(one, other, meet(date(2014, 5, 3), place="Cusco"))
    first, second = ledger.occurrences("PER-CHL")
    assert (first.documents, first.sources, first.start) == (2, 2, DAY)
    assert (second.documents, second.place) == (1, "Cusco")
    told = {report.key: report.words for report in ledger.reports("PER-CHL")}
    assert {told[key] for key in first.reports} == {f"Presidents Rosa Quispe and Tomas Vidal met in Arica on {DAY}."}


def test_stored_first_and_settled_later_is_the_same(ledger: Ledger, tmp_path):
    told = [meet(DAY), meet(DAY, publisher="Andes Daily"), meet(date(2014, 5, 3))]
    ledger.add_all(told, settle=False)
    assert ledger.count()["documents"] == 3
    with open_ledger(str(tmp_path / "other.db")) as other:
        other.add_all(told)
        ledger.refresh()
        assert ledger.fingerprint() == other.fingerprint()


def test_a_later_coder_speaks_and_the_earlier_reading_is_kept(ledger: Ledger):
    first = meet(DAY, version="1.9")
    later = recode(first, "1.10", level=Level.MINISTER)
    ledger.add(later)
    ledger.add(first)
    assert [one.level for one in ledger.occurrences("PER-CHL")] == [Level.MINISTER]
    assert ledger.store.query("SELECT count(*) FROM reading") == [(2,)]
    assert [change.kind for change in ledger.changes()] == ["added", "recoded"]


def test_recoding_in_either_order_gives_the_same_ledger(ledger: Ledger, tmp_path):
    first = meet(DAY)
    told = [first, recode(first, "2", level=Level.MINISTER), meet(DAY, publisher="Andes Daily")]
    ledger.add_all(told, batch_size=1)
    with open_ledger(str(tmp_path / "other.db")) as other:
        other.add_all(reversed(told), batch_size=2)
        assert ledger.fingerprint() == other.fingerprint()


@pytest.mark.parametrize(
    ("readout", "reason"),
    [
        pytest.param(Readout(Document.from_text(" ")), "empty", id="an empty document"),
        pytest.param(Readout(Document.from_text("a\x00b")), "NUL", id="a NUL character"),
        pytest.param(Readout(Document.from_text("a\ud800b")), "half a character", id="half a character"),
        pytest.param(
            Readout(Document.from_text(""), notes=("not read: too long",)),
            "not read: too long",
            id="a document that was not read",
        ),
    ],
)
def test_what_cannot_be_kept_is_put_aside_with_its_reason(ledger: Ledger, readout, reason):
    added = ledger.add(readout, meet(DAY))
    assert added.documents == 1
    assert [reason in refusal.reason for refusal in added.refused] == [True]


def test_merged_ids_lead_to_where_their_reports_are(ledger: Ledger):
    ledger.add(meet(DAY, published=date(2014, 2, 12)))
    (before,) = ledger.occurrences("PER-CHL")
    ledger.add(meet(DAY, published=date(2014, 2, 9), publisher="Andes Daily"))
    (after,) = ledger.occurrences("PER-CHL")
    assert after.id != before.id
    assert ledger.occurrence(before.id).id == after.id
    assert ("merged", before.id) in [(change.kind, change.subject) for change in ledger.changes()]


def test_an_unknown_occurrence_is_named(ledger: Ledger):
    with pytest.raises(LedgerError, match="o-nowhere"):
        ledger.occurrence("o-nowhere")


def test_as_of_a_day_the_ledger_knows_what_was_published_by_then(ledger: Ledger, tmp_path):
    told = [meet(date(2014, month, 3), place=place) for month, place in ((1, "Arica"), (4, "Cusco"), (9, "Puno"))]
    ledger.add_all(told)
    with ledger.as_of(date(2014, 4, 3)) as past, open_ledger(str(tmp_path / "then.db")) as then:
        then.add_all(told[:2])
        assert past.fingerprint() == then.fingerprint()


def test_a_promise_lapses_only_where_the_ledger_looked(ledger: Ledger):
    ledger.add(meet(DAY))
    ((silent, _),) = ledger.promises("PER-CHL", date(2016, 1, 1))
    ledger.add(
        meet(date(2015, 3, 20), place="Lima", level=Level.OFFICIAL),
        meet(date(2015, 5, 2), place="Lima", level=Level.OFFICIAL),
    )
    watched = {promise.made: promise for promise, _ in ledger.promises("PER-CHL", date(2016, 1, 1))}[DAY]
    assert (silent.status.value, watched.status.value) == ("unknown", "lapsed")


def test_monthly_figures_count_occurrences_not_reports(ledger: Ledger):
    minister = meet(date(2014, 2, 20), place="Lima", level=Level.MINISTER)
    ledger.add(meet(DAY), meet(DAY, publisher="Andes Daily", published=date(2014, 2, 9)), minister)
    sql = "SELECT dyad, month, occurrences, contacts, leaders, score FROM pair_month"
    assert ledger.store.query(sql) == [("CHL-PER", "2014-02", 2, 2, 1, 2.0)]
    assert make_page(ledger, "PER-CHL").months[0].contacts == 2


def test_a_page_holds_the_latest_of_everything(ledger: Ledger):
    ledger.add_all(
        [meet(date(2014, month, 3), place=place) for month, place in ((1, "Arica"), (4, "Cusco"), (9, "Puno"))]
    )
    page = make_page(ledger, "PER-CHL", latest=2)
    assert [one.place for one in page.occurrences] == ["Puno", "Cusco"]
    assert [promise.status.value for promise, _ in page.pending] == ["open"]
    assert (len(page.positions), len(page.statements), page.on) == (2, 2, date(2014, 9, 3))


def test_migrations_are_numbered_without_gaps():
    assert [number for number, _, _ in list_migrations()] == list(range(1, len(list_migrations()) + 1))


def test_a_newer_ledger_is_refused(ledger_url: str):
    open_ledger(ledger_url).close()
    store = open_store(ledger_url)
    store.insert("migration", ("number", "name"), [(999, "0999_later.sql")])
    store.close()
    with pytest.raises(LedgerError, match="version 999"):
        open_ledger(ledger_url)


def test_a_failing_batch_leaves_nothing(ledger: Ledger, monkeypatch: pytest.MonkeyPatch):
    ledger.add(meet(DAY))
    before = ledger.fingerprint()
    monkeypatch.setattr("summitry.track.ledger.draw_occurrences", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        ledger.add(meet(date(2014, 5, 3)))
    monkeypatch.undo()
    assert ledger.fingerprint() == before
    ledger.add(meet(date(2014, 5, 3)))
    assert ledger.count()["documents"] == 2


@pytest.mark.parametrize(
    ("url", "said"),
    [
        pytest.param("oracle://here", "oracle", id="an unknown store"),
        pytest.param("/nowhere/at/all/talks.db", "cannot be opened", id="a folder that is missing"),
        pytest.param(
            "postgresql://nobody:secret@127.0.0.1:1/none", "cannot be reached", id="a server that is not there"
        ),
    ],
)
def test_a_ledger_that_cannot_be_opened_is_named_without_its_password(url, said):
    with pytest.raises(LedgerError, match=said) as error:
        open_ledger(url)
    assert "secret" not in str(error.value)


def test_a_file_that_is_no_database_is_refused(tmp_path):
    file = tmp_path / "talks.db"
    file.write_text("Dear diary, " * 100)
    with pytest.raises(LedgerError, match=r"talks\.db"):
        open_ledger(str(file))


def test_a_ledger_that_is_asked_must_exist(tmp_path):
    with pytest.raises(LedgerError, match="does not exist"):
        open_ledger(str(tmp_path / "none.db"), create=False)
