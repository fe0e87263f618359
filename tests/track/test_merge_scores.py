"""The scores of merging: the truth by hand fits the samples, and the measures count as they say."""

import re
import subprocess
import sys

import pytest
from ecb_corpus import find_topics, group_by, read_corpus, score_groups
from merge_scores import ECB, ROOT, SAMPLES, ecb_figures, read_passages, sample_figures, score_pairs

from summitry.track.merge.mentions import Weights

DOCUMENT = """<Document doc_name="{topic}_1ecb.xml">
<token t_id="1" sentence="0" number="0">Rebels</token><token t_id="2" sentence="0" number="1">attacked</token>
<token t_id="3" sentence="1" number="0">The</token><token t_id="4" sentence="1" number="1">attack</token>
<Markables>
<ACTION_OCCURRENCE m_id="1"><token_anchor t_id="2"/></ACTION_OCCURRENCE>
<ACTION_OCCURRENCE m_id="2"><token_anchor t_id="4"/></ACTION_OCCURRENCE>
<HUMAN_PART m_id="3"><token_anchor t_id="1"/></HUMAN_PART>
<ACTION_OCCURRENCE m_id="9" TAG_DESCRIPTOR="attack" instance_id="ACT1"/>
</Markables>
<Relations><CROSS_DOC_COREF r_id="5" note="ACT1"><source m_id="1"/><source m_id="2"/><target m_id="9"/></CROSS_DOC_COREF></Relations>
</Document>"""


def test_every_passage_stands_once_in_its_sample():
    texts = {
        path.name: re.sub(r"\s+", " ", re.sub(r"&nbsp;|<[^>]+>", " ", path.read_text(encoding="utf-8")))
        for path in SAMPLES.iterdir()
    }
    counts = {(passage.file, passage.words): texts[passage.file].count(passage.words) for passage in read_passages()}

    assert {passage: count for passage, count in counts.items() if count != 1} == {}


def test_no_passage_belongs_to_two_occurrences():
    passages = [(passage.file, passage.words, passage.family) for passage in read_passages()]

    assert len(passages) == len(set(passages))


def test_pairs_are_counted_within_groups():
    truth = {"a": "one", "b": "one", "c": "two", "d": "two"}

    assert score_pairs([("a", "b", "c"), ("d", "unlisted")], truth) == (1, 3, 2)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param([["a", "b", "c"], ["d", "e"]], (1, 1, 1), id="all right"),
        pytest.param([["a"], ["b"], ["c"], ["d"], ["e"]], (0, 0.5714, 0.3333), id="none joined"),
        pytest.param([["a", "b"], ["c", "d", "e"]], (0.6667, 0.7333, 0.8), id="one mention in the wrong group"),
    ],
)
def test_coreference_measures(found, expected):
    assert score_groups([["a", "b", "c"], ["d", "e"]], found) == pytest.approx(expected, abs=0.001)


@pytest.fixture
def topic(tmp_path):
    (tmp_path / "41").mkdir()
    (tmp_path / "41" / "41_1ecb.xml").write_text(DOCUMENT.format(topic=41), encoding="utf-8")
    (tmp_path / "ECBplus_coreference_sentences.csv").write_text("Topic,File,Sentence Number\n41,1ecb,0\n41,1ecb,1\n")
    return tmp_path


def test_any_topics_are_read(topic):
    corpus = read_corpus(topic)

    assert [" ".join(one.sentence[one.start : one.end]) for one in corpus.mentions] == ["attacked", "attack"]
    assert group_by(corpus.gold) == [["41_1ecb|1", "41_1ecb|2"]]
    assert find_topics(corpus.mentions) == [41]
    assert ecb_figures(topic)["merging: ECB+ topics 41-41, CoNLL F1"].units == 2


@pytest.mark.shared
def test_linking_beats_the_head_stem_baseline_on_held_out_topics(shared):
    figures = ecb_figures(shared / ECB, (32, 35))

    assert figures["merging: ECB+ topics 32-35, CoNLL F1"].value >= 0.70


@pytest.mark.shared
def test_the_weights_are_those_that_the_tool_fits(shared):
    command = [sys.executable, ROOT.parent / "tools" / "fit_mentions.py", shared / ECB, "--last", "25"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout

    fitted = [float(number) for number in re.findall(r"=(-?[\d.]+)", printed)]
    assert fitted == pytest.approx(Weights(), abs=0.02)


@pytest.mark.model
def test_reports_of_the_samples_are_merged_as_by_hand():
    figures = sample_figures()

    assert figures["merging: pairs of the samples, contacts, F1"].value >= 0.90
