"""Who speaks: the words that name the source of a report, whether or not they stand for a known actor."""

from summitry.read.clauses import FINITE
from summitry.read.parse import Parsed, base
from summitry.read.statements.lexicon import load_lexicon

REACH = 6
"""How many words after a verb its inverted subject may stand when the tree does not tell."""
GAP = 2
"""How far apart two words of one source may stand: a comma fits between them."""
DEEPEST = 30
"""How many verbs up the subject of a verb that has none is looked for."""
APART = frozenset({"parataxis", "cop", "mark", "cc:preconj", "discourse"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_INHERITING = frozenset({"conj", "xcomp", "advcl", "ccomp", "parataxis", "dep"})


def source_of(parsed: Parsed, cue: int, outside: frozenset[int]) -> int | None:
    """Return the head of the words that name who says what a verb or a noun reports, or None.

    Args:
        parsed: the document.
        cue: the reporting verb or noun.
        outside: words that cannot be part of the source: the content, and what is quoted.
    """
    if is_mark(parsed, cue):
        return cue + 1  # a signature after a dash
    found = _of_noun(parsed, cue) if parsed.tokens[cue].pos in {"NOUN", "PROPN"} else _of_verb(parsed, cue)
    if found is not None and found not in outside:
        return found
    return _nearby(parsed, cue, outside)


def _of_verb(parsed: Parsed, verb: int) -> int | None:
    """Return the subject, said or unsaid, or the agent of a passive."""
    for _ in range(DEEPEST):
        found = _subject_of(parsed, verb)
        if found is not None:
            return found
        token = parsed.tokens[verb]
        inherits = base(token.dep) in _INHERITING and parsed.tokens[token.head].pos in {"VERB", "AUX", "ADJ", "NOUN"}
        if not inherits or token.head == verb or base(token.dep) == "acl":
            return None
        verb = token.head
    return None


def _subject_of(parsed: Parsed, verb: int) -> int | None:
    """Return who a verb itself says is its subject, or what it describes or is asked of."""
    for child in parsed.dependents(verb, "nsubj:pass"):
        by = [
            c
            for c in parsed.dependents(verb, "obl", "obl:agent")
            if any(parsed.tokens[m].lemma.lower() == "by" for m in parsed.dependents(c, "case"))
        ]
        return by[0] if by else child
    subjects = tuple(c for c in parsed.dependents(verb, "nsubj") if not _is_time(parsed, c))
    if subjects:
        return min(subjects, key=lambda c: abs(c - verb))
    token = parsed.tokens[verb]
    label = base(token.dep)
    if token.head == verb:
        return None
    if label == "acl" and token.tag == "VBG" and parsed.tokens[verb - 1].text == ",":
        governor = _governor(parsed, token.head)  # "X took the stage, saying": not the stage says
        if governor is not None and governor != verb:
            return next(iter(parsed.dependents(governor, "nsubj", "nsubj:pass")), None)
    if label == "acl":
        return token.head if token.tag == "VBG" or token.dep == "acl:relcl" else _owner(parsed, token.head)
    if label == "xcomp":
        objects = [c for c in parsed.dependents(token.head, "obj", "iobj") if c < verb]
        if objects:
            return objects[0]
    return None


def _governor(parsed: Parsed, noun: int) -> int | None:
    """Return the verb that a noun is an object of, through the nouns between, or None."""
    while base(parsed.tokens[noun].dep) in {"obj", "obl", "nmod", "conj"} and parsed.tokens[noun].pos in NOMINAL:
        noun = parsed.tokens[noun].head
    return noun if parsed.tokens[noun].pos in {"VERB", "AUX"} else None


def _owner(parsed: Parsed, noun: int) -> int | None:
    """Return whose a noun is: "Oslo's claim", "the claim of Oslo", "the claim by Oslo"."""
    for child in parsed.dependents(noun, "nmod:poss"):
        return child
    for child in parsed.dependents(noun, "nmod"):
        if any(parsed.tokens[c].lemma.lower() in {"by", "from"} for c in parsed.dependents(child, "case")):
            return child
    return None


def _of_noun(parsed: Parsed, noun: int) -> int | None:
    """Return whose report a noun is, or who makes it: "Oslo's claim that", "Oslo made the claim that"."""
    owner = _owner(parsed, noun)
    if owner is not None:
        return owner
    token = parsed.tokens[noun]
    if base(token.dep) in {"obj", "obl", "nmod"}:
        governor = token.head
        while base(parsed.tokens[governor].dep) in {"obj", "obl", "nmod"} and parsed.tokens[governor].pos in NOMINAL:
            governor = parsed.tokens[governor].head
        if parsed.tokens[governor].pos in {"VERB", "AUX"}:
            return _of_verb(parsed, governor)
    return None


def _nearby(parsed: Parsed, cue: int, outside: frozenset[int]) -> int | None:
    """Return who stands where a subject stands when the tree has none: right before a verb, else right after it."""
    if parsed.tokens[cue].pos not in {"VERB", "AUX"}:
        return None
    sentence = parsed.sentences[parsed.sentence_of[cue]]
    if parsed.tokens[cue].tag == "VBG":
        found = _of_finite(parsed, cue, outside)
        if found is not None:
            return found
    for i in range(cue - 1, max(sentence.first, cue - REACH) - 1, -1):
        token = parsed.tokens[i]
        if i in outside or token.pos in {"VERB", "PUNCT"}:
            break
        if (token.pos in NOMINAL or token.pos == "NUM") and not _is_time(parsed, i):
            return _top(parsed, i, sentence.first, cue)
    if cue > sentence.first and parsed.tokens[cue - 1].text in {",", ")"} and parsed.tokens[cue].tag in FINITE:
        found = _before_aside(parsed, cue, outside)
        if found is not None:
            return found
    for i in range(cue + 1, min(cue + 1 + REACH, sentence.last)):
        token = parsed.tokens[i]
        if i in outside or token.pos in {"PUNCT", "VERB", "SCONJ", "ADP"}:
            break
        if token.pos in NOMINAL and not _is_time(parsed, i) and base(token.dep) not in {"compound", "nmod"}:
            return i
    return None


def _of_finite(parsed: Parsed, cue: int, outside: frozenset[int]) -> int | None:
    """Return the subject of the clause that a participle adds to: of the finite verb before it, else after it."""
    sentence = parsed.sentences[parsed.sentence_of[cue]]
    for i in (*range(cue - 1, sentence.first - 1, -1), *range(cue + 1, sentence.last)):
        if i not in outside and parsed.tokens[i].tag in FINITE:
            subjects = parsed.dependents(i, "nsubj")
            if subjects and subjects[0] not in outside:
                return subjects[0]
    return None


def _before_aside(parsed: Parsed, cue: int, outside: frozenset[int]) -> int | None:
    """Return who stands before an aside that parts him from his verb: "Roe, who has seen it, said"."""
    first = parsed.sentences[parsed.sentence_of[cue]].first
    start = next((i + 1 for i in range(cue - 1, first - 1, -1) if i in outside), first)
    for i in range(start, min(start + REACH, cue)):
        if parsed.tokens[i].pos in NOMINAL:
            return _top(parsed, i, start, cue)
        if parsed.tokens[i].pos in {"VERB", "ADP", "SCONJ"}:
            break
    return None


def _is_time(parsed: Parsed, i: int) -> bool:
    """Tell a day that stands where a subject may stand: "said Monday", "told reporters today"."""
    return parsed.tokens[i].text.lower() in load_lexicon().days


def _top(parsed: Parsed, i: int, first: int, cue: int) -> int:
    """Return the head of the noun phrase that word ``i`` ends."""
    while first <= parsed.tokens[i].head < cue and parsed.tokens[i].head != i:
        head = parsed.tokens[i].head
        if parsed.tokens[head].pos not in NOMINAL | {"NUM"} or i - head > REACH:
            break
        i = head
    return i


def is_mark(parsed: Parsed, i: int) -> bool:
    """Tell a stop, dash or quotation mark from a word."""
    return not any(map(str.isalnum, parsed.tokens[i].text))


def _is_loose(parsed: Parsed, word: int, child: int) -> bool:
    """Tell a participle or a clause that a comma parts from what it describes."""
    label = parsed.tokens[child].dep
    return (
        base(label) in {"acl", "advcl"}
        and label != "acl:relcl"
        and child > word
        and parsed.tokens[min(parsed.subtree(child))].text == ","
    )


def _is_title(parsed: Parsed, i: int) -> bool:
    """Tell whether a word before a name belongs to it though the tree says otherwise: "mayor | Roe"."""
    token = parsed.tokens[i]
    same = parsed.sentence_of[i] == parsed.sentence_of[i + 1]
    return same and token.pos in {"PROPN", "NOUN"} and not _is_time(parsed, i) and i + 1 < len(parsed.tokens)


def source_words(parsed: Parsed, head: int, cue: int, outside: frozenset[int]) -> tuple[int, ...]:
    """Return the words that name a source: the noun with all that describes it, without preposition and stops."""
    if is_mark(parsed, cue) and head == cue + 1:
        sentence = parsed.sentences[parsed.sentence_of[head]]
        end = head
        while end < sentence.last and not is_mark(parsed, end):
            end += 1
        return tuple(range(head, end))
    if is_mark(parsed, cue) and head < cue:
        start = head
        while start > parsed.sentences[parsed.sentence_of[head]].first and not (
            is_mark(parsed, start - 1) or start - 1 in outside or cue - start > REACH
        ):
            start -= 1
        return tuple(range(start, head + 1))  # a label: all before its colon
    preposition = set(parsed.dependents(head, "case"))
    barred = {cue, *outside, *preposition}
    found: list[int] = []
    waiting = [head]
    while waiting:
        word = waiting.pop()
        found.append(word)
        waiting.extend(
            c
            for c in parsed.children[word]
            if c not in barred and base(parsed.tokens[c].dep) not in APART and not _is_loose(parsed, word, c)
        )
    found.sort()
    run = [head]  # the words that touch: others were torn off by the tree
    at = found.index(head)
    for i in reversed(found[:at]):
        if run[0] - i > GAP:
            break
        run.insert(0, i)
    for i in found[at + 1 :]:
        if i - run[-1] > GAP:
            break
        run.append(i)
    while (
        run[0] > 0
        and parsed.tokens[run[0]].pos == "PROPN"
        and _is_title(parsed, run[0] - 1)
        and run[0] - 1 not in barred
    ):
        run.insert(0, run[0] - 1)
    while len(run) > 1 and parsed.tokens[run[-1]].pos == "PUNCT":
        run.pop()
    while len(run) > 1 and parsed.tokens[run[0]].pos in {"PUNCT", "CCONJ"}:
        run.pop(0)
    return tuple(run)
