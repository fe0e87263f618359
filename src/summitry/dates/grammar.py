"""The phrases of time: rules over classes of words, and their search in a text.

The rules stand in ``data/lang/<code>/dates.toml``: regular expressions whose small-letter words name classes of words.
A class is one character of the string that is searched and no rule repeats without bound, so the search takes time in
proportion to the text, whatever the text.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from summitry.dates.lexicon import NAME, OTHER, Lexicon, load_lexicon
from summitry.dates.tokens import Tokens
from summitry.errors import TableError


class Rule(NamedTuple):
    """A phrase: its name, which is also the name of its meaning, and its pattern."""

    name: str
    pattern: re.Pattern[str]


class Hit(NamedTuple):
    """A phrase found: the rule and where its groups lie, in tokens."""

    name: str
    tokens: Tokens
    match: re.Match[str]

    def span(self) -> tuple[int, int]:
        """Return the offsets of the phrase in the text."""
        first, last = self.match.span()
        return self.tokens.starts[first], self.tokens.ends[last - 1]

    def end_of_word(self, index: int) -> int:
        """Return the offset after a word of the phrase, counted from its end when negative."""
        edge = self.match.end() if index < 0 else self.match.start()
        return self.tokens.ends[edge + index]

    def has(self, group: str) -> bool:
        """Tell whether a group of the rule took part."""
        return group in self.match.re.groupindex and self.match.start(group) >= 0

    def value(self, group: str, offset: int = 0) -> object:
        """Return the value of the first word of a group (or a later one), None if the group is empty."""
        if not self.has(group):
            return None
        return self.tokens.values[self.match.start(group) + offset]

    def number(self, group: str) -> int:
        """Return the value of a group's first word as a whole number, 0 if it has none."""
        value = self.value(group)
        return int(value) if isinstance(value, int | float) else 0

    def word(self, group: str) -> str:
        """Return the first word of a group in small letters, or an empty string."""
        if not self.has(group):
            return ""
        index = self.match.start(group)
        return self.tokens.text[self.tokens.starts[index] : self.tokens.ends[index]].lower()

    def words(self, group: str) -> tuple[str, ...]:
        """Return all words of a group in small letters."""
        if not self.has(group):
            return ()
        first, last = self.match.span(group)
        text, starts, ends = self.tokens.text, self.tokens.starts, self.tokens.ends
        return tuple(text[starts[i] : ends[i]].lower() for i in range(first, last))

    def words_inside(self) -> tuple[str, ...]:
        """Return all words of the phrase in small letters."""
        first, last = self.match.span()
        text, starts, ends = self.tokens.text, self.tokens.starts, self.tokens.ends
        return tuple(text[starts[i] : ends[i]].lower() for i in range(first, last))

    def word_before(self) -> str:
        """Return the word before the phrase in small letters, or an empty string."""
        index = self.match.start() - 1
        return self.tokens.text[self.tokens.starts[index] : self.tokens.ends[index]].lower() if index >= 0 else ""

    def words_before(self, count: int) -> tuple[str, ...]:
        """Return up to some words before the phrase in small letters."""
        first, last = max(self.match.start() - count, 0), self.match.start()
        text, starts, ends = self.tokens.text, self.tokens.starts, self.tokens.ends
        return tuple(text[starts[i] : ends[i]].lower() for i in range(first, last))

    def word_after(self) -> str:
        """Return the word after the phrase as written, or an empty string."""
        index = self.match.end()
        return (
            self.tokens.text[self.tokens.starts[index] : self.tokens.ends[index]]
            if index < len(self.tokens.codes)
            else ""
        )

    def values(self, group: str) -> tuple[object, ...]:
        """Return the values of all words of a group."""
        if not self.has(group):
            return ()
        first, last = self.match.span(group)
        return self.tokens.values[first:last]


@cache
def load_rules(language: str = "en") -> tuple[Rule, ...]:
    """Return the rules of a language, compiled, in order of rank.

    Raises:
        TableError: a rule names a class that the tables lack.
    """
    lexicon = load_lexicon(language)
    return tuple(Rule(name, _compile(pattern, lexicon)) for name, pattern in lexicon.rules)


def _compile(pattern: str, lexicon: Lexicon) -> re.Pattern[str]:
    for name, phrase in lexicon.phrases.items():
        pattern = pattern.replace(f"%{name}%", phrase)
    classes = {**lexicon.codes, "plain": OTHER + NAME}
    for name, members in lexicon.unions.items():
        classes[name] = "".join(classes[member] for member in members.split())

    def write_class(match: re.Match[str]) -> str:
        if match.group() not in classes:
            message = f"dates.toml: unknown class {match.group()!r} in the rule {pattern!r}; list it under [classes]"
            raise TableError(message)
        return f"[{classes[match.group()]}]"

    return re.compile(re.sub(r"[a-z][a-z_]*", write_class, pattern).replace(" ", ""))


def find_phrases(tokens: Tokens) -> Iterator[Hit]:
    """Yield the phrases of a text in order: of those that overlap the longest, then the one whose rule ranks first."""
    found: list[tuple[int, int, int, Hit]] = []
    for rank, rule in enumerate(load_rules()):
        matches = rule.pattern.finditer(tokens.codes)
        found.extend((match.start(), match.end(), rank, Hit(rule.name, tokens, match)) for match in matches)
    found.sort(key=lambda item: (item[0] - item[1], item[2]))
    taken = bytearray(len(tokens.codes))
    kept = []
    for start, end, _, hit in found:
        if end > start and not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            kept.append((start, hit))
    kept.sort(key=lambda item: item[0])
    for _, hit in kept:
        yield hit
