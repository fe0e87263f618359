"""A readout for people, in a terminal: what happened, who said what, who wants what, what is promised.

Every row stands with the words of the document that carry it and their offsets, so it can be checked at once. It reads
well at 80 columns, without colour, and in a pipe.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from rich.console import Console
from rich.text import Text

from summitry.dates import When
from summitry.records import (
    Readout,
    Row,
    Statement,
    StatementKind,
)
from summitry.show import words

MAX_WIDTH = 100
"""Wider lines are hard to read, so a wide terminal is not used up."""
QUOTE = 240
"""Characters of evidence shown; the rest is cut at a word, with an ellipsis."""
UNSURE = 0.5
"""Rows less probable than this are marked."""
_INDENT = 2
_LABEL = 18
"""Width of the left column."""
_NARROWEST = 20
"""Width of the right column in the narrowest terminal."""
_SPANS = 3
"""Spans of one row that are shown."""
_SECTION = "bold cyan"
_FAINT = "dim"


@dataclass(frozen=True, slots=True)
class _Entry:
    """One row as it is printed: a label on the left, a headline, facts below it."""

    label: str
    headline: str
    facts: tuple[str, ...]
    row: Row


def render_readout(readout: Readout, console: Console, only: Sequence[str] = ()) -> None:
    """Print a readout for people.

    Args:
        readout: what to print.
        console: where to; its width, colours and encoding are kept to.
        only: the lists of rows that were asked for, if not all; they are named where they are empty.
    """
    width = min(console.width, MAX_WIDTH)
    print_text(_head(readout), console, width)
    sections = (
        ("What happened", _events(readout)),
        ("Who said what", _statements(readout)),
        ("Who wants what", _positions(readout)),
        ("What is promised", _commitments(readout)),
        ("What is counted", _claims(readout)),
        ("How the text judges it", _assessments(readout)),
    )
    empty = True
    for title, entries in sections:
        listed = list(entries)
        if listed:
            empty = False
            print_text(Text(f"\n{title}", style=_SECTION), console, width)
            for entry in listed:
                _print_entry(readout, entry, console, width)
    if empty:
        nothing = f"no {' and no '.join(only)}" if only else "nothing between states or their leaders"
        print_text(Text(f"\n{nothing.capitalize()} {'were' if only else 'was'} found in this text."), console, width)
    if readout.notes:
        print_text(Text("\nNotes", style=_SECTION), console, width)
        for note in readout.notes:
            print_text(Text(make_safe(f"{note.rstrip('.')}.")), console, width, indent=_INDENT)


def print_text(text: Text, console: Console, width: int, indent: int = 0) -> None:
    """Print a text wrapped at the width, without the blanks that rich leaves at line ends."""
    for line in text.wrap(console, max(width - indent, _NARROWEST)):
        line.rstrip()
        console.print(Text(" " * indent if line.plain else "") + line, highlight=False, soft_wrap=True)


def shorten(text: str, longest: int = QUOTE) -> str:
    r"""Return a text on one line, cut at a word where it is too long.

    >>> shorten("Abe met  Putin\nin Sochi on Saturday.", 22)
    'Abe met Putin in ...'

    Args:
        text: words of the document.
        longest: characters to return at most.

    Returns:
        The text, or its beginning and three dots.
    """
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    cut = line[: longest - 3]
    head, blank, _ = cut.rpartition(" ")
    return f"{head if blank else cut} ..."


def _head(readout: Readout) -> Text:
    document = readout.document
    head = Text(make_safe(document.title or shorten(document.text, 70)), style="bold")
    facts = [document.publisher or "", _name_day(document.published)]
    counts = [_count(readout.events, "event", "events"), _count(readout.statements, "statement", "statements")]
    counts.append(_count(readout.commitments, "promise", "promises"))
    line = " · ".join(fact for fact in (*facts, ", ".join(c for c in counts if c)) if fact)
    return head.append(f"\n{make_safe(line)}", style="not bold") if line else head


def _count(rows: tuple[object, ...], one: str, many: str) -> str:
    return f"{len(rows)} {one if len(rows) == 1 else many}" if rows else ""


def _name_day(published: str | None) -> str:
    if published is None:
        return "no date"
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return published
    day = words.name_when(When.from_day(moment.date()))
    if len(published) <= len("2014-02-19"):
        return day
    zone = f"{moment:%z}"
    return f"{day}, {moment:%H:%M}" + (f" UTC{zone[:3]}:{zone[3:5]}" if zone else "")


def _names(readout: Readout, ids: Iterable[str]) -> str:
    known = {actor.id: actor.name for actor in readout.actors}
    return ", ".join(known.get(actor_id, actor_id) for actor_id in ids)


def _pair(readout: Readout, left: Iterable[str], right: Iterable[str]) -> str:
    who, whom = _names(readout, left), _names(readout, right)
    if who and whom:
        return f"{who} → {whom}"
    return who or (f"→ {whom}" if whom else "")


def _issues(issues: Iterable[str]) -> str:
    named = ", ".join(words.name_issue(issue) for issue in issues)
    return f"on {named}" if named else ""


def _join(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _by_date(whens: tuple[When | None, When | None]) -> tuple[date, date]:
    start = next((when for when in whens if when is not None), None)
    return (date.max, date.max) if start is None else (start.start, start.end)


def _events(readout: Readout) -> Iterator[_Entry]:
    for event in sorted(readout.events, key=lambda one: _by_date((one.date, None))):
        yield _Entry(
            words.name_when(event.date) or "no date",
            _join(words.name_event(event), words.name_level(event.level), words.name_place(event.place)),
            (_pair(readout, event.actors, event.recipients), _join(_issues(event.issues), event.occasion or "")),
            event,
        )


def _statements(readout: Readout) -> Iterator[_Entry]:
    for statement in readout.statements:
        speakers = statement.speakers or ((statement.speaker,) if statement.speaker else ())
        where = statement.occasion or words.name_place(statement.place)
        heard = _names(readout, statement.addressees)
        yield _Entry(
            _names(readout, speakers) or "unnamed",
            _join(
                statement.cue or words.name_kind(statement.kind),
                f"to {heard}" if heard else "",
                words.name_when(statement.date),
                where,
                _issues(statement.issues),
            ),
            (),
            statement,
        )


def _positions(readout: Readout) -> Iterator[_Entry]:
    for position in readout.positions:
        toward = _names(readout, position.toward)
        yield _Entry(
            _names(readout, (position.holder,)),
            _join(
                f"{words.name_stance(position.stance)} {position.object or words.name_issue(position.issue)}",
                words.name_issue(position.issue) if position.object else "",
                f"toward {toward}" if toward else "",
            ),
            (),
            position,
        )


def _commitments(readout: Readout) -> Iterator[_Entry]:
    for promise in sorted(readout.commitments, key=lambda one: _by_date((one.due, None))):
        yield _Entry(
            words.name_when(promise.due) or "no date",
            _join(
                words.name_action(promise.action),
                words.name_strength(promise.strength),
                promise.occasion or "",
                words.name_place(promise.place),
            ),
            (
                _pair(readout, promise.by, promise.to),
                f"condition: {promise.condition}" if promise.condition else "",
            ),
            promise,
        )


def _claims(readout: Readout) -> Iterator[_Entry]:
    for claim in readout.claims:
        window = words.name_when(claim.window)
        level = words.name_level(claim.level)
        yield _Entry(
            words.name_count(claim),
            _join(_names(readout, claim.actors), level, window) or "-",
            (),
            claim,
        )


def _assessments(readout: Readout) -> Iterator[_Entry]:
    for assessment in readout.assessments:
        yield _Entry(
            words.name_subject(assessment),
            _join(words.name_verdict(assessment.verdict), _names(readout, assessment.actors)),
            (),
            assessment,
        )


def _print_entry(readout: Readout, entry: _Entry, console: Console, width: int) -> None:
    """Print one row: label and headline, then facts, then the evidence behind a bar, as mail programs quote."""
    room = max(width - _INDENT - _LABEL - 1, _NARROWEST)
    headline = Text(make_safe(entry.headline))
    if entry.row.confidence < UNSURE:
        headline.append(f" (unsure: {entry.row.confidence:.2f})", style=_FAINT)
    lines = [*headline.wrap(console, room)]
    for fact in entry.facts:
        lines.extend(Text(make_safe(fact)).wrap(console, room) if fact else ())
    for quote in _quotes(readout, entry.row):
        lines.extend(Text("> ", style=_FAINT) + line for line in Text(quote, style=_FAINT).wrap(console, room - 2))
    labels = Text(make_safe(entry.label), style="bold").wrap(console, _LABEL)
    for number in range(max(len(lines), len(labels))):
        left = labels[number] if number < len(labels) else Text()
        right = lines[number] if number < len(lines) else Text()
        left.rstrip()
        right.rstrip()
        gap = " " * (_LABEL + 1 - left.cell_len) if right.plain else ""
        console.print(Text(" " * _INDENT) + left + Text(gap) + right, highlight=False, soft_wrap=True)


def _quotes(readout: Readout, row: Row) -> Iterator[str]:
    for span in row.evidence[:_SPANS]:
        quote = make_safe(shorten(readout.quote(span)))
        spoken = isinstance(row, Statement) and row.kind is StatementKind.DIRECT and not set(quote) & set('"“”«»')
        yield f"{f'“{quote}”' if spoken else quote} [{span.start}:{span.end}]"
    if len(row.evidence) > _SPANS:
        yield f"(and {len(row.evidence) - _SPANS} more)"


def make_safe(text: str) -> str:
    """Return a text without the control characters with which a document could steer the terminal."""
    return "".join(character if character.isprintable() or character in " \n" else " " for character in text)
