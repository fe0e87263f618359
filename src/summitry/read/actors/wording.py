"""The words of a text as the tables look them up: folded phrases over ranges of words, with the hits of a table."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeVar

from summitry.knowledge.world import MAX_WORDS, Location, World, fold
from summitry.read.parse import Parsed

T = TypeVar("T")
KEPT = 1 << 14
"""Answers about words and phrases that are kept."""
_BREAK = re.compile(r"[-']")
_FIRST = re.compile(r"[^\s'-]+")
_NONE: frozenset[int] = frozenset()
_fold = lru_cache(maxsize=KEPT)(fold)


@dataclass(frozen=True)
class Wording:
    """A parsed text with its words folded."""

    parsed: Parsed

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Each word folded."""
        return tuple(_fold(token.text) for token in self.parsed.tokens)

    @cached_property
    def capitals(self) -> tuple[bool, ...]:
        """Whether a word begins with a capital letter."""
        return tuple(token.text[:1].isupper() for token in self.parsed.tokens)

    @cached_property
    def _glued(self) -> tuple[bool, ...]:
        """Whether a word follows the one before it without a blank."""
        tokens = self.parsed.tokens
        return tuple(i > 0 and tokens[i - 1].end == token.start for i, token in enumerate(tokens))

    @cached_property
    def person_starts(self) -> dict[int, int]:
        """For each word of a person's name, as the language pipeline proposes it, the first word of the name."""
        people = (name for name in self.parsed.names if name.label == "PER")
        return {i: name.first for name in people for i in range(name.first, name.last)}

    def glued(self, i: int) -> bool:
        """Tell whether word ``i`` follows the one before it without a blank."""
        return self._glued[i]

    @cached_property
    def _joined(self) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
        """All words folded, blanks as in the text, with where each starts and ends; phrases are cut from it."""
        parts: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        position = 0
        for word, glued in zip(self.words, self._glued, strict=True):
            if not glued:
                parts.append(" ")
                position += 1
            parts.append(word)
            starts.append(position)
            position += len(word)
            ends.append(position)
        return "".join(parts), tuple(starts), tuple(ends)

    def phrase(self, first: int, last: int) -> str:
        """Return words ``first`` to ``last`` (exclusive), folded, blanks as in the text."""
        if first >= last:
            return ""
        joined, starts, ends = self._joined
        return joined[starts[first] : ends[last - 1]]

    def surface(self, first: int, last: int) -> str:
        """Return the words as they are written, without line ends."""
        tokens = self.parsed.tokens
        return "".join(
            tokens[i].text if i == first or self._glued[i] else f" {tokens[i].text}" for i in range(first, last)
        )

    def is_capital(self, i: int) -> bool:
        """Tell whether a word begins with a capital letter."""
        return self.capitals[i]

    def opens_sentence(self, i: int) -> bool:
        """Tell whether a word is the first of its sentence, quotation marks and bullets aside."""
        first = self.parsed.sentences[self.parsed.sentence_of[i]].first
        return all(not self.parsed.tokens[j].text[:1].isalnum() for j in range(first, i))

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        """The end of each sentence; one that the parser cut off without a stop goes on in the next of its block."""
        sentences = self.parsed.sentences
        ends = [sentence.last for sentence in sentences]
        for k in range(len(sentences) - 2, -1, -1):
            last = self.parsed.tokens[sentences[k].last - 1]
            if sentences[k].block == sentences[k + 1].block and last.text[-1:].isalnum():
                ends[k] = ends[k + 1]
        return tuple(ends)

    def start_of(self, i: int) -> int:
        """Return the start of the sentence of word ``i``, over breaks of the parser that no stop marks."""
        sentences, number = self.parsed.sentences, self.parsed.sentence_of[i]
        while (
            number > 0
            and sentences[number - 1].block == sentences[number].block
            and self.parsed.tokens[sentences[number].first - 1].text[-1:].isalnum()
        ):
            number -= 1
        return sentences[number].first

    def end_of(self, i: int) -> int:
        """Return the end of the sentence of word ``i``, over breaks of the parser that no stop marks."""
        return self._ends[self.parsed.sentence_of[i]]

    def may_name(self, i: int, world: World) -> bool:
        """Tell whether a phrase of the tables can begin at word ``i``; saves looking up phrases from every word."""
        if world not in self._opening:
            starts = world.phrase_starts
            self._opening[world] = tuple(
                word in starts or (("-" in word or "'" in word) and _BREAK.split(word, maxsplit=1)[0] in starts)
                for word in self.words
            )
        return self._opening[world][i]

    @cached_property
    def _opening(self) -> dict[World, tuple[bool, ...]]:
        return {}

    def lengths(self, i: int, starts: Mapping[str, frozenset[int]]) -> frozenset[int] | None:
        """Return how many characters a phrase from word ``i`` on can have, given the lengths for each first word.

        None where the first word alone does not tell.
        """
        word = self.words[i]
        match = _FIRST.match(word)
        if match is None or word == "the":  # tables may leave an article out
            return None
        first = match[0]
        if first == word and i + 1 < len(self.words) and self._glued[i + 1] and self.words[i + 1][:1] not in {"-", "'"}:
            return None  # the words that follow belong to the first word
        return starts.get(first, _NONE)

    @cached_property
    def _spots(self) -> dict[tuple[World, int], tuple[int, Location] | None]:
        return {}

    def place(self, i: int, world: World) -> tuple[int, Location] | None:
        """Return the end of the longest name of a place that begins at word ``i``, and what the tables say of it."""
        if (world, i) not in self._spots:
            self._spots[world, i] = self.longest(i, world.place, lengths=self.lengths(i, world.phrase_starts))
        return self._spots[world, i]

    def longest(
        self,
        i: int,
        look_up: Callable[[str], T | None],
        *,
        size: int = MAX_WORDS,
        lengths: frozenset[int] | None = None,
    ) -> tuple[int, T] | None:
        """Return the end of the longest phrase from word ``i`` on that a table knows, and what the table says.

        Args:
            i: where the phrase begins.
            look_up: asks the table.
            size: how many words it may have.
            lengths: how many characters it can have, if that is known.
        """
        joined, starts, ends = self._joined
        start, following = starts[i], i + 1
        if lengths is not None and not lengths:
            return None
        for last in range(min(i + size, self.end_of(i)), i, -1):
            if lengths is not None and ends[last - 1] - start not in lengths:
                continue
            if last == following < len(ends) and self._glued[last] and self.words[last] == "-":
                continue
            found = look_up(joined[start : ends[last - 1]])
            if found:
                return last, found
        return None


@lru_cache(maxsize=KEPT)
def singular(word: str) -> str | None:
    """Return the singular of an English plural in ``-s`` or ``-men``, or None if the word has no such form.

    >>> singular("secretaries"), singular("spokesmen"), singular("ministers")
    ('secretary', 'spokesman', 'minister')
    """
    if word.endswith("men"):
        return f"{word[:-3]}man"
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return None


def singular_phrase(phrase: str) -> Iterator[str]:
    """Yield a phrase with one of its words in the singular, the last word first: "ministers of defence"."""
    return iter(_singulars(phrase))


@lru_cache(maxsize=KEPT)
def _singulars(phrase: str) -> tuple[str, ...]:
    words = phrase.split(" ")
    found = []
    for k in range(len(words) - 1, -1, -1):
        one = singular(words[k])
        if one:
            found.append(" ".join((*words[:k], one, *words[k + 1 :])))
    return tuple(found)
