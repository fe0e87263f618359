import pytest

from summitry.read.intake.masthead import read_masthead

BODY = "\n\nThe two ministers met in Geneva on Monday and agreed that the talks should go on in the spring.\n"


@pytest.mark.parametrize(
    ("opening", "title", "publisher"),
    [
        pytest.param("River talks go on", "River talks go on", None, id="a headline alone"),
        pytest.param("", None, None, id="no headline"),
        pytest.param("May 5, 2014 1:00 pm CET\n\nRiver talks go on", "River talks go on", None, id="a date line first"),
        pytest.param("River talks\ngo on", "River talks go on", None, id="a headline over two lines"),
        pytest.param("River talks with-\nout end", "River talks with- out end", None, id="a headline broken in a word"),
        pytest.param("LIVE: River talks go on", "LIVE: River talks go on", None, id="a prefix belongs to the headline"),
        pytest.param("River talks go on\n\nBy our man in Geneva", "River talks go on", None, id="a byline"),
        pytest.param("Geneva / Bern, 5 May 2014\n\nRiver talks go on", "River talks go on", None, id="a place line"),
        pytest.param(
            "Ministry of Waters\nPRESS RELEASE\n\nRiver talks go on",
            "River talks go on",
            "Ministry of Waters",
            id="an office",
        ),
        pytest.param(
            "THE COUNCIL OF STATE\n\nRiver talks go on",
            "River talks go on",
            "The Council of State",
            id="a name in capitals",
        ),
        pytest.param(
            "River talks go on\n\nLakeside Policy Institute, 5 May 2014",
            "River talks go on",
            "Lakeside Policy Institute",
            id="outlet and date",
        ),
        pytest.param(
            "River talks go on\n\nComment | The Lakeside Courier | 5 May 2014",
            "River talks go on",
            "The Lakeside Courier",
            id="sort, outlet, date",
        ),
        pytest.param(
            "The Lakeside Ledger\nMay 5, 2014\n\nEDITORIAL\nThe river is not for sale",
            "The river is not for sale",
            "The Lakeside Ledger",
            id="the paper's name above the headline",
        ),
        pytest.param(
            "PRESS BRIEFING\nBern, CH\nMay 5, 2014\n\n1:10 p.m.",
            "PRESS BRIEFING",
            None,
            id="the sort of text where there is nothing better",
        ),
        pytest.param("POLICY NOTE 12/2014\n\nRiver talks go on", "River talks go on", None, id="a numbered series"),
        pytest.param("Subject: River talks go on", "River talks go on", None, id="the subject of a letter"),
        pytest.param(
            "Foreign Ministry Summons Ambassador",
            "Foreign Ministry Summons Ambassador",
            None,
            id="an office within a headline",
        ),
        pytest.param("Crowd Storms Embassy", "Crowd Storms Embassy", None, id="an office at the end of a headline"),
        pytest.param(
            "QUESTION: Has the minister anything to say on the river and its fish?",
            None,
            None,
            id="a transcript's turn",
        ),
        pytest.param("1. The two sides met.", None, None, id="a numbered point"),
    ],
)
def test_title_and_publisher(opening, title, publisher):
    masthead = read_masthead(opening + BODY)

    assert (masthead.title, masthead.publisher) == (title, publisher)


@pytest.mark.parametrize(
    ("opening", "agency", "yearless"),
    [
        pytest.param(
            "GENEVA, May 5 (Lakeside Wire) -- The two met.", "Lakeside Wire", "May 5", id="place, day, agency"
        ),
        pytest.param("GENEVA, 5 May - The two met.", None, "5 May", id="day before month"),
        pytest.param("GENEVA, May 5, 2014 (Lakeside Wire) - The two met.", "Lakeside Wire", None, id="a full date"),
        pytest.param("GENEVA (Lakeside Wire) – The two met.", "Lakeside Wire", None, id="no date"),
        pytest.param("PORT LOUIS, Mauritius, Sept. 5 (AW) -- The two met.", "AW", "Sept. 5", id="place and country"),
    ],
)
def test_datelines_of_agencies(opening, agency, yearless):
    masthead = read_masthead(f"River talks go on\n\n{opening} They agreed on a third round.")

    assert masthead.title == "River talks go on"
    assert (masthead.agency, masthead.yearless) == (agency, yearless)


@pytest.mark.parametrize("text", ["", "\n\n", "x", "-", "5 May", "a\n" * 50, "(", "|" * 300, "A" * 5000])
def test_odd_openings_do_no_harm(text):
    read_masthead(text)


def test_a_single_sentence_is_no_headline():
    assert read_masthead("The Norwegian and Swedish ministers met in Oslo on Monday.").title is None
