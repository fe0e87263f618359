"""How pages are laid out: which block is what."""

import pytest

from summitry.read.layout import BlockKind, find_blocks


def kinds(text, title=None):
    return [block.kind for block in find_blocks(text, title)]


def contents(text):
    return [text[block.content.start : block.content.end] for block in find_blocks(text)]


def test_headline_date_line_and_body():
    text = "Ministers meet on the border\n\n3 May 2016\n\nThe two foreign ministers met on Tuesday."
    assert kinds(text) == [BlockKind.TITLE, BlockKind.LINE, BlockKind.BODY]


def test_a_line_that_repeats_the_title_is_the_title():
    assert kinds("Talks end\n\nThe talks ended.", title="Talks end")[0] is BlockKind.TITLE


def test_list_items_without_blank_lines_are_blocks_of_their_own():
    text = "The sides agreed:\n- to reopen the bridge;\n- to exchange lists of prisoners."
    assert contents(text)[1:] == ["to reopen the bridge;", "to exchange lists of prisoners."]


def test_transcript_turns_carry_their_speaker():
    text = "MS. HALE: We met them yesterday.\n\nQUESTION: Where?\n\nMS. HALE: In Oslo."
    blocks = find_blocks(text)
    assert [block.kind for block in blocks] == [BlockKind.TURN, BlockKind.QUESTION, BlockKind.TURN]
    assert text[blocks[0].label.start : blocks[0].label.end] == "MS. HALE"


def test_dated_entries_of_a_chronology():
    text = "4 March 2011 - The ministers meet in Vienna.\n\nJuly 2012 - The treaty is signed."
    assert kinds(text) == [BlockKind.ENTRY, BlockKind.ENTRY]


@pytest.mark.parametrize("mark", ["10.45 | ", "10:45 ", "10:45 GMT - "])
def test_timed_entries_of_a_live_blog(mark):
    text = f"{mark}The envoy has landed in Geneva."
    assert contents(text) == ["The envoy has landed in Geneva."]


def test_the_dateline_is_no_part_of_the_sentence():
    assert contents("OSLO, June 3 (Fjord Wire) -- The envoy left on Monday.") == ["The envoy left on Monday."]


def test_a_soft_wrap_continues_the_sentence():
    text = "The two governments announced late on Monday evening that their poli-\ntical talks would go on in Geneva."
    assert len(find_blocks(text)) == 1


def test_lines_without_blank_lines_between_are_paragraphs():
    text = "The minister arrived on Monday.\nShe left on Tuesday."
    assert len(find_blocks(text)) == 2


def test_every_character_that_is_not_blank_lies_in_one_block():
    text = "A title\n\n1. One thing.\n2. Another thing.\n\nQ: Why?\n\n  Because.  \n"
    covered = [i for block in find_blocks(text) for i in range(block.span.start, block.span.end)]
    assert len(covered) == len(set(covered))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(covered)


def test_entries_without_a_year_are_entries():
    text = "2021\n\n28 Apr: Shots are fired at the bridge.\n\n29 Apr: The ministers agree on a truce."
    assert kinds(text)[1:] == [BlockKind.ENTRY, BlockKind.ENTRY]


def test_a_dated_list_item_is_an_entry():
    assert kinds("- 12 September: The union tightened its measures.") == [BlockKind.ENTRY]


def test_somebody_who_only_asks_is_no_speaker():
    text = "Mr. Lund: Did they meet?\n\nThe Minister (Ms. Kari Solheim): They did.\n\nMr. Lund: When?\n\nThe Minister (Ms. Kari Solheim): In May."
    assert kinds(text) == [BlockKind.QUESTION, BlockKind.TURN, BlockKind.QUESTION, BlockKind.TURN]


@pytest.mark.parametrize("label", ["Background", "Transcript", "What next"])
def test_the_name_of_a_section_is_no_speaker(label):
    text = f"{label}: The talks began in May.\n\n{label}: They ended in June."
    assert BlockKind.TURN not in kinds(text)


def test_a_turn_goes_on_over_paragraphs_and_stage_directions_under_its_label():
    text = (
        "MS. HALE: We met them yesterday.\n\nIt went well.\n\n(Laughter.)\n\nWe shall meet again —\n\n"
        "Q   Where will that be?\n\nMS. HALE: In Oslo.\n\nEND 3:05 P.M."
    )
    blocks = find_blocks(text)
    turn, question = BlockKind.TURN, BlockKind.QUESTION
    assert [block.kind for block in blocks] == [
        turn,
        turn,
        BlockKind.LINE,
        turn,
        question,
        turn,
        BlockKind.BODY,
    ]
    assert len({block.label for block in blocks[:4] if block.label}) == 1


def test_a_speech_printed_under_one_label_in_capitals_is_a_turn():
    assert kinds("THE PRIME MINISTER: Good morning.\n\nI am glad to be here.") == [BlockKind.TURN, BlockKind.TURN]


def test_what_news_tell_between_two_turns_is_no_speech():
    text = "OSLO (NTB) - The minister gave an interview.\n\nMS. HALE: Yes.\n\nShe paused for a while.\n\nMS. HALE: No."
    assert kinds(text) == [BlockKind.BODY, BlockKind.TURN, BlockKind.BODY, BlockKind.TURN]


def test_somebody_whose_turn_opens_with_a_question_but_ends_without_one_speaks():
    text = "THE PRESIDENT: How are you all?\n\nWe have come a long way.\n\nMS. HALE: Welcome.\n\nMS. HALE: Sit down."
    assert kinds(text)[0] is BlockKind.TURN
