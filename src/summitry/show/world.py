"""What a name means, for people, in a terminal: the answer, its reason, the places, and the rows that bear it out."""

from collections.abc import Iterable, Iterator
from datetime import date

from rich.console import Console
from rich.text import Text

from summitry.dates import When
from summitry.knowledge.describe import join_names, name_office
from summitry.knowledge.entries import Resolution
from summitry.knowledge.explain import Answer, Evidence, Spot
from summitry.knowledge.reasons import with_article
from summitry.records import ActorKind, Level
from summitry.show import words
from summitry.show.terminal import MAX_WIDTH

_INDENT = 2
_LABEL = 18
_NARROWEST = 20
_SECTION = "bold cyan"
_FAINT = "dim"
_KINDS = {
    ActorKind.PERSON: "person",
    ActorKind.STATE: "state",
    ActorKind.ORGANIZATION: "organization",
    ActorKind.BLOC: "bloc",
    ActorKind.GOVERNMENT: "government body",
    ActorKind.GROUP: "group",
}
_PLACES = {"status": "territory", "name": "a dispute about a name"}
"""Kinds of disputes that do not say what sort of place it is."""
_NOWHERE = {"", "---"}
_LONGEST = 500


def render_answer(answer: Answer, console: Console) -> None:
    """Print what a name means and why.

    Args:
        answer: what to print; one with ``known`` False prints its heading and near spellings alone.
        console: where to; its width, colours and encoding are kept to.
    """
    width = min(console.width, MAX_WIDTH)
    when = words.name_when(When.from_day(answer.on)) if answer.on else "latest known"
    _print(console, Text(_safe(answer.name), style="bold").append(f" · {when}", style="not bold"), width)
    if answer.resolution is not None:
        _print(console, Text("\nWhat it means", style=_SECTION), width)
        _print_meanings(answer, (answer.resolution,), console, width)
    if answer.candidates and not _are_claimants(answer):
        clear = answer.resolution is not None
        heading = "It may also mean" if clear else "It may mean any of these, so none is taken"
        _print(console, Text(f"\n{heading}", style=_SECTION), width)
        _print_meanings(answer, answer.candidates, console, width)
    if answer.spots:
        _print(console, Text("\nWhere it is", style=_SECTION), width)
        for spot in answer.spots:
            _columns(console, spot.location.name, _place_lines(answer, spot), width)
    if answer.evidence:
        _print(console, Text("\nRows that say so", style=_SECTION), width)
        for row in answer.evidence:
            _columns(console, f"{row.table}, {row.line}", _evidence_lines(row), width)


def _are_claimants(answer: Answer) -> bool:
    """Tell whether all that a name may mean is who claims the place, which is printed with the place."""
    claimants = {code for spot in answer.spots for code in spot.location.claimants}
    return answer.resolution is None and {one.id for one in answer.candidates} <= claimants


def _print_meanings(answer: Answer, found: Iterable[Resolution], console: Console, width: int) -> None:
    for one in found:
        _columns(console, one.name, _meaning_lines(answer, one), width)


def _meaning_lines(answer: Answer, found: Resolution) -> Iterator[Text]:
    kind = _KINDS.get(found.kind, found.kind.value)
    yield Text(f"{kind} · {found.id}")
    office = name_office(found.office.value) if found.office else ""
    level = words.name_level(found.level) if found.level is not Level.UNKNOWN else ""
    country = _name(answer, found.country)
    if office:
        title = found.title or office
        told = found.country not in answer.labels or answer.labels[found.country] in title
        sort = ", ".join(part for part in (office if office != "other" else "", level) if part)
        yield Text(_safe(f"{title if told else f'{title} of {country}'}{f' ({sort})' if sort else ''}"))
    elif found.kind is ActorKind.PERSON:
        yield Text(_safe(f"no office known{' on that day' if answer.on else ''} · {country}"))
    elif found.country in answer.labels and found.country != found.id:
        yield Text(_safe(f"of {country}"))
    yield Text(_safe(found.reason), style=_FAINT)


def _place_lines(answer: Answer, spot: Spot) -> Iterator[Text]:
    place = spot.location
    where = _coordinates(place.latitude, place.longitude)
    country = "" if place.country in _NOWHERE else f"in {_name(answer, place.country)}"
    disputed = "disputed" if place.claimants else ""
    yield Text(
        _safe(" · ".join(part for part in (_PLACES.get(place.kind, place.kind), disputed, country, where) if part))
    )
    if not place.claimants:
        return
    yield Text(_safe(f"claimed by {join_names([_name(answer, code) for code in place.claimants])}"))
    holder = place.administrator
    yield Text(_safe(f"administered by {_name(answer, holder)}" if holder else "administered by none of them alone"))
    for code, names in spot.names_by:
        who = "whoever holds it" if code in _NOWHERE else _name(answer, code)
        yield Text(_safe(f"{who} calls it {', '.join(names)}"))
    if spot.start or spot.end:
        since = f"{'from' if spot.end else 'since'} {spot.start}" if spot.start else ""
        until = f"{'to' if spot.start else 'until'} {spot.end}" if spot.end else ""
        yield Text(_safe(" ".join(part for part in (since, until) if part)))


def _evidence_lines(row: Evidence) -> Iterator[Text]:
    yield Text(_safe(row.words[:_LONGEST]))
    replaced = f", in place of {', '.join(row.replaced)}" if row.replaced else ""
    source = f"source: {row.source}" if row.source else "no source given"
    checked = f", checked {_day(row.checked)}" if row.checked else ""
    yield Text(_safe(f"{source}{checked} · {row.layer}{replaced}"), style=_FAINT)


def _coordinates(latitude: float | None, longitude: float | None) -> str:
    """Return coordinates as people write them.

    >>> _coordinates(43.58, -39.72)
    '43.58 N, 39.72 W'
    """
    if latitude is None or longitude is None:
        return ""
    north, east = "N" if latitude >= 0 else "S", "E" if longitude >= 0 else "W"
    return f"{abs(latitude):.2f} {north}, {abs(longitude):.2f} {east}"


def _day(text: str) -> str:
    try:
        return words.name_when(When.from_day(date.fromisoformat(text)))
    except ValueError:
        return text


def _name(answer: Answer, entity_id: str) -> str:
    return with_article(answer.labels[entity_id]) if entity_id in answer.labels else entity_id


def _print(console: Console, text: Text, width: int) -> None:
    for line in text.wrap(console, max(width, _NARROWEST)):
        line.rstrip()
        console.print(line, highlight=False, soft_wrap=True)


def _columns(console: Console, label: str, lines: Iterable[Text], width: int) -> None:
    """Print a label on the left and lines on the right, both wrapped."""
    room = max(width - _INDENT - _LABEL - 1, _NARROWEST)
    right = [part for line in lines for part in line.wrap(console, room)]
    left = Text(_safe(label), style="bold").wrap(console, _LABEL)
    for number in range(max(len(left), len(right))):
        first = left[number] if number < len(left) else Text()
        second = right[number] if number < len(right) else Text()
        first.rstrip()
        second.rstrip()
        gap = " " * (_LABEL + 1 - first.cell_len) if second.plain else ""
        console.print(Text(" " * _INDENT) + first + Text(gap) + second, highlight=False, soft_wrap=True)


def _safe(text: str) -> str:
    """Return a text without the control characters with which a table could steer the terminal."""
    return "".join(character if character.isprintable() else " " for character in text)
