"""Forgetting a source: its texts, and everything that was drawn from them, leave the ledger and its files."""

from summitry.errors import LedgerError
from summitry.track.adding import Batch, lower
from summitry.track.following import mark_stale
from summitry.track.ledger import Ledger
from summitry.track.occurrences import draw_occurrences, note_changes
from summitry.track.rows import TABLES
from summitry.track.store import change, fetch


def forget(ledger: Ledger, source: str) -> int:
    """Remove a source from a ledger, beyond recovery.

    Texts, readings, rows, what was merged from them, people's decisions on them and mentions in the ledger's history
    go; the files are rewritten, so that nothing of them stays behind in free pages or journals. Backups are the
    user's own.

    Args:
        ledger: where it is.
        source: name of a publisher, URL (or its beginning), or id of a document (or at least its first eight digits).

    Returns:
        How many documents were removed.

    Raises:
        LedgerError: the ledger knows no such source.
    """
    found = _find_documents(ledger, source)
    if not found:
        message = f"the ledger knows no source {source!r}; name a publisher, a URL or a document's id as it has them"
        raise LedgerError(message)
    store, batch, at = ledger.store, Batch(), ledger.now()
    ledger.memory.forget()
    with store.writing():
        readings = [key for (key,) in fetch(store, "SELECT key FROM reading WHERE document IN (:keys)", found)]
        lower(store, readings, batch)
        draw_occurrences(store, batch, ledger.memory, at)
        _remove_decisions(ledger, list(found.values()))
        for table in TABLES.values():
            change(store, f"DELETE FROM {table.name} WHERE reading IN (:keys)", readings)  # noqa: S608  # our own tables
        change(store, "DELETE FROM actor WHERE reading IN (:keys)", readings)
        change(store, "DELETE FROM reading WHERE key IN (:keys)", readings)
        change(store, "DELETE FROM unsettled WHERE document IN (:keys)", found)
        change(store, "DELETE FROM document WHERE key IN (:keys)", found)
        change(store, "DELETE FROM change WHERE subject IN (:keys)", found.values())
        mark_stale(store, batch.dyads)
        note_changes(store, [(at, "forgotten", "", f"{len(found)} documents")])
    ledger.refresh()
    store.purge()
    return len(found)


def _find_documents(ledger: Ledger, source: str) -> dict[int, str]:
    """Return the keys and ids of a source's documents; another publisher's reading of the same text goes with it."""
    sql = (
        "SELECT DISTINCT d.key, d.id FROM document d LEFT JOIN reading r ON r.document = d.key "
        "WHERE r.publisher = :source OR (:prefix <> '' AND d.id >= :prefix AND d.id < :end) "
        "OR (:link <> '' AND substr(r.url, 1, length(:link)) = :link)"
    )
    shortest = 8
    is_id = len(source) >= shortest and not set(source.lower()) - set("0123456789abcdef")
    values = {
        "source": source,
        "prefix": source.lower() if is_id else "",
        "end": source.lower() + "g" if is_id else "",
        "link": source if "://" in source else "",
    }
    return dict(ledger.store.query(sql, values))


def _remove_decisions(ledger: Ledger, documents: list[str]) -> None:
    store = ledger.store
    for document in documents:
        values = {"low": f"{document[:16]}/", "high": f"{document[:16]}0"}
        ids = [
            *store.query("SELECT id FROM correction WHERE row >= :low AND row < :high", values),
            *store.query(
                "SELECT id FROM ruling WHERE (left_row >= :low AND left_row < :high) "
                "OR (right_row >= :low AND right_row < :high)",
                values,
            ),
        ]
        names = [name for (name,) in ids]
        for table, column in (("correction", "id"), ("ruling", "id"), ("change", "subject"), ("change", "detail")):
            change(store, f"DELETE FROM {table} WHERE {column} IN (:keys)", names)  # noqa: S608  # our own tables
