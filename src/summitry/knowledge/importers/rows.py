"""What the readers of foreign formats give: spells in office as their file has them, and rows that cannot be used."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from summitry.errors import TableError
from summitry.knowledge.tables import read_file

Cells = Mapping[str, str]
MAX_IMPORT = 1 << 28
"""Bytes of a file that is imported, at most."""
MAX_CELL = 4000
"""A name, office or date longer than this is none."""
MAX_STRANGE = 0.01
"""Part of the lines that may have bytes that are not UTF-8; with more the whole file has another encoding."""
_STRANGE = "\ufffd"
_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class RawSpell:
    """One spell in office as a file has it.

    Attributes:
        line: line of the file, or number of the entry, from 1.
        name: the person, as the file writes it.
        country: the state, as a name or as one of the codes of ``scheme``.
        position: the office in words; empty where the file is about whoever leads the executive.
        start: ISO day, month or year; empty if not known.
        end: the same; empty while it lasts or if not known.
        scheme: column of the table of states in which ``country`` is a code; ``name`` if it is a name.
        note: what else the row says.
        horizon: ISO day, month or year until which the list was kept; empty if not known.
        cells: the row as it is, for the file of rows that could not be used.
    """

    line: int
    name: str
    country: str
    position: str
    start: str
    end: str
    scheme: str = "name"
    note: str = ""
    horizon: str = ""
    cells: Cells | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that could not be used: its line, why, and the row; ``kind`` is the reason without its values."""

    line: int
    kind: str
    reason: str
    cells: Cells | None = None


def read_records(file: Path) -> Iterator[tuple[int, Cells | str]]:
    """Yield the rows of a table with the names of its columns in lower case; a broken row as its fault.

    Commas, semicolons, tabs or bars may part the cells: whichever is most frequent in the first line.

    Raises:
        TableError: the file cannot be read, is no text, or its first line does not name columns.
    """
    text = _read_text(file)
    if "\0" in text:
        message = f"{file}: has NUL bytes, so it is no text; export the table as CSV in UTF-8"
        raise TableError(message)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=find_delimiter(text))
    try:
        header = [column.strip().lower() for column in next(lines, [])]
    except csv.Error as error:
        message = f"{file}, line 1: {error}; the first line must name the columns"
        raise TableError(message) from error
    if not any(header):
        message = f"{file}: the first line names no columns; give the table its header"
        raise TableError(message)
    while True:
        try:
            cells = next(lines, None)
        except csv.Error as error:
            yield lines.line_num, f"{error}; correct the quotes of this row"
            continue
        if cells is None:
            return
        if any(cells):
            yield lines.line_num, _name_cells(header, cells)


def _read_text(file: Path) -> str:
    """Return the text of a file; a few bytes that are not UTF-8 are marked, and cost their rows only."""
    text = read_file(file, MAX_IMPORT, "replace")
    strange = sum(_STRANGE in line for line in text.splitlines())
    if strange > MAX_STRANGE * text.count("\n") or _STRANGE in text.partition("\n")[0]:
        return read_file(file, MAX_IMPORT)  # which says where and what to do
    return text


def _name_cells(header: list[str], cells: list[str]) -> Cells | str:
    """Return the cells of named columns, or what is wrong with the row."""
    if len(cells) < len(header) or any(cells[len(header) :]):
        return f"{len(cells)} cells where the header has {len(header)}"
    if any(_STRANGE in cell for cell in cells):
        return "has bytes that are not UTF-8; correct them, or save the file as UTF-8"
    if max(map(len, cells)) > MAX_CELL:
        return f"a cell has more than {MAX_CELL} letters"
    found: dict[str, str] = {}
    for column, cell in zip(header, cells, strict=False):
        if column:
            found.setdefault(column, cell.strip())
    return found


def read_header(file: Path) -> tuple[str, ...]:
    """Return the names of the columns in the first line of a text table, in lower case; none if it cannot be read."""
    with file.open("rb") as lines:
        text = lines.readline(1 << 16).decode("utf-8-sig", errors="replace")
    try:
        header = next(csv.reader(io.StringIO(text, newline=""), delimiter=find_delimiter(text)), [])
    except csv.Error:
        return ()
    return tuple(column.strip().lower() for column in header)


def find_delimiter(text: str) -> str:
    r"""Return what parts the cells of a table.

    >>> find_delimiter("name\tstart\tend, if known\n")
    '\t'
    """
    first = text[: 1 << 16].partition("\n")[0]
    return max(_DELIMITERS, key=first.count)


def pick(cells: Cells, names: tuple[str, ...]) -> str:
    """Return the first cell that is not empty among columns that mean the same."""
    return next((value for name in names if (value := cells.get(name, ""))), "")
