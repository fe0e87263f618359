"""The crowding-out alarm: the sides meet more and more, and speak less and less of the issue that divides them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from math import sqrt

from summitry.track.measures.attention import AttentionShares
from summitry.track.measures.contacts import Contacts
from summitry.track.measures.gaps import PositionGap
from summitry.track.measures.months import last_whole_month, list_months, shift_month
from summitry.track.measures.trends import SEED, SHUFFLES, find_slope, judge_rise

WATCHED = "territory"
"""The issue that is watched where no positions tell which one divides the sides."""
FEWEST_STANDS = 4
"""Stands on an issue below which a wide gap may be one misread sentence."""


class Crowding(StrEnum):
    """What the alarm says."""

    ALARM = "alarm"
    QUIET = "quiet"
    NOT_ENOUGH_DATA = "not_enough_data"


@dataclass(frozen=True, slots=True)
class CrowdingOptions:
    """How the alarm is set.

    Attributes:
        months: length of the window, in whole months.
        alpha: the alarm goes off at this p or below; also its rate of false alarms where only one of the two moves.
        fewest_months: months in which issues are named, below which nothing is said.
        fewest_rows: weighted rows that name issues, likewise.
        fewest_contacts: contacts, likewise.
        shuffles: of the tests.
        seed: of the shuffles.
    """

    months: int = 24
    alpha: float = 0.1
    fewest_months: int = 8
    fewest_rows: float = 20.0
    fewest_contacts: int = 4
    shuffles: int = SHUFFLES
    seed: int = SEED


@dataclass(frozen=True, slots=True)
class CrowdingMonth:
    """One month of the window.

    Attributes:
        month: ``YYYY-MM``.
        watched: weighted rows that name the watched issue.
        total: weighted rows over all issues.
        contacts: number of contacts at any level.
    """

    month: str
    watched: float
    total: float
    contacts: int


@dataclass(frozen=True, slots=True)
class CrowdingOut:
    """Whether contacts crowd an issue out.

    Two tests are made, each one-sided and by shuffling the months: that the contacts rise, and that the issue's share
    falls. The alarm's p is the larger of the two: both must hold (intersection-union test), so that a relation in which
    only the contacts rise, or only the share falls, sets it off in at most ``alpha`` of cases, and one in which neither
    moves in about ``alpha`` squared. Shares are tested as r = (x - n p) / sqrt(n) (x rows on the issue among n in the
    month, p over the window): a month of few rows says little, and more rows alone move nothing.

    Source: Berger 1982, Multiparameter Hypothesis Testing and Acceptance Sampling, Technometrics 24 (the larger p of
    two); Cochran 1954 and Armitage 1955 (trends in proportions).

    Attributes:
        issue: the watched issue.
        verdict: alarm, quiet, or not enough data.
        p: the alarm's p, or None when there is not enough data.
        p_share: of the falling share, or None.
        p_contacts: of the rising contacts, or None.
        share_slope: change of the share a month (median of slopes), or None.
        contact_slope: change of the contacts a month, or None.
        share_before: share in the first half of the window; None without rows.
        share_after: share in the second half; None without rows.
        contacts_before: contacts a month in the first half.
        contacts_after: contacts a month in the second half.
        months: the months that were tested; those in which the ledger saw nothing of the pair are left out.
        occurrences: the contacts that were counted.
        reason: the answer in words.
        alpha: the p at which the alarm goes off.
    """

    issue: str
    verdict: Crowding
    p: float | None
    p_share: float | None
    p_contacts: float | None
    share_slope: float | None
    contact_slope: float | None
    share_before: float | None
    share_after: float | None
    contacts_before: float
    contacts_after: float
    months: tuple[CrowdingMonth, ...]
    occurrences: tuple[str, ...] = field(default=(), repr=False)
    reason: str = ""
    alpha: float = 0.1


def judge_crowding(
    issue: str,
    months: Sequence[CrowdingMonth],
    options: CrowdingOptions | None = None,
    occurrences: tuple[str, ...] = (),
) -> CrowdingOut:
    """Return whether contacts crowd an issue out, over given months.

    Args:
        issue: the watched issue.
        months: the window, in order of time.
        options: how the alarm is set.
        occurrences: the contacts that ``months`` count.

    >>> watched = [6, 5, 6, 5, 4, 5, 3, 3, 2, 2, 1, 1]
    >>> met = [0, 1, 0, 1, 1, 1, 2, 1, 2, 2, 3, 3]
    >>> months = [CrowdingMonth(f"2013-{i + 1:02d}", watched[i], 10, met[i]) for i in range(12)]
    >>> found = judge_crowding("territory", months)
    >>> found.verdict.value, found.p, found.share_before, found.share_after
    ('alarm', 0.002, 0.5166666666666667, 0.2)
    >>> judge_crowding("territory", months[:5]).reason
    'not enough data: 5 months with issues (8 are needed), 3 contacts (4 are needed)'
    """
    options = options or CrowdingOptions()
    half = len(months) // 2
    first, second = months[:half], months[half:]
    before, after = _share(first), _share(second)
    lacking = _find_lack(months, options)
    p_share = p_contacts = None
    if not lacking:
        p_share = judge_rise(_fall(months), shuffles=options.shuffles, seed=options.seed)
        p_contacts = judge_rise([m.contacts for m in months], shuffles=options.shuffles, seed=options.seed)
    p = None if p_share is None or p_contacts is None else max(p_share, p_contacts)
    verdict = Crowding.NOT_ENOUGH_DATA if p is None else Crowding.ALARM if p <= options.alpha else Crowding.QUIET
    rates = (_rate(first), _rate(second))
    return CrowdingOut(
        *(issue, verdict, p, p_share, p_contacts),
        share_slope=None if p is None else find_slope([m.watched / m.total for m in months if m.total]),
        contact_slope=None if p is None else find_slope([m.contacts for m in months]),
        share_before=before,
        share_after=after,
        contacts_before=rates[0],
        contacts_after=rates[1],
        months=tuple(months),
        occurrences=occurrences,
        reason=lacking or _explain(issue, (before, after), rates, p_share or 0.0, p_contacts or 0.0),
        alpha=options.alpha,
    )


def find_crowding_out(
    attention: AttentionShares,
    contacts: Contacts,
    coverage: Sequence[tuple[date, int]] = (),
    *,
    watched: str | None = None,
    gaps: Sequence[PositionGap] = (),
    options: CrowdingOptions | None = None,
) -> CrowdingOut:
    """Return whether contacts crowd an issue out in the months up to the last day asked for.

    Args:
        attention: the pair's attention shares.
        contacts: its contacts; their last day ends the window, whose last month is the last whole one.
        coverage: days on which documents about the pair were published; a month with none and nothing else in it is
            left out, for the ledger did not look.
        watched: the issue to watch; None for the one on which positions stand furthest apart, else ``territory``.
        gaps: the pair's gaps, widest first, from ``find_gaps``.
        options: how the alarm is set.
    """
    options = options or CrowdingOptions()
    issue = watched or choose_issue(gaps)
    last = last_whole_month(contacts.end)
    met = {month: [name for ids in levels.values() for name in ids] for month, levels in contacts.by_month().items()}
    totals: defaultdict[str, float] = defaultdict(float)
    on_issue: defaultdict[str, float] = defaultdict(float)
    for cell in attention.cells:
        totals[cell.month] += cell.weight
        if cell.issue == issue:
            on_issue[cell.month] += cell.weight
    looked = {day.isoformat()[:7] for day, _ in coverage} | met.keys() | totals.keys()
    window = [month for month in list_months(shift_month(last, 1 - options.months), last) if month in looked]
    months = [CrowdingMonth(month, on_issue[month], totals[month], len(met.get(month, ()))) for month in window]
    return judge_crowding(issue, months, options, tuple(name for month in window for name in met.get(month, ())))


def choose_issue(gaps: Sequence[PositionGap]) -> str:
    """Return the issue to watch: of those with enough stands the one with the widest gap, else ``territory``."""
    wide = (gap for gap in gaps if gap.latest is not None and gap.latest.distance > 0)
    return next((gap.issue for gap in wide if len(gap.stands) >= FEWEST_STANDS), WATCHED)


def _fall(months: Sequence[CrowdingMonth]) -> list[float]:
    """Return how far each month's rows on the issue lie below what the window's share lets expect, standardised."""
    total = sum(m.total for m in months)
    share = sum(m.watched for m in months) / total if total else 0.0
    return [(m.total * share - m.watched) / sqrt(m.total) if m.total else 0.0 for m in months]


def _find_lack(months: Sequence[CrowdingMonth], options: CrowdingOptions) -> str:
    """Return what is missing for a test, in words; empty when nothing is."""
    spoken = sum(m.total > 0 for m in months)
    found = (
        (spoken, options.fewest_months, "months with issues"),
        (sum(m.total for m in months), options.fewest_rows, "rows that name issues"),
        (sum(m.contacts for m in months), options.fewest_contacts, "contacts"),
    )
    lacks = [f"{have:g} {what} ({need:g} are needed)" for have, need, what in found if have < need]
    if not lacks and not any(m.watched for m in months):
        return "not enough data: the issue is never named"
    return f"not enough data: {', '.join(lacks)}" if lacks else ""


def _share(months: Sequence[CrowdingMonth]) -> float | None:
    total = sum(m.total for m in months)
    return sum(m.watched for m in months) / total if total else None


def _rate(months: Sequence[CrowdingMonth]) -> float:
    return sum(m.contacts for m in months) / len(months) if months else 0.0


def _explain(
    issue: str,
    shares: tuple[float | None, float | None],
    rates: tuple[float, float],
    p_share: float,
    p_contacts: float,
) -> str:
    told = ["no rows" if share is None else f"{100 * share:.0f} %" for share in shares]
    return (
        f"share of {issue.replace('_', ' ')}: {told[0]} in the first half of the window, {told[1]} in the second "
        f"(p of a fall {p_share:.3f}); contacts a month: {rates[0]:.1f}, then {rates[1]:.1f} "
        f"(p of a rise {p_contacts:.3f})"
    )
