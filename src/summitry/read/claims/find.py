"""Checkable counts about the record: the fifth meeting, three calls in two weeks, no visit since 2004."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from summitry.dates import DateSpan, Precision, When
from summitry.knowledge.tables import read_toml
from summitry.read.claims.cues import TABLE, Count, find_counts, table_words
from summitry.read.parse import sentence_span
from summitry.read.scene import ORDER, Scene
from summitry.records import CODES_WITHOUT_STATE, ActorKind, Claim, ClaimKind, Level, Span, make_id

SIDES = 2
"""A contact has at least so many sides."""
LOOK_BACK = 2
"""Sentences of the same block in which the sides of a contact are sought when its own names fewer than two."""
OFFICE_REACH = 8
"""Words behind "since" among which the office or its holder stands."""


def find_claims(scene: Scene) -> tuple[Claim, ...]:
    """Return the counts and ordinals of contacts that a document states, in text order.

    Args:
        scene: the document with its actors, dates and clauses.

    Returns:
        Claims; a claim told twice is one row with all its evidence. Future rounds are none.
    """
    rows: list[Claim] = []
    for count in _distinct(find_counts(scene)):
        row = _row(scene, count)
        if row is None:
            continue
        same = next((n for n, other in enumerate(rows) if _is_same(row, other)), None)
        if same is None:
            rows.append(row)
        else:
            rows[same] = replace(rows[same], evidence=(*rows[same].evidence, *row.evidence))
    return tuple(sorted(rows, key=lambda row: row.evidence[0]))


def _distinct(counts: Iterable[Count]) -> list[Count]:
    """Leave out what a second rule found in the same words."""
    kept: list[Count] = []
    for count in counts:
        if not any(c.value == count.value and c.first < count.last and count.first < c.last for c in kept):
            kept.append(count)
    return kept


def _is_same(row: Claim, other: Claim) -> bool:
    """Tell whether two rows state the same: the same count of the same contacts, or a first with the same window."""
    same = (row.kind, row.value, row.about, frozenset(row.actors)) == (
        other.kind,
        other.value,
        other.about,
        frozenset(other.actors),
    )
    if not same or row.level != other.level:
        return False
    if row.kind is ClaimKind.ORDINAL:
        return True
    return row.window is not None and other.window is not None and row.window.start == other.window.start


def _row(scene: Scene, count: Count) -> Claim | None:
    evidence = _evidence(scene, count)
    actors = _sides(scene, count, evidence)
    if len(actors) < SIDES:
        return None
    return Claim(
        id=make_id("k", scene.document, count.kind, count.value, count.about, evidence),
        kind=count.kind,
        value=count.value,
        about=count.about,
        evidence=(evidence,),
        confidence=read_toml(TABLE)["confidence"][count.rule],
        actors=actors,
        level=_level(scene, count, evidence),
        window=_window(scene, count),
    )


def _evidence(scene: Scene, count: Count) -> Span:
    """Return the clause that states the count, or the phrase alone where the clause says much else."""
    phrase = scene.parsed.span(count.first, count.last)
    clause = scene.clause_at(count.word)
    if clause is None or clause.span.end <= phrase.start or phrase.end <= clause.span.start:
        return phrase
    return Span(min(clause.span.start, phrase.start), max(clause.span.end, phrase.end))


# ---------------------------------------------------------------- sides
def _sides(scene: Scene, count: Count, evidence: Span) -> tuple[str, ...]:
    """Return the sides of a contact: of the persons in its clause, of its states, else of the sentences before."""
    parsed = scene.parsed
    number = parsed.sentence_of[count.word]
    block = parsed.sentences[number].block
    spans = [evidence]
    for step in range(LOOK_BACK + 1):
        if number - step < 0 or (step and parsed.sentences[number - step].block != block):
            break
        spans.append(sentence_span(parsed, parsed.sentences[number - step]))
    found: dict[str, None] = {}
    for span in spans:
        actors = scene.actors_in(span)
        persons = _parties(scene, [a for a in actors if _is_person(scene, a)])
        states = _parties(scene, [a for a in actors if not _is_person(scene, a)])
        if len(persons) >= SIDES:
            return persons
        found.update(dict.fromkeys((*persons, *sorted(states, key=lambda party: _rank(scene, party)))))
        if len(found) >= SIDES:
            return tuple(found)[:SIDES]
    found.update(dict.fromkeys(_leading_parties(scene)))
    return tuple(found)[:SIDES]


def _is_person(scene: Scene, actor_id: str) -> bool:
    actor = scene.cast.get(actor_id)
    return actor is not None and actor.kind is ActorKind.PERSON


def _rank(scene: Scene, party: str) -> tuple[bool, bool]:
    """Order states that act before those that are mere places, and organisations last."""
    return ("/" in party, party not in scene.cast.acting)


def _parties(scene: Scene, actors: Iterable[str]) -> tuple[str, ...]:
    """Return states for persons and governments, and organisations as they are."""
    found: dict[str, None] = {}
    for actor_id in actors:
        actor = scene.cast.get(actor_id)
        country = scene.cast.country(actor_id)
        if country not in CODES_WITHOUT_STATE:
            found[country] = None
        elif actor is not None and actor.kind in {ActorKind.PERSON, ActorKind.STATE}:
            if country != "---":
                found[country] = None
        elif country != "IGO" or scene.world.entity(actor_id) is not None:  # else a body at home or an event
            found[actor_id] = None
    return tuple(found)


def _leading_parties(scene: Scene) -> tuple[str, ...]:
    """Return the two states that a document names most often."""
    counts: dict[str, int] = {}
    for mention in scene.cast.mentions:
        for party in _parties(scene, mention.actors):
            if party in scene.cast.acting or any(a in scene.cast.acting for a in mention.actors):
                counts[party] = counts.get(party, 0) + 1
    return tuple(sorted(counts, key=lambda party: -counts[party])[:SIDES])


def _level(scene: Scene, count: Count, evidence: Span) -> Level | None:
    """Return the level that the words of the clause tell, else that of the persons in it."""
    words = {form for t in scene.parsed.tokens_in(evidence) for form in (t.text.lower(), t.lemma.lower())}
    for level, cues in read_toml(TABLE)["levels"].items():
        if words & set(cues):
            return Level(level)
    span = evidence
    for _ in range(SIDES):
        persons = [a for a in scene.actors_in(span) if "/" in a]
        ranks = [ORDER.index(scene.cast.levels.get(a, Level.UNKNOWN)) for a in persons]
        if ranks and min(ranks) < len(ORDER) - 1:
            return ORDER[min(ranks)]
        span = sentence_span(scene.parsed, scene.parsed.sentences[scene.parsed.sentence_of[count.word]])
    return None


# ---------------------------------------------------------------- window
def _window(scene: Scene, count: Count) -> When | None:
    """Return the days for which a count is claimed, up to the day of the contact, else of the document."""
    parsed = scene.parsed
    sentence = parsed.sentences[parsed.sentence_of[count.word]]
    behind = Span(parsed.tokens[count.first].start, parsed.tokens[sentence.last - 1].end)
    dates = [found for found in scene.dates if behind.start <= found.start < behind.end]
    last = _day_of(scene, count)
    tenure = _tenure(scene, count, last)
    if tenure is not None:
        return tenure
    for found in dates:
        window = _from_date(scene, found, count, last)
        if window is not None:
            return window
    return None


def _from_date(scene: Scene, found: DateSpan, count: Count, last: date | None) -> When | None:
    text = scene.document.text[found.start : found.end]
    before = scene.document.text[max(0, found.start - 24) : found.start].lower().split()
    words = (
        f"{before[-1]} {text}" if before and before[-1] in {"in", "since", "for", "within", "over", "this"} else text
    )
    if count.kind is ClaimKind.LAST:
        when = found.base or found.when
        return None if when is None else replace(when, text=words)
    if found.kind == "limit" and "since" in before:
        start = found.base or found.when
        return (
            None
            if start is None or last is None or start.start > last
            else When(start.start, last, Precision.SPAN, words)
        )
    if found.kind in {"duration", "limit"} and found.when is not None and last is not None:
        shift = found.when.end - found.when.start
        return When(last - shift, last, Precision.SPAN, words)
    counted = count.kind is ClaimKind.COUNT or text.lower().startswith(("this ", "the year"))
    if counted and found.when is not None and found.when.precision is not Precision.DAY:
        end = found.when.end if last is None else min(found.when.end, last)
        return When(found.when.start, end, Precision.SPAN, words) if end >= found.when.start else None
    return None


def _day_of(scene: Scene, count: Count) -> date | None:
    """Return the day of the contact that is counted if its clause has one, else that of the document."""
    clause = scene.clause_at(count.word)
    when = scene.date_of(clause) if clause is not None else scene.entry_date(count.word)
    past = scene.anchor is None or (when is not None and when.end <= scene.anchor)
    return when.end if when is not None and past and when.precision is Precision.DAY else scene.anchor


def _tenure(scene: Scene, count: Count, last: date | None) -> When | None:
    """Read "since he took office" and "in Abe's current term": the window opens when the holder's tenure began."""
    parsed = scene.parsed
    sentence = parsed.sentences[parsed.sentence_of[count.word]]
    for i in range(count.first, sentence.last):
        token = parsed.tokens[i]
        if token.lemma.lower() not in table_words("office", "nouns"):
            continue
        opening = next(
            (
                j
                for j in range(i - 1, max(count.first, i - OFFICE_REACH) - 1, -1)
                if parsed.tokens[j].text.lower() in {"since", "in", "during", "of"}
            ),
            None,
        )
        if opening is None:
            continue
        near = parsed.span(opening, i + 1)
        holders = scene.actors_in(near) or scene.actors_in(sentence_span(parsed, sentence))
        spells = [scene.world.office(holder, scene.anchor) for holder in holders if "/" in holder]
        starts = [spell.start for spell in spells if spell is not None]
        if starts and last is not None and min(starts) <= last:
            return When(min(starts), last, Precision.SPAN, parsed.text(near))
    return None
