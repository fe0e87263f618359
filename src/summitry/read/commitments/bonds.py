"""Words that bind: agreeing, promising, planning, wishing, asking and inviting, each with the act that it governs."""

from collections.abc import Iterator

from summitry.dates import Tense
from summitry.read.clauses import Clause
from summitry.read.commitments.acts import Act, classify_noun, deed_of, full_lemma, lemma_of, read_acts, words_of
from summitry.read.commitments.cues import (
    CONTACTS,
    Undertaking,
    denies,
    find_binders,
    find_event,
    has_future,
    holds,
    is_off,
    is_pluperfect,
    join_spans,
    lemma_at,
    phrase_of,
)
from summitry.read.parse import Parsed, base
from summitry.read.scene import Scene
from summitry.records import Action, Span, Strength

TO_REACH = 9
"""An infinitive stands at most so many words behind the word that governs it."""
_GIVEN_UP = frozenset({Action.REFRAIN, Action.WITHDRAW, Action.RELEASE})
_FUTURE = frozenset({"will", "shall"})


def find_bound(scene: Scene, clause: Clause) -> Iterator[Undertaking]:
    """Read "agreed to meet", "promised that talks would resume", "hopes to travel", "asked to meet".

    Args:
        scene: the document.
        clause: a clause that may bind.

    Yields:
        One undertaking an act that the clause governs.
    """
    rule, strength = _cue_of(scene, clause)
    if rule is None or not holds(scene, clause):
        return
    if rule == "hope" and _is_aside(scene, clause):
        return
    if rule == "plan" and (_is_aside(scene, clause) or (clause.perfect and is_pluperfect(scene.parsed, clause))):
        return
    for word, finite in governed_verbs(scene, clause):
        if any(
            scene.parsed.tokens[c].lemma.lower() in {"whether", "if", "how", "what"}
            for c in scene.parsed.children[word]
            if c < word
        ):
            continue  # "decide whether to ask": an open question
        if rule == "offer" and finite is None and (clause.recipients or any(scene.cast.at(i) for i in clause.patients)):
            continue  # "offered him a week to withdraw": others are to do it
        subjunctive = rule == "ask" or lemma_at(scene, clause) in {"propose", "suggest"}
        if finite is not None and not _is_prospective(finite) and (not subjunctive or finite.tense is Tense.PAST):
            continue
        for chosen in _acts_under(scene, word, finite, explicit=rule not in {"hope", "ask"}):
            if rule == "offer":
                if chosen.action is Action.SIGN:
                    continue
                strength = Strength.PROPOSED if chosen.action in CONTACTS else Strength.PLEDGED
            if rule in {"hope", "ask"} and chosen.action not in CONTACTS:
                continue
            yield Undertaking(
                rule,
                strength,
                chosen,
                _who(scene, clause, rule, chosen, finite),
                _to_whom(clause, rule),
                clause,
                _span_of(scene, clause, chosen),
            )


def _is_aside(scene: Scene, clause: Clause) -> bool:
    """Tell "preparing to ..." by the way, and "a pact that aims to ...": purposes, not plans of somebody."""
    parsed = scene.parsed
    if clause.relation in {"acl", "advcl"} and parsed.tokens[clause.head].tag == "VBG":
        return True
    return bool(clause.agents) and all(
        parsed.tokens[i].lemma.lower() in words_of("acts", "instruments") and not scene.cast.at(i)
        for i in clause.agents
    )


def _acts_under(scene: Scene, word: int, finite: Clause | None, *, explicit: bool) -> Iterator[Act]:
    """Yield what a governed verb tells of: a meeting that takes place, harm that is forgone, or its own act."""
    parsed = scene.parsed
    if denies(parsed, word):
        harmful = lemma_of(parsed, word) in words_of("acts", "harmful")
        held = words_of("acts", "stative") | (words_of("acts", "held_to") if finite is not None else frozenset())
        if harmful or (explicit and full_lemma(parsed, word) not in held):
            clause = scene.clause_at(word)
            own = clause if clause is not None and clause.head == word else None
            yield Act(word, Action.REFRAIN, own, own.span if own is not None else parsed.span(word, word + 1))
        return
    if finite is not None:
        event = find_event(scene, finite)
        if event is not None:
            yield event
            return
        if any(parsed.tokens[i].lemma.lower() in words_of("acts", "instruments") for i in finite.agents):
            return
    yield from read_acts(scene, word, explicit=explicit)


def _cue_of(scene: Scene, clause: Clause) -> tuple[str | None, Strength]:
    parsed = scene.parsed
    lemma = full_lemma(parsed, clause.head)
    forms = {lemma} if " " in lemma else {lemma, parsed.tokens[clause.head].text.lower()}
    predicative = parsed.tokens[clause.head].pos == "ADJ" or clause.passive
    lasting = predicative or (clause.relation in {"acl", "xcomp"} and parsed.tokens[clause.head].tag in {"VBN", "JJ"})
    behind = {t.text.lower() for t in parsed.tokens[clause.head + 1 : clause.head + 2]}
    busy = lemma.startswith("engage") and behind & {"in", "with"}  # "are engaged in relief": what they do
    if busy or "be" in forms or (lasting and forms & {"intend", "mean", "aim", "commit", "committed"}):
        return None, Strength.PLANNED
    if forms & words_of("cues", "agree"):
        return "agree", Strength.AGREED
    if predicative and not clause.passive and forms & {"ready", "prepared", "prepare", "willing"}:
        forms = {"willing"}
    if "offer" in forms:
        return "offer", Strength.PLEDGED
    if forms & words_of("cues", "pledge"):
        return "pledge", Strength.PLEDGED
    if forms & {"set", "mean", "ready", "expect"} and not predicative:
        return None, Strength.PLANNED
    if forms & words_of("cues", "task") and not clause.passive:
        return "task", Strength.PLANNED
    if forms & words_of("cues", "plan") or "expect" in forms:
        return "plan", Strength.PLANNED
    if forms & words_of("cues", "hope") and not (forms & {"want", "seek", "propose"} and clause.patients):
        return "hope", Strength.PROPOSED
    if forms & words_of("cues", "ask"):
        return "ask", Strength.PROPOSED
    return None, Strength.PLANNED


def governed_verbs(scene: Scene, clause: Clause) -> Iterator[tuple[int, Clause | None]]:
    """Yield the verbs that a cue governs, each with its clause if it is finite."""
    parsed = scene.parsed
    found: list[int] = []
    for child in parsed.children[clause.head]:
        token = parsed.tokens[child]
        if (
            base(token.dep) not in {"xcomp", "ccomp", "advcl", "obl", "acl", "conj", "parataxis", "dep"}
            or child < clause.head
        ):
            continue
        inner = scene.clause_at(child)
        wanted = (
            lemma_at(scene, clause) in words_of("cues", "ask") | {"propose", "suggest"}
            and base(token.dep) == "ccomp"
            and token.tag in {"VB", "VBP"}
        )
        finite = inner is not None and inner.head == child and (inner.modal is not None or wanted)
        marks = {parsed.tokens[m].text.lower() for m in parsed.children[child] if m < child}
        if token.tag == "VB" and "to" in marks and base(token.dep) not in {"conj", "parataxis"}:
            if base(token.dep) == "advcl" and child > clause.head + TO_REACH:
                continue
            found.append(child)
            yield child, None
        elif token.tag == "VBG" and marks & {"on", "to", "in"} and base(token.dep) != "conj":
            if any(parsed.tokens[n].lemma.lower() in words_of("cues", "noun_to") for n in clause.oblique("on")):
                continue
            found.append(child)
            yield child, None
        elif (
            finite and base(token.dep) in {"ccomp", "parataxis", "advcl"} and not marks & words_of("cues", "condition")
        ):
            found.append(child)
            yield child, inner
            for other in parsed.dependents(child, "conj"):
                second = scene.clause_at(other)
                if second is not None and second.head == other and (second.modal or parsed.dependents(other, "nsubj")):
                    yield other, second
    if not found:
        word = infinitive_behind(parsed, clause.head)
        if word is not None:
            yield word, None


def infinitive_behind(parsed: Parsed, i: int) -> int | None:
    """Return the infinitive that follows a word with nothing but its date, place or addressee between."""
    sentence = parsed.sentences[parsed.sentence_of[i]]
    for j in range(i + 1, min(i + TO_REACH, sentence.last - 1)):
        token = parsed.tokens[j]
        if token.text.lower() == "to" and token.tag == "TO":
            if any(t.lemma.lower() in words_of("cues", "noun_to") for t in parsed.tokens[i + 1 : j]):
                return None
            return next((k for k in range(j + 1, min(j + 3, sentence.last)) if parsed.tokens[k].tag == "VB"), None)
        if token.pos in {"VERB", "AUX", "PUNCT", "SCONJ", "CCONJ"} and token.text != ",":
            return None
    return None


def _is_prospective(finite: Clause) -> bool:
    return finite.modal in _FUTURE | {"would", "should"} or finite.tense is Tense.FUTURE


def _who(scene: Scene, clause: Clause, rule: str, act: Act, finite: Clause | None) -> tuple[int, ...]:
    """Return who has to act: whom the act's own clause names, else who binds himself, else who is asked."""
    if finite is not None:
        own = finite.agents or finite.patients
        if scene.actors(own) or (act.clause is finite and act.word != finite.head):
            return own if scene.actors(own) else ()
    if rule == "ask":
        return (*clause.patients, *clause.recipients, *clause.oblique("on", "to")) or clause.agents
    if rule == "pledge" and not scene.actors(clause.agents) and scene.actors(clause.patients):
        return clause.patients
    return find_binders(scene, clause)


def _to_whom(clause: Clause, rule: str) -> tuple[int, ...]:
    if rule == "ask":
        return clause.agents
    return (*clause.recipients, *clause.patients) if rule == "pledge" and not clause.passive else ()


def _span_of(scene: Scene, clause: Clause, act: Act) -> Span:
    """Return cue and act together; a coordinated act without the one before it."""
    parsed = scene.parsed
    if base(parsed.tokens[act.word].dep) == "conj" and act.word not in parsed.children[clause.head]:
        return act.span
    finite = act.clause is not None and act.clause.modal is not None
    return act.span if finite else join_spans(clause.span, act.span)


def find_bound_nouns(scene: Scene, clause: Clause) -> Iterator[Undertaking]:
    """Read "agreed on an exchange of ambassadors", "called for a summit", "officials speak of a visit"."""
    if not holds(scene, clause):
        return
    parsed = scene.parsed
    forms = {full_lemma(parsed, clause.head)}
    nouns: tuple[int, ...] = ()
    rule = ""
    strength = Strength.AGREED
    if forms & (words_of("cues", "agree") - {"accept", "resolve", "reach", "arrive", "settle"}):
        nested = (n for i in clause.oblique("in") for n in parsed.dependents(i, "nmod"))
        rule, nouns = "agree", (*clause.oblique("on", "upon", "to", "about"), *clause.patients, *nested)
    elif forms & {"accept"}:
        taken = words_of("senses", "accepted")
        rule, nouns = "agree", tuple(n for n in clause.patients if lemma_of(parsed, n) in taken)
    elif forms & {"settle", "decide"}:
        rule, nouns = "agree", clause.oblique("on", "upon")
    elif forms & (words_of("cues", "pledge") - words_of("cues", "voiced_anew")):
        own = (*clause.patients, *clause.oblique("to", "on")) if not clause.passive else ()
        rule, nouns = "pledge", tuple(n for n in own if not parsed.dependents(n, "acl") and not scene.cast.at(n))
        strength = Strength.PLEDGED
    elif forms & words_of("cues", "ask_for"):
        rule, nouns, strength = "ask", (*clause.oblique("for"), *clause.patients), Strength.PROPOSED
    elif forms & words_of("cues", "speak_of"):
        rule, nouns, strength = (
            "plan",
            (*clause.oblique("of", "on", "for"), *(clause.patients if forms & {"plan", "prepare", "arrange"} else ())),
            Strength.PLANNED,
        )
        past = clause.tense is Tense.PAST and not has_future(scene, clause.span, strictly=True)
        if past or is_pluperfect(parsed, clause) or is_off(scene, clause.head):
            return
    for noun in dict.fromkeys(
        n for n in nouns if n > clause.head or clause.passive or parsed.tokens[clause.head].dep == "acl:relcl"
    ):
        action = deed_of(parsed, noun)
        proposed = CONTACTS | (
            {Action.COOPERATE} if forms & {"propose", "suggest", "offer", "moot", "float"} else set()
        )
        if (
            action is None
            or (rule == "pledge" and action not in CONTACTS | _GIVEN_UP)
            or (rule not in {"agree", "pledge"} and action not in proposed)
            or (rule == "plan" and forms & {"discuss", "work", "talk"} and action is not Action.VISIT)
        ):
            continue
        if (
            rule == "agree"
            and action in {Action.SIGN, Action.COOPERATE}
            and parsed.tokens[noun].lemma.lower() not in {"exchange", "exercise", "ceremony", "signing"}
        ):
            continue
        act = Act(noun, action, None, phrase_of(parsed, noun))
        yield Undertaking(
            rule,
            strength,
            act,
            () if rule == "plan" else find_binders(scene, clause),
            (),
            clause,
            join_spans(clause.span, act.span),
        )


def find_invited(scene: Scene, clause: Clause) -> Iterator[Undertaking]:
    """Read "invited him to Tokyo", "extended an invitation" and "accepted the invitation"; the guest has to act."""
    parsed = scene.parsed
    passive = clause.passive and bool(clause.patients)
    if lemma_at(scene, clause) == "invite" and holds(scene, clause) and not _is_purpose(scene, clause):
        guests = clause.patients
        words = [w for w, _ in governed_verbs(scene, clause)]
        acts = [act for w in words for act in read_acts(scene, w, explicit=True)]
        places = clause.oblique("to", "for")
        if not acts and (places or (passive and scene.dates_in(clause.span))):
            acts = [Act(clause.head, Action.VISIT, clause, clause.span)]
        if places and all(act.action is Action.OTHER for act in acts):
            acts = [Act(clause.head, Action.VISIT, clause, clause.span)]
        strength = Strength.AGREED if _is_accepted(scene, clause) else Strength.INVITED
        states = {scene.cast.country(actor) for actor in scene.actors(guests)}
        if len(states) > 1 and acts and all(act.word == clause.head for act in acts):
            acts = [Act(clause.head, Action.MEET, clause, clause.span)]  # guests of several states meet there
        for act in acts:
            yield Undertaking("invite", strength, act, guests, clause.agents, clause, join_spans(clause.span, act.span))
    elif lemma_at(scene, clause) in {"accept", "extend", "issue", "take up", "receive", "renew", "repeat"} and holds(
        scene, clause
    ):
        for noun in clause.patients:
            if parsed.tokens[noun].lemma.lower() == "invitation":
                word = next((c for c in parsed.subtree(noun) if parsed.tokens[c].tag == "VB"), None)
                acts = (
                    list(read_acts(scene, word, explicit=True))
                    if word is not None
                    else [Act(noun, Action.VISIT, None, clause.span)]
                )
                taken = lemma_at(scene, clause) in {"accept", "take up"}
                guests = (
                    clause.agents
                    if taken or lemma_at(scene, clause) == "receive"
                    else (*clause.recipients, *clause.oblique("to"))
                )
                for act in acts:
                    yield Undertaking(
                        "invite",
                        Strength.AGREED if taken else Strength.INVITED,
                        act,
                        guests,
                        (),
                        clause,
                        join_spans(clause.span, act.span),
                    )


def _is_purpose(scene: Scene, clause: Clause) -> bool:
    """Tell "paved the way for the allies to invite them" from an invitation."""
    parsed = scene.parsed
    marks = {parsed.tokens[c].text.lower() for c in parsed.dependents(clause.head, "mark")}
    return "to" in marks and clause.relation in {"acl", "advcl"} and not scene.dates_in(clause.span)


def _is_accepted(scene: Scene, clause: Clause) -> bool:
    """Tell whether the guest accepts in the same or the next sentence."""
    number = scene.parsed.sentence_of[clause.head]
    return any(
        lemma_at(scene, other) in {"accept", "agree", "take up"}
        and not other.negated
        and scene.parsed.sentence_of[other.head] in {number, number + 1}
        for other in scene.clauses
        if other.head > clause.head
    )


def find_offered(scene: Scene, clause: Clause) -> Iterator[Undertaking]:
    """Read "offered him 53 million in aid" and "pledged assistance"."""
    if lemma_at(scene, clause) not in words_of("cues", "offer_aid") or not holds(scene, clause) or clause.passive:
        return
    parsed = scene.parsed
    for noun in parsed.dependents(clause.head, "obj"):
        tree = parsed.subtree(noun, without=("acl",))
        aid = any(classify_noun(parsed, w) is Action.AID for w in tree)
        other = (
            lemma_at(scene, clause) in {"offer", "promise", "pledge"} and classify_noun(parsed, noun) is Action.OTHER
        )
        if (aid or other) and not any(parsed.tokens[w].tag == "VB" for w in parsed.subtree(noun)):
            yield Undertaking(
                "aid",
                Strength.PLEDGED,
                Act(noun, Action.AID if aid else Action.OTHER, None, clause.span),
                clause.agents,
                clause.recipients,
                clause,
                clause.span,
            )
            return
