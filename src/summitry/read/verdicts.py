"""What a clause says of the state of things, read off its tree: what moves, which way, and whether it is denied.

The subject tells what is judged (a relation, talks, a gap, a tension, a hope); the verb, or the adjective after "be",
"remain" or "become", tells the way. A tension that rises is bad, a gap that narrows is good: the table
``assessments.toml`` names the words of each class and what each way means for it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from summitry.knowledge.tables import read_toml
from summitry.read.clauses import Clause, Factuality
from summitry.read.parse import Parsed, base
from summitry.read.scene import Scene
from summitry.records import AssessmentAbout, Verdict

TABLE = "lang/en/assessments.toml"
DENIED = {
    Verdict.IMPROVING: Verdict.NO_PROGRESS,
    Verdict.PROGRESS: Verdict.NO_PROGRESS,
    Verdict.WORSENING: Verdict.STABLE,
}
"""What a verdict becomes where its clause is denied; the others then say nothing."""
_MODIFIERS = frozenset({"advmod", "amod", "xcomp", "obl", "acl", "ccomp", "obj", "nmod", "case", "det", "advcl"})
SELDOM = frozenset({"rarely", "seldom", "never", "hardly"})


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict, and what it is on as far as the words of the clause tell; None where a pronoun stands for it."""

    verdict: Verdict
    about: AssessmentAbout | None


@dataclass(frozen=True, slots=True)
class _Words:
    """The lexicon: nouns by class, verbs by way, adjectives by way, and what a way means for a class."""

    nouns: dict[str, str]
    abouts: dict[str, AssessmentAbout]
    verbs: dict[str, frozenset[str]]
    adjectives: dict[str, str]
    meanings: dict[str, dict[str, Verdict]]
    places: frozenset[str]
    keeping: frozenset[str]
    becoming: frozenset[str]


@cache
def _words() -> _Words:
    table = read_toml(TABLE)
    classes = table["classes"]
    verbs: dict[str, set[str]] = {}
    for way, lemmas in table["verbs"].items():
        for lemma in lemmas:
            verbs.setdefault(lemma, set()).add(way)
    return _Words(
        {noun: name for name, entry in classes.items() for noun in entry["nouns"]},
        {name: AssessmentAbout(entry["about"]) for name, entry in classes.items()},
        {lemma: frozenset(ways) for lemma, ways in verbs.items()},
        {word: way for way in ("good", "bad") for word in table["adjectives"][way]},
        {
            name: {way: Verdict(verdict) for way, verdict in entry.items() if way not in {"nouns", "about"}}
            for name, entry in classes.items()
        },
        frozenset(table["adjectives"]["places"]),
        frozenset(table["adjectives"]["keeping"]),
        frozenset(table["adjectives"]["becoming"]),
    )


def judge(scene: Scene, clause: Clause) -> Judged | None:
    """Return what a clause says of a relation, talks, an issue or an environment, or None.

    Args:
        scene: the document.
        clause: one of its clauses; what is wished for, ordered, supposed or done by somebody is no verdict.
    """
    if clause.factuality is not Factuality.ASSERTED or clause.modal in {"must", "can", "shall", "should"}:
        return None
    parsed = scene.parsed
    subject = next(iter(clause.patients if clause.passive else clause.agents), None)
    topic = _class_of(parsed, subject)
    if topic is not None and not clause.passive and clause.patients and not parsed.dependents(clause.head, "cop"):
        return None  # "the partnership will strengthen the port": what it does to others
    if topic is None and clause.modal == "will":
        return None
    if topic is None and not clause.passive and clause.patients and _is_thing(scene, clause, subject):
        topic = _class_of(parsed, clause.patients[0])
    if topic is None:
        return None
    if topic == "talks" and is_business(scene, clause):
        return None
    verdict = _by_adjective(parsed, clause, topic) or _by_verb(parsed, clause, topic)
    if verdict is None or (clause.modal == "will" and verdict not in {Verdict.STABLE, Verdict.UNCERTAIN}):
        return None
    return Judged(verdict, _words().abouts[topic])


def _is_thing(scene: Scene, clause: Clause, subject: int | None) -> bool:
    """Tell what bears on a relation ("the raid has soured ties") from who works on it, and from a mere description."""
    if subject is None or scene.cast.at(subject) or clause.relation == "acl":
        return False
    token = scene.parsed.tokens[subject]
    return token.pos in {"NOUN", "PROPN"} or token.lemma.casefold() in {"it", "this", "that"}


def is_business(scene: Scene, clause: Clause) -> bool:
    """Tell whether a clause is about talks with somebody who is no actor: "negotiations with a wholesaler"."""
    parsed = scene.parsed
    partners = [
        i
        for noun in (clause.patients if clause.passive else clause.agents)[:1]
        for i in parsed.dependents(noun, "nmod")
        if any(parsed.tokens[c].lemma == "with" for c in parsed.dependents(i, "case"))
    ]
    return any(parsed.tokens[i].pos == "NOUN" and not scene.cast.at(i) for i in partners)


def is_elsewhere(parsed: Parsed, noun: int) -> bool:
    """Tell a noun that what stands before it makes another matter: "the climate crisis", "financial conditions"."""
    before = {parsed.tokens[c].lemma.casefold() for c in parsed.dependents(noun, "compound", "amod", "nmod")}
    return bool(before & frozenset(read_toml(TABLE)["standing"]["elsewhere"]))


def _class_of(parsed: Parsed, noun: int | None) -> str | None:
    """Return the class of a noun, by its head or by what stands with "of" beside a head that says little."""
    if noun is None:
        return None
    nouns = _words().nouns
    token = parsed.tokens[noun]
    if is_elsewhere(parsed, noun):
        return None
    following = parsed.tokens[noun + 1].lemma.casefold() if noun + 1 < len(parsed.tokens) else ""
    if token.text.istitle() and noun != parsed.sentences[parsed.sentence_of[noun]].first and token.lemma not in nouns:
        return None
    for word in (token.lemma.casefold(), token.text.casefold()):
        if word == "climate" and following in {"change", "crisis", "action"}:
            return None
        if word in nouns:
            return nouns[word]
    return None


def _by_verb(parsed: Parsed, clause: Clause, topic: str) -> Verdict | None:
    words = _words()
    ways = words.verbs.get(clause.lemma) or words.verbs.get(clause.lemma.split()[0], frozenset())
    meanings = words.meanings[topic]
    verdict = next((meanings[way] for way in sorted(ways) if way in meanings), None)
    if verdict is None or ("hold" in ways and parsed.dependents(clause.head, "xcomp", "ccomp")):
        return None
    seldom = any(parsed.tokens[c].lemma.casefold() in SELDOM for c in parsed.dependents(clause.head, "advmod"))
    return DENIED.get(verdict) if clause.negated or seldom else verdict


def _by_adjective(parsed: Parsed, clause: Clause, topic: str) -> Verdict | None:
    """Read "are closer than", "have rarely been frostier", "remain solid", "have become friendlier"."""
    words = _words()
    verb = clause.lemma.split()[0]
    copula = bool(parsed.dependents(clause.head, "cop"))
    if not copula and verb not in words.keeping | words.becoming:
        return None
    for i in _predicates(parsed, clause.head, copula=copula):
        way = _way_of(parsed, i)
        if way is None:
            continue
        compared = parsed.tokens[i].tag in {"JJR", "RBR"} or _has(parsed, i, {"more", "less"})
        less = _has(parsed, i, {"less"})
        good = (way == "good") != less
        adverbs = {parsed.tokens[c].lemma.casefold() for k in {i, clause.head} for c in parsed.dependents(k, "advmod")}
        adverbs |= {
            parsed.tokens[c].lemma.casefold() for k in {i, clause.head} for c in parsed.dependents(k, "cc:preconj")
        }
        if adverbs & {"neither", "nor"}:
            return words.meanings[topic].get("same")
        if adverbs & SELDOM or (clause.negated and adverbs & {"so", "this", "as", "since"}):
            return words.meanings[topic].get("up" if good else "down")
        if compared or verb in words.becoming:
            changed = words.meanings[topic].get("up" if good else "down")
            return DENIED.get(changed) if clause.negated and changed else changed
        if clause.negated:
            return None
        if verb in words.keeping or adverbs & {"still"}:
            return words.meanings[topic].get("same")
        if any(base(parsed.tokens[c].dep) in {"obl", "ccomp"} for c in parsed.children[i] if c > i) and not good:
            return None  # "critical for", "distant from": no state of things
        plain = words.meanings[topic]
        return (plain.get("good") or plain.get("same")) if good else plain.get("down")
    return None


def _predicates(parsed: Parsed, head: int, *, copula: bool) -> Iterable[int]:
    """Yield the words that may hold what is said of the subject: the predicate and the adjectives beside it."""
    if copula:
        yield head
        if parsed.tokens[head].lemma.casefold() in _words().places:
            yield from parsed.dependents(head, "amod")  # "is a dangerous place"
    for child in parsed.children[head]:
        label = base(parsed.tokens[child].dep)
        if label in {"xcomp", "advmod", "amod", "acl", "obj", "conj", "advcl"} and parsed.tokens[child].pos in {
            "ADJ",
            "ADV",
        }:
            yield child


def _way_of(parsed: Parsed, i: int) -> str | None:
    words = _words().adjectives
    token = parsed.tokens[i]
    word = token.text.casefold()
    stem = re.sub(r"i?e(?:r|st)$", "", word)
    forms = (word, token.lemma.casefold(), stem, f"{stem}y", f"{stem}e")
    return next((words[form] for form in forms if form in words), None)


def _has(parsed: Parsed, i: int, lemmas: set[str]) -> bool:
    return any(parsed.tokens[c].text.casefold() in lemmas for c in parsed.dependents(i, "advmod"))
