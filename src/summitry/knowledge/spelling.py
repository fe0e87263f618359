"""How one name is spelled in many ways: a key that transliterations of a name share, and the order of its parts.

Names from Arabic, Persian, Cyrillic or Indic scripts reach English by many roads: Mohammed and Muhammad, Zelensky and
Zelenskiy, Yatsenyuk and Yatseniuk, al-Sisi and el-Sisi. The key folds what those roads differ in and nothing more; two
names are taken for one only if every part of the shorter one is found, in order, in the longer one.
"""

import re
from functools import lru_cache

from summitry.knowledge.entries import fold

__all__ = ["key_of", "key_parts", "same_name"]

_ARTICLE = re.compile(r"\b(?:(?:al|el|ul|il)[ -]|(?:as|ash|an|ad|ar|az|at)-)(?=[a-z])")
_SERVANT = re.compile(r"\b(?:abd|abdel|abdul|abdal|abdol|abdur|abdu)[ -](?:al-?|el-?|ar-|ur-)?(?=[a-z])")
_SERVANT_JOINED = re.compile(r"\babd[aeou][lr](?=[a-z]{3})")
_LINKS = frozenset({"bin", "ibn", "ben", "bint", "ould"})
_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<=[aeiou])y(?=[aeiou])|^y(?=e)", ""),
        (r"shch|sch|tsch", "s"),
        (r"dzh|dj", "j"),
        (r"zh", "z"),
        (r"sh|sz", "s"),
        (r"tch|cz|ch", "c"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"dh", "d"),
        (r"ph", "f"),
        (r"ck", "k"),
        (r"q", "k"),
        (r"x(?!i)", "ks"),
        (r"tz", "ts"),
        (r"gu(?=[ei])", "g"),
        (r"w", "v"),
        (r"(?:sky|skyy|skiy|skij|skyi|skyj|ski|skii)$", "ski"),
        (r"(?<=[bcdfgklmnprstvz])(?:yy|iy|ij|yi|ii|yj)$", "i"),
        (r"(?<=[aeou])(?:ff)$", "v"),
        (r"(?<=[tnl])j(?=[aeou])", "i"),
        (r"ou|oo", "u"),
        (r"ee|ie", "i"),
        (r"e[iy]|a[iy]", "ai"),
        (r"(?<=[bcdfgklmnprstvz])j(?=[ao])|y", "i"),
        (r"enka$", "enko"),
        (r"(?<=[bcdfgkpstvz])r$", "er"),
        (r"(?<=[aeiou])h$", ""),
        (r"(.)\1+", r"\1"),
        (r"o", "u"),
        (r"e", "a"),
    )
)
_SHORT = 2
"""A part of so few letters, such as Xi or Li, is left as it is."""
_NUMBERS = frozenset({"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xvi"})
"""A ruler's number: such a name stands as it is."""
_MORE = 2
"""So many parts, further given names or a second surname, may be missing from one of two spellings."""


@lru_cache(maxsize=1 << 15)
def key_of(word: str) -> str:
    """Return the key that spellings of one part of a name share.

    >>> key_of("Mohammed") == key_of("Muhammad")
    True
    >>> key_of("Zhang") == key_of("Yang")
    False
    """
    key = re.sub(r"[^\w]", "", fold(word))
    if len(key) <= _SHORT:
        return key
    for pattern, replacement in _RULES:
        key = pattern.sub(replacement, key)
    return key


@lru_cache(maxsize=1 << 14)
def key_parts(name: str) -> tuple[str, ...]:
    """Return the keys of the parts of a name, without articles and words such as "bin" between them.

    >>> key_parts("Abdel Fattah al-Sisi") == key_parts("Abdelfattah el-Sisi")
    True
    """
    plain = _SERVANT.sub("abdal", fold(name).replace("'", "").replace(".", " "))
    plain = _ARTICLE.sub("", _SERVANT_JOINED.sub("abdal", plain))
    words = plain.replace("-", " ").split()
    return tuple(key_of(w) for i, w in enumerate(words) if i == 0 or w not in _LINKS)


def same_name(first: tuple[str, ...], second: tuple[str, ...], family: tuple[str, ...]) -> bool:
    """Tell whether the parts of two names can be one name; ``family`` is the family name of the second.

    Order of names is free as a whole (Abe Shinzo, Shinzo Abe); further given names, a second surname and initials may
    be missing from one of the two, the family name and the first given name may not.

    >>> same_name(("nikulas", "madura", "murus"), ("nikulas", "madura"), ("madura",))
    True
    >>> same_name(("hasan", "rauhani"), ("rauhani", "hasan", "ali"), ("ali",))
    False
    """
    if not family or not _within(family, first):
        return False
    if "".join(first) == "".join(second):
        return True
    given = tuple(p for p in second if p not in family)
    turned = (*family, *given), (*given, *family)
    if "".join(first) in {"".join(t) for t in turned}:
        return True
    if second[-1] in _NUMBERS:
        return False
    one, two = _without_initials(first), _without_initials(second)
    if min(len(one), len(two)) < _SHORT or one[0] != two[0] or abs(len(one) - len(two)) > _MORE:
        return False
    return _within(one, two) or _within(two, one)


def _without_initials(parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(p for p in parts if len(p) > 1)


def _within(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Tell whether all parts stand in a longer sequence in this order."""
    rest = iter(longer)
    return all(part in rest for part in shorter)
