"""The details of a coded act: date, place, level, issues, contexts, score; drafts become rows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date as date_type

from summitry.dates import Precision, Tense, When
from summitry.knowledge.ontology import contexts_of, quad_of, score_event
from summitry.read.events.dating import DAYS_OF_NEWS, Timeline, Timing, looks_ahead, points_to_meeting, promised_here
from summitry.read.events.levels import FORCE, level_of
from summitry.read.events.meetings import is_margin, occasion_of, place_near, settle
from summitry.read.events.merge import Draft
from summitry.read.events.roles import AT_HOME, Roles
from summitry.read.layout import BlockKind
from summitry.read.scene import Scene
from summitry.records import Event, EventType, Level, Modality, Place, make_id

VOICED = frozenset(
    {
        EventType.AGREE,
        EventType.REQUEST,
        EventType.SUPPORT,
        EventType.ACCUSE,
        EventType.REJECT,
        EventType.CONCEDE,
        EventType.THREATEN,
    }
)
"""Types of acts that are done by words and so can be done at a meeting."""
OUTCOMES = frozenset({EventType.AGREE, EventType.SUPPORT, EventType.CONCEDE, EventType.RETREAT, EventType.COOPERATE})
"""Types of acts that are the outcome of meetings."""
DAYS_OF_A_VISIT = 3
"""Meetings of the same countries at most this many days apart are of one visit."""
ANSWER = 200
"""A denial stands within so many characters of an answer."""
_NOT_SO = re.compile(
    r"not true|untrue|no such|did not (?:happen|take place|meet)|never (?:happened|took place|met)|no truth|"
    r"(?:is|are|was|were|'s) (?:false|wrong|incorrect|not correct|inaccurate)",
    re.IGNORECASE,
)
BLOCKS_APART = 2
"""What is voised without a date belongs to a meeting told at most this many blocks before."""


@dataclass(frozen=True, slots=True)
class _Meeting:
    """A meeting that later acts may have been done at."""

    block: int
    countries: frozenset[str]
    date: When | None
    place: Place | None
    level: Level


def describe(scene: Scene, roles: Roles, drafts: tuple[Draft, ...]) -> tuple[Event, ...]:
    """Return the rows of drafts, in order of the text."""
    return tuple(_rows(scene, roles, drafts))


def _rows(scene: Scene, roles: Roles, drafts: tuple[Draft, ...]) -> Iterator[Event]:
    timeline = Timeline(scene)
    timings = [timeline.time(draft) for draft in drafts]
    when = [timing.date for timing in timings]
    where = [place_near(scene, draft, draft.clause) or draft.place for draft in drafts]
    meetings: list[_Meeting] = []
    for number, raw in enumerate(drafts):
        date, place = when[number], where[number]
        if raw.code.type is EventType.CONSULT and place is None and raw.code.mode is None:
            place = _place_elsewhere(roles, drafts, when, where, number) or _dateline_place(scene, date)
        draft = _denied(scene, settle(scene, roles, raw, place))
        if draft.code.type is EventType.PROTEST:
            draft = replace(draft, parts=roles.protest(draft.parts, place.country if place is not None else None))
        block = _block_of(scene, draft)
        countries = roles.countries((*draft.parts.actors, *draft.parts.recipients))
        level = level_of(roles, draft)
        if draft.code.type is EventType.CONSULT:
            if draft.code.mode == "phone":
                place = None
            if date is None and timings[number].open and draft.modality is Modality.OCCURRED:
                date = (
                    _date_at(scene, draft, meetings)
                    or timeline.sentence_before(draft)
                    or _date_of_kin(scene, roles, drafts, when, number)
                    or timeline.day_of_lead(draft)
                )
                when[number] = date
            if draft.modality in {Modality.OCCURRED, Modality.ONGOING} and len(countries) > 1:
                held = date if draft.modality is Modality.OCCURRED else None
                meetings.append(_Meeting(block, countries, held, place, level))
        elif draft.code.type in VOICED:
            own = _Meeting(block, countries, date, place, level)
            date, place, level = _voiced(scene, roles, draft, own, meetings, timings[number])
        if date is None and timings[number].open:
            date = timeline.sentence_before(draft)
        if date is None and scene.anchor is not None and _is_performed(scene, draft, block):
            date = When.from_day(scene.anchor)
        if draft.modality is Modality.OCCURRED and draft.code.type in OUTCOMES:
            level = _level_of_kin(level, countries, date, meetings)
        yield _row(scene, draft, date, place, level)


def _is_performed(scene: Scene, draft: Draft, block: int) -> bool:
    """Tell what an item of a joint text does by saying it: "the Republic sets free ..."."""
    clause = draft.match.clause
    present = clause is not None and clause.tense is Tense.PRESENT and not clause.progressive
    done = present and draft.modality is Modality.OCCURRED
    return done and scene.parsed.blocks[block].kind is BlockKind.ITEM


def _block_of(scene: Scene, draft: Draft) -> int:
    return scene.parsed.sentences[scene.parsed.sentence_of[draft.match.word]].block


def _place_elsewhere(
    roles: Roles, drafts: tuple[Draft, ...], when: list[When | None], where: list[Place | None], number: int
) -> Place | None:
    """Return the place of the meeting nearest in the text that is of the same countries and of about the same time."""
    sides = roles.countries((*drafts[number].parts.actors, *drafts[number].parts.recipients))
    for other in sorted(range(len(drafts)), key=lambda n: abs(n - number)):
        one = drafts[other]
        if other == number or where[other] is None or one.modality not in {Modality.OCCURRED, Modality.ONGOING}:
            continue
        if not sides <= roles.countries((*one.parts.actors, *one.parts.recipients)):
            continue
        if _days_apart(when[other], when[number]) <= DAYS_OF_A_VISIT:
            return where[other]
    return None


def _days_apart(one: When | None, other: When | None) -> int:
    if one is None or other is None:
        return 0 if one is other else DAYS_OF_A_VISIT + 1
    return max(0, (max(one.start, other.start) - min(one.end, other.end)).days)


def _dateline_place(scene: Scene, date: When | None) -> Place | None:
    """Return the place of the dateline for what happened on the document's day or the day before."""
    if date is None or scene.anchor is None or not 0 <= (scene.anchor - date.end).days <= 1:
        return None
    for mention in scene.places:
        block = scene.parsed.block_of(mention.head)
        label = block.label
        if (
            block.kind is BlockKind.BODY
            and label is not None
            and label.start <= scene.parsed.tokens[mention.first].start < label.end
        ):
            return mention.place
    return None


def _denied(scene: Scene, draft: Draft) -> Draft:
    """Return an act that a question reports as denied if the answer says that it is not so."""
    number = _block_of(scene, draft)
    blocks = scene.parsed.blocks
    if (
        blocks[number].kind is not BlockKind.QUESTION
        or number + 1 >= len(blocks)
        or draft.modality is not Modality.OCCURRED
    ):
        return draft
    answer = scene.parsed.text(blocks[number + 1].content)[:ANSWER]
    return replace(draft, modality=Modality.DENIED) if _NOT_SO.search(answer) else draft


def _date_of_kin(
    scene: Scene, roles: Roles, drafts: tuple[Draft, ...], when: list[When | None], number: int
) -> When | None:
    """Return the day of another act of the same countries told near by, if it is the news of the document's days."""
    sides = roles.countries((*drafts[number].parts.actors, *drafts[number].parts.recipients))
    block = _block_of(scene, drafts[number])
    for other in sorted(range(len(drafts)), key=lambda n: abs(n - number)):
        one, day = drafts[other], when[other]
        if other == number or day is None or scene.anchor is None or one.modality is not Modality.OCCURRED:
            continue
        recent = 0 <= (scene.anchor - day.end).days <= DAYS_OF_NEWS and day.precision is Precision.DAY
        near = abs(_block_of(scene, one) - block) <= 1
        if recent and near and sides == roles.countries((*one.parts.actors, *one.parts.recipients)):
            return day
    return None


def _voiced(
    scene: Scene, roles: Roles, draft: Draft, own: _Meeting, meetings: list[_Meeting], timing: Timing
) -> tuple[When | None, Place | None, Level]:
    """Return date, place and level of what was said or agreed: its own, else those of the meeting it was done at."""
    date, place = own.date, own.place
    if draft.code.type is EventType.AGREE and draft.modality is Modality.PLANNED:
        return date, place, own.level
    promised = draft.code.type in {EventType.AGREE, EventType.CONCEDE, EventType.REQUEST}
    ahead = (
        promised
        and date is not None
        and scene.anchor is not None
        and date.start >= scene.anchor
        and date.end > scene.anchor
    )
    if ahead:
        date = place = None
    if promised and draft.clause is not None and draft.clause.tense is Tense.FUTURE:
        place = None
    if draft.modality not in {Modality.OCCURRED, Modality.DENIED} or _is_present(draft):
        return date, place, own.level
    if date is None and not (timing.open or ahead):
        return date, place, own.level
    if looks_ahead(draft):
        here = date is None and scene.anchor is not None and promised_here(scene, draft)
        return (When.from_day(scene.anchor) if here and scene.anchor else date), place, own.level
    if date is None and (at := _date_at(scene, draft, meetings)):
        date = at
    kind = scene.parsed.blocks[own.block].kind
    sides = roles.countries(draft.parts.actors)
    near = [
        meeting
        for meeting in meetings
        if (own.block - meeting.block <= BLOCKS_APART or kind is BlockKind.ITEM or _is_news(scene, draft, meeting))
        and (own.countries <= meeting.countries or len(sides & meeting.countries) > 1)
        and meeting.date is not None
        and (date is None or date == meeting.date)
    ]
    if near:
        latest = max(near, key=lambda meeting: (meeting.date.end if meeting.date else date_type.min, meeting.block))
        same = own.level is not Level.UNKNOWN or len(own.countries) < len(latest.countries)
        return latest.date, place or latest.place, own.level if same else latest.level
    return date, place, own.level


def _is_news(scene: Scene, draft: Draft, meeting: _Meeting) -> bool:
    """Tell whether a promise goes with a meeting that the whole document reports."""
    promised = draft.code.type in {EventType.AGREE, EventType.CONCEDE}
    if not promised or meeting.date is None or scene.anchor is None:
        return False
    return 0 <= (scene.anchor - meeting.date.end).days <= DAYS_OF_NEWS and meeting.date.precision is Precision.DAY


def _date_at(scene: Scene, draft: Draft, meetings: list[_Meeting]) -> When | None:
    """Return the date of the meeting that a clause points back to: "signed during the visit", "after the talks"."""
    if draft.clause is None or not points_to_meeting(scene, draft.clause):
        return None
    return max((meeting.date for meeting in meetings if meeting.date is not None), key=lambda d: d.end, default=None)


def _is_present(draft: Draft) -> bool:
    """Tell a plan that stands now ("she plans to travel") from one that was voiced at a meeting."""
    clause = draft.match.clause
    return clause is not None and clause.tense is Tense.PRESENT and not clause.perfect and not clause.progressive


def _row(scene: Scene, draft: Draft, date: When | None, place: Place | None, level: Level) -> Event:
    code = draft.code
    issues = _issues(scene, draft)
    return Event(
        id=make_id("e", scene.document, code.type, draft.span, draft.modality, draft.parts.actors, code.cameo),
        event_type=code.type,
        modality=draft.modality,
        actors=draft.parts.actors,
        recipients=_other_side(draft),
        date=date,
        place=place if place is None or place.country else None,
        level=level,
        issues=issues,
        evidence=(draft.span, *draft.more),
        confidence=_confidence(draft),
        mode=code.mode,
        contexts=_contexts(draft),
        cameo=code.cameo,
        score=score_event(code.type, code.mode),
        quad=quad_of(code.type),
        occasion=occasion_of(scene, draft) if is_margin(scene, draft) else None,
    )


def _other_side(draft: Draft) -> tuple[str, ...]:
    """Return the recipients without those who act; a state that bears down on its own people has itself as one."""
    parts = draft.parts
    if draft.code.cameo.startswith(AT_HOME):
        return parts.recipients
    return tuple(r for r in parts.recipients if r not in parts.actors)


def _level_of_kin(level: Level, countries: frozenset[str], date: When | None, meetings: list[_Meeting]) -> Level:
    """Return the level of what states did as the outcome of meetings that were all of one level."""
    kin = [m for m in meetings if countries <= m.countries and (date is None or m.date is None or date == m.date)]
    levels = {meeting.level for meeting in kin}
    return levels.pop() if level is Level.UNKNOWN and len(countries) > 1 and len(levels) == 1 else level


def _issues(scene: Scene, draft: Draft) -> tuple[str, ...]:
    """Return what an act is about: by its own words, else, meetings aside, by what the text around speaks of."""
    words = scene.parsed.tokens_in(draft.span)
    own = scene.issue_map.find(range(words[0].i, words[-1].i + 1), weak=False) if words else ()
    meeting = draft.code.cameo == "036" or (draft.code.type is EventType.CONSULT and draft.code.cameo != "046")
    if own or meeting:
        return own[:MOST_ISSUES]
    return scene.issue_map.rank(scene.parsed.sentence_of[draft.match.word])[:1]


def _confidence(draft: Draft) -> float:
    """Return the share of such rows that were right on measured texts; less for a bare noun and a side filled in."""
    value = draft.confidence
    if draft.match.clause is None:
        value *= NOUN_SHARE
    if not draft.parts.certain:
        value *= FILLED_SHARE
    return round(value, 2)


MOST_ISSUES = 2
"""An act is about at most so many issues."""
NOUN_SHARE = 0.75
"""Rows told by a noun alone are right this often, where those told by a clause are always."""
FILLED_SHARE = 0.93
"""The same for rows of which the text's pair filled a side."""
OTHER_CONTEXTS = frozenset({EventType.AID, EventType.COOPERATE, EventType.COERCE, EventType.RETREAT})
"""Types of acts that have the contexts of their code instead of diplomacy."""
TRADE = frozenset({"163", "085", "061", "0311"})
"""CAMEO codes of acts on trade."""


def _contexts(draft: Draft) -> tuple[str, ...]:
    if draft.code.type in FORCE:
        return ("military",)
    if draft.code.cameo in TRADE:
        return ("economic",)
    return (contexts_of(draft.code.cameo) if draft.code.type in OTHER_CONTEXTS else ()) or ("diplomatic",)
