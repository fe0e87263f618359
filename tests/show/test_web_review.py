"""The review queue on a page: decisions by forms of our own pages alone."""

from datetime import date

import pytest
from web_book import PERSON, fill, meet, parse, visit

from summitry.track.corrections import load_corrections
from summitry.track.ledger import open_ledger
from summitry.track.review import load_rulings, rule
from summitry.track.values import Judgement

ONE, OTHER = meet(date(2014, 2, 8)), meet(date(2014, 2, 8), publisher="Andes Daily", published=date(2014, 2, 9))


@pytest.fixture
def file(tmp_path):
    return fill(tmp_path)


@pytest.fixture
def client(file):
    with visit(file) as found:
        yield found


def take_form(client, action: str, number: int = 0) -> dict[str, str]:
    form = parse(client.get("/review")).xpath(f"//form[@action='/review/{action}']")[number]
    return {field.get("name"): field.get("value") for field in form.xpath(".//input[@type='hidden']")}


def corrections_of(file):
    with open_ledger(str(file)) as ledger:
        return load_corrections(ledger.store)


def test_a_row_is_rejected_and_the_decision_undone(file, client):
    form = take_form(client, "correct")
    answer = client.post("/review/correct", data={**form, "action": "reject"})
    made = corrections_of(file)

    assert (answer.status_code, answer.headers["location"]) == (303, "/review")
    assert [(one.row, one.action.value, one.person) for one in made] == [(form["row"], "reject", PERSON)]

    form = take_form(client, "undo")
    assert form["decision"] == made[0].id
    assert client.post("/review/undo", data=form).status_code == 303
    assert corrections_of(file) == []


def test_a_row_is_edited(file, client):
    form = next(form for number in range(20) if (form := take_form(client, "correct", number))["name"] == "positions")
    answer = client.post("/review/correct", data={**form, "action": "edit", "field": "stance", "new": '"offers"'})

    assert answer.status_code == 303
    assert [(one.field, one.new) for one in corrections_of(file)] == [("stance", '"offers"')]


def test_an_edit_that_does_not_fit_changes_nothing(file, client):
    form = take_form(client, "correct")
    answer = client.post("/review/correct", data={**form, "action": "edit", "field": "stance", "new": "nonsense"})

    assert answer.status_code in {400, 404}
    assert corrections_of(file) == []


def test_a_pair_of_reports_is_ruled_on(file, client):
    with open_ledger(str(file)) as ledger:
        pair = [told.key for told in ledger.reports("CHL-PER")][:2]
    token = take_form(client, "correct")["token"]
    answer = client.post(
        "/review/rule", data={"token": token, "left": pair[0], "right": pair[1], "judgement": "different"}
    )

    assert answer.status_code == 303
    with open_ledger(str(file)) as ledger:
        assert [(one.judgement, one.person) for one in load_rulings(ledger.store)] == [(Judgement.DIFFERENT, PERSON)]


def test_a_wrong_merge_is_split_and_the_split_undone(client):
    merged = next(one for one in client.get("/dyads/CHL-PER/occurrences.json").json() if one["documents"] == 2)
    page = parse(client.get(f"/review/occurrences/{merged['id']}"))
    form = page.xpath("//form[@action='/review/split']")[1]
    data = {field.get("name"): field.get("value") for field in form.xpath(".//input")}

    assert client.post("/review/split", data=data).status_code == 303
    assert {one["documents"] for one in client.get("/dyads/CHL-PER/occurrences.json").json()} == {1}

    client.post("/review/undo", data=take_form(client, "undo"))
    assert 2 in {one["documents"] for one in client.get("/dyads/CHL-PER/occurrences.json").json()}


def test_two_occurrences_are_merged(client):
    one, other = (row["id"] for row in client.get("/dyads/CHL-PER/occurrences.json").json()[:2])
    token = take_form(client, "correct")["token"]
    data = {"token": token, "occurrence": one, "other": f"http://127.0.0.1:8014/occurrences/{other}"}

    assert client.post("/review/merge", data=data).status_code == 303
    assert 2 in {
        row["documents"] for row in client.get("/dyads/CHL-PER/occurrences.json").json() if row["id"] in {one, other}
    }


def test_a_ruling_made_elsewhere_is_listed_and_can_be_undone_here(file, client):
    with open_ledger(str(file)) as ledger:
        pair = [told.key for told in ledger.reports("CHL-PER")][:2]
        made = rule(ledger, *pair, Judgement.SAME, person="ben")
    form = take_form(client, "undo")

    assert form["decision"] == made.id
    assert "ben: same" in " ".join(parse(client.get("/review")).text_content().split())


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda form, _: ({**form, "token": "0" * 64}, {}), id="a token that is made up"),
        pytest.param(lambda form, _: ({name: form[name] for name in form if name != "token"}, {}), id="no token"),
        pytest.param(lambda form, _: (form, {"origin": "http://other.example"}), id="a form of another site"),
        pytest.param(lambda form, client: (form, client.cookies.clear() or {}), id="no cookie"),
        pytest.param(lambda form, _: (form, {"cookie": "summitry-review=other"}), id="another browser's token"),
    ],
)
def test_a_form_that_is_not_ours_decides_nothing(file, client, spoil):
    form = {**take_form(client, "correct"), "action": "reject"}
    data, headers = spoil(form, client)
    if "cookie" in headers:
        client.cookies.clear()
    answer = client.post("/review/correct", data=data, headers=headers)

    assert answer.status_code in {400, 403}
    assert corrections_of(file) == []


def test_the_cookie_is_kept_from_scripts_and_other_sites(client):
    cookie = client.get("/review").headers["set-cookie"].lower()

    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_the_queue_is_never_kept_by_a_browser(client):
    assert client.get("/review").headers["cache-control"] == "no-store"


def test_a_decision_is_seen_on_the_page_of_the_relationship(client):
    before = client.get("/dyads/CHL-PER")
    client.post("/review/correct", data={**take_form(client, "correct"), "action": "accept"})
    after = client.get("/dyads/CHL-PER", headers={"if-none-match": before.headers["etag"]})

    assert after.status_code == 200
