"""Which sentence of a text some words stand in."""

import re

_END = re.compile(
    r"(?<=[.!?…؟])[\"'”’»)\]]*(?=\s+[^\s\W_a-z]|\s+[\"'“‘«„(\[])"  # an end of a sentence, and no small letter after it
    r"|[。！？][」』”’）]*"
    r"|\n\s*\n|\n(?=\s*\n)"
)
_SHORT = re.compile(r"(?:^|[\s(\"“])(?:[^\W\d_]{1,2}|(?:[^\W\d_]\.)+[^\W\d_])\.$|\n\s*\d{1,3}\.$")
"""A short word, letters with full stops, a number at the head of a line: "Mr.", "H.E.", "2." do not end a sentence."""
_SEEN = 12
"""Characters before an end that are looked at."""


def split_sentences(text: str) -> tuple[tuple[int, int], ...]:
    r"""Return where the sentences of a text start and end.

    A sentence ends at its mark where no small letter follows, and at an empty line; a heading is one of its own.

    >>> text = "Two ministers met\n\nMr. Vidal came on Monday. He left at once."
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['Two ministers met', 'Mr. Vidal came on Monday.', 'He left at once.']
    """
    found: list[tuple[int, int]] = []
    start = 0
    ends = (match.end() for match in _END.finditer(text))
    for end in (*(end for end in ends if not _SHORT.search(_before(text, end))), len(text)):
        part = text[start:end]
        if part.strip():
            found.append((start + len(part) - len(part.lstrip()), start + len(part.rstrip())))
        start = end
    return tuple(found)


def _before(text: str, end: int) -> str:
    """Return the last characters before a place; the start of a text is the start of a line."""
    return text[end - _SEEN : end] if end > _SEEN else f"\n{text[:end]}"


def find_sentence(text: str, start: int) -> tuple[int, str]:
    """Return the number, counted from 1, and the words of the sentence in which a character stands.

    >>> find_sentence("They met. They parted.", 12)
    (2, 'They parted.')

    Args:
        text: a document's text.
        start: offset of a character of it.
    """
    sentences = split_sentences(text)
    number = max(sum(first <= start for first, _ in sentences), 1)
    if not sentences:
        return 1, ""
    first, last = sentences[number - 1]
    return number, text[first:last]
