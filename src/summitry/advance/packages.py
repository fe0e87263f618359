"""Packages: what could be agreed, what theory picks from it, and what bundling and shelving do to it."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from summitry.advance.bargain import solve_frontier
from summitry.advance.game import Game, NoPackageError, Package, TooLargeError, build_game, join_issues
from summitry.advance.pareto import Frontier, trace_frontier
from summitry.advance.scenario import Hard, Scenario, build_sheet, weigh
from summitry.advance.solution import Convention, Solutions
from summitry.advance.zone import count_zone

HEAVY = 0.3
"""A side that weighs an issue above this and gets an option it scores 0 is worth a warning."""
_SHELVE = "shelve"
Fixed = Mapping[int, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Group:
    """Issues that are looked at together: one issue, a track, or issues that constraints join."""

    kind: str
    name: str
    issues: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What becomes of the talks without a group of issues, and of the group without the rest.

    ``without``: Nash value (product of gains) with the group held at no agreement; ``gain``: how much higher it is of
    the whole; ``alone``: of the group settled by itself. A value is None where there is no zone of agreement.
    ``zone_alone``: packages in the zone of the group by itself; None where not counted. ``nearest``: where that zone is
    empty, the package that comes nearest to it, with its gains, some of which are losses.
    """

    group: Group
    without: float | None
    gain: float | None
    alone: float | None
    zone_alone: int | None
    nearest: Package | None = None


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """The best results with the hard issue shelved, and with it settled.

    ``on_frontier``: how many points of the frontier shelve it. ``tempting``: the side, if any, that gets more in the
    Nash package with the issue shelved than in that with it settled.
    """

    issue: int
    shelved: tuple[str, ...]
    best_shelved: Package | None
    best_settled: Package | None
    on_frontier: int | None
    tempting: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class PackageReport:
    """The analysis of packages of one scenario.

    ``possible``: packages that rules and red lines leave, None where they were not enumerated. ``zone``: how many of
    them give every side more than no agreement, None where not counted. ``frontier`` is None where it cannot be
    listed.
    """

    scenario: Scenario
    possible: int | None
    zone: int | None
    frontier: Frontier | None
    solutions: Solutions
    parts: tuple[Part, ...]
    left_behind: LeftBehind | None
    warnings: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the analysis for JSON."""
        left, issues = self.left_behind, self.scenario.issues
        return {
            "possible": self.possible,
            "zone": self.zone,
            "frontier": None if self.frontier is None else [package.to_dict() for package in self.frontier],
            "solutions": self.solutions.to_dict(),
            "parts": [
                {
                    "kind": part.group.kind,
                    "name": part.group.name,
                    "issues": [issues[place].id for place in part.group.issues],
                    "nash_without": part.without,
                    "package_gain": part.gain,
                    "nash_alone": part.alone,
                    "zone_alone": part.zone_alone,
                    "nearest_alone": None if part.nearest is None else part.nearest.to_dict(),
                }
                for part in self.parts
            ],
            "left_behind": None
            if left is None
            else {
                "issue": issues[left.issue].id,
                "shelved": list(left.shelved),
                "best_shelved": None if left.best_shelved is None else left.best_shelved.to_dict(),
                "best_settled": None if left.best_settled is None else left.best_settled.to_dict(),
                "on_frontier": left.on_frontier,
                "tempting": list(left.tempting),
            },
            "warnings": list(self.warnings),
        }


def analyse_packages(
    scenario: Scenario, convention: Convention = Convention.SUMMITRY, *, lift: bool = False
) -> PackageReport:
    """Return the analysis of packages.

    Args:
        scenario: the scenario.
        convention: which Kalai-Smorodinsky solution is meant.
        lift: whether red lines are lifted, to see what they cost.

    Raises:
        NoPackageError: the rules and red lines leave no package.
    """
    game, front, found = _solve(scenario, convention, {}, lift=lift)
    hard = find_hard(scenario)
    return PackageReport(
        scenario,
        possible=None if game is None else game.size,
        zone=None if game is None else count_zone(game),
        frontier=front,
        solutions=found,
        parts=tuple(_weigh_parts(scenario, found, lift=lift)),
        left_behind=None if hard is None else _compare_shelved(scenario, hard, front, lift=lift),
        warnings=tuple(_warn(scenario, found, lift=lift)),
    )


def _solve(
    scenario: Scenario, convention: Convention, fixed: Fixed, *, lift: bool
) -> tuple[Game | None, Frontier | None, Solutions]:
    sheet = build_sheet(scenario, fixed=fixed, lift=lift)
    game = None
    try:
        game = build_game(sheet)
        front = trace_frontier(game)
    except TooLargeError:
        if convention is not Convention.SUMMITRY:
            raise
        from summitry.advance.milp import solve_by_milp  # noqa: PLC0415  # highspy is optional

        return game, None, solve_by_milp(sheet)
    return game, front, solve_frontier(front, convention)


def find_groups(scenario: Scenario) -> tuple[Group, ...]:
    """Return the single issues, the issues that constraints join, and the tracks."""
    places = range(len(scenario.issues))
    groups = [Group("issue", scenario.issues[place].id, (place,)) for place in places]
    joined = join_issues(len(scenario.issues), [constraint.rule.issues for constraint in scenario.constraints])
    groups += [
        Group("joined", " + ".join(scenario.issues[place].id for place in block), block)
        for block in joined
        if 1 < len(block) < len(places)
    ]
    for track in scenario.tracks:
        members = tuple(place for place in places if scenario.issues[place].track == track)
        if len(members) < len(places):
            groups.append(Group("track", track, members))
    return tuple(groups)


def nash_value(found: Solutions) -> float | None:
    """Return the product of the gains of the Nash package; None without a zone of agreement."""
    return math.prod(found.nash[0].gains) if found.nash else None


def hold(scenario: Scenario, places: Iterable[int]) -> dict[int, frozenset[int]] | None:
    """Return the options that hold some issues at no agreement; None where one of them has no such option."""
    held = {place: scenario.issues[place].no_agreement for place in places}
    if None in held.values():
        return None
    return {place: frozenset({pick}) for place, pick in held.items() if pick is not None}


def _weigh_parts(scenario: Scenario, whole: Solutions, *, lift: bool) -> Iterable[Part]:
    total = nash_value(whole)
    everything = set(range(len(scenario.issues)))
    for group in find_groups(scenario):
        without, _, _ = _value_held(scenario, group.issues, lift=lift, counted=False)
        alone, count, nearest = _value_held(scenario, everything - set(group.issues), lift=lift)
        gain = None if total is None else total - (without or 0.0)
        yield Part(group, without, gain, alone, count, nearest)


def _value_held(
    scenario: Scenario, places: Iterable[int], *, lift: bool, counted: bool = True
) -> tuple[float | None, int | None, Package | None]:
    fixed = hold(scenario, places)
    if fixed is None:
        return None, None, None
    try:
        game, front, found = _solve(scenario, Convention.SUMMITRY, fixed, lift=lift)
    except NoPackageError:
        return None, 0, None  # what no agreement leaves in place breaks a rule, so there is no package
    count = None if game is None or not counted else count_zone(game)
    return nash_value(found), count, _find_nearest(front) if count == 0 and front is not None else None


def _find_nearest(front: Frontier) -> Package:
    """Return the package that lacks least to a zone of agreement; of several, the one with the higher least gain."""
    gains = front.values - front.game.reservation
    lacks = np.maximum(-gains, 0).sum(axis=1)
    order = np.lexsort((-gains.min(axis=1), lacks))
    return front[int(order[0])]


def find_hard(scenario: Scenario) -> Hard | None:
    """Return the hard issue: the one named, else the one all sides together weigh most, if it can be shelved.

    An issue can be shelved where it has an option for no agreement, or one called ``shelve``.
    """
    if scenario.hard is not None:
        return scenario.hard
    totals = [sum(weigh(party.weights)[place] for party in scenario.parties) for place in range(len(scenario.issues))]
    place = totals.index(max(totals))
    issue = scenario.issues[place]
    shelved = {n for n, choice in enumerate(issue.options) if choice.id == _SHELVE or n == issue.no_agreement}
    return Hard(place, frozenset(shelved)) if 0 < len(shelved) < len(issue.options) else None


def _compare_shelved(scenario: Scenario, hard: Hard, front: Frontier | None, *, lift: bool) -> LeftBehind:
    issue = scenario.issues[hard.issue]
    best: list[Package | None] = []
    for options in (hard.shelved, frozenset(range(len(issue.options))) - hard.shelved):
        ruled_out = {line.option for party in scenario.parties for line in party.red_lines if line.issue == hard.issue}
        try:
            open_options = options if lift else options - ruled_out
            _, _, found = _solve(scenario, Convention.SUMMITRY, {hard.issue: open_options}, lift=lift)
        except NoPackageError:
            best.append(None)
            continue
        best.append(found.nash[0] if found.nash else None)
    shelved, settled = best
    tempting: list[str] = []
    if shelved is not None and settled is not None:
        gains = zip(scenario.parties, shelved.gains, settled.gains, strict=True)
        tempting = [party.id for party, with_it_shelved, with_it_settled in gains if with_it_shelved > with_it_settled]
    names = tuple(choice.id for n, choice in enumerate(issue.options) if n in hard.shelved)
    count = None if front is None else sum(int(pick) in hard.shelved for pick in front.picks[:, hard.issue])
    return LeftBehind(hard.issue, names, shelved, settled, count, tuple(tempting))


def _warn(scenario: Scenario, found: Solutions, *, lift: bool) -> Iterable[str]:
    unknown = list(scenario.find_unknowns())
    if unknown:
        yield (
            f"{len(unknown)} numbers are not known and stand at the middle of their range: {', '.join(unknown[:5])}"
            + (
                ", ..." if len(unknown) > 5 else ""  # noqa: PLR2004  # as many as listed
            )
        )
    if lift:
        yield "red lines are lifted"
    named = (
        ("Nash", found.nash),
        ("Kalai-Smorodinsky", found.kalai_smorodinsky),
        ("Kalai", found.kalai),
        ("welfare", found.welfare),
    )
    said: set[str] = set()
    for solution, packages in named:
        for package in packages[:20]:
            for warning in warn_package(scenario, package):
                line = f"the {solution} package {warning}"
                if line not in said:
                    said.add(line)
                    yield line


def warn_package(scenario: Scenario, package: Package) -> Iterable[str]:
    """Yield a warning for each side that gets an option it scores 0 on an issue it weighs above ``HEAVY``."""
    for party, side in enumerate(scenario.parties):
        for place, (issue, weight) in enumerate(zip(scenario.issues, weigh(side.weights), strict=True)):
            if weight <= HEAVY:
                continue
            picked = [choice.id for choice in issue.options].index(str(package.options[place]))
            score = scenario.issues[place].scores[party][picked]
            if score.value is not None and score.value == 0:
                yield (
                    f"gives {side.id} {issue.options[picked].id!r} on {issue.id}, which it scores 0 and weighs "
                    f"{float(weight):.2f}; if that is out of the question, write it down as a red line"
                )
