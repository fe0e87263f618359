"""Contacts, tone and attention over ledgers made by hand: each figure can be worked out with a pencil."""

from datetime import date, timedelta

import pytest
from measures_book import lend_book, open_empty

from summitry.records import Level
from summitry.track.dyads import Dyad
from summitry.track.measures import (
    Crowding,
    PairMonth,
    find_attention,
    find_contacts,
    find_cooperation,
    find_coverage,
    find_due,
    find_fates,
    find_overview,
    find_silences,
    measure,
    trace_attention,
)
from summitry.track.values import Status

PAIR = Dyad("NOR", "SWE")
END = date(2014, 12, 31)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def store(request):
    with open_empty(request) as opened:
        yield opened


@pytest.fixture
def book(store):
    with lend_book(store) as lent:
        yield lent


# contacts -----------------------------------------------------------------------------------------------------------


def test_contacts_are_consultations_that_took_place(book):
    book.occurrence("o-1", "2014-01-05")
    book.occurrence("o-2", "2014-01-20", level="minister")
    book.occurrence("o-3", "2014-01-21", level="minister", modality="ongoing")
    book.occurrence("o-4", "2014-02-01", modality="planned")
    book.occurrence("o-5", "2014-02-02", modality="cancelled")
    book.occurrence("o-6", "2014-02-03", "AGREE")
    book.occurrence("o-7", "2014-02-04", dyad="FIN-SWE")

    found = find_contacts(book.query, PAIR, None, END)

    assert found.by_month() == {"2014-01": {Level.LEADER: ("o-1",), Level.MINISTER: ("o-2", "o-3")}}
    assert (found.count(), found.count("2014-01", Level.MINISTER), found.count("2014-02")) == (3, 2, 0)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        pytest.param(None, date(2014, 3, 1), ("o-1", "o-2", "o-3"), id="no first day means all there is"),
        pytest.param(date(2014, 2, 1), date(2014, 2, 1), ("o-2",), id="both ends belong to the stretch"),
        pytest.param(date(2014, 2, 2), date(2014, 2, 28), (), id="nothing in it"),
    ],
)
def test_contacts_of_a_stretch(book, start, end, expected):
    for name, day in (("o-1", "2014-01-01"), ("o-2", "2014-02-01"), ("o-3", "2014-03-01"), ("o-4", "")):
        book.occurrence(name, day, dated=bool(day))

    assert find_contacts(book.query, PAIR, start, end).find() == expected


def test_a_contact_without_a_date_stands_at_its_first_report_and_bounds_no_silence(book):
    book.occurrence("o-1", "2014-01-01")
    book.occurrence("o-2", "2014-02-01", dated=False)
    book.occurrence("o-3", "2014-03-01")

    contacts = find_contacts(book.query, PAIR, None, END)
    longest = find_silences(contacts).longest_at()

    assert contacts.count("2014-02") == 1
    assert (longest.days, longest.after.id, longest.before.id) == (58, "o-1", "o-3")


# silences -----------------------------------------------------------------------------------------------------------


def test_silences_by_level_with_the_contacts_that_bound_them(book):
    book.occurrence("o-1", "2014-01-01", until="2014-01-03")
    book.occurrence("o-2", "2014-01-14", level="minister")
    book.occurrence("o-3", "2014-02-12")
    book.document("2014-01-10")
    book.document("2014-01-10")
    book.document("2014-03-01")
    coverage = find_coverage(book.query, PAIR, None, END)

    found = find_silences(find_contacts(book.query, PAIR, None, date(2014, 3, 4)), coverage)

    longest = found.longest_at()
    assert (longest.days, longest.after.id, longest.before.id, longest.documents) == (28, "o-2", "o-3", 0)
    leaders = found.longest_at(Level.LEADER)
    assert (leaders.days, leaders.after.id, leaders.before.id, leaders.documents) == (39, "o-1", "o-3", 2)
    assert found.longest_at(Level.MINISTER) is None
    current = found.current_at(Level.MINISTER)
    assert (current.days, current.after.id, current.before, current.documents) == (49, "o-2", None, 1)
    assert found.current_at().days == 20


def test_a_visit_inside_a_longer_one_begins_no_silence(book):
    book.occurrence("o-1", "2014-01-01", until="2014-01-06")
    book.occurrence("o-2", "2014-01-02")
    book.occurrence("o-3", "2014-01-10")

    longest = find_silences(find_contacts(book.query, PAIR, None, END)).longest_at()

    assert (longest.days, longest.after.id) == (3, "o-1")


def test_a_vague_contact_is_named_beside_the_silence_that_it_may_cut(book):
    book.occurrence("o-1", "2014-01-01")
    book.occurrence("o-2", "2014-03-01", until="2014-03-31")
    book.occurrence("o-3", "2014-06-01")

    longest = find_silences(find_contacts(book.query, PAIR, None, END)).longest_at()

    assert (longest.days, longest.vague) == (150, ("o-2",))


def test_what_the_ledger_never_looked_at_is_no_silence(book):
    book.occurrence("o-1", "1998-04-18")
    book.occurrence("o-2", "2003-01-10")
    book.occurrence("o-3", "2013-12-20")
    book.occurrence("o-4", "2014-02-01")
    book.document("2014-01-05")
    contacts = find_contacts(book.query, PAIR, None, END)

    found = find_silences(contacts, find_coverage(book.query, PAIR, None, END))

    assert (found.longest_at().days, found.longest_at().after.id) == (42, "o-3")


def test_without_contacts_there_is_no_silence_to_tell(book):
    found = find_silences(find_contacts(book.query, PAIR, None, END))

    assert (found.longest, found.current) == ((), ())


# what is due --------------------------------------------------------------------------------------------------------


def test_contacts_due_next_are_open_promises_to_meet_most_urgent_first(book):
    book.promise("p-1", "open", action="visit", due=("2014-09-01", "2014-11-30"))
    _, telling = book.promise("p-2", "due", due=("2014-06-01", "2014-06-10"))
    book.promise("p-3", "kept", due=("2014-06-01", "2014-06-10"))
    book.promise("p-4", "open", action="aid", due=("2014-07-01", "2014-07-10"))
    book.promise("p-5", "open", action="negotiate")
    book.promise("p-6", "open", made="2014-08-01", due=("2014-08-02", "2014-08-02"))

    found = find_due(find_fates(book.query, PAIR, None, date(2014, 6, 20)), date(2014, 6, 20))

    assert [(due.promise, due.days) for due in found] == [("p-2", -10), ("p-1", 163), ("p-5", None)]
    assert (found[0].telling, found[0].status, found[0].givers) == (telling, Status.DUE, ("NOR",))


# cooperation and conflict -------------------------------------------------------------------------------------------


def test_cooperation_and_conflict_by_month_and_direction(book):
    book.occurrence("o-1", "2014-01-05", "AID", score=8.0, goldstein=7.0, target="SWE")
    book.occurrence("o-2", "2014-01-06", "ACCUSE", score=-3.0, goldstein=-2.0, target="SWE")
    book.occurrence("o-3", "2014-01-07", "REJECT", score=-2.0, goldstein=-4.0, source="SWE", target="NOR")
    book.occurrence("o-4", "2014-03-02", score=2.5, goldstein=1.0)
    book.occurrence("o-5", "2014-03-03", score=None, goldstein=None)
    book.occurrence("o-6", "2014-03-04", modality="planned")

    found = find_cooperation(book.query, PAIR, None, date(2014, 3, 31), half_life=1.0)

    cell = found.cell("2014-01", "NOR>SWE")
    assert (cell.cooperation, cell.conflict, cell.net, cell.goldstein) == (8.0, 3.0, 5.0, 5.0)
    assert cell.occurrences == ("o-1", "o-2")
    every = found.cell("2014-01")
    assert (every.cooperation, every.conflict, every.goldstein) == (8.0, 5.0, 1.0)
    together = found.cell("2014-03", "NOR+SWE")
    assert (together.occurrences, together.unscored, together.net) == (("o-4", "o-5"), ("o-5",), 2.5)
    assert found.cell("2014-02").occurrences == ()


def test_smoothed_cooperation_halves_with_each_half_life(book):
    book.occurrence("o-1", "2014-01-05", "AID", score=7.0, target="SWE")

    found = find_cooperation(book.query, PAIR, None, date(2014, 3, 31), half_life=1.0)

    assert [point.month for point in found.smoothed["all"]] == ["2014-01", "2014-02", "2014-03"]
    # by hand: seven; half of it over one and a half; a quarter of it over one and three quarters
    assert [point.cooperation for point in found.smoothed["all"]] == pytest.approx([7.0, 7 / 3, 1.0])
    assert [point.net for point in found.smoothed["NOR>SWE"]] == pytest.approx([7.0, 7 / 3, 1.0])


def test_smoothing_starts_where_the_ledger_began_to_look(book):
    book.occurrence("o-1", "1956-10-19", "AGREE", score=5.0)
    book.occurrence("o-2", "2014-02-03", "AGREE", score=5.0)

    found = find_cooperation(book.query, PAIR, None, date(2014, 3, 31), since=date(2014, 2, 1))

    assert [cell.month for cell in found.cells] == ["1956-10", "2014-02"]
    assert [point.month for point in found.smoothed["all"]] == ["2014-02", "2014-03"]
    assert found.smoothed["all"][0].cooperation == 5.0


# attention ----------------------------------------------------------------------------------------------------------


def test_attention_shares_by_month_and_issue(book):
    book.attention("2014-01", territory=(1, 2, 1), economy=(4, 0, 0))
    book.attention("2014-02", economy=(1, 0, 0))

    found = find_attention(book.query, PAIR, date(2014, 1, 15), date(2014, 1, 20))
    weighed = find_attention(book.query, PAIR, None, END, weights={"events": 0.0})

    assert found.months() == ("2014-01",)
    assert found.share("territory", "2014-01") == 0.5
    assert found.cells[1].rows == {"events": 1, "statements": 2, "positions": 1}
    assert weighed.share("territory") == 1.0
    assert weighed.share("economy", "2014-02") is None
    assert find_attention(book.query, PAIR, None, END).issues() == ("economy", "territory")


def test_every_cell_of_attention_leads_to_its_rows(book):
    book.occurrence("o-1", "2014-01-05", issues='["territory","economy"]')
    book.occurrence("o-2", "2014-01-06", issues='["economy"]')
    book.occurrence("o-3", "2014-01-07", modality="planned", issues='["territory"]')
    stand = book.position("2014-01-08", "NOR", "claims", "the reef")
    reading, document = book.document("2014-02-01")
    book.row(
        "statement",
        reading,
        "2014-02-01",
        id="q-1",
        kind="direct",
        text="",
        issues='["territory"]',
        speakers="[]",
        more="{}",
    )

    found = trace_attention(book.query, PAIR, None, END, issue="territory")
    every = trace_attention(book.query, PAIR, None, END)

    assert found == {
        ("2014-01", "territory"): {"events": ("o-1",), "positions": (stand,)},
        ("2014-02", "territory"): {"statements": (f"{document}/q-1",)},
    }
    assert every[("2014-01", "economy")] == {"events": ("o-1", "o-2")}


def test_all_pairs_by_month_from_the_roll_up(book):
    columns = ("dyad", "month", "occurrences", "contacts", "leaders", "score", "goldstein")
    rows = [
        ("NOR-SWE", "2014-01", 4, 3, 2, 4.5, 1.0),
        ("NOR-SWE", "2014-02", 1, 1, 0, 2.5, 1.0),
        ("FIN-SWE", "2014-01", 1, 0, 0, 5.0, 3.0),
    ]
    book.store.insert("pair_month", columns, rows)

    found = find_overview(book.query, None, date(2014, 1, 5))

    assert found == (
        PairMonth(Dyad("FIN", "SWE"), "2014-01", 1, 0, 0, 5.0, 3.0),
        PairMonth(PAIR, "2014-01", 4, 3, 2, 4.5, 1.0),
    )


# all of them --------------------------------------------------------------------------------------------------------


def test_an_empty_ledger_gives_empty_measures(book):
    found = measure(book.query, PAIR, start=None, end=END)

    assert found.contacts.rows == found.due == found.positions == found.gaps == found.promises == ()
    assert found.cooperation.smoothed == {"all": ()}
    assert found.reliability.left.rate is None
    assert found.reliability.left.interval == (0.0, 1.0)
    assert found.crowding.verdict is Crowding.NOT_ENOUGH_DATA
    assert found.crowding.issue == "territory"


def test_the_alarm_watches_the_issue_on_which_the_sides_stand_furthest_apart(book):
    book.position("2014-01-01", "NOR", "rejects", "a tax", issue="water")
    book.position("2014-01-01", "SWE", "demands", "a tax", issue="water")
    for _ in range(3):
        book.position("2014-01-01", "NOR", "opposes", "the quota", issue="energy")
    book.position("2014-01-02", "SWE", "demands", "the quota", issue="energy")
    start = date(2013, 1, 1)
    for month in range(1, 13):
        book.attention(f"2013-{month:02d}", energy=(0, 13 - month, 0), economy=(month, 0, 0))
        for number in range(month // 3):
            day = start.replace(month=month) + timedelta(days=number)
            book.occurrence(f"o-{month}-{number}", day.isoformat())

    found = measure(book.query, PAIR, start=None, end=date(2013, 12, 31)).crowding
    later = measure(book.query, PAIR, start=None, end=date(2014, 1, 20)).crowding

    assert (found.issue, found.verdict, len(found.months)) == ("territory", Crowding.NOT_ENOUGH_DATA, 12)
    assert (later.issue, later.verdict, len(later.months)) == ("energy", Crowding.ALARM, 12)
    assert len(later.occurrences) == sum(month // 3 for month in range(1, 13))
    assert (later.share_before, later.share_after) == (57 / 78, 21 / 78)
