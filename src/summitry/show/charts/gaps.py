"""Gaps: how far apart the two sides stand on each issue, each time that changed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from summitry.dates import When
from summitry.show.charts.figure import Figure, Look, draw_days, load_altair, name_unit, take_data
from summitry.show.words import name_issue, name_when
from summitry.track.measures import PositionGap

SHOWN = 5
"""Issues drawn, the widest gaps first; the table has all of them."""
_HEIGHT = 220
_DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [12, 4])


def chart_gaps(gaps: Iterable[PositionGap], until: date) -> Figure:
    """Return the history of the gaps.

    Args:
        gaps: the measure, the widest first.
        until: the day up to which the last gap of each issue lasts.
    """
    told = [gap for gap in gaps if gap.history]
    rows = tuple(
        (name_issue(gap.issue), point.day.isoformat(), round(point.distance, 2), point.basis.value)
        for gap in told
        for point in gap.history
    )
    now = ", ".join(
        f"{name_issue(gap.issue)} {gap.latest.distance:.1f} since {name_when(When.from_day(gap.latest.day))}"
        for gap in told
        if gap.latest is not None
    )
    order = [name_issue(gap.issue) for gap in told[:SHOWN]]
    return Figure(
        "gaps",
        "How far apart the two stand",
        f"Steps of 4 between the two sides now: {now}." if now else "On no issue have both sides a stand.",
        ("issue", "from", "steps apart", "basis"),
        rows,
        lambda look: _draw(rows, order, until, look),
    )


def _draw(rows: tuple[tuple[Any, ...], ...], order: list[str], until: date, look: Look) -> Any:  # noqa: ANN401
    alt = load_altair()
    points = [{"issue": issue, "day": day, "steps": steps} for issue, day, steps, _ in rows if issue in order]
    last = {point["issue"]: point for point in points}
    points += [{**point, "day": until.isoformat()} for point in last.values()]
    scale = alt.Scale(domain=order)
    dashes = alt.Scale(domain=order, range=[list(dash) for dash in _DASHES[: len(order)]])
    return (
        alt.Chart(take_data(points))
        .mark_line(interpolate="step-after", strokeWidth=2.5)
        .encode(
            x=draw_days(look, [str(point["day"]) for point in points]),
            y=alt.Y("steps:Q", title="steps apart", scale=alt.Scale(domain=[0, 4]), axis=alt.Axis(tickCount=4)),
            color=alt.Color("issue:N", title=None, sort=order, scale=scale),
            strokeDash=alt.StrokeDash("issue:N", title=None, sort=order, scale=dashes),
        )
        .properties(**name_unit(look, _HEIGHT))
    )
