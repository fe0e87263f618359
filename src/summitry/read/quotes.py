"""What stands between quotation marks: curly, straight, low-high and French marks, checked block by block."""

import re
from collections.abc import Iterator

from summitry.read.layout import Block
from summitry.read.parse import Parsed
from summitry.records import Span

_PAIRED = {"“": "”", "„": "“”", "«": "»", "‘": "’"}
_OPENS = re.compile(r"[“„«]|(?<![^\s(\[—–-])[\"‘](?=\S)|(?<![^\s(\[—–-])'(?=[A-Z])")


def find_quotes(parsed: Parsed) -> tuple[Span, ...]:
    """Return the spans between quotation marks, without the marks, in order.

    A quotation that is opened and not closed in its block runs to the block's end when the next block opens with a
    mark again (the press repeats the opening mark in each paragraph), and is no quotation otherwise.
    """
    found: list[Span] = []
    blocks = parsed.blocks
    for number, block in enumerate(blocks):
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        found.extend(_quotes_in(parsed.document.text, block, following))
    return tuple(found)


def _quotes_in(text: str, block: Block, following: Block | None) -> Iterator[Span]:
    position = block.content.start
    end = block.content.end
    while position < end:
        opening = _OPENS.search(text, position, end)
        if opening is None:
            return
        start = opening.end()
        close = _closing(text, opening[0], start, end)
        if close is None:
            continues = following is not None and text[following.content.start] in '"“„«'
            if continues and opening[0] in '"“„«':
                yield Span(start, end)
                return
            position = start
            continue
        if close > start:
            yield Span(start, close)
        position = close + 1


def _closing(text: str, mark: str, start: int, end: int) -> int | None:
    """Return where the quotation that ``mark`` opens is closed, or None."""
    if mark in _PAIRED and mark != "‘":
        places = [text.find(c, start, end) for c in _PAIRED[mark]]
        return min((place for place in places if place >= 0), default=None)
    closers = "’" if mark == "‘" else mark
    position = start
    while True:
        position = text.find(closers, position, end)
        if position < 0:
            return None
        after = text[position + 1] if position + 1 < end else " "
        if mark == '"' or not after.isalnum():
            return position
        position += 1
