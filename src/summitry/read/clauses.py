"""Who does what in each clause, read off the tree: roles with voice undone, tense, negation, condition.

A clause is a verb (or a predicate with a copula) with its arguments. Arguments that grammar leaves unsaid are filled
in: the subject shared by coordinated verbs, the subject of an infinitive, the noun that a relative clause describes.
"""

from dataclasses import dataclass
from enum import StrEnum

from summitry.dates import Tense
from summitry.read.parse import Parsed, base
from summitry.records import Span


class Factuality(StrEnum):
    """What the grammar says about a clause being so."""

    ASSERTED = "asserted"
    CONDITION = "condition"  # in an if-clause or its like
    CONSEQUENCE = "consequence"  # what would follow: "would", "could", "might"
    INTENDED = "intended"  # an infinitive or a purpose: not said to have happened


@dataclass(frozen=True, slots=True)
class Clause:
    """One predicate with its arguments; all numbers are words of ``Parsed.tokens``.

    Attributes:
        head: the verb, or the noun or adjective that is predicated.
        lemma: its lemma, with particle ("call off").
        agents: who does it (the subject, or the by-phrase of a passive), coordinated ones each by itself.
        patients: whom or what it is done to (the object, or the subject of a passive).
        recipients: indirect objects.
        obliques: (preposition in lower case, noun) pairs, also those hanging on the object.
        complements: heads of the clauses that it governs (``ccomp`` and ``xcomp``).
        governor: head of the clause that it hangs on, or None for a main clause.
        relation: its dependency label without subtype.
        passive, negated, progressive, perfect: as the words say.
        tense: past, present, future, or None for a form without tense whose governor does not tell either.
        modal: lemma of the modal verb ("will", "may"), or None.
        factuality: what the grammar says about it being so.
        span: its own words, without the clauses that trail it (coordinated, relative, adverbial) and the closing stop.
    """

    head: int
    lemma: str
    agents: tuple[int, ...]
    patients: tuple[int, ...]
    recipients: tuple[int, ...]
    obliques: tuple[tuple[str, int], ...]
    complements: tuple[int, ...]
    governor: int | None
    relation: str
    passive: bool
    negated: bool
    progressive: bool
    perfect: bool
    tense: Tense | None
    modal: str | None
    factuality: Factuality
    span: Span

    def oblique(self, *prepositions: str) -> tuple[int, ...]:
        """Return the nouns that hang on the clause by one of the prepositions."""
        return tuple(noun for preposition, noun in self.obliques if preposition in prepositions)


CLAUSAL = frozenset({"root", "ccomp", "xcomp", "advcl", "acl", "conj", "parataxis", "csubj"})
# fmt: off
PROSPECTIVE = frozenset({
    "able", "agree", "aim", "arrange", "ask", "bound", "decide", "demand", "due", "eager", "expect", "hope",
    "hopeful", "intend", "invite", "keen", "likely", "mean", "offer", "order", "plan", "pledge", "prepare",
    "promise", "propose", "ready", "resolve", "schedule", "seek", "set", "undertake", "urge", "vow", "want",
    "willing", "wish",
})
# fmt: on
"""Governors whose infinitive lies ahead of them."""
_EXPECTING_MARKS = frozenset({"once", "until", "till", "before"})
"""Conjunctions of time whose clause has still to come true, unless the main clause is past."""
FINITE = frozenset({"VBD", "VBZ", "VBP"})
ODD_LABELS = frozenset({"amod", "dep", "nmod", "obl", "obj", "nsubj", "appos"})
"""Labels that a finite verb gets only when the parser errs; it is a clause all the same."""
_CONDITION_MARKS = frozenset({"if", "unless", "should", "were", "provided", "whether", "lest"})
_FUTURE_MODALS = frozenset({"will", "shall", "'ll", "wo"})
_HYPOTHETICAL_MODALS = frozenset({"would", "could", "might", "may", "'d", "should"})
_NEGATIONS = frozenset({"not", "n't", "never", "no", "neither", "nor", "hardly", "scarcely", "without"})
_RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})


def find_clauses(parsed: Parsed) -> tuple[Clause, ...]:
    """Return the clauses of a document, ordered by their heads."""
    heads = [i for i in range(len(parsed.tokens)) if _is_clause_head(parsed, i)]
    known = frozenset(heads)
    return tuple(_build(parsed, i, known) for i in heads)


def coordinated(parsed: Parsed, i: int) -> tuple[int, ...]:
    """Return word ``i`` and the nouns coordinated with it ("Abe and Putin")."""
    found = [i]
    for child in parsed.children[i]:
        token = parsed.tokens[child]
        if base(token.dep) == "conj" and token.pos not in {"VERB", "AUX"}:
            found.extend(coordinated(parsed, child))
    return tuple(found)


def own_span(parsed: Parsed, head: int) -> Span:
    """Return the characters of a clause without the clauses that trail it and without punctuation at its ends."""
    words = list(_own_words(parsed, head))
    while words and parsed.tokens[words[-1]].pos == "PUNCT":
        words.pop()
    while words and parsed.tokens[words[0]].pos in {"PUNCT", "CCONJ"}:
        words.pop(0)
    if not words:
        return parsed.span(head, head + 1)
    return parsed.span(words[0], words[-1] + 1)


def _own_words(parsed: Parsed, head: int) -> tuple[int, ...]:
    found = [head]
    waiting = [c for c in parsed.children[head] if _stays(parsed, head, c)]
    while waiting:
        word = waiting.pop()
        found.append(word)
        waiting.extend(c for c in parsed.children[word] if _stays(parsed, head, c))
    return tuple(sorted(found))


def _stays(parsed: Parsed, head: int, child: int) -> bool:
    token = parsed.tokens[child]
    label = base(token.dep)
    if label == "parataxis":
        return False
    if label == "conj" and (token.pos in {"VERB", "AUX"} or token.head == head) and _is_clause_head(parsed, child):
        return False
    if label == "cc" and child > head and token.head != head:
        return parsed.tokens[token.head].pos not in {"VERB", "AUX"} or base(parsed.tokens[token.head].dep) != "conj"
    if label == "advcl":
        return child < head and not parsed.dependents(child, "mark")
    return not (token.dep == "acl:relcl" and child > head)


def _is_clause_head(parsed: Parsed, i: int) -> bool:
    token = parsed.tokens[i]
    label = base(token.dep)
    if label == "ROOT":
        label = "root"
    if token.pos == "VERB" or (token.pos == "AUX" and label not in {"aux", "cop"}):
        return label in CLAUSAL or (label in ODD_LABELS and token.tag in FINITE)
    return label in CLAUSAL and bool(parsed.dependents(i, "cop"))


def _lemma(parsed: Parsed, i: int) -> str:
    particles = [parsed.tokens[c].lemma.lower() for c in parsed.dependents(i, "compound:prt") if c > i]
    return " ".join([parsed.tokens[i].lemma.lower(), *particles])


def _build(parsed: Parsed, head: int, known: frozenset[int]) -> Clause:
    token = parsed.tokens[head]
    governor = next((a for a in parsed.ancestors(head) if a in known), None)
    passive = bool(parsed.dependents(head, "nsubj:pass", "aux:pass")) or (
        base(token.dep) == "acl" and token.tag == "VBN" and token.dep != "acl:relcl"
    )
    obliques = _obliques(parsed, head)
    agents, patients = _roles(parsed, head, passive=passive, obliques=obliques)
    modal = _modal(parsed, head)
    auxiliaries = {parsed.tokens[c].lemma.lower() for c in parsed.dependents(head, "aux")}
    tense = _tense(parsed, head, modal, governor)
    return Clause(
        head=head,
        lemma=_lemma(parsed, head),
        agents=agents,
        patients=patients,
        recipients=tuple(n for c in parsed.dependents(head, "iobj") for n in coordinated(parsed, c)),
        obliques=tuple(pair for pair in obliques if not (passive and pair[0] == "by" and pair[1] in agents)),
        complements=parsed.dependents(head, "ccomp", "xcomp"),
        governor=governor,
        relation="root" if token.head == head else base(token.dep),
        passive=passive,
        negated=_is_negated(parsed, head),
        progressive=token.tag == "VBG" and "be" in auxiliaries,
        perfect="have" in auxiliaries and token.tag in {"VBN", "VBD", "VBG"},
        tense=tense,
        modal=modal,
        factuality=_factuality(parsed, head, modal, governor),
        span=own_span(parsed, head),
    )


def _subjects(parsed: Parsed, head: int) -> tuple[int, ...]:
    found = parsed.dependents(head, "nsubj")
    return tuple(n for c in found for n in coordinated(parsed, _antecedent(parsed, c)))


def _antecedent(parsed: Parsed, i: int) -> int:
    """Return the noun that a relative pronoun stands for, or the word itself."""
    if parsed.tokens[i].lemma.lower() not in _RELATIVES or parsed.tokens[i].pos not in {"PRON", "DET", "SCONJ"}:
        return i
    for ancestor in (i, *parsed.ancestors(i)):
        if parsed.tokens[ancestor].dep == "acl:relcl":
            return parsed.tokens[ancestor].head
    before = i - 1
    while before >= 0 and parsed.tokens[before].pos in {"PUNCT", "ADP"}:
        before -= 1
    if (
        before >= 0
        and parsed.sentence_of[before] == parsed.sentence_of[i]
        and parsed.tokens[before].pos in {"NOUN", "PROPN"}
    ):
        return before  # a tree that missed the relative clause: the noun right before the pronoun
    return i


def _roles(
    parsed: Parsed, head: int, *, passive: bool, obliques: tuple[tuple[str, int], ...]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    subjects = _subjects(parsed, head) or _unsaid_subject(parsed, head)
    objects = tuple(n for c in parsed.dependents(head, "obj") for n in coordinated(parsed, _antecedent(parsed, c)))
    if not passive:
        if not objects and parsed.tokens[head].dep == "acl:relcl" and parsed.tokens[head].head not in subjects:
            objects = (parsed.tokens[head].head,)
        return subjects, objects
    behind_by = tuple(noun for preposition, noun in obliques if preposition == "by")
    own = frozenset(n for c in parsed.dependents(head, "obl") for n in coordinated(parsed, c))
    return tuple(noun for noun in behind_by if noun in own) or behind_by, subjects


MOST_STEPS = 20
"""Verbs that a subject is looked for behind: longer chains are no sentence of a person."""


def _unsaid_subject(parsed: Parsed, head: int) -> tuple[int, ...]:
    """Return the subject that grammar leaves unsaid: of a coordinated verb, an infinitive, a participle."""
    for _ in range(MOST_STEPS):
        token = parsed.tokens[head]
        label, governor = base(token.dep), token.head
        if governor == head:
            return ()
        if label == "acl":
            return coordinated(parsed, governor)
        if label == "xcomp":
            objects = tuple(n for c in parsed.dependents(governor, "obj", "iobj") for n in coordinated(parsed, c))
            if objects:
                return objects
        elif label != "conj" and (label not in {"advcl", "ccomp"} or parsed.dependents(head, "nsubj")):
            return ()
        subjects = _subjects(parsed, governor)
        if subjects:
            return subjects
        head = governor
    return ()


def _obliques(parsed: Parsed, head: int) -> tuple[tuple[str, int], ...]:
    """Return (preposition, noun) pairs of a clause: its own obliques and those on its objects."""
    found: list[tuple[str, int]] = []
    hosts = [head, *parsed.dependents(head, "obj", "obl", "nsubj:pass")]
    for host in hosts:
        for child in parsed.dependents(host, "obl", "nmod", "obl:agent"):
            found.extend((_preposition(parsed, child), noun) for noun in coordinated(parsed, child))
    return tuple(found)


def _preposition(parsed: Parsed, noun: int) -> str:
    cases = parsed.dependents(noun, "case")
    if not cases:  # "with the Irish premier Leo Varadkar", where the parser hangs "with" on the title
        titles = parsed.dependents(noun, "nmod:desc", "compound", "amod")
        cases = tuple(c for title in titles if title < noun for c in parsed.dependents(title, "case"))
    words = [
        parsed.tokens[w].text.lower()
        for c in cases
        for w in (c, *parsed.dependents(c, "fixed"))
        if parsed.tokens[w].text not in {"'s", "'"}
    ]
    return " ".join(words)


def _modal(parsed: Parsed, head: int) -> str | None:
    for child in parsed.dependents(head, "aux"):
        token = parsed.tokens[child]
        if token.tag == "MD" or token.lemma.lower() in _FUTURE_MODALS:
            lemma = token.lemma.lower()
            return "will" if lemma in _FUTURE_MODALS and lemma != "shall" else lemma
    return None


def _is_negated(parsed: Parsed, head: int) -> bool:
    direct = (parsed.tokens[c] for c in parsed.children[head])
    if any(
        t.lemma.lower() in _NEGATIONS and base(t.dep) in {"advmod", "cc:preconj", "det", "mark", "cc"} for t in direct
    ):
        return True
    for adverb in parsed.dependents(head, "advmod"):  # "no longer"
        if any(parsed.tokens[c].lemma.lower() in {"no", "not"} for c in parsed.children[adverb] if c < adverb):
            return True
    for noun in parsed.dependents(head, "nsubj", "obj"):
        if parsed.tokens[noun].lemma.lower() in {"nobody", "nothing", "none", "neither"}:
            return True
        if any(
            parsed.tokens[c].lemma.lower() in {"no", "neither"} for c in parsed.dependents(noun, "det", "cc:preconj")
        ):
            return True
    return False


def _tense(parsed: Parsed, head: int, modal: str | None, governor: int | None) -> Tense | None:
    if modal is not None:
        return Tense.FUTURE if modal in {"will", "shall", "would"} else Tense.PRESENT
    finite = [head, *parsed.dependents(head, "aux", "cop", "aux:pass")]
    for i in finite:
        token = parsed.tokens[i]
        if token.lemma == "have" and token.tag in {"VBZ", "VBP"} and i != head:
            return Tense.PAST
        if token.tag == "VBD":
            return Tense.FUTURE if i != head and _was_to(parsed, head, i) else Tense.PAST
        if token.tag in {"VBZ", "VBP"}:
            return _present(parsed, head, token.tag)
    label = base(parsed.tokens[head].dep)
    if governor is None:
        return None
    if _is_infinitive(parsed, head) and label in {"xcomp", "ccomp", "acl", "advcl", "conj"}:
        if (
            parsed.tokens[governor].lemma.lower() in PROSPECTIVE
            or parsed.tokens[parsed.tokens[head].head].lemma.lower() in PROSPECTIVE
        ):
            return Tense.FUTURE
        if parsed.tokens[governor].lemma.lower() == "be":
            return Tense.FUTURE
    if label == "acl" and parsed.tokens[head].tag == "VBN":
        return Tense.PAST
    return _tense(parsed, governor, _modal(parsed, governor), None)


def _present(parsed: Parsed, head: int, tag: str) -> Tense:
    """Tell a present from "is to meet" and "is due to meet"."""
    is_to = _is_infinitive(parsed, head) and tag in {"VBZ", "VBP"} and parsed.tokens[head].tag == "VB"
    return Tense.FUTURE if is_to else Tense.PRESENT


def _was_to(parsed: Parsed, head: int, auxiliary: int) -> bool:
    """Tell "was to meet" and "was to have met", which say nothing of a meeting, from a past."""
    if parsed.tokens[auxiliary].lemma.lower() != "be" or not _is_infinitive(parsed, head):
        return False
    perfect = any(parsed.tokens[c].lemma.lower() == "have" for c in parsed.dependents(head, "aux"))
    return parsed.tokens[head].tag == "VB" or perfect


def _is_infinitive(parsed: Parsed, head: int) -> bool:
    return any(parsed.tokens[c].lemma.lower() == "to" for c in parsed.dependents(head, "mark", "aux"))


def _factuality(parsed: Parsed, head: int, modal: str | None, governor: int | None) -> Factuality:
    label = base(parsed.tokens[head].dep)
    marks = {parsed.tokens[c].lemma.lower() for c in parsed.dependents(head, "mark")}
    fronted = any(
        parsed.tokens[c].text.lower() in {"were", "should", "had"} and c == _first_word(parsed, head)
        for c in parsed.dependents(head, "aux", "cop")
    )
    if label == "advcl" and (marks & _CONDITION_MARKS or fronted):
        return Factuality.CONDITION
    if label == "advcl" and marks & _EXPECTING_MARKS and not _is_past(parsed, governor):
        return Factuality.CONDITION  # "once a treaty is concluded": not yet
    if modal in _HYPOTHETICAL_MODALS:
        return Factuality.CONSEQUENCE
    if _is_infinitive(parsed, head) and label in {"xcomp", "acl", "advcl", "ccomp"}:
        return Factuality.INTENDED
    if label == "conj" and governor is not None and not parsed.dependents(head, "nsubj"):
        return _factuality(parsed, governor, _modal(parsed, governor), None)
    return Factuality.ASSERTED


def _first_word(parsed: Parsed, head: int) -> int:
    return min(i for i in parsed.subtree(head) if parsed.tokens[i].pos != "PUNCT")


def _is_past(parsed: Parsed, head: int | None) -> bool:
    return head is None or (
        _modal(parsed, head) is None
        and any(parsed.tokens[i].tag == "VBD" for i in (head, *parsed.dependents(head, "aux", "cop", "aux:pass")))
    )
