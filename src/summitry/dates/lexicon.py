"""The words of time of one language, from ``data/lang/en/dates.toml``.

Each word has a class, written as one character, and a value. A text becomes a string of classes, and the grammar is
matched against that string: a rule reads like the phrase it finds.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

OTHER = "x"
NAME = "X"
_FIRST_CODE = 0x100

# classes whose words come from their own tables or from the shape of the token
_SHAPES = [
    *("month_name", "month_word", "weekday", "weekday_short", "weekdays", "season", "fall", "feast", "dayword"),
    *("number", "ordinal_word", "decade_word", "unit", "units"),
    *("iso", "numeric", "clock", "decade", "ordinal", "day_number", "year_number", "figure", "ampm"),
    *("comma", "dash", "spaced_dash", "slash", "colon", "open", "close", "stop", "possessive", "break", "money"),
]


class Word(NamedTuple):
    """What a word is to the grammar: its class and its value."""

    code: str
    value: object


class Lexicon(NamedTuple):
    """The tables of one language.

    Attributes:
        codes: class name -> its character.
        words: word in small letters -> class and value; months and weekdays are in tables of their own.
        months: name or abbreviation -> 1 to 12.
        weekdays: name or abbreviation -> 0 (Monday) to 6.
        followers: words that may follow a bare "the 26th".
        feasts: name of a feast -> kind of rule and its numbers.
        feast: pattern of those names.
        feast_starts: their first words, in small letters.
        tense: ``future``, ``past``, ``open`` and ``promise`` -> cues.
        before: kind of doubtful phrase -> words before it that settle the doubt.
        counted: words that make "in two weeks" a time gone by.
        moved: verbs after which "from 9 to 20 October" is no stretch.
        occasions: events whose day may close a window.
        published: words that announce the date of a text.
        unions: name -> classes it stands for, with blanks between.
        phrases: name -> part of a rule.
        rules: name and pattern, in order of rank.
        zones: abbreviation of a time zone -> minutes east of Greenwich.
    """

    codes: dict[str, str]
    words: dict[str, Word]
    months: dict[str, int]
    weekdays: dict[str, int]
    followers: frozenset[str]
    feasts: dict[str, tuple[str, tuple[int, ...]]]
    feast: re.Pattern[str]
    feast_starts: frozenset[str]
    tense: dict[str, list[str]]
    before: dict[str, frozenset[str]]
    counted: frozenset[str]
    moved: frozenset[str]
    occasions: frozenset[str]
    published: list[str]
    unions: dict[str, str]
    phrases: dict[str, str]
    rules: tuple[tuple[str, str], ...]
    zones: dict[str, int]


@cache
def load_lexicon(language: str = "en") -> Lexicon:
    """Return the packaged tables of a language."""
    path = files("summitry").joinpath("data", "lang", language, "dates.toml")
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    codes = {name: chr(_FIRST_CODE + number) for number, name in enumerate([*tables["classes"], *_SHAPES])}
    words = {word: Word(codes[name], word) for name, listed in tables["classes"].items() for word in listed}
    for table, name in (
        ("numbers", "number"),
        ("ordinals", "ordinal_word"),
        ("decades", "decade_word"),
        ("daywords", "dayword"),
        ("seasons", "season"),
    ):
        words.update({word: Word(codes[name], value) for word, value in tables[table].items()})
    words.update({w: Word(codes["units" if w.endswith("s") else "unit"], v) for w, v in tables["units"].items()})
    words["fall"] = Word(codes["fall"], "autumn")
    words["hours"] = Word(codes["hours"], "hour")
    feasts = {
        name: (kind, tuple(rule) if isinstance(rule, list) else (rule,))
        for kind, rules in tables["feasts"].items()
        for name, rule in rules.items()
    }
    names = "|".join(
        re.escape(name).replace("'", "['’]").replace(r"\ ", r"\s") for name in sorted(feasts, key=len, reverse=True)
    )
    return Lexicon(
        codes,
        words,
        tables["months"],
        tables["weekdays"],
        frozenset(tables["followers"]["words"]),
        feasts,
        re.compile(f"(?:{names})\\b"),
        frozenset(re.split(r"\W", name)[0].lower() for name in feasts),
        tables["tense"],
        {kind: frozenset(listed) for kind, listed in tables["before"].items()},
        frozenset(tables["counted"]["words"]),
        frozenset(tables["moved"]["words"]),
        frozenset(tables["occasions"]["words"]),
        tables["published"]["cues"],
        tables["unions"],
        tables["phrases"],
        tuple((rule["name"], rule["pattern"]) for rule in tables["rules"]),
        tables["zones"],
    )
