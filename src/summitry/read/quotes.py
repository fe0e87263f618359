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
    position, depth, first = start, 0, (-1, start)
    closers = _CLOSERS[mark]
    while position < len(words):
        here = min((p for c in closers if (p := words.find(c, position)) >= 0), default=-1)
        if here < 0:
            return first
        closer = next(c for c in closers if words.startswith(c, here))
        after = here + len(closer)
        if mark in _NESTING:
            depth += words.count(mark, position, here)
            if depth > DEEPEST:
                return first if first[0] >= 0 else (here, after)
        if _is_apostrophe(words, closer, after) or (
            closer == "“" and mark != "„" and not words[after : after + 1].isspace() and after < len(words)
        ):
            position = after
            continue
        if first[0] < 0:
            first = (here, after)
        if depth <= 0:
            return here, after
        depth -= 1
        position = after
    return first


def _is_apostrophe(words: str, closer: str, after: int) -> bool:
    return closer in {"’", "'"} and words[after : after + 1].isalnum()
