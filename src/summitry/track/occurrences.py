"""Occurrences kept up to date: what changed is judged, clustered and settled anew; everything else stays as it is.

Occurrences are a function of the reports that speak and of what people ruled, never of the order in which they came:
pairs are judged one by one, and every cluster that a change touches is made again from its judgements.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from summitry.dates import Precision
from summitry.knowledge.ontology import load_cameo
from summitry.records import Event, EventType, Level, Modality, Quad
from summitry.track.adding import Batch
from summitry.track.dyads import MUTUAL, pair_up
from summitry.track.merge import Profile, cluster, judge_profiles, profile, settle
from summitry.track.rows import dump_list, load_list
from summitry.track.store import Record, Store, change, fetch
from summitry.track.telling import Memory, load_events, read_day
from summitry.track.values import Agreement, Edge, Judgement, Occurrence, Party, Told

_COLUMNS = (
    *("key", "id", "event_type", "mode", "modality", "level", "start_day", "end_day", "precision", "day", "place"),
    *("country", "cameo", "score", "goldstein", "quad", "occasion", "issues", "first_known", "confidence"),
    *("documents", "sources", "detail"),
)


def draw_occurrences(store: Store, batch: Batch, memory: Memory, at: str) -> None:
    """Bring the occurrences up to date with what a batch raised and lowered.

    Args:
        store: the ledger's store, being written.
        batch: what was done; the pairs of every changed occurrence are added to ``batch.dyads``.
        memory: told events that may be needed again.
        at: time of the change, ISO 8601.
    """
    if not batch.raised and not batch.lowered:
        return
    for key, told in batch.raised.items():
        memory.put(key, told)
    touched = _take_out(store, batch.lowered)
    _judge_new(store, batch, memory)
    redraw(store, touched | set(batch.raised), batch, memory, at)


def redraw(store: Store, events: set[int], batch: Batch, memory: Memory, at: str) -> None:
    """Make every cluster again that holds one of some events."""
    rulings = _load_rulings(store)
    keys, edges = _gather(store, events, rulings, memory)
    told = load_events(store, keys, memory)
    names = {one.key: key for key, one in told.items()}
    clusters = cluster(told.values(), edges)
    drawn = [
        (settle([told[names[name]] for name in names_of]), [names[name] for name in names_of]) for names_of in clusters
    ]
    _replace(store, keys, drawn, batch, at)


def _take_out(store: Store, events: Iterable[int]) -> set[int]:
    """Remove the judgements on events that no longer speak; return the events that were judged or joined with them."""
    events = set(events)
    neighbours: set[int] = set()
    for one, other in (("left_event", "right_event"), ("right_event", "left_event")):
        sql = f"SELECT {other} FROM edge WHERE {one} IN (:keys)"  # noqa: S608  # our own columns
        neighbours.update(key for (key,) in fetch(store, sql, events))
    for side in ("left_event", "right_event"):
        change(store, f"DELETE FROM edge WHERE {side} IN (:keys)", events)  # noqa: S608
    sql = (
        "SELECT b.event FROM occurrence_report a JOIN occurrence_report b ON b.occurrence = a.occurrence "
        "WHERE a.event IN (:keys)"
    )
    neighbours.update(key for (key,) in fetch(store, sql, events))
    return neighbours - events


def _judge_new(store: Store, batch: Batch, memory: Memory) -> None:
    """Judge each new event with every event that it may be one with."""
    buckets = {bucket for keys in batch.sought.values() for bucket in keys.seeks}
    holders: dict[str, list[int]] = defaultdict(list)
    for bucket, event in fetch(store, "SELECT bucket, event FROM block WHERE bucket IN (:keys)", sorted(buckets)):
        holders[bucket].append(event)
    pairs = sorted(
        {
            (min(key, other), max(key, other))
            for key, keys in batch.sought.items()
            for bucket in keys.seeks
            for other in holders[bucket]
            if other != key
        }
    )
    told = load_events(store, {key for pair in pairs for key in pair} - set(batch.raised), memory) | batch.raised
    profiles: dict[int, Profile] = {}
    rows = []
    for left, right in pairs:
        if left not in told or right not in told:  # rejected by a person
            continue
        for key in (left, right):
            if key not in profiles:
                profiles[key] = profile(told[key])
        edge = judge_profiles(profiles[left], profiles[right])
        if edge is not None:
            rows.append((left, right, edge.judgement.value, edge.score, edge.reason))
    store.insert("edge", ("left_event", "right_event", "judgement", "score", "reason"), rows)


Ruling = tuple[int, int, Edge]


def _load_rulings(store: Store) -> list[Ruling]:
    """Return what people ruled and did not undo, with the events that it is about now; the latest on each pair."""
    sql = (
        "SELECT a.event, b.event, r.judgement, coalesce(r.note, ''), r.person FROM ruling r "
        "JOIN ruled a ON a.name = r.left_row JOIN ruled b ON b.name = r.right_row "
        "WHERE r.undone IS NULL AND a.event <> b.event ORDER BY r.at, r.id"
    )
    latest = {
        (min(one, other), max(one, other)): (one, other, Edge("", "", Judgement(judgement), 1.0, note, person))
        for one, other, judgement, note, person in store.query(sql)
    }
    return list(latest.values())


def _gather(store: Store, events: set[int], rulings: list[Ruling], memory: Memory) -> tuple[set[int], list[Edge]]:
    """Return all events that hang together with some by judgements of sameness, and every judgement among them."""
    links = _Links(store, rulings)
    found: set[int] = set()
    edge_rows: dict[tuple[int, int], Record] = {}
    frontier = set(events)
    while frontier:
        found |= frontier
        following: set[int] = set()
        for record in links.around(frontier):
            edge_rows[record[0], record[1]] = record
            if record[2] == Judgement.SAME:
                following.update(record[:2])
        following |= links.ruled(frontier)
        frontier = following - found
    told = load_events(store, found, memory)
    found = set(told)
    inside = [record for pair, record in edge_rows.items() if pair[0] in found and pair[1] in found]
    edges = [_make_edge(told, record) for record in inside]
    for one, other, edge in rulings:
        if one in told and other in told:
            left, right = sorted((told[one].key, told[other].key))
            edges.append(replace(edge, left=left, right=right))
    return found, edges


class _Links:
    """Judgements around events, by machine and people."""

    def __init__(self, store: Store, rulings: list[Ruling]) -> None:
        self._store = store
        self._partners: dict[int, set[int]] = defaultdict(set)
        for one, other, edge in rulings:
            if edge.judgement is Judgement.SAME:
                self._partners[one].add(other)
                self._partners[other].add(one)

    def around(self, events: set[int]) -> Iterable[Record]:
        """Yield the machine's judgements that touch events."""
        columns = "left_event, right_event, judgement, score, reason"
        for side in ("left_event", "right_event"):
            sql = f"SELECT {columns} FROM edge WHERE {side} IN (:keys)"  # noqa: S608  # our own columns
            yield from fetch(self._store, sql, events)

    def ruled(self, events: set[int]) -> set[int]:
        """Return events that a person ruled to be the same as one of some."""
        return {other for event in events for other in self._partners.get(event, ())}


def _make_edge(told: Mapping[int, Told[Event]], record: Record) -> Edge:
    left, right = sorted((told[record[0]].key, told[record[1]].key))
    return Edge(left, right, Judgement(record[2]), record[3], record[4])


def _replace(store: Store, events: set[int], drawn: list[tuple[Occurrence, list[int]]], batch: Batch, at: str) -> None:
    """Put the occurrences of some events in the place of those that they had."""
    before: dict[int, str] = {}
    where: dict[int, int] = {}
    sql = (
        "SELECT r.event, o.key, o.id FROM occurrence_report r JOIN occurrence o ON o.key = r.occurrence "
        "WHERE r.event IN (:keys)"
    )
    for event, key, name in fetch(store, sql, events | batch.lowered):
        where[event] = key
        before[key] = name
    sql = "SELECT dyad FROM occurrence_dyad WHERE occurrence IN (:keys)"
    batch.dyads.update(dyad for (dyad,) in fetch(store, sql, before))
    for table, column in (
        ("occurrence_dyad", "occurrence"),
        ("occurrence_report", "occurrence"),
        ("occurrence", "key"),
    ):
        change(store, f"DELETE FROM {table} WHERE {column} IN (:keys)", before)  # noqa: S608  # our own tables
    (last,) = store.query("SELECT coalesce(max(key), 0) FROM occurrence")[0]
    cameo = load_cameo()
    rows: list[tuple[Any, ...]] = []
    reports: list[tuple[int, int]] = []
    pairs: list[tuple[object, ...]] = []
    for occurrence, members in drawn:
        last += 1
        code = cameo.get(occurrence.cameo or "")
        rows.append(_dump(last, occurrence, None if code is None else code.goldstein))
        reports.extend((last, event) for event in members)
        mutual = occurrence.event_type in MUTUAL
        for dyad, source, target in pair_up(
            occurrence.actors, occurrence.recipients, occurrence.parties, mutual=mutual
        ):
            pairs.append((str(dyad), rows[-1][9], last, source, target))
            batch.dyads.add(str(dyad))
    store.insert("occurrence", _COLUMNS, rows)
    store.insert("occurrence_report", ("occurrence", "event"), reports)
    store.insert("occurrence_dyad", ("dyad", "day", "occurrence", "source", "target"), pairs)
    _bury(store, {event: before[key] for event, key in where.items()}, drawn, at)


def _bury(store: Store, before: Mapping[int, str], drawn: list[tuple[Occurrence, list[int]]], at: str) -> None:
    """Leave a tombstone for each id that no longer stands, and note merges and splits."""
    after = {event: occurrence.id for occurrence, members in drawn for event in members}
    standing = set(after.values())
    heirs: dict[str, set[str]] = defaultdict(set)
    for event, old in before.items():
        heirs[old].add(after.get(event, ""))
    (number,) = store.query("SELECT coalesce(max(number), 0) FROM tombstone")[0]
    stones, changes = [], []
    for old in sorted(heirs):
        new = sorted(heirs[old] - {""})
        if len(new) > 1:
            changes.append((at, "split", old, dump_list(tuple(new))))
        if old in standing:
            continue
        kind = "split" if len(new) > 1 else "merged" if new else "removed"
        for heir in new or [""]:
            number += 1
            stones.append((number, old, heir, kind, at))
        if len(new) == 1:
            changes.append((at, "merged", old, dump_list(tuple(new))))
    store.insert("tombstone", ("number", "old", "new", "kind", "at"), stones)
    note_changes(store, changes)


def note_changes(store: Store, changes: Iterable[tuple[str, str, str, str]]) -> None:
    """Write (time, kind, subject, detail) into the ledger's own history."""
    changes = list(changes)
    if not changes:
        return
    (number,) = store.query("SELECT coalesce(max(number), 0) FROM change")[0]
    rows = [(number + index, *change) for index, change in enumerate(changes, 1)]
    store.insert("change", ("number", "at", "kind", "subject", "detail"), rows)


def _dump(key: int, one: Occurrence, goldstein: float | None) -> tuple[Any, ...]:
    start = one.start and one.start.isoformat()
    known = one.first_known and one.first_known.isoformat()
    detail = {
        "actors": one.actors,
        "recipients": one.recipients,
        "countries": one.countries,
        "reports": one.reports,
        "parties": [[p.id, p.name, p.country, p.office] for _, p in sorted(one.parties.items())],
        "agreement": [[a.field, a.value, a.said, a.of, a.others] for a in one.agreement],
    }
    return (
        *(key, one.id, one.event_type.value, one.mode, one.modality.value, one.level.value, start),
        *(one.end and one.end.isoformat(), one.precision and one.precision.value, start or known or "", one.place),
        *(one.country, one.cameo, one.score, goldstein, one.quad and one.quad.value, one.occasion),
        *(dump_list(one.issues), known, one.confidence, one.documents, one.sources),
        json.dumps(detail, ensure_ascii=False, separators=(",", ":")),
    )


def load_occurrences(store: Store, keys: Iterable[int]) -> dict[int, Occurrence]:
    """Return occurrences by key."""
    sql = f"SELECT {', '.join(_COLUMNS)} FROM occurrence WHERE key IN (:keys)"  # noqa: S608  # our own columns
    return {record[0]: _load(record) for record in fetch(store, sql, keys)}


def _load(record: Record) -> Occurrence:
    cells = dict(zip(_COLUMNS, record, strict=True))
    detail = json.loads(cells["detail"])
    parties = {actor: Party(actor, name, country, office) for actor, name, country, office in detail["parties"]}
    agreement = tuple(
        Agreement(f, value, said, of, tuple((v, n) for v, n in others))
        for f, value, said, of, others in detail["agreement"]
    )
    return Occurrence(
        id=cells["id"],
        reports=tuple(detail["reports"]),
        documents=cells["documents"],
        sources=cells["sources"],
        event_type=EventType(cells["event_type"]),
        mode=cells["mode"],
        modality=Modality(cells["modality"]),
        level=Level(cells["level"]),
        actors=tuple(detail["actors"]),
        recipients=tuple(detail["recipients"]),
        countries=tuple(detail["countries"]),
        start=read_day(cells["start_day"]),
        end=read_day(cells["end_day"]),
        precision=cells["precision"] and Precision(cells["precision"]),
        place=cells["place"],
        country=cells["country"],
        issues=load_list(cells["issues"]),
        cameo=cells["cameo"],
        score=cells["score"],
        quad=cells["quad"] and Quad(cells["quad"]),
        occasion=cells["occasion"],
        first_known=read_day(cells["first_known"]),
        confidence=cells["confidence"],
        agreement=agreement,
        parties=parties,
    )
