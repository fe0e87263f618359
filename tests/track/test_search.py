"""Full text: the same questions find the same documents on every store."""

from datetime import date

import pytest
from readouts import meet

from summitry.errors import LedgerError
from summitry.track.forgetting import forget
from summitry.track.search import LONGEST, count_facets, search

READOUTS = (
    meet(date(2014, 2, 8)),
    meet(date(2014, 5, 3), place="Cusco", publisher="Andes Daily"),
    meet(date(2015, 3, 10), place="Quito", more="Nobody signed: the tide was LOW. Переговоры о реке."),
)


@pytest.mark.parametrize(
    ("question", "places"),
    [
        pytest.param("Cusco", ["Cusco"], id="one word"),
        pytest.param("cusco FISHERMEN", ["Cusco"], id="all words, in any case"),
        pytest.param("Cusco river", [], id="a word is missing"),
        pytest.param('"three hours"', ["Arica"], id="words that stand together"),
        pytest.param('"hours three"', [], id="words that stand the other way round"),
        pytest.param("переговоры", ["Quito"], id="another alphabet"),
        pytest.param("Rosa", ["Arica", "Cusco", "Quito"], id="a word of all"),
        pytest.param("", [], id="nothing"),
        pytest.param('") OR 1=1 --', [], id="words of a query language are words"),
        pytest.param("*", [], id="a mark alone"),
    ],
)
def test_search(ledger, question, places):
    ledger.add_all(READOUTS)
    texts = {one.document.id: one.document.text for one in READOUTS}
    found = {texts[hit.document] for hit in search(ledger, question)}

    assert len(found) == len(places)
    assert all(any(place in text for text in found) for place in places)


def test_a_hit_shows_its_words_and_its_pair(ledger):
    ledger.add_all(READOUTS)
    (hit,) = search(ledger, "quay")

    assert (hit.found, hit.publisher, hit.published, hit.dyads) == ("quay", "Andes Daily", "2014-05-03", ("CHL-PER",))
    assert hit.before.endswith("Fishermen on the")
    assert hit.after.startswith("waved flags")


def test_what_is_added_is_found_and_what_is_forgotten_is_not(ledger):
    ledger.add(READOUTS[0])
    assert len(search(ledger, "Rosa")) == 1
    ledger.add(READOUTS[1])
    assert len(search(ledger, "Rosa")) == 2
    forget(ledger, "Andes Daily")
    assert len(search(ledger, "Rosa")) == 1
    assert search(ledger, "fishermen") == ()


def test_facets_count_the_hits(ledger):
    ledger.add_all(READOUTS)

    assert count_facets(search(ledger, "Rosa")) == {
        "dyad": [("CHL-PER", 3)],
        "publisher": [("Pacific Post", 2), ("Andes Daily", 1)],
        "year": [("2014", 2), ("2015", 1)],
    }


def test_a_question_without_end_is_refused(ledger):
    with pytest.raises(LedgerError, match="too long"):
        search(ledger, "x" * (LONGEST + 1))
