"""Conflict files: YAML, or the mapping that one holds, to a ``Conflict``; every error names where it stands.

Options by name or by place (from 0); a condition is ``{option: yes}`` or ``[[0, "Y"], ...]``; a preference is a
condition, or ``{any: [condition, ...]}`` of which one is to hold. ``docs/advance.md`` tells the form.
"""

import dataclasses
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from summitry.advance.conflict import (
    Conflict,
    DecisionMaker,
    Direction,
    Move,
    Statement,
    Wish,
    build_conflict,
    make_graph,
    rank_states,
)
from summitry.advance.spots import Spot, find_name, parse_yaml, read_file
from summitry.errors import ScenarioError

_TAKEN = {"y": True, "yes": True, "true": True, "n": False, "no": False, "false": False}
_DIRECTIONS = {
    "both": Direction.BOTH,
    "fwd": Direction.FORWARD,
    "forward": Direction.FORWARD,
    "back": Direction.BACK,
}
_MOST_STATES = 4096
_TOLD = ("strength", "note", "source", "licence", "expected", "use_ranking", "n_states", "state_meaning", "title")
"""Keys that tell of a case and change nothing."""
Names = dict[str, int]


def load_conflict(path: Path) -> Conflict:
    """Return the conflict in a YAML file.

    Raises:
        ScenarioError: the file cannot be read or is no conflict; the message names the line and the key.
    """
    text = read_file(path)
    conflict = read_conflict(parse_yaml(text, path.name))
    return dataclasses.replace(conflict, digest=hashlib.sha256(text.encode()).hexdigest()[:12])


def parse_conflict(data: Mapping[str, Any], name: str = "conflict") -> Conflict:
    """Return the conflict that a mapping of plain values describes, in the form of a conflict file.

    Raises:
        ScenarioError: it is malformed.
    """
    try:
        text = yaml.safe_dump(dict(data), allow_unicode=True, sort_keys=False, default_flow_style=None)
    except (yaml.YAMLError, TypeError, ValueError) as error:
        message = f"{name}: holds what no YAML file can ({error}); give mappings, lists, words and numbers"
        raise ScenarioError(message) from error
    return read_conflict(parse_yaml(text, name))


def read_conflict(root: Spot) -> Conflict:
    """Return the conflict at the root of a file."""
    if "moves" in root.items():
        return _read_states(root)
    known = ("summitry_conflict", "name", "infeasible", "start", *_TOLD)
    fields = root.fields(known, needed=("options", "decision_makers"))
    moves = tuple(_read_move(spot) for spot in _listed(fields["options"]))
    options: Names = {move.name: place for place, move in enumerate(moves)}
    makers = tuple(_read_maker(spot, options, len(moves)) for spot in _listed(fields["decision_makers"]))
    _check_makers(fields["decision_makers"], [maker.name for maker in makers])
    conditions = fields["infeasible"].sequence() if "infeasible" in fields else ()
    infeasible = tuple(_read_wish(spot, options, len(moves)) for spot in conditions)
    name = fields["name"].text() if "name" in fields else root.file
    conflict = build_conflict(name, moves, makers, infeasible)
    return _set_start(conflict, fields.get("start"), moves, options)


def _listed(spot: Spot) -> tuple[Spot, ...]:
    found = spot.sequence()
    if not found:
        spot.fail("is empty; give at least one")
    return found


def _check_makers(spot: Spot, names: list[str]) -> None:
    doubled = next((name for name in names if names.count(name) > 1), None)
    if doubled is not None:
        spot.fail(f"has {doubled!r} twice; names must differ")


def _read_move(spot: Spot) -> Move:
    if isinstance(spot.node, yaml.ScalarNode):
        return Move(spot.text())
    fields = spot.fields(("reversible",), needed=("name",))
    direction = fields["reversible"].text() if "reversible" in fields else "both"
    if direction not in _DIRECTIONS:
        fields["reversible"].fail(f"is {direction!r}, and must be both, forward or back")
    return Move(fields["name"].text(), _DIRECTIONS[direction])


def _find_option(spot: Spot, text: str, options: Names, count: int) -> int:
    if text in options:
        return options[text]
    if text.isdigit() and int(text) < count:
        return int(text)
    return find_name(spot, text, options, "option")


def _read_maker(spot: Spot, options: Names, count: int) -> DecisionMaker:
    fields = spot.fields(("options", "preferences", "ranking"), needed=("name",))
    own = (
        tuple(_find_option(one, one.text(), options, count) for one in fields["options"].sequence())
        if "options" in fields
        else ()
    )
    ranking = None
    if "ranking" in fields and not _is_null(fields["ranking"]):
        ranking = _read_ranking(fields["ranking"])
    statements = fields["preferences"].sequence() if "preferences" in fields else ()
    return DecisionMaker(
        fields["name"].text(), own, tuple(_read_statement(one, options, count) for one in statements), ranking
    )


def _is_null(spot: Spot) -> bool:
    return isinstance(spot.node, yaml.ScalarNode) and spot.node.value in {"", "null", "~"}


def _read_ranking(spot: Spot) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(one.whole(1, 1 << 30) for one in group.one_or_more()) for group in spot.sequence())


def _read_statement(spot: Spot, options: Names, count: int) -> Statement:
    if isinstance(spot.node, yaml.MappingNode):
        found = spot.items()
        for key in ("any", "members"):
            if key in found and key not in options:
                return tuple(_read_wish(one, options, count) for one in _listed(found[key]))
    return (_read_wish(spot, options, count),)


def _read_wish(spot: Spot, options: Names, count: int) -> Wish:
    if isinstance(spot.node, yaml.MappingNode):
        pairs = [(one, _find_option(one, name, options, count), one) for name, one in spot.items().items()]
    else:
        pairs = []
        for one in _listed(spot):
            both = one.sequence()
            if len(both) != 2:  # noqa: PLR2004  # an option and its word
                one.fail("must be an option and Y or N, such as [0, Y]")
            pairs.append((both[0], _find_option(both[0], both[0].text(), options, count), both[1]))
    wish = []
    for _, option, word in pairs:
        if word.text().lower() not in _TAKEN:
            word.fail(f"is {word.text()!r}, and must be yes or no")
        wish.append((option, _TAKEN[word.text().lower()]))
    return tuple(wish)


def _set_start(conflict: Conflict, spot: Spot | None, moves: tuple[Move, ...], options: Names) -> Conflict:
    if spot is None:
        return conflict
    if isinstance(spot.node, yaml.ScalarNode):
        return dataclasses.replace(conflict, start=spot.whole(1, conflict.payoffs.shape[1]))
    taken = {_find_option(one, one.text(), options, len(moves)) for one in spot.sequence()}
    name = ", ".join(move.name for place, move in enumerate(moves) if place in taken) or "nothing done"
    if name not in conflict.states:
        spot.fail(f"{name!r} is no state; what is infeasible forbids it")
    return dataclasses.replace(conflict, start=conflict.states.index(name) + 1)


def _read_states(root: Spot) -> Conflict:
    """Read a conflict whose states, moves and payoffs are given outright."""
    known = ("summitry_conflict", "name", "start", "payoffs", "rankings", *_TOLD)
    fields = root.fields(known, needed=("states", "decision_makers", "moves"))
    if isinstance(fields["states"].node, yaml.ScalarNode):
        states = tuple(f"state {n}" for n in range(1, fields["states"].whole(1, _MOST_STATES) + 1))
    else:
        states = tuple(one.text() for one in _listed(fields["states"]))
    makers = tuple(one.text() for one in _listed(fields["decision_makers"]))
    _check_makers(fields["decision_makers"], list(makers))
    count = len(states)
    moves = fields["moves"].fields(makers)
    graphs, payoffs = [], []
    name = fields["name"].text() if "name" in fields else root.file
    worth = fields["payoffs"].fields(makers) if "payoffs" in fields else {}
    ranked = fields["rankings"].fields(makers) if "rankings" in fields else {}
    for maker in makers:
        steps = []
        for one in moves[maker].sequence() if maker in moves else ():
            pair = one.sequence()
            if len(pair) != 2:  # noqa: PLR2004  # from and to
                one.fail("must be the states from and to, such as [1, 2]")
            steps.append((pair[0].whole(1, count) - 1, pair[1].whole(1, count) - 1))
        graphs.append(make_graph(count, steps))
        if maker in ranked:
            payoffs.append(rank_states(name, maker, _read_ranking(ranked[maker]), count))
            continue
        if maker not in worth:
            root.fail(f"has neither payoffs nor a ranking for {maker!r}; give one of them")
        values = [one.number() for one in worth[maker].sequence()]
        if len(values) != count:
            worth[maker].fail(f"has {len(values)} payoffs for {count} states; give one a state")
        order = {value: place for place, value in enumerate(sorted(set(values)))}
        payoffs.append(np.array([order[value] for value in values], dtype=np.int64))
    conflict = Conflict(name, makers, states, np.stack(payoffs), tuple(graphs))
    return _set_start(conflict, fields.get("start"), (), {})
