"""The store of a team: PostgreSQL 15 or newer. The only speaker to ``psycopg`` (extra ``postgres``)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from summitry.errors import LedgerError
from summitry.track.store import Record, Values, split_statements

WRITER = 0x5355_4D4D
"""Number of the lock that a writer holds until its transaction ends."""

_NAMED = re.compile(r"(?<![:\w]):([a-z_]\w*)")


class PostgresStore:
    """A ledger in a PostgreSQL database (in the first schema of the connection's search path)."""

    def __init__(self, url: str, *, create: bool = True) -> None:
        """Connect.

        Args:
            url: as ``postgresql://user:password@host/database``.
            create: lay out an empty database as a ledger.

        Raises:
            LedgerError: the driver is missing, the database cannot be reached, or it holds no ledger.
        """
        try:
            import psycopg  # noqa: PLC0415  # an extra
        except ImportError as error:
            message = "PostgreSQL needs psycopg; install it with `pip install 'summitry[postgres]'`"
            raise LedgerError(message) from error
        self.url = _hide_password(url)
        self._deep = 0
        try:
            self._connection: psycopg.Connection[tuple[Any, ...]] = psycopg.connect(url, autocommit=True)
        except psycopg.Error as error:
            message = f"ledger {self.url!r} cannot be reached: {str(error).strip()}; check host, name and password"
            raise LedgerError(message) from error
        if not create and not self.has_table("migration"):
            self.close()
            message = f"ledger {self.url!r} is empty; fill it with `summitry track FILE.jsonl --ledger URL`"
            raise LedgerError(message)

    def query(self, sql: str, values: Values | None = None) -> list[Record]:
        """Return every row that a SELECT finds."""
        return self._connection.execute(_adapt(sql), dict(values or {})).fetchall()

    def execute(self, sql: str, values: Values | None = None) -> int:
        """Run one statement that changes rows; return how many it changed."""
        return self._connection.execute(_adapt(sql), dict(values or {})).rowcount

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Append rows to a table in one go (COPY)."""
        sql = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
        with self._connection.cursor() as cursor, cursor.copy(sql) as copy:
            for row in rows:
                copy.write_row(row)

    def run_script(self, sql: str) -> None:
        """Run the statements of a migration, inside the transaction that is open."""
        for statement in split_statements(sql):
            text = re.sub(r"\bINTEGER\b", "BIGINT", statement.replace("WITHOUT ROWID", ""))
            text = re.sub(r"\bREAL\b", "DOUBLE PRECISION", text)
            # texts sort by code point in every store
            self._connection.execute(re.sub(r"\bTEXT\b", 'TEXT COLLATE "C"', text))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Do all or nothing, alone among writers."""
        if self._deep:
            yield
            return
        with self._connection.transaction():
            self._deep = 1
            try:
                self._connection.execute("SELECT pg_advisory_xact_lock(%s)", (WRITER,))
                yield
            finally:
                self._deep = 0

    def has_table(self, name: str) -> bool:
        """Tell whether a table exists."""
        return bool(self.query("SELECT 1 WHERE to_regclass(:name) IS NOT NULL", {"name": name}))

    def purge(self) -> None:
        """Rewrite the tables without what was deleted."""
        self._connection.execute("VACUUM FULL")

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def _adapt(sql: str) -> str:
    return _NAMED.sub(r"%(\1)s", sql.replace("%", "%%"))


def _hide_password(url: str) -> str:
    return re.sub(r"(://[^:/@]+):[^@]*@", r"\1:***@", url)
