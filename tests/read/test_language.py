"""The language pipeline: words, trees, lemmas and names of sentences of our own."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import spacy

from summitry.errors import ModelError
from summitry.read.language import load_pipeline, packaged_pipeline
from summitry.read.language.encoder import build_encoder, two_way_lstm
from summitry.read.language.gazetteer import Gazetteer
from summitry.read.language.lemmas import LemmaLexicon
from summitry.read.language.sentences import mark_sentence_bounds
from summitry.read.language.tokenizer import EnglishTokenizer

KNOWN = (
    ("Japan", "GPE"),
    ("Russia", "GPE"),
    ("Norway", "GPE"),
    ("Oslo", "GPE"),
    ("US", "GPE"),
    ("Norwegian", "NORP"),
    ("March", "LOC"),
    ("Group of Eight", "ORG"),
    ("march", "LOC"),
)


@pytest.fixture(scope="module")
def blank():
    nlp = spacy.blank("en")
    nlp.tokenizer = EnglishTokenizer(nlp)
    return nlp


@pytest.fixture(scope="module")
def pipeline():
    return load_pipeline("en", gazetteer=KNOWN)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Norway-Japan talks", "Norway - Japan talks", id="a hyphen between names parts them"),
        pytest.param("U.S.-led talks", "U.S. - led talks", id="a hyphen after an abbreviation parts it off"),
        pytest.param("pre-war non-nuclear e-mail", "pre-war non-nuclear e-mail", id="a bound prefix stays on"),
        pytest.param("Really?! No!!", "Really ?! No !!", id="runs of marks stay together"),
        pytest.param("on Wed. and Thurs.", "on Wed. and Thurs.", id="weekday abbreviations keep their stop"),
        pytest.param("Lt. Gen. Berg, Col. Dahl", "Lt. Gen. Berg , Col. Dahl", id="ranks keep their stop"),
        pytest.param("at No. 10 today", "at No. 10 today", id="No. before a number is one word"),
        pytest.param("They said No. Then", "They said No . Then", id="No at the end of a sentence is not"),
        pytest.param("DON'T, she said", "DO N'T , she said", id="capital contractions are cut"),
        pytest.param("Oslo’s “offer”", "Oslo ’s “ offer ”", id="curly quotes and apostrophes are cut off"),
        pytest.param("10–12 May — or", "10 – 12 May — or", id="dashes part numbers"),
        pytest.param("call 713-555-0100 now", "call 713-555-0100 now", id="a telephone number is one word"),
        pytest.param("It lets them.", "It lets them .", id="lets is a verb, not let's"),
        pytest.param("at 5:30pm", "at 5:30 pm", id="a time of day is cut from pm"),
    ],
)
def test_words(blank, text, words):
    assert " ".join(token.text for token in blank(text)) == words


def test_words_keep_every_character(blank):
    text = "  Two\u00a0spaces,  “quotes”\nand a line.\t"

    assert blank(text).text == text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Norway and Japan agreed.", ["Norway GPE", "Japan GPE"], id="known states are names"),
        pytest.param("The Group of Eight met.", ["Group of Eight ORG"], id="the longest known name wins"),
        pytest.param("They march in march.", [], id="small letters are never a name"),
        pytest.param("Nothing is known.", [], id="unknown text is left alone"),
    ],
)
def test_gazetteer_alone(blank, text, names):
    gazetteer = Gazetteer(blank)
    gazetteer.learn(KNOWN)

    assert [f"{ent.text} {ent.label_}" for ent in gazetteer(blank(text)).ents] == names


@pytest.mark.parametrize(
    ("found", "names"),
    [
        pytest.param((1, 4, "ORG"), ["Bank of Japan ORG"], id="a longer name found around a known one stays"),
        pytest.param((3, 4, "ORG"), ["Japan GPE"], id="an equal name gets the known label"),
    ],
)
def test_gazetteer_corrects(blank, found, names):
    gazetteer = Gazetteer(blank)
    gazetteer.learn(KNOWN)
    doc = blank("The Bank of Japan waited.")
    doc.ents = [spacy.tokens.Span(doc, found[0], found[1], label=found[2])]

    assert [f"{ent.text} {ent.label_}" for ent in gazetteer(doc).ents] == names


def test_gazetteer_takes_an_abbreviation_in_brackets_for_the_body_before_it(blank):
    gazetteer = Gazetteer(blank)
    gazetteer.learn(KNOWN)
    doc = blank("The Union Society (US) met.")
    doc.ents = [spacy.tokens.Span(doc, 1, 3, label="ORG")]

    assert [f"{ent.text} {ent.label_}" for ent in gazetteer(doc).ents] == ["Union Society ORG", "US ORG"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        pytest.param("The Bank of Japan waited on Monday.", {"Bank of Japan": "ORG"}, id="a body named after a state"),
        pytest.param("She said Monday Japan would sign.", {"Japan": "GPE"}, id="a weekday before a state"),
        pytest.param("Envoys of the US and Norway met.", {"US": "GPE", "Norway": "GPE"}, id="two states"),
    ],
)
def test_states_and_bodies(pipeline, sentence, names):
    assert {ent.text: ent.label_ for ent in pipeline(sentence).ents} == names


def test_gazetteer_cuts_a_pair(blank):
    gazetteer = Gazetteer(blank)
    gazetteer.learn(KNOWN)
    doc = blank("The Dahl-Japan talks failed.")
    doc.ents = [spacy.tokens.Span(doc, 1, 4, label="PER")]

    assert [f"{ent.text} {ent.label_}" for ent in gazetteer(doc).ents] == ["Dahl PER", "Japan GPE"]


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        pytest.param("OSLO, May 3 (XYZ) - Talks began.", ["Talks"], id="after a dateline"),
        pytest.param("OSLO — Talks began.", ["Talks"], id="after a place in capitals and a dash"),
        pytest.param("Oslo, 3 May – Talks began.", ["Talks"], id="after a dateline in small letters"),
        pytest.param("NORDEFCO - the alliance - met.", [], id="not after a dash inside a sentence"),
        pytest.param("U.S.-Japan talks began.", [], id="not after a hyphen"),
        pytest.param("Then Gen. Dahl left.", [], id="not after a title"),
    ],
)
def test_where_sentences_start(blank, text, starts):
    doc = mark_sentence_bounds(blank(text))

    assert [token.text for token in doc[1:] if token.is_sent_start] == starts


def test_no_sentence_starts_after_a_title(blank):
    doc = mark_sentence_bounds(blank("Then Gen. Dahl left."))

    assert [token.text for token in doc if token.sent_start == -1] == ["Dahl"]


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        pytest.param("decided", "VBD", "decide", id="a form seen in training"),
        pytest.param("met", "VBD", "meet", id="an irregular form"),
        pytest.param("deciding", "VBG", "decide", id="an unseen form of a known verb"),
        pytest.param("planned", "VBN", "plan", id="a doubled consonant"),
        pytest.param("envoys", "NNS", "envoy", id="an unseen plural of a known noun"),
        pytest.param("xylies", "NNS", "xyly", id="an unknown plural in -ies"),
        pytest.param("Unseen", "NNP", "Unse", id="a name keeps the lemma it has"),
    ],
)
def test_lemma_lexicon(blank, word, tag, lemma):
    def tagged(words, tags, lemmas):
        return spacy.tokens.Doc(blank.vocab, words=words, tags=tags, lemmas=lemmas)

    lexicon = LemmaLexicon()
    seen = tagged(["decided", "plans", "envoy"], ["VBD", "VBZ", "NN"], ["decide", "plan", "envoy"])
    lexicon.learn([seen], {"met": "meet"})

    assert lexicon(tagged([word], [tag], ["Unse"]))[0].lemma_ == lemma


def test_lemma_lexicon_survives_the_disk(blank, tmp_path):
    lexicon = LemmaLexicon()
    lexicon.learn([], {"met": "meet"})
    lexicon.to_disk(tmp_path / "lexicon")
    again = LemmaLexicon().from_disk(tmp_path / "lexicon")
    doc = spacy.tokens.Doc(blank.vocab, words=["Met"], tags=["VBD"], lemmas=["Met"])

    assert again(doc)[0].lemma_ == "meet"


@pytest.fixture
def documents():
    random = np.random.default_rng(0)
    return [random.standard_normal((words, 8)).astype(np.float32) for words in (2, 7, 4, 7, 0, 1)]


@pytest.fixture
def layer():
    layer = two_way_lstm(8)
    layer.initialize()
    return layer


def test_encoder_reads_each_document_alone(layer, documents):
    together = layer.predict(documents)

    for document, expected in zip(documents, together, strict=True):
        alone = layer.predict([document])[0]
        np.testing.assert_allclose(alone, expected, atol=1e-6)


def test_encoder_sees_both_ways(layer, documents):
    before = layer.predict(documents)
    documents[1][-1] += 1.0
    documents[3][0] += 1.0
    after = layer.predict(documents)

    assert np.abs(after[1][0] - before[1][0]).max() > 0
    assert np.abs(after[3][-1] - before[3][-1]).max() > 0
    np.testing.assert_array_equal(after[2], before[2])


@pytest.mark.parametrize("parameter", ["W", "U", "b", None])
def test_encoder_gradient_is_that_of_finite_differences(layer, documents, parameter):
    random = np.random.default_rng(1)
    outputs, backprop = layer(documents, True)
    weights = [random.standard_normal(output.shape).astype(np.float32) for output in outputs]
    gradients = backprop([weight.copy() for weight in weights])

    def loss():
        return sum(float((o.astype(float) * w).sum()) for o, w in zip(layer.predict(documents), weights, strict=True))

    array = documents[1] if parameter is None else layer.get_param(parameter)
    gradient = gradients[1] if parameter is None else layer.get_grad(parameter)
    for place in random.integers(0, array.size, 5):
        kept = array.flat[place]
        sums = []
        for step in (0.01, -0.01):
            array.flat[place] = kept + step
            if parameter is not None:
                layer.set_param(parameter, array)
            sums.append(loss())
        array.flat[place] = kept
        if parameter is not None:
            layer.set_param(parameter, array)
        assert (sums[0] - sums[1]) / 0.02 == pytest.approx(gradient.flat[place], abs=2e-3)


def test_encoder_keeps_its_width(documents):
    encoder = build_encoder(width=8, window_depth=1, depth=1)
    encoder.initialize(X=documents, Y=documents)

    assert [rows.shape for rows in encoder.predict(documents)] == [rows.shape for rows in documents]


def test_a_language_without_pipeline_says_what_there_is():
    with pytest.raises(ModelError, match=r"'xx'; there is one for: en"):
        load_pipeline("xx")


def test_a_folder_without_pipeline_says_so(tmp_path):
    with pytest.raises(ModelError, match="holds no language pipeline"):
        load_pipeline("en", path=tmp_path)


def test_a_broken_pipeline_says_so(tmp_path):
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = 1\n", encoding="utf-8")

    with pytest.raises(ModelError, match="does not load with spaCy"):
        load_pipeline("en", path=tmp_path)


def test_shipped_pipeline_is_small_and_says_where_it_comes_from():
    folder = packaged_pipeline("en")
    size = sum(path.stat().st_size for path in folder.parent.rglob("*") if path.is_file())
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))

    assert size <= 30_000_000
    assert meta["license"] == "CC BY-SA 4.0"
    assert (folder.parent / "LICENSE").is_file()


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "root", "subject"),
    [
        pytest.param("Norway has asked Japan for talks.", "ask", "Norway", id="a perfect"),
        pytest.param("The talks were held in Oslo last week.", "hold", "talks", id="a passive"),
        pytest.param("“We will wait,” the minister said on Monday.", "say", "minister", id="curly quotes"),
        pytest.param("At a briefing, the envoy who was leaving denied it.", "deny", "envoy", id="a clause between"),
        pytest.param("OSLO, May 3 (XYZ) - The two ministers met.", "meet", "ministers", id="a dateline"),
    ],
)
def test_main_verb_and_subject(pipeline, sentence, root, subject):
    doc = pipeline(sentence)
    (found,) = [sent.root for sent in doc.sents if sent.root.pos_ == "VERB"]

    assert found.lemma_ == root
    assert subject in [child.text for child in found.children if child.dep_.startswith("nsubj")]


@pytest.mark.model
def test_names_with_the_gazetteer(pipeline):
    doc = pipeline("Foreign Minister Astrid Dahl of Norway met a Norwegian delegation in Oslo.")
    names = {ent.text: ent.label_ for ent in doc.ents}

    assert names["Norway"] == "GPE"
    assert names["Oslo"] == "GPE"
    assert names["Norwegian"] == "NORP"
    assert names["Astrid Dahl"] == "PER"


@pytest.mark.model
def test_batches_read_as_single_texts(pipeline):
    texts = ["Norway agreed.", "", "Japan and Russia will meet again in June, the minister said.", " "]
    batch = [[(t.text, t.dep_, t.lemma_) for t in doc] for doc in pipeline.pipe(texts)]

    assert batch == [[(t.text, t.dep_, t.lemma_) for t in pipeline(text)] for text in texts]


@pytest.mark.model
def test_loading_changes_nothing_of_the_process():
    code = (
        "from thinc.api import get_current_ops; before = get_current_ops(); "
        "from summitry.read.language import load_pipeline; load_pipeline('en'); "
        "assert get_current_ops() is before or get_current_ops().use_blis == before.use_blis"
    )

    subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=True)


@pytest.mark.model
def test_a_copied_folder_loads(tmp_path):
    copy = shutil.copytree(packaged_pipeline("en"), tmp_path / "en")

    assert load_pipeline("en", path=Path(copy))("Talks began.")[1].lemma_ == "begin"


@pytest.mark.shared
@pytest.mark.model
def test_every_sentence_of_the_seed_has_its_main_verb_and_subject(shared):
    from language_scores import seed_sentences

    from summitry.knowledge.world import open_world

    pipeline = load_pipeline("en", gazetteer=open_world().gazetteer())
    wrong = [row for row in seed_sentences(pipeline, shared) if not row[2]]

    assert wrong == []


@pytest.mark.model
def test_words_remembered_or_forgotten_read_the_same(reader, monkeypatch):
    from summitry.read.language import words

    texts = ["The ministers of Peru and Chile met in Lima.", "Chile's minister met nobody in Lima, officials said."]

    def trees():
        return [[(t.text, t.tag_, t.dep_, t.head.i) for t in doc] for doc in reader.pipeline.pipe(texts)]

    first = trees()
    monkeypatch.setattr(words, "MOST_WORDS_KEPT", 5)

    assert trees() == first
    assert [trees() for _ in range(2)] == [first, first]
