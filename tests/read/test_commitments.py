"""Undertakings: which words bind, what has to be done, by whom and by when, and what binds nobody."""

from datetime import date

import pytest
from commitment_scores import ARCHIVE, digest_of, half_of, locate, read_labels, read_sources

from summitry.knowledge.tables import read_toml
from summitry.read.commitments.acts import TABLE, words_of
from summitry.records import Action, Document, Strength


@pytest.fixture(scope="module")
def commitments_in(reader):
    from summitry.knowledge.world import open_world
    from summitry.read.commitments import find_commitments
    from summitry.read.parse import parse_documents
    from summitry.read.scene import build_scene

    def read(text, published="2019-05-14", title=None):
        (parsed,) = parse_documents([Document.from_text(text, published=published, title=title)], reader.pipeline)
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
        pytest.param("India and Nepal agreed to stay in close touch.", "negotiate", "agreed", id="staying in touch is talks"),
        pytest.param("Chile and Peru agreed to restore diplomatic relations.", "other", "agreed", id="restored relations are another act than closer ones"),
        pytest.param("Kenya and Somalia promised not to contest the award.", "refrain", "agreed", id="any deed forgone is to refrain"),
        pytest.param("Norway offered to clear the mines of Angola.", "other", "pledged", id="an offered deed is pledged"),
        pytest.param("Anthony Albanese looks forward to hosting Narendra Modi in Sydney.", "visit", "planned", id="a visit looked forward to"),
        pytest.param("Angela Merkel told Emmanuel Macron that Germany will finance the railway.", "other", "planned", id="what a side says it will do itself"),
        pytest.param("The joint commission of Chad and Niger will sit again in July.", "meet", "planned", id="a body that sits meets"),
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
        pytest.param(
            "Ghana and Togo agreed on the importance of keeping the peace.",
            id="agreement on an importance binds to nothing",
        ),
        pytest.param(
            "Canada and Japan reaffirmed their shared commitment to strengthening democracy.",
            id="resolve voiced anew is none",
        ),
        pytest.param("Canada remains committed to deepening its ties with Japan.", id="a lasting resolve is none"),
        pytest.param(
            "The agreement between Jordan and Iraq, which will help both countries, was welcomed.",
            id="the effect of a text is none",
        ),
        pytest.param(
            "Joe Biden reiterated his support for the right of Israel to defend itself.",
            id="an infinitive behind a noun is none",
        ),
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


JOINT = "Joint Statement of Norway and Ghana"


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "action"),
    [
        pytest.param("We will deepen our cooperation on fisheries.", "cooperate", id="we will"),
        pytest.param("We commit to publishing the catches.", "other", id="we commit to"),
        pytest.param("The two sides will launch a dialogue on the oceans.", "negotiate", id="the two sides will"),
        pytest.param("The participants intend to publish the catches.", "other", id="participants intend"),
    ],
)
def test_in_a_joint_text_the_signatories_bind_themselves(commitments_in, sentence, action):
    opening = "Norway and Ghana held their second ocean dialogue in Accra today."
    (row,) = commitments_in(f"{opening}\n\n{sentence}", title=JOINT)
    assert (set(row.by), row.action) == ({"NOR", "GHA"}, Action(action))


@pytest.mark.model
def test_outside_a_joint_text_we_are_not_the_parties(commitments_in):
    assert commitments_in("Norway and Ghana met.\n\nWe will publish the catches.", title="A column") == ()


@pytest.mark.model
@pytest.mark.parametrize(
    ("lead", "strength"),
    [
        pytest.param("Norway and Ghana commit to:", "agreed", id="items under commit are agreed"),
        pytest.param("Norway and Ghana held talks about:", None, id="items under talks are none"),
    ],
)
def test_list_items_take_the_force_of_their_lead(commitments_in, lead, strength):
    text = f"{lead}\n\n- opening a consulate in Tamale;\n- sharing the data of their coast guards."
    rows = commitments_in(text, title=JOINT)
    assert [row.strength for row in rows] == ([Strength(strength)] * 2 if strength else [])


PROMISE = "Angela Merkel and Emmanuel Macron agreed to hold a summit in Paris in June."


@pytest.mark.model
def test_a_promise_put_off_is_one_row_with_the_new_day_and_both_pieces_of_evidence(commitments_in):
    (row,) = commitments_in(f"{PROMISE} The summit has been postponed to September.")
    assert (row.due.start, row.due.end) == (date(2019, 9, 1), date(2019, 9, 30))
    assert len(row.evidence) == 2
    assert row.by == ("DEU/angela-merkel", "FRA/emmanuel-macron")


@pytest.mark.model
def test_the_day_that_is_put_off_is_not_due_any_more(commitments_in):
    (row,) = commitments_in("The summit of Japan and South Korea, planned for June, has been put off to September.")
    assert row.due.end == date(2019, 9, 30)


@pytest.mark.model
def test_a_withdrawn_complaint_calls_no_meeting_off(commitments_in):
    (row,) = commitments_in("Malaysia said it would drop its complaint if Singapore moved the buoys.")
    assert row.condition == "if Singapore moved the buoys"


@pytest.mark.model
def test_a_promise_put_off_without_a_new_day_is_due_at_no_day(commitments_in):
    (row,) = commitments_in(f"{PROMISE} The summit has now been postponed.")
    assert row.due is None
    assert len(row.evidence) == 2


@pytest.mark.model
def test_a_promise_called_off_is_no_promise(commitments_in):
    assert commitments_in(f"{PROMISE} Paris has now cancelled the summit.") == ()


@pytest.mark.model
def test_what_others_call_off_does_not_touch_a_promise(commitments_in):
    rows = commitments_in(f"{PROMISE} Tokyo has cancelled the summit with Seoul.")
    assert [row.by for row in rows] == [("DEU/angela-merkel", "FRA/emmanuel-macron")]


@pytest.mark.model
@pytest.mark.parametrize(
    ("words", "due"),
    [
        pytest.param("by the end of the year", (date(2019, 5, 14), date(2019, 12, 31)), id="by year-end"),
        pytest.param("within 30 days", (date(2019, 5, 14), date(2019, 6, 13)), id="within thirty days"),
        pytest.param("at an early date", None, id="an early date is no day"),
        pytest.param("as soon as possible", None, id="as soon as possible is no day"),
    ],
)
def test_due_is_a_window_or_nothing(commitments_in, words, due):
    (row,) = commitments_in(f"Egypt and Sudan agreed to reopen the crossing {words}.")
    assert (row.due and (row.due.start, row.due.end)) == due


def test_every_rule_has_a_confidence_below_one():
    assert all(0 < value < 1 for value in read_toml(TABLE)["confidence"].values())


def test_the_lists_of_acts_are_named_after_the_actions():
    for section in ("nouns", "verbs", "always"):
        assert set(read_toml(TABLE)[section]) <= {action.value for action in Action}


def test_what_is_hostile_is_never_what_a_plain_will_announces():
    assert not words_of("acts", "hostile") & words_of("acts", "will_other")


def test_the_labels_of_real_sentences_are_split_by_document_and_name_what_they_hold():
    labels = read_labels()
    assert len(labels) >= 300
    assert all(label.half == half_of(label.document) for label in labels)
    assert all(label.start < label.end for label in labels)
    assert all(bool(label.kind) == bool(label.strength) == label.is_commitment for label in labels)
    assert {label.strength for label in labels if label.strength} <= {strength.value for strength in Strength}


@pytest.mark.shared
def test_every_label_stands_where_it_says(shared):
    archive = shared / ARCHIVE
    if not archive.is_file():
        pytest.skip("THE ARCHIVE OF BRIEFINGS IS MISSING")
    labels = read_labels()
    sources = read_sources(archive, frozenset(label.document for label in labels))
    for label in labels:
        source = sources[label.document].decode("utf-8")
        assert digest_of(source[label.start : label.end]) == label.digest


def test_a_stretch_of_a_source_is_found_in_its_text_by_letters_alone():
    source, text = "---\ntitle: x\n---\nThe two\nsides **met**. They left.", "The two sides met. They left."
    start = source.index("They")
    assert locate(source, start, start + 10, text) == (text.index("They"), text.index("left") + 4)
    assert locate(source, 0, 0, text) is None


# --- what becomes of an earlier promise
@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "due", "kind", "before"),
    [
        pytest.param(
            "Peru and Chile agreed to hold talks in July. The talks have since been put off until September.",
            date(2019, 9, 1), "postponed", date(2019, 7, 1), id="to a later day",
        ),
        pytest.param(
            "Peru and Chile agreed to hold talks in July. The talks have been brought forward to 3 June.",
            date(2019, 6, 3), "advanced", date(2019, 7, 1), id="to an earlier day",
        ),
        pytest.param(
            "Peru and Chile agreed to hold talks in July. The talks have been put off indefinitely.",
            None, "suspended", date(2019, 7, 1), id="to no day",
        ),
        pytest.param(
            "The talks between Ghana and Togo, due in July, have been put off until the autumn.",
            date(2019, 9, 1), "postponed", date(2019, 7, 1), id="of another text",
        ),
    ],
)  # fmt: skip
def test_a_changed_promise_says_what_it_changes(commitments_in, text, due, kind, before):
    (row,) = commitments_in(text)
    assert (row.due and row.due.start, row.changes.kind, row.changes.due.start) == (due, kind, before)
    assert row.changes.words in text


@pytest.mark.model
def test_a_plain_promise_changes_nothing(commitments_in):
    (row,) = commitments_in("Peru and Chile agreed to hold talks in July.")
    assert row.changes is None


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Ghana would open the border if Togo promised that it would free the crew.", id="a promise supposed"
        ),
        pytest.param("Togo has to decide whether to reopen the embassy in Ghana.", id="an open question"),
        pytest.param("Ghana gave Togo a week to withdraw its troops.", id="what others are given time for"),
        pytest.param("Ghana said that a longer truce with Togo would be necessary.", id="a state of things"),
        pytest.param("The entry of Togo into the union will strengthen Ghana.", id="what an event brings"),
    ],
)
def test_what_nobody_undertakes(commitments_in, text):
    assert commitments_in(text) == ()


@pytest.mark.model
def test_what_a_side_undertakes_at_home_is_none(commitments_in):
    text = "The government of Ghana will set up a commission on schools. It promised to publish its report in July."
    assert commitments_in(text) == ()


@pytest.mark.model
def test_a_year_behind_since_is_never_when_something_is_due(commitments_in):
    (row,) = commitments_in("Ghana will reopen its embassy in Togo for the first time since 2017.")
    assert row.due is None


@pytest.mark.model
def test_a_count_of_days_runs_forward_from_a_promise(commitments_in):
    (row,) = commitments_in("Ghana and Togo parted with an agreement to meet in two weeks.")
    assert row.due.start > date(2019, 5, 14)


@pytest.mark.model
def test_dates_in_an_entry_of_a_chronology_count_from_its_day(commitments_in):
    text = "Ghana and Togo\n\nMarch 2014: The two foreign ministers agreed to meet again in June.\n"
    (row,) = commitments_in(text, published="2019-05-14")
    assert (row.due.start, row.due.end) == (date(2014, 6, 1), date(2014, 6, 30))


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "action"),
    [
        pytest.param("A hotline between Ghana and Togo is to be installed.", "other", id="what is to be set up"),
        pytest.param("The commission of Ghana and Togo is next due to meet in June.", "meet", id="next due to meet"),
        pytest.param("Ghana and Togo agreed that neither would fish beyond the line.", "refrain", id="neither would"),
    ],
)
def test_what_is_settled_for_both_sides(commitments_in, sentence, action):
    assert [row.action for row in commitments_in(sentence)] == [Action(action)]


@pytest.mark.model
def test_who_will_never_give_a_thing_up_holds_to_a_stand(commitments_in):
    assert commitments_in("Ghana promised Togo nothing and vowed that it would never renounce the lagoon.") == ()


@pytest.mark.model
@pytest.mark.parametrize(
    ("title", "opening", "by"),
    [
        pytest.param("G7 Leaders' Joint Statement", "We, the G7, met as Russia's war on Ukraine went on.", ("IGO/group-of-seven",), id="a body that the title names"),
        pytest.param("Joint Statement of Japan, the Republic of Korea and Togo", "Japan, the Republic of Korea and Togo met. They spoke of North Korea.", ("JPN", "KOR", "TGO"), id="a name inside a longer one is nobody"),
    ],
)  # fmt: skip
def test_the_signatories_of_a_joint_text_are_those_of_its_title(commitments_in, title, opening, by):
    rows = commitments_in(f"{opening} We will open a new fund for harbours.", title=title)
    assert {row.by for row in rows} == {by}


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "to"),
    [
        pytest.param("Ghana will assist Togo with two patrol boats.", ("TGO",), id="who is supported"),
        pytest.param("Ghana pledged to provide Togo with grain.", ("TGO",), id="who is provided with something"),
    ],
)
def test_who_is_helped_is_whom_a_promise_of_aid_is_made_to(commitments_in, sentence, to):
    (row,) = commitments_in(f"The ministers of Ghana and Togo met in Accra. {sentence}")
    assert (row.action, row.to) == (Action.AID, to)


@pytest.mark.model
def test_what_a_document_says_will_be_done_is_never_due_before_its_day(commitments_in):
    (row,) = commitments_in("Ghana will hand Togo the maps and build on last year's accord with Togo.")
    assert row.due is None


@pytest.mark.model
@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Ghana and Togo are engaged in relief for the coast.", id="engaged in what they do"),
        pytest.param("The goal of cleaning the lagoon was praised in Ghana and Togo.", id="a goal of nobody"),
    ],
)
def test_what_binds_nobody(commitments_in, sentence):
    assert commitments_in(sentence) == ()


@pytest.mark.model
def test_an_upcoming_meeting_that_was_looked_forward_to_is_planned(commitments_in):
    (row,) = commitments_in(
        "The ministers of Ghana and Togo looked forward to the upcoming meeting of the two premiers."
    )
    assert (row.action, row.strength) == (Action.MEET, Strength.PLANNED)
