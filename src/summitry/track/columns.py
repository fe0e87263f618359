"""The ledger as tables of columns: Parquet, CSV and JSON Lines files, and data frames for a notebook.

Files are written and read by DuckDB, inside the process. Data frames need the library that the user has; none is
loaded before it is asked for.
"""

import json
import re
import tempfile
from collections.abc import Iterator
from importlib import import_module, resources
from pathlib import Path
from typing import Any, Protocol

from summitry.errors import LedgerError
from summitry.records import Readout
from summitry.track.store import Store


class Book(Protocol):
    """What is asked of a ledger here."""

    store: Store

    def settle(self) -> None:
        """Merge what was only stored so far."""
        ...

    def refresh(self) -> None:
        """Draw what is out of date again."""
        ...

    def readouts(self) -> Iterator[Readout]:
        """Yield the readouts that speak."""
        ...


VIEWS = (
    *("documents", "events", "statements", "positions", "commitments", "claims", "assessments"),
    *("occurrences", "promises", "months"),
)
"""What can be taken out of a ledger; each is one SELECT in ``sql/views``, lists within a cell are JSON."""

_COLUMN = re.compile(r"\bAS (\w+),?$", re.MULTILINE)

READOUTS = "readouts"
"""The view with whole readouts as JSON: what it writes can be added to another ledger."""

_NUMBERS = {"score", "goldstein", "confidence"}
_WHOLE = {"documents", "sources", "occurrences", "value"}
_COPY = {
    ".parquet": "(FORMAT parquet, COMPRESSION zstd)",
    ".csv": "(FORMAT csv, HEADER)",
    ".jsonl": "(FORMAT json)",
}
_LINES = "format='newline_delimited', maximum_object_size=67108864"
_READ = {".parquet": "read_parquet", ".csv": "read_csv", ".jsonl": "read_json"}


def list_views() -> tuple[str, ...]:
    """Return the names of the views."""
    return (READOUTS, *VIEWS)


def take_view(ledger: Book, name: str) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """Return a view as its columns and rows.

    Raises:
        LedgerError: there is no such view.
    """
    if name == READOUTS:
        ledger.settle()
        rows = [(one.document.id, one.document.published, one.to_json()) for one in ledger.readouts()]
        return ("id", "published", "readout"), rows
    if name not in VIEWS:
        message = f"{name!r} is no view of a ledger; take one of {', '.join(list_views())}"
        raise LedgerError(message)
    ledger.refresh()
    sql = resources.files("summitry.track").joinpath("sql", "views", f"{name}.sql").read_text(encoding="utf-8")
    return tuple(_COLUMN.findall(sql)), ledger.store.query(sql)


def write_view(ledger: Book, name: str, file: Path) -> int:
    """Write a view into a file.

    Args:
        ledger: where it comes from.
        name: of the view.
        file: ``.parquet``, ``.csv`` or ``.jsonl``; an older one is replaced when the new one is complete.

    Returns:
        How many rows were written.

    Raises:
        LedgerError: there is no such view, the ending is unknown, or the file cannot be written.
    """
    columns, rows = take_view(ledger, name)
    form = _COPY.get(file.suffix)
    if form is None:
        message = f"{file.name!r} has no known ending; write {', '.join(_COPY)}"
        raise LedgerError(message)
    duckdb = import_module("duckdb")
    types = ", ".join(f"'{column}': '{_type(column)}'" for column in columns)
    try:
        with tempfile.TemporaryDirectory(dir=file.parent) as folder, duckdb.connect() as engine:
            lines, made = Path(folder) / "rows.jsonl", Path(folder) / f"made{file.suffix}"
            with lines.open("w", encoding="utf-8") as out:
                for row in rows:
                    out.write(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False) + "\n")
            source = f"read_json('{_quote(lines)}', {_LINES}, columns={{{types}}})"
            # DuckDB takes no bound values here; the path is ours, in a folder that was just made
            engine.execute(f"COPY (SELECT * FROM {source}) TO '{_quote(made)}' {form}")  # noqa: S608
            made.replace(file)
    except OSError as error:
        message = f"{file}: cannot be written ({error.strerror}); choose another folder"
        raise LedgerError(message) from error
    return len(rows)


def read_readouts(file: Path) -> Iterator[Readout]:
    """Yield the readouts of a file that the view ``readouts`` wrote: a column ``readout`` of JSON.

    Raises:
        LedgerError: the file cannot be read, or has no such column.
        RecordError: a row is no readout.
    """
    reader = _READ.get(file.suffix)
    if reader is None or not file.is_file():
        message = f"{file}: no such file of {', '.join(_READ)}"
        raise LedgerError(message)
    duckdb = import_module("duckdb")
    more = f", {_LINES}" if reader == "read_json" else ""
    with duckdb.connect() as engine:
        try:
            # a readout in JSON Lines may be parsed already; as text it is JSON either way
            found = engine.execute(f"SELECT CAST(readout AS VARCHAR) FROM {reader}('{_quote(file)}'{more})")  # noqa: S608
        except duckdb.Error as error:
            said = str(error).splitlines()[0]
            message = f"{file}: holds no readouts ({said}); write it with `summitry export parquet --view readouts`"
            raise LedgerError(message) from error
        while rows := found.fetchmany(100):
            for (text,) in rows:
                yield Readout.from_json(text)


def to_arrow(ledger: Book, name: str) -> Any:  # noqa: ANN401  # a pyarrow.Table, which is the user's
    """Return a view as a ``pyarrow.Table``."""
    columns, rows = take_view(ledger, name)
    arrow = _import("pyarrow")
    return arrow.table({column: [row[index] for row in rows] for index, column in enumerate(columns)})


def to_pandas(ledger: Book, name: str) -> Any:  # noqa: ANN401
    """Return a view as a ``pandas.DataFrame``."""
    columns, rows = take_view(ledger, name)
    return _import("pandas").DataFrame(rows, columns=list(columns))


def to_polars(ledger: Book, name: str) -> Any:  # noqa: ANN401
    """Return a view as a ``polars.DataFrame``."""
    columns, rows = take_view(ledger, name)
    return _import("polars").DataFrame(rows, schema=list(columns), orient="row", infer_schema_length=None)


def _import(name: str) -> Any:  # noqa: ANN401  # a module
    try:
        return import_module(name)
    except ImportError as error:
        message = f"{name} is not installed; `pip install {name}`, or write a file with `write_view`"
        raise LedgerError(message) from error


def _type(column: str) -> str:
    return "DOUBLE" if column in _NUMBERS else "BIGINT" if column in _WHOLE else "VARCHAR"


def _quote(path: Path) -> str:
    return str(path).replace("'", "''")
