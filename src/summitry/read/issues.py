"""Which issues of the installation's list the words of a span speak of, and which one a place in the text is about."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from summitry.knowledge.tables import Row, read_csv, read_toml
from summitry.read.parse import Parsed, Token
from summitry.records import Span

TABLE = "lang/en/issues.toml"
DISPUTES = "world/disputes.csv"
NOTHING = "nothing"
"""The table of phrases whose words would be cues and are none."""
STRONG = 1.0
WEAK = 0.3
"""What a cue counts that stands in texts about other issues too."""
KEY_LETTERS = 3
FADING = 0.5
"""What a cue counts one sentence further away."""
MOST_KEPT = 20_000
"""Words whose cues are kept in memory."""
REACH = 6
"""Sentences beyond which a cue counts as part of the whole text only."""
WHOLE = 0.7
"""What the share of an issue in the whole text counts beside the cues near by."""


class Cue(NamedTuple):
    """The words of a cue, the issue that they tell and what they count; no issue for a phrase that tells none."""

    words: tuple[str, ...]
    issue: str | None
    weight: float


class Hit(NamedTuple):
    """A cue found in a text: the number of its first word, the issue and what it counts."""

    word: int
    issue: str
    weight: float


class Cues(dict[str, tuple[Cue, ...]]):
    """First letters of a cue's first word -> the cues that begin so, longest first."""

    def __init__(self, index: Mapping[str, tuple[Cue, ...]]) -> None:
        super().__init__(index)
        self._starting: dict[tuple[str, str], tuple[Cue, ...]] = {}

    def starting(self, word: tuple[str, str]) -> tuple[Cue, ...]:
        """Return the cues whose first word a (form, lemma) pair is, longest first; those asked for before are kept."""
        found = self._starting.get(word)
        if found is None:
            if len(self._starting) >= MOST_KEPT:
                self._starting.clear()
            near = {cue.words: cue for key in map(_key, word) for cue in self.get(key, ())}
            fitting = (cue for cue in near.values() if _matches([word], 0, cue.words[:1]))
            found = self._starting[word] = tuple(sorted(fitting, key=lambda cue: (-len(cue.words), cue.words)))
        return found


def find_issues(parsed: Parsed, span: Span) -> tuple[str, ...]:
    """Return the issues that the words in a span speak of, most often named first.

    Args:
        parsed: the document.
        span: which of its characters to look at.

    Returns:
        Keys of the issue list; empty when no cue of any issue is there. An issue that only weak cues speak of is left
        out where another has a cue of its own.
    """
    return _ranked(find_cues([_form(word) for word in parsed.tokens_in(span)], load_cues()))


def issues_of_text(text: str) -> tuple[str, ...]:
    """Return the issues that a plain text speaks of; for texts that are not parsed.

    >>> issues_of_text("the peace treaty and joint economic activities")
    ('peace_treaty', 'economy')
    >>> issues_of_text("the ties with the army")
    ('security',)
    """
    words = [(word, word) for word in re.findall(r"[\w'’-]+", text.lower())]
    return _ranked(find_cues(words, load_cues()))


def _ranked(hits: Iterable[Hit]) -> tuple[str, ...]:
    sums: dict[str, float] = {}
    first: dict[str, int] = {}
    plain: set[str] = set()
    for hit in hits:
        sums[hit.issue] = sums.get(hit.issue, 0.0) + hit.weight
        first.setdefault(hit.issue, hit.word)
        if hit.weight >= STRONG:
            plain.add(hit.issue)
    kept = plain or set(sums)
    return tuple(sorted(kept, key=lambda issue: (-sums[issue], first[issue])))


# ---------------------------------------------------------------- what a place in the text is about
@dataclass(frozen=True, slots=True)
class IssueMap:
    """All cues of a document, to tell what a passage is about that names no issue itself.

    Attributes:
        hits: the cues, in text order.
        sentences: for each hit the number of its sentence.
        shares: issue -> its share of what all cues of the document count.
    """

    hits: tuple[Hit, ...]
    sentences: tuple[int, ...]
    shares: Mapping[str, float]

    def rank(self, sentence: int, own: Mapping[str, float] | None = None) -> tuple[str, ...]:
        """Return the issues that a sentence is about, the likeliest first.

        Args:
            sentence: its number in the document.
            own: what the words in question count by themselves, on top of their sentence and of the text round it.

        Returns:
            Issues; empty when the whole document has no cue.
        """
        sums = {issue: WHOLE * share for issue, share in self.shares.items()}
        for issue, value in (own or {}).items():
            sums[issue] = sums.get(issue, 0.0) + value
        first = bisect_left(self.sentences, sentence - REACH)
        last = bisect_right(self.sentences, sentence + REACH)
        for hit, number in zip(self.hits[first:last], self.sentences[first:last], strict=True):
            distance = sentence - number if number <= sentence else 1 + number - sentence  # what follows tells less
            if distance <= REACH:
                sums[hit.issue] += hit.weight * FADING**distance / (1 + distance)
        return tuple(sorted(sums, key=lambda issue: (-sums[issue], issue)))

    def weigh(self, words: range) -> dict[str, float]:
        """Return what the cues among some words, by their numbers in the document, count for each issue."""
        sums: dict[str, float] = {}
        for hit in self._among(words):
            sums[hit.issue] = sums.get(hit.issue, 0.0) + hit.weight
        return sums

    def find(self, words: range, *, weak: bool = True) -> tuple[str, ...]:
        """Return the issues that some words speak of, as ``find_issues`` does for a span.

        Args:
            words: their numbers in the document.
            weak: whether a weak cue that stands alone tells an issue.
        """
        return _ranked(hit for hit in self._among(words) if weak or hit.weight >= STRONG)

    def _among(self, words: range) -> tuple[Hit, ...]:
        first = bisect_left(self.hits, words.start, key=lambda hit: hit.word)
        last = bisect_left(self.hits, words.stop, key=lambda hit: hit.word)
        return self.hits[first:last]


def map_issues(parsed: Parsed) -> IssueMap:
    """Return all cues of a document, with the bare nouns that stand for a dispute once it has been named."""
    forms = [_form(word) for word in parsed.tokens]
    found = _all_cues(forms, load_cues())
    cues = _with_short_names(found, load_cues())
    hits = _hits(found) if cues is load_cues() else find_cues(forms, cues)
    total = sum(hit.weight for hit in hits)
    shares: dict[str, float] = {}
    for hit in hits:
        shares[hit.issue] = shares.get(hit.issue, 0.0) + hit.weight / total
    return IssueMap(hits, tuple(parsed.sentence_of[hit.word] for hit in hits), shares)


def _with_short_names(found: Iterable[tuple[int, Cue]], cues: Cues) -> Cues:
    """Return the cues with the kinds of place in the names of disputes that a text has: after "Lake X" also "lake"."""
    kinds = read_toml(TABLE)[NOTHING]["kinds"]
    added: dict[str, Cue] = {}
    for _, cue in found:
        if cue.words in dispute_names():
            for word in cue.words:
                if word in kinds and cue.issue is not None:
                    added.setdefault(word, Cue((word,), cue.issue, STRONG))
    if not added:
        return cues
    known = {cue.words: cue for listed in cues.values() for cue in listed}
    return index_cues({**known, **{cue.words: cue for cue in added.values()}}.values())


# ---------------------------------------------------------------- cues
@cache
def load_cues() -> Cues:
    """Return the packaged cues, indexed by how their first word begins; names of disputes are cues as well."""
    cues: dict[tuple[str, ...], Cue] = {}
    for issue, table in read_toml(TABLE).items():
        told = None if issue == NOTHING else issue
        for kind, weight in (("cues", STRONG), ("weak", WEAK)):
            for cue in table.get(kind, ()):
                words = tuple(cue.lower().split())
                cues.setdefault(words, Cue(words, told, weight))
    for cue in _dispute_cues(index_cues(cues.values())):
        cues.setdefault(cue.words, cue)
    return index_cues(cues.values())


def index_cues(cues: Iterable[Cue]) -> Cues:
    """Return cues by how their first word begins, the longest first."""
    index: dict[str, list[Cue]] = {}
    for cue in cues:
        index.setdefault(_key(cue.words[0]), []).append(cue)
    return Cues({key: tuple(sorted(found, key=lambda c: (-len(c.words), c.words))) for key, found in index.items()})


@cache
def dispute_names() -> frozenset[tuple[str, ...]]:
    """Return the names of the table of disputes as words in lower case."""
    return frozenset(_name_words(name) for row in read_csv(DISPUTES) for name in _names(row))


def _names(row: Row) -> tuple[str, ...]:
    return (row["name"], *(name for name in row["names"].split(";") if name.strip()))


def _name_words(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[\w'’-]+", name.lower()))


def _dispute_cues(known: Cues) -> Iterable[Cue]:
    """Yield the names of the table of disputes: rivers that are shared are water, all else is territory.

    A region whose status is disputed is named in texts about much else, so its name alone is a weak cue; one that
    is a party of its own ("Kosovo") is named as that party, and its name is none.
    """
    for row in read_csv(DISPUTES):
        if row["iso"] in row["claimants"].split(";"):
            continue
        text = [(word, word) for name in _names(row) for word in _name_words(name)]
        shared = row["kind"] == "river" and any(hit.issue == "water" for hit in find_cues(text, known))
        for name in _names(row):
            if words := _name_words(name):
                weight = WEAK if row["kind"] == "status" else STRONG
                yield Cue(words, "water" if shared else "territory", weight)


def find_cues(words: list[tuple[str, str]], cues: Cues) -> tuple[Hit, ...]:
    """Return the cues in a sequence of (form, lemma) pairs, in order; of overlapping cues the longest one."""
    return _hits(_all_cues(words, cues))


def _hits(found: Iterable[tuple[int, Cue]]) -> tuple[Hit, ...]:
    return tuple(Hit(position, cue.issue, cue.weight) for position, cue in found if cue.issue is not None)


def _all_cues(words: list[tuple[str, str]], cues: Cues) -> list[tuple[int, Cue]]:
    """Return the cues with their places, also those that tell no issue."""
    found: list[tuple[int, Cue]] = []
    position = 0
    while position < len(words):
        cue = _longest(words, position, cues) if cues.starting(words[position]) else None
        if cue is None:
            position += 1
            continue
        found.append((position, cue))
        position += len(cue.words)
    return found


def _longest(words: list[tuple[str, str]], position: int, cues: Cues) -> Cue | None:
    best: Cue | None = None
    for cue in cues.starting(words[position]):
        if best is not None and len(cue.words) < len(best.words):
            break
        if _matches(words, position, cue.words) and (best is None or _before(cue, best)):
            best = cue
    return best


def _before(cue: Cue, other: Cue) -> bool:
    """Tell which of two cues at one place is meant: the longer, the one spelt out, the one that counts more."""
    return (len(cue.words), "*" not in cue.words[-1], cue.weight) > (
        len(other.words),
        "*" not in other.words[-1],
        other.weight,
    )


def _matches(words: list[tuple[str, str]], position: int, cue: tuple[str, ...]) -> bool:
    """Tell whether a cue's words stand at a place; plain loops, since this is asked of every word of a text."""
    if position + len(cue) > len(words):
        return False
    for i, part in enumerate(cue, start=position):
        form, lemma = words[i]
        if part[-1] == "*":
            if not form.startswith(part[:-1]) and not lemma.startswith(part[:-1]):
                return False
        elif part not in {form, lemma}:
            return False
    return True


def _key(word: str) -> str:
    return word.rstrip("*")[:KEY_LETTERS]


def _form(token: Token) -> tuple[str, str]:
    return token.text.lower(), token.lemma.lower()
