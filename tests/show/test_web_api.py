"""The API: what it sends is what it describes."""

import pytest
import typer
from jsonschema import Draft202012Validator
from typer.testing import CliRunner
from web_book import READOUTS, fill, visit

from summitry.cli.serve import serve as command
from summitry.errors import SettingsError
from summitry.records import Readout
from summitry.show.web.serving import check_host

DOCUMENT = READOUTS[0].document.id[:16]


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with visit(fill(tmp_path_factory.mktemp("api"))) as found:
        yield found


@pytest.fixture(scope="module")
def described(client):
    return client.get("/api/v1/openapi.json").json()


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("/api/v1/dyads", {}),
        ("/api/v1/dyads/{dyad}", {"dyad": "CHL-PER"}),
        ("/api/v1/dyads/{dyad}/occurrences", {"dyad": "per-chl"}),
        ("/api/v1/dyads/{dyad}/promises", {"dyad": "CHL-PER"}),
        ("/api/v1/dyads/{dyad}/claims", {"dyad": "CHL-PER"}),
        ("/api/v1/dyads/{dyad}/measures", {"dyad": "CHL-PER"}),
        ("/api/v1/occurrences/{name}", {"name": None}),
        ("/api/v1/occurrences/{name}/reports", {"name": None}),
        ("/api/v1/documents/{name}", {"name": DOCUMENT}),
        ("/api/v1/changes", {}),
        ("/api/v1/search", {}),
    ],
)
def test_an_answer_keeps_its_schema(client, described, path, values):
    first = client.get("/api/v1/dyads/CHL-PER/occurrences").json()[0]["id"]
    asked = "?q=Quispe" if path.endswith("search") else ""
    answer = client.get(path.format(**{name: value or first for name, value in values.items()}) + asked)
    schema = described["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    checker = Draft202012Validator({**schema, "components": described["components"]})

    assert answer.status_code == 200
    assert answer.json()
    assert [error.message for error in checker.iter_errors(answer.json())] == []


def test_only_the_api_is_described(described):
    assert all(path.startswith("/api/v1/") for path in described["paths"])
    assert all("sketch" not in one.get("properties", {}) for one in described["components"]["schemas"].values())


def test_a_document_comes_back_as_the_readout_that_was_added(client):
    assert Readout.from_dict(client.get(f"/api/v1/documents/{DOCUMENT}").json()) == READOUTS[0]


def test_filters_and_pages_of_rows(client):
    every = client.get("/api/v1/dyads/CHL-PER/occurrences").json()
    second = client.get("/api/v1/dyads/CHL-PER/occurrences?limit=1&offset=1").json()
    ministers = client.get("/api/v1/dyads/CHL-PER/occurrences?level=minister").json()

    assert second == every[1:2]
    assert {one["level"] for one in ministers} == {"minister"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/dyads/CHL", 404),
        ("/api/v1/dyads/CHL-PER/occurrences?limit=0", 400),
        ("/api/v1/none", 404),
        ("/api/v1/dyads/CHL-PER?as_of=x", 400),
    ],
)
def test_an_error_is_json_with_its_reason(client, path, status):
    answer = client.get(path)

    assert answer.status_code == status
    assert answer.json()["error"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.2"])
def test_this_machine_may_be_served(host):
    assert check_host(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "::", "desk.example", ""])  # noqa: S104  # it is refused
def test_other_machines_are_refused_until_there_is_a_sign_in(host):
    with pytest.raises(SettingsError, match="no sign-in yet"):
        check_host(host)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(["--host", "0.0.0.0"], "no sign-in yet", id="another machine's address"),  # noqa: S104  # refused
        pytest.param([], "does not exist", id="no ledger"),
    ],
)
def test_the_command_says_in_one_line_what_it_cannot_do(tmp_path, options, told):
    app = typer.Typer()
    app.command()(command)
    found = CliRunner().invoke(app, ["--ledger", str(tmp_path / "none.db"), *options])

    assert found.exit_code == 1
    assert told in found.output
    assert found.output.startswith("error: ")
    assert found.output.count("\n") == 1
