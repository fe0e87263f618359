"""Who leads a state where one party rules: its general secretary, in the highest office of the day."""

import pytest

from summitry.knowledge.world import level_at, open_world
from summitry.records import Level, Office


@pytest.fixture(scope="module")
def world():
    return open_world(())


@pytest.mark.parametrize(
    ("country", "day", "person", "office"),
    [
        pytest.param(
            "CHN", "1988-01-01", "CHN/zhao-ziyang", Office.PARTY_LEADER, id="before a president without power"
        ),
        pytest.param("CHN", "2012-12-10", "CHN/xi-jinping", Office.PARTY_LEADER, id="before the president who goes"),
        pytest.param("CHN", "2020-12-10", "CHN/xi-jinping", Office.HEAD_OF_STATE, id="as president, who is both"),
        pytest.param("VNM", "2015-05-05", "VNM/nguyen-phu-trong", Office.PARTY_LEADER, id="Viet Nam"),
        pytest.param("LAO", "1985-05-05", "LAO/kaysone-phomvihane", Office.PARTY_LEADER, id="Laos"),
        pytest.param("LAO", "1975-01-01", "LAO/souvanna-phouma", Office.HEAD_OF_GOVERNMENT, id="not before it rules"),
        pytest.param("CUB", "2009-05-05", "CUB/raul-castro", Office.HEAD_OF_STATE, id="Cuba, acting for a sick one"),
        pytest.param("CUB", "2019-05-05", "CUB/raul-castro", Office.PARTY_LEADER, id="Cuba, after the presidency"),
        pytest.param("RUS", "1986-10-11", "RUS/mikhail-gorbachev", Office.PARTY_LEADER, id="the Soviet Union"),
        pytest.param("RUS", "2015-05-05", "RUS/vladimir-putin", Office.HEAD_OF_STATE, id="no leader of an opposition"),
        pytest.param(
            "DEU", "1985-05-05", "DEU/helmut-kohl", Office.HEAD_OF_GOVERNMENT, id="no party of part of a state"
        ),
    ],
)
def test_the_general_secretary_leads_where_one_party_rules(world, country, day, person, office):
    held = world.executive(country, day)
    assert (held.person, held.office) == (person, office)
    assert level_at(held) is Level.LEADER


@pytest.mark.parametrize(
    ("text", "day", "person"),
    [
        ("the Soviet leader", "1986-10-11", "RUS/mikhail-gorbachev"),
        ("the Vietnamese leader", "2015-05-05", "VNM/nguyen-phu-trong"),
    ],
)
def test_the_leader_of_such_a_state_is_at_leader_level(world, text, day, person):
    found = world.resolve(text, day)
    assert (found.id, found.level) == (person, Level.LEADER)


def test_the_leader_of_an_opposition_party_is_not(world):
    spell = world.office("RUS/alexei-navalny", "2015-05-05")
    assert level_at(spell) is not Level.LEADER
