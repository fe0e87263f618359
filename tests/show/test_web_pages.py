"""The pages of the dossier: all there, linked, complete, and the same for the same ledger."""

import csv
import io
import json
from datetime import date
from itertools import pairwise
from urllib.parse import urldefrag, urljoin

import pytest
from web_book import FORMULA, READOUTS, fill, meet, parse, visit

from summitry.track.ledger import open_ledger

DOCUMENT = READOUTS[0].document.id[:16]
DYAD = "/dyads/CHL-PER"
PAGES = {
    "/": "Relationships",
    DYAD: "Chile – Peru",
    f"{DYAD}?issue=water&level=leader": "Chile – Peru",
    f"{DYAD}?as_of=2014-03-01": "Chile – Peru",
    f"/documents/{DOCUMENT}": f"Document {DOCUMENT[:8]}",
    "/actors/PER/rosa-quispe": "Rosa Quispe",
    "/actors/PER": "Peru",
    "/issues": "Issues",
    "/issues/water": "Water",
    "/disputes": "Disputes",
    "/disputes/abyei": "Abyei disputed",
    "/review": "Review",
    "/review?dyad=CHL-PER": "Review: Chile – Peru",
    "/about": "How to read it",
    "/search": "Search",
    "/search?q=river&year=2014": "Search",
}


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return fill(tmp_path_factory.mktemp("web"))


@pytest.fixture(scope="module")
def client(file):
    with visit(file) as found:
        yield found


@pytest.fixture(scope="module")
def other(file):
    with visit(file) as found:
        yield found


@pytest.mark.parametrize(("address", "heading"), PAGES.items())
def test_page_is_there_with_its_heading(client, address, heading):
    answer = client.get(address)

    assert answer.status_code == 200
    assert " ".join(parse(answer).xpath("//h1")[0].text_content().split()) == heading


@pytest.mark.parametrize("address", PAGES)
def test_page_is_well_built(client, address):
    tree = parse(client.get(address))

    assert tree.get("lang") == "en"
    assert len(tree.xpath("//main")) == len(tree.xpath("//h1")) == 1
    assert not [image for image in tree.xpath("//img") if image.get("alt") is None]
    assert not [table for table in tree.xpath("//table") if not table.xpath("caption")]
    assert not [
        field for field in tree.xpath("//input[not(@type='hidden')] | //select") if not field.xpath("ancestor::label")
    ]
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    levels = [int(one.tag[1]) for one in tree.xpath("//h1 | //h2 | //h3")]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_link_leads_to_a_page_and_a_place_on_it(client):
    waiting, trees = ["/"], {}
    while waiting:
        address = waiting.pop()
        answer = client.get(address)
        assert answer.status_code == 200, address
        trees[address] = parse(answer) if answer.headers["content-type"].startswith("text/html") else None
        if trees[address] is None:
            continue
        for link in trees[address].xpath("//@href | //@src | //form[@method='get']/@action"):
            page = urldefrag(urljoin(address, link)).url
            assert page.startswith("/"), f"{address} links {link}"
            if page not in trees and page not in waiting:
                waiting.append(page)
    assert len(trees) > 40
    for address, tree in trees.items():
        for link in [] if tree is None else tree.xpath("//a/@href"):
            page, place = urldefrag(urljoin(address, link))
            if place:
                assert trees[page].xpath("//*[@id=$place]", place=place), f"{address} links {link}"


@pytest.mark.parametrize(
    "address",
    [
        *(one for one in PAGES if "review" not in one),
        f"{DYAD}/timeline.svg",
        f"{DYAD}/occurrences.csv",
        "/api/v1/dyads/CHL-PER",
    ],
)
def test_a_permalink_gives_the_same_bytes_and_then_nothing_new(client, other, address):
    first, second = client.get(address), other.get(address)
    again = client.get(address, headers={"if-none-match": first.headers["etag"]})

    assert first.content == second.content
    assert first.headers["etag"] == second.headers["etag"]
    assert (again.status_code, again.content) == (304, b"")


def test_what_is_added_shows_at_once(tmp_path):
    file = fill(tmp_path)
    with visit(file) as client:
        before = client.get(DYAD)
        with open_ledger(str(file)) as ledger:
            ledger.add(meet(date(2015, 4, 1), place="Trujillo"))
        after = client.get(DYAD, headers={"if-none-match": before.headers["etag"]})

    assert after.status_code == 200
    assert "Trujillo" not in before.text
    assert "Trujillo" in after.text


def rows_of(client, query: str) -> list[str]:
    tree = parse(client.get(f"{DYAD}{query}"))
    return [
        " ".join(row.text_content().split())
        for row in tree.xpath("//section[@id='timeline']//table[contains(@class, 'timeline')]/tbody/tr")
    ]


@pytest.mark.parametrize(
    ("query", "number"),
    [
        pytest.param("", 4, id="all, the reports of one meeting merged or apart"),
        pytest.param("?level=minister", 1, id="one level"),
        pytest.param("?issue=nothing", 0, id="an issue that none has"),
        pytest.param("?start=2014-05-01&end=2014-05-31", 1, id="a stretch of days"),
        pytest.param("?type=AGREE", 0, id="a type that none has"),
    ],
)
def test_filters_narrow_the_timeline(client, query, number):
    rows = rows_of(client, query)

    assert len(rows) == number if query else len(rows) >= number


def test_as_of_forgets_what_was_published_later(client):
    assert "Quito" in client.get(DYAD).text
    assert "Quito" not in client.get(f"{DYAD}?as_of=2014-06-30").text


@pytest.mark.parametrize("query", ["?level=king", "?type=PARTY", "?as_of=soon", "?page=-1", "?start=2014-02-30"])
def test_a_filter_that_cannot_be_is_refused_with_its_value(client, query):
    answer = client.get(f"{DYAD}{query}")

    assert answer.status_code == 400
    assert query.partition("=")[2] in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "/nowhere",
        "/dyads/CHL",
        "/dyads/CHL-XXX",
        f"{DYAD}/nothing.csv",
        f"{DYAD}/nothing.svg",
        "/occurrences/o-0",
        "/documents/00000000",
        "/documents/e",
        "/actors/nobody",
        "/issues/none",
        "/disputes/none",
        "/static/none.css",
    ],
)
def test_what_is_not_there_is_told_as_such(client, address):
    answer = client.get(address)

    assert answer.status_code == 404
    assert parse(answer).xpath("//h1")


def test_csv_and_json_are_what_is_on_the_screen(client):
    shown = rows_of(client, "?level=minister")
    text = client.get(f"{DYAD}/occurrences.csv?level=minister").text
    table = list(csv.DictReader(io.StringIO(text)))

    assert len(table) == len(shown) == 1
    assert table[0]["place"] == "Cusco"
    assert client.get(f"{DYAD}/occurrences.json?level=minister").json()[0]["id"] == table[0]["id"]


def test_a_cell_that_a_spreadsheet_would_run_is_defused(client):
    table = list(csv.DictReader(io.StringIO(client.get(f"{DYAD}/quotations.csv").text)))

    assert f"'{FORMULA}" in {row["text"] for row in table}


@pytest.mark.parametrize(
    "name",
    [
        "occurrences",
        "promises",
        "positions",
        "quotations",
        "claims",
        "reliability",
        "tracks",
        "timeline",
        "attention",
        "tone",
        "gaps",
    ],
)
def test_every_table_comes_as_csv_and_json(client, name):
    rows = list(csv.reader(io.StringIO(client.get(f"{DYAD}/{name}.csv").text)))
    found = json.loads(client.get(f"{DYAD}/{name}.json").content)

    assert len(rows) == len(found) + 1
    assert found
    assert list(found[0]) == rows[0]


def test_the_head_answers_when_they_last_met_and_at_which_level(client):
    tree = parse(client.get(DYAD))
    cards = {card.xpath("h3")[0].text: card for card in tree.xpath("//ul[@class='cards']/li")}
    last = cards["Last met as leaders"]

    assert last.xpath(".//p[@class='figure']")[0].text_content() == "10 Mar 2015"
    assert "Quito" in last.text_content()
    assert last.xpath(".//cite/a/@href")[0].startswith("/documents/")
    assert "as of" in last.text_content()


def test_positions_stand_side_by_side_with_their_history(client):
    row = parse(client.get(DYAD)).xpath("//tr[@id='position-water']")[0]
    left, right = row.xpath("td")

    assert "we shall see" in left.text_content()
    assert "it is shared" in left.xpath(".//details")[0].text_content()
    assert "it is ours" in right.text_content()


def test_a_merged_meeting_shows_where_its_reports_differ(client):
    found = client.get(f"{DYAD}/occurrences.json").json()
    merged = next(one for one in found if one["documents"] == 2)
    tree = parse(client.get(f"/occurrences/{merged['id']}"))
    said = " ".join(tree.xpath("//tr[th='place']")[0].itertext())

    assert len(tree.xpath("//h2[contains(., '2 reports')]")) == 1
    assert {"Arica", "Lima"} <= {word.strip(" (1);") for word in said.split()}
