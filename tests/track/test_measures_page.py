"""The page of the measures says what is true, and their SQL keeps to what every store understands."""

import doctest
import re
from pathlib import Path

import pytest

from summitry.track import measures

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "measures.md"
QUERIES = sorted((ROOT / "src" / "summitry" / "track" / "sql" / "measures").glob("*.sql"))


def test_the_examples_of_the_page_give_what_they_show():
    found = doctest.testfile(str(PAGE), module_relative=False)

    assert found.attempted >= 8
    assert found.failed == 0


def test_the_page_names_every_query_and_only_functions_that_exist():
    text = PAGE.read_text(encoding="utf-8")

    assert set(re.findall(r"`(\w+)\.sql`", text)) == {path.stem for path in QUERIES}
    functions = re.findall(r"`(find_\w+|make_\w+|trace_\w+|judge_\w+)`", text)
    assert functions
    assert [name for name in functions if name not in measures.__all__] == []


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_a_query_says_what_it_gives_and_is_portable(path):
    text = path.read_text(encoding="utf-8")
    head, code = re.match(r"((?:--.*\n)+)(.*)", text, re.DOTALL).groups()

    assert "Values: " in head
    assert measures.load_sql(path.stem) == text
    assert set(re.findall(r":(\w+)", code)) <= set(re.findall(r"\w+", head))
    assert (
        re.findall(r"\b(?:julianday|strftime|date_trunc|json\w*|group_concat|string_agg|ilike)\b|::", code.lower())
        == []
    )
