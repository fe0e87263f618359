"""Tone: cooperation and conflict by month, and the smoothed state of the relation."""

from typing import Any

from summitry.show.charts.figure import Figure, Look, draw_days, load_altair, name_unit, take_data
from summitry.track.measures import Cooperation

_HEIGHT = 220
_ALL = "all"


def chart_tone(found: Cooperation) -> Figure:
    """Return cooperation and conflict over time, both directions together.

    Args:
        found: the measure.
    """
    line = found.smoothed.get(_ALL, ())
    rows = tuple(
        (
            month.month,
            round(cell.cooperation, 2),
            round(-cell.conflict, 2),
            round(month.net, 2),
            round(month.goldstein, 2),
        )
        for month in line
        for cell in (found.cell(month.month),)
    )
    words = "Nothing is scored."
    if line:
        best, worst = max(line, key=lambda one: one.net), min(line, key=lambda one: one.net)
        words = (
            f"Smoothed net tone, PLOVER points a month: {line[-1].net:+.1f} in {line[-1].month}; "
            f"highest {best.net:+.1f} in {best.month}, lowest {worst.net:+.1f} in {worst.month}."
        )
    return Figure(
        "tone",
        "Cooperation and conflict",
        words,
        ("month", "cooperation", "conflict", "smoothed net", "smoothed Goldstein"),
        rows,
        lambda look: _draw(rows, look),
    )


def _draw(rows: tuple[tuple[Any, ...], ...], look: Look) -> Any:  # noqa: ANN401  # an Altair chart
    alt = load_altair()
    bars = [
        {"month": f"{month}-01", "points": points, "sort": name}
        for month, together, against, *_ in rows
        for name, points in (("cooperation", together), ("conflict", against))
        if points
    ]
    line = [{"month": f"{month}-01", "points": net, "sort": "smoothed net"} for month, _, _, net, _ in rows]
    names = ["cooperation", "conflict", "smoothed net"]
    colour = alt.Color(
        "sort:N", title=None, scale=alt.Scale(domain=names, range=[look.palette[0], look.palette[5], look.ink])
    )
    x = draw_days(look, [f"{row[0]}-01" for row in rows], "yearmonth(month):T")
    y = alt.Y("points:Q", title="PLOVER points", axis=alt.Axis(tickCount=5))
    drawn = alt.Chart(take_data(bars)).mark_bar(size=3).encode(x=x, y=y, color=colour)
    trend = alt.Chart(take_data(line)).mark_line(strokeWidth=2).encode(x=x, y=y, color=colour)
    return alt.layer(drawn, trend).properties(**name_unit(look, _HEIGHT))
