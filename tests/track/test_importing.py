"""Rows of GDELT, ICEWS, POLECAT and COLT as readouts, and in a ledger."""

import gzip
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from coded_rows import HEADS, ROWS, colt, gdelt, icews, polecat, write

from summitry.dates import Precision
from summitry.errors import IntakeError
from summitry.records import ActorKind, EventType, Level, Readout, check_readout
from summitry.track.importing import FORMATS, Refused, read_rows
from summitry.track.importing.lines import LONGEST
from summitry.track.importing.who import find_sector, find_state
from summitry.track.ledger import open_ledger


@pytest.fixture
def take(tmp_path: Path):
    def read(form: str, *lines: str) -> list[Readout | Refused]:
        return list(read_rows(form, write(tmp_path / "rows", form, *lines)))

    return read


@pytest.fixture
def one(take):
    def read(form: str, line: str) -> Readout:
        (found,) = take(form, line)
        assert isinstance(found, Readout), found
        check_readout(found)
        return found

    return read


# What holds for all ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
def test_a_row_is_a_readout_whose_text_is_the_row(one, form):
    found = one(form, ROWS[form]())
    (event,) = found.events
    assert "\n" not in found.document.text
    assert found.quote(event.evidence[0]) == found.document.text
    assert found.coder.name == form
    assert found.document.text.lower().startswith(f"{form} | ")
    assert all(found.quote(actor.mentions[0]).lower() in found.document.text.lower() for actor in found.actors)
    assert Readout.from_json(found.to_json()) == found


@pytest.mark.parametrize(
    ("form", "level"), [("gdelt", "leader"), ("icews", "leader"), ("polecat", "unknown"), ("colt", "leader")]
)
def test_persons_and_states_are_those_that_readers_of_text_name(one, form, level):
    found = one(form, ROWS[form]())
    (event,) = found.events
    assert event.event_type is EventType.CONSULT
    assert "JPN/shinzo-abe" in event.actors
    assert {*event.actors, *event.recipients} & {"RUS/vladimir-putin", "RUS"}
    assert event.level == level
    assert (event.place.country, event.date.contains(date(2014, 2, 8)) or event.date.start.year == 2018) == (
        "RUS",
        True,
    )


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_row_twice_is_one_document(take, form):
    rows = take(form, ROWS[form](), ROWS[form]())
    assert rows[0] == rows[1]
    with open_ledger(":memory:") as ledger:
        added = ledger.add(*rows)
    assert (added.documents, added.known) == (1, 1)


@pytest.mark.parametrize("form", FORMATS)
def test_rows_that_cannot_be_used_are_set_aside_and_the_others_go_in(take, form):
    good = ROWS[form]()
    bad = ("nonsense", good.replace("2014", "20x4").replace("2018", "20x8"), "\x00" * 5)
    found = take(form, good, *bad, good)
    kept = [row for row in found if isinstance(row, Readout)]
    aside = [row for row in found if isinstance(row, Refused)]
    assert len(kept) == 2
    assert aside
    first = 2 + len(HEADS[form])
    assert {row.line for row in aside} <= set(range(first, first + 3))
    assert all(row.reason and len(row.row) <= 200 for row in aside)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("ending", ["gz", "zip", "bom", "crlf", "latin"])
def test_files_as_they_are_published(tmp_path: Path, form, ending):
    good = "".join(f"{line}\n" for line in (*HEADS[form], ROWS[form]())).encode()
    file = tmp_path / f"rows.{ending}"
    if ending == "gz":
        file.write_bytes(gzip.compress(good))
    elif ending == "zip":
        with zipfile.ZipFile(file, "w") as packed:
            packed.writestr("rows.CSV", good)
    elif ending == "latin":
        file.write_bytes(good.replace(b"Sochi", b"S\xf3chi").replace(b"Vladivostok", b"Vl\xe1divostok"))
    else:
        file.write_bytes(b"\xef\xbb\xbf" + good if ending == "bom" else good.replace(b"\n", b"\r\n"))
    (found,) = read_rows(form, file)
    assert isinstance(found, Readout)
    if ending == "latin":
        assert found.events[0].place.name in {"Sóchi", "Vládivostok"}


@pytest.mark.parametrize("form", FORMATS)
def test_a_line_without_end_is_no_row(take, form):
    found = take(form, "x" * (LONGEST + 5), ROWS[form]())
    assert [type(row) for row in found] == [Refused, Readout]
    assert (found[0].line, found[0].reason) == (1 + len(HEADS[form]), "a line of more than a million bytes")


@pytest.mark.parametrize(
    ("form", "content", "said"),
    [
        pytest.param("tkg", b"", "no format; take one of gdelt", id="an unknown format"),
        pytest.param("gdelt", b"SQLDATE\tEventCode\n", "no column 'Actor1Code'", id="events that lack a column"),
        pytest.param("icews", b"a\tb\n", "no column 'Event Date'", id="another table"),
        pytest.param(
            "polecat", b"Event Date\tEvent Type\n", "no column 'Actor Name'", id="a table that lacks a column"
        ),
        pytest.param(
            "colt", b"Leader,Country\n", "no column for the state", id="a table of travel that lacks a column"
        ),
        pytest.param("gdelt", None, "cannot be read", id="a file that is missing"),
    ],
)
def test_what_is_no_table_of_the_format_is_said(tmp_path: Path, form, content, said):
    file = tmp_path / "rows"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(IntakeError, match=said):
        list(read_rows(form, file))


@pytest.mark.parametrize("name", ["broken.gz", "broken.zip", "two.zip"])
def test_a_broken_archive_is_named(tmp_path: Path, name):
    file = tmp_path / name
    if name == "two.zip":
        with zipfile.ZipFile(file, "w") as packed:
            packed.writestr("a", "")
            packed.writestr("b", "")
    else:
        file.write_bytes(b"\x1f\x8b nonsense")
    with pytest.raises(IntakeError, match=name):
        list(read_rows("gdelt", file))


def test_rows_of_several_coders_and_a_text_are_one_occurrence(take):
    rows = [row for form in ("gdelt", "icews") for row in take(form, ROWS[form]())]
    with open_ledger(":memory:") as ledger:
        ledger.add(*rows)
        (found,) = ledger.occurrences("JPN-RUS")
    assert (found.documents, found.level, found.place) == (2, Level.LEADER, "Sochi")


# GDELT ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "version"), [(57, "1.0"), (58, "1.0"), (61, "2.0")])
def test_every_width_of_gdelt_is_read(one, width, version):
    found = one("gdelt", gdelt(width))
    assert (found.coder.version, found.document.published) == (version, "2014-02-09")
    assert (found.events[0].place.latitude, found.events[0].place.longitude) == (43.6, 39.73)
    assert (found.document.publisher, found.document.url) == (
        (None, None) if width == 57 else ("example.org", "http://www.example.org/a/1")
    )


def test_a_line_of_names_is_used(tmp_path: Path):
    from summitry.track.importing.gdelt import COLUMNS

    names = list(COLUMNS[58])
    cells = gdelt(58).split("\t")
    order = [place for place in range(57, -1, -1) if names[place] not in {"AvgTone", "GLOBALEVENTID"}]
    file = tmp_path / "rows"
    file.write_text(
        "\t".join(names[i] for i in order) + "\n" + "\t".join(cells[i] for i in order) + "\n", encoding="utf-8"
    )
    (found,) = read_rows("gdelt", file)
    assert found.events[0].actors == ("JPN/shinzo-abe", "RUS/vladimir-putin")


@pytest.mark.parametrize(
    ("cells", "actors", "recipients"),
    [
        pytest.param({}, ("JPN/shinzo-abe", "RUS/vladimir-putin"), (), id="who meets without a host is an actor"),
        pytest.param({"EventCode": "042"}, ("JPN/shinzo-abe",), ("RUS/vladimir-putin",), id="who visits is the actor"),
        pytest.param({"EventCode": "043"}, ("RUS/vladimir-putin",), ("JPN/shinzo-abe",), id="who is host is the recipient"),
        pytest.param({"EventCode": "112", "Actor1Name": "TOKYO"}, ("JPN",), ("RUS/vladimir-putin",), id="a capital is its state"),
        pytest.param({"EventCode": "112", "Actor1Name": "PRIME MINISTER"}, ("JPN/shinzo-abe",), ("RUS/vladimir-putin",), id="a title is who holds it"),
        pytest.param({"EventCode": "112", "Actor1Name": "MINISTER"}, ("JPN/minister",), ("RUS/vladimir-putin",), id="a title that many hold is nobody known"),
        pytest.param({"EventCode": "112", "Actor1Name": "SHINZO ABE; FUMIO KISHIDA"}, ("JPN/shinzo-abe", "JPN/fumio-kishida"), ("RUS/vladimir-putin",), id="two of one side"),
        pytest.param({"EventCode": "112", "Actor1Name": "NAGASAKI", "Actor1Type1Code": ""}, ("JPN",), ("RUS/vladimir-putin",), id="a town is its state"),
        pytest.param({"EventCode": "112", "Actor1Name": "JAPANESE ARMY", "Actor1Type1Code": "MIL"}, ("JPN/japanese-army",), ("RUS/vladimir-putin",), id="an army is a body of its state"),
        pytest.param({"EventCode": "112", "Actor1Name": "EUROPEAN UNION", "Actor1CountryCode": "EUR", "Actor1KnownGroupCode": "EEC", "Actor1Type1Code": "IGO"}, ("EUE",), ("RUS/vladimir-putin",), id="a union has its own code"),
        pytest.param({"EventCode": "112", "Actor1Name": "GUERRILLA", "Actor1CountryCode": "", "Actor1Code": "REB", "Actor1Type1Code": "REB"}, ("---/guerrilla",), ("RUS/vladimir-putin",), id="a group of no state"),
        pytest.param({"EventCode": "112", "Actor2Name": "", "Actor2Code": "", "Actor2CountryCode": "", "Actor2Type1Code": ""}, ("JPN/shinzo-abe",), (), id="an act toward nobody"),
        pytest.param({"EventCode": "112", "Actor2CountryCode": "ROM", "Actor2Name": "ROMANIA"}, ("JPN/shinzo-abe",), ("ROU",), id="codes of CAMEO are not those of ISO"),
    ],
)  # fmt: skip
def test_who_acts_toward_whom(one, cells, actors, recipients):
    (event,) = one("gdelt", gdelt(**cells)).events
    assert (event.actors, event.recipients) == (actors, recipients)


@pytest.mark.parametrize(
    ("code", "kind", "cameo"),
    [("036", EventType.AGREE, "036"), ("36", EventType.AGREE, "036"), ("0311", EventType.AGREE, "0311"), ("311", EventType.AGREE, "0311"),
     ("190", EventType.ASSAULT, "190"), ("043", EventType.CONSULT, "042"), ("20", EventType.REQUEST, "020")],
)  # fmt: skip
def test_codes_are_the_codebooks_own(one, code, kind, cameo):
    (event,) = one("gdelt", gdelt(EventCode=code)).events
    assert (event.event_type, event.cameo) == (kind, cameo)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        pytest.param({"EventCode": "010"}, "a bare statement (CAMEO 01), which is no event", id="a statement"),
        pytest.param({"EventCode": "999"}, "no CAMEO code: '999'", id="a code that does not exist"),
        pytest.param({"EventCode": "---"}, "no CAMEO code: '---'", id="no code"),
        pytest.param({"SQLDATE": "20140231"}, "no day: '20140231'", id="a day that does not exist"),
        pytest.param({"Actor1Name": "", "Actor1Code": "", "Actor1CountryCode": "", "Actor1Type1Code": "", "EventCode": "112"}, "nobody acts in it", id="nobody acts"),
        pytest.param({"SOURCEURL": "a\tb"}, "62 columns, where GDELT has 58 or 61", id="a cell too many"),
    ],
)  # fmt: skip
def test_why_a_row_of_gdelt_is_set_aside(take, cells, reason):
    (found,) = take("gdelt", gdelt(**cells))
    assert isinstance(found, Refused)
    assert (found.line, found.reason) == (1, reason)


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        pytest.param({}, ("Sochi", "RUS", 43.6), id="a town"),
        pytest.param({"ActionGeo_Type": "1", "ActionGeo_FullName": "Russia"}, ("Russia", "RUS", None), id="a state is no point"),
        pytest.param({"ActionGeo_Lat": "x"}, ("Sochi", "RUS", None), id="a position that is none"),
        pytest.param({"ActionGeo_Lat": "143.6"}, ("Sochi", "RUS", None), id="a position off the earth"),
        pytest.param({"ActionGeo_Type": "0", "ActionGeo_FullName": ""}, None, id="no place"),
        pytest.param({"ActionGeo_FullName": "Kunashir, Sakhalin, Russia", "ActionGeo_Lat": "44.1"}, ("Kunashir", "---", 44.1), id="a disputed place has no country"),
    ],
)  # fmt: skip
def test_where_it_took_place(one, cells, place):
    (event,) = one("gdelt", gdelt(**cells)).events
    assert (event.place and (event.place.name, event.place.country, event.place.latitude)) == place


# ICEWS ------------------------------------------------------------------------------------------------------------------


def test_a_row_of_icews(one):
    found = one("icews", icews())
    (event,) = found.events
    assert (event.mode, event.cameo, event.level) == ("third-party", "044", Level.LEADER)
    assert event.actors == ("JPN/shinzo-abe", "RUS/vladimir-putin")
    assert (found.document.publisher, found.document.published) == ("Harbour Wire", "2014-02-08")


@pytest.mark.parametrize(
    ("name", "sectors", "country", "actor", "kind"),
    [
        (
            "Foreign Affairs (Japan)",
            "Foreign Ministry,Government",
            "Japan",
            "JPN/foreign-affairs",
            ActorKind.GOVERNMENT,
        ),
        ("Japan", "", "Japan", "JPN", ActorKind.STATE),
        ("Catherine Ashton", "Elite", "United Kingdom", "EUE/catherine-ashton", ActorKind.PERSON),
        ("Military (Japan)", "Military,Government", "Japan", "JPN/military", ActorKind.GOVERNMENT),
        ("Citizen (Japan)", "General Population / Civilian / Social,Social", "Japan", "JPN/citizen", ActorKind.GROUP),
        ("UN Security Council", "Global Intergovernmental", "", "UNO/security-council", ActorKind.ORGANIZATION),
    ],
)
def test_actors_of_icews(one, name, sectors, country, actor, kind):
    row = icews(CAMEO_Code="111", Source_Name=name, Source_Sectors=sectors, Source_Country=country)
    found = one("icews", row)
    assert found.events[0].actors == (actor,)
    assert found.actor(actor).kind is kind


@pytest.mark.parametrize(
    ("words", "sector"),
    [
        ("Government Major Party (In Government),Parties", "GOV"), ("(National) Major Party", "PTY"), ("Naval,Military,Government", "MIL"),
        ("Protestors / Popular Opposition / Mobs,Dissident", "REB"), ("Global Development IGOs,Global Intergovernmental", "IGO"),
        ("Human Rights NGOs,NGOs", "NGO"), ("Unidentified Forces", "UAF"), ("Parties,Major Party Out Of Government", "OPP"), ("", ""), ("Odd", ""),
    ],
)  # fmt: skip
def test_sectors_of_icews(words, sector):
    assert find_sector(words) == sector


@pytest.mark.parametrize(
    ("name", "state"),
    [("Congo", "COG"), ("Democratic Republic of Congo", "COD"), ("Holy See (Vatican City State)", "VAT"), ("Viet Nam", "VNM"),
     ("Syrian Arab Republic", "SYR"), ("ROM", "ROU"), ("PAL", "PSE"), ("EUR", ""), ("", ""), ("Atlantis", "")],
)  # fmt: skip
def test_states_of_other_lists(name, state):
    assert find_state(name) == state


# POLECAT ----------------------------------------------------------------------------------------------------------------


def test_a_row_of_polecat(one):
    found = one("polecat", polecat())
    (event,) = found.events
    assert (event.mode, event.contexts, event.score) == ("visit", ("diplomatic", "territory"), 4.0)
    assert (event.actors, event.recipients) == (("JPN/shinzo-abe",), ("RUS",))
    assert (found.coder.version, found.document.published) == ("1.2", "2018-09-11")


def test_several_actors_in_a_cell(one):
    row = polecat(
        Event_Mode="multilateral", Actor_Name="Japan; China", Actor_Country="JPN; CHN", Primary_Actor_Sector="GOV; GOV"
    )
    (event,) = one("polecat", row).events
    assert (event.actors, event.recipients) == (("JPN", "CHN", "RUS"), ())


@pytest.mark.parametrize("breaks", [1, 3])
def test_a_row_that_line_ends_broke_is_put_together(take, breaks):
    cells = polecat(Story_People="A; B").split("\t")
    place = cells.index("A; B")
    cells[place] = "\n".join(["A said “"] + ["more"] * (breaks - 1) + ["and so on"])
    found = take("polecat", polecat(), "\t".join(cells), polecat(Event_ID="P3"))
    assert [type(row) for row in found] == [Readout] * 3
    assert len({row.document.id for row in found}) == 2


def test_a_row_that_is_cut_off_does_not_swallow_the_next(take):
    found = take("polecat", polecat()[:60], polecat(Event_ID="P2"), polecat(Event_ID="P3")[:50])
    assert [(type(row), getattr(row, "line", None)) for row in found] == [(Refused, 2), (Readout, None), (Refused, 4)]
    assert found[0].reason == "too few columns"


@pytest.mark.parametrize("kind", ["", "FIGHT", "None"])
def test_a_type_that_plover_does_not_have(take, kind):
    (found,) = take("polecat", polecat(Event_Type=kind))
    assert found.reason.startswith("no PLOVER type")


# COLT -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "start", "end", "precision"),
    [
        pytest.param({}, date(2014, 2, 7), date(2014, 2, 9), Precision.DAY, id="first and last day"),
        pytest.param({"TripEndDate": ""}, date(2014, 2, 7), date(2014, 2, 9), Precision.DAY, id="first day and days"),
        pytest.param({"TripEndDate": "", "TripDuration": "TBD"}, date(2014, 2, 7), date(2014, 2, 7), Precision.DAY, id="first day alone"),
        pytest.param({"TripStartDate": "", "TripEndDate": ""}, date(2014, 1, 1), date(2014, 12, 31), Precision.YEAR, id="the year alone"),
    ],
)  # fmt: skip
def test_when_a_leader_travelled(one, cells, start, end, precision):
    found = one("colt", colt(**cells))
    (event,) = found.events
    assert (event.date.start, event.date.end, event.date.precision) == (start, end, precision)
    assert found.document.published == (None if precision is Precision.YEAR else end.isoformat())


@pytest.mark.parametrize(
    ("role", "met", "level"),
    [
        ("G", "1", Level.LEADER), ("GS", "", Level.LEADER), ("De Facto", "Yes", Level.LEADER), ("G", "0", Level.UNKNOWN),
        ("F", "", Level.MINISTER), ("E", "1", Level.MINISTER), ("?", "1", Level.UNKNOWN),
    ],
)  # fmt: skip
def test_the_level_of_a_visit(one, role, met, level):
    (event,) = one("colt", colt(LeaderRole=role, MetHostHoGS=met)).events
    assert event.level is level


def test_a_traveller_whom_the_tables_do_not_know_is_a_person(one):
    found = one("colt", colt(LeaderFullName="Quirin Zubernack"))
    person = found.actor("JPN/quirin-zubernack")
    assert (person.kind, person.office, person.name) == (ActorKind.PERSON, "head_of_government", "Quirin Zubernack")


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        pytest.param({"CountryVisited": "Japan"}, "a journey within the traveller's own state", id="at home"),
        pytest.param({"CountryVisited": "Atlantis"}, "no state visited: 'Atlantis'", id="a state that is none"),
        pytest.param({"LeaderFullName": "TBD"}, "no traveller", id="nobody"),
        pytest.param({"TripStartDate": "", "TripEndDate": "", "TripYear": "TBD"}, "no day and no year: ''", id="at no time"),
        pytest.param({"TripStartDate": "30/2/2014"}, "no day: '30/2/2014'", id="on a day that does not exist"),
        pytest.param({"CityVisited": "a\n" * 30}, "a quotation mark that is not closed", id="a cell that does not end"),
        pytest.param({"TripEndDate": "2/1/2014"}, "it ends before it starts", id="backwards"),
    ],
)  # fmt: skip
def test_why_a_journey_is_set_aside(take, cells, reason):
    (found,) = take("colt", colt(**cells))
    assert (found.line, found.reason) == (2, reason)


def test_other_names_of_columns_and_other_commas(tmp_path: Path):
    file = tmp_path / "rows"
    file.write_text(
        "Leader_Full_Name;Leader Country;Country Visited;Year\nShinzo Abe;Japan;Russia;2014\n", encoding="utf-8"
    )
    (found,) = read_rows("colt", file)
    assert (found.events[0].actors, found.events[0].recipients) == (("JPN/shinzo-abe",), ("RUS",))


def test_a_cell_over_two_lines_is_one_cell(take):
    found = take("colt", colt(CityVisited="Sochi,\nby the sea"), colt(LeaderFullName=""))
    assert found[0].events[0].place.name == "Sochi, by the sea"
    assert found[1].line == 4
