"""Attention: which share of what is said and done falls to each issue, month by month."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from summitry.track.dyads import Dyad
from summitry.track.measures.asking import Query, bind_days, load_sql
from summitry.track.measures.months import month_of
from summitry.track.rows import load_list

WEIGHTS: Mapping[str, float] = {"events": 1.0, "statements": 1.0, "positions": 1.0}
"""What one row counts that names an issue, by what it is."""


@dataclass(frozen=True, slots=True)
class AttentionCell:
    """How much one issue was the subject in one month.

    Attributes:
        month: ``YYYY-MM``.
        issue: issue key.
        weight: weighted number of rows that name it.
        share: that, divided by the month's sum over all issues; from 0 to 1.
        rows: what speaks (``events``, ``statements``, ``positions``) -> number of rows.
    """

    month: str
    issue: str
    weight: float
    share: float
    rows: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AttentionShares:
    """Attention shares of a pair.

    Formula: share(issue, month) = weighted rows naming the issue / the same sum over all issues. A row that names two
    issues counts for both. ``trace_attention`` gives the rows of a cell.

    Source: shares of a fixed set of issues as in Jones and Baumgartner 2005, The Politics of Attention.

    Attributes:
        dyad: the pair.
        cells: month and issue with anything in it, in order.

    >>> cells = (AttentionCell("2014-01", "economy", 3.0, 0.75), AttentionCell("2014-01", "territory", 1.0, 0.25))
    >>> shares = AttentionShares(Dyad("JPN", "RUS"), cells)
    >>> shares.share("territory"), shares.share("territory", "2014-01"), shares.share("territory", "2014-02")
    (0.25, 0.25, None)
    """

    dyad: Dyad
    cells: tuple[AttentionCell, ...]

    def months(self) -> tuple[str, ...]:
        """Return the months in which anything names an issue."""
        return tuple(dict.fromkeys(cell.month for cell in self.cells))

    def issues(self) -> tuple[str, ...]:
        """Return the issues, most spoken of first."""
        weights = self.weights()
        return tuple(sorted(weights, key=lambda issue: (-weights[issue], issue)))

    def weights(self, month: str | None = None) -> dict[str, float]:
        """Return issue -> weight, of a month or of all of them."""
        found: dict[str, float] = {}
        for cell in self.cells:
            if month is None or cell.month == month:
                found[cell.issue] = found.get(cell.issue, 0.0) + cell.weight
        return found

    def share(self, issue: str, month: str | None = None) -> float | None:
        """Return an issue's share, of a month or of all of them; None where nothing names any issue."""
        weights = self.weights(month)
        total = sum(weights.values())
        return weights.get(issue, 0.0) / total if total else None


def attention_share(weights: Mapping[str, float]) -> dict[str, float]:
    """Return each issue's share of what was said.

    Args:
        weights: issue -> weighted rows, each 0 or more.

    Returns:
        Issue -> share in [0, 1], summing to 1; empty when nothing was said.

    >>> attention_share({"territory": 1, "economy": 3})
    {'territory': 0.25, 'economy': 0.75}
    """
    total = sum(weights.values())
    return {issue: weight / total for issue, weight in weights.items()} if total else {}


def find_attention(
    query: Query, dyad: Dyad, start: date | None, end: date, *, weights: Mapping[str, float] = WEIGHTS
) -> AttentionShares:
    """Return the attention shares of a pair, from the roll-up by month.

    Args:
        query: the store's query function.
        dyad: the pair.
        start: first day, or None for all there is; its month counts whole.
        end: last day; its month counts as far as the ledger goes.
        weights: what one row counts, by list; 1 for a list that is not named.
    """
    values = bind_days(dyad, start, end)
    values |= {"start": str(values["start"])[:7], "end": month_of(end)}
    table: dict[str, dict[str, dict[str, int]]] = {}
    for month, issue, name, rows in query(load_sql("attention"), values):
        table.setdefault(month, {}).setdefault(issue, {})[name] = int(rows)
    cells: list[AttentionCell] = []
    for month, issues in sorted(table.items()):
        sums = {issue: sum(weights.get(name, 1.0) * n for name, n in rows.items()) for issue, rows in issues.items()}
        shares = attention_share(sums)
        cells.extend(
            AttentionCell(month, issue, sums[issue], shares.get(issue, 0.0), rows)
            for issue, rows in sorted(issues.items())
        )
    return AttentionShares(dyad, tuple(cells))


def trace_attention(
    query: Query, dyad: Dyad, start: date | None, end: date, *, issue: str | None = None
) -> dict[tuple[str, str], dict[str, tuple[str, ...]]]:
    """Return what lies below the cells of attention.

    Args:
        query: the store's query function.
        dyad: the pair.
        start: first day, or None for all there is.
        end: last day.
        issue: the issue asked for, or None for all.

    Returns:
        (month, issue) -> list -> names: ids of occurrences, keys of statements and positions, in order of day.
    """
    values = bind_days(dyad, start, end)
    values |= {"issue": issue or "", "pattern": f'%"{issue}"%' if issue else "%"}
    found: dict[tuple[str, str], dict[str, list[str]]] = {}
    for name, day, row, issues, said in query(load_sql("attention_rows"), values):
        for key in _read_issues(name, issues, said):
            if issue in {None, key}:
                found.setdefault((day[:7], key), {}).setdefault(name, []).append(row)
    return {cell: {name: tuple(rows) for name, rows in lists.items()} for cell, lists in found.items()}


def _read_issues(name: str, issues: str, said: str) -> tuple[str, ...]:
    corrected = json.loads(said) if said else {}
    if name == "positions":
        return (corrected.get("issue", issues),)
    return tuple(corrected["issues"]) if "issues" in corrected else load_list(issues)
