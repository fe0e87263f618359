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
    text = HEAD + "The quarrel has spread to the schools, and it sours from week to week."
    assert [a.verdict for a in reader.read_text(text, published="2015-03-10").assessments] == ["worsening"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        pytest.param("The friendship has come under strain since the arrests.", "worsening", id="under strain"),
        pytest.param("The ministers failed to bridge their differences.", "no_progress", id="failed to agree"),
        pytest.param("An accord on the reef is now in sight.", "progress", id="in sight"),
        pytest.param("The ruling has dealt a heavy blow to the talks.", "setback", id="a blow to talks"),
        pytest.param("Little has changed in relations between the two capitals.", "stable", id="little has changed"),
        pytest.param("The seizure has soured ties.", "worsening", id="what a thing does to ties"),
        pytest.param("The next months will show what the treaty is worth.", "uncertain", id="time will show"),
    ],
)
def test_words_of_state_and_course_judge_what_they_are_tied_to(reader, text, verdict):
    readout = reader.read_text(HEAD + text, published="2024-03-12")
    assert [row.verdict for row in readout.assessments] == [verdict]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The crew survived the fire.", id="people survive"),
        pytest.param("The blast shattered the windows of the embassy.", id="glass is shattered"),
        pytest.param("The partnership will strengthen the ports of the region.", id="what an instrument will do"),
        pytest.param("The two states agreed on steps to improve the climate for investment.", id="an aim"),
        pytest.param("The climate crisis is growing worse.", id="the weather"),
        pytest.param("The forum brought together mayors of both states.", id="people brought together"),
        pytest.param("The ministers work to ensure that relations improve.", id="what an aim is to ensure"),
        pytest.param("The minister reiterated that policy on the talks has not changed.", id="what is said again"),
        pytest.param("They use devices that have become better.", id="a description of a thing"),
    ],
)
def test_what_judges_no_dealings_is_no_verdict(reader, text):
    assert reader.read_text(HEAD + text, published="2024-03-12").assessments == ()


def test_a_speech_to_its_hearers_gives_no_verdict_of_a_writer(reader):
    text = (
        "Mr. President, allow me to congratulate you. My country has two neighbours, Norway and Sweden. "
        "Relations between Norway and Sweden have deteriorated. Thank you."
    )
    assert reader.read_text(text, published="2024-03-12").assessments == ()
