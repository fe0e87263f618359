"""The tables of titles, offices, spells of office, places and disputes: well formed, joined up, and right where it matters."""

import csv
import itertools
import re
import unicodedata
from collections import defaultdict
from datetime import date, timedelta
from importlib import resources

import pytest

from summitry.records import Level, Office

FIELDS = {
    "titles": "title country office level source checked",
    "offices": "id country office level title patterns executive source checked",
    "tenures": "person name family_name country office title start end variants note source checked",
    "places": "name country kind latitude longitude aliases source checked",
    "disputes": "id name names names_by claimants administrator kind latitude longitude iso members "
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
LISTED_UNTIL = date(2022, 6, 30)  # the open lists of office holders were drawn up in July 2022


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


def plain(text):
    base = "".join(c for c in unicodedata.normalize("NFKD", text.replace("ı", "i")) if not unicodedata.combining(c))
    return base.casefold()


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


def test_the_spells_reach_seventy_states_and_twenty_bodies():
    states = {row["country"] for row in TENURES} - BODIES
    posts = {(row["country"], row["title"]) for row in TENURES if row["office"] == "head_of_organization"}
    assert len(TENURES) >= 1500
    assert len(states) >= 70
    assert len(posts) >= 20


@pytest.mark.parametrize("office", ["head_of_government", "foreign_minister"])
def test_two_hold_one_office_at_a_time_only_if_the_row_says_so(office):
    spells = defaultdict(list)
    for row in TENURES:
        if row["office"] == office and not row["note"]:
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
    ],
)
def test_a_leader_is_known_on_a_day(name, country, office, day):
    assert name in holders(country, office, day)


@pytest.mark.parametrize(
    ("name", "country", "office", "day"),
    [
        ("Shinzo Abe", "JPN", "head_of_government", "2008-01-01"),
        ("Vladimir Putin", "RUS", "head_of_state", "2010-01-01"),
        ("Catherine Ashton", "EUE", "foreign_minister", "2015-01-01"),
    ],
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


POSITIONS = {
    "Prime Minister": "head_of_government",
    "Federal Chancellor": "head_of_government",
    "Taoiseach": "head_of_government",
    "Minister of Foreign Affairs": "foreign_minister",
    "Minister for Foreign Affairs": "foreign_minister",
    "Minister of External Affairs": "foreign_minister",
}
COUNTRIES = (
    "armenia:ARM austria:AUT azerbaijan:AZE bangladesh:BGD belarus:BLR cyprus:CYP czech:CZE egypt:EGY estonia:EST "
    "france:FRA georgia:GEO greece:GRC hungary:HUN india:IND iraq:IRQ israel:ISR italy:ITA japan:JPN jordan:JOR "
    "kazakhstan:KAZ latvia:LVA lithuania:LTU malaysia:MYS mongolia:MNG netherlands:NLD pakistan:PAK poland:POL "
    "romania:ROU russia:RUS serbia:SRB singapore:SGP south-korea:KOR spain:ESP sri-lanka:LKA syria:SYR turkey:TUR "
    "ukraine:UKR united-kingdom:GBR vietnam:VNM"
)


def merged(spells):
    """Join the spells of one holder that follow each other within six weeks: lists part them at each cabinet."""
    found = []
    for start, end in sorted(spells):
        if found and start <= found[-1][1] + timedelta(days=45):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def listed_spells(shared):
    codes = dict(pair.split(":") for pair in COUNTRIES.split())
    found = defaultdict(list)
    with (shared / "data" / "world" / "everypolitician_holders21.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            office, country = POSITIONS.get(row["position"]), codes.get(row["country"])
            whole = [bool(re.fullmatch(r"\d{4}-\d\d-\d\d", row[bound] or "")) for bound in ("start", "end")]
            if office and country and all(whole) and row["start"] < row["end"]:
                spell = (date.fromisoformat(row["start"]), date.fromisoformat(row["end"]))
                found[country, office, plain(row["person"])].append(spell)
    return found


def own_spells():
    names, found = defaultdict(set), defaultdict(list)
    for row in TENURES:
        names[row["person"]] |= {plain(form) for form in (row["name"], *cell(row["variants"]))}
        for name in names[row["person"]]:
            if len(row["start"]) == len(row["end"]) == 10:
                found[row["country"], row["office"], name].append((first_day(row["start"]), last_day(row["end"])))
    return found


@pytest.mark.shared
def test_our_spells_agree_with_open_lists_of_office_holders(shared):
    listed, own = listed_spells(shared), own_spells()
    bounds, apart = 0, []
    for key in sorted(set(listed) & set(own)):
        for spell in merged(own[key]):
            near = [other for other in merged(listed[key]) if other[0] <= spell[1] and spell[0] <= other[1]]
            if not near or spell[0] < date(2000, 1, 1) or spell[1] > LISTED_UNTIL:
                continue
            days = min(([abs((a - b).days) for a, b in zip(spell, other, strict=True)] for other in near), key=sum)
            bounds += 2
            apart += [f"{key}, {day}: {n} days" for day, n in zip(spell, days, strict=True) if n > 7]
    report = f"{len(apart)} of {bounds} first and last days are more than a week apart:\n" + "\n".join(apart)
    assert bounds >= 600, report
    assert len(apart) / bounds <= 0.06, report
