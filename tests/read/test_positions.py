"""What each side holds."""

import pytest

from summitry.knowledge.world import open_world
from summitry.read.positions import position_key, stance_scale
from summitry.read.positions.table import load_table
from summitry.records import Actor, ActorKind, Office, Position, Span, Stance

HEAD = "The foreign ministers of Norway and Sweden met in Oslo on Monday. "


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "holder", "stance", "issue"),
    [
        pytest.param("Norway claims the whole reef.", "NOR", "claims", "territory", id="a claim"),
        pytest.param("Sweden wants the return of the islands.", "SWE", "demands", "territory", id="a wish"),
        pytest.param(
            "Norway insists that the Swedish troops must leave the islands.",
            "NOR",
            "demands",
            "territory",
            id="an obligation of others",
        ),
        pytest.param(
            "Sweden rejects any talks on sovereignty over the reef.", "SWE", "rejects", "territory", id="a rejection"
        ),
        pytest.param(
            "Norway opposes the construction of the military base.", "NOR", "opposes", "security", id="an opposition"
        ),
        pytest.param("Sweden offers Norway a share of the gas field.", "SWE", "offers", "energy", id="an offer"),
        pytest.param(
            "Norway will not negotiate about its sovereignty.", "NOR", "rejects", "territory", id="a refusal by a modal"
        ),
        pytest.param(
            "Sweden has no intention of lifting the tariffs on steel.", "SWE", "rejects", "economy", id="no intention"
        ),
        pytest.param("Norway sees no need for talks on the pipeline.", "NOR", "rejects", "energy", id="no need"),
        pytest.param(
            "Sweden cannot agree to the closure of the embassy.", "SWE", "rejects", "relations", id="cannot agree"
        ),
        pytest.param(
            "Norway would accept a joint inspection of the reactors.", "NOR", "accepts", "nuclear", id="would accept"
        ),
        pytest.param("Sweden remains opposed to any visa waiver.", "SWE", "opposes", "migration", id="remains opposed"),
        pytest.param(
            "Norway is ready to share the water of the river equally.", "NOR", "offers", "water", id="is ready to"
        ),
        pytest.param(
            "Sweden is not willing to extradite the two men.", "SWE", "rejects", "security", id="an offer denied"
        ),
        pytest.param(
            "Norway reiterated its demand for the release of the detained sailors.",
            "NOR",
            "demands",
            "humanitarian",
            id="a noun that a verb carries",
        ),
        pytest.param(
            "Norway has not withdrawn its claim to the island.", "NOR", "claims", "territory", id="a turn denied"
        ),
        pytest.param(
            "Sweden's opposition to the pipeline has not changed.",
            "SWE",
            "opposes",
            "energy",
            id="a noun as the subject",
        ),
        pytest.param(
            "Stockholm maintains that the airspace violations never happened.",
            "SWE",
            "rejects",
            "security",
            id="what is maintained turns the stance",
        ),
        pytest.param(
            "Norway is against the enlargement of the bloc.", "NOR", "opposes", "regional_order", id="is against"
        ),
        pytest.param("Sweden is in favour of a ceasefire.", "SWE", "supports", "security", id="is in favour of"),
        pytest.param(
            "Sweden reserves the right to take the dispute over the boundary to court.",
            "SWE",
            "reserves",
            "territory",
            id="a right reserved",
        ),
        pytest.param(
            "A Swedish foreign ministry spokesman said Stockholm opposed the dam.",
            "SWE",
            "opposes",
            "water",
            id="a spokesman's state",
        ),
        pytest.param(
            "Norway refuses to discuss the abductions.", "NOR", "rejects", "human_rights", id="the issue of the object"
        ),
    ],
)
def test_position(reader, text, holder, stance, issue):
    readout = reader.read_text(HEAD + text, published="2015-03-10")
    assert (holder, stance, issue) in [(p.holder, p.stance, p.issue) for p in readout.positions]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "holder", "stance"),
    [
        pytest.param(
            "Norway protects the trawlers, whose departure Sweden demands.", "SWE", "demands", id="in a relative clause"
        ),
        pytest.param("Norway lays claim to all the land round the bay.", "NOR", "claims", id="an idiom"),
        pytest.param(
            "The minister said on Friday that Norway opposed the plan for the dam.",
            "NOR",
            "opposes",
            id="a past shifted",
        ),
        pytest.param(
            "Norway continues to oppose the deployment of missiles.", "NOR", "opposes", id="an infinitive that goes on"
        ),
    ],
)
def test_stance(reader, text, holder, stance):
    readout = reader.read_text(HEAD + text, published="2015-03-10")
    assert (holder, stance) in [(p.holder, p.stance) for p in readout.positions]


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Norway sent a ship to the harbour last week.", id="an act of the past"),
        pytest.param("Sweden and Norway support a treaty of peace.", id="what both sides hold together"),
        pytest.param("Sweden no longer insists on a visit to the plant.", id="a stand given up"),
        pytest.param("The Swedish minister refused to answer questions.", id="a refusal of the day"),
        pytest.param("Sweden accepted an invitation to Oslo.", id="an invitation accepted"),
        pytest.param("Norway's government denied that it claims the island.", id="a stand denied"),
        pytest.param("If Norway rejects the plan, the talks will end.", id="a condition"),
        pytest.param("Nobody in Stockholm knows what Norway wants.", id="a question left open"),
        pytest.param("Sweden helps while Norway defends itself against the storm.", id="what one does to oneself"),
        pytest.param("Sweden recognises the importance of the talks.", id="an honour"),
        pytest.param("Norway is better prepared for the next flood.", id="a state of readiness"),
    ],
)
def test_no_stand(reader, text):
    assert reader.read_text(HEAD + text, published="2015-03-10").positions == ()


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Sweden wants the return of the islands.", "return of the islands", id="the object of the verb"),
        pytest.param(
            "Norway sees no need for talks on the pipeline.", "talks on the pipeline", id="what a need is for"
        ),
        pytest.param("Norway insists on a ban on trawlers.", "ban on trawlers", id="behind a preposition"),
    ],
)
def test_object(reader, text, expected):
    readout = reader.read_text(HEAD + text, published="2015-03-10")
    assert [p.object for p in readout.positions] == [expected]


@pytest.mark.model
@pytest.mark.parametrize(
    "words",
    [
        pytest.param("I want to thank the Swedish delegation.", id="thanks"),
        pytest.param("I won't go into details of the Swedish paper.", id="no details"),
        pytest.param("I couldn't agree with you more on Sweden.", id="agreement with who is spoken to"),
    ],
)
def test_courtesies_of_a_speaker_are_no_stands(reader, words):
    text = f"Press briefing, Oslo, 10 March 2015\n\nMS. SOLHEIM: {words}\n\nQUESTION: And then?\n\nMS. SOLHEIM: No."
    assert reader.read_text(text, published="2015-03-10").positions == ()


@pytest.mark.model
def test_a_text_that_names_no_other_side_has_no_stands(reader):
    text = "The Norwegian prime minister met mayors in Bergen. Norway opposes a new tax on boats."
    assert reader.read_text(text, published="2015-03-10").positions == ()


@pytest.mark.model
def test_an_entry_of_an_earlier_day_tells_acts_and_no_stands(reader):
    text = (
        "Norway and Sweden: the dispute so far\n\n3 May 2011: Norway rejects the map. Sweden still claims the reef.\n"
    )
    readout = reader.read_text(text, published="2015-03-10")
    assert [p.stance for p in readout.positions if p.stance == Stance.CLAIMS] == [Stance.CLAIMS]


def test_every_line_of_the_table_can_apply():
    tenses = {pattern.tense for found in load_table().patterns.values() for _, pattern in found}
    assert tenses <= {"present", "past", "future", "now", "state", "*"}


# ---------------------------------------------------------------- comparable over time
def position(stance=Stance.REJECTS, claim="rejects the plan", thing="the plan", holder="NOR", issue="territory"):
    return Position("p1", holder, issue, claim, (Span(0, 5),), 0.5, thing, stance)


@pytest.mark.parametrize(
    ("stance", "claim", "step"),
    [
        pytest.param(Stance.REJECTS, "rejects the plan", -2, id="a rejection"),
        pytest.param(Stance.REJECTS, "rejects the plan for now", -1, id="a hedged rejection"),
        pytest.param(Stance.OPPOSES, "opposes the plan", -1, id="an opposition"),
        pytest.param(Stance.RESERVES, "reserves its position", 0, id="a reservation"),
        pytest.param(Stance.OFFERS, "offers a part", 1, id="an offer"),
        pytest.param(Stance.ACCEPTS, "would accept the plan", 1, id="a conditional acceptance"),
        pytest.param(Stance.ACCEPTS, "accepts the plan", 2, id="an acceptance"),
        pytest.param(None, "the plan", 0, id="no stance"),
    ],
)
def test_scale(stance, claim, step):
    assert stance_scale(position(stance, claim)) == step


def test_a_softer_wording_shows_as_a_step_on_one_key():
    before, after = position(), position(Stance.ACCEPTS, "would accept the plan in part", "a plan")
    assert position_key(before) == position_key(after)
    assert stance_scale(after) > stance_scale(before)


@pytest.mark.parametrize(
    ("holder", "kind", "office", "key"),
    [
        pytest.param("NOR/a-minister", ActorKind.PERSON, Office.FOREIGN_MINISTER, "nor", id="in office for the state"),
        pytest.param("NOR/a-leader", ActorKind.PERSON, Office.PARTY_LEADER, "nor:a-leader", id="a party leader"),
        pytest.param("NOR/a-party", ActorKind.ORGANIZATION, None, "nor:a-party", id="a body"),
    ],
)
def test_key_of_the_holder(holder, kind, office, key):
    actors = (Actor(holder, "A", kind, "NOR", (), office),)
    assert position_key(position(holder=holder), actors).split("/")[0] == key


@pytest.mark.parametrize(
    "thing",
    [
        pytest.param("Bajo de Masinloc", id="the name of one claimant"),
        pytest.param("the Scarborough Shoal", id="the usual name"),
        pytest.param("fishing round Scarborough Shoal", id="a name within the phrase"),
    ],
)
def test_names_of_a_dispute_have_one_key(thing):
    assert position_key(position(thing=thing), world=open_world()) == "nor/territory/scarborough-shoal"


def test_a_row_without_an_object_has_a_key():
    assert position_key(position(thing=None, claim="rejects it")) == "nor/territory/-"


@pytest.mark.model
def test_rows_of_a_text_carry_key_and_step(reader):
    readout = reader.read_text("Norway rejects the Swedish claim to the reef.", published="2019-05-14")
    (row,) = readout.positions
    assert (row.key.split("/")[0], row.scale) == ("nor", -2)
    assert readout.to_dict()["positions"][0]["scale"] == -2
