"""The packaged sample documents keep their own rules: length, dates, and a table of facts that covers them."""

import csv
import datetime as dt
import html
import re
from importlib.resources import files
from pathlib import Path

import pytest

SAMPLES = Path(str(files("summitry"))) / "data" / "samples"
DOCUMENTS = sorted(path for path in SAMPLES.iterdir() if path.suffix in {".txt", ".md", ".html"})
WEEKDAY_DATE = re.compile(
    r"\b(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),? "
    r"(?:(?P<day>\d{1,2}) (?P<month>[A-Z][a-z]+)|(?P<month_first>[A-Z][a-z]+) (?P<day_last>\d{1,2}))"
    r"(?:,? (?P<year>\d{4}))?"
)
QUOTED = re.compile(r"[\"“]([^\"“”]+)[\"”]")

# facts that some document tells as a plan, before their day has come
ANNOUNCED = frozenset({"flight-2017", "hague-2014", "ioc-2013", "kono-moscow-2017", "moscow-2013-tour", "2plus2-2013"})

every_document = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)


def read_facts() -> list[dict[str, str]]:
    with (SAMPLES / "facts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def documents_of(row: dict[str, str]) -> list[str]:
    return row["documents"].split(";")


def body_of(path: Path) -> str:
    """Return what a person reads: no YAML head, no markup, plain spaces."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    if path.suffix == ".html":
        text = re.sub(r"<head>.*?</head>", " ", text, flags=re.DOTALL)
        text = html.unescape(re.sub(r"<[^>]+>", " ", text))
    return text.replace("\u00a0", " ")


def published(path: Path) -> dt.date:
    return dt.date.fromisoformat(path.name[:10])


def test_there_are_about_forty_documents_and_the_folder_holds_nothing_else():
    assert 40 <= len(DOCUMENTS) <= 50
    assert {path.name for path in SAMPLES.iterdir()} == {path.name for path in DOCUMENTS} | {"facts.csv"}


@every_document
def test_a_document_has_60_to_300_words(path):
    assert 60 <= len(body_of(path).split()) <= 300


@every_document
def test_a_document_carries_the_publication_date_of_its_file_name(path):
    day = published(path)
    forms = {
        day.isoformat(),
        f"{day.day} {day:%B} {day.year}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day:%b}. {day.day}, {day.year}",
        f"{day:%b}t. {day.day}, {day.year}",
    }
    text = path.read_text(encoding="utf-8").replace("\u00a0", " ")
    assert any(form in text for form in forms)


@every_document
def test_a_weekday_beside_a_date_is_right(path):
    for match in WEEKDAY_DATE.finditer(body_of(path)):
        month, day = match["month"] or match["month_first"], match["day"] or match["day_last"]
        named = dt.datetime.strptime(f"{day} {month} {match['year'] or published(path).year} +0000", "%d %B %Y %z")
        assert f"{named:%A}" == match["weekday"], match[0]


@every_document
def test_a_document_is_named_by_a_fact(path):
    assert any(path.name in documents_of(row) for row in read_facts() if row["kind"] == "fact")


@every_document
def test_words_in_quotation_marks_are_listed_as_a_quotation(path):
    listed = [row["fact"] for row in read_facts() if row["kind"] == "quotation" and path.name in documents_of(row)]
    body = re.sub(r"\s+", " ", body_of(path))
    quoted = [match[1].rstrip(".,") for match in QUOTED.finditer(body)]
    assert [words for words in quoted if not any(words in fact for fact in listed)] == []
    assert bool(quoted) == bool(listed)


@every_document
def test_quotation_marks_come_in_pairs(path):
    body = body_of(path)
    assert body.count('"') % 2 == 0
    assert body.count("“") == body.count("”")


def test_rows_of_the_table_of_facts_are_complete_and_name_existing_files():
    rows = read_facts()
    names = {path.name for path in DOCUMENTS}
    assert list(rows[0]) == ["id", "kind", "fact", "date", "source", "documents"]
    assert len({row["id"] for row in rows}) == len(rows)
    assert {row["kind"] for row in rows} == {"fact", "quotation"}
    for row in rows:
        assert all(row.values()), row["id"]
        assert set(documents_of(row)) <= names, row["id"]
        assert re.fullmatch(r"\d{4}(-\d{2}){0,2}( to \d{4}(-\d{2}){0,2})?", row["date"]), row["id"]


def test_direct_quotations_are_few():
    assert sum(row["kind"] == "quotation" for row in read_facts()) <= 6


def test_only_announced_facts_are_told_before_their_day():
    early = {
        row["id"]
        for row in read_facts()
        for name in documents_of(row)
        if len(row["date"].split(" to ")[0]) == len("2014-02-08") and name[:10] < row["date"][:10]
    }
    assert early == ANNOUNCED
