r"""iCalendar: promised meetings and deadlines that lie ahead, for the calendar of a desk.

A meeting, visit, negotiation or signing that is due within a month or less stands as an event over its days; what is
due within a longer time, and every other act, stands on the last day of it. The UID of an event is that of its promise,
so importing a later export changes the events instead of doubling them.

Source: RFC 5545.
"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from summitry.records import Action, Strength
from summitry.show.export.cells import one_line
from summitry.show.export.extract import Due, Extract
from summitry.show.export.written import LeftOut, Written
from summitry.track.values import Promise, Status

WIDTH = 75
"""Octets of a line; longer ones are folded."""
LONGEST = 31
"""Days of the longest window that stands as an event over all its days."""

_LABELS = {
    Action.MEET: "Meeting",
    Action.VISIT: "Visit",
    Action.NEGOTIATE: "Talks",
    Action.SIGN: "Signing",
    Action.COOPERATE: "Cooperation",
    Action.AID: "Aid",
    Action.WITHDRAW: "Withdrawal",
    Action.RELEASE: "Release",
    Action.REFRAIN: "Restraint",
    Action.OTHER: "Undertaking",
}
_GATHERINGS = frozenset({Action.MEET, Action.VISIT, Action.NEGOTIATE, Action.SIGN})
_FIRM = frozenset({Strength.AGREED, Strength.PLEDGED})
_AHEAD = frozenset({Status.OPEN, Status.DUE})
_LAST = date.max - timedelta(days=1)
_DOMAIN = "summitry.invalid"
"""UIDs end in a name that nobody can own (RFC 2606)."""


def write_ical(extract: Extract, file: Path) -> Written:
    """Write the promises that are open or due, as all-day events."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Summitry//Promises ahead//EN", "CALSCALE:GREGORIAN"]
    name = f"Summitry {extract.dyad}" if extract.dyad is not None else "Summitry"
    lines.append(f"X-WR-CALNAME:{escape(name)}")
    written = 0
    left = LeftOut()
    for due in extract.promises():
        promise = due.promise
        if promise.status not in _AHEAD:
            left.add("settled: kept, lapsed, cancelled, replaced or unknown")
        elif promise.due_to is None or promise.due_basis == "vague":
            left.add("ahead, but no date was named")
        else:
            lines += _make_event(due, promise.due_from or promise.due_to, promise.due_to)
            written += 1
    lines.append("END:VCALENDAR")
    file.write_bytes("".join(map(fold, lines)).encode("utf-8", "replace"))
    return Written(written, "events", left.reasons())


def _make_event(due: Due, first: date, last: date) -> list[str]:
    promise, row, place = due.promise, due.promise.row, due.promise.row.place
    spans = row.action in _GATHERINGS and (last - first).days < LONGEST
    start = first if spans else last
    known = datetime(promise.on.year, promise.on.month, promise.on.day, tzinfo=UTC)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{promise.id}@{_DOMAIN}",
        f"DTSTAMP:{known:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{_show(start)}",
        f"DTEND;VALUE=DATE:{_show(min(last, _LAST) + timedelta(days=1))}",
        f"SUMMARY:{escape(summarise(due, last_day=not spans and first != last))}",
        f"DESCRIPTION:{escape(_describe(due))}",
        f"CATEGORIES:{','.join(escape(name) for name in (row.action.value, *due.dyads))}",
        f"STATUS:{'CONFIRMED' if row.strength in _FIRM else 'TENTATIVE'}",
        "TRANSP:TRANSPARENT",
    ]
    if place is not None:
        lines.append(f"LOCATION:{escape(one_line(place.name))}")
        if place.latitude is not None and place.longitude is not None:
            lines.append(f"GEO:{place.latitude};{place.longitude}")
    return [*lines, "END:VEVENT"]


def summarise(due: Due, *, last_day: bool) -> str:
    """Return a promise in one line: what is due, who has to do it toward whom, and whether this is the last day."""
    row, parties = due.promise.row, due.told.parties

    def name(ids: tuple[str, ...]) -> str:
        return ", ".join(one_line(parties[actor].name) for actor in ids if actor in parties)

    by, to = name(row.by), name(row.to)
    who = f"{by} → {to}" if by and to else by or to or ", ".join(due.dyads)
    told = f" of “{one_line(row.due.text)}”" if row.due and row.due.text else ""
    return f"{_LABELS[row.action]}: {who}{f' (last day{told})' if last_day else ''}"


def _describe(due: Due) -> str:
    promise, told = due.promise, due.told
    lines = [f"“{one_line(told.words)}”"]
    published = told.published.isoformat() if told.published else None
    said = ", ".join(filter(None, (told.publisher, published)))
    if said:
        lines.append(said)
    lines.append(_tell_window(promise))
    if promise.row.condition:
        lines.append(f"Condition: {one_line(promise.row.condition)}")
    lines.append(f"{promise.status.value} on {promise.on.isoformat()} ({promise.rule})")
    return "\n".join(lines)


def _tell_window(promise: Promise) -> str:
    words = f" (“{one_line(promise.row.due.text)}”)" if promise.row.due and promise.row.due.text else ""
    days = [day.isoformat() for day in dict.fromkeys((promise.due_from, promise.due_to)) if day is not None]
    return f"Due {' to '.join(days)}{words}"


def escape(text: str) -> str:
    r"""Return a text as a value: backslashes, commas and semicolons marked, line ends written as ``\n``.

    >>> print(escape("Tokyo; spring, perhaps"))
    Tokyo\; spring\, perhaps
    """
    marked = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    lines = marked.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\\n".join("".join(sign for sign in line if sign.isprintable() or sign == "\t") for line in lines)


def fold(line: str) -> str:
    r"""Return a line with its line end, broken after 75 octets; no letter is broken.

    >>> fold("SUMMARY:" + "é" * 40).count("\r\n ")
    1
    """
    parts: list[str] = []
    size, start = 0, 0
    for place, sign in enumerate(line):
        octets = len(sign.encode("utf-8", "replace"))
        if size + octets > WIDTH:
            parts.append(line[start:place])
            size, start = 1, place  # the blank that marks a line that goes on
        size += octets
    return "\r\n ".join([*parts, line[start:]]) + "\r\n"


def _show(day: date) -> str:
    return day.isoformat().replace("-", "")
