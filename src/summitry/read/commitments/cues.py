"""What the rules for undertakings share: when a cue holds, what lies ahead, which text binds its parties."""

from dataclasses import dataclass, replace

from summitry.dates import DateSpan, Precision, Tense, When, find_dates
from summitry.read.clauses import Clause, Factuality
from summitry.read.commitments.acts import Act, classify_noun, full_lemma, lemma_of, words_of
from summitry.read.layout import BlockKind
from summitry.read.parse import Parsed
from summitry.read.scene import Scene
from summitry.records import Action, Span, Strength

READ = frozenset({BlockKind.BODY, BlockKind.ITEM, BlockKind.ENTRY, BlockKind.TURN})
"""Blocks that tell; a headline repeats and a question only asks."""
NOUN_REACH = 8
"""The parts of a short phrase stand at most so many words apart."""
LEAD_WORDS = 25
"""A list of what was agreed is announced among the last words before it."""
CONTACTS = frozenset({Action.MEET, Action.VISIT, Action.NEGOTIATE})
EVENTS = CONTACTS | {Action.SIGN}


@dataclass(frozen=True, slots=True)
class Undertaking:
    """One undertaking as the words give it.

    Attributes:
        rule: which construction; its confidence is in the table.
        strength: how firm the words are, before it is known how many sides speak.
        act: what is to be done.
        by: words for who has to act; empty where the text leaves it open.
        toward: words for those to whom it is said.
        cue: clause with the binding words, or None.
        span: the words of cue and act.
    """

    rule: str
    strength: Strength
    act: Act
    by: tuple[int, ...]
    toward: tuple[int, ...]
    cue: Clause | None
    span: Span


def is_told(scene: Scene, clause: Clause) -> bool:
    """Tell whether a clause stands in a block that tells something, and is no question."""
    parsed = scene.parsed
    if parsed.block_of(clause.head).kind not in READ:
        return False
    sentence = parsed.sentences[parsed.sentence_of[clause.head]]
    return parsed.tokens[sentence.last - 1].text != "?"


def lemma_at(scene: Scene, clause: Clause) -> str:
    """Return the lemma of a clause's verb with its particle."""
    return full_lemma(scene.parsed, clause.head)


def holds(scene: Scene, clause: Clause) -> bool:
    """Tell whether a cue is asserted: not denied, supposed or given up, and not under words that undo it."""
    if (
        clause.negated
        or clause.modal is not None
        or clause.factuality in {Factuality.CONDITION, Factuality.CONSEQUENCE}
    ):
        return False
    if _has_no_subject(scene, clause):
        return False
    governor = scene.governing(clause)
    while governor is not None and clause.relation in {"xcomp", "ccomp", "acl"}:
        undone = lemma_of(scene.parsed, governor.head) in words_of("cues", "undo") | {"deny"}
        weighs = clause.relation != "acl" or lemma_of(scene.parsed, governor.head) == "deny"
        if weighs and (undone or governor.negated or governor.factuality is Factuality.CONDITION):
            return False
        clause, governor = governor, scene.governing(governor)
    return True


def _has_no_subject(scene: Scene, clause: Clause) -> bool:
    parsed = scene.parsed
    subjects = (*clause.agents, *clause.patients)
    forms = {parsed.tokens[c].lemma.lower() for s in subjects for c in (s, *parsed.dependents(s, "det"))}
    return bool(forms & {"no", "nobody", "none", "nothing", "neither"})


def join_spans(*spans: Span) -> Span:
    """Return the characters from the first of some spans to the last."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def is_pluperfect(parsed: Parsed, clause: Clause) -> bool:
    """Tell "had planned", of which the text knows what became."""
    return any(parsed.tokens[c].text.lower() == "had" for c in parsed.dependents(clause.head, "aux"))


def find_binders(scene: Scene, clause: Clause) -> tuple[int, ...]:
    """Return who binds himself: the subject; where the parse has lost it, the persons or states before the verb."""
    for words in (clause.agents, clause.patients if clause.passive or not clause.agents else ()):
        if scene.actors(words):
            return words
    parsed = scene.parsed
    sentence = parsed.sentences[parsed.sentence_of[clause.head]]
    before = [m for m in scene.cast.mentions if sentence.first <= m.first and m.last <= clause.head and m.actors]
    persons = [m.head for m in before if any("/" in a for a in m.actors)]
    return clause.agents or clause.patients if not before else tuple(persons) or (before[-1].head,)


def find_event(scene: Scene, clause: Clause) -> Act | None:
    """Return the meeting, talks or visit that a clause says will take place."""
    subjects = clause.patients if clause.passive and not clause.agents else clause.agents
    subjects = subjects or scene.parsed.dependents(clause.head, "nsubj", "nsubj:pass")
    lemma = full_lemma(scene.parsed, clause.head).partition(" ")[0]
    takes_place = lemma in words_of("cues", "take_place") or (
        clause.passive and lemma in words_of("cues", "fix") | words_of("light", "verbs")
    )
    if not takes_place:
        return None
    for i in subjects:
        action = classify_noun(scene.parsed, i)
        if lemma == "meet" and action is Action.VISIT:
            continue
        held = lemma in {"hold", "take", "be", "convene", "occur", "happen"}
        if action is Action.NEGOTIATE and held and scene.dates_in(clause.span):
            action = Action.MEET
        nominal = action in CONTACTS or lemma_of(scene.parsed, i) in words_of("acts", "nominal")
        if action is not None and nominal and not any("/" in a for a in scene.cast.at(i)):
            return Act(i, action, clause, clause.span)
    return None


def phrase_of(parsed: Parsed, noun: int) -> Span:
    """Return the characters of a noun with what qualifies it, without clauses and apposition."""
    words = [
        w
        for w in parsed.subtree(noun, without=("acl", "conj", "appos", "parataxis"))
        if parsed.tokens[w].pos != "PUNCT"
    ]
    return parsed.span(min(words), max(words) + 1)


def has_future(scene: Scene, span: Span, *, strictly: bool = False) -> bool:
    """Tell whether a span has a date that is not over; ``strictly``: the day of the document does not count."""
    return any(is_ahead(scene, when, strictly=strictly) for when in scene.dates_in(span))


def is_ahead(scene: Scene, when: When, *, strictly: bool = False) -> bool:
    """Tell whether a date is not over on the day of the document; ``strictly``: nor that day itself."""
    if scene.anchor is None:
        return False
    return when.end >= scene.anchor and not (
        strictly and when.start <= scene.anchor and when.precision is Precision.DAY
    )


def ahead_dates(scene: Scene, span: Span) -> tuple[DateSpan, ...]:
    """Return the dates in a span read as lying ahead ("postponed to October", "meet on Friday")."""
    words = scene.parsed.tokens_in(span)
    entry = scene.entry_date(words[0].i) if words else None
    found = find_dates(
        scene.document.text[span.start : span.end],
        scene.anchor,
        tense=lambda _start, _end: Tense.FUTURE,
        entry_at=None if entry is None else lambda _offset: entry,
    )
    return tuple(replace(item, start=item.start + span.start, end=item.end + span.start) for item in found)


def is_off(scene: Scene, i: int) -> bool:
    """Tell whether the sentence of a word calls something off, or puts it off without a new date."""
    parsed = scene.parsed
    sentence = parsed.sentences[parsed.sentence_of[i]]
    for j in range(sentence.first, sentence.last):
        if parsed.tokens[j].pos != "VERB":
            continue
        lemma = full_lemma(parsed, j)
        objects = parsed.dependents(j, "obj", "nsubj:pass")
        if lemma in words_of("cues", "called_off") and (
            not objects or any(classify_noun(parsed, o) in EVENTS or parsed.tokens[o].pos == "PRON" for o in objects)
        ):
            return True
        if lemma in words_of("cues", "put_off") - {"move", "shift"}:
            behind = Span(parsed.tokens[j].start, parsed.tokens[sentence.last - 1].end)
            if not any(
                is_ahead(scene, found.when, strictly=True) for found in ahead_dates(scene, behind) if found.when
            ):
                return True
    return False


def is_joint_text(scene: Scene) -> bool:
    """Tell by its title whether a whole text is spoken by several sides together.

    A joint text is one whose title has a word like "joint" or "leaders" and a word like "statement"; its "we" are the
    parties, and what it says they "will" do, they have agreed on.
    """
    title = (scene.document.title or "").lower().replace("’", " ").replace("'", " ").replace(":", " ")
    words = frozenset(title.split())
    return bool(words & words_of("cues", "joint_title") and words & words_of("cues", "texts"))


def is_joint(scene: Scene, i: int) -> bool:
    """Tell whether word ``i`` stands in what a joint text lays down: in it, in a list of it, or "under the treaty"."""
    parsed = scene.parsed
    if is_joint_text(scene):
        return True
    sentence = parsed.sentences[parsed.sentence_of[i]]
    opening = [t.text.lower() for t in parsed.tokens[sentence.first : sentence.first + NOUN_REACH]]
    if opening and opening[0] in {"under", "by", "according"} and set(opening) & words_of("cues", "texts"):
        return True
    before = parsed.sentences[parsed.sentence_of[i] - 1] if parsed.sentence_of[i] else sentence
    if (
        before.block == sentence.block
        and before.first != sentence.first
        and set(opening[:3]) & {"neither", "both", "each", "party", "parties", "side", "sides"}
    ):
        return is_joint(scene, before.first)
    number = sentence.block
    if parsed.blocks[number].kind is not BlockKind.ITEM:
        return False
    while number > 0 and parsed.blocks[number].kind is BlockKind.ITEM:
        number -= 1
    lead = parsed.text(parsed.blocks[number].content).rstrip()
    words = set(lead.lower().replace(":", " ").replace(",", " ").split()[-LEAD_WORDS:])
    return lead.endswith(":") and bool(words & (words_of("cues", "texts") | words_of("cues", "joint")))


def denies(parsed: Parsed, word: int) -> bool:
    """Tell whether a verb is negated by itself or by its subject ("neither side")."""
    return any(
        parsed.tokens[c].lemma.lower() in {"not", "n't", "never", "neither"} for c in parsed.children[word]
    ) or any(
        parsed.tokens[c].lemma.lower() == "neither"
        for s in parsed.dependents(word, "nsubj")
        for c in (s, *parsed.dependents(s, "det", "cc:preconj"))
    )
