"""Whom the words of a scene stand for, and the two sides of a predicate as the grammar has them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from summitry.read.actors.mentions import MentionKind
from summitry.read.clauses import Clause, Factuality
from summitry.read.events.lexicon import Lexicon
from summitry.read.events.patterns import Match, lemma_of
from summitry.read.parse import base
from summitry.read.scene import Scene
from summitry.records import CODES_WITHOUT_STATE, ActorKind, Level

TOWARDS = (
    "with",
    "to",
    "against",
    "on",
    "upon",
    "at",
    "towards",
    "toward",
    "for",
    "from",
    "of",
    "over",
    "into",
    "in",
    "between",
    "about",
)
"""Prepositions behind which a recipient stands, the likeliest first."""
TOGETHER = frozenset({"with", "between", "among", "alongside", "of", "to"})
"""Prepositions behind which another party to a two-sided act stands."""
PLACE_ONLY = frozenset({"in", "at", "near", "into", "through", "across"})
BODY_LABELS = ("acl", "advcl", "conj", "parataxis")
CASES = frozenset(
    {"in", "on", "at", "with", "for", "of", "to", "by", "from", "'s", "’s", "against", "between", "under", "over"}
)
"""Prepositions that keep a noun from being a subject."""
UNKNOWN = "---"
PAIR_MENTIONS = 3
"""Each country of a text's pair is named at least this often by those who act."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Ids on the doing side; groups of ids on the other with their preposition ("" for an object), likeliest first."""

    actors: tuple[str, ...]
    others: tuple[tuple[str, tuple[str, ...]], ...]
    agentless: bool = False

    def together(self) -> tuple[str, ...]:
        """Return the ids on the other side of a two-sided act; "contacts between others" told with it are not meant."""
        meant = TOGETHER - {"between", "among"} if any(case == "with" for case, _ in self.others) else TOGETHER
        return tuple(dict.fromkeys(i for case, ids in self.others if case in meant or not case for i in ids))

    def beside(self) -> tuple[str, ...]:
        """Return the ids of those with whom something is done."""
        return tuple(
            dict.fromkeys(
                i for preposition, ids in self.others if preposition in {"with", "between", "alongside"} for i in ids
            )
        )


class Parties:
    """Tells whom words stand for and on which side of a predicate they are, in one scene."""

    def __init__(self, scene: Scene, lexicon: Lexicon) -> None:
        """Count who the text speaks of; the two countries named most are its pair."""
        self.scene = scene
        self.lexicon = lexicon
        counts: Counter[str] = Counter()
        for mention in scene.cast.mentions:
            if not self.is_place(mention.head):
                counts.update({scene.cast.country(actor) for actor in mention.actors if self._acts(actor)})
        ranked = [(country, n) for country, n in counts.most_common(4) if country not in CODES_WITHOUT_STATE][:2]
        often = tuple(country for country, n in ranked if n >= PAIR_MENTIONS)
        self.pair = often if len(often) > 1 else ()

    def _acts(self, actor: str) -> bool:
        found = self.scene.cast.get(actor)
        if found is None or found.country == UNKNOWN:
            return False
        return found.office is not None if found.kind is ActorKind.PERSON else found.id in self.scene.cast.acting

    def country(self, actor: str) -> str:
        """Return an actor's country code."""
        return self.scene.cast.country(actor)

    def countries(self, actors: Iterable[str]) -> frozenset[str]:
        """Return the country codes of actors."""
        return frozenset(self.country(actor) for actor in actors)

    def is_state(self, actor: str) -> bool:
        """Tell whether an actor is of a state, not of an organisation."""
        return self.country(actor) not in CODES_WITHOUT_STATE

    def is_public(self, actor: str) -> bool:
        """Tell whether an actor is a state, a body or somebody in office."""
        found = self.scene.cast.get(actor)
        if found is None:
            return False
        if found.kind is not ActorKind.PERSON:
            return found.kind is not ActorKind.GROUP
        return found.office is not None or self.scene.cast.levels.get(actor, Level.UNKNOWN) is not Level.UNKNOWN

    def is_group(self, actor: str) -> bool:
        """Tell whether an actor is a group of people, such as rebels."""
        found = self.scene.cast.get(actor)
        return found is not None and found.kind is ActorKind.GROUP

    def is_person(self, actor: str) -> bool:
        """Tell whether an actor is a person."""
        found = self.scene.cast.get(actor)
        return found is not None and found.kind is ActorKind.PERSON

    def of_noun(self, i: int) -> tuple[str, ...]:
        """Return the actors that a noun stands for, else those named inside its phrase ("Turkish jets")."""
        parsed = self.scene.parsed
        own = self.scene.cast.at(i)
        if own:  # "the ministers of Peru and Chile": the title has the first country only
            hung = [c for c in parsed.dependents(i, "nmod", "amod") if self.pair or not self.is_place(c)]
            shared = [k for c in hung for k in (c, *parsed.dependents(c, "conj"))]
            alone = len(own) == 1 and "/" not in own[0]
            beside = (a for k in shared if alone for a in self.scene.cast.at(k) if "/" not in a and self.is_state(a))
            named = tuple(dict.fromkeys(beside))
            if named and parsed.tokens[i].pos == "PROPN" and self._is_people(i):
                return named  # "the Albanians of Serbia" are Serbia's
            return tuple(dict.fromkeys((*own, *named)))
        named = self._body(i)
        if named or lemma_of(parsed, i) in self.lexicon.lists["private"]:
            return named  # "a Dutch chain" does not act for its state
        layer = [i]
        while layer:  # the nearest layer of the phrase that names somebody: "his neighbour's entry into the bloc"
            layer = [c for w in layer for c in parsed.children[w] if base(parsed.tokens[c].dep) not in BODY_LABELS]
            owners = [c for c in layer if parsed.tokens[c].dep == "nmod:poss" and self.scene.cast.at(c)]
            layer = owners or layer  # "threw out her suit against him": it is hers
            if not self.pair and any(self.scene.cast.at(c) and not self.is_place(c) for c in layer):
                layer = [c for c in layer if not self.is_place(c)]  # "a Peruvian camp in Chile" is Peru's
            found = dict.fromkeys(a for c in layer for a in self.scene.cast.at(c))
            if found:
                together = [k for c in layer if self.scene.cast.at(c) for k in parsed.dependents(c, "conj")]
                found.update(dict.fromkeys(a for k in together for a in self.scene.cast.at(k)))
                return tuple(found)
        return ()

    def _is_people(self, i: int) -> bool:
        """Tell a demonym in the plural: "the Albanians"."""
        mention = self.scene.cast.mention_at(i)
        plural = self.scene.parsed.tokens[i].tag == "NNPS" or self.scene.parsed.tokens[i].text.endswith("s")
        return mention is not None and mention.kind is MentionKind.NOMINAL and plural

    def _body(self, i: int) -> tuple[str, ...]:
        """Return the organisation or body that a bare noun names again: "asked the Council"."""
        parsed = self.scene.parsed
        lemma = lemma_of(parsed, i)
        if lemma not in self.lexicon.lists["bodies"] or parsed.tokens[i].pos not in {"NOUN", "PROPN"}:
            return ()
        if {parsed.tokens[c].text.lower() for c in parsed.children[i]} - {
            "the",
            "to",
            "of",
            "by",
            "with",
            "before",
            "on",
            "in",
            ",",
        }:
            return ()
        before = (a for m in reversed(self.scene.cast.mentions) if m.head < i for a in m.actors)
        return next(((a,) for a in before if lemma in a.partition("/")[2].split("-")), ())

    def of_nouns(self, nouns: Iterable[int]) -> tuple[str, ...]:
        """Return the actors of several nouns, each once."""
        found: dict[str, None] = {}
        for noun in nouns:
            found.update(dict.fromkeys(self.of_noun(noun)))
        return tuple(found)

    def place_countries(self, words: Iterable[int]) -> tuple[str, ...]:
        """Return the countries of the places named among some words."""
        inside = set(words)
        return tuple(
            dict.fromkeys(p.place.country for p in self.scene.places if p.head in inside and p.place.country != UNKNOWN)
        )

    def is_place(self, i: int) -> bool:
        """Tell a word that only says where: behind "in", "at", "near"."""
        parsed = self.scene.parsed
        return any(parsed.tokens[c].text.lower() in PLACE_ONLY for c in parsed.dependents(i, "case"))

    def sides_of(self, match: Match) -> Sides:
        """Return who stands on which side of what a match found, as the grammar has them."""
        clause = match.clause
        if clause is None:
            return self._sides_of_noun(match.word)
        if clause.passive and not clause.agents and match.phrase.head in self.lexicon.lists["middle"]:
            clause = replace(clause, agents=clause.patients, patients=(), passive=False)  # "they were engaged in"
        actors = self._before_speaker(clause) or self.of_nouns(clause.agents)
        actors = actors or self._displaced_subject(clause) or self._behind_by(clause)
        groups: list[tuple[str, tuple[str, ...]]] = []
        if match.word != clause.head:
            own = self._sides_of_noun(match.word)
            patient = match.word in clause.patients and clause.passive
            if match.word in clause.agents or patient or not actors:
                actors = own.actors if match.word in clause.agents else (*actors, *own.actors)
            else:
                groups.append(("with", own.actors))
            groups.extend(own.others)
        groups.extend(("", self.of_noun(noun)) for noun in (*clause.recipients, *clause.patients) if noun != match.word)
        groups.extend(self._behind_prepositions(clause))
        groups.extend(("", self._within(noun)) for noun in clause.patients)
        return Sides(
            tuple(dict.fromkeys(actors)), tuple(g for g in groups if g[1]), clause.passive and not clause.agents
        )

    def _within(self, noun: int) -> tuple[str, ...]:
        """Return whom a noun's phrase names; in a text of no pair those aside who only say where it is."""
        words = self.scene.parsed.subtree(noun)
        if not self.pair:
            words = tuple(i for i in words if not self.is_where(i))
        return self.scene.cast.within(words)

    def is_culture(self, i: int) -> bool:
        """Tell the adjective of a language or the like, which names no party: "the Danish language"."""
        parsed = self.scene.parsed
        above = parsed.tokens[i].head
        return above != i and lemma_of(parsed, above) in self.lexicon.lists["culture"]

    def is_where(self, i: int) -> bool:
        """Tell a place ("in Sudan") and what qualifies one ("near the Sudanese border")."""
        above = self.scene.parsed.tokens[i].head
        return self.is_place(i) or (above != i and self.is_place(above))

    def named_first(self, word: int) -> tuple[str, ...]:
        """Return the persons whom a sentence names last before a predicate."""
        first = self.scene.parsed.sentences[self.scene.parsed.sentence_of[word]].first
        before = [m.actors for m in self.scene.cast.mentions if first <= m.head < word]
        return next((a for a in reversed(before) if a and all(map(self.is_person, a))), ())

    def _before_speaker(self, clause: Clause) -> tuple[str, ...]:
        """Return who is named first where the parser hangs a report on its speaker: "X and Y signed a pact, A said"."""
        governor = self.scene.governing(clause)
        behind = bool(clause.agents) and min(clause.agents) > clause.head
        if governor is None or clause.relation != "advcl" or not behind or governor.head < clause.head:
            return ()
        first = self._first_word(clause.head)
        named = (
            m
            for m in self.scene.cast.mentions
            if first <= m.head < clause.head and m.kind is not MentionKind.ADJECTIVE and not self.is_place(m.head)
        )
        return tuple(dict.fromkeys(a for m in named for a in m.actors))

    def _first_word(self, word: int) -> int:
        """Return the first word of a sentence, what the parser has cut off before it counted in."""
        parsed = self.scene.parsed
        number = parsed.sentence_of[word]
        while number > 0:
            before, here = parsed.sentences[number - 1], parsed.sentences[number]
            if before.block != here.block or parsed.tokens[before.last - 1].pos == "PUNCT":
                break
            number -= 1
        return parsed.sentences[number].first

    def _displaced_subject(self, clause: Clause) -> tuple[str, ...]:
        """Return the actor named first before a finite predicate whose subject the parser has lost."""
        if clause.passive or clause.agents or clause.tense is None or clause.factuality is Factuality.INTENDED:
            return ()
        parsed = self.scene.parsed
        first = parsed.sentences[parsed.sentence_of[clause.head]].first
        number = self.scene.clause_of[clause.head]
        near: tuple[str, ...] = ()
        for mention in self.scene.cast.mentions:
            if first <= mention.head < clause.head and mention.kind is not MentionKind.ADJECTIVE and mention.actors:
                if any(parsed.tokens[c].text.lower() in CASES for c in parsed.dependents(mention.head, "case")):
                    continue
                if self.scene.clause_of[mention.head] == number:
                    return mention.actors
                near = mention.actors
        return near if clause.relation in {"root", "parataxis"} else ()

    def _behind_by(self, clause: Clause) -> tuple[str, ...]:
        """Return the doer of a passive where the by-phrase hangs on another word than the verb ("set free by")."""
        parsed = self.scene.parsed
        if not clause.passive or clause.agents:
            return ()
        for word in parsed.subtree(clause.head, without=("acl", "advcl", "conj", "ccomp", "parataxis")):
            if word > clause.head and any(
                parsed.tokens[c].text.lower() == "by" for c in parsed.dependents(word, "case")
            ):
                found = self.of_noun(word)
                if found:
                    return found
        return ()

    def _behind_prepositions(self, clause: Clause) -> Iterator[tuple[str, tuple[str, ...]]]:
        pairs = [((preposition.split() or [""])[-1], noun) for preposition, noun in clause.obliques]
        for preposition, noun in sorted((p for p in pairs if p[0] in TOWARDS), key=lambda p: TOWARDS.index(p[0])):
            named = self.of_noun(noun)
            if not named and preposition not in PLACE_ONLY:
                named = self.place_countries((noun,))
            yield ("of " if preposition == "of" else preposition), named

    def _sides_of_noun(self, i: int) -> Sides:
        parsed = self.scene.parsed
        actors: dict[str, None] = {}
        groups: list[tuple[str, tuple[str, ...]]] = []
        for child in parsed.dependents(i, "nmod", "amod", "compound", "det"):
            case = " ".join(parsed.tokens[c].text.lower() for c in parsed.dependents(child, "case"))
            found = self.of_noun(child)
            found = found + tuple(
                a for noun in parsed.dependents(child, "conj") for a in self.of_noun(noun) if a not in found
            )
            if (
                parsed.tokens[child].dep == "nmod:poss"
                or base(parsed.tokens[child].dep) in {"amod", "compound", "det"}
                or case in {"by", "between", "among", "'s", "’s"}
            ):
                actors.update(dict.fromkeys(found))
            elif found:
                groups.append((case, found))
        if not actors:  # "the launch that Pyongyang carried out"
            told = (self.scene.clause_at(c) for c in parsed.dependents(i, "acl") if parsed.tokens[c].dep == "acl:relcl")
            agents = (a for clause in told if clause is not None for a in clause.agents if a != i)
            actors.update(dict.fromkeys(self.of_nouns(agents)))
        if not actors:
            doers = next((g for g in groups if g[0] == "of"), None)
            if doers is not None:
                actors.update(dict.fromkeys(doers[1]))
                groups.remove(doers)
        groups.sort(key=lambda g: TOWARDS.index(g[0]) if g[0] in TOWARDS else len(TOWARDS))
        return Sides(tuple(actors), tuple(groups))
