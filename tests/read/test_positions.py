"""What each side holds."""

import pytest

pytestmark = pytest.mark.model
HEAD = "The foreign ministers of Norway and Sweden met in Oslo on Monday to discuss the disputed reef. "


@pytest.mark.parametrize(
    ("text", "holder", "stance"),
    [
        pytest.param("Norway claims the whole reef.", "NOR", "claims", id="a claim"),
        pytest.param("Sweden wants the return of the islands.", "SWE", "demands", id="a wish for something"),
        pytest.param(
            "Norway insists that the Swedish troops must leave the islands.",
            "NOR",
            "demands",
            id="an obligation of others",
        ),
        pytest.param("Sweden rejects any talks on sovereignty over the reef.", "SWE", "rejects", id="a rejection"),
        pytest.param("Norway opposes the construction of the military base.", "NOR", "opposes", id="an opposition"),
        pytest.param("Sweden offers Norway a share of the gas field.", "SWE", "offers", id="an offer"),
        pytest.param("Norway will not negotiate about its sovereignty.", "NOR", "rejects", id="a refusal"),
    ],
)
def test_position(reader, text, holder, stance):
    readout = reader.read_text(HEAD + text, published="2015-03-10")
    assert (holder, stance) in [(p.holder, p.stance) for p in readout.positions]


def test_an_act_of_the_past_is_no_stand(reader):
    readout = reader.read_text(HEAD + "Norway sent a ship to the harbour last week.", published="2015-03-10")
    assert readout.positions == ()
