"""One report of what somebody says, thinks or wants: its words, its cue and the words that name its source."""

from collections.abc import Iterable
from dataclasses import dataclass

from summitry.read.parse import Parsed
from summitry.records import Span

MARKS = frozenset("\"“”„«»‘’'‹›「」『』")


@dataclass(frozen=True, slots=True)
class Saying:
    """A report as the text has it, before anybody asks who the source is.

    Attributes:
        content: what is said, in text order, without its cue, its source, an opening "that" and outer quotation marks.
        cue: the word that attributes it (number in ``Parsed.tokens``).
        source: the words that name who says it, as they stand ("he", "a senior official"), or None.
        source_head: the head of those words.
        rule: the construction by which it was found.
        quoted: whether quoted words are part of it.
        inner: whether it is reported inside another report.
        addressee_head: the head of the words that name whom it is said to, or None.
    """

    content: tuple[Span, ...]
    cue: int
    source: Span | None
    source_head: int | None
    rule: str
    quoted: bool
    inner: bool
    addressee_head: int | None = None


def spans_of(parsed: Parsed, words: Iterable[int]) -> tuple[Span, ...]:
    """Return the runs of words as spans, in text order; stops and quotation marks at their ends are left out.

    Runs of one paragraph that only a stop or a quotation mark parts are one.
    """
    tokens = parsed.tokens
    runs: list[list[int]] = []
    for i in sorted(words):
        if tokens[i].pos == "PUNCT" and all(not letter.isalnum() for letter in tokens[i].text):
            continue
        if (
            runs
            and _block(parsed, runs[-1][1]) == _block(parsed, i)
            and all(not any(map(str.isalnum, tokens[j].text)) for j in range(runs[-1][1] + 1, i))
        ):
            runs[-1][1] = i
        else:
            runs.append([i, i])
    return tuple(Span(tokens[first].start, tokens[last].end) for first, last in runs)


def _block(parsed: Parsed, i: int) -> int:
    return parsed.sentences[parsed.sentence_of[i]].block
