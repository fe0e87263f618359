"""The ways to tell a stand: a predicate, a refusal, what is reported as said, a noun, an official's own words."""

from collections.abc import Iterator
from typing import NamedTuple

from summitry.dates import Tense
from summitry.read.clauses import Clause, Factuality, own_span
from summitry.read.layout import BlockKind
from summitry.read.parse import base
from summitry.read.positions.table import Pattern, load_table
from summitry.read.scene import Scene
from summitry.records import Span, Stance


class Found(NamedTuple):
    """A stand before it becomes a row; ``holders`` are ids of actors."""

    clause: Clause
    stance: Stance
    holders: tuple[str, ...]
    claim: Span
    evidence: Span
    rule: str


STILL = frozenset({"still", "always", "never", "consistently", "continue"})
"""Adverbs that make a dated act a lasting stand."""
WEIGHING = frozenset({"consider", "view", "see", "hold", "treat", "regard", "study"})
"""Verbs whose progressive weighs something: "is considering the offer"."""
RELATIVE = frozenset({"what", "which", "who", "whom"})
STOPS = frozenset({",", ";", ":", ".", "(", ")", "!", "?"})
OWN_WORDS = frozenset({"we", "i"})
ASKING = frozenset({"what", "when", "why", "how", "where", "whether", "whatever"})
_REFLEXIVE = ("self", "selves")


def find_stands(scene: Scene, clause: Clause) -> Iterator[Found]:
    """Yield the stands that a clause may tell, the surest way of telling first.

    Args:
        scene: the document.
        clause: one of its clauses, not a condition.
    """
    if (scene.is_quoted(clause.head) and not _is_own(scene, clause)) or _is_no_stand(scene, clause):
        return
    yield from _by_predicate(scene, clause)
    yield from _by_report(scene, clause)
    yield from _by_refusal(scene, clause)
    yield from _by_noun(scene, clause)
    yield from _by_own_words(scene, clause)


def _is_own(scene: Scene, clause: Clause) -> bool:
    """Tell whether a quoted clause speaks of whoever says it."""
    return any(scene.parsed.tokens[i].text.lower() in OWN_WORDS for i in clause.agents)


def _is_no_stand(scene: Scene, clause: Clause) -> bool:
    """Tell a clause whose words of a stance show none: a courtesy, a question left open, what one does to oneself.

    "I want to thank you", "I cannot go into that"; "what the ministry wants"; "as it defends itself".
    """
    return _asks(scene, clause) or _is_reflexive(scene, clause) or _is_courtesy(scene, clause)


def _asks(scene: Scene, clause: Clause) -> bool:
    parsed = scene.parsed
    before = [c for c in parsed.children[clause.head] if c < clause.head]
    if clause.relation in {"ccomp", "acl", "advcl", "csubj"}:
        before += [w.i for w in parsed.tokens_in(clause.span)[:1]]
    return clause.relation != "root" and any(parsed.tokens[c].text.lower() in ASKING for c in before)


def _is_reflexive(scene: Scene, clause: Clause) -> bool:
    parsed = scene.parsed
    if any(parsed.tokens[i].lemma.lower().endswith(_REFLEXIVE) for i in clause.patients):
        return True
    owned = (c for i in clause.patients for c in parsed.dependents(i, "nmod:poss"))
    return clause.lemma == "defend" and any(parsed.tokens[c].pos == "PRON" for c in owned)


def _is_courtesy(scene: Scene, clause: Clause) -> bool:
    parsed = scene.parsed
    if not any(parsed.tokens[i].text.lower() in OWN_WORDS for i in clause.agents):
        return False
    text = " ".join(parsed.text(clause.span).split()).lower().replace("\u2019", "'")
    return load_table().courtesies.search(text) is not None


# ---------------------------------------------------------------- predicates
def _by_predicate(scene: Scene, clause: Clause) -> Iterator[Found]:
    lemma = clause.lemma.split()[0]
    for head in (clause.head, *_predicated(scene, clause)):
        token = scene.parsed.tokens[head]
        words = [lemma if head == clause.head else "", token.text.lower(), token.lemma.lower()]
        if scene.parsed.dependents(head, "cop"):  # "is against the plan"
            words += [scene.parsed.tokens[c].text.lower() for c in scene.parsed.dependents(head, "case")]
        for word in dict.fromkeys(words):
            state = word != lemma and _is_state(scene, head)  # "is prepared to": nothing that is done to the subject
            if word != lemma and not state:
                continue
            for stance, pattern in load_table().patterns.get(word, ()):
                if _fits(scene, clause, pattern, head, stance, state=state):
                    taken = load_table().negated[stance] if clause.negated else stance
                    taken = _turned(scene, clause, taken, pattern)
                    holders = _who(scene, clause, state=state)
                    yield Found(clause, taken, holders, _claim(scene, clause), _evidence(scene, clause), "predicate")
                    return


def _who(scene: Scene, clause: Clause, *, state: bool) -> tuple[str, ...]:
    """Return who does it; where the tree has no subject, who is named right before; in a transcript the speaker."""
    agents = clause.agents or (clause.patients if state else ())
    if agents:
        like = tuple(noun for noun in clause.oblique("like") if noun < clause.head)
        return _sides(scene, (*agents, *like))
    speaker = scene.cast.speakers.get(scene.parsed.sentences[scene.parsed.sentence_of[clause.head]].block)
    if clause.passive:
        return () if speaker is None else (scene.cast.country(speaker),)
    if clause.relation != "root" or clause.tense is None:
        return ()
    sentence = scene.parsed.sentences[scene.parsed.sentence_of[clause.head]]
    for i in range(sentence.first, clause.head):
        if (
            scene.cast.at(i)
            and scene.parsed.tokens[i].pos != "PRON"
            and base(scene.parsed.tokens[i].dep) not in {"obl", "nmod", "amod"}
        ):
            return scene.cast.at(i)
    return ()


def _sides(scene: Scene, words: tuple[int, ...]) -> tuple[str, ...]:
    """Return the actors that words stand for; of a body that is not known by itself ("his party") whose it is."""
    found: dict[str, None] = {}
    for word in words:
        actors = scene.actors((word,))
        if not actors and scene.parsed.tokens[word].lemma.lower() in load_table().bodies:
            actors = scene.actors(scene.parsed.dependents(word, "nmod:poss", "amod", "compound"))
        found.update(dict.fromkeys(actors))
    return tuple(found)


def _is_state(scene: Scene, head: int) -> bool:
    """Tell whether a word is said of its subject with a copula."""
    token = scene.parsed.tokens[head]
    return (
        bool(scene.parsed.dependents(head, "cop", "aux:pass")) or token.pos == "ADJ" or base(token.dep) == "xcomp"
    ) and not scene.parsed.dependents(head, "obj")


def _predicated(scene: Scene, clause: Clause) -> tuple[int, ...]:
    """Return the adjectives that a verb such as "appear" or "remain" says of its subject."""
    parsed = scene.parsed
    if clause.patients and not clause.passive:
        return ()  # "kept the door open": said of the object
    return tuple(c for c in parsed.dependents(clause.head, "xcomp") if parsed.tokens[c].pos == "ADJ")


def _fits(scene: Scene, clause: Clause, pattern: Pattern, head: int, stance: Stance, *, state: bool) -> bool:
    if not _in_time(scene, clause, pattern, head):
        return False
    if clause.modal is not None and clause.modal not in load_table().willing_modals:
        return False
    if stance is Stance.CLAIMS and clause.progressive and clause.lemma in WEIGHING:
        return False  # "is considering the offer": weighs it
    if any(scene.parsed.tokens[c].lemma.lower() == "without" for c in scene.parsed.dependents(clause.head, "mark")):
        return False
    if clause.passive and not clause.agents and not state and clause.lemma not in {"rule out", "reject"}:
        return False
    if not set(pattern.words[1:]) <= _predicate_words(scene, clause):
        return False
    if clause.factuality is Factuality.INTENDED and not state and not _goes_on(scene, clause):
        return False  # "to support the region": an aim of what is done
    if _is_act(scene, clause, stance) or _is_ended(scene, clause):
        return False
    return "any" in pattern.needs or any(_has(scene, clause, need, head) for need in pattern.needs)


def _in_time(scene: Scene, clause: Clause, pattern: Pattern, head: int) -> bool:
    """Tell whether a predicate stands in a time in which it shows a stand that lasts to the document's day."""
    if clause.perfect and _is_pluperfect(scene, clause):
        return clause.relation == "ccomp"
    if clause.relation == "acl" and clause.tense is Tense.PAST and not clause.perfect and not _lasts(scene, clause):
        return False  # "which one side rejected": told as what once happened
    if _is_dated(scene, clause) and not _lasts(scene, clause) and pattern.tense == "present":
        return False
    if pattern.tense == "state":
        return _is_state(scene, head)
    if pattern.tense == "now":
        return clause.tense is Tense.PRESENT and not clause.perfect
    lasting = clause.perfect and clause.tense is not None  # "has rejected": done, and it stands
    return (
        pattern.tense == "*"
        or clause.tense == Tense(pattern.tense)
        or clause.modal in load_table().willing_modals
        or (pattern.tense == "present" and (lasting or _is_shifted(scene, clause)))
    )


def _is_shifted(scene: Scene, clause: Clause) -> bool:
    """Tell the past of reported speech, which stands for a present: "said that it opposed the plan"."""
    above = scene.governing(clause)
    if clause.relation != "ccomp" or above is None or clause.lemma in load_table().spoken:
        return False
    return clause.tense is Tense.PAST and above.tense is Tense.PAST


def _is_dated(scene: Scene, clause: Clause) -> bool:
    """Tell whether a present stands in the entry of an earlier day of a chronology: an act of that day."""
    dated = scene.entry_date(clause.head)
    if dated is None or scene.anchor is None:
        return False
    return clause.tense is Tense.PRESENT and dated.end < scene.anchor


def _is_pluperfect(scene: Scene, clause: Clause) -> bool:
    return any(
        scene.parsed.tokens[c].lemma.lower() == "have" and scene.parsed.tokens[c].tag == "VBD"
        for c in scene.parsed.dependents(clause.head, "aux")
    )


def _lasts(scene: Scene, clause: Clause) -> bool:
    adverbs = scene.parsed.dependents(clause.head, "advmod")
    return any(scene.parsed.tokens[c].lemma.lower() in STILL for c in adverbs)


def _goes_on(scene: Scene, clause: Clause) -> bool:
    """Tell the infinitive of "continues to oppose" from one that names an aim."""
    above = scene.governing(clause)
    return clause.relation == "xcomp" and above is not None and above.lemma in load_table().continuing


def _is_act(scene: Scene, clause: Clause, stance: Stance) -> bool:
    """Tell whether what is refused, asked for or accepted is a thing of the day: to turn up, an explanation."""
    table, parsed = load_table(), scene.parsed
    past = clause.tense is Tense.PAST or _is_dated(scene, clause)
    if stance is Stance.REJECTS and past:
        acts = any(parsed.tokens[c].lemma.lower() in table.acts for c in parsed.dependents(clause.head, "xcomp"))
        if acts or parsed.dependents(clause.head, "iobj"):
            return not _is_until(scene, clause)
    if (
        stance is Stance.ACCEPTS
        and past
        and not clause.negated
        and all(parsed.tokens[noun].pos == "PRON" for noun in clause.patients)
    ):
        return True
    honoured = any(parsed.tokens[noun].lemma.lower() in table.honours for noun in clause.patients)
    if stance is Stance.ACCEPTS and honoured and clause.lemma in table.honouring:
        return True
    if stance is Stance.OFFERS and any(
        parsed.tokens[c].lemma.lower() in {"well", "fully"}
        for c in (*parsed.dependents(clause.head, "advmod"), *_readiness(scene, clause))
    ):
        return True  # "to be better prepared for the next flood": a state, no offer
    nouns = (*clause.patients, *(noun for preposition, noun in clause.obliques if preposition == "for"))
    passing = table.charges if stance is Stance.REJECTS else table.passing
    return any(parsed.tokens[noun].lemma.lower() in passing for noun in nouns)


def _readiness(scene: Scene, clause: Clause) -> tuple[int, ...]:
    return tuple(a for c in _predicated(scene, clause) for a in scene.parsed.dependents(c, "advmod"))


def _is_ended(scene: Scene, clause: Clause) -> bool:
    """Tell a stand that has been given up ("no longer insists") and one that somebody denies having taken."""
    adverbs = scene.parsed.dependents(clause.head, "advmod")
    longer = any(scene.parsed.tokens[c].lemma.lower() in {"longer", "long"} for c in adverbs) and clause.negated
    above = scene.governing(clause)
    while above is not None:
        if above.lemma in load_table().denials:
            return True
        above = scene.governing(above)
    return longer


def _is_until(scene: Scene, clause: Clause) -> bool:
    """Tell whether a refusal has a condition, so that it is a demand that stands."""
    parsed = scene.parsed
    below = (clause.head, *clause.complements)
    marks = {
        parsed.tokens[m].lemma.lower()
        for head in below
        for c in parsed.dependents(head, "advcl")
        for m in parsed.dependents(c, "mark")
    }
    return bool(marks & {"until", "unless", "till"})


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
        return any(
            parsed.tokens[i].lemma.lower() not in RELATIVE
            and not (parsed.tokens[i].lemma.lower() == "that" and i < clause.head)
            for i in clause.patients
        )
    if need == "that":
        return "ccomp" in dependents
    if need == "to":
        return "xcomp" in dependents or any(preposition == "to" for preposition, _ in clause.obliques)
    if need == "obj+to":
        return "obj" in dependents and ("xcomp" in dependents or "ccomp" in dependents)
    if need == "as" and any(parsed.tokens[m].lemma.lower() == "as" for m in parsed.dependents(clause.head, "mark")):
        return True
    return any(preposition == need for preposition, _ in clause.obliques) or _has_marked(scene, clause, need)


def _has_marked(scene: Scene, clause: Clause, need: str) -> bool:
    parsed = scene.parsed
    return any(
        parsed.tokens[c].lemma.lower() == need
        for x in parsed.children[clause.head]
        for c in parsed.dependents(x, "mark", "case")
    )


def _turned(scene: Scene, clause: Clause, stance: Stance, pattern: Pattern) -> Stance:
    """Return the stance of a verb with the stance that its that-clause shows: "insists that it must", "that no ..."."""
    if "that" not in pattern.needs and "to" not in pattern.needs:
        return stance
    if stance not in {Stance.CLAIMS, Stance.DEMANDS}:
        return stance
    for child in scene.parsed.dependents(clause.head, "ccomp", "acl"):
        inner = scene.clause_at(child)
        if inner is not None and inner.head == child:
            return _told(scene, inner) or (Stance.DEMANDS if _is_subjunctive(scene, inner) else stance)
    return stance


def _is_subjunctive(scene: Scene, inner: Clause) -> bool:
    """Tell "demands that he step down": a bare form with a subject in the third person."""
    token = scene.parsed.tokens[inner.head]
    heads = (inner.head, *scene.parsed.dependents(inner.head, "cop", "aux:pass"))
    bare = any(scene.parsed.tokens[i].tag == "VB" for i in heads)
    return bare and inner.modal is None and not scene.parsed.dependents(token.i, "aux")


def _told(scene: Scene, inner: Clause) -> Stance | None:
    """Return the stance that a reported clause shows by its own words, or None."""
    table = load_table()
    text = _text(scene, inner)
    for stance, pattern in table.told:
        if pattern.search(text):
            return stance
    if inner.negated and inner.modal in table.refusal_modals and inner.lemma in table.keeping:
        return Stance.CLAIMS
    if inner.modal in table.obligations:
        return Stance.DEMANDS
    return Stance.REJECTS if inner.negated else None


def _text(scene: Scene, clause: Clause) -> str:
    return " ".join(scene.parsed.text(clause.span).split()).lower().replace("’", "'")


# ---------------------------------------------------------------- refusals
def _by_refusal(scene: Scene, clause: Clause) -> Iterator[Found]:
    if clause.agents and _is_refusal(clause):
        stance = Stance.CLAIMS if clause.lemma in load_table().keeping else Stance.REJECTS
        holders = _sides(scene, clause.agents)
        yield Found(clause, stance, holders, _claim(scene, clause), _evidence(scene, clause), "refusal")


def _is_refusal(clause: Clause) -> bool:
    table = load_table()
    verbs = {clause.lemma, clause.lemma.split()[0]}
    return clause.negated and clause.modal in table.refusal_modals and bool(verbs & (table.yielding | table.keeping))


# ---------------------------------------------------------------- reported
def _by_report(scene: Scene, clause: Clause) -> Iterator[Found]:
    """Yield a stand told as what a side says: an obligation of others, a belonging, a refusal."""
    if not clause.agents or clause.negated or clause.modal is not None or clause.lemma in load_table().silent:
        return
    told = scene.parsed.dependents(clause.head, "ccomp")
    joined = (c for child in told for c in scene.parsed.dependents(child, "conj") if scene.parsed.dependents(c, "mark"))
    for child in (*told, *joined):
        inner = scene.clause_at(child)
        if scene.is_quoted(child) or inner is None or inner.head != child:
            continue
        stance = _reported(scene, clause, inner)
        if stance is not None:
            claim = own_span(scene.parsed, child)
            holders = _sides(scene, clause.agents)
            own = claim if child not in told else _evidence(scene, clause)
            yield Found(clause, stance, holders, claim, own, "reported")
            return


def _reported(scene: Scene, clause: Clause, inner: Clause) -> Stance | None:
    table = load_table()
    text = _text(scene, inner)
    for stance, pattern in table.reported:
        if pattern.search(text):
            return stance
    if _is_refusal(inner):
        return Stance.CLAIMS if inner.lemma in table.keeping else Stance.REJECTS
    if inner.modal in table.obligations and not inner.perfect and not _speaks_of_self(scene, clause, inner):
        return Stance.DEMANDS
    return None


def _speaks_of_self(scene: Scene, clause: Clause, inner: Clause) -> bool:
    """Tell what one side says that it must do itself, or that nobody should do: that asks nothing of another."""
    own = {scene.cast.country(a) for a in scene.actors(clause.agents)}
    subjects = inner.patients if inner.passive else inner.agents
    generic = any(
        scene.parsed.tokens[i].lemma.lower() in {"nobody", "everybody", "everyone", "one", "you", "we", "i"}
        for i in subjects
    )
    return generic or bool(own & {scene.cast.country(a) for a in scene.actors(subjects)})


# ---------------------------------------------------------------- nouns
def _by_noun(scene: Scene, clause: Clause) -> Iterator[Found]:
    """Yield a stand that a noun names: "reaffirmed its opposition to", "has not withdrawn its claim"."""
    yield from _by_subject(scene, clause)
    table, verb = load_table(), clause.lemma
    carried = verb in table.carriers and not clause.negated
    kept = verb in table.turns and clause.negated
    if not (carried or kept) or not clause.agents or clause.passive:
        return
    for noun in clause.patients:
        stance = table.nouns.get(scene.parsed.tokens[noun].lemma.lower())
        if stance is Stance.SUPPORTS and _is_for_a_side(scene, noun):
            continue  # "its support for the neighbour": a courtesy, and no stand on a matter
        if stance is not None and noun > clause.head:
            holders = _sides(scene, clause.agents)
            yield Found(clause, stance, holders, _claim(scene, clause), _evidence(scene, clause), "noun")
            return


def _is_for_a_side(scene: Scene, noun: int) -> bool:
    return any(scene.cast.at(child) for child in scene.parsed.dependents(noun, "nmod") if child > noun)


def _by_subject(scene: Scene, clause: Clause) -> Iterator[Found]:
    """Yield a stand that is itself the subject: "its opposition to the plan has not changed"."""
    table = load_table()
    if not (clause.lemma in table.turns if clause.negated else clause.lemma in table.stays):
        return
    for noun in (*clause.agents, *clause.patients):
        stance = table.nouns.get(scene.parsed.tokens[noun].lemma.lower())
        holders = scene.actors(scene.parsed.dependents(noun, "nmod:poss", "amod"))
        if stance is not None and holders and noun < clause.head:
            yield Found(clause, stance, holders, clause.span, _evidence(scene, clause), "noun")
            return


# ---------------------------------------------------------------- own words
def _by_own_words(scene: Scene, clause: Clause) -> Iterator[Found]:
    """Yield a stand that an official tells in a transcript as plain fact: "The airfield is not for sale"."""
    block = scene.parsed.sentences[scene.parsed.sentence_of[clause.head]].block
    speaker = scene.cast.speakers.get(block)
    if speaker is None or scene.parsed.blocks[block].kind is not BlockKind.TURN or scene.is_quoted(clause.head):
        return
    if clause.relation not in {"root", "conj", "parataxis"}:
        return
    own = scene.cast.country(speaker)
    if any(scene.cast.country(actor) != own for actor in scene.actors(clause.agents)):
        return
    text = _text(scene, clause)
    for stance, pattern in load_table().own:
        if pattern.search(text):
            yield Found(clause, stance, (own,), clause.span, clause.span, "own")
            return


# ---------------------------------------------------------------- words where the tree has no verb
def find_plain_stands(scene: Scene) -> Iterator[Found]:
    """Yield the stands whose verb the tree takes for a noun: a side's name and a verb of stance right after it.

    Args:
        scene: the document.
    """
    parsed = scene.parsed
    for mention in scene.cast.mentions:
        last = parsed.sentences[parsed.sentence_of[mention.first]].last
        first = mention.last
        while first < last and parsed.tokens[first].pos == "ADV":
            first += 1
        if first >= last or scene.is_quoted(first):
            continue
        found = _plain_at(scene, first, last)
        if found is not None:
            stance, clause = found
            end = first + 1
            while end < last and parsed.tokens[end].text not in STOPS:
                end += 1
            evidence = parsed.span(mention.first, end)
            yield Found(clause, stance, mention.actors, parsed.span(first, end), evidence, "plain")


def _plain_at(scene: Scene, first: int, last: int) -> tuple[Stance, Clause] | None:
    """Return the stance of the phrase that begins at a word and the clause round it, if the tree has no verb there."""
    clause = scene.clause_at(first)
    if clause is None:
        return None
    for stance, words in load_table().plain.get(scene.parsed.tokens[first].text.lower(), ()):
        own = range(first, first + len(words))
        if own.stop <= last and tuple(scene.parsed.tokens[i].text.lower() for i in own) == words:
            heads = (scene.clause_at(i) for i in own)
            return None if any(head is not None and head.head in own for head in heads) else (stance, clause)
    return None


# ---------------------------------------------------------------- spans
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


def _evidence(scene: Scene, clause: Clause) -> Span:
    """Return the words of a clause without the conjunction that joins it to another."""
    words = scene.parsed.tokens_in(clause.span)
    if len(words) > 1 and words[0].lemma.lower() == "that" and words[0].pos == "SCONJ":
        return Span(words[1].start, clause.span.end)
    return clause.span
