"""One person under several ids, or with part of the name: who served a state and then an organisation, "Fogh Rasmussen"."""

import pytest

from summitry.knowledge.world import open_world


@pytest.fixture(scope="module")
def world():
    return open_world(())


@pytest.mark.parametrize(
    ("people", "one"),
    [
        pytest.param(("DEU/ursula-von-der-leyen", "EUE/ursula-von-der-leyen"), True, id="a state and an organisation"),
        pytest.param(("DEU/ursula-von-der-leyen",), True, id="one id"),
        pytest.param(("EUE/javier-solana", "MEX/fernando-solana"), False, id="two names"),
        pytest.param(("GBR/elizabeth-ii", "JOR/abdullah-ii"), False, id="two states"),
    ],
)
def test_ids_of_one_person_are_told(world, people, one):
    assert world.is_one_person(people) is one


@pytest.mark.parametrize(
    ("family", "day", "person"),
    [
        pytest.param("Patten", None, "EUE/chris-patten", id="on no given day the later id"),
        pytest.param("von der Leyen", None, "EUE/ursula-von-der-leyen", id="a family name of three words"),
        pytest.param("von der Leyen", "2016-05-05", "DEU/ursula-von-der-leyen", id="on a day the id in office"),
        pytest.param("von der Leyen", "2022-05-05", "EUE/ursula-von-der-leyen", id="on a later day the later one"),
    ],
)
def test_a_family_name_gives_a_person_once(world, family, day, person):
    assert [spell.person for spell in world.people_named(family, day)] == [person]


@pytest.mark.parametrize(
    ("name", "day", "person"),
    [
        pytest.param("Fogh Rasmussen", "2005-01-01", "DNK/anders-fogh-rasmussen", id="a middle name before the last"),
        pytest.param("Atta Mills", "2010-01-01", "GHA/john-atta-mills", id="another"),
        pytest.param("Felipe VI of Spain", "2017-01-01", "ESP/felipe-vi", id="a monarch of a state"),
        pytest.param("Willem-Alexander of the Netherlands", "2018-01-01", "NLD/willem-alexander", id="with an article"),
    ],
)
def test_part_of_a_name_is_enough(world, name, day, person):
    assert world.resolve(name, day).id == person


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Felipe VI of Norway", "a monarch of another state"),
        ("Tony Mills", "a first name that is not the middle one"),
    ],
    ids=lambda text: text,
)
def test_and_what_does_not_fit_is_not_that_person(world, name, why):
    found = world.resolve(name, "2010-01-01")
    assert found is None or found.id not in {"ESP/felipe-vi", "GHA/john-atta-mills"}, why
