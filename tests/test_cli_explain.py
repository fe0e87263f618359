"""``summitry explain``, ``read --only`` and ``read --ontology`` as a person types them."""

import json
import subprocess
import sys

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

import summitry
from summitry.cli import app
from summitry.records import Readout

TEXT = (
    "GENEVA, June 10, 2015 - Peru accused Chile of spying on its navy. "
    "The foreign minister of Bolivia said that he welcomed the talks between Peru and Chile.\n"
)
CUES = """
[[act]]
code = "SUPPORT//051"
roles = "directed"
verbs = ["accuse", "accuse of"]
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def run(reader, monkeypatch):
    """Run the command line with the tests' own reader, unless an ontology is asked for."""
    opened = summitry.open_reader
    monkeypatch.setattr(
        summitry, "open_reader", lambda settings: opened(settings) if settings.ontology else reader, raising=False
    )

    def call(*arguments, width=80):
        return CliRunner(env={"COLUMNS": str(width)}).invoke(app, [str(argument) for argument in arguments])

    return call


@pytest.fixture
def ontology(tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "cues.toml").write_text(CUES, encoding="utf-8")
    return folder


@pytest.mark.model
def test_without_a_number_the_sentences_are_listed_with_their_events(run, file):
    result = run("explain", file)

    assert result.exit_code == 0
    assert "1    Peru accused Chile of spying" in result.stdout
    assert "ACCUSE" in result.stdout
    assert "PER → CHL" in result.stdout


@pytest.mark.model
@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_a_sentence_is_explained_within_the_width_of_the_terminal(run, file, width):
    result = run("explain", file, "--sentence", "1", width=width)

    assert result.exit_code == 0
    for heading in ("Words", "Who is named", "Clauses, cues", "Rows"):
        assert heading in result.stdout
    joined = "".join(result.stdout.split())
    assert "events.toml:" in joined
    assert "=>codedasACCUSE" in joined
    assert max(cell_len(line) for line in result.stdout.splitlines()) <= min(max(width, 42), 120)
    assert not any(line.endswith(" ") for line in result.stdout.splitlines())


@pytest.mark.model
@pytest.mark.parametrize("options", [(), ("--sentence", "1")], ids=["all sentences", "one sentence"])
def test_json_holds_the_same(run, file, options):
    found = json.loads(run("explain", file, *options, "--json").stdout)

    first = found if options else found[0]
    assert first["number"] == 1
    assert first["text"].startswith("Peru accused")
    assert first["rows"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        pytest.param(
            ("--sentence", "9"), "sentence 9: the document has 2; name one from 1 to 2", id="a number too high"
        ),
        pytest.param(("--sentence", "0"), "sentence 0: the document has 2", id="no number from 1 on"),
        pytest.param(("--ontology", "nowhere"), "nowhere: no ontology there", id="no ontology"),
    ],
)
def test_what_cannot_be_explained_is_an_error_with_the_way_out(run, file, arguments, reason):
    result = run("explain", file, *arguments)

    assert result.exit_code == 1
    assert reason in " ".join(result.stderr.split())


@pytest.mark.model
def test_a_missing_file_is_an_error(run, tmp_path):
    result = run("explain", tmp_path / "none.txt")

    assert (result.exit_code, "there is no such file" in result.stderr) == (1, True)


@pytest.mark.model
@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_only_the_lists_that_are_asked_for_hold_rows(run, file, form):
    everything = Readout.from_json(run("read", file, "--format", form).stdout)
    readout = Readout.from_json(run("read", file, "--format", form, "--only", "events").stdout)

    assert everything.statements
    assert readout.events == everything.events
    assert readout.actors == everything.actors
    assert {name for name, _, _ in readout.rows()} == {"events"}


@pytest.mark.model
def test_only_goes_for_text_and_several_lists_too(run, file):
    both = run("read", file, "--only", "events, statements").stdout

    assert "What happened" in both
    assert "Who said what" in both
    assert "Who said what" not in run("read", file, "--only", "events").stdout
    assert "No claims were found in this text." in run("read", file, "--only", "claims").stdout


@pytest.mark.parametrize("lists", ["event", "events,people", ",", ""])
def test_an_unknown_list_is_told_with_those_that_there_are(lists):
    result = CliRunner().invoke(app, ["read", "a.txt", "--only", lists])

    assert result.exit_code == 2  # usage
    assert "events, statements, positions, commitments, claims, assessments" in " ".join(result.stderr.split())


@pytest.mark.model
def test_an_ontology_changes_what_is_read_and_explained(run, file, ontology):
    ours = Readout.from_json(run("read", file, "--format", "json").stdout)
    own = Readout.from_json(run("read", file, "--format", "json", "--ontology", ontology).stdout)

    assert ours.events[0].event_type == "ACCUSE"
    assert own.events[0].event_type == "SUPPORT"
    told = json.loads(run("explain", file, "--sentence", "1", "--ontology", ontology, "--json").stdout)
    assert (told["clauses"][0]["cue"]["file"], told["clauses"][0]["cue"]["line"]) == (str(ontology / "cues.toml"), 5)


@pytest.mark.model
def test_what_of_an_ontology_is_put_aside_is_told_on_standard_error(run, file, ontology):
    (ontology / "actors.csv").write_text("alias,target\nBloc,nowhere\n", encoding="utf-8")
    result = run("read", file, "--ontology", ontology)

    assert result.exit_code == 0
    assert "put aside: actors.csv:2: target 'nowhere'" in result.stderr


def test_help_loads_no_model():
    code = "import sys; from summitry.cli import app; app(['explain', '--help'], standalone_mode=False); print('spacy' in sys.modules, 'rich.console' in sys.modules)"  # one program

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.endswith(
        "False False\n"
    )  # our own words
