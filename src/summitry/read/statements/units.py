"""Stretches of text that hang together: sentences, joined where a quotation or its attribution crosses their ends."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from summitry.read.layout import BlockKind
from summitry.read.parse import Parsed, Sentence
from summitry.read.scene import Scene
from summitry.read.statements.drafts import CLOSING, FAR
from summitry.read.statements.lexicon import load_lexicon

LONGEST_HEADLINE = 160
"""Characters of the longest opening line that is read as one sentence."""
MOST_QUOTATIONS = 100
"""Quotations of one unit that are looked at; a longer run of marks is no prose."""
_SENTENCES = re.compile(r"[.!?][\"”’']?\s+[\"“‘]?[A-Z]")
"""Where one sentence ends and the next begins."""
OPENING_MARKS = "\"“«„'‘「"
DASHES = "-–—―"
CLOSING_MARKS = "\"”’'»」"


class Unit(NamedTuple):
    """Words ``first`` to ``last`` (exclusive) of a block, and the quotations there, each as words from and to."""

    first: int
    last: int
    block: int
    quotes: tuple[tuple[int, int], ...]

    def quoted(self) -> frozenset[int]:
        """Return the quoted words."""
        return frozenset(i for low, high in self.quotes for i in range(low, high))


def find_units(scene: Scene) -> Iterator[Unit]:
    """Yield the units of a document, in order."""
    parsed = scene.parsed
    starts, ends = [token.start for token in parsed.tokens], [token.end for token in parsed.tokens]
    places = ((bisect_right(ends, quote.start), bisect_left(starts, quote.end)) for quote in scene.quotes)
    quotes = [(low, high) for low, high in places if low < high]
    lows = [low for low, _ in quotes]
    first: int | None = None
    for number, sentence in enumerate(parsed.sentences):
        first = sentence.first if first is None else first
        following = parsed.sentences[number + 1] if number + 1 < len(parsed.sentences) else None
        until = bisect_left(lows, sentence.last)
        crossing = until > 0 and quotes[until - 1][1] > sentence.last
        if (
            following is not None
            and following.block == sentence.block
            and (crossing or is_headline(parsed, sentence.block) or _is_cut_off(parsed, sentence, following))
        ):
            continue
        inside = quotes[bisect_left(lows, first) : until][:MOST_QUOTATIONS]
        unit = Unit(first, sentence.last, sentence.block, tuple((a, b) for a, b in inside if b <= sentence.last))
        yield from _split(parsed, unit)
        first = None


def is_headline(parsed: Parsed, number: int) -> bool:
    """Tell whether a block, by its number, is a headline: by its layout, or as a short line at the top."""
    block = parsed.blocks[number]
    if block.span.end - block.span.start > LONGEST_HEADLINE:
        return False
    if block.kind in {BlockKind.TITLE, BlockKind.HEADING}:
        return True
    return number == 0 and len(parsed.blocks) > 1 and not _SENTENCES.search(parsed.text(block.content))


def _split(parsed: Parsed, unit: Unit) -> Iterator[Unit]:
    """Part a unit where a quotation follows a full stop that the parser took for none."""
    first = unit.first
    quoted = unit.quoted()
    for low, _ in unit.quotes:
        before = low - 1
        while before > first and parsed.tokens[before].text in CLOSING:
            before -= 1
        if before > first + 1 and before not in quoted and parsed.tokens[before].text in {".", "?", "!"}:
            yield Unit(first, before + 1, unit.block, tuple(q for q in unit.quotes if first <= q[0] and q[1] <= before))
            first = before + 1
    yield Unit(first, unit.last, unit.block, tuple(q for q in unit.quotes if q[0] >= first))


def _is_cut_off(parsed: Parsed, sentence: Sentence, following: Sentence) -> bool:
    """Tell whether the parser parted a quotation from its attribution ('"Why?" | she asked', 'She said, " | Why?').

    Closing marks at the head of the following sentence are counted to the first.
    """
    text = parsed.document.text
    first = following.first
    while (
        first < following.last - 1
        and parsed.tokens[first].text in CLOSING
        and (parsed.tokens[first].start == parsed.tokens[first - 1].end or text[parsed.tokens[first].end].isspace())
    ):
        first += 1
    if parsed.tokens[first].text in CLOSING and first == following.last - 1:
        return parsed.tokens[first].start == parsed.tokens[first - 1].end
    tail = text[parsed.tokens[max(0, sentence.last - FAR)].start : parsed.tokens[first].start].rstrip()
    if tail[-1:] in OPENING_MARKS and tail.rstrip(f" {OPENING_MARKS}").endswith((",", ":")):
        return True
    short = following.last - following.first <= FAR
    if short and tail[-1:] in DASHES and tail.rstrip(f" {DASHES}")[-1:] in CLOSING_MARKS:
        return True  # a signature, its dash on the other side
    bare = tail.rstrip(CLOSING_MARKS)
    after = text[parsed.tokens[first].start]
    if bare == tail or after in OPENING_MARKS:
        return False
    if bare.endswith((",", "—", "–", "-")) or after.islower():
        return True
    if after in DASHES and short:
        return True  # a signature
    words = parsed.tokens[first : min(following.last, first + FAR)]
    quoting = load_lexicon().quoting
    return bare.endswith(("?", "!", "…")) and any(w.pos == "VERB" and w.lemma.lower() in quoting for w in words)
