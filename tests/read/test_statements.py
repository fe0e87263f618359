"""Quotations and reported speech."""

import pytest

from summitry.records import StatementKind

pytestmark = pytest.mark.model
HEAD = "Norwegian Foreign Minister Kari Solheim met her Swedish counterpart, Nils Ekman, in Oslo on Monday. "


@pytest.fixture(scope="module")
def statements(reader):
    def find(text):
        return reader.read_text(text, published="2015-03-10").statements

    return find


@pytest.mark.parametrize(
    ("text", "kind", "expected", "speaker"),
    [
        pytest.param('"The bridge will be opened in May," Solheim said.', "direct", "The bridge will be opened in May,", "NOR/kari-solheim", id="quotation before its speaker"),
        pytest.param('Ekman said: "We have found a way to share the fish."', "direct", "We have found a way to share the fish.", "SWE/nils-ekman", id="quotation after its speaker"),
        pytest.param("Solheim said that the border would stay open.", "indirect", "the border would stay open", "NOR/kari-solheim", id="that-clause"),
        pytest.param("The border would stay open, Solheim said.", "indirect", "The border would stay open", "NOR/kari-solheim", id="speaker as an aside"),
        pytest.param("Ekman denied that ships had been sent to the strait.", "indirect", "ships had been sent to the strait", "SWE/nils-ekman", id="a denial's text is what is denied"),
        pytest.param('Solheim warned that the plan was "a dead letter" for her country.', "mixed", 'the plan was "a dead letter" for her country', "NOR/kari-solheim", id="quoted words in reported speech"),
        pytest.param("Norway insists that the reef belongs to it.", "indirect", "the reef belongs to it", "NOR", id="a state speaks"),
    ],
)  # fmt: skip
def test_statement(statements, text, kind, expected, speaker):
    found = [s for s in statements(HEAD + text) if s.text == expected]
    assert [(s.kind, s.speaker) for s in found] == [(StatementKind(kind), speaker)]


def test_a_quotation_split_by_its_attribution_is_one_row_with_two_spans(statements):
    text = HEAD + '"The door is open," Ekman told reporters, "but nobody has come in yet."'
    found = statements(text)
    assert [s.text for s in found] == ["The door is open, but nobody has come in yet."]
    assert len(found[0].evidence) == 2


def test_a_second_quoted_sentence_keeps_the_speaker(statements):
    found = statements(HEAD + '"We talked for an hour," Solheim said. "We will talk again in the spring."')
    assert [s.speaker for s in found] == ["NOR/kari-solheim", "NOR/kari-solheim"]


def test_according_to_is_an_indirect_statement(statements):
    found = statements(HEAD + "The border would stay open, according to Ekman.")
    assert [(s.kind, s.text, s.speaker) for s in found] == [
        (StatementKind.INDIRECT, "The border would stay open", "SWE/nils-ekman")
    ]


def test_a_quotation_in_the_next_paragraph_keeps_the_speaker(statements):
    text = HEAD + "“We talked for an hour,” Solheim said.\n\n“We will talk again in the spring. The fish can wait.”"
    assert [(s.text, s.speaker) for s in statements(text)] == [
        ("We talked for an hour,", "NOR/kari-solheim"),
        ("We will talk again in the spring.", "NOR/kari-solheim"),
        ("The fish can wait.", "NOR/kari-solheim"),
    ]


def test_a_speaker_who_is_no_actor_has_no_row(statements):
    assert statements(HEAD + '"The bread is warm," a baker said.') == ()


def test_a_term_in_quotation_marks_is_no_statement(statements):
    assert statements(HEAD + 'The so-called "fish war" began in 1998.') == ()


def test_what_was_not_said_is_no_statement(statements):
    assert statements(HEAD + "Ekman did not say when he would come back.") == ()


def test_each_turn_of_an_official_is_one_statement(statements):
    text = "Press briefing, Oslo, 10 March 2015\n\nMS. SOLHEIM: We met the Swedes. It went well.\n\nQUESTION: And then?\n\nMS. SOLHEIM: We will see."
    assert [s.text for s in statements(text) if s.kind == "direct"] == [
        "We met the Swedes. It went well.",
        "We will see.",
    ]


def test_a_turn_of_several_paragraphs_is_one_statement_with_a_span_on_each_side_of_a_stage_direction(statements):
    text = "Press briefing, Oslo, 10 March 2015\n\nMS. SOLHEIM: We met the Swedes.\n\nIt went well.\n\n(Laughter.)\n\nQuite well.\n\nQ   And then?\n\nMS. SOLHEIM: We will see."
    found = statements(text)
    assert [s.text for s in found] == ["We met the Swedes.\n\nIt went well. Quite well.", "We will see."]
    assert [len(s.evidence) for s in found] == [2, 1]


def test_a_turn_that_is_only_a_stage_direction_is_no_statement(statements):
    text = "Press briefing, Oslo, 10 March 2015\n\nMS. SOLHEIM: (Laughs.)\n\nQ And then?\n\nMS. SOLHEIM: We will see."
    assert [s.text for s in statements(text)] == ["We will see."]


def test_evidence_is_the_text(reader):
    readout = reader.read_text(HEAD + "Solheim said that the border would stay open.", published="2015-03-10")
    for statement in readout.statements:
        assert " ".join(readout.quote(span) for span in statement.evidence) == statement.text
