"""The state that a stretch of text speaks of, for names that tell none themselves."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from summitry.knowledge.world import World
from summitry.read.actors.states import Hit, words_of
from summitry.read.actors.wording import Wording
from summitry.read.layout import BlockKind
from summitry.read.parse import base
from summitry.records import ActorKind

_NO_STATE = frozenset({"UNO", "EUE", "NAT", "IGO", "NGO", "---"})
_WITH = frozenset({"with", "against", "to", "on", "over", "versus", "toward", "towards", "about"})
_ELSEWHERE = frozenset({"with", "against", "to", "from"})
_AGAINST = frozenset({"with", "against"})
_SENT = frozenset(
    {"ambassador", "envoy", "embassy", "consul", "consulate", "mission", "delegation", "relations", "ties"}
)
DATELINE = 4
"""Words of a place's name in a dateline at most."""
PAIR = 2
SEVERAL = 4
"""So many states that a text names most are looked at for names like one."""
OURS = 5
"""Words within which "our ambassador" and the state to which he is sent stand."""


class Context:
    """States by neighbourhood; callable with the number of a word."""

    def __init__(self, wording: Wording, world: World, hits: Sequence[Hit]) -> None:
        self._wording = wording
        self._world = world
        self._hits = [hit for hit in hits if hit.meaning.entity.kind is ActorKind.STATE]
        others = (hit for hit in hits if hit.meaning.entity.kind is not ActorKind.STATE)
        self._bodies = [hit for hit in others if hit.meaning.entity.country in world.states]

    def __call__(self, i: int) -> str | None:
        """Return the state of which the words before a word speak, or its sentence, its block, the text."""
        return self._nearest(i)[0]

    def own(self, i: int) -> str | None:
        """Return the state of whom a word names: the other of the pair where the nearest is named as the other side."""
        country, hit = self._nearest(i, places=self.home is None)
        if hit is None and self.official is None:
            if self.home is not None:
                return self.home
            own = [c for c in self.pair if c not in self._addressed]
            return own[0] if len(own) == 1 else country
        if country is not None and hit is not None and self._is_other_side(hit.first, _AGAINST):
            return self.other_of_pair(country) or country
        return country

    @cached_property
    def _addressed(self) -> frozenset[str]:
        """The states that the text names after "with" or "against"."""
        return frozenset(h.meaning.entity.country for h in self._hits if self._is_other_side(h.first, _AGAINST))

    def before(self, i: int, barred: str) -> str | None:
        """Return the last state named before a word in its block, ``barred`` aside."""
        block = self._block(i)
        near = (h.meaning.entity.country for h in reversed(self._hits) if h.first < i and self._block(h.first) == block)
        return next((country for country in near if country != barred), None)

    def state_at(self, i: int) -> str | None:
        """Return the state that a word names, or that qualifies or owns what it names."""
        tokens = self._wording.parsed.tokens
        for hit in self._hits:
            if hit.first <= i < hit.last or tokens[hit.head].head == i:
                return hit.meaning.entity.country
        return None

    def _nearest(self, i: int, *, places: bool = True) -> tuple[str | None, Hit | None]:
        parsed = self._wording.parsed
        sentence = parsed.sentences[parsed.sentence_of[i]]
        near = [h for h in self._hits if sentence.first <= h.first < sentence.last and (places or not h.place)]
        usual = self.top(3)
        for group in ([h for h in near if h.meaning.entity.country in usual], near):
            before = [h for h in group if h.first < i]
            if before:
                return before[-1].meaning.entity.country, before[-1]
            if group:
                return group[0].meaning.entity.country, group[0]
        if self.official is not None:
            return self.official, None
        block = [h for h in self._hits if h.first < i and self._block(h.first) == sentence.block]
        block = [h for h in block if places or not h.place]
        subjects = [h for h in block if self._is_subject(h)]
        if block:
            return (subjects or block)[-1].meaning.entity.country, (subjects or block)[-1]
        return next(iter(self.top(1)), None), None

    def _block(self, i: int) -> int:
        parsed = self._wording.parsed
        return parsed.sentences[parsed.sentence_of[i]].block

    def _is_subject(self, hit: Hit) -> bool:
        """Tell whether a state, or the noun that its name qualifies, is a subject."""
        tokens = self._wording.parsed.tokens
        governor = tokens[tokens[hit.head].head]
        qualifies = base(tokens[hit.head].dep) in {"amod", "compound", "nmod"}
        return base(tokens[hit.head].dep) == "nsubj" or (qualifies and base(governor.dep) == "nsubj")

    def where(self, i: int) -> str | None:
        """Return the state in which something takes place: by a place of its sentence, of its block, by context."""
        parsed = self._wording.parsed
        sentence = parsed.sentences[parsed.sentence_of[i]]
        places = [h for h in self._hits if h.place and sentence.first <= h.first < sentence.last]
        if places:
            after = [h for h in places if h.first > i]
            return (after or places)[0].meaning.entity.country
        start = next(s.first for s in parsed.sentences if s.block == sentence.block)
        people = {k for n in parsed.names if n.label == "PER" for k in range(n.first, n.last)}
        for words in (range(sentence.first, sentence.last), range(sentence.first - 1, start - 1, -1)):
            for k in words:
                if k not in people and self._wording.is_capital(k) and self._wording.may_name(k, self._world):
                    found = self._wording.place(k, self._world)
                    if found and found[1].country not in _NO_STATE:
                        return found[1].country
        return self(i)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each state is named."""
        return Counter(hit.meaning.entity.country for hit in self._hits)

    def top(self, number: int) -> tuple[str, ...]:
        """Return the states that are named most, fewer if there are not as many."""
        return tuple(country for country, _ in self.counts.most_common(number))

    def liker(self, name: str, country: str) -> str:
        """Return the state, or another that the text names where only that one has people with names like this.

        The other of the pair needs one name in common, a third state more.
        """
        if self._world.likeness(name, country):
            return country
        other = self.other_of_pair(country)
        if other and self._world.likeness(name, other) >= 1:
            return other
        alike = [c for c in self.top(SEVERAL) if self._world.likeness(name, c) > 1]
        return alike[0] if len(alike) == 1 else country

    def possessor(self, i: int) -> str | None:
        """Return the state that "its" means: the subject before it in its sentence, else in the one before."""
        parsed = self._wording.parsed
        sentence = parsed.sentences[parsed.sentence_of[i]]
        before = [h for h in self._hits if sentence.first <= h.first < i]
        subjects = [h for h in before if self._is_subject(h)]
        chosen = subjects or [h for h in before if not h.adjectival]
        return chosen[-1].meaning.entity.country if chosen else self.subject_before(i, None)

    def other_of_pair(self, country: str) -> str | None:
        """Return the other of the two states that the text is about, if ``country`` is one of them."""
        pair = self.top(2)
        return next((c for c in pair if c != country), None) if country in pair else None

    @cached_property
    def home(self) -> str | None:
        """The state from which a text is written, by its byline, a place in its headline, or its dateline."""
        wording, parsed = self._wording, self._wording.parsed
        for sentence in parsed.sentences:
            label = parsed.blocks[sentence.block].label
            kind = parsed.blocks[sentence.block].kind
            if label is not None and kind in {BlockKind.BODY, BlockKind.ENTRY}:
                spot = self._place_of(parsed.text(label))
                if spot is not None or kind is BlockKind.BODY:
                    return spot
            for i in range(sentence.first, sentence.last):
                placed = i > 0 and wording.words[i - 1] in {"in", "at", "from"} and self._block(i - 1) == sentence.block
                if kind in {BlockKind.BODY, BlockKind.TURN, BlockKind.QUESTION, BlockKind.ENTRY, BlockKind.ITEM}:
                    opening = next((h for h in self._hits if h.first == i and h.place), None)
                    return opening.meaning.entity.country if opening else None
                if not wording.is_capital(i) or not (placed or kind is BlockKind.LINE):
                    continue
                found = wording.place(i, self._world)
                if found and found[1].country not in _NO_STATE:
                    return found[1].country
        return None

    @property
    def states(self) -> frozenset[str]:
        """The codes of all states that the tables know."""
        return self._world.states

    @cached_property
    def pair(self) -> tuple[str, ...]:
        """The two states named most, in the order in which the text first names them; () if there are not two."""
        two = self.top(2)
        first = {hit.meaning.entity.country: hit.first for hit in reversed(self._hits)}
        return tuple(sorted(two, key=lambda c: first[c])) if len(two) > 1 else ()

    def pair_at(self, i: int) -> tuple[str, ...]:
        """Return the only two states that the sentence or block of a word names, else the pair of the text."""
        parsed = self._wording.parsed
        sentence = parsed.sentences[parsed.sentence_of[i]]
        inside = [h for h in self._hits if sentence.first <= h.first < sentence.last]
        for hits in (inside, [h for h in self._hits if self._block(h.first) == sentence.block]):
            countries = tuple(dict.fromkeys(h.meaning.entity.country for h in hits if not h.place))
            if len(countries) == PAIR:
                return countries
        return self.pair

    def subject_before(self, i: int, barred: str | None) -> str | None:
        """Return the state, ``barred`` aside, that is a subject in the sentence before that of a word in its block."""
        parsed = self._wording.parsed
        sentence = parsed.sentences[parsed.sentence_of[i]]
        for hit in reversed(self._hits):
            earlier = (
                parsed.sentence_of[hit.first] + 1 == parsed.sentence_of[i] and self._block(hit.first) == sentence.block
            )
            if earlier and self._is_subject(hit) and hit.meaning.entity.country != barred:
                return hit.meaning.entity.country
        return None

    def _place_of(self, dateline: str) -> str | None:
        """Return the state of the place with which a dateline begins: "ALGIERS, March 12 (Agency)"."""
        words = re.findall(r"[^\s,()]+", dateline)
        for size in range(min(len(words), DATELINE), 0, -1):
            found = self._world.place(" ".join(words[:size]))
            if found and found.country not in _NO_STATE:
                return found.country
        return None

    @cached_property
    def official(self) -> str | None:
        """The state whose officials speak in a transcript; None in other texts.

        By the seat or place in its head, a state in its head that is not the other side ("Boundary with Somalia"), a
        title that only one state has; else the state named most that the speakers do not tell of as another's.
        """
        blocks = self._wording.parsed.blocks
        first = next((n for n, b in enumerate(blocks) if b.kind in {BlockKind.TURN, BlockKind.QUESTION}), None)
        if first is None or not any(b.kind is BlockKind.QUESTION for b in blocks):
            return None
        parsed = self._wording.parsed
        head = [i for n, s in enumerate(parsed.sentences) if s.block < first for i in range(s.first, s.last)]
        own = [i for i in head if not self._is_other_side(i)]
        for hit in self._hits:
            if hit.first in own and hit.meaning.kind in {"capital", "residence"}:
                return hit.meaning.entity.country
        for i in own:
            found = self._wording.place(i, self._world) if self._wording.is_capital(i) else None
            if found and found[1].country not in _NO_STATE:
                return found[1].country
        named = next((hit.meaning.entity.country for hit in (*self._bodies, *self._hits) if hit.first in own), None)
        return named or self._by_titles() or self._by_elimination(head)

    def _is_other_side(self, i: int, links: frozenset[str] = _WITH) -> bool:
        """Tell whether a word stands after "with", "against" and the like within its block."""
        words = self._wording.words
        before = i - 1 if i > 0 and words[i - 1] != "the" else i - 2
        return before >= 0 and words[before] in links and self._block(before) == self._block(i)

    def _by_titles(self) -> str | None:
        """Return the only state that has the title of a speaker, by the labels of the turns."""
        parsed = self._wording.parsed
        for text in dict.fromkeys(parsed.text(b.label) for b in parsed.blocks if b.kind is BlockKind.TURN and b.label):
            words = text.removeprefix("The ").partition("(")[0].replace(":", " ").split()
            for size in range(len(words), 0, -1):
                countries = self._world.title_countries(" ".join(words[:size]))
                if len(countries) == 1 and countries[0] not in _NO_STATE:
                    return countries[0]
        return None

    def _by_elimination(self, head: Sequence[int]) -> str | None:
        """Return the state named most, those aside that the head or "our ambassador in ..." makes another's."""
        words = self._wording.words
        others = {h.meaning.entity.country for h in self._hits if h.first in head}
        for hit in self._hits:
            near = words[max(hit.first - OURS, 0) : hit.first]
            if hit.place and "our" in near and _SENT.intersection(near):
                others.add(hit.meaning.entity.country)
        scores: Counter[str] = Counter()
        for hit in self._hits:
            if not self._is_other_side(hit.first, _ELSEWHERE):
                scores[hit.meaning.entity.country] += 3 if self._is_asked(hit) else 1
        return next((country for country, _ in scores.most_common() if country not in others), None)

    def _is_asked(self, hit: Hit) -> bool:
        """Tell whether a question asks what a state says or thinks: "What does the United States say to that?"."""
        tokens = self._wording.parsed.tokens
        asked = (
            self._wording.parsed.block_of(hit.first).kind is BlockKind.QUESTION
            and base(tokens[hit.head].dep) == "nsubj"
        )
        return asked and tokens[tokens[hit.head].head].lemma.casefold() in words_of("speech", "asked")
