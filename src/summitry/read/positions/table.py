"""The table of words that show a stand, read once."""

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from summitry.knowledge.tables import read_toml
from summitry.records import Stance

TABLE = "lang/en/positions.toml"


class Pattern(NamedTuple):
    """One line of the table: what the predicate needs, and in which tense it counts."""

    words: tuple[str, ...]
    needs: frozenset[str]
    tense: str


@dataclass(frozen=True, slots=True)
class Table:
    """The words of a language that show a stand.

    Attributes:
        patterns: first word of a predicate -> what it shows, the longest first.
        negated: what the negation of a stance shows.
        yielding: verbs by which one side gives way; refused with a modal, they are a refusal.
        refusal_modals: those modals.
        keeping: verbs by which a right is given up; refused, they uphold the right.
        acts: verbs of turning up; a refusal to do so is an act of its day, no stand.
        willing_modals: modals with which a predicate still shows a stand.
        denials: verbs whose that-clause is denied.
        silent: verbs with a that-clause that tell no stand of their subject's.
        spoken: verbs of acts of speech, whose past is no stand even where it is reported.
        continuing: verbs whose infinitive is what goes on.
        obligations: modals of a that-clause that demand something.
        reported: what a reported clause must hold to show a stance, in the order in which they are tried.
        own: the same for what an official says of himself in a transcript.
        told: what a that-clause must hold to turn the stance of the verb that governs it.
        carriers: verbs that carry a noun of stance ("reaffirmed its claim").
        turns: verbs by which a stance is dropped; denied, the stance stands.
        nouns: noun -> the stance that it names.
        passing: nouns that are asked for and given on the day: no stand.
        charges: nouns whose rejection is a denial.
        stays: verbs with which a stance goes on.
        empty: nouns whose complement is the object ("no need for talks").
        no_holders: words in the names of bodies that judge and hold no stand.
        bodies: nouns for bodies that speak for whoever they belong to.
        plain: form of a verb of stance -> (stance, the words of the phrase), for trees without that verb.
        hedges: words that soften a stance.
        courtesies: what a speaker says to his hearers in the words of a stance.
        honouring: verbs of recognition.
        honours: nouns whose recognition is praise or common ground, no stand on a dispute.
        vague: nouns that say nothing of what a stand is about.
    """

    patterns: dict[str, tuple[tuple[Stance, Pattern], ...]]
    negated: dict[Stance, Stance]
    yielding: frozenset[str]
    refusal_modals: frozenset[str]
    keeping: frozenset[str]
    acts: frozenset[str]
    willing_modals: frozenset[str]
    denials: frozenset[str]
    silent: frozenset[str]
    spoken: frozenset[str]
    continuing: frozenset[str]
    obligations: frozenset[str]
    reported: tuple[tuple[Stance, re.Pattern[str]], ...]
    own: tuple[tuple[Stance, re.Pattern[str]], ...]
    told: tuple[tuple[Stance, re.Pattern[str]], ...]
    carriers: frozenset[str]
    turns: frozenset[str]
    nouns: dict[str, Stance]
    passing: frozenset[str]
    charges: frozenset[str]
    stays: frozenset[str]
    empty: frozenset[str]
    no_holders: frozenset[str]
    bodies: frozenset[str]
    plain: dict[str, tuple[tuple[Stance, tuple[str, ...]], ...]]
    hedges: re.Pattern[str]
    courtesies: re.Pattern[str]
    honouring: frozenset[str]
    honours: frozenset[str]
    vague: frozenset[str]


@cache
def load_table() -> Table:
    """Return the packaged table.

    Raises:
        TableError: it is missing or names no stance of the contract.
    """
    table = read_toml(TABLE)
    patterns: dict[str, list[tuple[Stance, Pattern]]] = {}
    for stance, lines in table["stances"].items():
        for line in lines:
            words, needs, tense = (part.strip() for part in line.split("|"))
            pattern = Pattern(tuple(words.split()), frozenset(needs.split(",")), tense)
            patterns.setdefault(pattern.words[0], []).append((Stance(stance), pattern))
    refusal, report, nouns = table["refusal"], table["report"], table["nouns"]
    return Table(
        patterns={
            lemma: tuple(sorted(found, key=lambda pair: -len(pair[1].words))) for lemma, found in patterns.items()
        },
        negated={Stance(stance): Stance(other) for stance, other in table["negated"].items()},
        yielding=frozenset(refusal["verbs"]),
        refusal_modals=frozenset(refusal["modals"]),
        keeping=frozenset(refusal["keeping"]),
        acts=frozenset(refusal["acts"]),
        willing_modals=frozenset(refusal["willing"]),
        denials=frozenset(report["denials"]),
        silent=frozenset(report["silent"]),
        spoken=frozenset(report["spoken"]),
        continuing=frozenset(report["continuing"]),
        obligations=frozenset(report["obligations"]),
        reported=_patterns(table["reported"]),
        own=_patterns(table["own"]),
        told=_patterns(table["told"]),
        carriers=frozenset(nouns["carriers"]),
        turns=frozenset(nouns["turns"]),
        nouns={noun: Stance(stance) for stance, found in nouns["stances"].items() for noun in found},
        passing=frozenset(nouns["passing"]),
        charges=frozenset(nouns["charges"]),
        stays=frozenset(nouns["stays"]),
        empty=frozenset(nouns["empty"]),
        no_holders=frozenset(nouns["no_holders"]),
        bodies=frozenset(nouns["bodies"]),
        plain=_plain(table["plain"]),
        hedges=re.compile("|".join(table["hedges"]["patterns"])),
        courtesies=re.compile("|".join(table["courtesy"]["patterns"])),
        honouring=frozenset(nouns["honouring"]),
        honours=frozenset(nouns["honours"]),
        vague=frozenset(nouns["vague"]),
    )


def _patterns(table: dict[str, list[str]]) -> tuple[tuple[Stance, re.Pattern[str]], ...]:
    return tuple((Stance(stance), re.compile("|".join(found))) for stance, found in table.items())


def _plain(table: dict[str, list[str]]) -> dict[str, tuple[tuple[Stance, tuple[str, ...]], ...]]:
    found: dict[str, list[tuple[Stance, tuple[str, ...]]]] = {}
    for stance, phrases in table.items():
        for phrase in phrases:
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append((Stance(stance), words))
    return {first: tuple(sorted(lines, key=lambda line: -len(line[1]))) for first, lines in found.items()}
