"""A game of packages: blocks of issues, what each combination is worth to each party, and what no agreement is worth.

A block is one issue, or several that constraints join (a connected component of the constraint graph); its consistent
combinations are enumerated. A package takes one combination of each block, and its utility is their sum.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from summitry.advance.grid import LIMIT, Grid, Integers, Number, Units, as_fraction, find_grid, scale_floats
from summitry.errors import ScenarioError

Tables: TypeAlias = Sequence[Sequence[Sequence[float]]] | Mapping[str, Any]
Reservation: TypeAlias = Sequence[Number] | Mapping[str, Number] | None
Option: TypeAlias = str | int


Picks: TypeAlias = tuple[tuple[int, frozenset[int]], ...]
"""Issues, each with some of its options."""
MOST_COMBINATIONS = 1_000_000
"""A block of more combinations is not enumerated."""


class TooLargeError(ScenarioError):
    """A game is too large for the way that was tried; another may do."""


class NoPackageError(ScenarioError):
    """Rules and red lines leave no package at all."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What cannot stand together: where all of ``when`` is picked, so must all of ``then`` be.

    Without ``then`` (None) the options of ``when`` are forbidden together.
    """

    when: Picks
    then: Picks | None = None

    @property
    def issues(self) -> tuple[int, ...]:
        """The issues that the rule joins."""
        return tuple(sorted({issue for issue, _ in (*self.when, *(self.then or ()))}))


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """What a game is made of, option by option.

    ``tables``: one (options, parties) array an issue, units of the grid. ``allowed``: which options may be picked at
    all (a red line forbids one). ``reservation``: (parties,), units.
    """

    parties: tuple[Option, ...]
    issues: tuple[Option, ...]
    options: tuple[tuple[Option, ...], ...]
    tables: tuple[Units, ...]
    reservation: Units
    grid: Grid
    allowed: tuple[NDArray[np.bool_], ...]
    rules: tuple[Rule, ...] = ()

    @property
    def size(self) -> int:
        """How many packages there are before any rule."""
        return math.prod(int(one.sum()) for one in self.allowed)


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Issues that are settled together.

    ``issues``: places in ``Game.issues``. ``choices``: (combinations, issues), place of the option in
    ``Game.options[issue]``. ``utilities``: (combinations, parties), units of the grid.
    """

    issues: tuple[int, ...]
    choices: Integers
    utilities: Units


@dataclass(frozen=True, slots=True, eq=False)
class Game:
    """Parties, issues with their options, blocks, and the reservation value of each party in units of the grid."""

    parties: tuple[Option, ...]
    issues: tuple[Option, ...]
    options: tuple[tuple[Option, ...], ...]
    blocks: tuple[Block, ...]
    reservation: Units
    grid: Grid

    @property
    def size(self) -> int:
        """How many packages there are."""
        count = 1
        for block in self.blocks:
            count *= len(block.utilities)
        return count


@dataclass(frozen=True, slots=True)
class Package:
    """One option for every issue, and what that is worth.

    ``options`` in order of the issues: names where the tables have names, else places counted from 0. ``utilities``
    and ``gains`` (utility less reservation value) in order of the parties, in the units of the tables.
    """

    options: tuple[Option, ...]
    utilities: tuple[float, ...]
    gains: tuple[float, ...]

    @property
    def is_in_zone(self) -> bool:
        """Whether every party gains."""
        return all(gain > 0 for gain in self.gains)

    def to_dict(self) -> dict[str, Any]:
        """Return the package for JSON."""
        return {"options": list(self.options), "utilities": list(self.utilities), "gains": list(self.gains)}


def make_package(game: Game, picks: Integers, values: Units) -> Package:
    """Return a package.

    Args:
        game: the game.
        picks: (issues,), place of the option of each issue.
        values: (parties,), utilities in units.
    """
    return Package(
        options=tuple(names[pick] for names, pick in zip(game.options, picks.tolist(), strict=True)),
        utilities=tuple(game.grid.to_float(value) for value in values.tolist()),
        gains=tuple(game.grid.to_float(value) for value in (values - game.reservation).tolist()),
    )


def make_sheet(tables: Tables, reservation: Reservation = None) -> Sheet:
    """Return the sheet of additive utilities that tables describe.

    Args:
        tables: utility of each party, issue and option: ``tables[party][issue][option]``, sequences or mappings.
        reservation: what no agreement is worth to each party; zero where not given, the least that a
            package can give where minus infinity.

    Returns:
        A sheet without rules.

    Raises:
        ScenarioError: there is no party, issue or option, parties differ in their issues or options, or a value is no
            finite number.
    """
    parties, by_party = _unfold(tables, "tables")
    issues, options, rows = _unfold_parties(parties, by_party)
    base = _fill_least(rows, _read_reservation(parties, reservation))
    units, units_floor, grid = _scale(rows, base)
    allowed = tuple(np.ones(len(table), dtype=np.bool_) for table in units)
    return Sheet(parties, issues, options, tuple(units), units_floor, grid, allowed)


def make_game(tables: Tables, reservation: Reservation = None) -> Game:
    """Return the game of tables, in which every issue is a block of its own; see ``make_sheet``."""
    return build_game(make_sheet(tables, reservation))


def build_game(sheet: Sheet) -> Game:
    """Return the game of a sheet: one block for each group of issues that rules join.

    Raises:
        TooLargeError: a block has more than ``MOST_COMBINATIONS`` combinations before its rules.
        NoPackageError: the rules leave a block no combination.
    """
    joined = join_issues(len(sheet.issues), [rule.issues for rule in sheet.rules])
    blocks = tuple(_build_block(sheet, places) for places in joined)
    return Game(sheet.parties, sheet.issues, sheet.options, blocks, sheet.reservation, sheet.grid)


def _build_block(sheet: Sheet, places: tuple[int, ...]) -> Block:
    options = [np.flatnonzero(sheet.allowed[place]) for place in places]
    count = math.prod(len(one) for one in options)
    named = ", ".join(str(sheet.issues[place]) for place in places)
    if count > MOST_COMBINATIONS:
        message = (
            f"the rules join the issues {named}, which have {count:,} combinations; at most {MOST_COMBINATIONS:,} are "
            "enumerated: join fewer issues, or ask for `solutions`"
        )
        raise TooLargeError(message)
    choices = np.stack(np.meshgrid(*options, indexing="ij"), axis=-1).reshape(-1, len(places))
    column = {place: index for index, place in enumerate(places)}
    keep = np.ones(len(choices), dtype=np.bool_)
    for rule in sheet.rules:
        if rule.issues[0] in column:
            broken = _match(rule.when, choices, column)
            if rule.then is not None:
                broken &= ~_match(rule.then, choices, column)
            keep &= ~broken
    choices = choices[keep]
    if not len(choices):
        message = f"the rules and red lines leave no option for {named}; lift one of them"
        raise NoPackageError(message)
    utilities = sheet.tables[places[0]][choices[:, 0]].copy()
    for index, place in enumerate(places[1:], start=1):
        utilities += sheet.tables[place][choices[:, index]]
    return Block(places, choices, utilities)


def _match(picks: Picks, choices: Integers, column: Mapping[int, int]) -> NDArray[np.bool_]:
    matched = np.ones(len(choices), dtype=np.bool_)
    for issue, options in picks:
        matched &= np.isin(choices[:, column[issue]], list(options))
    return matched


def _unfold(value: object, what: str) -> tuple[tuple[Option, ...], list[Any]]:
    if isinstance(value, Mapping):
        return tuple(value), list(value.values())
    if isinstance(value, Sequence | np.ndarray) and not isinstance(value, str | bytes):
        return tuple(range(len(value))), list(value)
    message = f"{what} is {value!r}; it must be a list or a mapping: tables[party][issue][option]"
    raise ScenarioError(message)


def _unfold_parties(
    parties: tuple[Option, ...], by_party: list[Any]
) -> tuple[tuple[Option, ...], tuple[tuple[Option, ...], ...], list[list[list[Any]]]]:
    if not parties:
        message = "tables has no party; give one table for each party: tables[party][issue][option]"
        raise ScenarioError(message)
    issues: tuple[Option, ...] = ()
    options: tuple[tuple[Option, ...], ...] = ()
    rows: list[list[list[Any]]] = []
    for party, table in zip(parties, by_party, strict=True):
        names, columns = _unfold(table, f"tables[{party!r}]")
        inner = [_unfold(column, f"tables[{party!r}][{name!r}]") for name, column in zip(names, columns, strict=True)]
        if not rows:
            issues, options = names, tuple(keys for keys, _ in inner)
            rows = [[] for _ in issues]
        elif set(names) != set(issues) or len(names) != len(issues):
            message = (
                f"tables[{party!r}] has the issues {names}, that of {parties[0]!r} {issues}; they must be the same"
            )
            raise ScenarioError(message)
        by_name = dict(zip(names, inner, strict=True))
        for place, name in enumerate(issues):
            keys, values = by_name[name]
            if not keys or set(keys) != set(options[place]):
                message = (
                    f"tables[{party!r}][{name!r}] has the options {keys}, that of {parties[0]!r} {options[place]}; "
                    "give every party the same, at least one"
                )
                raise ScenarioError(message)
            by_option = dict(zip(keys, values, strict=True))
            rows[place].append([by_option[key] for key in options[place]])
    if not issues:
        message = "tables has no issue; give at least one: tables[party][issue][option]"
        raise ScenarioError(message)
    return issues, options, rows


def _read_reservation(parties: tuple[Option, ...], reservation: Reservation) -> list[Number]:
    if reservation is None:
        return [0] * len(parties)
    keys, values = _unfold(reservation, "reservation")
    if isinstance(reservation, Mapping):
        if set(keys) != set(parties):
            message = f"reservation names the parties {keys}, tables {parties}; they must be the same"
            raise ScenarioError(message)
        return [reservation[party] for party in parties]  # type: ignore[index]  # the keys are those of the mapping
    if len(values) != len(parties):
        message = f"reservation has {len(values)} values for {len(parties)} parties; give one a party"
        raise ScenarioError(message)
    return values


def _fill_least(rows: list[list[list[Any]]], base: list[Number]) -> list[Number]:
    """Put the least utility in the place of minus infinity, which says that any package beats no agreement."""
    return [
        sum((min(as_fraction(option) for option in row[party]) for row in rows), Fraction(0))
        if _is_least(value)
        else value
        for party, value in enumerate(base)
    ]


def _is_least(value: Number) -> bool:
    return isinstance(value, float) and value == -math.inf


def _scale(rows: list[list[list[Any]]], base: list[Number]) -> tuple[Sequence[Units], Units, Grid]:
    """Put tables on a grid: the quick way for short decimals, doubles as they are, all else exactly."""
    values = [value for row in rows for column in row for value in column]
    if all(isinstance(value, int | float) for value in (*values, *base)) and any(
        isinstance(value, float) for value in values
    ):
        try:
            columns = [np.array(row, dtype=np.float64).T for row in rows]
            floor = np.array(base, dtype=np.float64)
        except OverflowError:
            return _scale_exactly(rows, base)
        quick = scale_floats(columns, floor)
        if quick is not None:
            return quick
        if all(np.isfinite(column).all() for column in columns) and np.isfinite(floor).all():
            return columns, floor, Grid(Fraction(1), exact=False, is_double=True)
    return _scale_exactly(rows, base)


def _scale_exactly(rows: list[list[list[Any]]], base: list[Number]) -> tuple[list[Integers], Integers, Grid]:
    exact = [[[as_fraction(value) for value in column] for column in row] for row in rows]
    floor = [as_fraction(value) for value in base]
    grid = find_grid([column for row in exact for column in row], floor, rounded=False)
    tables = [[[grid.to_units(value) for value in column] for column in row] for row in exact]
    base_units = [grid.to_units(value) for value in floor]
    most = sum(max(abs(value) for column in table for value in column) for table in tables)
    kind: type = np.int64 if max(most, *map(abs, base_units)) <= LIMIT else object
    return [np.array(table, dtype=kind).T for table in tables], np.array(base_units, dtype=kind), grid


def join_issues(count: int, joined: Sequence[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    """Return the connected components of issues.

    >>> join_issues(4, [(0, 2)])
    ((0, 2), (1,), (3,))

    Args:
        count: how many issues there are.
        joined: groups of issues that a constraint joins.
    """
    root = list(range(count))

    def find(place: int) -> int:
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place

    for group in joined:
        for one, other in pairwise(group):
            low, high = sorted((find(one), find(other)))
            root[high] = low
    members: dict[int, list[int]] = {}
    for place in range(count):
        members.setdefault(find(place), []).append(place)
    return tuple(tuple(places) for places in members.values())
