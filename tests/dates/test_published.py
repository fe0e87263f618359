"""The date a text gives itself, and single dates in every usual form."""

import pytest

from summitry.dates import find_published, parse_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("February 19, 2014 1:00 pm JST", "2014-02-19", id="US with time"),
        pytest.param("19 February 2014", "2014-02-19", id="British"),
        pytest.param("19th February, 2014", "2014-02-19", id="British with ordinal"),
        pytest.param("2014-02-19T13:00+09:00", "2014-02-19", id="ISO date-time"),
        pytest.param("2014-02-19", "2014-02-19", id="ISO"),
        pytest.param("20140219", "2014-02-19", id="compact"),
        pytest.param("2014/2/19", "2014-02-19", id="year first"),
        pytest.param("19.02.2014", "2014-02-19", id="stops"),
        pytest.param("02/19/2014", "2014-02-19", id="US figures"),
        pytest.param("Thursday 17 April 2014", "2014-04-17", id="with weekday"),
        pytest.param("Thu, 17 Apr 2014 09:30:00 +0000", "2014-04-17", id="mail"),
        pytest.param("Wed., July 5th, 2017", "2017-07-05", id="short weekday"),
        pytest.param("the 5th of July 2017", "2017-07-05", id="of"),
    ],
)
def test_parse_date(text, day):
    assert str(parse_date(text).start) == day


@pytest.mark.parametrize("text", ["", "yesterday", "19 February", "31 June 2014", "99999999", "May"])
def test_no_full_date(text):
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("A pact at last\n\n3 March 2019\n\nThe two met.", "2019-03-03", id="date line"),
        pytest.param("OSLO, March 3, 2019 (Fjord Wire) -- They met.", "2019-03-03", id="dateline with year"),
        pytest.param("By A. Writer | Published: 3 March 2019 | 4 min read\n\nThey met.", "2019-03-03", id="byline"),
        pytest.param("Updated March 3rd, 2019\nThey met in 2018.", "2019-03-03", id="updated"),
        pytest.param(
            "NOTE\nCovering 1 to 2 March 2019. Issued in Oslo, 3 March 2019\n\nThey met.",
            "2019-03-03",
            id="issued, not covered",
        ),
        pytest.param(
            "Oslo Post\nMarch 3, 2019 6:05 am GMT\n\nThey met.", "2019-03-03T06:05:00+00:00", id="with a zone"
        ),
        pytest.param(
            "BRIEFING\nMarch 3, 2019\n\n1:34 p.m. EST\n\nA: Hello.", "2019-03-03T13:34:00-05:00", id="time below"
        ),
        pytest.param("3 March 2019, 14:30 (GMT+3)\n\nThey met.", "2019-03-03T14:30:00+03:00", id="offset"),
        pytest.param(
            "Release of 3 March 2019, 07:30\n\nThey met.", "2019-03-03", id="a time without a zone is left out"
        ),
        pytest.param("---\ntitle: A pact\ndate: 2019-03-03\n---\n\nThey met.", "2019-03-03", id="Markdown head"),
        pytest.param(
            "TIMELINE\n\nPublished 3 March 2019\n\n1 May 2008 - They met, and it began.", "2019-03-03", id="chronology"
        ),
    ],
)
def test_find_published(text, expected):
    found = find_published(text)

    assert found is not None
    assert found[0] == expected
    assert "3" in text[found[1] : found[2]]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("OSLO, March 3 (Fjord Wire) -- They met on Monday.", id="no year"),
        pytest.param(
            "The two ministers, who had first met in the capital on 3 March 2019, signed the accord they had drafted together.",
            id="a date told in a sentence",
        ),
        pytest.param("1 May 2008 - They met for the first time and it all began there, in a village.", id="an entry"),
    ],
)
def test_no_publication_date(text):
    assert find_published(text) is None
