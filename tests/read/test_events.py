"""Who did what to whom: one sentence of the world, one expected row; and sentences in which nothing must be coded."""

import pytest

from summitry.knowledge.ontology import load_cameo, load_plover
from summitry.read.events import code_events
from summitry.read.events.lexicon import Act, Code, Turn, load_lexicon
from summitry.read.events.patterns import base_forms
from summitry.read.parse import parse_documents
from summitry.read.scene import build_scene
from summitry.records import Document, EventType, Level, Modality

PUBLISHED = "2015-06-10"


def find_scene(reader, text):
    document = Document.from_text(text, published=PUBLISHED, title="In brief")
    return build_scene(next(parse_documents([document], reader.pipeline)), reader.world)


def sides(scene, event):
    codes = ({scene.cast.country(i) for i in ids} for ids in (event.actors, event.recipients))
    return tuple("+".join(sorted(code)) for code in codes)


def row(kind, cameo, actors, recipients="", modality="occurred"):
    return EventType(kind), cameo, actors, recipients, Modality(modality)


SENTENCES = [
    pytest.param(
        "Prime Minister Justin Trudeau met French President François Hollande in Paris on Tuesday.",
        row("CONSULT", "042", "CAN", "FRA"),
        id="a meeting at the other's seat is a visit",
    ),
    pytest.param(
        "The foreign ministers of Germany and Poland held talks on Monday.",
        row("CONSULT", "046", "DEU+POL"),
        id="talks held are CONSULT with all as actors",
    ),
    pytest.param(
        "On Tuesday Barack Obama spoke to Shinzo Abe by telephone.",
        row("CONSULT", "041", "JPN+USA"),
        id="a call is CONSULT by telephone",
    ),
    pytest.param(
        "Angela Merkel received Prime Minister David Cameron in Berlin.",
        row("CONSULT", "042", "GBR", "DEU"),
        id="who is received is the visitor",
    ),
    pytest.param(
        "David Cameron was received by Angela Merkel in Berlin.",
        row("CONSULT", "042", "GBR", "DEU"),
        id="a passive turns the sides round",
    ),
    pytest.param(
        "Narendra Modi paid a visit to Bangladesh last week.",
        row("CONSULT", "042", "IND", "BGD"),
        id="a light verb carries the visit",
    ),
    pytest.param(
        "Shinzo Abe and Narendra Modi agreed to meet again in December.",
        row("AGREE", "036", "IND+JPN"),
        id="a meeting agreed upon is AGREE",
    ),
    pytest.param(
        "President Xi Jinping will visit the United States in September.",
        row("AGREE", "036", "CHN", "USA"),
        id="an announced visit is AGREE",
    ),
    pytest.param(
        "Vladimir Putin invited Shinzo Abe to Moscow.",
        row("AGREE", "036", "RUS", "JPN"),
        id="an invitation is AGREE by who invites",
    ),
    pytest.param(
        "Peru and Chile signed a border agreement on Monday.",
        row("SUPPORT", "057", "CHL+PER"),
        id="signing is SUPPORT",
    ),
    pytest.param(
        "A memorandum was signed by Peru and Chile on Monday.",
        row("SUPPORT", "057", "CHL+PER"),
        id="signing in the passive is SUPPORT",
    ),
    pytest.param(
        "Sweden recognised Palestine in October.",
        row("SUPPORT", "054", "SWE", "PSE"),
        id="recognition is SUPPORT",
    ),
    pytest.param(
        "Colombia and Venezuela restored diplomatic relations on Monday.",
        row("SUPPORT", "050", "COL+VEN"),
        id="relations restored are SUPPORT",
    ),
    pytest.param(
        "France thanked Mali for its help.",
        row("SUPPORT", "051", "FRA", "MLI"),
        id="thanks are SUPPORT",
    ),
    pytest.param(
        "Tokyo urged Beijing to show restraint.",
        row("REQUEST", "0256", "JPN", "CHN"),
        id="urging restraint asks to yield",
    ),
    pytest.param(
        "Armenia demanded that Azerbaijan release the prisoners.",
        row("REQUEST", "1053", "ARM", "AZE"),
        id="a demand is REQUEST",
    ),
    pytest.param(
        "On Monday South Korea proposed talks with North Korea.",
        row("REQUEST", "026", "KOR", "PRK"),
        id="proposing talks asks to meet",
    ),
    pytest.param(
        "Pyongyang rejected the offer of talks from Seoul.",
        row("REJECT", "125", "PRK", "KOR"),
        id="rejecting talks refuses to meet",
    ),
    pytest.param(
        "Turkey refused to apologise to Israel.",
        row("REJECT", "124", "TUR", "ISR"),
        id="refusing to apologise refuses to yield",
    ),
    pytest.param(
        "Greece condemned Turkey for the drilling.",
        row("ACCUSE", "111", "GRC", "TUR"),
        id="condemning is ACCUSE",
    ),
    pytest.param(
        "Kabul accused Islamabad of sheltering the attackers.",
        row("ACCUSE", "112", "AFG", "PAK"),
        id="an allegation is ACCUSE",
    ),
    pytest.param(
        "Berlin summoned the American ambassador on Thursday.",
        row("ACCUSE", "111", "DEU", "USA"),
        id="summoning an ambassador is ACCUSE",
    ),
    pytest.param(
        "Israel apologised to Turkey for the raid.",
        row("CONCEDE", "055", "ISR", "TUR"),
        id="an apology is CONCEDE",
    ),
    pytest.param(
        "Russia lifted the ban on Turkish fruit.",
        row("CONCEDE", "085", "RUS", "TUR"),
        id="lifting a ban is CONCEDE",
    ),
    pytest.param(
        "Sudan promised to release the Ethiopian soldiers.",
        row("AGREE", "0353", "SDN", "ETH"),
        id="a promised release, told alone, is AGREE",
    ),
    pytest.param(
        "Sudan released twelve Ethiopian soldiers on Sunday.",
        row("RETREAT", "0841", "SDN", "ETH"),
        id="a release is RETREAT",
    ),
    pytest.param(
        "Twelve Ethiopian soldiers were set free by Sudan on Sunday.",
        row("RETREAT", "0841", "SDN", "ETH"),
        id="a release in the passive is RETREAT",
    ),
    pytest.param(
        "Ethiopia withdrew its troops from Somalia.",
        row("RETREAT", "0874", "ETH", "SOM"),
        id="a withdrawal is RETREAT",
    ),
    pytest.param(
        "Canada expelled three Iranian diplomats.",
        row("SANCTION", "161", "CAN", "IRN"),
        id="expelling diplomats is SANCTION",
    ),
    pytest.param(
        "Saudi Arabia recalled its ambassador from Sweden.",
        row("SANCTION", "161", "SAU", "SWE"),
        id="recalling an ambassador is SANCTION",
    ),
    pytest.param(
        "Kenya imposed a tariff on goods from Uganda.",
        row("SANCTION", "163", "KEN", "UGA"),
        id="a tariff is SANCTION",
    ),
    pytest.param(
        "Ecuador broke off diplomatic relations with Colombia.",
        row("SANCTION", "161", "ECU", "COL"),
        id="breaking off relations is SANCTION",
    ),
    pytest.param(
        "Iran threatened to attack Israel.",
        row("THREATEN", "1384", "IRN", "ISR"),
        id="threatening an attack is THREATEN",
    ),
    pytest.param(
        "Thai troops shelled Cambodian positions on Friday.",
        row("ASSAULT", "194", "THA", "KHM"),
        id="shelling is ASSAULT",
    ),
    pytest.param(
        "North Korea fired two missiles towards Japan.",
        row("MOBILIZE", "150", "PRK", "JPN"),
        id="a missile test is MOBILIZE",
    ),
    pytest.param(
        "Japan sent blankets and tents to Nepal.",
        row("AID", "073", "JPN", "NPL"),
        id="relief sent is AID",
    ),
    pytest.param(
        "Italian police arrested two Libyan officials.",
        row("COERCE", "173", "ITA", "LBY"),
        id="an arrest is COERCE",
    ),
    pytest.param(
        "If Serbia were to recognise Kosovo, the dispute would be over.",
        row("SUPPORT", "054", "SRB", "XKX", "hypothetical"),
        id="an if-clause is hypothetical",
    ),
    pytest.param(
        "Moscow denied that Vladimir Putin had met Petro Poroshenko.",
        row("CONSULT", "040", "RUS+UKR", "", "denied"),
        id="what is denied is denied",
    ),
    pytest.param(
        "Petro Poroshenko hopes to visit Canada.",
        row("CONSULT", "042", "UKR", "CAN", "proposed"),
        id="a hoped-for visit is proposed",
    ),
    pytest.param(
        "Hugo Chávez of Venezuela called off his meeting with Colombia's Juan Manuel Santos.",
        row("CONSULT", "040", "COL+VEN", "", "cancelled"),
        id="a meeting called off is cancelled",
    ),
    pytest.param(
        "Ties were cut in May. On Monday Peru and Chile restored them.",
        row("SUPPORT", "050", "CHL+PER"),
        id="a pronoun stands for the ties named before",
    ),
    pytest.param(
        "German and French engineers of Germany and France repaired the bridge together.",
        row("COOPERATE", "060", "DEU+FRA"),
        id="what is done together is COOPERATE",
    ),
    pytest.param(
        "Prime Minister David Cameron was in Berlin on Monday, and Germany was glad.",
        row("CONSULT", "042", "GBR", "DEU"),
        id="a leader who was in a capital abroad was on a visit",
    ),
    pytest.param(
        "Peru and Chile met on Monday under the mediation of Brazil.",
        row("CONSULT", "045", "BRA+CHL+PER"),
        id="a mediator named with the meeting takes part",
    ),
    pytest.param(
        "Chile lodged a suit against Peru in The Hague in May.",
        row("ACCUSE", "115", "CHL", "PER"),
        id="a suit is an accusation",
    ),
    pytest.param(
        "Peru barred Chilean citizens from entering the country on Monday.",
        row("COERCE", "191", "PER", "CHL"),
        id="people kept out are restricted",
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_one_sentence_gives_its_row(reader, sentence, expected):
    scene = find_scene(reader, sentence)
    rows = [(e.event_type, e.cameo, *sides(scene, e), e.modality) for e in code_events(scene)]

    assert expected in rows


NOTHING = [
    pytest.param("This year will see more talks between Norway and Sweden.", id="a year sees nothing"),
    pytest.param("Did Norway and Sweden sign the treaty?", id="a question states nothing"),
    pytest.param("The weather in Paris was fine on Monday.", id="weather"),
    pytest.param("Germany beat Argentina in the final in Rio de Janeiro.", id="sport"),
    pytest.param("The company signed a contract with a supplier in Chile.", id="a company's contract"),
    pytest.param("Japan maintains that the islands belong to it.", id="a lasting stand"),
    pytest.param("The border between Peru and Chile runs through a desert.", id="a state of things"),
    pytest.param("France has 67 million inhabitants.", id="a count of people"),
    pytest.param("Barack Obama did not meet Raúl Castro.", id="a meeting that did not take place"),
    pytest.param("Barack Obama might meet Raúl Castro one day.", id="a meeting that might take place"),
    pytest.param("Angela Merkel was born in Hamburg.", id="a life"),
    pytest.param("Parliament in Athens passed the budget on Friday.", id="a vote at home"),
    pytest.param("Voters in Poland go to the polls on Sunday.", id="an election"),
    pytest.param("The minister said that the economy was growing.", id="a bare statement"),
    pytest.param("Turkish exports rose by four per cent in May.", id="figures of trade"),
    pytest.param("The film festival in Cannes opened on Wednesday.", id="culture"),
    pytest.param("Police in Madrid arrested a burglar.", id="crime at home"),
    pytest.param("Norway is a member of NATO.", id="membership"),
    pytest.param("The talks were long.", id="talks without parties"),
    pytest.param("India protested its innocence.", id="protesting one's innocence"),
    pytest.param("The team called off training because of rain in Lima.", id="training called off"),
    pytest.param("Oil prices fell in London.", id="prices"),
    pytest.param("An agreement between the two brothers was never signed.", id="a family matter"),
]


@pytest.mark.model
@pytest.mark.parametrize("sentence", NOTHING)
def test_nothing_is_coded_where_nothing_happened_between_parties(reader, sentence):
    assert code_events(find_scene(reader, sentence)) == ()


@pytest.mark.model
def test_an_act_told_twice_is_one_row_with_both_spans(reader):
    text = (
        "Prime Minister Narendra Modi met President Xi Jinping in Beijing on Monday. "
        "The two leaders talked for an hour."
    )
    events = [e for e in code_events(find_scene(reader, text)) if e.event_type is EventType.CONSULT]

    assert len(events) == 1
    assert len(events[0].evidence) > 1


@pytest.mark.model
def test_a_journey_told_by_a_bare_noun_is_read(reader):
    events = code_events(find_scene(reader, "President Xi Jinping made a tour of Peru and Chile last week."))

    assert all(event.actors for event in events)


@pytest.mark.model
def test_a_meeting_named_again_with_a_place_gets_the_place(reader):
    text = (
        "Norwegian Prime Minister Erna Solberg met Estonian Prime Minister Taavi Roivas on June 3. "
        "At the Tallinn meeting she spoke of the fishery. The talks of the experts go on."
    )
    meetings = [e for e in code_events(find_scene(reader, text)) if e.event_type is EventType.CONSULT and e.date]

    assert [(e.place.name, e.cameo, e.level, len(e.evidence)) for e in meetings if e.place] == [
        ("Tallinn", "042", Level.LEADER, 1)
    ]


@pytest.mark.model
def test_the_latest_round_dates_the_talks_before_it(reader):
    text = (
        "Oslo and Stockholm have started vice-minister-level talks on the fishery. The mood is good. "
        "The latest of these talks was held in late May. "
        "Norway and Sweden are neighbours. Norway thanked Sweden. Sweden thanked Norway."
    )
    talks = [e for e in code_events(find_scene(reader, text)) if e.event_type is EventType.CONSULT]

    assert [(e.level, e.date.start.isoformat(), len(e.evidence)) for e in talks if e.date] == [
        (Level.DEPUTY_MINISTER, "2015-05-21", 2)
    ]


@pytest.mark.model
def test_a_count_of_meetings_is_no_meeting_of_its_own(reader):
    text = (
        "Norwegian Prime Minister Erna Solberg met Estonian Prime Minister Taavi Roivas on June 3. "
        "This was the fifth meeting between Norway and Estonia in a year."
    )
    events = code_events(find_scene(reader, text))

    assert [len(e.evidence) for e in events if e.event_type is EventType.CONSULT] == [1]


@pytest.mark.model
def test_what_follows_the_day_of_an_arrival_dates_the_arrival(reader):
    text = "Angela Merkel met David Cameron on June 3, the day after she arrived in London."
    dates = sorted(e.date.start.day for e in code_events(find_scene(reader, text)) if e.date)

    assert dates == [2, 3]


@pytest.mark.model
def test_a_headline_is_not_coded(reader):
    text = "Putin visits Japan\n\nThe weather was fine in the capital, and the streets were empty.\n"
    readout = reader.read_text(text, published=PUBLISHED, title="Putin visits Japan")

    assert readout.events == ()


@pytest.mark.model
def test_every_row_lies_in_the_text_and_is_scored(reader):
    scene = find_scene(reader, "Canada expelled three Iranian diplomats. Iran recalled its ambassador from Canada.")
    events = code_events(scene)

    assert len(events) > 1
    for event in events:
        assert all(0 <= span.start < span.end <= len(scene.document.text) for span in event.evidence)
        assert event.score is not None
        assert event.quad is not None
        assert 0 < event.confidence < 1


def test_every_phrase_of_the_lexicon_leads_to_known_codes():
    lexicon = load_lexicon()
    entries = {p.words: p.entry for index in (lexicon.verbs, lexicon.nouns) for found in index.values() for p in found}
    for words, entry in entries.items():
        codes = [entry.code] if isinstance(entry, Act) else list(entry.makes.values())
        for code in codes:
            assert code.cameo in load_cameo(), words
            assert code.mode is None or code.mode in load_plover()[code.type].modes, words


def test_the_lexicon_is_broad():
    lexicon = load_lexicon()

    assert sum(len(found) for found in lexicon.verbs.values()) > 500
    assert sum(len(found) for found in lexicon.nouns.values()) > 200


@pytest.mark.parametrize(
    ("governed", "expected"),
    [
        pytest.param("CONSULT//040", "REJECT/meet/125", id="refusing to meet"),
        pytest.param("RETREAT/withdraw/0874", "REJECT/yield/124", id="refusing to withdraw"),
        pytest.param("AID//073", "REJECT/assist/121", id="refusing to help"),
    ],
)
def test_a_refusal_turns_what_it_governs(governed, expected):
    refuse = next(p.entry for p in load_lexicon().verbs["refuse"] if isinstance(p.entry, Turn))

    assert refuse.make(Code.parse(governed)) == Code.parse(expected)


@pytest.mark.parametrize(
    ("lemma", "text", "expected"),
    [
        pytest.param("expelle", "expelled", "expel", id="a doubled consonant"),
        pytest.param("upgrad", "upgraded", "upgrade", id="a lost e"),
        pytest.param("undertook", "undertook", "undertake", id="an irregular form"),
        pytest.param("ty", "ties", "tie", id="a plural"),
    ],
)
def test_a_wrong_lemma_is_led_back_to_its_base_form(lemma, text, expected):
    assert expected in base_forms(lemma, text)
