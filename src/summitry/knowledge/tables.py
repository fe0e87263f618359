"""The only reader of the package's ``data`` folder: tables (CSV), settings of lexicons (TOML) and plain text.

Packaged files are read once and kept. A table of the world may be overlaid by a user's layers, whose files are read
afresh. A file that is malformed is a ``TableError`` that names the file and the row.
"""

import csv
import hashlib
import io
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from summitry.errors import TableError
from summitry.knowledge.forms import FORMS, WITHDRAWN, YES, Form, find_layer_faults

MAX_BYTES = 1 << 26
"""No table of a layer is larger than this."""

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


def read_csv(relative: str, layers: Sequence[Path] = ()) -> tuple[Row, ...]:
    """Return the rows of a packaged table whose first line names the columns, overlaid by a user's layers.

    Args:
        relative: path below ``summitry/data``, such as ``world/states.csv``.
        layers: folders of layers, the earlier ones first (``layers.find_layers``). A row of a later layer takes the
            place of the row with the same key (``forms.FORMS``), or takes it away where its column ``withdrawn`` says
            ``yes``; columns that a layer's file leaves out keep the earlier row's cells.

    Returns:
        One mapping a row, in order of the file, cells stripped of outer blanks; new rows of layers come last.

    Raises:
        TableError: a file is missing, has no or a doubled column name, or a row has too few or too many cells; or a
            layer's row does not have the form of its table.
    """
    rows = _read_packaged(relative)
    name = relative.rpartition("/")[2]
    form = FORMS.get(name.removesuffix(".csv"))
    files = [file for layer in layers if form and (file := layer / name).is_file()]
    return _overlay(rows, form, files) if form and files else rows


@cache
def _read_packaged(relative: str) -> tuple[Row, ...]:
    return parse_csv(read_text(relative), f"data/{relative}")


def _overlay(rows: tuple[Row, ...], form: Form, files: Sequence[Path]) -> tuple[Row, ...]:
    blank = dict.fromkeys(rows[0], "")
    merged = {form.key_of(row): row for row in rows}
    for file in files:
        for number, row in read_layer(file):
            key = form.key_of(row)
            fault = next(find_layer_faults(form, row, tuple(blank), new=key not in merged), None)
            if fault:
                message = f"{file}, line {number}: {fault}; `summitry world check` lists all such rows"
                raise TableError(message)
            if row.get(WITHDRAWN) == YES:
                merged.pop(key, None)
            else:
                merged[key] = {**merged.get(key, blank), **{c: v for c, v in row.items() if c != WITHDRAWN}}
    return tuple(merged.values())


def read_layer(file: Path) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a layer's table with the number of the line on which each ends.

    Raises:
        TableError: the file is too large, cannot be read, is not UTF-8, or malformed as in ``parse_csv``.
    """
    return iterate_csv(read_file(file), str(file))


def read_file(file: Path, most: int = MAX_BYTES, errors: str = "strict") -> str:
    """Return the text of a user's file, a mark of the byte order left out.

    Args:
        file: what to read.
        most: bytes that are read at most.
        errors: what to do with bytes that are not UTF-8, as for ``bytes.decode``.

    Raises:
        TableError: the file is too large, cannot be read, or is not UTF-8.
    """
    try:
        size = file.stat().st_size
        if size > most:
            message = f"{file}: has {size:,} bytes, more than {most:,}; split the file or take out what is not needed"
            raise TableError(message)
        return file.read_bytes().decode("utf-8-sig", errors)
    except OSError as error:
        message = f"{file}: cannot be read ({error.strerror}); correct the name or its permissions"
        raise TableError(message) from error
    except UnicodeDecodeError as error:
        message = (
            f"{file}: not UTF-8 at byte {error.start}; save it as UTF-8 (`iconv -f WINDOWS-1252 -t UTF-8` turns one "
            "into the other)"
        )
        raise TableError(message) from error


def parse_csv(text: str, name: str) -> tuple[Row, ...]:
    r"""Read a table from its text.

    Args:
        text: comma-separated values, the first line with the names of the columns.
        name: what to call the file in an error.

    Returns:
        One mapping a row.

    Raises:
        TableError: there is no or a doubled column name, a row has too few or too many cells, or quotes do not pair.

    >>> parse_csv("id,name\nJPN,Japan\n", "states.csv")[0]["name"]
    'Japan'
    """
    return tuple(row for _, row in iterate_csv(text, name))


def iterate_csv(text: str, name: str) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a table, each with the number of the line on which it ends; as ``parse_csv``."""
    for line, row in scan_csv(text):
        if isinstance(row, str):
            message = f"{name}, line {line}: {row}"
            raise TableError(message)
        yield line, row


def scan_csv(text: str) -> Iterator[tuple[int, Row | str]]:
    r"""Yield the line of each row with the row, or with what is wrong with it, and read on.

    >>> list(scan_csv("id,name\nJPN\n"))
    [(2, '1 cells where the header has 2; quote cells that hold a comma')]
    """
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] = []
    while True:
        try:
            for cells in lines:
                if not header:
                    header = [column.strip() for column in cells]
                    if not header or not all(header) or len(set(header)) != len(header):
                        yield 1, f"the first line must name every column once, not {header!r}"
                        return
                elif len(cells) == len(header):
                    if any(cells):
                        yield lines.line_num, dict(zip(header, map(str.strip, cells), strict=True))
                elif any(cells):
                    fault = f"{len(cells)} cells where the header has {len(header)}; quote cells that hold a comma"
                    yield lines.line_num, fault
        except csv.Error as error:
            yield lines.line_num, f"{error}; quotes inside a cell are doubled"
        else:
            break
    if not header:
        yield 1, "the first line must name every column once, not []"


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


_NOT_READ = ("samples", "SOURCES.toml", "readout.schema.json")
"""What lies in ``data`` and changes no reading."""


def hash_tables(folders: Sequence[Path] = ()) -> str:
    """Return sixteen hexadecimal digits that change when a table does.

    Args:
        folders: folders or files of the user's own that are read with the packaged tables.
    """
    digest = hashlib.sha256(_hash_packaged().encode())
    for file in sorted(file for folder in folders for file in (folder.rglob("*") if folder.is_dir() else (folder,))):
        if file.is_file():
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


@cache
def _hash_packaged() -> str:
    digest = hashlib.sha256()
    for name, source in sorted(_walk("", resources.files("summitry").joinpath("data"))):
        digest.update(name.encode() + b"\0" + hashlib.sha256(source.read_bytes()).digest())
    return digest.hexdigest()


def _walk(name: str, folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    for source in folder.iterdir():
        path = f"{name}/{source.name}"
        if source.is_dir():
            # the language pipeline is large, and tells its version itself
            if source.name not in _NOT_READ and not source.joinpath("config.cfg").is_file():
                yield from _walk(path, source)
        elif source.name not in _NOT_READ:
            yield path, source
