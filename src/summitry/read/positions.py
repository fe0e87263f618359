"""What each side holds on each issue: lasting stands, and stands shown in a demand, an offer or a refusal."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from summitry.dates import Tense
from summitry.knowledge.tables import read_toml
from summitry.read.clauses import Clause, Factuality, own_span
from summitry.read.layout import BlockKind
from summitry.read.parse import base
from summitry.read.scene import Scene
from summitry.records import ActorKind, Position, Span, Stance, make_id

TABLE = "lang/en/positions.toml"
RUNNING = frozenset({BlockKind.BODY, BlockKind.ITEM, BlockKind.ENTRY, BlockKind.TURN, BlockKind.QUESTION})
HOLDERS = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.PERSON, ActorKind.BLOC, ActorKind.ORGANIZATION})
CONFIDENCE = {"predicate": 0.55, "refusal": 0.5, "reported": 0.5}
VAGUE = frozenset({"security", "relations", "other"})
"""Issues whose words stand in every text about two states; a stand is about another one if there is one."""
NEAR = 12
"""Overlapping clauses stand near each other, so only so many of the last stands are compared."""
LONG_OBJECT = 8
"""An object of more words is cut to its head's own words."""


class Pattern(NamedTuple):
    """One line of the table: what the predicate needs, and in which tense it counts."""

    words: tuple[str, ...]
    needs: frozenset[str]
    tense: str


class Found(NamedTuple):
    """A stand before it becomes a row."""

    clause: Clause
    stance: Stance
    holders: tuple[int, ...]
    claim: Span
    evidence: Span
    rule: str


@dataclass(frozen=True, slots=True)
class _Table:
    patterns: dict[str, tuple[tuple[Stance, Pattern], ...]]
    negated: dict[Stance, Stance]
    refusal_modals: frozenset[str]
    refusal_verbs: frozenset[str]
    reported: tuple[tuple[Stance, re.Pattern[str]], ...]


@cache
def _table() -> _Table:
    table = read_toml(TABLE)
    patterns: dict[str, list[tuple[Stance, Pattern]]] = {}
    for stance, lines in table["stances"].items():
        for line in lines:
            words, needs, tense = (part.strip() for part in line.split("|"))
            pattern = Pattern(tuple(words.split()), frozenset(needs.split(",")), tense)
            patterns.setdefault(pattern.words[0], []).append((Stance(stance), pattern))
    return _Table(
        {lemma: tuple(sorted(found, key=lambda pair: -len(pair[1].words))) for lemma, found in patterns.items()},
        {Stance(stance): Stance(other) for stance, other in table["negated"].items()},
        frozenset(table["refusal"]["modals"]),
        frozenset(table["refusal"]["verbs"]),
        tuple((Stance(s), re.compile("|".join(p))) for s, p in table["reported"].items()),
    )


def find_positions(scene: Scene) -> tuple[Position, ...]:
    """Return the stands that a document tells, in text order.

    Args:
        scene: the document with its actors and clauses.

    Returns:
        Positions; a holder is a state, a body or a person who acts for one.
    """
    rows: list[Position] = []
    for clause in scene.clauses:
        if scene.parsed.block_of(clause.head).kind not in RUNNING or scene.is_quoted(clause.head):
            continue
        if clause.factuality is Factuality.CONDITION:
            continue
        for found in (*_by_report(scene, clause), *_by_predicate(scene, clause), *_by_refusal(scene, clause)):
            new = [r for r in _rows(scene, found) if not any(_same(r, other) for other in rows[-NEAR:])]
            if new:
                rows.extend(new)
                break
    return tuple(rows)


def _same(left: Position, right: Position) -> bool:
    overlap = any(a.start < b.end and b.start < a.end for a in left.evidence for b in right.evidence)
    return overlap and left.holder == right.holder


# ---------------------------------------------------------------- the three ways to tell a stand
def _by_predicate(scene: Scene, clause: Clause) -> Iterator[Found]:
    for head in (clause.head, *_predicated(scene, clause)):
        token = scene.parsed.tokens[head]
        for word in dict.fromkeys(
            (clause.lemma.split()[0] if head == clause.head else "", token.text.lower(), token.lemma.lower())
        ):
            for stance, pattern in _table().patterns.get(word, ()):
                state = word != clause.lemma.split()[0]  # "is prepared to": a state, not something done to the subject
                if _fits(scene, clause, pattern, head, state=state):
                    taken = _table().negated[stance] if clause.negated else stance
                    holders = clause.agents or (clause.patients if state else ())
                    yield Found(clause, taken, holders, _claim(scene, clause), clause.span, "predicate")
                    return


def _predicated(scene: Scene, clause: Clause) -> tuple[int, ...]:
    """Return the adjectives that a verb such as "appear" or "remain" says of its subject."""
    parsed = scene.parsed
    return tuple(c for c in parsed.dependents(clause.head, "xcomp") if parsed.tokens[c].pos == "ADJ")


def _fits(scene: Scene, clause: Clause, pattern: Pattern, head: int, *, state: bool) -> bool:
    lasting = clause.perfect and clause.tense is not None  # "has rejected": done, and it stands
    if pattern.tense != "*" and clause.tense != Tense(pattern.tense) and not (lasting and pattern.tense == "present"):
        return False
    if clause.modal is not None or (clause.passive and not clause.agents and not state):
        return False
    if not set(pattern.words[1:]) <= _predicate_words(scene, clause):
        return False
    return "any" in pattern.needs or any(_has(scene, clause, need, head) for need in pattern.needs)


def _predicate_words(scene: Scene, clause: Clause) -> set[str]:
    """Return the lemmas near a predicate that can be part of an idiom: particle, object, fixed preposition."""
    parsed = scene.parsed
    near = [
        c
        for c in parsed.children[clause.head]
        if base(parsed.tokens[c].dep) in {"compound", "obj", "obl", "advmod", "xcomp", "case"}
    ]
    words = {parsed.tokens[c].lemma.lower() for c in near}
    words |= {parsed.tokens[g].lemma.lower() for c in near for g in parsed.dependents(c, "case")}
    return words | {preposition for preposition, _ in clause.obliques}


def _has(scene: Scene, clause: Clause, need: str, head: int) -> bool:
    parsed = scene.parsed
    dependents = {base(parsed.tokens[c].dep): c for c in (*parsed.children[clause.head], *parsed.children[head])}
    if need == "obj":
        return any(parsed.tokens[i].lemma.lower() not in {"what", "which", "who", "that"} for i in clause.patients)
    if need == "that":
        return "ccomp" in dependents
    if need == "to":
        return "xcomp" in dependents or any(preposition == "to" for preposition, _ in clause.obliques)
    if need == "obj+to":
        return "obj" in dependents and ("xcomp" in dependents or "ccomp" in dependents)
    return any(preposition == need for preposition, _ in clause.obliques) or _has_marked(scene, clause, need)


def _has_marked(scene: Scene, clause: Clause, need: str) -> bool:
    parsed = scene.parsed
    return any(
        parsed.tokens[c].lemma.lower() == need
        for x in parsed.children[clause.head]
        for c in parsed.dependents(x, "mark", "case")
    )


def _by_refusal(scene: Scene, clause: Clause) -> Iterator[Found]:
    table = _table()
    if (
        clause.negated
        and clause.modal in table.refusal_modals
        and clause.lemma.split()[0] in table.refusal_verbs
        and clause.agents
    ):
        yield Found(clause, Stance.REJECTS, clause.agents, _claim(scene, clause), clause.span, "refusal")


def _by_report(scene: Scene, clause: Clause) -> Iterator[Found]:
    """Yield a stand told as what a side says: an obligation of others, a belonging, a refusal."""
    if not clause.agents or clause.negated or clause.modal is not None:
        return
    for child in scene.parsed.dependents(clause.head, "ccomp"):
        if scene.is_quoted(child):
            continue
        words = [
            i for i in scene.parsed.subtree(child) if not (i in scene.parsed.dependents(child, "mark") and i < child)
        ]
        text = " ".join(scene.parsed.tokens[i].text for i in words).lower()
        for stance, pattern in _table().reported:
            if pattern.search(text):
                claim = own_span(scene.parsed, child)
                yield Found(clause, stance, clause.agents, claim, clause.span, "reported")
                return


def _claim(scene: Scene, clause: Clause) -> Span:
    """Return the stand in the text's words: what is maintained, else the predicate with all that follows it."""
    for child in scene.parsed.dependents(clause.head, "ccomp"):
        words = [i for i in scene.parsed.subtree(child) if scene.parsed.tokens[i].lemma.lower() != "that" or i > child]
        if words and scene.parsed.dependents(child, "mark"):
            return scene.parsed.span(words[0], words[-1] + 1)
    start = scene.parsed.tokens[clause.head].start
    auxiliaries = scene.parsed.dependents(clause.head, "aux", "advmod", "cop")
    first = min([start, *(scene.parsed.tokens[a].start for a in auxiliaries if a < clause.head)])
    return Span(first, max(clause.span.end, scene.parsed.tokens[clause.head].end))


# ---------------------------------------------------------------- rows
def _rows(scene: Scene, found: Found) -> Iterator[Position]:
    """Yield one row for each side that holds the stand."""
    holders = _holders(scene, found.holders)
    issue = _issue(scene, found) if holders else None
    if issue is None:
        return
    for holder in holders:
        yield Position(
            id=make_id("p", scene.document, holder, found.stance, found.evidence),
            holder=holder,
            issue=issue,
            claim=scene.parsed.text(found.claim),
            evidence=(found.evidence,),
            confidence=CONFIDENCE[found.rule],
            object=_object(scene, found.clause),
            stance=found.stance,
            toward=_other_sides(scene, holder),
        )


def _holders(scene: Scene, words: tuple[int, ...]) -> tuple[str, ...]:
    known = ((actor_id, scene.cast.get(actor_id)) for actor_id in scene.actors(words))
    return tuple(a for a, actor in known if actor is not None and actor.kind in HOLDERS and actor.country != "---")


def _issue(scene: Scene, found: Found) -> str | None:
    """Return what the stand is about: by its words, else by the nearest sentence before it, else by the whole text."""
    parsed = scene.parsed
    number = parsed.sentence_of[found.clause.head]
    spans = [found.claim, found.evidence]
    for before in range(number, -1, -1):
        sentence = parsed.sentences[before]
        if sentence.block != parsed.sentences[number].block:
            break
        spans.append(parsed.span(sentence.first, sentence.last))
    for span in (*spans, Span(0, len(scene.document.text))):
        issues = sorted(scene.issues_in(span), key=lambda issue: issue in VAGUE)
        if issues:
            return issues[0]
    return None


def _object(scene: Scene, clause: Clause) -> str | None:
    """Return what the stand is about in the text's words, without the clauses that describe it."""
    parsed = scene.parsed
    for noun in clause.patients:
        if parsed.tokens[noun].pos == "PRON":
            continue
        words = parsed.subtree(noun, without=("acl", "appos", "conj"))
        if len(words) > LONG_OBJECT:
            words = parsed.subtree(noun, without=("acl", "appos", "conj", "nmod"))
        return parsed.text(parsed.span(words[0], words[-1] + 1))
    return None


def _other_sides(scene: Scene, holder: str) -> tuple[str, ...]:
    """Return the state that the text names most beside the holder's own."""
    own = scene.cast.country(holder)
    counts: dict[str, int] = {}
    for mention in scene.cast.mentions:
        for actor in mention.actors:
            country = scene.cast.country(actor)
            if country != own and scene.cast.get(country) is not None:
                counts[country] = counts.get(country, 0) + 1
    return (max(counts, key=lambda country: counts[country]),) if counts else ()
