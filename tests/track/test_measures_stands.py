"""Positions, promises and tracks over ledgers made by hand: each figure can be worked out with a pencil."""

from datetime import date

import pytest
from measures_book import lend_book, open_empty

from summitry.records import Action, EventType, Level
from summitry.track.dyads import Dyad
from summitry.track.measures import (
    Basis,
    find_contacts,
    find_fates,
    find_gaps,
    find_moves,
    find_reliability,
    find_stands,
    find_tracks,
    make_trails,
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


# positions ----------------------------------------------------------------------------------------------------------


def test_the_latest_position_stands_with_its_history(book):
    first = book.position("2014-01-01", "NOR", "rejects", "the fishing line")
    second = book.position(
        "2014-02-01", "NOR/kari-lunde", "reserves", "a fishing line", office="foreign_minister", kind="person"
    )
    third = book.position("2014-03-01", "NOR", "reserves", "fishing line")

    (trail,) = make_trails(find_stands(book.query, PAIR, None, END))

    assert (trail.side, trail.issue, trail.object) == ("NOR", "territory", "fishing-line")
    assert [stand.key for stand in trail.stands] == [first, second, third]
    assert (trail.latest.key, trail.latest.step) == (third, 0)
    assert [stand.key for stand in trail.turns] == [first, second]


def test_a_row_that_tells_its_own_key_and_step_is_believed(book):
    book.position("2014-01-01", "NOR", "accepts", "it", more='{"key": "nor/territory/reef", "scale": 1}')

    (stand,) = find_stands(book.query, PAIR, None, END)

    assert (stand.side, stand.object, stand.step) == ("NOR", "reef", 1)


@pytest.mark.parametrize(
    ("left", "right", "distance", "basis"),
    [
        pytest.param(
            ("claims", "the reef"),
            ("claims", "the reef"),
            4,
            Basis.OBJECT,
            id="rival claims are as far apart as can be",
        ),
        pytest.param(("claims", "the reef"), ("rejects", "the reef"), 4, Basis.OBJECT, id="a claim and its rejection"),
        pytest.param(("demands", "a truce"), ("demands", "a truce"), 0, Basis.OBJECT, id="both want the same thing"),
        pytest.param(
            ("demands", "a truce"), ("offers", "a truce"), 1, Basis.OBJECT, id="an offer goes part of the way"
        ),
        pytest.param(("supports", "talks"), ("opposes", "talks"), 2, Basis.OBJECT, id="for and against"),
        pytest.param(
            ("demands", "the reef"), ("demands", "a strait"), 4, Basis.ISSUE, id="different demands on one issue"
        ),
        pytest.param(
            ("rejects", "the line"), ("opposes", "a strait"), 3, Basis.ISSUE, id="different refusals on one issue"
        ),
        pytest.param(
            ("supports", "talks"), ("supports", "a truce"), 0, Basis.ISSUE, id="good will on different things"
        ),
    ],
)
def test_the_gap_between_latest_positions(book, left, right, distance, basis):
    book.position("2014-01-01", "NOR", *left)
    book.position("2014-01-02", "SWE", *right)

    (gap,) = find_gaps(PAIR, find_stands(book.query, PAIR, None, END))

    assert (gap.latest.distance, gap.latest.basis, gap.latest.day) == (distance, basis, date(2014, 1, 2))


def test_the_gap_has_a_history_and_names_the_rows_it_compares(book):
    claim = book.position("2014-01-01", "NOR", "claims", "the reef")
    book.position("2014-02-01", "SWE", "rejects", "the reef")
    book.position("2014-03-01", "SWE", "rejects", "the reef")
    softer = book.position("2014-04-01", "SWE", "reserves", "the reef")
    book.position("2014-04-02", "SWE/liv-berg", "accepts", "the reef", office="party_leader", kind="person")
    book.position("2014-05-01", "SWE", "supports", "free trade", issue="economy")

    wide, unknown = find_gaps(PAIR, find_stands(book.query, PAIR, None, END))

    assert [(point.day, point.distance) for point in wide.history] == [(date(2014, 2, 1), 4.0), (date(2014, 4, 1), 2.0)]
    assert [(pair.left.key, pair.right.key) for pair in wide.latest.pairs] == [(claim, softer)]
    assert (unknown.issue, unknown.latest) == ("economy", None)


def test_of_stands_of_one_day_the_one_that_most_rows_tell_counts(book):
    book.position("2014-01-01", "NOR", "rejects", "the reef")
    book.position("2014-01-01", "NOR", "supports", "the reef")
    book.position("2014-01-01", "NOR", "supports", "the reef")

    (trail,) = make_trails(find_stands(book.query, PAIR, None, END))

    assert trail.latest.step == 1


@pytest.mark.parametrize(
    ("holder", "side", "thing"),
    [
        pytest.param("NOR", "NOR", "the reef", id="the stance"),
        pytest.param("SWE", "SWE", "a strait", id="the holder and the object"),
    ],
)
def test_a_corrected_position_counts_as_corrected(book, holder, side, thing):
    book.position("2014-01-01", "NOR", "rejects", "the reef", more='{"scale": -2}')
    ((key,),) = book.query("SELECT key FROM position", {})
    said = {"holder": holder, "issue": "energy", "object": thing, "stance": "offers", "claim": "", "key": None}
    book.correct("positions", key, said)

    (stand,) = find_stands(book.query, PAIR, None, END)

    assert (stand.side, stand.issue, stand.step) == (side, "energy", 1)
    assert stand.object == thing.split()[1]
    assert list(trace_attention(book.query, PAIR, None, END, issue="energy")) == [("2014-01", "energy")]
    assert trace_attention(book.query, PAIR, None, END, issue="territory") == {}


def test_a_corrected_promise_counts_as_corrected(book):
    book.promise("p-1", "open", action="aid", issues='["economy"]')
    ((key,),) = book.query("SELECT key FROM commitment", {})
    book.correct("commitments", key, {"action": "visit", "issues": ["energy"], "place": {"name": "Oslo"}})

    (fate,) = find_fates(book.query, PAIR, None, END)

    assert (fate.action, fate.issues, fate.place) == (Action.VISIT, ("energy",), "Oslo")


# reliability --------------------------------------------------------------------------------------------------------


def test_reliability_counts_decided_promises_and_shows_the_rest(book):
    statuses = ["kept"] * 5 + ["kept_late"] * 2 + ["partly"] * 2 + ["lapsed", "open", "unknown", "cancelled"]
    for number, status in enumerate(statuses):
        book.promise(f"p-{number:02d}", status)
    book.promise("p-90", "lapsed", givers=(("NOR", None), ("SWE", None)))

    found = find_reliability(PAIR, find_fates(book.query, PAIR, None, END))

    side = found.of("NOR")
    assert (side.kept, side.decided) == (8.0, 11)
    assert side.rate == pytest.approx(8 / 11)
    assert side.interval == pytest.approx((0.434, 0.903), abs=0.001)
    assert side.promises[Status.LAPSED] == ("p-09", "p-90")
    assert str(side) == (
        "NOR: 73 % of 11 decided promises kept (95 % interval 43 to 90 %); 1 cancelled, 1 open, 1 unknown"
    )
    assert (found.right.decided, found.right.rate) == (1, 0.0)
    with pytest.raises(KeyError):
        found.of("FIN")


# tracks -------------------------------------------------------------------------------------------------------------


def test_tracks_side_by_side_and_what_each_moved(book):
    book.occurrence("o-1", "2014-01-05")
    book.occurrence("o-2", "2014-01-06", level="official")
    book.occurrence("o-3", "2014-01-07", "AGREE", level="minister", issues='["territory","economy"]')
    book.occurrence("o-4", "2014-01-08", "CONCEDE", level="minister", issues='["territory"]')
    book.occurrence("o-5", "2014-01-08", "ACCUSE", level="minister", issues='["territory"]')
    book.occurrence("o-6", "2014-01-09", "SUPPORT", level="leader", modality="proposed")
    book.promise("p-1", "kept", (("NOR/kari-lunde", "foreign_minister"),), issues='["territory"]')
    book.promise("p-2", "lapsed", (("NOR/kari-lunde", "foreign_minister"),), issues='["territory"]')
    book.promise("p-3", "open", (("NOR/ola-vik", "head_of_government"),))
    fates = find_fates(book.query, PAIR, None, END)

    found = find_tracks(find_contacts(book.query, PAIR, None, END), find_moves(book.query, PAIR, None, END), fates)

    assert [track.level for track in found.rows] == [
        *(Level.LEADER, Level.MINISTER, Level.DEPUTY_MINISTER, Level.OFFICIAL),
    ]
    minister = found.at(Level.MINISTER)
    territory = minister.moved("territory")
    assert (territory.moves, territory.made, territory.kept, territory.lapsed) == (
        *(("o-3", "o-4"), ("p-1", "p-2"), ("p-1",), ("p-2",)),
    )
    assert minister.moved("economy").moves == ("o-3",)
    assert minister.contacts == ()
    assert found.at(Level.LEADER).contacts == ("o-1",)
    assert found.at(Level.LEADER).moved("-").made == ("p-3",)
    assert found.at(Level.PARLIAMENT).issues == ()
    assert [move.event_type for move in find_moves(book.query, PAIR, None, END)] == [EventType.AGREE, EventType.CONCEDE]


@pytest.mark.parametrize(
    ("givers", "expected"),
    [
        pytest.param(
            (("NOR/a-b", "head_of_government"), ("NOR/c-d", "minister")), Level.LEADER, id="of one side the highest"
        ),
        pytest.param(
            (("NOR/a-b", "head_of_government"), ("SWE/c-d", "minister")),
            Level.MINISTER,
            id="of two sides what both reach",
        ),
        pytest.param(
            (("NOR/a-b", "head_of_state"), ("SWE", None)), Level.LEADER, id="a state without a person is no lower side"
        ),
        pytest.param((("NOR", None), ("SWE", None)), Level.UNKNOWN, id="states alone tell no level"),
    ],
)
def test_the_level_of_a_promise(book, givers, expected):
    book.promise("p-1", "open", givers)

    (fate,) = find_fates(book.query, PAIR, None, END)

    assert fate.level is expected
    assert fate.givers == tuple(sorted({who[:3] for who, _ in givers}))


def test_a_promise_of_states_belongs_to_the_highest_contact_that_its_document_tells_of(book):
    reading, _ = book.promise("p-1", "open")
    common = {"actors": "[]", "recipients": "[]", "issues": "[]", "contexts": "[]", "more": "{}"}
    for name, kind, level, modality in (
        ("o-1", "CONSULT", "deputy_minister", "occurred"),
        ("o-2", "CONSULT", "minister", "occurred"),
        ("o-3", "CONSULT", "leader", "planned"),
        ("o-4", "AGREE", "leader", "occurred"),
    ):
        cells = {"id": name, "event_type": kind, "level": "unknown", "modality": modality}
        event = book.row("event", reading, "2014-01-10", **cells, **common)
        occurrence = book.occurrence(name, "2014-01-10", kind, level=level, modality=modality)
        book.store.insert("occurrence_report", ("occurrence", "event"), [(occurrence, event)])

    (fate,) = find_fates(book.query, PAIR, None, END)

    assert (fate.level, fate.by_office) == (Level.MINISTER, False)
