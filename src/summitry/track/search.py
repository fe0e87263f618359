"""Full text: which documents hold the words that are asked for.

PostgreSQL searches its texts itself (tsvector). For SQLite an index (FTS5) is kept in the memory of the process that
asks: it is filled when it is first asked and kept in step with the ledger, and nothing of a text that was forgotten
stays behind on disk.
"""

import re
from collections import Counter
from dataclasses import dataclass

from summitry.errors import LedgerError
from summitry.track.ledger import Ledger
from summitry.track.store import Store, fetch

MOST = 500
"""Documents found at most."""
LONGEST = 500
"""Characters of a question."""
AROUND = 90
"""Characters of a text shown on each side of the first word found."""
_TERM = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"\w+")
_POSTGRES = ("postgresql://", "postgres://")

_INDEX = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.found USING fts5"
    "(title, text, content='', tokenize='unicode61 remove_diacritics 2')"
)
_ADD = (
    "INSERT INTO temp.found (rowid, title, text) SELECT d.key, coalesce(max(r.title), ''), d.text FROM document d "
    "JOIN reading r ON r.document = d.key AND r.speaks = 1 WHERE d.key > :last GROUP BY d.key, d.text"
)
_MATCH = "SELECT rowid, bm25(found, 4.0, 1.0) FROM temp.found WHERE found MATCH :words ORDER BY 2, 1 LIMIT :most"
_MATCH_POSTGRES = """
SELECT t.key, -max(ts_rank(t.words, q.words)) AS rank
FROM (SELECT websearch_to_tsquery('simple', :words) AS words) q, (
    SELECT d.key AS key,
        to_tsvector('simple', lower((coalesce(r.title, '') || ' ' || d.text) COLLATE "und-x-icu")) AS words
    FROM document d JOIN reading r ON r.document = d.key AND r.speaks = 1
) t
WHERE t.words @@ q.words
GROUP BY t.key ORDER BY 2, 1 LIMIT :most
"""
# ICU puts letters of every alphabet into small ones, whatever the locale of the database is


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that holds the words.

    Attributes:
        document: its id.
        title: headline, or None.
        published: day of publication as ISO text, or None.
        publisher: outlet or office, or None.
        dyads: pairs of states that it tells of.
        before: words before the first one found, as they stand in the text.
        found: the first one found; empty where the headline alone holds it.
        after: words behind it.
    """

    document: str
    title: str | None
    published: str | None
    publisher: str | None
    dyads: tuple[str, ...]
    before: str
    found: str
    after: str


def search(ledger: Ledger, question: str, most: int = MOST) -> tuple[Hit, ...]:
    """Return the documents that hold all the words of a question, the best first.

    Args:
        ledger: where to look.
        question: words; those in double quotes stand together. Case does not matter, nor do accents in SQLite.
        most: documents at most.

    Raises:
        LedgerError: the question is too long.
    """
    if len(question) > LONGEST:
        message = f"a question of {len(question)} characters is too long; ask with at most {LONGEST}"
        raise LedgerError(message)
    terms = read_terms(question)
    if not terms:
        return ()
    ledger.settle()
    keys = _find_keys(ledger.store, terms, most)
    return _load(ledger.store, keys, terms)


def read_terms(question: str) -> tuple[tuple[str, ...], ...]:
    """Return the terms of a question, each as its words.

    >>> read_terms('Abe "peace treaty" -- NEAR(')
    (('Abe',), ('peace', 'treaty'), ('NEAR',))
    """
    found = (tuple(_WORD.findall(quoted or plain)) for quoted, plain in _TERM.findall(question))
    return tuple(words for words in found if words)


def count_facets(hits: tuple[Hit, ...]) -> dict[str, list[tuple[str, int]]]:
    """Return how many hits fall to each pair, publisher and year, most first."""
    tallies = {
        "dyad": Counter(dyad for hit in hits for dyad in hit.dyads),
        "publisher": Counter(hit.publisher for hit in hits if hit.publisher),
        "year": Counter(hit.published[:4] for hit in hits if hit.published),
    }
    return {name: sorted(tally.items(), key=lambda item: (-item[1], item[0])) for name, tally in tallies.items()}


def _find_keys(store: Store, terms: tuple[tuple[str, ...], ...], most: int) -> list[int]:
    # every word is quoted, so that none is taken for an operator of the query language
    words = " ".join(f'"{" ".join(term)}"' for term in terms)
    if store.url.startswith(_POSTGRES):
        return [key for key, _ in store.query(_MATCH_POSTGRES, {"words": words.lower(), "most": most})]
    _keep_in_step(store)
    return [key for key, _ in store.query(_MATCH, {"words": words, "most": most})]


def _keep_in_step(store: Store) -> None:
    store.execute(_INDEX)
    (documents, last), (indexed, known) = (
        store.query("SELECT count(DISTINCT document), max(document) FROM reading WHERE speaks = 1")[0],
        store.query("SELECT count(*), max(rowid) FROM temp.found")[0],
    )
    if (indexed, known) == (documents, last):
        return
    new = store.query(
        "SELECT count(DISTINCT document) FROM reading WHERE speaks = 1 AND document > :last", {"last": known or 0}
    )[0][0]
    if indexed + new != documents:  # some were forgotten: their words must go
        store.execute("DROP TABLE temp.found")
        store.execute(_INDEX)
        known = 0
    store.execute(_ADD, {"last": known or 0})


def _load(store: Store, keys: list[int], terms: tuple[tuple[str, ...], ...]) -> tuple[Hit, ...]:
    dyads: dict[int, list[str]] = {}
    sql = (
        "SELECT DISTINCT r.document, p.dyad FROM reading r JOIN dyad_row p ON p.reading = r.key "
        "WHERE r.document IN (:keys) ORDER BY p.dyad"
    )
    for key, dyad in fetch(store, sql, keys):
        dyads.setdefault(key, []).append(dyad)
    sql = (
        "SELECT d.key, d.id, r.title, r.day, r.publisher, d.text FROM document d "
        "JOIN reading r ON r.document = d.key AND r.speaks = 1 WHERE d.key IN (:keys)"
    )
    first = re.compile(r"\b" + r"\W+".join(re.escape(word) for word in terms[0]) + r"\b", re.IGNORECASE)
    hits = {
        key: Hit(document, title, day, publisher, tuple(dyads.get(key, ())), *_cut(text, first))
        for key, document, title, day, publisher, text in fetch(store, sql, keys)
    }
    return tuple(hits[key] for key in keys if key in hits)


def _cut(text: str, words: re.Pattern[str]) -> tuple[str, str, str]:
    """Return the words before the first ones found, these, and the words behind them."""
    found = words.search(text)
    if found is None:
        return "", "", " ".join(text[: 2 * AROUND].split())
    before, after = text[max(0, found.start() - AROUND) : found.start()], text[found.end() : found.end() + AROUND]
    if found.start() > AROUND:  # half a word at either end is left out
        before = before.partition(" ")[2]
    if found.end() + AROUND < len(text):
        after = after.rpartition(" ")[0]
    return " ".join(before.split()), " ".join(found.group().split()), " ".join(after.split())
