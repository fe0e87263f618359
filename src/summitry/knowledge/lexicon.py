"""Words of English by which names and titles are read: honorifics, "former", "-elect", "of"."""

from collections.abc import Mapping
from functools import cache

from summitry.knowledge.tables import read_toml


@cache
def name_words() -> Mapping[str, frozenset[str]]:
    """Return the words by what they do, as ``data/lang/en/names.toml`` has them.

    >>> "former" in name_words()["former"]
    True
    """
    return {name: frozenset(words) for name, words in read_toml("lang/en/names.toml").items()}


def is_everyday(name: str) -> bool:
    """Tell whether a family name is a common word, number, letter or place, so that it needs a title or a first name.

    >>> is_everyday("Friday"), is_everyday("X"), is_everyday("Obama")
    (True, True, False)
    """
    return len(name) == 1 or name.casefold() in name_words()["everyday"]
