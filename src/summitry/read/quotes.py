"""What stands between quotation marks: curly, straight, doubled, low-high, French and CJK marks, block by block."""

import re
from collections.abc import Iterator

from summitry.read.layout import Block
from summitry.read.parse import Parsed
from summitry.records import Span

_CLOSERS = {
    "“": ("”", '"', "''", "“"),
    "„": ("“", "”", '"'),
    "”": ("”", '"'),
    "«": ("»",),
    "»": ("«",),
    "‹": ("›",),
    "「": ("」",),
    "『": ("』",),
    "《": ("》",),
    "``": ("''", '"'),
    "''": ("''", '"'),
    '"': ('"', "”"),
    "‘": ("’",),
    "'": ("'",),
}
"""What may close what: a mark of another set closes too, as hasty typing has it."""
_NESTING = frozenset("“«‹「『《")
"""Marks whose opening and closing forms differ, so that quotations inside quotations can be told."""
_ENDS = {
    mark: re.compile("|".join(map(re.escape, (*closers, mark) if mark in _NESTING else closers)))
    for mark, closers in _CLOSERS.items()
}
DEEPEST = 3
"""Quotations inside quotations that are told apart; deeper ones are a sign that closing marks are missing."""
_BEFORE = r"(?<![^\s(\[/—–-])"
_OPENS = re.compile(
    rf"[“„«‹「『《]|``(?=\S)|{_BEFORE}''(?=[^\s'])|{_BEFORE}\"(?=\S)|{_BEFORE}‘(?!\d\ds?\b|em\b|til\b|cause\b)(?=\S)|\A[”»](?=\s?\S)|{_BEFORE}'(?=[A-Z])"
)
_LEADS_IN = re.compile(r"(?:\A|[,:]|\b(?:said|says|say))\s*\Z")
"""What stands before a quotation that is surely one, though nothing closes it."""
_REOPENS = ('"', "“", "„", "«", "''", "``", "「")


def find_quotes(parsed: Parsed) -> tuple[Span, ...]:
    """Return the spans between quotation marks, without the marks, in order; those inside others are left out.

    A quotation that is opened and not closed in its block runs to the block's end when the next block opens with a
    mark again (the press repeats the opening mark in each paragraph), or when the mark opens the block or follows a
    comma or colon; it is no quotation otherwise.
    """
    found: list[Span] = []
    blocks = parsed.blocks
    for number, block in enumerate(blocks):
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        reopened = following is not None and parsed.document.text.startswith(_REOPENS, following.content.start)
        found.extend(_quotes_in(parsed.document.text, block, reopened=reopened))
    return tuple(found)


def _quotes_in(text: str, block: Block, *, reopened: bool) -> Iterator[Span]:
    words = text[block.content.start : block.content.end]
    origin, position = block.content.start, 0
    hopeless: set[str] = set()  # marks that nothing closes any more
    while position < len(words):
        opening = _OPENS.search(words, position)
        if opening is None:
            return
        start = opening.end()
        close, after = (-1, start) if opening[0] in hopeless else _closing(words, opening[0], start)
        if close < 0:
            hopeless.add(opening[0])
            if opening[0] in _REOPENS and (
                reopened or _LEADS_IN.search(words, max(0, opening.start() - 8), opening.start())
            ):
                yield Span(origin + start, block.content.end)
                return
            position = start
            continue
        if close > start:
            yield Span(origin + start, origin + close)
        position = after


def _closing(words: str, mark: str, start: int) -> tuple[int, int]:
    """Return where the quotation that ``mark`` opens is closed and where the text goes on; (-1, start) if nowhere."""
    depth, first = 0, (-1, start)
    for found in _ENDS[mark].finditer(words, start):
        closer, here, after = found[0], found.start(), found.end()
        following = words[after : after + 1]
        if closer == mark and mark in _NESTING and following and not following.isspace():
            depth = min(depth + 1, DEEPEST)
            continue
        if closer in {"’", "'"} and following.isalnum():
            continue  # an apostrophe
        if depth == 0:
            return here, after
        first = first if first[0] >= 0 else (here, after)
        depth -= 1
    return first
