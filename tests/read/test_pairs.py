"""What one given party does to another: finding their words, and the ranking of types."""

import pytest

from summitry.errors import ModelError, RecordError
from summitry.read.events.pairs import find_mentions, nearest
from summitry.read.parse import parse_documents
from summitry.read.scene import build_scene
from summitry.records import Document, EventType

TEXT = "The Government of Peru accused CHILE of spying. Lima's envoy later met Maria Lopez of Chile. The chile harvest was good."


@pytest.fixture(scope="module")
def scene(reader):
    return build_scene(next(parse_documents([Document.from_text(TEXT)], reader.pipeline)), reader.world)


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "heads"),
    [
        pytest.param("Peru", ["Peru"], id="a word"),
        pytest.param("Government of Peru", ["Government"], id="several words stand by their head"),
        pytest.param("the government of Peru", ["Government"], id="capitals matter only where they help"),
        pytest.param("Chile", ["Chile"], id="capitals first"),
        pytest.param("CHILE", ["CHILE"], id="as it is written"),
        pytest.param("Maria   Lopez", ["Maria"], id="blanks are alike"),
        pytest.param("President Maria Lopez", ["Maria"], id="the longest part that stands there"),
        pytest.param("Republic of Peru", ["Peru"], id="a part of one word"),
    ],
)
def test_mentions_are_found_by_their_words(scene, name, heads):
    assert [scene.parsed.tokens[i].text for i in find_mentions(scene, name)] == heads


@pytest.mark.model
@pytest.mark.parametrize("name", ["Bolivia", "", "of the", "Per", "(", "\x00"])
def test_a_mention_that_is_not_there_is_found_nowhere(scene, name):
    assert find_mentions(scene, name) == ()


@pytest.mark.model
def test_a_pair_with_one_side_implied_rests_on_the_other(reader):
    ranked = reader.classify_pair("Peru expelled three Chilean diplomats.", actor="Peru", recipient="a recipient")

    assert ranked[0][0] == "SANCTION"


@pytest.mark.model
def test_a_pair_of_which_nobody_stands_there_is_an_error_that_names_both(reader):
    with pytest.raises(RecordError, match="'Kiribati' nor 'Tuvalu'"):
        reader.classify_pair("Peru expelled three Chilean diplomats.", actor="Kiribati", recipient="Tuvalu")


@pytest.mark.model
def test_of_several_mentions_the_nearest_pair_of_one_sentence_counts(scene):
    first, second = nearest(
        scene, find_mentions(scene, "Peru"), (*find_mentions(scene, "Chile"), *find_mentions(scene, "CHILE"))
    )

    assert scene.parsed.tokens[second].text == "CHILE"
    assert scene.parsed.sentence_of[first] == scene.parsed.sentence_of[second]


@pytest.mark.model
def test_without_a_model_the_error_says_how_to_get_one(reader, monkeypatch):
    def missing(_language):
        message = "no model of events"
        raise ModelError(message)

    monkeypatch.setattr("summitry.read.reader.load_model", missing)

    with pytest.raises(ModelError, match="no model of events"):
        reader.classify_pair("Peru accused Chile.", actor="Peru", recipient="Chile")


@pytest.fixture
def rank(reader):
    return reader.classify_pair


@pytest.mark.model
def test_all_types_are_ranked_and_their_shares_sum_to_one(rank):
    found = rank("Peru accused Chile of spying.", actor="Peru", recipient="Chile")

    assert {name for name, _ in found} == set(EventType)
    assert sum(share for _, share in found) == pytest.approx(1)
    assert [share for _, share in found] == sorted((share for _, share in found), reverse=True)
    assert all(type(name) is str for name, _ in found)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("Peru accused Chile of spying.", "ACCUSE", id="an accusation"),
        pytest.param("Peru and Chile held talks in Geneva.", "CONSULT", id="talks"),
        pytest.param("Peru imposed sanctions on Chile.", "SANCTION", id="sanctions"),
    ],
)
def test_plain_sentences_are_ranked_right(rank, text, kind):
    assert rank(text, actor="Peru", recipient="Chile")[0][0] == kind


@pytest.mark.model
def test_parties_need_no_table(rank):
    assert rank("Karsland bombed Veldoria.", actor="Karsland", recipient="Veldoria")[0][0] == "ASSAULT"
