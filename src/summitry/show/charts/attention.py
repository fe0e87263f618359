"""Attention: which share of what is said and done falls to each issue, year by year or month by month."""

from typing import Any

from summitry.show.charts.figure import Figure, Look, load_altair, name_unit, take_data
from summitry.show.words import name_issue
from summitry.track.measures import AttentionShares

SHOWN = 6
"""Issues with a colour of their own; what is left is one more, "the rest"."""
REST = "the rest"
_HEIGHT = 240
_MONTHS_SHOWN = 30
"""With more months than this, quarters are drawn."""


def chart_attention(shares: AttentionShares) -> Figure:
    """Return the shares of attention over time; months in which nothing was said are left out.

    Args:
        shares: the measure.
    """
    months = shares.months()
    quarters = len(months) > _MONTHS_SHOWN
    main = shares.issues()[:SHOWN]
    weights: dict[tuple[str, str], float] = {}
    totals: dict[str, float] = {}
    for cell in shares.cells:
        when = _quarter(cell.month) if quarters else cell.month
        issue = name_issue(cell.issue) if cell.issue in main else REST
        weights[when, issue] = weights.get((when, issue), 0.0) + cell.weight
        totals[when] = totals.get(when, 0.0) + cell.weight
    order = [*(name_issue(issue) for issue in main), *([REST] if len(shares.issues()) > SHOWN else [])]
    rows = tuple(
        (when, issue, round(weights[when, issue] / totals[when], 4), weights[when, issue])
        for when in sorted(totals)
        for issue in order
        if (when, issue) in weights
    )
    said = [f"{name_issue(issue)} {share:.0%}" for issue in main if (share := shares.share(issue)) is not None]
    span = f" from {months[0]} to {months[-1]}" if months else ""
    columns = ("quarter" if quarters else "month", "issue", "share", "rows")
    return Figure(
        "attention",
        "Shares of attention",
        f"Over all{span}: {', '.join(said)}." if said else "No issue is named.",
        columns,
        rows,
        lambda look: _draw(
            [dict(zip(("when", "issue", "share", "rows"), row, strict=True)) for row in rows], order, look
        ),
    )


def _quarter(month: str) -> str:
    """Return the quarter of a month.

    >>> _quarter("2014-02"), _quarter("2014-12")
    ('2014 Q1', '2014 Q4')
    """
    return f"{month[:4]} Q{(int(month[5:7]) + 2) // 3}"


def _draw(rows: list[dict[str, Any]], order: list[str], look: Look) -> Any:  # noqa: ANN401  # an Altair chart
    alt = load_altair()
    ranked = [{**row, "rank": order.index(row["issue"])} for row in rows]
    return (
        alt.Chart(take_data(ranked))
        .mark_bar(stroke=look.paper, strokeWidth=1)
        .encode(
            x=alt.X("when:O", title=None, axis=alt.Axis(labelAngle=-60, labelOverlap="greedy")),
            y=alt.Y("share:Q", title=None, stack="zero", axis=alt.Axis(format=".0%", tickCount=4)),
            color=alt.Color("issue:N", title=None, sort=order, scale=alt.Scale(domain=order)),
            order=alt.Order("rank:Q"),
        )
        .properties(**name_unit(look, _HEIGHT))
    )
