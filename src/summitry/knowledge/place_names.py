"""Names of places as they are looked up: one key for spellings that differ in accents, hyphens or "Saint" and "St."."""

import re
from collections.abc import Iterator
from functools import lru_cache

from summitry.knowledge.entries import fold
from summitry.knowledge.tables import read_toml

_WORDS = "lang/en/places.toml"


@lru_cache(maxsize=1 << 14)
def place_key(name: str) -> str:
    """Return a name as places are looked up: folded, without "the", hyphens and apostrophes, "Saint" as "st".

    >>> place_key("The St. John's"), place_key("Île-de-France"), place_key("Saint Petersburg")
    ('st johns', 'ile de france', 'st petersburg')
    """
    words = fold(name).replace("'", "").replace("-", " ").removeprefix("the ").split()
    spellings = read_toml(_WORDS)["spellings"]
    return " ".join(spellings.get(word, word) for word in words).strip(" ,;:")


def without_affixes(name: str) -> Iterator[str]:
    """Yield a name without a word that says what kind of place it is: "Herat province", "the port city of Odesa".

    >>> list(without_affixes("the city of Herat")), list(without_affixes("Herat Province"))
    (['herat'], ['herat'])
    """
    words = read_toml(_WORDS)["affixes"]
    key = fold(name).removeprefix("the ")
    for before in sorted(words["before"], key=len, reverse=True):
        if key.startswith(f"{before} "):
            yield key.removeprefix(f"{before} ").removeprefix("the ")
            return
    for after in sorted(words["after"], key=len, reverse=True):
        if key.endswith(f" {after}"):
            yield key.removesuffix(f" {after}")
            return


def without_part(name: str) -> str | None:
    """Return a name without the word that tells a part of it, or None if there is none.

    >>> without_part("northern Syria"), without_part("Syria")
    ('syria', None)
    """
    key = fold(name).removeprefix("the ")
    first, _, rest = key.partition(" ")
    return rest if rest and first in read_toml(_WORDS)["affixes"]["parts"] else None


def split_name(name: str) -> tuple[str, tuple[str, ...]]:
    """Return a name and what it is told to lie in: after commas or in brackets.

    >>> split_name("Portland, Maine, USA"), split_name("Tripoli (Lebanon)")
    (('Portland', ('Maine', 'USA')), ('Tripoli', ('Lebanon',)))
    """
    parts = [" ".join(part.split()) for part in re.split(r"[,()]", name)]
    first, *rest = [part for part in parts if part] or [""]
    return first, tuple(rest)
