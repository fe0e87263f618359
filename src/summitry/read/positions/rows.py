"""From a stand that was found to its rows: who holds it, on which issue, about what, toward whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from summitry.read.issues import IssueMap
from summitry.read.positions.stands import Found
from summitry.read.positions.table import load_table
from summitry.read.scene import Scene
from summitry.records import CODES_WITHOUT_STATE, ActorKind, Office, Position, Span, Stance, make_id

HOLDERS = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.PERSON, ActorKind.BLOC, ActorKind.ORGANIZATION})
CONFIDENCE = {"predicate": 0.88, "refusal": 0.6, "reported": 0.82, "noun": 0.75, "own": 0.72, "plain": 0.78}
"""The share of rows told in a way that were right on measured texts, somewhat lowered for texts not seen."""
LESS_SURE = {
    Stance.REJECTS: 0.8,
    Stance.OPPOSES: 0.78,
    Stance.OFFERS: 0.72,
    Stance.SUPPORTS: 0.78,
    Stance.ACCEPTS: 0.55,
}
"""The most that a row of a stance reaches: words of these stances tell acts of the day as well."""
LONG_OBJECT = 8
"""An object of more words is cut to its head's own words."""
MAIN = 0.3
"""The state named most is whom a stand is taken toward if so much of the talk of other states is about it."""
OBJECT_COUNTS = 2.0
CLAIM_COUNTS = 1.5
"""What a cue in the object and in the claim counts beside one that merely stands in the sentence."""

OBJECT_PREPOSITIONS = frozenset({"on", "for", "to", "over", "about", "against"})
BEYOND = ("acl", "appos", "conj", "case", "cc", "punct", "advcl", "parataxis", "nsubj", "cop", "aux", "advmod", "obl")
"""Labels of what hangs on a noun and is no part of the object."""
ARTICLES = frozenset(
    {"the", "a", "an", "no", "any", "its", "his", "her", "their", "our", "my", "your", "this", "that", "these", "those"}
)


@dataclass(frozen=True)
class Rows:
    """Writes the rows of one document."""

    scene: Scene
    issues: IssueMap

    def write(self, found: Found) -> Iterator[Position]:
        """Yield one row for each side that holds a stand."""
        holders = self._holders(found)
        thing = self._object(found)
        issue = self._issue(found, thing) if holders else None
        if issue is None or self._is_broken(found):
            return
        for holder in holders:
            toward = self._toward(holder, found)
            if (not toward and not self._others(holder)) or self._is_at_home(holder, found):
                continue  # a text that names no other side tells of matters at home
            yield Position(
                id=make_id("p", self.scene.document, holder, found.stance, found.evidence),
                holder=holder,
                issue=issue,
                claim=self.scene.parsed.text(found.claim),
                evidence=(found.evidence,),
                confidence=min(CONFIDENCE[found.rule], LESS_SURE.get(found.stance, 1.0)),
                object=None if thing is None else self.scene.parsed.text(thing),
                stance=found.stance,
                toward=toward,
            )

    def _is_broken(self, found: Found) -> bool:
        """Tell a claim that the parse has cut off: it ends with a word that wants another ("seeking refuge in the")."""
        words = self.scene.parsed.tokens_in(found.claim)
        return bool(words) and (words[-1].pos == "DET" or words[-1].text.lower() in {"of", "in", "to", "for", "and"})

    # ------------------------------------------------------------ who
    def _holders(self, found: Found) -> tuple[str, ...]:
        cast = self.scene.cast
        holders: dict[str, None] = {}
        for actor_id in found.holders:
            actor = cast.get(actor_id)
            if actor is None or actor.kind not in HOLDERS or actor.country == "---":
                continue
            if actor.kind is ActorKind.ORGANIZATION and load_table().no_holders & set(actor.name.lower().split()):
                continue
            speaks = actor.office is Office.SPOKESPERSON and cast.get(actor.country) is not None
            holders[actor.country if speaks else actor_id] = None
        sides = {cast.country(holder) for holder in holders}
        if len(sides) > 1 and sides >= set(tuple(self._named)[:2]):
            return ()  # what both sides hold together is no stand of one against the other
        return tuple(holders)

    @cached_property
    def _named(self) -> dict[str, int]:
        """The states that the text names and how often, most often named first."""
        counts: dict[str, int] = {}
        for mention in self.scene.cast.mentions:
            for actor in mention.actors:
                country = self.scene.cast.country(actor)
                if self.scene.cast.get(country) is not None:
                    counts[country] = counts.get(country, 0) + 1
        return dict(sorted(counts.items(), key=lambda pair: -pair[1]))

    def _toward(self, holder: str, found: Found) -> tuple[str, ...]:
        """Return the side that the stand's words name beside the holder's own, else the text's main other state."""
        own = self.scene.cast.country(holder)
        here = (self._party(actor) for actor in self.scene.actors_in(found.evidence))
        others = self._others(holder)
        main = others[:1] if others and self._named[others[0]] >= MAIN * sum(self._named[c] for c in others) else ()
        named = (*(party for party in here if party is not None and party != holder), *main)
        return tuple(party for party in named if party != own)[:1]

    def _is_at_home(self, holder: str, found: Found) -> bool:
        """Tell a stand toward the parliament at home: "is calling on Congress to act"."""
        cast, own = self.scene.cast, self.scene.cast.country(holder)
        named = [a for a in self.scene.actors_in(found.claim) if a not in {holder, own}]
        known = (self.scene.world.entity(a) for a in named)
        lawmakers = any(entity is not None and entity.sector == "LEG" for entity in known)
        return lawmakers and all(cast.country(a) == own for a in named)

    def _others(self, holder: str) -> tuple[str, ...]:
        """Return the states that the text names beside the holder's own, most often named first."""
        own = self.scene.cast.country(holder)
        return tuple(c for c in self._named if c != own and c not in CODES_WITHOUT_STATE)

    def _party(self, actor_id: str) -> str | None:
        """Return the state for which an actor stands; of a body of many states its own id."""
        country = self.scene.cast.country(actor_id)
        party = actor_id if country in CODES_WITHOUT_STATE else country
        return party if self.scene.cast.get(party) is not None else None

    # ------------------------------------------------------------ about what
    def _issue(self, found: Found, thing: Span | None) -> str | None:
        """Return what the stand is about: by its object and words first, by its sentence and the text round it else."""
        parsed = self.scene.parsed
        spans = [(found.claim, CLAIM_COUNTS), (found.evidence, 1.0)]
        if thing is not None:
            spans.append((thing, OBJECT_COUNTS))
        for child in found.clause.complements:  # what it governs with all that is joined to it
            words = parsed.subtree(child)
            spans.append((parsed.span(words[0], words[-1] + 1), CLAIM_COUNTS))
        own: dict[str, float] = {}
        for span, weight in spans:
            tokens = parsed.tokens_in(span)
            for issue, value in self.issues.weigh(range(tokens[0].i, tokens[-1].i + 1)).items() if tokens else ():
                own[issue] = own.get(issue, 0.0) + weight * value
        ranked = self.issues.rank(parsed.sentence_of[found.clause.head], own)
        return ranked[0] if ranked else None

    def _object(self, found: Found) -> Span | None:
        """Return what the stand is about, without the clauses that describe it."""
        for noun in self._candidates(found):
            told = self._beyond(noun)
            token = self.scene.parsed.tokens[told]
            bare = token.lemma.lower() in load_table().nouns  # "its claim", with what it is to elsewhere in the tree
            empty = bare or token.lemma.lower() in load_table().vague or self._is_date(told)
            if token.pos in {"NOUN", "PROPN", "NUM"} and not empty and not self._is_side(told, found):
                return self._phrase(told)
        return None

    def _is_side(self, noun: int, found: Found) -> bool:
        own = {self.scene.cast.country(holder) for holder in found.holders}
        return any(actor in found.holders or actor in own for actor in self.scene.cast.at(noun))

    def _is_date(self, noun: int) -> bool:
        start = self.scene.parsed.tokens[noun].start
        return any(found.start <= start < found.end for found in self.scene.dates)

    def _beyond(self, noun: int) -> int:
        """Return the noun that one without matter of its own leads to: "its demand for talks", "no need for talks"."""
        parsed, table = self.scene.parsed, load_table()
        lemma = parsed.tokens[noun].lemma.lower()
        if lemma not in table.nouns and lemma not in table.empty:
            return noun
        for child in parsed.dependents(noun, "nmod"):
            if child > noun:
                return self._beyond(child)
        for child in parsed.dependents(noun, "acl"):
            inner = self.scene.clause_at(child)
            if inner is not None and inner.head == child:
                nouns = (*inner.patients, *(n for p, n in inner.obliques if p in OBJECT_PREPOSITIONS))
                if nouns and nouns[0] > noun:
                    return nouns[0]
        return noun

    def _candidates(self, found: Found) -> Iterator[int]:
        """Yield nouns that can be the object: of the verb, of what is asked for, behind a preposition, a subject."""
        scene, clause = self.scene, found.clause
        below = [inner for c in clause.complements if (inner := scene.clause_at(c)) is not None and inner is not clause]
        if scene.parsed.dependents(clause.head, "cop"):
            yield clause.head
        if not below:  # else the object of what is asked for: "wants the museum to hand it back"
            yield from (noun for noun in clause.patients if not scene.cast.at(noun))
        for inner in below:
            yield from (noun for noun in inner.patients if not scene.cast.at(noun))
        yield from (noun for preposition, noun in clause.obliques if preposition in OBJECT_PREPOSITIONS)
        for inner in below:
            yield from (noun for preposition, noun in inner.obliques if preposition in OBJECT_PREPOSITIONS)
            yield from inner.agents
        yield from clause.agents if found.rule in {"noun", "own"} else ()
        yield from clause.patients

    def _phrase(self, noun: int) -> Span:
        parsed = self.scene.parsed
        words = parsed.subtree(noun, without=BEYOND)
        if len(words) > LONG_OBJECT:
            words = parsed.subtree(noun, without=(*BEYOND, "nmod"))
        first = words[0]
        while first < noun and parsed.tokens[first].lemma.lower() in ARTICLES:
            first += 1
        return parsed.span(first, words[-1] + 1)
