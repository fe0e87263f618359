"""The timeline: what happened, by day and level."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from summitry.dates import When
from summitry.records import Level, Quad
from summitry.show.charts.figure import Figure, Look, draw_days, load_altair, name_unit, take_data
from summitry.show.words import name_level, name_type, name_when
from summitry.track.values import Occurrence

KINDS: Mapping[Quad | None, str] = {
    Quad.VERBAL_COOPERATION: "words together",
    Quad.MATERIAL_COOPERATION: "deeds together",
    Quad.VERBAL_CONFLICT: "words against",
    Quad.MATERIAL_CONFLICT: "deeds against",
    None: "not classed",
}
_SHAPES = ("circle", "square", "triangle-down", "cross", "diamond")
_COLOURS = (0, 2, 1, 5, 6)
"""Places in the palette of a look."""
_FAR = 0.05
"""Share of the occurrences that may lie left of the picture, where it is drawn out by few early ones."""
_HALF = 0.5
_ROW = 30
"""Pixels of a level's row."""


def level_words(level: Level) -> str:
    """Return a level as the rows of charts and tables name it.

    >>> level_words(Level.LEADER), level_words(Level.UNKNOWN)
    ('leader', 'not told')
    """
    return name_level(level).removesuffix(" level") or "not told"


def day_of(one: Occurrence) -> date | None:
    """Return the day under which an occurrence is listed: its first, else that of the first report."""
    return one.start or one.first_known


def find_start(days: Sequence[date]) -> date | None:
    """Return the day from which a timeline is drawn: its first, or a later one where a few early days take half of it.

    >>> find_start([date(1956, 1, 1)] + [date(2014, month, 9) for month in (2, 3)] * 10)
    datetime.date(2014, 1, 1)

    Args:
        days: sorted.
    """
    if not days:
        return None
    later = date(days[int(len(days) * _FAR)].year, 1, 1)
    span, gone = (days[-1] - days[0]).days, (later - days[0]).days
    return later if gone > _HALF * span else days[0]


def chart_timeline(occurrences: Iterable[Occurrence]) -> Figure:
    """Return the timeline of occurrences by level; those without any day are in the table alone.

    Args:
        occurrences: in any order.
    """
    listed = sorted(occurrences, key=lambda one: (str(day_of(one) or ""), one.id))
    tally = Counter(one.level for one in listed)
    days = [day for one in listed if (day := day_of(one)) is not None]
    told = ", ".join(f"{tally[level]} at {level_words(level)} level" for level in Level if tally[level])
    span = f" from {_name(days[0])} to {_name(days[-1])}" if days else ""
    noun = "occurrence" if len(listed) == 1 else "occurrences"
    rows = tuple(
        (
            str(day_of(one) or ""),
            level_words(one.level),
            name_type(one.event_type, one.mode),
            KINDS[one.quad],
            one.place or "",
            one.sources,
            one.id,
        )
        for one in listed
    )
    first = find_start(days)
    early = sum(day < first for day in days) if first else 0
    note = f" {early} before {first.year} are in the table alone." if first and early else ""
    seen = [row for row in rows if row[0] and (first is None or row[0] >= first.isoformat())]
    levels = [level_words(level) for level in Level if tally[level]]
    columns = ("day", "level", "what", "kind", "place", "sources", "id")
    return Figure(
        "timeline",
        "Occurrences by level",
        f"{len(listed)} {noun}{span}{': ' if told else ''}{told}.{note}",
        columns,
        rows,
        lambda look: _draw([dict(zip(columns, row, strict=True)) for row in seen], levels, look),
    )


def _draw(rows: list[dict[str, Any]], levels: list[str], look: Look) -> Any:  # noqa: ANN401  # an Altair chart
    alt = load_altair()
    used = [name for name in KINDS.values() if any(row["kind"] == name for row in rows)]
    picked = [list(KINDS.values()).index(name) for name in used]
    return (
        alt.Chart(take_data(rows))
        .mark_point(filled=True, size=70, opacity=0.75)
        .encode(
            x=draw_days(look, [row["day"] for row in rows]),
            y=alt.Y("level:N", sort=levels, title=None, axis=alt.Axis(grid=True, domain=False, ticks=False)),
            color=alt.Color(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=used, range=[look.palette[_COLOURS[index]] for index in picked]),
            ),
            shape=alt.Shape(
                "kind:N", title=None, scale=alt.Scale(domain=used, range=[_SHAPES[index] for index in picked])
            ),
        )
        .properties(**name_unit(look, 70 + _ROW * max(len(levels), 1)))
    )


def _name(day: date) -> str:
    return name_when(When.from_day(day))
