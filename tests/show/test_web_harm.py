"""Texts from outside mean harm: nothing of them runs, nothing of them hides, nobody else is asked."""

import re

import pytest
from web_book import BREAKOUT, PERSON, READOUTS, SCRIPT, fill, parse, visit

from summitry.show.web.document import cut_text
from summitry.show.web.guard import HEADERS, POLICY
from summitry.show.web.marks import label, show_marks

HARM = READOUTS[-1].document
ADDRESSES = (
    "/",
    "/dyads/CHL-PER",
    f"/documents/{HARM.id[:16]}",
    "/actors/PER/rosa-quispe",
    "/issues",
    "/review",
    f"/dyads/CHL-PER?issue={SCRIPT}",
    f"/dyads/CHL-PER?since={BREAKOUT}",
    f"/dyads/{SCRIPT}",
    f"/search?q={SCRIPT}",
    f"/search?q=Quispe&publisher={BREAKOUT}",
    f"/nowhere/{SCRIPT}",
    f"/issues/{BREAKOUT}",
    f"/actors/{BREAKOUT}",
    f"/dyads/CHL-PER?level={BREAKOUT}",
    "/api/v1/dyads/CHL-PER",
    f"/api/v1/occurrences/{SCRIPT}",
    "/dyads/CHL-PER/timeline.svg",
    "/dyads/CHL-PER/timeline.csv",
    "/static/style.css",
    "/static/none",
)
UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with visit(fill(tmp_path_factory.mktemp("harm")), raise_server_exceptions=False) as found:
        yield found


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_carries_the_headers(client, method, address):
    answer = client.request(method, address)

    assert {name: answer.headers.get(name) for name, _ in HEADERS} == dict(HEADERS)
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_defect_carries_the_headers_too(client, monkeypatch):
    monkeypatch.setattr("summitry.show.web.finding.list_issues", lambda _: 1 / 0)
    monkeypatch.setattr("summitry.show.web.desk.Desk.find", lambda *_: None)
    answer = client.get("/issues")

    assert answer.status_code == 500
    assert answer.headers["content-security-policy"] == POLICY
    assert "ZeroDivision" not in answer.text


@pytest.mark.parametrize(
    "address", [one for one in ADDRESSES if not one.startswith(("/api", "/static")) and "timeline" not in one]
)
def test_nothing_of_a_text_becomes_part_of_the_page(client, address):
    tree = parse(client.get(address))

    assert [script.get("src") for script in tree.xpath("//script")] == ["/static/comfort.js"]
    assert not tree.xpath("//script[text()]")
    assert not tree.xpath("//style | //iframe | //object | //embed | //base | //@style")
    assert not [name for element in tree.iter("*") for name in element.attrib if name.startswith("on")]
    assert not tree.xpath("//img[@src='x']")
    assert not tree.xpath("//b[not(ancestor::main)]")
    assert "49" not in {word for word in tree.text_content().split() if word == "49"}
    for link in tree.xpath("//@href | //@src | //@action | //@formaction"):
        assert link.startswith(("/", "#")), link
        assert not link.startswith("//"), link


@pytest.mark.parametrize(
    "address", [one for one in ADDRESSES if not one.startswith(("/api", "/static", "/dyads/CHL-PER/"))]
)
def test_unseen_characters_are_labelled_everywhere(client, address):
    answer = client.get(address)

    assert not UNSEEN.search(answer.text)


def test_the_text_of_a_document_shows_its_unseen_characters_and_loses_nothing(client):
    tree = parse(client.get(f"/documents/{HARM.id[:16]}"))
    article = tree.xpath("//article")[0]
    labels = [one.text for one in article.xpath(".//span[@class='hidden']")]

    assert labels == ["RLO", "ZWSP"] * 2
    for tag in article.xpath(".//a[contains(@class, 'tag')]"):
        tag.drop_tree()
    assert article.text_content() == show_marks(HARM.text).replace("⟦", "").replace("⟧", "")


def test_pieces_put_together_are_the_text():
    rows = {"events": (), "statements": ()}

    assert "".join(piece.text for piece in cut_text("one\ntwo", rows)) == "one\ntwo"
    assert cut_text("", rows) == ()


@pytest.mark.parametrize(
    ("character", "shown"),
    [
        pytest.param("\u202e", "⟦RLO⟧", id="a right-to-left override"),
        pytest.param("\ufeff", "⟦BOM⟧", id="a byte order mark within a text"),
        pytest.param("\U000e0041", "⟦U+E0041⟧", id="a tag character"),
        pytest.param("\u3164", "⟦U+3164⟧", id="a filler that counts as a letter"),
        pytest.param("\x1b", "⟦U+001B⟧", id="a control character"),
        pytest.param("\ud800", "⟦U+D800⟧", id="half a character"),
        pytest.param("\n", "\n", id="a line end stays"),
        pytest.param("ع", "ع", id="an Arabic letter stays"),
        pytest.param("\u0301", "\u0301", id="an accent stays"),
        pytest.param("島", "島", id="a Chinese character stays"),
    ],
)
def test_label(character, shown):
    assert label(character) == shown
    assert show_marks(f"a{character}b") == f"a{shown}b"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("testserver", 200),
        ("TESTSERVER:8014", 200),
        ("rebound.example", 421),
        ("rebound.example:8014", 421),
        ("testserver.rebound.example", 421),
        ("testserver:80:80", 421),
        ("", 421),
    ],
)
def test_only_hosts_on_the_list_are_answered(client, host, status):
    answer = client.get("/about", headers={"host": host})

    assert answer.status_code == status
    assert answer.headers["content-security-policy"] == POLICY


def test_the_reviewer_is_named(client):
    assert f"Decides: {PERSON}" in client.get("/review").text
