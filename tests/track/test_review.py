"""People's decisions: they outrank the machine, can be undone, exchanged, and outlive a recoding."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from readouts import meet, recode

from summitry.errors import LedgerError
from summitry.records import Level, Modality, Span
from summitry.track.corrections import Action
from summitry.track.forgetting import forget
from summitry.track.ledger import Ledger, open_ledger
from summitry.track.review import (
    correct,
    export_decisions,
    import_decisions,
    list_pairs,
    list_rows,
    load_rulings,
    measure_agreement,
    merge,
    rule,
    split,
    undo,
)
from summitry.track.values import Judgement

DAY = date(2014, 2, 8)
ONE = meet(DAY)
OTHER = meet(DAY, publisher="Andes Daily", published=date(2014, 2, 9))
APART = meet(date(2014, 5, 3), place="Cusco")


def key(readout) -> str:
    return f"{readout.document.id[:16]}/e-1"


def test_a_rejected_event_leaves_the_occurrences_and_comes_back_when_undone(ledger: Ledger):
    ledger.add(ONE, OTHER)
    before = ledger.fingerprint()
    made = correct(ledger, "events", key(ONE), Action.REJECT, person="ana")
    (left,) = ledger.occurrences("PER-CHL")
    assert left.reports == (key(OTHER),)
    undo(ledger, made.id)
    assert ledger.fingerprint() == before


def test_an_edited_field_counts_everywhere(ledger: Ledger):
    ledger.add(ONE)
    correct(
        ledger,
        "events",
        key(ONE),
        Action.EDIT,
        person="ana",
        field="level",
        new='"minister"',
        note="it was the ministers",
    )
    (found,) = ledger.occurrences("PER-CHL")
    assert found.level is Level.MINISTER
    assert ledger.store.query("SELECT level FROM event") == [("leader",)]


def test_an_accepted_row_is_certain_and_leaves_the_queue(ledger: Ledger):
    ledger.add(ONE)
    (doubtful,) = list_rows(ledger, "CHL-PER")
    assert (doubtful.list, doubtful.told.row.confidence) == ("positions", 0.4)
    correct(ledger, "positions", doubtful.told.key, Action.ACCEPT, person="ana")
    assert list_rows(ledger) == []
    assert [told.row.confidence for told in ledger.rows("PER-CHL", "positions")] == [1.0]


@pytest.mark.parametrize(
    ("field", "new", "said"),
    [
        pytest.param("colour", '"red"', "no field 'colour'", id="no such field"),
        pytest.param("level", '"king"', "level cannot be", id="a value it cannot have"),
        pytest.param("level", "leader", "level cannot be", id="a value that is no JSON"),
        pytest.param("evidence", "[[0, 1]]", "no field 'evidence'", id="evidence is not a matter of opinion"),
    ],
)
def test_an_edit_that_does_not_fit_is_refused(ledger: Ledger, field, new, said):
    ledger.add(ONE)
    before = ledger.fingerprint()
    with pytest.raises(LedgerError, match=said):
        correct(ledger, "events", key(ONE), Action.EDIT, person="ana", field=field, new=new)
    assert ledger.fingerprint() == before


def test_a_person_parts_what_the_machine_joined_and_joins_what_it_parted(ledger: Ledger):
    ledger.add(ONE, OTHER, APART)
    joined, _ = ledger.occurrences("PER-CHL")
    split(ledger, joined.id, [key(OTHER)], person="ana")
    assert len(ledger.occurrences("PER-CHL")) == 3
    merge(ledger, *(one.id for one in ledger.occurrences("PER-CHL") if one.reports != (key(OTHER),)), person="ana")
    found = {frozenset(one.reports) for one in ledger.occurrences("PER-CHL")}
    assert found == {frozenset({key(ONE), key(APART)}), frozenset({key(OTHER)})}
    ledger.add(
        meet(
            DAY,
            publisher="Andes Daily",
            published=date(2014, 2, 10),
            more="One more report of it, in other words again.",
        )
    )
    assert all(not {key(ONE), key(OTHER)} <= set(one.reports) for one in ledger.occurrences("PER-CHL"))


def test_a_ruling_can_be_undone(ledger: Ledger):
    ledger.add(ONE, OTHER)
    before = ledger.fingerprint()
    made = rule(ledger, key(ONE), key(OTHER), Judgement.DIFFERENT, person="ana")
    assert len(ledger.occurrences("PER-CHL")) == 2
    undo(ledger, made.id)
    assert ledger.fingerprint() == before


def test_decisions_outlive_a_recoding_that_gives_rows_other_ids(ledger: Ledger):
    ledger.add(ONE, OTHER)
    correct(ledger, "events", key(ONE), Action.EDIT, person="ana", field="level", new='"minister"')
    rule(ledger, key(ONE), key(OTHER), Judgement.DIFFERENT, person="ana")
    spans = tuple(Span(start + 2, end) for start, end in ONE.events[0].evidence)
    ledger.add(recode(ONE, "2", id="e-7", modality=Modality.ONGOING, evidence=spans))
    found = {one.reports[0]: one for one in ledger.occurrences("PER-CHL")}
    assert set(found) == {key(ONE).replace("e-1", "e-7"), key(OTHER)}
    assert found[key(ONE).replace("e-1", "e-7")].level is Level.MINISTER


def test_decisions_come_before_their_documents(tmp_path: Path):
    with open_ledger(str(tmp_path / "one.db")) as first, open_ledger(str(tmp_path / "two.db")) as second:
        first.add(ONE, OTHER)
        correct(first, "events", key(ONE), Action.REJECT, person="ana")
        rule(first, key(ONE), key(OTHER), Judgement.DIFFERENT, person="ben")
        lines = export_decisions(first)
        assert import_decisions(second, lines) == (2, 0)
        second.add(ONE, OTHER)
        assert second.fingerprint() == first.fingerprint()
        assert import_decisions(second, lines) == (0, 2)
        assert export_decisions(second) == lines


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("{", id="no JSON"),
        pytest.param('{"kind": "opinion"}', id="no such kind"),
        pytest.param('{"kind": "ruling", "id": "x"}', id="fields missing"),
        pytest.param("[1]", id="no object"),
    ],
)
def test_a_line_that_is_no_decision_is_named(ledger: Ledger, line):
    with pytest.raises(LedgerError, match="line 1"):
        import_decisions(ledger, [line])


def test_two_reviewers_are_compared(ledger: Ledger):
    ledger.add(ONE, OTHER, APART)
    for person, verdicts in (("ana", "ARA"), ("ben", "ARR")):
        for readout, verdict in zip((ONE, OTHER, APART), verdicts, strict=True):
            action = Action.ACCEPT if verdict == "A" else Action.REJECT
            correct(ledger, "statements", key(readout).replace("e-1", "s-1"), action, person=person)
    found = measure_agreement(ledger, "ana", "ben")
    assert (found.items, found.agreed, round(found.kappa, 2)) == (3, 2, 0.4)


def test_an_unknown_row_or_decision_is_named(ledger: Ledger):
    with pytest.raises(LedgerError, match="no row 'abc/e-1'"):
        correct(ledger, "events", "abc/e-1", Action.ACCEPT, person="ana")
    with pytest.raises(LedgerError, match="'nothing'"):
        undo(ledger, "nothing")
    with pytest.raises(LedgerError, match="no list"):
        correct(ledger, "opinions", "abc/e-1", Action.ACCEPT, person="ana")


def test_doubtful_pairs_come_before_a_person_once(ledger: Ledger):
    ledger.add(ONE, OTHER)
    ledger.store.execute("UPDATE edge SET judgement = 'unsure', score = 0.5")
    (pair,) = list_pairs(ledger, "CHL-PER")
    rule(ledger, pair.left.key, pair.right.key, Judgement.SAME, person="ana")
    assert list_pairs(ledger, "CHL-PER") == []
    assert [one.person for one in load_rulings(ledger.store)] == ["ana"]


def test_what_is_forgotten_is_found_nowhere(tmp_path: Path):
    file, marker = tmp_path / "talks.db", "zanzibarquartz"
    secret = meet(DAY, publisher="Andes Daily", more=f"A {marker} was seen. " * 50)
    secret = replace(secret, document=replace(secret.document, title=marker, url=f"https://{marker}.example"))
    with open_ledger(str(file)) as ledger:
        ledger.add(ONE, APART)
        kept = ledger.fingerprint()
        ledger.add(secret)
        correct(ledger, "events", key(secret), Action.ACCEPT, person="ana", note=marker)
        rule(ledger, key(secret), key(ONE), Judgement.SAME, person="ana", note=marker)
        assert forget(ledger, "Andes Daily") == 1
        assert ledger.fingerprint() == kept
        left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
        assert marker.encode() not in left
        assert secret.document.id[:16].encode() not in left
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert marker.encode() not in left


def test_forgetting_by_document_and_by_unknown_name(ledger: Ledger):
    ledger.add(ONE, APART)
    assert forget(ledger, ONE.document.id[:12]) == 1
    assert ledger.count()["documents"] == 1
    with pytest.raises(LedgerError, match="Nobody"):
        forget(ledger, "Nobody")


def test_decisions_are_lines_of_json_with_who_and_when(ledger: Ledger):
    ledger.add(ONE)
    correct(ledger, "events", key(ONE), Action.ACCEPT, person="ana")
    (line,) = export_decisions(ledger)
    said = json.loads(line)
    assert (said["kind"], said["person"], said["row"]) == ("correction", "ana", key(ONE))
    assert said["at"][:2] == "20"
