"""Names of states in other languages ("Japon", "Alemania"), from the Unicode CLDR as Babel carries it.

The index takes about a second to build, so it is built when a name that the tables do not know could be one, once.
"""

import re
import unicodedata
from collections import defaultdict
from functools import cache
from typing import NamedTuple

from summitry.knowledge.entries import fold

__all__ = ["LANGUAGES", "Foreign", "could_be_foreign", "foreign_names"]

LANGUAGES = (
    *("fr", "es", "de", "ru", "zh", "ar", "pt", "it", "ja", "tr", "uk", "pl", "nl", "ko", "fa", "hi", "id", "vi"),
    *("zh_Hant", "cs", "sv", "el", "hu", "ro", "he", "th", "da", "nb", "fi", "bg", "sr", "hr", "sk", "sl", "lt"),
    *("lv", "et", "ca", "hy", "ka", "kk", "uz", "bn", "ur", "ta", "ms", "sw", "sq", "mk", "mn", "is", "bs"),
)
"""The languages whose names of states are known, as CLDR calls them."""
ALPHA2 = 2
"""Letters of a state's code; CLDR's longer codes, in figures, are those of continents."""
MAX_LETTERS, MAX_WORDS = 60, 6
_TOLD = re.compile(r"[\d,;:!?\"]")


class Foreign(NamedTuple):
    """What a name means in a language: ``Foreign("JP", "French")``, a state by its ISO 3166-1 alpha-2 code."""

    code: str
    language: str


def could_be_foreign(text: str) -> bool:
    """Tell whether a text could be a name of a state in another language: short, no figures, not in small letters.

    >>> could_be_foreign("Japon"), could_be_foreign("a cat"), could_be_foreign("日本")
    (True, False, True)
    """
    first = text[:1]
    return (
        len(text) <= MAX_LETTERS
        and len(text.split()) <= MAX_WORDS
        and not _TOLD.search(text)
        and bool(first)
        and (unicodedata.category(first) in {"Lu", "Lo", "Lt"})
    )


@cache
def foreign_names() -> dict[str, tuple[Foreign, ...]]:
    """Return folded names of states and territories in other languages, each with its meanings, one a code.

    A name that is the same in several languages is told as of the first of them; a code need not be that of a state of
    the tables. Source: Unicode CLDR through Babel.
    """
    from babel import Locale  # heavy, and needed by few look-ups  # noqa: PLC0415

    found: dict[str, dict[str, Foreign]] = defaultdict(dict)
    for code in LANGUAGES:
        locale = Locale.parse(code)
        language = locale.english_name or code
        for territory, name in locale.territories.items():
            if len(territory) == ALPHA2:
                found[fold(name)].setdefault(territory, Foreign(territory, language))
    return {name: tuple(meanings.values()) for name, meanings in found.items()}
