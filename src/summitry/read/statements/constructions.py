"""How a verb or a noun reports: the construction that holds what is said, thought or wanted, and its words.

A construction has a short name, the same as in the table of reporting words:

    that, bare, whether, wh    a clause: "said that it rained", "said it rained", "asked whether", "knows why"
    to, ing                    an infinitive or a gerund: "promised to come", "denied taking it"
    obj                        an object: "rejected the plan"
    obj to, obj ing, obj x     an object and what is said of it: "urged them to come", "called it a feat"
    of, for, on ...            a prepositional object: "called for talks"; with "ing": "boasted of winning"
    obj as, obj of ...         both: "described it as a feat", "accused them of lying"
"""

from collections.abc import Iterator
from typing import NamedTuple

from summitry.read.parse import Parsed, base

QUESTION_TAGS = frozenset({"WDT", "WP", "WRB", "WP$"})


class Construction(NamedTuple):
    """What a word may report: the name of the construction, and the words of the content, in order."""

    name: str
    words: tuple[int, ...]


def constructions_of(parsed: Parsed, head: int) -> Iterator[Construction]:
    """Yield the constructions that a verb or a noun stands in, the fullest first."""
    if parsed.tokens[head].pos in {"VERB", "AUX"}:
        yield from _of_verb(parsed, head)
    elif parsed.tokens[head].pos in {"NOUN", "PROPN"}:
        yield from _of_noun(parsed, head)


def _of_verb(parsed: Parsed, head: int) -> Iterator[Construction]:
    clauses = parsed.dependents(head, "ccomp")
    objects = [c for c in parsed.dependents(head, "obj") or parsed.dependents(head, "iobj") if c > head]
    bound = [c for c in parsed.dependents(head, "xcomp") if c > head]
    for clause in clauses:
        name, words = _clause(parsed, clause)
        yield Construction(name, words)
    if objects:
        words = parsed.subtree(objects[0])
        purposes = [c for c in parsed.dependents(head, "advcl") if c > objects[0] and _bound_form(parsed, c) == "to"]
        predicates = [c for c in (*bound, *(c for c in clauses if not parsed.dependents(c, "nsubj"))) if c > objects[0]]
        if predicates:
            whole = {*words, *(i for c in predicates for i in parsed.subtree(c))}
            yield Construction(f"obj {_bound_form(parsed, predicates[0])}", tuple(sorted(whole)))
        for purpose in purposes[:1]:  # "urged them to come", taken for a purpose
            yield Construction("obj to", tuple(sorted({*words, *parsed.subtree(purpose)})))
        named = [c for c in parsed.dependents(head, "iobj") if head < c < objects[0]]
        if named:
            yield Construction("obj x", tuple(sorted({*parsed.subtree(named[0]), *words})))
        for name, behind, _ in _prepositional(parsed, head, objects[0]):
            yield Construction(f"obj {name}", tuple(sorted({*words, *behind})))
        if not predicates and not clauses:
            yield Construction("obj", words)
    else:
        for clause in bound:
            yield Construction(_bound_form(parsed, clause), parsed.subtree(clause))
    for name, words, case in _prepositional(parsed, head, head):
        yield Construction(name, tuple(i for i in words if i not in case))


def _clause(parsed: Parsed, clause: int) -> tuple[str, tuple[int, ...]]:
    words = parsed.subtree(clause)
    marks = parsed.dependents(clause, "mark")
    lemmas = {parsed.tokens[c].lemma.lower() for c in marks}
    if "that" in lemmas:
        that = next(c for c in marks if parsed.tokens[c].lemma.lower() == "that")
        return "that", tuple(i for i in words if i > that)  # what stands before it belongs to the verb
    if lemmas & {"whether", "if"}:
        return "whether", words
    if "to" in lemmas:
        return "to", words
    return ("wh" if parsed.tokens[words[0]].tag in QUESTION_TAGS else "bare"), words


def _bound_form(parsed: Parsed, clause: int) -> str:
    lemmas = {parsed.tokens[c].lemma.lower() for c in parsed.dependents(clause, "mark")}
    return "to" if "to" in lemmas else "ing" if parsed.tokens[clause].tag == "VBG" else "x"


def _prepositional(parsed: Parsed, head: int, after: int) -> Iterator[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    """Yield the prepositional objects behind a word: the preposition, all their words, those of the preposition."""
    for child in parsed.dependents(head, "obl", "advcl", "nmod"):
        if child < after:
            continue
        case = parsed.dependents(child, "case", "mark")
        if not case or parsed.tokens[case[0]].pos != "ADP" or case[0] < after:
            continue
        name = parsed.tokens[case[0]].text.lower()
        gerund = base(parsed.tokens[child].dep) == "advcl"
        yield (f"{name} ing" if gerund else name), parsed.subtree(child), case


def _of_noun(parsed: Parsed, head: int) -> Iterator[Construction]:
    for clause in parsed.dependents(head, "acl", "ccomp"):
        if parsed.tokens[clause].dep == "acl:relcl" or clause < head:
            continue
        marks = parsed.dependents(clause, "mark")
        lemmas = [parsed.tokens[c].lemma.lower() for c in marks]
        words = parsed.subtree(clause)
        if "that" in lemmas:
            yield Construction("that", tuple(i for i in words if i > marks[lemmas.index("that")]))
        elif "to" in lemmas:
            yield Construction("to", words)
        elif marks and parsed.tokens[marks[0]].pos == "ADP":
            yield Construction(f"{parsed.tokens[marks[0]].text.lower()} ing", tuple(i for i in words if i != marks[0]))
    for name, words, case in _prepositional(parsed, head, head):
        if not name.endswith("ing"):
            yield Construction(name, tuple(i for i in words if i not in case))
