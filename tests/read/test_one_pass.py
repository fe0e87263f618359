"""The trained parts of the pipeline run together find what they find one after the other."""

import pytest
import spacy

from summitry.read.language import load_pipeline
from summitry.read.language.onepass import PARTS, OnePass

TEXTS = (
    "Foreign Minister Astrid Dahl of Norway met a Norwegian delegation in Oslo on Tuesday, officials said.",
    "Pembari's envoys were expelled after the talks collapsed; nobody had upgraded the ties since 2009.",
    'OSLO, May 3 (XYZ) - "We won\'t sign it," the two ministers who had come from Lima told reporters.',
    "No.",
    "Lower tariffs, said the union's negotiators, are the likeliest of all the outcomes that were being discussed.",
    "",
    " ",
)


@pytest.fixture(scope="module")
def pipeline():
    return load_pipeline("en")


def read(doc):
    return [
        (t.text, t.lemma_, t.tag_, t.pos_, str(t.morph), t.dep_, t.head.i, t.ent_type_, t.ent_iob_, t.is_sent_start)
        for t in doc
    ]


@pytest.mark.model
@pytest.mark.parametrize("size", [1, 3, 64], ids="in batches of {}".format)
def test_the_parts_together_find_what_each_finds_after_the_other(pipeline, size):
    together = [read(doc) for doc in pipeline.pipe(TEXTS, batch_size=size)]
    apart = []
    for text in TEXTS:
        doc = pipeline.get_pipe("sentence_bounds")(pipeline.make_doc(text))
        for name in PARTS:
            doc = pipeline.get_pipe(name)(doc)
        apart.append(read(doc))

    assert together == apart


@pytest.mark.model
def test_a_batch_with_more_words_than_are_read_together_is_read_in_portions(pipeline, monkeypatch):
    from summitry.read.language import onepass

    whole = [read(doc) for doc in pipeline.pipe(TEXTS)]
    monkeypatch.setattr(onepass, "MOST_WORDS", 10)

    assert [read(doc) for doc in pipeline.pipe(TEXTS)] == whole


@pytest.mark.model
def test_lemmas_kept_or_forgotten_are_the_same(pipeline, monkeypatch):
    from summitry.read.language import onepass

    whole = [read(doc) for doc in pipeline.pipe(TEXTS)]
    monkeypatch.setattr(onepass, "MOST_LEMMAS", 2)

    assert [read(doc) for doc in pipeline.pipe(TEXTS, batch_size=2)] == whole


@pytest.mark.model
def test_the_shipped_pipeline_is_run_in_one_pass(pipeline):
    assert "one_pass" in pipeline.pipe_names
    assert not set(PARTS) & set(pipeline.pipe_names)


@pytest.mark.parametrize("lacking", [(), ("tagger",)], ids=["no trained part", "one part alone"])
def test_another_pipeline_is_left_as_it_is(lacking):
    other = spacy.blank("en")
    for name in lacking:
        other.add_pipe(name)
    before = other.pipe_names

    assert not OnePass().take(other)
    assert other.pipe_names == before
