"""The stands that a document tells, in text order."""

from dataclasses import replace

from summitry.read.clauses import Factuality
from summitry.read.layout import BlockKind
from summitry.read.positions.rows import Rows
from summitry.read.positions.scale import position_key, stance_scale
from summitry.read.positions.stands import find_plain_stands, find_stands
from summitry.read.scene import Scene
from summitry.records import Position

RUNNING = frozenset({BlockKind.BODY, BlockKind.ITEM, BlockKind.ENTRY, BlockKind.TURN, BlockKind.QUESTION})
NEAR = 12
"""Overlapping clauses stand near each other, so only so many of the last stands are compared."""


def find_positions(scene: Scene) -> tuple[Position, ...]:
    """Return the stands that a document tells, in text order.

    Args:
        scene: the document with its actors and clauses.

    Returns:
        Positions; a holder is a state, a body or a person who acts for one.
    """
    rows: list[Position] = []
    writer = Rows(scene, scene.issue_map)
    for clause in scene.clauses:
        if scene.parsed.block_of(clause.head).kind not in RUNNING or clause.factuality is Factuality.CONDITION:
            continue
        for found in find_stands(scene, clause):
            new = [r for r in writer.write(found) if not any(_same(scene, r, other) for other in rows[-NEAR:])]
            if new:
                rows.extend(new)
                break
    told = (found for found in find_plain_stands(scene) if scene.parsed.block_of(found.clause.head).kind in RUNNING)
    plain = [row for found in told for row in writer.write(found)]
    rows.extend(row for row in plain if not any(_same(scene, row, other) for other in rows))
    return tuple(_compare(scene, row) for row in sorted(rows, key=lambda row: row.evidence[0]))


def _compare(scene: Scene, row: Position) -> Position:
    """Add what makes a stand comparable with those of other days."""
    holder = scene.cast.get(row.holder)
    key = position_key(row, () if holder is None else (holder,), scene.world)
    return replace(row, key=key, scale=stance_scale(row))


def _same(scene: Scene, left: Position, right: Position) -> bool:
    overlap = any(a.start < b.end and b.start < a.end for a in left.evidence for b in right.evidence)
    return overlap and scene.cast.country(left.holder) == scene.cast.country(right.holder)
