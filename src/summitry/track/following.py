"""What is drawn for a pair of states as a whole: its promises with their fate, its coverage, its monthly figures.

Pairs whose rows changed are marked as stale in the transaction that changes them, and drawn again when a batch of
readouts is done, or when somebody looks.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from summitry.records import Commitment, Modality
from summitry.track.follow import follow
from summitry.track.merge.copies import COPY, alike
from summitry.track.occurrences import load_occurrences
from summitry.track.rows import load_list
from summitry.track.store import Record, Store, change, fetch
from summitry.track.telling import load_corrected, load_rows, read_day
from summitry.track.values import Coverage, Link, Occurrence, Promise, Relation, Status, Told

_OF_PAIRS = (
    *("promise", "commitment_link", "coverage", "dyad_month", "pair_month", "issue_month"),
    *("dyad_state", "stale"),
)
"""Tables whose rows belong to one pair."""
_PROMISE = ("dyad", "id", "row", "status", "made", "due_from", "due_to", "settled", "detail")
_LINK = ("dyad", "promise", "relation", "target", "day", "score", "reason", "made_by")
_REAL = (Modality.OCCURRED.value, Modality.ONGOING.value)


def mark_stale(store: Store, dyads: Iterable[str]) -> None:
    """Note that the rows of pairs changed."""
    changed = set(dyads)
    known = {dyad for (dyad,) in fetch(store, "SELECT dyad FROM stale WHERE dyad IN (:keys)", changed)}
    store.insert("stale", ("dyad",), [(dyad,) for dyad in sorted(changed - known)])


def list_stale(store: Store) -> list[str]:
    """Return the pairs that have to be drawn again."""
    return [dyad for (dyad,) in store.query("SELECT dyad FROM stale ORDER BY dyad")]


def find_last_day(store: Store) -> date | None:
    """Return the latest day on which a document of the ledger was published."""
    ((day,),) = store.query("SELECT max(day) FROM reading WHERE speaks = 1")
    return read_day(day)


def is_fresh(store: Store, dyad: str, on: date | None) -> bool:
    """Tell whether a pair's promises and figures are those of a day."""
    if store.query("SELECT 1 FROM stale WHERE dyad = :dyad", {"dyad": dyad}):
        return False
    state = store.query("SELECT followed_on FROM dyad_state WHERE dyad = :dyad", {"dyad": dyad})
    return on is None or not state or state == [(on.isoformat(),)]


def redraw_dyads(store: Store, dyads: Sequence[str], on: date | None) -> None:
    """Draw pairs again: their coverage, promises, links and monthly figures; inside ``store.writing()``.

    Args:
        store: the ledger's store.
        dyads: the pairs, not too many at once: their rows are held in memory.
        on: the day as of which promises stand.
    """
    for table in _OF_PAIRS:
        change(store, f"DELETE FROM {table} WHERE dyad IN (:keys)", dyads)  # noqa: S608  # our own tables
    occurrences = _load_occurrences_of(store, dyads)
    days = _write_coverage(store, dyads)
    if on is not None:
        _write_promises(store, _load_commitments_of(store, dyads), occurrences, days, on)
        store.insert("dyad_state", ("dyad", "followed_on"), [(dyad, on.isoformat()) for dyad in dyads])
    _write_months(store, dyads)
    _write_issues(store, dyads, occurrences)


def _load_occurrences_of(store: Store, dyads: Sequence[str]) -> dict[str, list[Occurrence]]:
    sql = "SELECT dyad, occurrence FROM occurrence_dyad WHERE dyad IN (:keys)"
    pairs = set(fetch(store, sql, dyads))
    found = load_occurrences(store, {key for _, key in pairs})
    of: dict[str, list[Occurrence]] = {dyad: [] for dyad in dyads}
    for dyad, key in pairs:
        of[dyad].append(found[key])
    return {dyad: sorted(rows, key=_order) for dyad, rows in of.items()}


def _load_commitments_of(store: Store, dyads: Sequence[str]) -> dict[str, dict[str, tuple[int, Told[Commitment]]]]:
    """Return the tellings of promises of each pair by their stable names, in order of publication."""
    sql = "SELECT dyad, row FROM dyad_row WHERE dyad IN (:keys) AND list = 'commitments'"
    pairs = set(fetch(store, sql, dyads))
    told = dict(load_rows(store, "commitments", {key for _, key in pairs}))
    of: dict[str, dict[str, tuple[int, Told[Commitment]]]] = {}
    for dyad, key in sorted(pairs, key=lambda pair: (pair[0], _published(told.get(pair[1])))):
        if key in told:
            of.setdefault(dyad, {})[told[key].key] = (key, told[key])
    return of


def _published(told: Told[Any] | None) -> tuple[date, str]:
    return (date.min, "") if told is None else (told.published or date.min, told.key)


def _order(one: Occurrence) -> tuple[date, str]:
    return (one.start or one.first_known or date.min, one.id)


def load_pair_occurrences(store: Store, dyad: str) -> list[Occurrence]:
    """Return the occurrences of a pair, in order of day and id."""
    sql = "SELECT occurrence FROM occurrence_dyad WHERE dyad = :dyad"
    found = load_occurrences(store, [key for (key,) in store.query(sql, {"dyad": dyad})])
    return sorted(found.values(), key=_order)


def load_pair_rows(store: Store, dyad: str, name: str) -> list[tuple[int, Told[Any]]]:
    """Return the told rows of a pair's list with their keys, in order of publication and key of the row."""
    sql = "SELECT row FROM dyad_row WHERE dyad = :dyad AND list = :list"
    keys = [key for (key,) in store.query(sql, {"dyad": dyad, "list": name})]
    return sorted(load_rows(store, name, keys), key=lambda found: _published(found[1]))


def load_coverage(store: Store, dyad: str) -> Coverage:
    """Return the days on which documents of the ledger speak of a pair."""
    days = store.query("SELECT day, documents FROM coverage WHERE dyad = :dyad ORDER BY day", {"dyad": dyad})
    found = [date.fromisoformat(day) for day, documents in days for _ in range(documents)]
    return Coverage(tuple(found), find_last_day(store))


def _write_coverage(store: Store, dyads: Sequence[str]) -> dict[str, list[date]]:
    """Count the documents of each day, near-copies of one text on one day once; return the days of each pair."""
    sql = (
        "SELECT DISTINCT p.dyad, r.day, d.id, d.sketch FROM dyad_row p JOIN reading r ON r.key = p.reading "
        "JOIN document d ON d.key = r.document WHERE p.dyad IN (:keys) AND r.day IS NOT NULL"
    )
    kept: dict[tuple[str, str], list[bytes]] = {}
    for dyad, day, _, sketch in sorted(set(fetch(store, sql, dyads))):
        others = kept.setdefault((dyad, day), [])
        made = bytes.fromhex(sketch)
        if all(alike(made, other) < COPY for other in others):
            others.append(made)
    rows = [(dyad, day, len(sketches)) for (dyad, day), sketches in kept.items()]
    store.insert("coverage", ("dyad", "day", "documents"), rows)
    days: dict[str, list[date]] = {}
    for dyad, day, number in rows:
        days.setdefault(dyad, []).extend([date.fromisoformat(day)] * number)
    return days


def _write_promises(
    store: Store,
    tellings: Mapping[str, Mapping[str, tuple[int, Told[Commitment]]]],
    occurrences: Mapping[str, list[Occurrence]],
    days: Mapping[str, list[date]],
    on: date,
) -> None:
    last = find_last_day(store)
    promises: list[tuple[Any, ...]] = []
    links: dict[tuple[str, str, str, str], tuple[Any, ...]] = {}
    for dyad, rows in tellings.items():
        coverage = Coverage(tuple(days.get(dyad, ())), last)
        for one in follow([told for _, told in rows.values()], occurrences[dyad], coverage, on):
            bounds = map(_iso, (one.made, one.due_from, one.due_to, one.settled))
            promises.append((dyad, one.id, rows[one.key][0], one.status.value, *bounds, _dump(one)))
            for link in one.links:
                name = (dyad, link.promise, link.relation.value, link.target)
                links[name] = (*name, _iso(link.day), link.score, link.reason, link.by)
    store.insert("promise", _PROMISE, promises)
    store.insert("commitment_link", _LINK, links.values())


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _dump(one: Promise) -> str:
    detail = {
        "tellings": one.tellings,
        "key": one.key,
        "due_basis": one.due_basis,
        "on": one.on.isoformat(),
        "rule": one.rule,
        "countries": one.countries,
        "sources": one.sources,
    }
    return json.dumps(detail, ensure_ascii=False)


def load_promises(store: Store, dyad: str, which: str = "") -> list[tuple[Promise, Told[Commitment]]]:
    """Return the promises of a pair with the telling that stands for each, in order of due day and id.

    Args:
        store: the ledger's store.
        dyad: the pair.
        which: a condition of our own in SQL, with its order and limit; all of them when empty.
    """
    sql = "SELECT id, row, status, made, due_from, due_to, settled, detail FROM promise WHERE dyad = :dyad"
    records = store.query(f"{sql} AND {which}" if which else sql, {"dyad": dyad})
    told = dict(load_rows(store, "commitments", {record[1] for record in records}))
    links: dict[str, list[Link]] = {}
    sql = (
        "SELECT promise, relation, target, day, score, reason, made_by FROM commitment_link WHERE dyad = :dyad "
        "AND promise IN (:keys) ORDER BY promise, coalesce(day, ''), relation, target"
    )
    wanted = [record[0] for record in records]
    for promise, relation, target, day, score, reason, by in dict.fromkeys(fetch(store, sql, wanted, {"dyad": dyad})):
        link = Link(promise, Relation(relation), target, read_day(day), score, reason, by)
        links.setdefault(promise, []).append(link)
    found = [(_load(record, told[record[1]], tuple(links.get(record[0], ()))), told[record[1]]) for record in records]
    return sorted(found, key=lambda one: (one[0].due_from or one[0].made or date.min, one[0].id))


def _load(record: Record, told: Told[Commitment], links: tuple[Link, ...]) -> Promise:
    name, _, status, made, due_from, due_to, settled, text = record
    detail = json.loads(text)
    return Promise(
        id=name,
        tellings=tuple(detail["tellings"]),
        row=told.row,
        key=detail["key"],
        made=read_day(made),
        due_from=read_day(due_from),
        due_to=read_day(due_to),
        due_basis=detail["due_basis"],
        status=Status(status),
        on=date.fromisoformat(detail["on"]),
        settled=read_day(settled),
        rule=detail["rule"],
        links=links,
        countries=tuple(detail["countries"]),
        sources=detail["sources"],
    )


def _write_months(store: Store, dyads: Sequence[str]) -> None:
    sql = (
        "INSERT INTO dyad_month (dyad, month, source, event_type, level, occurrences, score, goldstein) "
        "SELECT p.dyad, substr(p.day, 1, 7), CASE WHEN p.target = '' THEN '' ELSE p.source END, o.event_type, o.level, "
        "count(*), sum(coalesce(o.score, 0.0)), sum(coalesce(o.goldstein, 0.0)) "
        "FROM occurrence_dyad p JOIN occurrence o ON o.key = p.occurrence "
        "WHERE p.dyad IN (:keys) AND p.day <> '' AND o.modality IN ('occurred', 'ongoing') "
        "GROUP BY p.dyad, substr(p.day, 1, 7), CASE WHEN p.target = '' THEN '' ELSE p.source END, o.event_type, o.level"
    )
    change(store, sql, dyads)
    sql = (
        "INSERT INTO pair_month (dyad, month, occurrences, contacts, leaders, score, goldstein) "
        "SELECT dyad, month, sum(occurrences), sum(CASE WHEN event_type = 'CONSULT' THEN occurrences ELSE 0 END), "
        "sum(CASE WHEN event_type = 'CONSULT' AND level = 'leader' THEN occurrences ELSE 0 END), sum(score), "
        "sum(goldstein) FROM dyad_month WHERE dyad IN (:keys) GROUP BY dyad, month"
    )
    change(store, sql, dyads)


def _write_issues(store: Store, dyads: Sequence[str], occurrences: Mapping[str, list[Occurrence]]) -> None:
    counts: Counter[tuple[str, str, str, str]] = Counter()
    for dyad, found in occurrences.items():
        for one in found:
            day = one.start or one.first_known
            if day is not None and one.modality.value in _REAL:
                counts.update((dyad, day.isoformat()[:7], issue, "events") for issue in one.issues)
    for name in ("statements", "positions"):
        for dyad, month, issues in _told_issues(store, dyads, name):
            counts.update((dyad, month, issue, name) for issue in issues)
    rows = [(*key, number) for key, number in sorted(counts.items())]
    store.insert("issue_month", ("dyad", "month", "issue", "list", "rows"), rows)


def _told_issues(store: Store, dyads: Sequence[str], name: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield pair, month and issues of each statement or position of some pairs, as people corrected them."""
    table, column = (name.removesuffix("s"), "issues" if name == "statements" else "issue")
    sql = (
        f"SELECT p.dyad, substr(p.day, 1, 7), r.{column}, p.row FROM dyad_row p JOIN {table} r ON r.key = p.row "  # noqa: S608
        "WHERE p.dyad IN (:keys) AND p.list = :list AND p.day <> ''"
    )
    records = set(fetch(store, sql, dyads, {"list": name}))
    corrected = load_corrected(store, name, [record[3] for record in records])
    for dyad, month, said, key in records:
        row = corrected.get(key)
        if row is not None:
            yield dyad, month, row.issues if name == "statements" else (row.issue,)
        elif key not in corrected:
            yield dyad, month, load_list(said) if name == "statements" else (said,)
