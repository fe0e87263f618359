"""Who a text names: persons, states, bodies and groups, resolved to who they were at the document's date.

The tables and the patterns of titles decide; the names of the language pipeline only propose. Order: phrases of the
tables, titles, names of persons, bodies and groups, then what refers back to them (``coreference``).
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from summitry.knowledge.world import Tenure, World, level_at
from summitry.read.actors.bodies import Body, bare_name, find_bodies
from summitry.read.actors.context import Context
from summitry.read.actors.coreference import resolve_references
from summitry.read.actors.memory import Known, Setting
from summitry.read.actors.mentions import Cast, Mention, MentionKind
from summitry.read.actors.names import find_names
from summitry.read.actors.people import Person
from summitry.read.actors.persons import find_persons
from summitry.read.actors.states import Hit, find_hits, head_of
from summitry.read.actors.titles import TitleSpan, find_titles
from summitry.read.actors.turns import find_speakers
from summitry.read.actors.wording import Wording
from summitry.read.layout import BlockKind
from summitry.read.parse import Parsed, base
from summitry.records import Actor, ActorKind, Level, Office, Span

__all__ = ["Cast", "Mention", "MentionKind", "add_states", "find_actors", "list_actors"]

HEADINGS = 3
"""The body that issues a text stands in one of so many blocks at its head."""
_INTERNATIONAL = frozenset({"UNO", "IGO", "EUE", "NAT"})
_PUBLIC = frozenset(Office) - {Office.OTHER, Office.OFFICIAL}
_JOINT = re.compile(
    r"\bjoint\s+(?:\w+\s+)?(?:statement|declaration|communiqu[eé]|announcement|press release)\b"
    r"|\bcontracting parties\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Found:
    """What the single steps found, for putting together."""

    wording: Wording
    on: date | None
    hits: tuple[Hit, ...]
    titles: tuple[TitleSpan, ...]
    persons: tuple[Person, ...]
    bodies: tuple[Body, ...]


def find_actors(parsed: Parsed, world: World, wording: Wording | None = None) -> Cast:
    """Find who a text names.

    Args:
        parsed: the text.
        world: the tables; offices are those at the document's date.
        wording: the text's words, folded, where they are at hand.

    Returns:
        The cast, with every mention.
    """
    on = date.fromisoformat(parsed.document.published[:10]) if parsed.document.published else None
    wording = Wording(parsed) if wording is None else wording
    hits = find_hits(wording, world, on)
    titles = find_titles(wording, world, hits)
    context = Context(wording, world, hits)
    persons = find_persons(wording, world, find_names(wording, world, hits, titles), on, context)
    persons, speakers = find_speakers(wording, world, persons, context, on)
    named = {i for person in persons for span in person.spans for i in range(span.first, span.last)}
    hits = tuple(hit for hit in hits if hit.head not in named)
    held = {title for person in persons for title in person.titles}
    covered = named | {
        i for title in titles if title in held or not _is_group(title) for i in range(title.core, title.core_last)
    }
    bodies = find_bodies(wording, world, hits, covered, context)
    in_body = {i for body in bodies if body.kind is not ActorKind.STATE for i in range(body.first, body.last)}
    hits = tuple(hit for hit in hits if hit.meaning.entity.country != "NGO" or hit.first not in in_body)
    found = _Found(wording, on, hits, titles, persons, bodies)
    return _assemble(found, world, context, speakers)


def _is_group(title: TitleSpan) -> bool:
    """Tell whether a title means people at large, such as "activists" or "soldiers"."""
    return title.plural and (title.entry is None or title.entry.office is Office.OTHER)


def _assemble(found: _Found, world: World, context: Context, speakers: dict[int, str]) -> Cast:
    parsed = found.wording.parsed
    in_body = {i for body in found.bodies for i in range(body.first, body.last)}
    mentions = [*_name_mentions(found), *_hit_mentions(found.hits), *_body_mentions(found.bodies)]
    attached = {title.head for person in found.persons for title in person.titles}
    known = _known(found)
    parties = context.top(2) if any(_JOINT.search(parsed.text(block.span)) for block in parsed.blocks[:4]) else ()
    setting = Setting(
        found.wording,
        world,
        found.on,
        known,
        [t for t in found.titles if t.head not in attached and t.head not in in_body],
        speakers,
        context.official,
        parties,
        _issuer(found),
    )
    referring = resolve_references(setting, mentions)
    mentions = sorted((*mentions, *referring), key=lambda m: (m.first, -m.last))
    actors = {actor.id: actor for actor in _actors(found)}
    for tenure in setting.added.values():
        actors.setdefault(tenure.person, _holder_actor(parsed, tenure, mentions))
    _add_referred(parsed, world, actors, mentions)
    _add_implied(world, actors)
    _add_hosts(found.wording, world, actors)
    levels = {person.id: person.office(found.on)[2] for person in found.persons}
    levels |= {tenure.person: level_at(tenure) for tenure in setting.added.values()}
    levels |= {actor.id: Level.UNKNOWN for actor in actors.values() if actor.id not in levels}
    acting = {*_acting(found), *(a for m in referring if setting.issuer in m.actors for a in m.actors)}
    return Cast(tuple(actors.values()), tuple(mentions), levels, frozenset(acting), speakers, context.home)


def _issuer(found: _Found) -> str | None:
    """Return the organisation of no state whose name alone is one of the first headings of a text."""
    parsed = found.wording.parsed
    for body in found.bodies:
        sentence = parsed.sentences[parsed.sentence_of[body.first]]
        heading = parsed.blocks[sentence.block].kind in {BlockKind.TITLE, BlockKind.HEADING, BlockKind.LINE}
        alone = (
            heading
            and body.first == sentence.first
            and (body.last == sentence.last or "," in parsed.tokens[body.last].text)
        )
        if alone and sentence.block < HEADINGS and body.country == "NGO" and body.kind is ActorKind.ORGANIZATION:
            return body.id
    return None


# ---------------------------------------------------------------------- mentions
def _name_mentions(found: _Found) -> Iterable[Mention]:
    for person in found.persons:
        for span in person.spans:
            before = [
                t
                for t in span.titles
                if t.core_last <= span.first and not t.plural and _adjacent(found.wording, t, span.first)
            ]
            first = min((t.core for t in before), default=span.first)
            yield Mention(first, span.last, head_of(found.wording, first, span.last), (person.id,), MentionKind.NAME)
            for title in span.titles:
                if title not in before and not title.plural:
                    yield Mention(title.first, title.last, title.head, (person.id,), MentionKind.TITLE)
    plurals: dict[int, tuple[TitleSpan, list[str]]] = {}
    for person in found.persons:
        for title in person.titles:
            if title.plural:
                plurals.setdefault(title.head, (title, []))[1].append(person.id)
    for title, people in plurals.values():
        yield Mention(title.first, title.core_last, title.head, tuple(dict.fromkeys(people)), MentionKind.PLURAL)


def _adjacent(wording: Wording, title: TitleSpan, first: int) -> bool:
    return not any(wording.words[i] in {",", "and", "("} for i in range(title.core_last, first))


def _hit_mentions(hits: Sequence[Hit]) -> Iterable[Mention]:
    for hit in hits:
        kind = MentionKind.NAME
        if hit.adjectival:
            kind = MentionKind.ADJECTIVE
        elif hit.meaning.kind in {"capital", "residence"}:
            if hit.place and not hit.visited:
                continue
            kind = MentionKind.METONYM
        elif hit.meaning.kind in {"demonym", "demonym_plural"}:
            kind = MentionKind.NOMINAL
        yield Mention(hit.first, hit.last, hit.head, (hit.meaning.entity.id,), kind)


def _body_mentions(bodies: Sequence[Body]) -> Iterable[Mention]:
    shared: dict[tuple[int, int], list[Body]] = {}
    for body in bodies:
        if body.paired:
            shared.setdefault((body.first, body.last), []).append(body)
    for (first, last), both in shared.items():
        yield Mention(first, last, both[0].head, tuple(body.id for body in both), MentionKind.PLURAL)
    for body in bodies:
        if body.paired:
            continue
        named = body.kind in {ActorKind.ORGANIZATION, ActorKind.GOVERNMENT} and body.name[:1].isupper()
        yield Mention(body.first, body.last, body.head, (body.id,), MentionKind.NAME if named else MentionKind.NOMINAL)


# ---------------------------------------------------------------------- actors
def _actors(found: _Found) -> Iterable[Actor]:
    parsed = found.wording.parsed
    for person in found.persons:
        office, title, _ = person.office(found.on)
        spans = {parsed.span(s.first, s.last) for s in person.spans} | set(person.labels)
        sector = (
            {Office.LEGISLATOR: "LEG", Office.MILITARY: "MIL", Office.PARTY_LEADER: "OPP"}.get(office, "GOV")
            if office
            else None
        )
        yield Actor(
            person.id,
            person.name,
            ActorKind.PERSON,
            person.country or "---",
            tuple(sorted(spans)),
            office,
            title,
            sector,
            person.family or person.name.split()[-1],
        )
    spans_of: dict[str, list[Span]] = {}
    names: dict[str, list[str]] = {}
    for hit in found.hits:
        spans_of.setdefault(hit.meaning.entity.id, []).append(parsed.span(hit.first, hit.last))
        names.setdefault(hit.meaning.entity.id, []).append(found.wording.surface(hit.first, hit.last))
    for entity in {hit.meaning.entity.id: hit.meaning.entity for hit in found.hits}.values():
        name = entity.name if entity.kind is ActorKind.STATE else max(map(bare_name, names[entity.id]), key=len)
        yield Actor(entity.id, name, entity.kind, entity.country, tuple(spans_of[entity.id]), sector=entity.sector)
    for body in found.bodies:
        if body.kind is not ActorKind.STATE:
            places = tuple(parsed.span(b.first, b.last) for b in found.bodies if b.id == body.id)
            yield Actor(body.id, body.name, body.kind, body.country, places, sector=body.sector)


def _holder_actor(parsed: Parsed, tenure: Tenure, mentions: Sequence[Mention]) -> Actor:
    spans = tuple(parsed.span(m.first, m.last) for m in mentions if tenure.person in m.actors)
    return Actor(
        tenure.person,
        tenure.name,
        ActorKind.PERSON,
        tenure.country,
        spans,
        tenure.office,
        tenure.title or None,
        "GOV",
        tenure.family_name,
    )


def _add_referred(parsed: Parsed, world: World, actors: dict[str, Actor], mentions: Sequence[Mention]) -> None:
    """Add states that only a body, a title or a plural refers to."""
    for mention in mentions:
        for actor_id in mention.actors:
            if actor_id not in actors:
                entity = world.entity(actor_id)
                spans = tuple(parsed.span(m.first, m.last) for m in mentions if actor_id in m.actors)
                kind = entity.kind if entity else ActorKind.ORGANIZATION
                name = entity.name if entity else actor_id
                actors[actor_id] = Actor(
                    actor_id, name, kind, entity.country if entity else actor_id.partition("/")[0], spans, sector="GOV"
                )


def _add_implied(world: World, actors: dict[str, Actor]) -> None:
    """Add the states and unions for which somebody in the cast acts, so that a row may name them."""
    for actor in tuple(actors.values()):
        entity = world.entity(actor.country)
        if entity is not None and entity.id not in actors:
            actors[entity.id] = Actor(
                entity.id, entity.name, entity.kind, entity.country, actor.mentions, sector=entity.sector
            )


def _add_hosts(wording: Wording, world: World, actors: dict[str, Actor]) -> None:
    """Add the states of the places named, which a row may name as those that were visited."""
    for i in range(len(wording.words)):
        found = wording.place(i, world) if wording.is_capital(i) and wording.may_name(i, world) else None
        entity = world.entity(found[1].country) if found else None
        if found and entity is not None and entity.id not in actors:
            spans = (wording.parsed.span(i, found[0]),)
            actors[entity.id] = Actor(entity.id, entity.name, entity.kind, entity.country, spans, sector=entity.sector)


def _known(found: _Found) -> dict[str, Known]:
    known: dict[str, Known] = {}
    for person in found.persons:
        office, _, level = person.office(found.on)
        told = {t.entry.office for t in person.titles if t.entry}
        offices = frozenset({*told, *({office} if office else ())}) or frozenset(t.office for t in person.tenures[-1:])
        titles = frozenset(found.wording.phrase(t.core, t.core_last) for t in person.titles)
        known[person.id] = Known(
            person.id,
            person.country or "---",
            ActorKind.PERSON,
            level,
            offices,
            titles,
            person.female,
            tabled=bool(person.tenures),
        )
    for hit in found.hits:
        entity = hit.meaning.entity
        known.setdefault(entity.id, Known(entity.id, entity.country, entity.kind))
    for body in found.bodies:
        known.setdefault(body.id, Known(body.id, body.country, body.kind))
    return known


def _acting(found: _Found) -> Iterable[str]:
    """Yield the ids of persons, of organisations of states, and of states that a noun names other than as a place."""
    parsed = found.wording.parsed
    yield from (person.id for person in found.persons)
    in_title = {i for title in found.titles for i in range(title.first, title.last)}
    named_of = {span.last + k for person in found.persons for span in person.spans for k in (1, 2) if span.country}
    for hit in found.hits:
        entity = hit.meaning.entity
        if entity.kind is not ActorKind.STATE:
            if entity.country in _INTERNATIONAL:
                yield entity.id
            continue
        if hit.adjectival or hit.place or hit.first in named_of or hit.head in in_title:
            continue
        sentence = parsed.sentences[parsed.sentence_of[hit.first]]
        fragment = sentence.last - sentence.first <= hit.last - hit.first + 2
        modifier = base(parsed.tokens[hit.head].dep) == "compound"
        if not fragment and not modifier:
            yield entity.id


def add_states(cast: Cast, world: World, places: Iterable[tuple[str, Span]]) -> Cast:
    """Return a cast with the states in which places lie, so that a row may name them.

    Args:
        cast: everybody named.
        world: the tables.
        places: country code of each place, with the words that name it.
    """
    added: dict[str, Actor] = {}
    for country, span in places:
        entity = world.entity(country)
        if entity is not None and country not in added and cast.get(country) is None:
            added[country] = Actor(country, entity.name, entity.kind, entity.country, (span,), sector=entity.sector)
    return replace(cast, actors=(*cast.actors, *added.values())) if added else cast


def list_actors(cast: Cast, used: Collection[str]) -> tuple[Actor, ...]:
    """Return the actors that belong in a readout.

    Args:
        cast: everybody named.
        used: ids that rows of the readout use.

    Returns:
        Those that take part in a row, and those that the text makes actors of, if it deals with politics at all.
    """
    if not used and not any(actor.office in _PUBLIC and actor.id in cast.acting for actor in cast.actors):
        return ()
    listed = [actor for actor in cast.actors if actor.id in used or actor.id in cast.acting]
    known = {actor.id for actor in listed}
    for code in used:
        members = [actor for actor in cast.actors if actor.country == code]
        if code not in known and members:  # a code such as IGO, for bodies of no state
            listed.append(Actor(code, code, ActorKind.GROUP, code, members[0].mentions))
    return tuple(listed)
