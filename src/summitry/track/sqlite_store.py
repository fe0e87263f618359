"""The embedded store: one SQLite file that any tool can open. The only speaker to ``sqlite3``."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from summitry.errors import LedgerError
from summitry.track.store import Record, Values, split_statements

WAIT_SECONDS = 60
"""How long a writer waits for another to finish."""

PRAGMAS = (
    "PRAGMA journal_mode = WAL",  # many readers while one writes
    "PRAGMA synchronous = FULL",  # what was committed survives a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is deleted is overwritten
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -65536",  # 64 MB
    "PRAGMA mmap_size = 1073741824",
)


class SqliteStore:
    """A ledger in a SQLite file, or in memory (``:memory:``)."""

    def __init__(self, path: str, *, create: bool = True) -> None:
        """Open the file.

        Args:
            path: the file, or ``:memory:``.
            create: make it where there is none.

        Raises:
            LedgerError: the file is missing, cannot be opened or is no SQLite file.
        """
        self.url = path
        self._deep = 0
        if path != ":memory:" and not create and not Path(path).is_file():
            message = f"ledger {path!r} does not exist; fill one with `summitry track FILE.jsonl --ledger {path}`"
            raise LedgerError(message)
        opened: sqlite3.Connection | None = None
        try:
            opened = self._connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
            for pragma in PRAGMAS:
                self._connection.execute(pragma)
            self._connection.execute("SELECT count(*) FROM sqlite_master")
        except sqlite3.Error as error:
            if opened is not None:
                opened.close()
            message = f"ledger {path!r} cannot be opened: {error}; give a folder that exists and a SQLite file or none"
            raise LedgerError(message) from error

    def query(self, sql: str, values: Values | None = None) -> list[Record]:
        """Return every row that a SELECT finds."""
        return self._connection.execute(sql, dict(values or {})).fetchall()

    def execute(self, sql: str, values: Values | None = None) -> int:
        """Run one statement that changes rows; return how many it changed."""
        return self._connection.execute(sql, dict(values or {})).rowcount

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Append rows to a table in one go."""
        marks = ", ".join("?" * len(columns))
        # names of tables and columns are ours; every value is bound
        self._connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)  # noqa: S608

    def run_script(self, sql: str) -> None:
        """Run the statements of a migration, inside the transaction that is open."""
        for statement in split_statements(sql):
            self._connection.execute(statement)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Do all or nothing, alone among writers."""
        if self._deep:
            yield
            return
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            message = f"ledger {self.url!r} cannot be written: {error}; wait for the other writer or check the file"
            raise LedgerError(message) from error
        self._deep = 1
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        else:
            self._connection.execute("COMMIT")
        finally:
            self._deep = 0

    def has_table(self, name: str) -> bool:
        """Tell whether a table exists."""
        sql = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = :name"
        return bool(self.query(sql, {"name": name}))

    def purge(self) -> None:
        """Rewrite the file without what was deleted, and empty its journal."""
        self._connection.execute("VACUUM")
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
