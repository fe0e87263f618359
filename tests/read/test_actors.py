"""Who a text names, by name and by title."""

import pytest

from summitry.read.actors import list_actors
from summitry.records import ActorKind, Level, Office

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "actor", "office"),
    [
        pytest.param(
            "Norwegian Trade Minister Bodil Rasmark spoke in Oslo.",
            "NOR/bodil-rasmark",
            "minister",
            id="adjective, title, name",
        ),
        pytest.param(
            "Peru's acting energy minister, Julio Barrantes, flew home.",
            "PER/julio-barrantes",
            "minister",
            id="possessive, title, comma, name",
        ),
        pytest.param(
            "Talks were held with Mirela Dobrescu, a spokeswoman for the Romanian government.",
            "ROU/mirela-dobrescu",
            "spokesperson",
            id="name, comma, title with a complement",
        ),
        pytest.param(
            "Mr. HAMANAKA Yosuke, Minister of Environment of Japan, met his guests.",
            "JPN/yosuke-hamanaka",
            "minister",
            id="family name in capitals before a Japanese given name",
        ),
        pytest.param(
            "H.E. Mr. Adnan al-Rubaie, Deputy Foreign Minister of Iraq, arrived.",
            "IRQ/adnan-al-rubaie",
            "deputy_minister",
            id="honorifics and an article in the name",
        ),
        pytest.param(
            "Then Dutch deputy finance minister Joost van der Meulen signed the paper.",
            "NLD/joost-van-der-meulen",
            None,
            id="a title held then gives no office now",
        ),
        pytest.param(
            "A Chilean delegation headed by Ximena Toro came to the talks.",
            "CHL/ximena-toro",
            "official",
            id="the head of a delegation is of its state",
        ),
        pytest.param(
            "Estonia's ambassador in Moscow, Kaarel Lepik, was summoned.",
            "EST/kaarel-lepik",
            "ambassador",
            id="an ambassador is of the state that sent him",
        ),
    ],
)
def test_a_title_gives_state_and_office(cast, text, actor, office):
    found, _ = cast(text)
    person = found.get(actor)
    assert person is not None, [a.id for a in found.actors]
    assert person.kind is ActorKind.PERSON
    assert person.office == (Office(office) if office else None)


NAMES = [
    (
        "Colombian Foreign Minister Álvaro Leyva Durán received the envoy.",
        "2023-03-01",
        "COL/alvaro-leyva",
        "foreign_minister",
        "two Spanish surnames, known by one",
    ),
    (
        "Paraguay's deputy trade minister, Rocío Benítez Ayala, flew to Lima.",
        "2021-06-01",
        "PRY/rocio-benitez-ayala",
        "deputy_minister",
        "two Spanish surnames",
    ),
    (
        "Brazilian Ambassador Tomás de Almeida e Silva left Lisbon.",
        "2018-02-01",
        "BRA/tomas-de-almeida-e-silva",
        "ambassador",
        "Portuguese particles",
    ),
    (
        "Luiz Inácio Lula da Silva phoned the pope.",
        "2023-05-01",
        "BRA/luiz-inacio-lula-da-silva",
        "head_of_state",
        "a Brazilian name in full",
    ),
    (
        "Nguyen Phu Trong welcomed the guests.",
        "2016-05-23",
        "VNM/nguyen-phu-trong",
        "party_leader",
        "Vietnamese, family name first",
    ),
    (
        "Mr. Pham Quoc Bao, Vietnam's deputy minister of fisheries, took notes.",
        "2019-01-01",
        "VNM/pham-quoc-bao",
        "deputy_minister",
        "Vietnamese with honorific",
    ),
    (
        "U Thein Tun, a spokesman for the Myanmar government, refused to comment.",
        "2013-01-01",
        "MMR/thein-tun",
        "spokesperson",
        "Burmese with U",
    ),
    (
        "Indonesian Trade Minister Suparman signed for Jakarta.",
        "2015-01-01",
        "IDN/suparman",
        "minister",
        "an Indonesian single name",
    ),
    (
        "Widodo met the Dutch prime minister.",
        "2016-04-01",
        "IDN/joko-widodo",
        "head_of_state",
        "a single name that the tables know",
    ),
    ("South Korea's Park Geun-hye spoke first.", "2014-03-25", "KOR/park-geun-hye", "head_of_state", "Korean"),
    (
        "South Korean Vice Foreign Minister Bae Dong-hun called Tokyo.",
        "2019-01-01",
        "KOR/bae-dong-hun",
        "deputy_minister",
        "Korean with hyphen",
    ),
    (
        "China's ambassador to Chile, Xu Bao, was called in.",
        "2019-01-01",
        "CHN/xu-bao",
        "ambassador",
        "Chinese ambassador of the sender",
    ),
    ("Wang Yi flew to Nairobi.", "2014-01-08", "CHN/wang-yi", "foreign_minister", "Chinese"),
    (
        "Turkish deputy foreign minister Gökhan Özdemirci flew home.",
        "2017-01-01",
        "TUR/gokhan-ozdemirci",
        "deputy_minister",
        "Turkish letters",
    ),
    (
        "Recep Tayyip Erdogan shook hands.",
        "2012-01-01",
        "TUR/recep-tayyip-erdogan",
        "head_of_government",
        "Turkish leader before 2014",
    ),
    (
        "Iceland's finance minister, Þóra Sigurðardóttir, disagreed.",
        "2017-01-01",
        "ISL/thora-sigurdardottir",
        "minister",
        "an Icelandic patronymic",
    ),
    (
        "Danish Defence Minister Søren Lykkegaard visited Nuuk.",
        "2011-01-01",
        "DNK/soren-lykkegaard",
        "defence_minister",
        "Danish letters",
    ),
    ("Sergey Lavrov left.", "2016-01-01", "RUS/sergei-lavrov", "foreign_minister", "Slavic variant of a given name"),
    (
        "Volodymyr Zelenskiy spoke.",
        "2021-01-01",
        "UKR/volodymyr-zelenskyy",
        "head_of_state",
        "Slavic variant of a family name",
    ),
    (
        "Sheikh Sabah al-Khalid al-Sabah, Kuwait's foreign minister, mediated.",
        "2017-07-01",
        "KWT/sabah-al-khalid-al-sabah",
        "foreign_minister",
        "Arabic with sheikh",
    ),
    (
        "Iraqi envoy Laith Abd al-Karim al-Jubouri waited in Amman.",
        "2011-01-01",
        "IRQ/laith-abd-al-karim-al-jubouri",
        "envoy",
        "Arabic with particles",
    ),
    ("Mullah Abdul Rauf Zahir, a Taliban envoy, sat down.", "2020-01-01", "AFG/abdul-rauf-zahir", "envoy", "a mullah"),
    (
        "Former Ghanaian president Kwabena Asante-Boateng mediated.",
        "2015-01-01",
        "GHA/kwabena-asante-boateng",
        None,
        "former gives no office",
    ),
    (
        "Peru's foreign minister-designate, Renato Quispe, was silent.",
        "2015-01-01",
        "PER/renato-quispe",
        None,
        "designate gives no office",
    ),
    (
        "Nepal's acting foreign secretary Sushil Karki phoned Delhi.",
        "2015-01-01",
        "NPL/sushil-karki",
        "deputy_minister",
        "acting holder",
    ),
    (
        "The US special envoy for Sudan, Wendell Marsh, flew to Juba.",
        "2015-01-01",
        "USA/wendell-marsh",
        "envoy",
        "an envoy for another state is of the sender",
    ),
    (
        "The EU's special representative Hanna Weiss met the parties.",
        "2015-01-01",
        "EUE/hanna-weiss",
        "envoy",
        "office goes before nationality",
    ),
    (
        "Maori Party MP Tama Rangi asked the New Zealand government.",
        "2015-01-01",
        "NZL/tama-rangi",
        "legislator",
        "a member of parliament",
    ),
    ("Hungarian President János Áder signed.", "2015-01-01", "HUN/janos-ader", "head_of_state", "Hungarian accents"),
    ("Mrs May flew to Brussels.", "2018-12-11", "GBR/theresa-may", "head_of_government", "a surname that is a month"),
]


@pytest.mark.parametrize(("text", "day", "actor", "office"), [pytest.param(*row[:4], id=row[4]) for row in NAMES])
def test_a_name_is_a_person_of_a_state(cast, text, day, actor, office):
    found, _ = cast(text, published=day)
    person = found.get(actor)
    assert person is not None, [a.id for a in found.actors]
    assert person.office == (Office(office) if office else None)
    assert sum(a.kind is ActorKind.PERSON for a in found.actors if a.id.endswith(actor.partition("/")[2])) == 1


@pytest.mark.parametrize(
    ("text", "day", "words", "actor"),
    [
        pytest.param(
            "The French president spoke.", "2015-06-01", "The French president", "FRA/francois-hollande", id="president"
        ),
        pytest.param(
            "The French president spoke.",
            "2018-06-01",
            "The French president",
            "FRA/emmanuel-macron",
            id="the next one",
        ),
        pytest.param(
            "Germany's chancellor spoke.", "2003-06-01", "Germany's chancellor", "DEU/gerhard-schroder", id="chancellor"
        ),
        pytest.param(
            "The Indian foreign minister left.",
            "2016-06-01",
            "The Indian foreign minister",
            "IND/sushma-swaraj",
            id="foreign minister",
        ),
        pytest.param(
            "The US secretary of state left.",
            "2014-06-01",
            "The US secretary of state",
            "USA/john-kerry",
            id="secretary of state",
        ),
        pytest.param("The Cuban leader spoke.", "2015-06-01", "The Cuban leader", "CUB/raul-castro", id="leader"),
        pytest.param("The Saudi king spoke.", "2014-06-01", "The Saudi king", "SAU/abdullah", id="king"),
        pytest.param(
            "The UN secretary-general spoke.", "2015-06-01", "The UN secretary-general", "UNO/ban-ki-moon", id="UN"
        ),
        pytest.param(
            "The Japanese prime minister spoke.",
            "2010-12-01",
            "The Japanese prime minister",
            "JPN/naoto-kan",
            id="prime minister",
        ),
        pytest.param(
            "The Polish ambassador left.",
            "2015-06-01",
            "The Polish ambassador",
            "POL",
            id="an ambassador without a name is the state",
        ),
        pytest.param(
            "The Kenyan deputy foreign minister left.",
            "2015-06-01",
            "The Kenyan deputy foreign minister",
            "KEN",
            id="a deputy without a name is the state",
        ),
        pytest.param(
            "The former French president spoke.",
            "2015-06-01",
            "The former French president",
            None,
            id="a former holder is nobody",
        ),
    ],
)
def test_a_role_without_a_name_is_its_holder_at_the_date(cast, text, day, words, actor, who):
    found, parsed = cast(text, published=day)
    assert who(found, parsed, words) == ((actor,) if actor else ())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Were Lima to close the port, trade would stop.", id="an inverted condition"),
        pytest.param(
            "Should Ankara refuse, Athens will wait. Had Baku known, it would have left.", id="should and had"
        ),
        pytest.param("The truce was read out at Tadeo Alarcón airport.", id="an airport"),
        pytest.param("Volunteers teach English in the villages.", id="a language"),
        pytest.param("The BRP Santa Inés ran aground on Saturday.", id="a warship"),
        pytest.param("In The Hague the judges threw out the suit.", id="a seat of courts"),
        pytest.param("An Air India jet landed in Muscat.", id="an airline"),
    ],
)
def test_what_is_no_person(cast, text):
    found, _ = cast(text)
    assert [a.id for a in found.actors if a.kind is ActorKind.PERSON] == []


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        pytest.param(
            "Border talks between Chad and Niger resumed. Security chiefs Idriss Nakoye and Boubacar Zongo signed a map.",
            {"TCD/idriss-nakoye", "NER/boubacar-zongo"},
            id="two who share a title are of the two sides",
        ),
        pytest.param(
            "Peru and Ecuador exchanged protests. The Peruvian foreign minister called in Ambassador Lucía Andrade.",
            {"ECU/lucia-andrade"},
            id="an ambassador called in is of the other side",
        ),
        pytest.param(
            "Laos and Thailand traded shots. Thai rangers arrested Captain Bounmy Keosavang near the river.",
            {"LAO/bounmy-keosavang"},
            id="who is arrested is of the other side",
        ),
        pytest.param(
            "QUITO, May 8 (Cordillera News) - The talks in Peru were short, presidential spokesman Iván Cordero said.",
            {"ECU/ivan-cordero"},
            id="a spokesman without a state is of the place of the dateline",
        ),
        pytest.param(
            "Acting Foreign Minister Jan Hruby of the Czech Republic left.",
            {"CZE/jan-hruby"},
            id="a given name that is short for a month",
        ),
    ],
)
def test_a_person_without_a_state_belongs_to_a_side(cast, text, actors):
    found, _ = cast(text)
    assert {a.id for a in found.actors if a.kind is ActorKind.PERSON} >= actors


def test_a_report_of_a_parliament_tells_who_asks_and_who_answers(cast, who):
    text = (
        "NATIONAL COUNCIL\nFISHERIES TREATY WITH ANGOLA\n\nHon. Tjirera: Has it been signed?\n\n"
        "The Deputy Minister (Ms. Selma Haufiku): We signed it in Windhoek in May. Namibia has asked Angola to do so too.\n\n"
        "Hon. Tjirera: Did our ambassador in Luanda ask again?\n\nThe Deputy Minister (Ms. Selma Haufiku): She did."
    )
    found, parsed = cast(text)
    assert set(found.speakers.values()) == {"NAM/selma-haufiku"}
    assert found.get("NAM/selma-haufiku").office is Office.DEPUTY_MINISTER
    assert found.get("NAM/tjirera").office is Office.LEGISLATOR
    assert who(found, parsed, "We") == ("NAM",)


def test_a_speaker_without_a_name_speaks_for_the_state(cast):
    text = (
        "BRIEFING BY THE SPOKESPERSON\nVilnius, 8 May 2019\n\nSpokesperson: Lithuania has closed its airspace.\n\n"
        "Question: For how long?\n\nSpokesperson: Our ambassador, Rasa Petrauskaite, will tell Kyiv first."
    )
    found, _ = cast(text)
    assert set(found.speakers.values()) == {"LTU"}
    assert found.get("LTU/rasa-petrauskaite") is not None


def test_an_organisation_that_issues_a_text_says_we(cast, who):
    text = "SAVANNAH AID CONSORTIUM\nBulletin 4\n\nChad refused us passage to Bol on Monday. We urge the government to relent."
    found, parsed = cast(text)
    assert who(found, parsed, "us") == ("NGO/savannah-aid-consortium",)
    assert "NGO/savannah-aid-consortium" in {a.id for a in list_actors(found, ("TCD",))}


def test_a_cut_title_of_a_label_finds_the_full_name(cast):
    text = (
        "MINISTRY OF FOREIGN AFFAIRS\nTranscript: press conference of Ambassador Ignatius Mbewe\nLusaka, Tuesday, 7 May 2019\n\n"
        "AMB. MBEWE: We have written to Harare.\n\nQ: And?\n\nAMB. MBEWE: We wait."
    )
    found, _ = cast(text)
    assert set(found.speakers.values()) == {"ZMB/ignatius-mbewe"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Returning families crossed into Sudan.", "Returning families", id="families"),
        pytest.param("A crowd outside the palace in Khartoum sang.", "A crowd", id="a crowd"),
        pytest.param("Masked gunmen stopped the convoy in Chad.", "Masked gunmen", id="gunmen"),
    ],
)
def test_people_at_large_are_listed_only_where_a_row_uses_them(cast, text, words, who):
    found, parsed = cast(text)
    group = who(found, parsed, words)
    assert group
    assert found.get(group[0]).kind is ActorKind.GROUP
    assert group[0] not in {a.id for a in list_actors(found, ("SDN",))}
    assert group[0] in {a.id for a in list_actors(found, group)}


def test_a_plural_title_belongs_to_each_name(cast, who):
    found, parsed = cast("Danish ministers Pia Lund and Jens Holt met the press.")
    assert found.get("DNK/pia-lund").office is Office.MINISTER
    assert found.get("DNK/jens-holt").office is Office.MINISTER
    assert who(found, parsed, "Danish ministers") == ("DNK/pia-lund", "DNK/jens-holt")


def test_a_surname_is_its_full_name(cast, who):
    found, parsed = cast("Greek Trade Minister Stavros Melas met the press. Melas said that talks would go on.")
    assert who(found, parsed, "Melas") == ("GRC/stavros-melas",)
    assert found.levels["GRC/stavros-melas"] is Level.MINISTER


def test_a_headline_names_the_person_of_the_body(cast):
    found, _ = cast(
        "MELAS FLIES TO OSLO\n\nGreek Trade Minister Stavros Melas flew to Oslo on Monday.", title="MELAS FLIES TO OSLO"
    )
    assert [a.id for a in found.actors if a.kind is ActorKind.PERSON] == ["GRC/stavros-melas"]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        pytest.param("The Uzbek team was led by Shavkat Yuldashev.", "UZB/shavkat-yuldashev", id="led by"),
        pytest.param(
            "Gambia objected. In Banjul its trade minister, Ebou Jallow, said so.", "GMB/ebou-jallow", id="its"
        ),
        pytest.param(
            "Asha Tiwari of the Chamber of Trade in Kathmandu said so.", "NPL/asha-tiwari", id="a body in a city"
        ),
        pytest.param("Mr Tiwari of the Nepalese Red Cross said so.", "NPL/tiwari", id="a body with an adjective"),
        pytest.param("Rita Bose, chief minister of West Bengal, said so.", "IND/rita-bose", id="a region of two words"),
    ],
)
def test_the_words_around_tell_the_state(cast, text, actor):
    found, _ = cast(text)
    assert found.get(actor) is not None, [a.id for a in found.actors]


def test_a_label_with_the_first_of_two_surnames_is_no_second_person(cast):
    found, _ = cast(
        "Elena Rojas Duarte heads the dam office of Paraguay.\n\nRADIO: How was it?\n\nROJAS: Long, and dull.\n\n"
        "RADIO: And now?\n\nROJAS: Now we wait."
    )
    assert [a.name for a in found.actors if a.kind is ActorKind.PERSON] == ["Elena Rojas Duarte"]


def test_who_answers_an_invented_leader_is_not_the_real_one(cast, who):
    found, parsed = cast(
        "President Anton Berg of Finland has invited his French counterpart to Oulu.", published="2014-05-14"
    )
    assert who(found, parsed, "his French counterpart") == ("FRA",)


@pytest.mark.parametrize(
    ("text", "words", "actors"),
    [
        pytest.param("Kenya's navy turned the ship back.", "Kenya's navy", ("KEN/navy",), id="a navy"),
        pytest.param("Ghanaian police held him.", "Ghanaian police", ("GHA/police",), id="a police"),
        pytest.param(
            "Chad and Niger talked. The fishermen of both countries cheered.",
            "fishermen of both countries",
            ("TCD/fishermen", "NER/fishermen"),
            id="people of both countries",
        ),
        pytest.param(
            "South Korea and North Korea met. The North's navy fired.",
            "The North's navy",
            ("PRK/navy",),
            id="half of a land",
        ),
    ],
)
def test_bodies_and_groups_of_states(cast, who, text, words, actors):
    found, parsed = cast(text)
    assert who(found, parsed, words) == actors
