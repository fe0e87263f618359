"""What expressions of time mean, each rule with a sentence of its own."""

from datetime import date

import pytest

from summitry.dates import Precision, Tense, When, find_dates

THURSDAY = "2015-10-15"  # the day of the document in these sentences: Thursday 15 October 2015


def read(sentence, anchor=THURSDAY, tense=None):
    """Return (words, start, end, precision) of the resolved expressions."""
    spans = find_dates(sentence, anchor, tense=tense)
    return [
        (sentence[s.start : s.end], str(s.when.start), str(s.when.end), s.when.precision.value) for s in spans if s.when
    ]


@pytest.mark.parametrize(
    ("sentence", "words", "start", "end", "precision"),
    [
        pytest.param("They met on Feb. 8.", "Feb. 8", "2015-02-08", "2015-02-08", "day", id="month and day, past"),
        pytest.param("They met on 8 February.", "8 February", "2015-02-08", "2015-02-08", "day", id="day and month"),
        pytest.param(
            "They met on the 8th of February 2014.",
            "the 8th of February 2014",
            "2014-02-08",
            "2014-02-08",
            "day",
            id="ordinal of month",
        ),
        pytest.param(
            "They met on December 8th, 2008.",
            "December 8th, 2008",
            "2008-12-08",
            "2008-12-08",
            "day",
            id="US with ordinal",
        ),
        pytest.param("Talks ran April 28-30.", "April 28-30", "2015-04-28", "2015-04-30", "span", id="days of a month"),
        pytest.param(
            "Talks were held from 3 to 5 May.", "3 to 5 May", "2015-05-03", "2015-05-05", "span", id="from day to day"
        ),
        pytest.param(
            "They met on 1 and 2 June.", "1 and 2 June", "2015-06-01", "2015-06-02", "span", id="two days of a month"
        ),
        pytest.param(
            "They met on Dec. 15 and 16, 2014.",
            "Dec. 15 and 16, 2014",
            "2014-12-15",
            "2014-12-16",
            "span",
            id="US two days",
        ),
        pytest.param(
            "The talks, from 28 April to 2 May, failed.",
            "28 April to 2 May",
            "2015-04-28",
            "2015-05-02",
            "span",
            id="range over two months",
        ),
        pytest.param(
            "It was built between December 2012 and March 2014.",
            "December 2012 and March 2014",
            "2012-12-01",
            "2014-03-31",
            "span",
            id="between two months",
        ),
        pytest.param(
            "It ran from November to January 2014.",
            "November to January 2014",
            "2013-11-01",
            "2014-01-31",
            "span",
            id="the first month of a range takes its year from the second",
        ),
        pytest.param("It ran from 2010 to 2013.", "2010 to 2013", "2010-01-01", "2013-12-31", "span", id="years"),
        pytest.param("The 1997-98 talks failed.", "1997-98", "1997-01-01", "1998-12-31", "span", id="short year range"),
        pytest.param("On 2015-09-03 they met.", "2015-09-03", "2015-09-03", "2015-09-03", "day", id="ISO"),
        pytest.param("Signed on 20/07/2012.", "20/07/2012", "2012-07-20", "2012-07-20", "day", id="figures, day first"),
        pytest.param(
            "Signed on 10/12/2015.", "10/12/2015", "2015-10-12", "2015-10-12", "day", id="figures, the nearer order"
        ),
        pytest.param("They met on Monday.", "Monday", "2015-10-12", "2015-10-12", "day", id="weekday, past"),
        pytest.param("They met on Thursday.", "Thursday", "2015-10-15", "2015-10-15", "day", id="the day itself, past"),
        pytest.param("They will meet on Monday.", "Monday", "2015-10-19", "2015-10-19", "day", id="weekday, future"),
        pytest.param("Monday's talks failed.", "Monday", "2015-10-12", "2015-10-12", "day", id="weekday's"),
        pytest.param("They met last Tuesday.", "last Tuesday", "2015-10-13", "2015-10-13", "day", id="last weekday"),
        pytest.param("They meet next Friday.", "next Friday", "2015-10-16", "2015-10-16", "day", id="next weekday"),
        pytest.param(
            "He was expected this Friday.",
            "this Friday",
            "2015-10-16",
            "2015-10-16",
            "day",
            id="this weekday is this week's",
        ),
        pytest.param(
            "They spoke on Tuesday night.", "Tuesday night", "2015-10-13", "2015-10-13", "day", id="part of a weekday"
        ),
        pytest.param(
            "He came on Friday of last week.",
            "Friday of last week",
            "2015-10-09",
            "2015-10-09",
            "day",
            id="weekday of week",
        ),
        pytest.param("They met today.", "today", "2015-10-15", "2015-10-15", "day", id="today"),
        pytest.param("They met yesterday.", "yesterday", "2015-10-14", "2015-10-14", "day", id="yesterday"),
        pytest.param("They meet tomorrow.", "tomorrow", "2015-10-16", "2015-10-16", "day", id="tomorrow"),
        pytest.param("They will dine tonight.", "tonight", "2015-10-15", "2015-10-15", "day", id="tonight"),
        pytest.param("Shells fell overnight.", "overnight", "2015-10-14", "2015-10-15", "span", id="overnight"),
        pytest.param("He left last night.", "last night", "2015-10-14", "2015-10-14", "day", id="last night"),
        pytest.param("He came this morning.", "this morning", "2015-10-15", "2015-10-15", "day", id="this morning"),
        pytest.param("He spoke earlier today.", "earlier today", "2015-10-15", "2015-10-15", "day", id="earlier today"),
        pytest.param(
            "He left the day before yesterday.",
            "the day before yesterday",
            "2015-10-13",
            "2015-10-13",
            "day",
            id="day before yesterday",
        ),
        pytest.param("They meet this week.", "this week", "2015-10-12", "2015-10-18", "week", id="this week"),
        pytest.param("They met last week.", "last week", "2015-10-05", "2015-10-11", "week", id="last week"),
        pytest.param("They met last month.", "last month", "2015-09-01", "2015-09-30", "month", id="last month"),
        pytest.param("They will meet next year.", "next year", "2016-01-01", "2016-12-31", "year", id="next year"),
        pytest.param(
            "They met earlier this month.",
            "earlier this month",
            "2015-10-01",
            "2015-10-15",
            "span",
            id="earlier this month",
        ),
        pytest.param(
            "They will meet later this year.",
            "later this year",
            "2015-10-15",
            "2015-12-31",
            "span",
            id="later this year",
        ),
        pytest.param(
            "They met late last month.", "late last month", "2015-09-21", "2015-09-30", "span", id="late last month"
        ),
        pytest.param("They agreed to meet in June.", "June", "2016-06-01", "2016-06-30", "month", id="month, future"),
        pytest.param("They met in June.", "June", "2015-06-01", "2015-06-30", "month", id="month, past"),
        pytest.param("They met in May 2012.", "May 2012", "2012-05-01", "2012-05-31", "month", id="month of a year"),
        pytest.param(
            "They met last December.", "last December", "2014-12-01", "2014-12-31", "month", id="last month name"
        ),
        pytest.param(
            "They voted in April of last year.", "April of last year", "2014-04-01", "2014-04-30", "month", id="of"
        ),
        pytest.param("They met in late January.", "late January", "2015-01-21", "2015-01-31", "span", id="late month"),
        pytest.param("They met in early July.", "early July", "2015-07-01", "2015-07-10", "span", id="early month"),
        pytest.param(
            "They will meet in mid-January.", "mid-January", "2016-01-11", "2016-01-20", "span", id="mid month"
        ),
        pytest.param(
            "They met at the end of April.", "the end of April", "2015-04-21", "2015-04-30", "span", id="end of a month"
        ),
        pytest.param(
            "They will meet in the first week of November.",
            "the first week of November",
            "2015-11-01",
            "2015-11-07",
            "week",
            id="first week of a month",
        ),
        pytest.param(
            "They will meet in the second half of November.",
            "the second half of November",
            "2015-11-16",
            "2015-11-30",
            "span",
            id="second half of a month",
        ),
        pytest.param(
            "He will visit this autumn.", "this autumn", "2015-09-01", "2015-11-30", "season", id="this season"
        ),
        pytest.param(
            "He will visit next spring.", "next spring", "2016-03-01", "2016-05-31", "season", id="next season"
        ),
        pytest.param(
            "He came last winter.", "last winter", "2014-12-01", "2015-02-28", "season", id="winter spans two years"
        ),
        pytest.param(
            "It was for the autumn of 2014.",
            "the autumn of 2014",
            "2014-09-01",
            "2014-11-30",
            "season",
            id="season of a year",
        ),
        pytest.param(
            "They will sign in the first quarter of 2016.",
            "the first quarter of 2016",
            "2016-01-01",
            "2016-03-31",
            "quarter",
            id="quarter",
        ),
        pytest.param(
            "They will sign in the second half of next year.",
            "the second half of next year",
            "2016-07-01",
            "2016-12-31",
            "half",
            id="half of next year",
        ),
        pytest.param(
            "It will open early next year.", "early next year", "2016-01-01", "2016-03-31", "span", id="early year"
        ),
        pytest.param("The war ended in 1945.", "1945", "1945-01-01", "1945-12-31", "year", id="year"),
        pytest.param("The war (1945) is past.", "1945", "1945-01-01", "1945-12-31", "year", id="year in parentheses"),
        pytest.param("It was so in the 1990s.", "the 1990s", "1990-01-01", "1999-12-31", "span", id="decade"),
        pytest.param("He left three days ago.", "three days ago", "2015-10-12", "2015-10-12", "day", id="days ago"),
        pytest.param(
            "They met a fortnight ago.", "a fortnight ago", "2015-09-28", "2015-10-04", "week", id="fortnight ago"
        ),
        pytest.param("They met two weeks ago.", "two weeks ago", "2015-09-28", "2015-10-04", "week", id="weeks ago"),
        pytest.param(
            "They met a year ago.", "a year ago", "2014-10-01", "2014-10-31", "month", id="a year ago is its month"
        ),
        pytest.param("They met two years ago.", "two years ago", "2013-01-01", "2013-12-31", "year", id="years ago"),
        pytest.param(
            "They will meet in two weeks' time.", "two weeks", "2015-10-26", "2015-11-01", "week", id="in weeks"
        ),
        pytest.param("He must go by Sunday.", "Sunday", "2015-10-15", "2015-10-18", "span", id="by a weekday"),
        pytest.param(
            "He will go by the end of the year.", "the end of the year", "2015-10-15", "2015-12-31", "span", id="by"
        ),
        pytest.param(
            "It will open before December.", "December", "2015-10-15", "2015-11-30", "span", id="before a month"
        ),
        pytest.param(
            "They want it signed before the summer.",
            "the summer",
            "2015-10-15",
            "2016-05-31",
            "span",
            id="before a season",
        ),
        pytest.param("They want it by the spring.", "the spring", "2015-10-15", "2016-02-29", "span", id="by a season"),
        pytest.param(
            "It must be kept until the end of 2017.", "the end of 2017", "2015-10-15", "2017-12-31", "span", id="until"
        ),
        pytest.param("They will report within 30 days.", "30 days", "2015-10-15", "2015-11-14", "span", id="within"),
        pytest.param("Nothing moved since 2012.", "2012", "2012-01-01", "2015-10-15", "span", id="since a year"),
        pytest.param(
            "They have met twice since August.", "August", "2015-08-01", "2015-10-15", "span", id="since a month"
        ),
        pytest.param(
            "It is the first visit in ten years.", "ten years", "2005-10-15", "2015-10-15", "span", id="in years"
        ),
        pytest.param(
            "They have not met for two years.", "two years", "2013-10-15", "2015-10-15", "span", id="for years"
        ),
        pytest.param(
            "He will visit over the next five years.",
            "the next five years",
            "2015-10-15",
            "2020-10-15",
            "span",
            id="next years",
        ),
        pytest.param(
            "They hope to sign by the summit in Lima on 20 November.",
            "20 November",
            "2015-10-15",
            "2015-11-20",
            "span",
            id="by an occasion with a day",
        ),
        pytest.param(
            "They had dinner on Easter Monday.", "Easter Monday", "2015-04-06", "2015-04-06", "day", id="a feast"
        ),
        pytest.param(
            "He will come at Christmas.", "Christmas", "2015-12-25", "2015-12-25", "day", id="a feast to come"
        ),
        pytest.param("They met at the weekend.", "the weekend", "2015-10-10", "2015-10-11", "span", id="weekend"),
        pytest.param("It will close at year-end.", "year-end", "2015-12-01", "2015-12-31", "span", id="year-end"),
        pytest.param(
            "On 6 March this year they met.", "6 March this year", "2015-03-06", "2015-03-06", "day", id="this year"
        ),
        pytest.param(
            "They promised on Monday to come in May.", "May", "2016-05-01", "2016-05-31", "month", id="promise to"
        ),
        pytest.param(
            "At 5:35 p.m. on Tuesday he rang.", "5:35 p.m. on Tuesday", "2015-10-13", "2015-10-13", "day", id="clock"
        ),
        pytest.param(
            "They met on 8-Feb-2014.", "8-Feb-2014", "2014-02-08", "2014-02-08", "day", id="month between hyphens"
        ),
        pytest.param(
            "They will meet in the week of 9 November.",
            "the week of 9 November",
            "2015-11-09",
            "2015-11-15",
            "week",
            id="week of a day",
        ),
        pytest.param(
            "They vote on the first Sunday in November.",
            "the first Sunday in November",
            "2015-11-01",
            "2015-11-01",
            "day",
            id="first weekday of a month",
        ),
        pytest.param(
            "They will sign in Q3 2016.", "Q3 2016", "2016-07-01", "2016-09-30", "quarter", id="short quarter"
        ),
        pytest.param(
            "It is due in the first ten days of December.",
            "the first ten days of December",
            "2015-12-01",
            "2015-12-10",
            "span",
            id="first days of a month",
        ),
        pytest.param(
            "It must be ratified no later than 31 March 2016.",
            "31 March 2016",
            "2015-10-15",
            "2016-03-31",
            "span",
            id="no later than",
        ),
        pytest.param(
            "They want it done before the year is out.",
            "the year is out",
            "2015-10-15",
            "2015-12-31",
            "span",
            id="before the year is out",
        ),
        pytest.param(
            "The talks were moved from 9 October to 20 October.",
            "20 October",
            "2015-10-20",
            "2015-10-20",
            "day",
            id="moved from a day to a day is no stretch",
        ),
        pytest.param(
            "In March and April 2013 they met.", "March", "2013-03-01", "2013-03-31", "month", id="year of both"
        ),
        pytest.param("This past spring they met.", "This past spring", "2015-03-01", "2015-05-31", "season", id="past"),
    ],
)
def test_expression(sentence, words, start, end, precision):
    assert (words, start, end, precision) in read(sentence)


@pytest.mark.parametrize(
    ("sentence", "words", "start", "end"),
    [
        pytest.param(
            "They spoke on 4 June. Two days later he left.", "Two days later", "2015-06-06", "2015-06-06", id="later"
        ),
        pytest.param(
            "On Tuesday he rang; the next day he came.", "the next day", "2015-10-14", "2015-10-14", id="next day"
        ),
        pytest.param(
            "In May 2013 they met. That November they quarrelled.",
            "That November",
            "2013-11-01",
            "2013-11-30",
            id="that",
        ),
        pytest.param(
            "In May 2013 they met. The month after, he left.",
            "The month after",
            "2013-06-01",
            "2013-06-30",
            id="month after",
        ),
        pytest.param(
            "On 14 February a bomb went off. On the 16th he spoke.",
            "the 16th",
            "2015-02-16",
            "2015-02-16",
            id="the 16th",
        ),
        pytest.param(
            "On 3 May 2012 they met. Later that month they signed.",
            "Later that month",
            "2012-05-01",
            "2012-05-31",
            id="that month",
        ),
        pytest.param(
            "In August 2014 he came, on the last day of that month he left.",
            "the last day of that month",
            "2014-08-31",
            "2014-08-31",
            id="the last day of that month",
        ),
        pytest.param(
            "They met on Monday. In the afternoon he left.", "the afternoon", "2015-10-12", "2015-10-12", id="part"
        ),
        pytest.param(
            "12 March 2014 - Talks open. They are to end within ten days.",
            "ten days",
            "2014-03-12",
            "2014-03-22",
            id="entry",
        ),
        pytest.param(
            "In April 2011 they clashed. In June they agreed.", "June", "2011-06-01", "2011-06-30", id="told year"
        ),
    ],
)
def test_counted_from_what_was_said_before(sentence, words, start, end):
    assert (words, start, end) in [row[:3] for row in read(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("They will meet soon.", id="soon"),
        pytest.param("They will meet in the coming weeks.", id="coming weeks"),
        pytest.param("They had met a few weeks before.", id="a few weeks before"),
        pytest.param("Two days after the raid he left.", id="counted from an event"),
        pytest.param("It came on the eve of the vote.", id="eve of an event"),
        pytest.param("They talked for five hours.", id="hours"),
        pytest.param("They met on a Saturday.", id="some weekday"),
        pytest.param("See note 14/2023.", id="numbers of papers"),
        pytest.param("He scored in the second half.", id="half of a match"),
        pytest.param("He may march to the capital.", id="may and march as verbs"),
        pytest.param("Theresa May said nothing. The letter to May was short.", id="a person called May"),
        pytest.param("Prices may fall.", id="fall as a verb"),
        pytest.param("The 15th round failed.", id="an ordinal before a noun"),
        pytest.param("They sent 2000 troops.", id="a number of troops"),
        pytest.param("It cost $2000.", id="a sum"),
        pytest.param("The Winter Olympic Games were grand.", id="a season in a name"),
        pytest.param("He is in his nineties.", id="an age"),
        pytest.param("They meet every year.", id="a set"),
        pytest.param("Resolution 1970 was passed on 31 June.", id="a day that does not exist"),
    ],
)
def test_no_date(sentence):
    assert read(sentence) == []


def test_a_day_explained_by_an_event_keeps_the_day_of_that_event_as_base():
    sentence = "They met on Feb. 8, the day after he attended the opening."
    last = find_dates(sentence, "2014-02-19")[-1]

    assert sentence[last.start : last.end] == "the day after"
    assert str(last.when.start) == "2014-02-08"
    assert str(last.base.start) == "2014-02-07"


def test_the_tense_of_a_parse_goes_before_words():
    assert read("He said in May.", tense=lambda _start, _end: Tense.FUTURE)[0][1] == "2016-05-01"


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        pytest.param("The talks planned for 20 October have been called off.", "2015-10-20", id="planned for"),
        pytest.param("The talks were to be held on 2 November.", "2015-11-02", id="was to leaves it open"),
        pytest.param("He had to be gone by Sunday.", "2015-10-18", id="a limit lies ahead"),
        pytest.param("He left on 4 June.", "2015-06-04", id="no word against the parse"),
    ],
)
def test_words_that_put_a_date_off_go_before_the_tense_of_a_parse(sentence, day):
    assert read(sentence, tense=lambda _start, _end: Tense.PAST)[0][2] == day


def test_without_an_anchor_full_dates_still_resolve():
    assert [row[1] for row in read("On 4 May 2012 they met, two days later they parted, on Monday too.", None)] == [
        "2012-05-04",
        "2012-05-06",
    ]


def test_a_promised_season_lies_ahead_however_far():
    (found,) = find_dates(
        "The president is due to visit in the autumn.", "2014-02-12", tense=lambda _start, _end: Tense.FUTURE
    )
    assert (found.when.start.isoformat(), found.when.end.isoformat()) == ("2014-09-01", "2014-11-30")


# --- entries of a chronology
@pytest.mark.parametrize(
    ("text", "entry", "start"),
    [
        pytest.param("They agreed to meet again in June.", ("2014-03-01", "2014-03-31", "month"), "2014-06-01", id="a month ahead of a month"),
        pytest.param("She had left on 12 March.", ("2014-03-01", "2014-03-31", "month"), "2014-03-12", id="a day of the month"),
        pytest.param("In June a consulate opened.", ("2009-01-01", "2009-12-31", "year"), "2009-06-01", id="a month of the year"),
        pytest.param("He will fly home on Friday.", ("2015-05-14", "2015-05-14", "day"), "2015-05-15", id="a weekday after the day"),
    ],
)  # fmt: skip
def test_dates_of_an_entry_count_from_its_day(text, entry, start):
    first, last, precision = entry
    when = When(date.fromisoformat(first), date.fromisoformat(last), Precision(precision))
    (found,) = find_dates(text, "2017-06-20", entry_at=lambda _offset: when)
    assert found.when.start.isoformat() == start
