"""What a name means, and the rows that say so."""

import json

import pytest

from summitry.errors import TableError
from summitry.knowledge.describe import describe_row
from summitry.knowledge.explain import explain
from summitry.records import Office


def tables(answer):
    return {row.table for row in answer.evidence}


def test_a_family_name_is_its_holder_of_the_day_with_the_row_that_says_so():
    answer = explain("Abe", "2014-02-08")

    assert (answer.resolution.id, answer.resolution.office, answer.resolution.country) == (
        "JPN/shinzo-abe",
        Office.HEAD_OF_GOVERNMENT,
        "JPN",
    )
    first = answer.evidence[0]
    assert (first.table, first.layer, first.cells["start"]) == ("tenures", "built-in", "2012-12-26")
    assert first.words == "Shinzo Abe, Prime Minister of Japan from 2012-12-26 to 2020-09-16"
    assert first.source
    assert first.checked


def test_the_line_is_the_line_of_the_file():
    from importlib import resources

    row = explain("Abe", "2014-02-08").evidence[0]
    lines = resources.files("summitry").joinpath(row.file).read_text(encoding="utf-8").splitlines()

    assert lines[row.line - 1].startswith(
        "JPN/shinzo-abe,Shinzo Abe,Abe,JPN,head_of_government,Prime Minister,2012-12-26"
    )


def test_a_disputed_place_shows_claimants_administrator_and_both_names():
    answer = explain("Etorofu")

    spot = answer.spots[0]
    assert set(spot.location.claimants) == {"JPN", "RUS"}
    assert (spot.location.administrator, spot.location.country) == ("RUS", "---")
    assert dict(spot.names_by) == {"RUS": ("Iturup",), "JPN": ("Etorofu",)}
    assert spot.start == "1945"
    assert "disputes" in tables(answer)
    assert sum(one.location.name == "Iturup" for one in answer.spots) == 1


@pytest.mark.parametrize(
    ("name", "on", "expected", "rows"),
    [
        pytest.param("the Kremlin", "2014-02-08", "RUS", {"aliases", "states"}, id="a residence has its alias and its state"),
        pytest.param("NATO", None, "NAT", {"aliases", "organisations"}, id="a body has its alias and its own row"),
        pytest.param("Japanese Prime Minister", "2014-02-08", "JPN/shinzo-abe", {"tenures", "aliases", "offices"}, id="a title has spell, adjective and office"),
        pytest.param("Sergei Lavrov", "2014-02-08", "RUS/sergei-lavrov", {"tenures"}, id="a full name needs no title"),
    ],
)  # fmt: skip
def test_evidence(name, on, expected, rows):
    answer = explain(name, on)

    assert answer.resolution.id == expected
    assert rows <= tables(answer)


def test_people_of_one_name_are_all_candidates():
    answer = explain("Clinton")

    assert answer.resolution is None
    assert {one.id for one in answer.candidates} >= {"USA/bill-clinton", "USA/hillary-clinton"}
    assert answer.known


def test_the_answer_is_no_candidate_besides():
    answer = explain("Abe", "2014-02-08")

    assert answer.resolution.id not in {one.id for one in answer.candidates}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("Lavrv", "Lavrov", id="a letter missing"),
        pytest.param("Kremlim", "Kremlin", id="another letter"),
        pytest.param("Sochhi", "Sochi", id="a letter too many"),
    ],
)
def test_near_spellings_of_what_is_not_known(typed, meant):
    assert meant in explain(typed).suggestions


@pytest.mark.parametrize(
    "name", ["", " ", "xq", "zzzqqqxxx", "¿?", "\x1b[31m", "q" * 100_000], ids=lambda name: repr(name[:10])
)
def test_what_is_not_known_is_an_answer_too(name):
    answer = explain(name)

    assert not answer.known
    assert answer.evidence == ()


def test_a_date_that_is_none_is_refused():
    with pytest.raises(TableError, match="'soon' is no ISO date"):
        explain("Abe", "soon")


def test_a_correction_stands_in_the_evidence(tmp_path):
    layer = tmp_path / "corrections"
    layer.mkdir()
    (layer / "tenures.csv").write_text(
        "person,country,office,title,start,end,source,checked\n"
        "JPN/shinzo-abe,JPN,head_of_government,Prime Minister,2012-12-26,2020-09-17,my archive,2026-01-02\n",
        encoding="utf-8",
    )

    row = explain("Abe", "2020-09-17", (layer,)).evidence[0]

    assert (row.layer, row.replaced, row.source, row.line) == ("corrections", ("built-in",), "my archive", 2)
    assert row.file == str(layer / "tenures.csv")


def test_the_answer_as_json_has_its_form():
    answer = explain("Etorofu", "2014-02-08").to_dict()

    assert json.loads(json.dumps(answer)) == answer
    assert list(answer) == ["format", "name", "on", "answer", "candidates", "places", "evidence", "suggestions"]
    assert (answer["format"], answer["on"]) == ("summitry.world/1", "2014-02-08")
    assert set(answer["places"][0]) == {
        "name", "kind", "country", "latitude", "longitude", "names", "claimants", "administrator", "names_by", "start", "end",
    }  # fmt: skip
    assert set(answer["evidence"][0]) == {
        "table", "row", "layer", "replaces", "file", "words", "source", "checked", "cells",
    }  # fmt: skip
    assert set(explain("Abe", "2014-02-08").to_dict()["answer"]) == {
        "id", "name", "kind", "country", "office", "level", "title", "reason",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("table", "row", "words"),
    [
        ("aliases", {"alias": "Brits", "target": "GBR", "kind": "demonym_plural"}, "“Brits” is the people of the United Kingdom"),
        ("membership", {"member": "NOR", "organisation": "NAT", "valid_from": "1949"}, "Norway is a member of the Alliance since 1949"),
        ("titles", {"title": "chancellor", "country": "", "office": "head_of_government"}, "“chancellor” is a title anywhere (head of government)"),
        ("offices", {"title": "Prime Minister", "country": "NOR", "office": "head_of_government", "executive": "yes"}, "Prime Minister is an office of Norway (head of government), which leads its executive"),
        ("places", {"name": "Aden", "country": "---", "kind": "island", "aliases": ""}, "Aden: an island"),
        ("tenures", {"name": "Ann Vik", "title": "", "office": "foreign_minister", "country": "NOR", "start": "2001", "end": "", "note": "acting"}, "Ann Vik, foreign minister of Norway (acting) since 2001"),
        ("disputes", {"name": "Reef", "claimants": "NOR;GBR", "administrator": ""}, "Reef: claimed by Norway and the United Kingdom, administered by none of them alone"),
        ("senses", {"name": "ADB", "usual": "yes", "meaning": "the bank", "target": "NAT"}, "“ADB” usually means the bank"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " not in value else "",
)  # fmt: skip
def test_a_row_in_words(table, row, words):
    assert describe_row(table, row, {"NOR": "Norway", "GBR": "United Kingdom", "NAT": "the Alliance"}) == words


def test_a_dispute_that_was_over_is_told_without_claimants():
    then, later = explain("Bakassi", "2000-01-01"), explain("Bakassi", "2020-01-01")

    assert then.spots[0].location.claimants == ("CMR", "NGA")
    (spot,) = later.spots
    assert (spot.location.country, spot.location.claimants, spot.end) == ("CMR", (), "2008")
    assert "disputes" in {row.table for row in later.evidence}


@pytest.mark.parametrize(
    ("on", "shown"), [pytest.param(None, True, id="no day"), pytest.param("2014-02-08", False, id="the day decides")]
)
def test_the_row_that_marks_the_best_known_bearer_is_shown_where_it_counts(on, shown):
    assert ("senses" in {row.table for row in explain("Abe", on).evidence}) is shown


def test_a_state_of_the_gazetteer_lies_in_no_other():
    row = next(row for row in explain("Macedonia", "2023-01-01").evidence if row.table == "gazetteer")
    assert row.words == "North Macedonia: a state"
