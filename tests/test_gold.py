import hashlib
import json
from pathlib import Path

import jsonschema
import pytest

from summitry import Readout
from summitry.knowledge.tables import read_text

FOLDERS = sorted(p.parent for p in (Path(__file__).parent / "gold").glob("*/*/readout.json"))
NAMES = [f"{folder.parent.name}/{folder.name}" for folder in FOLDERS]
SCHEMA = jsonschema.Draft202012Validator(
    json.loads(read_text("readout.schema.json")), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)
WITHOUT_ROWS = {"11-football", "12-trade-fair", "30-kora-and-fado"}
LISTS = ("actors", "events", "statements", "positions", "commitments", "claims", "assessments")


@pytest.fixture(params=FOLDERS, ids=NAMES)
def folder(request):
    return request.param


def read_gold(folder):
    return json.loads((folder / "readout.json").read_text(encoding="utf-8"))


def read_meta(folder):
    return json.loads((folder / "meta.json").read_text(encoding="utf-8"))


def squeeze(text):
    return " ".join(text.split())


def test_validates_against_the_schema(folder):
    assert [error.message for error in SCHEMA.iter_errors(read_gold(folder))] == []


def test_is_read_as_a_readout_whose_rows_name_listed_actors_and_lie_inside_the_text(folder):
    readout = Readout.from_dict(read_gold(folder))
    spans = [span for _, _, row in readout.rows() for span in row.evidence]
    spans += [span for actor in readout.actors for span in actor.mentions]
    assert all(0 <= span.start < span.end <= len(readout.document.text) for span in spans)


def test_holds_the_text_of_its_article_and_its_digest(folder):
    document = read_gold(folder)["document"]
    text = (folder / "article.txt").read_text(encoding="utf-8")
    assert document["text"] == text
    assert document["id"] == hashlib.sha256(text.encode()).hexdigest()
    assert document["published"]
    assert document["title"].lower() in squeeze(text).lower()


def test_evidence_is_a_clean_clause(folder):
    data = read_gold(folder)
    text = data["document"]["text"]
    for key in LISTS[1:]:
        for row in data[key]:
            for start, end in row["evidence"]:
                clause = text[start:end]
                assert clause == clause.strip(), (key, row["id"])
                assert start == 0 or not (text[start - 1].isalnum() and clause[0].isalnum()), (key, row["id"])
                assert end == len(text) or not (clause[-1].isalnum() and text[end].isalnum()), (key, row["id"])
                if key != "statements":
                    assert clause[-1] != ".", (key, row["id"])


def test_statements_and_positions_are_in_the_words_of_the_text(folder):
    data = read_gold(folder)
    text = data["document"]["text"]
    for row in data["statements"]:
        assert squeeze(row["text"]) == squeeze(" ".join(text[start:end] for start, end in row["evidence"])), row["id"]
    for row in data["positions"]:
        assert row["claim"] in squeeze(text), row["id"]


def test_only_documents_without_diplomacy_are_empty(folder):
    data = read_gold(folder)
    assert any(data[key] for key in LISTS) == (folder.name not in WITHOUT_ROWS)


def test_meta_names_the_document_its_part_and_the_number_of_its_rows(folder):
    data, meta = read_gold(folder), read_meta(folder)
    assert meta["slug"] == folder.name
    assert meta["split"] in {"dev", "test"}
    assert meta["words"] == len(data["document"]["text"].split())
    assert meta["counts"] == {key: len(data[key]) for key in LISTS}


def test_rows_named_as_doubtful_exist(folder):
    data, meta = read_gold(folder), read_meta(folder)
    named = {told.split(":")[0].split(".")[0] for told in meta.get("doubtful", ())}
    assert named <= {row["id"] for key in LISTS[1:] for row in data[key]}


def test_a_third_of_thirty_documents_is_kept_for_the_test():
    parts = [read_meta(folder)["split"] for folder in FOLDERS]
    assert (len(parts), parts.count("test")) == (30, 10)
