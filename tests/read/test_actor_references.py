"""What refers to whom: seats, pronouns, plurals and labels, and who of them belongs in a readout."""

import pytest

from summitry.read.actors import MentionKind, list_actors
from summitry.records import Office

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "words", "actors"),
    [
        pytest.param("Tokyo wants an answer.", "Tokyo", ("JPN",), id="a capital that acts is its state"),
        pytest.param("The Kremlin rejected the plan.", "Kremlin", ("RUS",), id="a residence that acts is its state"),
        pytest.param("The ministers met in Tokyo.", "Tokyo", None, id="a capital after 'in' is a mere place"),
        pytest.param(
            "The Norwegians refused to sign.", "Norwegians", ("NOR",), id="people of a state that act are the state"
        ),
        pytest.param("The Norwegian side refused to sign.", "The Norwegian side", ("NOR",), id="a side is its state"),
        pytest.param("Kenyan troops crossed the border.", "Kenyan troops", ("KEN",), id="troops are their state"),
        pytest.param(
            "The Peruvian foreign ministry said no.",
            "The Peruvian foreign ministry",
            ("PER/foreign-ministry",),
            id="a ministry is a body of its own",
        ),
        pytest.param(
            "The Republic of Korea and Japan agreed to talk.",
            "Republic of Korea",
            ("KOR",),
            id="an official name is its state",
        ),
    ],
)
def test_words_that_stand_for_a_state(cast, text, words, actors, who):
    found, parsed = cast(text)
    assert who(found, parsed, words) == actors


@pytest.mark.parametrize(
    ("words", "actors"),
    [
        pytest.param("The two ministers", ("GRC/stavros-melas", "NOR/bodil-rasmark"), id="the two ministers"),
        pytest.param("both countries", ("GRC", "NOR"), id="both countries"),
        pytest.param("She", ("NOR/bodil-rasmark",), id="she"),
        pytest.param("his", ("GRC/stavros-melas",), id="his"),
        pytest.param("The Greek minister", ("GRC/stavros-melas",), id="a title with its state"),
    ],
)
def test_what_refers_back(cast, words, actors, who):
    found, parsed = cast(
        "Greek Trade Minister Stavros Melas met Norwegian Trade Minister Bodil Rasmark in Oslo. The two ministers signed a "
        "memorandum. Rasmark thanked Melas. She will fly to Athens. The Greek minister praised his hosts. "
        "Officials of both countries will meet in June."
    )
    result = who(found, parsed, words)
    assert result is not None
    assert sorted(result) == sorted(actors)


def test_an_indefinite_title_means_nobody(cast, who):
    found, parsed = cast("It was the first visit by a Greek prime minister in nine years.")
    assert who(found, parsed, "a Greek prime minister") == ()


def test_a_pronoun_of_a_relative_clause_is_its_governor(cast, who):
    found, parsed = cast("Stavros Melas, who leads the Greek delegation, was silent.")
    assert who(found, parsed, "who") == ("GRC/stavros-melas",)


def test_a_transcript_label_is_who_speaks(cast, who):
    text = (
        "DAILY BRIEFING\nWashington, DC\nMay 8, 2019\n\nMS. TOLLIVER: Good afternoon. We have asked Lima for an answer.\n\n"
        "QUESTION: Will there be one?\n\nMS. TOLLIVER: I cannot say."
    )
    found, parsed = cast(text)
    assert set(found.speakers.values()) == {"USA/tolliver"}
    assert found.get("USA/tolliver").office is Office.SPOKESPERSON
    assert who(found, parsed, "I") == ("USA/tolliver",)
    assert who(found, parsed, "We") == ("USA",)


def test_every_actor_of_a_mention_is_in_the_cast(cast):
    found, _ = cast(
        "The Kenyan army and the Peruvian foreign ministry blamed militants. Their leaders met. Both sides went home."
    )
    known = {actor.id for actor in found.actors}
    assert all(actor in known for mention in found.mentions for actor in mention.actors)
    assert all(actor.mentions for actor in found.actors)


def test_heads_find_their_mention(cast):
    found, parsed = cast("Greek Trade Minister Stavros Melas met the press.")
    mention = next(m for m in found.mentions if m.kind is MentionKind.NAME)
    assert found.at(mention.head) == ("GRC/stavros-melas",)
    assert found.mention_at(len(parsed.tokens) - 1) is None
    assert found.at(len(parsed.tokens) - 1) == ()
    assert found.country("GRC/stavros-melas") == "GRC"


def test_adjectives_alone_list_no_state(cast):
    found, _ = cast("Greek rescue teams helped Norwegian Trade Minister Bodil Rasmark.")
    listed = {actor.id for actor in list_actors(found, ())}
    assert "GRC" not in listed
    assert "NOR/bodil-rasmark" in listed


def test_a_row_lists_its_actors(cast):
    found, _ = cast("Greek rescue teams helped Norwegian Trade Minister Bodil Rasmark.")
    assert "GRC" in {actor.id for actor in list_actors(found, ("GRC",))}


def test_a_row_may_name_the_state_for_which_somebody_acts(cast):
    found, _ = cast("Norwegian Trade Minister Bodil Rasmark flew to Lima.")
    assert {"NOR", "PER"} <= {actor.id for actor in list_actors(found, ("NOR", "PER"))}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("A cold front comes in from Iceland. Rain spreads to Norway and Denmark by noon.", id="weather"),
        pytest.param(
            'Sales rose in Germany and Brazil. "We defend our lead," said chief executive Lena Brandvold. She ruled out a sale.',
            id="company results",
        ),
    ],
)
def test_a_text_without_politics_lists_nobody(cast, text):
    found, _ = cast(text)
    assert list_actors(found, ()) == ()


@pytest.mark.parametrize(
    ("text", "words", "states"),
    [
        pytest.param(
            "The Norwegian and Swedish foreign ministers met in Oslo.",
            "Norwegian and Swedish foreign ministers",
            {"NOR", "SWE"},
            id="two adjectives before a title",
        ),
        pytest.param(
            "The foreign ministers of Norway and Sweden met in Oslo.",
            "foreign ministers of Norway",
            {"NOR", "SWE"},
            id="two states after a title",
        ),
    ],
)
def test_a_title_in_the_plural_stands_for_the_states_that_it_names(cast, text, words, states):
    found, _ = cast(text)
    plural = [set(m.actors) for m in found.mentions if m.kind is MentionKind.PLURAL]
    assert plural == [states], words
