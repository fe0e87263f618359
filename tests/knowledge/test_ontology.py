"""The ontology tables: complete, consistent with each other, contradictions settled."""

import pytest

from summitry.knowledge.ontology import contexts_of, load_cameo, load_contexts, load_plover, quad_of, score_event
from summitry.records import EventType, Quad


def test_every_type_has_an_entry_and_modes_score_within_the_scale():
    table = load_plover()

    assert set(table) == set(EventType)
    assert all(-10 <= score <= 10 for entry in table.values() for score in (entry.score, *entry.modes.values()))


def test_there_are_thirty_seven_contexts():
    assert len(set(load_contexts())) == 37


@pytest.mark.parametrize("entry", load_cameo().values(), ids=lambda entry: entry.code)
def test_every_code_maps_to_known_types_modes_and_contexts(entry):
    if entry.plover is None:
        assert entry.code.startswith("01")
        return
    assert entry.mode is None or entry.mode in load_plover()[entry.plover].modes
    assert set(entry.contexts) <= set(load_contexts())


def test_every_type_falls_back_to_a_code_that_exists():
    assert all(entry.cameo in load_cameo() for entry in load_plover().values())


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param("163", EventType.SANCTION, id="an embargo is SANCTION"),
        pytest.param("055", EventType.CONCEDE, id="an apology is CONCEDE"),
        pytest.param("0813", EventType.CONCEDE, id="easing curbs on media is CONCEDE"),
        pytest.param("116", EventType.SANCTION, id="a verdict of guilty is SANCTION"),
        pytest.param("025", EventType.REQUEST, id="an appeal to yield is REQUEST"),
        pytest.param("012", None, id="a bare comment is no event"),
        pytest.param("155", EventType.MOBILIZE, id="readying forces for networks is MOBILIZE"),
        pytest.param("176", EventType.COERCE, id="an attack on networks is COERCE"),
        pytest.param("1834", EventType.ASSAULT, id="a bomb is ASSAULT"),
        pytest.param("203", EventType.ASSAULT, id="ethnic cleansing is ASSAULT"),
    ],
)
def test_contradictions_between_the_manuals_are_settled(code, expected):
    assert load_cameo()[code].plover is expected


def test_accusing_lowers_the_score_and_sanctions_are_material():
    assert score_event(EventType.ACCUSE, None) == -3
    assert quad_of(EventType.SANCTION) is Quad.MATERIAL_CONFLICT


def test_a_mode_without_a_score_of_its_own_has_that_of_its_type():
    assert score_event(EventType.CONSULT, "unheard-of") == score_event(EventType.CONSULT, None)


def test_a_code_without_contexts_takes_those_of_the_shorter_one():
    assert contexts_of("1951") == ("military",)
    assert contexts_of("999") == ()
