"""The figures at the head of a relationship's page: each with its trend, its day and the words that carry it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from summitry.records import Level
from summitry.show.relationship import count, name_day
from summitry.show.web.addresses import to_occurrence
from summitry.show.words import name_issue, name_level, name_type
from summitry.track.measures import Contact, Crowding
from summitry.track.relationship import Relationship
from summitry.track.values import Status, Told

YEAR = timedelta(days=365)
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Headline:
    """One figure.

    Attributes:
        label: what it is.
        value: it.
        detail: what belongs to it.
        trend: how it changed, in words with a sign before them; empty where nothing can be compared.
        on: the day as of which it holds.
        link: address of what lies below it, or empty.
        told: row whose words carry it, or None.
        name: list of that row.
        alarm: whether it asks for attention.
    """

    label: str
    value: str
    detail: str
    trend: str
    on: date
    link: str = ""
    told: Told[Any] | None = None
    name: str = "events"
    alarm: bool = False


def list_headlines(found: Relationship) -> tuple[Headline, ...]:
    """Return the figures of a relationship, those first that a desk asks first."""
    return (*_contacts(found), *_promises(found), *_gap(found), _crowding(found), *_tone(found))


def _contacts(found: Relationship) -> Iterator[Headline]:
    silences, contacts, on = found.measures.silences, found.measures.contacts, found.on
    known = {one.id: one for one in found.occurrences}
    for label, level in (("Last contact", None), ("Last met as leaders", Level.LEADER)):
        silence = silences.current_at(level)
        if silence is None:
            yield Headline(label, "not known", "no dated contact", "", on)
            continue
        last = silence.after
        longest = silences.longest_at(level)
        trend = f"longest silence before: {longest.days:,} days" if longest is not None else ""
        one = known.get(last.id)
        told = found.reports.get(one.reports[0]) if one is not None else None
        what = name_type(one.event_type, one.mode) if one is not None else "Contact"
        parts = [what, name_level(last.level), last.place or "", f"{silence.days:,} days ago"]
        yield Headline(
            label, name_day(last.until), " · ".join(p for p in parts if p), trend, on, to_occurrence(last.id), told
        )
    now = _between(contacts.rows, on - YEAR, on)
    before = _between(contacts.rows, on - 2 * YEAR, on - YEAR)
    yield Headline(
        "Contacts in a year",
        f"{now:,}",
        f"meetings, visits and calls since {name_day(on - YEAR)}",
        _compare(now, before, "the year before"),
        on,
        "#timeline",
    )


def _between(rows: tuple[Contact, ...], after: date, until: date) -> int:
    return sum(after < row.day <= until for row in rows)


def _compare(now: float, before: float, when: str, form: str = ",.0f") -> str:
    if now == before:
        return f"= as {when} ({format(before, form)})"
    return f"{'▲' if now > before else '▼'} from {format(before, form)} {when}"


def _promises(found: Relationship) -> Iterator[Headline]:
    rows = found.promises
    due = [told for promise, told in rows if promise.status is Status.DUE]
    waiting = [told for promise, told in rows if promise.status is Status.OPEN]
    lapsed = [promise for promise, _ in rows if promise.status is Status.LAPSED]
    last = max((promise.settled for promise in lapsed if promise.settled), default=None)
    first = next(iter((*due, *waiting)), None)
    yield Headline(
        "Promises pending",
        f"{len(due) + len(waiting)}",
        f"{len(due)} due, {len(waiting)} open",
        f"{count(len(lapsed), 'lapsed', 'lapsed')}{f', last on {name_day(last)}' if last else ''}" if lapsed else "",
        found.on,
        "#promises",
        first,
        "commitments",
        bool(due),
    )


def _gap(found: Relationship) -> Iterator[Headline]:
    gap = next((gap for gap in found.measures.gaps if gap.latest is not None), None)
    if gap is None or gap.latest is None:
        return
    latest, history = gap.latest, gap.history
    trend = ""
    if len(history) > 1:
        trend = _compare(latest.distance, history[-2].distance, f"since {name_day(history[-2].day)}", ".1f")
    yield Headline(
        f"Furthest apart: {name_issue(gap.issue)}",
        f"{latest.distance:.1f} of 4",
        f"so since {name_day(latest.day)}; compared by {latest.basis.value}",
        trend,
        found.on,
        "#positions",
    )


_VERDICTS = {Crowding.ALARM: "alarm", Crowding.QUIET: "no alarm"}


def _crowding(found: Relationship) -> Headline:
    alarm = found.measures.crowding
    before, after = alarm.share_before, alarm.share_after
    trend = ""
    if before is not None and after is not None:
        trend = _compare(after, before, "in the first half of the window", ".0%")
    return Headline(
        f"Crowding out of {name_issue(alarm.issue)}",
        _VERDICTS.get(alarm.verdict, alarm.verdict.value.replace("_", " ")),
        f"its share of attention is {after:.0%} of late" if after is not None else alarm.reason,
        trend,
        found.on,
        "#attention",
        alarm=alarm.verdict is Crowding.ALARM,
    )


def _tone(found: Relationship) -> Iterator[Headline]:
    line = found.measures.cooperation.smoothed.get("all", ())
    if not line:
        return
    last = line[-1]
    past = line[-1 - _MONTHS] if len(line) > _MONTHS else None
    yield Headline(
        "Tone",
        f"{last.net:+.1f}",
        f"PLOVER points a month: cooperation {last.cooperation:.1f}, conflict {last.conflict:.1f}",
        _compare(last.net, past.net, "a year before", "+.1f") if past is not None else "",
        found.on,
        "#tone",
    )
