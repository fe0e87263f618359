"""Counts and ordinals of contacts: what is counted, what is not, for which days."""

from datetime import date

import pytest

from summitry.knowledge.tables import read_toml
from summitry.read.claims.cues import TABLE, table_words
from summitry.records import ClaimAbout, ClaimKind, Document, Level


@pytest.fixture(scope="module")
def claims_in(reader):
    from summitry.knowledge.world import open_world
    from summitry.read.claims import find_claims
    from summitry.read.parse import parse_documents
    from summitry.read.scene import build_scene

    def read(text, published="2019-05-14"):
        (parsed,) = parse_documents([Document.from_text(text, published=published)], reader.pipeline)
        return find_claims(build_scene(parsed, open_world()))

    return read


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "kind", "value", "about"),
    [
        pytest.param("It was the sixth meeting between Angela Merkel and Emmanuel Macron this year.", "ordinal", 6, "meetings", id="an ordinal before a meeting"),
        pytest.param("India and China held the 14th round of border talks in Delhi on Monday.", "ordinal", 14, "talks", id="a numbered round is talks"),
        pytest.param("It was the first visit to Peru by a Chilean president in nine years.", "first", 1, "visits", id="a first in so many years"),
        pytest.param("Vladimir Putin met Shinzo Abe for the third time since March.", "ordinal", 3, "meetings", id="for the third time"),
        pytest.param("Angela Merkel and Vladimir Putin met four times in 2018.", "count", 4, "meetings", id="a number of times"),
        pytest.param("Japan and Russia held five rounds of talks last year.", "count", 5, "talks", id="a number of rounds"),
        pytest.param("The leaders of Serbia and Kosovo have not met since 2018.", "last", 1, "meetings", id="not since is the last"),
        pytest.param("She is the highest-ranking French diplomat to visit Chad in 18 years.", "first", 1, "visits", id="the most senior in years is the first"),
        pytest.param("Emmanuel Macron was the first French president to visit Ireland since 2008.", "first", 1, "visits", id="the first to visit"),
    ],
)  # fmt: skip
def test_a_count_of_contacts_is_a_claim(claims_in, sentence, kind, value, about):
    rows = claims_in(sentence)
    assert [(row.kind, row.value, row.about) for row in rows] == [(ClaimKind(kind), value, ClaimAbout(about))]


@pytest.mark.model
@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param(
            "The third meeting of Angela Merkel and Vladimir Putin will be held in June.", id="a future meeting is none"
        ),
        pytest.param("Japan and Russia agreed to hold a second round of talks.", id="an agreed round is none"),
        pytest.param("There was no third meeting between Japan and Russia.", id="a meeting denied is none"),
        pytest.param("Two hundred people died in the third earthquake in Japan and Russia.", id="casualties are none"),
        pytest.param("Japan beat Russia in the second round of the cup.", id="sport is none"),
        pytest.param("First Deputy Prime Minister Igor Shuvalov of Russia spoke in Japan.", id="a rank is none"),
        pytest.param("Japan and Russia took a first step towards a treaty.", id="a first step is none"),
        pytest.param("Japan and Russia prepared the January 10th talks.", id="the ordinal of a day is none"),
        pytest.param("Japan and Russia spoke at the 79th session of the assembly.", id="a session's number is none"),
        pytest.param(
            "On his first day Igor Shuvalov moved to return Russia to Japan's side.", id="a first day is none"
        ),
    ],
)
def test_what_is_no_claim(claims_in, sentence):
    assert claims_in(sentence) == ()


@pytest.mark.model
def test_the_window_of_a_first_opens_with_the_length_of_time_that_is_named(claims_in):
    (row,) = claims_in("It was the first visit to Peru by a Chilean president in nine years.")
    assert (row.window.start, row.window.end) == (date(2010, 5, 14), date(2019, 5, 14))
    assert row.level is Level.LEADER
    assert set(row.actors) == {"PER", "CHL"}


@pytest.mark.model
def test_the_window_since_taking_office_opens_with_the_tenure(claims_in):
    (row,) = claims_in("Angela Merkel met Emmanuel Macron for the tenth time since he took office.")
    assert row.window.start in {date(2017, 5, 14), date(2005, 11, 22)}


@pytest.mark.model
def test_the_window_of_the_last_is_when_it_was(claims_in):
    (row,) = claims_in("The leaders of Serbia and Kosovo have not met since 2018.")
    assert (row.window.start, row.window.end) == (date(2018, 1, 1), date(2018, 12, 31))


@pytest.mark.model
def test_evidence_is_inside_the_sentence_and_without_the_stop(claims_in):
    text = "Rain fell. It was the sixth meeting between Angela Merkel and Emmanuel Macron."
    (row,) = claims_in(text)
    assert text[row.evidence[0].start : row.evidence[0].end].endswith("Macron")
    assert row.evidence[0].start >= len("Rain fell. ")


def test_every_construction_has_a_confidence_below_one():
    confidence = read_toml(TABLE)["confidence"]
    assert set(confidence) == {"ordinal", "first", "first_time", "superlative", "count", "times", "last", "text"}
    assert all(0 < value < 1 for value in confidence.values())


def test_no_noun_counts_as_two_things():
    seen = [word for about in ClaimAbout for word in table_words("nouns", about.value)]
    assert len(seen) == len(set(seen))
