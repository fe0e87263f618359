"""Why a sentence was coded so: the cue with its line, what lost and why, whom the words mean."""

import json
from dataclasses import replace
from importlib import resources

import pytest

from summitry.errors import RecordError
from summitry.read.events.cue_lines import CueFiles
from summitry.read.events.explain import Sources, explain_sentence
from summitry.read.events.facets import load_facets
from summitry.read.events.lexicon import Code, Turn, load_lexicon
from summitry.read.events.model import ActModel
from summitry.read.parse import parse_documents
from summitry.read.scene import build_scene
from summitry.records import Document, Modality

PUBLISHED = "2015-06-10"
DATA = resources.files("summitry")


def line_of(spot_file, line):
    """Return a line of a packaged table, as a person would look it up."""
    return DATA.joinpath(*spot_file.split("/")).read_text(encoding="utf-8").splitlines()[line - 1]


@pytest.fixture
def explain(reader):
    def ask(text, sentence=1):
        return reader.explain(Document.from_text(text, published=PUBLISHED), sentence)

    return ask


def clause(explanation, predicate):
    return next(one for one in explanation.clauses if one.predicate == predicate)


@pytest.mark.parametrize("index", ["verbs", "nouns"])
def test_every_phrase_is_found_on_its_line(index):
    files, lexicon = CueFiles.open(), load_lexicon()
    phrases = [found[0] for found in getattr(lexicon, index).values()][::25]

    for phrase in phrases:
        spot, key = files.phrase(lexicon, phrase)
        assert key == index
        assert spot.line, phrase.words
        assert phrase.head[:3] in line_of(spot.file, spot.line)


@pytest.mark.model
def test_the_words_stand_with_lemma_tag_and_tree(explain):
    words = explain("Peru accused Chile of spying.").words

    assert [(w.number, w.text, w.lemma, w.tag) for w in words[:2]] == [
        (1, "Peru", "Peru", "NNP"),
        (2, "accused", "accuse", "VBD"),
    ]
    assert (words[0].relation, words[0].head, words[0].head_text) == ("nsubj", 2, "accused")
    assert words[1].head == 0


@pytest.mark.model
def test_a_cue_is_named_with_the_line_that_a_coder_would_change(explain):
    found = explain("Peru accused Chile of spying.")
    cue = clause(found, "accuse").cue

    assert (cue.sort, cue.words, cue.makes.split("/")[0]) == ("act", "accused", "ACCUSE")
    assert f'"{cue.phrase}"' in line_of(cue.file, cue.line)
    assert [(row.type, row.actors[0][0], row.recipients[0][0]) for row in found.rows] == [("ACCUSE", "PER", "CHL")]
    assert clause(found, "accuse").rows == (found.rows[0].id,)


@pytest.mark.model
def test_a_turn_tells_what_it_governs_and_the_entry_that_made_the_code(explain):
    found = clause(explain("Peru refused to sign the treaty with Chile."), "refuse")

    assert (found.cue.sort, found.cue.says) == ("turn", "refuse")
    assert found.cue.inner.makes == "SUPPORT//057"
    assert found.cue.makes.startswith("REJECT/")
    file, line = found.cue.by.partition("(")[2].rstrip(")").rsplit(":", 1)
    assert "REJECT" in line_of(file, int(line))
    assert any("governed by the turn 'refuse'" in rival.reason for rival in found.rivals)


@pytest.mark.model
def test_a_light_verb_is_named_with_what_it_carries(explain):
    found = clause(explain("The finance ministers of Peru and Chile concluded a dialogue in Geneva."), "conclude")

    assert found.cue.words == "dialogue"
    assert "conclude" in found.cue.carrier
    assert "events.toml" in found.cue.carrier


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "predicate", "reason"),
    [
        pytest.param("Peru has not accused Chile of spying.", "accuse", "negated", id="a negation"),
        pytest.param("Did Peru accuse Chile of spying?", "accuse", "asked", id="a question"),
        pytest.param("Peru could accuse Chile of spying.", "accuse", "could follow", id="what could follow"),
        pytest.param("The shop accused a customer.", "accuse", "party is missing", id="nobody of a state"),
        pytest.param("Peru slept and Chile dreamt.", "sleep", "no cue", id="no phrase"),
        pytest.param("Peru refused to sign the treaty with Chile.", "sign", "coded with 'refused'", id="governed"),
    ],
)  # fmt: skip
def test_where_nothing_is_coded_the_reason_is_told(explain, text, predicate, reason):
    found = clause(explain(text), predicate)

    assert found.rows == ()
    assert found.outcome.startswith("nothing: ")
    assert reason in found.outcome


@pytest.mark.model
def test_what_asks_for_less_and_what_lacks_a_part_are_told_as_rivals(explain):
    rivals = clause(explain("The Peruvian minister held talks with the Chilean minister in Geneva."), "hold").rivals

    assert any(rival.reason.startswith("lacks ") for rival in rivals)
    assert all(rival.cue.line and rival.reason for rival in rivals)


@pytest.mark.model
def test_a_headline_is_told_to_be_no_text_that_is_coded(reader):
    document = Document.from_text(
        "Peru accuses Chile\n\nPeru accused Chile of spying.\n", published=PUBLISHED, title="Peru accuses Chile"
    )

    assert "not coded: it stands in a" in clause(reader.explain(document, 1), "accuse").outcome


@pytest.mark.model
def test_an_act_told_twice_is_told_to_be_merged(explain):
    text = "The foreign ministers of Peru and Chile met in Geneva on Monday. The talks between Peru and Chile lasted two hours."
    first, second = explain(text, 1), explain(text, 2)

    assert [row.id for row in second.rows] == [row.id for row in first.rows]
    assert first.rows[0].sentences == (1, 2)
    assert any("merged with a fuller telling in sentence 1" in one.outcome for one in second.clauses)


@pytest.mark.model
def test_parties_stand_with_the_rows_that_say_who_they_are(explain):
    parties = {party.words: party for party in explain("David Cameron accused Russia, and he left.").parties}

    person = parties["David Cameron"]
    assert (person.kind, person.actors[0][0]) == ("name", "GBR/david-cameron")
    assert "Prime Minister" in person.reason
    assert "David Cameron" in line_of(person.grounds[0].file, person.grounds[0].line)
    assert "pronoun" in parties["he"].reason


@pytest.mark.model
def test_the_facet_that_chose_the_last_digits_is_named(explain):
    (row,) = explain("Peru demanded that Chile release the prisoners.").rows
    step = row.facets[-1]

    assert step.after == row.cameo
    assert step.words
    assert line_of(step.file, step.line).startswith(step.facet)


@pytest.mark.model
def test_the_rows_are_those_of_reading(reader):
    text = "Peru accused Chile of spying. Bolivia refused to sign the accord with Peru. The ministers met in Lima."
    document = Document.from_text(text, published=PUBLISHED)
    read = {event.id for event in reader.read(document).events}
    told = {row.id for n in (1, 2, 3) for row in reader.explain(document, n).rows}
    listed = [row for line in reader.list_sentences(document) for row in line.rows]

    assert read == told
    assert len(listed) == len(read)


@pytest.mark.model
@pytest.mark.parametrize("number", [0, 2, -1])
def test_a_number_that_no_sentence_has_is_an_error(explain, number):
    with pytest.raises(RecordError, match=rf"sentence {number}: the document has 1"):
        explain("Peru accused Chile of spying.", number)


@pytest.mark.model
def test_the_ranking_of_a_classifier_stands_with_the_traits_that_weigh_most(reader):
    import numpy as np

    scene = build_scene(
        next(parse_documents([Document.from_text("Peru accused Chile of spying.")], reader.pipeline)), reader.world
    )
    weights = np.array([[2.0, 0.0, -1.0], [0.0, 0.5, 0.0]], dtype=np.float32)
    model = ActModel(
        ("ACCUSE", "AID", "-"), {"near|v=accuse": 0, "order=ar": 1}, weights, np.ones(2, np.float32), np.zeros(3, np.float32), 1.0
    )  # fmt: skip
    sources = Sources(load_lexicon(), model=model)
    ranking = explain_sentence(scene, 1, sources).rows[0].ranking

    assert (ranking.actor, ranking.recipient) == ("Peru", "Chile")
    assert [one.type for one in ranking.ranked] == ["ACCUSE", "AID", "-"]
    assert sum(one.share for one in ranking.ranked) == pytest.approx(1, abs=0.001)
    assert ranking.ranked[0].traits[0][0] == "near|v=accuse"
    assert "no classifier" in explain_sentence(scene, 1, replace(sources, model=None)).notes[0]


@pytest.mark.model
def test_an_explanation_is_json(explain):
    found = json.loads(json.dumps(explain("Peru accused Chile of spying.").to_dict()))

    assert found["format"] == "summitry.explain/1"
    assert found["clauses"][0]["cue"]["file"] == "data/lang/en/events.toml"


def test_a_turn_tells_by_which_key_it_makes_a_code():
    turn = Turn(
        "refuse", {"036": Code.parse("REJECT//125"), "AID": Code.parse("REJECT//121"), "default": Code.parse("REJECT//120")},
        "directed", 0.9, Modality.OCCURRED, keeps=False,
    )  # fmt: skip

    assert turn.key(Code.parse("AGREE//0361")) == "036"
    assert turn.key(Code.parse("AID//071")) == "AID"
    assert turn.key(Code.parse("CONCEDE//080")) == "default"
    assert turn.key(None) == "default"
    assert replace(turn, keeps=True).key(Code.parse("CONCEDE//080")) is None


def test_facets_tell_their_steps_and_words():
    facets, words = load_facets(), ["to", "lift", "the", "trade", "embargo"]
    steps = facets.steps("025", words)

    assert steps[-1].code == facets.refine("025", words) == "0254"
    assert "embargo" in facets.words_of(steps[-1].facet, words)
    assert facets.steps("025", ["nothing"]) == ()
    assert facets.words_of("no such facet", words) == ()
