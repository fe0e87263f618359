"""The check of the world's tables: our own are in order, and every way in which a layer can be wrong is told."""

import pytest

from summitry.errors import TableError
from summitry.knowledge.check import check_folder, check_world

TENURES = "person,name,family_name,country,office,title,start,end,note,source,checked"
PLACES = "name,country,kind,latitude,longitude,source,checked"
GAZETTEER = "name,country,kind,latitude,longitude,population,source,checked"
SENSES = "name,target,usual,meaning,source,checked"
DISPUTES = "id,name,names_by,claimants,administrator,source,checked"
ALIASES = "alias,target,kind,source,checked"
STATES = "id,name,alpha2,valid_from,valid_to,successor,source,checked"
GOOD = "us,2026-01-02"


def write(folder, table, *lines):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / table).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_our_own_tables_are_in_order():
    assert [str(problem) for problem in check_world()] == []


def test_a_layer_in_order_has_no_problem(tmp_path):
    layer = write(tmp_path / "corrections", "aliases.csv", ALIASES, f"Freedonia,NOR,name,{GOOD}")

    assert check_world((layer,)) == ()


@pytest.mark.parametrize(
    ("table", "lines", "line", "reason"),
    [
        pytest.param("aliases.csv", (ALIASES, f"X,NOR,nickname,{GOOD}"), 2, "kind 'nickname' is not known; use one of name,", id="a kind that is none"),
        pytest.param("aliases.csv", (ALIASES, f"X,ZZZ,name,{GOOD}"), 2, "target 'ZZZ' is not an id of states.csv or organisations.csv", id="an alias of nothing"),
        pytest.param("aliases.csv", (ALIASES, "X,NOR,name,,2026-01-02"), 2, "source is empty; say where", id="no source"),
        pytest.param("aliases.csv", (ALIASES, "X,NOR,name,us,lately"), 2, "checked 'lately' is no day", id="no day of the check"),
        pytest.param("aliases.csv", (ALIASES, f"X,NOR,name,{GOOD}", f"X,NOR,name,{GOOD}"), 3, "stands also on line 2 (alias 'X', target 'NOR'", id="a row that stands twice"),
        pytest.param("aliases.csv", (ALIASES, "X,NOR,name,us,2026-01-02,more"), 2, "6 cells where the header has 5", id="a cell too many"),
        pytest.param("aliases.csv", (ALIASES, f"X,NOR,name,{GOOD}", '"X'), 3, "unexpected end of data; quotes inside a cell are doubled", id="a quote that does not close"),
        pytest.param("aliases.csv", ("alias;target;kind", "X;NOR;name"), 2, "column 'alias;target;kind' is unknown", id="semicolons between cells"),
        pytest.param("places.csv", (PLACES, f"X,NOR,city,95.2,10,{GOOD}"), 2, "latitude '95.2' lies outside -90 to 90", id="a place off the globe"),
        pytest.param("places.csv", (PLACES, f"X,NOR,city,5.2,,{GOOD}"), 2, "latitude stands alone", id="half a position"),
        pytest.param("places.csv", (PLACES, f"X,NOR,city,5°N,10,{GOOD}"), 2, "latitude '5°N' is no number", id="a position in words"),
        pytest.param("places.csv", (PLACES, f"X,NOWAY,city,5,10,{GOOD}"), 2, "country 'NOWAY' is not an id", id="a place in no state"),
        pytest.param("disputes.csv", (DISPUTES, f"x,X,NOR=X,NOR;IGO/asean,NOR,{GOOD}"), 2, "claimants 'IGO/asean' is not an id of states.csv", id="a claimant that is no state"),
        pytest.param("disputes.csv", (DISPUTES, f"x,X,Norway: X,NOR;SWE,NOR,{GOOD}"), 2, "names_by 'Norway: X' is no CODE=name", id="a name of nobody's"),
        pytest.param("disputes.csv", (DISPUTES, f"x,X,NWY=X,NOR;SWE,NOR,{GOOD}"), 2, "names_by has a name for 'NWY'", id="a name of a code that is none"),
        pytest.param("states.csv", (STATES, f"QQQ,Queequeg,NO,,,,{GOOD}"), 2, "alpha2 'NO' is also that of NOR", id="a code that is taken"),
        pytest.param("states.csv", (STATES, f"QQQ,Queequeg,,2001,1999,,{GOOD}"), 2, "it ends (1999) before it starts (2001)", id="a state that ends before it starts"),
        pytest.param("membership.csv", ("organisation,member,source,checked", f"IGO/none,NOR,{GOOD}"), 2, "organisation 'IGO/none' is not an id of organisations.csv", id="a member of nothing"),
        pytest.param("tenures.csv", (TENURES, f",Ann Vik,Vik,NOR,head_of_government,Prime Minister,2014-02-01,2014-05-01,,{GOOD}"), 2, "are both Prime Minister of NOR; correct a date, or say why in note", id="two in one office"),
        pytest.param("tenures.csv", (TENURES, f",Ann Vik,Vik,NOR,chieftain,Chief,2014-02-01,,,{GOOD}"), 2, "office 'chieftain' is not known", id="an office that is none"),
        pytest.param("tenures.csv", (f"{TENURES},withdrawn", ",Nobody Known,Known,NOR,head_of_government,Prime Minister,2014-02-01,,,,,yes"), 2, "withdraws a row that is not there", id="a withdrawal of nothing"),
        pytest.param("tenures.csv", (TENURES, f",Ann Vik,Vik,NOR,minister,Minister,2001,2005,,{GOOD}", f",Ann Vik,Vik,NOR,minister,Minister,2004,2006,,{GOOD}"), 3, "has the same office from 2001 to 2005", id="one person twice in one office"),
        pytest.param("persons.csv", ("a,b", "1,2"), 0, "is no table of the world, so it is not read", id="a table of another name"),
        pytest.param("gazetteer.csv", (GAZETTEER, f"X,NOR,hamlet,60,10,,{GOOD}"), 2, "kind 'hamlet' is not known; use one of state, region, city", id="a kind of place that is none"),
        pytest.param("gazetteer.csv", (GAZETTEER, f"X,NOWAY,city,60,10,,{GOOD}"), 2, "country 'NOWAY' is not an id", id="a city in no state"),
        pytest.param("gazetteer.csv", (GAZETTEER, f"X,NOR,city,60,10,many,{GOOD}"), 2, "population 'many' is no whole number", id="people in words"),
        pytest.param("gazetteer.csv", (GAZETTEER, f"X,NOR,city,60,10,5,{GOOD}", f"X,NOR,city,61,10,6,{GOOD}"), 3, "stands also on line 2 (name 'X', country 'NOR', kind 'city')", id="a city that stands twice"),
        pytest.param("senses.csv", (SENSES, f"Vik,NOR/nobody-at-all,yes,nobody,{GOOD}"), 2, "target 'NOR/nobody-at-all' is not an id of states.csv or organisations.csv, nor a person of tenures.csv", id="a bearer of a name who is nobody"),
        pytest.param("senses.csv", (SENSES, f"Vik,NOR,perhaps,Norway,{GOOD}"), 2, "usual 'perhaps' is not known; use one of yes, no", id="a usual meaning that is neither"),
        pytest.param("figures.csv", (TENURES, f",Ann Vik,Vik,NOR,other,Chief Scout,2014-13,,,{GOOD}"), 2, "start '2014-13' is no date", id="a figure from no day on"),
    ],
)  # fmt: skip
def test_a_problem_is_told_with_its_file_and_line(tmp_path, table, lines, line, reason):
    layer = write(tmp_path / "corrections", table, *lines)

    found = [p for p in check_world((layer,), packaged=False) if reason in p.message]

    assert [(p.file, p.line) for p in found] == [(str(layer / table), line)]


def test_a_reason_in_the_note_lets_two_share_an_office(tmp_path):
    row = f",Ann Vik,Vik,NOR,head_of_government,Prime Minister,2014-02-01,2014-05-01,acting,{GOOD}"
    layer = write(tmp_path / "corrections", "tenures.csv", TENURES, row)

    assert check_world((layer,), packaged=False) == ()


@pytest.mark.parametrize(
    ("days", "problems"), [pytest.param("2014-02-20", 0, id="a few days"), pytest.param("2014-04-20", 1, id="months")]
)
def test_an_imported_list_may_differ_on_a_hand_over_by_some_days(tmp_path, days, problems):
    rows = (
        f",Ann Vik,Vik,NOR,defence_minister,Chief of Arms,2010-02-01,{days},,{GOOD}",
        f",Bo Li,Li,NOR,defence_minister,Chief of Arms,2014-02-01,2015-05-01,,{GOOD}",
    )
    layer = write(tmp_path / "imported" / "list", "tenures.csv", TENURES, *rows)

    assert len(check_world((layer,), packaged=False)) == problems


def test_every_problem_is_told_not_only_the_first(tmp_path):
    layer = write(tmp_path / "corrections", "aliases.csv", ALIASES, "X,ZZZ,nickname,,", "short", f"Y,ZZZ,name,{GOOD}")

    assert [problem.line for problem in check_world((layer,), packaged=False)] == [2, 2, 2, 3, 4]


def test_a_table_that_is_not_utf8_does_not_stop_the_check(tmp_path):
    layer = write(tmp_path / "corrections", "aliases.csv", ALIASES, "X,NOR,nickname,us,2026-01-02")
    (layer / "places.csv").write_bytes(b"name,country,kind\nM\xe1laga,ESP,city\n")

    assert [
        problem.message.partition(" at ")[0].partition(";")[0] for problem in check_world((layer,), packaged=False)
    ] == [
        "kind 'nickname' is not known",
        "not UTF-8",
    ]


def test_a_folder_of_layers_is_checked_together(tmp_path):
    write(tmp_path / "imported" / "a", "states.csv", STATES, f"QQQ,Queequeg,,,,,{GOOD}")
    write(tmp_path / "corrections", "aliases.csv", ALIASES, f"Queequegs,QQQ,demonym,{GOOD}")

    assert check_folder(tmp_path) == ()
    assert [problem.line for problem in check_folder(tmp_path / "corrections")] == [2]


@pytest.mark.parametrize(
    ("make", "reason"),
    [pytest.param(False, "is no folder", id="no folder"), pytest.param(True, "has no table in it", id="no table")],
)
def test_what_cannot_be_checked_is_an_error(tmp_path, make, reason):
    folder = tmp_path / "x"
    if make:
        folder.mkdir()

    with pytest.raises(TableError, match=reason):
        check_folder(folder)


def test_a_place_of_no_state_may_stand_in_the_gazetteer(tmp_path):
    layer = write(tmp_path / "corrections", "gazetteer.csv", GAZETTEER, f"Farreach,---,region,60,10,,{GOOD}")

    assert check_world((layer,), packaged=False) == ()


def test_a_family_name_may_point_at_a_person_of_the_layer(tmp_path):
    layer = write(
        tmp_path / "corrections", "tenures.csv", TENURES, f",Ann Vik,Vik,NOR,minister,Minister,2014-02-01,,,{GOOD}"
    )
    write(layer, "senses.csv", SENSES, f"Vik,NOR/ann-vik,yes,Ann Vik,{GOOD}")

    assert check_world((layer,), packaged=False) == ()
