"""The exact Pareto frontier of a game, block by block.

F_0 = {0} and F_k = ND(F_{k-1} + T_k), where ND keeps what nothing dominates: for additive utilities every beginning of
an efficient package is efficient in its own blocks, so nothing is lost. Back-pointers lead from each point of the last
frontier to a package. Whole numbers are compared, so there is no tolerance.

Source: Nemhauser and Ullmann 1969, Discrete dynamic programming and capital allocation, Management Science 15(9).
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, overload

import numpy as np
from numpy.typing import NDArray

from summitry.advance.game import Block, Game, Package, Reservation, Tables, TooLargeError, make_game, make_package
from summitry.advance.grid import Floats, Integers, Units

MOST_POINTS = {1: 1, 2: 1_000_000, 3: 60_000}
"""A frontier that grows beyond this, by the number of parties, is refused: solutions are then found by MILP."""
_MOST_POINTS_OF_MANY = 10_000
_CHUNK = 256
Known: TypeAlias = tuple[frozenset[tuple[float, ...]], Units, Units]
"""Points to be looked up, and the least and the greatest of their values."""
_MOST_SUMS = 20_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """The frontier after some blocks: its points, and for each the point before and the combination that lead to it."""

    values: Units
    before: Integers
    combination: Integers


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Frontier(Sequence[Package]):
    """The Pareto frontier: every efficient point once, best for the first party first, with a package that gives it.

    ``values``: (points, parties), units of the grid. ``picks``: (points, issues), place of the option of each issue.
    Reading one point makes its ``Package``; ``utilities`` gives them all as an array. Several packages may give one
    point: ``find_packages`` lists them.
    """

    game: Game
    steps: tuple[Step, ...]
    values: Units
    picks: Integers

    def __repr__(self) -> str:
        return f"<Frontier of {len(self)} points, {len(self.game.parties)} parties, {self.game.size:,} packages>"

    def __len__(self) -> int:
        return len(self.values)

    @overload
    def __getitem__(self, place: int) -> Package: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Package, ...]: ...

    def __getitem__(self, place: int | slice) -> Package | tuple[Package, ...]:
        if isinstance(place, slice):
            return tuple(self[index] for index in range(*place.indices(len(self))))
        return make_package(self.game, self.picks[place], self.values[place])

    def __iter__(self) -> Iterator[Package]:
        return (self[place] for place in range(len(self)))

    @property
    def utilities(self) -> Floats:
        """Utilities, (points, parties), in the units of the tables."""
        return self.game.grid.to_floats(self.values)

    def to_dict(self) -> dict[str, Any]:
        """Return the frontier for JSON."""
        return {
            "parties": list(self.game.parties),
            "issues": list(self.game.issues),
            "exact": self.game.grid.exact,
            "packages": [package.to_dict() for package in self],
        }

    def find_packages(self, place: int, most: int = 1000) -> tuple[Package, ...]:
        """Return every package that gives a point of the frontier, at most so many; of doubles, only the one known.

        Args:
            place: which point.
            most: how many packages to list at most.
        """
        return self.list_packages((place,), most)

    def list_packages(self, places: Iterable[int], most: int = 1000) -> tuple[Package, ...]:
        """Return every package that gives one of some points of the frontier, at most so many."""
        places = [int(place) for place in places]
        if self.game.grid.is_double:
            return tuple(self[place] for place in places[:most])
        known = _know_points(self.game, self.steps) if places else []
        found: list[Package] = []
        for place in places:
            value = self.values[place]
            picked = _trace_all(self.game, known, value, most - len(found))
            found.extend(make_package(self.game, picks, value) for picks in picked)
        return tuple(found)


def frontier(tables: Tables, reservation: Reservation = None) -> Frontier:
    """Return the exact Pareto frontier of additive utilities, with packages.

    The whole frontier is returned: reservation values do not cut it, but ``Package.gains`` and ``Package.is_in_zone``
    tell what each point means against them.

    >>> tables = {"JPN": {"visit": {"no": 0, "yes": 0.6}, "tariff": {"keep": 0.4, "cut": 0}},
    ...           "RUS": {"visit": {"no": 0.3, "yes": 0.1}, "tariff": {"keep": 0, "cut": 0.7}}}
    >>> for package in frontier(tables, {"JPN": 0.3, "RUS": 0.3}):
    ...     print(package.utilities, package.options, package.is_in_zone)
    (1.0, 0.1) ('yes', 'keep') False
    (0.6, 0.8) ('yes', 'cut') True
    (0.0, 1.0) ('no', 'cut') False

    Args:
        tables: ``tables[party][issue][option]``, nested sequences or mappings.
        reservation: what no agreement is worth to each party, a sequence or a mapping; zero where not given.

    Returns:
        The points, best for the first party first; with two parties, therefore worst for the second first.

    Raises:
        ScenarioError: the tables are malformed, or more than two parties have a frontier too large to list.
    """
    return trace_frontier(make_game(tables, reservation))


def trace_frontier(game: Game) -> Frontier:
    """Return the exact Pareto frontier of a game.

    Raises:
        TooLargeError: more than two parties have a frontier of more than ``MOST_POINTS``.
    """
    steps = build_steps(game)
    values = steps[-1].values
    picks = np.zeros((len(values), len(game.issues)), dtype=np.int64)
    at = np.arange(len(values))
    for block, step in zip(reversed(game.blocks), reversed(steps), strict=True):
        picks[:, block.issues] = block.choices[step.combination[at]]
        at = step.before[at]
    return Frontier(game, steps, values, picks)


def build_steps(game: Game) -> tuple[Step, ...]:
    """Return the frontier after each block."""
    values: Units = np.zeros((1, len(game.parties)), dtype=game.blocks[0].utilities.dtype)
    steps = []
    for block in game.blocks:
        own = keep_efficient(block.utilities)
        if len(values) * len(own) > _MOST_SUMS:
            raise TooLargeError(_refuse(len(values), block))
        sums: Units = np.add(values[:, None, :], block.utilities[own][None, :, :]).reshape(-1, values.shape[1])
        kept = keep_efficient(sums)
        values = np.asarray(sums[kept])
        if len(values) > MOST_POINTS.get(len(game.parties), _MOST_POINTS_OF_MANY):
            raise TooLargeError(_refuse(len(values), block))
        steps.append(Step(values, kept // len(own), own[kept % len(own)]))
    return tuple(steps)


def _refuse(points: int, block: Block) -> str:
    return (
        f"the frontier has more than {points} points after a block of {len(block.utilities)} combinations, too many to "
        "list; ask for `solutions`, which need no list, or join fewer issues by constraints"
    )


def keep_efficient(values: Units) -> Integers:
    """Return the places of the points that nothing dominates, one for each point, best for the first party first.

    >>> keep_efficient(np.array([[1, 1], [0, 3], [1, 2], [0, 3]])).tolist()
    [2, 1]

    Args:
        values: (points, parties).
    """
    if values.shape[1] == 1:
        return np.array([int(np.argmax(values[:, 0]))])
    if values.shape[1] == 2:  # noqa: PLR2004  # the plane has a quicker way
        return _keep_in_plane(values)
    return _keep_in_space(values)


def _keep_in_plane(values: Units) -> Integers:
    order = np.argsort(-values[:, 0])
    other = values[order, 1]
    highest = np.maximum.accumulate(other)
    rises = np.empty(len(order), dtype=bool)
    rises[0] = True
    rises[1:] = other[1:] > highest[:-1]
    kept = order[rises]
    first = values[kept, 0]
    last = np.empty(len(kept), dtype=bool)  # of points with one first value, only the last one's second is highest
    last[-1] = True
    last[:-1] = first[1:] != first[:-1]
    result: Integers = kept[last]
    return result


def _keep_in_space(values: Units) -> Integers:
    parties = values.shape[1]
    if values.dtype == object:
        order = np.array(sorted(range(len(values)), key=lambda place: tuple(-values[place])), dtype=np.int64)
    else:
        order = np.lexsort(tuple(-values[:, party] for party in reversed(range(parties))))
    points = values[order]
    distinct = np.ones(len(points), dtype=bool)
    distinct[1:] = (points[1:] != points[:-1]).any(axis=1)
    order, points = order[distinct], points[distinct]
    # Nothing later in this order dominates anything earlier, so what is kept stays kept; nor in the order of sums,
    # where rounding may make two equal but never turns them round, and equal ones stay in this order.
    if parties == 3:  # noqa: PLR2004
        kept = _climb_stairs(points)
    else:
        sums = points.astype(np.float64).sum(axis=1)  # the best by sum rule out most, so they come first
        first = np.argsort(-sums, kind="stable")
        kept = sorted(first[_cull(points[first])].tolist())
    result: Integers = order[kept]
    return result


def _climb_stairs(points: Units) -> list[int]:
    """Keep points of three parties: the second and third values of those kept so far form a staircase."""
    kept = []
    seconds: list[float] = []
    thirds: list[float] = []
    for place, (second, third) in enumerate(zip(points[:, 1].tolist(), points[:, 2].tolist(), strict=True)):
        at = bisect_left(seconds, second)
        if at < len(thirds) and thirds[at] >= third:
            continue
        kept.append(place)
        end = at + 1 if at < len(seconds) and seconds[at] == second else at
        while at and thirds[at - 1] <= third:
            at -= 1
        seconds[at:end] = [second]
        thirds[at:end] = [third]
    return kept


def _cull(points: Units) -> list[int]:
    kept: list[int] = []
    places = np.arange(len(points))
    while len(points):
        chunk, chunk_places = points[:_CHUNK], places[:_CHUNK]
        points, places = points[_CHUNK:], places[_CHUNK:]
        strong = ~_beats(chunk, chunk)
        kept.extend(chunk_places[strong].tolist())
        if len(points):
            alive = ~_beats(chunk[strong], points)
            points, places = points[alive], places[alive]
    return kept


def _beats(rulers: Units, points: Units) -> NDArray[np.bool_]:
    """Return which points one of the rulers is at least as good as in everything, and not equal to."""
    columns = [np.ascontiguousarray(points[:, party]) for party in range(points.shape[1])]
    beaten = np.zeros(len(points), dtype=bool)
    for ruler in rulers.tolist():
        least = columns[0] <= ruler[0]
        same = columns[0] == ruler[0]
        for column, value in zip(columns[1:], ruler[1:], strict=True):
            least &= column <= value
            same &= column == value
        beaten |= least & ~same
    return beaten


def _know_points(game: Game, steps: Sequence[Step]) -> list[Known]:
    """Return the points of the frontier before each block, to be looked up."""
    start = np.zeros((1, len(game.parties)), dtype=np.int64)
    fronts = [start, *(step.values for step in steps[:-1])]
    return [(frozenset(map(tuple, front.tolist())), front.min(axis=0), front.max(axis=0)) for front in fronts]


def _trace_all(game: Game, known: Sequence[Known], value: Units, most: int) -> Iterator[Integers]:
    """Yield the packages of a point: the last combination is one whose rest is a point of the frontier before."""
    stack: list[tuple[int, Units, tuple[int, ...]]] = [(len(known) - 1, value, ())]
    found = 0
    while stack and found < most:
        level, rest, tail = stack.pop()
        if level < 0:
            picks = np.zeros(len(game.issues), dtype=np.int64)
            for block, combination in zip(game.blocks, tail, strict=True):
                picks[list(block.issues)] = block.choices[combination]
            found += 1
            yield picks
            continue
        before = rest[None, :] - game.blocks[level].utilities
        points, low, high = known[level]
        near = np.flatnonzero(((before >= low) & (before <= high)).all(axis=1)).tolist()
        fits = [one for one in near if tuple(before[one].tolist()) in points]
        stack.extend((level - 1, before[one], (one, *tail)) for one in reversed(fits))
