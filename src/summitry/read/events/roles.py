"""Who takes which part in an act: actors, recipients, and the country whose place tells of a side that is not named."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from summitry.read.actors.mentions import MentionKind
from summitry.read.clauses import Clause, Factuality
from summitry.read.events.lexicon import Lexicon, Turn
from summitry.read.events.patterns import Match, is_time, lemma_of
from summitry.read.parse import base
from summitry.read.scene import Scene
from summitry.records import CODES_WITHOUT_STATE, ActorKind, EventType, Level

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
_BODY_LABELS = ("acl", "advcl", "conj", "parataxis")
CASES = frozenset(
    {"in", "on", "at", "with", "for", "of", "to", "by", "from", "'s", "’s", "against", "between", "under", "over"}
)
"""Prepositions that keep a noun from being a subject."""
SAYING = frozenset({"say", "tell", "announce", "add", "state", "declare", "confirm", "promise", "assure"})
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
UNKNOWN = "---"
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
FORCE = frozenset({EventType.ASSAULT, EventType.MOBILIZE, EventType.COERCE, EventType.RETREAT})
"""Types of acts whose object is often a place."""
PAIR_MENTIONS = 3
"""Each country of a text's pair is named at least this often by those who act."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Actors and recipients by id; ``certain`` is False where the text's pair filled a side that no word names."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    certain: bool = True


@dataclass(frozen=True, slots=True)
class _Sides:
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


class Roles:
    """Tells who does an act to whom, in one scene."""

    def __init__(self, scene: Scene, lexicon: Lexicon) -> None:
        """Count who the text speaks of; the two countries named most are its pair."""
        self.scene = scene
        self.lexicon = lexicon
        counts: Counter[str] = Counter()
        for mention in scene.cast.mentions:
            if not self._is_place(mention.head):
                counts.update({scene.cast.country(actor) for actor in mention.actors if self._acts(actor)})
        ranked = [(country, n) for country, n in counts.most_common(4) if country not in CODES_WITHOUT_STATE][:2]
        often = tuple(country for country, n in ranked if n >= PAIR_MENTIONS)
        self.pair = often if len(often) > 1 else ()
        self.signatories = self._find_signatories()

    def _acts(self, actor: str) -> bool:
        found = self.scene.cast.get(actor)
        if found is None or found.country == UNKNOWN:
            return False
        return found.office is not None if found.kind is ActorKind.PERSON else found.id in self.scene.cast.acting

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
        return found.office is not None if found.kind is ActorKind.PERSON else found.kind is not ActorKind.GROUP

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
            shared = [k for c in parsed.dependents(i, "nmod", "amod") for k in (c, *parsed.dependents(c, "conj"))]
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
            layer = [c for w in layer for c in parsed.children[w] if base(parsed.tokens[c].dep) not in _BODY_LABELS]
            owners = [c for c in layer if parsed.tokens[c].dep == "nmod:poss" and self.scene.cast.at(c)]
            layer = owners or layer  # "threw out her suit against him": it is hers
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

    # ------------------------------------------------------------------ parts of an act
    def assign(self, match: Match) -> Parts:
        """Return who does the act of a match to whom."""
        entry = match.phrase.entry
        roles = entry.roles
        sides = self._sides(match)
        if roles == "inner" and match.inner is not None:
            inner = self.assign(match.inner)
            if match.clause is not None and not inner.actors:
                return Parts(sides.actors, self._opposite(sides.actors, inner.recipients))
            return inner
        if roles == "reciprocal":
            return self._reciprocal(match, sides)
        if roles in {"visit", "host"}:
            return self._visit(match, sides, host=roles == "host")
        if isinstance(entry, Turn) and entry.name in ASKING and match.clause is not None:
            told = self._told_to(match.clause)
            asked = self.of_nouns(told)
            if told and not asked and not self.pair and not sides.others:
                return Parts(sides.actors, ())  # "wants pilots to look out": those asked are nobody known
            sides = _Sides(sides.actors, (("", asked), *sides.others), sides.agentless)
        if isinstance(entry, Turn) and match.inner is not None:
            sides = self._with_inner(sides, match.inner)
        found = self._joint(match, sides) if roles == "joint" else None
        if found is not None:
            return found
        if match.code is not None and match.code.cameo == COMPLAINT:
            sides = _Sides(
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

    def _told_to(self, clause: Clause) -> tuple[int, ...]:
        """Return the words for who is to do what is asked for: the subject of the clause that a request governs."""
        inner = (self.scene.clause_at(i) for i in clause.complements)
        return tuple(a for c in inner if c is not None for a in c.agents if a > clause.head and a not in clause.agents)

    def _with_inner(self, sides: _Sides, inner: Match) -> _Sides:
        """Return the sides of a turn with those of the act that it governs, places last."""
        governed = self._sides(inner)
        outer = tuple(g for g in sides.others if g[0] not in PLACE_ONLY)
        where = tuple(g for g in sides.others if g[0] in PLACE_ONLY)
        host = self._host_country(inner, sides.actors) if inner.phrase.entry.roles in {"visit", "host"} else ()
        others = (*outer, *governed.others, ("", governed.actors), *where, ("to", host))
        return _Sides(sides.actors, others, sides.agentless)

    def _joint(self, match: Match, sides: _Sides) -> Parts | None:
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
        words = {w for word in match.words() for w in self.scene.parsed.subtree(word, without=_BODY_LABELS)}
        sides = self.countries(actors)
        return tuple(country for country in self.place_countries(words) if country not in sides)[:1]

    def _reciprocal(self, match: Match, sides: _Sides) -> Parts:
        """Return all that take part; where the words name fewer than two sides, the text's pair."""
        named = tuple(dict.fromkeys((*sides.actors, *self._opposite(sides.actors, sides.together()))))
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

    def _agentless(self, match: Match, sides: _Sides) -> Parts:
        """Fill in the doer of a passive that leaves it unsaid with the other side of the text's pair."""
        others = tuple(i for _, ids in sides.others for i in ids)
        if match.phrase.entry.roles == "joint" and len(self.countries(others)) > 1:
            return Parts(others, ())
        affected = self._first_other(sides)
        if not affected and match.phrase.entry.roles == "joint":
            return Parts(self.pair, (), certain=False)
        speaker = self._speaker(match.word)
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
        near = near or self._nearest_other(match.word, sentence.first, sentence.last, actors)
        filled = near or self.other(actors)
        spoken = match.code is not None and match.code.type in SPOKEN
        if not filled and spoken and not self.countries(actors) & set(self.pair):
            filled = self.pair  # a third country welcomes or urges what both sides do
        own = self.country(actors[0])
        if not filled and not self.pair and self._is_at_home(match, actors) and own != UNKNOWN:
            filled = (own,)
        return Parts(actors, filled, certain=False)

    def _is_at_home(self, match: Match, actors: tuple[str, ...]) -> bool:
        """Tell an act that, done to nobody named, is done to the actors' own state or its people."""
        code = match.code
        if code is None:
            return False
        return code.cameo.startswith(AT_HOME) or (code.type in AGAINST and all(map(self.is_group, actors)))

    def _inside(self, match: Match, actors: tuple[str, ...]) -> tuple[str, ...]:
        """Return whom the words that hang on a predicate name first beside those who act, a place's country last."""
        parsed = self.scene.parsed
        words = [
            i
            for word in match.words()
            for i in parsed.subtree(word, without=("nsubj", "parataxis", "appos"))
            if i > match.word and not any(a in actors for a in self.scene.cast.at(i))
        ]
        for i in words:
            found = self._opposite(actors, self.scene.cast.at(i)) if not self._is_where(i) else ()
            if found:
                beside = (a for k in parsed.dependents(i, "conj") for a in self.scene.cast.at(k))
                return tuple(dict.fromkeys((*found, *self._opposite(actors, tuple(beside)))))
        return self._opposite(actors, self.place_countries(words))

    def _nearest_other(self, word: int, first: int, last: int, actors: tuple[str, ...]) -> tuple[str, ...]:
        """Return the party of another country mentioned nearest in a sentence, mere places left out."""
        sides = self.countries(actors)
        found = [
            (abs(m.head - word), m.actors)
            for m in self.scene.cast.mentions
            if first <= m.head < last
            and m.actors
            and not self.countries(m.actors) & (sides | {UNKNOWN})
            and not self._is_place(m.head)
            and (set(self.pair) <= sides or self.countries(m.actors) <= set(self.pair))
        ]
        return min(found)[1] if found else ()

    def _is_place(self, i: int) -> bool:
        parsed = self.scene.parsed
        return any(parsed.tokens[c].text.lower() in PLACE_ONLY for c in parsed.dependents(i, "case"))

    def refused(self, match: Match) -> Parts:
        """Return who will not do what with whom: the subject's side and the other."""
        sides = self._sides(match)
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

    def _first_other(self, sides: _Sides) -> tuple[str, ...]:
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

    def _acts_for(self, one: str, other: str) -> bool:
        """Tell whether one of two is a state and the other somebody who acts for it."""
        state, agent = (one, other) if "/" not in one else (other, one)
        if "/" in state or "/" not in agent or self.country(agent) != state:
            return False
        found = self.scene.cast.get(agent)
        return found is None or (found.kind is not ActorKind.GROUP and found.sector in OFFICIAL)

    def _visit(self, match: Match, sides: _Sides, *, host: bool) -> Parts:
        if host:
            return self._hosted(match, sides)
        if match.clause is not None and match.clause.passive and not sides.actors:  # "she is expected in Rome"
            sides = _Sides(self.of_nouns(match.clause.patients), tuple(g for g in sides.others if g[0]))
        hosts = self._first_other(
            _Sides(sides.actors, tuple(g for g in sides.others if g[0] in {"", "to", "with", "by", "of", "on"}))
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

    def _hosted(self, match: Match, sides: _Sides) -> Parts:
        """Return guest and host; on the guest's own ground ("he saw Putin in Moscow") the subject is the guest."""
        guests = tuple(
            dict.fromkeys(i for preposition, ids in sides.others if preposition in {"", "with"} for i in ids)
        )
        ground = set(self._host_country(match, ()))
        if sides.agentless and not sides.actors:  # "she was received at the White House"
            behind = tuple(
                dict.fromkeys(i for preposition, ids in sides.others if preposition in {"at", "in"} for i in ids)
            )
            who = self.of_nouns(match.clause.patients) if match.clause is not None else ()
            who = who or self._named_first(match.word)
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

    # ------------------------------------------------------------------ sides as the grammar has them
    def _sides(self, match: Match) -> _Sides:
        clause = match.clause
        if clause is None:
            return self._sides_of_noun(match.word)
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
        return _Sides(
            tuple(dict.fromkeys(actors)), tuple(g for g in groups if g[1]), clause.passive and not clause.agents
        )

    def _within(self, noun: int) -> tuple[str, ...]:
        """Return whom a noun's phrase names; in a text of no pair those aside who only say where it is."""
        words = self.scene.parsed.subtree(noun)
        if not self.pair:
            words = tuple(i for i in words if not self._is_where(i))
        return self.scene.cast.within(words)

    def _is_where(self, i: int) -> bool:
        """Tell a place ("in Sudan") and what qualifies one ("near the Sudanese border")."""
        above = self.scene.parsed.tokens[i].head
        return self._is_place(i) or (above != i and self._is_place(above))

    def _named_first(self, word: int) -> tuple[str, ...]:
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
        parsed = self.scene.parsed
        first = parsed.sentences[parsed.sentence_of[clause.head]].first
        named = (
            m
            for m in self.scene.cast.mentions
            if first <= m.head < clause.head and m.kind is not MentionKind.ADJECTIVE and not self._is_place(m.head)
        )
        return tuple(dict.fromkeys(a for m in named for a in m.actors))

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

    def _sides_of_noun(self, i: int) -> _Sides:
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
        return _Sides(tuple(actors), tuple(groups))

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
