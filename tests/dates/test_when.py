"""The values: a date knows its days, and its JSON form reads back as it was written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.dates import Precision, When
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
