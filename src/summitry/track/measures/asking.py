"""How the measures ask a ledger: their SQL texts, read once, and days as the ledger writes them."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from typing import Any

Query = Callable[[str, Mapping[str, object]], list[tuple[Any, ...]]]
"""What a store gives: the rows that a SELECT finds with the values bound to its names."""

BEFORE_ALL = "0"
"""Sorts before every day and behind the empty text, so that rows without a day stay out."""


@cache
def load_sql(name: str) -> str:
    """Return the text of one measure's query (``track/sql/measures/NAME.sql``).

    >>> load_sql("contacts").startswith("-- The contacts of a pair")
    True
    """
    folder = resources.files("summitry.track").joinpath("sql", "measures")
    return folder.joinpath(f"{name}.sql").read_text(encoding="utf-8")


def bind_days(dyad: object, start: date | None, end: date) -> dict[str, object]:
    """Return the values that the queries of a pair and a stretch of days ask for.

    >>> bind_days("JPN-RUS", None, date(2014, 2, 19))
    {'dyad': 'JPN-RUS', 'start': '0', 'end': '2014-02-19'}
    """
    return {"dyad": str(dyad), "start": start.isoformat() if start else BEFORE_ALL, "end": end.isoformat()}


@lru_cache(maxsize=1 << 14)
def read_date(text: str | None) -> date | None:
    """Return a day of the ledger, or None where it has none.

    >>> read_date("2014-02-08"), read_date(""), read_date(None)
    (datetime.date(2014, 2, 8), None, None)
    """
    return date.fromisoformat(text) if text else None
