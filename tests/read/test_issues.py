"""Which issues words speak of."""

import pytest

from summitry.read.issues import issues_of_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a treaty of peace", "peace_treaty", id="the longest cue wins"),
        pytest.param("a gas pipeline under the sea", "energy", id="energy"),
        pytest.param("sovereignty over the reef", "territory", id="territory"),
        pytest.param("the return of abductees", "human_rights", id="abductions are human rights"),
        pytest.param("fishing quotas in the river", "water", id="rivers and fisheries are water"),
        pytest.param("visas for students", "migration", id="visas are migration"),
        pytest.param("reopening the embassy", "relations", id="embassies are relations"),
    ],
)
def test_the_first_issue(text, expected):
    assert issues_of_text(text)[0] == expected


def test_a_text_without_any_cue_has_no_issue():
    assert issues_of_text("The two men talked for an hour.") == ()
