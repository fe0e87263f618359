"""The words that report: verbs and nouns with the constructions in which they do."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from summitry.knowledge.tables import read_toml

TABLE = "lang/en/statements.toml"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Reporting words, by lemma.

    Attributes:
        say: verbs that report speech with a clause or as an aside.
        quoting: verbs that attribute a direct quotation.
        holding: verbs that report quoted words among their objects.
        addressing: verbs of speech whose object is who is spoken to.
        days: times, in lower case, that stand where a subject may stand ("said Monday").
        times: lemmas of times at which a thing is said.
        missives: letters, calls and the like, which name whom they go to.
        verbs: reporting verbs with the names of their constructions.
        nouns: reporting nouns with the names of their constructions.
        known: first words of all reporting verbs.
        no_speakers: first words of a headline's label that names nobody who speaks.
    """

    say: frozenset[str]
    quoting: frozenset[str]
    holding: frozenset[str]
    addressing: frozenset[str]
    days: frozenset[str]
    times: frozenset[str]
    missives: frozenset[str]
    verbs: Mapping[str, frozenset[str]]
    nouns: Mapping[str, frozenset[str]]
    known: frozenset[str]
    no_speakers: frozenset[str]


@cache
def load_lexicon() -> Lexicon:
    """Return the reporting words of the packaged table."""
    table = read_toml(TABLE)
    say = frozenset(table["say"])
    quoting = say | frozenset(table["quotation_only"])
    holding = say | frozenset(table["quoted_fragment"])
    verbs = _by_word(table["verbs"])
    return Lexicon(
        say,
        quoting,
        holding,
        frozenset(table["addressing"]),
        frozenset(table["days"]),
        frozenset((*table["days"], *table["times"])),
        frozenset(table["missives"]),
        verbs,
        _by_word(table["nouns"]),
        frozenset(word.partition(" ")[0] for word in {*quoting, *holding, *verbs}),
        frozenset(table["no_speakers"]),
    )


def _by_word(table: Mapping[str, list[str]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for construction, words in table.items():
        for word in words:
            found.setdefault(word, set()).add(construction)
    return MappingProxyType({word: frozenset(names) for word, names in found.items()})
