"""What a sentence shows of two parties in it: traits by which the classifier of acts tells what one does to the other.

A trait is a short string. Most say what predicate links the two and in which parts they stand in it; others the words
around. They are the same for sentences in training and in use.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from summitry.knowledge.ontology import quad_of
from summitry.read.clauses import Clause
from summitry.read.events.lexicon import Lexicon, Turn
from summitry.read.events.patterns import Match, carried, lemma_of, match_clause, match_noun, mended
from summitry.read.parse import base
from summitry.read.scene import Scene
from summitry.records import Event

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN"})
MOST_CLAUSES = 12
"""Clauses of one sentence that are looked at; endless sentences end there."""
MOST_WORDS = 60
"""Words of a sentence that count as its vocabulary, those nearest to the pair."""


class Traits:
    """Traits of pairs in one scene; matches with the lexicon are looked up once a clause."""

    def __init__(self, scene: Scene, lexicon: Lexicon) -> None:
        self._scene = scene
        self._lexicon = lexicon
        self._matches: dict[int, Match | None] = {}

    def of_pair(
        self, actors: Iterable[int], recipients: Iterable[int], events: Iterable[Event] | None = None
    ) -> tuple[str, ...]:
        """Return the traits of a pair.

        Args:
            actors: head words of those who may act.
            recipients: head words of those to whom it may be done; none where nobody is.
            events: what the coder of events has found in the sentence; None where it has not been asked.

        Returns:
            Traits, each once, in no special order; none where neither side stands in the text.
        """
        doing, suffering = tuple(actors), tuple(recipients)
        if not doing and not suffering:
            return ()
        sentence = self._scene.parsed.sentence_of[(doing or suffering)[0]]
        found: dict[str, None] = {}
        clauses = [mended(self._scene, c) for c in self._scene.clauses_in(sentence)]
        clauses.sort(key=lambda c: min(abs(c.head - i) for i in (*doing, *suffering)))
        for clause in clauses[:MOST_CLAUSES]:
            found.update(dict.fromkeys(self._of_clause(clause, doing, suffering)))
        found.update(dict.fromkeys(self._of_words(sentence, doing, suffering)))
        found.update(dict.fromkeys(self._of_parties(doing, suffering)))
        if events is not None:
            found.update(dict.fromkeys(self._of_events(events, doing, suffering)))
        return tuple(found)

    def _of_events(self, events: Iterable[Event], doing: tuple[int, ...], suffering: tuple[int, ...]) -> Iterator[str]:
        """Yield what the coder has found, and whether the pair is in it."""
        ones, others = (set(self._scene.actors(words)) for words in (doing, suffering))
        none = True
        for event in events:
            none = False
            one = self._meet(ones, event.actors)
            other = self._meet(others, (*event.recipients, *event.actors))
            yield f"row={event.event_type}"
            yield f"row.m={event.event_type}:{event.modality}"
            if one or other:
                yield f"row.{'a' if one else ''}{'r' if other else ''}={event.event_type}"
        if none:
            yield "row=-"

    def _meet(self, some: set[str], others: tuple[str, ...]) -> bool:
        """Tell whether two lists of actors share one, or a country."""
        countries = {self._scene.cast.country(actor) for actor in some} - {"---"}
        return bool(some.intersection(others)) or any(self._scene.cast.country(actor) in countries for actor in others)

    # ------------------------------------------------------------------ clauses
    def _of_clause(self, clause: Clause, doing: tuple[int, ...], suffering: tuple[int, ...]) -> Iterator[str]:
        one, other = self._part(clause, doing), self._part(clause, suffering)
        match = self._match(clause)
        code = match.code if match is not None else None
        names = [f"v={clause.lemma}"]
        if code is not None:
            names += [f"t={code.type}", f"c={code.cameo[:2]}", f"c3={code.cameo[:3]}", f"q={quad_of(code.type)}"]
        if match is not None and isinstance(match.phrase.entry, Turn):
            names.append(f"turn={match.phrase.entry.name}")
        names += [f"o={lemma_of(self._scene.parsed, n)}" for n in clause.patients[:2]]
        names += [f"v+o={clause.lemma}+{lemma_of(self._scene.parsed, n)}" for n in clause.patients[:1]]
        names += [f"v+p={clause.lemma}+{p}" for p, _ in clause.obliques[:3]]
        for noun in (*clause.patients, *clause.agents, *(n for _, n in clause.obliques)):
            told = match_noun(self._scene, self._lexicon, noun)
            if told is not None and told.code is not None:
                names.append(f"n={told.code.type}")
        marks = self._marks(clause)
        if one == "-" and other == "-":
            yield from (f"far|{name}" for name in names if name[:2] in {"v=", "t=", "c="})
            return
        for name in names:
            yield f"near|{name}"
            yield f"{one}>{other}|{name}"
            if marks and name[:2] in {"v=", "t=", "q="}:
                yield f"{marks}|{name}"
        if marks:
            yield f"{one}>{other}|{marks}"
        yield f"{one}>{other}"
        governor = self._scene.governing(clause)
        if governor is not None:
            yield f"gov={governor.lemma}"
            yield f"gov+v={governor.lemma}+{clause.lemma}"
            above = self._match(governor)
            if above is not None and above.code is not None:
                yield f"gov.t={above.code.type}"

    def _match(self, clause: Clause) -> Match | None:
        if clause.head not in self._matches:
            found = match_clause(self._scene, self._lexicon, clause) or carried(self._scene, self._lexicon, clause)
            self._matches[clause.head] = found
        return self._matches[clause.head]

    def _part(self, clause: Clause, words: tuple[int, ...]) -> str:
        """Return in which part of a clause the first of some words stands that stands in any, else a dash."""
        parsed = self._scene.parsed
        for word in words:
            path = {word}
            for above in parsed.ancestors(word):
                path.add(above)
                if above == clause.head:
                    break
            for name, nouns in (("ag", clause.agents), ("pa", clause.patients), ("re", clause.recipients)):
                if path.intersection(nouns):
                    return name
            for preposition, noun in clause.obliques:
                if noun in path:
                    return f"ob:{preposition}"
            if word == clause.head or clause.head in path:
                return "in"
        return "-"

    def _marks(self, clause: Clause) -> str:
        told = [
            "neg" if clause.negated else "",
            "pass" if clause.passive else "",
            clause.modal or "",
            str(clause.factuality) if clause.factuality != "asserted" else "",
        ]
        return ",".join(filter(None, told))

    # ------------------------------------------------------------------ words
    def _of_words(self, sentence: int, doing: tuple[int, ...], suffering: tuple[int, ...]) -> Iterator[str]:
        parsed = self._scene.parsed
        words = parsed.words(parsed.sentences[sentence])
        ends = (*doing, *suffering)
        low, high = min(ends), max(ends)
        near = sorted(words, key=lambda w: min(abs(w.i - e) for e in ends))[:MOST_WORDS]
        for token in near:
            if token.pos not in CONTENT or token.i in ends:
                continue
            lemma = lemma_of(parsed, token.i)
            if token.pos != "PROPN":
                yield f"w={lemma}"
                if low < token.i < high:
                    yield f"mid={lemma}"
        between = [t for t in words if low < t.i < high and t.pos not in {"PROPN", "PUNCT", "NUM", "DET"}]
        for one, other in pairwise(between):
            yield f"mid2={one.lemma.lower()} {other.lemma.lower()}"
        case = [parsed.tokens[c].text.lower() for i in suffering[:1] for c in parsed.dependents(i, "case")]
        yield f"case={' '.join(case)}"

    def _of_parties(self, doing: tuple[int, ...], suffering: tuple[int, ...]) -> Iterator[str]:
        for name, words in (("a", doing), ("r", suffering)):
            for word in words[:2]:
                token = self._scene.parsed.tokens[word]
                if token.pos != "PROPN":
                    yield f"{name}={lemma_of(self._scene.parsed, word)}"
                actor = next(iter(self._scene.cast.at(word)), None)
                known = self._scene.cast.get(actor) if actor else None
                if known is not None:
                    yield f"{name}.kind={known.kind}"
                yield f"{name}.dep={base(token.dep)}"
        yield f"order={'ar' if min(doing, default=0) < min(suffering, default=0) else 'ra'}"
