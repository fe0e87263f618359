"""Which issues of the installation's list the words of a span speak of."""

import re
from collections.abc import Mapping
from functools import cache

from summitry.knowledge.tables import read_toml
from summitry.read.parse import Parsed, Token
from summitry.records import Span

TABLE = "lang/en/issues.toml"


def find_issues(parsed: Parsed, span: Span) -> tuple[str, ...]:
    """Return the issues that the words in a span speak of, most often named first.

    Args:
        parsed: the document.
        span: which of its characters to look at.

    Returns:
        Keys of the issue list; empty when no cue of any issue is there.
    """
    words = parsed.tokens_in(span)
    counts = count_cues([_form(word) for word in words], load_cues())
    return tuple(sorted(counts, key=lambda issue: (-counts[issue][0], counts[issue][1])))


def issues_of_text(text: str) -> tuple[str, ...]:
    """Return the issues that a plain text speaks of; for texts that are not parsed.

    >>> issues_of_text("the peace treaty and joint economic activities")
    ('peace_treaty', 'economy')
    """
    words = [(word, word) for word in re.findall(r"[\w'’-]+", text.lower())]
    counts = count_cues(words, load_cues())
    return tuple(sorted(counts, key=lambda issue: (-counts[issue][0], counts[issue][1])))


Cues = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
"""First four letters of a cue's first word (or the whole shorter word) -> (words of the cue, issue), longest first."""


@cache
def load_cues() -> Cues:
    """Return the packaged cues, indexed by how their first word begins."""
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for issue, table in read_toml(TABLE).items():
        for cue in table["cues"]:
            words = tuple(cue.lower().split())
            index.setdefault(_key(words[0]), []).append((words, issue))
    return {key: tuple(sorted(cues, key=lambda c: -len(c[0]))) for key, cues in index.items()}


def count_cues(words: list[tuple[str, str]], cues: Cues) -> dict[str, tuple[int, int]]:
    """Count cues in a sequence of (form, lemma) pairs; overlapping cues count once, the longest first.

    Returns:
        Issue -> (number of cues, position of the first).
    """
    counts: dict[str, tuple[int, int]] = {}
    position = 0
    while position < len(words):
        match = _longest(words, position, cues)
        if match is None:
            position += 1
            continue
        length, issue = match
        number, first = counts.get(issue, (0, position))
        counts[issue] = (number + 1, first)
        position += length
    return counts


def _longest(words: list[tuple[str, str]], position: int, cues: Cues) -> tuple[int, str] | None:
    keys = {_key(words[position][0]), _key(words[position][1])}
    best: tuple[int, str] | None = None
    for key in keys:
        for cue, issue in cues.get(key, ()):
            if (best is None or len(cue) > best[0]) and _matches(words[position : position + len(cue)], cue):
                best = (len(cue), issue)
    return best


def _matches(words: list[tuple[str, str]], cue: tuple[str, ...]) -> bool:
    return len(words) == len(cue) and all(
        any(form.startswith(part[:-1]) if part.endswith("*") else form == part for form in pair)
        for pair, part in zip(words, cue, strict=True)
    )


KEY_LETTERS = 3


def _key(word: str) -> str:
    return word.rstrip("*")[:KEY_LETTERS]


def _form(token: Token) -> tuple[str, str]:
    return token.text.lower(), token.lemma.lower()
