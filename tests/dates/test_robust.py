"""Any text and any anchor: spans lie in the text in order, and no text makes the search long."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.dates import find_dates, find_published, parse_date
from summitry.errors import DateError

WORDS = """
early late mid - the end of first last next this that week month year day days years May March June 3 3rd 2014 in on by
since until before after within two a few ago later Monday , . : ( ) ' ’s / spring autumn fall half quarter from to and
between every 1990s '90s nineteen ninety 12:30 p.m. GMT yesterday Christmas 31 32 99999 0 eve morning fiscal second
"""
PIECES = st.sampled_from(WORDS.split())


@given(st.lists(PIECES, max_size=40), st.none() | st.dates(), st.sampled_from(["", " ", "\n", "\n\n"]))
@settings(max_examples=300, deadline=None)
def test_spans_lie_in_the_text_and_in_order(pieces, anchor, glue):
    text = glue.join(pieces)
    spans = find_dates(text, anchor)
    edges = [edge for span in spans for edge in (span.start, span.end)]

    assert edges == sorted(edges)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


@given(st.text(), st.dates())
@settings(max_examples=100, deadline=None)
def test_any_text(text, anchor):
    find_dates(text, anchor)
    find_published(text)
    parse_date(text)


@pytest.mark.parametrize("anchor", [date.min, date.max, "0001-01-01", "9999-12-31T00:00:00Z"])
def test_the_ends_of_the_calendar(anchor):
    find_dates(
        "last year, next decade, ten years ago, in May, on Monday, since the winter, by the end of the century, last week",
        anchor,
    )


def test_an_anchor_that_is_no_date_is_named():
    with pytest.raises(DateError, match="'soon' is no ISO date"):
        find_dates("on Monday", "soon")


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param("1,", id="figures"),
        pytest.param("9", id="digits"),
        pytest.param("early ", id="one class"),
        pytest.param("two years and a half ", id="counts"),
        pytest.param("in May 2014 to ", id="ranges"),
        pytest.param("\n", id="lines"),
        pytest.param(" \n ", id="lines and blanks"),
        pytest.param(". ' ", id="stops"),
        pytest.param("'", id="quotes"),
        pytest.param("the first week of ", id="shares"),
        pytest.param("will be been have not ", id="auxiliaries"),
        pytest.param("a", id="one word"),
        pytest.param("-", id="dashes"),
        pytest.param("on Monday ", id="dates"),
    ],
)
def test_a_hostile_text_takes_time_in_proportion(piece):
    text = piece * (64_000 // len(piece))
    before = time.process_time()
    find_dates(text, "2014-02-19")
    find_published(text)

    assert time.process_time() - before < 2.0
