"""Where and in what form parties met: on a visit, in a third place, on the margins of a summit, by telephone.

The mode of a meeting follows from its place: on the ground of one side it is a visit of the other. "At the Sochi
meeting" and "his talks with her in Bern" tell of no new act; they say where the one told before was held.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from summitry.dates import When
from summitry.knowledge.tables import read_toml
from summitry.read.clauses import Clause
from summitry.read.events.lexicon import Code, Lexicon
from summitry.read.events.merge import Draft
from summitry.read.events.parties import UNKNOWN
from summitry.read.events.patterns import match_noun
from summitry.read.events.roles import Parts, Roles
from summitry.read.parse import base
from summitry.read.scene import Scene
from summitry.records import CODES_WITHOUT_STATE, EventType, Level, Modality, Place, Span

MANY = 2
"""With more sides than this somebody has brought the others together."""
REACH = 90
"""A gathering is named at most so many characters behind "on the margins"."""

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
TOLD = frozenset({Modality.OCCURRED, Modality.ONGOING})


@dataclass(frozen=True, slots=True)
class _Cues:
    margins: re.Pattern[str]
    gathering: re.Pattern[str]
    telephone: re.Pattern[str]
    talks: re.Pattern[str]
    mediation: re.Pattern[str]


@cache
def _load_cues(language: str) -> _Cues:
    table = read_toml(f"lang/{language}/events.toml")["form"]
    margins, gatherings, telephone, talks, mediation = (
        "|".join(map(re.escape, table[key])) for key in ("margins", "gatherings", "telephone", "talks", "mediation")
    )
    return _Cues(
        re.compile(rf"\b(?:{margins})\b(?P<rest>.{{0,{REACH}}})", re.IGNORECASE | re.DOTALL),
        re.compile(rf"^(?: [\w.'’-]+){{0,8}}? (?:{gatherings})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{telephone})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{talks})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{mediation})\b", re.IGNORECASE),
    )


def settle(scene: Scene, roles: Roles, draft: Draft, place: Place | None) -> Draft:
    """Return a meeting with its mode, code and sides as its place and form tell them.

    Args:
        scene: the text.
        roles: who takes part in what.
        draft: any draft; other types than CONSULT are returned as they are.
        place: where it was held, or None.
    """
    if draft.code.type is not EventType.CONSULT or draft.code.mode in {"phone", "multilateral"}:
        return draft
    cues = _load_cues(scene.document.language or "en")
    everybody = tuple(dict.fromkeys((*draft.parts.actors, *draft.parts.recipients)))
    sides = roles.countries(everybody) - {UNKNOWN}
    between = _mediators(scene, roles, draft, sides)
    if between and draft.code.mode is None and len(sides) > 1:
        return _recoded(draft, "third-party", "045", Parts((*everybody, *between), (), draft.parts.certain))
    if draft.code.mode is None and cues.telephone.search(scene.parsed.text(draft.span)):
        return _recoded(draft, "phone", "041", Parts(everybody, ()))
    if is_margin(scene, draft) and len(sides) > 1:
        return _recoded(draft, "multilateral", "044", Parts(everybody, ()))
    if draft.code.mode == "third-party" or len(sides) > MANY:
        return _recoded(
            draft,
            "third-party",
            "045" if sides & CODES_WITHOUT_STATE or draft.code.mode else "044",
            Parts(everybody, ()),
        )
    return _settled_by_place(scene, roles, draft, place)


def _settled_by_place(scene: Scene, roles: Roles, draft: Draft, place: Place | None) -> Draft:
    cues = _load_cues(scene.document.language or "en")
    everybody = tuple(dict.fromkeys((*draft.parts.actors, *draft.parts.recipients)))
    sides = roles.countries(everybody) - {UNKNOWN}
    if draft.code.mode == "visit":
        if (
            place is not None
            and place.country not in sides | {UNKNOWN}
            and len(sides) > 1
            and all(map(roles.is_person, everybody))
        ):
            return _recoded(draft, "third-party", "044", Parts(everybody, ()))
        return draft
    if place is None or place.country == UNKNOWN:
        if draft.code.cameo == "040" and cues.talks.search(scene.parsed.text(draft.span)):
            return replace(draft, code=Code(EventType.CONSULT, None, "046"))
        return draft
    if place.country not in sides:
        return _recoded(draft, "third-party", "044", Parts(everybody, ()))
    if len(sides) == 1 and not roles.pair:
        return draft  # rebels who meet their government visit nobody
    guests = tuple(a for a in everybody if roles.country(a) != place.country)
    hosts = tuple(a for a in everybody if roles.country(a) == place.country)
    return _recoded(draft, "visit", "042", Parts(guests, hosts, draft.parts.certain))


def _mediators(scene: Scene, roles: Roles, draft: Draft, sides: frozenset[str]) -> tuple[str, ...]:
    """Return who brought the sides together, as the words say it: "under the good offices of the president"."""
    found = _load_cues(scene.document.language or "en").mediation.search(scene.parsed.text(draft.span))
    if found is None:
        return ()
    start = draft.span.start + found.end()
    for mention in scene.cast.mentions:
        first = scene.parsed.tokens[mention.first].start
        if start <= first < min(start + REACH, draft.span.end) and mention.actors:
            return tuple(a for a in mention.actors if roles.country(a) not in sides | {UNKNOWN})
    return ()


def is_call(scene: Scene, span: Span) -> bool:
    """Tell whether the words of a span say that something was done by telephone."""
    return _load_cues(scene.document.language or "en").telephone.search(scene.parsed.text(span)) is not None


def is_margin(scene: Scene, draft: Draft) -> bool:
    """Tell whether a meeting took place on the margins of a larger gathering."""
    return draft.code.type is EventType.CONSULT and occasion_of(scene, draft) is not None


def occasion_of(scene: Scene, draft: Draft) -> str | None:
    """Return the gathering on whose margins something happened, in the text's words, or None."""
    cues = _load_cues(scene.document.language or "en")
    text = scene.parsed.text(draft.span)
    for found in cues.margins.finditer(text):
        gathering = cues.gathering.match(found["rest"].replace("\n", " "))
        if gathering:
            words = re.sub(r"^(?: (?:of|to|the|a|an)\b)+", "", gathering[0]).strip()
            return words or None
    return None


def place_near(scene: Scene, draft: Draft, clause: Clause | None) -> Place | None:
    """Return where an act took place: among the words of its clause, else elsewhere in its span."""
    found = [] if clause is None else [place for place in (scene.place_of(clause),) if place is not None]
    if clause is not None and clause.relation == "conj" and not found and draft.code.type is EventType.CONSULT:
        first = scene.governing(clause)  # "went up to the palace and met"
        there = scene.place_of(first) if first is not None and first.agents == clause.agents else None
        found.extend(() if there is None else (there,))
    for span in (draft.span, *draft.more):
        for mention in scene.places:
            start = scene.parsed.tokens[mention.first].start
            if span.start <= start < span.end and _is_where(scene, mention.head):
                found.append(mention.place)
    known = [place for place in found if place.country != UNKNOWN]
    return next(iter(known or found), None)


def _is_where(scene: Scene, head: int) -> bool:
    cases = {scene.parsed.tokens[c].text.lower() for c in scene.parsed.dependents(head, "case")}
    return bool(cases & {"in", "at", "near"})


def _recoded(draft: Draft, mode: str, cameo: str, parts: Parts) -> Draft:
    recoded = Code(EventType.CONSULT, mode, cameo)
    if draft.modality is Modality.CANCELLED and draft.code.mode == "visit":
        return draft
    return replace(draft, code=recoded, parts=parts)


@cache
def _level_cues(language: str) -> tuple[tuple[Level, re.Pattern[str]], ...]:
    table = read_toml(f"lang/{language}/events.toml")["levels"]
    return tuple(
        (Level(level), re.compile(rf"\b(?:{'|'.join(table[level])})\b", re.IGNORECASE))
        for level in ("deputy_minister", "leader", "minister", "official")
        if level in table
    )


def stated_level(scene: Scene, word: int) -> Level | None:
    """Return the level that the phrase of a meeting states ("ministerial-level talks"), or None.

    Args:
        scene: the text.
        word: the noun of the meeting.
    """
    parsed = scene.parsed
    if parsed.tokens[word].pos not in {"NOUN", "PROPN"}:
        return None
    inside = [c for c in parsed.dependents(word, "compound", "amod", "nmod", "obl") if _states_level(scene, word, c)]
    words = sorted(w for c in inside for w in parsed.subtree(c, without=("acl", "conj", "appos")))
    if not words:
        return None
    told = parsed.text(parsed.span(words[0], words[-1] + 1))
    return next((level for level, cue in _level_cues(scene.document.language or "en") if cue.search(told)), None)


def _states_level(scene: Scene, word: int, child: int) -> bool:
    parsed = scene.parsed
    if base(parsed.tokens[child].dep) in {"compound", "amod"}:
        return child < word
    return any(parsed.tokens[c].text.lower() == "at" for c in parsed.dependents(child, "case"))


def recall(scene: Scene, roles: Roles, lexicon: Lexicon, drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """Return drafts of which meetings have the place that a later mention gives them.

    Args:
        scene: the text.
        roles: who takes part in what.
        lexicon: the words that tell of acts.
        drafts: one an act, in order of the text.
    """
    found = list(drafts)
    coded = {draft.match.word for draft in drafts}
    for word, place in _mentions(scene, lexicon):
        if word in coded:
            continue
        number = _meant(scene, roles, lexicon, tuple(found), word)
        if number is not None and found[number].place is None:
            found[number] = replace(found[number], place=place)
    return tuple(found)


def _mentions(scene: Scene, lexicon: Lexicon) -> Iterator[tuple[int, Place]]:
    """Yield definite nouns of meetings with the place that their phrase names."""
    parsed = scene.parsed
    for place in scene.places:
        noun = next(parsed.ancestors(place.head), None)
        if noun is None or place.place.country == UNKNOWN or parsed.tokens[noun].pos != "NOUN":
            continue
        cases = {parsed.tokens[c].text.lower() for c in parsed.dependents(place.head, "case")}
        if cases - {"in", "at", "near"} or (not cases and base(parsed.tokens[place.head].dep) != "compound"):
            continue
        match = match_noun(scene, lexicon, noun)
        meeting = match is not None and match.code is not None and match.code.type is EventType.CONSULT
        if meeting and _is_definite(scene, noun):
            yield noun, place.place


def _is_definite(scene: Scene, noun: int) -> bool:
    parsed = scene.parsed
    return any(
        parsed.tokens[c].dep == "nmod:poss" or parsed.tokens[c].text.lower() in DEFINITE
        for c in parsed.dependents(noun, "det", "nmod")
    )


def _meant(scene: Scene, roles: Roles, lexicon: Lexicon, drafts: tuple[Draft, ...], word: int) -> int | None:
    """Return the number of the meeting that a mention means: the one told of the most persons, the nearest before."""
    parsed = scene.parsed
    match = match_noun(scene, lexicon, word)
    named = roles.assign(match) if match is not None else None
    sides = roles.countries((*named.actors, *named.recipients)) - {UNKNOWN} if named is not None else frozenset()
    words = parsed.subtree(word)
    dates = scene.dates_in(parsed.span(words[0], words[-1] + 1))
    possible = [
        number
        for number, draft in enumerate(drafts)
        if _is_meeting(draft)
        and draft.match.word < word
        and sides <= roles.countries((*draft.parts.actors, *draft.parts.recipients))
        and _at_once(draft.date or _own_date(scene, draft), dates)
    ]
    return max(possible, key=lambda n: (_persons(roles, drafts[n]), n), default=None)


def _is_meeting(draft: Draft) -> bool:
    return draft.code.type is EventType.CONSULT and draft.code.mode != "phone" and draft.modality in TOLD


def _own_date(scene: Scene, draft: Draft) -> When | None:
    return scene.date_of(draft.clause) if draft.clause is not None else None


def _at_once(own: When | None, dates: tuple[When, ...]) -> bool:
    return own is None or not dates or any(own.overlaps(date) for date in dates)


def _persons(roles: Roles, draft: Draft) -> int:
    return len(roles.countries(a for a in (*draft.parts.actors, *draft.parts.recipients) if roles.is_person(a)))


def purposes(scene: Scene, word: int) -> tuple[int, ...]:
    """Return the infinitives that tell what a meeting is for ("talks to discuss the border"): no acts of their own."""
    parsed = scene.parsed
    return tuple(
        child
        for head in (word, *(parsed.tokens[word].head,))
        for child in parsed.dependents(head, "acl", "advcl", "xcomp")
        if child > word and any(parsed.tokens[c].lemma.lower() == "to" for c in parsed.dependents(child, "mark"))
    )


def base_date(scene: Scene, span: Span) -> When | None:
    """Return the day from which a clause is counted: of "on the 5th, the day after she arrived" the 4th."""
    for found in scene.dates:
        counted = found.kind == "relative" and found.start < span.start < found.end
        if counted and found.base is not None and found.when is not None:
            return replace(found.base, text=found.when.text)
    return None


def without_time(scene: Scene, span: Span) -> Span:
    """Return a span without a clause of time at its end: "they met on Monday, the day after she had arrived"."""
    for found in scene.dates:
        tail = found.base is not None and found.kind == "relative" and span.start < found.start < span.end
        if tail and any(found.start < c.span.start < found.end and c.span.end == span.end for c in scene.clauses):
            words = [w for w in scene.parsed.tokens_in(Span(span.start, found.start)) if w.end <= found.start]
            while words and words[-1].pos in {"PUNCT", "ADP", "SCONJ"}:
                words.pop()
            return Span(span.start, words[-1].end) if words else span
    return span
