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
