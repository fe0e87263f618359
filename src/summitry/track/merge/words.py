"""The words of a report, made comparable: stems of what they say, kinds of acts, numbered meetings."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

from summitry.knowledge.tables import read_toml

TABLE = "lang/en/merge.toml"
_WORD = re.compile(r"[^\W_]+")
_REMEMBERED = 1 << 16
"""Words whose stems are kept; news uses fewer in a batch."""


@dataclass(frozen=True, slots=True)
class _Table:
    """What is known of words.

    Attributes:
        stop: words that say nothing on what happened.
        irregular: irregular form to its verb.
        numbered: finds the number of a numbered meeting.
        ordinals: ordinal word to number.
    """

    stop: frozenset[str]
    irregular: Mapping[str, str]
    numbered: re.Pattern[str]
    ordinals: Mapping[str, int]


def split_words(text: str) -> list[str]:
    """Return the words of a text in small letters.

    >>> split_words("Abe's talks, in Sochi")
    ['abe', 's', 'talks', 'in', 'sochi']
    """
    return _WORD.findall(text.lower())


@lru_cache(maxsize=_REMEMBERED)
def stem(word: str) -> str:
    """Return the stem of one word in small letters; words of other scripts stay as they are.

    >>> stem("meetings"), stem("struck")
    ('meet', 'strike')

    Source: Porter's English stemmer of the Snowball project, after a table of irregular verbs.
    """
    stemmed: str = _stemmer().stemWord(_table().irregular.get(word, word))
    return stemmed


@lru_cache(maxsize=_REMEMBERED)
def kind_of(stemmed: str) -> str:
    """Return the stem that stands for the kind of act a stem tells of, itself where none is known.

    >>> kind_of(stem("slaying")) == kind_of(stem("murder"))
    True
    """
    return _akin().get(stemmed, stemmed)


@lru_cache(maxsize=_REMEMBERED)
def _content(word: str) -> str:
    """Return the stem of a word that says something, else nothing."""
    lone = len(word) == 1 and not word.isdigit()
    return "" if lone or word in _table().stop else stem(word)


def stems(text: str) -> tuple[str, ...]:
    """Return the stems of the words that say something, in order.

    >>> stems("The leaders met in Sochi.")
    ('leader', 'meet', 'sochi')
    """
    return tuple(found for word in split_words(text) if (found := _content(word)))


def content_stems(words: Iterable[str]) -> list[str]:
    """Return the stems of those of some words (in small letters) that say something."""
    return [found for word in words if (found := _content(word))]


def find_number(text: str) -> int:
    """Return the number that a text gives a meeting, 0 where it gives none or more than one.

    >>> find_number("It was the 25th meeting between the two."), find_number("held their second joint meeting")
    (25, 2)
    """
    table = _table()
    numbers = {
        int(word) if (word := found[1]).isdigit() else table.ordinals[word]
        for found in table.numbered.finditer(text.lower())
    }
    return numbers.pop() if len(numbers) == 1 else 0


@cache
def _stemmer() -> Any:  # noqa: ANN401  # the library has no types
    return import_module("snowballstemmer").stemmer("english")


@cache
def _table() -> _Table:
    """Read the table; kinds of acts and words of contact go by stems and are made when they are asked for."""
    table = read_toml(TABLE)
    irregular = {form: verb for verb, *forms in table["irregular"] for form in forms}
    ordinals = {word: index for index, word in enumerate(table["ordinals"], 1)}
    spelt, things = "|".join(ordinals), "|".join(table["numbered"])
    numbered = re.compile(rf"\b(\d+(?=st|nd|rd|th)|(?:{spelt})\b)(?:st|nd|rd|th)? (?:\w+ )?(?:{things})\b")
    return _Table(frozenset(table["stop"]), irregular, numbered, ordinals)


@cache
def _akin() -> Mapping[str, str]:
    akin: dict[str, str] = {}
    for group in read_toml(TABLE)["akin"]:
        head = stem(group[0])
        for word in group:
            akin.setdefault(stem(word), head)
    return akin


@cache
def plain_kinds() -> frozenset[str]:
    """Return the words and kinds of acts in which all sorts of joint acts are told ("agreed to work together")."""
    return frozenset(kind_of(stem(word)) for word in read_toml(TABLE)["plain"])


@cache
def meeting_kinds() -> frozenset[str]:
    """Return the kinds of acts that tell no more than that there was a contact ("met", "talks", "visit")."""
    return frozenset(kind_of(stem(word)) for word in read_toml(TABLE)["numbered"])
