"""Why a sentence was coded so: parse, parties, cues with their lines, what turns and facets made, why others lost.

The document is coded again with a coder that is watched (``watching``), so ordinary reading keeps nothing of this.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from summitry.errors import RecordError
from summitry.knowledge.ontologies import CustomOntology
from summitry.read.clauses import Clause, Factuality
from summitry.read.events.coding import complete, said_of
from summitry.read.events.cue_lines import CueFiles
from summitry.read.events.details import describe
from summitry.read.events.explanation import (
    ClauseCoding,
    Cue,
    Explanation,
    FacetStep,
    Ranked,
    Ranking,
    Rival,
    RowCoding,
    SentenceLine,
    WordLine,
)
from summitry.read.events.facets import load_facets
from summitry.read.events.grounds import find_parties
from summitry.read.events.lexicon import Act, Code, Lexicon, Turn
from summitry.read.events.merge import Draft
from summitry.read.events.model import NOTHING, ActModel
from summitry.read.events.patterns import Match, base_forms, is_light
from summitry.read.events.roles import Roles
from summitry.read.events.traits import Traits
from summitry.read.events.watching import Seen, Watched, predicate_of, unseen
from summitry.read.scene import Scene
from summitry.records import Event

RANKED = 4
"""Types of the classifier's ranking that are told."""
NO_MODEL = "no classifier of acts is installed, so only the cues decided"


@dataclass(frozen=True, slots=True)
class Sources:
    """What a document was read with.

    Attributes:
        lexicon: the words that tell of acts.
        layers: folders of the user's layers of the world.
        ontology: the user's own, or None.
        model: the classifier, or None where none is installed.
    """

    lexicon: Lexicon
    layers: tuple[Path, ...] = ()
    ontology: CustomOntology | None = None
    model: ActModel | None = None


def list_sentences(scene: Scene, events: tuple[Event, ...]) -> tuple[SentenceLine, ...]:
    """Return the sentences of a document with the rows that each tells."""
    parsed = scene.parsed
    found = []
    for number, sentence in enumerate(parsed.sentences):
        span = parsed.span(sentence.first, sentence.last)
        rows = [e for e in events if any(span.start <= s.start < span.end for s in e.evidence)]
        found.append(SentenceLine(number + 1, parsed.text(span), tuple(map(_line, rows))))
    return tuple(found)


def _line(event: Event) -> str:
    sides = f"{', '.join(event.actors) or '---'} → {', '.join(event.recipients)}".removesuffix(" → ")
    code = "/".join(filter(None, (str(event.event_type), event.mode, event.cameo)))
    return f"{code} {event.modality} · {sides}"


def explain_sentence(scene: Scene, number: int, sources: Sources) -> Explanation:
    """Return how a sentence was coded.

    Args:
        scene: the parsed document.
        number: of the sentence in the document, from 1.
        sources: what it was read with.

    Returns:
        Plain values; the rows are those of ``code_events``.

    Raises:
        RecordError: the document has no such sentence.
    """
    count = len(scene.parsed.sentences)
    if not 1 <= number <= count:
        message = f"sentence {number}: the document has {count}; name one from 1 to {count}"
        raise RecordError(message)
    return _Explainer(scene, number - 1, sources).explanation()


class _Explainer:
    """Explains one sentence."""

    def __init__(self, scene: Scene, number: int, sources: Sources) -> None:
        self.scene = scene
        self.number = number
        self.sentence = scene.parsed.sentences[number]
        self.sources = sources
        self.files = CueFiles.open(scene.document.language or "en", sources.ontology)
        self.roles = Roles(scene, sources.lexicon)
        self.watched = Watched(scene, sources.lexicon, self.roles)
        drafts = list(self.watched.drafts())
        self.drafts = complete(scene, self.roles, sources.lexicon, drafts)
        self.rows = describe(scene, self.roles, self.drafts)
        self.traits = Traits(scene, sources.lexicon)

    def explanation(self) -> Explanation:
        """Return all there is to say."""
        rows = tuple(self._row(n) for n in range(len(self.rows)) if self.number in self._sentences(self.drafts[n]))
        ranking = self._ranking_of_parties() if not rows else None
        return Explanation(
            self.number + 1,
            self.scene.parsed.text(self.scene.parsed.span(self.sentence.first, self.sentence.last)),
            tuple(self._words()),
            find_parties(self.scene, self.sentence, self.sources.layers, self.sources.ontology),
            tuple(self._clauses()),
            rows,
            ranking,
            notes=() if self.sources.model is not None else (NO_MODEL,),
        )

    # ------------------------------------------------------------------ words
    def _words(self) -> Iterator[WordLine]:
        tokens, first = self.scene.parsed.tokens, self.sentence.first
        for token in tokens[first : self.sentence.last]:
            root = token.head == token.i
            head, above = (0, "") if root else (token.head - first + 1, tokens[token.head].text)
            yield WordLine(token.i - first + 1, token.text, token.lemma, token.tag, token.dep, head, above)

    def _phrase(self, i: int) -> str:
        parsed = self.scene.parsed
        words = parsed.subtree(i, without=("conj", "acl", "appos", "parataxis", "advcl", "case", "cc", "punct"))
        first, last = words[0], words[-1] + 1
        return parsed.text(parsed.span(first, last)) if last - first == len(words) else parsed.tokens[i].text

    # ------------------------------------------------------------------ clauses
    def _clauses(self) -> Iterator[ClauseCoding]:
        seen = [s for s in self.watched.seen if self._here(s.word)]
        seen.extend(unseen(self.watched, self.scene.clauses_in(self.number)))
        for one in sorted(seen, key=lambda s: (s.clause is None, s.word)):
            yield self._clause(one)

    def _here(self, word: int) -> bool:
        return self.sentence.first <= word < self.sentence.last

    def _clause(self, seen: Seen) -> ClauseCoding:
        clause, parsed = seen.clause, self.scene.parsed
        span = clause.span if clause is not None else parsed.span(seen.word, seen.word + 1)
        rivals = self.watched.rivals(seen) if seen.looked else iter(())
        numbers = dict.fromkeys(n for draft in seen.drafts for n in self._finals(draft))
        parts = seen.drafts[0].parts if seen.drafts else seen.parts
        return ClauseCoding(
            number=seen.word - self.sentence.first + 1,
            predicate=predicate_of(self.watched, seen),
            words=parsed.text(span),
            is_noun=clause is None,
            parts=tuple(self._parts(clause)) if clause is not None else (),
            marks=tuple(_marks(clause)) if clause is not None else (),
            cue=self._cue(seen.match) if seen.match is not None else None,
            rule=seen.rule,
            rivals=tuple(Rival(self._cue(match), reason) for match, reason in rivals),
            actors=parts.actors if parts is not None else (),
            recipients=parts.recipients if parts is not None else (),
            certain=parts is None or parts.certain,
            outcome=self._outcome(seen, tuple(numbers)),
            rows=tuple(self.rows[n].id for n in numbers),
        )

    def _parts(self, clause: Clause) -> Iterator[tuple[str, str]]:
        for name, nouns in (("agent", clause.agents), ("patient", clause.patients), ("recipient", clause.recipients)):
            yield from ((name, self._phrase(i)) for i in nouns)
        yield from ((preposition or "oblique", self._phrase(i)) for preposition, i in clause.obliques)

    def _cue(self, match: Match) -> Cue:
        parsed, phrase = self.scene.parsed, match.phrase
        spot, _ = self.files.phrase(self.sources.lexicon, phrase)
        entry = phrase.entry
        act = isinstance(entry, Act)
        clause = match.clause
        carries = clause is not None and match.word != clause.head and is_light(parsed, self.sources.lexicon, clause)
        carrier = ""
        if carries and clause is not None:
            verb = next(
                (f for f in (clause.lemma, *_forms(self.scene, clause.head)) if f in self.sources.lexicon.light), ""
            )
            carrier = f"{clause.lemma} ({self.files.word('light', 'verbs', verb)})"
        return Cue(
            phrase=phrase.words,
            words=parsed.tokens[match.word].text,
            sort="act" if act else "turn",
            file=spot.file,
            line=spot.line,
            weight=phrase.weight,
            says=_say(entry.code) if isinstance(entry, Act) else entry.name,
            roles=entry.roles,
            carrier=carrier,
            inner=self._cue(match.inner) if match.inner is not None else None,
            makes=_say(match.code),
            by=self._key(match),
        )

    def _key(self, match: Match) -> str:
        """Return by which entry of a turn its match is coded, and the file and line of the entry."""
        entry = match.phrase.entry
        if not isinstance(entry, Turn) or match.code is None:
            return ""
        inner = match.inner.code if match.inner is not None else None
        key = entry.key(inner if entry.make(inner) == match.code else None)
        return "keeps = true" if key is None else f"{key} ({self.files.makes(entry.name, key)})"

    def _outcome(self, seen: Seen, numbers: tuple[int, ...]) -> str:
        if not seen.drafts:
            return f"nothing: {seen.reason}" if seen.reason else "nothing"
        told = []
        for number in numbers:
            row, draft = self.rows[number], self.drafts[number]
            own = draft.match.word == seen.word or any(draft.match.word == d.match.word for d in seen.drafts)
            verb = "coded as" if own else f"merged with a fuller telling in sentence {self._sentence(draft) + 1}:"
            told.append(f"{verb} {_line(row)}")
        return "; ".join(told) or "told again elsewhere, so it makes no row of its own"

    # ------------------------------------------------------------------ rows
    def _finals(self, raw: Draft) -> list[int]:
        """Return the numbers of the rows that a draft ended in: its own, else those that it was merged with."""
        own = [
            n
            for n, d in enumerate(self.drafts)
            if d.match.word == raw.match.word and d.span == raw.span and d.modality is raw.modality
        ]
        alike = [n for n in own if self.drafts[n].code.cameo[:2] == raw.code.cameo[:2]]
        return alike or own or [n for n, d in enumerate(self.drafts) if raw.span in d.more]

    def _sentence(self, draft: Draft) -> int:
        return self.scene.parsed.sentence_of[draft.match.word]

    def _sentences(self, draft: Draft) -> tuple[int, ...]:
        parsed = self.scene.parsed
        found = (parsed.sentence_of[words[0].i] for s in (draft.span, *draft.more) if (words := parsed.tokens_in(s)))
        return tuple(dict.fromkeys((self._sentence(draft), *found)))

    def _row(self, number: int) -> RowCoding:
        row, draft = self.rows[number], self.drafts[number]
        return RowCoding(
            row.id,
            str(row.event_type),
            row.mode,
            row.cameo,
            str(row.modality),
            tuple((a, self._name(a)) for a in row.actors),
            tuple((a, self._name(a)) for a in row.recipients),
            row.confidence,
            tuple(self._facets(draft)),
            _settled(draft, row),
            tuple(n + 1 for n in self._sentences(draft)),
            self._ranking_of_row(row, draft.match.word),
        )

    def _name(self, actor: str) -> str:
        known = self.scene.cast.get(actor)
        return known.name if known is not None else actor

    def _facets(self, draft: Draft) -> Iterator[FacetStep]:
        """Yield the steps from the code before the facets to the row's, from the raw draft of the same words."""
        raws = (d for s in self.watched.seen for d in s.drafts)
        raw = next(
            (
                d
                for d in raws
                if (d.match.word, d.span, d.modality) == (draft.match.word, draft.span, draft.modality)
                and d.code.cameo[:2] == draft.code.cameo[:2]
            ),
            None,
        )
        if raw is None or raw.code.own:
            return
        table = load_facets()
        words = list(said_of(self.scene, draft.match.word))
        code = raw.code.cameo
        for step in table.steps(code, words):
            spot = self.files.facet(step.facet)
            yield FacetStep(code, step.code, step.facet, table.words_of(step.facet, words), spot.file, spot.line)
            code = step.code

    # ------------------------------------------------------------------ the classifier
    def _ranking_of_row(self, row: Event, word: int) -> Ranking | None:
        doing, suffering = self._heads(row.actors, word), self._heads(row.recipients, word)
        if not row.recipients:  # all take part: the first country, and the others
            first = self.roles.country(row.actors[0]) if row.actors else ""
            doing = self._heads([a for a in row.actors if self.roles.country(a) == first], word)
            suffering = self._heads([a for a in row.actors if self.roles.country(a) != first], word)
        return self._rank(doing, suffering, str(row.event_type)) if doing else None

    def _ranking_of_parties(self) -> Ranking | None:
        mentions = [m for m in self.scene.cast.mentions if self._here(m.head) and m.actors]
        for one in mentions:
            for other in mentions:
                apart = not self.roles.countries(one.actors) & self.roles.countries(other.actors)
                if apart and one.head < other.head:
                    return self._rank((one.head,), (other.head,), "")
        return None

    def _heads(self, actors: Iterable[str], word: int) -> tuple[int, ...]:
        """Return for each actor the head of its mention in the sentence that stands nearest to a word."""
        here = [m for m in self.scene.cast.mentions if self._here(m.head)]
        found = (min((m.head for m in here if a in m.actors), key=lambda i: abs(i - word), default=-1) for a in actors)
        return tuple(dict.fromkeys(i for i in found if i >= 0))

    def _rank(self, doing: tuple[int, ...], suffering: tuple[int, ...], coded: str) -> Ranking | None:
        model, tokens = self.sources.model, self.scene.parsed.tokens
        if model is None:
            return None
        traits = self.traits.of_pair(doing, suffering)
        shares = sorted(zip(model.classes, map(float, model.weigh(traits)), strict=True), key=lambda pair: -pair[1])
        shown = [pair for n, pair in enumerate(shares) if n < RANKED or pair[0] in {coded, NOTHING}]
        ranked = tuple(
            Ranked(name, round(share, 4), _rounded(model.explain(traits, name)) if not n or name == coded else ())
            for n, (name, share) in enumerate(shown)
        )
        names = (" and ".join(dict.fromkeys(tokens[i].text for i in heads)) for heads in (doing, suffering))
        actor, recipient = names
        return Ranking(actor, recipient or "nobody", ranked)


def _settled(draft: Draft, row: Event) -> str:
    """Return what the details of a row made of its code and modality."""
    before, after = _say(draft.code), _say(Code(row.event_type, row.mode, row.cameo or ""))
    told = [f"{before} became {after}: where, in what form or on whose margins it was held"] if before != after else []
    if draft.modality is not row.modality:
        told.append(f"{draft.modality} became {row.modality}: an answer denies it")
    return "; ".join(told)


def _rounded(traits: tuple[tuple[str, float], ...]) -> tuple[tuple[str, float], ...]:
    return tuple((name, round(weight, 3)) for name, weight in traits)


def _forms(scene: Scene, i: int) -> tuple[str, ...]:
    token = scene.parsed.tokens[i]
    return base_forms(token.lemma.lower(), token.text.lower())


def _say(code: Code | None) -> str:
    return "" if code is None else "/".join((str(code.type), code.mode or "", code.cameo))


def _marks(clause: Clause) -> Iterator[str]:
    yield str(clause.tense) if clause.tense is not None else "no tense"
    for name in ("passive", "negated", "progressive", "perfect"):
        if getattr(clause, name):
            yield name
    if clause.modal is not None:
        yield f"modal {clause.modal!r}"
    if clause.factuality is not Factuality.ASSERTED:
        yield str(clause.factuality)
