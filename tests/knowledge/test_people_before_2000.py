"""Who led before 2000: states that are no more stand under their successor, and no new look-up loses its answer."""

import csv
from importlib import resources

import pytest

from summitry.knowledge.world import open_world

BODIES = {"UNO", "EUE", "NAT", "IGO", "NGO"}
TENURES = [
    row
    for row in csv.DictReader(
        resources.files("summitry").joinpath("data", "world", "tenures.csv").read_text(encoding="utf-8").splitlines()
    )
    if row["start"] < "2000"
]


@pytest.fixture(scope="module")
def world():
    return open_world()


def holders(country, office, day):
    return {
        row["name"]
        for row in TENURES
        if row["country"] == country and row["office"] == office and row["start"] <= day <= (row["end"] or "9999")
    }


@pytest.mark.parametrize(
    ("name", "country", "office", "day"),
    [
        ("Leonid Brezhnev", "RUS", "party_leader", "1972-05-26"),
        ("Alexei Kosygin", "RUS", "head_of_government", "1967-06-23"),
        ("Andrei Gromyko", "RUS", "foreign_minister", "1975-08-01"),
        ("Mikhail Gorbachev", "RUS", "party_leader", "1986-10-11"),
        ("Mikhail Gorbachev", "RUS", "head_of_state", "1991-07-31"),
        ("Richard Nixon", "USA", "head_of_state", "1972-02-21"),
        ("Walter Mondale", "USA", "vice_president", "1979-06-18"),
        ("Cyrus Vance", "USA", "foreign_minister", "1978-09-17"),
        ("George H. W. Bush", "USA", "head_of_state", "1990-08-02"),
        ("Zhou Enlai", "CHN", "head_of_government", "1972-02-21"),
        ("Mao Zedong", "CHN", "party_leader", "1972-02-21"),
        ("Qian Qichen", "CHN", "foreign_minister", "1989-05-16"),
        ("Kakuei Tanaka", "JPN", "head_of_government", "1972-09-29"),
        ("Anwar Sadat", "EGY", "head_of_state", "1977-11-19"),
        ("Menachem Begin", "ISR", "head_of_government", "1979-03-26"),
        ("Hussein bin Talal", "JOR", "monarch", "1994-10-26"),
        ("Mohammad Reza Pahlavi", "IRN", "monarch", "1978-01-01"),
        ("Ruhollah Khomeini", "IRN", "head_of_state", "1980-04-25"),
        ("Saddam Hussein", "IRQ", "head_of_state", "1980-09-22"),
        ("Willy Brandt", "DEU", "head_of_government", "1970-12-07"),
        ("Hans-Dietrich Genscher", "DEU", "foreign_minister", "1990-02-13"),
        ("Erich Honecker", "DEU", "party_leader", "1987-09-07"),
        ("Francois Mitterrand", "FRA", "head_of_state", "1984-09-22"),
        ("Margaret Thatcher", "GBR", "head_of_government", "1982-04-02"),
        ("Josip Broz Tito", "SRB", "head_of_state", "1979-09-03"),
        ("Slobodan Milosevic", "SRB", "head_of_state", "1995-11-21"),
        ("Gustav Husak", "CZE", "party_leader", "1977-01-01"),
        ("Nicolae Ceausescu", "ROU", "head_of_state", "1989-12-21"),
        ("Lech Walesa", "POL", "head_of_state", "1993-08-25"),
        ("Indira Gandhi", "IND", "head_of_government", "1972-07-02"),
        ("Zulfikar Ali Bhutto", "PAK", "head_of_state", "1972-07-02"),
        ("Augusto Pinochet", "CHL", "head_of_state", "1988-10-05"),
        ("F. W. de Klerk", "ZAF", "head_of_state", "1990-02-11"),
        ("Nguyen Van Thieu", "VNM", "head_of_state", "1973-01-27"),
        ("Le Duan", "VNM", "party_leader", "1975-04-30"),
        ("Mobutu Sese Seko", "COD", "head_of_state", "1974-10-30"),
        ("Muhammad Zia ul-Haq", "PAK", "head_of_state", "1987-02-21"),
        ("Park Chung-hee", "KOR", "head_of_state", "1974-08-15"),
        ("Kurt Waldheim", "UNO", "head_of_organization", "1979-11-25"),
        ("Joseph Luns", "NAT", "head_of_organization", "1979-12-12"),
        ("Jacques Delors", "EUE", "head_of_organization", "1992-02-07"),
        ("Yasser Arafat", "PSE", "other", "1988-11-15"),
        ("Nursultan Nazarbayev", "KAZ", "head_of_state", "1991-08-29"),
    ],
    ids=lambda value: str(value).replace(" ", "_"),
)
def test_a_leader_before_2000_is_known_on_a_day_under_the_state_or_its_successor(name, country, office, day):
    assert name in holders(country, office, day)


@pytest.mark.parametrize(
    ("name", "country", "office", "day"),
    [
        ("Nikita Khrushchev", "RUS", "party_leader", "1965-01-01"),
        ("Richard Nixon", "USA", "head_of_state", "1974-08-10"),
        ("Golda Meir", "ISR", "head_of_government", "1974-07-01"),
        ("Erich Honecker", "DEU", "head_of_state", "1980-01-01"),
        ("Anwar Sadat", "EGY", "head_of_state", "1981-10-07"),
    ],
    ids=lambda value: str(value).replace(" ", "_"),
)
def test_a_leader_before_2000_is_not_known_out_of_office_nor_in_the_office_of_the_other_germany(
    name, country, office, day
):
    assert name not in holders(country, office, day)


def test_every_spell_of_a_german_chancellor_is_one_of_the_federal_republic():
    assert {row["note"] for row in TENURES if row["office"] == "head_of_government" and row["country"] == "DEU"} <= {""}


def test_who_led_before_2000_is_known_in_nearly_all_states():
    led = {row["country"] for row in TENURES if row["start"] < "1990"} - BODIES
    assert len(TENURES) >= 2300
    assert len(led) >= 160


@pytest.mark.parametrize(
    ("name", "day", "person"),
    [
        ("Khadafy", "1986-04-15", "LBY/muammar-gaddafi"),
        ("Chou En-lai", "1972-02-21", "CHN/zhou-enlai"),
        ("Mao", "1972-02-21", "CHN/mao-zedong"),
        ("Mao", "2024-01-10", "CHN/mao-ning"),
        ("Bush", "1990-08-08", "USA/george-h-w-bush"),
        ("Bush", "2003-03-20", "USA/george-w-bush"),
        ("George Bush", "1990-08-08", "USA/george-h-w-bush"),
        ("Vance", "1978-09-17", "USA/cyrus-vance"),
        ("Vance", "2025-09-17", "USA/jd-vance"),
        ("Trudeau", "1975-08-01", "CAN/pierre-trudeau"),
        ("Trudeau", "2018-06-09", "CAN/justin-trudeau"),
        ("Gandhi", "1983-03-07", "IND/indira-gandhi"),
        ("Gandhi", "1987-07-29", "IND/rajiv-gandhi"),
        ("Assad", "1985-06-01", "SYR/hafez-al-assad"),
        ("Assad", "2012-06-01", "SYR/bashar-al-assad"),
        ("Fischer", "2003-02-08", "DEU/joschka-fischer"),
        ("Francis", "2015-09-25", "VAT/pope-francis"),
        ("West German Chancellor", "1989-12-01", "DEU/helmut-kohl"),
        ("Serbian president", "1995-11-21", "SRB/slobodan-milosevic"),
        ("Soviet Foreign Minister", "1975-08-01", "RUS/andrei-gromyko"),
        ("UN Secretary-General", "1978-03-19", "UNO/kurt-waldheim"),
    ],
    ids=lambda value: str(value).replace(" ", "_"),
)
def test_a_name_or_title_means_its_bearer_of_the_day(world, name, day, person):
    assert world.resolve(name, on=day).id == person
