"""One-scale issues: who stands where, with how much power, and how much they care. Read from CSV.

Columns ``actor, power, position, salience`` and, if there are several scales, ``dimension``. An empty position means
that the actor has none: the actor is absent, which is not a position of zero.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from summitry.advance.spots import read_file
from summitry.errors import ScenarioError

_COLUMNS = ("actor", "power", "position", "salience")
_DIMENSION = ("dimension", "dim")
_SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Where an actor stands on a scale; ``position`` is None where it has none. ``salience``: how much it cares."""

    actor: str
    power: float
    position: float | None
    salience: float
    dimension: str = ""


def read_positions(path: Path, scale: tuple[float, float] = (0.0, 100.0)) -> tuple[Standpoint, ...]:
    """Return the rows of a CSV file of positions.

    Args:
        path: the file; columns may be parted by comma, semicolon or tab.
        scale: the ends of the scale.

    Raises:
        ScenarioError: a column is missing, or a row has a wrong number; the message names the line and the column.
    """
    return parse_positions(read_file(path), path.name, scale)


def parse_positions(text: str, file: str, scale: tuple[float, float] = (0.0, 100.0)) -> tuple[Standpoint, ...]:
    """Return the rows of a CSV text of positions; see ``read_positions``."""
    rows = []
    seen: dict[tuple[str, str], int] = {}
    for line, row in read_table(text, file, _COLUMNS, _DIMENSION):
        dimension = next((row[name] for name in _DIMENSION if row.get(name)), "")
        actor = row["actor"]
        if not actor:
            message = f"{file}:{line}: actor: is empty; name the actor"
            raise ScenarioError(message)
        if (actor, dimension) in seen:
            message = f"{file}:{line}: actor: {actor!r} stands on line {seen[actor, dimension]} already; keep one row"
            raise ScenarioError(message)
        seen[actor, dimension] = line
        position = row["position"]
        rows.append(
            Standpoint(
                actor,
                _read_number(file, line, "power", row["power"], (0.0, None)),
                _read_number(file, line, "position", position, scale) if position else None,
                _read_number(file, line, "salience", row["salience"], (0.0, None)),
                dimension,
            )
        )
    if not rows:
        message = f"{file}: has no row; give one a line: actor,power,position,salience"
        raise ScenarioError(message)
    return tuple(rows)


def read_table(
    text: str, file: str, needed: Sequence[str], known: Sequence[str] = ()
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a CSV text whose first line names the columns, each with its line.

    Args:
        text: the text of the file.
        file: what to call it in errors.
        needed: columns that must be there.
        known: further columns that may be; without ``needed`` and ``known`` any column may.

    Raises:
        ScenarioError: a column is missing or not known, or a row has too few or too many cells.
    """
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        names = [name.strip().lower() if needed else name.strip() for name in next(lines, [])]
        missing = [name for name in needed if name not in names]
        strange = [name for name in names if needed and name not in needed and name not in known]
        if missing or strange or len(set(names)) != len(names):
            problem = (
                f"no column {missing[0]!r}" if missing else f"columns {names}, of which one is not known or doubled"
            )
            message = f"{file}:1: {problem}; the first line is {separator.join(needed) or 'the names of the columns'}"
            raise ScenarioError(message)
        for cells in lines:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(names):
                message = f"{file}:{lines.line_num}: has {len(cells)} cells for {len(names)} columns"
                raise ScenarioError(message)
            yield lines.line_num, {name: cell.strip() for name, cell in zip(names, cells, strict=True)}
    except csv.Error as error:
        message = f"{file}:{lines.line_num}: no CSV: {error}"
        raise ScenarioError(message) from error


def read_decimal(file: str, line: int, column: str, text: str) -> Decimal:
    """Return the decimal in a cell.

    Raises:
        ScenarioError: it is no finite number.
    """
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("nan")
    if not value.is_finite() or abs(value.adjusted()) > 30:  # noqa: PLR2004  # no scale is that long
        message = f"{file}:{line}: {column}: {text!r} is no number; write a decimal such as 62.5"
        raise ScenarioError(message)
    return value


def _read_number(file: str, line: int, column: str, text: str, bounds: tuple[float, float | None]) -> float:
    value = float(read_decimal(file, line, column, text))
    low, high = bounds
    if value < low or (high is not None and value > high):
        wanted = f"between {low:g} and {high:g}" if high is not None else f"at least {low:g}"
        message = f"{file}:{line}: {column}: is {text}, and must be {wanted}"
        raise ScenarioError(message)
    return value
