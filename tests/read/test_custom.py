"""Reading with an ontology of one's own: its cues, types, actors and dictionaries change what is coded."""

from dataclasses import replace

import pytest

from summitry.errors import TableError
from summitry.read.events.lexicon import Code, load_lexicon
from summitry.read.reader import open_reader
from summitry.records import EventType, Modality, Quad
from summitry.settings import Settings, load_settings

PUBLISHED = "2015-06-10"
TYPES = """
[types.CYBER_ATTACK]
like = "COERCE"
about = "break into networks of others"
quad = "material_conflict"
score = -7.5
modes = { spying = -6.0, sabotage = -8.5 }

[types.ACCUSE]
score = -4.0
modes = { disapprove = -4.5 }
"""
CUES = """
[lists]
network = ["network", "server"]

[irregular]
hew = ["hewn"]

[[act]]
code = "CYBER_ATTACK/sabotage/176"
roles = "directed"
confidence = 0.8
verbs = ["hack", "hack into", "break into @network", "hew"]

[[act]]
code = "CYBER_ATTACK//176"
roles = "directed"
verbs = ["condemn"]

[[turn]]
name = "vow to break in"
verbs = ["decide +inf"]
[turn.makes]
CYBER_ATTACK = "THREATEN//130"
"""
ACTORS = """alias,target,kind,sector,valid_from,valid_to,source
Sandstorm Unit,RUS,name,SPY,2014-01-01,,own knowledge
Ironwood Guard,RUS,name,MIL,,2010-01-01,own knowledge
Ironwood Guard,UKR,name,MIL,2010-01-02,,own knowledge
Karsland,KRS,name,,,,invented
Veldoria,VLD,name,,,,invented
cyber command,,role,MIL,,,own knowledge
Nobody,nowhere,name,,,,invented
"""
VERBS = """--- FROB [112] ---
FROB {FROBBED FROBS}
- * WITH + [046]

--- ZAP [ABC] ---
ZAP {ZAPPED ZAPS}
"""
NAMES = """OSTMARK_ [OST]
WESTMARK_ [WES]
"""


def write(folder, **files):
    for name, text in files.items():
        path = folder / {"types": "types.toml", "cues": "cues.toml", "actors": "actors.csv"}.get(name, name)
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    folder = write(tmp_path_factory.mktemp("ontology"), types=TYPES, cues=CUES, actors=ACTORS)
    return open_reader(Settings(ontology=folder))


@pytest.fixture(scope="module")
def coded(tmp_path_factory):
    folder = write(
        tmp_path_factory.mktemp("dictionaries"),
        **{"dictionaries/my.verbs.txt": VERBS, "dictionaries/my.actors.txt": NAMES},
    )
    return open_reader(Settings(ontology=folder))


def events(reader, text):
    return reader.read_text(text, published=PUBLISHED).events


@pytest.mark.model
def test_cues_of_ones_own_are_coded_to_types_of_ones_own(own, reader):
    text = "Finland broke into the network of Estonia on Monday."
    (event,) = events(own, text)

    assert (event.event_type, event.mode, event.cameo) == (EventType.COERCE, "CYBER_ATTACK/sabotage", "176")
    assert (event.actors, event.recipients) == (("FIN",), ("EST",))
    assert (event.score, event.quad, event.confidence) == (-8.5, Quad.MATERIAL_CONFLICT, 0.8)
    assert not any(other.mode == event.mode for other in events(reader, text)), "ours alone code it otherwise"


@pytest.mark.model
def test_a_phrase_of_ones_own_takes_the_place_of_ours(own, reader):
    text = "Finland condemned Estonia on Monday."
    (event,), (ours,) = events(own, text), events(reader, text)

    assert (event.event_type, event.mode, event.score) == (EventType.COERCE, "CYBER_ATTACK", -7.5)
    assert ours.event_type is EventType.ACCUSE


@pytest.mark.model
def test_a_turn_of_ones_own_makes_something_of_a_type_of_ones_own(own):
    (event,) = events(own, "Finland decided to hack Estonia on Monday.")

    assert (event.event_type, event.modality) == (EventType.THREATEN, Modality.OCCURRED)


@pytest.mark.model
def test_irregular_forms_of_ones_own_lead_to_their_verb(own):
    assert [e.mode for e in events(own, "Finland has hewn Estonia.")] == ["CYBER_ATTACK/sabotage"]


@pytest.mark.model
def test_values_of_our_types_can_be_changed(own, reader):
    text = "Finland criticised Estonia on Monday."

    assert [e.score for e in events(own, text)] == [-4.5]
    assert [e.score for e in events(reader, text)] != [-4.5]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        pytest.param("Sandstorm Unit hacked the servers of Finland.", "RUS/sandstorm-unit", "FIN", id="a body of a state"),
        pytest.param("Karsland hacked Veldoria.", "KRS", "VLD", id="states that no table knows"),
        pytest.param("The Estonian cyber command hacked Latvia.", "EST/cyber-command", "LVA", id="a role goes with the state beside it"),
    ],
)  # fmt: skip
def test_actors_of_ones_own_act(own, reader, text, actor, recipient):
    readout = own.read_text(text, published=PUBLISHED)

    assert [(e.actors, e.recipients) for e in readout.events] == [((actor,), (recipient,))]
    assert actor in {one.id for one in readout.actors}
    assert actor not in {one.id for one in reader.read_text(text, published=PUBLISHED).actors}


@pytest.mark.model
@pytest.mark.parametrize(("day", "actor"), [("2009-05-05", "RUS/ironwood-guard"), ("2012-05-05", "UKR/ironwood-guard")])
def test_rows_of_one_name_hold_on_their_days(own, day, actor):
    (event,) = own.read_text("Ironwood Guard hacked Finland on Monday.", published=day).events

    assert event.actors == (actor,)


def test_what_is_wrong_is_put_aside_and_told(own):
    assert [fault.partition(": ")[0] for fault in own.custom.faults] == ["actors.csv:8"]
    assert "'nowhere'" in own.custom.faults[0]


@pytest.mark.model
def test_with_only_ones_own_cues_ours_code_nothing(tmp_path):
    folder = write(tmp_path, types=TYPES, cues=f"replace = true\n{CUES}")
    reader = open_reader(Settings(ontology=folder))

    assert events(reader, "Finland accused Estonia of spying. Finland held talks with Latvia.") == ()
    assert [e.mode for e in events(reader, "Finland hacked Estonia. Finland must hack nobody, Latvia said.")] == [
        "CYBER_ATTACK/sabotage"
    ]


@pytest.mark.model
def test_dictionaries_code_rows_beside_ours(coded):
    readout = coded.read_text(
        "Ostmark frobbed Westmark on Monday. Ostmark will frob with Westmark.", published=PUBLISHED
    )

    told = [(e.event_type, e.cameo, e.actors, e.recipients, e.modality) for e in readout.events]
    assert told == [
        (EventType.ACCUSE, "112", ("OST",), ("WES",), Modality.OCCURRED),
        (EventType.CONSULT, "046", ("OST",), ("WES",), Modality.PLANNED),
    ]
    assert {actor.id for actor in readout.actors} >= {"OST", "WES"}
    assert readout.quote(readout.events[0].evidence[0]) == "Ostmark frobbed Westmark"


@pytest.mark.model
def test_codes_without_a_meaning_are_noted_and_a_table_can_give_one(coded, tmp_path):
    text = "Ostmark zapped Westmark."
    readout = coded.read_text(text, published=PUBLISHED)
    assert readout.events == ()
    assert any("'ABC'" in note and "codes.csv" in note for note in readout.notes)

    files = {"dictionaries/my.verbs.txt": VERBS, "dictionaries/my.actors.txt": NAMES}
    folder = write(tmp_path, **files, **{"dictionaries/codes.csv": "code,type,mode,cameo\nABC,ASSAULT,,190\n"})
    assert [e.cameo for e in events(open_reader(Settings(ontology=folder)), text)] == ["190"]


@pytest.mark.model
def test_what_both_coders_tell_is_one_row(tmp_path, reader):
    files = {
        "dictionaries/my.verbs.txt": "--- CONDEMN [112] ---\nCONDEMN\n",
        "dictionaries/my.actors.txt": "FINLAND_ [FIN]\nESTONIA_ [EST]\n",
    }
    both = open_reader(Settings(ontology=write(tmp_path, **files)))
    text = "Finland condemned Estonia on Monday."

    assert events(both, text) == events(reader, text)


@pytest.mark.model
def test_an_explanation_names_lines_of_ones_own_files(own, coded):
    found = own.explain(own.read_text("Karsland hacked Veldoria.").document, 1)
    cue = found.clauses[0].cue
    line = (own.custom.ontology.folder / "cues.toml").read_text(encoding="utf-8").splitlines()[cue.line - 1]

    assert cue.file == str(own.custom.ontology.folder / "cues.toml")
    assert '"hack"' in line
    assert found.parties[0].grounds[0].file.endswith("actors.csv")
    assert found.parties[0].grounds[0].line == 5  # the row of Karsland
    (one,) = coded.explain(coded.read_text("Ostmark frobbed Westmark.").document, 1).dictionaries
    assert (one.code, one.source, one.target, one.line) == ("112", "OST", "WES", 2)


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        pytest.param({}, "no ontology there", id="an empty folder"),
        pytest.param(
            {"dictionaries/my.verbs.txt": VERBS, "dictionaries/codes.csv": "code,type,mode,cameo\nABC,HACK,,190\n"},
            "has the type 'HACK'", id="a code with an unknown type",
        ),
    ],
)  # fmt: skip
def test_a_folder_that_cannot_be_used_is_an_error(tmp_path, files, reason):
    with pytest.raises(TableError, match=reason):
        open_reader(Settings(ontology=write(tmp_path, **files)))


def test_the_folder_can_be_set_for_an_installation(tmp_path):
    found = load_settings(environment={"SUMMITRY_ONTOLOGY": str(tmp_path)})

    assert found.ontology == tmp_path
    assert replace(found, ontology=None).ontology is None


def test_a_code_of_ones_own_type_is_told_by_its_capitals():
    assert Code.parse("COERCE/CYBER_ATTACK/sabotage/176").own
    assert not Code.parse("CONSULT/third-party/045").own


def test_the_packaged_lexicon_is_built_once():
    assert load_lexicon() is load_lexicon("en")
