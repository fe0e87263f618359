"""Other people's lists as a layer: what is new is added, what is known is counted, what is doubtful is set aside."""

import csv
import json
import struct
from datetime import date

import pytest

from summitry.errors import TableError
from summitry.knowledge.check import check_world
from summitry.knowledge.importers import Format, detect, import_file
from summitry.knowledge.importers.save import QUARANTINE
from summitry.knowledge.layers import list_layers
from summitry.knowledge.tables import read_csv, read_text
from summitry.knowledge.world import open_world

DAY = date(2026, 1, 2)
LIST = "country,snapshot,position,person,wikidata,start,end"


def put(folder, name, *lines, encoding="utf-8"):
    path = folder / name
    path.write_bytes(("\n".join(lines) + "\n").encode(encoding))
    return path


def take(file, world, **options):
    return import_file(file, world, today=DAY, **options)


def rows(done, table="tenures.csv"):
    path = done.layer / table
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines())) if path.exists() else []


def reasons(done):
    if done.quarantine is None:
        return {}
    found = csv.DictReader(done.quarantine.read_text(encoding="utf-8").splitlines())
    return {int(row["line"]): row["reason"] for row in found}


@pytest.fixture
def world(tmp_path):
    return tmp_path / "world"


def test_a_new_holder_is_added_and_found(tmp_path, world):
    file = put(tmp_path, "list.csv", LIST, "norway,2022-07-28,Minister of Fisheries,Ann Vik,Q1,2016-05,2017-01-03")

    done = take(file, world)

    assert (done.form, done.added, done.read, done.quarantine) == (Format.EVERYPOLITICIAN, 1, 1, None)
    assert rows(done) == [
        {
            "person": "NOR/ann-vik",
            "name": "Ann Vik",
            "family_name": "Vik",
            "country": "NOR",
            "office": "minister",
            "title": "Minister of Fisheries",
            "start": "2016-05",
            "end": "2017-01-03",
            "variants": "",
            "note": "",
            "source": "everypolitician: list.csv",
            "checked": "2026-01-02",
        }
    ]
    found = open_world(list_layers(world)).resolve("Ann Vik", "2016-06-01")
    assert (found.id, found.title) == ("NOR/ann-vik", "Minister of Fisheries")
    assert check_world(list_layers(world), packaged=False) == ()


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        pytest.param("japan,,Prime Minister,Shinzo Abe,,2012-12-26,2020-09-16", "known", id="the same days"),
        pytest.param("japan,,Prime Minister,Shinzō Abe,,2012-12-24,2020-09-18", "known", id="a few days apart, in another spelling"),
        pytest.param("japan,,Prime Minister of Japan,Abe Shinzo,,2014-12-24,2017-11-01", "known", id="one of several terms, in the other order"),
        pytest.param("japan,,Prime Minister,Shinzo Abe,,2012-12-26,", "known", id="no end where the tables have one"),
        pytest.param("japan,,Prime Minister,Shinzo Abe,,2012-12-26,2021-09-16", "contradicts the tables", id="another end"),
        pytest.param("japan,,Prime Minister,Ann Vik,,2013-12-26,2014-12-26", "another holder in the tables", id="somebody else"),
        pytest.param("atlantis,,Prime Minister,Ann Vik,,2013-12-26,", "unknown state", id="no such state"),
        pytest.param("japan,,Keeper of the Bees,Ann Vik,,2013-12-26,", "unknown position", id="no such position"),
        pytest.param("japan,,Governor of the Province of Nowhere,Ann Vik,,2013-12-26,", "unknown position", id="a province is not the state"),
        pytest.param("japan,,Minister of Bees,安倍,,2013-12-26,", "no name", id="a name in other letters"),
        pytest.param("japan,,Minister of Bees,Ann Vik,,,", "no start", id="no start"),
        pytest.param("japan,,Minister of Bees,Ann Vik,,May 2013,", "no date", id="a date in words"),
        pytest.param("japan,,Minister of Bees,Ann Vik,,2013-02-30,", "no date", id="a day that is none"),
        pytest.param("japan,,Minister of Bees,Ann Vik,,2014-02-01,2013-02-01", "ends before it starts", id="an end before the start"),
        pytest.param("japan,,Minister of Bees,Ann Vik", "broken row", id="too few cells"),
        pytest.param(f"japan,,Minister of Bees,{'x' * 5000},,2014-02-01,", "broken row", id="a cell without end"),
    ],
)  # fmt: skip
def test_rows_beside_a_good_one(tmp_path, world, row, kind):
    good = "norway,,Minister of Fisheries,Ann Vik,Q1,2016-05,2017-01-03"

    done = take(put(tmp_path, "list.csv", LIST, row, good), world)

    assert done.added == 1
    assert (done.known, dict(done.refused)) == ((1, {}) if kind == "known" else (0, {kind: 1}))
    assert set(reasons(done)) == (set() if kind == "known" else {2})


def test_an_end_that_the_tables_lack_is_added_under_our_key(tmp_path, world):
    lasting = next(
        row
        for row in csv.DictReader(read_text("world/tenures.csv").splitlines())
        if row["office"] == "foreign_minister" and not row["end"] and not row["note"] and len(row["start"]) == 10
    )
    line = f"{lasting['country']},,{lasting['title']},{lasting['name']},,{lasting['start']},2026-01-01"

    done = take(put(tmp_path, "list.csv", LIST, line), world)

    assert (done.added, done.updated) == (0, 1)
    assert [(row["person"], row["start"], row["end"]) for row in rows(done)] == [
        (lasting["person"], lasting["start"], "2026-01-01")
    ]
    layered = open_world(list_layers(world))
    assert [t.end for t in layered.spells(lasting["person"]) if t.start.isoformat() == lasting["start"]] == [
        date(2026, 1, 1)
    ]


def test_rows_of_a_file_that_repeat_or_contradict_each_other(tmp_path, world):
    row = "norway,,Minister of Fisheries,Ann Vik,,2016-05-01,"
    done = take(put(tmp_path, "list.csv", LIST, f"{row}2017-01-03", f"{row}2017-01-03", f"{row}2018-01-03"), world)

    assert (done.added, done.repeated, dict(done.refused)) == (1, 1, {"contradicts another row": 1})
    assert "line 2 has the same spell ending 2017-01-03" in reasons(done)[4]


def test_an_acting_holder_keeps_the_word(tmp_path, world):
    done = take(put(tmp_path, "list.csv", LIST, "norway,,Acting Minister of Fisheries,Ann Vik,,2016,2017"), world)

    assert [(row["title"], row["note"]) for row in rows(done)] == [("Minister of Fisheries", "acting")]


def test_family_names_follow_the_order_of_the_state(tmp_path, world):
    lines = ("china,,Minister of Fisheries,Bo Lin,,2016,2017", "norway,,Minister of Fisheries,Ann Vik III,,2016,2017")
    done = take(put(tmp_path, "list.csv", LIST, *lines), world)

    assert [row["family_name"] for row in rows(done)] == ["Bo", "Vik"]


def test_the_file_of_one_state_is_named_after_it(tmp_path, world):
    file = put(tmp_path, "south-korea.csv", "position,person,start,end", "Minister of Fisheries,Bo Lin,2016,2017")

    assert [row["country"] for row in rows(take(file, world))] == ["KOR"]


WIKIDATA = {
    "person": "http://www.wikidata.org/entity/Q1",
    "personLabel": "Ann Vik",
    "positionLabel": "Minister of Fisheries of Norway",
    "country": "http://www.wikidata.org/entity/Q20",
    "start": "2016-01-01T00:00:00Z",
    "startPrecision": "9",
    "end": "2017-03-02T00:00:00Z",
}


@pytest.mark.parametrize("form", ["bindings", "flat", "csv"])
def test_wikidata_in_its_three_forms(tmp_path, world, form):
    if form == "csv":
        file = put(tmp_path, "query.csv", ",".join(WIKIDATA), ",".join(WIKIDATA.values()))
    else:
        bound = {column: {"type": "literal", "value": value} for column, value in WIKIDATA.items()}
        value = {"head": {"vars": [*WIKIDATA]}, "results": {"bindings": [bound]}} if form == "bindings" else [WIKIDATA]
        file = put(tmp_path, "query.json", json.dumps(value))

    done = take(file, world)

    assert done.form is Format.WIKIDATA
    assert [(row["person"], row["office"], row["start"], row["end"]) for row in rows(done)] == [
        ("NOR/ann-vik", "minister", "2016", "2017-03-02")
    ]


def test_wikidatas_people_without_label_and_unknown_times(tmp_path, world):
    blank = {**WIKIDATA, "end": "http://www.wikidata.org/.well-known/genid/4f", "startPrecision": "11"}
    file = put(tmp_path, "q.json", json.dumps([blank, {**WIKIDATA, "personLabel": "Q77"}, "nonsense"]))

    done = take(file, world)

    assert [(row["start"], row["end"]) for row in rows(done)] == [("2016-01-01", "")]
    assert dict(done.refused) == {"person has no label": 1, "broken row": 1}


def test_reign_gives_months_and_the_office_that_leads(tmp_path, world):
    header = "stateabb,ccode,leadid,leader,sdate,smonth,syear,emonth,eyear,,,notes"
    lines = (
        'NOR,385,x,"Vik, Ann (2nd time)",2,1,1907,10,1908,,,',
        "JPN,740,y,Shinzo Abe,26,12,2012,9,2020,,,",
        "???,999,z,Nobody,26,12,2012,9,2020,,,",
    )
    done = take(put(tmp_path, "reign.csv", header, *lines), world)

    assert (done.form, done.known, dict(done.refused)) == (Format.REIGN, 1, {"unknown state": 1})
    assert [(row["name"], row["office"], row["start"], row["end"]) for row in rows(done)] == [
        ("Ann Vik", "head_of_government", "1907-01-02", "1908-10")
    ]


def test_archigos_as_text_leaves_open_what_lasts_until_its_end(tmp_path, world):
    header = "obsid\tleadid\tccode\tidacr\tleader\tstartdate\tenddate"
    lines = (
        "JPN-2012\ta\t740\tJPN\tAbe\t2012-12-26\t2015-12-31",
        "NOR-1907\tb\t385\tNOR\tVik\t1907-01-02\t1908-10-03",
    )
    done = take(put(tmp_path, "archigos.tsv", header, *lines), world)

    assert (done.form, done.known, done.quarantine) == (Format.ARCHIGOS, 1, None)
    assert [row["person"] for row in rows(done)] == ["NOR/vik"]


def stata(records, release="118", cut=0):
    """A small Stata file with the columns leadid, leader, ccode, startdate, enddate."""
    columns = [
        ("leadid", 4, "4s"),
        ("leader", 20, "20s"),
        ("ccode", 65529, "h"),
        ("startdate", 10, "10s"),
        ("enddate", 10, "10s"),
    ]
    body = b"".join(
        struct.pack(
            "<" + "".join(code for _, _, code in columns), *(v.encode() if isinstance(v, str) else v for v in one)
        )
        for one in records
    )
    parts = [
        f"<header><release>{release}</release><byteorder>LSF</byteorder><K>".encode()
        + struct.pack("<H", len(columns))
        + b"</K>",
        b"<N>" + struct.pack("<Q", len(records)) + b"</N></header>",
        b"<variable_types>" + b"".join(struct.pack("<H", kind) for _, kind, _ in columns) + b"</variable_types>",
        b"<varnames>" + b"".join(name.encode().ljust(129, b"\0") for name, _, _ in columns) + b"</varnames>",
        b"<data>" + body[: len(body) - cut] + (b"" if cut else b"</data></stata_dta>"),
    ]
    return b"<stata_dta>" + b"".join(parts)


def test_archigos_as_the_stata_file_that_it_is_published_as(tmp_path, world):
    file = tmp_path / "archigos.dta"
    file.write_bytes(
        stata([("a", "Vik", 385, "1907-01-02", "1908-10-03"), ("b", "Abe", 740, "2012-12-26", "2015-12-31")])
    )

    done = take(file, world)

    assert (done.form, done.added, done.known) == (Format.ARCHIGOS, 1, 1)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(stata([("a", "Vik", 385, "1907-01-02", "")], release="115"), "its format is 115", id="another release"),
        pytest.param(stata([("a", "Vik", 385, "1907-01-02", "")], cut=9), "it is cut off", id="cut off"),
        pytest.param(b"<stata_dta><header>", "export the table as CSV", id="hardly begun"),
    ],
)  # fmt: skip
def test_a_stata_file_that_cannot_be_read_says_what_to_do(tmp_path, world, data, reason):
    file = tmp_path / "archigos.dta"
    file.write_bytes(data)

    with pytest.raises(TableError, match=reason):
        take(file, world)


@pytest.mark.parametrize(
    ("lines", "table", "count"),
    [
        pytest.param(("alias,target,kind", "Freedonia,NOR,name"), "aliases.csv", 1, id="aliases"),
        pytest.param(("name,country,kind,latitude,longitude", "Freedom City,NOR,city,1,2", "Odd City,NOR,city,100,2"), "places.csv", 1, id="places, one of them off the globe"),
        pytest.param(("organisation,member,valid_from", "NAT,NOR,1949-04-04"), "membership.csv", 1, id="members"),
        pytest.param(("name,country,office,start,end", "Ann Vik,Norway,minister,2016,2017"), "tenures.csv", 1, id="spells with a state by name"),
        pytest.param(("person,name,country,office,title,start", "NOR/ann-vik,Ann Vik,NOR,minister,Minister,2016"), "tenures.csv", 1, id="spells with ids"),
        pytest.param(("name;country;office;start", "Ann Vik;NO;Minister of Fisheries;2016"), "tenures.csv", 1, id="semicolons and a code of two letters"),
    ],
)  # fmt: skip
def test_tables_in_the_form_of_ours(tmp_path, world, lines, table, count):
    done = take(put(tmp_path, "mine.csv", *lines), world)

    assert (done.form, done.added) == (Format.CSV, count)
    assert all(row["source"] == "csv: mine.csv" and row["checked"] == "2026-01-02" for row in rows(done, table))
    assert open_world(list_layers(world)).resolve("Japan").id == "JPN"


def test_a_row_of_ours_that_refers_to_nothing_is_set_aside(tmp_path, world):
    lines = ("alias,target,kind", "Freedonia,NOR,name", "Sylvania,ZZZ,name")
    done = take(put(tmp_path, "mine.csv", *lines), world)

    assert (done.added, dict(done.refused)) == (1, {"refers to nothing": 1})
    assert reasons(done)[3].startswith("target 'ZZZ' is not an id")


def test_columns_that_a_table_leaves_out_keep_what_the_tables_have(tmp_path, world):
    take(put(tmp_path, "mine.csv", "id,name,kind", "NAT,The Alliance,organization"), world)

    row = next(r for r in read_csv("world/organisations.csv", list_layers(world)) if r["id"] == "NAT")
    assert (row["name"], row["abbreviation"]) == ("The Alliance", "NATO")


def test_rows_of_one_key_in_a_table_of_ours(tmp_path, world):
    lines = ("alias,target,kind,valid_to", "Freedonia,NOR,name,", "Freedonia,NOR,name,", "Freedonia,NOR,name,1999")
    done = take(put(tmp_path, "mine.csv", *lines), world)

    assert (done.added, done.repeated, dict(done.refused)) == (1, 1, {"contradicts another row": 1})


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "is the header of no known list", id="an empty file"),
        pytest.param(b"Ann Vik,Norway,2016\n", r"first line \(ann vik, norway, 2016\) is the header of no known list", id="no header"),
        pytest.param("country,position,person,start\n".encode("utf-16"), "is the header of no known list", id="another encoding throughout"),
        pytest.param("position,person,start\nMinister of Bees,Jürgen,2016\n".encode("latin-1") * 3, "not UTF-8 at byte", id="an older encoding"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "is the header of no known list", id="a picture"),
        pytest.param(b"position,person,start\nMinister\0,Ann,2016\n", "NUL bytes", id="NUL bytes"),
        pytest.param(b'{"results": 3}', "is no answer of Wikidata's query service", id="JSON of another kind"),
        pytest.param(b"[" * 100_000, "is no answer of Wikidata's query service", id="JSON without bottom"),
        pytest.param(b"position,person,start\n", "nothing could be read as everypolitician .it has no rows", id="a header alone"),
        pytest.param(b"position,person,start,country\nKeeper of Bees,Ann,2016,Norway\n", "line 2: position 'Keeper of Bees'", id="nothing that can be used"),
        pytest.param(b'position,person,start\n"' + b"x" * 300_000, "nothing could be read", id="a quote that never closes"),
        pytest.param(b"colour,taste\nred,sweet\n", "--format says which", id="something else"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_list_is_refused_and_nothing_is_written(tmp_path, world, data, reason):
    file = tmp_path / "japan.csv"
    file.write_bytes(data)

    with pytest.raises(TableError, match=reason):
        take(file, world)
    assert not world.exists()


def test_a_byte_that_is_not_utf8_costs_its_row_only(tmp_path, world):
    lines = [f"norway,,Minister of Fisheries,Ann Vik,,{year}-01-01,{year}-06-01" for year in range(1800, 2000)]
    file = put(
        tmp_path, "list.csv", LIST, *lines, "norway,,Minister of Fisheries,Bo L\xedn,,2016,2017", encoding="latin-1"
    )

    done = take(file, world)

    assert (done.added, dict(done.refused)) == (200, {"broken row": 1})
    assert "not UTF-8" in reasons(done)[202]


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path, world, monkeypatch):
    monkeypatch.setattr("summitry.knowledge.importers.MAX_IMPORT", 1000)
    file = put(tmp_path, "list.csv", LIST, *["x" * 100] * 20)

    with pytest.raises(TableError, match="has more than 1,000 bytes; cut it down"):
        take(file, world)


@pytest.mark.parametrize("name", ["", "../x", "A B", ".hidden", "x" * 61, "é"])
def test_a_layer_needs_a_plain_name(tmp_path, world, name):
    with pytest.raises(TableError, match="a layer cannot be called"):
        take(put(tmp_path, "list.csv", LIST), world, name=name)


def test_a_file_that_is_not_there(tmp_path, world):
    with pytest.raises(TableError, match="there is no such file"):
        take(tmp_path / "none.csv", world)


def test_an_import_of_the_same_name_takes_the_place_of_the_former_and_leaves_no_draft(tmp_path, world):
    first = put(tmp_path, "list.csv", LIST, "norway,,Minister of Fisheries,Ann Vik,,2016,2017")
    take(first, world, name="mine")
    second = put(
        tmp_path, "list.csv", LIST, "norway,,Minister of Fisheries,Bo Lin,,2016,2017", "atlantis,,King,X,,2016,"
    )

    done = take(second, world, name="mine")

    assert [row["name"] for row in rows(done)] == ["Bo Lin"]
    assert [path.name for path in (world / "imported").iterdir()] == ["mine"]
    assert sorted(path.name for path in done.layer.iterdir()) == ["manifest.json", QUARANTINE, "tenures.csv"]


def test_a_failed_import_leaves_the_former_layer(tmp_path, world):
    done = take(put(tmp_path, "list.csv", LIST, "norway,,Minister of Fisheries,Ann Vik,,2016,2017"), world, name="mine")
    before = (done.layer / "tenures.csv").read_bytes()

    with pytest.raises(TableError):
        take(put(tmp_path, "list.csv", "a,b", "1,2"), world, name="mine")
    assert (done.layer / "tenures.csv").read_bytes() == before


def test_a_folder_that_cannot_be_written_says_so(tmp_path):
    file = put(tmp_path, "list.csv", LIST, "norway,,Minister of Fisheries,Ann Vik,,2016,2017")

    with pytest.raises(TableError, match=r"cannot be written .*set SUMMITRY_WORLD"):
        take(file, file)


def test_the_manifest_says_where_a_layer_is_from(tmp_path, world):
    file = put(
        tmp_path, "list.csv", LIST, "norway,,Minister of Fisheries,Ann Vik,,2016,2017", "atlantis,,King,X,,2016,"
    )

    manifest = json.loads((take(file, world).layer / "manifest.json").read_text(encoding="utf-8"))

    assert len(manifest.pop("sha256")) == 64
    assert manifest == {
        "format": "summitry.layer/1",
        "name": "list",
        "file": "list.csv",
        "bytes": file.stat().st_size,
        "source_format": "everypolitician",
        "imported": "2026-01-02",
        "rows": {"tenures.csv": 1},
        "known": 0,
        "repeated": 0,
        "updated": 0,
        "quarantined": {"unknown state": 1},
    }


def test_an_import_never_changes_a_packaged_row(tmp_path, world):
    before = read_text("world/tenures.csv")
    line = "person,name,country,office,title,start,end"
    take(
        put(tmp_path, "m.csv", line, "JPN/shinzo-abe,Shinzo Abe,JPN,head_of_government,Prime Minister,2012-12-26,2021"),
        world,
    )

    read_text.cache_clear()
    assert read_text("world/tenures.csv") == before
    assert open_world(()).resolve("Abe", "2020-12-01") != open_world(list_layers(world)).resolve("Abe", "2020-12-01")


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "form", "known", "added"),
    [
        pytest.param("REIGN_leaderlist_2021_03.csv", Format.REIGN, 1500, 200, id="REIGN"),
        pytest.param("Archigos_4.1_stata14.dta", Format.ARCHIGOS, 500, 1000, id="Archigos"),
        pytest.param("everypolitician_holders21.csv", Format.EVERYPOLITICIAN, 1200, 10_000, id="every-politician"),
    ],
)
def test_the_published_lists(shared, world, file, form, known, added):
    path = shared / "data" / "world" / file

    done = take(path, world)

    assert (detect(path), done.form) == (form, form)
    assert done.known >= known
    assert done.added >= added
    assert check_world(list_layers(world), packaged=False)[10:] == ()
    assert open_world(list_layers(world)).resolve("Abe", "2014-02-08").id == "JPN/shinzo-abe"
