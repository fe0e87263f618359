"""Which issues words speak of."""

from types import SimpleNamespace

import pytest

from summitry.knowledge.tables import read_toml
from summitry.read.issues import STRONG, WEAK, Hit, IssueMap, issues_of_text, load_cues, map_issues


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
        pytest.param("two infantry battalions and their tanks", "security", id="troops are security"),
        pytest.param("the centrifuges at the plant", "nuclear", id="enrichment is nuclear"),
        pytest.param("tariffs on steel", "economy", id="tariffs are economy"),
        pytest.param("the release of the detained sailors", "humanitarian", id="detainees are humanitarian"),
        pytest.param("emissions of the pulp mill", "environment", id="pollution is environment"),
        pytest.param("an orchestra and a scholarship", "culture_sport", id="culture"),
        pytest.param("an apology for the massacre", "history", id="past wrongs are history"),
        pytest.param("its accession to the bloc", "regional_order", id="membership is regional order"),
        pytest.param("a federal constitution", "other", id="a state's own order is another issue"),
        pytest.param("the Durand Line", "territory", id="a disputed line is territory"),
        pytest.param("filling the Renaissance Dam", "water", id="a disputed dam is water"),
    ],
)
def test_the_first_issue(text, expected):
    assert issues_of_text(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The two men talked for an hour.", (), id="no cue"),
        pytest.param("before the Security Council", (), id="the name of a body"),
        pytest.param("a historic moment", (), id="a fixed expression"),
        pytest.param("the state of their ties", ("relations",), id="a weak cue alone"),
        pytest.param("the ties and the tariffs", ("economy",), id="a weak cue yields"),
        pytest.param("tariffs, tariffs and a visa", ("economy", "migration"), id="the one named most often first"),
    ],
)
def test_issues(text, expected):
    assert issues_of_text(text) == expected


def test_a_region_that_is_a_party_of_its_own_is_no_territory():
    assert issues_of_text("Kosovo and Serbia") == ()


def test_no_cue_stands_for_two_issues():
    found = {}
    for issue, table in read_toml("lang/en/issues.toml").items():
        for kind in ("cues", "weak"):
            for cue in table.get(kind, ()):
                found.setdefault(cue, set()).add(issue)
    assert {cue: issues for cue, issues in found.items() if len(issues) > 1} == {}


def test_weak_cues_count_less():
    weights = {cue.weight for cues in load_cues().values() for cue in cues}
    assert weights == {WEAK, STRONG}


# ---------------------------------------------------------------- what a place in the text is about
HITS = (Hit(0, "water", 1.0), Hit(10, "territory", 1.0), Hit(20, "economy", 1.0), Hit(21, "economy", 1.0))


@pytest.mark.parametrize(
    ("sentence", "own", "expected"),
    [
        pytest.param(0, None, "water", id="the words of the sentence"),
        pytest.param(1, None, "territory", id="the nearest before the text's own"),
        pytest.param(40, None, "economy", id="far from all: what the text speaks of most"),
        pytest.param(40, {"energy": 2.0}, "energy", id="words of one's own first"),
    ],
)
def test_the_issue_of_a_sentence(sentence, own, expected):
    found = IssueMap(HITS, (0, 1, 9, 9), {"water": 0.25, "territory": 0.25, "economy": 0.5})
    assert found.rank(sentence, own)[0] == expected


def test_a_map_without_cues_knows_no_issue():
    assert IssueMap((), (), {}).rank(3) == ()


def parsed(text):
    words = text.replace(".", " .").split()
    ends, number = [], 0
    for word in words:
        ends.append(number)
        number += word == "."
    tokens = tuple(SimpleNamespace(i=i, text=word, lemma=word.lower()) for i, word in enumerate(words))
    return SimpleNamespace(tokens=tokens, sentence_of=tuple(ends))


def test_the_bare_noun_goes_on_to_mean_the_dispute_that_was_named():
    told = map_issues(parsed("They spoke of Lake Malawi. The whole lake is ours."))
    assert told.find(range(6, 11)) == ("territory",)
    assert map_issues(parsed("They spoke. The whole lake is ours.")).find(range(3, 8)) == ()
