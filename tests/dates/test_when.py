"""The values: a date knows its days, and its JSON form reads back as it was written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.dates import Hemisphere, Precision, Tense, When
from summitry.errors import DateError


@st.composite
def whens(draw):
    start, end = sorted((draw(st.dates()), draw(st.dates())))
    return When(start, end, draw(st.sampled_from(Precision)), draw(st.none() | st.text()))


@given(whens())
def test_what_is_read_back_equals_what_was_written(when):
    assert When.from_dict(when.to_dict()) == when


@given(whens(), whens())
def test_overlapping_goes_both_ways(one, other):
    assert one.overlaps(other) == other.overlaps(one)
    assert one.overlaps(one)
    assert one.contains(one.start)
    assert one.contains(one.end)


def test_one_day():
    when = When.from_day(date(2014, 2, 8), "Feb. 8")

    assert when.to_dict() == {"start": "2014-02-08", "end": "2014-02-08", "precision": "day", "text": "Feb. 8"}


def test_a_date_cannot_start_after_it_ends():
    with pytest.raises(DateError, match="starts on 2014-02-09 after it ends"):
        When(date(2014, 2, 9), date(2014, 2, 8), Precision.SPAN)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        pytest.param({"start": "2014", "end": "2014-01-01", "precision": "day"}, "'start' is '2014'", id="no ISO day"),
        pytest.param({"start": "2014-01-01", "precision": "day"}, "'end' is None", id="missing field"),
        pytest.param(
            {"start": "2014-01-01", "end": "2014-01-01", "precision": "era"},
            "'era'.*must be one of day",
            id="no precision",
        ),
    ],
)
def test_a_bad_form_is_named(values, words):
    with pytest.raises(DateError, match=words):
        When.from_dict(values)


WEDNESDAY = "2014-02-19"
PAST, FUTURE = Tense.PAST, Tense.FUTURE


def resolve(text, tense=None, anchor=WEDNESDAY, **options):
    """Return the days and the precision in short: "2014-02-08 day", "2014-06-01 2014-06-30 month"."""
    when = When.resolve(text, anchor, tense, **options)
    if when is None:
        return None
    days = [when.start.isoformat(), when.end.isoformat()][: 1 + (when.start != when.end)]
    return " ".join([*days, when.precision.value])


@pytest.mark.parametrize(
    ("text", "tense", "expected"),
    [
        # days
        ("Feb. 8", None, "2014-02-08 day"),
        ("8 February", PAST, "2014-02-08 day"),
        ("the 8th of February", PAST, "2014-02-08 day"),
        ("March 3", FUTURE, "2014-03-03 day"),
        ("20. February 2014", None, "2014-02-20 day"),
        ("20-Feb-2014", None, "2014-02-20 day"),
        ("Tuesday, Feb. 18", None, "2014-02-18 day"),
        ("on the 26th of this month", None, "2014-02-26 day"),
        ("the 26th", FUTURE, "2014-02-26 day"),
        ("today", None, "2014-02-19 day"),
        ("yesterday", None, "2014-02-18 day"),
        ("tomorrow night", None, "2014-02-20 day"),
        ("last night", None, "2014-02-18 day"),
        ("overnight", None, "2014-02-18 2014-02-19 span"),
        ("the day before yesterday", None, "2014-02-17 day"),
        ("the day after tomorrow", None, "2014-02-21 day"),
        ("the day after", None, "2014-02-20 day"),
        ("the following day", None, "2014-02-20 day"),
        ("the previous day", None, "2014-02-18 day"),
        ("three days later", None, "2014-02-22 day"),
        ("ten days ago", None, "2014-02-09 day"),
        ("at noon GMT on Tuesday", PAST, "2014-02-18 day"),
        ("10 a.m. Tuesday", FUTURE, "2014-02-25 day"),
        # weekdays by tense
        ("on Tuesday", PAST, "2014-02-18 day"),
        ("on Tuesday", FUTURE, "2014-02-25 day"),
        ("on Wednesday", PAST, "2014-02-19 day"),
        ("last Friday", None, "2014-02-14 day"),
        ("this Friday", FUTURE, "2014-02-21 day"),
        ("next Tuesday", FUTURE, "2014-02-25 day"),
        ("Tuesday of next week", None, "2014-02-25 day"),
        ("a week on Tuesday", FUTURE, "2014-03-04 day"),
        ("Friday week", FUTURE, "2014-02-28 day"),
        ("over the weekend", PAST, "2014-02-15 2014-02-16 span"),
        ("next weekend", None, "2014-03-01 2014-03-02 span"),
        ("the weekend of 1 March", None, "2014-03-01 2014-03-02 span"),
        # weeks and months
        ("next week", None, "2014-02-24 2014-03-02 week"),
        ("a fortnight ago", None, "2014-02-03 2014-02-09 week"),
        ("two weeks from now", None, "2014-03-03 2014-03-09 week"),
        ("in two weeks", FUTURE, "2014-03-03 2014-03-09 week"),
        ("the week of May 5", FUTURE, "2014-05-05 2014-05-11 week"),
        ("the second week of May", FUTURE, "2014-05-08 2014-05-14 week"),
        ("late January", PAST, "2014-01-21 2014-01-31 span"),
        ("mid-March", FUTURE, "2014-03-11 2014-03-20 span"),
        ("end-March", FUTURE, "2014-03-21 2014-03-31 span"),
        ("in June", FUTURE, "2014-06-01 2014-06-30 month"),
        ("in June", PAST, "2013-06-01 2013-06-30 month"),
        ("June of last year", None, "2013-06-01 2013-06-30 month"),
        ("May", FUTURE, "2014-05-01 2014-05-31 month"),
        ("last month", None, "2014-01-01 2014-01-31 month"),
        ("earlier this month", None, "2014-02-01 2014-02-19 span"),
        ("the end of the month", None, "2014-02-21 2014-02-28 span"),
        ("six months later", None, "2014-08-01 2014-08-31 month"),
        # seasons, quarters, halves
        ("this autumn", None, "2014-09-01 2014-11-30 season"),
        ("next spring", FUTURE, "2014-03-01 2014-05-31 season"),
        ("winter 2013-14", None, "2013-12-01 2014-02-28 season"),
        ("third quarter", FUTURE, "2014-07-01 2014-09-30 quarter"),
        ("the third quarter of 2015", None, "2015-07-01 2015-09-30 quarter"),
        ("Q3 2014", None, "2014-07-01 2014-09-30 quarter"),
        ("the first half of 2015", None, "2015-01-01 2015-06-30 half"),
        ("the second half of the year", FUTURE, "2014-07-01 2014-12-31 half"),
        # years
        ("2014", None, "2014-01-01 2014-12-31 year"),
        ("two years ago", None, "2012-01-01 2012-12-31 year"),
        ("a year ago", None, "2013-02-01 2013-02-28 month"),
        ("early next year", None, "2015-01-01 2015-03-31 span"),
        ("late last year", None, "2013-10-01 2013-12-31 span"),
        ("mid-2015", None, "2015-05-01 2015-08-31 span"),
        ("mid-year", None, "2014-05-01 2014-08-31 span"),
        ("end-2014", None, "2014-12-01 2014-12-31 span"),
        ("year-end 2014", None, "2014-12-01 2014-12-31 span"),
        ("the turn of the year", None, "2014-01-01 2014-01-31 span"),
        ("in the new year", FUTURE, "2014-01-01 2014-03-31 span"),
        ("fiscal 2015", None, "2015-01-01 2015-12-31 year"),
        ("FY2015", None, "2015-01-01 2015-12-31 year"),
        ("the 1990s", None, "1990-01-01 1999-12-31 span"),
        ("the early 1990s", None, "1990-01-01 1993-12-31 span"),
        ("the 19th century", None, "1801-01-01 1900-12-31 span"),
        # windows
        ("by year-end", None, "2014-02-19 2014-12-31 span"),
        ("by the end of next week", None, "2014-02-19 2014-03-02 span"),
        ("no later than 31 March", None, "2014-02-19 2014-03-31 span"),
        ("before the summer", None, "2014-02-19 2014-05-31 span"),
        ("within 30 days", None, "2014-02-19 2014-03-21 span"),
        ("until Friday", None, "2014-02-19 2014-02-21 span"),
        ("since 2012", None, "2012-01-01 2014-02-19 span"),
        ("later this year", None, "2014-02-19 2014-12-31 span"),
        ("the past two years", None, "2012-02-19 2014-02-19 span"),
        ("the next five years", None, "2014-02-19 2019-02-19 span"),
        # ranges
        ("from March 3 to 5", None, "2014-03-03 2014-03-05 span"),
        ("3-5 March 2014", None, "2014-03-03 2014-03-05 span"),
        ("28 April - 2 May", FUTURE, "2014-04-28 2014-05-02 span"),
        ("April 28 to May 2, 2014", None, "2014-04-28 2014-05-02 span"),
        ("March-April", FUTURE, "2014-03-01 2014-04-30 span"),
        ("between March and April", FUTURE, "2014-03-01 2014-04-30 span"),
        ("in March and April 2015", None, "2015-03-01 2015-04-30 span"),
        ("from Tuesday to Thursday", FUTURE, "2014-02-25 2014-02-27 span"),
        ("from Tuesday to Thursday", PAST, "2014-02-11 2014-02-13 span"),
        ("2010-13", None, "2010-01-01 2013-12-31 span"),
        # figures
        ("2013/4/29", None, "2013-04-29 day"),
        ("2013-04-29", None, "2013-04-29 day"),
        ("2013.04.29", None, "2013-04-29 day"),
        ("29.04.2013", None, "2013-04-29 day"),
        ("29/4/2013", None, "2013-04-29 day"),
        ("4/29/2013", None, "2013-04-29 day"),
        ("3.4.2013", None, "2013-04-03 day"),
        # feasts
        ("Christmas", PAST, "2013-12-25 day"),
        ("Christmas", FUTURE, "2014-12-25 day"),
        ("New Year's Eve", PAST, "2013-12-31 day"),
        ("Good Friday", FUTURE, "2014-04-18 day"),
        ("Orthodox Easter", FUTURE, "2014-04-20 day"),
        ("Orthodox Christmas", PAST, "2014-01-07 day"),
    ],
    ids=lambda value: value.value if isinstance(value, Tense) else None if value is None else value,
)
def test_what_news_says(text, tense, expected):
    assert resolve(text, tense) == expected


@pytest.mark.parametrize(
    "text",
    [
        *(
            "soon",
            "in due course",
            "at an early date",
            "in the near future",
            "before long",
            "the other day",
            "some day",
        ),
        *(
            "recently",
            "these days",
            "at the eleventh hour",
            "in the coming weeks",
            "in recent weeks",
            "a few weeks ago",
        ),
        *("in the little over a year since", "two days before the vote", "on the eve of the vote", "for two weeks"),
        *("every year", "noon GMT", "Chinese New Year", "31 June", "30/2/2014", "they may march", "", " "),
    ],
)
def test_what_names_no_day_is_not_guessed(text):
    assert resolve(text) is None


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        pytest.param("2013-03-20", "2013-04-03 day", id="3 April is nearer"),
        pytest.param("2013-03-05", "2013-03-04 day", id="4 March is nearer"),
        pytest.param(None, "2013-04-03 day", id="no anchor: the day stands first"),
    ],
)
def test_of_two_readings_with_slashes_the_nearer_counts(anchor, expected):
    assert resolve("3/4/2013", anchor=anchor) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("this autumn", "2014-03-01 2014-05-31 season"),
        ("the winter of 2014", "2014-06-01 2014-08-31 season"),
        ("this summer", "2013-12-01 2014-02-28 season"),
        ("before the winter", "2014-02-19 2014-05-31 span"),
        ("next spring", "2014-09-01 2014-11-30 season"),
    ],
)
def test_southern_seasons(text, expected):
    assert resolve(text, hemisphere=Hemisphere.of_latitude(-35.3)) == expected


def test_the_words_are_kept():
    assert When.resolve("in  March and\nApril 2015", WEDNESDAY).text == "in March and April 2015"


def test_without_an_anchor_only_a_full_date_resolves():
    assert resolve("on Tuesday", anchor=None) is None
    assert resolve("May 2014", anchor=None) == "2014-05-01 2014-05-31 month"


def test_a_time_of_day_does_not_hide_the_day():
    assert resolve("at 5:35 p.m. on October 6", PAST) == "2013-10-06 day"


def test_an_anchor_that_is_no_date_is_named():
    with pytest.raises(DateError, match="'soon' is no ISO date"):
        When.resolve("on Tuesday", "soon")


@given(st.text(max_size=80), st.dates(), st.sampled_from([None, *Tense]), st.sampled_from(Hemisphere))
def test_any_words_have_a_meaning_or_none(text, anchor, tense, hemisphere):
    when = When.resolve(text, anchor, tense, hemisphere=hemisphere)

    assert when is None or when.start <= when.end
