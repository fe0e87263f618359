"""Exports for programs that count coded events: PLOVER JSON, CAMEO dyad rows, GDELT's columns."""

import json
import sys
from datetime import date
from pathlib import Path

import jsonschema
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from export_book import ADMIRAL, FORMULA, READOUTS, RUSSIA, actor, code, event, fill, meet

from summitry.records import ActorKind, EventType, Modality
from summitry.show.export import export_ledger
from summitry.show.export.cells import restore
from summitry.show.export.codes import cameo_state, code_event, fips_state, goldstein_of, quad_class
from summitry.show.export.extract import Extract
from summitry.show.export.gdelt import COLUMNS_1, COLUMNS_2, fraction_date
from summitry.show.export.plover import FIELDS
from summitry.track.dyads import Dyad

ABE = actor("JPN/shinzo-abe", "Shinzo Abe", ActorKind.PERSON, "JPN", sector="GOV")
TEXT = {"type": ["string", "null"]}
ACTOR = {
    "type": "object",
    "required": ["name", "code", "country", "sector", "title", "office", "entity", "id"],
    "properties": {
        "name": {"type": "string"},
        "code": TEXT,
        "country": {"type": ["string", "null"], "pattern": "^[A-Z]{3}$"},
        "sector": {"type": ["string", "null"], "pattern": "^[A-Z]{3}"},
        "entity": {"type": ["string", "null"], "pattern": "^Q[0-9]+$"},
    },
}
EVENT = {
    "type": "object",
    "required": [*FIELDS, "summitry"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string", "pattern": "^o-[0-9a-f]{12}$"},
        "date": {"type": ["string", "null"], "pattern": r"^\d{4}-\d\d-\d\d$"},
        "actor": {"type": "array", "items": ACTOR, "minItems": 1},
        "recipient": {"type": "array", "items": ACTOR},
        "event": {"enum": [kind.value for kind in EventType]},
        "mode": TEXT,
        "context": {"type": "array", "items": {"type": "string"}},
        "event_loc": {"type": ["object", "null"], "required": ["name", "country", "latitude", "longitude"]},
        "quad_code": {"enum": [1, 2, 3, 4]},
        "event_scale": {"type": "number", "minimum": -10, "maximum": 10},
        "text_info": {"type": "object", "required": ["text", "language"]},
        "cite_info": {"type": "object", "required": ["title", "publisher", "published", "url", "document"]},
        "summitry": {"type": "object", "required": ["modality", "reports"]},
    },
}


def write(tmp_path: Path, name: str, readouts=READOUTS, **options) -> str:
    with fill(readouts=readouts) as ledger:
        export_ledger(ledger, name, tmp_path / name, **options)
    return (tmp_path / name).read_text(encoding="utf-8")


def table(text: str, columns: tuple[str, ...] | None = None) -> list[dict[str, str]]:
    lines = [line.split("\t") for line in text.removesuffix("\n").split("\n")]
    names = list(columns) if columns else lines.pop(0)
    return [dict(zip(names, line, strict=True)) for line in lines]


# PLOVER -----------------------------------------------------------------------------------------------------------------


def test_every_event_keeps_the_schema_of_the_manual(tmp_path: Path):
    events = json.loads(write(tmp_path, "plover"))
    jsonschema.validate(events, {"type": "array", "items": EVENT})
    assert all(tuple(event)[: len(FIELDS)] == FIELDS for event in events)


def test_an_event_says_what_the_ledger_says(tmp_path: Path):
    events = {event["id"]: event for event in json.loads(write(tmp_path, "plover"))}
    with fill() as ledger:
        entries = list(Extract(ledger).entries())
    assert set(events) == {entry.occurrence.id for entry in entries}
    for entry in entries:
        one, event = entry.occurrence, events[entry.occurrence.id]
        assert tuple(actor["id"] for actor in event["actor"]) == one.actors
        assert tuple(actor["id"] for actor in event["recipient"]) == one.recipients
        assert (event["event"], event["date"]) == (one.event_type, one.start and one.start.isoformat())
        assert tuple(report["key"] for report in event["summitry"]["reports"]) == one.reports
        assert event["text_info"]["text"] == entry.chief.words
    assert sum(len(event["summitry"]["reports"]) for event in events.values()) == len(READOUTS)


def test_what_did_not_take_place_has_an_auxiliary_mode(tmp_path: Path):
    modes = {event["summitry"]["modality"]: event["mode"] for event in json.loads(write(tmp_path, "plover"))}
    assert modes == {Modality.OCCURRED: None, Modality.DENIED: "negated"}


def test_bodies_have_the_names_of_the_manual(tmp_path: Path):
    actors = {one["id"]: one for event in json.loads(write(tmp_path, "plover")) for one in event["actor"]}
    assert (actors["EUE"]["country"], actors["JPN"]["entity"], actors["JPN/kei-mori"]["code"]) == (
        "EUR",
        "Q17",
        "JPNMIL",
    )


# CAMEO ------------------------------------------------------------------------------------------------------------------


def test_a_meeting_stands_once_in_each_direction_however_many_tell_of_it(tmp_path: Path):
    rows = [row for row in table(write(tmp_path, "cameo")) if row["place"] == "Arica"]
    assert [(row["source"], row["target"], row["mutual"]) for row in rows] == [
        ("PERGOV", "CHLGOV", "1"),
        ("CHLGOV", "PERGOV", "1"),
    ]
    assert {(row["cameo"], row["goldstein"], row["mentions"], row["sources"]) for row in rows} == {
        ("036", "4.0", "2", "2")
    }


def test_an_act_toward_another_stands_once_a_source(tmp_path: Path):
    rows = [row for row in table(write(tmp_path, "cameo")) if row["cameo"] == "163"]
    assert [(row["source"], row["target"], row["mutual"]) for row in rows] == [
        ("IGOEUREEC", "RUS", "0"),
        ("ROMGOV", "RUS", "0"),
    ]


def test_a_state_named_beside_its_own_people_is_no_second_source(tmp_path: Path):
    rows = [row for row in table(write(tmp_path, "cameo")) if row["cameo"] == "111"]
    assert [(row["source"], row["target"], row["place"], row["country"]) for row in rows] == [
        ("JPNMIL", "RUS", "Kunashir", "")
    ]


@pytest.mark.parametrize(
    ("actors", "pairs"),
    [
        pytest.param((ADMIRAL, ABE, RUSSIA), 4, id="two of one state meet a third, not each other"),
        pytest.param((ADMIRAL, ABE), 2, id="two of one state meet each other where nobody else is there"),
    ],
)
def test_who_of_one_state_deals_with_whom(tmp_path: Path, actors, pairs):
    told = code("They met.", event(EventType.CONSULT, tuple(one.id for one in actors), cameo="040"), *actors)
    rows = table(write(tmp_path, "cameo", (told,)))
    assert len({(row["source"], row["target"]) for row in rows}) == len(rows) == pairs


def test_what_did_not_take_place_is_counted_and_left_out(tmp_path: Path):
    with fill() as ledger:
        written = export_ledger(ledger, "cameo", tmp_path / "c")
    assert [number for reason, number in written.left_out if "denied" in reason] == [1]


def test_only_lines_of_the_pair_that_is_asked_for(tmp_path: Path):
    rows = table(write(tmp_path, "cameo", dyad="EUE-RUS"))
    assert {(row["source_country"], row["target_country"]) for row in rows} == {("EUE", "RUS")}


def test_a_name_that_is_a_formula_is_defused(tmp_path: Path):
    text = write(tmp_path, "cameo")
    assert f"\t{FORMULA}" not in text
    names = [row["source_name"] for row in table(text) if row["source"] == "ROMGOV"]
    assert [restore(name) for name in names] == [FORMULA]


# GDELT ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "columns", "added"), [("gdelt1", COLUMNS_1, 8), ("gdelt2", COLUMNS_2, 14)])
def test_every_line_has_the_columns_of_gdelt(tmp_path: Path, name, columns, added):
    assert len(columns) == {"gdelt1": 58, "gdelt2": 61}[name]
    rows = table(write(tmp_path, name), columns)
    ids = [row["GLOBALEVENTID"] for row in rows]
    assert len(set(ids)) == len(ids)
    for row in rows:
        assert 0 < int(row["GLOBALEVENTID"]) < 1 << 63
        assert (len(row["SQLDATE"]), len(row["DATEADDED"])) == (8, added)
        assert row["SQLDATE"].startswith(row["MonthYear"])
        assert row["MonthYear"].startswith(row["Year"])
        assert row["EventCode"].startswith(row["EventBaseCode"])
        assert row["EventBaseCode"].startswith(row["EventRootCode"])
        assert int(row["QuadClass"]) == quad_class(row["EventCode"])
        assert float(row["GoldsteinScale"]) == goldstein_of(row["EventCode"])
        assert row["IsRootEvent"] in {"0", "1"}
        assert {row["Actor1Geo_Type"], row["Actor2Geo_Type"]} == {"0"}


def test_the_columns_stand_where_gdelt_has_them():
    assert [COLUMNS_2.index(name) for name in ("SQLDATE", "Actor1Code", "Actor2Code", "EventCode", "NumArticles")] == [
        1,
        5,
        15,
        26,
        33,
    ]
    assert (COLUMNS_2.index("ActionGeo_Lat"), COLUMNS_2[-1], COLUMNS_1[-1]) == (56, "SOURCEURL", "SOURCEURL")
    assert COLUMNS_1.index("ActionGeo_Lat") == 53
    assert set(COLUMNS_2) - set(COLUMNS_1) == {f"{who}Geo_ADM2Code" for who in ("Actor1", "Actor2", "Action")}


def test_merged_reports_are_the_mentions_of_one_event(tmp_path: Path):
    rows = [row for row in table(write(tmp_path, "gdelt2"), COLUMNS_2) if row["ActionGeo_FullName"] == "Arica"]
    assert {(row["NumMentions"], row["NumSources"], row["NumArticles"]) for row in rows} == {("2", "2", "2")}
    assert {(row["ActionGeo_CountryCode"], row["ActionGeo_Lat"], row["ActionGeo_Long"]) for row in rows} == {
        ("CI", "-18.48", "-70.33")
    }


def test_a_disputed_place_has_no_country(tmp_path: Path):
    (row,) = [row for row in table(write(tmp_path, "gdelt2"), COLUMNS_2) if row["ActionGeo_FullName"] == "Kunashir"]
    assert (row["ActionGeo_CountryCode"], row["ActionGeo_Lat"]) == ("", "44.1")


def test_numbers_of_events_outlive_what_is_added_later(tmp_path: Path):
    before = {line.split("\t")[0] for line in write(tmp_path, "gdelt1").splitlines()}
    more = (*READOUTS, meet(date(2014, 6, 1), place="Tacna"))
    assert before < {line.split("\t")[0] for line in write(tmp_path, "gdelt1", more).splitlines()}


@pytest.mark.parametrize(
    ("code", "quad"),
    [("010", 1), ("057", 1), ("061", 2), ("0861", 2), ("090", 3), ("138", 3), ("140", 4), ("204", 4)],
)
def test_the_classes_of_gdelt(code, quad):
    assert quad_class(code) == quad


def test_days_as_parts_of_a_year():
    assert [fraction_date(date(2014, *day)) for day in ((1, 1), (2, 8), (12, 31))] == [
        "2014.0027",
        "2014.1041",
        "2014.9890",
    ]


def test_codes_of_states_are_those_of_the_formats():
    assert (cameo_state("ROU"), cameo_state("TLS"), cameo_state("JPN"), cameo_state("SSD")) == (
        "ROM",
        "TMP",
        "JPN",
        "SSD",
    )
    assert (fips_state("JPN"), fips_state("CHL"), fips_state("---"), fips_state(None)) == ("JA", "CI", "", "")


def test_an_event_without_a_code_has_the_general_one_of_its_type():
    with fill(readouts=(meet(date(2014, 2, 8)),)) as ledger:
        (entry,) = Extract(ledger, Dyad("CHL", "PER")).entries()
    bare = type(entry.occurrence)(
        **{name: getattr(entry.occurrence, name) for name in entry.occurrence.__slots__} | {"cameo": None}
    )
    assert code_event(bare) == "040"
