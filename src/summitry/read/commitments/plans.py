"""What is announced without a binding word: the future tense, arrivals, days in the calendar, and wishes."""

from collections.abc import Iterable, Iterator

from summitry.dates import Tense
from summitry.read.clauses import Clause, Factuality
from summitry.read.commitments.acts import Act, classify_noun, is_place, lemma_of, read_acts, words_of
from summitry.read.commitments.cues import (
    CONTACTS,
    EVENTS,
    NOUN_REACH,
    Undertaking,
    ahead_dates,
    find_event,
    has_future,
    holds,
    is_ahead,
    is_joint,
    is_joint_text,
    is_off,
    is_pluperfect,
    join_spans,
    lemma_at,
    phrase_of,
)
from summitry.read.commitments.joint import says_we, speaks_for_itself
from summitry.read.layout import BlockKind
from summitry.read.parse import Parsed
from summitry.read.scene import Scene
from summitry.records import Action, Strength

_FUTURE = frozenset({"will", "shall"})
JOY_REACH = 9
"""What is looked forward to is named within so many words."""


def find_awaited(scene: Scene, clause: Clause) -> Iterator[Undertaking]:
    """Read "an envoy is due in Oslo by Friday" and "she is expected in Beijing in July"."""
    parsed = scene.parsed
    sentence = parsed.sentences[parsed.sentence_of[clause.head]]
    words = range(max(sentence.first, clause.head - NOUN_REACH), min(clause.head + 2, sentence.last - 2))
    cue = next(
        (j for j in words if lemma_of(parsed, j) in words_of("cues", "awaited") and scene.clause_at(j) is clause), None
    )
    if cue is None or clause.negated or clause.tense is Tense.PAST or is_off(scene, cue):
        return
    before = {parsed.tokens[j].text.lower() for j in range(max(sentence.first, cue - 3), cue)}
    if not before & {"is", "are", "'s", "'re", "now", "also", "be"} or parsed.tokens[cue + 1].text.lower() not in {
        "in",
        "at",
        "here",
        "there",
        "back",
    }:
        return
    place = parsed.tokens[cue + 1].text.lower() in {"here", "there"} or any(
        is_place(scene, j) for j in range(cue + 2, min(cue + 5, sentence.last))
    )
    guests = clause.patients if clause.passive else clause.agents
    if not guests or not (place or has_future(scene, clause.span)):
        return
    event = next(
        (
            a
            for g in guests
            if (a := classify_noun(parsed, g)) in EVENTS and not any("/" in x for x in scene.cast.at(g))
        ),
        None,
    )
    arrives = event is None or event is Action.VISIT
    if arrives and not place:
        return
    act = Act(cue, event or Action.VISIT, clause, clause.span)
    yield Undertaking("due", Strength.PLANNED, act, guests if arrives else (), (), clause, clause.span)


def find_moved(scene: Scene, clause: Clause) -> Iterator[Undertaking]:
    """Read "the talks have been postponed to October" and "the summit has been scheduled for May"."""
    parsed = scene.parsed
    moved = lemma_at(scene, clause) in words_of("cues", "put_off")
    fixed = lemma_at(scene, clause) in words_of("cues", "fix")
    if not (moved or fixed) or not holds(scene, clause) or is_off(scene, clause.head):
        return
    dates = (
        ahead_dates(scene, clause.span)
        if moved
        else tuple(d for d in scene.dates if clause.span.start <= d.start < clause.span.end)
    )
    ahead = any(is_ahead(scene, found.when, strictly=True) for found in dates if found.when)
    if not ahead or (fixed and (clause.tense is Tense.FUTURE or is_pluperfect(parsed, clause))):
        return
    if (
        fixed
        and not clause.passive
        and lemma_at(scene, clause)
        not in {"schedule", "plan", "set", "fix", "arrange", "slate", "announce", "pencil in"}
    ):
        return
    if moved and not clause.oblique("to", "until", "till", "for"):
        return
    for noun in clause.patients:
        action = classify_noun(parsed, noun)
        if action in EVENTS:
            act = Act(noun, action, None, clause.span)
            yield Undertaking("postponed" if moved else "calendar", Strength.PLANNED, act, (), (), clause, clause.span)
            return


def find_future(scene: Scene, clause: Clause) -> Iterator[Undertaking]:
    """Read "will visit", "are to meet", "the next round will be held", "leave for Moscow on Friday"."""
    rule = _future_form(scene, clause)
    if (
        rule is None
        or not scene.parsed.tokens[clause.head].tag.startswith("VB")
        or clause.factuality is Factuality.CONDITION
        or _is_question(scene.parsed, clause)
        or not _is_announced(scene, clause)
    ):
        return
    subjects = (clause.patients if clause.passive and not clause.agents else clause.agents) or _subject_before(
        scene, clause
    )
    strength = Strength.AGREED if clause.modal == "shall" else Strength.PLANNED
    event = find_event(scene, clause)
    if event is not None and not clause.negated:
        yield Undertaking("event", strength, event, (), (), None, clause.span)
        return
    joint = is_joint(scene, clause.head)
    if _is_effect(scene, clause, subjects):
        return
    done = clause.passive and not clause.agents and any(classify_noun(scene.parsed, i) for i in subjects)
    if clause.passive and not clause.agents and not _can_act(scene, subjects) and not done:
        subjects = _who_says(scene, clause)
    if not (done or _can_act(scene, subjects)) or (clause.negated and not joint and not _is_promised(scene, clause)):
        return
    if clause.negated:
        if joint or lemma_of(scene.parsed, clause.head) in words_of("acts", "harmful"):
            yield Undertaking(
                rule,
                Strength.PLEDGED,
                Act(clause.head, Action.REFRAIN, clause, clause.span),
                subjects,
                (),
                None,
                clause.span,
            )
        return
    bound = clause.modal == "shall" or joint or _is_own_word(scene, clause, subjects)
    explicit = bound or (rule == "is_to" and clause.passive) or _is_toward_other(scene, clause, subjects)
    for act in read_acts(scene, clause.head, explicit=explicit):
        yield Undertaking(rule, Strength.AGREED if joint else strength, act, subjects, (), None, act.span)


def _who_says(scene: Scene, clause: Clause) -> tuple[int, ...]:
    """Return who announces what will be done: "Togo said the boat would be returned"."""
    governor = scene.governing(clause)
    said = governor is not None and clause.relation == "ccomp"
    return governor.agents if said and governor is not None and scene.actors(governor.agents) else ()


def _is_toward_other(scene: Scene, clause: Clause, subjects: Iterable[int]) -> bool:
    """Tell what one side will do to or for another: that is an announcement whatever its verb."""
    mine = {scene.cast.country(actor) for actor in scene.actors(subjects)} - {"---"}
    words = (*clause.patients, *clause.recipients, *(noun for _, noun in clause.obliques))
    theirs = {scene.cast.country(actor) for actor in scene.actors(words)} - {"---"}
    return bool(mine) and bool(theirs - mine) and not clause.passive


def _is_effect(scene: Scene, clause: Clause, subjects: Iterable[int]) -> bool:
    """Tell what a thing brings about ("the framework will enable ...") from what somebody does."""
    parsed = scene.parsed
    lemma = lemma_of(parsed, clause.head)
    if clause.passive or lemma not in words_of("acts", "effects"):
        return False
    relative = clause.relation == "acl"
    return not any(_is_doer(scene, i, relative=relative) for i in subjects)


def _is_doer(scene: Scene, i: int, *, relative: bool) -> bool:
    """Tell a subject that can itself promise: a side, a person or a body, not an instrument."""
    token = scene.parsed.tokens[i]
    forms = {token.lemma.lower(), token.text.lower()}
    if forms & words_of("acts", "instruments") or (forms & {"it", "this"} and is_joint_text(scene)):
        return False
    if scene.cast.at(i):
        return True
    named = token.text[:1].isupper() and token.text.lower() not in {"this", "these", "that", "it", "such", "the"}
    return not relative and (
        named
        or token.text.lower() in {"we", "i", "they"}
        or bool(forms & (words_of("subjects", "people") | words_of("subjects", "things")))
    )


def _is_question(parsed: Parsed, clause: Clause) -> bool:
    """Tell an indirect question ("how the text is to be carried out")."""
    return any(
        parsed.tokens[c].text.lower() in {"how", "whether", "what", "why", "where", "when"}
        for c in parsed.children[clause.head]
        if c < clause.head
    )


def _subject_before(scene: Scene, clause: Clause) -> tuple[int, ...]:
    """Return the noun before the auxiliary where the parse gives no subject."""
    parsed = scene.parsed
    sentence = parsed.sentences[parsed.sentence_of[clause.head]]
    for j in range(clause.head - 1, max(sentence.first, clause.head - NOUN_REACH) - 1, -1):
        if parsed.tokens[j].pos in {"NOUN", "PROPN", "PRON"}:
            return (j,)
    return ()


def _future_form(scene: Scene, clause: Clause) -> str | None:
    parsed = scene.parsed
    if clause.modal in _FUTURE:
        return None if clause.perfect else "will"
    if clause.modal == "would":
        governor = scene.governing(clause)
        reported = (
            governor is not None
            and lemma_of(scene.parsed, governor.head) in words_of("cues", "report")
            and clause.relation in {"ccomp", "parataxis", "conj"}
        )
        return "will" if reported else None
    if (
        clause.modal in {"must", "may", "should"}
        and is_joint(scene, clause.head)
        and (clause.negated or clause.modal == "must")
        and (not is_joint_text(scene) or any(_is_party(scene, i) for i in clause.agents))
    ):
        return "will"
    if clause.modal is not None:
        return None
    if _is_to(parsed, clause.head):
        return "is_to"
    bare = (
        parsed.tokens[clause.head].tag == "VB" and not parsed.dependents(clause.head, "mark", "aux") and clause.agents
    )
    present = clause.tense is Tense.PRESENT and parsed.tokens[clause.head].tag in {"VBZ", "VBP", "VBG"}
    if (bare or present) and not clause.passive and not clause.perfect:
        action = next((a.action for a in read_acts(scene, clause.head, explicit=False)), None)
        event = find_event(scene, clause)
        action = event.action if event is not None and event.action in CONTACTS else action
        if (event is None or event.action not in CONTACTS) and action not in {Action.MEET, Action.VISIT}:
            return None
        dates = [found.when for found in ahead_dates(scene, clause.span) if found.when is not None]
        ahead = bool(dates) and all(scene.anchor is not None and when.start > scene.anchor for when in dates)
        return "calendar" if ahead else None
    return None


def _is_party(scene: Scene, i: int) -> bool:
    """Tell "we", "both sides", "the parties"; of others a joint text only demands."""
    forms = {scene.parsed.tokens[i].lemma.lower(), scene.parsed.tokens[i].text.lower()}
    return says_we(scene.parsed, i) or bool(forms & {"party", "side", "both", "signatory", "they"})


def _is_to(parsed: Parsed, head: int) -> bool:
    """Tell "are to meet" and "was to free", but not "was to have met" nor "were he to cancel"."""
    j = head - 1
    while j > 0 and parsed.tokens[j].pos == "ADV":
        j -= 1
    if parsed.tokens[j].text.lower() == "be":
        j -= 1
    if parsed.tokens[head].tag not in {"VB", "VBN"} or parsed.tokens[j].text.lower() != "to":
        return False
    k = j - 1
    while k > 0 and parsed.tokens[k].pos == "ADV":
        k -= 1
    if parsed.tokens[k].text.lower() in words_of("cues", "due"):
        k -= 1
        while k > 0 and (parsed.tokens[k].pos == "ADV" or parsed.tokens[k].text.lower() == "next"):
            k -= 1
    return (
        parsed.tokens[k].text.lower() in {"is", "are", "was", "were", "'s", "'re"}
        and parsed.tokens[head].lemma != "have"
    )


def _is_announced(scene: Scene, clause: Clause) -> bool:
    """Tell an announcement from somebody's guess, fear, wish or denial, and from what is called off."""
    governor = scene.governing(clause)
    while governor is not None:
        if lemma_of(scene.parsed, governor.head) in words_of("cues", "guess") and clause.relation in {
            "ccomp",
            "xcomp",
            "advcl",
            "acl",
        }:
            return False
        if governor.negated and clause.relation in {"ccomp", "xcomp"}:
            return False
        if governor.factuality is Factuality.CONDITION and clause.relation in {"ccomp", "xcomp", "conj"}:
            return False
        above = scene.parsed.tokens[clause.head].head
        if clause.relation == "acl" and above >= 0 and lemma_of(scene.parsed, above) in words_of("cues", "guess_noun"):
            return False
        clause, governor = governor, scene.governing(governor)
    return not is_off(scene, clause.head)


def _is_own_word(scene: Scene, clause: Clause, subjects: Iterable[int]) -> bool:
    """Tell what a side says, to somebody, that it will do itself from what is only foretold."""
    governor = scene.governing(clause)
    if (
        governor is None
        or clause.relation != "ccomp"
        or lemma_at(scene, governor) not in words_of("cues", "given_word")
    ):
        return False
    said = {scene.cast.country(actor) for actor in scene.actors(governor.agents)} - {"---"}
    does = {scene.cast.country(actor) for actor in scene.actors(subjects)}
    own = any(says_we(scene.parsed, i) for i in subjects) or any(
        {scene.parsed.tokens[i].lemma.lower()} & words_of("subjects", "own") for i in subjects
    )
    return bool(said & does) or (bool(said) and own)


def _is_promised(scene: Scene, clause: Clause) -> bool:
    """Tell a joint or assured "will not" from a refusal."""
    parsed = scene.parsed
    if clause.modal == "shall" or any(
        parsed.tokens[c].lemma.lower() in {"neither", "both"}
        for s in clause.agents
        for c in (s, *parsed.dependents(s, "det"))
    ):
        return True
    above = parsed.tokens[clause.head].head
    if clause.relation == "acl" and above >= 0 and lemma_of(parsed, above) in words_of("cues", "word_given"):
        return True
    governor = scene.governing(clause)
    if governor is None:
        return False
    given = {lemma_of(parsed, i) for i in governor.patients} & words_of("cues", "word_given")
    return lemma_at(scene, governor) in words_of("cues", "pledge") | {"agree"} or bool(given)


def _can_act(scene: Scene, words: Iterable[int]) -> bool:
    parsed = scene.parsed
    for i in words:
        if parsed.tokens[i].text.lower() in {"i", "we"} and (
            scene.is_quoted(i) or parsed.block_of(i).kind is BlockKind.TURN
        ):
            return True
        if is_joint_text(scene) and speaks_for_itself(parsed, i):
            return True
        if not scene.cast.at(i) and _is_abstract(parsed, i):
            continue
        if scene.cast.at(i) or scene.cast.within(parsed.subtree(i, without=("acl", "conj", "appos"))):
            return True
        if {parsed.tokens[i].lemma.lower(), parsed.tokens[i].text.lower()} & (
            words_of("subjects", "people") | words_of("subjects", "things")
        ):
            return True
    return False


def _is_abstract(parsed: Parsed, i: int) -> bool:
    """Tell a noun that names no doer, by the table or its ending: "their entry into the union will ..."."""
    token = parsed.tokens[i]
    lemma = token.lemma.lower()
    known = {lemma, token.text.lower()} & (words_of("subjects", "people") | words_of("subjects", "things"))
    if token.pos != "NOUN" or known or lemma in words_of("subjects", "doing"):
        return False
    return lemma in words_of("acts", "instruments") or lemma.endswith(tuple(words_of("subjects", "abstract")))


def find_wished(scene: Scene, clause: Clause) -> Iterator[Undertaking]:
    """Read "the two leaders should meet again" and "we should like to see Mr Smith in Delhi"."""
    parsed = scene.parsed
    if scene.is_quoted(clause.head) or clause.negated:
        return
    if clause.modal in {"should", "must", "ought"} and clause.factuality is not Factuality.CONDITION:
        event = find_event(scene, clause)
        if event is not None and event.action in CONTACTS:
            yield Undertaking("wish", Strength.PROPOSED, event, (), (), None, clause.span)
            return
        for act in read_acts(scene, clause.head, explicit=False):
            if act.action in {Action.MEET, Action.VISIT} and scene.actors(clause.agents):
                yield Undertaking("wish", Strength.PROPOSED, act, clause.agents, (), None, act.span)
    yield from _welcomed(scene, clause)
    if lemma_of(parsed, clause.head) == "look":
        yield from _awaited_with_joy(scene, clause)
    if lemma_at(scene, clause) in {"like", "love", "wish", "hope", "want"} and (
        clause.modal in {"should", "would"} or clause.tense is Tense.PRESENT
    ):
        seen = next(
            (
                c
                for c in parsed.dependents(clause.head, "xcomp")
                if parsed.tokens[c].lemma.lower() in {"see", "welcome", "receive", "host"}
            ),
            None,
        )
        guests = parsed.dependents(seen, "obj") if seen is not None else ()
        if seen is not None and guests:
            span = join_spans(clause.span, phrase_of(parsed, guests[0]))
            action = classify_noun(parsed, guests[0])
            inside = parsed.subtree(guests[0], without=("acl", "nmod", "conj"))
            if any("/" in a for a in scene.cast.within(inside)):
                yield Undertaking(
                    "wish",
                    Strength.PROPOSED,
                    Act(guests[0], Action.VISIT, None, span),
                    guests,
                    clause.agents,
                    None,
                    span,
                )
            elif action in EVENTS:
                yield Undertaking("wish", Strength.PROPOSED, Act(guests[0], action, None, span), (), (), None, span)
        elif (
            parsed.tokens[clause.head].dep == "acl:relcl"
            and classify_noun(parsed, parsed.tokens[clause.head].head) in EVENTS
        ):
            noun = parsed.tokens[clause.head].head
            action = classify_noun(parsed, noun)
            if action is not None:
                span = join_spans(parsed.span(noun, noun + 1), clause.span)
                yield Undertaking("wish", Strength.PROPOSED, Act(noun, action, None, span), (), (), None, span)


def _is_upcoming(parsed: Parsed, noun: int) -> bool:
    """Tell "the upcoming meeting", which lies ahead though it "was" looked forward to."""
    return bool({parsed.tokens[c].text.lower() for c in parsed.children[noun] if c < noun} & words_of("cues", "ahead"))


def _awaited_with_joy(scene: Scene, clause: Clause) -> Iterator[Undertaking]:
    """Read "looks forward to hosting ..." and "look forward to the meeting in Rome"."""
    parsed = scene.parsed
    sentence = parsed.sentences[parsed.sentence_of[clause.head]]
    behind = parsed.tokens[clause.head + 1 : min(clause.head + 3, sentence.last)]
    if [t.text.lower() for t in behind] != ["forward", "to"]:
        return
    first = clause.head + 3
    strength = Strength.PLANNED
    told = clause.tense is not Tense.PAST
    for i in range(first, min(first + JOY_REACH, sentence.last)):
        token = parsed.tokens[i]
        if token.tag == "VBG":
            for act in read_acts(scene, i, explicit=True) if told else ():
                if act.action is not Action.OTHER or lemma_of(parsed, i) in words_of("verbs", "visit"):
                    span = join_spans(clause.span, act.span)
                    yield Undertaking("look_forward", strength, act, clause.agents, (), None, span)
            return
        if token.pos in {"VERB", "AUX", "PUNCT"}:
            return
        action = classify_noun(parsed, i)
        if action in CONTACTS and token.pos == "NOUN":
            if not told and not _is_upcoming(parsed, i):
                return
            span = join_spans(clause.span, phrase_of(parsed, i))
            yield Undertaking("look_forward", strength, Act(i, action, None, span), (), (), None, span)
            return


def _welcomed(scene: Scene, clause: Clause) -> Iterator[Undertaking]:
    """Read "welcomed the leaders' meeting next week": a meeting or visit whose day is still to come."""
    if lemma_at(scene, clause) not in {"welcome", "anticipate", "await"} or not holds(scene, clause):
        return
    for noun in clause.patients:
        action = classify_noun(scene.parsed, noun)
        phrase = phrase_of(scene.parsed, noun)
        ahead = (d.when for d in ahead_dates(scene, clause.span) if d.start > phrase.start and d.when is not None)
        if action in {Action.MEET, Action.VISIT} and any(is_ahead(scene, when, strictly=True) for when in ahead):
            act = Act(noun, action, None, phrase)
            yield Undertaking("planned_noun", Strength.PLANNED, act, (), (), None, clause.span)
            return
