"""The only reader of the package's ``data`` folder: tables (CSV), settings of lexicons (TOML) and plain text.

Files are read once and kept. A file that is malformed is a ``TableError`` that names the file and the row.
"""

import csv
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from summitry.errors import TableError

Row = Mapping[str, str]
"""One row of a table: column name to text; an empty cell is the empty string."""


@cache
def read_text(relative: str) -> str:
    """Return a packaged text file.

    Args:
        relative: path below ``summitry/data``, parts joined by ``/``.

    Returns:
        The text.

    Raises:
        TableError: there is no such file, or it is not UTF-8.
    """
    source = resources.files("summitry").joinpath("data", *relative.split("/"))
    try:
        return source.read_text(encoding="utf-8")
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        message = f"data/{relative}: the package has no such file; reinstall summitry or correct the name"
        raise TableError(message) from error
    except UnicodeDecodeError as error:
        message = f"data/{relative}: not UTF-8 at byte {error.start}; save the file as UTF-8"
        raise TableError(message) from error


@cache
def read_csv(relative: str) -> tuple[Row, ...]:
    """Return the rows of a packaged table whose first line names the columns.

    Args:
        relative: path below ``summitry/data``, such as ``world/states.csv``.

    Returns:
        One mapping a row, in order of the file, cells stripped of outer blanks.

    Raises:
        TableError: the file is missing, has no or a doubled column name, or a row has too few or too many cells.
    """
    return parse_csv(read_text(relative), relative)


def parse_csv(text: str, name: str) -> tuple[Row, ...]:
    r"""Read a table from its text.

    Args:
        text: comma-separated values, the first line with the names of the columns.
        name: what to call the file in an error.

    Returns:
        One mapping a row.

    Raises:
        TableError: as in ``read_csv``.

    >>> parse_csv("id,name\nJPN,Japan\n", "states.csv")[0]["name"]
    'Japan'
    """
    lines = csv.reader(text.splitlines(), strict=True)
    try:
        header = [column.strip() for column in next(lines, [])]
        if not header or not all(header) or len(set(header)) != len(header):
            message = f"data/{name}: the first line must name every column once, not {header!r}"
            raise TableError(message)
        rows: list[Row] = []
        for cells in lines:
            if not any(cells):
                continue
            if len(cells) != len(header):
                message = (
                    f"data/{name}, line {lines.line_num}: {len(cells)} cells where the header has {len(header)}; "
                    "quote cells that hold a comma"
                )
                raise TableError(message)
            rows.append(dict(zip(header, map(str.strip, cells), strict=True)))
    except csv.Error as error:
        message = f"data/{name}, line {lines.line_num}: {error}; quotes inside a cell are doubled"
        raise TableError(message) from error
    return tuple(rows)


@cache
def read_toml(relative: str) -> Mapping[str, Any]:
    """Return a packaged TOML file.

    Args:
        relative: path below ``summitry/data``, such as ``lang/en/actors.toml``.

    Returns:
        The decoded document; treat it as read-only, it is shared.

    Raises:
        TableError: the file is missing or not TOML.
    """
    try:
        return tomllib.loads(read_text(relative))
    except tomllib.TOMLDecodeError as error:
        message = f"data/{relative}: {error}"
        raise TableError(message) from error
