"""A brief out of a ledger: what a desk needs before the next meeting, and no more than four pages hold."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, zip_longest
from typing import Any

from summitry.dates import Precision, When
from summitry.knowledge.describe import name_office
from summitry.records import Commitment, EventType, Level, Modality, Place, Position, Quad, Statement, StatementKind
from summitry.show import words
from summitry.show.brief.content import Brief, Cell, Line, Row, Run, Section, Style, clean
from summitry.show.brief.notes import Notes
from summitry.show.relationship import count, name_day
from summitry.show.terminal import shorten
from summitry.show.web.headlines import list_headlines
from summitry.show.web.names import Names, name_dyad
from summitry.track.dyads import Dyad
from summitry.track.ledger import Ledger
from summitry.track.measures import Stand
from summitry.track.measures.stands import NO_OBJECT
from summitry.track.relationship import Relationship, show_relationship
from summitry.track.store import fetch
from summitry.track.values import Occurrence, Promise, Status, Told

SETTLED_FOR = timedelta(days=14)
"""A meeting of leaders younger than this is still news itself: what counts is told since the one before."""
CHANGES, ISSUES, PENDING, SETTLED, QUOTATIONS, PEOPLE, DATES = 9, 6, 5, 8, 8, 10, 6
"""The most rows of the sections."""
SEEN_FOR = timedelta(days=730)
"""Whoever did not act for so long is no longer listed."""
WORDS = 130
"""Characters of a document's words that stand for a promise or a position."""
LONG = 400
"""Characters above which a quotation is taken only if too few shorter ones are there."""
BRIEFEST = 25
ROOM = 2400
"""Characters that quotations fill together; the first stands in full however long it is."""
_ELSEWHERE = "more in the dossier"
_PENDING = (Status.DUE, Status.OPEN)
_REAL = frozenset({Modality.OCCURRED, Modality.ONGOING})
_LEVELS = (Level.OFFICIAL, Level.DEPUTY_MINISTER, Level.MINISTER, Level.LEADER)
_KINDS = (StatementKind.INDIRECT, StatementKind.MIXED, StatementKind.DIRECT)
_LOUD = (Quad.MATERIAL_CONFLICT, Quad.MATERIAL_COOPERATION)


def load_brief(ledger: Ledger, dyad: Dyad | str, as_of: date | None = None, since: date | None = None) -> Brief:
    """Return the brief on two states.

    Args:
        ledger: where they are recorded.
        dyad: the two.
        as_of: answer with what was published by this day; the ledger's last day when None.
        since: first day of what changed; the day on which leaders last met when None.

    Raises:
        LedgerError: the ledger tells nothing of the two by that day.
    """
    found = show_relationship(ledger, dyad, as_of)
    told = {
        name: [
            row
            for row in ledger.rows(found.dyad, name)
            if as_of is None or (row.published is not None and row.published <= as_of)
        ]
        for name in ("statements", "positions")
    }
    sql = "SELECT id, text FROM document WHERE id IN (:keys)"
    texts: dict[str, str] = dict(fetch(ledger.store, sql, [source.id for source in found.sources]))
    return make_brief(found, told["statements"], told["positions"], texts, since)


def make_brief(
    found: Relationship,
    statements: Sequence[Told[Statement]],
    positions: Sequence[Told[Position]],
    texts: Mapping[str, str],
    since: date | None = None,
) -> Brief:
    """Return the brief that a relationship makes.

    Args:
        found: the relationship.
        statements: what was said between the two, as told.
        positions: what they hold, as told.
        texts: the texts of the documents by id; notes without a text name the document alone.
        since: first day of what changed; the day on which leaders last met when None.
    """
    return _Making(found, statements, positions, texts, since or _find_last_time(found)).make()


def _find_last_time(found: Relationship) -> date:
    """Return the day on which the leaders last met, else of the last contact, else the day a year before."""
    rows = [row for row in found.measures.contacts.rows if row.dated and row.until <= found.on - SETTLED_FOR]
    met = [row.until for row in rows if row.level is Level.LEADER]
    return max(met or [row.until for row in rows], default=found.on - timedelta(days=365))


@dataclass(frozen=True, slots=True)
class _Item:
    """A row that competes for room: the weightiest are kept, in order of day."""

    day: date
    weight: float
    row: Row
    told: Told[Any] | None


class _Making:
    """A brief being made. Notes are numbered as the sections are made, so their order counts."""

    def __init__(
        self,
        found: Relationship,
        statements: Sequence[Told[Statement]],
        positions: Sequence[Told[Position]],
        texts: Mapping[str, str],
        since: date,
    ) -> None:
        self.found = found
        self.since = since
        self.statements = statements
        self.stands = {told.key: told for told in positions}
        told: list[Told[Any]] = [*found.reports.values(), *(row for _, row in found.promises), *statements, *positions]
        self.names = Names(told, (party for one in found.occurrences for party in one.parties.values()))
        self.notes = Notes(found.sources, texts)

    def make(self) -> Brief:
        found = self.found
        publishers = len({source.publisher for source in found.sources if source.publisher})
        facts = (
            f"as of {name_day(found.on)}",
            count(len(found.sources), "document", "documents")
            + (f" by {count(publishers, 'publisher', 'publishers')}" if publishers else ""),
            count(len(found.occurrences), "occurrence", "occurrences"),
        )
        situation, since, positions = self.situation(), self.changes(), self.positions()
        commitments, quotations, people, ahead = self.commitments(), self.quotations(), self.people(), self.ahead()
        sections = (situation, since, positions, commitments, quotations, people, ahead)
        return Brief(found.dyad, name_dyad(found.dyad), found.on, facts, *sections, self.notes.all)

    # Sections --------------------------------------------------------------------------------------------------------

    def situation(self) -> Section:
        rows = []
        for one in list_headlines(self.found):
            style = Style.ALARM if one.alarm else Style.STRONG
            value: list[Run] = [Run(clean(one.value), style)]
            detail = "; ".join(clean(part) for part in (one.detail, one.trend) if part)
            value.append(Run(f"  {detail}" if detail else "", note=self.notes.cite(one.told)))
            rows.append((_cell(clean(one.label), Style.STRONG), (tuple(value),)))
        return Section("situation", "Situation", "", ("", ""), (24, 76), tuple(rows))

    def changes(self) -> Section:
        items = [*self._happened(), *self._promised(), *self._turned()]
        kept = _choose(items, CHANGES)
        rows = tuple(self._date(item) for item in kept)
        left = len(items) - len(kept)
        days = (told for told in self.found.sources if told.published and told.published[:10] > self.since.isoformat())
        fact = f"since {name_day(self.since)}: {count(sum(1 for _ in days), 'document', 'documents')}"
        return Section(
            *("since", "Since last time", fact, ("", "", ""), (13, 17, 70), rows),
            more=f"{left} {_ELSEWHERE}" if left else "",
            empty="Nothing that happened, was promised or changed is told.",
        )

    def _date(self, item: _Item) -> Row:
        """Return a row with the note put to its last words, now that it is known to be kept."""
        *cells, last = item.row
        *lines, (*runs, end) = last
        return (*cells, (*lines, (*runs, Run(end.text, end.style, self.notes.cite(item.told)))))

    def _happened(self) -> Iterable[_Item]:
        for one in self.found.occurrences:
            day = one.start or one.first_known
            promised = one.event_type in {EventType.AGREE, EventType.REQUEST} and one.start is None
            if one.modality not in _REAL or day is None or promised or not self.since < day <= self.found.on:
                continue
            level = _LEVELS.index(one.level) if one.level in _LEVELS else 0
            weight = 2 * (one.event_type is EventType.CONSULT) + level + 2 * (one.quad in _LOUD) + one.sources / 10
            report = self._report(one)
            place = words.name_place(Place(one.place, one.country or "---")) if one.place else ""
            kind = words.name_type(one.event_type, one.mode, one.cameo)
            about = [self._pair(one), words.name_level(one.level), place]
            quoted = report.words if report is not None and one.event_type is not EventType.CONSULT else ""
            yield _Item(day, weight, self._row(self._when(one), kind, about, quoted), report)

    def _promised(self) -> Iterable[_Item]:
        for promise, told in self.found.promises:
            settled = promise.settled
            if settled is not None and self.since < settled <= self.found.on and promise.status in words.PROOFS:
                label = f"Promise {words.FATES[promise.status]}"
                row = self._row(name_day(settled), label, [self._act(promise), self._parties(promise)], told.words)
                yield _Item(settled, 6, row, told)
            elif promise.made is not None and self.since < promise.made <= self.found.on and promise.status in _PENDING:
                about = [self._act(promise), self._parties(promise)]
                yield _Item(promise.made, 5, self._row(name_day(promise.made), "New promise", about, told.words), told)

    def _turned(self) -> Iterable[_Item]:
        for trail in self.found.measures.positions:
            for number, stand in enumerate(trail.turns):
                if self.since < stand.day <= self.found.on:
                    label = "Position changed" if number else "New position"
                    about = [f"{self.names.name(stand.side)} on {words.name_issue(stand.issue)}"]
                    row = self._row(name_day(stand.day), label, about, stand.claim)
                    yield _Item(stand.day, 5 if number else 3, row, self.stands.get(stand.key))

    def positions(self) -> Section:
        left, right = self.found.dyad
        trails = self.found.measures.positions
        pairs: dict[str, tuple[Stand | None, Stand | None, str]] = {}
        for gap in self.found.measures.gaps:
            if gap.latest is not None and gap.latest.pairs:
                pair = gap.latest.pairs[0]
                apart = f"{gap.latest.distance:.1f} of 4 steps apart since {name_day(gap.latest.day)}"
                pairs[gap.issue] = (pair.left, pair.right, apart)
        others = {trail.issue for trail in trails} - set(pairs)
        for issue in sorted(others, key=lambda issue: (-sum(len(t.stands) for t in trails if t.issue == issue), issue)):
            sides = [self._latest(issue, side) for side in (left, right)]
            if any(sides):
                pairs[issue] = (sides[0], sides[1], "")
        rows = tuple(
            (
                ((Run(words.name_issue(issue), Style.STRONG),), *(((Run(apart, Style.FAINT),),) if apart else ())),
                self._stand(one),
                self._stand(other),
            )
            for issue, (one, other, apart) in list(pairs.items())[:ISSUES]
        )
        shown = sum(stand is not None for one, other, _ in list(pairs.values())[:ISSUES] for stand in (one, other))
        heads = ("Issue", self.names.name(left), self.names.name(right))
        total = len(trails)
        return Section(
            *("positions", "Positions", count(total, "thing held", "things held") if total else ""),
            *(heads, (18, 41, 41), rows),
            more=f"{total - shown} {_ELSEWHERE}, with their history" if total > shown else "",
        )

    def _latest(self, issue: str, side: str) -> Stand | None:
        rows = [trail.latest for trail in self.found.measures.positions if (trail.issue, trail.side) == (issue, side)]
        return max(rows, key=lambda stand: (stand.day, abs(stand.step), stand.key), default=None)

    def _stand(self, stand: Stand | None) -> Cell:
        if stand is None:
            return _cell("nothing told", Style.FAINT)
        told = self.stands.get(stand.key)
        named = told.row.object if told is not None else None
        what = named or ("" if stand.object == NO_OBJECT else stand.object.replace("-", " "))
        head = clean(f"{words.name_stance(stand.stance)} {shorten(what, 60)}".strip() + f", {name_day(stand.day)}")
        return (
            (Run(head, Style.STRONG),),
            (Run(f"“{shorten(clean(stand.claim), WORDS)}”", Style.QUOTE, self.notes.cite(told)),),
        )

    def commitments(self) -> Section:
        rows = self.found.promises
        tally = Counter(promise.status for promise, _ in rows)
        pending = [row for row in rows if row[0].status in _PENDING]
        pending.sort(key=lambda row: (_PENDING.index(row[0].status), row[0].due_to or date.max, row[0].id))
        settled = [row for row in rows if row[0].status in words.PROOFS]
        settled.sort(key=lambda row: (row[0].settled or row[0].due_to or date.min, row[0].id), reverse=True)
        sorts: dict[bool, list[int]] = {True: [], False: []}
        for place, (promise, _) in enumerate(settled):
            sorts[promise.status in {Status.KEPT, Status.KEPT_LATE}].append(place)
        broken = sorts[False][
            : max(SETTLED // 2, SETTLED - len(sorts[True]))
        ]  # as many as the kept ones leave room for
        chosen = [settled[place] for place in sorted([*broken, *sorts[True][: SETTLED - len(broken)]])]
        shown = [*pending[:PENDING], *chosen]
        left = len(rows) - len(shown)
        return Section(
            "commitments",
            "Commitments and their fate",
            ", ".join(f"{tally[status]} {words.FATES[status]}" for status in Status if tally[status]),
            ("Due", "Promise", "Fate"),
            (14, 60, 26),
            tuple(self._commitment(promise, told) for promise, told in shown),
            more=f"{left} {_ELSEWHERE}" if left else "",
        )

    def _commitment(self, promise: Promise, told: Told[Commitment]) -> Row:
        head = " · ".join(part for part in (self._act(promise), self._parties(promise)) if part)
        note = self.notes.cite(told)
        alarm = promise.status in {Status.DUE, Status.LAPSED, Status.CANCELLED}
        fate: list[Line] = [(Run(words.FATES[promise.status], Style.ALARM if alarm else Style.STRONG),)]
        if proof := self._prove(promise):
            fate.append((Run(proof[0], Style.FAINT, self.notes.cite(proof[1])),))
        return (
            _cell(words.name_when(promise.row.due) or "no date"),
            ((Run(head),), (Run(f"“{shorten(clean(told.words), WORDS)}”", Style.QUOTE, note),)),
            tuple(fate),
        )

    def _prove(self, promise: Promise) -> tuple[str, Told[Any] | None] | None:
        """Return what proves a promise's fate, in a few words, and the row that tells of it."""
        proofs = words.PROOFS.get(promise.status, ())
        link = next((link for link in promise.links if link.relation in proofs), None)
        if link is None:
            return (clean(promise.rule), None) if promise.rule else None
        day = f"{name_day(link.day)}: " if link.day else ""
        act = next((one for one in self.found.occurrences if one.id == link.target), None)
        return clean(f"{day}{link.reason}"), self._report(act) if act is not None else None

    def quotations(self) -> Section:
        chosen = self._choose_quotations()
        rows = []
        for told in chosen:
            row = told.row
            speakers = row.speakers or ((row.speaker,) if row.speaker else ())
            offices = [name_office(p.office) for one in speakers if (p := told.parties.get(one)) and p.office]
            head: list[Line] = [(Run(self._who(speakers) or "speaker not named", Style.STRONG),)]
            day = name_day(told.published) if told.published else ""
            issues = ", ".join(words.name_issue(one) for one in row.issues)
            head += [(Run(part, Style.FAINT),) for part in (", ".join(dict.fromkeys(offices)), day) if part]
            said = clean(row.text)
            quoted = row.kind is StatementKind.DIRECT
            line: list[Run] = [Run(f"“{said}”" if quoted else said, Style.QUOTE, self.notes.cite(told))]
            facts = " · ".join(part for part in (words.name_kind(row.kind), issues) if part)
            rows.append((tuple(head), (tuple(line), (Run(facts, Style.FAINT),))))
        left = len(self.statements) - len(rows)
        return Section(
            *("quotations", "Quotations to use", "in full; in “ ” the speaker's own words, without them as reported"),
            *(("", ""), (24, 76), tuple(rows)),
            more=f"{left} {_ELSEWHERE}" if left else "",
        )

    def _choose_quotations(self) -> list[Told[Statement]]:
        """Return the quotations: the speakers' own words before reported ones, both sides in turn, the latest first."""
        seen: dict[str, Told[Statement]] = {}
        for told in self.statements:
            if told.row.speaker is not None:
                seen.setdefault(clean(told.row.text).casefold(), told)
        rows = sorted(
            seen.values(),
            key=lambda told: (
                len(told.row.text) <= LONG,
                len(told.row.text) >= BRIEFEST,
                _KINDS.index(told.row.kind) > 0,
                told.published or date.min,
                _KINDS.index(told.row.kind),
                told.key,
            ),
            reverse=True,
        )
        sides = [[told for told in rows if (told.row.speaker or "").startswith(side)] for side in self.found.dyad]
        turns = zip_longest(*(side[: QUOTATIONS // 2] for side in sides))
        chosen = [told for turn in turns for told in turn if told is not None]
        chosen += [told for told in rows if told not in chosen][: QUOTATIONS - len(chosen)]
        filled = list(accumulate(len(told.row.text) for told in chosen))
        chosen = [told for told, size in zip(chosen, filled, strict=True) if size <= ROOM or size == filled[0]]
        return sorted(chosen, key=lambda told: (told.published or date.min, told.key), reverse=True)

    def people(self) -> Section:
        met: Counter[str] = Counter()
        seen: dict[str, tuple[date, str, Occurrence]] = {}
        for one in self.found.occurrences:
            day = one.start
            if day is None or day > self.found.on or one.modality not in _REAL:
                continue
            for party in one.parties.values():
                if "/" not in party.id or party.country not in self.found.dyad:
                    continue
                met[party.id] += one.event_type is EventType.CONSULT
                office = party.office or seen.get(party.id, (day, "", one))[1]
                if party.id not in seen or day >= seen[party.id][0]:
                    seen[party.id] = (day, office, one)
        seen = {who: row for who, row in seen.items() if met[who] or row[1]}  # not those who only happen to be named
        recent = [who for who, (day, _, _) in seen.items() if day >= self.found.on - SEEN_FOR]
        recent.sort(key=lambda who: (-met[who], who))
        rows = []
        for side in self.found.dyad:
            for who in [one for one in recent[: 2 * PEOPLE] if one.startswith(side)][: PEOPLE // 2]:
                day, office, last = seen[who]
                name = ((Run(self._who([who]), Style.STRONG),),)
                post = _cell(f"{self.names.name(side)}, {name_office(office) if office else 'office not told'}")
                note = self.notes.cite(self._report(last))
                what = f"{words.name_type(last.event_type, last.mode, last.cameo)}, {self._when(last)}"
                contacts = count(met[who], "contact", "contacts")
                rows.append((name, post, ((Run(f"{contacts}; last seen: {what}", note=note),),)))
        left = len(seen) - len(rows)
        return Section(
            *("people", "People", "", ("", "", ""), (24, 30, 46), tuple(rows)),
            more=f"{left} {_ELSEWHERE}" if left else "",
        )

    def ahead(self) -> Section:
        on = self.found.on
        items: list[_Item] = []
        for promise, told in self.found.promises:
            if promise.status not in _PENDING:
                continue
            last = promise.due_to
            vague = promise.row.due is None
            when = words.name_when(promise.row.due) or (f"by {name_day(last)}" if last else "no date")
            late = f"overdue by {count((on - last).days, 'day', 'days')}" if last and last < on else ""
            note = late or ("no date was promised" if vague else "")
            about = [self._act(promise), self._parties(promise), note]
            label = "Overdue" if late else "Promise due"
            items.append(_Item(last or date.max, 1 - vague, self._row(when, label, about, told.words), told))
        for one in self.found.occurrences:
            planned = one.modality in {Modality.PLANNED, *_REAL} and one.event_type is EventType.CONSULT
            if planned and one.start is not None and (one.end or one.start) > on:
                place = words.name_place(Place(one.place, one.country or "---")) if one.place else ""
                kind = words.name_type(one.event_type, one.mode, one.cameo)
                about = [self._pair(one), words.name_level(one.level), place]
                items.append(
                    _Item(one.start, 2, self._row(self._when(one), kind, about, one.occasion or ""), self._report(one))
                )
        kept = _choose(items, DATES)
        left = len(items) - len(kept)
        return Section(
            *("ahead", "Upcoming dates", "", ("", "", ""), (13, 17, 70), tuple(self._date(item) for item in kept)),
            more=f"{left} {_ELSEWHERE}" if left else "",
            empty="No date lies ahead.",
        )

    # Words -----------------------------------------------------------------------------------------------------------

    def _row(self, when: str, label: str, about: Iterable[str], quoted: str) -> Row:
        """Return a row of when, what, and the rest, with a document's words in the last line."""
        lines: list[Line] = []
        if told := " · ".join(clean(part) for part in about if part):
            lines.append((Run(told),))
        if quoted or not lines:
            lines.append((Run(f"“{shorten(clean(quoted), WORDS)}”", Style.QUOTE),))
        return _cell(when or "no date"), _cell(label, Style.STRONG), tuple(lines)

    def _report(self, one: Occurrence) -> Told[Any] | None:
        return next((self.found.reports[key] for key in one.reports if key in self.found.reports), None)

    def _who(self, ids: Iterable[str]) -> str:
        return clean(", ".join(self.names.name(one) for one in ids))

    def _pair(self, one: Occurrence) -> str:
        left, right = self._who(one.actors), self._who(one.recipients)
        return f"{left} → {right}" if left and right else left or f"→ {right}"

    def _act(self, promise: Promise) -> str:
        row = promise.row
        parts = (words.name_action(row.action), words.name_strength(row.strength), row.occasion or "")
        return clean(" · ".join(part for part in (*parts, words.name_place(row.place)) if part))

    def _parties(self, promise: Promise) -> str:
        by, to = self._who(promise.row.by), self._who(promise.row.to)
        return f"{by} → {to}" if to else by

    def _when(self, one: Occurrence) -> str:
        if one.start is None or one.end is None:
            return f"told {name_day(one.first_known)}" if one.first_known else "no date"
        return words.name_when(When(one.start, one.end, one.precision or Precision.SPAN))


def _cell(text: str, style: Style = Style.PLAIN) -> Cell:
    return ((Run(text, style),),)


def _choose(items: Sequence[_Item], most: int) -> list[_Item]:
    """Return the weightiest items, in order of day."""
    kept = sorted(items, key=lambda item: (-item.weight, -item.day.toordinal()))[:most]
    return sorted(kept, key=lambda item: item.day)
