"""Undertakings: which words bind, what has to be done, by whom and by when, and what binds nobody."""

from datetime import date

import pytest

from summitry.knowledge.tables import read_toml
from summitry.read.commitments.acts import TABLE, words_of
from summitry.records import Action, Document, Strength


@pytest.fixture(scope="module")
def commitments_in(reader):
    from summitry.knowledge.world import open_world
    from summitry.read.commitments import find_commitments
    from summitry.read.parse import parse_documents
    from summitry.read.scene import build_scene

    def read(text, published="2019-05-14"):
        (parsed,) = parse_documents([Document.from_text(text, published=published)], reader.pipeline)
        return find_commitments(build_scene(parsed, open_world()))

    return read


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "action", "strength"),
    [
        pytest.param("Angela Merkel and Emmanuel Macron agreed on Monday to hold a summit in Paris in September.", "meet", "agreed", id="agreed to meet"),
        pytest.param("Vladimir Putin plans to visit Japan this autumn.", "visit", "planned", id="a planned visit"),
        pytest.param("Taro Kono is scheduled to visit Moscow on 31 May.", "visit", "planned", id="a scheduled visit"),
        pytest.param("Xi Jinping will pay a state visit to North Korea next month.", "visit", "planned", id="a visit in the future tense"),
        pytest.param("Shinzo Abe invited Vladimir Putin to Tokyo.", "visit", "invited", id="an open invitation"),
        pytest.param("Recep Tayyip Erdogan accepted an invitation from Vladimir Putin to visit Moscow.", "visit", "agreed", id="an accepted invitation"),
        pytest.param("India promised to release the fishermen of Pakistan by the end of June.", "release", "pledged", id="a promised release"),
        pytest.param("Israel undertook to withdraw its forces from Lebanon by July.", "withdraw", "pledged", id="a promised withdrawal"),
        pytest.param("Sudan and Ethiopia agreed to observe a ceasefire.", "refrain", "agreed", id="a ceasefire is to refrain"),
        pytest.param("Russia assured Georgia that it would not use force.", "refrain", "pledged", id="a promise not to harm is to refrain"),
        pytest.param("Japan pledged $100 million in aid to Ukraine.", "aid", "pledged", id="pledged money is aid"),
        pytest.param("Greece and Israel agreed to strengthen cooperation in energy.", "cooperate", "agreed", id="closer cooperation"),
        pytest.param("Bolivia and Chile agreed to reopen their embassies.", "other", "agreed", id="embassies are another act"),
        pytest.param("India and Pakistan agreed to resume peace talks.", "negotiate", "agreed", id="resumed talks"),
        pytest.param("The next meeting of India and China will be held in Beijing in November.", "meet", "planned", id="the next meeting"),
        pytest.param("Mike Pompeo hopes to visit Pyongyang in June.", "visit", "proposed", id="a hoped-for visit"),
        pytest.param("Emmanuel Macron is flying to Tehran on Friday.", "visit", "planned", id="the present tense with a day to come"),
    ],
)  # fmt: skip
def test_an_undertaking_is_a_commitment(commitments_in, sentence, action, strength):
    rows = commitments_in(sentence)
    assert [(row.action, row.strength) for row in rows] == [(Action(action), Strength(strength))]


@pytest.mark.model
@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Angela Merkel met Emmanuel Macron in Paris on Monday.", id="a past act is none"),
        pytest.param("Analysts expect that Donald Trump will meet Vladimir Putin.", id="a guess is none"),
        pytest.param("Iran refused to meet the American envoy.", id="a refusal is none"),
        pytest.param("Moscow will not discuss the islands with Tokyo.", id="a refusal in the future tense is none"),
        pytest.param("If Turkey agreed to withdraw, Greece would open talks.", id="a supposition is none"),
        pytest.param("The European Union will impose new sanctions on Belarus.", id="a threat is none"),
        pytest.param("It will rain in Tokyo on Friday.", id="the weather is none"),
        pytest.param("Relations between Kuwait and Iraq will remain good.", id="a state of affairs is none"),
    ],
)
def test_what_is_no_commitment(commitments_in, sentence):
    assert commitments_in(sentence) == ()


@pytest.mark.model
def test_due_is_read_ahead_and_the_day_of_the_agreement_is_not_due(commitments_in):
    (row,) = commitments_in(
        "Angela Merkel and Emmanuel Macron agreed on Monday to hold a summit in Paris in September."
    )
    assert (row.due.start, row.due.end) == (date(2019, 9, 1), date(2019, 9, 30))
    assert row.place.name == "Paris"


@pytest.mark.model
def test_the_visitor_has_to_act_and_the_host_is_told(commitments_in):
    (row,) = commitments_in("Shinzo Abe invited Vladimir Putin to Tokyo.")
    assert row.by == ("RUS/vladimir-putin",)
    assert row.to == ("JPN",)


@pytest.mark.model
def test_the_condition_is_kept_in_the_words_of_the_text(commitments_in):
    (row,) = commitments_in("Egypt will reopen its embassy in Doha if Qatar closes the channel.")
    assert row.condition == "if Qatar closes the channel"


@pytest.mark.model
def test_coordinated_acts_are_several_rows(commitments_in):
    rows = commitments_in("Egypt and Ethiopia agreed to resume talks on the dam and to withdraw their troops.")
    assert {row.action for row in rows} == {Action.NEGOTIATE, Action.WITHDRAW}


@pytest.mark.model
def test_a_plan_told_twice_is_one_row(commitments_in):
    rows = commitments_in(
        "Vladimir Putin will visit Japan in June.\n\nIn Tokyo, officials said that Vladimir Putin would visit Japan in June."
    )
    assert len(rows) == 1


def test_every_rule_has_a_confidence_below_one():
    assert all(0 < value < 1 for value in read_toml(TABLE)["confidence"].values())


def test_the_lists_of_acts_are_named_after_the_actions():
    for section in ("nouns", "verbs", "always"):
        assert set(read_toml(TABLE)[section]) <= {action.value for action in Action}


def test_what_is_hostile_is_never_what_a_plain_will_announces():
    assert not words_of("acts", "hostile") & words_of("acts", "will_other")
