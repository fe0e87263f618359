"""The ontology tables: complete, consistent with each other, contradictions settled."""

import importlib.util
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summitry.cli import app
from summitry.errors import TableError
from summitry.knowledge.ontologies import load_ontology
from summitry.knowledge.ontology import contexts_of, load_cameo, load_contexts, load_plover, quad_of, score_event
from summitry.knowledge.tables import read_toml
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


TYPES = """
[types.CYBER_ATTACK]
like = "COERCE"
about = "break into networks of others"
score = -7.5
recipient = true
modes = { spying = -6.0, sabotage = -8.0 }

[types.AID]
score = 9.0
"""
CUES = """
[lists]
network = ["network", "server"]

[light]
verbs = ["mount"]

[irregular]
hack = ["hacked"]

[[act]]
code = "CYBER_ATTACK/sabotage/176"
roles = "directed"
confidence = 0.8
verbs = ["hack", "break into @network", "sign @document"]
nouns = ["cyber attack"]

[[turn]]
name = "threaten cyber attack"
verbs = ["threaten hack"]
[turn.makes]
"CYBER_ATTACK" = "THREATEN//130"
"""
ACTORS = """alias,target,kind,sector,valid_from,valid_to,source
Sandstorm Unit,RUS,name,SPY,2014-01-01,,own knowledge
cyber command,,role,MIL,,,own knowledge
"""


@pytest.fixture
def folder(tmp_path):
    def write(**files):
        for name, text in ({"types": TYPES, "cues": CUES, "actors": ACTORS} | files).items():
            suffix = "csv" if name == "actors" else "toml"
            (tmp_path / f"{name}.{suffix}").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_an_ontology_of_ones_own_is_plain_data(folder):
    found = load_ontology(folder(), strict=True)

    own, aid = found.types["CYBER_ATTACK"], found.types["AID"]
    assert (own.like, own.quad, own.score, own.recipient) == (EventType.COERCE, Quad.MATERIAL_CONFLICT, -7.5, True)
    assert own.modes == {"spying": -6.0, "sabotage": -8.0}
    assert (aid.like, aid.score, aid.about) == (EventType.AID, 9.0, load_plover()[EventType.AID].about)
    assert found.acts[0]["origin"] == "cues.toml:11"
    assert found.actors[0].valid_from == date(2014, 1, 1)
    assert (found.actors[1].kind, found.actors[1].sector, found.actors[1].origin) == ("role", "MIL", "actors.csv:3")
    assert not found.replaces_types
    assert not found.replaces_cues


def test_cues_are_added_and_take_the_place_of_ours(folder):
    table = read_toml("lang/en/events.toml")
    merged = load_ontology(folder(), strict=True).merge_cues(table)

    act = merged["act"][0]
    assert (act["code"], act["own"]) == ("COERCE//176", "CYBER_ATTACK")
    assert [entry for entry in merged["act"] if "sign @document" in entry.get("verbs", ())] == [act]
    assert any("sign @document" in entry.get("verbs", ()) for entry in table["act"]), (
        "the packaged table stays as it is"
    )
    assert len(merged["act"]) == len(table["act"]) + 1
    assert merged["turn"][0]["makes"] == {"176": "THREATEN//130"}
    assert "mount" in merged["light"]["verbs"]
    assert merged["lists"]["network"] == ["network", "server"]
    assert merged["irregular"]["hack"] == ["hacked"]


def test_cues_can_take_the_place_of_all_of_ours(folder):
    merged = load_ontology(folder(cues=f"replace = true\n{CUES}"), strict=True).merge_cues(
        read_toml("lang/en/events.toml")
    )
    assert len(merged["act"]) == len(merged["turn"]) == 1


@pytest.mark.parametrize(
    ("file", "text", "line", "reason"),
    [
        pytest.param("types", "[types.cyber]\nlike = 'COERCE'\n", 1, "in capitals", id="a type in small letters"),
        pytest.param("types", "\n[types.CYBER]\nscore = 1\n", 2, "names the PLOVER type", id="a new type like none"),
        pytest.param("types", "[types.AID]\nscore = 11\n", 1, "outside -10 to 10", id="a score off the scale"),
        pytest.param("types", "[types.AID]\nquad = 'good'\n", 1, "write one of verbal_cooperation", id="an unknown class"),
        pytest.param("types", "[types.AID]\ncameo = '999'\n", 1, "no CAMEO code", id="an unknown code"),
        pytest.param("types", "[types.AID]\nscores = 1\n", 1, "unknown fields", id="an unknown field of a type"),
        pytest.param("types", "replace = 'yes'\n", 1, "write true or false", id="a switch that is none"),
        pytest.param("types", "a = [\n", 1, "no TOML", id="no TOML"),
        pytest.param("cues", "[[act]]\nverbs = ['hack']\nroles = 'joint'\n", 1, "needs its code", id="an act without code"),
        pytest.param("cues", "[[act]]\ncode = 'AID//070'\nroles = 'joint'\n", 1, "verbs or nouns", id="an act without words"),
        pytest.param("cues", "[[act]]\ncode = 'AID//070'\nverbs = ['hack']\n", 1, "needs its roles", id="an act without roles"),
        pytest.param("cues", "[[act]]\nverbs = ['hack']\nroles = 'joint'\ncode = 'HACK//176'\n", 4, "no type 'HACK'", id="an unknown type"),
        pytest.param("cues", "[[act]]\nverbs = ['hack']\nroles = 'joint'\ncode = 'AID/loud/070'\n", 4, "no mode 'loud'", id="an unknown mode"),
        pytest.param("cues", "[[act]]\nverbs = ['hack']\nroles = 'joint'\ncode = 'AID/7'\n", 4, "TYPE/mode/CAMEO", id="half a code"),
        pytest.param("cues", "[[act]]\nverbs = ['hack']\nroles = 'joint'\ncode = 'AID//7a'\n", 4, "no CAMEO code of", id="letters in a code"),
        pytest.param("cues", "[[act]]\ncode = 'AID//070'\nroles = 'joint'\nverbs = [\n 'give',\n 'give @things',\n]\n", 6, "no list 'things'", id="an unknown list"),
        pytest.param("cues", "[[act]]\ncode = 'AID//070'\nroles = 'all'\nverbs = ['give']\n", 3, "write one of directed", id="unknown roles"),
        pytest.param("cues", "[[act]]\ncode = 'AID//070'\nroles = 'joint'\nverbs = ['give']\nconfidence = 7\n", 5, "a share", id="a confidence off the scale"),
        pytest.param("cues", "[[act]]\ncode = 'AID//070'\nroles = 'joint'\nverbs = ['give']\nverb = 'x'\n", 4, "unknown field 'verb'", id="an unknown field of an act"),
        pytest.param("cues", "[[turn]]\nname = 'x'\nverbs = ['give']\n", 1, "what it makes", id="a turn that makes nothing"),
        pytest.param("cues", "[lists]\nx = 'one'\n", 2, "list of words", id="a list that is none"),
        pytest.param("cues", "act = 1\n", 1, "open with [[act]]", id="acts that are none"),
        pytest.param("actors", "alias,target\nBloc,\n", 2, "no target", id="a name without target"),
        pytest.param("actors", "alias,target\n,JPN\n", 2, "no alias", id="a row without name"),
        pytest.param("actors", "alias,target,kind\nBloc,JPN,thing\n", 2, "write name or role", id="an unknown kind"),
        pytest.param("actors", "alias,target,sector\nBloc,JPN,gov\n", 2, "groups of capitals", id="a sector in small letters"),
        pytest.param("actors", "alias,target,valid_from\nBloc,JPN,2014\n", 2, "no ISO date", id="half a date"),
        pytest.param("actors", "alias,target,valid_from,valid_to\nBloc,JPN,2015-01-01,2014-01-01\n", 2, "before it starts", id="days the wrong way"),
        pytest.param("actors", "alias,target\nBloc,JPN,x\n", 2, "cells where the header", id="too many cells"),
        pytest.param("actors", "name,target\nBloc,JPN\n", 1, "unknown columns", id="unknown columns"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_ontology_is_told_with_its_line(folder, file, text, line, reason):
    (fault,) = load_ontology(folder(**{"types": "", "cues": "", "actors": "alias,target\n", file: text})).faults
    assert (fault.file.partition(".")[0], fault.line) == (file, line), fault
    assert reason in fault.reason
    with pytest.raises(TableError, match="ontology check"):
        load_ontology(folder(**{"types": "", "cues": "", "actors": "alias,target\n", file: text}), strict=True)


def test_what_is_right_beside_a_fault_is_loaded(folder):
    found = load_ontology(folder(cues=f"{CUES}\n[[act]]\nverbs = ['x']\n"))
    assert len(found.acts) == 1
    assert {fault.reason.partition(" needs")[0] for fault in found.faults} == {"an act"}


@pytest.mark.parametrize("make", [True, False], ids=["an empty folder", "a missing folder"])
def test_a_folder_without_ontology_is_an_error(tmp_path, make):
    place = tmp_path / "none"
    if make:
        place.mkdir()
    with pytest.raises(TableError, match="no ontology there"):
        load_ontology(place)


def run(*arguments):
    return CliRunner().invoke(app, ["ontology", *map(str, arguments)])


def test_the_command_checks_an_ontology(folder):
    assert run("check", folder()).exit_code == 0
    result = run("check", folder(actors="alias,target\nBloc,\n"))
    assert (result.exit_code, result.stdout.partition(": ")[0]) == (1, "actors.csv:2")
    assert run("check", "nowhere").exit_code == 1


def test_the_command_imports_dictionaries(tmp_path):
    verbs = tmp_path / "own.verbs.txt"
    verbs.write_text("--- PAY [070] ---\nPAY {PAID}\n- TO * [071]\n", encoding="utf-8")
    result = run("import", verbs, "--out", tmp_path / "out")
    assert result.exit_code == 0
    assert "1 phrases and 0 actors; 1 lines left" in result.stdout
    assert "own.verbs.txt:3: words before the verb" in result.stderr
    assert run("check", tmp_path / "out").exit_code == 0
    assert run("import", tmp_path / "own.verb.txt", "--out", tmp_path / "out").exit_code == 1


@pytest.fixture
def codebook():
    path = Path(__file__).resolve().parents[2] / "tools" / "build_codebook.py"
    spec = importlib.util.spec_from_file_location("build_codebook", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_codebook_is_fresh(codebook):
    assert codebook.PAGE.read_text(encoding="utf-8") == codebook.build(), "run `make generated`"


def test_a_codebook_that_says_what_the_tables_do_not_is_not_written(codebook, monkeypatch):
    monkeypatch.setattr(codebook, "SETTLED", (("an apology", ("055=SUPPORT",), "", ""),))
    with pytest.raises(SystemExit, match="055=SUPPORT"):
        codebook.build()


def test_the_codebook_covers_every_type_mode_context_and_code(codebook):
    page = codebook.build()
    assert all(f"### {kind}\n" in page for kind in EventType)
    assert all(f"| `{mode}` |" in page for entry in load_plover().values() for mode in entry.modes)
    assert all(f"| {context.replace('_', ' ')} |" in page for context in load_contexts())
    assert all(f"| {code} |" in page for code in load_cameo())
