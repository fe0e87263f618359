"""Code events: who did what to whom, in PLOVER and CAMEO, with modality, date, place, level and evidence.

Each clause is matched with the lexicon's phrases; what a turn governs, or a light verb carries, is coded with it and
not again. Nouns that tell of acts by themselves ("the visit by A to B") are coded where no clause has taken them.
Rows about one act are merged at the end.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from summitry.dates import Tense, When
from summitry.knowledge.ontology import load_cameo, load_plover
from summitry.read.clauses import Clause, Factuality
from summitry.read.events.details import describe
from summitry.read.events.facets import load_facets
from summitry.read.events.lexicon import Act, Code, Lexicon, Phrase, Turn, load_lexicon
from summitry.read.events.lost import find_lost
from summitry.read.events.meetings import base_date, is_call, purposes, recall, stated_level, without_time
from summitry.read.events.merge import Draft, merge
from summitry.read.events.modality import Reality
from summitry.read.events.model import NOTHING, load_model
from summitry.read.events.parties import UNKNOWN
from summitry.read.events.patterns import Match, carried, is_time, lemma_of, match_clause, match_noun, mended
from summitry.read.events.promised import as_promised
from summitry.read.events.roles import SAYING, Parts, Roles
from summitry.read.events.traits import Traits
from summitry.read.layout import BlockKind
from summitry.read.parse import base
from summitry.read.scene import Scene
from summitry.records import Event, EventType, Level, Modality, Span

CODED = frozenset({BlockKind.BODY, BlockKind.ITEM, BlockKind.ENTRY, BlockKind.TURN, BlockKind.QUESTION})
"""Blocks that hold rows; a headline only repeats them."""
DUTY = {"must": "demand", "should": "urge", "ought": "urge"}
"""Modals by which one party says what another has to do, with the turn that it amounts to."""
CHARGING = frozenset({EventType.ACCUSE, EventType.THREATEN, EventType.COERCE, EventType.SANCTION})
"""Types of acts whose clause also says what somebody is charged or threatened with: "jailed for helping rebels"."""
MAIN = frozenset({"root", "conj", "parataxis"})
TOLD = frozenset({"root", "conj", "parataxis", "ccomp"})
"""Relations of clauses that are told for themselves; the classifier looks for acts in these only."""
SURE = 0.6
"""The classifier's least probability for an act that no phrase of the lexicon tells."""
OBJECT_REACH = 3
"""An object that was taken for a verb stands at most so many words behind its predicate."""
MANY = 2
"""A meeting has at least so many countries."""
_UNDER = re.compile(
    r"(?:Under|By the terms of|According to|As part of|In|Pursuant to) (?:the|this|that|its|a) (?:[\w’'-]+ ){0,4}?"
    r"(?:agreement|accord|treaty|deal|text|plan|pact|protocol|memorandum|declaration|road ?map|formula|terms)\b"
)
"""How a sentence opens that tells of what an agreement provides for."""
SPOKEN = frozenset({EventType.AGREE, EventType.REQUEST, EventType.ACCUSE, EventType.SUPPORT, EventType.REJECT})
"""Types of acts that, done by telephone, tell of a call as well."""
ONE_SIDED = frozenset({EventType.AGREE, EventType.CONCEDE, EventType.RETREAT, EventType.PROTEST, EventType.MOBILIZE})
"""Types of acts that need nobody to whom they are done."""
RULE = "172"
"""CAMEO's restrictions of freedoms, which a state lays on its own people."""
UNSIGNED = frozenset({EventType.ASSAULT, EventType.COERCE})
"""Types of acts that are told of without those who did them."""
TWO_SIDED = frozenset({"reciprocal", "visit", "host"})


def code_events(scene: Scene, lexicon: Lexicon | None = None) -> tuple[Event, ...]:
    """Return the events that a document tells of.

    Args:
        scene: the parsed document with its actors, places and dates.
        lexicon: the words that tell of acts; the packaged ones of the document's language when None.

    Returns:
        One row an act, in order of the text; empty for a text in which neither states nor groups of politics act.
    """
    lexicon = load_lexicon(scene.document.language or "en") if lexicon is None else lexicon
    roles = Roles(scene, lexicon)
    return describe(scene, roles, complete(scene, roles, lexicon, list(Coder(scene, lexicon, roles).drafts())))


def complete(scene: Scene, roles: Roles, lexicon: Lexicon, drafts: list[Draft]) -> tuple[Draft, ...]:
    """Return one draft a row: those of one act merged, each with the code that says what it is about."""
    told = recall(scene, roles, lexicon, merge(scene, roles, drafts))
    return tuple(_refined(scene, draft) for draft in told)


def _refined(scene: Scene, draft: Draft) -> Draft:
    """Return a draft with the CAMEO code that says what the act is about."""
    if draft.code.own:
        return draft
    words = list(said_of(scene, draft.match.word))
    cameo = load_facets().refine(draft.code.cameo, words)
    if cameo == draft.code.cameo:
        return draft
    entry = load_cameo()[cameo]
    moved = entry.plover is not None and entry.plover is not draft.code.type and cameo[:2] == draft.code.cameo[:2]
    code = Code(entry.plover, entry.mode, cameo) if moved and entry.plover else replace(draft.code, cameo=cameo)
    return replace(draft, code=code)


def said_of(scene: Scene, word: int) -> Iterator[str]:
    """Yield lemma and form of a predicate's words, its subject's and those of clauses beside it left out."""
    for i in scene.parsed.subtree(word, without=("nsubj", "conj", "parataxis", "appos")):
        token = scene.parsed.tokens[i]
        yield token.lemma.lower()
        if token.text.lower() != token.lemma.lower():
            yield token.text.lower()


def coded_kinds(scene: Scene) -> frozenset[BlockKind]:
    """Return the kinds of blocks that are coded: of a text that is a headline only, the headline."""
    found = frozenset(block.kind for block in scene.parsed.blocks)
    return CODED if found & CODED else found


class Coder:
    """One pass over a scene; remembers which words have been coded."""

    def __init__(self, scene: Scene, lexicon: Lexicon, roles: Roles) -> None:
        self.scene = scene
        self.lexicon = lexicon
        self.roles = roles
        self.reality = Reality(scene, lexicon)
        self.traits = Traits(scene, lexicon)
        self.taken: set[int] = set()

    def drafts(self) -> Iterator[Draft]:
        """Yield drafts of rows: of clauses, outer before inner, then of nouns that no clause has taken."""
        parsed = self.scene.parsed
        kinds = coded_kinds(self.scene)
        told = (*self.scene.clauses, *find_lost(self.scene, self.lexicon))
        coded = [c for c in told if parsed.block_of(c.head).kind in kinds]
        for clause in sorted(coded, key=lambda c: (sum(1 for _ in parsed.ancestors(c.head)), c.head)):
            if clause.head not in self.taken:
                yield from self._of_clause(self._with_object(mended(self.scene, clause)))
        for token in parsed.tokens:
            if token.pos in {"NOUN", "PROPN"} and token.i not in self.taken and parsed.block_of(token.i).kind in kinds:
                yield from self._of_noun(token.i)

    def _with_object(self, clause: Clause) -> Clause:
        """Return a clause with its object where the parser has taken it for a verb: "may suspend aid to Togo"."""
        parsed = self.scene.parsed
        given = parsed.dependents(clause.head, "obj") if clause.passive else ()
        if given and clause.patients and given[0] not in clause.patients:  # "they were given aid by"
            return replace(clause, patients=given, recipients=clause.patients)
        word = next((c for c in parsed.dependents(clause.head, "xcomp") if c > clause.head), None)
        if clause.patients or word is None or clause.lemma in self.lexicon.lists["causing"]:
            return clause
        bare = parsed.tokens[word].tag == "VB" and not parsed.dependents(word, "mark", "aux", "nsubj")
        if not bare or word - clause.head > OBJECT_REACH:
            return clause
        self.taken.add(word)
        inner = self.scene.clause_at(word)
        behind = inner.obliques if inner is not None and inner.head == word else ()
        rest = tuple(c for c in clause.complements if c != word)
        return replace(clause, patients=(word,), obliques=(*clause.obliques, *behind), complements=rest)

    def _of_clause(self, clause: Clause) -> Iterator[Draft]:
        match = match_clause(self.scene, self.lexicon, clause) or carried(self.scene, self.lexicon, clause)
        if self._is_duty(clause):
            yield from self._asked(clause, match)
        if clause.modal == "shall" and self._is_undertaking(clause):
            yield from self._undertaken(clause, match)
        elif match is None:
            if self._is_undertaking(clause):
                yield from self._undertaken(clause)
            elif self._is_joint_work(clause):
                yield from self._worked(clause)
            else:
                yield from tuple(self._stayed(clause)) or tuple(self._weighed(clause))
        elif match.code is not None and self.taken.isdisjoint(match.words()):
            inner = match.inner.clause if match.inner is not None else None
            keeps = isinstance(match.phrase.entry, Turn) and match.phrase.entry.keeps
            duty = keeps and inner is not None and self._is_duty(inner)  # "announced that Rome must withdraw"
            if not duty and not self._is_sent_to_look(match, clause):
                yield from self._of_match(match, match.code, clause)

    def _of_match(self, match: Match, code: Code, clause: Clause) -> Iterator[Draft]:
        outcome = None if self._is_in_doubt(clause) else self.reality.of_clause(match, code)
        if outcome is None:
            self.taken.update(match.words())
            return
        refuses = outcome[0].type is EventType.REJECT and code.type is not EventType.REJECT
        code, modality = outcome
        code = code if self.roles.pair else as_promised(match, code)
        parts = self.roles.refused(match) if refuses else self.roles.assign(match)
        checked = self._check(match, code, parts)
        if code.type in CHARGING:
            self.taken.update(self._charged(clause))
        if checked is None:
            return
        if code.cameo == "062" and len(self.roles.countries(parts.actors)) == 1:
            code = Code(EventType.MOBILIZE, "troops", "150")  # an exercise of one side alone shows force
        self.taken.update(match.words())
        if match.phrase.slots:
            self.taken.update(clause.patients)
        yield from self._draft(match, code, modality, checked, without_time(self.scene, clause.span))

    def _is_in_doubt(self, clause: Clause) -> bool:
        """Tell, in a text of no pair, what a question leaves open ("whether to ban it"), or hangs on what was not."""
        parsed = self.scene.parsed
        if self.roles.pair:
            return False
        marks = (parsed.tokens[m].text.lower() for c in clause.complements for m in parsed.dependents(c, "mark"))
        governor = self.scene.governing(clause)
        unseen = clause.relation == "acl" and governor is not None and governor.negated
        above = parsed.tokens[clause.head].head
        own = {parsed.tokens[m].text.lower() for m in parsed.dependents(clause.head, "mark")}
        asked = clause.relation in {"acl", "ccomp"} and lemma_of(parsed, above) in self.lexicon.lists["demanded"]
        lists = self.lexicon.lists
        aimed = governor is not None and clause.relation == "advcl" and governor.lemma in lists["aims"]
        aimed |= governor is not None and clause.relation != "conj" and governor.lemma in lists["pondered"]
        return unseen or aimed or (asked and "that" in own) or "whether" in marks

    def _is_duty(self, clause: Clause) -> bool:
        return clause.modal in DUTY and clause.relation == "ccomp" and not clause.negated

    def _asked(self, clause: Clause, match: Match | None) -> Iterator[Draft]:
        """Yield a request told as what another party must do: "Paris said that Rome must withdraw"."""
        governor = self.scene.governing(clause)
        told = {Tense.PAST} if self.roles.pair else {Tense.PAST, Tense.PRESENT}
        if governor is None or governor.tense not in told or clause.modal is None:
            return
        asking, asked = self.roles.of_nouns(governor.agents), self.roles.of_nouns(clause.agents)
        same = set(asking) & set(asked) or (
            self.roles.pair and self.roles.countries(asking) & self.roles.countries(asked)
        )
        if not asking or not asked or same:
            return
        turn = self.reality.turn(DUTY[clause.modal])
        code = turn.make(match.code if match is not None else None)
        if code is not None:
            self.taken.update({clause.head, *(match.words() if match is not None else ()), *self._beneath(clause)})
            duty = Match(self.reality.phrase(DUTY[clause.modal]), clause.head, clause)
            yield Draft(code, Modality.OCCURRED, Parts(asking, asked), clause.span, duty, clause, turn.confidence)

    def _is_sent_to_look(self, match: Match, clause: Clause) -> bool:
        """Tell a mission sent to inquire, in a text of no pair: what it does is the act, not its journey."""
        if self.roles.pair or match.code is None or match.code.cameo != "042" or clause.tense is not Tense.PAST:
            return False
        hung = (self.scene.clause_at(c) for c in self.scene.parsed.dependents(clause.head, "advcl", "xcomp"))
        found = (match_clause(self.scene, self.lexicon, c) for c in hung if c is not None)
        return any(m is not None and m.code is not None and m.code.cameo.startswith("09") for m in found)

    def _beneath(self, clause: Clause) -> Iterator[int]:
        """Yield the words of what is told below a clause that says what somebody has to do, in a text of no pair."""
        parsed = self.scene.parsed
        if not self.roles.pair:
            for child in (*clause.complements, *parsed.dependents(clause.head, "advcl", "conj")):
                yield from parsed.subtree(child)

    def _is_undertaking(self, clause: Clause) -> bool:
        """Tell what will be done under an agreement, or what an item of a list says will be done."""
        parsed = self.scene.parsed
        ahead = clause.tense is Tense.FUTURE and clause.factuality is Factuality.ASSERTED
        if not ahead or clause.relation not in MAIN or clause.modal not in {None, "will", "shall"}:
            return False
        if parsed.tokens[clause.head].pos != "VERB" or not self.roles.pair or self.scene.is_quoted(clause.head):
            return False
        governor = self.scene.governing(clause)
        if clause.relation == "conj" and governor is not None and governor.agents == clause.agents:
            return governor.head not in self.taken
        sentence = parsed.sentences[parsed.sentence_of[clause.head]]
        opening = _UNDER.match(parsed.text(parsed.span(sentence.first, sentence.last)))
        return opening is not None or clause.modal == "shall" or parsed.block_of(clause.head).kind is BlockKind.ITEM

    def _is_joint_work(self, clause: Clause) -> bool:
        """Tell what parties did together, whatever it was: "the two armies cleared the mines together"."""
        parsed = self.scene.parsed
        beside = {parsed.tokens[c].text.lower() for c in parsed.dependents(clause.head, "advmod")}
        done = clause.tense is Tense.PAST or clause.perfect or clause.progressive
        real = clause.factuality is Factuality.ASSERTED and not clause.negated and done and not clause.passive
        return real and bool(beside & {"together", "jointly"}) and parsed.tokens[clause.head].pos == "VERB"

    def _worked(self, clause: Clause) -> Iterator[Draft]:
        actors = self.roles.of_nouns(clause.agents)
        if len(self.roles.countries(actors) - {UNKNOWN}) > 1:
            self.taken.add(clause.head)
            told = Match(self.reality.phrase("cooperate"), clause.head, clause)
            modality = Modality.ONGOING if clause.progressive else Modality.OCCURRED
            code = Code(EventType.COOPERATE, None, "060")
            confidence = told.phrase.entry.confidence
            yield Draft(code, modality, Parts(actors, ()), clause.span, told, clause, confidence)

    def _stayed(self, clause: Clause) -> Iterator[Draft]:
        """Yield the visit of whom a clause has at a place abroad: "while she was in Rome"."""
        parsed = self.scene.parsed
        words = {clause.head, *parsed.dependents(clause.head, "compound", "flat")}
        place = next((p.place for p in self.scene.places if p.head in words), None)
        cases = {parsed.tokens[c].text.lower() for c in parsed.dependents(clause.head, "case")}
        if place is None or not cases & {"in", "at"} or clause.tense is not Tense.PAST or clause.negated:
            return
        guests = tuple(a for a in self.roles.of_nouns(clause.agents) if self.roles.is_person(a))
        home = self.roles.countries(guests)
        leads = self.scene.level(guests) in {Level.LEADER, Level.MINISTER} if guests else False
        if not leads or UNKNOWN in {place.country, *home} or place.country in home:
            return
        if clause.factuality is not Factuality.ASSERTED:
            return
        self.taken.add(clause.head)
        told = Match(self.reality.phrase("visit"), clause.head, clause)
        code = Code(EventType.CONSULT, "visit", "042")
        parts = Parts(guests, (place.country,))
        yield Draft(
            code, Modality.OCCURRED, parts, clause.span, told, clause, told.phrase.entry.confidence, place=place
        )

    def _weighed(self, clause: Clause) -> Iterator[Draft]:
        """Yield the act that the classifier sees in a clause for which the lexicon has no phrase."""
        if self.roles.pair or clause.factuality is not Factuality.ASSERTED or clause.relation not in TOLD:
            return
        if self.lexicon.closed or self._only_says(clause):
            return
        actors = self.roles.of_nouns(clause.agents)
        words = self._other_words(clause, actors)
        recipients = self.roles.of_nouns(words)
        if not actors or self.scene.is_quoted(clause.head):
            return
        model = load_model(self.scene.document.language or "en")
        shares = model.weigh(self.traits.of_pair(clause.agents, words))
        best = int(shares.argmax())
        if model.classes[best] == NOTHING or shares[best] < SURE:
            return
        kind = EventType(model.classes[best])
        if kind is EventType.CONSULT and len(self.roles.countries((*actors, *recipients)) - {UNKNOWN}) < MANY:
            return
        code = Code(kind, None, load_plover()[kind].cameo)
        confidence = float(shares[best])
        told = Match(Phrase(clause.lemma, clause.lemma, (), Act(code, "directed", confidence)), clause.head, clause)
        parts = self._check(told, code, Parts(actors, recipients, certain=False))
        if parts is not None:
            self.taken.add(clause.head)
            modality = Modality.ONGOING if clause.progressive else Modality.OCCURRED
            yield Draft(code, modality, parts, clause.span, told, clause, confidence)

    def _only_says(self, clause: Clause) -> bool:
        """Tell who thinks something over, or is quoted for what another clause tells: "it failed, the envoy said"."""
        if clause.lemma in self.lexicon.lists["pondered"]:
            return True
        if clause.lemma not in SAYING:
            return False
        beside = self.scene.clauses_in(self.scene.parsed.sentence_of[clause.head])
        return any(match_clause(self.scene, self.lexicon, c) for c in beside if c.head != clause.head)

    def _other_words(self, clause: Clause, actors: tuple[str, ...]) -> tuple[int, ...]:
        """Return the word of the first party beside the actors among what hangs on a predicate."""
        parsed = self.scene.parsed
        inside = parsed.subtree(clause.head, without=("nsubj", "conj", "parataxis", "appos"))
        named = ((i, self.scene.cast.at(i)) for i in inside if i > clause.head)
        return next(((i,) for i, found in named if found and not set(found) & set(actors)), ())

    def _undertaken(self, clause: Clause, match: Match | None = None) -> Iterator[Draft]:
        actors = self.roles.of_nouns(clause.agents)
        if not self.roles.countries(actors) <= set(self.roles.pair):
            return
        self.taken.add(clause.head)
        named = actors or self.roles.pair
        joint = clause.modal == "shall" and self.roles.signatories
        if joint and self.roles.countries(named) == self.roles.countries(joint):
            named = joint
        parts = Parts(named, self.roles.other(named))
        when = When.from_day(self.scene.anchor) if joint and self.scene.anchor is not None else None
        turn = self.reality.turn("promise")
        told = Match(self.reality.phrase("promise"), clause.head, clause)
        code = Code(EventType.AGREE, None, "030")
        if match is not None and match.code is not None:
            self.taken.update(match.words())
            code = code if clause.negated else turn.make(match.code) or code
        yield Draft(code, Modality.OCCURRED, parts, clause.span, told, clause, turn.confidence, date=when)

    def _charged(self, clause: Clause) -> Iterator[int]:
        """Yield the predicates of what somebody is accused of or threatened with: not told as facts."""
        parsed = self.scene.parsed
        hosts = (clause.head, *(() if self.roles.pair else clause.patients))
        hung = (c for word in hosts for c in parsed.dependents(word, "advcl", "acl"))
        more = (c for c in parsed.dependents(clause.head, "conj") if not self.roles.pair and self._has_that(c))
        for child in more:  # "alleged that ..., and that ..."
            yield from parsed.subtree(child)
        for child in (*clause.complements, *hung):
            marked = parsed.tokens[child].tag == "VBG" and bool(parsed.dependents(child, "mark", "case"))
            if child > clause.head and (child in clause.complements or marked):
                yield from parsed.subtree(child)

    def _has_that(self, word: int) -> bool:
        """Tell a clause that opens with "that"."""
        parsed = self.scene.parsed
        return any(parsed.tokens[c].text.lower() == "that" for c in parsed.dependents(word, "mark"))

    def _of_noun(self, i: int) -> Iterator[Draft]:
        match = match_noun(self.scene, self.lexicon, i)
        if match is None or match.word != i or match.code is None:
            return
        clause = self.scene.clause_at(i)
        if clause is not None and clause.head == i and match.code.type is not EventType.CONSULT:
            return  # "it is the first treaty between them" tells of no new act
        if clause is not None and clause.head == i and self._counts(i, clause):
            return
        parts = self.roles.assign(match)
        if not parts.actors or not self._two_sides(parts):
            return
        outcome = self.reality.of_noun(match, match.code)
        if outcome is None:
            return
        self.taken.update(match.words())
        if match.phrase.slots:
            self.taken.update(self.scene.parsed.dependents(i, "nmod"))
        yield from self._draft(match, *outcome, parts, self._noun_span(i))

    def _counts(self, i: int, clause: Clause) -> bool:
        """Tell a count ("this was their fifth meeting"), which is a claim about a meeting told elsewhere."""
        tokens = self.scene.parsed.tokens
        subjects = self.scene.parsed.dependents(clause.head, "nsubj")
        pronoun = all(tokens[s].text.lower() in {"it", "this", "that"} for s in subjects)
        return pronoun and any(
            tokens[c].text.lower() in self.lexicon.lists["ordinals"]
            for c in self.scene.parsed.dependents(i, "amod", "nummod")
        )

    def _draft(self, match: Match, code: Code, modality: Modality, parts: Parts, span: Span) -> Iterator[Draft]:
        clause = match.clause or self.scene.clause_at(match.word)
        entry = match.phrase.entry
        if isinstance(entry, Turn) and entry.name == "cancel":
            sides = self._called_off(match, parts)
            meeting = match.inner.code if match.inner is not None else None
            consult = meeting is not None and meeting.type is EventType.CONSULT
            cancelled = meeting if meeting is not None and consult else Code(EventType.CONSULT, None, "040")
            yield Draft(cancelled, Modality.CANCELLED, sides, span, match, clause, entry.confidence)
            if clause is None or not clause.agents or not parts.actors or modality is not Modality.OCCURRED:
                return
        level, when = None, None
        if code.type is EventType.CONSULT:
            self.taken.update(purposes(self.scene, match.word))
            level, when = stated_level(self.scene, match.word), base_date(self.scene, span)
        yield Draft(code, modality, parts, span, match, clause, entry.confidence, level=level, date=when)
        if (
            code.type in SPOKEN
            and modality is Modality.OCCURRED
            and not (clause is not None and clause.tense is Tense.FUTURE)
            and self._two_sides(parts)
            and is_call(self.scene, span)
        ):
            everybody = tuple(dict.fromkeys((*parts.actors, *parts.recipients)))  # "agreed by telephone"
            call = Code(EventType.CONSULT, "phone", "041")
            yield Draft(call, modality, Parts(everybody, ()), span, match, clause, entry.confidence)

    def _called_off(self, match: Match, parts: Parts) -> Parts:
        """Return who would have met: those whom the meeting's words name, else the doer and the text's pair."""
        inner = self.roles.assign(match.inner) if match.inner is not None else Parts((), ())
        if len(self.roles.countries((*inner.actors, *inner.recipients))) > 1:
            return inner
        named = tuple(dict.fromkeys((*inner.actors, *parts.actors, *parts.recipients, *inner.recipients)))
        named = tuple(a for a in named if self.roles.is_state(a)) or named
        if match.inner is not None and match.inner.phrase.entry.roles == "visit" and named:
            guests = tuple(a for a in named if self.roles.country(a) == self.roles.country(named[0]))
            hosts = tuple(a for a in named if a not in guests) or self.roles.other(guests)
            return Parts(guests, hosts)
        if len(self.roles.countries(named)) > 1:
            return Parts(named, ())
        if not self.roles.countries(named) <= set(self.roles.pair) and any(map(self.roles.is_state, named)):
            return Parts(named, ())
        missing = tuple(c for c in self.roles.pair if c not in self.roles.countries(named))
        return Parts((*(a for a in named if self.roles.is_state(a)), *missing), ())

    def _check(self, match: Match, code: Code, parts: Parts) -> Parts | None:
        """Return the parts, completed, or None where the parties that the act needs are not there."""
        entry = match.phrase.entry
        if isinstance(entry, Act) and entry.roles in TWO_SIDED and not self._takes_part(match, entry, parts):
            return None
        if code.type is EventType.PROTEST and not parts.actors and match.clause is not None:
            place = self.scene.place_of(match.clause)
            parts = Parts((place.country,) if place is not None and place.country != UNKNOWN else (), parts.recipients)
        if code.cameo == "051" and not parts.recipients:
            return None
        if not parts.actors:
            return parts if isinstance(entry, Turn) and entry.name == "cancel" else self._suffered(match, code, parts)
        return parts if self.roles.pair or self._two_sides(parts) or self._at_home(code, parts) else None

    def _at_home(self, code: Code, parts: Parts) -> bool:
        """Tell an act within one country that is one of politics: it has another side, or needs none."""
        if parts.recipients or code.type in ONE_SIDED or code.cameo.startswith(RULE):
            return True
        return code.type not in UNSIGNED and any(map(self.roles.is_public, parts.actors))

    def _suffered(self, match: Match, code: Code, parts: Parts) -> Parts | None:
        """Return the parts of an act of force told in the passive with nobody who did it, in a text of no pair."""
        clause = match.clause
        received = match.phrase.entry.roles == "received" or match.phrase.subject is not None  # "a bomb killed three"
        undergone = clause is not None and (clause.passive or received)
        told = clause is not None and undergone and (clause.relation in TOLD or self._exists(clause))
        if not told or not parts.recipients or self.roles.pair:
            return None
        if code.type is EventType.RETREAT:  # "a third of the rebels have been demobilised": it is their act
            forces = all(map(self.roles.is_group, parts.recipients))
            return Parts(parts.recipients, (), certain=False) if forces else None
        if code.type not in UNSIGNED:
            return None
        place = self.scene.place_of(clause) if clause is not None else None
        abroad = place is not None and not {place.country, UNKNOWN} & self.roles.countries(parts.recipients)
        if abroad and place is not None and place.country != UNKNOWN:  # "two Poles were killed in Iraq"
            return Parts((place.country,), parts.recipients, certain=False)
        return parts

    def _exists(self, clause: Clause) -> bool:
        """Tell "there were ten soldiers killed", which says as much as "ten soldiers were killed"."""
        parsed = self.scene.parsed
        above = parsed.tokens[clause.head].head
        governor = parsed.tokens[above].head
        return any(parsed.dependents(word, "expl") for word in (above, governor))

    def _takes_part(self, match: Match, act: Act, parts: Parts) -> bool:
        """Tell whether those are there whom a meeting or journey needs."""
        if self._is_of_things(match) or not self._face_to_face(match):
            return False
        people = any(slot.preposition is None and slot.nouns for slot in match.phrase.slots)  # "received envoys"
        if act.roles == "host" and not people and not any(map(self.roles.is_person, parts.actors)):
            return False
        if act.actor == "person" and not self._is_journey(match, parts.actors):
            return False
        return self._two_sides(parts) or self._meet_at_home(parts)

    def _meet_at_home(self, parts: Parts) -> bool:
        """Tell a meeting within one country, of a group with others: "the rebels met ministers"."""
        everybody = self.roles.fullest((*parts.actors, *parts.recipients))
        return not self.roles.pair and len(everybody) > 1 and any(map(self.roles.is_group, everybody))

    def _is_of_things(self, match: Match) -> bool:
        """Tell a verb whose subject is a time or a thing ("the year will see more talks") from a party's act."""
        clause = match.clause
        if clause is None or match.word != clause.head or not clause.agents or match.phrase.subject is not None:
            return False
        return all(is_time(self.scene.parsed, a) for a in clause.agents)

    def _face_to_face(self, match: Match) -> bool:
        """Tell whether those known meet where the verb alone can mean other things: "they saw it as weakness"."""
        clause = match.clause
        if clause is None or match.phrase.slots or match.phrase.head not in self.lexicon.lists["face_only"]:
            return True
        return bool(self.roles.of_nouns(clause.agents)) and (
            not clause.patients or any(map(self.roles.is_person, self.roles.of_nouns(clause.patients)))
        )

    def _two_sides(self, parts: Parts) -> bool:
        """Tell whether at least two countries are named."""
        return len(self.roles.countries((*parts.actors, *parts.recipients)) - {UNKNOWN}) > 1

    def _is_journey(self, match: Match, actors: tuple[str, ...]) -> bool:
        """Tell a person's journey from the transport of things ("fly aid to", "return a statue to")."""
        clause = match.clause
        moved = (
            clause is not None
            and not clause.passive
            and not any(slot.nouns for slot in match.phrase.slots)
            and any(not self.roles.of_noun(n) for n in clause.patients)
        )
        return not moved and any(self.roles.is_person(a) for a in actors)

    def _noun_span(self, i: int) -> Span:
        parsed = self.scene.parsed
        words = list(parsed.subtree(i, without=("parataxis", "advcl")))
        while len(words) > 1 and parsed.tokens[words[-1]].pos == "PUNCT":
            words.pop()
        while len(words) > 1 and (
            parsed.tokens[words[0]].pos == "PUNCT" or base(parsed.tokens[words[0]].dep) == "case"
        ):
            words.pop(0)
        return parsed.span(words[0], words[-1] + 1)
