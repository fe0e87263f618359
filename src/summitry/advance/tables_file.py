"""Plain tables in a YAML or JSON file: a game without a scenario, and points for a fair division.

``tables[party][issue][option]`` with ``reservation``, or ``items`` with the points of two sides; every error names the
file, the line and the key.
"""

from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from summitry.advance.fair import Division, divide
from summitry.advance.genius import Domain
from summitry.advance.spots import Spot, parse_yaml, read_file

_TOLD = ("name", "parties", "expected", "expected_points", "strength", "source", "note", "share_a", "licence")
"""Keys that tell of a case and change nothing."""


def is_tables(path: Path) -> bool:
    """Tell whether a file holds plain tables, and no scenario."""
    return "tables" in parse_yaml(read_file(path), path.name).items()


def read_tables(path: Path) -> Domain:
    """Return the game of a file with ``tables`` and perhaps ``reservation``.

    Raises:
        ScenarioError: the file does not have that form.
    """
    fields = parse_yaml(read_file(path), path.name).items()
    tables = {
        party: {issue: _read_entries(column) for issue, column in _name_entries(table).items()}
        for party, table in _name_entries(fields["tables"]).items()
    }
    floor = _read_entries(fields["reservation"]) if "reservation" in fields else {}
    if floor and set(floor) != set(tables):
        fields["reservation"].fail(f"has values for {', '.join(floor)}, and the parties are {', '.join(tables)}")
    name = fields["name"].text() if "name" in fields else path.stem
    return Domain(name, tables, {party: floor.get(party, Fraction(0)) for party in tables})


def read_items(path: Path) -> Division:
    """Divide the ``items`` of a file between its two sides: one further list of points each, or ``points`` by side.

    Raises:
        ScenarioError: the file does not have that form, or the points do not.
    """
    root = parse_yaml(read_file(path), path.name)
    fields = root.items()
    items = [one.text() for one in fields["items"].sequence()]
    sides = fields["points"].items() if "points" in fields else {
        name: spot for name, spot in fields.items() if name not in {"items", *_TOLD}
    }  # fmt: skip
    if len(sides) != 2:  # noqa: PLR2004  # the method is for two
        root.fail(f"has points of {len(sides)} sides; Adjusted Winner divides between two")
    (one, first), (other, second) = sides.items()
    points: list[Any] = [[spot.number() for spot in side.sequence()] for side in (first, second)]
    return divide(items, points[0], points[1], (one, other))


def has_items(path: Path) -> bool:
    """Tell whether a file holds items to be divided, and no scenario."""
    return "items" in parse_yaml(read_file(path), path.name).items()


def _name_entries(spot: Spot) -> dict[str, Spot]:
    """Return the entries of a mapping by name, those of a list by number, counted from 0."""
    if isinstance(spot.node, yaml.SequenceNode):
        return {str(place): one for place, one in enumerate(spot.sequence())}
    return spot.items()


def _read_entries(spot: Spot) -> dict[str, Fraction]:
    return {name: Fraction(one.number()) for name, one in _name_entries(spot).items()}
