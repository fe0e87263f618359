"""Words, near-copies, likeness, and mentions of events in running text."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from merge_reports import report

from summitry.knowledge.tables import read_toml
from summitry.track.merge import alike, independent, sketch
from summitry.track.merge.likeness import compare, group, weigh_words
from summitry.track.merge.mentions import Mention, link
from summitry.track.merge.words import TABLE, find_number, kind_of, stem, stems

WIRE = (
    "The foreign ministers of the two countries met in the capital on Friday and agreed to resume talks on a treaty. "
    "They spoke for three hours, and their deputies are to meet again before the end of the year to draft a text."
)
OTHER = "A storm closed the harbour on Sunday. Ferries stayed in port, and the market on the quay was cancelled."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("meetings", "met", id="an irregular verb and its noun"),
        pytest.param("murdered", "slain", id="two words of one kind"),
        pytest.param("Signing".lower(), "signed", id="two forms"),
    ],
)
def test_words_of_one_kind(one, other):
    assert kind_of(stem(one)) == kind_of(stem(other))


def test_words_that_say_nothing_are_left_out():
    assert stems("He said that they had been to the islands") == ("island",)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("It was their 25th meeting.", 25, id="a figure"),
        pytest.param("the ministers held a second joint session", 2, id="a word"),
        pytest.param("On 25 March the meeting ended.", 0, id="a date is no number"),
        pytest.param("the seventh meeting since 2012 and the tenth meeting in all", 0, id="two numbers are none"),
    ],
)
def test_numbered_meetings(text, number):
    assert find_number(text) == number


@pytest.mark.parametrize("name", ["akin", "irregular"])
def test_a_word_stands_in_one_line_of_the_table(name):
    words = [word for line in read_toml(TABLE)[name] for word in line]

    assert sorted({word for word in words if words.count(word) > 1}) == []


def test_a_copy_with_another_headline_is_known():
    assert alike(sketch(WIRE), sketch(f"MINISTERS MEET\n\n{WIRE.upper()} (Agency)")) > 0.8


def test_two_texts_are_not_alike():
    assert alike(sketch(WIRE), sketch(OTHER)) == 0


@pytest.mark.parametrize("text", ["", "   ", "...", "one", "one two", "会談", "\ud800"], ids=repr)
def test_any_text_has_a_sketch(text):
    made = sketch(text)

    assert len(made) <= 256
    assert alike(made, made) == (1.0 if made else 0.0)


@given(st.lists(st.sampled_from("abcdefgh"), max_size=40), st.lists(st.sampled_from("abcdefgh"), max_size=40))
@settings(max_examples=60, deadline=None)
def test_likeness_is_symmetric_and_a_share(one, other):
    left, right = sketch(" ".join(one)), sketch(" ".join(other))

    assert alike(left, right) == alike(right, left)
    assert 0 <= alike(left, right) <= 1


def test_a_long_text_is_sketched_in_milliseconds():
    text = " ".join(f"word{index % 700}" for index in range(800))
    sketch(text)
    began = time.process_time()
    for _ in range(20):
        sketch(text)

    assert (time.process_time() - began) / 20 < 0.005


def test_a_report_and_its_copies_are_one_source():
    rows = [
        report("a", words=WIRE, published="2014-02-11"),
        report("b", words=f"{WIRE} (Agency)", published="2014-02-10"),
        report("c", words=OTHER, published="2014-02-12"),
        report("d", words=OTHER, document="doc-c"),
    ]

    assert [[row.key for row in group] for group in independent(rows)] == [["b", "a"], ["d", "c"]]


def test_texts_without_words_are_sources_of_their_own():
    rows = [report("a", sketch=b""), report("b", sketch=b"")]

    assert len(independent(rows)) == 2


def test_a_word_of_every_document_tells_least():
    weights = weigh_words([["talks", "gas"], ["talks", "fish"], ["talks"]])

    assert weights["talks"] < weights["gas"] == weights["fish"]


def test_like_rows_have_a_cosine_of_one():
    weights = {"gas": 1.0, "fish": 2.0}

    found = compare([{"gas": 1, "fish": 1}, {"gas": 1, "fish": 1}, {"gas": 3}, {"none": 1}], weights)

    assert found[0, 1] == pytest.approx(1)
    assert 0 < found[0, 2] < 1
    assert found[3].tolist() == [0, 0, 0, 0]


@given(
    st.integers(0, 8).flatmap(
        lambda size: st.lists(st.floats(0, 1, width=32), min_size=size * size, max_size=size * size)
    )
)
@settings(max_examples=50, deadline=None)
def test_groups_are_those_of_the_plain_method(values):
    size = round(len(values) ** 0.5)
    likeness = np.array(values, dtype=np.float32).reshape(size, size)
    likeness = (likeness + likeness.T) / 2

    found = group(likeness, 0.5).tolist()

    sets = [[index for index in range(size) if found[index] == label] for label in sorted(set(found))]
    means = [likeness[np.ix_(one, other)].mean() for one in sets for other in sets if one < other]
    assert all(mean < 0.5 + 1e-5 for mean in means)
    assert found == [min(one) for index in range(size) for one in sets if index in one]


def make_mentions(texts):
    """Return a mention for each word in brackets."""
    mentions, documents = [], {}
    for name, text in texts.items():
        words = text.replace("[", "").replace("]", "").split()
        documents[name] = " ".join(words)
        mentions += [
            Mention(f"{name}{index}", name, 0, tuple(words), index, index + 1)
            for index, word in enumerate(text.split())
            if word.startswith("[")
        ]
    return mentions, documents


TEXTS = {
    "a": "Rebels [attacked] the harbour of Weston on Monday and two sailors were [killed] there",
    "b": "Two sailors were [killed] in the [attack] of rebels on the harbour of Weston",
    "c": "A fire [killed] five miners in the pit of Easthill where gas had leaked into the shaft",
}


def test_mentions_of_one_event_are_linked_over_documents_and_others_are_not():
    assert link(*make_mentions(TEXTS)) == (("a1", "b6"), ("a12", "b3"), ("c2",))


def test_linking_is_independent_of_order():
    mentions, documents = make_mentions(TEXTS)

    assert link(mentions[::-1], dict(reversed(documents.items()))) == link(mentions, documents)


def test_no_mentions_make_no_groups():
    assert link([], {}) == ()
