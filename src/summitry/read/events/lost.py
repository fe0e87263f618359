"""Predicates that the parser has taken for nouns or participles: "The council on Monday vetoed a resolution".

A sentence without any predicate, in which a past form of a verb of the lexicon stands behind the name of a party, is
read as what the party did.
"""

from collections.abc import Iterator

from summitry.dates import Tense
from summitry.read.clauses import Clause, Factuality, coordinated
from summitry.read.events.lexicon import Lexicon, load_irregular
from summitry.read.events.patterns import base_forms, is_time
from summitry.read.parse import Parsed
from summitry.read.scene import Scene

TAGS = frozenset({"VBN", "VBD", "NN", "JJ"})
"""Tags that a past form gets where the parser errs."""
BETWEEN = frozenset({"on", "today", "yesterday", "late", "early", "also", "again", "reportedly", "has", "have"})
"""Words that stand between a subject and its verb."""
INSIDE = frozenset({"DET", "ADJ", "NUM", "PRON", "PART"})
"""Parts of speech of the words between a verb and its object."""


def find_lost(scene: Scene, lexicon: Lexicon) -> tuple[Clause, ...]:
    """Return the clauses of sentences in which the parser has found none.

    Args:
        scene: the parsed document.
        lexicon: the words that tell of acts; only their past forms are looked for.

    Returns:
        At most one clause a sentence, a main clause in the past.
    """
    return tuple(_find(scene, lexicon))


def _find(scene: Scene, lexicon: Lexicon) -> Iterator[Clause]:
    parsed = scene.parsed
    for number, sentence in enumerate(parsed.sentences):
        if any(clause.relation == "root" for clause in scene.clauses_in(number)):
            continue
        for word in parsed.words(sentence)[1:]:
            if word.pos == "AUX" or word.tag in {"VBZ", "VBP", "MD"}:
                break
            if word.tag in TAGS and _is_past(word.text.lower(), lexicon):
                subject = _subject(scene, word.i, sentence.first)
                if subject is not None:
                    yield _clause(parsed, subject, word.i, sentence.last)
                    break


def _is_past(text: str, lexicon: Lexicon) -> bool:
    """Tell the past form of a verb of the lexicon."""
    base = load_irregular().get(text)
    if base is not None:
        return base in lexicon.verbs
    return text.endswith("ed") and any(form in lexicon.verbs for form in base_forms(text, text)[1:])


def _subject(scene: Scene, verb: int, first: int) -> int | None:
    """Return the word of the party named right before a verb, times between them left out."""
    parsed = scene.parsed
    i = verb - 1
    while i > first and (is_time(parsed, i) or parsed.tokens[i].text.lower() in BETWEEN):
        i -= 1
    if parsed.tokens[i].pos not in {"NOUN", "PROPN"}:
        return None
    return i if scene.cast.at(i) else None


def _clause(parsed: Parsed, subject: int, verb: int, last: int) -> Clause:
    noun = verb + 1
    while noun < last and (parsed.tokens[noun].pos in INSIDE or _is_part(parsed, noun)):
        noun += 1
    objects = coordinated(parsed, noun) if noun < last and parsed.tokens[noun].pos in {"NOUN", "PROPN"} else ()
    behind = tuple(
        (parsed.tokens[case].text.lower(), i)
        for i in range(verb + 1, last)
        for case in parsed.dependents(i, "case")[:1]
        if parsed.tokens[i].pos in {"NOUN", "PROPN"} and case > verb
    )
    end = last - 1 if parsed.tokens[last - 1].pos == "PUNCT" else last
    text = parsed.tokens[verb].text.lower()
    lemma = load_irregular().get(text) or next(iter(base_forms(text, text)[2:]), text)
    return Clause(
        head=verb,
        lemma=lemma,
        agents=coordinated(parsed, subject),
        patients=objects,
        recipients=(),
        obliques=behind,
        complements=(),
        governor=None,
        relation="root",
        passive=False,
        negated=False,
        progressive=False,
        perfect=False,
        tense=Tense.PAST,
        modal=None,
        factuality=Factuality.ASSERTED,
        span=parsed.span(subject, end),
    )


def _is_part(parsed: Parsed, i: int) -> bool:
    """Tell a word that qualifies the noun behind it: "food supplies"."""
    token = parsed.tokens[i]
    return token.dep in {"compound", "amod", "nmod:poss", "det", "nummod"} and token.head > i
