"""Counting and walking through the packages of a game.

The zone of agreement is counted exactly, by enumeration up to ten million packages and by merging equal sums (dynamic
programming over utilities) beyond; where both would take too long it is not counted, and never sampled.
"""

import math
from collections.abc import Iterator, Sequence

import numpy as np

from summitry.advance.game import Block, Game
from summitry.advance.grid import Integers, Units

MOST_PACKAGES = 10_000_000
"""More packages than these are not enumerated."""
_MOST_SUMS = 300_000
_MOST_PAIRS = 1_000_000_000
_CHUNK = 1 << 16


def count_zone(game: Game) -> int | None:
    """Return how many packages give every party more than its reservation value; None where they were not counted.

    >>> from summitry.advance.game import make_game
    >>> count_zone(make_game([[[0, 6], [4, 0]], [[3, 1], [0, 7]]], [3, 0]))
    3
    """
    if game.size <= MOST_PACKAGES:
        return sum(int((values > game.reservation).all(axis=1).sum()) for _, values in walk_packages(game))
    return _count_by_sums(game)


def walk_packages(game: Game) -> Iterator[tuple[int, Units]]:
    """Yield all packages in chunks: the number of the first, and the utilities of the chunk, (packages, parties).

    The number of a package leads to its options by ``pick_package``.
    """
    tail: list[Block] = []
    head = list(game.blocks)
    size = 1
    while head and size * len(head[-1].utilities) <= _CHUNK:
        tail.insert(0, head.pop())
        size *= len(tail[0].utilities)
    rest = _add_blocks(tail, len(game.parties), game.reservation.dtype)
    counts = [len(block.utilities) for block in head]
    for number in range(math.prod(counts)):
        values = rest
        for block, combination in zip(head, _split_number(number, counts), strict=True):
            values = values + block.utilities[combination]
        yield number * size, values


def pick_package(game: Game, number: int) -> Integers:
    """Return the options of a package by its number, (issues,)."""
    picks = np.zeros(len(game.issues), dtype=np.int64)
    counts = [len(block.utilities) for block in game.blocks]
    for block, combination in zip(game.blocks, _split_number(number, counts), strict=True):
        picks[list(block.issues)] = block.choices[combination]
    return picks


def pick_all(game: Game) -> Integers:
    """Return the options of every package, (packages, issues), in order of their numbers."""
    parts = np.unravel_index(np.arange(game.size), [len(block.utilities) for block in game.blocks])
    picks = np.zeros((game.size, len(game.issues)), dtype=np.int64)
    for block, part in zip(game.blocks, parts, strict=True):
        picks[:, block.issues] = block.choices[part]
    return picks


def _split_number(number: int, counts: Sequence[int]) -> tuple[int, ...]:
    parts = []
    for count in reversed(counts):
        number, part = divmod(number, count)
        parts.append(part)
    return tuple(reversed(parts))


def _add_blocks(blocks: Sequence[Block], parties: int, kind: "np.dtype[np.int64]") -> Units:
    values: Units = np.zeros((1, parties), dtype=kind)
    for block in blocks:
        values = (values[:, None, :] + block.utilities[None, :, :]).reshape(-1, parties)
    return values


def _count_by_sums(game: Game) -> int | None:
    """Merge equal sums in two halves of the blocks, then count the pairs that lie in the zone."""
    halves = []
    blocks = sorted(game.blocks, key=lambda block: len(block.utilities))
    for half in (blocks[::2], blocks[1::2]):
        merged = _merge_sums(half, len(game.parties), game)
        if merged is None:
            return None
        halves.append(merged)
    (one, one_counts), (other, other_counts) = sorted(halves, key=lambda half: len(half[0]))
    if len(one) * len(other) > _MOST_PAIRS:
        return None
    total = 0
    for value, count in zip(one, one_counts.tolist(), strict=True):
        inside = (other > game.reservation - value).all(axis=1)
        total += count * int(other_counts[inside].sum())
    return total


def _merge_sums(blocks: Sequence[Block], parties: int, game: Game) -> tuple[Units, Integers] | None:
    values: Units = np.zeros((1, parties), dtype=game.reservation.dtype)
    counts = np.ones(1, dtype=np.int64)
    most = math.prod(len(block.utilities) for block in blocks)
    if most > 1 << 62 or values.dtype == object:
        return None
    for block in blocks:
        if len(values) * len(block.utilities) > 4 * _MOST_SUMS:
            return None
        sums = (values[:, None, :] + block.utilities[None, :, :]).reshape(-1, parties)
        order = np.lexsort(sums.T)
        sums, many = sums[order], np.repeat(counts, len(block.utilities))[order]
        starts = np.flatnonzero(np.r_[True, (sums[1:] != sums[:-1]).any(axis=1)])
        values, counts = sums[starts], np.add.reduceat(many, starts)
        if len(values) > _MOST_SUMS:
            return None
    return values, counts
