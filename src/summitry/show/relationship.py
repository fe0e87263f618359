"""A relationship for people, in a terminal: who met, what is due, what was counted, who holds what.

Figures stand with the number of rows behind them, and rows with the words that prove them.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from rich.console import Console
from rich.table import Table
from rich.text import Text

from summitry.dates import Precision, When
from summitry.knowledge.tables import read_csv
from summitry.records import EventType, Level, Modality, Place
from summitry.show import words
from summitry.show.terminal import MAX_WIDTH, make_safe, print_text, shorten
from summitry.track.measures import NO_ISSUE, PositionGap, Stand
from summitry.track.relationship import Relationship
from summitry.track.values import Agreement, Check, Occurrence, Promise, Status

_SECTION = "bold cyan"
_FAINT = "dim"
_INDENT = 2
_LABEL = 18
_LEVELS = (Level.LEADER, Level.MINISTER, Level.DEPUTY_MINISTER, Level.OFFICIAL)
_LATEST = 12
"""Occurrences, and settled promises, that are printed unless all are asked for."""
_PENDING = (Status.DUE, Status.OPEN)
_CHECK = {Check.CONFIRMED: "confirmed", Check.CONTRADICTED: "contradicted", Check.NOT_CHECKABLE: "not checkable"}
_FIELD = {"event_type": "it was ", "date": "", "place": "in ", "modality": "it ", "mode": "", "level": ""}
_VALUES = {
    "third-party": "on third ground",
    "leader": "leaders",
    "minister": "ministers",
    "deputy_minister": "deputies",
}
_ISSUES_SHOWN = 6


def render_relationship(found: Relationship, console: Console, *, everything: bool = False) -> None:
    """Print a relationship for people.

    Args:
        found: what to print.
        console: where to; its width, colours and encoding are kept to.
        everything: print every occurrence and promise; else the latest and those still to come.
    """
    page = _Page(found, console, everything=everything)
    page.print_head()
    page.print_contacts()
    page.print_occurrences()
    page.print_promises()
    page.print_claims()
    page.print_positions()
    page.print_attention()
    page.print_measures()


class _Page:
    """One page being printed."""

    def __init__(self, found: Relationship, console: Console, *, everything: bool) -> None:
        self.found = found
        self.console = console
        self.everything = everything
        self.width = min(console.width, MAX_WIDTH)
        self.names = {party.id: party.name for told in found.reports.values() for party in told.parties.values()}
        self.names |= {party.id: party.name for _, told in found.promises for party in told.parties.values()}
        self.names |= name_states()
        self.titles = {source.id: source for source in found.sources}

    def title(self, text: str, fact: str = "") -> None:
        """Print a section's title with what it counts."""
        line = Text(f"\n{text}", style=_SECTION)
        print_text(line.append(f"  {fact}", style=f"not bold {_FAINT}") if fact else line, self.console, self.width)

    def entry(self, label: str, lines: Iterable[Text | str]) -> None:
        """Print a row: a label on the left, lines on the right."""
        room = max(self.width - _INDENT - _LABEL - 1, _LABEL)
        wrapped = [
            part for line in lines for part in (Text(line) if isinstance(line, str) else line).wrap(self.console, room)
        ]
        labels = Text(label, style="bold").wrap(self.console, _LABEL)
        for number in range(max(len(wrapped), len(labels))):
            left = labels[number] if number < len(labels) else Text()
            right = wrapped[number] if number < len(wrapped) else Text()
            left.rstrip()
            right.rstrip()
            gap = " " * (_LABEL + 1 - left.cell_len) if right.plain else ""
            self.console.print(Text(" " * _INDENT) + left + Text(gap) + right, highlight=False, soft_wrap=True)

    def quote(self, text: str, source: str) -> Text:
        """Return words of a document as they are quoted, with where they stand."""
        return Text(f"> {make_safe(shorten(text, 160))} [{make_safe(self.name_source(source))}]", style=_FAINT)

    def name_source(self, document: str) -> str:
        """Return a document as "Kyodo, 8 Feb 2014"."""
        source = self.titles.get(document)
        if source is None:
            return document[:12]
        day = "" if source.published is None else name_day(date.fromisoformat(source.published[:10]))
        return ", ".join(part for part in (source.publisher or shorten(source.title or "", 40), day) if part)

    def who(self, ids: Iterable[str]) -> str:
        """Return names of actors."""
        return make_safe(", ".join(self.names.get(one, one) for one in ids))

    def print_head(self) -> None:
        """Print who, as of when, resting on what."""
        found = self.found
        head = Text(" – ".join(self.names.get(code, code) for code in found.dyad), style="bold")
        publishers = len({source.publisher for source in found.sources if source.publisher})
        facts = [
            f"as of {name_day(found.on)}",
            count(len(found.sources), "document", "documents") + (f" by {publishers} publishers" if publishers else ""),
            count(len(found.occurrences), "occurrence", "occurrences"),
        ]
        print_text(head.append(f"\n{' · '.join(facts)}", style="not bold"), self.console, self.width)

    def print_contacts(self) -> None:
        """Print how often the two met, by year and level, and how long they did not."""
        contacts, silences = self.found.measures.contacts, self.found.measures.silences
        self.title("Contacts", count(contacts.count(), "meeting, visit or call", "meetings, visits and calls"))
        years = sorted({row.day.year for row in contacts.rows})
        if years:
            table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
            table.add_column("", no_wrap=True)
            shown = years if self.everything else years[-8:]
            for year in shown:
                table.add_column(str(year), justify="right")
            for level in _LEVELS:
                cells = [sum(row.level is level and row.day.year == year for row in contacts.rows) for year in shown]
                table.add_row(words.name_level(level) or level.value, *(str(cell or "·") for cell in cells))
            for line in self.console.render_lines(table, self.console.options.update(width=self.width - _INDENT)):
                text = "".join(segment.text for segment in line).rstrip()
                self.console.print(" " * _INDENT + text, highlight=False, soft_wrap=True)
        longest, current = silences.longest_at(), silences.current_at()
        if longest is not None and longest.before is not None:
            days = f"{name_day(longest.after.until)} to {name_day(longest.before.day)}"
            told = count(longest.documents, "document", "documents")
            self.entry("longest silence", [f"{longest.days} days, {days} ({told} in it)"])
        if current is not None:
            self.entry("last contact", [f"{name_day(current.after.until)}, {current.days} days before"])

    def print_occurrences(self) -> None:
        """Print what happened, the reports of each merged, with where they disagree."""
        real = [one for one in self.found.occurrences if one.modality in {Modality.OCCURRED, Modality.ONGOING}]
        met = [one for one in real if one.event_type is EventType.CONSULT]
        merged = sum(one.documents > 1 for one in met)
        self.title("Meetings", f"{count(len(met), 'occurrence', 'occurrences')}, {merged} told by several documents")
        self._list(met)
        others = [one for one in real if one.event_type is not EventType.CONSULT]
        if others:
            self.title("Other acts", count(len(others), "occurrence", "occurrences"))
            self._list(others)

    def _list(self, rows: list[Occurrence]) -> None:
        shown = rows if self.everything else rows[-_LATEST:]
        if len(shown) < len(rows):
            print_text(
                Text(f"... {len(rows) - len(shown)} earlier (--all prints them)", style=_FAINT),
                self.console,
                self.width,
                _INDENT,
            )
        for one in shown:
            when = None
            if one.start is not None and one.end is not None:
                when = When(one.start, one.end, one.precision or Precision.SPAN)
            place = words.name_place(Place(one.place, one.country or "---")) if one.place else ""
            kind = words.name_type(one.event_type, one.mode)
            told = count(one.documents, "document", "documents")
            told += f" ({one.sources} independent)" if one.sources < one.documents else ""
            facts = [kind, words.name_level(one.level), make_safe(place), told]
            lines: list[Text | str] = [" · ".join(fact for fact in facts if fact)]
            lines.append(self.pair(one))
            lines.extend(Text(describe(agreement)) for agreement in one.agreement if agreement.others)
            report = self.found.reports.get(one.reports[0])
            if report is not None:
                lines.append(self.quote(report.words, report.document))
            self.entry(words.name_when(when) or "no date", lines)

    def pair(self, one: Occurrence) -> str:
        """Return who acted toward whom."""
        left, right = self.who(one.actors), self.who(one.recipients)
        return f"{left} → {right}" if left and right else left or f"→ {right}"

    def print_promises(self) -> None:
        """Print promises: those still to come, then those that are settled."""
        rows = list(self.found.promises)
        tally = Counter(promise.status for promise, _ in rows)
        facts = ", ".join(f"{tally[status]} {words.FATES[status]}" for status in Status if tally[status])
        self.title("Promises", facts or "none")
        pending = [row for row in rows if row[0].status in _PENDING]
        settled = [row for row in rows if row[0].status not in _PENDING]
        shown = settled if self.everything else settled[-_LATEST:]
        for promise, told in (*pending, *shown):
            lines: list[Text | str] = [
                Text(words.FATES[promise.status], style="bold").append(Text(self.fate(promise), style="not bold"))
            ]
            row = promise.row
            act = [words.name_action(row.action), words.name_strength(row.strength), row.occasion or ""]
            act.append(words.name_place(row.place))
            lines.append(make_safe(" · ".join(part for part in act if part)))
            by, to = self.who(row.by), self.who(row.to)
            lines.append(f"{by} → {to}" if to else by)
            lines.append(self.quote(told.words, told.document))
            self.entry(words.name_when(row.due) or "no date", lines)
        if len(shown) < len(settled):
            hidden = Text(f"... {len(settled) - len(shown)} more are settled (--all prints them)", style=_FAINT)
            print_text(hidden, self.console, self.width, _INDENT)

    def fate(self, promise: Promise) -> str:
        """Return what proves a promise's status, in a few words."""
        proof = words.PROOFS.get(promise.status, ())
        link = next((link for link in promise.links if link.relation in proof), None)
        if link is not None:
            day = f" {name_day(link.day)}" if link.day else ""
            return make_safe(f"{day}: {link.reason}")
        return make_safe(f": {promise.rule}") if promise.rule else ""

    def print_claims(self) -> None:
        """Print counts that documents state, beside the ledger's own."""
        rows = [row for row in self.found.claims if row.check is not Check.NOT_CHECKABLE or self.everything]
        left = len(self.found.claims) - len(rows)
        tally = Counter(row.check for row in self.found.claims)
        self.title(
            "Counts checked", ", ".join(f"{tally[check]} {_CHECK[check]}" for check in Check if tally[check]) or "none"
        )
        for row in rows:
            lines: list[Text | str] = [f"{words.name_count(row.told.row)}: {make_safe(row.reason)}"]
            if row.counted:
                days = {one.id: one for one in self.found.occurrences}
                named = [
                    name_day(d)
                    for one in row.counted
                    if one in days and (d := days[one].start or days[one].first_known)
                ]
                lines.append(f"counted: {', '.join(named)}")
            lines.append(self.quote(row.told.words, row.told.document))
            self.entry(_CHECK[row.check], lines)
        if left:
            hidden = Text(f"... {left} not checkable (--all prints them)", style=_FAINT)
            print_text(hidden, self.console, self.width, _INDENT)

    def print_positions(self) -> None:
        """Print where each side stands, issue by issue, the widest gap first."""
        gaps = [gap for gap in self.found.measures.gaps if gap.latest is not None]
        trails = self.found.measures.positions
        self.title("Positions", count(len(trails), "thing that a side holds", "things that a side holds"))
        for gap in gaps if self.everything else gaps[:_ISSUES_SHOWN]:
            self._print_gap(gap)
        if not gaps:
            for trail in trails[:_ISSUES_SHOWN]:
                self.entry(words.name_issue(trail.issue), self._stand(trail.latest))

    def _print_gap(self, gap: PositionGap) -> None:
        latest = gap.latest
        if latest is None:
            return
        lines: list[Text | str] = [f"{latest.distance:.1f} of 4 steps apart ({latest.basis.value.replace('_', ' ')})"]
        for pair in latest.pairs[:1]:
            lines.extend(self._stand(pair.left))
            lines.extend(self._stand(pair.right))
        self.entry(words.name_issue(gap.issue), lines)

    def _stand(self, stand: Stand) -> list[Text | str]:
        what = "" if stand.object == "-" else f" {stand.object}"
        name = self.names.get(stand.side, stand.side)
        document = next((source.id for source in self.found.sources if stand.key.startswith(source.id[:16])), "")
        return [
            make_safe(f"{name} {words.name_stance(stand.stance)}{what}, {name_day(stand.day)}"),
            self.quote(stand.claim, document),
        ]

    def print_attention(self) -> None:
        """Print shares of attention, and whether contacts crowd the hard issue out."""
        shares = self.found.measures.attention
        self.title("Attention", "share of what was done, said and held on each issue")
        for issue in shares.issues()[:_ISSUES_SHOWN]:
            share = shares.share(issue)
            if share is not None:
                rows = sum(number for cell in shares.cells if cell.issue == issue for number in cell.rows.values())
                self.entry(words.name_issue(issue), [f"{share:5.0%}  {'#' * round(share * 40)} ({rows} rows)"])
        alarm = self.found.measures.crowding
        self.entry(f"crowding out: {alarm.verdict.value.replace('_', ' ')}", [make_safe(alarm.reason)])

    def print_measures(self) -> None:
        """Print reliability, tone and tracks."""
        measures = self.found.measures
        self.title("Reliability", "promises kept, half for those kept in part; with its interval")
        for side in (measures.reliability.left, measures.reliability.right):
            self.entry(self.names.get(side.side, side.side), [str(side).partition(": ")[2]])
        self.title("Tone", "PLOVER points a month, smoothed; Goldstein beside")
        for direction, months in sorted(measures.cooperation.smoothed.items()):
            last = months[-1] if months else None
            if last is not None:
                tone = f"{last.net:+.2f} (cooperation {last.cooperation:.2f}, conflict {last.conflict:.2f})"
                self.entry(direction, [f"{tone}, Goldstein {last.goldstein:+.2f}, {last.month}"])
        self.title("Tracks", "levels side by side: contacts, and issues on which acts or promises followed")
        for track in measures.tracks.rows:
            moved = [row.issue for row in track.issues if row.issue != NO_ISSUE]
            issues = ", ".join(words.name_issue(issue) for issue in moved[:_ISSUES_SHOWN])
            line = count(len(track.contacts), "contact", "contacts") + (f"; moved {issues}" if issues else "")
            self.entry(words.name_level(track.level) or "level not told", [line])


def describe(agreement: Agreement) -> str:
    """Return an agreement in words.

    >>> describe(Agreement("date", "2014-02-08", 3, 5, (("2014-02-09", 2),)))
    '3 of 5 sources say 8 Feb 2014, 2 say 9 Feb 2014'
    """
    named = [(name_value(agreement.field, value), said) for value, said in agreement.others]
    others = ", ".join(f"{said} {'says' if said == 1 else 'say'} {value}" for value, said in named)
    field = _FIELD.get(agreement.field, f"{agreement.field} ")
    value = name_value(agreement.field, agreement.value)
    return make_safe(f"{agreement.said} of {agreement.of} sources say {field}{value}, {others}")


def name_value(field: str, value: str) -> str:
    """Return a value of an agreement as people read it.

    >>> name_value("date", "2018-11-21/2018-11-30"), name_value("mode", "third-party")
    ('21-30 Nov 2018', 'on third ground')
    """
    if field == "date":
        first, _, last = value.partition("/")
        try:
            start, end = date.fromisoformat(first), date.fromisoformat(last or first)
        except ValueError:
            return value
        return words.name_when(When(start, end, Precision.DAY if start == end else Precision.SPAN))
    return _VALUES.get(value, value.replace("_", " "))


def count(number: int, one: str, many: str) -> str:
    """Return a number with its noun.

    >>> count(1, "report", "reports"), count(2, "report", "reports")
    ('1 report', '2 reports')
    """
    return f"{number:,} {one if number == 1 else many}"


def name_day(day: date) -> str:
    """Return a day as "8 Feb 2014"."""
    return words.name_when(When.from_day(day))


def name_states() -> dict[str, str]:
    """Return the names of states by code."""
    return {row["id"]: row["name"] for row in read_csv("world/states.csv")}
