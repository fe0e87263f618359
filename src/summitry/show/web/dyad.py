"""A relationship as its page shows it, and the tables and charts that can be taken from it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from summitry.records import EventType, Level, Modality
from summitry.show.charts import Figure, chart_attention, chart_gaps, chart_timeline, chart_tone
from summitry.show.charts.timeline import day_of, level_words
from summitry.show.relationship import name_day
from summitry.show.web.filters import ROWS, Filters
from summitry.show.web.finding import find_changes, find_latest
from summitry.show.web.headlines import Headline, list_headlines
from summitry.show.web.names import Names
from summitry.show.words import FATES, PROOFS, name_issue, name_type
from summitry.track.ledger import Change, Ledger
from summitry.track.measures import NO_ISSUE, PositionGap, Trail
from summitry.track.relationship import Relationship, Source
from summitry.track.values import Check, CheckedClaim, Occurrence, Promise, Status, Told

QUOTATIONS = 30
"""Quotations on a page, the latest."""
PENDING = (Status.DUE, Status.OPEN)
_CHECKED = (Check.CONTRADICTED, Check.CONFIRMED, Check.NOT_CHECKABLE)

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Fate:
    """A promise with what became of it.

    Attributes:
        promise: it.
        told: the telling that stands for it.
        words: its fate: "kept late".
        proof: why, in a few words.
        occurrence: id of the occurrence that proves it, or empty.
        key: key of the commitment row that proves it, or empty.
        late: days by which its window is over, 0 for none.
    """

    promise: Promise
    told: Told[Any]
    words: str
    proof: str
    occurrence: str
    key: str
    late: int


@dataclass(frozen=True, slots=True)
class Stands:
    """What both sides hold on one issue.

    Attributes:
        issue: issue key.
        gap: how far apart they are, or None.
        left: what the first state holds, the latest first.
        right: what the second holds.
    """

    issue: str
    gap: PositionGap | None
    left: tuple[Trail, ...]
    right: tuple[Trail, ...]


class DyadPage:
    """What the page of a relationship shows."""

    def __init__(self, ledger: Ledger, found: Relationship, filters: Filters) -> None:
        """Gather it; call it in the ledger's thread.

        Args:
            ledger: for the latest quotations and the history.
            found: the relationship.
            filters: what is asked for.
        """
        self.found = found
        self.filters = filters
        self.dyad = found.dyad
        self.statements = self._read_statements(ledger)
        told: list[Told[Any]] = [*found.reports.values(), *(told for _, told in found.promises), *self.statements]
        self.names = Names(told, (party for one in found.occurrences for party in one.parties.values()))
        self.left, self.right = (self.names.name(code) for code in found.dyad)
        self.sources = {source.id: source for source in found.sources}
        self.occurrences = tuple(one for one in reversed(found.occurrences) if filters.keeps(one))
        self.by_id = {one.id: one for one in found.occurrences}
        self.changes = self._read_changes(ledger)

    def _read_statements(self, ledger: Ledger) -> tuple[Told[Any], ...]:
        rows = find_latest(ledger, str(self.found.dyad), "statements", 2 * QUOTATIONS, self.filters.issue)
        day = self.filters.as_of
        return tuple(one for one in rows if day is None or (one.published is not None and one.published <= day))[
            :QUOTATIONS
        ]

    def _read_changes(self, ledger: Ledger) -> list[tuple[str, str, list[Change]]]:
        """Return (time to the minute, kind, entries), newest first."""
        subjects = {*self.sources, *self.by_id, *self.found.reports}
        grouped: dict[tuple[str, str], list[Change]] = {}
        for one in find_changes(ledger, subjects, self.filters.since):
            grouped.setdefault((one.at[:16].replace("T", " "), one.kind), []).append(one)
        return [(at, kind, entries) for (at, kind), entries in grouped.items()]

    # Parts of the page -----------------------------------------------------------------------------------------------

    @property
    def headlines(self) -> tuple[Headline, ...]:
        """The figures at its head."""
        return list_headlines(self.found)

    @property
    def pages(self) -> int:
        """Pages of occurrences."""
        return max(1, -(-len(self.occurrences) // ROWS))

    @property
    def shown(self) -> tuple[Occurrence, ...]:
        """The occurrences of the page asked for."""
        start = (min(self.filters.page, self.pages) - 1) * ROWS
        return self.occurrences[start : start + ROWS]

    @property
    def issues(self) -> list[str]:
        """Issues that can be asked for, most told first."""
        tally = Counter(issue for one in self.found.occurrences for issue in one.issues)
        tally.update(trail.issue for trail in self.found.measures.positions)
        return [issue for issue, _ in sorted(tally.items(), key=lambda item: (-item[1], item[0]))]

    @property
    def levels(self) -> list[Level]:
        """Levels that can be asked for."""
        used = {one.level for one in self.found.occurrences}
        return [level for level in Level if level in used]

    @property
    def types(self) -> list[EventType]:
        """Types that can be asked for."""
        used = {one.event_type for one in self.found.occurrences}
        return [kind for kind in EventType if kind in used]

    @property
    def fates(self) -> tuple[Fate, ...]:
        """The promises asked for: those due, those open, then the others, the latest first."""
        rows = [
            self._judge(promise, told)
            for promise, told in self.found.promises
            if not self.filters.issue or self.filters.issue in promise.row.issues
        ]
        pending = [row for row in rows if row.promise.status in PENDING]
        pending.sort(
            key=lambda row: (PENDING.index(row.promise.status), row.promise.due_to or date.max, row.promise.id)
        )
        settled = [row for row in rows if row.promise.status not in PENDING]
        settled.sort(
            key=lambda row: (str(row.promise.settled or row.promise.due_to or ""), row.promise.id), reverse=True
        )
        return (*pending, *settled)

    def _judge(self, promise: Promise, told: Told[Any]) -> Fate:
        proof = PROOFS.get(promise.status, ())
        link = next((link for link in promise.links if link.relation in proof), None)
        late = 0
        if promise.status is Status.DUE and promise.due_to is not None:
            late = max(0, (self.found.on - promise.due_to).days)
        if link is None:
            return Fate(promise, told, FATES[promise.status], promise.rule, "", "", late)
        day = f"{name_day(link.day)}: " if link.day else ""
        held = link.target in self.by_id
        return Fate(
            promise,
            told,
            FATES[promise.status],
            f"{day}{link.reason}",
            link.target if held else "",
            "" if held or "/" not in link.target else link.target,
            late,
        )

    @property
    def stands(self) -> tuple[Stands, ...]:
        """What both sides hold, the widest gap first."""
        gaps = {gap.issue: gap for gap in self.found.measures.gaps}
        trails: dict[str, tuple[list[Trail], list[Trail]]] = {}
        for trail in self.found.measures.positions:
            if trail.side in self.dyad:
                sides = trails.setdefault(trail.issue, ([], []))
                sides[self.dyad.index(trail.side)].append(trail)
        order = [*(issue for issue in gaps if issue in trails), *sorted(issue for issue in trails if issue not in gaps)]
        return tuple(
            Stands(issue, gaps.get(issue), *(_newest(side) for side in trails[issue]))
            for issue in order
            if not self.filters.issue or issue == self.filters.issue
        )

    @property
    def claims(self) -> tuple[CheckedClaim, ...]:
        """The counts that documents state: those contradicted first."""
        return tuple(sorted(self.found.claims, key=lambda one: (_CHECKED.index(one.check), one.told.key)))

    @property
    def tracks(self) -> list[tuple[str, int, list[tuple[str, int, int, int, int]]]]:
        """(level, contacts, issues with acts, promises made, kept, lapsed) of each track."""
        return [
            (
                level_words(track.level),
                len(track.contacts),
                [
                    (
                        "no issue named" if row.issue == NO_ISSUE else name_issue(row.issue),
                        len(row.moves),
                        len(row.made),
                        len(row.kept),
                        len(row.lapsed),
                    )
                    for row in track.issues
                ],
            )
            for track in self.found.measures.tracks.rows
        ]

    def source(self, document: str) -> Source:
        """Return a document of the pair by its id or the first digits of it."""
        return self.sources.get(document) or next(
            (source for name, source in self.sources.items() if name.startswith(document)),
            Source(document, None, None, None),
        )

    def report(self, one: Occurrence) -> Told[Any] | None:
        """Return the first report of an occurrence."""
        return self.found.reports.get(one.reports[0])

    def is_real(self, one: Occurrence) -> bool:
        """Tell whether an occurrence took place or goes on."""
        return one.modality in {Modality.OCCURRED, Modality.ONGOING}

    # What can be taken from it ---------------------------------------------------------------------------------------

    def figure(self, name: str) -> Figure:
        """Return one of its charts.

        Raises:
            KeyError: it has no such chart.
        """
        measures = self.found.measures
        makers: dict[str, Callable[[], Figure]] = {
            "timeline": lambda: chart_timeline(self.occurrences),
            "attention": lambda: chart_attention(measures.attention),
            "tone": lambda: chart_tone(measures.cooperation),
            "gaps": lambda: chart_gaps(measures.gaps, self.found.on),
        }
        return makers[name]()

    def table(self, name: str) -> tuple[tuple[str, ...], list[Row]]:
        """Return one of its tables: columns and rows, as its filters leave them.

        Raises:
            KeyError: it has no such table.
        """
        makers: dict[str, Callable[[], tuple[tuple[str, ...], list[Row]]]] = {
            "occurrences": self._table_occurrences,
            "promises": self._table_promises,
            "positions": self._table_positions,
            "quotations": self._table_quotations,
            "claims": self._table_claims,
            "reliability": self._table_reliability,
            "tracks": self._table_tracks,
        }
        if name in makers:
            return makers[name]()
        figure = self.figure(name)
        return figure.columns, list(figure.rows)

    def _names(self, ids: tuple[str, ...]) -> str:
        return "; ".join(self.names.name(one) for one in ids)

    def _table_occurrences(self) -> tuple[tuple[str, ...], list[Row]]:
        columns = (
            *("id", "day", "until", "what", "type", "mode", "modality", "level", "place", "country"),
            *("actors", "recipients", "issues", "cameo", "score", "documents", "sources", "confidence"),
        )
        return columns, [
            (
                *(one.id, str(day_of(one) or ""), str(one.end or ""), name_type(one.event_type, one.mode)),
                *(one.event_type.value, one.mode, one.modality.value, one.level.value, one.place, one.country),
                *(self._names(one.actors), self._names(one.recipients), "; ".join(one.issues), one.cameo, one.score),
                *(one.documents, one.sources, round(one.confidence, 3)),
            )
            for one in self.occurrences
        ]

    def _table_promises(self) -> tuple[tuple[str, ...], list[Row]]:
        columns = (
            "id",
            "status",
            "made",
            "due_from",
            "due_to",
            "settled",
            "by",
            "to",
            "action",
            "proof",
            "words",
            "row",
        )
        return columns, [
            (
                *(row.promise.id, row.promise.status.value, *map(_text, (row.promise.made, row.promise.due_from))),
                *(*map(_text, (row.promise.due_to, row.promise.settled)), self._names(row.promise.row.by)),
                *(self._names(row.promise.row.to), row.promise.row.action.value, row.proof, row.told.words),
                row.told.key,
            )
            for row in self.fates
        ]

    def _table_positions(self) -> tuple[tuple[str, ...], list[Row]]:
        columns = ("issue", "side", "object", "day", "stance", "step", "holder", "claim", "row")
        return columns, [
            (
                *(stand.issue, stand.side, stand.object, _text(stand.day), stand.stance and stand.stance.value),
                *(stand.step, stand.holder, stand.claim, stand.key),
            )
            for stands in self.stands
            for trail in (*stands.left, *stands.right)
            for stand in trail.stands
        ]

    def _table_quotations(self) -> tuple[tuple[str, ...], list[Row]]:
        columns = ("published", "publisher", "speaker", "kind", "text", "issues", "row")
        return columns, [
            (
                *(_text(told.published), told.publisher, self._names((told.row.speaker,) if told.row.speaker else ())),
                *(told.row.kind.value, told.row.text, "; ".join(told.row.issues), told.key),
            )
            for told in self.statements
        ]

    def _table_claims(self) -> tuple[tuple[str, ...], list[Row]]:
        columns = ("check", "kind", "about", "stated", "counted", "reason", "words", "row")
        return columns, [
            (
                *(one.check.value, one.told.row.kind.value, one.told.row.about.value, one.told.row.value, one.found),
                *(one.reason, one.told.words, one.told.key),
            )
            for one in self.claims
        ]

    def _table_reliability(self) -> tuple[tuple[str, ...], list[Row]]:
        columns = ("side", "rate", "low", "high", "decided", *(f"{status.value}" for status in Status))
        sides = (self.found.measures.reliability.left, self.found.measures.reliability.right)
        return columns, [
            (
                *(side.side, side.rate, *(round(bound, 4) for bound in side.interval), side.decided),
                *(len(side.promises.get(status, ())) for status in Status),
            )
            for side in sides
        ]

    def _table_tracks(self) -> tuple[tuple[str, ...], list[Row]]:
        columns = ("level", "contacts", "issue", "acts", "promises made", "kept", "lapsed")
        return columns, [(level, contacts, *row) for level, contacts, issues in self.tracks for row in issues]


def _text(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _newest(trails: list[Trail]) -> tuple[Trail, ...]:
    return tuple(sorted(trails, key=lambda trail: (trail.latest.day, trail.object), reverse=True))
