import io
from datetime import date

import pytest
from rich.console import Console

from summitry.dates import Precision, When
from summitry.records import (
    Action,
    Actor,
    ActorKind,
    Assessment,
    AssessmentAbout,
    Claim,
    ClaimAbout,
    ClaimKind,
    Commitment,
    Document,
    Event,
    EventType,
    Level,
    Modality,
    Place,
    Position,
    Readout,
    Span,
    Stance,
    Statement,
    StatementKind,
    Strength,
    Verdict,
)
from summitry.show import words
from summitry.show.terminal import render_readout, shorten

TEXT = (
    "The president of Arland met the premier of Borduria in Lakeside on Saturday. "
    "The premier said that the river belongs to both. They will meet again in June. "
    "It was their fifth meeting, and the river question has not moved."
)
DAY = When.from_day(date(2014, 2, 8))
PRESIDENT, PREMIER = "ARL/ana-ruiz", "BOR/bo-lind"
LAKESIDE = Place("Lakeside", "ARL", 1.0, 2.0)


def span(words_of_text):
    start = TEXT.index(words_of_text)
    return Span(start, start + len(words_of_text))


def make_readout(text=TEXT, **lists):
    actors = (
        Actor(PRESIDENT, "Ana Ruiz", ActorKind.PERSON, "ARL", (Span(0, 3),)),
        Actor(PREMIER, "Bo Lind", ActorKind.PERSON, "BOR", (Span(0, 3),)),
    )
    document = Document.from_text(
        text, published="2014-02-09T13:00:00+09:00", title="River talks go on", publisher="Lakeside Wire"
    )
    return Readout(document, actors, **lists)


def make_event(number=1, **changes):
    values = {
        "id": f"e{number}",
        "event_type": EventType.CONSULT,
        "modality": Modality.OCCURRED,
        "actors": (PRESIDENT,),
        "recipients": (PREMIER,),
        "date": DAY,
        "place": LAKESIDE,
        "level": Level.LEADER,
        "issues": ("water", "peace_treaty"),
        "evidence": (span("The president of Arland met the premier of Borduria in Lakeside on Saturday"),),
        "confidence": 0.9,
        "mode": "visit",
    }
    return Event(**{**values, **changes})


@pytest.fixture
def full():
    both = (PRESIDENT, PREMIER)
    june = When(date(2014, 6, 1), date(2014, 6, 30), Precision.MONTH, "in June")
    return make_readout(
        events=(make_event(),),
        statements=(
            Statement(
                "s1", PREMIER, StatementKind.INDIRECT, "x", (span("the river belongs to both"),), 0.9, "said", DAY
            ),
        ),
        positions=(
            Position(
                "p1",
                PREMIER,
                "water",
                "x",
                (span("the river belongs to both"),),
                0.4,
                "river",
                Stance.CLAIMS,
                (PRESIDENT,),
            ),
        ),
        commitments=(
            Commitment(
                "c1",
                both,
                (),
                Action.MEET,
                june,
                (span("They will meet again in June"),),
                0.8,
                Strength.AGREED,
                condition="it rains",
            ),
        ),
        claims=(Claim("k1", ClaimKind.ORDINAL, 5, ClaimAbout.MEETINGS, (span("their fifth meeting"),), 0.8, both),),
        assessments=(
            Assessment(
                "a1",
                AssessmentAbout.ISSUE,
                Verdict.NO_PROGRESS,
                (span("the river question has not moved"),),
                0.7,
                "water",
                both,
            ),
        ),
        notes=("the year was guessed",),
    )


def show(readout, width=80, **options):
    out = io.StringIO()
    render_readout(readout, Console(file=out, width=width, **options))
    return out.getvalue()


def test_all_sections_stand_in_their_order(full):
    text = show(full)

    headings = [line for line in text.splitlines() if line and not line.startswith(" ")]
    assert headings == [
        "River talks go on",
        "Lakeside Wire · 9 Feb 2014, 13:00 UTC+09:00 · 1 event, 1 statement, 1 promise",
        "What happened",
        "Who said what",
        "Who wants what",
        "What is promised",
        "What is counted",
        "How the text judges it",
        "Notes",
    ]


def test_a_row_has_its_facts_its_words_and_their_offsets(full):
    text = show(full)

    assert "  8 Feb 2014         Visit · leader level · Lakeside (ARL)\n" in text
    assert "Ana Ruiz → Bo Lind\n" in text
    assert "on water, peace treaty\n" in text
    assert "> The president of Arland met the premier of Borduria in" in text
    assert "[0:75]" in text
    assert "Jun 2014           To meet · agreed by both sides\n" in text
    assert "condition: it rains\n" in text
    assert "5th meeting        Ana Ruiz, Bo Lind\n" in text
    assert "water              no progress · Ana Ruiz, Bo Lind\n" in text
    assert "  the year was guessed.\n" in text


def test_only_doubtful_rows_are_marked(full):
    text = show(full)

    assert text.count("unsure") == 1
    assert "claims river · water · toward Ana Ruiz (unsure: 0.40)" in text


@pytest.mark.parametrize("width", [10, 40, 80, 100, 300])
def test_lines_keep_to_the_width_and_have_no_trailing_blanks(full, width):
    for line in show(full, width).splitlines():
        assert line == line.rstrip()
        assert len(line) <= max(min(width, 100), 41)


@pytest.mark.parametrize(
    "options",
    [{}, {"no_color": True, "force_terminal": True}, {"color_system": None}],
    ids=["pipe", "NO_COLOR", "plain"],
)
def test_without_colour_nothing_is_lost(full, options):
    assert "[0:75]" in show(full, **options)
    assert "\x1b[3" not in show(full, **options)


def test_colour_adds_nothing_to_the_words(full):
    coloured = Console(file=io.StringIO(), width=80, force_terminal=True, record=True)
    render_readout(full, coloured)

    assert coloured.export_text() == show(full)


def test_events_stand_by_date_and_those_without_one_last():
    later = make_event(1, date=When.from_day(date(2015, 1, 1)))
    dateless = make_event(2, date=None)
    text = show(make_readout(events=(dateless, later, make_event(3))))

    assert text.index("8 Feb 2014  ") < text.index("1 Jan 2015") < text.index("no date")


def test_a_document_with_nothing_in_it_says_so():
    assert "Nothing between states or their leaders was found" in show(make_readout())


def test_long_evidence_is_cut_and_many_spans_are_counted():
    text = "word " * 200
    event = make_event(evidence=(Span(0, 900), Span(0, 4), Span(5, 9), Span(10, 14), Span(15, 19)))

    shown = show(make_readout(text, events=(event,)))

    assert "word ... [0:900]" in shown
    assert "(and 2 more)" in shown


def test_markup_and_control_characters_of_a_document_do_nothing():
    text = "[bold]Abe[/bold] \x1b[2J\x07 met [link=x]Putin[/link]"
    shown = show(make_readout(text, events=(make_event(evidence=(Span(0, len(text)),)),)), force_terminal=True)

    assert "[bold]Abe[/bold]" in shown
    assert "\x1b[2J" not in shown
    assert "\x07" not in shown


def test_a_quotation_has_its_marks():
    readout = make_readout(
        statements=(Statement("s1", None, StatementKind.DIRECT, "x", (span("the river belongs to both"),), 0.9),)
    )

    assert "unnamed            quoted\n" in show(readout)
    assert "“the river belongs to both”" in show(readout)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        pytest.param("2014-02-08", "2014-02-08", "8 Feb 2014", id="a day"),
        pytest.param("2014-02-01", "2014-02-28", "Feb 2014", id="a month"),
        pytest.param("2014-01-21", "2014-01-31", "21-31 Jan 2014", id="part of a month"),
        pytest.param("2014-09-01", "2014-11-30", "Sep-Nov 2014", id="a season"),
        pytest.param("2014-12-01", "2015-02-28", "Dec 2014-Feb 2015", id="a winter"),
        pytest.param("2014-01-01", "2014-12-31", "2014", id="a year"),
        pytest.param("2014-01-01", "2016-12-31", "2014-2016", id="years"),
        pytest.param("2014-02-08", "2014-03-02", "8 Feb - 2 Mar 2014", id="across months"),
        pytest.param("2012-12-26", "2014-02-19", "26 Dec 2012 - 19 Feb 2014", id="across years"),
        pytest.param("9999-12-01", "9999-12-31", "Dec 9999", id="the last month of the calendar"),
    ],
)
def test_dates_are_as_short_as_they_are_precise(start, end, expected):
    when = When(date.fromisoformat(start), date.fromisoformat(end), Precision.SPAN)

    assert words.name_when(when) == expected
    assert len(expected) <= 25


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"mode": None, "cameo": "046"}, "Talks", id="the code tells where there is no mode"),
        pytest.param({"mode": "phone"}, "Telephone call", id="a mode"),
        pytest.param({"mode": None, "cameo": None}, "Meeting", id="the type alone"),
        pytest.param({"event_type": EventType.REJECT, "mode": "meet"}, "Refusal to meet", id="a refusal"),
        pytest.param({"modality": Modality.CANCELLED}, "Visit (called off)", id="called off"),
        pytest.param({"modality": Modality.DENIED}, "Visit (said not to have happened)", id="denied"),
    ],
)
def test_events_have_plain_names(changes, expected):
    assert words.name_event(make_event(**changes)) == expected


@pytest.mark.parametrize("kind", EventType)
def test_every_type_has_a_name(kind):
    assert words.name_event(make_event(event_type=kind, mode=None, cameo=None))


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (ClaimKind.ORDINAL, 3, "3rd visit"),
        (ClaimKind.ORDINAL, 111, "111th visit"),
        (ClaimKind.COUNT, 1, "1 visit"),
        (ClaimKind.COUNT, 2, "2 visits"),
        (ClaimKind.FIRST, 1, "first visit"),
        (ClaimKind.LAST, 1, "last visit"),
    ],
)
def test_counts_have_plain_names(kind, value, expected):
    assert words.name_count(Claim("k", kind, value, ClaimAbout.VISITS, (Span(0, 1),), 1.0)) == expected


def test_shortening_keeps_short_texts():
    assert shorten("a  b\n c") == "a b c"
    assert shorten("x" * 300, 10) == "xxxxxxx ..."


@pytest.mark.shared
def test_every_coded_document_is_shown(shared):
    for path in sorted((shared / "gold" / "readouts").glob("*/readout.json")):
        readout = Readout.from_json(path.read_bytes())

        text = show(readout)

        assert text.count(" [") >= sum(1 for _ in readout.rows())
        assert max(len(line) for line in text.splitlines()) <= 80
