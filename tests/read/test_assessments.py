"""The text's own verdicts."""

import pytest

pytestmark = pytest.mark.model
HEAD = "The foreign ministers of Norway and Sweden met in Oslo on Monday to discuss the disputed reef. "


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        pytest.param("There was no progress in the talks on the reef.", "no_progress", id="no progress"),
        pytest.param("Relations between the two countries have improved since last year.", "improving", id="improving"),
        pytest.param("The dispute over the reef has grown more bitter by the month.", "worsening", id="worsening"),
        pytest.param("Whether the truce will hold is anybody's guess.", "uncertain", id="uncertain"),
        pytest.param("The talks have never been closer to a settlement.", "progress", id="progress"),
    ],
)
def test_verdict(reader, text, verdict):
    readout = reader.read_text(HEAD + text, published="2015-03-10")
    assert [a.verdict for a in readout.assessments] == [verdict]


def test_a_named_person_s_verdict_is_a_statement(reader):
    text = HEAD + "Norwegian Foreign Minister Kari Solheim said that there was no progress in the talks."
    assert reader.read_text(text, published="2015-03-10").assessments == ()
