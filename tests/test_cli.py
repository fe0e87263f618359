import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

import summitry
from summitry.cli import app
from summitry.errors import ModelError
from summitry.records import Actor, ActorKind, Document, Readout, Span, Statement, StatementKind

TEXT = "The ministers met in Geneva on Monday and said that they would meet again.\n"


class FakeReader:
    """Reads every document as one statement of its first three letters."""

    def read_intakes(self, intakes):
        for intake in intakes:
            actor = Actor("CHE", "Switzerland", ActorKind.STATE, "CHE", (Span(0, 3),))
            statement = Statement("s1", "CHE", StatementKind.DIRECT, "The", (Span(0, 3),), 0.9)
            yield Readout(intake.document, (actor,), statements=(statement,), notes=intake.notes)


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setattr(summitry, "open_reader", lambda _settings=None: FakeReader(), raising=False)
    return lambda *arguments, **options: CliRunner().invoke(app, [str(argument) for argument in arguments], **options)


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.md").write_text(f"---\ntitle: Talks – once more\n---\n{TEXT}", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "command", [(), ("read",), ("schema",), ("world",)], ids=["summitry", "read", "schema", "world"]
)
def test_every_help_shows_an_example(run, command):
    result = run(*command, "--help")

    assert result.exit_code == 0
    assert "Example" in result.output
    assert "summitry " in result.output.partition("Example")[2]


def test_version(run):
    assert run("--version").output == f"summitry {summitry.__version__}\n"


def test_the_schema_is_printed(run):
    assert json.loads(run("schema").stdout)["$id"] == "summitry.readout/1"


def test_json_of_one_file_is_the_object(run, inbox):
    result = run("read", inbox / "a.txt", "--published", "2014-05-06", "--format", "json")

    assert result.exit_code == 0
    readout = Readout.from_json(result.stdout)
    assert (readout.document.text, readout.document.published) == (TEXT, "2014-05-06")


def test_json_of_several_files_is_an_array(run, inbox):
    result = run("read", inbox / "b.md", inbox / "a.txt", "--format", "json")

    first, second = [Readout.from_dict(item) for item in json.loads(result.stdout)]
    assert (first.document.title, second.document.text) == ("Talks – once more", TEXT)


def test_jsonl_is_one_readout_a_line(run, inbox):
    result = run("read", inbox, "--format", "jsonl")

    assert [Readout.from_json(line).document.text for line in result.stdout.splitlines()] == [TEXT, TEXT]


def test_standard_input(run):
    result = run("read", "-", "--format", "jsonl", input=TEXT)

    assert Readout.from_json(result.stdout).document.text == TEXT


def test_text_is_for_people(run, inbox):
    result = run("read", inbox / "b.md")

    assert "Talks – once more" in result.stdout
    assert "[0:3]" in result.stdout


def test_a_bad_file_does_not_stop_the_others(run, inbox):
    (inbox / "empty.txt").write_bytes(b"")

    result = run("read", inbox / "none.txt", inbox, "--format", "jsonl")

    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert result.stderr.splitlines() == [
        f"error: {inbox / 'none.txt'}: there is no such file",
        f"error: {inbox / 'empty.txt'}: is empty; give a text",
    ]


def test_without_a_readable_file_no_model_is_loaded(run, monkeypatch, tmp_path):
    monkeypatch.setattr(summitry, "open_reader", lambda _settings: pytest.fail("loaded"), raising=False)

    result = run("read", tmp_path / "none.txt", "--format", "json")

    assert (result.exit_code, result.stdout) == (1, "")


def test_all_bad_files_give_an_empty_array(run, tmp_path):
    result = run("read", tmp_path / "none.txt", tmp_path / "nil.txt", "--format", "json")

    assert (result.exit_code, json.loads(result.stdout)) == (1, [])


def test_a_foreseen_failure_is_one_line(run, monkeypatch, inbox):
    failure = ModelError("there is no pipeline for 'xx'")

    def fail(_settings):
        raise failure

    monkeypatch.setattr(summitry, "open_reader", fail, raising=False)

    result = run("read", inbox / "a.txt")

    assert (result.exit_code, result.stderr) == (1, "error: there is no pipeline for 'xx'\n")


def test_a_bad_setting_is_told(run, inbox):
    result = run("read", inbox / "a.txt", env={"SUMMITRY_BATCH_SIZE": "many"})

    assert result.exit_code == 1
    assert "setting batch_size is 'many'" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        pytest.param((), "FILE", id="no file"),
        pytest.param(("a.txt", "--published", "soon"), "give an ISO date", id="a date that is none"),
        pytest.param(("a.txt", "--format", "xml"), "xml", id="an unknown format"),
        pytest.param(("a.txt", "--richest"), "--output DIR", id="richest without a folder"),
    ],
)
def test_usage(run, arguments, reason):
    result = run("read", *arguments)

    assert result.exit_code == 2
    assert reason in result.stderr


def test_a_folder_of_readouts_with_its_index(run, inbox, tmp_path):
    (inbox / "more").mkdir()
    (inbox / "more" / "a.txt").write_text(TEXT, encoding="utf-8")
    out = tmp_path / "out" / "deep"

    result = run("read", inbox, inbox / "more" / "a.txt", "--output", out, "--richest", "--progress")

    assert result.exit_code == 0
    assert sorted(path.name for path in out.iterdir()) == ["a-2.json", "a.json", "b.json", "index.json", "more-a.json"]
    index = json.loads((out / "index.json").read_text(encoding="utf-8"))
    assert [(entry["file"], entry["rows"], entry["title"]) for entry in index][1] == ("b.json", 1, "Talks – once more")
    for entry in index:
        Readout.from_json((out / entry["file"]).read_bytes())
    assert "[0:3]" in result.stdout
    assert f"4 readouts with 4 rows written to {out}" in result.stdout
    assert "4/4" in result.stderr


def test_a_folder_that_cannot_be_written(run, inbox):
    result = run("read", inbox, "-o", inbox / "a.txt")

    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


def test_a_reader_that_fails_midway_keeps_what_came_before(run, monkeypatch, inbox):
    failure = ModelError("the pipeline broke")

    class Failing(FakeReader):
        def read_intakes(self, intakes):
            yield next(super().read_intakes(intakes))
            raise failure

    monkeypatch.setattr(summitry, "open_reader", lambda _settings: Failing(), raising=False)

    result = run("read", inbox, "--format", "jsonl")

    assert (result.exit_code, len(result.stdout.splitlines()), result.stderr) == (1, 1, "error: the pipeline broke\n")


def start(*arguments, code=None, **options):
    command = [sys.executable, *(("-c", code) if code else ("-m", "summitry")), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, **options)


def test_schema_and_help_load_no_models():
    code = (
        "import sys; from typer.testing import CliRunner; from summitry.cli import app; "
        "CliRunner().invoke(app, ['schema']); CliRunner().invoke(app, ['read', '--help']); "
        "print([m for m in ('spacy', 'trafilatura', 'numpy', 'lxml') if m in sys.modules])"
    )

    assert start(code=code).stdout == "[]\n"


def test_the_module_runs():
    done = start("schema")

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["$id"] == "summitry.readout/1"


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_a_broken_pipe_is_quiet(tmp_path, form):
    (tmp_path / "a.txt").write_text(TEXT * 5000, encoding="utf-8")
    code = (
        "import summitry, runpy, sys; sys.path.insert(0, sys.argv.pop(1)); import test_cli; "
        "summitry.open_reader = lambda settings: test_cli.FakeReader(); from summitry.cli import main; main()"
    )
    command = [
        sys.executable,
        "-c",
        code,
        str(Path(__file__).parent),
        "read",
        *[str(tmp_path / "a.txt")] * 3,
        "--format",
        form,
    ]
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        done = subprocess.run(command, stdout=pipe, stderr=subprocess.PIPE, check=False, timeout=60)

    assert done.stderr == b""


@pytest.mark.shared
@pytest.mark.model
def test_the_seed_is_read_from_the_command_line(shared):
    article = shared / "gold" / "readouts" / "00-seed-2014" / "article.txt"

    done = start("read", str(article), "--format", "json")

    assert (done.returncode, done.stderr) == (0, "")
    readout = Readout.from_json(done.stdout)
    assert readout.document.published == "2014-02-19T13:00:00+09:00"
    assert all(
        readout.actors and getattr(readout, name)
        for name in ("events", "statements", "positions", "commitments", "claims")
    )


def test_documents_are_told_apart_in_text(run, inbox):
    assert run("read", inbox, inbox / "a.txt").stdout.count("-" * 40) >= 2


def test_letters_that_the_terminal_lacks_do_not_stop_it(tmp_path):
    (tmp_path / "a.txt").write_text(f"Erdoğan met Şen\n\n{TEXT}", encoding="utf-8")
    code = (
        "import summitry, sys; sys.path.insert(0, sys.argv.pop(1)); import test_cli; "
        "summitry.open_reader = lambda settings: test_cli.FakeReader(); from summitry.cli import main; main()"
    )
    done = start(
        str(Path(__file__).parent),
        "read",
        str(tmp_path / "a.txt"),
        code=code,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "Erdo?an met ?en" in done.stdout


def test_a_fake_readout_is_a_readout():
    document = Document.from_text(TEXT)
    readout = next(FakeReader().read_intakes([type("Intake", (), {"document": document, "notes": ()})()]))

    assert Readout.from_dict(readout.to_dict()) == replace(readout)
