"""The tables of titles, offices, spells of office, places and disputes: well formed, joined up, and right where it matters."""

import csv
import itertools
import re
import sys
from collections import defaultdict
from datetime import date, timedelta
from importlib import resources
from pathlib import Path

import pytest

from summitry.knowledge.entries import fold
from summitry.records import Level, Office

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from office_scores import bounds_apart, compare, join, make_spell, own_spells, read_sources, report

FIELDS = {
    "titles": "title country office level source checked",
    "offices": "id country office level title patterns executive source checked",
    "tenures": "person name family_name country office title start end variants note source checked",
    "places": "name country kind latitude longitude aliases source checked",
    "disputes": "id name names names_by claimants administrator before kind latitude longitude iso members "
    "start end source checked",
}
KEYS = {
    "titles": ("title", "country"),
    "offices": ("id",),
    "tenures": ("person", "office", "title", "start"),
    "places": ("name", "country"),
    "disputes": ("id",),
}
PLACE_KINDS = {"capital", "city", "seat", "venue", "region", "sea", "island", "strait", "river"}
DISPUTE_KINDS = {"island", "land border", "river", "sea", "name", "status"}
BODIES = {"UNO", "EUE", "NAT", "IGO", "NGO"}
PARTIAL_DATE = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
FAR = date(2100, 1, 1)
TODAY = date(2026, 11, 25)
LEADERS = {"head_of_government", "head_of_state", "monarch"}
G20 = [
    "ARG",
    "AUS",
    "BRA",
    "CAN",
    "CHN",
    "DEU",
    "FRA",
    "GBR",
    "IDN",
    "IND",
    "ITA",
    "JPN",
    "KOR",
    "MEX",
    "RUS",
    "SAU",
    "TUR",
    "USA",
    "ZAF",
]
OTHERS_SAY = ("Wikidata", "REIGN", "Archigos")  # a note that tells what a list has, and why we do not


def read(name):
    text = resources.files("summitry").joinpath("data", "world", f"{name}.csv").read_text(encoding="utf-8")
    assert "\r" not in text, f"{name}.csv must have LF line ends"
    return list(csv.DictReader(text.splitlines(), strict=True))


TABLES = {name: read(name) for name in FIELDS}
STATES = {row["id"] for row in read("states")}
TENURES = TABLES["tenures"]


def cell(text):
    return [part for part in text.split(";") if part]


def first_day(text):
    parts = [int(part) for part in text.split("-")]
    return date(*[*parts, 1, 1][:3])


def last_day(text):
    if not text:
        return FAR
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts)
    if len(parts) == 1:
        return date(parts[0], 12, 31)
    return (date(parts[0], parts[1], 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def holders(country, office, day):
    on = date.fromisoformat(day)
    return {
        row["name"]
        for row in TENURES
        if row["country"] == country
        and row["office"] == office
        and first_day(row["start"]) <= on <= last_day(row["end"])
    }


@pytest.mark.parametrize("name", FIELDS)
def test_every_table_has_its_columns_and_no_stray_blanks(name):
    assert TABLES[name]
    for number, row in enumerate(TABLES[name], start=2):
        assert list(row) == FIELDS[name].split(), f"{name}.csv, row {number}"
        for column, value in row.items():
            assert value == value.strip(), f"{name}.csv, row {number}, {column}: {value!r}"


@pytest.mark.parametrize("name", FIELDS)
def test_every_row_names_its_source_and_when_it_was_checked(name):
    for row in TABLES[name]:
        assert row["source"]
        assert date.fromisoformat(row["checked"])


@pytest.mark.parametrize("name", FIELDS)
def test_no_row_stands_twice(name):
    seen = set()
    for row in TABLES[name]:
        key = tuple(row[column] for column in KEYS[name])
        assert key not in seen, f"{name}.csv has {key} twice"
        seen.add(key)


@pytest.mark.parametrize("name", ["titles", "offices", "places", "disputes"])
def test_rows_stand_in_the_order_of_their_key(name):
    keys = [tuple(row[column] for column in KEYS[name]) for row in TABLES[name]]
    assert keys == sorted(keys)


@pytest.mark.parametrize("name", ["titles", "offices"])
def test_offices_and_levels_are_the_contracts(name):
    for row in TABLES[name]:
        assert Office(row["office"])
        assert Level(row["level"])


@pytest.mark.parametrize("name", ["titles", "offices", "tenures", "places"])
def test_countries_are_states_or_the_codes_of_bodies(name):
    extra = {"titles": BODIES | {""}, "places": {"---"}}.get(name, BODIES)
    assert {row["country"] for row in TABLES[name]} - STATES - extra == set()


def test_titles_are_lower_case_and_plentiful():
    assert len(TABLES["titles"]) >= 250
    for row in TABLES["titles"]:
        assert row["title"] == row["title"].lower()


@pytest.mark.parametrize(
    ("title", "country", "office"),
    [
        ("deputy foreign minister", "", "deputy_minister"),
        ("vice-minister of foreign affairs", "", "deputy_minister"),
        ("state councilor", "CHN", "minister"),
        ("state councillor", "CHN", "minister"),
        ("defense minister", "", "defence_minister"),
        ("defence minister", "", "defence_minister"),
        ("national security advisor", "", "official"),
        ("national security adviser", "", "official"),
        ("foreign secretary", "GBR", "foreign_minister"),
        ("foreign secretary", "PHL", "foreign_minister"),
        ("foreign secretary", "IND", "deputy_minister"),
        ("foreign secretary", "PAK", "deputy_minister"),
        ("foreign secretary", "BGD", "deputy_minister"),
        ("secretary of state", "USA", "foreign_minister"),
        ("charge d'affaires", "", "ambassador"),
        ("chargé d’affaires", "", "ambassador"),
        ("special envoy", "", "envoy"),
        ("spokeswoman", "", "spokesperson"),
        ("speaker of parliament", "", "legislator"),
        ("crown prince", "", "other"),
        ("chief negotiator", "", "official"),
        ("undersecretary of state", "", "deputy_minister"),
    ],
)
def test_a_title_decides_the_office_of_somebody_no_list_covers(title, country, office):
    found = {(row["title"], row["country"]): row["office"] for row in TABLES["titles"]}
    assert found[title, country] == office


def test_an_office_belongs_to_the_country_in_its_id():
    for row in TABLES["offices"]:
        assert row["id"].startswith(row["country"] + "/"), row["id"]
        assert row["executive"] in {"yes", "no"}
        forms = [form.casefold() for form in [row["title"], *cell(row["patterns"])]]
        assert len(forms) == len(set(forms)), row["id"]


@pytest.mark.parametrize(
    ("country", "office"),
    [
        ("DEU", "head_of_government"),
        ("GBR", "head_of_government"),
        ("JPN", "head_of_government"),
        ("IND", "head_of_government"),
        ("USA", "head_of_state"),
        ("RUS", "head_of_state"),
        ("FRA", "head_of_state"),
        ("CHN", "head_of_state"),
        ("TUR", "head_of_state"),
        ("SAU", "monarch"),
    ],
)
def test_the_executive_is_the_office_that_leads(country, office):
    rows = [row for row in TABLES["offices"] if row["country"] == country and row["executive"] == "yes"]
    assert office in {row["office"] for row in rows}
    assert {row["level"] for row in rows} == {"leader"}


def test_a_spell_has_dates_in_order():
    for row in TENURES:
        assert PARTIAL_DATE.fullmatch(row["start"]), row
        assert not row["end"] or PARTIAL_DATE.fullmatch(row["end"]), row
        assert first_day(row["start"]) <= last_day(row["end"]), row
        assert Office(row["office"])


def test_a_person_is_one_name_under_one_id():
    people = defaultdict(set)
    for row in TENURES:
        assert row["person"].startswith(row["country"] + "/"), row
        assert re.fullmatch(r"[A-Z]{3}/[a-z0-9]+(?:-[a-z0-9]+)*", row["person"]), row
        assert row["family_name"], row
        assert row["name"] not in cell(row["variants"]), row
        people[row["person"]].add((row["name"], row["family_name"], row["variants"]))
    assert {person: forms for person, forms in people.items() if len(forms) > 1} == {}


def test_a_family_name_is_part_of_the_name():
    for row in TENURES:
        forms = " ".join(fold(form) for form in (row["name"], *cell(row["variants"])))
        assert fold(row["family_name"]) in forms, row


def test_the_spells_reach_nearly_all_states_and_twenty_bodies():
    led = {row["country"] for row in TENURES if row["office"] in LEADERS} - BODIES
    abroad = {row["country"] for row in TENURES if row["office"] == "foreign_minister"} - BODIES
    posts = {(row["country"], row["title"]) for row in TENURES if row["office"] == "head_of_organization"}
    assert len(TENURES) >= 7000
    assert len(led) >= 190
    assert len(abroad) >= 150
    assert len(posts) >= 20


def gaps(country, offices, since=date(2000, 1, 1), until=TODAY):
    """Return the stretches of days on which the table names nobody: first day, last day, how many."""
    spells = sorted(
        (first_day(row["start"]), last_day(row["end"]))
        for row in TENURES
        if row["country"] == country and row["office"] in offices
    )
    found, known = [], since
    for start, end in [*spells, (until, until)]:
        if start > known + timedelta(days=1):
            found.append((known, start, (start - known).days))
        known = max(known, end)
    return found


@pytest.mark.parametrize("country", G20)
@pytest.mark.parametrize("offices", [LEADERS, {"foreign_minister"}], ids=["the executive", "the foreign ministry"])
def test_no_gap_of_sixty_days_in_the_group_of_twenty(country, offices):
    assert [gap for gap in gaps(country, offices) if gap[2] > 60] == []


def test_somebody_leads_every_state_on_nearly_all_days():
    founded = {row["id"]: first_day(row["valid_from"] or "1900") for row in read("states")}
    days = missing = 0
    for country in {row["country"] for row in TENURES if row["office"] in LEADERS} - BODIES:
        since = max(date(2001, 1, 1), founded[country])
        days += (TODAY - since).days
        missing += sum(gap[2] for gap in gaps(country, LEADERS, since))
    assert missing / days < 0.005


def test_every_state_with_a_leader_has_an_office_that_leads():
    led = {row["country"] for row in TENURES if row["office"] in LEADERS} - BODIES
    assert led - {row["country"] for row in TABLES["offices"] if row["executive"] == "yes"} == set()


def test_the_title_of_a_leader_or_foreign_minister_is_one_of_the_office():
    titles = defaultdict(set)
    for row in TABLES["offices"]:
        titles[row["country"], row["office"]] |= {fold(form) for form in (row["title"], *cell(row["patterns"]))}
    for row in TENURES:
        if row["office"] in LEADERS | {"foreign_minister"}:
            assert fold(row["title"]) in titles[row["country"], row["office"]], row


@pytest.mark.parametrize("office", ["head_of_government", "foreign_minister"])
def test_two_hold_one_office_at_a_time_only_if_the_row_says_so(office):
    spells = defaultdict(list)
    for row in TENURES:
        if row["office"] == office and (not row["note"] or row["note"].startswith(OTHERS_SAY)):
            spells[row["country"]].append(row)
    doubled = [
        (a["name"], a["end"], b["name"], b["start"])
        for rows in spells.values()
        for a, b in itertools.combinations(sorted(rows, key=lambda row: first_day(row["start"])), 2)
        if last_day(b["start"]) < first_day(a["end"] or "2100")
    ]
    assert doubled == []


@pytest.mark.parametrize(
    ("name", "country", "office", "day"),
    [
        ("Shinzo Abe", "JPN", "head_of_government", "2014-02-08"),
        ("Yoshihiko Noda", "JPN", "head_of_government", "2012-06-18"),
        ("Fumio Kishida", "JPN", "foreign_minister", "2015-12-28"),
        ("Vladimir Putin", "RUS", "head_of_state", "2014-02-08"),
        ("Dmitry Medvedev", "RUS", "head_of_state", "2010-11-01"),
        ("Dmitry Medvedev", "RUS", "head_of_government", "2015-08-22"),
        ("Sergei Lavrov", "RUS", "foreign_minister", "2008-08-12"),
        ("Xi Jinping", "CHN", "head_of_state", "2018-06-10"),
        ("Wang Yi", "CHN", "foreign_minister", "2016-05-01"),
        ("Qin Gang", "CHN", "foreign_minister", "2023-06-18"),
        ("Park Geun-hye", "KOR", "head_of_state", "2015-11-02"),
        ("Barack Obama", "USA", "head_of_state", "2009-04-05"),
        ("John Kerry", "USA", "foreign_minister", "2014-03-05"),
        ("Angela Merkel", "DEU", "head_of_government", "2015-02-12"),
        ("Gerhard Schröder", "DEU", "head_of_government", "2003-02-15"),
        ("Emmanuel Macron", "FRA", "head_of_state", "2019-12-09"),
        ("Recep Tayyip Erdogan", "TUR", "head_of_government", "2010-05-15"),
        ("Recep Tayyip Erdogan", "TUR", "head_of_state", "2016-08-09"),
        ("Petro Poroshenko", "UKR", "head_of_state", "2014-09-05"),
        ("Mohammad Javad Zarif", "IRN", "foreign_minister", "2015-07-14"),
        ("Manmohan Singh", "IND", "head_of_government", "2009-07-16"),
        ("Hun Sen", "KHM", "head_of_government", "2011-04-22"),
        ("Abiy Ahmed", "ETH", "head_of_government", "2018-07-09"),
        ("Jimmy Morales", "GTM", "head_of_state", "2018-04-15"),
        ("Mohammed VI", "MAR", "monarch", "2021-08-24"),
        ("Catherine Ashton", "EUE", "foreign_minister", "2013-11-24"),
        ("Ban Ki-moon", "UNO", "head_of_organization", "2011-09-01"),
        ("Anders Fogh Rasmussen", "NAT", "head_of_organization", "2012-05-20"),
        ("Olaf Scholz", "DEU", "head_of_government", "2021-12-08"),
        ("Friedrich Merz", "DEU", "head_of_government", "2025-05-06"),
        ("Joschka Fischer", "DEU", "foreign_minister", "2003-02-08"),
        ("Annalena Baerbock", "DEU", "foreign_minister", "2022-02-18"),
        ("Colin Powell", "USA", "foreign_minister", "2003-02-05"),
        ("Rex Tillerson", "USA", "foreign_minister", "2017-04-12"),
        ("Antony Blinken", "USA", "foreign_minister", "2021-03-18"),
        ("Robin Cook", "GBR", "foreign_minister", "2001-01-01"),
        ("Philip Hammond", "GBR", "foreign_minister", "2015-07-14"),
        ("Liz Truss", "GBR", "head_of_government", "2022-10-01"),
        ("Dominique de Villepin", "FRA", "foreign_minister", "2003-02-14"),
        ("Laurent Fabius", "FRA", "foreign_minister", "2015-12-12"),
        ("Jean-Yves Le Drian", "FRA", "foreign_minister", "2021-09-16"),
        ("Li Keqiang", "CHN", "head_of_government", "2015-07-01"),
        ("Zhu Rongji", "CHN", "head_of_government", "2001-12-11"),
        ("Sergey Kislyak", "RUS", "ambassador", "2016-12-01"),
        ("Igor Ivanov", "RUS", "foreign_minister", "2003-11-23"),
        ("Junichiro Koizumi", "JPN", "head_of_government", "2002-09-17"),
        ("Taro Kono", "JPN", "foreign_minister", "2018-12-18"),
        ("Roh Moo-hyun", "KOR", "head_of_state", "2007-10-02"),
        ("Moon Jae-in", "KOR", "head_of_state", "2018-04-27"),
        ("Donald Tusk", "POL", "head_of_government", "2010-04-10"),
        ("Radoslaw Sikorski", "POL", "foreign_minister", "2014-02-21"),
        ("Alexis Tsipras", "GRC", "head_of_government", "2018-06-17"),
        ("Nikola Dimitrov", "MKD", "foreign_minister", "2018-06-17"),
        ("Erna Solberg", "NOR", "head_of_government", "2017-06-01"),
        ("Carl Bildt", "SWE", "foreign_minister", "2008-08-15"),
        ("Alexander Stubb", "FIN", "foreign_minister", "2008-08-12"),
        ("Alexander Stubb", "FIN", "head_of_state", "2024-03-05"),
        ("Bertie Ahern", "IRL", "head_of_government", "2004-05-01"),
        ("Jacinda Ardern", "NZL", "head_of_government", "2019-03-15"),
        ("Alexander Downer", "AUS", "foreign_minister", "2002-10-12"),
        ("Sushma Swaraj", "IND", "foreign_minister", "2017-08-28"),
        ("Imran Khan", "PAK", "head_of_government", "2019-02-28"),
        ("Ali Akbar Salehi", "IRN", "foreign_minister", "2012-06-18"),
        ("Hosni Mubarak", "EGY", "head_of_state", "2005-07-23"),
        ("Gebran Bassil", "LBN", "foreign_minister", "2017-11-04"),
        ("Jean Ping", "GAB", "foreign_minister", "2004-09-14"),
        ("Moussa Faki", "TCD", "foreign_minister", "2016-01-01"),
        ("Macky Sall", "SEN", "head_of_state", "2013-06-27"),
        ("Celso Amorim", "BRA", "foreign_minister", "2010-05-17"),
        ("Chrystia Freeland", "CAN", "foreign_minister", "2018-08-05"),
        ("David Choquehuanca", "BOL", "foreign_minister", "2010-06-01"),
        ("Luis Almagro", "URY", "foreign_minister", "2014-12-07"),
        ("Ossur Skarphedinsson", "ISL", "foreign_minister", "2009-07-23"),
        ("Kofi Annan", "UNO", "head_of_organization", "2003-03-20"),
        ("Jens Stoltenberg", "NAT", "head_of_organization", "2022-06-29"),
        ("Federica Mogherini", "EUE", "foreign_minister", "2015-07-14"),
        ("Jose Manuel Barroso", "EUE", "head_of_organization", "2012-12-10"),
    ],
    ids=lambda value: str(value).replace(" ", "_"),
)
def test_a_leader_is_known_on_a_day(name, country, office, day):
    assert name in holders(country, office, day)


@pytest.mark.parametrize(
    ("name", "country", "office", "day"),
    [
        ("Shinzo Abe", "JPN", "head_of_government", "2008-01-01"),
        ("Vladimir Putin", "RUS", "head_of_state", "2010-01-01"),
        ("Catherine Ashton", "EUE", "foreign_minister", "2015-01-01"),
        ("Mikheil Saakashvili", "GEO", "head_of_state", "2007-12-15"),
        ("Laurent Fabius", "FRA", "foreign_minister", "2016-06-01"),
        ("Hosni Mubarak", "EGY", "head_of_state", "2011-02-12"),
    ],
    ids=lambda value: str(value).replace(" ", "_"),
)
def test_a_leader_out_of_office_is_not(name, country, office, day):
    assert name not in holders(country, office, day)


@pytest.mark.parametrize(
    ("person", "form"),
    [
        ("RUS/sergei-lavrov", "Sergey Lavrov"),
        ("JPN/shinzo-abe", "Abe Shinzo"),
        ("KOR/park-geun-hye", "Park Geun Hye"),
        ("TUR/recep-tayyip-erdogan", "Recep Tayyip Erdoğan"),
        ("UKR/volodymyr-zelenskyy", "Zelensky"),
        ("ROU/klaus-iohannis", "Klaus Johannis"),
        ("SAU/mohammed-bin-salman", "Mohammad bin Salman"),
        ("DEU/gerhard-schroder", "Gerhard Schroeder"),
        ("LBY/muammar-gaddafi", "Muammar Khadafy"),
        ("CHN/deng-xiaoping", "Teng Hsiao-ping"),
        ("SYR/hafez-al-assad", "Hafiz al-Assad"),
        ("KOR/chun-doo-hwan", "Chun Doo Hwan"),
        ("IRN/ruhollah-khomeini", "Ayatollah Khomeini"),
    ],
)
def test_other_spellings_and_orders_of_a_name_are_listed(person, form):
    assert form in {variant for row in TENURES if row["person"] == person for variant in cell(row["variants"])}


@pytest.mark.parametrize("name", ["places", "disputes"])
def test_positions_lie_on_the_globe(name):
    for row in TABLES[name]:
        assert -90 <= float(row["latitude"]) <= 90, row
        assert -180 <= float(row["longitude"]) <= 180, row


def test_a_place_name_means_one_place():
    seen = {}
    for row in TABLES["places"]:
        assert row["kind"] in PLACE_KINDS, row
        for name in {row["name"], *cell(row["aliases"])}:
            assert name not in seen, f"{name} is {seen[name]} and {row['name']}"
            seen[name] = row["name"]


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Sochi", "RUS"),
        ("Lough Erne", "GBR"),
        ("Camp David", "USA"),
        ("Dayton", "USA"),
        ("Sharm el-Sheikh", "EGY"),
        ("Sentosa", "SGP"),
        ("Panmunjom", "---"),
        ("Schloss Elmau", "DEU"),
        ("Astana", "KAZ"),
        ("Iturup", "---"),
        ("Senkaku Islands", "---"),
        ("South China Sea", "---"),
    ],
)
def test_a_place_has_its_state_unless_states_dispute_it(name, country):
    assert country in {row["country"] for row in TABLES["places"] if row["name"] == name}


def test_every_member_of_the_united_nations_security_council_has_its_capital():
    capitals = {row["country"] for row in TABLES["places"] if row["kind"] == "capital"}
    assert {"USA", "GBR", "FRA", "RUS", "CHN"} <= capitals
    assert len(capitals) >= 190


def test_a_dispute_names_its_claimants_and_who_is_there():
    assert len(TABLES["disputes"]) >= 70
    for row in TABLES["disputes"]:
        claimants = cell(row["claimants"])
        assert row["kind"] in DISPUTE_KINDS, row
        assert claimants == sorted(set(claimants)), row
        assert set(claimants) <= STATES, row
        assert not row["administrator"] or row["administrator"] in STATES, row
        assert row["iso"] == "---" or row["iso"] in STATES, row
        assert row["name"] not in cell(row["names"]), row
        assert not row["end"] or row["start"] <= row["end"], row


@pytest.mark.parametrize(
    ("one", "other", "claimants", "administrator"),
    [
        ("Iturup", "Etorofu", {"JPN", "RUS"}, "RUS"),
        ("Senkaku Islands", "Diaoyu Islands", {"CHN", "JPN", "TWN"}, "JPN"),
        ("Dokdo", "Takeshima", {"JPN", "KOR", "PRK"}, "KOR"),
        ("Falkland Islands", "Islas Malvinas", {"ARG", "GBR"}, "GBR"),
        ("Imia", "Kardak", {"GRC", "TUR"}, ""),
    ],
)
def test_a_disputed_place_has_a_name_for_each_side(one, other, claimants, administrator):
    [row] = [row for row in TABLES["disputes"] if row["name"] == one]
    assert other in cell(row["names"])
    assert set(cell(row["claimants"])) == claimants
    assert row["administrator"] == administrator


@pytest.mark.shared
def test_our_spells_agree_with_open_lists_of_office_holders(shared):
    figures, against = report(shared)
    told = "\n".join(line for lines in against.values() for line in lines)

    assert figures["number of spells compared"] >= 2500
    assert figures["spells agree"] >= 0.98, told
    assert figures["spells agree with Wikidata"] >= 0.97, told
    assert figures["first and last days agree"] >= 0.985, told


@pytest.mark.shared
def test_we_name_whom_open_lists_name(shared):
    figures, against = report(shared)
    told = "\n".join(line for lines in against.values() for line in lines)

    assert figures["named"] >= 0.99, told
    assert figures["same person as Wikidata"] >= 0.99, told
    assert figures["same person as REIGN"] >= 0.99, told
    assert figures["named 1970 to 1999, asked by REIGN"] >= 0.985, told
    assert figures["same person as REIGN, 1970 to 1999"] >= 0.98, told


@pytest.mark.shared
def test_a_wrong_spell_is_found(shared):
    source = read_sources(shared / "data" / "world")[0]
    own = own_spells()
    wrong = make_spell("JPN/shinzo-abe", ["Shinzo Abe"], "2012-11-26", "2020-09-16")
    own["JPN", "head_of_government"] = [wrong]

    cases = [case for case in compare(own, source, []) if case.told.startswith("JPN head_of_government")]

    assert [case.apart for case in cases] == [{"start"}]


def test_spells_that_follow_each_other_are_one_time_in_office():
    parts = [make_spell("x", ["A B"], *days) for days in (("2001-01-01", "2003-05-01"), ("2003-05-20", "2006-01-01"))]
    apart = make_spell("x", ["A B"], "2007-01-01", "")

    assert [(s.start, s.end) for s in join([apart, *parts])] == [
        (date(2001, 1, 1), date(2006, 1, 1)),
        (date(2007, 1, 1), None),
    ]


@pytest.mark.parametrize(
    ("start", "end", "apart"),
    [
        ("2001-01-08", "2003-05-01", set()),
        ("2001-01-09", "2003-05-01", {"start"}),
        ("2001-01", "2003-05-20", {"end"}),
        ("2001-01-01", "2003-05", set()),
        ("2001-01-01", "2003-07", {"end"}),
        ("2001-01-01", "2004", set()),
    ],
    ids=[
        "a week",
        "over a week",
        "a month gives no start",
        "the month of an end",
        "another month",
        "a year gives no end",
    ],
)
def test_bounds_agree_within_a_week(start, end, apart):
    ours = make_spell("x", ["A B"], "2001-01-01", "2003-05-01")
    listed = make_spell("y", ["A B"], start, end)

    assert {bound for bound, gap in bounds_apart(ours, listed).items() if gap > timedelta(days=7)} == apart
