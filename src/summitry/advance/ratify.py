"""Ratification: what each side could get through at home, where that overlaps, who blocks, and what lies nearest.

A constituency accepts a package worth at least so much by its own weights. A side ratifies when those who accept
hold the quota of power and everybody with a veto accepts; its win-set is what it would ratify. The bridge is the
package with the least shortfall: over the cheapest winning coalition of each side, what its members lack, and what a
government lacks to its reservation value.

Source: Putnam 1988, Diplomacy and domestic politics: the logic of two-level games, International Organization 42(3).
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summitry.advance.bargain import find_best
from summitry.advance.game import Game, Package, Sheet, TooLargeError, build_game
from summitry.advance.grid import Integers, Units
from summitry.advance.milp import GAP, Program, Voter, Votes, price_package
from summitry.advance.pareto import keep_efficient
from summitry.advance.scenario import Constituency, Scenario, build_sheet
from summitry.advance.zone import MOST_PACKAGES, pick_package, walk_packages

_MOST_VOICES = 12
"""Coalitions of more constituencies than these are not enumerated."""
_BRIDGES = 3
_MOST_LISTED = 1000
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Who lacks how much of accepting a package: a constituency, or a government (name empty)."""

    party: str
    name: str
    lack: float


@dataclass(frozen=True, slots=True)
class Bridge:
    """A package near to ratification, and who is short of accepting it.

    Where packages can be ratified that every government gains by, it is the Nash package of those, and nobody is short.
    """

    package: Package
    total: float
    short: tuple[Shortfall, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """How one constituency votes, over all possible packages and where it matters.

    ``accepts``: packages that it accepts. ``pivotal``: among the packages that both governments gain by and all other
    sides ratify, how many hang on it; ``blocks``: how many of those fail because of it alone. None where not counted.
    """

    name: str
    power: float
    veto: bool
    accepts: int | None
    pivotal: int | None
    blocks: int | None


@dataclass(frozen=True, slots=True)
class Home:
    """One side at home: its quota, the size of its win-set (None where not counted), its constituencies."""

    party: str
    quota: float
    win_set: int | None
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class RatifyReport:
    """The analysis of ratification.

    ``possible``: packages that rules and red lines leave. ``overlap``: how many all sides ratify; ``agreeable``: how
    many of those every government gains by. ``common_quota``: the highest quota at which the win-sets overlap.
    ``frontier`` and ``nash``: of the agreeable packages. ``method``: ``enumeration``, or ``milp`` where there are too
    many packages; counts are None then.
    """

    scenario: Scenario
    homes: tuple[Home, ...]
    possible: int | None
    overlap: int | None
    agreeable: int | None
    common_quota: float
    frontier: tuple[Package, ...] | None
    nash: tuple[Package, ...]
    bridges: tuple[Bridge, ...]
    method: str = "enumeration"

    @property
    def has_agreement(self) -> bool:
        """Whether a package that every government gains by can be ratified."""
        return bool(self.nash)

    def to_dict(self) -> dict[str, Any]:
        """Return the analysis for JSON."""
        return {
            "method": self.method,
            "gap": GAP if self.method == "milp" else 0.0,
            "possible": self.possible,
            "overlap": self.overlap,
            "agreeable": self.agreeable,
            "common_quota": self.common_quota,
            "sides": [
                {
                    "party": home.party,
                    "quota": home.quota,
                    "win_set": home.win_set,
                    "constituencies": [
                        {
                            "name": voice.name,
                            "power": voice.power,
                            "veto": voice.veto,
                            "accepts": voice.accepts,
                            "pivotal": voice.pivotal,
                            "blocks": voice.blocks,
                        }
                        for voice in home.voices
                    ],
                }
                for home in self.homes
            ],
            "frontier": None if self.frontier is None else [package.to_dict() for package in self.frontier],
            "nash": [package.to_dict() for package in self.nash],
            "bridges": [
                {
                    **bridge.package.to_dict(),
                    "shortfall": bridge.total,
                    "short": [{"party": one.party, "constituency": one.name, "lack": one.lack} for one in bridge.short],
                }
                for bridge in self.bridges
            ],
        }


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """A side in whole numbers: columns of its voices, their power, who has a veto, the power that is needed."""

    party: int
    columns: tuple[int, ...]
    powers: Integers
    vetoes: Flags
    needed: int
    voices: tuple[Constituency, ...]

    def tally(self, accepts: Flags) -> tuple[Integers, Flags]:
        """Return the power that accepts, and whether everybody with a veto does: accepts is (packages, voices)."""
        vetoes: Flags = np.all(accepts[:, self.vetoes], axis=1)
        return accepts @ self.powers, vetoes

    def ratifies(self, accepts: Flags) -> Flags:
        """Return which packages the side ratifies."""
        power, vetoes = self.tally(accepts)
        ratified: Flags = (power >= self.needed) & vetoes
        return ratified

    def find_pivotal(self, accepts: Flags, voice: int) -> Flags:
        """Return for which packages the side's answer is that of one voice."""
        with_it, without = accepts.copy(), accepts.copy()
        with_it[:, voice], without[:, voice] = True, False
        pivotal: Flags = self.ratifies(with_it) & ~self.ratifies(without)
        return pivotal

    def find_coalitions(self) -> tuple[tuple[int, ...], ...]:
        """Return the winning coalitions from which nobody can be left out."""
        must = tuple(np.flatnonzero(self.vetoes).tolist())
        free = [voice for voice in range(len(self.powers)) if voice not in must]
        base = int(self.powers[list(must)].sum())
        found: list[tuple[int, ...]] = []
        for size in range(len(free) + 1):
            for some in combinations(free, size):
                power = base + int(self.powers[list(some)].sum())
                if power >= self.needed and not any(set(one) <= {*must, *some} for one in found):
                    found.append((*must, *some))
        return tuple(found)


def analyse_ratification(
    scenario: Scenario, quota: float | Decimal | None = None, *, lift: bool = False
) -> RatifyReport:
    """Return the analysis of ratification.

    Args:
        scenario: the scenario; a side without constituencies ratifies whatever its government signs.
        quota: the share of power that must accept, in the place of what the scenario says.
        lift: whether red lines are lifted.

    Raises:
        ScenarioError: the rules and red lines leave no package, or there are too many and HiGHS is not installed.
    """
    if quota is not None:
        wanted = Decimal(str(quota))
        sides = tuple(replace(side, quota=wanted) if side.constituencies else side for side in scenario.parties)
        scenario = replace(scenario, parties=sides)
    sheet = build_sheet(scenario, lift=lift, voices=True)
    homes = _list_sides(scenario)
    try:
        game = build_game(sheet)
    except TooLargeError:
        return _ratify_by_milp(scenario, sheet, homes)
    if game.size > MOST_PACKAGES or any(len(side.columns) > _MOST_VOICES for side in homes):
        return _ratify_by_milp(scenario, sheet, homes)
    return _ratify_by_walking(scenario, game, homes)


def _list_sides(scenario: Scenario) -> tuple[_Side, ...]:
    sides = []
    column = len(scenario.parties)
    for place, party in enumerate(scenario.parties):
        if not party.constituencies:
            continue
        powers = [Fraction(voice.power) for voice in party.constituencies]
        scale = math.lcm(*(power.denominator for power in powers))
        whole = [int(power * scale) for power in powers]
        needed = math.ceil(Fraction(party.quota or 0) * sum(whole))
        columns = tuple(range(column, column + len(powers)))
        column += len(powers)
        vetoes = np.array([voice.veto for voice in party.constituencies])
        sides.append(_Side(place, columns, np.array(whole, dtype=np.int64), vetoes, needed, party.constituencies))
    return tuple(sides)


class _Tally:
    """What is kept of the packages seen so far."""

    def __init__(self, scenario: Scenario, game: Game, sides: Sequence[_Side]) -> None:
        self.game, self.sides, self.parties = game, sides, len(scenario.parties)
        self.coalitions = [side.find_coalitions() for side in sides]
        self.win_sets = [0] * len(sides)
        self.voices = [np.zeros((3, len(side.columns)), dtype=np.int64) for side in sides]
        self.overlap = self.agreeable = 0
        self.quota = Fraction(0)
        self.values: Units = np.zeros((0, self.parties), dtype=game.reservation.dtype)
        self.numbers = np.zeros(0, dtype=np.int64)
        self.ties: dict[int, list[int]] = {}
        self.nearest: list[tuple[int, float, int]] = []

    def add(self, first: int, values: Units) -> None:
        """Take in a chunk of packages, the first of which has a number."""
        gains = values - self.game.reservation
        zone = (gains[:, : self.parties] > 0).all(axis=1)
        accepts = [gains[:, side.columns] >= 0 for side in self.sides]
        ratified = [side.ratifies(accept) for side, accept in zip(self.sides, accepts, strict=True)]
        everybody: Flags = np.logical_and.reduce([np.ones(len(values), dtype=np.bool_), *ratified])
        self.overlap += int(everybody.sum())
        self.agreeable += int((everybody & zone).sum())
        for place, (side, accept) in enumerate(zip(self.sides, accepts, strict=True)):
            self.win_sets[place] += int(ratified[place].sum())
            others: Flags = np.logical_and.reduce([zone, *(one for n, one in enumerate(ratified) if n != place)])
            self.voices[place][0] += accept.sum(axis=0)
            matters = accept[others]
            for voice in range(len(side.columns)):
                pivotal = side.find_pivotal(matters, voice)
                self.voices[place][1, voice] += int(pivotal.sum())
                self.voices[place][2, voice] += int((pivotal & ~matters[:, voice]).sum())
        self._raise_quota(accepts)
        self._merge(first + np.flatnonzero(everybody & zone), values[everybody & zone, : self.parties])
        if not self.agreeable:  # else the Nash package needs no bridge
            self._approach(first, gains)

    def _raise_quota(self, accepts: Sequence[Flags]) -> None:
        if not self.sides:
            return
        shares = []
        for side, accept in zip(self.sides, accepts, strict=True):
            power, vetoes = side.tally(accept)
            shares.append(np.where(vetoes, power, 0) / side.powers.sum())
        least = np.minimum.reduce(shares)
        best = int(np.argmax(least))
        exact = min(
            Fraction(int(side.tally(accept[best : best + 1])[0][0]), int(side.powers.sum()))
            for side, accept in zip(self.sides, accepts, strict=True)
        )
        if least[best] > 0:
            self.quota = max(self.quota, exact)

    def _merge(self, numbers: Integers, values: Units) -> None:
        if not len(values):
            return
        kept = keep_efficient(values)
        numbers, values = np.concatenate([self.numbers, numbers[kept]]), np.concatenate([self.values, values[kept]])
        again = keep_efficient(values)
        self.numbers, self.values = numbers[again], values[again]

    def _approach(self, first: int, gains: Units) -> None:
        total = np.maximum(-gains[:, : self.parties], 0).sum(axis=1)
        for side, coalitions in zip(self.sides, self.coalitions, strict=True):
            lacks = np.maximum(-gains[:, side.columns], 0)
            costs = [lacks[:, list(members)].sum(axis=1) for members in coalitions]
            total += np.minimum.reduce(costs) if costs else 0
        level = np.partition(total, min(_BRIDGES, len(total)) - 1)[min(_BRIDGES, len(total)) - 1]
        for place in np.flatnonzero(total <= level)[:_MOST_LISTED].tolist():
            product = float(np.prod(np.maximum(gains[place, : self.parties], 0).astype(float)))
            self.nearest.append((int(total[place]), -product, first + place))
        self.nearest = sorted(self.nearest)[:_BRIDGES]


def _ratify_by_walking(scenario: Scenario, game: Game, sides: Sequence[_Side]) -> RatifyReport:
    tally = _Tally(scenario, game, sides)
    for first, values in walk_packages(game):
        tally.add(first, values)
    gains = tally.values - game.reservation[: tally.parties]
    best = find_best(gains, np.log(gains).sum(axis=1), math.prod) if len(gains) else np.zeros(0, dtype=np.int64)
    homes = tuple(
        Home(
            scenario.parties[side.party].id,
            float(scenario.parties[side.party].quota or 0),
            win_set,
            tuple(
                Voice(voice.name, float(voice.power), voice.veto, *(int(one) for one in counts))
                for voice, counts in zip(side.voices, voices.T.tolist(), strict=True)
            ),
        )
        for side, win_set, voices in zip(sides, tally.win_sets, tally.voices, strict=True)
    )
    nearest = [number for _, _, number in tally.nearest]
    if len(best):
        nearest = tally.numbers[best].tolist()
    packages = tuple(_price(game, int(number), tally.parties) for number in tally.numbers)
    return RatifyReport(
        scenario,
        homes,
        possible=game.size,
        overlap=tally.overlap,
        agreeable=tally.agreeable,
        common_quota=float(tally.quota),
        frontier=packages,
        nash=tuple(packages[place] for place in best.tolist()),
        bridges=tuple(_build_bridge(scenario, game, sides, number) for number in nearest),
    )


def _value(game: Game, number: int) -> Units:
    """Return the utilities of a package by its number."""
    value: Units = np.zeros(len(game.parties), dtype=game.reservation.dtype)
    for block in reversed(game.blocks):
        number, combination = divmod(number, len(block.utilities))
        value = value + block.utilities[combination]
    return value


def _price(game: Game, number: int, parties: int) -> Package:
    picks, value = pick_package(game, number), _value(game, number)
    to_float = game.grid.to_float
    return Package(
        tuple(names[pick] for names, pick in zip(game.options, picks.tolist(), strict=True)),
        tuple(to_float(one) for one in value[:parties].tolist()),
        tuple(to_float(one) for one in (value - game.reservation)[:parties].tolist()),
    )


def _build_bridge(scenario: Scenario, game: Game, sides: Sequence[_Side], number: int) -> Bridge:
    gains = _value(game, number) - game.reservation
    return _name_shortfalls(scenario, sides, _price(game, number, len(scenario.parties)), gains, game.grid.to_float)


def _name_shortfalls(
    scenario: Scenario, sides: Sequence[_Side], package: Package, gains: Units, to_float: Callable[[float], float]
) -> Bridge:
    short = [
        Shortfall(party.id, "", to_float(-gain))
        for party, gain in zip(scenario.parties, gains.tolist(), strict=False)
        if gain < 0
    ]
    for side in sides:
        lacks = [max(0, -gain) for gain in gains[list(side.columns)].tolist()]
        coalitions = side.find_coalitions()
        if not coalitions:
            continue
        members = min(coalitions, key=lambda some: (sum(lacks[voice] for voice in some), some))
        name = scenario.parties[side.party].id
        short += [Shortfall(name, side.voices[voice].name, to_float(lacks[voice])) for voice in members if lacks[voice]]
    return Bridge(package, math.fsum(one.lack for one in short), tuple(short))


def _ratify_by_milp(scenario: Scenario, sheet: Sheet, sides: Sequence[_Side]) -> RatifyReport:
    """Answer what can be answered without counting: is there a package, which is Nash, which is nearest."""
    parties = len(scenario.parties)
    plain = replace(
        sheet,
        parties=sheet.parties[:parties],
        tables=tuple(table[:, :parties] for table in sheet.tables),
        reservation=sheet.reservation[:parties],
    )
    votes = make_votes(sheet, sides)
    found = Program(plain, votes).find_nash() if _can_gain(plain) else None
    nash = () if found is None else (price_package(plain, found.picks),)
    bridge = Program(plain, votes, bridge=True).find_bridge()
    free = Votes(votes.voters)
    quota = Program(plain, free, bridge=False).find_quota() if sides and _can_gain(plain) else None
    bridges: tuple[Bridge, ...] = ()
    if bridge is not None:
        picks = found.picks if found is not None else bridge.picks
        value = np.sum([table[pick] for table, pick in zip(sheet.tables, picks, strict=True)], axis=0)
        gains = value - sheet.reservation
        package = price_package(plain, picks)
        bridges = (_name_shortfalls(scenario, sides, package, gains, sheet.grid.to_float),)
    homes = tuple(
        Home(
            scenario.parties[side.party].id,
            float(scenario.parties[side.party].quota or 0),
            None,
            tuple(Voice(one.name, float(one.power), one.veto, None, None, None) for one in side.voices),
        )
        for side in sides
    )
    return RatifyReport(
        scenario,
        homes,
        possible=None,
        overlap=None,
        agreeable=None,
        common_quota=quota.value if quota is not None else 0.0,
        frontier=None,
        nash=nash,
        bridges=bridges,
        method="milp",
    )


def _can_gain(sheet: Sheet) -> bool:
    most = np.sum(
        [table[allowed].max(axis=0) for table, allowed in zip(sheet.tables, sheet.allowed, strict=True)], axis=0
    )
    return bool((most > sheet.reservation).all())


def make_votes(sheet: Sheet, sides: Sequence[_Side]) -> Votes:
    """Return the votes of a sheet whose columns are the parties and then the voices."""
    voters = [
        Voter(
            side.party,
            tuple(sheet.grid.to_floats(table[:, column]) for table in sheet.tables),
            sheet.grid.to_float(int(sheet.reservation[column])),
            float(power),
            veto=bool(veto),
        )
        for side in sides
        for column, power, veto in zip(side.columns, side.powers.tolist(), side.vetoes.tolist(), strict=True)
    ]
    return Votes(tuple(voters), {side.party: float(side.needed) for side in sides})
