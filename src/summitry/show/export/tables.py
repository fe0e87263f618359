"""The ledger's views as CSV, JSON Lines and Parquet: all columns, one row a line."""

import csv
import json
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

from summitry.errors import LedgerError
from summitry.records import ROW_LISTS
from summitry.show.export.cells import defuse
from summitry.show.export.extract import Extract
from summitry.show.export.written import Written, open_text
from summitry.track.columns import READOUTS, list_views, take_view, write_view

DEFAULT_VIEW = "occurrences"

LISTS = frozenset({"actors", "recipients", "issues", "evidence", "by_actors", "to_actors", "toward"})
"""Columns whose cells are lists, written as JSON."""

Rows = list[tuple[Any, ...]]


def write_csv(extract: Extract, file: Path) -> Written:
    """Write a view as CSV with a line of names; texts that a spreadsheet takes for formulas are defused."""
    columns, rows = take_rows(extract)
    with open_text(file) as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(columns)
        for row in rows:
            table.writerow([defuse(cell) if isinstance(cell, str) else cell for cell in row])
    return Written(len(rows), "rows")


def write_jsonl(extract: Extract, file: Path) -> Written:
    """Write a view as one JSON object a line, lists as lists; readouts as they are, so that they can be added again."""
    columns, rows = take_rows(extract)
    with open_text(file) as out:
        for row in rows:
            if extract.view == READOUTS:
                out.write(f"{row[columns.index('readout')]}\n")
            else:
                cells = zip(columns, row, strict=True)
                said = {column: _decode(column, cell) for column, cell in cells}
                out.write(f"{json.dumps(said, ensure_ascii=False)}\n")
    return Written(len(rows), "rows")


def write_parquet(extract: Extract, file: Path) -> Written:
    """Write a view as Parquet."""
    kept = find_kept(extract)
    if kept is None:
        return Written(write_view(extract.ledger, extract.view, file), "rows")
    engine = import_module("duckdb")
    with tempfile.TemporaryDirectory(dir=file.parent) as folder, engine.connect() as connection:
        whole, lines = Path(folder) / "whole.parquet", Path(folder) / "kept.csv"
        write_view(extract.ledger, extract.view, whole)
        lines.write_text("".join(f"{number}\n" for number in ("number", *kept)), encoding="utf-8")
        # DuckDB takes no bound values here; the paths are ours, in a folder that was just made
        sql = (
            "COPY (SELECT * EXCLUDE (file_row_number) "  # noqa: S608
            f"FROM read_parquet('{_quote(whole)}', file_row_number = true) "
            f"WHERE file_row_number IN (SELECT number FROM read_csv('{_quote(lines)}', header = true, "
            "columns = {'number': 'BIGINT'})) ORDER BY file_row_number) "
            f"TO '{_quote(file)}' (FORMAT parquet, COMPRESSION zstd)"
        )
        connection.execute(sql)
    return Written(len(kept), "rows")


def take_rows(extract: Extract) -> tuple[tuple[str, ...], Rows]:
    """Return the columns and rows of an extract's view."""
    _freshen(extract)
    columns, rows = take_view(extract.ledger, extract.view)
    kept = _choose(extract, columns, rows)
    return columns, rows if kept is None else [rows[number] for number in kept]


def find_kept(extract: Extract) -> list[int] | None:
    """Return the numbers of the rows that concern the pair of an extract; None for all rows."""
    _freshen(extract)
    return None if extract.dyad is None else _choose(extract, *take_view(extract.ledger, extract.view))


def _freshen(extract: Extract) -> None:
    """Let promises stand as of the day of the extract."""
    if extract.view not in list_views():
        message = f"{extract.view!r} is no view of a ledger; take one of {', '.join(list_views())}"
        raise LedgerError(message)
    if extract.view == "promises" and extract.on is not None:
        for dyad, _ in extract.ledger.dyads():
            extract.ledger.freshen(dyad, extract.on)


def _choose(extract: Extract, columns: tuple[str, ...], rows: Rows) -> list[int] | None:
    if extract.dyad is None:
        return None
    if "dyad" in columns:
        wanted, column = {str(extract.dyad)}, "dyad"
    elif extract.view in ROW_LISTS:
        wanted, column = {told.key for told in extract.ledger.rows(extract.dyad, extract.view)}, "key"
    else:
        wanted, column = {source.id for source in extract.sources()}, "id"
    place = columns.index(column)
    return [number for number, row in enumerate(rows) if row[place] in wanted]


def _decode(column: str, cell: Any) -> Any:  # noqa: ANN401  # a cell of any type
    return json.loads(cell) if column in LISTS and isinstance(cell, str) else cell


def _quote(path: Path) -> str:
    return str(path).replace("'", "''")
