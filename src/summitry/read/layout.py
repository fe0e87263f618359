"""How a text is laid out on the page: blocks such as headline, heading, list item, transcript turn, dated entry.

Offsets point into ``Document.text``; nothing is changed. Sentences never cross a block.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from summitry.dates import Tense, When, find_dates, parse_date
from summitry.records import Span


class BlockKind(StrEnum):
    """What a block of text is."""

    TITLE = "title"  # headline, or a line that repeats it
    HEADING = "heading"  # a short line above a section
    LINE = "line"  # byline, date, place or outlet: carries no sentence
    BODY = "body"  # running text
    ITEM = "item"  # list item: bullet or number
    ENTRY = "entry"  # entry of a chronology or live blog: opens with a date or a time
    TURN = "turn"  # turn of a transcript: opens with a speaker's label
    QUESTION = "question"  # turn of somebody who asks


@dataclass(frozen=True, slots=True)
class Block:
    """One block; ``content`` is it without its marker (bullet, number, date, speaker); ``label`` is that marker."""

    kind: BlockKind
    span: Span
    content: Span
    label: Span | None = None


_DASH = r"[-–—]"
_BULLET = re.compile(r"(?:[•●◦▪*·‣>»]|--|[-–—])[ \t\u00a0]+")
_NUMBER = re.compile(r"(?:\(?\d{1,2}[.)]|\([a-z]\)|\([ivx]+\))[ \t\u00a0]+(?=\S)")
_CLOCK = re.compile(
    r"\[?\d{1,2}[:.h]\d{2}(?:\s?[ap]\.?m\.?)?\]?(?:\s+(?-i:[A-Z]{2,4})\b(?=\s*[|:–—-]))?"
    r"[ \t\u00a0]*(?:[|:–—-][ \t\u00a0]*)?(?=\S)",
    re.IGNORECASE,
)
_TURN = re.compile(
    r"(?P<label>[A-Z][\w.'’\-]*(?: (?:[A-Z(][\w.'’()\-]*|of|for|and|the|to|de|van|al)){0,9})"
    r":[ \t\u00a0]+(?=[\"“‘A-Z(\[0-9—–…])"
)
_NO_SPEAKER = re.compile(
    r"(?:transcript|report|statement|subject|date|place|note|summary|update|timeline|live|editorial|analysis|opinion|"
    r"background|outlook|context|sources?|contact|press|media|question|title|venue|re|part|section|chapter|annex|day|"
    r"highlights?|key points?|conclusions?|what next|in brief|as it happened|breaking|correction)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"(?:Q(?:UESTION)?(?: \d+)?|REPORTER|JOURNALIST|MODERATOR|Question|Reporter|Moderator|Journalist)\s*[:.]\s+"
    r"|Q[ \t\u00a0]+(?=[\"“(\[—…A-Z])"
)
_OFFICE = re.compile(
    r"(?:THE )?(?:(?:VICE |DEPUTY )?(?:PRESIDENT|PREMIER|PRIME MINISTER|CHANCELLOR|SECRETARY)"
    r"|(?:FOREIGN |DEFENSE |DEFENCE )?MINISTER|AMBASSADOR|SPOKES(?:MAN|WOMAN|PERSON)|KING|QUEEN|TAOISEACH|MRS?\.|MS\.)"
    r"(?![\w-])"
)
"""With a label in capitals that opens so, a single turn makes a transcript: a speech printed as such."""
_GOES_ON = re.compile(r"[—–\-:,…]$")
_LEAST_WORDS = 6
"""A line of so many words inside a turn is speech even if it ends without a stop."""
_ENTRY_DATE = re.compile(rf"(?P<date>[A-Z0-9][^\n:;!?]{{2,40}}?)\s*(?:{_DASH}|:|\|)[ \t\u00a0]+(?=\S)")
_DATELINE = re.compile(
    r"(?P<line>[A-Z][A-Z .'’/-]{2,40}(?:, [A-Z][\w .'’-]{1,30})?"
    r"(?:, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?(?:,? ?\([^()]{2,40}\))?)\s+(?:--|–|—|-)\s+"
)
STAGE = re.compile(r"[(\[][^()\[\]]{3,160}[)\]]")
"""A stage direction: "(Laughter.)"."""
_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*$")
_CAPTION = re.compile(r"(?:by|from|for immediate release|issued|published|updated|editorial)\b", re.IGNORECASE)

SHORT_LINE = 90
"""A line of up to this many characters with no closing stop is a heading, not a sentence."""
NARROWEST_WRAP, WIDEST_WRAP = 60, 110
"""A text whose longest line lies outside these columns is not wrapped: its lines are paragraphs."""
FULL_LINE = 0.6
"""In a wrapped text, a line of at least this share of the longest that ends no sentence goes on in the next."""


def find_blocks(text: str, title: str | None = None) -> tuple[Block, ...]:
    """Return the blocks of a text, in order; every non-blank character lies in exactly one block.

    Args:
        text: a document's text.
        title: the document's title if known; lines equal to it are TITLE blocks.

    Returns:
        The blocks.
    """
    paragraphs = list(_paragraphs(text))
    turns, askers = _askers(text, paragraphs)
    wanted = _squeeze(title) if title else None
    blocks: list[Block] = []
    opening = True
    for span in paragraphs:
        block = _classify(text, span, askers=askers if turns else None, title=wanted, first=opening)
        if (
            opening
            and title is None
            and block.kind is BlockKind.HEADING
            and all(b.kind is not BlockKind.TITLE for b in blocks)
        ):
            block = replace(block, kind=BlockKind.TITLE)
        opening = opening and block.kind in {BlockKind.TITLE, BlockKind.HEADING, BlockKind.LINE}
        blocks.append(block)
    return tuple(_continue_turns(text, blocks) if turns else blocks)


def _continue_turns(text: str, blocks: list[Block]) -> Iterator[Block]:
    """Yield blocks with the paragraphs that go on with a turn or a question made part of it, under the same label.

    A stage direction does not end a turn; a heading, a dated entry and the end of the transcript do. News with a
    dateline tell between the turns what happened, so that there a turn is its own paragraph.
    """
    told = any(block.kind is BlockKind.BODY and block.label is not None for block in blocks)
    current: Block | None = None
    for block in blocks:
        if block.kind in {BlockKind.TURN, BlockKind.QUESTION}:
            current = None if told else block
        elif current is not None and _is_speech(block, text[block.content.start : block.content.end].rstrip()):
            yield Block(current.kind, block.span, block.span, current.label)
            continue
        elif block.kind is not BlockKind.LINE:
            current = None
        yield block


def _is_speech(block: Block, words: str) -> bool:
    """Tell whether a block between the turns of a transcript can be part of one."""
    if words.isupper():
        return False  # "END 3:05 P.M."
    if block.kind is BlockKind.HEADING:
        return bool(_GOES_ON.search(words)) or (len(words.split()) >= _LEAST_WORDS and not words.istitle())
    return block.kind in {BlockKind.BODY, BlockKind.ITEM}


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("-\n", "").replace("- ", "")).strip().casefold()


def _paragraphs(text: str) -> Iterator[Span]:
    """Yield paragraphs: blank lines part them, and so does a line end that is no soft wrap."""
    width = _wrap_width(text)
    start: int | None = None
    end = 0
    previous = ""
    position = 0
    for line in text.split("\n"):
        stripped = line.strip()
        first = position + len(line) - len(line.lstrip()) if stripped else position
        if not stripped:
            if start is not None:
                yield Span(start, end)
                start = None
        elif start is None:
            start = first
        elif not _continues(previous, stripped, width):
            yield Span(start, end)
            start = first
        if stripped:
            end = first + len(stripped)
            previous = stripped
        position += len(line) + 1
    if start is not None:
        yield Span(start, end)


def _wrap_width(text: str) -> int | None:
    """Return the column at which the text's lines are wrapped, or None when its lines are paragraphs."""
    longest = max((len(line.rstrip()) for line in text.split("\n")), default=0)
    return longest if NARROWEST_WRAP <= longest <= WIDEST_WRAP else None


def _continues(previous: str, line: str, width: int | None) -> bool:
    """Tell whether a line goes on with the sentence of the line before it."""
    if _BULLET.match(line) or _NUMBER.match(line) or _CLOCK.match(line):
        return False
    if line[:1].islower():
        return True
    if width is None:
        return False
    if not _ENDS_SENTENCE.search(previous) and len(previous) >= FULL_LINE * width:
        return True
    room = width - len(previous) - 1
    return room < len(line.split(maxsplit=1)[0])  # the next word had no room left in the line before


def _askers(text: str, paragraphs: list[Span]) -> tuple[bool, frozenset[str]]:
    """Tell whether the text is a transcript, and which of its speakers only ask.

    A transcript has a question marked by its form, the label of one speaker twice, or one in capitals with an office.
    Somebody at least half of whose turns end with a question mark asks.
    """
    turns: dict[str, list[bool]] = {}
    questions = 0
    current: list[bool] | None = None
    for span in paragraphs:
        paragraph = text[span.start : span.end]
        asks = paragraph.rstrip('"”’').endswith("?")
        turn = _TURN.match(paragraph)
        if _QUESTION.match(paragraph):
            questions += 1
            current = None
        elif turn and not _NO_SPEAKER.match(turn["label"]):
            current = turns.setdefault(turn["label"], [])
            current.append(asks)
        elif current is not None and not STAGE.fullmatch(paragraph):
            current[-1] = asks  # a turn of several paragraphs asks if its last one does
    printed = any(label.isupper() and _OFFICE.match(label) for label in turns)
    is_transcript = printed or (questions > 0 and bool(turns)) or any(len(ends) > 1 for ends in turns.values())
    if not is_transcript:
        return False, frozenset()
    return True, frozenset(label for label, ends in turns.items() if 2 * sum(ends) >= len(ends))


def _classify(text: str, span: Span, *, askers: frozenset[str] | None, title: str | None, first: bool) -> Block:
    paragraph = text[span.start : span.end]
    if title is not None and _squeeze(paragraph) == title:
        return Block(BlockKind.TITLE, span, span)
    turn = _turn(paragraph, span, askers) if askers is not None else None
    if turn is not None:
        return turn
    if _is_line(paragraph, first=first):
        return Block(BlockKind.LINE, span, span)
    marked = _marked(paragraph, span)
    if marked is not None:
        return marked
    if _is_heading(paragraph):
        return Block(BlockKind.HEADING, span, span)
    dateline = _DATELINE.match(paragraph)
    if dateline:
        return _labelled(BlockKind.BODY, span, dateline.end(), len(dateline["line"]))
    return Block(BlockKind.BODY, span, span)


def _turn(paragraph: str, span: Span, askers: frozenset[str]) -> Block | None:
    """Return a transcript's turn, question or stage direction."""
    question = _QUESTION.match(paragraph)
    if question:
        return _labelled(BlockKind.QUESTION, span, question.end(), len(question[0].rstrip(": .\t\u00a0")))
    turn = _TURN.match(paragraph)
    if turn and not _NO_SPEAKER.match(turn["label"]):
        kind = BlockKind.QUESTION if turn["label"] in askers else BlockKind.TURN
        return _labelled(kind, span, turn.end(), len(turn["label"]))
    return Block(BlockKind.LINE, span, span) if STAGE.fullmatch(paragraph) else None


def _marked(paragraph: str, span: Span) -> Block | None:
    """Return a dated or timed entry or a list item."""
    entry = _ENTRY_DATE.match(paragraph)
    if entry and date_of_label(entry["date"]) is not None:
        return _labelled(BlockKind.ENTRY, span, entry.end(), len(entry["date"]))
    clock = _CLOCK.match(paragraph)
    if clock and len(paragraph) > clock.end() + 3:
        return _labelled(BlockKind.ENTRY, span, clock.end(), len(clock[0].rstrip(" |:–—-\u00a0\t")))
    number = _NUMBER.match(paragraph)
    if number and _is_heading(paragraph[number.end() :]):
        return Block(BlockKind.HEADING, span, span)
    marker = number or _BULLET.match(paragraph)
    if marker is None:
        return None
    inner = _ENTRY_DATE.match(paragraph, marker.end())
    if inner and date_of_label(inner["date"]) is not None:
        label = Span(span.start + inner.start("date"), span.start + inner.end("date"))
        return Block(BlockKind.ENTRY, span, Span(span.start + inner.end(), span.end), label)
    return _labelled(BlockKind.ITEM, span, marker.end(), len(marker[0].rstrip()))


def _labelled(kind: BlockKind, span: Span, content: int, label: int) -> Block:
    return Block(
        kind, span, Span(min(span.start + content, span.end - 1), span.end), Span(span.start, span.start + label)
    )


def _is_heading(paragraph: str) -> bool:
    return len(paragraph) <= SHORT_LINE + 30 and "\n" not in paragraph.strip() and not _ENDS_SENTENCE.search(paragraph)


def _is_line(paragraph: str, *, first: bool) -> bool:
    """Tell a date, place, byline or outlet line from a sentence."""
    if len(paragraph) > SHORT_LINE + 30 or _ENDS_SENTENCE.search(paragraph.removesuffix("p.m.").removesuffix("a.m.")):
        return False
    if parse_date(paragraph) is not None:
        return True
    if not first:
        return False
    if _CAPTION.match(paragraph) and len(paragraph.split()) <= 14:  # noqa: PLR2004  # a byline is short
        return True
    return any(found.when is not None and found.when.precision == "day" for found in find_dates(paragraph, None))


def date_of_label(text: str, anchor: date | None = None) -> When | None:
    """Return the date that a label such as "4 March 2011", "July 2012" or "28 Apr" is; None when it is no date.

    Args:
        text: the label.
        anchor: a day on or after the entry, for labels without a year; without one such a label takes the year 2000.
    """
    stripped = text.strip()
    whole = parse_date(stripped)
    if whole is not None or not any(character.isdigit() for character in stripped):
        return whole
    found = find_dates(stripped, anchor or date(2000, 12, 31), tense=lambda _start, _end: Tense.PAST)
    return found[0].when if len(found) == 1 and found[0].end - found[0].start == len(stripped) else None
