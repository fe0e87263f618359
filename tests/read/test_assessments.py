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
        pytest.param("Talks on the fishing quotas have stalled.", "no_progress", id="talks stall"),
        pytest.param("The gap between the two positions has narrowed.", "progress", id="a gap narrows"),
        pytest.param("The risk of a clash is growing.", "worsening", id="a danger grows"),
        pytest.param("Tension along the border has eased.", "improving", id="a tension falls"),
        pytest.param("Hopes of an early deal have been dashed.", "setback", id="hopes are dashed"),
        pytest.param("The negotiations have broken down.", "setback", id="talks break down"),
        pytest.param("Ties have rarely been warmer.", "improving", id="rarely better"),
        pytest.param("The two have not been so far apart since 1991.", "worsening", id="not so bad since"),
        pytest.param("Relations with Sweden remain cordial.", "stable", id="remain"),
        pytest.param("Relations are neither warm nor cold.", "stable", id="neither nor"),
        pytest.param("The outcome of the talks is hard to foresee.", "uncertain", id="hard to foresee"),
    ],
)
def test_verdict(reader, text, verdict):
    readout = reader.read_text(HEAD + text, published="2015-03-10")
    assert [a.verdict for a in readout.assessments] == [verdict]


def test_a_named_person_s_verdict_is_a_statement(reader):
    text = HEAD + "Norwegian Foreign Minister Kari Solheim said that there was no progress in the talks."
    assert reader.read_text(text, published="2015-03-10").assessments == ()


@pytest.mark.parametrize(
    ("text", "about"),
    [
        pytest.param("The talks on the reef have stalled.", "talks", id="talks"),
        pytest.param("On the reef nothing has moved.", "issue", id="what stands first with on"),
        pytest.param("Relations between the two have cooled.", "relation", id="relation"),
        pytest.param("The humanitarian situation has deteriorated.", "environment", id="situation"),
        pytest.param("Neither side has moved on the reef.", "talks", id="sides that do not move"),
    ],
)
def test_what_a_verdict_is_on(reader, text, about):
    readout = reader.read_text(HEAD + text, published="2015-03-10")
    assert [a.about for a in readout.assessments] == [about]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("They agreed to improve relations and to open two consulates.", id="an intention"),
        pytest.param("The two leaders discussed ways of narrowing the gap.", id="a topic of talks"),
        pytest.param("If the talks collapse, Norway will go to the court.", id="a condition"),
        pytest.param("Sweden wants the talks to move forward.", id="a wish"),
        pytest.param("Norway hopes that the ties will become closer.", id="a hope"),
        pytest.param('"Relations are at a low," a Norwegian diplomat sighed.', id="a quotation"),
        pytest.param("Sweden said that relations had improved.", id="reported speech"),
        pytest.param("A Swedish patrol boat had moved closer to the reef in April.", id="a movement in space"),
    ],
)
def test_no_verdict_of_the_writer(reader, text):
    assert reader.read_text(HEAD + text, published="2015-03-10").assessments == ()


def test_a_verdict_that_goes_on_in_the_next_clause_is_one_row(reader):
    text = HEAD + "The quarrel has spread to the schools, and it grows more bitter by the week."
    assert [a.verdict for a in reader.read_text(text, published="2015-03-10").assessments] == ["worsening"]
