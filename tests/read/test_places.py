"""Where things happen: known and unknown places, their states, and what is no place though it is spelt like one."""

import itertools

import pytest

from summitry.knowledge.world import open_world
from summitry.read.actors import find_actors
from summitry.read.parse import parse_documents
from summitry.read.places import find_places
from summitry.records import Document

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def places(reader):
    def find(text, published="2019-05-08"):
        parsed = next(parse_documents([Document.from_text(text, published=published)], reader.pipeline))
        found = find_places(parsed, open_world(), find_actors(parsed, open_world()))
        return {p.place.name: p.place for p in found}

    return find


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        pytest.param("The ministers met in Oslo on Monday.", "Oslo", "NOR", id="a capital after 'in'"),
        pytest.param("She flew to Tokyo on Monday.", "Tokyo", "JPN", id="a capital after a verb of motion"),
        pytest.param("They signed the paper in Norway.", "Norway", "NOR", id="a state after 'in'"),
        pytest.param("The talks in Vladivostok went on.", "Vladivostok", "RUS", id="a city of the table"),
        pytest.param("They met in Ohrid, North Macedonia, in March.", "Ohrid", "MKD", id="a city with its state"),
        pytest.param("The envoys met in Portland, Maine, on Monday.", "Portland", "USA", id="a city with its region"),
        pytest.param(
            "The envoys met in Tripoli, Lebanon, on Monday.",
            "Tripoli",
            "LBN",
            id="a state told goes before the better known city",
        ),
        pytest.param(
            "The delegations met in Saskatoon on Monday.", "Saskatoon", "CAN", id="a city that is no place in the news"
        ),
    ],
)
def test_a_place_has_its_state(places, text, name, country):
    assert places(text)[name].country == country


def test_a_known_place_has_coordinates(places):
    place = places("The ministers met in Oslo on Monday.")["Oslo"]
    assert place.latitude == pytest.approx(59.9, abs=0.2)
    assert place.longitude == pytest.approx(10.7, abs=0.2)


def test_a_city_told_with_its_state_has_the_position_of_that_city(places):
    place = places("The envoys met in Tripoli, Lebanon, on Monday.")["Tripoli"]
    assert place.latitude is None or place.latitude == pytest.approx(34.4, abs=0.2)


def test_a_disputed_island_has_no_one_state(places):
    assert places("The minister landed on Etorofu in August.").get("Etorofu").country == "---"


@pytest.mark.parametrize(
    ("name", "published", "country"),
    [
        pytest.param("Bakassi", "2006-05-08", "---", id="while the dispute lasts"),
        pytest.param("Bakassi", "2019-05-08", "CMR", id="once it is over: who holds the place"),
        pytest.param("Bakassi", None, "---", id="on no known day"),
        pytest.param("Crimea", "2012-05-08", "UKR", id="before it began: who held the place"),
        pytest.param("Crimea", "2019-05-08", "---", id="since it began"),
    ],
)
def test_a_dispute_bars_the_country_only_on_the_days_it_lasts(places, name, published, country):
    assert places(f"The envoys met in {name} on Monday.", published)[name].country == country


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Oslo rejected the plan.", "Oslo", id="a capital that acts"),
        pytest.param("Norway's Trade Minister Per Jordan signed the paper.", "Jordan", id="a person's name"),
    ],
)
def test_what_is_no_place(places, text, name):
    assert name not in places(text)


def test_places_come_in_order_and_apart(reader):
    parsed = next(
        parse_documents([Document.from_text("They flew from Oslo to Lima and met in Quito.")], reader.pipeline)
    )
    found = find_places(parsed, open_world(), find_actors(parsed, open_world()))
    assert [p.place.name for p in found] == ["Oslo", "Lima", "Quito"]
    assert all(a.last <= b.first for a, b in itertools.pairwise(found))
