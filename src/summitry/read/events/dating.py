"""When an act took place: by its own words, by what they hang on, by the head of its sentence, by the sentence before.

A date stands for an act if it is an adverbial of the act's clause, or of a clause that shares its time: one that it is
coordinated with, that reports it, or that it follows as "..., where they met". Not every date in reach is one: the day
for which a trip was planned, the year in a treaty's name and a window of counting ("the first in ten years") are none.
"""

from bisect import bisect_left
from dataclasses import dataclass, fields, replace
from functools import cache
from itertools import pairwise

from summitry.dates import DateSpan, Precision, Tense, When
from summitry.knowledge.tables import read_toml
from summitry.read.clauses import Clause
from summitry.read.events.merge import Draft
from summitry.read.layout import BlockKind
from summitry.read.parse import base
from summitry.read.scene import Scene
from summitry.records import EventType, Modality, Span

WINDOW_DAYS = 200
"""A longer stretch that is over is a window for a count, not the time of an act."""
DAYS_OF_NEWS = 7
"""What a document reports as news is at most so many days old."""
LEVELS = 5
"""A date is looked for in so many clauses from the act upwards."""
HEAD = 40
"""A date that opens a sentence starts within so many characters."""
NEAR = 3
"""Words before a date among which "due" or "planned for" stands."""
SAME_TIME = frozenset({"conj", "ccomp", "xcomp", "parataxis"})
"""Relations of a clause to one that shares its time."""
PROMISES = frozenset({EventType.AGREE, EventType.CONCEDE, EventType.REQUEST, EventType.REJECT})
"""Types of acts of which the words tell what is still to be done, and so its date and not their own."""
PLANS = frozenset({Modality.CANCELLED, Modality.PLANNED, Modality.PROPOSED})
POINTS = frozenset({"date", "time", "range", "relative"})
"""Kinds of expressions that name a day or days."""
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
STOPS = frozenset({".", "!", "?", ":", "…"})


@dataclass(frozen=True, slots=True)
class Timing:
    """When an act took place, as far as its sentence and its entry tell.

    Attributes:
        date: the day or days, or None.
        open: whether the date may be that of a meeting or a sentence before: false where the words leave the day
            untold on purpose ("on the eve of the vote", "has offered").
    """

    date: When | None
    open: bool


@dataclass(frozen=True, slots=True)
class _Cues:
    planned: frozenset[str]
    new_day: frozenset[str]
    together: frozenset[str]
    dating: frozenset[str]
    since: frozenset[str]
    counts: frozenset[str]
    during: frozenset[str]
    meeting: frozenset[str]
    pointing: frozenset[str]


@cache
def _load_cues(language: str) -> _Cues:
    table = read_toml(f"lang/{language}/event_dates.toml")
    return _Cues(**{field.name: frozenset(table[field.name]) for field in fields(_Cues)})


class Timeline:
    """The dates of a text as acts can take them.

    Args:
        scene: the text.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._starts = tuple(found.start for found in scene.dates)
        self._cues = _load_cues(scene.document.language or "en")

    def time(self, draft: Draft) -> Timing:
        """Return when an act took place.

        Args:
            draft: the act.
        """
        if draft.date is not None:
            return Timing(draft.date, open=False)
        if draft.modality is Modality.HYPOTHETICAL:
            return Timing(None, open=False)
        clause = draft.clause
        entry = self._scene.entry_date(draft.match.word)
        own = self._told(draft, clause)
        if entry is not None:
            if own is not None and own.start <= entry.end:
                return Timing(own, open=False)
            return Timing(entry, open=False)
        if own is not None:
            return Timing(own, open=False)
        if clause is not None and (self._leaves_open(clause) or self.is_present_perfect(clause)):
            return Timing(None, open=False)
        date = self._head_of_sentence(draft, clause) or self._only_date(draft, clause)
        return Timing(date, open=date is None)

    def is_present_perfect(self, clause: Clause) -> bool:
        """Tell "has offered" from "had offered" and "offered", by the clause or by the one that reports it."""
        tokens = self._scene.parsed.tokens
        above: Clause | None = clause
        while above is not None:
            have = [tokens[c] for c in self._scene.parsed.dependents(above.head, "aux") if tokens[c].lemma == "have"]
            if have and have[0].tag in {"VBZ", "VBP"}:
                return not above.progressive
            above = self._scene.governing(above) if above.relation == "ccomp" else None
        return False

    def sentence_before(self, draft: Draft) -> When | None:
        """Return the date of the sentence before in the same block, if the act goes on with its story."""
        parsed, clause = self._scene.parsed, draft.clause
        number = parsed.sentence_of[draft.match.word]
        sentence = parsed.sentences[number]
        if clause is None or clause.tense is not Tense.PAST or clause.perfect or number == 0:
            return None
        if draft.modality is not Modality.OCCURRED:
            return None
        before = parsed.sentences[number - 1]
        if before.block != sentence.block:
            return None
        above = self._scene.clause_at(before.root)
        if above is None or above.tense is not Tense.PAST:
            return None
        dates = [f.when for f in self._of_clause(above) if f.kind in POINTS and self._is_of_act(f, draft, above)]
        return dates[0] if len(dates) == 1 else None

    def day_of_lead(self, draft: Draft) -> When | None:
        """Return the one recent day that the opening paragraph names, for a meeting that it tells of."""
        scene, anchor = self._scene, self._scene.anchor
        blocks = scene.parsed.blocks
        number = scene.parsed.sentences[scene.parsed.sentence_of[draft.match.word]].block
        first = next((n for n, block in enumerate(blocks) if block.kind is BlockKind.BODY), None)
        if anchor is None or number != first:
            return None
        days = {
            f.when.start: f.when
            for f in self._in(blocks[number].content)
            if f.when is not None and f.when.start == f.when.end and 0 <= (anchor - f.when.end).days <= DAYS_OF_NEWS
        }
        return next(iter(days.values())) if len(days) == 1 else None

    # ------------------------------------------------------------------ dates that words give
    def _told(self, draft: Draft, clause: Clause | None) -> When | None:
        """Return the date that the act's clause, or one that shares its time, gives."""
        below = self._planned_day(draft) if draft.modality is Modality.CANCELLED else None
        if below is not None:
            return below
        above = clause
        for level in range(LEVELS):
            if above is None:
                break
            found = [f for f in self._of_clause(above) if self._is_of_act(f, draft, above)]
            if found:
                return self._nearest(found, above)
            if level == 0:
                below = self._below(draft, above)
            if below is not None:
                return below
            if level == 0 and self._leaves_open(above):
                return None
            part = self._head_of_sentence(draft, clause, part=True) if level == 0 else None
            if part is not None:
                return part
            above = self._scene.governing(above) if self._shares_time(above) else None
        return self._inside(draft, clause)

    def _nearest(self, found: list[DateSpan], clause: Clause) -> When | None:
        """Return the date nearest to a verb, together with one that is coordinated with it ("in March and July")."""
        head = self._scene.parsed.tokens[clause.head].start
        best = min(range(len(found)), key=lambda n: abs(found[n].start - head))
        when, text = found[best].when, self._scene.document.text
        for first, last in pairwise(found):
            joined = text[first.end : last.start].strip().lower() == "and" and found[best] in {first, last}
            if joined and first.when is not None and last.when is not None and first.when.end < last.when.start:
                words = " ".join(text[first.start : last.end].split())
                return When(first.when.start, last.when.end, Precision.SPAN, words)
        return when

    def _planned_day(self, draft: Draft) -> When | None:
        """Return the day for which something called off had been planned, as the sentence tells it."""
        parsed = self._scene.parsed
        sentence = parsed.sentences[parsed.sentence_of[draft.match.word]]
        for found in self._in(parsed.span(sentence.first, sentence.last)):
            before = self._words_before(found.start)
            if found.when is not None and (self._cues.planned & frozenset(before) or before[-1:] == ("for",)):
                return found.when
        return None

    def _inside(self, draft: Draft, clause: Clause | None) -> When | None:
        """Return the only date among the words of all tellings of an act, complements left out."""
        for span in (draft.span, *draft.more):
            main = clause if span == draft.span and draft.modality is Modality.OCCURRED else None
            inside = [f for f in self._in(span) if self._is_of_act(f, draft, clause) and not self._is_aim(f, main)]
            if len(inside) == 1:
                return inside[0].when
        return None

    def _is_aim(self, found: DateSpan, clause: Clause | None) -> bool:
        """Tell whether a date belongs to what is asked or promised: "asked them to meet in May"."""
        words = self._scene.parsed.tokens_in(Span(found.start, found.end))
        own = self._scene.clause_at(words[0].i) if words and clause is not None else None
        if own is None or clause is None or own.head == clause.head:
            return False
        return own.tense is Tense.FUTURE or self.is_present_perfect(clause)

    def _below(self, draft: Draft, clause: Clause) -> When | None:
        """Return the date of a clause of time below: "agreed when they met in July", "since they met last month"."""
        for other in self._scene.clauses_in(self._scene.parsed.sentence_of[clause.head]):
            if other.governor != clause.head or other.relation not in {"advcl", "acl"} or other.tense is not Tense.PAST:
                continue
            marks = self._marks(other)
            dates = [f for f in self._of_clause(other) if f.when is not None and self._is_of_act(f, draft, other)]
            if not dates:
                continue
            when = dates[0].when
            if marks & self._cues.since:
                return self._until_now(when) if draft.modality is Modality.ONGOING and when is not None else None
            if marks & self._cues.dating:
                return when
        return None

    def _until_now(self, when: When) -> When | None:
        anchor = self._scene.anchor
        if anchor is None or anchor < when.start:
            return None
        return replace(when, end=anchor, precision=Precision.SPAN)

    def _is_of_act(self, found: DateSpan, draft: Draft, clause: Clause | None) -> bool:
        """Tell whether a date can be that of an act."""
        when = found.when
        if when is None or self._is_window(found, draft) or self._is_of_noun(found, draft):
            return False
        before = self._words_before(found.start)
        if draft.modality is Modality.CANCELLED:
            return not (before and before[-1] in self._cues.new_day and not self._cues.planned & frozenset(before))
        if draft.modality not in PLANS and self._cues.planned & frozenset(before):
            return False
        ahead = clause is not None and clause.tense is Tense.FUTURE and clause is draft.clause
        return not (ahead and draft.code.type in PROMISES and draft.modality is Modality.OCCURRED)

    def _is_window(self, found: DateSpan, draft: Draft) -> bool:
        """Tell a window for a count ("the first in ten years", "the last 55 minutes") from a date."""
        when, anchor = found.when, self._scene.anchor
        if when is None or draft.modality is Modality.ONGOING:
            return False
        days = (when.end - when.start).days
        if found.kind == "duration" and not self._cues.counts & frozenset(self._words_before(found.start)):
            return True
        return when.precision is Precision.SPAN and days > WINDOW_DAYS and (anchor is None or when.end <= anchor)

    def _is_of_noun(self, found: DateSpan, draft: Draft) -> bool:
        """Tell a year that belongs to a noun: "the 2006 treaty", "its judgment of 1962"."""
        if found.when is None or found.when.precision is not Precision.YEAR:
            return False
        parsed = self._scene.parsed
        words = parsed.tokens_in(Span(found.start, found.end))
        if not words or words[0].head == draft.match.word:
            return False
        word = words[0]
        noun = parsed.tokens[word.head].pos in {"NOUN", "PROPN"}
        if noun and word.head > word.i and base(word.dep) in {"nummod", "amod", "compound", "nmod"}:
            return True
        cases = {parsed.tokens[c].text.lower() for c in parsed.dependents(word.i, "case")}
        return noun and "of" in cases

    def _leaves_open(self, clause: Clause) -> bool:
        """Tell whether a clause has a date of its own that cannot be told: "on the eve of the vote"."""
        return any(found.when is None and found.kind == "relative" for found in self._of_clause(clause))

    # ------------------------------------------------------------------ clauses
    def _shares_time(self, clause: Clause) -> bool:
        """Tell whether a clause takes place when the one that it hangs on does."""
        if clause.relation in {"ccomp", "xcomp"}:
            return True
        above = self._scene.governing(clause)
        if clause.perfect and above is not None and not above.perfect and clause.relation in {"conj", "parataxis"}:
            return False
        if self.is_present_perfect(clause):
            return False
        if clause.relation in SAME_TIME:
            return above is None or not (clause.tense is Tense.PRESENT and above.tense is Tense.PAST)
        if clause.relation == "advcl":
            marks = self._marks(clause)
            return not marks or bool(marks & self._cues.together)
        return clause.relation == "acl" and self._goes_on(clause)

    def _goes_on(self, clause: Clause) -> bool:
        """Tell a relative clause that carries the story on (", where he was received") from one that only describes."""
        parsed = self._scene.parsed
        head = parsed.tokens[clause.head]
        if head.tag == "VBG" or self._marks(clause) & self._cues.together - {"as"}:
            return True
        if clause.perfect or head.tag in {"VB", "VBN"}:
            return False
        opening = parsed.tokens[parsed.subtree(clause.head)[0]]
        if opening.pos == "PUNCT":
            opening = parsed.tokens[opening.i + 1]
        if opening.pos == "CCONJ":
            return True
        if opening.pos == "ADP" or opening.text.lower() in self._cues.together - {"that"}:
            return True
        before = parsed.tokens[opening.i - 1] if opening.i else None
        return before is not None and (before.text == "," or before.pos == "CCONJ")

    def _marks(self, clause: Clause) -> frozenset[str]:
        parsed = self._scene.parsed
        marks = {parsed.tokens[c].text.lower() for c in parsed.dependents(clause.head, "mark")}
        adverbs = {parsed.tokens[c].text.lower() for c in parsed.dependents(clause.head, "advmod")}
        return frozenset(marks | adverbs & (self._cues.together | self._cues.dating))

    # ------------------------------------------------------------------ sentences
    def _head_of_sentence(self, draft: Draft, clause: Clause | None, *, part: bool = False) -> When | None:
        """Return the date that opens the sentence, or the part of it behind a semicolon, in which an act is told.

        Args:
            draft: the act.
            clause: its clause.
            part: look only behind a semicolon.
        """
        parsed, scene = self._scene.parsed, self._scene
        if clause is not None:
            hangs = clause.relation == "acl" and clause.governor is not None
            if clause.tense not in {Tense.PAST, None} or (hangs and not self._goes_on(clause)):
                return None
            if clause.relation == "advcl" and not self._shares_time(clause):
                return None
        word = draft.match.word if clause is None else clause.head
        first = self._opening(word)
        if part and (first == 0 or parsed.tokens[first - 1].text != ";"):
            return None
        start = parsed.tokens[first].start
        for found in self._in(Span(start, parsed.tokens[word].start)):
            between = parsed.tokens_in(Span(start, found.start))
            if found.start - start > HEAD or any(t.tag in FINITE for t in between if t.end <= found.start):
                return None
            if found.when is None or not self._is_of_act(found, draft, None):
                continue
            inside = parsed.tokens_in(Span(found.start, found.end))
            if inside and scene.is_quoted(inside[0].i) is not scene.is_quoted(word):
                return None
            return found.when
        return None

    def _only_date(self, draft: Draft, clause: Clause | None) -> When | None:
        """Return the one day that the sentence of an act names, where no other verb in the act's reach owns it."""
        parsed, anchor = self._scene.parsed, self._scene.anchor
        if clause is None or draft.modality is not Modality.OCCURRED or clause.governor is not None:
            return None
        sentence = parsed.sentences[parsed.sentence_of[clause.head]]
        told = [f for f in self._in(parsed.span(sentence.first, sentence.last)) if f.when is not None]
        if len(told) != 1 or told[0].kind not in POINTS or not self._is_of_act(told[0], draft, None):
            return None
        words = parsed.tokens_in(Span(told[0].start, told[0].end))
        owner = self._scene.clause_at(words[0].i) if words else None
        below = owner is not None and clause.head in {owner.head, *parsed.ancestors(owner.head)}
        when = told[0].when
        return when if when is not None and not below and (anchor is None or when.end <= anchor) else None

    def _opening(self, word: int) -> int:
        """Return the first word of the sentence of a word, a wrong cut healed, or of its part behind a semicolon."""
        parsed = self._scene.parsed
        number = parsed.sentence_of[word]
        block = parsed.sentences[number].block
        while number and parsed.sentences[number - 1].block == block:
            last = parsed.tokens[parsed.sentences[number].first - 1]
            if last.text[-1:] in STOPS or last.pos == "PUNCT":
                break
            number -= 1
        first = parsed.sentences[number].first
        for i in range(word - 1, first, -1):
            if parsed.tokens[i].text == ";":
                return i + 1
        return first

    # ------------------------------------------------------------------ spans
    def _in(self, span: Span) -> tuple[DateSpan, ...]:
        return self._scene.dates[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def _of_clause(self, clause: Clause) -> tuple[DateSpan, ...]:
        scene = self._scene
        number = scene.clause_of[clause.head]
        return tuple(
            found
            for found in self._in(clause.span)
            if any(scene.clause_of[w.i] == number for w in scene.parsed.tokens_in(Span(found.start, found.end)))
        )

    def _words_before(self, offset: int) -> tuple[str, ...]:
        words = self._scene.parsed.tokens_in(Span(max(offset - 40, 0), offset))
        return tuple(word.text.lower() for word in words if word.end <= offset)[-NEAR:]


def promised_here(scene: Scene, draft: Draft) -> bool:
    """Tell a promise made by the document itself: "we shall provide them", an item of a joint text with "will"."""
    clause = draft.clause
    if clause is None or not looks_ahead(draft):
        return False
    kind = scene.parsed.block_of(clause.head).kind
    first_person = any(scene.parsed.tokens[a].lemma.lower() in {"we", "i"} for a in clause.agents)
    return kind is BlockKind.ITEM or (kind is BlockKind.TURN and first_person)


def looks_ahead(draft: Draft) -> bool:
    """Tell a promise or plan that nobody is said to have voiced: "the ministers are to meet in May"."""
    clause = draft.clause
    ahead = clause is not None and clause.tense is Tense.FUTURE and clause.relation in {"root", "conj", "parataxis"}
    return ahead and draft.code.type in PROMISES and draft.modality is Modality.OCCURRED


def points_to_meeting(scene: Scene, clause: Clause) -> bool:
    """Tell whether a clause says that it happened at or after a meeting told before: "during the visit"."""
    parsed, cues = scene.parsed, _load_cues(scene.document.language or "en")
    for preposition, noun in clause.obliques:
        token = parsed.tokens[noun]
        definite = any(parsed.tokens[c].text.lower() in cues.pointing for c in parsed.dependents(noun, "det"))
        if preposition in cues.during and definite and token.lemma.lower() in cues.meeting:
            return not parsed.dependents(noun, "nmod", "acl")
    return False
