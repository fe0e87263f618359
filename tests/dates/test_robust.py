"""Any text and any anchor: spans lie in the text in order, and no text makes the search long."""

import time
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.dates import When, find_dates, find_published, parse_date
from summitry.dates.grammar import load_rules
from summitry.dates.lexicon import load_lexicon
from summitry.dates.tokens import tokenize
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


HOSTILE = {
    "figures": "1,",
    "digits": "9",
    "one class": "early ",
    "counts": "two years and a half ",
    "ranges": "in May 2014 to ",
    "nested ranges": "from March 3 to 5 to ",
    "lines": "\n",
    "lines and blanks": " \n ",
    "stops": ". ' ",
    "quotes": "'",
    "parentheses": "(",
    "money": "$",
    "shares": "the first week of ",
    "of the": "of the ",
    "auxiliaries": "will be been have not ",
    "one word": "a",
    "commas": ",",
    "dashes": "-",
    "spaced dashes": "- ",
    "dates": "on Monday ",
    "months": "May ",
    "joined months": "May-",
    "years": "2014 ",
    "joined years": "2014-",
    "ISO dates": "2014-02-08-",
    "slashes": "1/2/",
    "decades": "'90s",
    "clock times": "12:30 ",
    "feasts": "New Year's Eve",
    "eastern digits": "\u0661\u0664 ",
    "wide digits": "\uff12\uff10\uff11\uff14 ",
    "no-break spaces": "\u00a0",
    "marks": "e\u0301",
    "surrogates": "\ud800",
    "entries": "3 May: x\n\n",
    "limits": "by the summit on 3 May ",
    "plans": "planned for ",
}
SIZE = 64 * 1024
SLOWER = 10  # how much slower than ours a machine may be


def fill(piece):
    return (piece * (SIZE // len(piece) + 1))[:SIZE]


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_no_expression_in_a_hostile_text_is_slow(piece):
    text = fill(piece)
    before = time.process_time()
    found = find_dates(text, "2014-02-19")
    find_published(text)
    spent = time.process_time() - before

    assert spent < 0.3 * SLOWER / 4 + len(found) * 0.0005 * SLOWER / 4


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_as_one_expression_is_none(piece):
    text = fill(piece)
    before = time.process_time()

    assert When.resolve(text, "2014-02-19") is None
    assert time.process_time() - before < 0.05


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.name)
def test_no_rule_of_the_grammar_is_slow_on_a_hostile_text(rule):
    for codes in hostile_codes():
        before = time.process_time()
        sum(1 for _ in rule.pattern.finditer(codes))

        assert time.process_time() - before < 0.05 * SLOWER / 2


@cache
def hostile_codes():
    names = ("money", "parentheses", "quotes", "commas", "slashes", "figures", "months", "shares", "counts")
    return tuple(tokenize(fill(HOSTILE[name]), load_lexicon()).codes for name in names)


@given(st.lists(PIECES, min_size=1, max_size=4), st.sampled_from(["", " ", "\n"]))
@settings(max_examples=15, deadline=None)
def test_what_repeats_takes_time_in_proportion(pieces, glue):
    piece = glue.join(pieces) + glue
    text = (piece * (SIZE // 8 // len(piece) + 1))[: SIZE // 8]
    before = time.process_time()
    find_dates(text, "2014-02-19")

    assert time.process_time() - before < 0.3 * SLOWER
