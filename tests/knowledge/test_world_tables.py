"""The tables of states, aliases, organisations and memberships: well formed, joined up, and right where it matters."""

import csv
import itertools
import re
import unicodedata
from collections import Counter, defaultdict
from datetime import date
from importlib import resources

import pytest

from summitry.knowledge.facts import read_bound
from summitry.records import Office

FIELDS = {
    "states": "id name official alpha2 m49 cow gw fips cameo wikidata capital "
    "valid_from valid_to successor source checked",
    "aliases": "alias target kind valid_from valid_to source checked",
    "organisations": "id name abbreviation kind country sector valid_from valid_to source checked",
    "membership": "organisation member valid_from valid_to source checked",
    "senses": "name target usual meaning source checked",
    "figures": "person name family_name country office title start end variants note source checked",
}
PEOPLE_KINDS = {"adjective", "demonym", "demonym_plural"}
ALIAS_KINDS = PEOPLE_KINDS | {"name", "short", "former", "abbreviation", "capital", "residence", "other"}
ORGANISATION_KINDS = {"organization", "bloc", "government", "group"}
SECTORS = {"IGO", "NGO", "GOV", "LEG", "MIL", "JUD", "SPY", "REB", "OPP", "BUS", "MED", "CVL"}
OWN_CODES = {"UNO", "EUE", "NAT"}
CODE_PATTERNS = {
    "id": r"[A-Z]{3}",
    "alpha2": r"[A-Z]{2}",
    "m49": r"\d{3}",
    "cow": r"[1-9]\d{0,2}",
    "gw": r"[1-9]\d{0,2}",
    "fips": r"[A-Z]{2}",
    "cameo": r"[A-Z]{3}",
    "wikidata": r"Q[1-9]\d*",
}
# One word may mean two things only if it is listed here; the reader of a text then decides by its context.
AMBIGUOUS = {
    "Brussels": {"BEL", "EUE"},
    "Congolese": {"COD", "COG"},
    "Dominican": {"DMA", "DOM"},
    "Dominicans": {"DMA", "DOM"},
    "NRC": {"NAT/nato-russia-council", "NGO/norwegian-refugee-council"},
    "PPP": {"KOR/people-power-party", "PAK/pakistan-peoples-party"},
    "PTI": {"IND/press-trust-of-india", "PAK/pakistan-tehreek-e-insaf"},
    "RSF": {"NGO/reporters-without-borders", "SDN/rapid-support-forces"},
    "SDF": {"JPN/self-defense-forces", "SYR/syrian-democratic-forces"},
    "SPA": {"PRK/supreme-peoples-assembly", "SAU/saudi-press-agency"},
}


def read(name):
    text = resources.files("summitry").joinpath("data", "world", f"{name}.csv").read_text(encoding="utf-8")
    assert "\r" not in text, f"{name}.csv must have LF line ends"
    rows = list(csv.DictReader(text.splitlines(), strict=True))
    assert rows, f"{name}.csv is empty"
    return rows


STATES = read("states")
ALIASES = read("aliases")
ORGANISATIONS = read("organisations")
MEMBERSHIP = read("membership")
SENSES = read("senses")
FIGURES = read("figures")
TABLES = {
    "states": STATES,
    "aliases": ALIASES,
    "organisations": ORGANISATIONS,
    "membership": MEMBERSHIP,
    "senses": SENSES,
    "figures": FIGURES,
}
STATE = {row["id"]: row for row in STATES}
ORGANISATION = {row["id"]: row for row in ORGANISATIONS}
CURRENT = [row for row in STATES if not row["valid_to"]]
TARGETS = defaultdict(set)
for _row in ALIASES:
    TARGETS[_row["alias"]].add(_row["target"])


def fold(text):
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("ı", "i"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())


def members(organisation, on):
    return {
        row["member"]
        for row in MEMBERSHIP
        if row["organisation"] == organisation
        and (not row["valid_from"] or row["valid_from"] <= on)
        and (not row["valid_to"] or on <= row["valid_to"])
    }


# ---------------------------------------------------------------------- form
@pytest.mark.parametrize("name", TABLES)
def test_columns_are_the_agreed_ones(name):
    assert list(TABLES[name][0]) == FIELDS[name].split()


@pytest.mark.parametrize("name", TABLES)
def test_every_row_says_its_source_and_the_day_it_was_checked(name):
    for row in TABLES[name]:
        assert row["source"], row
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", row["checked"]), row


@pytest.mark.parametrize("name", TABLES)
def test_no_cell_has_outer_blanks_or_control_characters(name):
    for row, (column, cell) in itertools.chain.from_iterable(zip(itertools.repeat(r), r.items()) for r in TABLES[name]):
        assert cell == cell.strip(), (row, column)
        assert cell.isprintable(), (row, column)
        assert unicodedata.is_normalized("NFC", cell), (row, column)


@pytest.mark.parametrize("name", ["states", "aliases", "organisations", "membership"])
def test_dates_are_iso_days_in_order(name):
    for row in TABLES[name]:
        days = [date.fromisoformat(row[c]) for c in ("valid_from", "valid_to") if row[c]]
        assert days == sorted(days), row
        assert all(len(row[c]) in {0, 10} for c in ("valid_from", "valid_to")), row


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("states", ("id",)),
        ("organisations", ("id",)),
        ("aliases", ("alias", "target", "kind")),
        ("membership", ("organisation", "member", "valid_from")),
        ("figures", ("country", "name", "start", "title")),
    ],
    ids=[
        "states by id",
        "organisations by id",
        "aliases by alias, target, kind",
        "membership by body, member, start",
        "figures by country, name, start, title",
    ],
)
def test_rows_are_sorted_and_unique(name, key):
    keys = [tuple(row[column] for column in key) for row in TABLES[name]]
    assert keys == sorted(keys)
    assert [k for k, n in Counter(keys).items() if n > 1] == []


# ---------------------------------------------------------------------- states
@pytest.mark.parametrize("column", CODE_PATTERNS)
def test_state_codes_are_well_formed(column):
    for row in STATES:
        assert re.fullmatch(CODE_PATTERNS[column], row[column]) or (not row[column] and column != "id"), row


@pytest.mark.parametrize("column", CODE_PATTERNS)
def test_no_two_living_states_share_a_code(column):
    counted = Counter(row[column] for row in CURRENT if row[column])
    assert [code for code, n in counted.items() if n > 1] == []


def test_all_249_codes_of_iso_3166_and_kosovo_are_there():
    assert len(CURRENT) == 250
    assert sum(bool(row["m49"]) for row in CURRENT) == 249


def test_a_vanished_state_names_a_living_successor():
    gone = [row for row in STATES if row["valid_to"]]
    assert {"SUN", "YUG", "DDR", "CSK", "SCG"} <= {row["id"] for row in gone}
    for row in gone:
        assert row["successor"] in STATE, row
        assert not STATE[row["successor"]]["valid_to"], row
    assert all(not row["successor"] for row in CURRENT)


@pytest.mark.parametrize(
    ("code", "column", "value"),
    [
        ("JPN", "cow", "740"),
        ("DEU", "gw", "260"),
        ("DEU", "cow", "255"),
        ("SRB", "cow", "345"),
        ("SRB", "gw", "340"),
        ("YEM", "gw", "678"),
        ("RUS", "alpha2", "RU"),
        ("RUS", "valid_from", "1991-12-26"),
        ("SUN", "successor", "RUS"),
        ("ROU", "cameo", "ROM"),
        ("TLS", "cameo", "TMP"),
        ("USA", "m49", "840"),
        ("UKR", "capital", "Kyiv"),
        ("KAZ", "capital", "Astana"),
        ("NAM", "alpha2", "NA"),
        ("XKX", "alpha2", "XK"),
        ("SSD", "valid_from", "2011-07-09"),
        ("MNE", "valid_from", "2006-06-03"),
        ("CHN", "wikidata", "Q148"),
    ],
)
def test_codes_and_facts_of_states(code, column, value):
    assert STATE[code][column] == value


# ---------------------------------------------------------------------- organisations
def test_organisations_have_a_known_country_kind_and_sector():
    for row in ORGANISATIONS:
        prefix = row["id"].partition("/")[0]
        assert row["country"] == prefix, row
        assert prefix in STATE or prefix in {"IGO", "NGO", "---"} | OWN_CODES, row
        assert row["kind"] in ORGANISATION_KINDS, row
        assert row["sector"] in SECTORS, row
        assert row["id"] in OWN_CODES or re.fullmatch(r"(?:[A-Z]{3}|---)/[a-z0-9]+(?:-[a-z0-9]+)*", row["id"]), row


def test_the_three_bodies_with_a_country_code_of_their_own_are_rows():
    assert set(ORGANISATION) >= OWN_CODES


@pytest.mark.parametrize(
    ("body", "kind", "sector"),
    [
        ("UNO/security-council", "organization", "IGO"),
        ("UNO/international-court-of-justice", "organization", "JUD"),
        ("UNO/world-food-programme", "organization", "IGO"),
        ("UNO/office-on-drugs-and-crime", "organization", "IGO"),
        ("EUE/european-commission", "organization", "IGO"),
        ("EUE/european-parliament", "organization", "LEG"),
        ("IGO/group-of-eight", "bloc", "IGO"),
        ("IGO/association-of-southeast-asian-nations", "organization", "IGO"),
        ("PSE/hamas", "group", "REB"),
        ("LBN/hezbollah", "group", "REB"),
        ("TUR/kurdistan-workers-party", "group", "REB"),
        ("USA/congress", "government", "LEG"),
        ("UKR/verkhovna-rada", "government", "LEG"),
        ("ISR/knesset", "government", "LEG"),
        ("JPN/bank-of-japan", "organization", "GOV"),
        ("ESH/polisario-front", "group", "REB"),
    ],
)
def test_bodies_carry_their_kind_and_sector(body, kind, sector):
    assert (ORGANISATION[body]["kind"], ORGANISATION[body]["sector"]) == (kind, sector)


# ---------------------------------------------------------------------- aliases
def test_alias_targets_exist_and_kinds_are_known():
    for row in ALIASES:
        assert row["target"] in STATE or row["target"] in ORGANISATION, row
        assert row["kind"] in ALIAS_KINDS, row
        assert row["alias"], row


def test_there_are_enough_aliases():
    assert len(ALIASES) >= 1800
    assert {row["kind"] for row in ALIASES} == ALIAS_KINDS


def test_only_listed_aliases_have_two_meanings():
    assert {alias: targets for alias, targets in TARGETS.items() if len(targets) > 1} == AMBIGUOUS


def test_every_state_is_named_and_every_sovereign_has_adjective_and_people():
    have = defaultdict(set)
    for row in ALIASES:
        have[row["target"]].add(row["kind"])
    for row in STATES:
        assert "name" in have[row["id"]], row["id"]
    for row in CURRENT:
        if row["cow"]:
            assert have[row["id"]] >= PEOPLE_KINDS, row["id"]


def test_every_name_and_abbreviation_of_an_organisation_is_an_alias():
    for row in ORGANISATIONS:
        assert row["id"] in TARGETS[row["name"]], row
        assert not row["abbreviation"] or row["id"] in TARGETS[row["abbreviation"]], row


@pytest.mark.parametrize(
    ("alias", "target"),
    [
        *(
            (name, "USA")
            for name in (
                "U.S.",
                "US",
                "USA",
                "America",
                "United States of America",
                "White House",
                "Foggy Bottom",
                "Pentagon",
            )
        ),
        *(
            (name, "GBR")
            for name in ("U.K.", "UK", "Britain", "Great Britain", "Downing Street", "Briton", "Britons", "Whitehall")
        ),
        *((name, "RUS") for name in ("Kremlin", "Moscow", "Russian Federation", "Russians")),
        *((name, "JPN") for name in ("Tokyo", "Kantei", "Japanese")),
        *((name, "CHN") for name in ("Beijing", "Peking", "PRC", "Zhongnanhai", "Chinese")),
        *((name, "KOR") for name in ("Blue House", "ROK", "Seoul", "South Koreans", "Republic of Korea")),
        *((name, "PRK") for name in ("DPRK", "Pyongyang", "North Korean")),
        *((name, "FRA") for name in ("Elysee", "Élysée", "Quai d'Orsay", "Matignon")),
        *((name, "IND") for name in ("Rashtrapati Bhavan", "South Block", "New Delhi", "Delhi")),
        *((name, "BRA") for name in ("Planalto", "Itamaraty", "Brasilia", "Brasília")),
        *((name, "TUR") for name in ("Turkey", "Türkiye", "Ankara", "Turks")),
        *((name, "UKR") for name in ("Kyiv", "Kiev", "Bankova")),
        *((name, "CIV") for name in ("Ivory Coast", "Cote d'Ivoire", "Côte d'Ivoire", "Ivorian")),
        *((name, "TWN") for name in ("Taipei", "Taiwanese", "Republic of China")),
        *((name, "PSE") for name in ("Palestinian Authority", "Palestinians", "Ramallah")),
        *((name, "VAT") for name in ("Vatican", "Holy See")),
        *((name, "SUN") for name in ("USSR", "Soviet", "Soviets")),
        *((name, "UNO") for name in ("UN", "U.N.", "United Nations")),
        *((name, "EUE") for name in ("EU", "E.U.", "Berlaymont")),
        *((name, "NAT") for name in ("NATO", "Nato")),
        *((name, "IGO/group-of-eight") for name in ("G8", "G-8", "Group of 8", "Group of Eight")),
        ("Casa Rosada", "ARG"),
        ("Czechia", "CZE"),
        ("East Timor", "TLS"),
        ("Cabo Verde", "CPV"),
        ("UAE", "ARE"),
        ("Burma", "MMR"),
        ("Hong Kong", "HKG"),
        ("UN Security Council", "UNO/security-council"),
        ("UNSC", "UNO/security-council"),
        ("Minsk Group", "IGO/osce-minsk-group"),
        ("P5+1", "IGO/p5-plus-1"),
        ("ASEAN", "IGO/association-of-southeast-asian-nations"),
        ("Houthis", "YEM/houthis"),
        ("Taliban", "AFG/taliban"),
    ],
)
def test_news_names_lead_to_their_bearer(alias, target):
    assert target in TARGETS[alias]


@pytest.mark.parametrize(
    ("alias", "target", "start", "end"),
    [
        ("Macedonia", "MKD", "", "2019-02-12"),
        ("Swaziland", "SWZ", "", "2018-04-19"),
        ("Zaire", "COD", "1971-10-27", "1997-05-17"),
        ("Nur-Sultan", "KAZ", "2019-03-23", "2022-09-17"),
        ("Bonn", "DEU", "1949-05-23", "1999-09-01"),
        ("Obama administration", "USA", "2009-01-20", "2017-01-20"),
    ],
)
def test_names_that_changed_carry_their_dates(alias, target, start, end):
    rows = [row for row in ALIASES if (row["alias"], row["target"]) == (alias, target)]
    assert [(row["valid_from"], row["valid_to"]) for row in rows] == [(start, end)]


@pytest.mark.parametrize(
    "alias",
    [
        "Us",
        "Male",
        "North",
        "Foreign Ministry",
        "National Assembly",
        "National Security Council",
        "South",
        "English",
        "European",
        "Victoria",
        "Hague",
        "LeT",
        "Senator",
        "Sana",
    ],
)
def test_words_that_mostly_mean_something_else_are_left_out(alias):
    assert alias not in TARGETS


# ---------------------------------------------------------------------- membership
def test_members_and_bodies_exist_and_spells_do_not_overlap():
    spells = defaultdict(list)
    for row in MEMBERSHIP:
        assert row["organisation"] in ORGANISATION, row
        assert row["member"] in STATE or row["member"] in ORGANISATION, row
        spells[row["organisation"], row["member"]].append((row["valid_from"], row["valid_to"] or "9999-12-31"))
    for key, found in spells.items():
        for (_, end), (start, _) in itertools.pairwise(sorted(found)):
            assert end < start, key


def test_nobody_is_a_member_before_the_body_exists_or_after_it_ends():
    for row in MEMBERSHIP:
        body = ORGANISATION[row["organisation"]]
        assert not row["valid_from"] or row["valid_from"] >= body["valid_from"], row
        assert not body["valid_to"] or (row["valid_to"] and row["valid_to"] <= body["valid_to"]), row


@pytest.mark.parametrize(
    ("body", "on", "count", "inside", "outside"),
    [
        ("IGO/group-of-seven", "2020-01-01", 7, {"JPN"}, {"RUS"}),
        ("IGO/group-of-eight", "2014-03-20", 8, {"RUS"}, set()),
        ("IGO/group-of-eight", "2014-04-01", 0, set(), {"RUS", "USA"}),
        ("IGO/group-of-twenty", "2020-01-01", 20, {"ZAF", "EUE"}, {"ESP"}),
        ("EUE", "2020-01-31", 28, {"GBR"}, set()),
        ("EUE", "2020-02-01", 27, {"HRV"}, {"GBR"}),
        ("EUE", "2005-01-01", 25, {"POL"}, {"BGR"}),
        ("NAT", "2014-02-08", 28, {"TUR", "HRV"}, {"FIN"}),
        ("NAT", "2024-06-01", 32, {"SWE", "FIN"}, {"UKR"}),
        ("IGO/association-of-southeast-asian-nations", "2014-01-01", 10, {"MMR"}, {"TLS"}),
        ("IGO/asia-pacific-economic-cooperation", "2014-01-01", 21, {"TWN", "HKG"}, {"IND"}),
        ("IGO/brics", "2014-01-01", 5, {"ZAF"}, {"EGY"}),
        ("IGO/shanghai-cooperation-organisation", "2014-01-01", 6, {"UZB"}, {"IND"}),
        ("IGO/quadrilateral-security-dialogue", "2022-01-01", 4, {"JPN"}, {"KOR"}),
        ("UNO/permanent-five", "2014-01-01", 5, {"RUS", "CHN"}, {"DEU", "SUN", "TWN"}),
        ("UNO/permanent-five", "1970-01-01", 5, {"SUN", "TWN"}, {"RUS", "CHN"}),
        ("IGO/p5-plus-1", "2014-01-01", 6, {"DEU"}, {"JPN"}),
        ("IGO/gulf-cooperation-council", "2017-06-05", 6, {"QAT"}, {"YEM"}),
        ("IGO/commonwealth-of-independent-states", "2014-01-01", 10, {"UKR"}, {"GEO"}),
        ("IGO/collective-security-treaty-organization", "2014-01-01", 6, {"ARM"}, {"UZB"}),
        ("IGO/eurasian-economic-union", "2016-01-01", 5, {"KGZ"}, {"TJK"}),
        ("IGO/mercosur", "2014-01-01", 5, {"VEN"}, {"BOL"}),
        ("IGO/arab-league", "2014-01-01", 21, {"PSE"}, {"SYR"}),
        ("IGO/council-of-europe", "2022-01-01", 47, {"RUS", "TUR"}, {"BLR"}),
        ("IGO/council-of-europe", "2023-01-01", 46, {"UKR"}, {"RUS", "XKX"}),
        ("IGO/organisation-for-economic-co-operation-and-development", "2022-01-01", 38, {"JPN", "ISR"}, {"BRA"}),
        ("IGO/african-union", "2018-01-01", 55, {"MAR", "ESH", "SSD"}, set()),
    ],
)
def test_membership_on_a_day(body, on, count, inside, outside):
    found = members(body, on)
    assert inside <= found
    assert not outside & found
    assert len(found) == count


# ---------------------------------------------------------------------- senses and figures
def test_senses_have_targets_and_at_most_one_is_usual():
    found = defaultdict(list)
    people = {row["person"]: row["name"] for row in read("tenures")}
    bearers = defaultdict(set)
    for row in SENSES:
        assert row["usual"] in {"", "yes"}, row
        assert row["meaning"], row
        if row["target"] in people:
            assert row["usual"] == "yes", row
            bearers[row["name"]].add(people[row["target"]])
            continue
        assert row["target"] in STATE or row["target"] in ORGANISATION, row
        found[row["name"]].append(row)
    assert all(len(names) == 1 for names in bearers.values()), bearers
    assert not bearers.keys() & found.keys()
    for name, rows in found.items():
        assert len(rows) > 1, name
        assert len({row["target"] for row in rows}) == len(rows), name
        assert sum(row["usual"] == "yes" for row in rows) <= 1, name
        assert TARGETS[name] & {row["target"] for row in rows}, name


def test_every_ambiguous_alias_has_senses_for_all_its_targets():
    senses = defaultdict(set)
    for row in SENSES:
        senses[row["name"]].add(row["target"])
    for alias, targets in AMBIGUOUS.items():
        assert targets <= senses[alias], alias


def test_figures_have_a_country_an_office_and_a_spell():
    offices = {office.value for office in Office}
    for row in FIGURES:
        assert row["country"] in STATE or row["country"] == "---", row
        assert row["office"] in offices, row
        assert row["title"], row
        assert fold(row["family_name"]).replace("-", " ") in fold(row["name"]).replace("-", " "), row
        assert read_bound(row["start"], "figures", last=False), row
        assert not row["end"] or read_bound(row["start"], "", last=False) <= read_bound(row["end"], "", last=True), row


# ---------------------------------------------------------------------- beside other tables of the same facts
def test_codes_agree_with_pycountry():
    pycountry = pytest.importorskip("pycountry")
    theirs = {country.alpha_3: country for country in pycountry.countries}
    ours = {row["id"] for row in CURRENT if row["m49"]}
    assert ours == set(theirs)
    for code, country in theirs.items():
        assert (STATE[code]["alpha2"], STATE[code]["m49"]) == (country.alpha_2, country.numeric), code


def test_codes_of_vanished_states_agree_with_pycountry():
    pycountry = pytest.importorskip("pycountry")
    theirs = {country.alpha_3: country for country in pycountry.historic_countries}
    both = [row for row in STATES if row["valid_to"] and row["id"] in theirs]
    assert {"SUN", "YUG", "DDR", "CSK", "SCG"} <= {row["id"] for row in both}
    for row in both:
        country = theirs[row["id"]]
        assert row["alpha2"] in {"", country.alpha_2}, row
        # 891 is the number of the Yugoslavia of 1992 to 2003; the row has that of the socialist state before it
        number = "890" if row["id"] == "YUG" else getattr(country, "numeric", row["m49"])
        assert row["m49"] in {"", number}, row


@pytest.mark.shared
def test_alpha_and_numeric_codes_agree_with_the_public_country_list(shared):
    path = shared / "data" / "world" / "countries" / "datasets_country-codes.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            ours = STATE[row["ISO3166-1-Alpha-3"]]
            assert ours["alpha2"] == row["ISO3166-1-Alpha-2"]
            assert int(ours["m49"]) == int(row["ISO3166-1-numeric"])
            theirs = row["wikidata_id"].rpartition("/")[2].strip()
            assert not theirs or ours["wikidata"] == theirs, row["ISO3166-1-Alpha-3"]


@pytest.mark.shared
def test_every_state_of_the_correlates_of_war_list_has_its_number_here(shared):
    path = shared / "data" / "world" / "countries" / "COW_states2016.csv"
    ours = {row["cow"]: row for row in CURRENT if row["cow"]}
    with path.open(encoding="utf-8", newline="") as file:
        lasting = {row["ccode"] for row in csv.DictReader(file) if row["endyear"] == "2016"}
    assert set(ours) == lasting


@pytest.mark.shared
def test_nearly_all_demonyms_of_the_public_list_are_known(shared):
    lines = (shared / "data" / "world" / "cliff_wikipedia-demonyms.tsv").read_text(encoding="utf-8").splitlines()[1:]
    known = {fold(alias) for alias in TARGETS}
    words = {
        fold(word)
        for line in lines
        for cell in line.split("\t")[1:3]
        for word in re.split(r"[,/;]| or ", re.sub(r"\(.*?\)|\[.*?\]", "", cell))
        if word.strip()
    }
    missing = words - known
    assert len(missing) <= 0.1 * len(words), sorted(missing)
