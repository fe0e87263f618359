"""A user's layers over the packaged tables: which row wins, which goes, and what a bad row says."""

import gc
from pathlib import Path

import pytest

from summitry.errors import TableError
from summitry.knowledge.explain import explain
from summitry.knowledge.facts import read_facts
from summitry.knowledge.forms import FORMS
from summitry.knowledge.layers import find_layers, list_layers, name_layer, stamp_layers, trace_rows
from summitry.knowledge.tables import read_csv
from summitry.knowledge.world import open_world
from summitry.settings import Settings, load_settings

TENURES = "person,name,family_name,country,office,title,start,end,source,checked"
ABE = next(
    row for row in read_csv("world/tenures.csv") if row["person"] == "JPN/shinzo-abe" and row["start"] == "2012-12-26"
)


def write(folder, table, *lines):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / table).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def spell(end="", person="JPN/shinzo-abe", name="Shinzo Abe", start="2012-12-26"):
    return f"{person},{name},{name.split()[-1]},JPN,head_of_government,Prime Minister,{start},{end},us,2026-01-02"


def test_without_layers_the_packaged_rows_are_read_once():
    assert read_csv("world/places.csv") is read_csv("world/places.csv", ())


def test_a_folder_that_is_not_there_has_no_layers(tmp_path):
    assert find_layers(Settings(world=tmp_path / "none")) == ()
    assert find_layers(Settings()) == ()


def test_imports_come_by_name_and_corrections_last(tmp_path):
    for name in ("imported/b", "imported/a", "imported/.draft", "corrections"):
        (tmp_path / name).mkdir(parents=True)

    found = find_layers(Settings(world=tmp_path))

    assert [name_layer(layer) for layer in found] == ["imported/a", "imported/b", "corrections"]


def test_a_folder_of_tables_is_a_layer(tmp_path):
    layer = write(tmp_path / "mine", "places.csv", "name,country,kind", "Nowhere,JPN,city")

    assert list_layers(layer) == (layer,)
    assert name_layer(layer) == "mine"


def test_a_later_layer_wins_by_the_key_and_new_rows_come_last(tmp_path):
    first = write(tmp_path / "imported" / "a", "tenures.csv", TENURES, spell("2020-01-01"))
    second = write(
        tmp_path / "corrections", "tenures.csv", TENURES, spell("2020-09-17"), spell("", "JPN/a-b", "A B", "2030-01-01")
    )

    rows = read_csv("world/tenures.csv", (first, second))

    assert [row["end"] for row in rows if row["person"] == ABE["person"] and row["start"] == ABE["start"]] == [
        "2020-09-17"
    ]
    assert rows[-1]["person"] == "JPN/a-b"
    assert len(rows) == len(read_csv("world/tenures.csv")) + 1
    assert ABE in read_csv("world/tenures.csv"), "the packaged row is as it was"


def test_columns_that_a_layer_leaves_out_keep_the_earlier_cells(tmp_path):
    layer = write(
        tmp_path / "corrections",
        "tenures.csv",
        "person,country,office,title,start,end",
        "JPN/shinzo-abe,JPN,head_of_government,Prime Minister,2012-12-26,2020-09-17",
    )

    row = next(
        r
        for r in read_csv("world/tenures.csv", (layer,))
        if FORMS["tenures"].key_of(r)[4] == "2012-12-26" and r["person"] == ABE["person"]
    )

    assert row == {**ABE, "end": "2020-09-17"}


def test_a_row_can_be_withdrawn(tmp_path):
    layer = write(tmp_path / "corrections", "tenures.csv", f"{TENURES},withdrawn", f"{spell('2020-09-16')},yes")

    rows = read_csv("world/tenures.csv", (layer,))

    assert len(rows) == len(read_csv("world/tenures.csv")) - 1
    assert ABE not in rows


def test_an_id_made_from_the_name_is_the_same_key(tmp_path):
    layer = write(tmp_path / "corrections", "tenures.csv", TENURES, spell("2020-09-17", person=""))

    assert len(read_csv("world/tenures.csv", (layer,))) == len(read_csv("world/tenures.csv"))


def test_the_world_reads_layers_and_notices_a_change(tmp_path):
    layer = write(tmp_path / "corrections", "aliases.csv", "alias,target,kind", "Freedonia,NOR,name")

    assert open_world((layer,)).resolve("Freedonia").id == "NOR"
    assert open_world((layer,)) is open_world((layer,))
    assert open_world(()).resolve("Freedonia") is None

    write(layer, "aliases.csv", "alias,target,kind", "Freedonia,SWE,name", "Sylvania,NOR,name")
    assert open_world((layer,)).resolve("Freedonia").id == "SWE"


@pytest.mark.parametrize(
    ("table", "lines", "reason"),
    [
        pytest.param(
            "tenures.csv",
            (TENURES, spell("soon")),
            r"line 2: end 'soon' is no date; write 2014",
            id="a date that is none",
        ),
        pytest.param(
            "tenures.csv", (TENURES, spell("2001")), "it ends .2001. before it starts", id="an end before the start"
        ),
        pytest.param(
            "places.csv", ("name,country,kind", "X,JPN"), "line 2: 2 cells where the header has 3", id="a short row"
        ),
        pytest.param(
            "places.csv", ("name,country,colour", "X,JPN,red"), "column 'colour' is unknown", id="an unknown column"
        ),
        pytest.param("places.csv", ("name,country", "X,JPN"), "kind is empty", id="a new row that lacks a cell"),
        pytest.param(
            "aliases.csv",
            ("alias,target,kind", "Y,XYZ,name"),
            "line 2: target 'XYZ' is not an id",
            id="a target that is none",
        ),
        pytest.param("states.csv", ("name", "Y"), "column 'id' is missing", id="a table without its key"),
        pytest.param(
            "places.csv",
            ("name,country,kind,withdrawn", "X,JPN,city,perhaps"),
            "withdrawn is 'perhaps'",
            id="half withdrawn",
        ),
        pytest.param("places.csv", ("",), "the first line must name every column", id="an empty file"),
    ],
)
def test_a_bad_row_names_the_layers_file_and_the_way_out(tmp_path, table, lines, reason):
    layer = write(tmp_path / "corrections", table, *lines)

    with pytest.raises(TableError, match=reason) as caught:
        open_world((layer,))
    assert str(layer / table) in str(caught.value)


def test_a_layer_that_is_not_utf8_says_how_to_turn_it(tmp_path):
    layer = tmp_path / "corrections"
    layer.mkdir()
    (layer / "places.csv").write_bytes("name,country,kind\nMálaga,ESP,city\n".encode("latin-1"))

    with pytest.raises(TableError, match=r"not UTF-8 at byte 19; .*iconv"):
        open_world((layer,))


def test_a_mark_of_the_byte_order_is_no_part_of_the_first_column(tmp_path):
    layer = tmp_path / "corrections"
    layer.mkdir()
    (layer / "aliases.csv").write_bytes(b"\xef\xbb\xbfalias,target,kind\r\nFreedonia,NOR,name\r\n")

    assert open_world((layer,)).resolve("Freedonia").id == "NOR"


def test_rows_tell_where_they_come_from(tmp_path):
    layer = write(tmp_path / "corrections", "tenures.csv", TENURES, "", spell("2020-09-17"))

    found = {(one.row["person"], one.row["start"]): one for one in trace_rows(FORMS["tenures"], (layer,))}
    ours, theirs = found["JPN/shinzo-abe", "2012-12-26"], found["JPN/shinzo-abe", "2006-09-26"]

    assert (ours.layer, ours.line, ours.replaced) == (layer, 3, ("built-in",))
    assert (theirs.layer, theirs.file, theirs.replaced) == (None, "data/world/tenures.csv", ())


def test_traced_rows_are_those_that_are_read(tmp_path):
    layer = write(tmp_path / "corrections", "aliases.csv", "alias,target,kind", "Freedonia,NOR,name")

    assert tuple(one.row for one in trace_rows(FORMS["aliases"], (layer,))) == read_csv("world/aliases.csv", (layer,))


def test_the_stamp_changes_with_a_table_only(tmp_path):
    layer = write(tmp_path / "mine", "places.csv", "name,country,kind", "X,JPN,city")
    before = stamp_layers((layer,))
    (layer / "notes.txt").write_text("x", encoding="utf-8")

    assert stamp_layers((layer,)) == before
    write(layer, "places.csv", "name,country,kind", "XY,JPN,city")
    assert stamp_layers((layer,)) != before


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        pytest.param({}, None, id="nobody at home has no layers"),
        pytest.param({"HOME": "/home/u"}, "/home/u/.local/share/summitry/world", id="below the home folder"),
        pytest.param({"HOME": "/home/u", "XDG_DATA_HOME": "/data"}, "/data/summitry/world", id="below the data folder"),
        pytest.param(
            {"HOME": "/home/u", "XDG_DATA_HOME": "data"},
            "/home/u/.local/share/summitry/world",
            id="a relative data folder counts for nothing",
        ),
        pytest.param({"HOME": "/home/u", "SUMMITRY_WORLD": "/w"}, "/w", id="the setting goes first"),
    ],
)
def test_where_the_layers_lie(environment, expected):
    assert load_settings(environment=environment).world == (Path(expected) if expected else None)


def test_a_correction_of_claimants_reaches_every_answer(tmp_path):
    row = next(row for row in read_csv("world/disputes.csv") if row["name"] == "Etorofu" or "Etorofu" in row["names"])
    layer = write(
        tmp_path / "corrections",
        "disputes.csv",
        "id,name,claimants,members,source,checked",
        f"{row['id']},{row['name']},JPN;RUS;FIN,Farpoint,us,2026-01-02",
    )
    world = open_world((layer,))

    assert world.locate("Etorofu").claimants == ("JPN", "RUS", "FIN")
    assert world.locate("Farpoint").claimants == ("JPN", "RUS", "FIN")
    assert {one.id for one in world.candidates("Etorofu")} == {"JPN", "RUS", "FIN"}
    assert explain("Etorofu", layers=(layer,)).spots[0].location.claimants == ("JPN", "RUS", "FIN")
    assert open_world(()).locate("Farpoint") is None


def test_a_city_and_a_code_of_a_layer_reach_every_answer(tmp_path):
    layer = write(
        tmp_path / "corrections",
        "gazetteer.csv",
        "name,country,kind,latitude,longitude,population,source,checked",
        "Newhaven-on-Ice,ATA,city,-80.5,10,70000,us,2026-01-02",
        "Farreach,---,region,-81.5,10,,us,2026-01-02",
    )
    write(layer, "states.csv", "id,name,alpha2,source,checked", "JPN,Japan,QJ,us,2026-01-02")
    world = open_world((layer,))

    assert (world.locate("Newhaven-on-Ice").country, world.locate("Newhaven-on-Ice").latitude) == ("ATA", -80.5)
    assert explain("Newhaven-on-Ice", layers=(layer,)).evidence[0].layer == "corrections"
    assert (world.coded("QJ").id, world.coded("JP")) == ("JPN", None)
    assert open_world(()).coded("JP").id == "JPN"
    assert open_world(()).locate("Newhaven-on-Ice") is None


def test_figures_of_a_layer_are_known_by_their_full_name(tmp_path):
    layer = write(
        tmp_path / "corrections",
        "figures.csv",
        TENURES,
        ",Ann Quillfeather,Quillfeather,NOR,other,Chief Scout,2014,,us,2026-01-02",
    )

    assert open_world((layer,)).resolve("Ann Quillfeather", "2016-01-01").title == "Chief Scout"


@pytest.mark.parametrize("table", ["figures", "gazetteer"])
def test_a_fault_in_a_table_that_is_read_late_is_told_at_once(tmp_path, table):
    layer = write(tmp_path / "corrections", f"{table}.csv", "name,source,checked", "X,us,2026-01-02")

    with pytest.raises(TableError, match=rf"{table}.csv, line 2: column '\w+' is missing"):
        open_world((layer,))


def test_a_sense_of_a_layer_says_who_is_meant_by_a_family_name(tmp_path):
    layer = write(
        tmp_path / "corrections",
        "tenures.csv",
        TENURES,
        ",Ann Quillfeather,Quillfeather,NOR,minister,Minister,2014-02-01,,us,2026-01-02",
        ",Bo Quillfeather,Quillfeather,SWE,minister,Minister,2014-02-01,,us,2026-01-02",
    )
    assert open_world((layer,)).resolve("Quillfeather") is None
    write(
        layer,
        "senses.csv",
        "name,target,usual,meaning,source,checked",
        "Quillfeather,NOR/ann-quillfeather,yes,Ann,us,2026-01-02",
    )

    found = open_world((layer,)).resolve("Quillfeather")

    assert found.id == "NOR/ann-quillfeather"
    assert "best known of that name. It can also mean Bo Quillfeather" in found.reason


@pytest.mark.parametrize("collecting", [True, False])
def test_reading_leaves_the_garbage_collector_as_it_was(tmp_path, collecting):
    broken = write(tmp_path / "corrections", "places.csv", "name,source", "X,us")
    was = gc.isenabled()
    try:
        (gc.enable if collecting else gc.disable)()
        read_facts()
        assert gc.isenabled() is collecting
        with pytest.raises(TableError):
            read_facts((broken,))
        assert gc.isenabled() is collecting
    finally:
        (gc.enable if was else gc.disable)()
