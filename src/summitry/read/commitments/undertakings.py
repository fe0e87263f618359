"""Where a text says that somebody is to do something, by whatever words: all rules together, and nouns that bind."""

from collections.abc import Iterator

from summitry.read.clauses import Factuality
from summitry.read.commitments.acts import Act, classify_noun, lemma_of, read_acts, words_of
from summitry.read.commitments.bonds import find_bound, find_bound_nouns, find_invited, find_offered, infinitive_behind
from summitry.read.commitments.cues import (
    CONTACTS,
    READ,
    Undertaking,
    has_future,
    is_off,
    is_told,
    join_spans,
    phrase_of,
)
from summitry.read.commitments.joint import find_listed
from summitry.read.commitments.plans import find_awaited, find_future, find_moved, find_wished
from summitry.read.scene import Scene
from summitry.records import Strength


def find_undertakings(scene: Scene) -> Iterator[Undertaking]:
    """Yield the undertakings, announced plans, invitations and wishes of a text; an act may be found by two rules.

    Args:
        scene: the document with its clauses.

    Yields:
        Undertakings, the surest rule of an act first.
    """
    clauses = [c for c in scene.clauses if is_told(scene, c)]
    for clause in clauses:
        yield from find_bound(scene, clause)
        yield from find_bound_nouns(scene, clause)
        yield from find_invited(scene, clause)
        yield from find_offered(scene, clause)
        yield from find_awaited(scene, clause)
        yield from find_moved(scene, clause)
    for clause in clauses:
        yield from find_future(scene, clause)
        yield from find_wished(scene, clause)
    yield from find_listed(scene)
    yield from _nominal(scene)


def _nominal(scene: Scene) -> Iterator[Undertaking]:
    """Read "an agreement to explore ...", "plans for a summit" and "ahead of a planned visit by ... next month"."""
    parsed = scene.parsed
    for sentence in parsed.sentences:
        if parsed.blocks[sentence.block].kind not in READ or parsed.tokens[sentence.last - 1].text == "?":
            continue
        for i in range(sentence.first, sentence.last):
            if parsed.tokens[i].pos == "NOUN" or (i == sentence.first and parsed.tokens[i].pos == "PROPN"):
                yield from _binding_noun(scene, i)
                yield from _planned_noun(scene, i)


def _binding_noun(scene: Scene, i: int) -> Iterator[Undertaking]:
    parsed = scene.parsed
    lemma = lemma_of(parsed, i)
    kinds = (
        ("agree_noun", Strength.AGREED),
        ("pledge_noun", Strength.PLEDGED),
        ("aim_noun", Strength.PLEDGED),
        ("wish_noun", Strength.PROPOSED),
        ("plan_noun", Strength.PLANNED),
    )
    kind, strength = next(((k, s) for k, s in kinds if lemma in words_of("cues", k)), ("", Strength.PLANNED))
    clause = scene.clause_at(i)
    if not kind or (
        clause is not None
        and (
            clause.negated
            or lemma_of(parsed, clause.head) in words_of("cues", "undo") | words_of("cues", "ask")
            or clause.modal not in {None, "will"}
            or clause.factuality is Factuality.CONDITION
        )
    ):
        return
    if lemma in words_of("cues", "lasting") and (
        clause is None or lemma_of(parsed, clause.head) not in words_of("cues", "giving")
    ):
        return
    if kind == "aim_noun" and any(parsed.tokens[c].text.lower() == "with" for c in parsed.dependents(i, "case")):
        return
    if lemma in words_of("cues", "lasting") and any(
        parsed.tokens[c].lemma.lower() in words_of("cues", "standing") for c in parsed.dependents(i, "amod")
    ):
        return
    if (
        kind == "plan_noun"
        and clause is not None
        and lemma_of(parsed, clause.head) in {"discuss", "consider", "debate", "examine"}
    ):
        return
    if any(parsed.tokens[c].lemma.lower() in {"no", "any"} for c in parsed.dependents(i, "det")):
        return
    by = (
        parsed.dependents(i, "nmod:poss")
        or tuple(n for n in parsed.dependents(i, "nmod") if parsed.tokens[n].head == i and scene.cast.at(n))
        or (clause.agents if clause is not None else ())
    )
    inner = (c for c in parsed.dependents(i, "acl", "xcomp") if parsed.tokens[c].dep != "acl:relcl")
    word = next((c for c in inner if parsed.tokens[c].tag in {"VB", "VBG"}), None)
    if word is None:
        word = (
            infinitive_behind(parsed, i)
            if i + 1 < len(parsed.tokens) and parsed.tokens[i + 1].text.lower() == "to"
            else None
        )
    if word is not None and (kind != "aim_noun" or scene.actors(by)):  # else whose aim it is stays open
        for act in read_acts(
            scene, word, explicit=kind in {"agree_noun", "pledge_noun", "aim_noun"} or lemma in {"intention", "intent"}
        ):
            if kind == "wish_noun" and act.action not in CONTACTS:
                continue
            span = join_spans(parsed.span(i, i + 1), act.span)
            yield Undertaking("noun", strength, act, by, (), None, span)
        return
    if kind == "plan_noun":
        for child in parsed.dependents(i, "nmod"):
            action = classify_noun(parsed, child)
            if action in CONTACTS and any(
                parsed.tokens[c].text.lower() in {"for", "of"} for c in parsed.dependents(child, "case")
            ):
                span = join_spans(parsed.span(i, i + 1), phrase_of(parsed, child))
                yield Undertaking("noun", strength, Act(child, action, None, span), (), (), None, span)


def _planned_noun(scene: Scene, i: int) -> Iterator[Undertaking]:
    parsed = scene.parsed
    action = classify_noun(parsed, i)
    if action not in CONTACTS:
        return
    before = {parsed.tokens[c].text.lower() for c in parsed.children[i] if c < i}
    if not before & words_of("cues", "ahead") or "no" in before:
        return
    span = phrase_of(parsed, i)
    if has_future(scene, span, strictly=True) and not is_off(scene, i):
        yield Undertaking("planned_noun", Strength.PLANNED, Act(i, action, None, span), (), (), None, span)
