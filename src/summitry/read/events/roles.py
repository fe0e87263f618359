"""Who takes which part in an act: actors, recipients, and the country whose place tells of a side that is not named."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from summitry.read.clauses import Clause
from summitry.read.events.lexicon import Lexicon, Turn
from summitry.read.events.parties import BODY_LABELS, PLACE_ONLY, UNKNOWN, Parties, Sides
from summitry.read.events.patterns import Match, is_time, lemma_of
from summitry.read.scene import Scene
from summitry.records import CODES_WITHOUT_STATE, ActorKind, EventType, Level, Place

SAYING = frozenset({"say", "report", "add", "tell", "announce", "state", "declare", "confirm", "promise", "assure"})
AT_HOME = ("172", "1712", "132")
"""First digits of CAMEO codes of what a state does, or threatens to do, to its own people."""
AGAINST = frozenset(
    {EventType.ASSAULT, EventType.ACCUSE, EventType.REQUEST, EventType.REJECT, EventType.THREATEN, EventType.PROTEST}
)
"""Types of acts that a group, where nobody else is named, does to the state in which it lives."""
COMPLAINT = "114"
"""CAMEO code of an official complaint, made to one party about another."""
SPOKEN = frozenset({EventType.SUPPORT, EventType.ACCUSE, EventType.REQUEST})
"""Types of acts by which a third country speaks to both sides."""
OFFICIAL = frozenset({"GOV", "MIL", "COP", "SPY", None})
"""Sectors of those who act for their state."""
_HAVING_MET = re.compile(
    r"\bhaving (?:met|convened|gathered|assembled|held (?:talks|a meeting|consultations))\b", re.IGNORECASE
)
PREAMBLE = 800
"""The preamble of a joint text names its parties among so many first characters."""
BOTH = frozenset({"both", "each", "either", "neither"})
"""Words that say that a subject is the two parties of the text."""
ASKING = frozenset({"request", "demand"})
"""Turns that ask somebody to do something."""
GIVERS = ("from", "by", "at", "with", "between", "of ", "of", "in")
"""Prepositions behind which the doer of what a subject receives or suffers stands, the likeliest first."""
FORCE = frozenset({EventType.ASSAULT, EventType.MOBILIZE, EventType.COERCE, EventType.RETREAT})
"""Types of acts whose object is often a place."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Actors and recipients by id; ``certain`` is False where the text's pair filled a side that no word names."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    certain: bool = True


class Roles(Parties):
    """Tells who does an act to whom, in one scene."""

    def __init__(self, scene: Scene, lexicon: Lexicon) -> None:
        """Find the text's pair and who has signed it."""
        super().__init__(scene, lexicon)
        self.signatories = self._find_signatories()

    def _find_signatories(self) -> tuple[str, ...]:
        """Return the persons in whose name a joint text speaks: "The two presidents, having met ..., declare"."""
        having = _HAVING_MET.search(self.scene.document.text)
        if having is None or having.start() > PREAMBLE:
            return ()
        before = (
            actor
            for mention in self.scene.cast.mentions
            if self.scene.parsed.tokens[mention.head].start < having.start()
            for actor in mention.actors
            if self.is_person(actor) and self.country(actor) in self.pair
        )
        found = tuple(dict.fromkeys(before))
        return found if len(self.countries(found)) > 1 else ()

    # ------------------------------------------------------------------ parts of an act
    def assign(self, match: Match) -> Parts:
        """Return who does the act of a match to whom."""
        entry = match.phrase.entry
        roles = entry.roles
        sides = self.sides_of(match)
        if roles == "inner" and match.inner is not None:
            inner = self.assign(match.inner)
            if match.clause is not None and not inner.actors:
                return Parts(sides.actors, self._opposite(sides.actors, inner.recipients))
            return inner
        if roles in {"received", "reciprocal"}:
            return self._received(sides) if roles == "received" else self._reciprocal(match, sides)
        if roles in {"visit", "host"}:
            return self._visit(match, sides, host=roles == "host")
        if isinstance(entry, Turn) and entry.name in ASKING and match.clause is not None:
            told = self._told_to(match.clause)
            asked = self.of_nouns(told)
            if told and not asked and not self.pair and not sides.others:
                return Parts(sides.actors, ())  # "wants pilots to look out": those asked are nobody known
            sides = Sides(sides.actors, (("", asked), *sides.others), sides.agentless)
        if isinstance(entry, Turn) and match.inner is not None:
            sides = self._with_inner(sides, match.inner)
        found = self._joint(match, sides) if roles == "joint" else None
        if found is not None:
            return found
        if match.code is not None and match.code.cameo == COMPLAINT:
            sides = Sides(
                sides.actors, tuple(sorted(sides.others, key=lambda group: group[0] == "to")), sides.agentless
            )
        if not sides.actors and sides.agentless:
            return self._agentless(match, sides)
        if not sides.actors and match.clause is not None and self._both(match.clause.agents):
            return Parts(self.pair, (), certain=False)
        others = self._first_other(sides) or self._owner_of_place(match, sides.actors)
        if not sides.actors and others and match.clause is not None:  # the subject is nobody known
            return Parts(self.other(others), others, certain=False)
        return self._complete(match, sides.actors, others)

    def _received(self, sides: Sides) -> Parts:
        """Return giver and receiver where the subject is the one to whom it is done: "received aid from Rome"."""
        wanted = sorted((g for g in sides.others if g[0] in GIVERS), key=lambda g: GIVERS.index(g[0]))
        givers = next((ids for _, ids in wanted if set(ids) - set(sides.actors)), ())
        return Parts(tuple(i for i in givers if i not in sides.actors), sides.actors)

    def _told_to(self, clause: Clause) -> tuple[int, ...]:
        """Return the words for who is to do what is asked for: the subject of the clause that a request governs."""
        inner = [self.scene.clause_at(i) for i in clause.complements]
        nouns = (n for n in (*clause.patients, *(n for _, n in clause.obliques)) if not self.pair)
        demands = (n for n in nouns if lemma_of(self.scene.parsed, n) in self.lexicon.lists["demanded"])
        inner += [self.scene.clause_at(i) for n in demands for i in self.scene.parsed.dependents(n, "acl", "ccomp")]
        return tuple(a for c in inner if c is not None for a in c.agents if a > clause.head and a not in clause.agents)

    def _with_inner(self, sides: Sides, inner: Match) -> Sides:
        """Return the sides of a turn with those of the act that it governs, places last."""
        governed = self.sides_of(inner)
        outer = tuple(g for g in sides.others if g[0] not in PLACE_ONLY)
        where = tuple(g for g in sides.others if g[0] in PLACE_ONLY)
        host = self._host_country(inner, sides.actors) if inner.phrase.entry.roles in {"visit", "host"} else ()
        others = (*outer, *governed.others, ("", governed.actors), *where, ("to", host))
        return Sides(sides.actors, others, sides.agentless)

    def _joint(self, match: Match, sides: Sides) -> Parts | None:
        """Return all who do something together, or None where one side does it alone."""
        if not sides.actors:
            both = tuple(dict.fromkeys(i for _, ids in sides.others for i in ids))
            if len(self.countries(both)) > 1:
                return Parts(both, ())
            if match.clause is not None and (self._generic(match.clause.agents) or self._both(match.clause.agents)):
                return Parts(self.pair, (), certain=False)
        together = self._opposite(sides.actors, sides.beside())
        if together:
            return Parts((*sides.actors, *together), ())
        several = len(self.countries(sides.actors)) > 1 or (not self.pair and len(sides.actors) > 1)
        return Parts(sides.actors, ()) if several else None

    def _owner_of_place(self, match: Match, actors: tuple[str, ...]) -> tuple[str, ...]:
        """Return the country of the place that an act of force is done to."""
        if match.code is None or match.code.type not in FORCE or not actors:
            return ()
        words = {w for word in match.words() for w in self.scene.parsed.subtree(word, without=BODY_LABELS)}
        sides = self.countries(actors)
        return tuple(country for country in self.place_countries(words) if country not in sides)[:1]

    def _reciprocal(self, match: Match, sides: Sides) -> Parts:
        """Return all that take part; where the words name fewer than two sides, the text's pair."""
        named = self.fullest((*sides.actors, *self._opposite(sides.actors, sides.together())))
        if len(self.countries(named)) > 1 or match.clause is None:
            return Parts(named, ())
        code = match.code
        if code is not None and code.type is EventType.COOPERATE and named:
            return Parts(named, ())
        if named and self.countries(named) <= CODES_WITHOUT_STATE:  # "sessions with the commission": the pair with it
            return Parts((*self.pair, *named), (), certain=False)
        mediated = code is not None and code.cameo == "045"
        if not mediated and not self.countries(named) <= set(self.pair):
            return Parts(named, ())
        if not named and self.signatories and not match.clause.agents:
            return Parts(self.signatories, ())
        missing = tuple(country for country in self.pair if country not in self.countries(named))
        return Parts((*named, *missing), (), certain=False)

    def _generic(self, agents: tuple[int, ...]) -> bool:
        """Tell whether a subject means the parties that the text is about, or their joint document."""
        return any(lemma_of(self.scene.parsed, i) in self.lexicon.lists["parties"] for i in agents)

    def _both(self, agents: tuple[int, ...]) -> bool:
        """Tell whether a subject is two of something: "both navies", "each side", "the two ministries"."""
        parsed = self.scene.parsed
        for i in agents:
            beside = {parsed.tokens[c].text.lower() for c in parsed.dependents(i, "det", "nummod", "nmod:poss")}
            if parsed.tokens[i].text.lower() in BOTH or beside & BOTH or ("two" in beside and len(beside) > 1):
                return True
        return False

    def _agentless(self, match: Match, sides: Sides) -> Parts:
        """Fill in the doer of a passive that leaves it unsaid with the other side of the text's pair."""
        others = tuple(i for _, ids in sides.others for i in ids)
        if match.phrase.entry.roles == "joint" and len(self.countries(others)) > 1:
            return Parts(others, ())
        affected = self._first_other(sides)
        if not affected and match.phrase.entry.roles == "joint":
            return Parts(self.pair, (), certain=False)
        told_aside = match.clause is not None and match.clause.relation in {"acl", "advcl"} and not self.pair
        speaker = () if told_aside else self._speaker(match.word)
        if speaker and not self.countries(speaker) & self.countries(affected):
            return self._complete(match, speaker, affected)
        doer = self.other(affected)
        if doer:
            return Parts(doer, affected, certain=False)
        return Parts((), affected)

    def _speaker(self, word: int) -> tuple[str, ...]:
        """Return who says a sentence ("The ban will be lifted, Putin said")."""
        sentence = self.scene.parsed.sentence_of[word]
        for clause in self.scene.clauses:
            if self.scene.parsed.sentence_of[clause.head] == sentence and clause.lemma in SAYING:
                found = self.of_nouns(clause.agents)
                if found:
                    return found
        return ()

    def _complete(self, match: Match, actors: tuple[str, ...], recipients: tuple[str, ...]) -> Parts:
        if recipients or not actors:
            return Parts(actors, recipients)
        if len(actors) > 1 and lemma_of(self.scene.parsed, match.word) in self.lexicon.lists["mutual"]:
            return Parts(actors, ())  # "the army and the rebels exchanged captives"
        sentence = self.scene.parsed.sentences[self.scene.parsed.sentence_of[match.word]]
        near = () if self.pair else self._inside(match, actors)
        own = self.country(actors[0])
        at_home = not self.pair and own != UNKNOWN and self._is_at_home(match, actors)
        if at_home and not near:
            return Parts(actors, (own,), certain=False)
        if match.clause is not None or self.pair:
            near = near or self._nearest_other(match.word, sentence.first, sentence.last, actors)
        filled = near or (() if self._is_elsewhere(match, actors) else self.other(actors))
        spoken = match.code is not None and match.code.type in SPOKEN
        if not filled and spoken and not self.countries(actors) & set(self.pair):
            filled = self.pair  # a third country welcomes or urges what both sides do
        return Parts(actors, filled, certain=False)

    def _is_elsewhere(self, match: Match, actors: tuple[str, ...]) -> bool:
        """Tell an act whose words name others than the text's partner: "signed a treaty on the others' island"."""
        partner = self.other(actors)
        if not partner:
            return False
        parsed = self.scene.parsed
        words = {
            i
            for word in match.words()
            for i in parsed.subtree(word, without=("nsubj", "parataxis", "conj", "advcl"))
            if i > match.word and not self.is_where(i)
        }
        named = [frozenset({country}) for i in words for country in self.countries(self.scene.cast.at(i))]
        named += [self._owners(p.place) for p in self.scene.places if p.head in words]
        foreign = [owners for owners in named if owners - {UNKNOWN, *self.countries(actors)}]
        return bool(foreign) and not any(partner[0] in owners for owners in foreign)

    def _owners(self, place: Place) -> frozenset[str]:
        """Return the countries that own a place, or claim it while it is in dispute."""
        location = self.scene.world.place(place.name) if place.country == UNKNOWN else None
        claimants = location.claimants if location is not None else ()
        return frozenset({place.country, *claimants})

    def _is_at_home(self, match: Match, actors: tuple[str, ...]) -> bool:
        """Tell an act that, done to nobody named, is done to the actors' own state or its people."""
        code = match.code
        if code is None:
            return False
        inner = match.inner.code if match.inner is not None else None
        if inner is not None and inner.cameo.startswith(AT_HOME):
            return True
        return code.cameo.startswith(AT_HOME) or (code.type in AGAINST and all(map(self.is_group, actors)))

    def _inside(self, match: Match, actors: tuple[str, ...]) -> tuple[str, ...]:
        """Return whom the words that hang on a predicate name first beside those who act, a place's country last."""
        parsed = self.scene.parsed
        words = [
            i
            for word in match.words()
            for i in parsed.subtree(word, without=("nsubj", "parataxis", "appos", "acl"))
            if i > match.word and not any(a in actors for a in self.scene.cast.at(i))
        ]
        for i in words:
            aside = self.is_where(i) or self.is_culture(i)
            found = () if aside else self._opposite(actors, self.scene.cast.at(i))
            if found:
                beside = (a for k in parsed.dependents(i, "conj") for a in self.scene.cast.at(k))
                return tuple(dict.fromkeys((*found, *self._opposite(actors, tuple(beside)))))
        return self._opposite(actors, self.place_countries(words))

    def _nearest_other(self, word: int, first: int, last: int, actors: tuple[str, ...]) -> tuple[str, ...]:
        """Return the party of another country mentioned nearest in a sentence, mere places left out."""
        sides = self.countries(actors)
        subject = self.scene.parsed.dependents(word, "nsubj") if not self.pair else ()
        inside = {i for noun in subject for i in self.scene.parsed.subtree(noun)}
        found = [
            (abs(m.head - word), m.actors)
            for m in self.scene.cast.mentions
            if first <= m.head < last
            and m.head not in inside
            and not self.is_culture(m.head)
            and m.actors
            and not self.countries(m.actors) & (sides | {UNKNOWN})
            and not self.is_place(m.head)
            and (set(self.pair) <= sides or self.countries(m.actors) <= set(self.pair))
        ]
        return min(found)[1] if found else ()

    def refused(self, match: Match) -> Parts:
        """Return who will not do what with whom: the subject's side and the other."""
        sides = self.sides_of(match)
        everybody = self.assign(match)
        actors = sides.actors or everybody.actors
        others = self._opposite(
            actors, tuple(dict.fromkeys((*everybody.recipients, *everybody.actors, *sides.together())))
        )
        return self._complete(match, actors, others)

    def other(self, actors: Iterable[str]) -> tuple[str, ...]:
        """Return the other country of the text's pair, as an id; () where the actors are not of one country of it."""
        sides = self.countries(actors)
        if len(self.pair) > 1 and len(sides) == 1 and sides < frozenset(self.pair):
            return tuple(country for country in self.pair if country not in sides)
        return ()

    def _first_other(self, sides: Sides) -> tuple[str, ...]:
        """Return the likeliest group on the other side that holds somebody of another country."""
        for preposition, ids in sides.others:
            found = self._opposite(sides.actors, ids)
            if found and preposition and not self.pair:  # "with Peru, Chile and Bolivia"
                alike = (o for case, more in sides.others if case == preposition for o in more)
                found = tuple(dict.fromkeys((*found, *self._opposite(sides.actors, tuple(alike)))))
            if found:
                return found
        return ()

    def _opposite(self, actors: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
        """Return those on the other side who are of another country; in a text of no pair also others at home."""
        sides = self.countries(actors)
        abroad = tuple(o for o in others if self.country(o) not in sides and self.country(o) != UNKNOWN)
        if abroad or self.pair:
            return abroad
        return tuple(o for o in others if o not in actors and not any(self._acts_for(a, o) for a in actors))

    def fullest(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return ids, each once, without a state for which another of them acts."""
        every = tuple(dict.fromkeys(ids))
        return tuple(i for i in every if "/" in i or not any(self._acts_for(i, other) for other in every))

    def _acts_for(self, one: str, other: str) -> bool:
        """Tell whether one of two is a state and the other somebody who acts for it."""
        state, agent = (one, other) if "/" not in one else (other, one)
        if "/" in state or "/" not in agent or self.country(agent) != state:
            return False
        found = self.scene.cast.get(agent)
        return found is None or (found.kind is not ActorKind.GROUP and found.sector in OFFICIAL)

    def _visit(self, match: Match, sides: Sides, *, host: bool) -> Parts:
        if host:
            return self._hosted(match, sides)
        if match.clause is not None and match.clause.passive and not sides.actors:  # "she is expected in Rome"
            sides = Sides(self.of_nouns(match.clause.patients), tuple(g for g in sides.others if g[0]))
        hosts = self._first_other(
            Sides(sides.actors, tuple(g for g in sides.others if g[0] in {"", "to", "with", "by", "of", "on"}))
        )
        hosts = hosts or self._host_country(match, sides.actors)
        if not hosts and match.phrase.entry.roles == "visit" and self._is_abroad(match):
            return Parts(sides.actors, self.other(sides.actors), certain=False)  # a town that no list knows
        if hosts or any(slot.preposition is not None for slot in match.phrase.slots):
            return Parts(sides.actors, hosts)
        return Parts(sides.actors, self.other(sides.actors), certain=False)  # "she returned the visit"

    def _is_abroad(self, match: Match) -> bool:
        """Tell whether a journey goes to a named place that nobody knows, not to one at home."""
        parsed = self.scene.parsed
        known = {place.head for place in self.scene.places}
        goals = [n for case, n in match.clause.obliques if case in {"to", "into", "in", "at"}] if match.clause else []
        names = [n for n in goals if parsed.tokens[n].pos == "PROPN" and not is_time(parsed, n)]
        return bool(names) and not any(n in known or self.scene.cast.at(n) for n in goals)

    def _hosted(self, match: Match, sides: Sides) -> Parts:
        """Return guest and host; on the guest's own ground ("he saw Putin in Moscow") the subject is the guest."""
        cases = {"", "with", *(slot.preposition for slot in match.phrase.slots if slot.preposition == "to")}
        guests = tuple(dict.fromkeys(i for preposition, ids in sides.others if preposition in cases for i in ids))
        ground = set(self._host_country(match, ()))
        if sides.agentless and not sides.actors:  # "she was received at the White House"
            behind = tuple(
                dict.fromkeys(i for preposition, ids in sides.others if preposition in {"at", "in"} for i in ids)
            )
            who = self.of_nouns(match.clause.patients) if match.clause is not None else ()
            who = who or self.named_first(match.word)
            behind = behind or self._host_country(match, who)
            if who and behind:
                return Parts(who, self._opposite(who, behind))
        if sides.actors and ground & self.countries(guests) and not ground & self.countries(sides.actors):
            return Parts(sides.actors, self._opposite(sides.actors, guests))
        return Parts(guests, self._opposite(guests, sides.actors) or self._host_country(match, guests))

    def _host_country(self, match: Match, actors: tuple[str, ...]) -> tuple[str, ...]:
        words = {
            w for word in match.words() for w in self.scene.parsed.subtree(word, without=("acl", "advcl", "parataxis"))
        }
        if match.clause is not None:
            words |= {n for _, n in match.clause.obliques} | set(match.clause.patients)
        sides = self.countries(actors)
        return tuple(country for country in self.place_countries(words) if country not in sides)[:1]

    def protest(self, parts: Parts, place: str | None) -> Parts:
        """Return the parts of a protest: the crowd is of the country where it gathers, unless a person leads it."""
        if not self.pair and parts.actors:
            own = self.country(parts.actors[0])
            aimed = parts.recipients or ((own,) if own != UNKNOWN else ())
            return Parts(parts.actors, aimed, certain=bool(parts.recipients))
        if place is None or place == UNKNOWN or any(map(self.is_person, parts.actors)):
            return parts
        targets = tuple(dict.fromkeys((*parts.recipients, *parts.actors)))
        aimed = tuple(c for c in dict.fromkeys(self.country(t) for t in targets) if c not in {place, UNKNOWN})
        return Parts((place,), aimed[:1], certain=False)

    def level(self, parts: Parts) -> Level:
        """Return the level of an act: of two sides the lower of their highest, of one its own."""
        if not parts.actors:
            return Level.UNKNOWN
        sides: dict[str, list[str]] = {}
        for actor in (*parts.actors, *(r for r in parts.recipients if self.is_person(r))):
            sides.setdefault(self.country(actor), []).append(actor)
        return self.scene.level(*sides.values())
