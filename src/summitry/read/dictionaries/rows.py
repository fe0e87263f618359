"""Rows of a readout from what dictionaries code: their codes by CAMEO's table, their actors by the text's own cast.

Dictionaries know neither tense nor doubt, so the modality is that of the clause in which the verb stands.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from summitry.dates import Tense
from summitry.knowledge.ontology import contexts_of, quad_of, score_event
from summitry.read.clauses import Factuality
from summitry.read.dictionaries.coding import CodedActor, CodedEvent, code_sentence
from summitry.read.dictionaries.entries import NOBODY, Dictionaries
from summitry.read.dictionaries.transfer import CodeMap
from summitry.read.scene import Scene
from summitry.records import Actor, ActorKind, Event, EventType, Level, Modality, Span, make_id

CONFIDENCE = 0.5
"""Rows of dictionaries have no measured share of right ones; how good they are lies with their makers."""
STATEMENT = "01"
"""CAMEO's root of bare statements, which are no events."""
_COUNTRY = 3
_OFFICIAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})


@dataclass(frozen=True, slots=True)
class CodedRows:
    """What dictionaries code in a document.

    Attributes:
        events: rows.
        actors: those whom only the dictionaries know.
        notes: what could not become a row, one sentence each.
        coded: what the coder said, in order of the text.
    """

    events: tuple[Event, ...] = ()
    actors: tuple[Actor, ...] = ()
    notes: tuple[str, ...] = ()
    coded: tuple[CodedEvent, ...] = ()


def code_rows(scene: Scene, dictionaries: Dictionaries, codes: CodeMap) -> CodedRows:
    """Return the rows that dictionaries code in a document.

    Args:
        scene: the parsed document with its actors.
        dictionaries: what to code with; codes of actors hold on the document's day.
        codes: what codes mean that are not CAMEO's.

    Returns:
        Events, one a pair and code and verb; actors that are not of the cast; a note on codes without a meaning.
    """
    coded = code_sentence(scene.parsed, dictionaries, on=scene.anchor)
    parties = _Parties(scene)
    events: dict[str, Event] = {}
    unknown: dict[str, int] = {}
    for one in coded:
        code = codes.find(one.code)
        if code is None:
            if not one.code.startswith(STATEMENT):
                unknown[one.code] = unknown.get(one.code, 0) + 1
            continue
        event = _row(scene, parties, one, code)
        events.setdefault(event.id, event)
    notes = [
        f"{count} events of the dictionaries have the code {code!r}, which is no CAMEO code; "
        "give its meaning in dictionaries/codes.csv (code,type,mode,cameo)"
        for code, count in unknown.items()
    ]
    return CodedRows(tuple(events.values()), parties.listed(), tuple(notes), coded)


def without_twins(rows: Iterable[Event], others: Iterable[Event], scene: Scene) -> tuple[Event, ...]:
    """Return the rows that tell no act of ``others`` again: of one type, of the same countries, in shared words."""
    known = list(others)
    return tuple(row for row in rows if not any(_tells_same(scene, row, other) for other in known))


def _tells_same(scene: Scene, row: Event, other: Event) -> bool:
    if row.event_type is not other.event_type or not any(
        a.start < b.end and b.start < a.end for a in row.evidence for b in other.evidence
    ):
        return False
    sides = [{scene.cast.country(a) for a in (*e.actors, *e.recipients)} for e in (row, other)]
    return sides[0] == sides[1]


class _Parties:
    """Who the codes of dictionaries mean: somebody of the cast where the words name one of that country, else new."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._new: dict[str, Actor] = {}

    def find(self, actor: CodedActor) -> tuple[str, ...]:
        """Return the id, () for nobody."""
        if actor.code == NOBODY or actor.span is None:
            return ()
        country = actor.code[:_COUNTRY]
        known = [a for a in self._scene.actors_in(actor.span) if self._scene.cast.country(a) == country]
        if known:
            return (known[0],)
        sector = actor.code[_COUNTRY : 2 * _COUNTRY]
        actor_id = f"{country}/{actor.code[_COUNTRY:].lower()}" if sector else country
        if actor_id not in self._new and self._scene.cast.get(actor_id) is None:
            kind = ActorKind.GOVERNMENT if sector in _OFFICIAL else ActorKind.GROUP if sector else ActorKind.STATE
            name = self._scene.parsed.text(actor.span)
            self._new[actor_id] = Actor(actor_id, name, kind, country, (), sector=sector or "GOV")
        if actor_id in self._new and actor.span not in self._new[actor_id].mentions:
            one = self._new[actor_id]
            self._new[actor_id] = replace(one, mentions=(*one.mentions, actor.span))
        return (actor_id,)

    def listed(self) -> tuple[Actor, ...]:
        """Return those who are new."""
        return tuple(self._new.values())


def _row(scene: Scene, parties: _Parties, one: CodedEvent, code: str) -> Event:
    name, mode, cameo = code.split("/")
    kind = EventType(name)
    actors, recipients = parties.find(one.source), parties.find(one.target)
    spans = [s for s in (one.source.span, one.target.span, one.cue, *one.words) if s is not None]
    span = Span(min(s.start for s in spans), max(s.end for s in spans))
    word = scene.parsed.tokens_in(one.cue)[0].i
    clause = scene.clause_at(word)
    modality = _modality(scene, word)
    sides = (actors, recipients) if actors and recipients else (actors or recipients,)
    return Event(
        id=make_id("e", scene.document, "dictionary", kind, span, modality, actors, recipients, one.code),
        event_type=kind,
        modality=modality,
        actors=actors,
        recipients=tuple(r for r in recipients if r not in actors),
        date=scene.date_of(clause) if clause is not None else None,
        place=None,
        level=scene.level(*sides) if any(sides) else Level.UNKNOWN,
        issues=scene.issues_in(span)[:2],
        evidence=(span,),
        confidence=CONFIDENCE,
        mode=mode or None,
        contexts=contexts_of(cameo),
        cameo=cameo,
        score=score_event(kind, mode or None),
        quad=quad_of(kind),
    )


def _modality(scene: Scene, word: int) -> Modality:
    clause = scene.clause_at(word)
    if clause is None:
        return Modality.OCCURRED
    if clause.factuality in {Factuality.CONDITION, Factuality.CONSEQUENCE}:
        return Modality.HYPOTHETICAL
    if clause.negated:
        return Modality.DENIED
    if clause.tense is Tense.FUTURE:
        return Modality.PLANNED
    return Modality.OCCURRED
