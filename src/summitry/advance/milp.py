"""Solutions of games too large to list, by mixed-integer programming with HiGHS (extra ``advance``).

One binary variable an option, one picked in each issue; rules are linear. The logarithm in the Nash product is bounded
from above by its tangents: t <= log(g) + (x - g) / g. The programme is solved, a tangent is added at the gains found,
and so on until the bound and the best package differ by at most the gap.

Sources: Duran and Grossmann 1986, Mathematical Programming 36 (outer approximation); Huangfu and Hall 2018, HiGHS.
"""

import math
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import numpy as np

from summitry.advance.game import Package, Picks, Sheet
from summitry.advance.grid import Floats, Integers
from summitry.advance.solution import Convention, Solutions
from summitry.errors import ScenarioError

if TYPE_CHECKING:
    import highspy

GAP = 1e-6
"""Difference of bound and value (logarithms) at which a Nash package is taken to be found."""
LEAST = 1e-6
"""A gain smaller than this is none, in the units of the tables: the tolerance of the solver."""
_TANGENTS = 20
_MOST_ROUNDS = 200


@dataclass(frozen=True, slots=True, eq=False)
class Voter:
    """Somebody of a party whose acceptance counts.

    ``tables``: one (options,) array an issue, utilities; a package of at least ``level`` is accepted. ``power`` counts
    towards what the party needs. ``veto``: nothing goes without.
    """

    party: int
    tables: tuple[Floats, ...]
    level: float
    power: float
    veto: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Votes:
    """Voters, and the power that each party needs, by its place; a party that is not there needs none."""

    voters: tuple[Voter, ...] = ()
    needed: dict[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """A package by its picks, its value, and the proven bound on any package's value."""

    picks: tuple[int, ...]
    value: float
    bound: float


class Program:
    """The programme of a sheet: options, rules, gains, votes."""

    def __init__(self, sheet: Sheet, votes: Votes | None = None, *, bridge: bool = False) -> None:
        """Set the programme up.

        Args:
            sheet: the game, option by option.
            votes: whose acceptance every package needs.
            bridge: whether shortfalls are allowed, to be minimised by ``find_bridge``.
        """
        self._sheet = sheet
        self._solver = _open_solver()
        self._starts = np.concatenate([[0], np.cumsum([len(table) for table in sheet.tables])])
        self._count = int(self._starts[-1])
        self._floor = sheet.grid.to_floats(sheet.reservation)
        tables = np.concatenate([sheet.grid.to_floats(table) for table in sheet.tables])
        self._tables = tables
        self.most = np.array([self._bound(tables[:, party]) for party in range(len(sheet.parties))]) - self._floor
        self._power: dict[int, list[tuple[int, float]]] = {}
        self._add_options()
        self._shortfalls: list[int] = []
        self._bridge = bridge
        least = -math.inf if bridge else LEAST
        self._gain_columns = [self._add_column(least, max(LEAST, float(most))) for most in self.most]
        for party, column in enumerate(self._gain_columns):
            floor = float(self._floor[party])
            self._add_row(floor, floor, [*range(self._count), column], [*tables[:, party], -1.0])
            if bridge:
                self._add_row(0.0, math.inf, [column, self._add_shortfall()], [1.0, 1.0])
        if votes is not None:
            self._add_votes(votes)

    def _bound(self, utilities: Floats) -> float:
        spans = zip(self._starts[:-1], self._starts[1:], self._sheet.allowed, strict=True)
        return sum(float(utilities[low:high][allowed].max()) for low, high, allowed in spans)

    def _add_options(self) -> None:
        solver, sheet = self._solver, self._sheet
        upper = np.concatenate(sheet.allowed).astype(np.float64)
        solver.addVars(self._count, np.zeros(self._count), upper)
        kind = _highspy().HighsVarType.kInteger
        for column in range(self._count):
            solver.changeColIntegrality(column, kind)
        for issue in range(len(sheet.issues)):
            self._add_row(1.0, 1.0, self._columns(issue), [1.0] * len(sheet.tables[issue]))
        for rule in sheet.rules:
            when = self._terms(rule.when)
            most = len(rule.when) - 1.0
            if rule.then is None:
                self._add_row(-math.inf, most, when, [1.0] * len(when))
            for issue, options in rule.then or ():
                then = self._terms(((issue, options),))
                self._add_row(-math.inf, most, [*when, *then], [1.0] * len(when) + [-1.0] * len(then))

    def _add_votes(self, votes: Votes) -> None:
        power: dict[int, list[tuple[int, float]]] = {}
        kind = _highspy().HighsVarType.kInteger
        for voter in votes.voters:
            accepts = self._add_column(1.0 if voter.veto else 0.0, 1.0)
            self._solver.changeColIntegrality(accepts, kind)
            columns = [*range(self._count), accepts]
            values = [*np.concatenate(voter.tables).tolist(), -voter.level]
            if self._bridge:
                columns.append(self._add_shortfall())
                values.append(1.0)
            self._add_row(0.0, math.inf, columns, values)
            power.setdefault(voter.party, []).append((accepts, voter.power))
        self._power = power
        for party, needed in votes.needed.items():
            members = power.get(party, [])
            self._add_row(needed, math.inf, [column for column, _ in members], [share for _, share in members])

    def _add_shortfall(self) -> int:
        column = self._add_column(0.0, math.inf)
        self._shortfalls.append(column)
        return column

    def _columns(self, issue: int) -> list[int]:
        return list(range(int(self._starts[issue]), int(self._starts[issue + 1])))

    def _terms(self, picks: Picks) -> list[int]:
        return [int(self._starts[issue]) + option for issue, options in picks for option in sorted(options)]

    def _add_column(self, low: float, high: float) -> int:
        self._solver.addVar(low, high)
        return int(self._solver.getNumCol()) - 1

    def _add_row(self, low: float, high: float, columns: Sequence[int], values: Sequence[float]) -> None:
        self._solver.addRow(
            low, high, len(columns), np.array(columns, dtype=np.int32), np.array(values, dtype=np.float64)
        )

    def _run(self, costs: dict[int, float]) -> Found | None:
        """Maximise a linear objective; None where no package satisfies everything."""
        solver, highs = self._solver, _highspy()
        for column in range(int(solver.getNumCol())):
            solver.changeColCost(column, costs.get(column, 0.0))
        solver.run()
        status = solver.getModelStatus()
        if status in {highs.HighsModelStatus.kInfeasible, highs.HighsModelStatus.kUnboundedOrInfeasible}:
            return None
        if status != highs.HighsModelStatus.kOptimal:
            message = f"the MILP solver stopped with {solver.modelStatusToString(status)!r}; make the scenario smaller"
            raise ScenarioError(message)
        values = np.array(solver.getSolution().col_value)
        spans = zip(self._starts[:-1], self._starts[1:], strict=True)
        picks = tuple(int(np.argmax(values[low:high])) for low, high in spans)
        info = solver.getInfo()
        return Found(picks, float(info.objective_function_value), float(info.mip_dual_bound))

    def gains_of(self, picks: Sequence[int]) -> Floats:
        """Return the gains of a package, (parties,)."""
        rows = [int(start) + pick for start, pick in zip(self._starts[:-1], picks, strict=True)]
        gains: Floats = self._tables[rows].sum(axis=0) - self._floor
        return gains

    def find_most(self, weights: Sequence[float]) -> Found | None:
        """Return the package with the most weighted gain, among those that give every party one."""
        return self._run(dict(zip(self._gain_columns, weights, strict=True)))

    def find_even(self, scale: Floats) -> Found | None:
        """Return the package whose least gain, each divided by its scale, is highest; then the one with the most."""
        least = self._add_column(0.0, float((self.most / scale).max()))
        for column, divisor in zip(self._gain_columns, scale.tolist(), strict=True):
            self._add_row(0.0, math.inf, [column, least], [1.0 / divisor, -1.0])
        first = self._run({least: 1.0})
        if first is not None:
            reached = float((self.gains_of(first.picks) / scale).min())
            self._solver.changeColBounds(least, max(0.0, reached - 1e-9), float((self.most / scale).max()))
            costs = dict(zip(self._gain_columns, (1.0 / scale).tolist(), strict=True))
            return self._run(costs) or first
        return None

    def find_bridge(self) -> Found | None:
        """Return the package with the least sum of shortfalls (``value`` is less than nothing by that sum)."""
        return self._run(dict.fromkeys(self._shortfalls, -1.0))

    def find_quota(self) -> Found | None:
        """Return the package that the largest share of every side's power accepts; ``value`` is that share."""
        share = self._add_column(0.0, 1.0)
        for members in self._power.values():
            total = sum(power for _, power in members)
            columns = [*(column for column, _ in members), share]
            self._add_row(0.0, math.inf, columns, [*(power for _, power in members), -total])
        return self._run({share: 1.0})

    def find_nash(self, gap: float = GAP) -> Found | None:
        """Return the package with the highest product of gains; ``value`` and ``bound`` are logarithms of products."""
        logs = [self._add_column(-math.inf, math.log(max(LEAST, float(most)))) for most in self.most]

        def add_tangent(party: int, gain: float) -> None:
            self._add_row(-math.inf, math.log(gain) - 1.0, [logs[party], self._gain_columns[party]], [1.0, -1.0 / gain])

        for party, most in enumerate(self.most.tolist()):
            for share in np.linspace(0.05, 1.0, _TANGENTS):
                add_tangent(party, max(LEAST, most * float(share)))
        best: Found | None = None
        for _ in range(_MOST_ROUNDS):
            found = self._run(dict.fromkeys(logs, 1.0))
            if found is None:
                return None
            gains = np.maximum(self.gains_of(found.picks), LEAST)
            value = float(np.log(gains).sum())
            if best is None or value > best.value:
                best = Found(found.picks, value, found.bound)
            if found.bound - best.value <= gap:
                return Found(best.picks, best.value, found.bound)
            for party, gain in enumerate(gains.tolist()):
                add_tangent(party, gain)
        message = (
            f"the Nash package was not found to a gap of {gap} in {_MOST_ROUNDS} rounds; make the scenario smaller"
        )
        raise ScenarioError(message)


def solve_by_milp(sheet: Sheet, votes: Votes | None = None) -> Solutions:
    """Return one maximiser of each solution, Nash to a gap of 1e-6.

    Args:
        sheet: the game, option by option.
        votes: voters whose acceptance every package needs, if any.

    Raises:
        ScenarioError: HiGHS is not installed, or does not come to an end.
    """
    nash = Program(sheet, votes).find_nash()
    if nash is None:
        return Solutions(Convention.SUMMITRY, (), (), (), (), None, None, None, "milp", GAP)
    parties = len(sheet.parties)
    linear = Program(sheet, votes)
    best = [linear.find_most([float(one == party) for one in range(parties)]) for party in range(parties)]
    top = np.array([linear.gains_of(one.picks)[party] for party, one in enumerate(best) if one is not None])
    welfare = linear.find_most([1.0] * parties)
    even = Program(sheet, votes).find_even(top)
    kalai = Program(sheet, votes).find_even(np.ones(parties))
    return Solutions(
        Convention.SUMMITRY,
        nash=_list_one(sheet, nash),
        kalai_smorodinsky=_list_one(sheet, even),
        kalai=_list_one(sheet, kalai),
        welfare=_list_one(sheet, welfare),
        nash_log=nash.value,
        best_gains=tuple(top.tolist()),
        frontier_size=None,
        method="milp",
        gap=GAP,
    )


def _list_one(sheet: Sheet, found: Found | None) -> tuple[Package, ...]:
    return () if found is None else (price_package(sheet, found.picks),)


def price_package(sheet: Sheet, picks: Sequence[int] | Integers) -> Package:
    """Return a package of a sheet by its picks, one option's place an issue."""
    rows = [table[pick] for table, pick in zip(sheet.tables, picks, strict=True)]
    values = np.sum(rows, axis=0)
    to_float = sheet.grid.to_float
    return Package(
        options=tuple(names[pick] for names, pick in zip(sheet.options, picks, strict=True)),
        utilities=tuple(to_float(value) for value in values.tolist()),
        gains=tuple(to_float(value) for value in (values - sheet.reservation).tolist()),
    )


def _open_solver() -> "highspy.Highs":
    with _hush_banner():
        solver: highspy.Highs = _highspy().Highs()
    options = {
        "output_flag": False,
        "log_to_console": False,
        "threads": 1,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 1e-8,
        "random_seed": 1,
    }
    for name, value in options.items():
        solver.setOptionValue(name, value)
    solver.changeObjectiveSense(_highspy().ObjSense.kMaximize)
    return solver


@contextmanager
def _hush_banner() -> Iterator[None]:
    """Keep off standard output what the first solver of a process prints there, before any option can be set."""
    try:
        kept = os.dup(1)
    except OSError:  # there is no standard output
        yield
        return
    sys.stdout.flush()
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        try:
            yield
        finally:
            os.dup2(kept, 1)
            os.close(kept)


def _highspy() -> ModuleType:
    if find_spec("highspy") is None:
        message = "this scenario is too large to list and needs the MILP solver; install summitry[advance] (highspy)"
        raise ScenarioError(message)
    import highspy  # noqa: PLC0415

    return highspy
