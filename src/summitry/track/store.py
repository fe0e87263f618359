"""What the ledger asks of a database.

A store runs plain SQL with bound values (``:name``), the same texts for every store; it alone speaks to its driver.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

Values = Mapping[str, object]
Record = tuple[Any, ...]

MOST_BOUND = 500
"""Values bound in one list of an ``IN``; longer lists are asked for in parts."""


class Store(Protocol):
    """One open database with a ledger in it."""

    url: str

    def query(self, sql: str, values: Values | None = None) -> list[Record]:
        """Return every row that a SELECT finds."""
        ...

    def execute(self, sql: str, values: Values | None = None) -> int:
        """Run one statement that changes rows; return how many it changed."""
        ...

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Append rows to a table in one go."""
        ...

    def run_script(self, sql: str) -> None:
        """Run the statements of a migration."""
        ...

    def writing(self) -> AbstractContextManager[None]:
        """Hold the ledger's one place for a writer and do all or nothing; inside another ``writing`` it joins that."""
        ...

    def has_table(self, name: str) -> bool:
        """Tell whether a table exists."""
        ...

    def purge(self) -> None:
        """Leave nothing of deleted rows in the database's files."""
        ...

    def close(self) -> None:
        """Give the database back."""
        ...


def fetch(store: Store, sql: str, keys: Iterable[object], values: Values | None = None) -> Iterator[Record]:
    """Run a SELECT for many keys, in parts; the SQL says ``IN (:keys)`` where the list goes.

    Args:
        store: where to ask.
        sql: a SELECT whose list is written ``IN (:keys)``.
        keys: what to look for; each is bound.
        values: the other values of the SELECT.

    Yields:
        Every row found.
    """
    for text, bound in _part(sql, keys, values):
        yield from store.query(text, bound)


def change(store: Store, sql: str, keys: Iterable[object], values: Values | None = None) -> None:
    """Run an UPDATE or DELETE for many keys, in parts; see ``fetch``."""
    for text, bound in _part(sql, keys, values):
        store.execute(text, bound)


def _part(sql: str, keys: Iterable[object], values: Values | None) -> Iterator[tuple[str, dict[str, object]]]:
    every = list(keys)
    for start in range(0, len(every), MOST_BOUND):
        part = every[start : start + MOST_BOUND]
        # lists are filled up to a few sizes, so that the database knows its statements again
        size = next(size for size in _SIZES if size >= len(part))
        part += part[-1:] * (size - len(part))
        names = _NAMES[:size]
        yield sql.replace(":keys", _LISTS[size]), {**(values or {}), **dict(zip(names, part, strict=True))}


_SIZES = (1, 4, 16, 64, MOST_BOUND)
_NAMES = tuple(f"k{index}" for index in range(MOST_BOUND))
_LISTS = {size: ", ".join(f":{name}" for name in _NAMES[:size]) for size in _SIZES}


def split_statements(sql: str) -> list[str]:
    r"""Return the statements of a migration, without comments; its texts hold no semicolons.

    >>> split_statements("-- one\nCREATE TABLE a (b TEXT);\nCREATE INDEX c ON a (b);")
    ['CREATE TABLE a (b TEXT)', 'CREATE INDEX c ON a (b)']
    """
    lines = [line for line in sql.splitlines() if not line.lstrip().startswith("--")]
    return [statement.strip() for statement in "\n".join(lines).split(";") if statement.strip()]
