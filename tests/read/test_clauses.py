"""Who does what in a clause, read off the tree."""

import pytest

from summitry.dates import Tense
from summitry.read.clauses import Factuality, find_clauses
from summitry.read.parse import parse_documents
from summitry.records import Document

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def clause(reader):
    def find(text, lemma):
        parsed = next(parse_documents([Document.from_text(text)], reader.pipeline))
        found = next(c for c in find_clauses(parsed) if c.lemma == lemma)
        return found, parsed

    return find


def words(parsed, numbers):
    return [parsed.tokens[i].text for i in numbers]


def test_the_by_phrase_of_a_passive_is_the_agent(clause):
    found, parsed = clause("The envoy was received by the minister in Oslo.", "receive")
    assert found.passive
    assert words(parsed, found.agents) == ["minister"]
    assert words(parsed, found.patients) == ["envoy"]


def test_coordinated_subjects_are_agents_each(clause):
    found, parsed = clause("Norway and Sweden signed the agreement on Friday.", "sign")
    assert words(parsed, found.agents) == ["Norway", "Sweden"]


def test_a_second_verb_shares_the_subject(clause):
    found, parsed = clause("The minister flew to Vienna and met the chancellor.", "meet")
    assert words(parsed, found.agents) == ["minister"]


def test_a_promised_act_lies_ahead(clause):
    found, parsed = clause("The president agreed to visit Norway in June.", "visit")
    assert found.tense is Tense.FUTURE
    assert found.factuality is Factuality.INTENDED
    assert words(parsed, found.agents) == ["president"]


def test_negation(clause):
    found, _ = clause("The ministers did not meet in Geneva.", "meet")
    assert found.negated


def test_an_if_clause_is_a_condition(clause):
    found, _ = clause("If the army attacks the town, the talks will end.", "attack")
    assert found.factuality is Factuality.CONDITION


def test_a_clause_ends_before_its_stop(clause):
    found, parsed = clause("The ministers met in Vienna on Monday.", "meet")
    assert parsed.text(found.span) == "The ministers met in Vienna on Monday"
