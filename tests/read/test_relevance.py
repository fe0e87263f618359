"""Which texts are about dealings between states."""

import pytest

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param(
            "Norway asked Finland for help on Monday.",
            True,
            id="a single sentence between states",
        ),
        pytest.param("The Norwegian and Swedish foreign ministers met in Oslo.", True, id="states named by adjectives"),
        pytest.param(
            "Norway beat Finland 3-1 in Oslo on Saturday. The striker scored twice before half-time, the goalkeeper saved a penalty, "
            "and the coach of the Finnish team attacked the referee after the match. Norway now lead the league and meet Sweden in May.",
            False,
            id="states that play football",
        ),
        pytest.param(
            "A cold front will attack Denmark from the west on Friday. Rain and strong wind are expected over Norway, and temperatures "
            "will retreat to four degrees; the weekend brings sunshine to the south of Sweden.",
            False,
            id="states under the weather",
        ),
    ],
)
def test_relevance(reader, text, rows):
    readout = reader.read_text(text, published="2015-06-03")
    assert bool(list(readout.rows())) is rows
    assert any("no rows were read" in note for note in readout.notes) is (not rows)
