"""The world answers what a name means on a date, and its tables are read whole or refused."""

from datetime import date

import pytest

from summitry.errors import TableError
from summitry.knowledge.entries import Entity, Facts, Location, Meaning, Tenure, Title, fold, slug
from summitry.knowledge.facts import read_bound
from summitry.knowledge.tables import parse_csv, read_csv, read_text, read_toml
from summitry.knowledge.world import World, open_world
from summitry.records import ActorKind, Level, Office

NORWAY = Entity("NOR", "Norway", ActorKind.STATE, "NOR", "GOV")
CHILE = Entity("CHL", "Chile", ActorKind.STATE, "CHL", "GOV")
COUNCIL = Entity("UNO/security-council", "Security Council", ActorKind.ORGANIZATION, "UNO", "IGO")


def tenure(name, country, office, start, end=None, *, family=None):
    last = date.fromisoformat(end) if end else None
    variants = ("Lee Wen",) if name == "Li Wen" else ()
    family = family or name.split()[-1]
    person = f"{country}/{slug(name)}"
    return Tenure(person, name, family, country, office, "", date.fromisoformat(start), last, variants)


@pytest.fixture(scope="module")
def small():
    return World(
        Facts(
            entities=(NORWAY, CHILE, COUNCIL),
            meanings=(
                Meaning("Norway", "name", NORWAY),
                Meaning("Norwegian", "adjective", NORWAY),
                Meaning("Oslo", "capital", NORWAY),
                Meaning("the Palace", "residence", NORWAY, date(2000, 1, 1), date(2010, 12, 31)),
                Meaning("Chile", "name", CHILE),
                Meaning("Chilean", "adjective", CHILE),
                Meaning("Security Council", "name", COUNCIL),
            ),
            titles=(
                Title("prime minister", None, Office.HEAD_OF_GOVERNMENT, Level.LEADER),
                Title("foreign minister", None, Office.FOREIGN_MINISTER, Level.MINISTER),
                Title("secretary", "CHL", Office.MINISTER, Level.MINISTER),
            ),
            tenures=(
                tenure("Kari Vik", "NOR", Office.HEAD_OF_GOVERNMENT, "2001-05-01", "2005-05-01"),
                tenure("Kari Vik", "NOR", Office.FOREIGN_MINISTER, "1999-01-01", "2001-04-30"),
                tenure("Ola Strand", "NOR", Office.HEAD_OF_GOVERNMENT, "2005-05-01"),
                tenure("Ana Strand", "CHL", Office.FOREIGN_MINISTER, "2004-01-01", "2008-01-01"),
                tenure("Li Wen", "CHL", Office.FOREIGN_MINISTER, "2009-01-01", family="Li"),
            ),
            locations=(Location("Reef", "---", "disputed", 1.0, 2.0, ("CHL", "NOR"), "NOR", ("Reef", "Skjær")),),
            memberships=(
                ("UNO/security-council", "NOR", date(2001, 1, 1), date(2002, 12, 31)),
                ("UNO/security-council", "CHL", None, None),
            ),
            executives=(("NOR", Office.HEAD_OF_GOVERNMENT),),
        )
    )


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        pytest.param("Norway", None, "NOR", id="a name is its state"),
        pytest.param("OSLO", "2004-01-01", "NOR", id="a capital stands for the state, however it is written"),
        pytest.param("the Palace", "2005-01-01", "NOR", id="a residence stands for the state while it is one"),
        pytest.param("the Palace", "2015-01-01", None, id="an alias that has lapsed means nothing"),
        pytest.param("Kari Vik", "2003-01-01", "NOR/kari-vik", id="a full name is its person"),
        pytest.param("Vik Kari", "2003-01-01", "NOR/kari-vik", id="family name first is the same person"),
        pytest.param("Wen Li", "2010-01-01", "CHL/li-wen", id="given name first is the same person"),
        pytest.param("Lee Wen", "2010-01-01", "CHL/li-wen", id="a variant is the same person"),
        pytest.param("Vik", "2003-01-01", "NOR/kari-vik", id="a family name is the one office-holder of the day"),
        pytest.param("Strand", "2006-01-01", None, id="a family name of two office-holders is not guessed"),
        pytest.param("Foreign Minister Strand", "2006-01-01", "CHL/ana-strand", id="a title tells two namesakes apart"),
        pytest.param("Mr Strand", "2009-01-01", "NOR/ola-strand", id="an honorific is passed over"),
        pytest.param(
            "the Norwegian prime minister", "2002-01-01", "NOR/kari-vik", id="adjective and title are the holder"
        ),
        pytest.param("Prime Minister of Norway", "2006-01-01", "NOR/ola-strand", id="title and state are the holder"),
        pytest.param(
            "Norway's foreign minister", "2000-01-01", "NOR/kari-vik", id="possessive and title are the holder"
        ),
        pytest.param(
            "the Chilean prime minister", "2006-01-01", "CHL", id="an office without known holder is its state"
        ),
        pytest.param("four Norwegian sailors", None, "NOR", id="a longer phrase is of the state that it names"),
        pytest.param("Atlantis", "2006-01-01", None, id="an unknown name is nobody"),
        pytest.param("", None, None, id="an empty name is nobody"),
    ],
)
def test_a_name_resolves_as_of_a_date(small, text, on, expected):
    found = small.resolve(text, on)
    assert (found.id if found else None) == expected


def test_a_resolution_says_office_and_reason(small):
    found = small.resolve("Vik", "2003-01-01")
    assert (found.office, found.level, found.country) == (Office.HEAD_OF_GOVERNMENT, Level.LEADER, "NOR")
    assert found.reason.endswith(".")
    assert "Kari Vik" in found.reason


def test_the_higher_of_two_offices_on_a_day_counts(small):
    assert small.office("NOR/kari-vik", "2001-05-01").office is Office.HEAD_OF_GOVERNMENT
    assert small.office("NOR/kari-vik", "2007-01-01") is None


def test_the_latest_office_is_that_before_the_day(small):
    assert small.latest("NOR/kari-vik", "2007-01-01").office is Office.HEAD_OF_GOVERNMENT
    assert small.latest("NOR/kari-vik", "1990-01-01").office is Office.FOREIGN_MINISTER
    with pytest.raises(KeyError):
        small.latest("NOR/nobody", "2007-01-01")


def test_of_two_who_share_a_day_the_later_holds_the_office(small):
    assert small.holder("NOR", Office.HEAD_OF_GOVERNMENT, "2005-05-01").person == "NOR/ola-strand"


def test_the_executive_is_the_office_that_leads_the_state(small):
    assert small.executive("NOR", "2002-01-01").person == "NOR/kari-vik"
    assert small.executive("CHL", "2002-01-01") is None


def test_members_are_those_of_the_day(small):
    assert small.members("Security Council", "2002-06-01") == ("CHL", "NOR")
    assert small.members("UNO/security-council", "2005-06-01") == ("CHL",)


def test_a_disputed_place_has_claimants_instead_of_a_country(small):
    place = small.locate("skjaer")
    assert (place.name, place.country, place.administrator) == ("Reef", "---", "NOR")
    assert place.claimants == ("CHL", "NOR")
    assert small.locate("Nowhere") is None


def test_a_title_of_one_state_goes_before_the_general_one(small):
    assert small.title("Secretary", "CHL").office is Office.MINISTER
    assert small.title("Secretary", "NOR") is None
    assert small.title_countries("secretary") == ("CHL",)


def test_the_gazetteer_labels_states_people_and_bodies(small):
    labels = dict(small.gazetteer())
    assert labels["Norway"] == "GPE"
    assert labels["Norwegian"] == "NORP"
    assert labels["Security Council"] == "ORG"
    assert labels["Kari Vik"] == "PER"
    assert labels["Reef"] == "LOC"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("a,b\n1\n", "line 2: 1 cells", id="a row with too few cells names its line"),
        pytest.param("a,a\n1,2\n", "name every column once", id="a doubled column is refused"),
        pytest.param("", "name every column once", id="an empty table is refused"),
        pytest.param('a,b\n"1"x,2\n', "line 2", id="a stray quote names its line"),
    ],
)
def test_a_malformed_table_is_refused(text, message):
    with pytest.raises(TableError, match=message):
        parse_csv(text, "world/test.csv")


@pytest.mark.parametrize("reading", [read_csv, read_text, read_toml], ids=["csv", "text", "toml"])
def test_a_missing_file_is_named(reading):
    with pytest.raises(TableError, match=r"data/world/none\.csv"):
        reading("world/none.csv")


def test_blank_rows_of_a_table_are_passed_over():
    assert parse_csv("a,b\n\n1,2\n", "x.csv") == ({"a": "1", "b": "2"},)


@pytest.mark.parametrize(
    ("text", "last", "expected"),
    [
        pytest.param("2014", False, date(2014, 1, 1), id="a year begins in January"),
        pytest.param("2014", True, date(2014, 12, 31), id="a year ends in December"),
        pytest.param("2016-02", True, date(2016, 2, 29), id="a month ends on its last day"),
        pytest.param("", True, None, id="an empty cell sets no bound"),
    ],
)
def test_a_bound_is_read_to_the_day(text, last, expected):
    assert read_bound(text, "x.csv", last=last) == expected


def test_a_bound_that_is_no_date_is_refused():
    with pytest.raises(TableError, match="'March'"):
        read_bound("March", "x.csv, row 3", last=False)


def test_folding_drops_accents_of_all_alphabets_in_latin_script():
    assert fold("Çavuşoğlu Łódź Ørsted  ’s") == "cavusoglu lodz orsted 's"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("the Kremlin", "RUS", id="the Kremlin is Russia"),
        pytest.param("Republic of Korea", "KOR", id="the Republic of Korea is the south"),
        pytest.param("Tokyo", "JPN", id="Tokyo is Japan"),
        pytest.param("U.S.", "USA", id="initials with stops are read"),
        pytest.param("Turkey", "TUR", id="a former name is still read"),
        pytest.param("European Union", "EUE", id="a union is an actor"),
    ],
)
def test_the_packaged_tables_know_the_usual_names(text, expected):
    assert open_world().resolve(text, "2014-02-08").id == expected


def test_a_vanished_state_is_its_successor():
    assert open_world().resolve("Soviet Union", "1990-01-01").id == "RUS"


def test_no_date_is_refused_as_a_date():
    with pytest.raises(TableError, match="no ISO date"):
        open_world().resolve("Japan", "last May")


WELL_KNOWN = [
    ("Abe", "2014-02-08", "JPN/shinzo-abe", "head_of_government"),
    ("Shinzo Abe", "2010-06-01", "JPN/shinzo-abe", None),
    ("Putin", "2010-06-01", "RUS/vladimir-putin", "head_of_government"),
    ("Putin", "2014-02-08", "RUS/vladimir-putin", "head_of_state"),
    ("Medvedev", "2010-06-01", "RUS/dmitry-medvedev", "head_of_state"),
    ("Lavrov", "2014-02-08", "RUS/sergei-lavrov", "foreign_minister"),
    ("Modi", "2015-12-25", "IND/narendra-modi", "head_of_government"),
    ("Nawaz Sharif", "2015-12-25", "PAK/nawaz-sharif", "head_of_government"),
    ("Sushma Swaraj", "2016-01-01", "IND/sushma-swaraj", "foreign_minister"),
    ("Merkel", "2012-01-01", "DEU/angela-merkel", "head_of_government"),
    ("Angela Merkel", "2022-06-01", "DEU/angela-merkel", None),
    ("Scholz", "2022-06-01", "DEU/olaf-scholz", "head_of_government"),
    ("Macron", "2018-01-01", "FRA/emmanuel-macron", "head_of_state"),
    ("Hollande", "2015-06-01", "FRA/francois-hollande", "head_of_state"),
    ("Sarkozy", "2010-01-01", "FRA/nicolas-sarkozy", "head_of_state"),
    ("Cameron", "2014-01-01", "GBR/david-cameron", "head_of_government"),
    ("David Cameron", "2024-01-01", "GBR/david-cameron", "foreign_minister"),
    ("Theresa May", "2018-01-01", "GBR/theresa-may", "head_of_government"),
    ("Boris Johnson", "2017-01-01", "GBR/boris-johnson", "foreign_minister"),
    ("Boris Johnson", "2020-06-01", "GBR/boris-johnson", "head_of_government"),
    ("Obama", "2012-01-01", "USA/barack-obama", "head_of_state"),
    ("Hillary Clinton", "2011-01-01", "USA/hillary-clinton", "foreign_minister"),
    ("John Kerry", "2015-01-01", "USA/john-kerry", "foreign_minister"),
    ("Joe Biden", "2012-01-01", "USA/joe-biden", "vice_president"),
    ("Joe Biden", "2021-10-21", "USA/joe-biden", "head_of_state"),
    ("Blinken", "2022-01-01", "USA/antony-blinken", "foreign_minister"),
    ("Xi Jinping", "2014-11-10", "CHN/xi-jinping", "head_of_state"),
    ("Hu Jintao", "2010-01-01", "CHN/hu-jintao", "head_of_state"),
    ("Li Keqiang", "2015-01-01", "CHN/li-keqiang", "head_of_government"),
    ("Wang Yi", "2014-11-08", "CHN/wang-yi", "foreign_minister"),
    ("Ban Ki-moon", "2014-01-01", "UNO/ban-ki-moon", "head_of_organization"),
    ("Ban Ki-moon", "2005-06-01", "KOR/ban-ki-moon", "foreign_minister"),
    ("António Guterres", "2018-01-01", "UNO/antonio-guterres", "head_of_organization"),
    ("Moon Jae-in", "2018-04-27", "KOR/moon-jae-in", "head_of_state"),
    ("Park Geun-hye", "2015-01-01", "KOR/park-geun-hye", "head_of_state"),
    ("Erdogan", "2013-01-01", "TUR/recep-tayyip-erdogan", "head_of_government"),
    ("Erdoğan", "2016-08-09", "TUR/recep-tayyip-erdogan", "head_of_state"),
    ("Davutoğlu", "2012-01-01", "TUR/ahmet-davutoglu", "foreign_minister"),
    ("Netanyahu", "2013-01-01", "ISR/benjamin-netanyahu", "head_of_government"),
    ("Mahmoud Abbas", "2014-01-01", "PSE/mahmoud-abbas", "head_of_state"),
    ("Hassan Rouhani", "2015-07-14", "IRN/hassan-rouhani", "head_of_state"),
    ("Zarif", "2015-07-14", "IRN/mohammad-javad-zarif", "foreign_minister"),
    ("Ahmadinejad", "2010-01-01", "IRN/mahmoud-ahmadinejad", "head_of_state"),
    ("Sisi", "2016-01-01", "EGY/abdel-fattah-al-sisi", "head_of_state"),
    ("Morsi", "2012-12-01", "EGY/mohamed-morsi", "head_of_state"),
    ("Lula da Silva", "2023-05-01", "BRA/luiz-inacio-lula-da-silva", "head_of_state"),
    ("Dilma Rousseff", "2013-01-01", "BRA/dilma-rousseff", "head_of_state"),
    ("Nicolás Maduro Moros", "2015-01-01", "VEN/nicolas-maduro", "head_of_state"),
    ("Hugo Chávez", "2010-01-01", "VEN/hugo-chavez", "head_of_state"),
    ("Juan Manuel Santos", "2016-01-01", "COL/juan-manuel-santos", "head_of_state"),
    ("Gustavo Petro", "2023-01-01", "COL/gustavo-petro", "head_of_state"),
    ("Evo Morales", "2010-01-01", "BOL/evo-morales", "head_of_state"),
    ("Sebastián Piñera", "2019-01-01", "CHL/sebastian-pinera", "head_of_state"),
    ("Raúl Castro", "2014-12-17", "CUB/raul-castro", "head_of_state"),
    ("Justin Trudeau", "2017-01-01", "CAN/justin-trudeau", "head_of_government"),
    ("Uhuru Kenyatta", "2016-01-01", "KEN/uhuru-kenyatta", "head_of_state"),
    ("Abiy Ahmed", "2019-01-01", "ETH/abiy-ahmed", "head_of_government"),
    ("Isaias Afwerki", "2018-07-08", "ERI/isaias-afwerki", "head_of_state"),
    ("Cyril Ramaphosa", "2019-01-01", "ZAF/cyril-ramaphosa", "head_of_state"),
    ("Zuma", "2012-01-01", "ZAF/jacob-zuma", "head_of_state"),
    ("Buhari", "2016-01-01", "NGA/muhammadu-buhari", "head_of_state"),
    ("Omar al-Bashir", "2013-01-01", "SDN/omar-al-bashir", "head_of_state"),
    ("Salva Kiir", "2013-10-01", "SSD/salva-kiir", "head_of_state"),
    ("Hun Sen", "2012-01-01", "KHM/hun-sen", "head_of_government"),
    ("Yingluck Shinawatra", "2012-01-01", "THA/yingluck-shinawatra", "head_of_government"),
    ("Thein Sein", "2013-01-01", "MMR/thein-sein", "head_of_state"),
    ("Jokowi", "2016-01-01", "IDN/joko-widodo", "head_of_state"),
    ("Joko Widodo", "2016-01-01", "IDN/joko-widodo", "head_of_state"),
    ("Lee Hsien Loong", "2012-01-01", "SGP/lee-hsien-loong", "head_of_government"),
    ("Duterte", "2017-01-01", "PHL/rodrigo-duterte", "head_of_state"),
    ("Nguyen Xuan Phuc", "2017-01-01", "VNM/nguyen-xuan-phuc", "head_of_government"),
    ("Zelenskyy", "2020-01-01", "UKR/volodymyr-zelenskyy", "head_of_state"),
    ("Poroshenko", "2015-02-12", "UKR/petro-poroshenko", "head_of_state"),
    ("Yanukovych", "2012-01-01", "UKR/viktor-yanukovych", "head_of_state"),
    ("Saakashvili", "2010-01-01", "GEO/mikheil-saakashvili", "head_of_state"),
    ("Pashinyan", "2021-01-01", "ARM/nikol-pashinyan", "head_of_government"),
    ("Ilham Aliyev", "2020-11-10", "AZE/ilham-aliyev", "head_of_state"),
    ("Aleksandar Vucic", "2018-01-01", "SRB/aleksandar-vucic", "head_of_state"),
    ("Vučić", "2015-06-01", "SRB/aleksandar-vucic", "head_of_government"),
    ("Tsipras", "2018-06-17", "GRC/alexis-tsipras", "head_of_government"),
    ("Zoran Zaev", "2018-06-17", "MKD/zoran-zaev", "head_of_government"),
    ("Orban", "2019-01-01", "HUN/viktor-orban", "head_of_government"),
    ("Tusk", "2012-01-01", "POL/donald-tusk", "head_of_government"),
    ("Donald Tusk", "2017-01-01", "EUE/donald-tusk", "head_of_organization"),
    ("Juncker", "2016-01-01", "EUE/jean-claude-juncker", "head_of_organization"),
    ("von der Leyen", "2021-01-01", "EUE/ursula-von-der-leyen", "head_of_organization"),
    ("Mogherini", "2016-01-01", "EUE/federica-mogherini", "foreign_minister"),
    ("Stoltenberg", "2010-01-01", "NOR/jens-stoltenberg", "head_of_government"),
    ("Jens Stoltenberg", "2016-01-01", "NAT/jens-stoltenberg", "head_of_organization"),
    ("Jacinda Ardern", "2019-01-01", "NZL/jacinda-ardern", "head_of_government"),
    ("Scott Morrison", "2020-01-01", "AUS/scott-morrison", "head_of_government"),
    ("Julie Bishop", "2016-01-01", "AUS/julie-bishop", "foreign_minister"),
    ("the French president", "2015-06-01", "FRA/francois-hollande", "head_of_state"),
    ("Saudi foreign minister", "2016-06-01", "SAU/adel-al-jubeir", "foreign_minister"),
    ("Israeli defence minister", "2014-07-01", "ISR/moshe-yaalon", "defence_minister"),
    ("UN chief", "2015-01-01", "UNO/ban-ki-moon", "head_of_organization"),
    ("NATO secretary-general", "2016-01-01", "NAT/jens-stoltenberg", "head_of_organization"),
    ("EU foreign policy chief", "2016-01-01", "EUE/federica-mogherini", "foreign_minister"),
    ("UN chief", "2015-01-01", "UNO/ban-ki-moon", "head_of_organization"),
    ("IAEA chief", "2015-07-14", "UNO/yukiya-amano", "head_of_organization"),
    ("the UN secretary-general", "2003-02-01", "UNO/kofi-annan", "head_of_organization"),
]


@pytest.mark.parametrize(
    ("name", "on", "expected", "office"), [pytest.param(*row, id=f"{row[0]} in {row[1][:7]}") for row in WELL_KNOWN]
)
def test_a_well_known_name_is_its_bearer_at_the_date(name, on, expected, office):
    found = open_world().resolve(name, on)
    assert found is not None
    assert found.id == expected
    assert found.country == expected.partition("/")[0] or office is None
    assert found.office == (Office(office) if office else None)
