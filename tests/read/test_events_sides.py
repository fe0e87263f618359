"""Who does an act to whom: reversed verbs, missing doers, what is only asked or pondered; one sentence, one row."""

import pytest

from summitry.dates import Tense
from summitry.read.events.lexicon import load_lexicon
from summitry.read.events.lost import find_lost
from summitry.read.intake import from_text
from summitry.read.parse import parse_documents
from summitry.read.scene import build_scene

CASES = [
    pytest.param(
        "Chadian rebels received rifles from the Sudanese army.",
        ("AID", "072", ["SDN"], ["TCD/chadian-rebels"]),
        id="what is received is given by the other",
    ),
    pytest.param(
        "Kenya received assurances from Uganda over the lake.",
        ("AGREE", "030", ["UGA"], ["KEN"]),
        id="assurances received are promised by the other",
    ),
    pytest.param(
        "Niger won praise from France for its reforms.",
        ("SUPPORT", "051", ["FRA"], ["NER"]),
        id="praise won is given by the other",
    ),
    pytest.param(
        "Mali came under pressure from Algeria to hold talks.",
        ("REQUEST", "106", ["DZA"], ["MLI"]),
        id="pressure comes from the other",
    ),
    pytest.param(
        "Forty miners died in clashes with police in Zambia.",
        ("ASSAULT", "193", ["ZMB/police"], ["ZMB/miners"]),
        id="who dies in a clash suffers it",
    ),
    pytest.param(
        "Two Polish soldiers were killed by a mine in Afghanistan.",
        ("ASSAULT", "1833", ["AFG"], ["POL"]),
        id="the country of the place where nobody is named who killed foreigners",
    ),
    pytest.param(
        "Burundi's army was engaged in heavy fighting with rebels.",
        ("ASSAULT", "190", ["BDI"], ["BDI/rebels"]),
        id="to be engaged in is done by its subject",
    ),
    pytest.param(
        "Rebels in Chad met ministers from the government on Monday.",
        ("CONSULT", "040", ["TCD/rebels", "TCD"], []),
        id="a group and its government meet",
    ),
    pytest.param(
        "Haiti imposed a curfew in the capital.",
        ("COERCE", "1723", ["HTI"], ["HTI"]),
        id="a state and its own people",
    ),
    pytest.param(
        "The Portuguese prime minister held talks with the Greek premier Kyriakos Mitsotakis.",
        ("CONSULT", "046", ["PRT", "GRC/kyriakos-mitsotakis"], []),
        id="a preposition that hangs on a title",
    ),
    pytest.param(
        "Zambia said it would free 40 Congolese prisoners.",
        ("AGREE", "0353", ["ZMB"], ["COD/prisoners"]),
        id="a release that lies ahead",
    ),
    pytest.param(
        "Latvia says Belarus must stop sending migrants.",
        ("REQUEST", "105", ["LVA"], ["BLR"]),
        id="what another must do is asked of it",
    ),
    pytest.param(
        "Norway advised against travel to Ethiopia.",
        ("SANCTION", "160", ["NOR"], ["ETH"]),
        id="a travel warning",
    ),
    pytest.param(
        "Ethiopia sent experts to Kenya to investigate the crash.",
        ("ACCUSE", "090", ["ETH"], ["KEN"]),
        id="a mission sent to inquire",
    ),
    pytest.param(
        "Ghana may suspend aid to Togo if the border stays shut, its foreign minister said.",
        ("THREATEN", "1312", ["GHA"], ["TGO"]),
        id="what will be cut off if something happens is threatened",
    ),
    pytest.param(
        "The Gambia on Friday vetoed a resolution on Senegal.",
        ("REJECT", "129", ["GMB"], ["SEN"]),
        id="a verb that the parser takes for a noun",
    ),
    pytest.param(
        "Cuba shared evidence with Mexico about the bombing.",
        ("COOPERATE", "064", ["CUB"], ["MEX"]),
        id="information goes one way",
    ),
]
NOTHING = [
    pytest.param("Denmark is considering sending troops to Niger.", id="what is only considered"),
    pytest.param(
        "Two men sought in the killing of a Maltese envoy were seen in Rome.", id="who is sought is asked nothing"
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_one_sentence_gives_its_row(reader, sentence, expected):
    rows = [(e.event_type.value, e.cameo, [*e.actors], [*e.recipients]) for e in reader.read_text(sentence).events]

    assert expected in rows


@pytest.mark.model
@pytest.mark.parametrize("sentence", NOTHING)
def test_nothing_is_coded(reader, sentence):
    assert reader.read_text(sentence).events == ()


CHRONICLE = """# Japan and Russia: a chronology

2013

29 April. Abe visited Moscow and met Putin. Japan and Russia issued a joint statement.

2014

18 March. Putin signed a treaty on the annexation of Crimea.

19 March. Japan suspended talks with Russia on visas.

8 April. Japan imposed sanctions.
"""


@pytest.mark.model
def test_an_act_about_others_is_not_done_to_the_partner_of_the_text(reader):
    events = reader.read_text(CHRONICLE, published="2014-06-01").events
    signed = [e.recipients for e in events if e.cameo == "057"]
    imposed = [e.recipients for e in events if e.cameo == "163"]

    assert signed == [()]
    assert imposed == [("RUS",)]


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        pytest.param("Ghana's foreign minister said that Ghana had expelled Togo's envoy.", "minister", id="said"),
        pytest.param("A Ghanaian spokesman said that Ghana had expelled Togo's envoy.", "official", id="spokesman"),
    ],
)
def test_a_state_acts_at_the_level_of_who_speaks_for_it(reader, sentence, level):
    assert [e.level.value for e in reader.read_text(sentence).events] == [level]


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        pytest.param("The Gambia on Friday vetoed a resolution on Senegal.", True, id="lost by the parser"),
        pytest.param("The Gambia had vetoed a resolution on Senegal.", False, id="found by the parser"),
    ],
)
def test_predicates_are_looked_for_where_the_parser_found_none(reader, sentence, found):
    document = from_text(sentence, published=None, settings=reader.settings).document
    parsed = next(iter(parse_documents([document], reader.pipeline)))
    clauses = find_lost(build_scene(parsed, reader.world), load_lexicon())

    assert bool(clauses) is found
    assert all(clause.tense is Tense.PAST for clause in clauses)
