"""Acts within one country, and the last digits of CAMEO: one sentence of the world, one expected row."""

import pytest

from summitry.errors import TableError
from summitry.read.events import facets
from summitry.read.events.facets import load_facets

CASES = [
    pytest.param(
        "Rebels in northern Mali ambushed an army convoy on Tuesday, killing six soldiers.",
        ("ASSAULT", "193", ["MLI/rebels"], ["MLI"]),
        id="what rebels do to nobody named is done to their state",
    ),
    pytest.param(
        "Bolivian miners blocked a highway near Oruro on Monday to demand higher wages.",
        ("PROTEST", "1442", ["BOL/bolivian-miners"], ["BOL"]),
        id="a crowd's road block with its demand",
    ),
    pytest.param(
        "A court in Accra jailed two journalists for insulting the president.",
        ("COERCE", "173", ["GHA/a-court"], ["GHA/journalists"]),
        id="a court and those whom it jails",
    ),
    pytest.param(
        "Kenyan police fired tear gas at students who were protesting over fees in Nairobi.",
        ("ASSAULT", "175", ["KEN/police"], ["KEN/students"]),
        id="force against a crowd",
    ),
    pytest.param(
        "Farmers in Punjab rejected the Indian government's offer of talks.",
        ("REJECT", "125", ["IND/farmers"], ["IND"]),
        id="a group turns down its government",
    ),
    pytest.param(
        "Sri Lanka's president has agreed to lift the state of emergency.",
        ("AGREE", "0351", ["LKA"], []),
        id="a promise to ease emergency rule",
    ),
    pytest.param(
        "Three Turkish soldiers were killed in a roadside bombing near Hakkari.",
        ("ASSAULT", "1833", [], ["TUR"]),
        id="a passive that names nobody who did it",
    ),
    pytest.param(
        "Opposition parties in Togo accused the electoral commission of fraud.",
        ("ACCUSE", "1121", ["TGO/opposition-parties"], ["TGO"]),
        id="the opposition accuses",
    ),
    pytest.param(
        "Guinea's prime minister resigned on Friday.", ("RETREAT", "0831", ["GIN"], []), id="a resignation gives way"
    ),
    pytest.param(
        "Nigeria's union of teachers threatened to go on strike unless the government pays its members.",
        ("THREATEN", "133", ["NGA/union"], ["NGA"]),
        id="a threat to strike",
    ),
    pytest.param(
        "Ethnic Serbs in northern Kosovo put up barricades on the road to Mitrovica.",
        ("PROTEST", "144", ["XKX/ethnic-serbs"], ["XKX"]),
        id="a people abroad is no act of its state",
    ),
    pytest.param(
        "The United States vetoed a resolution on the settlements in the Security Council.",
        ("REJECT", "129", ["USA"], ["UNO/security-council"]),
        id="a veto",
    ),
    pytest.param("Brussels lifts ban on Kenyan flowers", ("CONCEDE", "085", ["EUE"], ["KEN"]), id="a headline alone"),
]


@pytest.mark.model
@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_one_sentence_gives_its_row(reader, sentence, expected):
    rows = [
        (e.event_type.value, e.cameo, list(e.actors), list(e.recipients)) for e in reader.read_text(sentence).events
    ]

    assert expected in rows


@pytest.mark.model
@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param(
            "The regulator wants airlines to watch out for ash from the volcano.", id="a plea to nobody known"
        ),
        pytest.param("A veteran wounded in Iraq opened a bakery in Ohio.", id="a life told beside"),
        pytest.param("Voters will decide whether to ban plastic bags in the city.", id="what is left open"),
        pytest.param("A Dutch chain signed a contract with a Chilean supermarket.", id="business between firms"),
        pytest.param("The envoy had not seen a letter sent to the ministry by the embassy.", id="what was not seen"),
    ],
)
def test_nothing_is_coded_where_politics_has_no_act(reader, sentence):
    assert reader.read_text(sentence).events == ()


@pytest.mark.parametrize(
    ("code", "words", "refined"),
    [
        pytest.param("020", "to lift the trade embargo", "0254", id="a subject of two digits below the root"),
        pytest.param("190", "a car bomb kill soldier", "1832", id="two steps, by a code elsewhere in the tree"),
        pytest.param("042", "visit rome", "042", id="no word speaks for more"),
        pytest.param("085", "lift curfew", "0813", id="another branch"),
    ],
)
def test_words_choose_the_last_digits(code, words, refined):
    assert load_facets().refine(code, words.split()) == refined


@pytest.mark.parametrize(
    ("table", "message"),
    [
        pytest.param({"facets": {"a": ["x"]}, "codes": {}, "moved": {}}, "no code uses", id="a facet without use"),
        pytest.param({"facets": {"a": ["x"]}, "codes": {"0999": "a"}, "moved": {}}, "0999", id="a code that is none"),
        pytest.param({"facets": {}, "codes": {"0254": "b"}, "moved": {}}, "'b'", id="a facet that is missing"),
    ],
)
def test_a_faulty_table_is_told(monkeypatch, table, message):
    monkeypatch.setattr(facets, "read_toml", lambda _: table)
    with pytest.raises(TableError, match=message):
        load_facets.__wrapped__()
