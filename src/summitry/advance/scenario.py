"""A scenario: what the analyst judges of the parties, the issues and what each is worth to whom.

Every number is a ``Judged`` that says what it leans on. A number that is not known stays unknown: it is drawn uniformly
in ``uncertainty`` and stands at the middle of its range elsewhere, which every output says.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from summitry.advance.game import Rule, Sheet
from summitry.advance.grid import find_grid

DISCLAIMER = "Everything here is conditional on the analyst's judgements; it is no forecast and no fact about anybody."
MIDDLE = Fraction(50)
"""Where a score that is not known stands when nothing is drawn."""


class Basis(StrEnum):
    """What a number leans on."""

    ANALYST = "analyst"
    EVIDENCE = "evidence"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Judged:
    """A number and what it leans on; ``value`` is None where it is not known."""

    value: Decimal | None
    basis: Basis = Basis.ANALYST
    evidence: tuple[str, ...] = ()
    why: str = ""

    @property
    def known(self) -> Fraction:
        """The exact value, 0 where it is not known."""
        return Fraction(0) if self.value is None else Fraction(self.value)

    @property
    def score(self) -> Fraction:
        """The exact value, the middle of the scale where it is not known."""
        return MIDDLE if self.value is None else Fraction(self.value)


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of an issue. ``deliverer``: the party that delivers it later, by its place, or None."""

    id: str
    label: str = ""
    source: str = ""
    deliverer: int | None = None

    @property
    def name(self) -> str:
        """The label, or the id written out."""
        return self.label or self.id.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Issue:
    """What is to be settled; ``scores[party][option]`` from 0 to 100; ``no_agreement``: place of an option, or None."""

    id: str
    question: str
    track: str
    options: tuple[Choice, ...]
    scores: tuple[tuple[Judged, ...], ...]
    no_agreement: int | None = None

    @property
    def name(self) -> str:
        """The id written out."""
        return self.id.replace("_", " ")


@dataclass(frozen=True, slots=True)
class RedLine:
    """An option that a party has ruled out."""

    issue: int
    option: int
    why: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Constituency:
    """Who must be won over at home: accepts a package worth at least ``accept_at`` (0 to 1) by its own weights.

    ``power`` counts towards the quota; with ``veto`` nothing goes without. ``scores`` are its own, or its party's where
    None: scores[issue][option].
    """

    name: str
    power: Decimal
    veto: bool
    weights: tuple[Judged, ...]
    accept_at: Judged
    scores: tuple[tuple[Judged, ...], ...] | None = None


@dataclass(frozen=True, slots=True)
class Reliability:
    """Commitments kept and lapsed; what a party promises for later is discounted by the mean of their Beta."""

    kept: int
    lapsed: int

    @property
    def mean(self) -> Fraction:
        """Mean of Beta(kept + 1, lapsed + 1)."""
        return Fraction(self.kept + 1, self.kept + self.lapsed + 2)


@dataclass(frozen=True, slots=True)
class Party:
    """A side: its weights in order of the issues, what no agreement is worth to it, what it rules out, who ratifies."""

    id: str
    name: str
    weights: tuple[Judged, ...]
    reservation: Judged | None = None
    red_lines: tuple[RedLine, ...] = ()
    quota: Decimal | None = None
    constituencies: tuple[Constituency, ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    reliability: Reliability | None = None


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """How far the numbers may be off.

    ``concentration``: of the Dirichlet around each side's weights; larger is surer. ``scores``: half width of the
    triangle around each score. ``reservation``: half width of the uniform range around each reservation value.
    """

    concentration: float = 60.0
    scores: float = 10.0
    reservation: float = 0.05
    draws: int = 2000
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Constraint:
    """A rule between issues and the reason for it."""

    rule: Rule
    why: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Evidence that the analyst had in view: a row of the ledger or a source; shown beside the number."""

    id: str
    says: str = ""
    issue: str = ""
    party: str = ""


@dataclass(frozen=True, slots=True)
class Hard:
    """The issue that talks tend to leave behind, and the options that mean that it was."""

    issue: int
    shelved: frozenset[int]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A whole scenario. ``digest``: the first 12 digits of the SHA-256 of its file."""

    id: str
    title: str
    as_of: date | None
    analyst: str
    disclaimer: str
    parties: tuple[Party, ...]
    issues: tuple[Issue, ...]
    constraints: tuple[Constraint, ...] = ()
    uncertainty: Uncertainty = Uncertainty()
    evidence: tuple[Link, ...] = ()
    hard: Hard | None = None
    digest: str = ""

    @property
    def tracks(self) -> tuple[str, ...]:
        """The tracks that are named, in order of the issues."""
        return tuple(dict.fromkeys(issue.track for issue in self.issues if issue.track))

    @property
    def no_agreement(self) -> tuple[int, ...] | None:
        """The options that hold without agreement; None where an issue names none."""
        picks = [issue.no_agreement for issue in self.issues]
        return None if None in picks else tuple(pick for pick in picks if pick is not None)

    def scores_of(self, party: int, issue: int, voice: Constituency | None = None) -> tuple[Fraction, ...]:
        """Return the scores of an issue's options, 0 to 100, what is promised for later discounted.

        A deferred option is worth to those who wait for it what no agreement is worth to them, plus the rest times the
        reliability of who delivers it; what is no better than no agreement is not discounted.
        """
        subject = self.issues[issue]
        own = voice.scores[issue] if voice is not None and voice.scores is not None else subject.scores[party]
        plain = [one.score for one in own]
        base = plain[subject.no_agreement] if subject.no_agreement is not None else Fraction(0)
        return tuple(
            discount(score, base, self.reliability_of(choice, party))
            for score, choice in zip(plain, subject.options, strict=True)
        )

    def reliability_of(self, choice: Choice, party: int) -> Fraction:
        """Return how sure a party can be that an option is delivered: 1 where nobody else delivers it later."""
        if choice.deliverer is None or choice.deliverer == party:
            return Fraction(1)
        known = self.parties[choice.deliverer].reliability
        return known.mean if known is not None else Fraction(1)

    def find_unknowns(self) -> Iterator[str]:
        """Yield the names of the numbers that are not known."""
        for issue in self.issues:
            for party, scores in zip(self.parties, issue.scores, strict=True):
                for choice, score in zip(issue.options, scores, strict=True):
                    if score.value is None:
                        yield f"score of {issue.id}.{choice.id} for {party.id}"
        for party in self.parties:
            for issue, weight in zip(self.issues, party.weights, strict=True):
                if weight.value is None:
                    yield f"weight of {issue.id} for {party.id}"

    def count_bases(self) -> dict[str, int]:
        """Return how many numbers lean on what."""
        counts = dict.fromkeys([*(basis.value for basis in Basis), "unknown"], 0)
        for number in self._numbers():
            counts["unknown" if number.value is None else number.basis.value] += 1
        return counts

    def _numbers(self) -> Iterator[Judged]:
        for issue in self.issues:
            for scores in issue.scores:
                yield from scores
        for party in self.parties:
            yield from party.weights
            if party.reservation is not None:
                yield party.reservation
            for voice in party.constituencies:
                yield from (*voice.weights, voice.accept_at)
                for scores in voice.scores or ():
                    yield from scores


def discount(score: Fraction, base: Fraction, sure: Fraction) -> Fraction:
    """Return the worth of a deferred score.

    >>> discount(Fraction(80), Fraction(20), Fraction(1, 2))
    Fraction(50, 1)
    """
    return base + (score - base) * sure if score > base else score


def weigh(weights: tuple[Judged, ...]) -> tuple[Fraction, ...]:
    """Return weights that sum to 1: those that are not known share what the others leave."""
    missing = sum(one.value is None for one in weights)
    rest = max(Fraction(0), 1 - sum((one.known for one in weights), Fraction(0)))
    return tuple(rest / missing if one.value is None else one.known for one in weights)


def build_sheet(
    scenario: Scenario,
    *,
    fixed: Mapping[int, frozenset[int]] | None = None,
    lift: bool = False,
    voices: bool = False,
) -> Sheet:
    """Return the game of a scenario.

    Args:
        scenario: the scenario.
        fixed: options that alone may be picked, by issue; an option so fixed may be picked although a red line forbids
            it.
        lift: whether red lines are lifted.
        voices: whether constituencies are added as further columns, after the parties, with the level at which they
            accept as their reservation value.

    Returns:
        The sheet; utilities are sum of weight times score / 100, exact.
    """
    places = range(len(scenario.issues))
    rows: list[list[tuple[Fraction, ...]]] = [[] for _ in places]
    floor: list[Fraction] = []
    names: list[str] = []
    people = [(party, None) for party in range(len(scenario.parties))]
    heard = [(party, one) for party, side in enumerate(scenario.parties) for one in side.constituencies]
    for party, voice in (*people, *(heard if voices else ())):
        side = scenario.parties[party]
        weights = weigh(side.weights if voice is None else voice.weights)
        for place in places:
            scores = scenario.scores_of(party, place, voice)
            rows[place].append(tuple(weights[place] * score / 100 for score in scores))
        names.append(side.id if voice is None else f"{side.id}: {voice.name}")
        floor.append(_reserve(scenario, party, rows) if voice is None else voice.accept_at.known)
    grid = find_grid([column for row in rows for column in row], floor)
    tables = tuple(
        np.array([[grid.to_units(value) for value in column] for column in row], dtype=np.int64).T for row in rows
    )
    return Sheet(
        parties=tuple(names),
        issues=tuple(issue.id for issue in scenario.issues),
        options=tuple(tuple(choice.id for choice in issue.options) for issue in scenario.issues),
        tables=tables,
        reservation=np.array([grid.to_units(value) for value in floor], dtype=np.int64),
        grid=grid,
        allowed=tuple(_allow(scenario, place, fixed or {}, lift=lift) for place in places),
        rules=tuple(constraint.rule for constraint in scenario.constraints),
    )


def _reserve(scenario: Scenario, party: int, rows: list[list[tuple[Fraction, ...]]]) -> Fraction:
    """Return a party's reservation value: what it says, else what no agreement is worth, else nothing."""
    said = scenario.parties[party].reservation
    if said is not None and said.value is not None:
        return said.known
    picks = scenario.no_agreement
    if picks is None:
        return Fraction(0)
    return sum((rows[place][party][pick] for place, pick in enumerate(picks)), Fraction(0))


def _allow(scenario: Scenario, place: int, fixed: Mapping[int, frozenset[int]], *, lift: bool) -> NDArray[np.bool_]:
    count = len(scenario.issues[place].options)
    if place in fixed:
        return np.isin(np.arange(count), list(fixed[place]))
    allowed = np.ones(count, dtype=np.bool_)
    if not lift:
        for party in scenario.parties:
            for line in party.red_lines:
                if line.issue == place:
                    allowed[line.option] = False
    return allowed


def count_packages(scenario: Scenario) -> int:
    """Return how many packages there are before rules and red lines."""
    return math.prod(len(issue.options) for issue in scenario.issues)
