"""The databases that keep ledgers, and the migrations that bring one to the newest form."""

from collections.abc import Callable
from importlib import resources
from pathlib import Path

from summitry.errors import LedgerError
from summitry.track.store import Store


def open_store(url: str, *, create: bool = True) -> Store:
    """Open the store that a URL names.

    Args:
        url: a path (``talks.db``), ``sqlite:///path``, ``:memory:``, or ``postgresql://...``.
        create: make an empty database where there is none.

    Returns:
        The open store.

    Raises:
        LedgerError: the scheme is unknown, the driver is not installed, or the database cannot be opened.
    """
    scheme, found, _ = url.partition("://")
    name = scheme if found else "sqlite"
    opener = STORES.get(name)
    if opener is None:
        message = f"ledger {url!r}: no store is called {name!r}; use a file name or one of {', '.join(STORES)}://..."
        raise LedgerError(message)
    return opener(url, create)


def _open_sqlite(url: str, create: bool) -> Store:  # noqa: FBT001  # one signature for all openers
    from summitry.track.sqlite_store import SqliteStore  # noqa: PLC0415  # only the driver that is asked for

    return SqliteStore(url.removeprefix("sqlite:///"), create=create)


def _open_postgres(url: str, create: bool) -> Store:  # noqa: FBT001
    from summitry.track.postgres_store import PostgresStore  # noqa: PLC0415  # an extra

    return PostgresStore(url, create=create)


STORES: dict[str, Callable[[str, bool], Store]] = {
    "sqlite": _open_sqlite,
    "postgresql": _open_postgres,
    "postgres": _open_postgres,
}
"""Openers by scheme of the URL; a new store is one line here and one in the tests."""


def list_migrations() -> tuple[tuple[int, str, str], ...]:
    """Return the packaged migrations: number, name, SQL; in order."""
    folder = resources.files("summitry.track").joinpath("sql")
    found = [
        (int(Path(entry.name).stem.split("_")[0]), entry.name, entry.read_text(encoding="utf-8"))
        for entry in folder.iterdir()
        if entry.name[:4].isdigit() and entry.name.endswith(".sql")
    ]
    return tuple(sorted(found))


def migrate(store: Store) -> int:
    """Bring a ledger to the newest form and return its version.

    Raises:
        LedgerError: the ledger was written by a newer Summitry.
    """
    migrations = list_migrations()
    newest = migrations[-1][0]
    with store.writing():
        if not store.has_table("migration"):
            store.run_script("CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL);")
        done = {number for (number,) in store.query("SELECT number FROM migration")}
        if done and max(done) > newest:
            message = (
                f"ledger {store.url!r} has version {max(done)}, this Summitry knows up to {newest}; "
                "open it with the newer Summitry that wrote it, or upgrade"
            )
            raise LedgerError(message)
        for number, name, sql in migrations:
            if number not in done:
                store.run_script(sql)
                store.insert("migration", ("number", "name"), [(number, name)])
    return newest
