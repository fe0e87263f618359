"""What a brief says: sections, sources, and what is left out."""

import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "track"))

from brief_book import LAST, QUOTATIONS, make_book, speak
from readouts import meet

from summitry.errors import LedgerError
from summitry.records import StatementKind
from summitry.show.brief import load_brief
from summitry.show.brief.content import clean
from summitry.show.brief.gather import QUOTATIONS as MOST
from summitry.show.brief.sentences import find_sentence, split_sentences

PAIR = "CHL-PER"


def words_of(section) -> str:
    return "\n".join(run.text for row in section.rows for cell in row for line in cell for run in line)


@pytest.fixture(scope="module")
def brief():
    with make_book() as ledger:
        return load_brief(ledger, PAIR)


def test_the_sections_come_in_the_order_of_a_desks_questions(brief):
    assert [section.key for section in brief.sections] == [
        "situation", "since", "positions", "commitments", "quotations", "people", "ahead",
    ]  # fmt: skip
    assert brief.title == "Chile – Peru"
    assert brief.facts[:2] == ("as of 26 May 2014", "6 documents by 3 publishers")


def test_the_situation_names_the_last_meeting(brief):
    assert "3 May 2014" in words_of(brief.situation)


def test_the_last_time_is_the_last_meeting_of_leaders_that_is_no_news_itself():
    with make_book() as ledger:
        assert load_brief(ledger, PAIR).since.fact == "since 3 May 2014: 4 documents"
        assert load_brief(ledger, PAIR, LAST + timedelta(days=3)).since.fact == "since 8 Feb 2014: 1 document"
        assert load_brief(ledger, PAIR, since=date(2014, 1, 1)).since.fact == "since 1 Jan 2014: 6 documents"


def test_what_happened_since_is_told():
    with make_book() as ledger:
        told = words_of(load_brief(ledger, PAIR, since=date(2014, 3, 1)).since)
    assert "3 May 2014" in told
    assert "8 Feb 2014" not in told


def test_positions_stand_side_by_side(brief):
    assert brief.positions.heads == ("Issue", "Chile", "Peru")
    (row,) = brief.positions.rows
    assert row[0][0][0].text == "water"
    assert row[1][0][0].text == "nothing told"
    assert "the river is shared" in row[2][1][0].text


def test_promises_stand_with_their_fate_and_among_what_lies_ahead(brief):
    assert "open" in brief.commitments.fact
    assert "Mar 2015" in words_of(brief.commitments)
    assert "Mar 2015" in words_of(brief.ahead)


def test_people_stand_with_their_offices(brief):
    told = words_of(brief.people)
    assert "Rosa Quispe\nPeru, head of state\n2 contacts; last seen: " in told


@pytest.mark.parametrize("script", QUOTATIONS)
def test_a_quotation_stands_in_full(brief, script):
    assert f"“{QUOTATIONS[script]}”" in words_of(brief.quotations)


def test_a_long_quotation_is_not_cut():
    long = "We shall share the river, and its banks, and its fish; " * 20 + "and that is all."
    with make_book(quotations=(long,)) as ledger:
        assert long in words_of(load_brief(ledger, PAIR).quotations)


def test_long_quotations_leave_room_for_the_rest():
    texts = tuple(f"Point {number}: {'we shall share the river and its fish ' * 40}" for number in range(4))
    with make_book(quotations=texts) as ledger:
        quotations = load_brief(ledger, PAIR).quotations
    assert sum(clean(text) in words_of(quotations) for text in texts) == 1
    assert quotations.more == "4 more in the dossier"  # three, and one of the two that the meetings tell alike


def test_reported_words_are_not_put_between_marks():
    with make_book(quotations=()) as ledger:
        ledger.add(speak("the river would be shared by all", LAST, kind=StatementKind.INDIRECT))
        told = words_of(load_brief(ledger, PAIR).quotations)
    assert "the river would be shared by all" in told
    assert "“the river would" not in told


def test_what_has_no_room_is_counted():
    texts = tuple(f"Sentence number {number} about the river and its fish" for number in range(MOST + 5))
    with make_book(quotations=texts) as ledger:
        quotations = load_brief(ledger, PAIR).quotations
    assert len(quotations.rows) == MOST
    assert quotations.more == "7 more in the dossier"  # five, and those of the two meetings


def test_every_note_names_its_document_and_sentence(brief):
    cited = [
        run.note for s in brief.sections for row in s.rows for cell in row for line in cell for run in line if run.note
    ]
    assert [note.number for note in brief.notes] == list(range(1, len(brief.notes) + 1))
    assert set(cited) == set(range(1, len(brief.notes) + 1))
    said = next(note for note in brief.notes if QUOTATIONS["Cyrillic"] in note.words)
    assert said.sentence == 2
    assert said.where.startswith("Harbour Bulletin, “River talks”, 24 May 2014 (document ")


def test_a_past_day_knows_nothing_of_later_words():
    with make_book() as ledger:
        brief = load_brief(ledger, PAIR, LAST)
    assert brief.on == LAST
    assert QUOTATIONS["Cyrillic"] not in words_of(brief.quotations)


def test_the_same_ledger_gives_the_same_brief(brief):
    with make_book() as ledger:
        assert load_brief(ledger, PAIR) == brief


def test_a_pair_of_which_nothing_is_told_is_named():
    with make_book() as ledger, pytest.raises(LedgerError, match="tells nothing of BOL-PER"):
        load_brief(ledger, "BOL-PER")


def test_two_states_without_promises_or_words_have_a_brief():
    from dataclasses import replace

    with make_book(quotations=()) as ledger:
        bare = replace(meet(LAST), statements=(), positions=(), commitments=(), claims=(), events=())
        ledger.add(bare)
        assert load_brief(ledger, PAIR).quotations.rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("One came. Two left.", ["One came.", "Two left."], id="a full stop ends a sentence"),
        pytest.param("Mr. Vidal met H.E. Ms. Quispe.", ["Mr. Vidal met H.E. Ms. Quispe."], id="a title does not"),
        pytest.param(
            "1. They met.\n\n2. They left.", ["1. They met.", "2. They left."], id="nor the number of a point"
        ),
        pytest.param("It was part 1. They left.", ["It was part 1.", "They left."], id="a number at its end does"),
        pytest.param("River talks\n\nThey met.", ["River talks", "They met."], id="a headline is a sentence"),
        pytest.param("“We met.” He left.", ["“We met.”", "He left."], id="a closing mark goes with its sentence"),
        pytest.param(
            "会談した。川は深い。", ["会談した。", "川は深い。"], id="an ideographic full stop needs no blank"
        ),
        pytest.param(
            "Growth of 2.5 percent, it said.", ["Growth of 2.5 percent, it said."], id="a decimal does not end one"
        ),
        pytest.param(" \n\n ", [], id="blanks are none"),
    ],
)
def test_sentences(text, expected):
    assert [text[start:end] for start, end in split_sentences(text)] == expected


def test_a_sentence_is_found_by_any_of_its_characters():
    text = "They met. They parted.\n\nNothing more"
    assert {find_sentence(text, place) for place in range(10, 22)} == {(2, "They parted.")}
    assert find_sentence(text, len(text) + 5) == (3, "Nothing more")
    assert find_sentence("", 0) == (1, "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a\n  b\tc", "a b c", id="blanks are joined"),
        pytest.param("a\x00b\ufffe", "a⟦U+0000⟧b⟦U+FFFE⟧", id="what no file can hold is named"),
        pytest.param("ab\u202ecd", "ab⟦RLO⟧cd", id="a turn of direction is shown"),
        pytest.param("می\u200cروم", "می\u200cروم", id="a joiner that spells a word stays"),
        pytest.param("a\u200cb", "a⟦ZWNJ⟧b", id="a joiner elsewhere is shown"),
    ],
)
def test_unseen_characters(text, expected):
    assert clean(text) == expected
