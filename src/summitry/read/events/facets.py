"""The last digits of a CAMEO code: what an act is about, by the words of its clause.

CAMEO repeats a few subjects below many codes: what is asked for, promised, demanded or refused is economic or
military cooperation, aid, reform, yielding, talks. The table ``facets.toml`` names the words of each subject and the
codes that it leads to; a code is made more particular only by one that stands below it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from summitry.errors import TableError
from summitry.knowledge.ontology import load_cameo
from summitry.knowledge.tables import read_toml

STEPS = 3
"""A code is made more particular at most this often: 190 to 183 to 1832."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A subject: its name, and its words; each entry holds the words that must all be there."""

    name: str
    words: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """The table: for each code those that can replace it, each with its subject."""

    below: Mapping[str, tuple[tuple[str, Facet], ...]]

    def refine(self, code: str, words: Iterable[str]) -> str:
        """Return the most particular code for an act coded to ``code`` whose clause holds some words.

        Args:
            code: CAMEO code of two to four digits.
            words: lower-case lemmas and forms, in order of the text.

        Returns:
            A code below it, or ``code`` itself where no word speaks for one.

        >>> load_facets().refine("025", "appeal to lift the trade embargo".split())
        '0254'
        """
        steps = self.steps(code, words)
        return steps[-1].code if steps else code

    def steps(self, code: str, words: Iterable[str]) -> tuple["Step", ...]:
        """Return how ``refine`` gets from a code to a more particular one; none where no word speaks for one."""
        text = f" {' '.join(words)} "
        found: list[Step] = []
        for _ in range(STEPS):
            scored = [(*_score(facet, text), other, facet.name) for other, facet in self.below.get(code, ())]
            best = max(scored, default=(0, 0, code, ""))
            if best[0] == 0:
                break
            code = best[2]
            found.append(Step(code, best[3]))
        return tuple(found)

    def words_of(self, name: str, words: Iterable[str]) -> tuple[str, ...]:
        """Return the entries of a facet that some words hold, as the table spells them."""
        text = f" {' '.join(words)} "
        known = (facet for below in self.below.values() for _, facet in below if facet.name == name)
        facet = next(known, Facet(name, ()))
        held = (entry for entry in facet.words if all(f" {word} " in text for word in entry))
        return tuple(" + ".join(entry) for entry in held)


@dataclass(frozen=True, slots=True)
class Step:
    """A code that was taken, and the name of the facet that spoke for it."""

    code: str
    facet: str


def _score(facet: Facet, text: str) -> tuple[int, int]:
    """Return how many of a facet's words a text holds, and how early the first of them stands (greater is earlier)."""
    hits, first = 0, len(text)
    for entry in facet.words:
        if f" {entry[0]} " not in text:
            continue
        places = [text.find(f" {word} ") for word in entry]
        if min(places) >= 0:
            hits += len(entry)
            first = min(first, *places)
    return hits, -first


@cache
def load_facets(language: str = "en") -> Facets:
    """Read the table of a language.

    Raises:
        TableError: the table is missing, names a facet or a code that there is not, or has a facet that no code uses.
    """
    name = f"lang/{language}/facets.toml"
    table = read_toml(name)
    facets = {key: Facet(key, tuple(_read_entry(word) for word in words)) for key, words in table["facets"].items()}
    leads = {code: (facet, _above(code)) for code, facet in table["codes"].items()}
    moved = {code: (entry["facet"], tuple(entry["of"])) for code, entry in table["moved"].items()}
    unused = set(facets) - {facet for facet, _ in (*leads.values(), *moved.values())}
    known = load_cameo()
    wrong = [code for code in (*leads, *moved) if code not in known]
    if unused or wrong:
        message = (
            f"data/{name}: no code uses the facets {sorted(unused)}; CAMEO has no codes {wrong}; correct the table"
        )
        raise TableError(message)
    below: dict[str, list[tuple[str, Facet]]] = {}
    for code, (facet, above) in (*leads.items(), *moved.items()):
        if facet not in facets:
            message = f"data/{name}: code {code} names the facet {facet!r}, which the table lacks; add it"
            raise TableError(message)
        for other in above:
            below.setdefault(other, []).append((code, facets[facet]))
    return Facets({code: tuple(found) for code, found in below.items()})


def _above(code: str) -> tuple[str, ...]:
    """Return the codes above one: its first digits, and the general code of its root.

    >>> _above("0254")
    ('025', '02', '020')
    """
    return (*(code[:size] for size in range(len(code) - 1, 1, -1)), f"{code[:2]}0")


def _read_entry(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"\s\+\s", text))
