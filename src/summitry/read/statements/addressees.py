"""Who is spoken to: "told Roe that", "wrote to Roe", "in a letter to Roe", "urged Roe to come", "Roe was told that"."""

from collections.abc import Iterator

from summitry.read.parse import Parsed, base
from summitry.read.statements.drafts import lemma_of
from summitry.read.statements.lexicon import Lexicon

NAMES = frozenset({"PROPN", "NOUN", "PRON"})
THINGS = frozenset({"it", "this", "that", "what", "which", "something", "nothing", "everything"})
RELATIVE = frozenset({"WP", "WDT"})


def addressee_of(parsed: Parsed, lexicon: Lexicon, cue: int) -> int | None:
    """Return the head of the words that name whom a report is made to, or None.

    Args:
        parsed: the document.
        lexicon: the reporting words.
        cue: the reporting verb or noun.

    Returns:
        The number of a word in ``Parsed.tokens``: the object of a verb such as "tell", the subject of its passive, or
        who comes after "to" behind a verb of saying, or behind a letter, call or message in which it is said.
    """
    return next(_candidates(parsed, lexicon, cue), None)


def _candidates(parsed: Parsed, lexicon: Lexicon, cue: int) -> Iterator[int]:
    verb = parsed.tokens[cue].pos in {"VERB", "AUX"}
    if verb and lemma_of(parsed, cue) in lexicon.addressing:
        yield from (c for c in parsed.dependents(cue, "nsubj:pass") if parsed.tokens[c].tag not in RELATIVE)
        yield from (c for c in parsed.dependents(cue, "iobj", "obj") if _may_listen(parsed, c))
    for child in parsed.dependents(cue, "obl", "nmod"):
        case = parsed.dependents(child, "case")
        if not case or parsed.tokens[child].pos not in NAMES:
            continue
        lemma = parsed.tokens[case[0]].lemma.lower()
        if lemma == "to" and verb and lemma_of(parsed, cue) in lexicon.say and _may_listen(parsed, child):
            yield child
        if parsed.tokens[child].lemma.lower() in lexicon.missives and lemma in {"in", "by", "during", "with", "via"}:
            yield from _recipients(parsed, child)
    if not verb:
        yield from _recipients(parsed, cue)


def _recipients(parsed: Parsed, noun: int) -> Iterator[int]:
    """Yield who comes after the "to" of a letter, or the "with" of a call."""
    for child in parsed.dependents(noun, "nmod", "obl"):
        case = parsed.dependents(child, "case")
        if case and parsed.tokens[case[0]].lemma.lower() in {"to", "with"} and _may_listen(parsed, child):
            yield child


def _may_listen(parsed: Parsed, i: int) -> bool:
    """Tell who can be spoken to from a thing or a time: a name, a noun, or a pronoun of persons."""
    token = parsed.tokens[i]
    if token.pos == "PRON":
        return token.lemma.lower() not in THINGS
    return token.pos in NAMES and base(token.dep) != "obl:unmarked"
