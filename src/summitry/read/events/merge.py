"""Drafts of events, and the merging of those that tell of one act."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from summitry.dates import When
from summitry.read.clauses import Clause
from summitry.read.events.lexicon import Code
from summitry.read.events.patterns import Match
from summitry.read.events.roles import Parts, Roles
from summitry.read.scene import Scene
from summitry.records import EventType, Level, Modality, Place, Span


@dataclass(frozen=True, slots=True)
class Draft:
    """An act as one place of the text tells it.

    Attributes:
        code, modality, parts: what is coded.
        span: the words that tell it.
        match, clause: the phrase found and the clause it stands in.
        confidence: of the phrase.
        more: where else it is told.
        level, place, date: where the phrase itself or a later mention states them, else None.
    """

    code: Code
    modality: Modality
    parts: Parts
    span: Span
    match: Match
    clause: Clause | None
    confidence: float
    more: tuple[Span, ...] = ()
    level: Level | None = None
    place: Place | None = None
    date: When | None = None


def merge(scene: Scene, roles: Roles, drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Return one draft an act, the fullest telling first, in order of the text."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.span.start, d.span.end)):
        order = range(len(kept) - 1, -1, -1) if _points_back(scene, draft) else range(len(kept))
        twin = next((n for n in order if _same(scene, roles, kept[n], draft)), None)
        if twin is None:
            kept.append(draft)
        else:
            kept[twin] = _joined(kept[twin], draft)
    return tuple(kept)


def _points_back(scene: Scene, draft: Draft) -> bool:
    """Tell a mention of what was told last: "these talks"."""
    tokens = scene.parsed.tokens
    return any(tokens[c].text.lower() in {"these", "those"} for c in scene.parsed.dependents(draft.match.word, "det"))


def _same(scene: Scene, roles: Roles, one: Draft, other: Draft) -> bool:
    if one.code.type is not other.code.type or _kind(one) is not _kind(other):
        return False
    sides = (
        roles.countries((*one.parts.actors, *one.parts.recipients)),
        roles.countries((*other.parts.actors, *other.parts.recipients)),
    )
    if one.span == other.span:
        return sides[0] == sides[1]
    if one.code.type is not EventType.CONSULT:
        return False
    if sides[0] != sides[1] and not (
        _together(scene, one, other) and (sides[0] < sides[1] or sides[1] < sides[0]) and min(map(len, sides)) > 1
    ):
        return False
    if _other_persons(roles, one, other) or _other_form(roles, one, other) or _other_level(roles, one, other):
        return False
    return _same_time(scene, one, other)


def _other_form(roles: Roles, one: Draft, other: Draft) -> bool:
    """Tell whether two drafts differ in form: a call and a meeting, visits in opposite directions."""
    modes = one.code.mode, other.code.mode
    if (modes[0] == "phone") is not (modes[1] == "phone"):
        return True
    return modes == ("visit", "visit") and not roles.countries(one.parts.actors) & roles.countries(other.parts.actors)


def _other_level(roles: Roles, one: Draft, other: Draft) -> bool:
    """Tell whether two drafts are of meetings at different levels."""
    levels = [draft.level or roles.level(draft.parts) for draft in (one, other)]
    stated = one.level is not None or other.level is not None
    return stated and Level.UNKNOWN not in levels and levels[0] is not levels[1]


def _same_time(scene: Scene, one: Draft, other: Draft) -> bool:
    """Tell whether two drafts can be of one time: dates that overlap, or a mention that only refers back."""
    if _subordinate(scene, one, other):
        return False
    dates = [_told_date(scene, draft) for draft in (one, other)]
    if dates[0] is not None and dates[1] is not None:
        return dates[0].overlaps(dates[1])
    refers = any(scene.parsed.tokens[d.match.word].pos in {"NOUN", "PROPN"} for d in (one, other))
    if dates[0] is None and dates[1] is None:
        return refers or _together(scene, one, other)
    return refers or _together(scene, one, other)


def _told_date(scene: Scene, draft: Draft) -> When | None:
    """Return the date that a telling gives: of the clause, or inside a noun's phrase ("the summit held in May")."""
    parsed = scene.parsed
    if draft.date is not None:
        return draft.date
    if parsed.tokens[draft.match.word].pos == "NOUN":
        words = parsed.subtree(draft.match.word)
        inside = scene.dates_in(parsed.span(words[0], words[-1] + 1))
        if inside:
            return inside[0]
    return scene.date_of(draft.clause) if draft.clause is not None else None


def _subordinate(scene: Scene, one: Draft, other: Draft) -> bool:
    """Tell whether one act is told in a clause of time of the other: "since they met in May, they have talked"."""
    clauses = [d.match.clause for d in (one, other)]
    if clauses[0] is None or clauses[1] is None or clauses[0].head == clauses[1].head:
        return False
    same = len({scene.parsed.sentence_of[c.head] for c in clauses if c is not None}) == 1
    return same and any(c is not None and _tells_time(scene, c) for c in clauses)


def _tells_time(scene: Scene, clause: Clause) -> bool:
    if clause.tense is None:
        return False
    marks = {scene.parsed.tokens[c].text.lower() for c in scene.parsed.dependents(clause.head, "mark")}
    return clause.relation == "advcl" or (
        clause.relation == "acl" and bool(marks & {"after", "before", "since", "when"})
    )


def _kind(draft: Draft) -> Modality:
    """Return the modality, a visit under way taken as one that took place."""
    return (
        Modality.OCCURRED
        if draft.modality is Modality.ONGOING and draft.code.type is EventType.CONSULT
        else draft.modality
    )


def _together(scene: Scene, one: Draft, other: Draft) -> bool:
    """Tell whether two drafts stand in neighbouring sentences of one block."""
    numbers = [scene.parsed.sentence_of[d.match.word] for d in (one, other)]
    return abs(numbers[0] - numbers[1]) <= 1 and len({scene.parsed.sentences[n].block for n in numbers}) == 1


def _joined(one: Draft, other: Draft) -> Draft:
    first, second = (other, one) if _fullness(other) > _fullness(one) else (one, other)
    spans = tuple(dict.fromkeys(s for s in (*first.more, second.span, *second.more) if s != first.span))
    return replace(
        first,
        more=spans,
        level=first.level or second.level,
        place=first.place or second.place,
        date=first.date or second.date,
    )


def _fullness(draft: Draft) -> tuple[int, bool]:
    """Return how much a telling says: named persons, then a clause of its own."""
    named = sum("/" in actor for actor in (*draft.parts.actors, *draft.parts.recipients))
    return named, draft.match.clause is not None


def _other_persons(roles: Roles, one: Draft, other: Draft) -> bool:
    """Tell whether two drafts name different persons for one side."""
    persons: list[dict[str, set[str]]] = []
    for draft in (one, other):
        by_country: dict[str, set[str]] = {}
        for actor in (*draft.parts.actors, *draft.parts.recipients):
            if roles.is_person(actor):
                by_country.setdefault(roles.country(actor), set()).add(actor)
        persons.append(by_country)
    return any(not persons[0][country] & persons[1][country] for country in persons[0].keys() & persons[1].keys())
