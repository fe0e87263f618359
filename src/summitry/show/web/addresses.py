"""Where each thing is found: the addresses of pages, and the anchors of rows within a document's page."""

import re
from urllib.parse import quote, urlencode

from summitry.track.dyads import Dyad

SHORT = 16
"""Digits of a document's id in an address, as in the keys of rows."""
_UNSAFE = re.compile(r"[^A-Za-z0-9-]")


def to_dyad(dyad: Dyad | str) -> str:
    """Return the address of a relationship."""
    return f"/dyads/{quote(str(dyad), safe='')}"


def to_occurrence(name: str) -> str:
    """Return the address of an occurrence."""
    return f"/occurrences/{quote(name, safe='')}"


def to_document(document: str) -> str:
    """Return the address of a document."""
    return f"/documents/{quote(document[:SHORT], safe='')}"


def to_row(name: str, key: str) -> str:
    """Return the address of a row's words in its document.

    >>> to_row("events", "e46dffabc0ffee01/e-aafd19edfc")
    '/documents/e46dffabc0ffee01#at-events-e-aafd19edfc'

    Args:
        name: list of the row.
        key: stable key of the row.
    """
    document, _, row = key.partition("/")
    return f"{to_document(document)}#at-{make_anchor(name, row)}"


def make_anchor(name: str, row: str) -> str:
    """Return a row's name within its document's page; whatever a row is called, it holds no blank and no mark.

    >>> make_anchor("events", "e-1"), make_anchor("events", '"><x')
    ('events-e-1', 'events-_22_3e_3cx')
    """
    return f"{name}-{_UNSAFE.sub(lambda found: f'_{ord(found.group()):x}', row)}"


def to_actor(actor: str) -> str:
    """Return the address of an actor.

    >>> to_actor("JPN/shinzo-abe")
    '/actors/JPN/shinzo-abe'
    """
    return f"/actors/{quote(actor, safe='/')}"


def to_issue(issue: str) -> str:
    """Return the address of an issue."""
    return f"/issues/{quote(issue, safe='')}"


def to_dispute(dispute: str) -> str:
    """Return the address of a dispute."""
    return f"/disputes/{quote(dispute, safe='')}"


def add_query(path: str, **values: object) -> str:
    """Return an address with a query; empty values are left out, names are in order, so that one view has one address.

    >>> add_query("/dyads/JPN-RUS", level="leader", issue="", page=None)
    '/dyads/JPN-RUS?level=leader'
    """
    kept = sorted((name, str(value)) for name, value in values.items() if value not in {None, ""})
    return f"{path}?{urlencode(kept)}" if kept else path
