"""`summitry show` as a user calls it."""

import json
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parent / "show"))
sys.path.insert(0, str(Path(__file__).parent / "track"))

from brief_book import QUOTATIONS, make_book

from summitry.cli import show

app = typer.Typer()
app.command("show")(show.show)


def call(*arguments: object):
    return CliRunner().invoke(app, [str(one) for one in arguments])


@pytest.fixture(scope="module")
def url(tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("ledger") / "talks.db"
    make_book(str(file)).close()
    return file


@pytest.mark.parametrize("ending", [".html", ".docx", ".pdf"])
def test_a_brief_is_written_as_the_file_ends(url, tmp_path, ending):
    file = tmp_path / f"brief{ending}"
    found = call("PER-CHL", "--ledger", url, "-o", file)
    assert found.exit_code == 0, found.stderr
    assert found.stdout == f"CHL-PER written to {file}\n"
    assert file.stat().st_size


def test_characters_without_a_font_are_a_warning(url, tmp_path, monkeypatch):
    from summitry.show.brief import write

    monkeypatch.setattr(write, "write_pdf", lambda *_: (b"%PDF-", ("水",)))
    found = call("CHL-PER", "--ledger", url, "-o", tmp_path / "b.pdf")
    assert found.exit_code == 0
    assert found.stderr.startswith("warning: no font at hand has 1 character: 水 (U+6C34); ")


def test_the_page_goes_to_standard_output_without_a_file(url):
    found = call("CHL-PER", "--ledger", url)
    assert found.exit_code == 0, found.stderr
    assert found.stdout.startswith("<!doctype html>")
    assert QUOTATIONS["Cyrillic"] in found.stdout


def test_html_is_the_same_page(url, tmp_path):
    call("CHL-PER", "--ledger", url, "--format", "html", "-o", tmp_path / "a")
    call("CHL-PER", "--ledger", url, "--format", "brief", "-o", tmp_path / "b.html")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_json_is_the_relationship(url, tmp_path):
    file = tmp_path / "r.json"
    found = call("CHL-PER", "--ledger", url, "--format", "json", "-o", file, "--as-of", "2014-03-01")
    assert found.exit_code == 0, found.stderr
    told = json.loads(file.read_text(encoding="utf-8"))
    assert (told["schema"], told["dyad"], told["on"]) == ("summitry.relationship/1", "CHL-PER", "2014-03-01")
    assert json.loads(call("CHL-PER", "--ledger", url, "--format", "json").stdout)["dyad"] == "CHL-PER"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        pytest.param(("BOL-PER",), 1, "tells nothing of BOL-PER", id="a pair that is not told of"),
        pytest.param(("Peru",), 1, "error: ", id="no pair"),
        pytest.param(("CHL-PER", "-o", "brief.odt"), 1, "ends in none of", id="an ending of another program"),
        pytest.param(("CHL-PER", "--as-of", "May"), 2, "is no day", id="no day"),
        pytest.param(
            ("CHL-PER", "--as-of", "1990-01-01"), 1, "tells nothing of CHL-PER", id="a day before the first document"
        ),
        pytest.param(("CHL-PER", "--fonts", "no-folder"), 2, "no-folder", id="no folder of fonts"),
        pytest.param(("CHL-PER", "--format", "odt"), 2, "odt", id="no format"),
    ],
)
def test_what_cannot_be_done_is_said(url, arguments, code, told):
    found = call(*arguments, "--ledger", url)
    assert found.exit_code == code
    assert told in found.stderr
    assert not Path("brief.odt").exists()
