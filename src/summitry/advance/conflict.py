"""A conflict as the Graph Model sees it: decision makers, states, who can move where, who prefers what.

Two ways to write one: options that each decision maker takes or leaves, with what cannot be and with preferences; or
states with moves and payoffs given outright. States are numbered from 1 in the order of their options read as binary
digits, the first option being the lowest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from summitry.advance.grid import Integers
from summitry.errors import ScenarioError

MOST_STATES = 1 << 18
"""A conflict of more states is not built."""
MOST_OPTIONS = 24
MOST_MOVES = 1 << 25
"""Moves of one decision maker beyond which a conflict is not built."""
Wish: TypeAlias = tuple[tuple[int, bool], ...]
"""Options by their place, each taken (True) or not, all at once."""
Statement: TypeAlias = tuple[Wish, ...]
"""Wishes of which one at least is to hold."""


class Direction(StrEnum):
    """Which way an option can be changed."""

    BOTH = "both"
    FORWARD = "fwd"
    """It can be taken and not be taken back."""
    BACK = "back"
    """It can be given up and not be taken again."""


@dataclass(frozen=True, slots=True)
class Move:
    """An option in the hands of a decision maker."""

    name: str
    direction: Direction = Direction.BOTH


@dataclass(frozen=True, slots=True)
class DecisionMaker:
    """Somebody who can change options, and what they prefer.

    ``preferences``: statements, the most important first: a state that fulfils an earlier one beats all that do not
    (lexicographic). ``ranking``: groups of states, the best first, numbered from 1; it is used where given.
    """

    name: str
    options: tuple[int, ...] = ()
    preferences: tuple[Statement, ...] = ()
    ranking: tuple[tuple[int, ...], ...] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """Who can go where from each state: ``starts``: (states + 1,), where each state's targets begin in ``targets``."""

    starts: Integers
    targets: Integers

    @property
    def sources(self) -> Integers:
        """The state that each target is reached from."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))

    def keep(self, kept: NDArray[np.bool_]) -> "Graph":
        """Return the graph with some of its moves: kept, (moves,)."""
        counts = np.bincount(self.sources[kept], minlength=len(self.starts) - 1)
        return Graph(np.concatenate([[0], np.cumsum(counts)]), self.targets[kept])


@dataclass(frozen=True, slots=True, eq=False)
class Conflict:
    """A conflict ready to be solved.

    ``payoffs``: (decision makers, states), only their order counts. ``graphs``: the moves of each decision maker.
    ``states``: what each state means. ``start``: the status quo, counted from 1, or None.
    """

    name: str
    makers: tuple[str, ...]
    states: tuple[str, ...]
    payoffs: Integers
    graphs: tuple[Graph, ...]
    start: int | None = None
    digest: str = ""


def build_conflict(
    name: str,
    moves: Sequence[Move],
    makers: Sequence[DecisionMaker],
    infeasible: Sequence[Wish] = (),
    start: int | None = None,
) -> Conflict:
    """Return the conflict of options.

    Args:
        name: what to call it.
        moves: the options.
        makers: who changes which of them; an option belongs to one decision maker.
        infeasible: what cannot be.
        start: the status quo, a state counted from 1.

    Raises:
        ScenarioError: there are too many states, an option belongs to two, or a ranking leaves a state out.
    """
    if len(moves) > MOST_OPTIONS:
        message = f"conflict {name!r} has {len(moves)} options; at most {MOST_OPTIONS} are read"
        raise ScenarioError(message)
    _check_owners(name, moves, makers)
    codes = np.arange(1 << len(moves), dtype=np.int64)
    possible = np.ones(len(codes), dtype=np.bool_)
    for wish in infeasible:
        possible &= ~_hold(codes, wish)
    codes = codes[possible]
    if not 0 < len(codes) <= MOST_STATES:
        message = f"conflict {name!r} has {len(codes):,} states; it can have from 1 to {MOST_STATES:,}"
        raise ScenarioError(message)
    place = np.full(1 << len(moves), -1, dtype=np.int64)
    place[codes] = np.arange(len(codes))
    return Conflict(
        name,
        tuple(maker.name for maker in makers),
        tuple(_name_state(code, moves) for code in codes.tolist()) if len(codes) <= _MOST_NAMED else (),
        np.stack([_pay(name, maker, codes) for maker in makers]),
        tuple(_list_moves(codes, place, moves, maker.options) for maker in makers),
        start,
    )


_MOST_NAMED = 4096
_LARGEST = 62


def _check_owners(name: str, moves: Sequence[Move], makers: Sequence[DecisionMaker]) -> None:
    owners: dict[int, str] = {}
    for maker in makers:
        for option in maker.options:
            if not 0 <= option < len(moves) or option in owners:
                message = (
                    f"conflict {name!r}: option {option} of {maker.name!r} "
                    f"{'belongs to ' + repr(owners[option]) + ' already' if option in owners else 'does not exist'}"
                )
                raise ScenarioError(message)
            owners[option] = maker.name


def _hold(codes: Integers, wish: Wish) -> NDArray[np.bool_]:
    mask = sum(1 << option for option, _ in wish)
    value = sum(1 << option for option, taken in wish if taken)
    held: NDArray[np.bool_] = (codes & mask) == value
    return held


def _name_state(code: int, moves: Sequence[Move]) -> str:
    taken = [move.name for place, move in enumerate(moves) if code >> place & 1]
    return ", ".join(taken) or "nothing done"


def _pay(name: str, maker: DecisionMaker, codes: Integers) -> Integers:
    if maker.ranking is not None:
        return rank_states(name, maker.name, maker.ranking, len(codes))
    payoffs = np.zeros(len(codes), dtype=np.int64)
    if len(maker.preferences) > _LARGEST:
        message = (
            f"conflict {name!r}: {maker.name!r} has {len(maker.preferences)} preferences; at most {_LARGEST} are read"
        )
        raise ScenarioError(message)
    for statement in maker.preferences:
        payoffs *= 2
        met = np.zeros(len(codes), dtype=np.bool_)
        for wish in statement:
            met |= _hold(codes, wish)
        payoffs += met
    return payoffs


def rank_states(name: str, maker: str, ranking: Sequence[Sequence[int]], count: int) -> Integers:
    """Return payoffs from a ranking, the best group of states first, states counted from 1.

    Raises:
        ScenarioError: the ranking leaves a state out, names one twice, or one that does not exist.
    """
    payoffs = np.full(count, -1, dtype=np.int64)
    for worth, group in zip(range(len(ranking), 0, -1), ranking, strict=True):
        for state in group:
            if not 1 <= state <= count or payoffs[state - 1] >= 0:
                problem = "twice" if 1 <= state <= count else f"and there are only {count}"
                message = f"conflict {name!r}: the ranking of {maker!r} has state {state} {problem}"
                raise ScenarioError(message)
            payoffs[state - 1] = worth
    if (payoffs < 0).any():
        left = int(np.flatnonzero(payoffs < 0)[0]) + 1
        message = f"conflict {name!r}: the ranking of {maker!r} leaves out state {left}; rank every state"
        raise ScenarioError(message)
    return payoffs


def _list_moves(codes: Integers, place: Integers, moves: Sequence[Move], own: Sequence[int]) -> Graph:
    """Return the moves of who owns some options: any change of one or more of them that leads to a possible state."""
    if len(codes) << len(own) > MOST_MOVES:
        message = (
            f"{len(own)} options in one hand make too many moves over {len(codes):,} states; at most {MOST_MOVES:,} "
            "are kept"
        )
        raise ScenarioError(message)
    subsets = [sum(1 << own[n] for n in range(len(own)) if pick >> n & 1) for pick in range(1, 1 << len(own))]
    if not subsets:
        return Graph(np.zeros(len(codes) + 1, dtype=np.int64), np.zeros(0, dtype=np.int64))
    targets = codes[:, None] ^ np.array(subsets, dtype=np.int64)[None, :]
    limits = [move.direction for move in moves]
    if len(codes) == len(place) and not any(limits[option] is not Direction.BOTH for option in own):
        starts = np.arange(len(codes) + 1, dtype=np.int64) * len(
            subsets
        )  # everything can be, so everybody can go anywhere
        return Graph(starts, targets.ravel())
    possible = place[targets] >= 0
    forward = sum(1 << option for option in own if limits[option] is Direction.FORWARD)
    back = sum(1 << option for option in own if limits[option] is Direction.BACK)
    possible &= (codes[:, None] & ~targets & forward) == 0
    possible &= (~codes[:, None] & targets & back) == 0
    starts = np.concatenate([[0], np.cumsum(possible.sum(axis=1))])
    return Graph(starts, place[targets[possible]])


def make_graph(count: int, moves: Sequence[tuple[int, int]]) -> Graph:
    """Return the graph of moves (from, to), states counted from 0."""
    pairs = sorted(set(moves))
    counts = np.bincount([source for source, _ in pairs], minlength=count) if pairs else np.zeros(count, dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum(counts)])
    return Graph(starts, np.array([target for _, target in pairs], dtype=np.int64))
