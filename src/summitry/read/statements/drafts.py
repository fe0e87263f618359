"""A report while it is put together, and what the steps ask about single words."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from summitry.read.parse import Parsed
from summitry.read.statements.lexicon import load_lexicon

FAR = 10
"""How many words the subject of an aside, or what stands between a verb and its "that", has at most."""
LONGEST_SENTENCE = 300
"""Words of the longest sentence in which reports are looked for; what is longer is no prose, and its tree no tree."""
CLAUSES = frozenset({"that", "bare", "whether", "wh"})
"""Constructions that hold a finite clause."""
CLOSING = frozenset({'"', "''", "'"})
"""Quotation marks as the parser sees them."""


@dataclass(slots=True)
class Draft:
    """A report that later steps may still change; it lives only while one document is read.

    Attributes:
        cue: the word that attributes.
        rule: the construction by which it was found.
        words: the words of the content.
        unit: the number of the unit where it stands.
        source: the head of the source, where the construction names it.
        free: whether a whole quotation belongs to it.
        quoted: whether quoted words belong to it.
        says: whether its cue is a verb of saying.
    """

    cue: int
    rule: str
    words: set[int]
    unit: int
    source: int | None = None
    free: bool = False
    quoted: bool = False
    says: bool = False


def is_prose(parsed: Parsed, i: int) -> bool:
    """Tell whether the sentence of a word is short enough to be one."""
    sentence = parsed.sentences[parsed.sentence_of[i]]
    return sentence.last - sentence.first <= LONGEST_SENTENCE


def lemma_of(parsed: Parsed, i: int) -> str:
    """Return the lemma of a verb with its particles ("point out")."""
    token = parsed.tokens[i]
    particles = [parsed.tokens[c].lemma.lower() for c in parsed.dependents(i, "compound:prt") if c > i]
    return " ".join([verb_lemma(token.text.lower(), token.lemma.lower()), *particles])


@lru_cache(maxsize=4096)
def verb_lemma(form: str, lemma: str) -> str:
    """Return the lemma of a verb; where no reporting word has it, that of the reporting word whose regular form it is.

    >>> verb_lemma("praising", "prais")
    'praise'
    """
    known = load_lexicon().known
    if lemma in known:
        return lemma
    return next((word for word in _stems(form) if word in known), lemma)


def _stems(form: str) -> Iterator[str]:
    """Yield what a regular form in -ed, -ing or -s may be made of."""
    for ending in ("ing", "ed", "s"):
        if form.endswith(ending):
            stem = form.removesuffix(ending)
            yield from (stem, f"{stem}e", stem[:-1])
            if stem.endswith(("i", "ie")):
                yield f"{stem.rstrip('e')[:-1]}y"


def is_verb(parsed: Parsed, i: int) -> bool:
    """Tell whether a word is a verb; a form in -ing that the tagger took for a noun counts."""
    token = parsed.tokens[i]
    if i and parsed.tokens[i - 1].text == "-" and parsed.tokens[i - 1].end == token.start:
        return False  # "so-called"
    return token.pos == "VERB" or (token.pos == "NOUN" and token.text.islower() and token.text.endswith("ing"))


def speaks(parsed: Parsed, verbs: frozenset[str], i: int) -> bool:
    """Tell whether a verb, alone, with its particle or with the word after it ("put it"), is in a list."""
    token = parsed.tokens[i]
    lemma = verb_lemma(token.text.lower(), token.lemma.lower())
    following = parsed.tokens[i + 1].text if i + 1 < len(parsed.tokens) else ""
    return bool(verbs & {lemma, lemma_of(parsed, i), f"{lemma} {following}", token.text.removesuffix("ing")})
