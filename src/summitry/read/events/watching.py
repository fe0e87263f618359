"""The coder of events, watched: what each clause matched, what came of it, and why nothing did.

Reasons are worked out beside the coder's own methods, so ordinary reading pays nothing for them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from summitry.dates import Tense
from summitry.read.clauses import Clause, Factuality
from summitry.read.events.coding import TWO_SIDED, Coder, coded_kinds
from summitry.read.events.lexicon import Act, Code, Lexicon, Phrase, Slot, Turn
from summitry.read.events.merge import Draft
from summitry.read.events.parties import UNKNOWN
from summitry.read.events.patterns import (
    IGNORED,
    Match,
    carried,
    find_inner,
    lemma_of,
    match_clause,
    match_noun,
    mended,
    noun_slot_fits,
    phrase_fits,
    phrases_of,
    slot_fits,
)
from summitry.read.events.roles import Parts, Roles
from summitry.read.scene import Scene

MOST_MISSING = 4
"""Phrases that do not fit are told for a clause up to so many."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A clause or noun that the coder looked at.

    Attributes:
        word: the predicate.
        clause: None for a noun.
        match: what matched, or None.
        rule: the rule that coded it without a cue, or empty.
        drafts: what was coded.
        reason: why nothing was, or empty.
        parts: who the roles were given to, or None where it did not come to that.
        looked: whether the coder looked at it by itself.
    """

    word: int
    clause: Clause | None
    match: Match | None
    rule: str
    drafts: tuple[Draft, ...]
    reason: str
    parts: Parts | None
    looked: bool = True


class Watched(Coder):
    """A coder that remembers what it saw; ``owner`` tells for a coded word by which predicate it was taken."""

    def __init__(self, scene: Scene, lexicon: Lexicon, roles: Roles) -> None:
        super().__init__(scene, lexicon, roles)
        self.seen: list[Seen] = []
        self.owner: dict[int, int] = {}
        self._rule = ""

    def _of_clause(self, clause: Clause) -> Iterator[Draft]:
        match = match_clause(self.scene, self.lexicon, clause) or carried(self.scene, self.lexicon, clause)
        reason, parts = self._before(match, clause)
        self._rule = ""
        found = self._take(clause.head, super()._of_clause(clause))
        self.seen.append(Seen(clause.head, clause, match, self._rule, found, "" if found else reason, parts))
        yield from found

    def _of_noun(self, i: int) -> Iterator[Draft]:
        match = match_noun(self.scene, self.lexicon, i)
        found = self._take(i, super()._of_noun(i))
        if match is not None and match.word == i and match.code is not None:
            parts = self.roles.assign(match)
            reason = "" if found else self._why_no_noun(match, match.code, parts)
            self.seen.append(Seen(i, None, match, "", found, reason, parts))
        yield from found

    def _take(self, word: int, drafts: Iterator[Draft]) -> tuple[Draft, ...]:
        before = set(self.taken)
        found = tuple(drafts)
        self.owner.update(dict.fromkeys(self.taken - before, word))
        return found

    # ------------------------------------------------------------------ rules without a cue of their own
    def _asked(self, clause: Clause, match: Match | None) -> Iterator[Draft]:
        yield from self._by("what is said that another party must do is a request", super()._asked(clause, match))

    def _undertaken(self, clause: Clause, match: Match | None = None) -> Iterator[Draft]:
        rule = "what an agreement or a list of its items says will be done is promised"
        yield from self._by(rule, super()._undertaken(clause, match))

    def _worked(self, clause: Clause) -> Iterator[Draft]:
        yield from self._by("what parties do together is cooperation", super()._worked(clause))

    def _stayed(self, clause: Clause) -> Iterator[Draft]:
        yield from self._by("a leader or minister who was at a place abroad visited it", super()._stayed(clause))

    def _weighed(self, clause: Clause) -> Iterator[Draft]:
        rule = "no phrase of the tables fits, and the classifier is sure enough of what is done"
        yield from self._by(rule, super()._weighed(clause))

    def _by(self, rule: str, drafts: Iterator[Draft]) -> Iterator[Draft]:
        for draft in drafts:
            self._rule = rule
            yield draft

    # ------------------------------------------------------------------ why nothing was coded
    def _before(self, match: Match | None, clause: Clause) -> tuple[str, Parts | None]:
        """Return why nothing will be coded, if nothing is, and who would take part."""
        if match is None or match.code is None:
            return "no cue: no phrase of the tables fits", None
        parts = self.roles.assign(match)
        blocking = next((w for w in match.words() if w in self.taken), None)
        if blocking is not None:
            return f"its words were coded already, with {self._text(self.owner.get(blocking, blocking))!r}", parts
        outcome = self.reality.of_clause(match, match.code)
        if outcome is None:
            return self._why_unreal(match, match.code, clause), parts
        if self._check(match, outcome[0], parts) is None:
            return self._why_no_parties(match, outcome[0], parts), parts
        return "", parts

    def _why_unreal(self, match: Match, code: Code, clause: Clause) -> str:
        words = self.scene.parsed.words(self.scene.parsed.sentences[self.scene.parsed.sentence_of[clause.head]])
        if words[-1].text == "?" and words[0].pos == "AUX":
            return "it is asked, not told"
        if clause.negated:
            return f"it is negated, and that {code.type} did not happen tells of no act"
        if clause.factuality is Factuality.INTENDED:
            return "an infinitive or purpose: what governs it does not say that it happened"
        if clause.factuality is Factuality.CONSEQUENCE:
            return f"only what could follow ({clause.modal or 'conditional'}), not what happened"
        if clause.tense is Tense.FUTURE or clause.modal == "would":
            return f"it lies ahead, and the turn 'plan' makes nothing of {code.type}/{code.cameo}"
        if clause.tense is Tense.PRESENT:
            return "the plain present tells of a lasting stand, not of an act"
        name = match.phrase.entry.name if isinstance(match.phrase.entry, Turn) else str(code.type)
        return f"tense and mood of the clause tell of no act of {name!r}"

    def _why_no_parties(self, match: Match, code: Code, parts: Parts) -> str:
        countries = ", ".join(sorted(self.roles.countries((*parts.actors, *parts.recipients)) - {UNKNOWN})) or "none"
        entry = match.phrase.entry
        if isinstance(entry, Act) and entry.roles in TWO_SIDED:
            person = " and a person who travels" if entry.actor == "person" else ""
            return f"a party is missing: this act needs two countries{person}; found: {countries}"
        if not parts.actors:
            return f"a party is missing: nobody known does it; found on the other side: {countries}"
        if code.cameo == "051" and not parts.recipients:
            return "a party is missing: praise needs somebody who is praised"
        return f"a party is missing: an act of {code.type} between two parties; found: {countries}"

    def _why_no_noun(self, match: Match, code: Code, parts: Parts) -> str:
        clause = self.scene.clause_at(match.word)
        if clause is not None and clause.head == match.word:
            return "the noun is what something is said to be, so it tells of no new act"
        if not parts.actors or len(self.roles.countries((*parts.actors, *parts.recipients)) - {UNKNOWN}) < 2:  # noqa: PLR2004  # two sides
            found = ", ".join((*parts.actors, *parts.recipients)) or "none"
            return f"a party is missing: a noun alone must name two countries; found: {found}"
        return f"the clause around it does not say that {code.type} happened"

    # ------------------------------------------------------------------ what else was considered
    def skipped(self, clause: Clause) -> str:
        """Return why a clause was not looked at by itself."""
        kind = self.scene.parsed.block_of(clause.head).kind
        if kind not in coded_kinds(self.scene):
            return f"not coded: it stands in a {kind.value}, which repeats the text or orders it"
        if clause.head in self.owner:
            return f"coded with {self._text(self.owner[clause.head])!r}, which governs it or has it as its matter"
        return "not looked at"

    def rivals(self, seen: Seen) -> Iterator[tuple[Match, str]]:
        """Yield what was considered beside a match, with why it lost: first what fits, then what nearly does."""
        parsed, noun = self.scene.parsed, seen.clause is None
        phrases = phrases_of(self.lexicon.nouns if noun else self.lexicon.verbs, parsed, seen.word)
        missing = 0
        for phrase in phrases:
            if seen.match is not None and phrase is seen.match.phrase:
                continue
            reason = self._lacks(phrase, seen)
            if reason:
                missing += 1
                if missing <= MOST_MISSING:
                    yield Match(phrase, seen.word, seen.clause), reason
                continue
            yield self._lost(phrase, seen)
        if seen.match is not None and not noun:
            yield from self._governed(seen.match)

    def _lost(self, phrase: Phrase, seen: Seen) -> tuple[Match, str]:
        found = Match(phrase, seen.word, seen.clause)
        taken = seen.match.phrase if seen.match is not None else None
        if isinstance(phrase.entry, Turn):
            inner = find_inner(self.scene, self.lexicon, seen.clause, 0) if seen.clause is not None else None
            found = Match(phrase, seen.word, seen.clause, inner)
            if found.code is None and phrase.entry.name != IGNORED:
                return found, "a turn, and it governs nothing that it makes something of"
        if taken is None:
            return found, "it says that nothing is coded"
        if phrase.weight < taken.weight:
            return found, f"asks for less: weight {phrase.weight} against {taken.weight}"
        if phrase.weight == taken.weight:
            return found, "asks for as much, but stands later in the table, or governs nothing"
        return found, "another reading of the words goes before it"

    def _governed(self, match: Match) -> Iterator[tuple[Match, str]]:
        """Yield what a turn governs and has changed: alone it would have told of another act."""
        if match.inner is not None and match.inner.code is not None and match.inner.code != match.code:
            name = match.phrase.entry.name if isinstance(match.phrase.entry, Turn) else match.phrase.words
            yield match.inner, f"governed by the turn {name!r}, which makes {_say(match.code)} of it"

    def _lacks(self, phrase: Phrase, seen: Seen) -> str:
        """Return what a phrase asks for that is not there, or an empty text."""
        parsed, clause = self.scene.parsed, seen.clause
        if clause is None:
            return next(
                (f"lacks {self.name_slot(s)}" for s in phrase.slots if not noun_slot_fits(parsed, seen.word, s)), ""
            )
        if phrase_fits(parsed, clause, phrase):
            return ""
        if phrase.negated and not clause.negated:
            return "wants to be negated"
        slot = next((s for s in phrase.slots if not slot_fits(parsed, clause, s)), None)
        return "lacks a subject of its list" if slot is None else f"lacks {self.name_slot(slot)}"

    def name_slot(self, slot: Slot) -> str:
        """Return what a slot asks for: "an object of the list 'document'", "'with' with a noun behind it"."""
        if slot.preposition == "+inf":
            return "an infinitive"
        if slot.preposition == "+that":
            return "a clause with 'that'"
        nouns = self._name_nouns(slot)
        if slot.preposition is None:
            return f"an object{nouns}" if nouns else "an object"
        return f"{slot.preposition!r}{f' with a noun{nouns}' if nouns else ''}"

    def _name_nouns(self, slot: Slot) -> str:
        if not slot.nouns:
            return ""
        name = next((key for key, words in self.lexicon.lists.items() if words == slot.nouns), None)
        return f" of the list {name!r}" if name is not None else f" {' or '.join(sorted(slot.nouns))!r}"

    def _text(self, word: int) -> str:
        return self.scene.parsed.tokens[word].text


def _say(code: Code | None) -> str:
    return "nothing" if code is None else f"{code.type}/{code.mode or ''}/{code.cameo}"


def unseen(watched: Watched, clauses: tuple[Clause, ...]) -> Iterator[Seen]:
    """Yield the clauses of a sentence that the coder did not look at by themselves, each with why."""
    heads = {seen.word for seen in watched.seen if seen.clause is not None}
    for clause in clauses:
        if clause.head not in heads:
            reason = watched.skipped(clause)
            yield Seen(clause.head, mended(watched.scene, clause), None, "", (), reason, None, looked=False)


def predicate_of(watched: Watched, seen: Seen) -> str:
    """Return the lemma of a predicate, with its particle."""
    return seen.clause.lemma if seen.clause is not None else lemma_of(watched.scene.parsed, seen.word)
