"""Stability of states under four ideas of foresight: Nash, GMR, SMR and SEQ, for any number of decision makers.

A decision maker stays in a state when every improvement of theirs can be answered so that they end no better off. What
an answer may be is all that the four differ in:

- Nash: nothing is answered, so any improvement is taken.
- GMR (general metarationality): the others may move as they like.
- SMR (symmetric metarationality): likewise, and the first may move once more, which must not save them.
- SEQ (sequential stability): the others make only moves that improve their own position.

The others move in any order, nobody twice in a row. All but Nash are one calculation: the worst value over the states
that the others' legal sequences reach, found by a fixpoint on ``m_k(s)``, the worst that can follow when k moves next:
``m_k(s) = min over t in R_k(s) of min(v(t), min over j other than k of m_j(t))``.

Source: Fang, Hipel and Kilgour 1993, Interactive Decision Making: The Graph Model for Conflict Resolution, ch. 3 to 5.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summitry.advance.conflict import Conflict, Graph
from summitry.advance.conflict_file import load_conflict, parse_conflict
from summitry.advance.grid import Integers

CONCEPTS = ("nash", "gmr", "smr", "seq")
_FAR = (1 << 31) - 1
"""Worse than any rank: nobody can move there."""
MOST_SWAPS = 4
_MOST_WORK = 2_000_000


@dataclass(frozen=True, slots=True)
class Path:
    """The shortest way by improvements from the status quo to an equilibrium: states, and who moves between them."""

    concept: str
    states: tuple[int, ...]
    movers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Swap:
    """A change of preference: a decision maker comes to prefer ``above`` to ``below``, against what was so far."""

    maker: str
    above: tuple[int, ...]
    below: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stability:
    """Equilibria of a conflict, states counted from 1.

    ``nash``, ``gmr``, ``smr``, ``seq``: states that are stable for everybody. ``stable``: the states that are stable
    for each decision maker, by concept. ``paths``: from the status quo, where one is given.
    """

    name: str
    makers: tuple[str, ...]
    states: tuple[str, ...]
    nash: tuple[int, ...]
    gmr: tuple[int, ...]
    smr: tuple[int, ...]
    seq: tuple[int, ...]
    stable: tuple[tuple[str, tuple[tuple[int, ...], ...]], ...]
    start: int | None = None
    paths: tuple[Path, ...] = ()
    digest: str = ""

    @property
    def equilibria(self) -> dict[str, tuple[int, ...]]:
        """The equilibria by concept."""
        return {"nash": self.nash, "gmr": self.gmr, "smr": self.smr, "seq": self.seq}

    def __getitem__(self, concept: str) -> tuple[int, ...]:
        return self.equilibria[concept]

    def to_dict(self) -> dict[str, Any]:
        """Return the equilibria for JSON."""
        return {
            "conflict": self.name,
            "decision_makers": list(self.makers),
            "states": list(self.states),
            "equilibria": {name: list(states) for name, states in self.equilibria.items()},
            "stable_for": {
                concept: {maker: list(states) for maker, states in zip(self.makers, by_maker, strict=True)}
                for concept, by_maker in self.stable
            },
            "status_quo": self.start,
            "paths": [
                {"concept": path.concept, "states": list(path.states), "movers": list(path.movers)}
                for path in self.paths
            ],
        }


def stability(conflict: "Conflict | Mapping[str, Any] | str | FilePath") -> Stability:
    """Return the equilibria of a conflict under Nash, GMR, SMR and SEQ.

    >>> dilemma = {
    ...     "options": ["A holds back", "B holds back"],
    ...     "decision_makers": [
    ...         {"name": "A", "options": [0], "preferences": [[[1, "Y"]], [[0, "N"]]]},
    ...         {"name": "B", "options": [1], "preferences": [[[0, "Y"]], [[1, "N"]]]},
    ...     ],
    ... }
    >>> stability(dilemma).equilibria
    {'nash': (1,), 'gmr': (1, 4), 'smr': (1, 4), 'seq': (1, 4)}

    Args:
        conflict: a ``Conflict``, the mapping that a ``conflict.yaml`` holds, or the path of such a file.

    Returns:
        The states that are stable for every decision maker, counted from 1.

    Raises:
        ScenarioError: the conflict is malformed.
    """
    if isinstance(conflict, str | FilePath):
        conflict = load_conflict(FilePath(conflict))
    elif not isinstance(conflict, Conflict):
        conflict = parse_conflict(conflict)
    by_concept: dict[str, list[NDArray[np.bool_]]] = {concept: [] for concept in CONCEPTS}
    improvements = [
        _keep_improvements(graph, pay) for graph, pay in zip(conflict.graphs, conflict.payoffs, strict=True)
    ]
    for maker in range(len(conflict.makers)):
        for concept, held in find_stable(conflict, improvements, maker).items():
            by_concept[concept].append(held)
    together = {concept: np.logical_and.reduce(held) for concept, held in by_concept.items()}
    equilibria = {concept: _number(held) for concept, held in together.items()}
    return Stability(
        conflict.name,
        conflict.makers,
        conflict.states,
        **equilibria,
        stable=tuple((concept, tuple(_number(held) for held in by_concept[concept])) for concept in CONCEPTS),
        start=conflict.start,
        paths=_find_paths(conflict, improvements, equilibria),
        digest=conflict.digest,
    )


def _number(held: NDArray[np.bool_]) -> tuple[int, ...]:
    return tuple((np.flatnonzero(held) + 1).tolist())


def _keep_improvements(graph: Graph, pay: Integers) -> Graph:
    return graph.keep(pay[graph.targets] > pay[graph.sources])


def find_stable(conflict: Conflict, improvements: Sequence[Graph], maker: int) -> dict[str, NDArray[np.bool_]]:
    """Return in which states a decision maker stays, by concept: (states,) each."""
    pay = _rank(conflict.payoffs[maker])
    others = [other for other in range(len(conflict.makers)) if other != maker]
    own = improvements[maker]
    sources = own.sources
    escape = _find_escape(pay, conflict.graphs[maker])
    found = {"nash": np.diff(own.starts) == 0}
    for concept, value, graphs in (
        ("gmr", pay, conflict.graphs),
        ("smr", escape, conflict.graphs),
        ("seq", pay, improvements),
    ):
        worst = find_worst(value, [graphs[other] for other in others])
        unanswered = worst[own.targets] > pay[sources]
        held = np.ones(len(pay), dtype=np.bool_)
        held[sources[unanswered]] = False
        found[concept] = held
    return found


def _worst(value: Integers, graph: Graph) -> Integers:
    """Return the least value among the targets of each state; a very large number where there is none."""
    worst = np.full(len(value), _FAR, dtype=value.dtype)
    some = np.diff(graph.starts) > 0
    if some.any():
        worst[some] = np.minimum.reduceat(np.take(value, graph.targets), graph.starts[:-1][some])
    return worst


def find_worst(value: Integers, graphs: Sequence[Graph]) -> Integers:
    """Return the least value that legal sequences of some decision makers' moves reach from each state.

    Args:
        value: (states,), what is looked at.
        graphs: the moves of each decision maker; nobody moves twice in a row.

    Returns:
        (states,), a very large number where nobody can move.
    """
    count = len(value)
    far = np.full(count, _FAR, dtype=value.dtype)
    after = [far] * len(graphs)
    looked: list[NDArray[Any] | None] = [None] * len(graphs)
    changed = True
    while changed:
        changed = False
        for mover, graph in enumerate(graphs):
            rest = [one for other, one in enumerate(after) if other != mover]
            following = np.minimum.reduce([value, *rest])
            before = looked[mover]
            if before is None or not np.array_equal(before, following):
                after[mover] = _worst(following, graph)
                looked[mover] = following
                changed = True
    return np.minimum.reduce(after) if after else far


def _find_paths(
    conflict: Conflict, improvements: Sequence[Graph], equilibria: Mapping[str, tuple[int, ...]]
) -> tuple[Path, ...]:
    if conflict.start is None:
        return ()
    count = conflict.payoffs.shape[1]
    came: list[tuple[int, int] | None] = [None] * count
    first = conflict.start - 1
    seen, queue = {first}, [first]
    for state in queue:
        for mover, graph in enumerate(improvements):
            for target in graph.targets[graph.starts[state] : graph.starts[state + 1]].tolist():
                if target not in seen:
                    seen.add(target)
                    came[target] = (state, mover)
                    queue.append(target)
    paths: list[Path] = []
    for concept in ("nash", "seq", "smr", "gmr"):
        for goal in equilibria[concept]:
            if goal - 1 in seen and not any(path.states[-1] == goal for path in paths):
                states, movers = [goal], []
                step = came[goal - 1]
                while step is not None:
                    states.append(step[0] + 1)
                    movers.append(conflict.makers[step[1]])
                    step = came[step[0]]
                paths.append(Path(concept, tuple(reversed(states)), tuple(reversed(movers))))
    return tuple(sorted(paths, key=lambda path: (len(path.states), path.states)))


def find_change(conflict: Conflict, state: int, concept: str = "seq") -> tuple[Swap, ...] | None:
    """Return the nearest change of preferences that makes a state an equilibrium.

    Each decision maker for whom the state is not stable has their own ranking changed by as few swaps of neighbouring
    groups as will do. Under SEQ, where an answer also hangs on what the others want, up to two swaps in anybody's
    ranking are tried first.

    Args:
        conflict: the conflict.
        state: the state that is wanted, counted from 1.
        concept: ``nash``, ``gmr``, ``smr`` or ``seq``.

    Returns:
        At most four swaps; empty where the state is an equilibrium already; None where no such change was found.
    """
    ranks = tuple(_rank(pay) for pay in conflict.payoffs)
    makers = range(len(ranks))
    unstable = [maker for maker in makers if not _is_stable(conflict, ranks, maker, state, concept)]
    if not unstable:
        return ()
    most = max(50, _MOST_WORK // max(1, sum(len(graph.targets) for graph in conflict.graphs)))
    if concept == "seq":
        near = _search(conflict, ranks, (state, concept, unstable, tuple(makers)), 2, most)
        if near is not None:
            return near
    found: list[Swap] = []
    for maker in unstable:
        own = _search(conflict, ranks, (state, concept, [maker], (maker,)), MOST_SWAPS - len(found), most)
        if own is None:
            return None
        found += own
    return tuple(found)


def _search(
    conflict: Conflict,
    ranks: tuple[Integers, ...],
    wanted: tuple[int, str, Sequence[int], tuple[int, ...]],
    depth: int,
    most: int,
) -> tuple[Swap, ...] | None:
    """Try rankings that are one swap away, then two, and so on; each ranking once.

    ``wanted``: the state, the concept, for whom it is to become stable (if everybody may change, for all), and whose
    rankings may change.
    """
    state, concept, unstable, changing = wanted
    everybody = [*unstable, *(maker for maker in changing if maker not in unstable)]
    seen = {b"".join(rank.tobytes() for rank in ranks)}
    layer: list[tuple[tuple[Integers, ...], tuple[Swap, ...]]] = [(ranks, ())]
    tried = 0
    for _ in range(depth):
        following = []
        for known, swaps in layer:
            for maker in changing:
                for level in range(int(known[maker].max())):
                    rank, swap = _swap(conflict.makers[maker], known[maker], level)
                    changed = (*known[:maker], rank, *known[maker + 1 :])
                    key = b"".join(one.tobytes() for one in changed)
                    if key in seen:
                        continue
                    seen.add(key)
                    tried += 1
                    if tried > most:
                        return None
                    if all(_is_stable(conflict, changed, one, state, concept) for one in everybody):
                        return (*swaps, swap)
                    following.append((changed, (*swaps, swap)))
        layer = following
    return None


def _rank(pay: Integers) -> Integers:
    ranks: Integers = np.unique(pay, return_inverse=True)[1].ravel().astype(np.int32)
    return ranks


def _swap(maker: str, rank: Integers, level: int) -> tuple[Integers, Swap]:
    low, high = rank == level, rank == level + 1
    changed = rank.copy()
    changed[low], changed[high] = level + 1, level
    return changed, Swap(maker, _number(low), _number(high))


def _is_stable(conflict: Conflict, ranks: Sequence[Integers], maker: int, state: int, concept: str) -> bool:
    """Tell whether a state is stable for a decision maker under some rankings."""
    pay, own = ranks[maker], conflict.graphs[maker]
    here = pay[state - 1]
    better = [
        target for target in own.targets[own.starts[state - 1] : own.starts[state]].tolist() if pay[target] > here
    ]
    if not better or concept == "nash":
        return not better
    others = [other for other in range(len(ranks)) if other != maker]
    graphs = [conflict.graphs[other] for other in others]
    value = pay
    if concept == "seq":
        graphs = [_keep_improvements(graph, ranks[other]) for graph, other in zip(graphs, others, strict=True)]
    if concept == "smr":
        value = _find_escape(pay, own)
    return bool((find_worst(value, graphs)[better] <= here).all())


def _find_escape(pay: Integers, own: Graph) -> Integers:
    """Return the best that somebody can make of each state by staying or by one move of their own."""
    best_after = _worst(-pay, own)
    return np.where(best_after == _FAR, pay, np.maximum(pay, -best_after))
