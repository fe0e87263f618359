"""Coding a sentence with dictionaries: verbs in order, their patterns, whoever acts and towards whom.

Follows what PETRARCH 1 documents: the first pattern of a verb that fits gives the code, else the verb's own; the
source is the first actor before the verb, the target the first other actor behind it, then before it; passives with
"by" turn both round; short clauses between commas are passed over; verbs inside what has been coded are not coded
again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from summitry.read.dictionaries.entries import (
    NOBODY,
    Block,
    Dictionaries,
    EventCode,
    Origin,
    Pattern,
    Transformation,
    VerbForm,
)
from summitry.read.dictionaries.matching import Field, match_pattern, match_verb
from summitry.read.dictionaries.phrases import (
    USUAL_COMMAS,
    CodedName,
    CommaLimits,
    NounPhrase,
    Sight,
    kept_tokens,
    look_at,
    match_term,
)
from summitry.read.parse import Parsed, Sentence, base
from summitry.records import Span

_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_MODIFYING = frozenset({"amod", "compound", "nmod"})
_BE = frozenset({"AM", "ARE", "BE", "BEEN", "BEING", "IS", "WAS", "WERE", "'S", "'RE", "GOT"})


@dataclass(frozen=True, slots=True)
class Rules:
    """How to code.

    Attributes:
        dyads_only: leave out events of which one side is nobody that is coded.
        commas: which clauses between commas are passed over.
    """

    dyads_only: bool = True
    commas: CommaLimits = USUAL_COMMAS


@dataclass(frozen=True, slots=True)
class CodedActor:
    """One side of an event: its code (``---`` for nobody), its words, and the lines that gave the code."""

    code: str
    span: Span | None
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """An event as dictionaries code it.

    Attributes:
        source: who acts.
        target: towards whom.
        code: the verb's or pattern's code.
        cue: the verb, from its first to its last word.
        words: further words that the pattern used.
        pattern: the pattern as it stands in the dictionary, or None where the verb's own code counts.
        origin: line of the pattern or of the verb.
    """

    source: CodedActor
    target: CodedActor
    code: str
    cue: Span
    words: tuple[Span, ...]
    pattern: str | None
    origin: Origin


def code_sentence(
    parsed: Parsed,
    dictionaries: Dictionaries,
    *,
    sentence: Sentence | None = None,
    on: date | None = None,
    rules: Rules | None = None,
) -> tuple[CodedEvent, ...]:
    """Code the events of a sentence, or of all sentences.

    Args:
        parsed: the document.
        dictionaries: what to code with.
        sentence: the sentence; None for all of the document, of which none is coded if one holds words that throw
            out the whole text.
        on: the day on which codes of actors shall hold, usually the day of publication; None lets restricted codes
            out.
        rules: how to code.

    Returns:
        The events in order of their verbs, each pair of actors once for a verb.
    """
    sentences = parsed.sentences if sentence is None else (sentence,)
    if sentence is None and any(_thrown_out(parsed, each, dictionaries, whole=True) for each in sentences):
        return ()
    found: list[CodedEvent] = []
    for each in sentences:
        if not _thrown_out(parsed, each, dictionaries, whole=False):
            found.extend(_Coder(parsed, each, dictionaries, on, rules or Rules()).events())
    return tuple(found)


def find_issues(parsed: Parsed, dictionaries: Dictionaries) -> tuple[str, ...]:
    """Return the categories of a document's issues in order of the dictionary."""
    found: dict[str, None] = {}
    for sentence in parsed.sentences:
        words = look_at(parsed, parsed.words(sentence), Dictionaries(), None).words
        for issue in dictionaries.issues:
            if any(match_term(words, i, issue.term, len(words)) for i in range(len(words))):
                found[issue.category] = None
    return tuple(found)


def _thrown_out(parsed: Parsed, sentence: Sentence, dictionaries: Dictionaries, *, whole: bool) -> bool:
    if not dictionaries.discards:
        return False
    words = look_at(parsed, parsed.words(sentence), Dictionaries(), None).words
    return any(
        match_term(words, i, discard.term, min(len(words), i + len(discard.term.words))) is not None
        for discard in dictionaries.discards
        if discard.story or not whole
        for i in range(len(words))
    )


@dataclass(frozen=True, slots=True)
class _Decision:
    """What a verb was coded as, by which line, and whom a pattern named."""

    code: EventCode
    pattern: Pattern | None
    origin: Origin
    source: NounPhrase | None = None
    target: NounPhrase | None = None
    used: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Verb:
    form: VerbForm
    field: Field


class _Coder:
    """Codes one sentence."""

    def __init__(
        self, parsed: Parsed, sentence: Sentence, dictionaries: Dictionaries, on: date | None, rules: Rules
    ) -> None:
        self._parsed = parsed
        self._dictionaries = dictionaries
        self._rules = rules
        self._sight: Sight = look_at(parsed, kept_tokens(parsed, sentence, rules.commas), dictionaries, on)

    def events(self) -> tuple[CodedEvent, ...]:
        """Return the events."""
        found: list[CodedEvent] = []
        done = 0
        for i, word in enumerate(self._sight.words):
            if i < done or not self._is_verb(word.token):
                continue
            verbs = self._verbs_at(i)
            if not verbs:
                continue
            field = verbs[0].field
            events = self._transformed(verbs)
            if not events:
                decision = self._decide(verbs)
                events = self._make(decision, field) if decision is not None else ()
            if events:
                found.extend(events)
                done = field.right
        return tuple(found)

    def _is_verb(self, token: int) -> bool:
        return self._parsed.tokens[token].tag.startswith("VB")

    def _verbs_at(self, i: int) -> tuple[_Verb, ...]:
        """Return the dictionary's readings of a verb, those with most words only."""
        found: list[_Verb] = []
        for form in self._dictionaries.verbs.get(self._sight.words[i].text, ()):
            place = match_verb(self._sight, form, i)
            if place is not None and (not found or len(form.words) == len(found[0].form.words)):
                found.append(_Verb(form, Field(*place, self._left_of(place[0]), self._right_of(i, place[1]))))
        return tuple(found)

    def _left_of(self, first: int) -> int:
        """Return how far to the left a verb's clause goes: to a comma outside noun phrases, or to what it reports."""
        words, tokens = self._sight.words, self._parsed.tokens
        head = words[first].token
        told = [
            self._parsed.subtree(child)[-1]
            for child in self._parsed.children[head]
            if child < head and base(tokens[child].dep) in {"ccomp", "parataxis"}
        ]
        edge = max((token for token in told if token < head), default=-1)
        for i in range(first - 1, -1, -1):
            if words[i].token <= edge or (words[i].text in {",", ";", ":"} and self._sight.phrase_at(i) is None):
                return i + 1
        return 0

    def _right_of(self, i: int, end: int) -> int:
        """Return how far to the right a verb's phrase goes: as far as what depends on it, less what is joined to it."""
        head = self._sight.words[i].token
        tokens = self._parsed.tokens
        if base(tokens[head].dep) in {"aux", "cop"}:
            head = tokens[head].head
        reach = self._reach(head)
        while base(tokens[head].dep) == "xcomp" and tokens[head].head < head:
            head = tokens[head].head
            reach = max(reach, self._reach(head))
        if tokens[head].tag in _FINITE and base(tokens[head].dep) in _MODIFYING and tokens[head].head > head:
            reach = max(reach, self._reach(tokens[head].head))  # a finite verb modifies no noun: the parse is wrong
        words = self._sight.words
        right = end
        while right < len(words) and words[right].token <= reach:
            right += 1
        return right

    def _reach(self, head: int) -> int:
        reach = head
        for child in self._parsed.children[head]:
            if child > head and base(self._parsed.tokens[child].dep) not in {"conj", "parataxis", "cc", "punct"}:
                below = self._parsed.subtree(child)
                if not self._reports(child, below[0]):
                    reach = max(reach, below[-1])
        return reach

    def _reports(self, head: int, first: int) -> bool:
        """Tell whether a clause stands behind a comma without a "that": ", officials said" is no part of the verb's."""
        tokens = self._parsed.tokens
        if tokens[first].text == "," or (first and tokens[first - 1].text == ","):
            return base(tokens[head].dep) == "ccomp" and not self._parsed.dependents(head, "mark")
        return False

    def _decide(self, verbs: Sequence[_Verb]) -> _Decision | None:
        seen: list[Block] = []
        for verb in verbs:
            if verb.form.block in seen:
                continue
            seen.append(verb.form.block)
            for pattern in verb.form.block.patterns:
                match = match_pattern(self._sight, pattern, verb.field)
                if match is not None:
                    if pattern.code.null:
                        return None
                    return _Decision(pattern.code, pattern, pattern.origin, match.source, match.target, match.used)
        for verb in verbs:
            if not verb.form.code.null:
                return _Decision(verb.form.code, None, verb.form.origin)
        return None

    def _make(self, decision: _Decision, field: Field) -> tuple[CodedEvent, ...]:
        source, target = decision.source, decision.target
        doer = self._doer(field) if source is None and target is None else None
        if doer is not None:
            source, target = doer, self._find_source(field, doer)
        else:
            source = source or self._find_source(field, target)
            target = target or self._find_target(field, source, mutual=decision.code.backward is not None)
        found: dict[tuple[str, str, str], CodedEvent] = {}
        for one in _sides(source):
            for other in _sides(target):
                for event in self._directions(decision, field, one, other):
                    found.setdefault((event.source.code, event.target.code, event.code), event)
        return tuple(found.values())

    def _directions(
        self, decision: _Decision, field: Field, one: CodedName | None, other: CodedName | None
    ) -> Iterator[CodedEvent]:
        codes = (one.code if one else NOBODY, other.code if other else NOBODY)
        if codes[0] == codes[1] or (NOBODY in codes and self._rules.dyads_only):
            return
        for source, target, code in ((one, other, decision.code.forward), (other, one, decision.code.backward)):
            if code is not None:
                yield CodedEvent(
                    self._actor(source),
                    self._actor(target),
                    code,
                    self._span(field.first, field.last),
                    tuple(self._span(i, i + 1) for i in decision.used),
                    None if decision.pattern is None else decision.pattern.text,
                    decision.origin,
                )

    def _find_source(self, field: Field, target: NounPhrase | None) -> NounPhrase | None:
        """Return the first coded noun phrase before the verb."""
        return next((p for p in self._phrases(field.left, field.first) if p.names and p is not target), None)

    def _find_target(self, field: Field, source: NounPhrase | None, *, mutual: bool) -> NounPhrase | None:
        """Return the first coded noun phrase behind the verb with another code.

        Where there is none, those who act together in something mutual act towards each other; and where no noun phrase
        at all stands behind the verb, it is the nearest one before it.
        """
        behind = self._phrases(field.last, field.right)
        for phrase in behind:
            if phrase.names and _other(phrase, source):
                return phrase
        if source is not None and source.joint and mutual:
            return source
        if behind:
            return None
        before = reversed(self._phrases(field.left, field.first))
        return next((p for p in before if p.names and p is not source and _other(p, source)), None)

    def _phrases(self, first: int, last: int) -> tuple[NounPhrase, ...]:
        return tuple(p for p in self._sight.phrases if p.first >= first and p.last <= last)

    def _doer(self, field: Field) -> NounPhrase | None:
        """Return who acts in a passive: the first coded noun phrase behind "by"."""
        tokens, words = self._parsed.tokens, self._sight.words
        if tokens[words[field.first].token].tag not in {"VBN", "VBD"}:
            return None
        if not any(words[i].text in _BE for i in range(max(field.left, field.first - 4), field.first)):
            return None
        by = next((i for i in range(field.last, field.right) if words[i].text == "BY"), None)
        if by is None:
            return None
        return next((p for p in self._phrases(by, field.right) if p.names), None)

    def _actor(self, name: CodedName | None) -> CodedActor:
        if name is None:
            return CodedActor(NOBODY, None)
        return CodedActor(name.code, self._parsed.span(name.first, name.last), name.origins)

    def _span(self, first: int, last: int) -> Span:
        words = self._sight.words
        return self._parsed.span(words[first].token, words[last - 1].token + 1)

    def _transformed(self, outer: Sequence[_Verb]) -> tuple[CodedEvent, ...]:
        """Return what a transformation makes of a verb and of one inside its phrase, by the first that fits."""
        for rule in self._dictionaries.transformations:
            for governing in outer:
                if governing.form.block.name != rule.verb:
                    continue
                for i in range(governing.field.last, governing.field.right):
                    inner = self._verbs_at(i) if self._is_verb(self._sight.words[i].token) else ()
                    named = [verb for verb in inner if rule.inner == verb.form.block.name or len(rule.inner) == 1]
                    events = self._apply(rule, governing, named)
                    if events:
                        return events
        return ()

    def _apply(self, rule: Transformation, governing: _Verb, inner: Sequence[_Verb]) -> tuple[CodedEvent, ...]:
        decision = self._decide(inner) if inner else None
        if decision is None:
            return ()
        field = replace(inner[0].field, left=governing.field.last)
        outer = self._find_source(governing.field, None)
        source = decision.source or self._find_source(field, decision.target)
        target = decision.target or self._find_target(field, source, mutual=False)
        bound: dict[str, NounPhrase | None] = {rule.outer: outer}
        for name, phrase in ((rule.source, source), (rule.target, target)):
            if name == ".":
                continue
            if name == "_" and phrase is not None:
                return ()
            if name in bound:
                if phrase is not None and phrase is not bound[name]:
                    return ()
            elif name != "_":
                bound[name] = phrase
        one, other, code = rule.result
        result = decision.code if code == rule.inner else EventCode(code)
        made = _Decision(result, None, rule.origin)
        return tuple(
            event
            for left in _sides(bound.get(one))
            for right in _sides(bound.get(other))
            for event in self._directions(made, governing.field, left, right)
        )


def _sides(phrase: NounPhrase | None) -> tuple[CodedName | None, ...]:
    return phrase.names if phrase is not None and phrase.names else (None,)


def _other(phrase: NounPhrase, source: NounPhrase | None) -> bool:
    """Tell whether a noun phrase means somebody else; joint ones are not compared."""
    if source is None or phrase.joint or source.joint:
        return True
    return phrase.names[0].code != source.names[0].code
