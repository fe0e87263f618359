"""Undertakings and announced plans: who has to do what, toward whom, by when, where and on what condition."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from summitry.dates import DateSpan, Precision, Tense, When
from summitry.knowledge.tables import read_toml
from summitry.read.clauses import Clause
from summitry.read.commitments.acts import TABLE, lemma_of, words_of
from summitry.read.commitments.changes import apply_changes, find_change
from summitry.read.commitments.cues import CONTACTS, Undertaking, ahead_dates, is_joint_text
from summitry.read.commitments.joint import says_we, signatories, titled_sides
from summitry.read.commitments.undertakings import find_undertakings
from summitry.read.layout import BlockKind
from summitry.read.parse import sentence_span
from summitry.read.scene import Scene
from summitry.records import Action, ActorKind, Commitment, Place, Span, Strength, make_id

SIDES = 2
LOOK_BACK = 2
"""Sentences of the same block in which the sides of a meeting are sought when its own names fewer than two."""
MOST_ISSUES = 2
AROUND = 2
"""Paragraphs round an undertaking in which another side must be spoken of."""
MANY = 8
"""A text that names so many states is about two of them only if these are most of it."""
DOMINANT = 0.5
_TOLD_SIDES = re.compile(
    r"\b(?:trilateral|(?:all )?three (?:countries|leaders|sides|governments|nations|ministers|parties))\b",
    re.IGNORECASE,
)
_BODIES = frozenset({ActorKind.ORGANIZATION, ActorKind.BLOC})
_OCCASION = re.compile(
    r"\b(?:on the (?:sidelines|margins?|fringes?) of|alongside|at|during|for)\s+"
    r"(?:(?:a|an|the|its|their|this|next)\s+)?"
    r"((?:[\w'’-]+\s+){0,6}?"
    r"(?:summit|conference|forum|assembly|games|anniversary|congress|inauguration|ceremony)"
    r"(?:\s+(?:of|on|in)\s+(?:the\s+)?[A-Z][\w-]*(?:\s+(?:of\s+)?[A-Z][\w-]*)*)?)"
)
SOON = 200
"""Days within which a date that names no year may lie ahead of a promise just made."""
_COUNT = re.compile(
    r"\b(?:in|within)\s+(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|\d+)\s+\w+", re.IGNORECASE
)
_NEW_DAY = re.compile(r"\b(?:to|until|till|for)\s+(?:the\s+|early\s+|late\s+)?$", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b(?:last|ago|this)\b")
_LIMITS = frozenset({"within", "by", "before", "until", "till"})


def find_commitments(scene: Scene) -> tuple[Commitment, ...]:
    """Return the undertakings and announced plans of a document, in text order.

    Args:
        scene: the document with its actors, dates, places and clauses.

    Returns:
        One commitment an undertaking; what is told twice is one row with all its evidence.
    """
    rows: list[Commitment] = []
    claimed: set[int] = set()
    for undertaking in find_undertakings(scene):
        if undertaking.act.word in claimed:
            continue
        row = _row(scene, undertaking)
        if row is None or _is_domestic(scene, undertaking, row):
            continue
        claimed.add(undertaking.act.word)
        same = next((n for n, other in enumerate(rows) if _is_same(scene, row, other)), None)
        if same is None:
            rows.append(row)
        else:
            rows[same] = _merge(rows[same], row)
    rows.sort(key=lambda row: row.evidence[0])
    return tuple(sorted(apply_changes(scene, tuple(rows)), key=lambda row: row.evidence[0]))


# ---------------------------------------------------------------- one row
def _row(scene: Scene, found: Undertaking) -> Commitment | None:
    by = _without_doubles(scene, _by(scene, found))
    if not by:
        return None
    due = _due(scene, found)
    place = _place(scene, found)
    return Commitment(
        id=make_id("c", scene.document, found.act.action, by, found.span),
        by=by,
        to=_to(scene, found, by, place),
        action=found.act.action,
        due=due,
        evidence=(found.span,),
        confidence=read_toml(TABLE)["confidence"][found.rule],
        strength=_strength(scene, found, by),
        place=place,
        occasion=_occasion(scene, found),
        issues=scene.issues_in(found.span)[:MOST_ISSUES],
        condition=_condition(scene, found),
        changes=find_change(scene, found.cue, found.act.word, due)
        if found.cue is not None and found.rule == "postponed"
        else None,
    )


def _is_domestic(scene: Scene, found: Undertaking, row: Commitment) -> bool:
    """Tell what a side undertakes at home: no other state or body is spoken of where it is told."""
    sides = set(_countries(scene, row.by))
    bodies = any((actor := scene.cast.get(by)) is not None and actor.kind in _BODIES for by in row.by)
    if row.to or len(sides) != 1 or bodies or is_joint_text(scene):
        return False
    parsed = scene.parsed
    block = parsed.sentences[parsed.sentence_of[found.act.word]].block
    near = range(block - AROUND, block + AROUND)
    told = {
        scene.cast.country(actor)
        for mention in scene.cast.mentions
        if parsed.sentences[parsed.sentence_of[mention.first]].block in near
        for actor in mention.actors
        if scene.cast.country(actor) != "IGO" or scene.world.entity(actor) is not None  # else a body at home
    }
    told |= {p.place.country for p in scene.places if parsed.sentences[parsed.sentence_of[p.first]].block in near}
    return not told - sides - {"---", "NGO"}


def _by(scene: Scene, found: Undertaking) -> tuple[str, ...]:
    """Return who has to act: whom the words name, both sides of a meeting, or the parties that the text is about."""
    parsed = scene.parsed
    joint = is_joint_text(scene) and not scene.is_quoted(found.act.word)
    if joint and any(says_we(parsed, i) for i in found.by):
        return signatories(scene)
    by = scene.actors(found.by)
    clause = found.act.clause
    if (
        found.act.action is Action.VISIT
        and clause is not None
        and lemma_of(parsed, found.act.word) in {"receive", "welcome", "host", "see"}
    ):
        by = scene.actors(clause.patients) or scene.cast.within(
            w for i in clause.patients for w in parsed.subtree(i, without=("acl", "nmod"))
        )
        return by or ()
    if found.act.action is Action.VISIT and not (
        clause is not None
        and found.act.word == clause.head
        and lemma_of(parsed, found.act.word) in words_of("verbs", "visit")
    ):
        by = _visitors(scene, found) or by
    if (
        clause is not None
        and clause.passive
        and not clause.agents
        and found.cue is None
        and found.act.word == clause.head
    ):
        return _parties(scene, found.act.word)
    if not by and found.by:
        inside = [w for i in found.by for w in parsed.subtree(i, without=("acl", "conj", "appos"))]
        by = scene.cast.within(inside)
    if found.by and not by and not _stands_for_parties(scene, found.by):
        return _speakers(scene, found)
    if not by and found.cue is not None and found.cue.relation == "acl" and found.rule in {"plan", "hope", "ask"}:
        return ()  # "peoples that have chosen to ...": described by the way
    if found.act.action in {Action.MEET, Action.NEGOTIATE} and len(_countries(scene, by)) < SIDES:
        partners = _partners(scene, found)
        by = tuple(dict.fromkeys((*by, *partners)))
        if not by or (not found.by and len(_countries(scene, by)) < SIDES):
            by = tuple(dict.fromkeys((*by, *_parties(scene, found.act.word))))[:SIDES]
    return by or _parties(scene, found.act.word)


def _without_doubles(scene: Scene, by: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out a state for which a person of the same row acts."""
    acting = {scene.cast.country(actor) for actor in by if "/" in actor}
    return tuple(actor for actor in by if "/" in actor or actor not in acting)


def _stands_for_parties(scene: Scene, words: Iterable[int]) -> bool:
    known = words_of("subjects", "people") | words_of("subjects", "things")
    return any({scene.parsed.tokens[i].lemma.lower(), scene.parsed.tokens[i].text.lower()} & known for i in words)


def _speakers(scene: Scene, found: Undertaking) -> tuple[str, ...]:
    """Return the state of the speaker who says "we": of a transcript's turn, or of who is quoted in the sentence."""
    parsed = scene.parsed
    joint = is_joint_text(scene)
    if joint and not scene.is_quoted(found.act.word):
        return signatories(scene)
    if not any(parsed.tokens[i].text.lower() in {"we", "i"} for i in found.by):
        return ()
    number = parsed.sentence_of[found.act.word]
    speaker = scene.cast.speakers.get(parsed.sentences[number].block)
    if speaker is not None:
        return (scene.cast.country(speaker),)
    if scene.is_quoted(found.act.word):
        for clause in scene.clauses:
            if parsed.sentence_of[clause.head] == number and not scene.is_quoted(clause.head):
                said = scene.actors(clause.agents)
                if said and lemma_of(parsed, clause.head) in words_of("cues", "report"):
                    one = any(parsed.tokens[i].text.lower() == "i" for i in found.by)
                    return said if one else _countries(scene, said)[:1]
    return ()


def _visitors(scene: Scene, found: Undertaking) -> tuple[str, ...]:
    """Return who makes a visit that is told by a noun: "a visit by X", "X's visit"."""
    parsed = scene.parsed
    words = [w for w in parsed.subtree(found.act.word) if lemma_of(parsed, w) in words_of("nouns", "visit")]
    for child in (c for w in words for c in parsed.dependents(w, "nmod", "nmod:poss")):
        cases = {parsed.tokens[c].text.lower() for c in parsed.dependents(child, "case")}
        if cases & {"by", "of", "'s", "’s", "'"} or parsed.tokens[child].dep == "nmod:poss":
            actors = scene.actors((child,))
            if actors:
                return actors
    persons = [a for a in scene.actors_in(found.span) if "/" in a]
    return () if found.by else tuple(persons[:1])


def _partners(scene: Scene, found: Undertaking) -> tuple[str, ...]:
    """Return with whom a meeting is to be: the object of "meet", the noun behind "with"."""
    clause = found.act.clause
    if clause is not None:
        return scene.actors((*clause.patients, *clause.oblique("with", "between")))
    parsed = scene.parsed
    inside = parsed.subtree(found.act.word, without=("acl",))
    return scene.cast.within(inside)


def _parties(scene: Scene, i: int) -> tuple[str, ...]:
    """Return the states that are the parties where word ``i`` stands: of its sentence, those before it, or the text."""
    parsed = scene.parsed
    number = parsed.sentence_of[i]
    block = parsed.sentences[number].block
    found: dict[str, None] = {}
    sides = _number_of_sides(scene)
    for step in range(LOOK_BACK + 1):
        listed = parsed.blocks[block].kind is BlockKind.ITEM
        if number - step < 0 or (step and not listed and parsed.sentences[number - step].block != block):
            break
        span = sentence_span(parsed, parsed.sentences[number - step])
        found.update(dict.fromkeys(_countries(scene, scene.actors_in(span))))
        if len(found) >= sides:
            return tuple(found)[:sides]
        if is_joint_text(scene) and (signed := signatories(scene)):
            return signed
    found.update(dict.fromkeys(_leading(scene)))
    return tuple(found)[:sides] if len(found) >= SIDES else ()


def _leading(scene: Scene) -> tuple[str, ...]:
    """Return the states that the text is about: those of its title, else those named most if they are most of it."""
    number = _number_of_sides(scene)
    titled = _countries(scene, titled_sides(scene))
    if len(titled) >= number:
        return titled
    counts = Counter(country for m in scene.cast.mentions for country in _countries(scene, m.actors))
    leading = counts.most_common(number)
    if len(counts) >= MANY and sum(count for _, count in leading) < DOMINANT * counts.total():
        return titled
    return tuple(country for country, _ in leading)


def _number_of_sides(scene: Scene) -> int:
    """Return how many parties the text has: three where it says so more than once, else two."""
    return SIDES + 1 if len(_TOLD_SIDES.findall(scene.document.text)) > 1 else SIDES


def _countries(scene: Scene, actors: Iterable[str]) -> tuple[str, ...]:
    known = dict.fromkeys(scene.cast.country(actor) for actor in actors)
    return tuple(country for country in known if country not in {"---", "IGO", "NGO", "UNO"})


def _to(scene: Scene, found: Undertaking, by: tuple[str, ...], place: Place | None) -> tuple[str, ...]:
    """Return toward whom: the host of a visit, the receiver of a promise or of aid."""
    action = found.act.action
    if action in {Action.MEET, Action.NEGOTIATE}:
        return ()
    if action is Action.VISIT:
        host = place.country if place is not None else None
        own = _countries(scene, by)
        return (host,) if host is not None and host not in own and host != "---" else ()
    clause = found.act.clause
    words = (*found.toward, *((*clause.recipients, *clause.oblique("to", "for")) if clause is not None else ()))
    if action is Action.AID and clause is not None and not clause.passive:
        words = (*words, *_aided(scene, clause))
    return tuple(actor for actor in scene.actors(words) if actor not in by)


def _aided(scene: Scene, clause: Clause) -> tuple[int, ...]:
    """Return who is helped: "support Togo", "provide Togo with grain", "its aid to Togo"."""
    parsed = scene.parsed
    behind = (noun for thing in clause.patients for noun in parsed.dependents(thing, "nmod") if noun > thing)
    given = (
        n for n in behind if any(parsed.tokens[c].text.lower() in {"to", "for"} for c in parsed.dependents(n, "case"))
    )
    return (*clause.patients, *given)


def _strength(scene: Scene, found: Undertaking, by: tuple[str, ...]) -> Strength:
    """Return how firm an undertaking is: what several sides promise or announce together is agreed."""
    bodies = any((actor := scene.cast.get(a)) is not None and actor.kind in _BODIES for a in by)
    if len(_countries(scene, by)) < SIDES and not (bodies and is_joint_text(scene)):
        return found.strength
    if found.strength is Strength.PLEDGED or found.rule == "task":
        return Strength.AGREED
    item = scene.parsed.block_of(found.act.word).kind is BlockKind.ITEM
    if found.strength is Strength.PLANNED and item and found.rule in {"will", "is_to", "event"}:
        return Strength.AGREED
    return found.strength


# ---------------------------------------------------------------- when
def _due(scene: Scene, found: Undertaking) -> When | None:
    """Return when the act is due: a date among its own words, ahead of the document if there is one."""
    parsed = scene.parsed
    moved = found.cue is not None and found.rule == "postponed"
    start = parsed.tokens[found.cue.head if found.cue is not None and moved else found.act.word].start
    dates = ahead_dates(scene, found.span) if found.rule in {"postponed", "calendar"} else scene.dates
    inside = [
        d
        for d in dates
        if found.span.start <= d.start < found.span.end and d.when is not None and not _is_since(scene, d)
    ]
    behind = [d for d in inside if d.start > start]
    lasting = [d for d in inside if d.kind != "duration"]  # "in two weeks" behind a past verb: the two weeks that were
    ahead = [d for d in lasting if d.when is not None and scene.anchor is not None and d.when.end >= scene.anchor]
    own = [d for d in behind if d in ahead] or [
        d for d in ahead if d.when is not None and scene.anchor is not None and d.when.start > scene.anchor
    ]
    foretold = found.rule in {"is_to", "event", "will", "due"}
    own = own or _coming(scene, found, behind)
    own = own or [d for d in behind if foretold or scene.anchor is None or _follows_promise(scene, found, d)]
    if _is_still_to_come(scene, found):
        own = [d for d in own if d.when is not None and scene.anchor is not None and d.when.end >= scene.anchor]
    if not own:
        return None
    if found.rule == "postponed":  # "from 1 July to 15 July": the new day stands behind "to"
        own = [d for d in own if _NEW_DAY.search(scene.document.text, max(0, d.start - 12), d.start)] or own
    chosen = min(own, key=lambda d: (d.kind not in {"date", "limit", "time"}, abs(d.start - start)))
    return _from_promise(scene, found, chosen)


def _is_still_to_come(scene: Scene, found: Undertaking) -> bool:
    """Tell what the document itself says "will" be done: a day before its own cannot be when that is due."""
    clause = found.act.clause
    return (
        scene.anchor is not None
        and found.rule in {"will", "event"}
        and clause is not None
        and clause.modal == "will"
        and scene.entry_date(found.act.word) is None
    )


def _coming(scene: Scene, found: Undertaking, behind: list[DateSpan]) -> list[DateSpan]:
    """Return dates behind an act, read as lying ahead where past verbs round it have drawn them back.

    "They parted with an agreement to reconvene in a fortnight", "has proposed a meeting in July": a count of time
    always runs forward from a promise, and a date without a year may lie ahead if the promise is of these days.
    """
    if scene.anchor is None or scene.entry_date(found.act.word) is not None:
        return []
    starts = {d.start for d in behind}
    fresh = found.cue is None or found.cue.perfect or found.cue.tense is not Tense.PAST
    text = scene.document.text
    return [
        d
        for d in ahead_dates(scene, found.span)
        if d.start in starts
        and d.when is not None
        and scene.anchor < d.when.end
        and (d.when.start - scene.anchor).days <= SOON
        and (
            _COUNT.search(text, max(0, d.start - len("within ")), d.end)
            or (fresh and not YEAR.search(text, d.start, d.end))
        )
    ]


def _is_since(scene: Scene, found: DateSpan) -> bool:
    """Tell "since 2017", which is never when something is due."""
    before = scene.document.text[max(0, found.start - len("since the ")) : found.start].lower().split()
    return "since" in before


def _follows_promise(scene: Scene, found: Undertaking, chosen: DateSpan) -> bool:
    """Tell whether a date in the past lies behind the promise, so that it can be when the act was due."""
    promised = _promise_day(scene, found, chosen)
    return chosen.kind == "limit" or (promised is not None and chosen.when is not None and chosen.when.end >= promised)


def _from_promise(scene: Scene, found: Undertaking, chosen: DateSpan) -> When | None:
    """Count a limit from the day of the promise if the text tells it ("undertook on 10 March to ... in a month")."""
    when = chosen.base if found.rule == "postponed" and chosen.kind == "limit" and chosen.base else chosen.when
    text = scene.document.text
    before = text[max(0, chosen.start - 12) : chosen.start].lower().split()
    limit = before[-1] if before else ""
    if when is None:
        return None
    words = text[chosen.start : chosen.end]
    if limit in {*_LIMITS, "in", "on", "for", "at"}:
        words = f"{before[-1]} {words}"
    when = replace(when, text=words)
    promised = _promise_day(scene, found, chosen)
    if promised is None or limit not in _LIMITS or scene.anchor is None or promised >= scene.anchor:
        return when
    if limit == "within":
        end = when.end - (scene.anchor - promised)
        return When(promised, _same_day(promised, when, scene.anchor) or end, Precision.SPAN, words)
    return When(promised, when.end, Precision.SPAN, words) if promised <= when.end else when


def _same_day(promised: date, when: When, anchor: date) -> date | None:
    """Return the day as many whole months after the promise as the limit lies after the document's day, or None."""
    if when.end.day != anchor.day:
        return None
    months = (when.end.year - anchor.year) * 12 + when.end.month - anchor.month
    year, month = divmod(promised.year * 12 + promised.month - 1 + months, 12)
    try:
        return date(year, month + 1, promised.day)
    except ValueError:
        return date(year, month + 1, 28)


def _promise_day(scene: Scene, found: Undertaking, chosen: DateSpan) -> date | None:
    parsed = scene.parsed
    sentence = sentence_span(parsed, parsed.sentences[parsed.sentence_of[found.act.word]])
    days = [
        d.when.start
        for d in scene.dates
        if d.when is not None
        and d != chosen
        and sentence.start <= d.start < chosen.start
        and d.when.precision is Precision.DAY
    ]
    past = [day for day in days if scene.anchor is not None and day < scene.anchor]
    entry = scene.entry_date(found.act.word)
    if past:
        return past[0]
    return entry.start if entry is not None and found.cue is not None and found.cue.tense is Tense.PAST else None


# ---------------------------------------------------------------- where, on what occasion, if
def _place(scene: Scene, found: Undertaking) -> Place | None:
    """Return where the act is to be: a place behind a preposition, or the state that is visited."""
    parsed = scene.parsed
    start = parsed.tokens[found.act.word].start
    visit = found.act.action is Action.VISIT
    for mention in scene.places:
        token = parsed.tokens[mention.first]
        if not (found.span.start <= token.start < found.span.end) or mention.first == 0:
            continue
        before = parsed.tokens[mention.first - 1].text.lower()
        if before == "the" and mention.first > 1:
            before = parsed.tokens[mention.first - 2].text.lower()
        direct = visit and parsed.tokens[mention.first - 1].lemma.lower() in {"visit", "tour"}
        noun_act = found.act.clause is None
        if (token.start > start or noun_act) and (direct or before in {"in", "at", "to", "for", "near", "on"}):
            return mention.place
    return None


def _occasion(scene: Scene, found: Undertaking) -> str | None:
    match = _OCCASION.search(scene.parsed.text(found.span))
    return " ".join(match[1].split()) if match else None


def _condition(scene: Scene, found: Undertaking) -> str | None:
    """Return the words of the condition under which the act is promised."""
    parsed = scene.parsed
    heads = (found.act.word,) if found.cue is None else (found.act.word, found.cue.head)
    for head in heads:
        for child in parsed.dependents(head, "advcl"):
            words = [w for w in parsed.subtree(child) if parsed.tokens[w].pos != "PUNCT"]
            span = parsed.span(min(words), max(words) + 1)
            text = parsed.text(span)
            opening = text.lower()
            if any(
                opening.startswith(f"{mark} ") for mark in words_of("cues", "condition") - {"when", "until", "after"}
            ):
                return text
    return None


# ---------------------------------------------------------------- told twice
def _is_same(scene: Scene, row: Commitment, other: Commitment) -> bool:
    """Tell whether two rows are one undertaking: the same act of the same side, due at the same time."""
    if row.action is not other.action or (row.due and other.due and not row.due.overlaps(other.due)):
        return False
    if row.action in CONTACTS and any(
        a.start < b.end and b.start < a.end for a in row.evidence for b in other.evidence
    ):
        return True
    if row.evidence == other.evidence:
        return True
    mine, theirs = set(_countries(scene, row.by)), set(_countries(scene, other.by))
    if not mine & theirs or row.action not in CONTACTS | {Action.RELEASE}:
        return False
    near = any(_sentence(scene, a) == _sentence(scene, b) for a in row.evidence for b in other.evidence)
    if near and mine == theirs:
        return True
    if mine != theirs:
        return False
    same_place = row.place is None or other.place is None or row.place.country == other.place.country
    if row.due is not None and other.due is not None:
        return same_place and (row.due.start, row.due.end) == (other.due.start, other.due.end)
    return row.action is Action.VISIT and row.by == other.by and same_place


def _sentence(scene: Scene, span: Span) -> int:
    words = scene.parsed.tokens_in(span)
    return scene.parsed.sentence_of[words[0].i] if words else -1


def _merge(row: Commitment, other: Commitment) -> Commitment:
    """Join two tellings of one undertaking: the first row, completed by the second."""
    return replace(
        row,
        due=row.due or other.due,
        place=row.place or other.place,
        occasion=row.occasion or other.occasion,
        condition=row.condition or other.condition,
        to=row.to or other.to,
        evidence=tuple(dict.fromkeys((*row.evidence, *other.evidence))),
        confidence=max(row.confidence, other.confidence),
    )
